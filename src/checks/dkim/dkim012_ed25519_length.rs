//! DKIM012 `dkim-ed25519-length`: an Ed25519 key is not the 32 octets of a sound public key.
//!
//! `p=` holds the key itself, 32 octets in base64, without the wrapping that OpenSSL writes
//! (RFC 8463 section 4.2). A point of small order, all zeros among them, makes any signature right.

use super::faults::Fault;
use super::keys::Judged;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;

/// DKIM012.
pub static RULE: Rule = Rule {
    id: "DKIM012",
    slug: "dkim-ed25519-length",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(8463, "4.2")]),
    since: None,
    check,
};

/// Characters of base64 before the key in the SubjectPublicKeyInfo of RFC 8410: 12 octets.
const WRAPPING: usize = 16;

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Ed25519, |key, problem| {
        let evidence = key.evidence(&problem.span);
        Some(match &problem.kind {
            KeyProblem::Ed25519Length(octets) => evidence.text("flaw", "length").number("octets", *octets),
            KeyProblem::Ed25519Wrapped => key.propose(evidence.text("flaw", "wrapped"), unwrapped(key)),
            _ => evidence.text("flaw", "point"),
        })
    });
}

fn unwrapped(key: &Judged<'_>) -> Option<String> {
    key.with("p", key.key_text()?.get(WRAPPING..)?)
}
