//! An SPF record as data: terms with their places, and every error (RFC 7208 sections 3 to 7, 12).

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

use super::error::SyntaxError;
use super::macros::{DomainSpec, MacroString};
use super::parse;
pub use super::parse::is_selectable;
pub use super::published::Published;
use crate::text::{self, Span};

/// One SPF record: its text, its terms, and all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    text: Box<[u8]>,
    /// The terms behind the version, in order; those that cannot be read included.
    pub terms: Vec<Term>,
    /// Every error, in the order of the text. One is enough for "permerror".
    pub errors: Vec<SyntaxError>,
    /// Offsets at which one character-string ends and the next begins.
    pub boundaries: Vec<usize>,
}

/// One term and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Octets of the record.
    pub span: Span,
    /// What it is.
    pub kind: TermKind,
}

/// What a term is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermKind {
    /// A mechanism with its qualifier.
    Directive(Directive),
    /// `name=value`.
    Modifier(Modifier),
    /// It cannot be read; the errors say why.
    Broken,
}

/// A mechanism with its qualifier (RFC 7208 section 4.6.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// What a match means.
    pub qualifier: Qualifier,
    /// Whether the qualifier is written; without one it is `+`.
    pub is_explicit: bool,
    /// What is matched.
    pub mechanism: Mechanism,
}

/// What a match means (RFC 7208 section 4.6.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// `+`
    Pass,
    /// `-`
    Fail,
    /// `~`
    Softfail,
    /// `?`
    Neutral,
}

/// A mechanism (RFC 7208 section 5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mechanism {
    /// `all`
    All,
    /// `include:domain`
    Include(DomainSpec),
    /// `a[:domain][/n][//n]`
    A(Hosts),
    /// `mx[:domain][/n][//n]`
    Mx(Hosts),
    /// `ptr[:domain]`
    Ptr(Option<DomainSpec>),
    /// `ip4:address[/n]`
    Ip4(Network<Ipv4Addr>),
    /// `ip6:address[/n]`
    Ip6(Network<Ipv6Addr>),
    /// `exists:domain`
    Exists(DomainSpec),
}

/// The argument of `a` and `mx`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts {
    /// The domain; without one, the domain of the record.
    pub domain: Option<DomainSpec>,
    /// The IPv4 prefix length as written; 32 without one.
    pub prefix4: Option<u8>,
    /// The IPv6 prefix length as written; 128 without one.
    pub prefix6: Option<u8>,
}

/// The argument of `ip4` and `ip6`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network<A> {
    /// The address as written: host bits may be set.
    pub address: A,
    /// The prefix length as written.
    pub prefix: Option<u8>,
}

/// A modifier (RFC 7208 section 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Modifier {
    /// `redirect=domain`
    Redirect(DomainSpec),
    /// `exp=domain`
    Exp(DomainSpec),
    /// Any other name: receivers ignore it.
    Unknown {
        /// The name as written.
        name: Box<str>,
        /// The value.
        value: MacroString,
    },
}

/// The names of the mechanisms.
pub const MECHANISMS: [&str; 8] = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"];

impl Record {
    /// Reads the joined text of one TXT record. Whatever the text, a record comes back; what is
    /// wrong stands in [`Record::errors`].
    pub fn parse(text: &[u8]) -> Self {
        Self::with_boundaries(text, Vec::new())
    }

    /// Reads the joined text of a TXT record of several strings.
    pub fn with_boundaries(text: &[u8], boundaries: Vec<usize>) -> Self {
        let (terms, errors) = parse::parse(text);
        Self { text: text.into(), terms, errors, boundaries }
    }

    /// The text, as published.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The text at a span, made fit to be shown.
    pub fn shown(&self, span: &Span) -> String {
        text::show(self.text.get(span.clone()).unwrap_or_default())
    }

    /// The directives with their places, in order.
    pub fn directives(&self) -> impl Iterator<Item = (&Span, &Directive)> {
        self.terms.iter().filter_map(|term| match &term.kind {
            TermKind::Directive(directive) => Some((&term.span, directive)),
            TermKind::Modifier(_) | TermKind::Broken => None,
        })
    }

