//! DKIM010 `dkim-rsa-exponent`: the public exponent of an RSA key is broken, or an unusual one.
//!
//! The exponent is odd and at least 3 (RFC 8017 section 3.1): no private key belongs to an even one,
//! and with 1 everybody can sign. Below 65537 padding flaws of verifiers become forgeries, and above
//! 2^32 some libraries refuse the key: warnings.

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;
use crate::dkim::public_key::PublicKey;

/// DKIM010.
pub static RULE: Rule = Rule {
    id: "DKIM010",
    slug: "dkim-rsa-exponent",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(8017, "3.1")]),
    since: None,
    check,
};

/// The exponent that every generator uses today.
const USUAL: u64 = 65_537;

/// The largest exponent that every common library takes.
const LARGEST: u64 = 1 << 32;

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Exponent, |key, problem| {
        let exponent = match &key.record().key {
            Some(PublicKey::Rsa(rsa)) => rsa.exponent(),
            Some(PublicKey::Ed25519(_)) | None => None,
        };
        let is_broken = problem.kind == KeyProblem::ExponentBroken;
        if !is_broken && exponent.is_some_and(|exponent| (USUAL..=LARGEST).contains(&exponent)) {
            return None;
        }
        let evidence = key.evidence(&problem.span);
        let evidence = match exponent {
            Some(exponent) => evidence.text("size", "small").text("exponent", exponent.to_string()),
            None => evidence.text("size", "huge"),
        };
        Some(if is_broken { evidence } else { evidence.only(Severity::Warning) })
    });
}
