//! Domains at which the public has mailboxes: free mail, and what internet providers give their
//! customers. The list is data, `mailboxes.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::name::DomainName;

/// A provider of mailboxes.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its name for people.
    pub name: String,
    /// The domains of its mailboxes, as A-labels in lower case.
    pub domains: Vec<String>,
    /// Where it offers them.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    #[expect(dead_code, reason = "kept in the data, so that it cannot be left out there")]
    checked: toml::value::Datetime,
    provider: Vec<Provider>,
}

static DATA: LazyLock<Data> =
    LazyLock::new(|| toml::from_str(include_str!("mailboxes.toml")).expect("the embedded data is read by a test"));

/// Every provider that is known.
pub fn providers() -> &'static [Provider] {
    &DATA.provider
}

/// Whose mailboxes a domain has.
pub fn provider_of(domain: &DomainName) -> Option<&'static Provider> {
    providers().iter().find(|provider| provider.domains.iter().any(|known| known == domain.as_str()))
}

/// Every domain in the list.
pub fn domains() -> impl Iterator<Item = &'static str> {
    providers().iter().flat_map(|provider| provider.domains.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_data_is_sound() {
        let mut seen = BTreeSet::new();
        for provider in providers() {
            assert!(!provider.name.is_empty() && provider.source.starts_with("https://"), "{}", provider.name);
            assert!(provider.domains.is_sorted(), "{} is not in order", provider.name);
            for domain in &provider.domains {
                assert_eq!(DomainName::parse(domain).expect(domain).as_str(), domain);
                assert!(seen.insert(domain), "{domain} stands twice");
            }
        }
    }

    #[test]
    fn whose_mailboxes() {
        let provider = |text: &str| provider_of(&DomainName::parse(text).expect(text)).map(|found| &*found.name);
        assert_eq!(provider("wanadoo.fr"), Some("Orange"));
        assert_eq!((provider("example.fr"), provider("mail.gmail.com")), (None, None));
    }
}
