//! SPF004 `spf-unknown-mechanism`: a term names a mechanism that does not exist.
//!
//! A word without `=` is a mechanism, and a mechanism that is not one of the eight is a syntax error
//! (RFC 7208 section 4.6.1): `ipv4:` for `ip4:`, `redirect:` for `redirect=`, a stray word. The
//! result is "permerror".

use super::syntax;
use crate::checks::prelude::*;
/// SPF004.
pub static RULE: Rule = Rule {
    id: "SPF004",
    slug: "spf-unknown-mechanism",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "4.6.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    syntax::tell(facts, report, &RULE);
}
