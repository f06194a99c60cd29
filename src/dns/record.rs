//! DNS records: types, typed data, and their presentation format (RFC 1035 section 5.1).
//!
//! One text form serves zone files, recorded worlds, `--set` and reports: what is printed can be
//! read back. Types that no check judges are kept as their text.

mod generic;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::name::{DomainName, NameError};

/// A DNS record type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordType {
    /// IPv4 address.
    A,
    /// IPv6 address (RFC 3596).
    Aaaa,
    /// Certification authority authorization (RFC 8659).
    Caa,
    /// Alias.
    Cname,
    /// Delegation signer (RFC 4034 section 5).
    Ds,
    /// Mail exchange.
    Mx,
    /// Name server.
    Ns,
    /// Name of an address.
    Ptr,
    /// Start of authority.
    Soa,
    /// The discontinued SPF type 99 (RFC 7208 section 3.1).
    Spf,
    /// TLS association (RFC 6698).
    Tlsa,
    /// Text.
    Txt,
    /// Any other type, by number (RFC 3597).
    Other(u16),
}

/// Mnemonics of types that are carried but not judged, with their numbers (IANA DNS parameters).
const OTHERS: [(&str, u16); 74] = [
    ("MD", 3),
    ("MF", 4),
    ("MB", 7),
    ("MG", 8),
    ("MR", 9),
    ("NULL", 10),
    ("WKS", 11),
    ("HINFO", 13),
    ("MINFO", 14),
    ("RP", 17),
    ("AFSDB", 18),
    ("X25", 19),
    ("ISDN", 20),
    ("RT", 21),
    ("NSAP", 22),
    ("NSAP-PTR", 23),
    ("SIG", 24),
    ("KEY", 25),
    ("PX", 26),
    ("GPOS", 27),
    ("LOC", 29),
    ("NXT", 30),
    ("EID", 31),
    ("NIMLOC", 32),
    ("SRV", 33),
    ("ATMA", 34),
    ("NAPTR", 35),
    ("KX", 36),
    ("CERT", 37),
    ("A6", 38),
    ("DNAME", 39),
    ("SINK", 40),
    ("APL", 42),
    ("SSHFP", 44),
    ("IPSECKEY", 45),
    ("RRSIG", 46),
    ("NSEC", 47),
    ("DNSKEY", 48),
    ("DHCID", 49),
    ("NSEC3", 50),
    ("NSEC3PARAM", 51),
    ("SMIMEA", 53),
    ("HIP", 55),
    ("NINFO", 56),
    ("RKEY", 57),
    ("TALINK", 58),
    ("CDS", 59),
    ("CDNSKEY", 60),
    ("OPENPGPKEY", 61),
    ("CSYNC", 62),
    ("ZONEMD", 63),
    ("SVCB", 64),
    ("HTTPS", 65),
    ("DSYNC", 66),
    ("HHIT", 67),
    ("BRID", 68),
    ("UINFO", 100),
    ("UID", 101),
    ("GID", 102),
    ("UNSPEC", 103),
    ("NID", 104),
    ("L32", 105),
    ("L64", 106),
    ("LP", 107),
    ("EUI48", 108),
    ("EUI64", 109),
    ("URI", 256),
    ("AVC", 258),
    ("DOA", 259),
    ("AMTRELAY", 260),
    ("RESINFO", 261),
    ("WALLET", 262),
    ("TA", 32768),
    ("DLV", 32769),
];

/// Address prefix lists, the one type whose data may be empty (RFC 3123 section 4).
const APL: RecordType = RecordType::Other(42);

