//! DKIM016 `dkim-v-not-first`: `v=` is not the first tag.
//!
//! The version may be left out, but where it stands it must stand first (RFC 6376 section 3.6.1).

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;

/// DKIM016.
pub static RULE: Rule = Rule {
    id: "DKIM016",
    slug: "dkim-v-not-first",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::VersionPlace, |key, problem| {
        let first = key.record().tags.first().map_or("", |tag| tag.name.as_str());
        let in_front = key.changed(|tags| tags.sort_by_key(|(name, _)| name != "v"));
        Some(key.propose(key.evidence(&problem.span).text("first", first), in_front))
    });
}
