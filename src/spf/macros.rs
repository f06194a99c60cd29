//! Macros, RFC 7208 section 7: reading them with their places, and expanding them.

use std::fmt;
use std::net::IpAddr;

use crate::name::{DomainName, NameError};
use crate::text::Span;

/// Text that may hold macros (`macro-string`, or `explain-string` with its spaces).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MacroString {
    /// Where it stands.
    pub span: Span,
    /// Its pieces, in order; together they cover the span.
    pub parts: Vec<Part>,
}

/// One piece of a [`MacroString`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: PartKind,
}

/// What a piece of a [`MacroString`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// Text that stands for itself.
    Literal(Box<str>),
    /// `%%`, a percent sign.
    Percent,
    /// `%_`, a space.
    Space,
    /// `%-`, a space as URLs write it: `%20`.
    UrlSpace,
    /// `%{…}`.
    Macro(Macro),
}

/// One `%{…}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Macro {
    /// What it stands for.
    pub letter: Letter,
    /// Written in upper case: the value is escaped for URLs.
    pub escape: bool,
    /// How many parts on the right are kept; `None` keeps all.
    pub keep: Option<u32>,
    /// Whether the parts are reversed first.
    pub reverse: bool,
    /// Where the value is split; empty means at the dots.
    pub delimiters: Box<[u8]>,
}

/// The macro letters of RFC 7208 section 7.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// `s`: the sender, `local@domain`.
    Sender,
    /// `l`: its local part.
    LocalPart,
    /// `o`: its domain.
    SenderDomain,
    /// `d`: the domain under evaluation.
    Domain,
    /// `i`: the client address, dotted.
    Address,
    /// `p`: the validated name of the client address; not to be used (section 7.2).
    ValidatedName,
    /// `v`: `in-addr` or `ip6`.
    Family,
    /// `h`: the HELO name.
    Helo,
    /// `c`: the client address as people write it; in explanations only.
    ReadableAddress,
    /// `r`: the name of the receiving host; in explanations only.
    Receiver,
    /// `t`: the time, in seconds since 1970; in explanations only.
    Time,
}

/// A macro that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MacroError {
    /// What is wrong.
    pub problem: MacroProblem,
    /// Where.
    pub span: Span,
}

/// What can be wrong with a macro.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MacroProblem {
    /// `%` with none of `{ % _ -` behind it.
    StrayPercent,
    /// `%{` without `}`.
    Unclosed,
    /// No such macro letter, or none at all.
    Letter,
    /// `c`, `r` or `t` outside an explanation (RFC 7208 section 7.2).
    OnlyInExplanation,
    /// The number of parts is zero (RFC 7208 section 7.3).
    Zero,
    /// Neither a transformer nor a delimiter.
    Transformer,
    /// An octet outside printable US-ASCII in an explanation.
    NonAscii,
}

impl fmt::Display for MacroProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StrayPercent => "\"%\" without a macro behind it",
            Self::Unclosed => "the macro does not end",
            Self::Letter => "no such macro letter",
            Self::OnlyInExplanation => "this macro letter is for explanations only",
            Self::Zero => "zero parts of a macro",
            Self::Transformer => "neither a macro transformer nor a delimiter",
            Self::NonAscii => "not printable US-ASCII",
        })
    }
}

/// Where a macro string stands, which decides what it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the domain of a term: `c`, `r` and `t` may not stand there.
    Domain,
    /// In the value of an unknown modifier, which nobody expands.
    Modifier,
    /// In the text that `exp` leads to: spaces and all letters are allowed.
    Explanation,
}

impl MacroString {
    /// Reads `text`, which stands at `offset` of the record, and everything that is wrong with it.
    pub fn parse(text: &[u8], offset: usize, place: Place) -> (Self, Vec<MacroError>) {
        let mut reader = Reader { text, offset, place, parts: Vec::new(), errors: Vec::new() };
        reader.read();
        let Reader { parts, errors, .. } = reader;
        (Self { span: offset..offset + text.len(), parts }, errors)
    }

