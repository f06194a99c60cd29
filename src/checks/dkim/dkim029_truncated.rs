//! DKIM029 `dkim-truncated`: the end of a key is lost.
//!
//! The first octets of an RSA key say how long it is. When fewer follow, something cut it: most often
//! a form that takes one string of 255 octets, where a TXT record may have several (RFC 1035 section
//! 3.3.14). No verifier can use the rest (RFC 6376 section 6.1.2, step 8).

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;
use crate::dkim::public_key::DerError;

/// DKIM029.
pub static RULE: Rule = Rule {
    id: "DKIM029",
    slug: "dkim-truncated",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "6.1.2"), rfc(1035, "3.3.14")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Truncated, |key, problem| match &problem.kind {
        KeyProblem::Der(DerError::Truncated { announced, present }) => {
            let evidence = key.evidence(&problem.span).number("announced", *announced).number("present", *present);
            Some(evidence.number("length", key.record().text.len()))
        }
        _ => None,
    });
}
