//! Domain names and DKIM selectors, validated once at the edge.
//!
//! A [`DomainName`] is held in one canonical form: A-labels, lower case, no final dot
//! (RFC 4343, RFC 5890). Octets that presentation format cannot show are written `\DDD`
//! (RFC 1035 section 5.1), so that any name a DNS answer may carry has a text and back.

use std::fmt;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

/// A domain name in canonical form: A-labels, lower case, no final dot; the root is `.`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainName(Arc<str>);

/// Octets of the text of the longest name without escapes: 255 in a message (RFC 1035 section 2.3.4), less the
/// length of the first label and the root.
const TEXT_OCTETS: usize = 253;

/// Why a text is not a domain name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// The text has no characters.
    #[error("the name is empty")]
    Empty,
    /// Two dots in a row, or a dot at the start.
    #[error("the name has an empty label")]
    EmptyLabel,
    /// A label longer than 63 octets (RFC 1035 section 2.3.4).
    #[error("the label \"{0}\" is longer than 63 octets")]
    LabelTooLong(String),
    /// More than 253 characters in text form (RFC 1035 section 2.3.4).
    #[error("the name is longer than 253 characters")]
    TooLong,
    /// A character that may not stand in a name typed as text.
    #[error("the character {0:?} cannot stand in a domain name")]
    Character(char),
    /// A name with letters outside ASCII that IDNA does not allow (RFC 5891).
    #[error("the name is not a valid internationalized domain name")]
    Idna,
    /// `\` with nothing valid behind it.
    #[error("the escape in the name is not complete")]
    Escape,
}

impl DomainName {
    /// The root of the DNS, the target of a null MX (RFC 7505 section 3).
    pub fn root() -> Self {
        Self(Arc::from("."))
    }

