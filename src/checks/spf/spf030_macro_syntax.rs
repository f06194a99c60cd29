//! SPF030 `spf-macro-syntax`: a `%` that begins no macro.
//!
//! `%` must be followed by `{`, `%`, `_` or `-`, a macro needs a letter it may have in its place, a
//! number of parts above zero and a closing brace (RFC 7208 sections 7.1 to 7.3); `%{c}`, `%{r}` and
//! `%{t}` belong to explanations. Anything else is a "permerror", also where it is never evaluated.

use super::syntax;
use crate::checks::prelude::*;

/// SPF030.
pub static RULE: Rule = Rule {
    id: "SPF030",
    slug: "spf-macro-syntax",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "7.1"), rfc(7208, "7.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    syntax::tell(facts, report, &RULE);
}
