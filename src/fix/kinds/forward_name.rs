//! Names of sending addresses that do not lead back to them (RFC 8601 section 2.7.3).
//!
//! The PTR record is the address owner's; the address record of its name is the domain holder's, when the name is.

use super::{Case, Kind};
use crate::fix::{Draft, Gone};

/// Gives the PTR name of an address that very address.
pub(super) static KIND: Kind = Kind { slug: "forward-name", rules: &["RDNS002"], propose };

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(KIND.rules).filter_map(|finding| {
        let proposal = finding.evidence.publish.first().filter(|proposal| case.is_own(&proposal.name))?;
        let draft = Draft::new(&KIND).aims_at(finding).text("name", proposal.name.as_str());
        let draft = draft.text("address", proposal.data.to_string());
        Some(draft.change(&proposal.name, proposal.kind, Gone::Nothing, vec![proposal.data.clone()]))
    });
    drafts.collect()
}
