//! Providers: who sends for others, and the traces by which DNS shows them.
//!
//! The data is `providers.toml`; its head says what each key means. A name in it is a pattern in which
//! `*` stands for one or more labels.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::name::DomainName;
use crate::pattern;

/// How far a provider's traces can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Worth a try, and no evidence.
    Low,
    /// Evidence beside a second trace.
    Medium,
    /// Evidence by itself.
    High,
}

/// What a provider does with mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It has mailboxes: what receives mail there also sends it.
    Mailbox,
    /// It sends newsletters or transactional mail.
    Bulk,
    /// It filters or forwards what arrives, and sends only where SPF names it.
    Gateway,
    /// It holds SPF or DMARC records for others, and sends nothing.
    Hosting,
}

/// Whether a provider is still offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is.
    Live,
    /// Its traces are still seen, and no longer handed out.
    Legacy,
}

/// Whose domain the MAIL FROM is of when no custom return path is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bounce {
    /// The customer's.
    Own,
    /// The provider's.
    Vendor,
}

/// A return path below the customer's domain that leads to the provider.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnPath {
    /// Its label; without one it holds an account number or is the customer's choice, and is
    /// recognised only when it is seen.
    pub label: Option<String>,
    /// The pattern of its CNAME target.
    pub cname: Option<String>,
    /// The pattern of its mail exchange.
    pub mx: Option<String>,
    /// Asked for without any other trace: there may be none at the domain itself.
    #[serde(default)]
    pub probe: bool,
    /// The provider's keys lie below this name: it is the signing domain, too.
    #[serde(default)]
    pub keys: bool,
}

impl ReturnPath {
    /// True when a CNAME target or a mail exchange is what shows this return path.
    pub fn leads_to(&self, cname: Option<&DomainName>, exchange: Option<&DomainName>) -> bool {
        let fits = |pattern: &Option<String>, name: Option<&DomainName>| {
            pattern.as_deref().zip(name).is_some_and(|(form, name)| pattern::matches(form, name))
        };
        fits(&self.cname, cname) || fits(&self.mx, exchange)
    }
}

/// A key that the provider publishes for its customers, behind a CNAME of theirs.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyCname {
    /// The selector.
    pub selector: String,
    /// The target, with `{domain}` and `{dashed}` in place of the customer's domain.
    target: String,
}

impl KeyCname {
    /// The target for a domain; `None` when the name would be too long.
    pub fn target(&self, domain: &DomainName) -> Option<DomainName> {
        let dashed = domain.as_str().replace('.', "-");
        DomainName::parse(&self.target.replace("{domain}", domain.as_str()).replace("{dashed}", &dashed)).ok()
    }
}

/// A provider and the traces that betray it.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its name in reports' data.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it does with mail.
    pub kind: Kind,
    /// How far its traces can be trusted.
    pub confidence: Confidence,
    /// Whether it is still offered.
    pub status: Status,
    /// Patterns of names in SPF records.
    #[serde(default)]
    pub spf: Vec<String>,
    /// Patterns of mail exchanges.
    #[serde(default)]
    pub mx: Vec<String>,
    /// Its selectors.
    #[serde(default)]
    pub selectors: Vec<String>,
    /// Those of its selectors that nobody else uses.
    #[serde(default)]
    pub own_selectors: Vec<String>,
    /// Patterns of the names that its key CNAMEs lead to.
    #[serde(default)]
    pub targets: Vec<String>,
    /// Those of its key CNAMEs that need no account to be known.
    #[serde(default)]
    pub key_cnames: Vec<KeyCname>,
    /// Forms of selectors that hold an account or a date and cannot be guessed.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// How its verification tokens begin, in TXT records of the domain.
    #[serde(default)]
    pub txt: Vec<String>,
    /// Whose the MAIL FROM is; `None` when the traces do not say.
    pub bounce: Option<Bounce>,
    /// The names at or below which its own return path lies.
    #[serde(default)]
    pub bounce_domains: Vec<DomainName>,
    /// The return paths that its customers can set up.
    #[serde(default)]
    pub return_paths: Vec<ReturnPath>,
    /// The domain it signs with when nothing else is set up.
    pub default_dkim: Option<DomainName>,
    /// Customers share its addresses.
    #[serde(default)]
    pub shared_pool: bool,
    /// On what this rests.
    pub source: String,
    /// The day it was last looked at.
    pub checked: toml::value::Datetime,
}

