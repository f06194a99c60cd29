//! DKIM031 `dkim-cname-and-data`: other records stand beside the CNAME of a selector.
//!
//! A name with a CNAME has no other data (RFC 1034 section 3.6.2) and no second CNAME (RFC 2181 section
//! 10.1); only those of DNSSEC may stand there. Name servers refuse such a zone or drop one of the
//! two. Only a zone file can show it.

use std::collections::BTreeMap;

use crate::checks::prelude::*;
use crate::name::DomainName;
use crate::zone::ZoneRecord;

/// DKIM031.
pub static RULE: Rule = Rule {
    id: "DKIM031",
    slug: "dkim-cname-and-data",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(1034, "3.6.2"), rfc(2181, "10.1")]),
    since: None,
    check,
};

/// RRSIG, NSEC and NSEC3 may stand beside a CNAME (RFC 4035 section 2.5).
const OF_DNSSEC: [RecordType; 3] = [RecordType::Other(46), RecordType::Other(47), RecordType::Other(50)];

fn check(facts: &Facts, report: &mut Outcomes) {
    let Ok(below) = facts.subject.domain.child("_domainkey") else { return report.not_applicable() };
    let mut names: BTreeMap<&DomainName, Vec<&ZoneRecord>> = BTreeMap::new();
    for record in facts.subject.zones.iter().flat_map(|zone| &zone.records) {
        if record.owner.is_within(&below) && !OF_DNSSEC.contains(&record.kind) {
            names.entry(&record.owner).or_default().push(record);
        }
    }
    for (name, records) in names {
        let Some(alias) = records.iter().find(|record| record.kind == RecordType::Cname) else { continue };
        report.pass();
        if let Some(other) = records.iter().find(|record| (record.kind, &record.data) != (alias.kind, &alias.data)) {
            let evidence = Evidence::at(name, RecordType::Cname).location(Some(&other.location));
            let evidence = evidence.name("name", name).text("target", alias.data.to_string().trim_end_matches('.'));
            report.found(evidence.text("kind", other.kind.to_string()));
        }
    }
    report.not_applicable();
}