    /// The macros, in order.
    pub fn macros(&self) -> impl Iterator<Item = &Macro> {
        self.parts.iter().filter_map(|part| match &part.kind {
            PartKind::Macro(found) => Some(found),
            PartKind::Literal(_) | PartKind::Percent | PartKind::Space | PartKind::UrlSpace => None,
        })
    }

    /// Whether a macro with this letter occurs.
    pub fn uses(&self, letter: Letter) -> bool {
        self.macros().any(|found| found.letter == letter)
    }

    /// Expands the macros (RFC 7208 sections 7.2 and 7.3).
    ///
    /// # Errors
    /// [`ExpandError::LocalPart`] when the local part is asked for and is not US-ASCII.
    pub fn expand(&self, values: &Values<'_>) -> Result<Vec<u8>, ExpandError> {
        let mut text = Vec::new();
        for part in &self.parts {
            match &part.kind {
                PartKind::Literal(literal) => text.extend_from_slice(literal.as_bytes()),
                PartKind::Percent => text.push(b'%'),
                PartKind::Space => text.push(b' '),
                PartKind::UrlSpace => text.extend_from_slice(b"%20"),
                PartKind::Macro(found) => text.extend(found.expand(values)?),
            }
        }
        Ok(text)
    }
}

/// Reads one macro string from left to right.
struct Reader<'a> {
    text: &'a [u8],
    offset: usize,
    place: Place,
    parts: Vec<Part>,
    errors: Vec<MacroError>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let (mut at, mut literal) = (0, 0);
        while let Some(octet) = self.text.get(at) {
            match octet {
                b'%' => {
                    self.literal(literal..at);
                    at = self.percent(at);
                    literal = at;
                }
                b'!'..=b'~' => at += 1,
                b' ' if self.place == Place::Explanation => at += 1,
                _ => {
                    self.literal(literal..at);
                    self.error(MacroProblem::NonAscii, at..at + 1);
                    at += 1;
                    literal = at;
                }
            }
        }
        self.literal(literal..at);
    }

    fn literal(&mut self, span: Span) {
        if !span.is_empty() {
            let text = String::from_utf8_lossy(&self.text[span.clone()]).into_owned();
            self.part(span, PartKind::Literal(text.into()));
        }
    }

    fn part(&mut self, span: Span, kind: PartKind) {
        self.parts.push(Part { span: self.offset + span.start..self.offset + span.end, kind });
    }

    fn error(&mut self, problem: MacroProblem, span: Span) {
        self.errors.push(MacroError { problem, span: self.offset + span.start..self.offset + span.end });
    }

    /// Reads what begins with the `%` at `at`; returns where it ends.
    fn percent(&mut self, at: usize) -> usize {
        let kind = match self.text.get(at + 1) {
            Some(b'%') => PartKind::Percent,
            Some(b'_') => PartKind::Space,
            Some(b'-') => PartKind::UrlSpace,
            Some(b'{') => return self.braces(at),
            _ => {
                self.error(MacroProblem::StrayPercent, at..self.text.len().min(at + 2));
                return at + 1;
            }
        };
        self.part(at..at + 2, kind);
        at + 2
    }

    fn braces(&mut self, at: usize) -> usize {
        let body = at + 2;
        let Some(length) = self.text[body..].iter().position(|octet| *octet == b'}') else {
            self.error(MacroProblem::Unclosed, at..self.text.len());
            return self.text.len();
        };
        let end = body + length + 1;
        match read_macro(&self.text[body..body + length], self.place) {
            Ok(found) => self.part(at..end, PartKind::Macro(found)),
            Err(problem) => self.error(problem, at..end),
        }
        end
    }
}

