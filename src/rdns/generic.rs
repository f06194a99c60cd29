//! Whether a reverse name was chosen for a server, or is the default of its network.
//!
//! There is no standard for this. Receivers look for the address in the name and for words of access
//! networks and rented machines; what they look for exactly they do not publish. Here a name is
//! generic when it holds its own address in one of the usual spellings, or bears a mark of
//! `generic.toml`. A name that only looks a little like one is not called so.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use serde::Deserialize;

use super::nibbles;
use crate::dmarc::discover::organizational_domain_7489;
use crate::name::DomainName;

/// By what a name is known as a default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generic {
    /// The kind of sign.
    pub sign: Sign,
    /// The part of the name that shows it.
    pub part: String,
}

/// A kind of sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The address itself.
    Address,
    /// The end of a provider's default names.
    Suffix,
    /// A word of access networks or rented machines.
    Word,
}

impl Sign {
    /// The word by which the sentences choose.
    pub fn word(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Suffix => "suffix",
            Self::Word => "word",
        }
    }
}

/// By what a name of this address is known as a default; `None` when nothing shows.
pub fn generic(name: &DomainName, address: IpAddr) -> Option<Generic> {
    spelled(name, address).or_else(|| marked(name))
}

/// The address in the name.
pub fn spelled(name: &DomainName, address: IpAddr) -> Option<Generic> {
    let part = match address {
        IpAddr::V4(address) => spelled_v4(name.as_str(), address),
        IpAddr::V6(address) => spelled_v6(name.as_str(), address),
    };
    part.map(|part| Generic { sign: Sign::Address, part })
}

/// A mark of `generic.toml` in the name.
pub fn marked(name: &DomainName) -> Option<Generic> {
    let suffix = MARKS.suffixes.names.iter().find(|suffix| name.is_within(suffix) && name != *suffix);
    if let Some(suffix) = suffix {
        return Some(Generic { sign: Sign::Suffix, part: suffix.to_string() });
    }
    let words = &MARKS.words;
    // What somebody registered is a name, not a description of its hosts.
    let own = organizational_domain_7489(name).label_count();
    let labels: Vec<&str> = name.labels().collect();
    let below = labels.get(..labels.len().saturating_sub(own)).unwrap_or_default();
    let alone = below.iter().flat_map(|label| pieces(label)).find(|piece| words.alone.iter().any(|word| word == piece));
    let numbered = || below.first().copied().filter(|label| is_numbered(label, &words.numbered));
    let part = alone.or_else(numbered)?;
    Some(Generic { sign: Sign::Word, part: part.to_owned() })
}

/// The words of a label, without the numbers beside them: `dyn` and `adsl` of `dyn12-adsl`.
fn pieces(label: &str) -> impl Iterator<Item = &str> {
    label.split(|c: char| !c.is_ascii_alphabetic()).filter(|piece| !piece.is_empty())
}

/// Whether a label is nothing but such words and a number: `vps-1a2b3c`, `host12345`.
fn is_numbered(label: &str, words: &[String]) -> bool {
    let is_number = |part: &str| {
        part.len() >= 3 && part.bytes().all(|b| b.is_ascii_hexdigit()) && part.bytes().any(|b| b.is_ascii_digit())
    };
    let is_word = |part: &str| words.iter().any(|word| word == part);
    let (mut has_word, mut has_number) = (false, false);
    for part in label.split('-') {
        let end = part.find(|c: char| c.is_ascii_digit()).unwrap_or(part.len());
        let (word, number) = part.split_at(end);
        if is_number(part) {
            has_number = true;
        } else if is_word(word) && (number.is_empty() || is_number(number)) {
            has_word = true;
            has_number |= !number.is_empty();
        } else {
            return false;
        }
    }
    has_word && has_number
}

