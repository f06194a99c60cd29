//! Blocklists that are asked through DNS (RFC 5782): which there are, how they are asked, and what
//! their answers mean.
//!
//! The lists are data (`zones.toml`); here is what they have in common. [`query`] makes the names
//! that are asked, [`reading`] reads an answer, [`choice`] says which lists a run asks. An answer
//! is a listing only when the list documents it: a refusal, an answer from somebody else and a code
//! that nobody explains are none.

pub mod choice;
pub mod query;
pub mod reading;

use std::net::IpAddr;
use std::sync::LazyLock;

use serde::Deserialize;

pub use choice::{Chosen, choose};
pub use query::Asked;
pub use reading::{Fault, Reading, Refusal};

use self::reading::Pattern;
use crate::finding::Severity;
use crate::name::DomainName;

/// One list that is alive.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The zone that is asked, and by which the list is called.
    pub zone: DomainName,
    /// Its name for people.
    pub name: String,
    /// What it is asked about.
    pub kinds: Vec<Kind>,
    /// How much receivers make of it.
    pub weight: Weight,
    /// Who gets answers.
    #[serde(default)]
    pub access: Access,
    /// Whether it is asked when nothing else is said.
    #[serde(default)]
    pub default: bool,
    /// The zone that is asked with a key.
    #[serde(default)]
    pub keyed: Option<DomainName>,
    /// Whether it refuses questions that come through a well-known public resolver.
    #[serde(default)]
    pub refuses_public: bool,
    /// Which name of a domain it wants.
    #[serde(default)]
    pub ask: Ask,
    /// What its answers mean.
    pub codes: Vec<Code>,
    /// Its answers that say "you may not ask", beside those that all lists share.
    #[serde(default)]
    pub refusals: Vec<RefusalCode>,
    /// Its own test names.
    #[serde(default)]
    pub test: TestNames,
    /// The page where a removal is asked for.
    #[serde(default)]
    pub removal: Option<String>,
    /// When an entry goes away without anybody asking: a variant of the text `dnsbl-expires`.
    #[serde(default)]
    pub expires: Option<String>,
    /// Who may ask, and how much.
    pub terms: String,
    /// Where this was read.
    pub source: String,
    /// When.
    pub checked: toml::value::Datetime,
}

/// What a list is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// IPv4 addresses (RFC 5782 section 2.1).
    Ip4,
    /// IPv6 addresses (RFC 5782 section 2.4).
    Ip6,
    /// Domain names (RFC 5782 section 3).
    Domain,
}

impl Kind {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ip4 => "ip4",
            Self::Ip6 => "ip6",
            Self::Domain => "domain",
        }
    }
}

/// How much receivers make of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// They refuse by it.
    Major,
    /// Some count it among other signs.
    Minor,
}

/// Who gets answers from a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Everybody.
    #[default]
    Open,
    /// Resolvers whose address was registered.
    Registration,
    /// Whoever has a key.
    Key,
}

/// Which name of a domain a list wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ask {
    /// The name as it is.
    #[default]
    Name,
    /// The domain that was registered.
    Organizational,
}

/// One answer of a list, or a family of answers, and what it means.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The answer.
    #[serde(flatten)]
    pub pattern: Pattern,
    /// Its meaning: a variant of the text `dnsbl-meaning`.
    pub meaning: String,
    /// What kind of news it is.
    #[serde(default)]
    pub sense: Sense,
    /// A severity that findings do not pass.
    #[serde(default)]
    pub severity: Option<Lowered>,
}

/// What kind of news a code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sense {
    /// Bad.
    #[default]
    Listed,
    /// Bad, and the work of an intruder: the site was broken into.
    Abused,
    /// The domain is new.
    Fresh,
    /// Good: the list vouches for the address.
    Good,
    /// None.
    Neutral,
}

/// A severity below an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lowered {
    /// A warning.
    Warning,
    /// A remark.
    Info,
}

impl From<Lowered> for Severity {
    fn from(lowered: Lowered) -> Self {
        match lowered {
            Lowered::Warning => Self::Warning,
            Lowered::Info => Self::Info,
        }
    }
}

/// An answer that says "you may not ask".
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusalCode {
    /// The answer.
    #[serde(flatten)]
    pub pattern: Pattern,
    /// Why.
    pub why: Refusal,
}

/// Names by which a domain list can be tried (RFC 5782 section 5).
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TestNames {
    /// The name that is always listed.
    pub listed: DomainName,
    /// The name that never is.
    pub unlisted: DomainName,
}

impl Default for TestNames {
    fn default() -> Self {
        let name = |text| DomainName::parse(text).expect("a label is a name");
        Self { listed: name("test"), unlisted: name("invalid") }
    }
}

