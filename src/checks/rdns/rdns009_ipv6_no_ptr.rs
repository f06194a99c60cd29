//! RDNS009 `rdns-ipv6-no-ptr`: a sending IPv6 address has no PTR record.
//!
//! Over IPv6 receivers are stricter than over IPv4: Gmail refuses mail from an address without a name
//! (5.7.1), Microsoft 365 too (5.7.25). A server that has both families mostly sends over IPv6 first. An
//! error for the address of a declared stream; a warning for one that merely stands in SPF or MX, which
//! may never send, and for one that stands for a large network.

use super::addresses::{self, Verdict};
use crate::checks::prelude::*;

/// RDNS009.
pub static RULE: Rule = Rule {
    id: "RDNS009",
    slug: "rdns-ipv6-no-ptr",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        page("Gmail SMTP errors and codes", "https://support.google.com/a/answer/3726730"),
        rfc(1912, "2.1"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    addresses::each_address(facts, report, |address| match address.sender.address.is_ipv6() {
        true => Verdict::of(address.is_present(), true, || addresses::unnamed(facts, address)),
        false => Verdict::Nothing,
    });
}