/// An IPv4 address: its octets one after the other, in either order, with or without zeros and with
/// any usual separator; three of them where the provider's name stands for the network; in
/// hexadecimal; as one number.
fn spelled_v4(name: &str, address: Ipv4Addr) -> Option<String> {
    let octets = address.octets();
    let mut reversed = octets;
    reversed.reverse();
    let orders = [octets, reversed];
    let whole = orders.iter().flat_map(|[a, b, c, d]| {
        [format!("{a:03}{b:03}{c:03}{d:03}"), format!("{a:02x}{b:02x}{c:02x}{d:02x}"), format!("{a}{b}{c}{d}")]
    });
    let whole = whole.chain([u32::from(address).to_string()]);
    // Eight digits are no accident; fewer may be a number that somebody gave to a machine.
    let runs: Vec<&str> = name.split(|c: char| !c.is_ascii_hexdigit()).collect();
    let mut long = whole.filter(|text| text.len() >= 8);
    if let Some(found) = long.find(|text| runs.iter().any(|run| run.contains(text))) {
        return Some(found);
    }
    let decimal = |text: &str| text.parse().ok().filter(|_| text.len() <= 3 && is_decimal(text));
    let hexadecimal = |text: &str| u8::from_str_radix(text, 16).ok().filter(|_| text.len() == 2);
    let decimals = numbers(name, |c| c.is_ascii_digit(), decimal);
    let hexadecimals = numbers(name, |c| c.is_ascii_alphanumeric(), hexadecimal);
    let network = orders.iter().flat_map(|order| order.windows(3)).filter(|three| holds_network(three, octets));
    let mut wanted: Vec<&[u8]> = orders.iter().map(<[u8; 4]>::as_slice).collect();
    wanted.extend(network);
    wanted.iter().find_map(|wanted| part_of(name, &decimals, wanted)).or_else(|| {
        let all: Vec<&[u8]> = orders.iter().map(<[u8; 4]>::as_slice).collect();
        all.iter().find_map(|wanted| part_of(name, &hexadecimals, wanted))
    })
}

fn is_decimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether three octets are those of the /24 network, and long enough to mean it.
fn holds_network(three: &[u8], [a, b, c, _]: [u8; 4]) -> bool {
    let digits: usize = three.iter().map(|octet| octet.to_string().len()).sum();
    (three == [a, b, c] || three == [c, b, a]) && digits >= 5
}

/// A number in a text, with its place.
struct Number {
    value: Option<u8>,
    start: usize,
    end: usize,
}

/// The runs of such characters in a text, each read as a number where it is one.
fn numbers(text: &str, belongs: impl Fn(char) -> bool, read: impl Fn(&str) -> Option<u8>) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '.')]) {
        match (start, belongs(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let value = text.get(from..at).and_then(&read);
                numbers.push(Number { value, start: from, end: at });
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    numbers
}

/// Where these octets stand one after the other with one separator between each two.
fn part_of(text: &str, numbers: &[Number], wanted: &[u8]) -> Option<String> {
    let is_separator = |between: &str| matches!(between, "-" | "." | "_" | "x");
    let found = numbers.windows(wanted.len()).find(|window| {
        let same = window.iter().zip(wanted).all(|(number, octet)| number.value == Some(*octet));
        let joined = window.windows(2).all(|pair| match pair {
            [one, next] => text.get(one.end..next.start).is_some_and(is_separator),
            _ => true,
        });
        same && joined
    })?;
    let (first, last) = (found.first()?, found.last()?);
    text.get(first.start..last.end).map(str::to_owned)
}

/// An IPv6 address: its digits or its groups, in the order of the address or of its reverse name, with or without
/// the zeros in front, or as addresses are written with hyphens for colons.
fn spelled_v6(name: &str, address: Ipv6Addr) -> Option<String> {
    let digits: Vec<String> = nibbles(address).map(String::from).collect();
    let backwards: Vec<String> = digits.iter().rev().cloned().collect();
    let padded: Vec<String> = address.segments().iter().map(|group| format!("{group:04x}")).collect();
    let plain: Vec<String> = address.segments().iter().map(|group| format!("{group:x}")).collect();
    let mut spellings = vec![digits.concat(), backwards.concat(), address.to_string().replace(':', "-")];
    for separator in [".", "-"] {
        spellings.extend([&digits, &backwards, &padded, &plain].map(|parts| parts.join(separator)));
    }
    spellings.into_iter().find(|spelling| stands_in(name, spelling))
}

/// Whether a text stands in a name by itself, not as a part of longer groups of digits.
fn stands_in(name: &str, spelling: &str) -> bool {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_hexdigit());
    name.match_indices(spelling).any(|(at, _)| {
        let (before, behind) = (name.get(..at), name.get(at + spelling.len()..));
        ends(before.and_then(|text| text.chars().next_back())) && ends(behind.and_then(|text| text.chars().next()))
    })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marks {
    suffixes: Suffixes,
    words: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Suffixes {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "checked")]
    _checked: toml::value::Datetime,
    names: Vec<DomainName>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "checked")]
    _checked: toml::value::Datetime,
    alone: Vec<String>,
    numbered: Vec<String>,
}

