//! MX010 `mx-dangling`: the domain of a mail exchange is not registered.
//!
//! The exchange does not exist, nor does the domain above it that somebody would have to register.
//! Mail for it cannot arrive (RFC 5321 section 5.1), and whoever registers that domain receives it.
//! Hosts of a service that was given up, and whose domain is still registered, do not show here.

use super::hosts;
use crate::checks::prelude::*;

/// MX010.
pub static RULE: Rule = Rule {
    id: "MX010",
    slug: "mx-dangling",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(5321, "5.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    hosts::each_host(facts, report, |host, report| {
        if hosts::is_misnamed(host) {
            return;
        }
        match &host.registrable {
            Some((parent, Fact::Absent)) => {
                report.found(hosts::evidence(facts, host).name("parent", parent));
            }
            Some((_, Fact::Unknown(why))) => report.undetermined(why),
            Some((_, Fact::Known(()))) => {}
            // One family that answers shows that the host exists.
            None => {
                if let (Fact::Unknown(why), Fact::Unknown(_)) = (&host.addresses.v4, &host.addresses.v6) {
                    report.undetermined(why);
                }
            }
        }
    });
}
