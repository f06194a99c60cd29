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
use crate::stream::paths::Shown;
use crate::stream::providers::{self, Provider};

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
    /// The custom return paths below which a provider's keys lie.
    pub paths: Vec<Shown>,
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
        /// The SPF include, the mail exchange or the return path; the Author Domain of a stream that
        /// names the provider.
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
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
    LazyLock::new(|| DATA.selectors.iter().filter_map(|selector| Selector::parse(selector).ok()).collect());

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
    let streams = subject.declared.iter().flat_map(|stream| {
        stream.dkim.iter().map(|signature| Candidate {
            domain: signature.domain.clone(),
            selector: signature.selector.clone(),
            found: Found::Stream(stream.name.clone()),
        })
    });
    named.chain(streams).chain(signals.selectors.iter().map(of_domain(Found::Seen)))
}

fn implied<'a>(subject: &'a Subject, signals: &'a Signals) -> impl Iterator<Item = Candidate> + 'a {
    let traced = providers::all().iter().filter_map(|provider| {
        let include = || signals.spf.iter().find(|name| provider.owns_include(name));
        let exchange = || signals.mx.iter().find(|host| provider.owns_exchange(host));
        Some((provider, &subject.domain, include().or_else(exchange)?))
    });
    let named = subject.declared.iter().filter_map(|stream| Some((stream.provider?, &stream.from, &stream.from)));
    let below = signals.paths.iter().map(|shown| (shown.provider, &shown.name, &shown.name));
    named.chain(below).chain(traced).flat_map(|(provider, domain, signal)| {
        provider.selectors.iter().filter_map(move |selector| {
            let found = Found::Implied { provider, signal: signal.clone() };
            Some(Candidate { domain: domain.clone(), selector: Selector::parse(selector).ok()?, found })
        })
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

    #[test]
    fn the_usual_selectors_are_sound() {
        let selectors: BTreeSet<_> = DATA.selectors.iter().collect();
        assert_eq!(selectors.len(), DATA.selectors.len(), "a selector stands twice");
        assert!(selectors.iter().all(|selector| Selector::parse(selector).is_ok()));
    }
}