/// Reads what stands between the braces: letter, digits, `r`, delimiters.
fn read_macro(body: &[u8], place: Place) -> Result<Macro, MacroProblem> {
    let (first, rest) = body.split_first().ok_or(MacroProblem::Letter)?;
    let letter = Letter::read(*first).ok_or(MacroProblem::Letter)?;
    if letter.is_for_explanations() && place == Place::Domain {
        return Err(MacroProblem::OnlyInExplanation);
    }
    let count = rest.iter().take_while(|octet| octet.is_ascii_digit()).count();
    let (digits, rest) = rest.split_at(count);
    let keep = digits.iter().fold(0u32, |sum, digit| sum.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
    if count > 0 && keep == 0 {
        return Err(MacroProblem::Zero);
    }
    let reverse = matches!(rest.first(), Some(b'r' | b'R'));
    let delimiters = &rest[usize::from(reverse)..];
    if !delimiters.iter().all(|octet| matches!(octet, b'.' | b'-' | b'+' | b',' | b'/' | b'_' | b'=')) {
        return Err(MacroProblem::Transformer);
    }
    let keep = (count > 0).then_some(keep);
    Ok(Macro { letter, escape: first.is_ascii_uppercase(), keep, reverse, delimiters: delimiters.into() })
}

impl Letter {
    fn read(octet: u8) -> Option<Self> {
        Some(match octet.to_ascii_lowercase() {
            b's' => Self::Sender,
            b'l' => Self::LocalPart,
            b'o' => Self::SenderDomain,
            b'd' => Self::Domain,
            b'i' => Self::Address,
            b'p' => Self::ValidatedName,
            b'v' => Self::Family,
            b'h' => Self::Helo,
            b'c' => Self::ReadableAddress,
            b'r' => Self::Receiver,
            b't' => Self::Time,
            _ => return None,
        })
    }

    /// Whether the letter may stand in explanations only.
    pub fn is_for_explanations(self) -> bool {
        matches!(self, Self::ReadableAddress | Self::Receiver | Self::Time)
    }
}

/// What the macro letters stand for in one evaluation.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// The local part of the sender.
    pub local: &'a str,
    /// The domain of the sender.
    pub sender_domain: &'a DomainName,
    /// The domain under evaluation.
    pub domain: &'a DomainName,
    /// The client address; an IPv4-mapped one is already IPv4.
    pub ip: IpAddr,
    /// The HELO name as the client gave it.
    pub helo: &'a str,
    /// The validated name of the address; `None` expands to `unknown`.
    pub validated: Option<&'a DomainName>,
    /// The name of the receiving host.
    pub receiver: &'a str,
    /// Seconds since 1970.
    pub now: i64,
}

/// Why a macro string has no usable value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExpandError {
    /// A local part outside US-ASCII: terms that need it never match (RFC 8616 section 4).
    #[error("the local part is not US-ASCII")]
    LocalPart,
    /// The expanded text is no domain name.
    #[error("the expanded text is no domain name")]
    Name(#[from] NameError),
}

impl Macro {
    fn expand(&self, values: &Values<'_>) -> Result<Vec<u8>, ExpandError> {
        let value = self.value(values)?;
        let is_delimiter = |octet: &u8| match self.delimiters.is_empty() {
            true => *octet == b'.',
            false => self.delimiters.contains(octet),
        };
        let mut parts: Vec<&[u8]> = value.split(is_delimiter).collect();
        if self.reverse {
            parts.reverse();
        }
        let keep = self.keep.and_then(|keep| usize::try_from(keep).ok()).unwrap_or(usize::MAX);
        let text = parts[parts.len().saturating_sub(keep)..].join(&b'.');
        Ok(if self.escape { url_escape(&text) } else { text })
    }

    fn value(&self, values: &Values<'_>) -> Result<Vec<u8>, ExpandError> {
        Ok(match self.letter {
            Letter::Sender => {
                let mut sender = local_part(values)?;
                sender.push(b'@');
                sender.extend(octets(values.sender_domain));
                sender
            }
            Letter::LocalPart => local_part(values)?,
            Letter::SenderDomain => octets(values.sender_domain),
            Letter::Domain => octets(values.domain),
            Letter::Address => dotted(values.ip).into_bytes(),
            Letter::ValidatedName => values.validated.map_or_else(|| b"unknown".to_vec(), octets),
            Letter::Family => if values.ip.is_ipv4() { "in-addr" } else { "ip6" }.into(),
            Letter::Helo => values.helo.into(),
            Letter::ReadableAddress => values.ip.to_string().into_bytes(),
            Letter::Receiver => values.receiver.into(),
            Letter::Time => values.now.to_string().into_bytes(),
        })
    }
}

