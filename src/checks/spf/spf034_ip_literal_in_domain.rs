//! SPF034 `spf-ip-literal-in-domain`: an address or a bare word stands where a domain belongs.
//!
//! The domain behind a mechanism ends in a dot and a label that is not digits alone, or in a macro
//! (RFC 7208 section 7.1). So `a:192.0.2.1` and `include:localhost` are a "permerror".

use super::syntax;
use crate::checks::prelude::*;

/// SPF034.
pub static RULE: Rule = Rule {
    id: "SPF034",
    slug: "spf-ip-literal-in-domain",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "7.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    syntax::tell(facts, report, &RULE);
}