    /// The modifiers with their places, in order.
    pub fn modifiers(&self) -> impl Iterator<Item = (&Span, &Modifier)> {
        self.terms.iter().filter_map(|term| match &term.kind {
            TermKind::Modifier(modifier) => Some((&term.span, modifier)),
            TermKind::Directive(_) | TermKind::Broken => None,
        })
    }

    /// The first `all`: terms behind it are never evaluated, and `redirect` is ignored.
    pub fn all(&self) -> Option<(&Span, &Directive)> {
        self.directives().find(|(_, directive)| directive.mechanism == Mechanism::All)
    }

    /// The `redirect`, also one that an `all` makes useless.
    pub fn redirect(&self) -> Option<(&Span, &DomainSpec)> {
        self.modifiers().find_map(|(span, modifier)| match modifier {
            Modifier::Redirect(domain) => Some((span, domain)),
            Modifier::Exp(_) | Modifier::Unknown { .. } => None,
        })
    }

    /// The `exp`.
    pub fn exp(&self) -> Option<(&Span, &DomainSpec)> {
        self.modifiers().find_map(|(span, modifier)| match modifier {
            Modifier::Exp(domain) => Some((span, domain)),
            Modifier::Redirect(_) | Modifier::Unknown { .. } => None,
        })
    }

    /// The record as it would read with a space at each string boundary; `None` for one string.
    /// No receiver adds that space (RFC 7208 section 3.3), but people believe it.
    pub fn spaced_at_boundaries(&self) -> Option<Self> {
        if self.boundaries.is_empty() {
            return None;
        }
        let mut spaced = Vec::with_capacity(self.text.len() + self.boundaries.len());
        let mut from = 0;
        for boundary in self.boundaries.iter().chain([&self.text.len()]) {
            if from > 0 {
                spaced.push(b' ');
            }
            spaced.extend_from_slice(self.text.get(from..*boundary).unwrap_or_default());
            from = *boundary;
        }
        Some(Self::parse(&spaced))
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::show(&self.text))
    }
}

impl Qualifier {
    /// The character.
    pub fn as_char(self) -> char {
        match self {
            Self::Pass => '+',
            Self::Fail => '-',
            Self::Softfail => '~',
            Self::Neutral => '?',
        }
    }

    /// The qualifier that a character is.
    pub fn read(octet: u8) -> Option<Self> {
        Some(match octet {
            b'+' => Self::Pass,
            b'-' => Self::Fail,
            b'~' => Self::Softfail,
            b'?' => Self::Neutral,
            _ => return None,
        })
    }
}

impl Modifier {
    /// The mechanism whose name this unknown modifier bears (`include=`): `=` was typed for `:`,
    /// and every receiver ignores the term.
    pub fn mechanism_name(&self) -> Option<&'static str> {
        match self {
            Self::Unknown { name, .. } => MECHANISMS.into_iter().find(|known| known.eq_ignore_ascii_case(name)),
            Self::Redirect(_) | Self::Exp(_) => None,
        }
    }

    /// The name, in lower case.
    pub fn name(&self) -> String {
        match self {
            Self::Redirect(_) => "redirect".to_owned(),
            Self::Exp(_) => "exp".to_owned(),
            Self::Unknown { name, .. } => name.to_ascii_lowercase(),
        }
    }
}

