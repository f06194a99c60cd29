//! The domain's own records and those behind them, as the rules look at them and point at them.

use crate::checks::prelude::*;
use crate::dns::Location;
use crate::facts::spf::SpfState;
use crate::name::DomainName;
use crate::spf::census::{Entry, Node};
use crate::spf::record::Record;
use crate::text::Span;

/// The records that a receiver would select: one when all is well. Without any, `report` says why.
pub(super) fn records<'a>(facts: &'a Facts, report: &mut Outcomes) -> Option<&'a [Record]> {
    if let SpfState::Undetermined(why) = &facts.spf.policy.state {
        report.undetermined(why);
        return None;
    }
    let records = facts.spf.policy.published.as_ref().map(|published| published.records.as_slice());
    if records.is_none_or(<[Record]>::is_empty) {
        report.not_applicable();
    }
    records.filter(|records| !records.is_empty())
}

/// Evidence about a part of one of the domain's TXT records.
pub(super) fn evidence(facts: &Facts, text: &[u8], span: Span) -> Evidence {
    let domain = &facts.subject.domain;
    let place = location(facts, domain, RecordType::Txt, text);
    Evidence::txt(domain).location(place).name("domain", domain).excerpt(text, span)
}

/// Evidence about one term of the tree: the `term`, and the `holder`, the domain whose record has it.
pub(super) fn term(facts: &Facts, holder: &Node, entry: &Entry) -> Evidence {
    let evidence = Evidence::txt(&holder.domain).name("holder", &holder.domain);
    let Some(record) = holder.record() else { return evidence };
    let term = record.text().get(entry.span.clone()).unwrap_or_default();
    let place = location(facts, &holder.domain, RecordType::Txt, record.text());
    evidence.text("term", term).location(place).excerpt(record.text(), entry.span.clone())
}

/// Where a text stands in the zone files at hand.
pub(super) fn location<'a>(facts: &'a Facts, name: &DomainName, kind: RecordType, text: &[u8]) -> Option<&'a Location> {
    let mut records = facts.subject.zones.iter().flat_map(|zone| &zone.records);
    let is_it = |data: &RecordData| matches!(data, RecordData::Txt(txt) if txt.joined() == text);
    records
        .find(|record| record.owner == *name && record.kind == kind && is_it(&record.data))
        .map(|record| &record.location)
}
