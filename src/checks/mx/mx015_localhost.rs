//! MX015 `mx-localhost`: a mail exchange is `localhost`, the sender's own machine.
//!
//! `localhost` always means the machine that asks (RFC 6761 section 6.3): every sender would deliver
//! to itself, while the exchange must lead to the address of the domain's server (RFC 5321 section
//! 5.1). A domain that takes no mail says so with a null MX (RFC 7505). An exchange at a web host or a
//! content network, which takes no mail either, is not found here: that takes lists of addresses.

use super::hosts;
use crate::checks::prelude::*;

/// MX015.
pub static RULE: Rule = Rule {
    id: "MX015",
    slug: "mx-localhost",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6761, "6.3"), rfc(5321, "5.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    hosts::each_host(facts, report, |host, report| {
        if host.is_localhost {
            report.found(hosts::evidence(facts, host));
        }
    });
}
