//! RDNS010 `rdns-ipv6-prefix-shared`: a sending IPv6 address was made by the machine itself.
//!
//! An address whose second half holds the hardware address (RFC 4291 section 2.5.1) comes from
//! autoconfiguration in a /64 that all machines of a network share, and changes with the network card.
//! Receivers count reputation by /64, so the neighbours' mail counts too. Whether strangers are among
//! them, and whether a random second half was chosen or made for privacy, DNS does not show: such
//! addresses are passed over.

use std::net::IpAddr;

use ipnet::Ipv6Net;

use super::addresses::{self, Verdict};
use crate::checks::prelude::*;
use crate::rdns;

/// RDNS010.
pub static RULE: Rule = Rule {
    id: "RDNS010",
    slug: "rdns-ipv6-prefix-shared",
    severity: Severity::Info,
    basis: Basis::Advice(&[rfc(4291, "2.5.1")]),
    since: None,
    check,
};

/// What a router announces to the machines of one network (RFC 4291 section 2.5.4).
const PREFIX: u8 = 64;

fn check(facts: &Facts, report: &mut Outcomes) {
    addresses::each_address(facts, report, |address| match address.sender.address {
        IpAddr::V4(_) => Verdict::Nothing,
        IpAddr::V6(own) if rdns::is_self_made(own) => {
            let prefix = Ipv6Net::new(own, PREFIX).map(|net| net.trunc().to_string()).unwrap_or_default();
            Verdict::broken(addresses::evidence(address).text("prefix", prefix))
        }
        IpAddr::V6(_) => Verdict::Holds,
    });
}