impl RecordType {
    /// The types preflight judges, with their mnemonics and numbers.
    const KNOWN: [(Self, &'static str, u16); 12] = [
        (Self::A, "A", 1),
        (Self::Aaaa, "AAAA", 28),
        (Self::Caa, "CAA", 257),
        (Self::Cname, "CNAME", 5),
        (Self::Ds, "DS", 43),
        (Self::Mx, "MX", 15),
        (Self::Ns, "NS", 2),
        (Self::Ptr, "PTR", 12),
        (Self::Soa, "SOA", 6),
        (Self::Spf, "SPF", 99),
        (Self::Tlsa, "TLSA", 52),
        (Self::Txt, "TXT", 16),
    ];

    /// The type with this number (IANA DNS parameters).
    pub fn from_number(number: u16) -> Self {
        Self::KNOWN.iter().find(|(_, _, known)| *known == number).map_or(Self::Other(number), |(kind, _, _)| *kind)
    }

    /// The number of the type.
    pub fn number(self) -> u16 {
        match self {
            Self::Other(number) => number,
            known => Self::KNOWN.iter().find(|(kind, _, _)| *kind == known).map_or(0, |(_, _, number)| *number),
        }
    }

    /// Whether the type has a name other than `TYPEnnn`.
    fn has_mnemonic(self) -> bool {
        !matches!(self, Self::Other(number) if OTHERS.iter().all(|(_, other)| *other != number))
    }

    /// Which fields of the data are names, and so may be relative to an origin.
    pub(crate) fn name_fields(self) -> &'static [usize] {
        match self {
            Self::Cname | Self::Ns | Self::Ptr => &[0],
            Self::Mx => &[1],
            Self::Soa => &[0, 1],
            Self::A | Self::Aaaa | Self::Caa | Self::Ds | Self::Spf | Self::Tlsa | Self::Txt => &[],
            Self::Other(number) => match number {
                39 => &[0],                // DNAME
                14 | 17 => &[0, 1],        // MINFO, RP
                18 | 36 | 64 | 65 => &[1], // AFSDB, KX, SVCB, HTTPS
                33 => &[3],                // SRV
                35 => &[5],                // NAPTR
                _ => &[],
            },
        }
    }

    /// Reads a mnemonic, in any case, or `TYPEnnn` (RFC 3597 section 5).
    pub fn parse(text: &str) -> Option<Self> {
        let upper = text.to_ascii_uppercase();
        if let Some((kind, _, _)) = Self::KNOWN.iter().find(|(_, mnemonic, _)| *mnemonic == upper) {
            return Some(*kind);
        }
        if let Some((_, number)) = OTHERS.iter().find(|(mnemonic, _)| *mnemonic == upper) {
            return Some(Self::Other(*number));
        }
        let digits = upper.strip_prefix("TYPE")?;
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok().map(Self::from_number)
    }
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, mnemonic, _)) = Self::KNOWN.iter().find(|(kind, _, _)| kind == self) {
            return f.write_str(mnemonic);
        }
        match OTHERS.iter().find(|(_, number)| *number == self.number()) {
            Some((mnemonic, _)) => f.write_str(mnemonic),
            None => write!(f, "TYPE{}", self.number()),
        }
    }
}

impl Serialize for RecordType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("unknown record type {text:?}")))
    }
}

/// A place in a file; lines and columns count from 1, columns in bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file as it was named on the command line or by `$INCLUDE`.
    pub file: Arc<str>,
    /// The line.
    pub line: u32,
    /// The byte column.
    pub column: u32,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One record of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The owner, as the answer names it (the end of the CNAME chain).
    pub name: DomainName,
    /// Its TTL in seconds.
    pub ttl: u32,
    /// Its data.
    pub data: RecordData,
    /// Where it stands in a zone file.
    pub location: Option<Location>,
}

/// The data of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordData {
    /// IPv4 address.
    A(Ipv4Addr),
    /// IPv6 address.
    Aaaa(Ipv6Addr),
    /// Alias target.
    Cname(DomainName),
    /// Mail exchange.
    Mx {
        /// Lower is tried first.
        preference: u16,
        /// The host; the root for a null MX (RFC 7505).
        exchange: DomainName,
    },
    /// Name server.
    Ns(DomainName),
    /// Name of an address.
    Ptr(DomainName),
    /// Start of authority.
    Soa {
        /// Primary name server.
        mname: DomainName,
        /// Mailbox of the person in charge, as a name.
        rname: DomainName,
        /// Serial, refresh, retry, expire and minimum, in this order (RFC 1035 section 3.3.13).
        numbers: [u32; 5],
    },
    /// Text, also of the discontinued type SPF.
    Txt(Txt),
    /// Data of a type that is not judged: its presentation format.
    Other(Box<str>),
}

/// The character-strings of one TXT record (RFC 1035 section 3.3.14), raw octets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Txt {
    strings: Vec<Box<[u8]>>,
}

impl Txt {
    /// A record of these strings, in order.
    pub fn new<S: AsRef<[u8]>>(strings: impl IntoIterator<Item = S>) -> Self {
        Self { strings: strings.into_iter().map(|s| s.as_ref().into()).collect() }
    }

    /// A record of one text, cut into strings of at most 255 octets.
    pub fn chunked(text: &str) -> Self {
        Self::new(text.as_bytes().chunks(255))
    }

    /// The strings.
    pub fn strings(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.strings.iter().map(|s| &**s)
    }

    /// The strings joined with nothing between them (RFC 7208 section 3.3, RFC 9989 section 4.5,
    /// RFC 6376 section 3.6.2.2).
    pub fn joined(&self) -> Vec<u8> {
        self.strings.concat()
    }

