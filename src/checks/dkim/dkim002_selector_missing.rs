//! DKIM002 `dkim-selector-missing`: a selector that mail is signed with has no key.
//!
//! A verifier that finds no key record gives up with a permanent error (RFC 6376 section 6.1.2,
//! step 3). Only for selectors that the user or a stream named; a CNAME that leads nowhere and a
//! key under a wrong name have rules of their own.

use super::keys;
use super::slips::slips;
use crate::checks::prelude::*;
use crate::facts::dkim::{KeyFact, SelectorState};

/// DKIM002.
pub static RULE: Rule = Rule {
    id: "DKIM002",
    slug: "dkim-selector-missing",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "6.1.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for candidate in &facts.dkim.too_long {
        let name = format!("{}._domainkey.{}", candidate.selector, candidate.domain);
        let evidence = Evidence::txt(&candidate.domain).selector(&candidate.selector).text("name", name);
        report.found(evidence.text("selector", candidate.selector.as_str()));
    }
    let slips = slips(facts);
    let is_elsewhere =
        |key: &KeyFact| slips.iter().any(|slip| slip.selector == key.selector && slip.domain == key.domain);
    for key in facts.dkim.keys.iter().filter(|key| key.found.is_named()) {
        let is_missing = matches!(key.state, SelectorState::Missing(_)) && key.published.chain.is_empty();
        let hanging = key.unanswered().filter(|why| !keys::is_loop(why));
        match hanging.or_else(|| key.slips_unanswered.first()) {
            _ if is_missing && is_elsewhere(key) => report.pass(),
            Some(why) => report.undetermined(why),
            None if is_missing => report.found(keys::about(key, RecordType::Txt)),
            None => report.pass(),
        }
    }
    report.not_applicable();
}
