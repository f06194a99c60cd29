//! MX009 `mx-unresolvable`: a mail exchange has no address.
//!
//! The name in an MX record must have an address (RFC 5321 section 5.1). An error when no exchange
//! of the domain has one, a warning when another does: then senders try that one.

use super::hosts;
use crate::checks::prelude::*;
use crate::facts::mx::{HostFact, Reach};

/// MX009.
pub static RULE: Rule = Rule {
    id: "MX009",
    slug: "mx-unresolvable",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(5321, "5.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let severity = match facts.mx.reach() {
        Reach::Unreachable => Severity::Error,
        Reach::Reached | Reach::Undetermined(_) => Severity::Warning,
    };
    hosts::each_host(facts, report, |host, report| {
        if hosts::is_misnamed(host) {
            return;
        }
        match (host.addresses.reach(), registration(host)) {
            (Reach::Reached, _) | (_, Fact::Absent) => {}
            (Reach::Undetermined(why), _) => report.undetermined(&why),
            (Reach::Unreachable, Fact::Unknown(why)) => report.undetermined(why),
            (Reach::Unreachable, Fact::Known(())) => {
                let reason = if host.addresses.nxdomain { "nxdomain" } else { "nodata" };
                report.found(hosts::evidence(facts, host).text("reason", reason).only(severity));
            }
        }
    });
}

/// Whether somebody has the domain above a host: when nobody has, that is the worse finding, and
/// has a rule of its own.
fn registration(host: &HostFact) -> &Fact<()> {
    host.registrable.as_ref().map_or(&Fact::Known(()), |(_, exists)| exists)
}