fn local_part(values: &Values<'_>) -> Result<Vec<u8>, ExpandError> {
    if values.local.is_ascii() { Ok(values.local.into()) } else { Err(ExpandError::LocalPart) }
}

/// The octets of a name with dots between the labels.
fn octets(name: &DomainName) -> Vec<u8> {
    name.label_octets().collect::<Vec<_>>().join(&b'.')
}

/// The address in the form of `%{i}`: dotted octets, or the 32 dotted nibbles of IPv6. RFC 7208
/// leaves their case open; the public test suite expects capitals, which DNS cannot tell apart.
fn dotted(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let nibbles = address.octets().into_iter().flat_map(|octet| [octet >> 4, octet & 15]);
            nibbles.map(|nibble| format!("{nibble:X}")).collect::<Vec<_>>().join(".")
        }
    }
}

/// Escapes everything but the unreserved characters of RFC 3986 section 2.3.
fn url_escape(text: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(text.len());
    for octet in text {
        match octet {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(*octet),
            other => escaped.extend_from_slice(format!("%{other:02X}").as_bytes()),
        }
    }
    escaped
}

/// The domain of a term, perhaps with macros (`domain-spec`, RFC 7208 section 7.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainSpec {
    /// As it is written.
    pub text: Box<str>,
    /// Its pieces.
    pub macros: MacroString,
}

impl DomainSpec {
    /// Where it stands in the record.
    pub fn span(&self) -> Span {
        self.macros.span.clone()
    }

    /// Whether the name depends on the sender, and so is not known before a message comes. `%{d}`
    /// does not: it is the domain that holds the record.
    pub fn depends_on_sender(&self) -> bool {
        self.macros.macros().any(|found| found.letter != Letter::Domain)
    }

    /// The name the domain stands for in one evaluation. Beyond 253 characters, labels on the left
    /// are dropped (RFC 7208 section 7.3).
    ///
    /// # Errors
    /// [`ExpandError`] when no name comes out.
    pub fn expand(&self, values: &Values<'_>) -> Result<DomainName, ExpandError> {
        Ok(name_of(&self.macros.expand(values)?)?)
    }

    /// The name the domain stands for in a record of `domain`, whoever sends; `None` when it
    /// depends on the sender.
    ///
    /// # Errors
    /// [`NameError`] when no name comes out.
    pub fn fixed(&self, domain: &DomainName) -> Option<Result<DomainName, NameError>> {
        if self.depends_on_sender() {
            return None;
        }
        let nobody = IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED);
        let values = Values {
            local: "",
            sender_domain: domain,
            domain,
            ip: nobody,
            helo: "",
            validated: None,
            receiver: "",
            now: 0,
        };
        match self.macros.expand(&values) {
            Ok(text) => Some(name_of(&text)),
            Err(ExpandError::Name(error)) => Some(Err(error)),
            Err(ExpandError::LocalPart) => None,
        }
    }
}

const NAME_LENGTH: usize = 253;