    /// Reads a name as people and zone files write it: a final dot is allowed, U-labels become
    /// A-labels, `\.` and `\DDD` escapes are understood.
    ///
    /// # Errors
    /// [`NameError`] says what cannot be part of a name.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        if text == "." {
            return Ok(Self::root());
        }
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        let ascii;
        let text = if text.is_ascii() {
            text
        } else {
            if let Some(c) = text.chars().find(|c| c.is_control() || c.is_whitespace()) {
                return Err(NameError::Character(c));
            }
            ascii = idna::domain_to_ascii(text).map_err(|_| NameError::Idna)?;
            ascii.as_str()
        };
        let mut labels: Vec<Vec<u8>> = vec![Vec::new()];
        let mut bytes = text.bytes();
        while let Some(byte) = bytes.next() {
            match byte {
                b'.' => labels.push(Vec::new()),
                b'\\' => {
                    let octet = unescape(&mut bytes).ok_or(NameError::Escape)?;
                    push(&mut labels, octet);
                }
                b'!'..=b'~' => push(&mut labels, byte),
                _ => return Err(NameError::Character(char::from(byte))),
            }
        }
        if labels.last().is_some_and(Vec::is_empty) {
            labels.pop();
        }
        Self::from_labels(labels.iter().map(Vec::as_slice))
    }

    /// Reads octets with dots between the labels, as SPF macro expansion yields them
    /// (RFC 7208 section 7.3): no escapes, any octet allowed, a final dot is dropped.
    ///
    /// # Errors
    /// [`NameError`] for empty labels and for names or labels that are too long.
    pub fn from_octets(octets: &[u8]) -> Result<Self, NameError> {
        let octets = octets.strip_suffix(b".").unwrap_or(octets);
        if octets.is_empty() {
            return Err(NameError::Empty);
        }
        Self::from_labels(octets.split(|octet| *octet == b'.'))
    }

    /// Builds a name from the octets of its labels, as a DNS message carries them. No label at
    /// all is the root.
    ///
    /// # Errors
    /// [`NameError`] for empty labels and for names or labels that are too long.
    pub fn from_labels<'a>(labels: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, NameError> {
        let mut text = String::new();
        let mut octets = 0;
        for label in labels {
            if label.is_empty() {
                return Err(NameError::EmptyLabel);
            }
            if label.len() > 63 {
                let shown = String::from_utf8_lossy(label).into_owned();
                return Err(NameError::LabelTooLong(shown));
            }
            if !text.is_empty() {
                text.push('.');
            }
            octets += label.len() + 1;
            for octet in label {
                escape(octet.to_ascii_lowercase(), &mut text);
            }
        }
        if octets > 254 {
            return Err(NameError::TooLong);
        }
        if text.is_empty() {
            return Ok(Self::root());
        }
        Ok(Self(text.into()))
    }

    /// The canonical text, without a final dot.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True for the root of the DNS.
    pub fn is_root(&self) -> bool {
        &*self.0 == "."
    }

    /// The labels in escaped text form, leftmost first; none for the root.
    pub fn labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        split_labels(&self.0).into_iter()
    }

    /// The octets of each label, unescaped, leftmost first.
    pub fn label_octets(&self) -> impl Iterator<Item = Vec<u8>> {
        self.labels().map(|label| {
            let mut octets = Vec::with_capacity(label.len());
            let mut bytes = label.bytes();
            while let Some(byte) = bytes.next() {
                octets.push(match byte {
                    b'\\' => unescape(&mut bytes).unwrap_or(b'\\'),
                    plain => plain,
                });
            }
            octets
        })
    }

    /// How many labels the name has; `example.fr` has two.
    pub fn label_count(&self) -> usize {
        split_labels(&self.0).len()
    }

    /// The name without its leftmost label; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        if self.is_root() {
            return None;
        }
        let mut escaped = false;
        let dot = self.0.bytes().position(|byte| {
            let is_dot = byte == b'.' && !escaped;
            escaped = byte == b'\\' && !escaped;
            is_dot
        });
        let rest = dot.and_then(|dot| self.0.get(dot + 1..));
        Some(rest.map_or_else(Self::root, |rest| Self(rest.into())))
    }

    /// The rightmost `count` labels; the whole name when it has no more.
    pub fn last_labels(&self, count: usize) -> Self {
        let labels = split_labels(&self.0);
        let from = labels.len().saturating_sub(count);
        Self::join(labels.get(from..).unwrap_or_default())
    }

    /// The name below this one whose leftmost labels are `label` (`_dmarc`, `s1._domainkey`).
    ///
    /// # Errors
    /// [`NameError`] when `label` is no name or the result is too long.
    pub fn child(&self, label: &str) -> Result<Self, NameError> {
        Self::parse(label)?.under(self)
    }

    /// This name moved below another.
    fn under(&self, above: &Self) -> Result<Self, NameError> {
        match (self.is_root(), above.is_root()) {
            (_, true) => return Ok(self.clone()),
            (true, false) => return Err(NameError::Empty),
            (false, false) => {}
        }
        let text = format!("{self}.{above}");
        // Both are canonical, so that only the length is left to judge, and without escapes it is that of the text.
        if text.len() <= TEXT_OCTETS && !text.contains('\\') {
            return Ok(Self(text.into()));
        }
        Self::parse(&text)
    }

    /// The wildcard directly below this name.
    ///
    /// # Errors
    /// [`NameError::TooLong`] when there is no room for it.
    pub fn wildcard(&self) -> Result<Self, NameError> {
        self.child("*")
    }

    /// Whether the leftmost label is `*` (RFC 4592 section 2.1.1).
    pub fn is_wildcard(&self) -> bool {
        self.0.starts_with("*.") || &*self.0 == "*"
    }

    /// True when this name is `other` or below it.
    pub fn is_within(&self, other: &Self) -> bool {
        if other.is_root() || self == other {
            return true;
        }
        // Both are canonical: the text of the one ends with that of the other, behind a dot that no backslash protects.
        let labels = self.0.strip_suffix(&*other.0).and_then(|labels| labels.strip_suffix('.'));
        labels.is_some_and(|labels| labels.bytes().rev().take_while(|byte| *byte == b'\\').count().is_multiple_of(2))
    }

    fn join(labels: &[&str]) -> Self {
        if labels.is_empty() {
            return Self::root();
        }
        Self(labels.join(".").into())
    }
}

fn push(labels: &mut [Vec<u8>], octet: u8) {
    if let Some(label) = labels.last_mut() {
        label.push(octet);
    }
}

