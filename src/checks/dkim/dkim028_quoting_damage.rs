//! DKIM028 `dkim-quoting-damage`: quoting for another place got into the record, or its lack cut the record off.
//!
//! Quotes and backslashes belong to the zone file (RFC 1035 section 5.1); inside the text they are
//! characters that no tag may have (RFC 6376 section 3.2). The other way round, a `;` outside quotes
//! starts a comment in a zone file, and the rest of the key is never published. Where verifiers
//! can still use the record it is a warning.

use super::faults::Fault;
use super::keys::{self, Judged};
use crate::checks::prelude::*;
use crate::dkim::key::KeyState;

/// DKIM028.
pub static RULE: Rule = Rule {
    id: "DKIM028",
    slug: "dkim-quoting-damage",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.2"), rfc(1035, "5.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    keys::judge(facts, report, |key| {
        let evidence = cut_off(key).or_else(|| pasted(key))?;
        Some(if key.record().state() == KeyState::Invalid { evidence } else { evidence.only(Severity::Warning) })
    });
}

fn cut_off(key: &Judged<'_>) -> Option<Evidence> {
    let cut = key.cut?;
    let end = key.record().text.len();
    let evidence = key.evidence(&(end..end)).location(Some(&cut.location));
    let kept = String::from_utf8_lossy(&key.record().text);
    Some(key.propose(evidence.text("flaw", "cut").text("text", &*cut.text), Some(format!("{kept}{}", cut.text))))
}

fn pasted(key: &Judged<'_>) -> Option<Evidence> {
    let problem = key.problem(Fault::Quoting)?;
    let text = key.record().text.get(problem.span.clone()).unwrap_or_default();
    let evidence = key.evidence(&problem.span).text("flaw", "pasted").text("text", text);
    Some(key.propose(evidence, key.record().repaired()))
}