impl Mechanism {
    /// The name, in lower case.
    pub fn name(&self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Include(_) => "include",
            Self::A(_) => "a",
            Self::Mx(_) => "mx",
            Self::Ptr(_) => "ptr",
            Self::Ip4(_) => "ip4",
            Self::Ip6(_) => "ip6",
            Self::Exists(_) => "exists",
        }
    }

    /// The domain that is written behind it.
    pub fn domain(&self) -> Option<&DomainSpec> {
        match self {
            Self::Include(domain) | Self::Exists(domain) => Some(domain),
            Self::A(hosts) | Self::Mx(hosts) => hosts.domain.as_ref(),
            Self::Ptr(domain) => domain.as_ref(),
            Self::All | Self::Ip4(_) | Self::Ip6(_) => None,
        }
    }

    /// What it costs of the ten lookups, before what an `include` leads to (RFC 7208 section
    /// 4.6.4). A `%{p}` in the domain is counted like a `ptr` of its own.
    pub fn lookups(&self) -> u32 {
        let own = match self {
            Self::Include(_) | Self::A(_) | Self::Mx(_) | Self::Ptr(_) | Self::Exists(_) => 1,
            Self::All | Self::Ip4(_) | Self::Ip6(_) => 0,
        };
        own + self.domain().map_or(0, name_lookups)
    }
}

/// What `%{p}` in a domain costs: a look at the PTR records.
pub(super) fn name_lookups(domain: &DomainSpec) -> u32 {
    u32::from(domain.macros.uses(super::macros::Letter::ValidatedName))
}

impl Hosts {
    /// The IPv4 prefix length that applies.
    pub fn effective4(&self) -> u8 {
        self.prefix4.unwrap_or(32)
    }

    /// The IPv6 prefix length that applies.
    pub fn effective6(&self) -> u8 {
        self.prefix6.unwrap_or(128)
    }
}

impl Network<Ipv4Addr> {
    /// The network, host bits cleared.
    pub fn net(&self) -> Ipv4Net {
        Ipv4Net::new(self.address, self.prefix.unwrap_or(32)).unwrap_or_else(|_| self.address.into()).trunc()
    }
}

impl Network<Ipv6Addr> {
    /// The network, host bits cleared.
    pub fn net(&self) -> Ipv6Net {
        Ipv6Net::new(self.address, self.prefix.unwrap_or(128)).unwrap_or_else(|_| self.address.into()).trunc()
    }
}

/// The plainest way to write the directive: names in lower case, no `+`, no `/32`.
impl fmt::Display for Directive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.qualifier != Qualifier::Pass {
            write!(f, "{}", self.qualifier.as_char())?;
        }
        self.mechanism.fmt(f)
    }
}

/// The plainest way to write the mechanism.
impl fmt::Display for Mechanism {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            Self::Ip4(network) => write_network(f, network.address, network.prefix.filter(|prefix| *prefix != 32)),
            Self::Ip6(network) => write_network(f, network.address, network.prefix.filter(|prefix| *prefix != 128)),
            Self::All | Self::Include(_) | Self::A(_) | Self::Mx(_) | Self::Ptr(_) | Self::Exists(_) => {
                if let Some(domain) = self.domain() {
                    write!(f, ":{}", lower_outside_macros(domain))?;
                }
                if let Self::A(hosts) | Self::Mx(hosts) = self {
                    if let Some(prefix) = hosts.prefix4.filter(|prefix| *prefix != 32) {
                        write!(f, "/{prefix}")?;
                    }
                    if let Some(prefix) = hosts.prefix6.filter(|prefix| *prefix != 128) {
                        write!(f, "//{prefix}")?;
                    }
                }
                Ok(())
            }
        }
    }
}

fn write_network(f: &mut fmt::Formatter<'_>, address: impl fmt::Display, prefix: Option<u8>) -> fmt::Result {
    write!(f, ":{address}")?;
    prefix.map_or(Ok(()), |prefix| write!(f, "/{prefix}"))
}

/// A domain in lower case and without its final dot; macros keep their case, which means something.
fn lower_outside_macros(domain: &DomainSpec) -> String {
    use super::macros::PartKind;
    let start = domain.span().start;
    let mut text = String::with_capacity(domain.text.len());
    for part in &domain.macros.parts {
        match &part.kind {
            PartKind::Literal(literal) => text.push_str(&literal.to_ascii_lowercase()),
            PartKind::Percent | PartKind::Space | PartKind::UrlSpace | PartKind::Macro(_) => {
                text.push_str(domain.text.get(part.span.start - start..part.span.end - start).unwrap_or_default());
            }
        }
    }
    text.strip_suffix('.').map(str::to_owned).unwrap_or(text)
}
