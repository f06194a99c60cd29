//! DKIM034 `dkim-wildcard`: a wildcard answers for every selector.
//!
//! A text that is no key makes every signature with an unknown selector a permanent error of its own
//! kind, and hides which selectors there are (RFC 6376 section 6.1.2, step 5): an error where it
//! stands in place of a key that the user or a stream names, else a warning. `v=DKIM1; p=`
//! for every selector is a known way to protect a domain that sends nothing: info, as is any other key.

use crate::checks::prelude::*;
use crate::dkim::key::KeyState;
use crate::facts::dkim::{Published, PublishedKey};

/// DKIM034.
pub static RULE: Rule = Rule {
    id: "DKIM034",
    slug: "dkim-wildcard",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "6.1.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    match &facts.dkim.wildcard {
        Fact::Unknown(why) => report.undetermined(why),
        Fact::Absent => report.pass(),
        Fact::Known(published) => match culprit(published) {
            // A CNAME that leads nowhere is as good as nothing.
            None => report.pass(),
            Some(record) => found(record, facts, report),
        },
    }
}

/// The record that says most: one that is no key, else the first.
fn culprit(published: &Published) -> Option<&PublishedKey> {
    let records = &published.records;
    records.iter().find(|key| key.record.state() == KeyState::Invalid).or_else(|| records.first())
}

fn found(key: &PublishedKey, facts: &Facts, report: &mut Outcomes) {
    let Ok(below) = facts.subject.domain.child("_domainkey") else { return };
    let is_in_the_way = facts.dkim.keys.iter().any(|key| key.from_wildcard && key.found.is_named());
    let (what, severity) = match key.record.state() {
        KeyState::Invalid if is_in_the_way => ("text", Severity::Error),
        KeyState::Invalid => ("text", Severity::Warning),
        KeyState::Revoked => ("revoked", Severity::Info),
        KeyState::Valid => ("key", Severity::Info),
    };
    let text = &key.record.text;
    let evidence = Evidence::txt(&below).location(key.location.as_ref()).excerpt(text, 0..text.len());
    report.found(evidence.name("below", &below).text("what", what).only(severity));
}
