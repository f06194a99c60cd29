//! RDNS001 `rdns-ptr-missing`: a sending IPv4 address has no PTR record.
//!
//! Every host on the Internet should have a name, and its address should lead to it (RFC 1912 section
//! 2.1). Gmail refuses mail from addresses without one (5.7.25), Orange too (OFR_107). An error for the
//! address of a declared stream; a warning for one that merely stands in SPF or MX, which may never
//! send, and for one that stands for a large network. IPv6 has a rule of its own.

use super::addresses::{self, Verdict};
use crate::checks::prelude::*;

/// RDNS001.
pub static RULE: Rule = Rule {
    id: "RDNS001",
    slug: "rdns-ptr-missing",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(1912, "2.1"),
        page("Gmail SMTP errors and codes", "https://support.google.com/a/answer/3726730"),
        page("Orange Postmaster", "https://postmaster.orange.fr/"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    addresses::each_address(facts, report, |address| match address.sender.address.is_ipv4() {
        true => Verdict::of(address.is_present(), true, || addresses::unnamed(facts, address)),
        false => Verdict::Nothing,
    });
}
