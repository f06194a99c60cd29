//! MX007 `mx-ip-literal`: an address where an MX record needs a host name.
//!
//! The exchange is a domain name (RFC 1035 section 3.3.9), and it must have an address record
//! (RFC 5321 section 5.1). `192.0.2.25` is read as a name whose top level is `25`, which nobody has.

use super::hosts;
use crate::checks::prelude::*;

/// MX007.
pub static RULE: Rule = Rule {
    id: "MX007",
    slug: "mx-ip-literal",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(1035, "3.3.9"), rfc(5321, "5.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    hosts::each_host(facts, report, |host, report| {
        if let Some(address) = host.literal {
            report.found(hosts::evidence(facts, host).text("address", address.to_string()));
        }
    });
}
