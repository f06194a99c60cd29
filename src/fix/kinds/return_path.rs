//! Return paths at a provider's domain, where SPF passes and is not aligned (RFC 9989 section 4.4).

use super::{Case, Kind};
use crate::finding::Value;
use crate::fix::{Draft, Gone};

/// Leads a return path below the domain to the provider, where the record is the same for every customer.
pub(super) static KIND: Kind = Kind { slug: "return-path", rules: &["ALN004"], propose };

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(KIND.rules).filter_map(|finding| {
        let proposal = finding.evidence.publish.first().filter(|proposal| case.is_own(&proposal.name))?;
        let Some(Value::Text(provider)) = finding.evidence.values.get("provider") else { return None };
        let draft = Draft::new(&KIND).aims_at(finding).text("name", proposal.name.as_str());
        let draft = draft.text("target", proposal.data.to_string().trim_end_matches('.')).text("provider", provider);
        // The provider goes on with its own return path until it is told.
        Some(draft.change(&proposal.name, proposal.kind, Gone::Nothing, vec![proposal.data.clone()]).to_review())
    });
    drafts.collect()
}