    /// Offsets in [`Txt::joined`] at which a string ends and another begins.
    pub fn boundaries(&self) -> Vec<usize> {
        let mut at = 0;
        let inner = self.strings.len().saturating_sub(1);
        self.strings
            .iter()
            .take(inner)
            .map(|s| {
                at += s.len();
                at
            })
            .collect()
    }
}

/// One field of record data as a zone file or the command line gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The octets with escapes resolved: what a character-string holds.
    pub octets: Vec<u8>,
    /// The text as written, without the surrounding quotes: what a name is read from.
    pub raw: String,
    /// Whether it stood in quotes.
    pub quoted: bool,
}

impl Field {
    /// Whether this is the `\#` that starts data in the form for unknown types (RFC 3597 section 5).
    pub fn is_generic(&self) -> bool {
        self.raw == "\\#" && !self.quoted
    }
}

/// Why record data could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    /// Fewer fields than the type has.
    #[error("{kind} data needs {wanted} fields")]
    Missing {
        /// The record type.
        kind: RecordType,
        /// How many fields it has.
        wanted: usize,
    },
    /// More fields than the type has.
    #[error("there is something left over after the {0} data")]
    Extra(RecordType),
    /// A field that should be an address is none.
    #[error("\"{0}\" is not an address of this family")]
    Address(String),
    /// A field that should be a number is none, or too large.
    #[error("\"{0}\" is not a number that fits here")]
    Number(String),
    /// A field that should be a name is none.
    #[error("\"{text}\" is not a domain name")]
    Name {
        /// The field.
        text: String,
        /// What is wrong with it.
        source: NameError,
    },
    /// A character-string of more than 255 octets (RFC 1035 section 3.3).
    #[error("a string of {0} octets; one string holds at most 255")]
    StringTooLong(usize),
    /// A quote or an escape that does not end.
    #[error("the quote or escape does not end")]
    Unterminated,
    /// `\#` data that is no data of the type (RFC 3597 section 5), or data of a nameless type in
    /// another form.
    #[error("unknown data is written \\# and its length, then as many octets in hexadecimal that fit the type")]
    Generic,
}

impl RecordData {
    /// The record of an address, with its type.
    pub fn of_address(address: IpAddr) -> (RecordType, Self) {
        match address {
            IpAddr::V4(address) => (RecordType::A, Self::A(address)),
            IpAddr::V6(address) => (RecordType::Aaaa, Self::Aaaa(address)),
        }
    }

    /// Reads data of `kind` from its fields; relative names end in `origin`.
    ///
    /// # Errors
    /// [`DataError`] names the field that does not fit.
    pub fn from_fields(kind: RecordType, fields: &[Field], origin: &DomainName) -> Result<Self, DataError> {
        if fields.first().is_some_and(Field::is_generic) {
            return generic::read(kind, fields).ok_or(DataError::Generic);
        }
        let exactly = |wanted: usize| match fields.len() {
            n if n < wanted => Err(DataError::Missing { kind, wanted }),
            n if n > wanted => Err(DataError::Extra(kind)),
            _ => Ok(()),
        };
        let name = |at: usize| absolute(&fields[at].raw, origin);
        match kind {
            RecordType::A => {
                exactly(1)?;
                fields[0].raw.parse().map(Self::A).map_err(|_| DataError::Address(fields[0].raw.clone()))
            }
            RecordType::Aaaa => {
                exactly(1)?;
                fields[0].raw.parse().map(Self::Aaaa).map_err(|_| DataError::Address(fields[0].raw.clone()))
            }
            RecordType::Cname => exactly(1).and_then(|()| name(0)).map(Self::Cname),
            RecordType::Ns => exactly(1).and_then(|()| name(0)).map(Self::Ns),
            RecordType::Ptr => exactly(1).and_then(|()| name(0)).map(Self::Ptr),
            RecordType::Mx => {
                exactly(2)?;
                Ok(Self::Mx { preference: number(&fields[0].raw)?, exchange: name(1)? })
            }
            RecordType::Soa => {
                exactly(7)?;
                let mut numbers = [0; 5];
                for (slot, field) in numbers.iter_mut().zip(&fields[2..]) {
                    *slot = seconds(&field.raw).ok_or_else(|| DataError::Number(field.raw.clone()))?;
                }
                Ok(Self::Soa { mname: name(0)?, rname: name(1)?, numbers })
            }
            RecordType::Txt | RecordType::Spf => {
                if fields.is_empty() {
                    return Err(DataError::Missing { kind, wanted: 1 });
                }
                if let Some(long) = fields.iter().find(|field| field.octets.len() > 255) {
                    return Err(DataError::StringTooLong(long.octets.len()));
                }
                Ok(Self::Txt(Txt::new(fields.iter().map(|field| &field.octets))))
            }
            RecordType::Other(_) if !kind.has_mnemonic() => Err(DataError::Generic),
            RecordType::Caa | RecordType::Ds | RecordType::Tlsa | RecordType::Other(_) => {
                if fields.is_empty() && kind != APL {
                    return Err(DataError::Missing { kind, wanted: 1 });
                }
                let mut shown = Vec::with_capacity(fields.len());
                for (index, field) in fields.iter().enumerate() {
                    shown.push(match field.quoted {
                        true => quote(&field.octets),
                        false if kind.name_fields().contains(&index) => dotted(&name(index)?),
                        false => field.raw.clone(),
                    });
                }
                Ok(Self::Other(shown.join(" ").into()))
            }
        }
    }

