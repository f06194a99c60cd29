//! Mail exchanges: what an MX record set says (RFC 5321 section 5.1, RFC 7505).
//!
//! Only the records themselves are looked at here; what their hosts resolve to is among the facts.

use std::net::IpAddr;

use crate::dns::{Location, Record, RecordData};
use crate::name::DomainName;
use crate::stream::providers;

/// The MX records of a domain, by preference and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MxSet {
    /// The records.
    pub exchanges: Vec<Exchange>,
    /// Whether the domain says that it takes no mail.
    pub null: NullMx,
}

/// One MX record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Lower is tried first.
    pub preference: u16,
    /// The host; the root in a null MX.
    pub host: DomainName,
    /// Its TTL in seconds.
    pub ttl: u32,
    /// Where it stands in a zone file.
    pub location: Option<Location>,
}

/// Whether a domain says that it takes no mail (RFC 7505 section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NullMx {
    /// No record names the root.
    No,
    /// Exactly one record, `0 .`.
    Yes,
    /// One record that names the root with a preference other than 0.
    WrongPreference,
    /// The root beside other exchanges, or twice.
    Mixed,
}

impl MxSet {
    /// Reads the records of an answer; those of another type are passed over.
    pub fn read(records: &[Record]) -> Self {
        let mut exchanges: Vec<_> = records.iter().filter_map(exchange).collect();
        exchanges.sort_by(|one, other| (one.preference, &one.host).cmp(&(other.preference, &other.host)));
        let null = match exchanges.as_slice() {
            all if !all.iter().any(|exchange| exchange.host.is_root()) => NullMx::No,
            [only] if only.preference == 0 => NullMx::Yes,
            [_] => NullMx::WrongPreference,
            [..] => NullMx::Mixed,
        };
        Self { exchanges, null }
    }
}

fn exchange(record: &Record) -> Option<Exchange> {
    match &record.data {
        RecordData::Mx { preference, exchange } => Some(Exchange {
            preference: *preference,
            host: exchange.clone(),
            ttl: record.ttl,
            location: record.location.clone(),
        }),
        _ => None,
    }
}

/// The address that a host name spells out: an exchange must be a name (RFC 1035 section 3.3.9).
/// An IPv4 address, also with the domain appended (`192.0.2.1.example.fr`), and an IPv6 address
/// in either notation, with or without brackets.
pub fn address_literal(host: &DomainName, domain: &DomainName) -> Option<IpAddr> {
    let text = |name: &DomainName| -> Option<String> {
        let labels = name.label_octets().map(String::from_utf8).collect::<Result<Vec<_>, _>>().ok()?;
        Some(labels.join("."))
    };
    let read = |name: &DomainName| text(name)?.trim_matches(['[', ']']).parse().ok();
    read(host).or_else(|| read(&without_end(host, domain)?))
}

/// True for names that mean the host itself (RFC 6761 section 6.3).
pub fn is_localhost(host: &DomainName) -> bool {
    let labels: Vec<_> = host.labels().collect();
    matches!(labels.as_slice(), [.., "localhost"] | ["localhost", "localdomain"])
}

/// What was meant by a host name whose final dot is missing, so that the zone put the domain
/// behind it (`mx.example.net.example.fr` in `example.fr`).
///
/// Certain when the domain stands there twice, or when what was meant is a known provider's
/// exchange. Otherwise a name of the domain's own may look alike (`mx.fr.example.com`), so it
/// counts only when the name as written `resolves` to nothing.
pub fn missing_dot(host: &DomainName, domain: &DomainName, resolves: bool) -> Option<DomainName> {
    let meant = without_end(host, domain)?;
    let is_public = psl::domain(meant.as_str().as_bytes()).is_some_and(|domain| domain.suffix().is_known());
    let is_known = || providers::provider_of_exchange(&meant).is_some();
    (meant.is_within(domain) || is_known() || (is_public && !resolves)).then_some(meant)
}

/// `host` without `domain` at its end; `None` when it does not end so, or nothing would be left.
fn without_end(host: &DomainName, domain: &DomainName) -> Option<DomainName> {
    if !host.is_within(domain) || domain.is_root() {
        return None;
    }
    let labels: Vec<_> = host.labels().collect();
    let own = labels.len().checked_sub(domain.label_count()).filter(|own| *own > 0)?;
    DomainName::parse(&labels.get(..own)?.join(".")).ok()
}

/// The name under a public suffix that somebody had to register for `host` to exist; `None` for
/// suffixes themselves and for names without a known one.
pub fn registrable(host: &DomainName) -> Option<DomainName> {
    let domain = psl::domain(host.as_str().as_bytes()).filter(|domain| domain.suffix().is_known())?;
    DomainName::parse(std::str::from_utf8(domain.as_bytes()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).expect(text)
    }

    #[test]
    fn names_that_are_addresses() {
        let own = name("example.fr");
        let literal = |host: &str| address_literal(&name(host), &own).map(|address| address.to_string());
        assert_eq!(literal("192.0.2.1").as_deref(), Some("192.0.2.1"));
        assert_eq!(literal("[192.0.2.1]").as_deref(), Some("192.0.2.1"));
        assert_eq!(literal("192.0.2.1.example.fr").as_deref(), Some("192.0.2.1"));
        assert_eq!(literal("2001:db8::1").as_deref(), Some("2001:db8::1"));
        assert_eq!(literal("2001:db8::1.example.fr").as_deref(), Some("2001:db8::1"));
        assert_eq!((literal("mx1.example.fr"), literal("192.0.2.example.fr")), (None, None));
    }

    #[test]
    fn names_with_the_domain_behind_them() {
        let own = name("example.fr");
        let meant = |host: &str, resolves| missing_dot(&name(host), &own, resolves).map(|meant| meant.to_string());
        assert_eq!(meant("mx.example.fr.example.fr", true).as_deref(), Some("mx.example.fr"));
        assert_eq!(meant("mx1.mail.ovh.net.example.fr", true).as_deref(), Some("mx1.mail.ovh.net"));
        assert_eq!(meant("mx.example.net.example.fr", false).as_deref(), Some("mx.example.net"));
        assert_eq!((meant("mx.example.net.example.fr", true), meant("mx1.example.fr", false)), (None, None));
        assert_eq!(meant("mx.example.net", false), None);
    }

    #[test]
    fn who_registered_it() {
        assert_eq!(registrable(&name("a.b.example.co.uk")), Some(name("example.co.uk")));
        assert_eq!((registrable(&name("co.uk")), registrable(&name("mx.internal"))), (None, None));
        assert!(is_localhost(&name("localhost")) && is_localhost(&name("localhost.localdomain")));
        assert!(!is_localhost(&name("localhost.example.fr")));
    }
}
