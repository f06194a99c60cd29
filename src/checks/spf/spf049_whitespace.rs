//! SPF049 `spf-whitespace`: something other than a space separates terms, or a space stands inside one.
//!
//! Terms are separated by spaces, and by nothing else (RFC 7208 sections 4.6.1 and 12): no tab, line
//! break, comma or semicolon. A space ends a term, also behind a qualifier (`- all`) and behind a
//! colon (`include: example.net`).

use super::{near_misses, syntax};
use crate::checks::prelude::*;

/// SPF049.
pub static RULE: Rule = Rule {
    id: "SPF049",
    slug: "spf-whitespace",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "4.6.1"), rfc(7208, "12")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    near_misses::tell(facts, report, &RULE);
    syntax::tell(facts, report, &RULE);
}