/// One list that is no more.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dead {
    /// Its zone, with all that lies below.
    pub zone: DomainName,
    /// The day or the year.
    #[serde(default)]
    pub since: Option<String>,
    /// What became of it: a variant of the text `dnsbl-dead`.
    pub why: String,
    /// The list that took its place.
    #[serde(default)]
    pub instead: Option<DomainName>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    public_resolvers: PublicResolvers,
    list: Vec<List>,
    dead: Vec<Dead>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PublicResolvers {
    addresses: Vec<IpAddr>,
    names: Vec<DomainName>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("zones.toml")).expect("the embedded lists parse; a test reads them"));

/// Every list that is alive, in the order of the file.
pub fn lists() -> &'static [List] {
    &FILE.list
}

/// Every list that is dead.
pub fn dead() -> &'static [Dead] {
    &FILE.dead
}

/// The zones below which blocklists are asked, with a key and without one.
pub fn zones() -> Vec<DomainName> {
    let mut zones: Vec<_> =
        lists().iter().flat_map(|list| std::iter::once(&list.zone).chain(&list.keyed)).cloned().collect();
    zones.sort();
    zones.dedup();
    zones
}

/// True for the address of a well-known public resolver.
pub fn is_public_resolver(address: IpAddr) -> bool {
    FILE.public_resolvers.addresses.contains(&address.to_canonical())
}

/// True for the name of a well-known public resolver.
pub fn is_public_resolver_name(name: &DomainName) -> bool {
    FILE.public_resolvers.names.iter().any(|known| name.is_within(known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, files};
    use std::collections::BTreeSet;

    #[test]
    fn every_list_is_whole() {
        assert!(lists().len() >= 33, "{}", lists().len());
        let mut zones = BTreeSet::new();
        for list in lists() {
            let zone = &list.zone;
            assert!(zones.insert(zone), "{zone} stands twice");
            assert!(!list.kinds.is_empty() && !list.codes.is_empty(), "{zone}");
            assert!(list.source.starts_with("https://") && list.checked.date.is_some(), "{zone}");
            assert!(list.removal.as_ref().is_none_or(|page| page.starts_with("https://")), "{zone}");
            assert!(!list.default || list.access == Access::Open, "{zone}: registration is nothing to presume");
            assert_eq!(list.access == Access::Key, list.keyed.as_ref() == Some(zone), "{zone}");
            for dead in dead() {
                assert!(!zone.is_within(&dead.zone), "{zone} is dead");
            }
        }
        let default: Vec<_> = lists().iter().filter(|list| list.default).map(|list| list.name.as_str()).collect();
        assert_eq!(default, ["Spamhaus ZEN", "Spamhaus DBL", "SURBL", "URIBL", "SpamCop", "PSBL", "Mailspike"]);
    }

    /// Every id of the data is a variant of its text, and every variant an id.
    #[test]
    fn ids_and_texts_belong_together() {
        let ids =
            |of: &dyn Fn(&'static List) -> Vec<&'static str>| lists().iter().flat_map(of).collect::<BTreeSet<_>>();
        let meanings = ids(&|list| list.codes.iter().map(|code| code.meaning.as_str()).collect());
        let expires = ids(&|list| list.expires.as_deref().into_iter().collect());
        let ends: BTreeSet<_> = dead().iter().map(|dead| dead.why.as_str()).collect();
        let refusals: BTreeSet<_> = Refusal::ALL.into_iter().map(Refusal::id).collect();
        for lang in Lang::ALL {
            let (_, text) = files(lang).iter().find(|(subject, _)| *subject == "dnsbl").unwrap();
            for (key, ids) in [
                ("dnsbl-meaning", &meanings),
                ("dnsbl-expires", &expires),
                ("dnsbl-dead", &ends),
                ("dnsbl-refused", &refusals),
            ] {
                let mut message = text.lines().skip_while(|line| !line.starts_with(&format!("{key} ="))).skip(1);
                let variants: BTreeSet<_> = message
                    .by_ref()
                    .take_while(|line| line.starts_with(' '))
                    .filter_map(|line| line.trim().trim_start_matches('*').strip_prefix('[')?.split(']').next())
                    .filter(|variant| !["other", "none"].contains(variant) || ids.contains(variant))
                    .collect();
                assert_eq!(&variants, ids, "{key} in {}", lang.as_str());
            }
        }
    }

    #[test]
    fn public_resolvers_are_known_in_every_form() {
        let name = |text| DomainName::parse(text).unwrap();
        for address in ["8.8.8.8", "1.1.1.1", "9.9.9.9", "::ffff:8.8.4.4", "2606:4700:4700::1111"] {
            assert!(is_public_resolver(address.parse().unwrap()), "{address}");
        }
        assert!(!is_public_resolver("192.0.2.53".parse().unwrap()));
        assert!(is_public_resolver_name(&name("dns.google")) && is_public_resolver_name(&name("dns10.quad9.net")));
        assert!(!is_public_resolver_name(&name("dns.example")));
    }
}
