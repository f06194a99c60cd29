//! DKIM035 `dkim-domainkey-delegated`: `_domainkey` is delegated, so that the zone file cannot show the keys.
//!
//! Some providers keep the keys in a zone of their own: NS records at `_domainkey.<domain>` cut it
//! off (RFC 1034 section 4.2). Verifiers follow them without a difference; a zone file ends there.
//! Only the file itself is looked at: behind a resolver a delegation cannot be told from none.

use crate::checks::prelude::*;

/// DKIM035.
pub static RULE: Rule = Rule {
    id: "DKIM035",
    slug: "dkim-domainkey-delegated",
    severity: Severity::Info,
    basis: Basis::Advice(&[rfc(1034, "4.2"), rfc(6376, "3.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Ok(below) = facts.subject.domain.child("_domainkey") else { return report.not_applicable() };
    if facts.subject.zones.is_empty() {
        return report.not_applicable();
    }
    let zones = facts.subject.zones.iter();
    let servers: Vec<_> = zones.flat_map(|zone| zone.at(&below, RecordType::Ns)).collect();
    if let Some(first) = servers.first() {
        let names: Vec<_> =
            servers.iter().map(|server| server.data.to_string().trim_end_matches('.').to_owned()).collect();
        let evidence = Evidence::at(&below, RecordType::Ns).location(Some(&first.location)).name("name", &below);
        report.found(evidence.text("servers", names.join(", ")));
    }
    report.pass();
}
