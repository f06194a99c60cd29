//! SPF048 `spf-non-ascii`: the record holds octets that are no printable US-ASCII.
//!
//! A record is US-ASCII (RFC 7208 section 3.1). Word processors and web pages turn hyphens into
//! dashes, spaces into no-break spaces, quotes into curly ones; domains with accents go in as A-labels
//! (RFC 8616 section 4). In a term that is a "permerror"; before it or next to the version, nobody
//! sees the record.

use super::{near_misses, syntax};
use crate::checks::prelude::*;

/// SPF048.
pub static RULE: Rule = Rule {
    id: "SPF048",
    slug: "spf-non-ascii",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "3.1"), rfc(7208, "12")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    near_misses::tell(facts, report, &RULE);
    syntax::tell(facts, report, &RULE);
}
