//! DKIM001 `dkim-none-found`: none of the selectors that were tried has a key.
//!
//! Selectors cannot be listed (RFC 6376 section 3.1): that none was found proves nothing, and the
//! finding says how many were tried. A selector that somebody named is the business of DKIM002.

use crate::checks::prelude::*;
use crate::facts::dkim::Stopped;

/// DKIM001.
pub static RULE: Rule = Rule {
    id: "DKIM001",
    slug: "dkim-none-found",
    severity: Severity::Info,
    basis: Basis::Advice(&[rfc(6376, "3.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let dkim = &facts.dkim;
    if dkim.keys.iter().any(|key| key.found.is_named()) {
        return report.not_applicable();
    }
    if dkim.published().next().is_some() {
        return report.pass();
    }
    // A selector whose CNAME leads nowhere was found as well; what is wrong with it has its own rule.
    if dkim.keys.iter().any(|key| key.is_dangling() && !key.from_wildcard) {
        return report.not_applicable();
    }
    match (&dkim.wildcard, dkim.probing.stopped) {
        (Fact::Unknown(why), _) => return report.undetermined(why),
        (_, Some(Stopped::Wildcard)) => return report.not_applicable(),
        (_, Some(Stopped::NothingBelow) | None) => {}
    }
    if let Some(why) = dkim.probing.unanswered.first().or_else(|| dkim.keys.iter().find_map(|key| key.unanswered())) {
        return report.undetermined(why);
    }
    let Ok(below) = facts.subject.domain.child("_domainkey") else { return report.not_applicable() };
    let evidence = Evidence::txt(&below).name("domain", &facts.subject.domain).name("name", &below);
    let below = if dkim.probing.stopped == Some(Stopped::NothingBelow) { "nothing" } else { "unknown" };
    report.found(evidence.text("below", below).number("probed", dkim.probing.probed));
}
