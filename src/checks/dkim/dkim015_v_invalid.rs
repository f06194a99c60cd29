//! DKIM015 `dkim-v-invalid`: `v=` is there and is not `DKIM1`.
//!
//! A record with any other version is discarded, and versions are compared letter by letter
//! (RFC 6376 section 3.6.1).

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;

/// DKIM015.
pub static RULE: Rule = Rule {
    id: "DKIM015",
    slug: "dkim-v-invalid",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Version, |key, problem| {
        let KeyProblem::Version(version) = &problem.kind else { return None };
        let evidence = key.evidence(&problem.span).text("version", version);
        Some(key.propose(evidence, key.with("v", "DKIM1")))
    });
}
