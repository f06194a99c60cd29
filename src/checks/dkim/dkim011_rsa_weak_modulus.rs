//! DKIM011 `dkim-rsa-weak-modulus`: the modulus of an RSA key can be factored.
//!
//! A modulus is the product of large primes (RFC 8017 section 3.1). One that is even or divisible by
//! a small prime was damaged, and one with the mark of CVE-2017-15361 comes from a generator whose
//! keys can be computed: whoever does it signs in the name of the domain.

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;

/// DKIM011.
pub static RULE: Rule = Rule {
    id: "DKIM011",
    slug: "dkim-rsa-weak-modulus",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(8017, "3.1"), page("CVE-2017-15361", "https://nvd.nist.gov/vuln/detail/CVE-2017-15361")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Modulus, |key, problem| {
        let evidence = key.evidence(&problem.span);
        match problem.kind {
            KeyProblem::ModulusEven => Some(evidence.text("flaw", "factor").text("factor", "2")),
            KeyProblem::ModulusFactor(prime) => Some(evidence.text("flaw", "factor").text("factor", prime.to_string())),
            _ => Some(evidence.text("flaw", "generator")),
        }
    });
}