    /// Reads data of `kind` from one line of presentation format, names being absolute.
    ///
    /// # Errors
    /// [`DataError`] names the field that does not fit.
    pub fn parse(kind: RecordType, text: &str) -> Result<Self, DataError> {
        Self::from_fields(kind, &fields(text)?, &DomainName::root())
    }
}

/// A TTL or SOA number in seconds, with the units `w d h m s` of BIND (`1h30m`); at most 2^31-1
/// (RFC 2181 section 8).
pub fn seconds(text: &str) -> Option<u32> {
    let (mut total, mut digits, mut last_was_unit) = (0u64, String::new(), false);
    for c in text.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
            last_was_unit = false;
            continue;
        }
        let unit = match c.to_ascii_lowercase() {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            'w' => 604_800,
            _ => return None,
        };
        total = total.checked_add(digits.parse::<u64>().ok()?.checked_mul(unit)?)?;
        digits.clear();
        last_was_unit = true;
    }
    if !digits.is_empty() {
        total = total.checked_add(digits.parse().ok()?)?;
    } else if !last_was_unit {
        return None;
    }
    u32::try_from(total).ok()
}

fn number(text: &str) -> Result<u16, DataError> {
    text.parse().map_err(|_| DataError::Number(text.to_owned()))
}

/// A name of a zone file: absolute with a final dot, `@` for the origin, else below the origin.
///
/// # Errors
/// [`DataError::Name`] when the text is no name.
pub fn absolute(text: &str, origin: &DomainName) -> Result<DomainName, DataError> {
    if text == "@" {
        return Ok(origin.clone());
    }
    let ends_absolute = text.strip_suffix('.').is_some_and(|before| {
        let escapes = before.bytes().rev().take_while(|byte| *byte == b'\\').count();
        escapes.is_multiple_of(2) // `\.` is part of a label, `\\.` a backslash and then the final dot
    });
    let name = if ends_absolute { DomainName::parse(text) } else { origin.child(text) };
    name.map_err(|source| DataError::Name { text: text.to_owned(), source })
}

/// Splits one line of presentation format into fields.
fn fields(text: &str) -> Result<Vec<Field>, DataError> {
    let mut fields = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b' ' || bytes[at] == b'\t' {
            at += 1;
            continue;
        }
        let quoted = bytes[at] == b'"';
        at += usize::from(quoted);
        let start = at;
        let mut octets = Vec::new();
        loop {
            match bytes.get(at) {
                None if quoted => return Err(DataError::Unterminated),
                None => break,
                Some(b'"') if quoted => break,
                Some(b' ' | b'\t') if !quoted => break,
                Some(b'\\') => {
                    let (octet, used) = unescape(&bytes[at + 1..]).ok_or(DataError::Unterminated)?;
                    octets.push(octet);
                    at += 1 + used;
                }
                Some(plain) => {
                    octets.push(*plain);
                    at += 1;
                }
            }
        }
        let raw = String::from_utf8_lossy(&bytes[start..at]).into_owned();
        fields.push(Field { octets, raw, quoted });
        at += usize::from(quoted);
    }
    Ok(fields)
}

