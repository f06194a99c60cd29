//! SPF045 `spf-type99`: a record of the discontinued type SPF is published.
//!
//! Records are published as TXT only (RFC 7208 section 3.1); nobody asks for type 99 any more. It is
//! an error where the TXT record is missing, a warning where it says something else, advice where
//! both are equal.

use super::{own, syntax};
use crate::checks::prelude::*;
use crate::facts::spf::SpfState;
use crate::spf::record::Record;

/// SPF045.
pub static RULE: Rule = Rule {
    id: "SPF045",
    slug: "spf-type99",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "3.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let policy = &facts.spf.policy;
    let texts = match &policy.type99 {
        Fact::Unknown(why) => return report.undetermined(why),
        Fact::Absent => return report.pass(),
        Fact::Known(texts) => texts,
    };
    if let SpfState::Undetermined(why) = &policy.state {
        return report.undetermined(why);
    }
    for text in texts.iter().map(Txt::joined) {
        let evidence = evidence(facts, &text);
        report.found(match &policy.state {
            SpfState::None if texts.len() == 1 => propose(evidence.text("txt", "missing"), facts, &text),
            SpfState::None | SpfState::Undetermined(_) => evidence.text("txt", "missing"),
            SpfState::Found | SpfState::Multiple if policy.texts.iter().any(|txt| txt.joined() == text) => {
                evidence.text("txt", "equal").only(Severity::Info)
            }
            SpfState::Found | SpfState::Multiple => evidence.text("txt", "other").only(Severity::Warning),
        });
    }
}

fn evidence(facts: &Facts, text: &[u8]) -> Evidence {
    let domain = &facts.subject.domain;
    let place = own::location(facts, domain, RecordType::Spf, text);
    Evidence::at(domain, RecordType::Spf).name("domain", domain).location(place).excerpt(text, 0..text.len())
}

/// Proposes the same text as TXT, or as it reads when it is mended.
fn propose(evidence: Evidence, facts: &Facts, text: &[u8]) -> Evidence {
    match syntax::mended(&Record::parse(text)) {
        Some(text) => evidence.publish(&facts.subject.domain, RecordType::Txt, RecordData::Txt(Txt::chunked(&text))),
        None => evidence,
    }
}