impl Provider {
    /// True when a name in an SPF record is this provider's.
    pub fn owns_include(&self, name: &DomainName) -> bool {
        any_matches(&self.spf, name)
    }

    /// True when a key's CNAME leads to this provider.
    pub fn owns_target(&self, target: &DomainName) -> bool {
        any_matches(&self.targets, target)
    }

    /// True when a mail exchange is this provider's.
    pub fn owns_exchange(&self, exchange: &DomainName) -> bool {
        any_matches(&self.mx, exchange)
    }

    /// True when a domain is one that the provider signs with or gets bounces at, or lies below one.
    pub fn owns_domain(&self, domain: &DomainName) -> bool {
        let own = self.bounce_domains.iter().chain(&self.default_dkim);
        own.into_iter().any(|own| domain.is_within(own))
    }

    /// The domain of its own return path, where the MAIL FROM lies there by default.
    pub fn bounce_domain(&self) -> Option<&DomainName> {
        match self.bounce {
            Some(Bounce::Vendor) => self.bounce_domains.first(),
            Some(Bounce::Own) | None => None,
        }
    }

    /// The SPF name that it tells its customers to include, where it is the same for everybody.
    pub fn include(&self) -> Option<DomainName> {
        self.spf.iter().find(|pattern| !pattern.contains('*')).and_then(|name| DomainName::parse(name).ok())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    provider: Vec<Provider>,
}

static DATA: LazyLock<Data> =
    LazyLock::new(|| toml::from_str(include_str!("providers.toml")).expect("the embedded data is read by a test"));

/// Every provider that is known.
pub fn all() -> &'static [Provider] {
    &DATA.provider
}

/// The provider of this id or name, whatever its case.
pub fn find(text: &str) -> Option<&'static Provider> {
    all().iter().find(|provider| provider.id.eq_ignore_ascii_case(text) || provider.name.eq_ignore_ascii_case(text))
}

/// The ids that look like a mistyped one: same beginning, contained, or a letter or two away.
pub fn near(text: &str) -> Vec<&'static str> {
    let typed = text.to_ascii_lowercase();
    let looks_alike = |id: &str| {
        let begins = typed.len() >= 3 && id.starts_with(typed.get(..3).unwrap_or(&typed));
        begins || (typed.len() >= 3 && (id.contains(&typed) || typed.contains(id))) || distance(&typed, id) <= 2
    };
    all().iter().map(|provider| provider.id.as_str()).filter(|id| looks_alike(id)).collect()
}

/// The provider that a key's CNAME leads to.
pub fn provider_of_target(target: &DomainName) -> Option<&'static Provider> {
    all().iter().find(|provider| provider.owns_target(target))
}

/// The provider that a mail exchange belongs to.
pub fn provider_of_exchange(exchange: &DomainName) -> Option<&'static Provider> {
    all().iter().find(|provider| provider.owns_exchange(exchange))
}

/// The provider that signs with a domain, or gets bounces at it.
pub fn provider_of_domain(domain: &DomainName) -> Option<&'static Provider> {
    all().iter().find(|provider| provider.owns_domain(domain))
}

fn any_matches(patterns: &[String], name: &DomainName) -> bool {
    patterns.iter().any(|form| pattern::matches(form, name))
}

