//! Which selectors to ask for.
//!
//! Selectors cannot be listed through DNS (RFC 6376 section 3.1). Those that somebody named are
//! always asked; those that a provider's traces imply, and then the usual ones, are guesses within
//! [`limits::SELECTOR_PROBES`]. Finding none of the guesses proves nothing.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::facts::Subject;
use crate::limits;
use crate::name::{DomainName, Selector};
use crate::pattern;

/// The label that nobody uses: when it has a key, a wildcard answers, and a hit on any other
/// selector says little. It is fixed so that a recorded world can answer for it.
pub const WILDCARD_PROBE: &str = "preflight-wildcard-probe";

/// What else is known of a domain, from which selectors follow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signals {
    /// The names that its SPF record includes, at any depth.
    pub spf: BTreeSet<DomainName>,
    /// Its mail exchanges.
    pub mx: BTreeSet<DomainName>,
    /// Selectors seen in its zone file or in a message.
    pub selectors: BTreeSet<Selector>,
}

/// How a selector came to be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The user named it.
    Named,
    /// A declared stream signs with it: the stream's name.
    Stream(String),
    /// It was seen in a zone file or a message.
    Seen,
    /// A provider uses it, and this name is a trace of the provider.
    Implied {
        /// The provider.
        provider: &'static Provider,
        /// The SPF include or the mail exchange.
        signal: DomainName,
    },
    /// It is a usual one.
    Generic,
}

impl Found {
    /// True when somebody said that this selector is there; anything else is a guess.
    pub fn is_certain(&self) -> bool {
        match self {
            Self::Named | Self::Stream(_) | Self::Seen => true,
            Self::Implied { .. } | Self::Generic => false,
        }
    }

    /// True when the user or a stream named the selector: mail is signed with it.
    pub fn is_named(&self) -> bool {
        match self {
            Self::Named | Self::Stream(_) => true,
            Self::Seen | Self::Implied { .. } | Self::Generic => false,
        }
    }
}

/// One selector to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The signing domain.
    pub domain: DomainName,
    /// The selector.
    pub selector: Selector,
    /// Why.
    pub found: Found,
}

impl Candidate {
    /// Where the key is; `None` when the name would be longer than DNS allows.
    pub fn key_name(&self) -> Option<DomainName> {
        self.selector.key_name(&self.domain).ok()
    }
}

/// The selectors to ask for, each once, under the best reason there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Those somebody named.
    pub certain: Vec<Candidate>,
    /// Those a provider implies.
    pub implied: Vec<Candidate>,
    /// The usual ones.
    pub generic: Vec<Candidate>,
    /// How many guesses the budget left out.
    pub left_out: usize,
}

/// How far a provider's traces can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Worth a try, and no evidence.
    Low,
    /// Evidence beside a second signal.
    Medium,
    /// Evidence by itself.
    High,
}

/// A provider, the names that betray it, and the selectors it hands out.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its name in reports' data.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// How far its traces can be trusted.
    pub confidence: Confidence,
    /// Patterns of SPF includes; `*` stands for one or more labels, here and below.
    #[serde(default)]
    pub spf: Vec<String>,
    /// Patterns of mail exchanges.
    #[serde(default)]
    pub mx: Vec<String>,
    /// Its selectors.
    #[serde(default)]
    pub selectors: Vec<String>,
    /// Patterns of the names that its key CNAMEs lead to.
    #[serde(default)]
    pub targets: Vec<String>,
    /// Forms of selectors that hold an account or a date and cannot be guessed.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// On what this rests.
    pub source: String,
    /// The day it was last looked at.
    pub checked: toml::value::Datetime,
}

impl Provider {
    /// True when a key's CNAME leads to this provider.
    pub fn owns_target(&self, target: &DomainName) -> bool {
        self.targets.iter().any(|form| pattern::matches(form, target))
    }

    /// True when a mail exchange is this provider's.
    pub fn owns_exchange(&self, exchange: &DomainName) -> bool {
        self.mx.iter().any(|form| pattern::matches(form, exchange))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    generic: Generic,
    provider: Vec<Provider>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Generic {
    #[expect(dead_code, reason = "kept in the data, so that it cannot be left out there")]
    source: String,
    #[expect(dead_code, reason = "kept in the data, so that it cannot be left out there")]
    checked: toml::value::Datetime,
    selectors: Vec<String>,
}

static DATA: LazyLock<Data> =
    LazyLock::new(|| toml::from_str(include_str!("selectors.toml")).expect("the embedded data is read by a test"));

/// The usual selectors, read once: a plan is made for every answer that comes in.
static GENERIC: LazyLock<Vec<Selector>> =
    LazyLock::new(|| DATA.generic.selectors.iter().filter_map(|selector| Selector::parse(selector).ok()).collect());

/// Every provider that is known.
pub fn providers() -> &'static [Provider] {
    &DATA.provider
}

/// The provider that a key's CNAME leads to.
pub fn provider_of_target(target: &DomainName) -> Option<&'static Provider> {
    providers().iter().find(|provider| provider.owns_target(target))
}

