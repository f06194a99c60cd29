//! Reverse DNS and the names that servers greet with: everything that needs no question.
//!
//! The name under which the PTR records of an address stand (RFC 1035 section 3.5, RFC 3596 section
//! 2.5), what a host name is (RFC 952, RFC 1123 section 2.1), which form a HELO name has (RFC 5321
//! section 4.1.1.1). What a name says about itself, chosen or given by default, is in [`generic`].

pub mod generic;

use std::net::{IpAddr, Ipv6Addr};

use crate::mx;
use crate::name::DomainName;

/// The name under which the PTR records of an address stand: `in-addr.arpa` for IPv4 (RFC 1035
/// section 3.5), `ip6.arpa` for IPv6 (RFC 3596 section 2.5).
pub fn reverse_name(address: IpAddr) -> DomainName {
    let labels: Vec<String> = match address {
        IpAddr::V4(address) => address.octets().into_iter().rev().map(|octet| octet.to_string()).collect(),
        IpAddr::V6(address) => nibbles(address).rev().map(String::from).collect(),
    };
    let zone = if address.is_ipv4() { "in-addr.arpa" } else { "ip6.arpa" };
    DomainName::parse(&format!("{}.{zone}", labels.join("."))).expect("four or 32 short labels are a name")
}

/// The 32 hexadecimal digits of an address.
fn nibbles(address: Ipv6Addr) -> impl DoubleEndedIterator<Item = char> {
    let nibbles = address.octets().into_iter().flat_map(|octet| [octet >> 4, octet & 15]);
    nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16))
}

/// Why a name is no name of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameFault {
    /// An underscore, which names of services have and names of hosts have not (RFC 1123 section 2.1).
    Underscore,
    /// Another character, or a hyphen at an end of a label.
    Character,
    /// The last label is a number: the name reads as an address (RFC 1123 section 2.1).
    Numeric,
    /// One label only.
    NoDot,
    /// It ends in the reverse tree: the final dot was left out when the name was written.
    ReverseZone,
}

impl NameFault {
    /// Whether the name was not written out, so that it says nothing of whose host this is.
    pub fn is_incomplete(self) -> bool {
        match self {
            Self::Numeric | Self::NoDot | Self::ReverseZone => true,
            Self::Underscore | Self::Character => false,
        }
    }

    /// The word by which the sentences choose.
    pub fn word(self) -> &'static str {
        match self {
            Self::Underscore => "underscore",
            Self::Character => "character",
            Self::Numeric => "numeric",
            Self::NoDot => "no-dot",
            Self::ReverseZone => "reverse-zone",
        }
    }
}

/// What keeps a name from being the fully qualified name of a host; `None` when nothing does.
pub fn fault(name: &DomainName) -> Option<NameFault> {
    let labels: Vec<&str> = name.labels().collect();
    if labels.iter().any(|label| label.contains('_')) {
        return Some(NameFault::Underscore);
    }
    if !labels.iter().all(|label| is_host_label(label)) {
        return Some(NameFault::Character);
    }
    match labels.as_slice() {
        [.., last] if last.bytes().all(|byte| byte.is_ascii_digit()) => Some(NameFault::Numeric),
        [] | [_] => Some(NameFault::NoDot),
        [.., "in-addr" | "ip6", "arpa"] => Some(NameFault::ReverseZone),
        [..] => None,
    }
}

/// Letters, digits and hyphens, with no hyphen at either end (RFC 952, RFC 1123 section 2.1).
fn is_host_label(label: &str) -> bool {
    let is_allowed = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_allowed && !label.starts_with('-') && !label.ends_with('-')
}

/// What a server says at HELO or EHLO.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeloForm {
    /// A fully qualified name (RFC 5321 section 2.3.5).
    Fqdn,
    /// One label, which means nothing outside the sender's network.
    SingleLabel,
    /// A name for the host itself.
    Localhost,
    /// An address without the brackets of a literal: no receiver can tell what it is meant to be.
    Address,
    /// An address literal such as `[192.0.2.1]`, for hosts without a name (RFC 5321 section 4.1.3).
    Literal,
    /// None of these.
    Invalid,
}

impl HeloForm {
    /// Every form.
    pub const ALL: [Self; 6] =
        [Self::Fqdn, Self::SingleLabel, Self::Localhost, Self::Address, Self::Literal, Self::Invalid];