/// Letters to change, add or drop until one text is the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut next = vec![above + 1];
        for ((diagonal, up), known) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let left = next.last().copied().unwrap_or(usize::MAX);
            next.push((diagonal + usize::from(*known != letter)).min(up + 1).min(left.saturating_add(1)));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::name::Selector;

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).expect(text)
    }

    #[test]
    fn the_data_is_sound() {
        let mut ids = BTreeSet::new();
        let mut users: BTreeMap<&str, usize> = BTreeMap::new();
        for selector in all().iter().flat_map(|provider| &provider.selectors) {
            *users.entry(selector).or_default() += 1;
        }
        for provider in all() {
            let id = &provider.id;
            assert!(ids.insert(id), "{id} stands twice");
            assert!(!provider.source.is_empty() && provider.checked.date.is_some(), "{id}");
            assert!(provider.selectors.iter().all(|selector| Selector::parse(selector).is_ok()), "{id}");
            for selector in &provider.own_selectors {
                assert!(provider.selectors.contains(selector), "{id}: {selector} is its own and not its");
                assert_eq!(users[selector.as_str()], 1, "{id}: others use {selector}, too");
            }
            for key in &provider.key_cnames {
                let target = key.target(&name("shop.example.fr")).expect(id);
                assert!(provider.selectors.contains(&key.selector), "{id}: {}", key.selector);
                assert!(provider.owns_target(&target), "{id}: {target}");
            }
            let paths = provider.return_paths.iter().flat_map(|path| path.cname.iter().chain(&path.mx));
            for pattern in provider.spf.iter().chain(&provider.mx).chain(&provider.targets).chain(paths) {
                let text = pattern.replace('*', "x");
                assert_eq!(name(&text).as_str(), text, "{id}");
                assert!(pattern.split('.').all(|label| label == "*" || !label.contains('*')), "{id}: {pattern}");
            }
            assert_eq!(provider.bounce == Some(Bounce::Vendor), !provider.bounce_domains.is_empty(), "{id}");
            for path in &provider.return_paths {
                assert!(path.cname.is_some() != path.mx.is_some(), "{id}: one thing shows a return path");
                assert!(path.label.is_some() || !path.probe, "{id}: what has no label cannot be asked for");
                assert!(path.label.as_deref().is_none_or(|label| name("example.fr").child(label).is_ok()), "{id}");
            }
            let sends = provider.kind != Kind::Hosting;
            assert!(sends || (provider.selectors.is_empty() && provider.mx.is_empty()), "{id}");
        }
    }

    #[test]
    fn whose_key_it_is() {
        assert_eq!(provider_of_target(&name("b1.example-fr.dkim.brevo.com")).map(|p| &*p.id), Some("brevo"));
    }

    #[test]
    fn keys_that_need_no_account() {
        let targets = |id: &str| -> Vec<String> {
            let keys = &find(id).unwrap().key_cnames;
            keys.iter().filter_map(|key| Some(key.target(&name("shop.example.fr"))?.to_string())).collect()
        };
        assert_eq!(targets("brevo"), ["b1.shop-example-fr.dkim.brevo.com", "b2.shop-example-fr.dkim.brevo.com"]);
        assert_eq!(targets("mailchimp"), ["dkim2.mcsv.net", "dkim3.mcsv.net"]);
        assert_eq!(targets("icloud"), ["sig1.dkim.shop.example.fr.at.icloudmailadmin.com"]);
    }

    #[test]
    fn a_mistyped_name_finds_its_neighbours() {
        assert_eq!(find("Brevo").map(|p| &*p.id), Some("brevo"));
        assert_eq!(find("Twilio SendGrid").map(|p| &*p.id), Some("sendgrid"));
        assert!(find("brevi").is_none());
        assert_eq!(near("brevi"), ["brevo"]);
        assert!(near("mailchip").contains(&"mailchimp"));
        assert!(near("google-workspace").contains(&"google"));
        assert_eq!(near("qqqqqqqq"), [""; 0]);
        assert_eq!([distance("kitten", "sitting"), distance("", "ab"), distance("ab", "")], [3, 2, 2]);
    }
}
