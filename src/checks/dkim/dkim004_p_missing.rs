//! DKIM004 `dkim-p-missing`: a key record has no `p=`.
//!
//! `p=` holds the key and is the one tag that must be there (RFC 6376 section 3.6.1). Without it
//! the record is no key record, and verification ends in a permanent error.

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;

/// DKIM004.
pub static RULE: Rule = Rule {
    id: "DKIM004",
    slug: "dkim-p-missing",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::NoKey, |key, problem| Some(key.evidence(&problem.span)));
}
