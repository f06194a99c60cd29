//! RDNS003 `rdns-ptr-multiple`: a sending address has more than one PTR record.
//!
//! Several are allowed (RFC 2181 section 10.2), but a receiver takes one of them, in an order that
//! changes with every answer, and none looks at more than ten (RFC 7208 section 4.6.4). A warning from
//! four names on, advice below.

use super::addresses::{self, Verdict};
use crate::checks::prelude::*;

/// RDNS003.
pub static RULE: Rule = Rule {
    id: "RDNS003",
    slug: "rdns-ptr-multiple",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(7208, "4.6.4"), rfc(2181, "10.2")]),
    since: None,
    check,
};

/// So many names are untidy; more are a trap.
const BEARABLE: usize = 3;

fn check(facts: &Facts, report: &mut Outcomes) {
    addresses::each_address(facts, report, |address| match &address.ptr {
        Fact::Absent => Verdict::Nothing,
        Fact::Unknown(why) => Verdict::Open(why.clone()),
        Fact::Known(names) if names.len() <= 1 => Verdict::Holds,
        Fact::Known(names) if names.len() <= BEARABLE => {
            Verdict::broken(addresses::named(address).only(Severity::Info))
        }
        Fact::Known(_) => Verdict::broken(addresses::named(address)),
    });
}
