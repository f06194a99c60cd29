//! Who sends: the arguments of check_host() (RFC 7208 sections 2.4 and 4.1).

use std::net::{IpAddr, Ipv4Addr};

use crate::name::{DomainName, NameError};

/// The arguments of check_host(), and what only explanations need.
///
/// Identities are data. A malformed one is kept as it came and evaluates to "none" (RFC 7208
/// section 4.3); it is never an error of the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The client address; an IPv4-mapped IPv6 address counts as IPv4 (section 5).
    pub ip: IpAddr,
    /// The local part of the sender.
    pub local: String,
    /// The domain to check, or why it is none.
    pub domain: Result<DomainName, BadDomain>,
    /// The HELO name as the client gave it, for `%{h}`.
    pub helo: String,
    /// The name of the receiving host, for `%{r}`.
    pub receiver: String,
    /// The time in seconds since 1970, for `%{t}`.
    pub now: i64,
}

/// A domain that cannot be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadDomain {
    /// As it came.
    pub text: String,
    /// What is wrong with it; `None` for an address literal and for a domain of one label.
    pub why: Option<NameError>,
}

impl Request {
    /// The check of a MAIL FROM. A null one (`<>` or nothing) makes the HELO name stand in; without
    /// a local part it is `postmaster` (RFC 7208 sections 2.4 and 4.3).
    pub fn mail_from(ip: IpAddr, mail_from: &str, helo: &str) -> Self {
        let address = mail_from.trim();
        let address = address.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(address);
        if address.is_empty() {
            return Self::helo(ip, helo);
        }
        let (local, domain) = address.rsplit_once('@').unwrap_or(("", address));
        Self::of(ip, local, checkable(domain), helo)
    }

    /// The check of a HELO name (RFC 7208 section 2.3).
    pub fn helo(ip: IpAddr, helo: &str) -> Self {
        Self::of(ip, "", checkable(helo), helo)
    }

    /// The check of a domain that was read before.
    pub fn domain(ip: IpAddr, local: &str, domain: &DomainName, helo: &str) -> Self {
        let domain = match domain.label_count() {
            0 | 1 => Err(BadDomain { text: domain.to_string(), why: None }),
            _ => Ok(domain.clone()),
        };
        Self::of(ip, local, domain, helo)
    }

    /// Names the receiving host.
    #[must_use]
    pub fn received_by(mut self, receiver: &str) -> Self {
        self.receiver = receiver.to_owned();
        self
    }

    /// Sets the time, in seconds since 1970.
    #[must_use]
    pub fn at(mut self, now: i64) -> Self {
        self.now = now;
        self
    }

    fn of(ip: IpAddr, local: &str, domain: Result<DomainName, BadDomain>, helo: &str) -> Self {
        let local = if local.is_empty() { "postmaster" } else { local };
        Self {
            ip: unmapped(ip),
            local: local.to_owned(),
            domain,
            helo: helo.to_owned(),
            receiver: "unknown".to_owned(),
            now: 0,
        }
    }
}

fn unmapped(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(ip, |four: Ipv4Addr| four.into()),
        IpAddr::V4(_) => ip,
    }
}

/// A domain that DNS can be asked about: not an address literal, and more than one label
/// (RFC 7208 section 4.3).
fn checkable(text: &str) -> Result<DomainName, BadDomain> {
    let bad = |why| Err(BadDomain { text: text.to_owned(), why });
    if text.starts_with('[') {
        return bad(None);
    }
    // Octets of a HELO name or a mailbox are no zone file text: a backslash escapes nothing.
    let name = if text.is_ascii() { DomainName::from_octets(text.as_bytes()) } else { DomainName::parse(text) };
    match name {
        Ok(name) if name.label_count() < 2 => bad(None),
        Ok(name) => Ok(name),
        Err(why) => bad(Some(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail_from(address: &str) -> Request {
        Request::mail_from("192.0.2.1".parse().unwrap(), address, "mail.example.com")
    }

    #[test]
    fn identities() {
        for (address, local, domain) in [
            ("user@example.com", "user", "example.com"),
            ("<user@Example.com>", "user", "example.com"),
            ("\"a@b\"@example.com", "\"a@b\"", "example.com"),
            ("@example.com", "postmaster", "example.com"),
            ("example.com", "postmaster", "example.com"),
            ("", "postmaster", "mail.example.com"),
            ("<>", "postmaster", "mail.example.com"),
            ("a@bücher.example", "a", "xn--bcher-kva.example"),
        ] {
            let request = mail_from(address);
            assert_eq!((request.local.as_str(), request.domain.unwrap().as_str()), (local, domain), "{address}");
        }
        for address in ["a@[192.0.2.1]", "a@localhost", "a@b..example", &format!("a@{}.example", "x".repeat(64))] {
            assert!(mail_from(address).domain.is_err(), "{address}");
        }
        let mapped = Request::helo("::ffff:192.0.2.1".parse().unwrap(), "mail.example.com");
        assert_eq!(mapped.ip.to_string(), "192.0.2.1");
    }
}
