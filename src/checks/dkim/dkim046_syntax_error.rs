//! DKIM046 `dkim-syntax-error`: a piece of the record is no tag.
//!
//! A key record is a list of `name=value` between semicolons; a list with anything else in it is not
//! one, and verifiers find no key in it (RFC 6376 sections 3.2 and 6.1.2). A missing semicolon is the
//! usual cause. More octets than a TXT record of any use has are told here, too.

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;

/// DKIM046.
pub static RULE: Rule = Rule {
    id: "DKIM046",
    slug: "dkim-syntax-error",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.2"), rfc(6376, "6.1.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Syntax, |key, problem| {
        let (kind, piece) = match &problem.kind {
            KeyProblem::NoEquals(piece) => ("no-equals", piece.as_str()),
            KeyProblem::TagName(name) => ("name", name.as_str()),
            KeyProblem::TooLong => ("too-long", ""),
            _ => return None,
        };
        Some(key.evidence(&problem.span).text("kind", kind).text("piece", piece))
    });
}
