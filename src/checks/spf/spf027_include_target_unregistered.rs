//! SPF027 `spf-include-target-unregistered`: a term leads to a domain that nobody holds.
//!
//! The registrable domain above the target of an `include`, `redirect`, `a`, `mx` or `exists` does not
//! exist. An `include` of it is a "permerror" today (RFC 7208 section 5.2); whoever registers it
//! decides tomorrow who passes, for SPF trusts what DNS says (RFC 7208 section 11.3). Only terms by
//! which somebody passes are looked at. A domain whose servers fail may exist: that is undetermined.

use super::{own, tree};
use crate::checks::prelude::*;

/// SPF027.
pub static RULE: Rule = Rule {
    id: "SPF027",
    slug: "spf-include-target-unregistered",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "5.2"), rfc(7208, "11.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(census) = tree::census(facts, report) else { return };
    let missing: Vec<_> = tree::passing(&census.root)
        .into_iter()
        .flat_map(|(node, entry)| entry.target.missing_names().into_iter().map(move |name| (node, entry, name)))
        .collect();
    for (domain, parent) in &facts.spf.policy.parents {
        let below: Vec<_> = missing.iter().filter(|(_, _, name)| parent.names.contains(name)).collect();
        match &parent.exists {
            Fact::Unknown(why) if !below.is_empty() => report.undetermined(why),
            Fact::Known(()) | Fact::Unknown(_) => {}
            Fact::Absent => {
                for (node, entry, name) in below {
                    report.found(own::term(facts, node, entry).name("target", name).name("unregistered", domain));
                }
            }
        }
    }
    if let Some(hanging) = &census.hanging {
        report.undetermined(&hanging.unanswered);
    }
    report.pass();
}
