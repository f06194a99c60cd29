//! SPF007 `spf-duplicate-modifier`: `redirect` or `exp` stands more than once.
//!
//! Each of the two may appear once in a record; twice is a syntax error (RFC 7208 section 6), and
//! the result "permerror".

use super::syntax;
use crate::checks::prelude::*;
/// SPF007.
pub static RULE: Rule = Rule {
    id: "SPF007",
    slug: "spf-duplicate-modifier",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "6")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    syntax::tell(facts, report, &RULE);
}
