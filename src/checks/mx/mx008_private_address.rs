//! MX008 `mx-private-address`: a mail exchange has an address that nobody else can reach.
//!
//! The exchange must lead to the address of the server (RFC 5321 section 5.1). Private, loopback,
//! link-local and other special addresses mean something else in every network (RFC 1918 section 3,
//! RFC 6890), and documentation addresses are nobody's (RFC 5737, RFC 3849); those are expected when
//! the domain is itself a sample.

use std::net::IpAddr;

use super::hosts;
use crate::address;
use crate::checks::prelude::*;
use crate::facts::is_sample_name;

/// MX008.
pub static RULE: Rule = Rule {
    id: "MX008",
    slug: "mx-private-address",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(5321, "5.1"), rfc(1918, "3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let is_sample = is_sample_name(&facts.subject.domain);
    let is_out_of_reach =
        |address: &IpAddr| address::is_private(*address) || (!is_sample && address::is_documentation(*address));
    hosts::each_host(facts, report, |host, report| {
        if hosts::is_misnamed(host) {
            return;
        }
        if let Some(address) = host.addresses.iter().find(is_out_of_reach) {
            return report.found(hosts::evidence(facts, host).text("address", address.to_string()));
        }
        for family in [&host.addresses.v4, &host.addresses.v6] {
            if let Fact::Unknown(why) = family {
                report.undetermined(why);
            }
        }
    });
}
