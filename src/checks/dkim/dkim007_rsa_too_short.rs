//! DKIM007 `dkim-rsa-too-short`: an RSA key has fewer than 1024 bits.
//!
//! Verifiers must not take a signature with such a key for valid (RFC 8301 section 3.2): it can be
//! factored by anybody.

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;

/// DKIM007.
pub static RULE: Rule = Rule {
    id: "DKIM007",
    slug: "dkim-rsa-too-short",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(8301, "3.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::TooShort, |key, problem| match problem.kind {
        KeyProblem::RsaTooShort(bits) => Some(key.evidence(&problem.span).number("bits", bits)),
        _ => None,
    });
}
