//! Which records the rules judge, and how a finding shows one of them.

use crate::checks::prelude::*;
use crate::facts::transport::{Owner, Text};
use crate::text::Span;

/// Judges the records of a protocol at its name; `evidence` is asked for when there is not exactly one that
/// can be read, with the first and the others.
pub(super) fn judge<R, E>(
    owner: Option<&Owner<R, E>>,
    report: &mut Outcomes,
    evidence: impl FnOnce(&Owner<R, E>, &Text<R, E>, &[Text<R, E>]) -> Evidence,
) {
    let Some(owner) = owner else { return report.not_applicable() };
    match &owner.texts {
        Fact::Absent => report.not_applicable(),
        Fact::Unknown(why) => report.undetermined(why),
        Fact::Known(texts) => match texts.split_first() {
            Some((only, [])) if only.reading.is_ok() => report.pass(),
            Some((first, others)) => report.found(evidence(owner, first, others)),
            None => report.not_applicable(),
        },
    }
}

/// Evidence about one record, with the part underlined that reads `fault`, else the whole.
pub(super) fn evidence<R, E>(owner: &Owner<R, E>, text: &Text<R, E>, fault: &str) -> Evidence {
    let octets = text.txt.joined();
    let span = place(&octets, fault.as_bytes()).unwrap_or(0..octets.len());
    let evidence = Evidence::txt(&owner.name).name("record", &owner.name).location(text.location.as_ref());
    evidence.excerpt(&octets, span).text("value", fault)
}

fn place(octets: &[u8], part: &[u8]) -> Option<Span> {
    let at = (!part.is_empty()).then(|| octets.windows(part.len()).position(|window| window == part))??;
    Some(at..at + part.len())
}

/// The texts of the records, with what a `;` outside quotes cut off them in a zone file.
pub(super) fn whole<R, E>(facts: &Facts, owner: &Owner<R, E>) -> Vec<Vec<u8>> {
    let texts = owner.texts.known().into_iter().flatten();
    texts
        .map(|text| {
            let cut = text.location.as_ref().and_then(|location| facts.subject.cut_at(location));
            let behind = cut.filter(|cut| cut.touches).map(|cut| cut.text.as_bytes());
            [&text.txt.joined(), behind.unwrap_or_default()].concat()
        })
        .collect()
}

/// Proposes a record at a name; nothing behind a CNAME, where another publishes.
pub(super) fn propose<R, E>(evidence: Evidence, owner: &Owner<R, E>, text: Option<String>) -> Evidence {
    match text.filter(|_| owner.chain.is_empty()) {
        Some(text) => evidence.publish(&owner.name, RecordType::Txt, RecordData::Txt(Txt::chunked(&text))),
        None => evidence,
    }
}
