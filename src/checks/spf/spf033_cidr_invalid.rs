//! SPF033 `spf-cidr-invalid`: an address or a prefix length is none.
//!
//! `ip4` takes four octets and a length up to 32, `ip6` an IPv6 address and a length up to 128, both
//! without leading zeros; `a` and `mx` take `/n`, `//n` or both (RFC 7208 sections 5.3, 5.4 and 5.6);
//! nothing else takes a length. Any slip is a "permerror" for the whole record.

use super::syntax;
use crate::checks::prelude::*;

/// SPF033.
pub static RULE: Rule = Rule {
    id: "SPF033",
    slug: "spf-cidr-invalid",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "5.6"), rfc(7208, "12")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    syntax::tell(facts, report, &RULE);
}
