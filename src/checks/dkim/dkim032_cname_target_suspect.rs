//! DKIM032 `dkim-cname-target-suspect`: the CNAME of a selector leads to a name that cannot have been meant.
//!
//! A name without its final dot in a zone file gets the name of the zone appended (RFC 1035 section
//! 5.1), so that the target ends in the domain itself: an error. A target that is no name of the
//! provider to which the selector belongs, and at which there is no usable key, is a warning.

use super::keys::{self, Sight};
use crate::checks::prelude::*;
use crate::dkim::discover::Found;
use crate::facts::dkim::{KeyFact, SelectorState};
use crate::stream::providers::{self, Provider, provider_of_target};

/// DKIM032.
pub static RULE: Rule = Rule {
    id: "DKIM032",
    slug: "dkim-cname-target-suspect",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(1035, "5.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for sight in keys::selectors(facts) {
        match sight {
            Sight::Wait(why) => report.undetermined(why),
            Sight::Judge(key) if !key.published.chain.is_empty() => {
                report.pass();
                if let Some(evidence) = without_dot(key).or_else(|| not_of_provider(key)) {
                    report.found(evidence);
                }
            }
            Sight::Judge(_) | Sight::Leave => {}
        }
    }
    report.not_applicable();
}

fn without_dot(key: &KeyFact) -> Option<Evidence> {
    let (target, meant) = (key.published.chain.first()?, key.target_without_own_domain()?);
    let evidence = keys::about(key, RecordType::Cname).text("flaw", "dot").name("target", target);
    let evidence = evidence.name("meant", &meant);
    // Only where the rest is the name of a provider is it certain that the dot was forgotten.
    Some(match provider_of_target(&meant) {
        Some(_) => evidence.publish(&key.name, RecordType::Cname, RecordData::Cname(meant)),
        None => evidence,
    })
}

fn not_of_provider(key: &KeyFact) -> Option<Evidence> {
    let is_useless = match key.state {
        SelectorState::Revoked | SelectorState::Invalid | SelectorState::Multiple => true,
        SelectorState::Valid | SelectorState::Missing(_) | SelectorState::Undetermined(_) => false,
    };
    let target = key.published.chain.first().filter(|_| is_useless)?;
    let provider = provider(key).filter(|provider| !provider.targets.is_empty())?;
    if key.published.chain.iter().any(|name| provider_of_target(name).is_some()) {
        return None;
    }
    let evidence = keys::about(key, RecordType::Cname).text("flaw", "provider").name("target", target);
    Some(evidence.text("provider", &provider.name).only(Severity::Warning))
}

/// The provider to which the selector belongs: the one that implied it, or the only one that uses it.
fn provider(key: &KeyFact) -> Option<&'static Provider> {
    if let Found::Implied { provider, .. } = &key.found {
        return Some(provider);
    }
    let selector = key.selector.as_str();
    let mut users = providers::all().iter().filter(|provider| provider.selectors.iter().any(|known| known == selector));
    users.next().filter(|_| users.next().is_none())
}