fn name_of(text: &[u8]) -> Result<DomainName, NameError> {
    let mut text = text.strip_suffix(b".").unwrap_or(text);
    while text.len() > NAME_LENGTH {
        match text.iter().position(|octet| *octet == b'.') {
            Some(dot) => text = &text[dot + 1..],
            None => break,
        }
    }
    DomainName::from_octets(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).expect(text)
    }

    fn expand_at(text: &str, ip: &str, local: &str) -> String {
        let domain = name("email.example.com");
        let values = Values {
            local,
            sender_domain: &domain,
            domain: &domain,
            ip: ip.parse().unwrap(),
            helo: "mx.example.org",
            validated: None,
            receiver: "mail.receiver.example",
            now: 1_795_305_600,
        };
        let (parsed, errors) = MacroString::parse(text.as_bytes(), 0, Place::Explanation);
        assert_eq!(errors, [], "{text}");
        String::from_utf8(parsed.expand(&values).unwrap()).unwrap()
    }

    fn expand(text: &str) -> String {
        expand_at(text, "192.0.2.3", "strong-bad")
    }

    /// RFC 7208 section 7.4.
    #[test]
    fn examples_of_the_standard() {
        for (text, expected) in [
            ("%{s}", "strong-bad@email.example.com"),
            ("%{o}", "email.example.com"),
            ("%{d}", "email.example.com"),
            ("%{d4}", "email.example.com"),
            ("%{d3}", "email.example.com"),
            ("%{d2}", "example.com"),
            ("%{d1}", "com"),
            ("%{dr}", "com.example.email"),
            ("%{d2r}", "example.email"),
            ("%{l}", "strong-bad"),
            ("%{l-}", "strong.bad"),
            ("%{lr}", "strong-bad"),
            ("%{lr-}", "bad.strong"),
            ("%{l1r-}", "strong"),
            ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"),
            ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
            ("%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com"),
            ("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com"),
            ("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net"),
        ] {
            assert_eq!(expand(text), expected, "{text}");
        }
        let six = expand_at("%{ir}.%{v}._spf.%{d2}", "2001:db8::cb01", "strong-bad");
        let expected = "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com";
        assert_eq!(name(&six), name(expected));
    }

    #[test]
    fn the_rest_of_the_letters() {
        assert_eq!(
            expand("%{h} %{c} %{r} %{t} %{p}"),
            "mx.example.org 192.0.2.3 mail.receiver.example 1795305600 unknown"
        );
        assert_eq!(expand("a%%b%_c%-d"), "a%b c%20d");
        assert_eq!(expand_at("%{S}", "192.0.2.3", "a+b"), "a%2Bb%40email.example.com");
        assert_eq!(expand_at("%{c}", "2001:DB8:0:0::1", ""), "2001:db8::1");
    }

    #[test]
    fn a_local_part_outside_ascii_never_matches() {
        let domain = name("example.com");
        let (parsed, _) = MacroString::parse(b"%{l}._spf.example.com", 0, Place::Domain);
        let values = Values {
            local: "françois",
            sender_domain: &domain,
            domain: &domain,
            ip: "192.0.2.1".parse().unwrap(),
            helo: "",
            validated: None,
            receiver: "",
            now: 0,
        };
        assert_eq!(parsed.expand(&values), Err(ExpandError::LocalPart));
    }

    #[test]
    fn mistakes_and_their_places() {
        let errors = |text: &str, place| {
            let (_, errors) = MacroString::parse(text.as_bytes(), 10, place);
            errors.into_iter().map(|error| (error.problem, error.span)).collect::<Vec<_>>()
        };
        assert_eq!(errors("%(ir).x", Place::Domain), [(MacroProblem::StrayPercent, 10..12)]);
        assert_eq!(errors("a%", Place::Domain), [(MacroProblem::StrayPercent, 11..12)]);
        assert_eq!(errors("%{d", Place::Domain), [(MacroProblem::Unclosed, 10..13)]);
        assert_eq!(errors("%{x}.%{}", Place::Domain), [(MacroProblem::Letter, 10..14), (MacroProblem::Letter, 15..18)]);
        assert_eq!(errors("%{d0}", Place::Domain), [(MacroProblem::Zero, 10..15)]);
        assert_eq!(errors("%{d2x}", Place::Domain), [(MacroProblem::Transformer, 10..16)]);
        assert_eq!(errors("%{r}", Place::Domain), [(MacroProblem::OnlyInExplanation, 10..14)]);
        assert_eq!(errors("%{r} \u{e9}", Place::Explanation).len(), 2, "one for each octet");
        assert_eq!(errors("%{d99999999999R.-+,/_=}", Place::Domain), []);
    }

    #[test]
    fn names_that_are_too_long_lose_labels_on_the_left() {
        let long = format!("{}example.com", "abcdefgh.".repeat(40));
        let name = name_of(long.as_bytes()).unwrap();
        assert!(name.as_str().len() <= 253 && name.as_str().len() > 253 - 9);
        assert!(name.as_str().ends_with(".abcdefgh.example.com"));
        assert!(name_of(&[b'a'; 300]).is_err());
    }
}
