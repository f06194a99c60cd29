//! MX011 `mx-name-doubled`: the name of a mail exchange lacks its final dot, so the zone's own name
//! was put behind it.
//!
//! In a zone file a name without a final dot is relative to the origin (RFC 1035 section 5.1):
//! `mx.example.net` becomes `mx.example.net.example.fr`, which has no address as it must (RFC 5321
//! section 5.1). Found where the domain stands twice in the name, where what is left without it is a
//! known provider's exchange, and where that has a public suffix and the name as written resolves to
//! nothing.

use super::hosts;
use crate::checks::prelude::*;
use crate::facts::mx::{HostFact, Reach};
use crate::mx;
use crate::name::DomainName;

/// MX011.
pub static RULE: Rule = Rule {
    id: "MX011",
    slug: "mx-name-doubled",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(1035, "5.1"), rfc(5321, "5.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let domain = &facts.mx.domain;
    hosts::each_host(facts, report, |host, report| {
        if host.literal.is_some() {
            return;
        }
        match (&host.missing_dot, host.addresses.reach()) {
            (Some(meant), _) => {
                let data = RecordData::Mx { preference: host.exchange.preference, exchange: meant.clone() };
                let evidence = hosts::evidence(facts, host).name("meant", meant);
                report.found(evidence.publish(domain, RecordType::Mx, data));
            }
            (None, Reach::Undetermined(why)) if is_suspect(host, domain) => report.undetermined(&why),
            (None, Reach::Undetermined(_) | Reach::Reached | Reach::Unreachable) => {}
        }
    });
}

/// Whether the name would count as doubled if it resolved to nothing.
fn is_suspect(host: &HostFact, domain: &DomainName) -> bool {
    mx::missing_dot(&host.exchange.host, domain, false).is_some()
}
