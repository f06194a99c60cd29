//! DKIM003 `dkim-key-revoked`: a key was withdrawn.
//!
//! An empty `p=` revokes the key (RFC 6376 section 3.6.1): a signature made with it fails. That is an
//! error where the user or a stream names the selector, and else the trace of a rotation: info.

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;

/// DKIM003.
pub static RULE: Rule = Rule {
    id: "DKIM003",
    slug: "dkim-key-revoked",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.1"), rfc(6376, "6.1.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Revoked, |key, problem| {
        let evidence = key.evidence(&problem.span);
        Some(if key.fact.found.is_named() { evidence } else { evidence.only(Severity::Info) })
    });
}