static MARKS: LazyLock<Marks> =
    LazyLock::new(|| toml::from_str(include_str!("generic.toml")).expect("a test reads the embedded file"));

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(name: &str, address: &str) -> Option<Sign> {
        let found = generic(&DomainName::parse(name).expect(name), address.parse().expect(address))?;
        assert!(name.contains(&found.part), "{} is no part of {name}", found.part);
        Some(found.sign)
    }

    #[test]
    fn names_that_hold_an_ipv4_address() {
        for name in [
            "203-0-113-9.provider.example",
            "ip-203-0-113-9.provider.example",
            "ip203.0.113.9.provider.example",
            "9.113.0.203.static.provider.example",
            "static.9-113-0-203.provider.example",
            "host-203-000-113-009.provider.example",
            "p203000113009.provider.example",
            "009113000203.provider.example",
            "cb007109.provider.example",
            "ipcb007109.provider.example",
            "h-cb-00-71-09.provider.example",
            "097100cb.provider.example",
            "3405803785.provider.example",
            "20301139.provider.example",
            "a203x0x113x9.provider.example",
            "ns3012345.ip-203-0-113.provider.example",
            "12.113-0-203.provider.example",
            "mail-203-0-113-9.example.fr",
        ] {
            assert_eq!(sign(name, "203.0.113.9"), Some(Sign::Address), "{name}");
        }
    }

    #[test]
    fn names_that_hold_an_ipv6_address() {
        for name in [
            "2001-db8--25.provider.example",
            "2001-0db8-0000-0000-0000-0000-0000-0025.provider.example",
            "2001-db8-0-0-0-0-0-25.provider.example",
            "20010db8000000000000000000000025.provider.example",
            "x20010db8000000000000000000000025.provider.example",
            "5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.provider.example",
        ] {
            assert_eq!(sign(name, "2001:db8::25"), Some(Sign::Address), "{name}");
        }
        assert_eq!(sign("2001-db8--251.provider.example", "2001:db8::25"), None);
        assert_eq!(sign("mail6.example.fr", "2001:db8::6"), None);
    }

    #[test]
    fn names_with_a_mark() {
        for (name, sign_of) in [
            ("vps-1a2b3c4d.vps.ovh.net", Sign::Suffix),
            ("12-34-56-78.rev.poneytelecom.eu", Sign::Suffix),
            ("ec2-198-51-100-1.eu-west-3.compute.amazonaws.com", Sign::Suffix),
            ("static.1.2.3.4.clients.your-server.de", Sign::Suffix),
            ("198-51-100-1.ip.linodeusercontent.com", Sign::Suffix),
            ("vmi1234567.contaboserver.net", Sign::Suffix),
            ("a12.adsl.provider.example", Sign::Word),
            ("dyn-12.provider.example", Sign::Word),
            ("dhcp12.paris.provider.example", Sign::Word),
            ("vps-1a2b3c.provider.example", Sign::Word),
            ("vps12345.provider.example", Sign::Word),
            ("static-ip-4711.provider.example", Sign::Word),
        ] {
            assert_eq!(sign(name, "203.0.113.9"), Some(sign_of), "{name}");
        }
    }

    #[test]
    fn names_that_somebody_chose() {
        for name in [
            "mail.example.fr",
            "mail1.example.fr",
            "mx9.example.fr",
            "smtp-out-12.example.net",
            "o113.mail.example.net",
            "mta-203-9.example.net",
            "out-0-113.example.net",
            "mail-113.example.net",
            "a9-113.smtp-out.example.net",
            "static.example.fr",
            "cloud1.example.fr",
            "vps.example.fr",
            "server12.example.fr",
            "pool3.mail.example.net",
            "mail.cloud.example.fr",
            "mail.dynamic-letters.example",
            "dynamic.example",
            "ppp.example",
            "vps.ovh.net",
            "mail203.example.net",
            "dead-beef.example.net",
            "1203000113.example.net",
            "mail-203-0-114-9.example.fr",
            "outbound.protection.example.com",
        ] {
            assert_eq!(sign(name, "203.0.113.9"), None, "{name}");
        }
        assert_eq!(sign("mail-1-2-3.example.fr", "1.2.3.4"), None);
        assert_eq!(sign("mail1234.example.fr", "1.2.3.4"), None);
    }

    #[test]
    fn the_data_is_sound() {
        let words = MARKS.words.alone.iter().chain(&MARKS.words.numbered);
        for word in words {
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        }
        assert!(!MARKS.suffixes._source.is_empty() && MARKS.suffixes._checked.date.is_some());
        assert!(!MARKS.words._source.is_empty() && MARKS.words._checked.date.is_some());
        assert!(MARKS.suffixes.names.len() > 20);
        assert!(MARKS.suffixes.names.iter().all(|suffix| suffix.label_count() >= 2));
    }
}
