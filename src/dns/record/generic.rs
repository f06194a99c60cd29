//! Record data in the form for unknown types, `\# length hex` (RFC 3597 section 5).
//!
//! Types that are judged are decoded, so that `TYPE16 \# 3 026869` is the text `hi`; names in such
//! data are never compressed. Data of other types stays as it is written, once its length fits.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Field, RecordData, RecordType, Txt};
use crate::name::DomainName;

/// Reads `\#`, a length and octets; `None` when they do not fit each other or the type.
pub(super) fn read(kind: RecordType, fields: &[Field]) -> Option<RecordData> {
    let [_, length, digits @ ..] = fields else { return None };
    let length: u16 = length.raw.parse().ok()?;
    let hex: String = digits.iter().map(|field| field.raw.as_str()).collect();
    let octets = unhex(&hex)?;
    if octets.len() != usize::from(length) {
        return None;
    }
    let mut wire = Wire { rest: &octets };
    let data = match kind {
        RecordType::A => RecordData::A(Ipv4Addr::from(wire.array::<4>()?)),
        RecordType::Aaaa => RecordData::Aaaa(Ipv6Addr::from(wire.array::<16>()?)),
        RecordType::Cname => RecordData::Cname(wire.name()?),
        RecordType::Ns => RecordData::Ns(wire.name()?),
        RecordType::Ptr => RecordData::Ptr(wire.name()?),
        RecordType::Mx => RecordData::Mx { preference: u16::from_be_bytes(wire.array()?), exchange: wire.name()? },
        RecordType::Soa => {
            let (mname, rname) = (wire.name()?, wire.name()?);
            let mut numbers = [0; 5];
            for number in &mut numbers {
                *number = u32::from_be_bytes(wire.array()?);
            }
            RecordData::Soa { mname, rname, numbers }
        }
        RecordType::Txt | RecordType::Spf => {
            let mut strings = vec![wire.string()?];
            while !wire.rest.is_empty() {
                strings.push(wire.string()?);
            }
            RecordData::Txt(Txt::new(strings))
        }
        RecordType::Caa | RecordType::Ds | RecordType::Tlsa | RecordType::Other(_) => {
            let spaced = if hex.is_empty() { String::new() } else { format!(" {}", hex.to_ascii_lowercase()) };
            return Some(RecordData::Other(format!("\\# {length}{spaced}").into()));
        }
    };
    wire.rest.is_empty().then_some(data)
}

/// What is left of the octets.
struct Wire<'a> {
    rest: &'a [u8],
}

impl<'a> Wire<'a> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*head)
    }

    /// A length octet and as many octets.
    fn string(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.rest.split_first()?;
        let (string, rest) = rest.split_at_checked(usize::from(*length))?;
        self.rest = rest;
        Some(string)
    }

    fn name(&mut self) -> Option<DomainName> {
        let mut labels = Vec::new();
        loop {
            match self.string()? {
                [] => return DomainName::from_labels(labels).ok(),
                label => labels.push(label),
            }
        }
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_and_unknown_types() {
        let read = |kind: &str, text| RecordData::parse(RecordType::parse(kind).unwrap(), text).map(|d| d.to_string());
        assert_eq!(read("A", r"\# 4 C0000201").as_deref(), Ok("192.0.2.1"));
        assert_eq!(read("TYPE16", r"\# 5 02 6869 01 21").as_deref(), Ok(r#""hi" "!""#));
        assert_eq!(read("MX", r"\# 11 000a 026d78 0266 7200 00").ok(), None);
        assert_eq!(read("MX", r"\# 9 000a 026d78 026672 00").as_deref(), Ok("10 mx.fr."));
        assert_eq!(read("TYPE65534", r"\# 3 ABcd 01").as_deref(), Ok(r"\# 3 abcd01"));
        assert_eq!(read("TYPE65534", r"\# 0").as_deref(), Ok(r"\# 0"));
        for (kind, text) in [
            ("A", r"\# 3 c00002"),
            ("TXT", r"\# 0"),
            ("TXT", r"\# 2 0568"),
            ("TYPE65534", "ab"),
            ("TYPE65534", r"\# 2 a"),
        ] {
            assert!(read(kind, text).is_err(), "{kind} {text}");
        }
    }
}
