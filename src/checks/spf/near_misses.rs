//! Texts that look like SPF and that no receiver selects: which rule tells which.

use super::{own, syntax};
use crate::checks::prelude::*;
use crate::spf::published::{NearMiss, NearMissKind};
use crate::spf::record::Record;
use crate::text::Span;

/// The octets of `v=spf1`: what follows them must be a space or the end.
const VERSION: usize = 6;

/// The rule that tells a near miss, and the word by which its sentences tell its mistakes apart: the
/// rule about the octets that do the harm, else SPF047. Beside a record that is selected SPF047 tells
/// them all, for there they keep nobody from passing.
fn told_by(near: &NearMiss, is_alone: bool) -> (&'static str, &'static str) {
    match near.kind {
        _ if !is_alone => ("SPF047", "beside"),
        NearMissKind::LeadingSpace | NearMissKind::Quoted | NearMissKind::NonAscii | NearMissKind::NoSpace => {
            let part = part(near);
            if part.iter().any(|octet| !octet.is_ascii_graphic() && !octet.is_ascii_whitespace()) {
                ("SPF048", "octets")
            } else if near.kind == NearMissKind::NoSpace && part.iter().any(u8::is_ascii_whitespace) {
                ("SPF049", "white")
            } else {
                ("SPF047", "begin")
            }
        }
        NearMissKind::Version | NearMissKind::SpacedVersion | NearMissKind::Garbled => ("SPF047", "begin"),
    }
}

/// Reports the near misses that are this rule's to tell: each with the `domain`, the whole text as
/// the `term`, the faulty `part` and the word for `what` is wrong with it.
pub(super) fn tell(facts: &Facts, report: &mut Outcomes, rule: &Rule) {
    let Some(published) = &facts.spf.policy.published else { return };
    let is_alone = published.records.is_empty();
    for near in &published.near_misses {
        let (teller, what) = told_by(near, is_alone);
        if teller == rule.id {
            let evidence = own::evidence(facts, &near.text, span(near)).text("what", what);
            let evidence = evidence.text("term", &near.text).text("part", part(near));
            report.found(match published.near_misses.as_slice() {
                _ if !is_alone => evidence.only(Severity::Warning),
                [only] => propose(evidence, facts, only),
                _ => evidence,
            });
        }
    }
}

/// Proposes the corrected text, where it is a record without an error.
fn propose(evidence: Evidence, facts: &Facts, near: &NearMiss) -> Evidence {
    let Some(corrected) = near.corrected.as_ref().filter(|text| !text.contains('\\')) else { return evidence };
    match syntax::mended(&Record::parse(corrected.as_bytes())) {
        Some(text) => evidence.publish(&facts.subject.domain, RecordType::Txt, RecordData::Txt(Txt::chunked(&text))),
        None => evidence,
    }
}

fn part(near: &NearMiss) -> &[u8] {
    near.text.get(span(near)).unwrap_or_default()
}

/// The octets that keep the text from being selected.
fn span(near: &NearMiss) -> Span {
    let end_of = |from: usize, is_part: fn(&u8) -> bool| {
        from + near.text.iter().skip(from).take_while(|octet| is_part(octet)).count()
    };
    match near.kind {
        NearMissKind::LeadingSpace | NearMissKind::Quoted | NearMissKind::NonAscii => {
            0..end_of(0, |octet| !octet.is_ascii_alphanumeric())
        }
        NearMissKind::NoSpace => {
            let is_foreign = near.text.get(VERSION).is_some_and(|octet| !octet.is_ascii_graphic());
            VERSION..if is_foreign { end_of(VERSION, |octet| !octet.is_ascii_graphic()) } else { VERSION + 1 }
        }
        NearMissKind::Version | NearMissKind::Garbled => 0..end_of(0, u8::is_ascii_graphic),
        NearMissKind::SpacedVersion => 0..end_of(0, |octet| *octet != b'1') + 1,
    }
}
