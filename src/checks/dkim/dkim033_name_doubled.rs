//! DKIM033 `dkim-name-doubled`: a key stands under a name that no verifier asks for.
//!
//! The key of a selector is asked for at `<selector>._domainkey.<domain>` and nowhere else (RFC 6376
//! section 3.6.2.1). A panel that appends the domain to a full name doubles it; `_domainkey` gets
//! misspelled or forgotten. Where the right name has a valid key, what is left is a warning.

use super::slips::{Slip, slips};
use crate::checks::prelude::*;
use crate::facts::dkim::SelectorState;

/// DKIM033.
pub static RULE: Rule = Rule {
    id: "DKIM033",
    slug: "dkim-name-doubled",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.2.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let unanswered: Vec<_> = facts.dkim.keys.iter().flat_map(|key| &key.slips_unanswered).collect();
    let slips = slips(facts);
    for slip in &slips {
        if let Some(evidence) = evidence(slip, facts) {
            report.found(evidence);
        }
    }
    for why in unanswered {
        report.undetermined(why);
    }
    let was_looked_for = facts.dkim.keys.iter().any(|key| key.found.is_named());
    if was_looked_for || !facts.subject.zones.is_empty() { report.pass() } else { report.not_applicable() }
}

fn evidence(slip: &Slip, facts: &Facts) -> Option<Evidence> {
    let right = slip.selector.key_name(&slip.domain).ok()?;
    let evidence = Evidence::at(&slip.name, slip.kind()).selector(&slip.selector).location(slip.location.as_ref());
    let evidence = evidence.name("name", &slip.name).name("right", &right);
    let there = facts.dkim.key(&slip.domain, &slip.selector).map(|key| &key.state);
    Some(match there {
        Some(SelectorState::Valid) => evidence.text("there", "key").only(Severity::Warning),
        Some(SelectorState::Missing(_)) if slip.is_usable() => {
            evidence.text("there", "nothing").publish(&right, slip.kind(), slip.data.clone())
        }
        Some(_) | None => evidence.text("there", "nothing"),
    })
}
