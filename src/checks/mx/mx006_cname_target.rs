//! MX006 `mx-cname-target`: an MX record names an alias.
//!
//! The name in an MX record must have the addresses itself and must not be an alias (RFC 2181 section 10.3); what a
//! sender does with one is left open (RFC 5321 section 5.1). Many follow it, which is why this is a warning. An alias
//! that leads to no address is told as that. A zone file shows the alias even where its target is somebody else's.

use super::hosts;
use crate::checks::prelude::*;
use crate::facts::mx::{Addresses, HostFact, Reach};
use crate::name::DomainName;

/// MX006.
pub static RULE: Rule = Rule {
    id: "MX006",
    slug: "mx-cname-target",
    severity: Severity::Warning,
    basis: Basis::Must(&[rfc(2181, "10.3"), rfc(5321, "5.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    hosts::each_host(facts, report, |host, report| {
        if hosts::is_misnamed(host) {
            return;
        }
        match (target(facts, host), host.addresses.reach()) {
            (_, Reach::Unreachable) | (None, Reach::Reached) => {}
            (Some(target), Reach::Reached | Reach::Undetermined(_)) => {
                report.found(hosts::evidence(facts, host).name("target", &target));
            }
            (None, Reach::Undetermined(why)) if is_silent(&host.addresses) => report.undetermined(&why),
            (None, Reach::Undetermined(_)) => {}
        }
    });
}

/// Where the name leads, if it is an alias.
fn target(facts: &Facts, host: &HostFact) -> Option<DomainName> {
    let in_zones = || {
        let aliases = facts.subject.zones.iter().flat_map(|zone| zone.at(&host.exchange.host, RecordType::Cname));
        aliases
            .filter_map(|record| if let RecordData::Cname(target) = &record.data { Some(target) } else { None })
            .next()
    };
    host.chain.last().or_else(in_zones).cloned()
}

/// Whether neither family has an answer: one would show the alias, whatever it comes to.
fn is_silent(addresses: &Addresses) -> bool {
    [&addresses.v4, &addresses.v6].iter().all(|family| matches!(family, Fact::Unknown(_)))
}
