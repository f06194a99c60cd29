//! The names under which a list is asked (RFC 5782 sections 2.1, 2.4 and 3), and its test entries.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{Ask, Kind, List};
use crate::dns::{Question, RecordType};
use crate::mx::registrable;
use crate::name::DomainName;

/// What a list is asked about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// An address.
    Address(IpAddr),
    /// A domain.
    Domain(DomainName),
}

impl Asked {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Address(IpAddr::V4(_)) => Kind::Ip4,
            Self::Address(IpAddr::V6(_)) => Kind::Ip6,
            Self::Domain(_) => Kind::Domain,
        }
    }

    /// What a list wants to be asked instead: some know registered domains only.
    pub fn for_list(&self, list: &List) -> Self {
        match (self, list.ask) {
            (Self::Domain(name), Ask::Organizational) => {
                Self::Domain(registrable(name).unwrap_or_else(|| name.clone()))
            }
            (Self::Domain(_) | Self::Address(_), _) => self.clone(),
        }
    }

    /// The question for it in a zone; `None` when the name would be longer than DNS allows.
    pub fn question(&self, zone: &DomainName) -> Option<Question> {
        let labels = match self {
            Self::Address(IpAddr::V4(address)) => octets(*address),
            Self::Address(IpAddr::V6(address)) => nibbles(*address),
            Self::Domain(domain) => domain.to_string(),
        };
        Some(Question::new(zone.child(&labels).ok()?, RecordType::A))
    }

    /// The entry that a list holds for trying it out (RFC 5782 section 5).
    pub fn listed_test(list: &List, kind: Kind) -> Self {
        Self::test(kind, 2, &list.test.listed)
    }

    /// The entry that a list never holds, unless it lists the whole world (RFC 5782 section 5).
    pub fn unlisted_test(list: &List, kind: Kind) -> Self {
        Self::test(kind, 1, &list.test.unlisted)
    }

    fn test(kind: Kind, last: u8, name: &DomainName) -> Self {
        let address = Ipv4Addr::new(127, 0, 0, last);
        match kind {
            Kind::Ip4 => Self::Address(IpAddr::V4(address)),
            // ::FFFF:7F00:2, the IPv4 entry as an IPv4-mapped address.
            Kind::Ip6 => Self::Address(IpAddr::V6(address.to_ipv6_mapped())),
            Kind::Domain => Self::Domain(name.clone()),
        }
    }
}

impl std::fmt::Display for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Domain(domain) => domain.fmt(f),
        }
    }
}

/// `192.0.2.99` is `99.2.0.192`.
fn octets(address: Ipv4Addr) -> String {
    let [a, b, c, d] = address.octets();
    format!("{d}.{c}.{b}.{a}")
}

/// Thirty-two nibbles, the last one first.
fn nibbles(address: Ipv6Addr) -> String {
    let digits = format!("{:032x}", address.to_bits());
    digits.chars().rev().map(String::from).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Asked {
        match text.parse() {
            Ok(address) => Asked::Address(address),
            Err(_) => Asked::Domain(DomainName::parse(text).unwrap()),
        }
    }

    fn name(asked: &Asked, zone: &str) -> String {
        asked.question(&DomainName::parse(zone).unwrap()).unwrap().name.to_string()
    }

    /// The examples of RFC 5782 sections 2.1 and 2.4.
    #[test]
    fn names_of_the_rfc() {
        assert_eq!(name(&asked("192.0.2.99"), "bad.example.com"), "99.2.0.192.bad.example.com");
        assert_eq!(
            name(&asked("2001:db8:1:2:3:4:567:89ab"), "ugly.example.com"),
            "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ugly.example.com"
        );
        assert_eq!(name(&asked("domain.example"), "doms.example.net"), "domain.example.doms.example.net");
    }

    #[test]
    fn test_entries_of_the_rfc() {
        let zen = &super::super::lists()[0];
        assert_eq!(Asked::listed_test(zen, Kind::Ip4), asked("127.0.0.2"));
        assert_eq!(Asked::unlisted_test(zen, Kind::Ip4), asked("127.0.0.1"));
        assert_eq!(Asked::listed_test(zen, Kind::Ip6), asked("::ffff:7f00:2"));
        assert_eq!(Asked::unlisted_test(zen, Kind::Ip6), asked("::ffff:7f00:1"));
        assert_eq!(Asked::listed_test(zen, Kind::Domain), asked("test"));
        assert_eq!(Asked::unlisted_test(zen, Kind::Domain), asked("invalid"));
        let dbl = &super::super::lists()[1];
        assert_eq!(Asked::listed_test(dbl, Kind::Domain), asked("dbltest.com"));
    }

    #[test]
    fn a_name_that_is_too_long_is_not_asked() {
        let long = asked(&["a".repeat(60), "b".repeat(60), "c".repeat(60), "d".repeat(60)].join("."));
        assert_eq!(long.question(&DomainName::parse("dbl.spamhaus.org").unwrap()), None);
    }
}
