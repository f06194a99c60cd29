//! DKIM018 `dkim-h-sha1-only`: `h=` does not allow SHA-256.
//!
//! Signers must sign with rsa-sha256 and verifiers must not take rsa-sha1 (RFC 8301 section 3.1). A key
//! whose `h=` leaves SHA-256 out fits no signature that counts: "inappropriate hash algorithm"
//! (RFC 6376 section 6.1.2, step 6).

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;

/// DKIM018.
pub static RULE: Rule = Rule {
    id: "DKIM018",
    slug: "dkim-h-sha1-only",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(8301, "3.1"), rfc(6376, "6.1.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Hash, |key, problem| {
        let hashes = key.record().hashes.as_deref().unwrap_or_default().join(":");
        let without = key.changed(|tags| tags.retain(|(name, _)| name != "h"));
        Some(key.propose(key.evidence(&problem.span).text("hashes", hashes), without))
    });
}
