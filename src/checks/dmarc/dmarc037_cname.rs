//! DMARC037 `dmarc-cname`: the policy record is somebody else's.
//!
//! A CNAME at the `_dmarc` name hands the policy to whoever has its target: worth knowing, no more.
//! It is an error when no policy record is there (RFC 9989 section 4.10.1), all the more when the
//! target's domain can be registered by anybody, and when other records stand beside the CNAME
//! (RFC 1034 section 3.6.2). What a wildcard CNAME answers for the name was not meant for it and is
//! no finding.

use super::records;
use crate::checks::prelude::*;
use crate::facts::dmarc::{DeadEnd, Owner};
use crate::name::DomainName;

/// DMARC037.
pub static RULE: Rule = Rule {
    id: "DMARC037",
    slug: "dmarc-cname",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(1034, "3.6.2"), rfc(9989, "4.10.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::each_owner(facts, report, |owner, report| {
        if let Some(evidence) = beside_cname(facts, owner) {
            report.found(evidence);
        } else if let Some(target) = owner.chain.last() {
            match &owner.dead_end {
                None => report.found(evidence(owner, target, "delegated").only(Severity::Info)),
                Some(dead_end) => judge(owner, target, dead_end, report),
            }
        }
        owner.meant().next().is_some()
    });
}

fn judge(owner: &Owner, target: &DomainName, dead_end: &DeadEnd, report: &mut Outcomes) {
    match (&dead_end.wildcard, &dead_end.registrable) {
        (Fact::Known(()), _) => {}
        (Fact::Unknown(why), _) => report.undetermined(why),
        (Fact::Absent, Some((domain, Fact::Absent))) => report.found(evidence(owner, domain, "unregistered")),
        (Fact::Absent, Some((_, Fact::Known(()) | Fact::Unknown(_))) | None) => {
            report.found(evidence(owner, target, "nothing"));
        }
    }
}

/// The records beside a CNAME, which only a zone file can show.
fn beside_cname(facts: &Facts, owner: &Owner) -> Option<Evidence> {
    facts.subject.zones.iter().find_map(|zone| {
        let alias = zone.at(&owner.name, RecordType::Cname).next()?;
        let RecordData::Cname(target) = &alias.data else { return None };
        let mut others = zone.records.iter().filter(|record| record.owner == owner.name);
        others
            .any(|record| !may_stand_beside(record.kind))
            .then(|| evidence(owner, target, "beside").location(Some(&alias.location)))
    })
}

/// The CNAME itself and what DNSSEC adds (RFC 2181 section 10.1, RFC 4034 section 4).
fn may_stand_beside(kind: RecordType) -> bool {
    [RecordType::Cname, RecordType::from_number(46), RecordType::from_number(47)].contains(&kind)
}

fn evidence(owner: &Owner, target: &DomainName, fault: &'static str) -> Evidence {
    let evidence = Evidence::at(&owner.name, RecordType::Cname).name("record", &owner.name);
    evidence.name("target", target).text("fault", fault)
}
