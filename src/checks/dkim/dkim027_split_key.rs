//! DKIM027 `dkim-split-key`: a key was split into strings or records that do not join to it.
//!
//! The strings of one record are joined in their order with nothing between them, and two records
//! are never joined (RFC 6376 section 3.6.2.2). White space that got in where two strings meet is
//! legal inside the key, and some verifiers stumble over it: a warning.

use super::faults::Fault;
use super::keys::{self, Judged, Sight};
use crate::checks::prelude::*;
use crate::dkim::key::KeyRecord;
use crate::facts::dkim::KeyFact;

/// DKIM027.
pub static RULE: Rule = Rule {
    id: "DKIM027",
    slug: "dkim-split-key",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.2.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    keys::judge(facts, report, |key| out_of_order(key).or_else(|| spaced(key)));
    for sight in keys::selectors(facts) {
        if let Sight::Judge(key @ KeyFact { halves: Some(whole), .. }) = sight {
            report.found(halves(key, whole));
        }
    }
}

fn out_of_order(key: &Judged<'_>) -> Option<Evidence> {
    let whole = key.key.reordered.as_ref()?;
    let all = 0..key.record().text.len();
    Some(key.propose(key.evidence(&all).text("flaw", "order"), text(whole)))
}

fn spaced(key: &Judged<'_>) -> Option<Evidence> {
    let problem = key.problem(Fault::Boundary)?;
    let evidence = key.evidence(&problem.span).text("flaw", "space").only(Severity::Warning);
    Some(key.propose(evidence, key.with("p", &key.key_text()?)))
}

fn halves(key: &KeyFact, whole: &KeyRecord) -> Evidence {
    let second = key.published.records.get(1).and_then(|record| record.location.as_ref());
    let evidence = keys::about(key, RecordType::Txt).location(second).text("flaw", "halves");
    match text(whole).filter(|_| key.published.chain.is_empty()) {
        Some(text) => evidence.publish(&key.name, RecordType::Txt, RecordData::Txt(Txt::chunked(&text))),
        None => evidence,
    }
}

fn text(record: &KeyRecord) -> Option<String> {
    String::from_utf8(record.text.clone()).ok()
}
