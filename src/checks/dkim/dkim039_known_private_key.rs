//! DKIM039 `dkim-known-private-key`: the private half of a key is printed in a standard.
//!
//! RFC 6376 appendix C and RFC 8463 appendix A print example keys together with their private
//! halves. Whoever reads them can sign with a key that was copied from there, which is a private key
//! in wrong hands (RFC 6376 section 8.3).

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;
use crate::dkim::public_key::Sample;

/// DKIM039.
pub static RULE: Rule = Rule {
    id: "DKIM039",
    slug: "dkim-known-private-key",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "8.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Sample, |key, problem| match problem.kind {
        KeyProblem::SampleKey(Sample::Rfc6376) => Some(key.evidence(&problem.span).text("standard", "RFC 6376")),
        KeyProblem::SampleKey(Sample::Rfc8463) => Some(key.evidence(&problem.span).text("standard", "RFC 8463")),
        _ => None,
    });
}
