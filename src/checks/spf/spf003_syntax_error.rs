//! SPF003 `spf-syntax-error`: a term of the record is not well formed.
//!
//! A syntax error anywhere in the record, also behind `all`, makes the result "permerror" before any
//! term is looked at (RFC 7208 section 4.6; the grammar is in RFC 7208 section 12). This rule tells
//! the errors that no other rule tells more precisely: arguments that are missing or too many, and
//! modifiers with a qualifier or without a name.

use super::syntax;
use crate::checks::prelude::*;
/// SPF003.
pub static RULE: Rule = Rule {
    id: "SPF003",
    slug: "spf-syntax-error",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "4.6"), rfc(7208, "12")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    syntax::tell(facts, report, &RULE);
}