/// Decides which selectors to ask for.
pub fn plan(subject: &Subject, signals: &Signals) -> Plan {
    let mut plan = Plan::default();
    let mut taken = BTreeSet::new();
    let mut is_new = |candidate: &Candidate| taken.insert((candidate.domain.clone(), candidate.selector.clone()));
    plan.certain = certain(subject, signals).filter(&mut is_new).collect();
    plan.implied = implied(subject, signals).filter(&mut is_new).collect();
    plan.generic = generic(subject).filter(&mut is_new).collect();
    let wanted = plan.implied.len() + plan.generic.len();
    plan.implied.truncate(limits::SELECTOR_PROBES);
    plan.generic.truncate(limits::SELECTOR_PROBES - plan.implied.len());
    plan.left_out = wanted - plan.implied.len() - plan.generic.len();
    plan
}

fn certain<'a>(subject: &'a Subject, signals: &'a Signals) -> impl Iterator<Item = Candidate> + 'a {
    let of_domain = |found: Found| {
        move |selector: &Selector| Candidate {
            domain: subject.domain.clone(),
            selector: selector.clone(),
            found: found.clone(),
        }
    };
    let named = subject.selectors.iter().map(of_domain(Found::Named));
    let streams = subject.streams.iter().flat_map(|stream| {
        stream.dkim.iter().map(|signature| Candidate {
            domain: signature.domain.clone(),
            selector: signature.selector.clone(),
            found: Found::Stream(stream.name.clone()),
        })
    });
    named.chain(streams).chain(signals.selectors.iter().map(of_domain(Found::Seen)))
}

fn implied<'a>(subject: &'a Subject, signals: &'a Signals) -> impl Iterator<Item = Candidate> + 'a {
    let first_match = |patterns: &[String], names: &'a BTreeSet<DomainName>| {
        names.iter().find(|name| patterns.iter().any(|form| pattern::matches(form, name)))
    };
    providers().iter().flat_map(move |provider| {
        let signal = first_match(&provider.spf, &signals.spf).or_else(|| first_match(&provider.mx, &signals.mx));
        let selectors = signal.map(|signal| {
            provider.selectors.iter().filter_map(move |selector| {
                let found = Found::Implied { provider, signal: signal.clone() };
                Some(Candidate { domain: subject.domain.clone(), selector: Selector::parse(selector).ok()?, found })
            })
        });
        selectors.into_iter().flatten()
    })
}

fn generic(subject: &Subject) -> impl Iterator<Item = Candidate> + '_ {
    GENERIC.iter().map(|selector| Candidate {
        domain: subject.domain.clone(),
        selector: selector.clone(),
        found: Found::Generic,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).expect(text)
    }

    #[test]
    fn the_data_is_sound() {
        let mut ids = BTreeSet::new();
        for provider in providers() {
            assert!(ids.insert(&provider.id), "{} stands twice", provider.id);
            assert!(!provider.source.is_empty() && provider.checked.date.is_some(), "{}", provider.id);
            assert!(!provider.selectors.is_empty() || !provider.patterns.is_empty(), "{} has no selector", provider.id);
            for selector in &provider.selectors {
                assert!(Selector::parse(selector).is_ok(), "{}: {selector}", provider.id);
            }
            for pattern in provider.spf.iter().chain(&provider.mx).chain(&provider.targets) {
                let name = pattern.replace('*', "x");
                assert_eq!(DomainName::parse(&name).expect(pattern).as_str(), name, "{}", provider.id);
            }
        }
        let selectors: BTreeSet<_> = DATA.generic.selectors.iter().collect();
        assert_eq!(selectors.len(), DATA.generic.selectors.len(), "a generic selector stands twice");
        assert!(selectors.iter().all(|selector| Selector::parse(selector).is_ok()));
    }

    #[test]
    fn whose_key_it_is() {
        assert_eq!(provider_of_target(&name("b1.example-fr.dkim.brevo.com")).map(|p| &*p.id), Some("brevo"));
    }
}
