//! SPF052 `spf-wrong-name`: the record stands at a name that nobody asks for.
//!
//! Receivers ask for the TXT records of the very domain of the MAIL FROM or HELO (RFC 7208 section
//! 4.4), not at `_spf`, `spf` or `www` below it. A missing final dot in a zone file doubles the name,
//! and some forms take `@` for a name. A host `www` whose record passes nobody is locked on purpose,
//! and a wildcard that answers everywhere is no record at a wrong name.

use super::own;
use crate::checks::prelude::*;
use crate::facts::spf::{SpfPolicy, SpfState};
use crate::name::DomainName;
use crate::spf::published::Published;
use crate::spf::record::{Qualifier, Record};

/// SPF052.
pub static RULE: Rule = Rule {
    id: "SPF052",
    slug: "spf-wrong-name",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "4.4")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let policy = &facts.spf.policy;
    match &policy.state {
        SpfState::Undetermined(why) => return report.undetermined(why),
        SpfState::Found | SpfState::Multiple => return report.pass(),
        SpfState::None => report.not_applicable(),
    }
    for why in policy.misplaced.iter().filter_map(|(_, found)| match found {
        Fact::Unknown(why) => Some(why),
        Fact::Absent | Fact::Known(_) => None,
    }) {
        report.undetermined(why);
    }
    let found = misplaced(facts);
    for (name, record) in &found {
        let evidence = evidence(facts, name, record);
        let is_clear = found.len() == 1 && record.errors.is_empty() && !is_host(facts, name);
        report.found(if is_clear { propose(evidence, facts, record) } else { evidence });
    }
}

/// The records that were meant for the domain and stand at another name. A text at the domain
/// itself that is nearly a record explains more: then there are none.
pub(super) fn misplaced(facts: &Facts) -> Vec<(&DomainName, &Record)> {
    let policy = &facts.spf.policy;
    let has_near_miss = policy.published.as_ref().is_some_and(|published| !published.near_misses.is_empty());
    if has_near_miss || is_wildcard(facts) {
        return Vec::new();
    }
    let records =
        known(policy).flat_map(|(name, published)| published.records.iter().map(move |record| (name, record)));
    records.filter(|(name, record)| !is_host(facts, name) || passes_somebody(record)).collect()
}

fn known(policy: &SpfPolicy) -> impl Iterator<Item = (&DomainName, &Published)> {
    policy.misplaced.iter().filter_map(|(name, found)| Some((name, &**found.known()?)))
}

/// Whether the same text answers at two names that nobody writes both; as long as that is open, it may.
fn is_wildcard(facts: &Facts) -> bool {
    let domain = &facts.subject.domain;
    let at = |label: &str| {
        let name = domain.child(label).ok()?;
        facts.spf.policy.misplaced.iter().find(|(looked_at, _)| *looked_at == name).map(|(_, found)| found)
    };
    match (at(domain.as_str()), at("@")) {
        (Some(Fact::Known(doubled)), Some(Fact::Known(literal))) => doubled.records == literal.records,
        (None | Some(Fact::Absent), _) | (_, None | Some(Fact::Absent)) => false,
        (Some(Fact::Unknown(_)), Some(_)) | (Some(_), Some(Fact::Unknown(_))) => true,
    }
}

/// Whether the name is that of a host, which may well have a record of its own.
fn is_host(facts: &Facts, name: &DomainName) -> bool {
    facts.subject.domain.child("www").is_ok_and(|www| www == *name)
}

fn passes_somebody(record: &Record) -> bool {
    record.redirect().is_some() || record.directives().any(|(_, directive)| directive.qualifier == Qualifier::Pass)
}

fn evidence(facts: &Facts, name: &DomainName, record: &Record) -> Evidence {
    let place = own::location(facts, name, RecordType::Txt, record.text());
    let evidence = Evidence::txt(name).name("name", name).name("domain", &facts.subject.domain).location(place);
    evidence.excerpt(record.text(), 0..record.text().len())
}

fn propose(evidence: Evidence, facts: &Facts, record: &Record) -> Evidence {
    let text = RecordData::Txt(Txt::chunked(&record.to_string()));
    evidence.publish(&facts.subject.domain, RecordType::Txt, text)
}