    /// The form of a name.
    pub fn of(name: &DomainName) -> Self {
        let text = name.as_str();
        if text.starts_with('[') {
            return if literal(name).is_some() { Self::Literal } else { Self::Invalid };
        }
        if text.parse::<IpAddr>().is_ok() {
            return Self::Address;
        }
        if mx::is_localhost(name) {
            return Self::Localhost;
        }
        match fault(name) {
            None | Some(NameFault::ReverseZone) => Self::Fqdn,
            Some(NameFault::NoDot) => Self::SingleLabel,
            Some(NameFault::Underscore | NameFault::Character | NameFault::Numeric) => Self::Invalid,
        }
    }

    /// The word by which the sentences choose.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fqdn => "fqdn",
            Self::SingleLabel => "single-label",
            Self::Localhost => "localhost",
            Self::Address => "address",
            Self::Literal => "literal",
            Self::Invalid => "invalid",
        }
    }
}

/// The address in a literal: `[192.0.2.1]`, `[IPv6:2001:db8::1]` (RFC 5321 section 4.1.3).
pub fn literal(name: &DomainName) -> Option<IpAddr> {
    let inside = name.as_str().strip_prefix('[')?.strip_suffix(']')?;
    match inside.strip_prefix("ipv6:") {
        Some(address) => address.parse().ok().map(IpAddr::V6),
        None => inside.parse().ok().map(IpAddr::V4),
    }
}

/// Whether a host made the second half of its address itself, out of its hardware address (the
/// modified EUI-64 of RFC 4291 appendix A): it was configured by the router, not by a person.
pub fn is_self_made(address: Ipv6Addr) -> bool {
    let octets = address.octets();
    matches!(octets, [_, _, _, _, _, _, _, _, _, _, _, 0xff, 0xfe, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).expect(text)
    }

    #[test]
    fn reverse_names() {
        let reverse = |text: &str| reverse_name(text.parse().unwrap()).to_string();
        assert_eq!(reverse("192.0.2.25"), "25.2.0.192.in-addr.arpa");
        assert_eq!(
            reverse("2001:db8::567:89ab"),
            "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
        );
    }

    #[test]
    fn names_of_hosts() {
        for good in ["mail.example.fr", "mail1.example.fr", "a-b.1c.example", "xn--bcher-kva.example", "3com.example"] {
            assert_eq!(fault(&name(good)), None, "{good}");
        }
        for (bad, why) in [
            ("smtp_out.example.fr", NameFault::Underscore),
            ("mail$1.example.fr", NameFault::Character),
            ("-mail.example.fr", NameFault::Character),
            ("mail-.example.fr", NameFault::Character),
            (r"a\.b.example.fr", NameFault::Character),
            ("192.0.2.25", NameFault::Numeric),
            ("mail", NameFault::NoDot),
            (".", NameFault::NoDot),
            ("mail.example.fr.2.0.192.in-addr.arpa", NameFault::ReverseZone),
            ("mail.example.fr.8.b.d.0.1.0.0.2.ip6.arpa", NameFault::ReverseZone),
        ] {
            assert_eq!(fault(&name(bad)), Some(why), "{bad}");
        }
    }

    #[test]
    fn forms_of_a_greeting() {
        for (text, form) in [
            ("mail.example.fr", HeloForm::Fqdn),
            ("smtp-out-12.example.net", HeloForm::Fqdn),
            ("server", HeloForm::SingleLabel),
            ("localhost", HeloForm::Localhost),
            ("localhost.localdomain", HeloForm::Localhost),
            ("192.0.2.25", HeloForm::Address),
            ("2001:db8::25", HeloForm::Address),
            ("[192.0.2.25]", HeloForm::Literal),
            ("[IPv6:2001:db8::25]", HeloForm::Literal),
            ("[2001:db8::25]", HeloForm::Invalid),
            ("[192.0.2]", HeloForm::Invalid),
            ("[mail.example.fr]", HeloForm::Invalid),
            ("mail_1.example.fr", HeloForm::Invalid),
            ("192.0.2.256", HeloForm::Invalid),
        ] {
            assert_eq!(HeloForm::of(&name(text)), form, "{text}");
        }
        assert_eq!(literal(&name("[IPv6:2001:db8::25]")), "2001:db8::25".parse().ok());
        assert_eq!(literal(&name("192.0.2.25")), None);
    }

    #[test]
    fn addresses_made_of_hardware_addresses() {
        assert!(is_self_made("2001:db8::250:56ff:fe12:3456".parse().unwrap()));
        for chosen in ["2001:db8::25", "2001:db8::ff:fe00", "2001:db8:0:fffe::1"] {
            assert!(!is_self_made(chosen.parse().unwrap()), "{chosen}");
        }
    }
}
