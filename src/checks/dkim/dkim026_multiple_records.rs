//! DKIM026 `dkim-multiple-records`: a selector has several TXT records.
//!
//! What a verifier does with several records is undefined (RFC 6376 section 3.6.2.2): each takes
//! the one that comes first, and the order changes from answer to answer. Two halves of one key are
//! the business of DKIM027.

use super::keys::{self, Sight};
use crate::checks::prelude::*;
use crate::facts::dkim::SelectorState;

/// DKIM026.
pub static RULE: Rule = Rule {
    id: "DKIM026",
    slug: "dkim-multiple-records",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.2.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for sight in keys::selectors(facts) {
        match sight {
            Sight::Wait(why) => report.undetermined(why),
            Sight::Judge(key) if key.published.records.is_empty() => {}
            Sight::Judge(key) if key.state == SelectorState::Multiple && key.halves.is_none() => {
                let second = key.published.records.get(1).and_then(|record| record.location.as_ref());
                let evidence = keys::about(key, RecordType::Txt).location(second);
                report.found(evidence.number("count", key.published.records.len()));
            }
            Sight::Judge(_) => report.pass(),
            Sight::Leave => {}
        }
    }
    report.not_applicable();
}
