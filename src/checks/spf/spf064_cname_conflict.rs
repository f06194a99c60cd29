//! SPF064 `spf-cname-conflict`: a CNAME stands beside other data.
//!
//! A name with a CNAME has no other data (RFC 1034 section 3.6.2), and one CNAME at most (RFC 2181
//! section 10.1). In a zone file that is an error: servers refuse the zone, or drop one of the two.
//! Over DNS only a trace is seen: TXT records of a registered domain that come by way of a CNAME, although SOA and
//! NS records must stand at the same name. That is advice.

use super::tree;
use crate::checks::prelude::*;
use crate::facts::spf::{SpfState, registrable};
use crate::name::DomainName;
use crate::zone::{Zone, ZoneRecord};

/// SPF064.
pub static RULE: Rule = Rule {
    id: "SPF064",
    slug: "spf-cname-conflict",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(1034, "3.6.2"), rfc(2181, "10.1")]),
    since: None,
    check,
};

/// Types that may stand beside a CNAME: those of DNSSEC (RFC 4034 sections 3 and 4, RFC 2181 section 10.1).
const BESIDE_CNAME: [&str; 4] = ["RRSIG", "NSEC", "SIG", "KEY"];

fn check(facts: &Facts, report: &mut Outcomes) {
    let policy = &facts.spf.policy;
    let domain = &facts.subject.domain;
    let mut has_conflict = false;
    for (zone, name) in
        facts.subject.zones.iter().flat_map(|zone| tree::names(facts).into_iter().map(move |name| (zone, name)))
    {
        if let Some((cname, other)) = conflict(zone, name) {
            has_conflict |= name == domain;
            let evidence = Evidence::at(name, RecordType::Cname).text("seen", "file").name("owner", name);
            report.found(evidence.text("type", other.kind.to_string()).location(Some(&cname.location)));
        }
    }
    match &policy.state {
        _ if has_conflict => {}
        SpfState::Undetermined(why) => report.undetermined(why),
        SpfState::None => report.not_applicable(),
        SpfState::Found | SpfState::Multiple => match policy.chain.last() {
            Some(target) if registrable(domain).as_ref() == Some(domain) => {
                let evidence = Evidence::at(domain, RecordType::Cname).text("seen", "dns").name("owner", domain);
                report.found(evidence.name("target", target).only(Severity::Info));
            }
            Some(_) | None => report.pass(),
        },
    }
}

/// The first CNAME at a name, and a record that may not stand beside it.
fn conflict<'a>(zone: &'a Zone, name: &'a DomainName) -> Option<(&'a ZoneRecord, &'a ZoneRecord)> {
    let cname = zone.at(name, RecordType::Cname).next()?;
    let is_allowed = |kind: RecordType| BESIDE_CNAME.iter().any(|known| RecordType::parse(known) == Some(kind));
    let mut others = zone.records.iter().filter(|record| record.owner == *name && !is_allowed(record.kind));
    others.find(|record| record.data != cname.data).map(|other| (cname, other))
}
