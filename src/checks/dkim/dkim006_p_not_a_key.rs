//! DKIM006 `dkim-p-not-a-key`: the octets of `p=` are no key that every verifier loads.
//!
//! An RSA key is a SubjectPublicKeyInfo for `rsaEncryption`, and nothing behind it. Verifiers refuse
//! anything else (RFC 6376 section 6.1.2, step 8). The bare RSAPublicKey that RFC 6376 section 3.6.1
//! names, and loose DER, load at some of them only: a warning. The bare key in the wrapping (RFC 3279 section 2.3.1) is
//! the same one, so that whoever signs with it need do nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::faults::Fault;
use super::keys::{Judged, tell};
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;
use crate::dkim::public_key::{self, DerError};

/// DKIM006.
pub static RULE: Rule = Rule {
    id: "DKIM006",
    slug: "dkim-p-not-a-key",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.1"), rfc(6376, "6.1.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::NotAKey, |key, problem| {
        let evidence = key.evidence(&problem.span);
        Some(match &problem.kind {
            KeyProblem::BareRsa => key.propose(evidence.text("flaw", "bare").only(Severity::Warning), in_wrapping(key)),
            KeyProblem::LenientDer(_) => evidence.text("flaw", "loose").only(Severity::Warning),
            KeyProblem::Der(DerError::Algorithm(oid)) => evidence.text("flaw", "algorithm").text("algorithm", oid),
            _ => evidence.text("flaw", "none"),
        })
    });
}

/// The record with the same key in the wrapping.
fn in_wrapping(key: &Judged<'_>) -> Option<String> {
    let octets = STANDARD.decode(key.key_text()?).ok()?;
    key.with("p", &STANDARD.encode(public_key::wrapped(&octets)?))
}