/// Splits at dots that no backslash protects.
fn split_labels(text: &str) -> Vec<&str> {
    if text == "." {
        return Vec::new();
    }
    let (mut labels, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'.' => {
                labels.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    labels.push(&text[start..]);
    labels
}

fn escape(octet: u8, text: &mut String) {
    match octet {
        b'.' | b'\\' | b'"' | b';' | b'(' | b')' | b'@' | b'$' => {
            text.push('\\');
            text.push(char::from(octet));
        }
        b'!'..=b'~' => text.push(char::from(octet)),
        other => text.push_str(&format!("\\{other:03}")),
    }
}

/// The octet behind a backslash that was just read: `\DDD` or `\X`.
fn unescape(bytes: &mut std::str::Bytes<'_>) -> Option<u8> {
    let first = bytes.next()?;
    if !first.is_ascii_digit() {
        return Some(first);
    }
    let (second, third) = (bytes.next()?, bytes.next()?);
    if !second.is_ascii_digit() || !third.is_ascii_digit() {
        return None;
    }
    let value = [first, second, third].iter().fold(0u16, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    u8::try_from(value).ok()
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for DomainName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        Self::parse(text)
    }
}

impl Serialize for DomainName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DomainName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A DKIM selector: one or more labels below which `_domainkey` stands (RFC 6376 section 3.1).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Selector(DomainName);

impl Selector {
    /// Reads a selector; it may contain dots.
    ///
    /// # Errors
    /// [`NameError`] when it could not stand in a domain name.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let name = DomainName::parse(text)?;
        if name.is_root() {
            return Err(NameError::Empty);
        }
        Ok(Self(name))
    }

    /// The text of the selector.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Where its key record lives: `<selector>._domainkey.<domain>` (RFC 6376 section 3.6.2.1).
    ///
    /// # Errors
    /// [`NameError::TooLong`] when the three together are no name.
    pub fn key_name(&self, domain: &DomainName) -> Result<DomainName, NameError> {
        // Read once: a check makes such a name for each usual selector.
        static KEYS: LazyLock<DomainName> = LazyLock::new(|| DomainName("_domainkey".into()));
        self.0.under(&KEYS)?.under(domain)
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).expect(text)
    }

    #[test]
    fn canonical_form() {
        assert_eq!(name("Example.FR.").as_str(), "example.fr");
        assert_eq!(name("bücher.example").as_str(), "xn--bcher-kva.example");
        assert_eq!(name("_DMARC.a_b.example").as_str(), "_dmarc.a_b.example");
        assert_eq!(name(r"a\.b.example").label_count(), 2);
        assert_eq!(name(r"a\046b.example").as_str(), r"a\.b.example");
        assert!(name(".").is_root());
    }

    #[test]
    fn refused_texts() {
        for (text, error) in [
            ("", NameError::Empty),
            ("a..b", NameError::EmptyLabel),
            (".a", NameError::EmptyLabel),
            ("a b.example", NameError::Character(' ')),
            ("a\u{7}.example", NameError::Character('\u{7}')),
            (r"a\30", NameError::Escape),
        ] {
            assert_eq!(DomainName::parse(text), Err(error), "{text:?}");
        }
        assert!(matches!(DomainName::parse(&"a".repeat(64)), Err(NameError::LabelTooLong(_))));
        assert_eq!(DomainName::parse(&"abcdefg.".repeat(32)), Err(NameError::TooLong));
    }

    #[test]
    fn dots_in_labels_part_nothing() {
        for (text, parent) in [
            ("a.b.example", "b.example"),
            (r"a\.b.example", "example"),
            (r"a\\.b.example", "b.example"),
            (r"a\\\.b.example", "example"),
            ("example", "."),
        ] {
            assert_eq!(name(text).parent(), Some(name(parent)), "{text}");
            assert!(name(text).is_within(&name(parent)) && !name(parent).is_within(&name(text)), "{text}");
        }
        assert_eq!(name(".").parent(), None);
        for (text, other) in [(r"a\.b.example", "b.example"), ("xb.example", "b.example"), ("b.example", "a.b.example")]
        {
            assert!(!name(text).is_within(&name(other)), "{text} {other}");
        }
        assert!(name(r"a\\.b.example").is_within(&name("b.example")));
        assert!(name("*.example").is_wildcard() && !name(r"\*a.example").is_wildcard());
    }

    #[test]
    fn children_at_the_limit() {
        let longest = |first: usize| {
            format!("{}.{}", "b".repeat(first), ["a".repeat(63), "a".repeat(63), "a".repeat(59)].join("."))
        };
        for first in [61, 62, 63] {
            let text = longest(first);
            let (label, rest) = text.split_once('.').unwrap();
            assert_eq!(name(rest).child(label), DomainName::parse(&text), "{}", text.len());
        }
        assert_eq!(name(&longest(63)).child("cc"), Err(NameError::TooLong));
        assert_eq!(name("example.fr").child("a\\.b").unwrap().label_count(), 3);
        assert_eq!(name("example.fr").child("."), Err(NameError::Empty));
        assert_eq!(DomainName::root().child("FR").unwrap().as_str(), "fr");
    }

    #[test]
    fn relations() {
        let deep = name("a.b.example.fr");
        assert_eq!(deep.parent(), Some(name("b.example.fr")));
        assert_eq!(deep.last_labels(2), name("example.fr"));
        assert_eq!(deep.last_labels(9), deep);
        assert!(deep.is_within(&name("example.fr")) && deep.is_within(&deep));
        assert!(!name("notexample.fr").is_within(&name("example.fr")));
        assert_eq!(name("fr").parent(), Some(DomainName::root()));
        assert_eq!(DomainName::root().parent(), None);
        assert_eq!(
            Selector::parse("foo.bar").unwrap().key_name(&deep).unwrap().as_str(),
            "foo.bar._domainkey.a.b.example.fr"
        );
    }

    #[test]
    fn any_octet_survives() {
        let odd = DomainName::from_labels([&b"a b\xff."[..], b"example"]).unwrap();
        assert_eq!(odd.as_str(), r"a\032b\255\..example");
        assert_eq!(DomainName::parse(odd.as_str()), Ok(odd.clone()));
        assert_eq!(odd.label_octets().next().unwrap(), b"a b\xff.");
    }
}
