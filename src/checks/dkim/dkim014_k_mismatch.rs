//! DKIM014 `dkim-k-mismatch`: `k=` is unknown, or not the type of the key.
//!
//! `k=` is `rsa`, also by default, or `ed25519` (RFC 6376 section 3.6.1, RFC 8463 section 3); a key of
//! any other type is ignored, and one that is read as the wrong type is none.

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::{KeyProblem, KeyRecord, KeyState};

/// DKIM014.
pub static RULE: Rule = Rule {
    id: "DKIM014",
    slug: "dkim-k-mismatch",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.1"), rfc(8463, "3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Type, |key, problem| {
        let evidence = key.evidence(&problem.span);
        let evidence = match &problem.kind {
            KeyProblem::TypeMismatch { declared, found } => {
                evidence.text("flaw", "mismatch").text("declared", declared).text("is", found)
            }
            _ => evidence.text("flaw", "unknown").text("declared", key.record().key_type.as_str()),
        };
        let sound = ["rsa", "ed25519"].into_iter().filter_map(|name| key.with("k", name)).find(|text| is_valid(text));
        Some(key.propose(evidence, sound))
    });
}

fn is_valid(text: &str) -> bool {
    KeyRecord::read(text.as_bytes()).state() == KeyState::Valid
}