/// The octet that the text behind a backslash stands for, and how many bytes it took
/// (RFC 1035 section 5.1): three digits are one octet, anything else stands for itself.
pub fn unescape(rest: &[u8]) -> Option<(u8, usize)> {
    let first = *rest.first()?;
    if !first.is_ascii_digit() {
        return Some((first, 1));
    }
    let digits = rest.get(..3).filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
    let value = digits.iter().fold(0u16, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    u8::try_from(value).ok().map(|octet| (octet, 3))
}

/// A character-string in quotes, as a zone file holds it.
pub fn quote(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len() + 2);
    text.push('"');
    for octet in octets {
        match octet {
            b'"' | b'\\' => {
                text.push('\\');
                text.push(char::from(*octet));
            }
            b' '..=b'~' => text.push(char::from(*octet)),
            other => text.push_str(&format!("\\{other:03}")),
        }
    }
    text.push('"');
    text
}

/// A name with its final dot.
pub fn dotted(name: &DomainName) -> String {
    if name.is_root() { ".".to_owned() } else { format!("{name}.") }
}

impl fmt::Display for RecordData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::A(address) => address.fmt(f),
            Self::Aaaa(address) => address.fmt(f),
            Self::Cname(name) | Self::Ns(name) | Self::Ptr(name) => f.write_str(&dotted(name)),
            Self::Mx { preference, exchange } => write!(f, "{preference} {}", dotted(exchange)),
            Self::Soa { mname, rname, numbers: [serial, refresh, retry, expire, minimum] } => {
                let (mname, rname) = (dotted(mname), dotted(rname));
                write!(f, "{mname} {rname} {serial} {refresh} {retry} {expire} {minimum}")
            }
            Self::Txt(txt) => {
                let strings: Vec<_> = txt.strings().map(quote).collect();
                f.write_str(&strings.join(" "))
            }
            Self::Other(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_final_dot_behind_a_backslash() {
        let origin = DomainName::parse("example").unwrap();
        assert_eq!(absolute(r"a\\.", &origin).unwrap().label_count(), 1);
        assert_eq!(absolute(r"a\.", &origin).unwrap().label_count(), 2);
    }

    #[test]
    fn what_is_printed_reads_back() {
        for (kind, text) in [
            (RecordType::A, "192.0.2.1"),
            (RecordType::Aaaa, "2001:db8::1"),
            (RecordType::Mx, "10 mx.example.fr."),
            (RecordType::Mx, "0 ."),
            (RecordType::Cname, "a.example."),
            (RecordType::Soa, "ns.example.fr. host.example.fr. 1 7200 900 1209600 300"),
            (RecordType::Txt, r#""v=spf1 " "-all \"\\ \195\169""#),
            (RecordType::Tlsa, "3 1 1 abcd"),
            (RecordType::Caa, r#"0 issue "ca.example""#),
        ] {
            let data = RecordData::parse(kind, text).expect(text);
            assert_eq!(data.to_string(), text);
        }
    }

    #[test]
    fn fields_that_do_not_fit() {
        let parse = |kind, text| RecordData::parse(kind, text).unwrap_err();
        assert_eq!(parse(RecordType::A, "192.0.2"), DataError::Address("192.0.2".into()));
        assert_eq!(parse(RecordType::A, "192.0.2.1 x"), DataError::Extra(RecordType::A));
        assert_eq!(parse(RecordType::Mx, "10"), DataError::Missing { kind: RecordType::Mx, wanted: 2 });
        assert_eq!(parse(RecordType::Mx, "70000 a."), DataError::Number("70000".into()));
        assert_eq!(parse(RecordType::Txt, "\"open"), DataError::Unterminated);
        assert_eq!(parse(RecordType::Txt, &format!("\"{}\"", "a".repeat(256))), DataError::StringTooLong(256));
    }

    #[test]
    fn types_and_ttl_units() {
        assert_eq!(RecordType::parse("aaaa"), Some(RecordType::Aaaa));
        assert_eq!(RecordType::parse("TYPE99"), Some(RecordType::Spf));
        assert_eq!(RecordType::parse("type65534").map(|t| t.to_string()).as_deref(), Some("TYPE65534"));
        assert_eq!(RecordType::parse("srv").map(|t| t.to_string()).as_deref(), Some("SRV"));
        assert_eq!(RecordType::parse("TYPE"), None);
        assert_eq!(
            (seconds("1h30m"), seconds("3600"), seconds("1w"), seconds("h"), seconds("")),
            (Some(5400), Some(3600), Some(604_800), None, None)
        );
    }

    #[test]
    fn strings_join_with_nothing_between() {
        let txt = Txt::new(["v=spf1 ip4:192.0.2.1", "-all"]);
        assert_eq!(txt.joined(), b"v=spf1 ip4:192.0.2.1-all");
        assert_eq!(txt.boundaries(), [20]);
        assert_eq!(Txt::chunked(&"a".repeat(600)).strings().len(), 3);
    }
}
