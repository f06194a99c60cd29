//! Reads the text of a record (RFC 7208 section 12), term by term, collecting every error.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::error::{AddressProblem, CidrProblem, Problem, SyntaxError};
use super::macros::{DomainSpec, MacroError, MacroString, Part, PartKind, Place};
use super::record::{Directive, Hosts, MECHANISMS, Mechanism, Modifier, Network, Qualifier, Term, TermKind};
use crate::text::{self, Span};

const VERSION: &[u8] = b"v=spf1";

/// Whether a text is an SPF record: `v=spf1`, in any case, and then a space or the end
/// (RFC 7208 section 4.5).
pub fn is_selectable(text: &[u8]) -> bool {
    text.get(..VERSION.len()).is_some_and(|version| version.eq_ignore_ascii_case(VERSION))
        && matches!(text.get(VERSION.len()), None | Some(b' '))
}

/// The terms of a record and everything that is wrong with them.
pub(super) fn parse(text: &[u8]) -> (Vec<Term>, Vec<SyntaxError>) {
    let pieces = pieces(text);
    let mut terms = Vec::new();
    let mut errors = Vec::new();
    let mut at = 0;
    if is_selectable(text) {
        at = 1;
    } else {
        let span = pieces.first().cloned().unwrap_or(0..0);
        // A word that was meant as the version is not read as a term too.
        at += usize::from(text[span.clone()].to_ascii_lowercase().windows(3).any(|three| three == b"spf"));
        errors.push(error(text, &span, Problem::Version, span.clone(), None));
    }
    let (mut redirects, mut explanations) = (0, 0);
    while let Some(piece) = pieces.get(at) {
        at += 1;
        let next = pieces.get(at);
        if let Some(next) = next.filter(|next| is_cut_by_space(&text[piece.clone()], &text[(*next).clone()])) {
            let joined = [&text[piece.clone()], &text[next.clone()]].concat();
            let span = piece.start..next.end;
            errors.push(error(text, &span, Problem::SpaceInTerm, piece.end..next.start, Some(text::show(&joined))));
            terms.push(Term { span, kind: TermKind::Broken });
            at += 1;
            continue;
        }
        let mut reader = TermReader { text, term: piece.clone(), next, errors: &mut errors };
        let kind = reader.read();
        let seen = match &kind {
            TermKind::Modifier(Modifier::Redirect(_)) => &mut redirects,
            TermKind::Modifier(Modifier::Exp(_)) => &mut explanations,
            TermKind::Modifier(Modifier::Unknown { .. }) | TermKind::Directive(_) | TermKind::Broken => &mut 0,
        };
        *seen += 1;
        if *seen > 1 {
            reader.fail(Problem::DuplicateModifier, piece.clone(), None);
        }
        terms.push(Term { span: piece.clone(), kind });
    }
    (terms, errors)
}

/// What stands between the spaces.
fn pieces(text: &[u8]) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for word in text.split(|octet| *octet == b' ') {
        if !word.is_empty() {
            pieces.push(start..start + word.len());
        }
        start += word.len() + 1;
    }
    pieces
}

/// Whether a space was typed inside one term: `include: example.net`, `ip4: 192.0.2.1`.
fn is_cut_by_space(piece: &[u8], next: &[u8]) -> bool {
    let Some((b':' | b'=', name)) = piece.split_last() else { return false };
    let name = unqualified(name);
    let takes_argument = match piece.last() {
        Some(b'=') => is_word(name, &["redirect", "exp"]),
        _ => is_word(name, &MECHANISMS) && !name.eq_ignore_ascii_case(b"all"),
    };
    let bare = unqualified(next);
    let end = bare.iter().position(|octet| matches!(octet, b':' | b'/')).unwrap_or(bare.len());
    takes_argument && !next.contains(&b'=') && bare == next && !is_word(&bare[..end], &MECHANISMS)
}

fn unqualified(term: &[u8]) -> &[u8] {
    match term.split_first() {
        Some((first, rest)) if Qualifier::read(*first).is_some() => rest,
        Some(_) | None => term,
    }
}

fn is_word(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(text))
}

fn error(text: &[u8], term: &Span, kind: Problem, span: Span, corrected: Option<String>) -> SyntaxError {
    let shown = text::show(text.get(span.clone()).unwrap_or_default());
    SyntaxError { kind, span, text: shown, corrected, term: term.clone() }
}

/// Reads one term.
struct TermReader<'a> {
    /// The record.
    text: &'a [u8],
    /// The term.
    term: Span,
    /// The term behind it.
    next: Option<&'a Span>,
    errors: &'a mut Vec<SyntaxError>,
}

impl<'a> TermReader<'a> {
    fn read(&mut self) -> TermKind {
        if self.reports_foreign_octets() {
            return TermKind::Broken;
        }
        let term = self.term.clone();
        let qualifier = self.text.get(term.start).copied().and_then(Qualifier::read);
        let start = term.start + usize::from(qualifier.is_some());
        if start == term.end {
            let corrected = self.next.map(|next| text::show(&[self.at(&term), self.at(next)].concat()));
            // What is corrected reaches over the space, to the end of the word that it belongs to.
            let both = term.start..self.next.map_or(term.end, |next| next.end);
            self.errors.push(error(self.text, &both, Problem::LoneQualifier, term, corrected));
            return TermKind::Broken;
        }
        let rest = &self.text[start..term.end];
        let length = rest.iter().position(|octet| matches!(octet, b':' | b'/' | b'=')).unwrap_or(rest.len());
        let name = start..start + length;
        let argument = name.end..term.end;
        if rest.get(length) == Some(&b'=') {
            let Some(modifier) = self.modifier(qualifier, name, argument) else { return TermKind::Broken };
            return TermKind::Modifier(modifier);
        }
        match self.mechanism(name, argument) {
            Some(mechanism) => TermKind::Directive(Directive {
                qualifier: qualifier.unwrap_or(Qualifier::Pass),
                is_explicit: qualifier.is_some(),
                mechanism,
            }),
            None => TermKind::Broken,
        }
    }

    fn at(&self, span: &Span) -> &'a [u8] {
        &self.text[span.clone()]
    }

    fn fail(&mut self, kind: Problem, span: Span, corrected: Option<String>) {
        self.errors.push(error(self.text, &self.term, kind, span, corrected));
    }

    /// The term with the octets at `span` replaced.
    fn with(&self, span: &Span, replacement: &str) -> String {
        let before = text::show(&self.text[self.term.start..span.start]);
        let after = text::show(&self.text[span.end..self.term.end]);
        format!("{before}{replacement}{after}")
    }

    /// Reports each run of octets that may not stand in a term; true when there was one.
    fn reports_foreign_octets(&mut self) -> bool {
        let term = self.term.clone();
        let octets = self.at(&term);
        let class = |octet: &u8| match octet {
            b'!'..=b'~' => None,
            b'\t' | b'\n' | 0x0b | 0x0c | b'\r' => Some(Problem::Whitespace),
            _ => Some(Problem::NonAscii),
        };
        let (mut at, mut found) = (0, false);
        for run in octets.chunk_by(|a, b| class(a) == class(b)) {
            let span = term.start + at..term.start + at + run.len();
            at += run.len();
            if let Some(kind) = run.first().and_then(class) {
                // Whatever their number, all are mended at once: the first says how.
                let corrected = if found { None } else { ascii_form(octets) };
                self.fail(kind, span, corrected);
                found = true;
            }
        }
        found
    }

    fn modifier(&mut self, qualifier: Option<Qualifier>, name: Span, argument: Span) -> Option<Modifier> {
        let value = argument.start + 1..argument.end;
        let text = self.at(&name);
        let is_name = text.first().is_some_and(u8::is_ascii_alphabetic)
            && text.iter().all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_' | b'.'));
        if !is_name {
            self.fail(Problem::ModifierName, name, None);
            return None;
        }
        if qualifier.is_some() {
            // `~allgoogle-site-verification=…`: two texts ran together behind `all`.
            let ran_together = text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(b"all")) && text.len() > 3;
            let from = if ran_together { name.start + 3 } else { name.start };
            let kept = if ran_together { self.with(&(from..self.term.end), " ") } else { String::new() };
            let corrected = format!("{kept}{}", text::show(&self.text[from..self.term.end]));
            self.fail(Problem::QualifiedModifier, self.term.start..name.start, Some(corrected));
            return None;
        }
        match String::from_utf8_lossy(text).to_ascii_lowercase().as_str() {
            "redirect" => self.domain(value, Prefix::Refused).map(|(domain, _)| Modifier::Redirect(domain)),
            "exp" => self.domain(value, Prefix::Refused).map(|(domain, _)| Modifier::Exp(domain)),
            _ => {
                let value = self.macros(value, Place::Modifier)?;
                let name = String::from_utf8_lossy(text).into_owned();
                Some(Modifier::Unknown { name: name.into(), value })
            }
        }
    }

    fn mechanism(&mut self, name: Span, argument: Span) -> Option<Mechanism> {
        let text = self.at(&name).to_ascii_lowercase();
        match text.as_slice() {
            b"all" => {
                if !argument.is_empty() {
                    let corrected = self.with(&argument, "");
                    self.fail(Problem::UnexpectedArgument, argument, Some(corrected));
                    return None;
                }
                Some(Mechanism::All)
            }
            b"include" => self.required_domain(argument).map(Mechanism::Include),
            b"exists" => self.required_domain(argument).map(Mechanism::Exists),
            b"ptr" if argument.is_empty() => Some(Mechanism::Ptr(None)),
            b"ptr" => self.required_domain(argument).map(|domain| Mechanism::Ptr(Some(domain))),
            b"a" => self.hosts(argument).map(Mechanism::A),
            b"mx" => self.hosts(argument).map(Mechanism::Mx),
            b"ip4" => {
                let (address, cidr) = self.address(argument)?;
                let found = self.address4(&address, &cidr);
                let prefix = self.single_prefix(cidr, 32);
                Some(Mechanism::Ip4(Network { address: found?, prefix: prefix? }))
            }
            b"ip6" => {
                let (address, cidr) = self.address(argument)?;
                let found = self.address6(&address, &cidr);
                let prefix = self.single_prefix(cidr, 128);
                Some(Mechanism::Ip6(Network { address: found?, prefix: prefix? }))
            }
            _ => {
                self.unknown_mechanism(name, argument);
                None
            }
        }
    }

    fn unknown_mechanism(&mut self, name: Span, argument: Span) {
        let text = self.at(&name);
        if let Some(at) = text.iter().position(|octet| matches!(octet, b',' | b';')) {
            self.separator(name.start + at);
            return;
        }
        let shown = String::from_utf8_lossy(text).to_ascii_lowercase();
        let argument_text = String::from_utf8_lossy(self.at(&argument)).into_owned();
        let corrected = suggest(&shown, &argument_text).map(|better| self.with(&(name.start..argument.end), &better));
        self.fail(Problem::UnknownMechanism, name, corrected);
    }

    fn separator(&mut self, at: usize) {
        let words: Vec<String> = self
            .at(&self.term.clone())
            .split(|octet| matches!(octet, b',' | b';'))
            .filter(|word| !word.is_empty())
            .map(text::show)
            .collect();
        self.fail(Problem::Separator, at..at + 1, Some(words.join(" ")));
    }

    /// The domain behind the `:` that must be there.
    fn required_domain(&mut self, argument: Span) -> Option<DomainSpec> {
        match self.text.get(argument.start).filter(|_| !argument.is_empty()) {
            Some(b':') => {
                let value = argument.start + 1..argument.end;
                self.domain(value, Prefix::Refused).map(|(domain, _)| domain)
            }
            Some(_) => {
                self.fail(Problem::Cidr(CidrProblem::NotAllowed), argument, None);
                None
            }
            None => {
                self.fail(Problem::MissingArgument, self.term.clone(), None);
                None
            }
        }
    }

    /// The argument of `a` and `mx`.
    fn hosts(&mut self, argument: Span) -> Option<Hosts> {
        let (domain, cidr) = match self.text.get(argument.start).filter(|_| !argument.is_empty()) {
            Some(b':') => {
                let value = argument.start + 1..argument.end;
                let (domain, cidr) = self.domain(value, Prefix::Allowed)?;
                (Some(domain), cidr)
            }
            Some(_) | None => (None, argument),
        };
        let (prefix4, prefix6) = self.dual_prefix(cidr)?;
        Some(Hosts { domain, prefix4, prefix6 })
    }

    /// A `domain-spec`, and the span of the prefix length behind it.
    fn domain(&mut self, span: Span, prefix: Prefix) -> Option<(DomainSpec, Span)> {
        if span.is_empty() {
            self.fail(Problem::EmptyDomain, self.term.clone(), None);
            return None;
        }
        let macros = self.macros(span.clone(), Place::Domain)?;
        let tail = literal_tail(&macros);
        let domain_end = self.prefix_start(&tail);
        let (domain, cidr) = (span.start..domain_end, domain_end..span.end);
        if let Some(address) = self.ip_literal(&domain) {
            let family = if address.is_ipv4() { "ip4" } else { "ip6" };
            let qualifier = if Qualifier::read(self.text[self.term.start]).is_some() { 1 } else { 0 };
            let corrected = self.with(&(self.term.start + qualifier..domain.end), &format!("{family}:{address}"));
            self.fail(Problem::IpLiteral, domain, Some(corrected));
            return None;
        }
        if !cidr.is_empty() && prefix == Prefix::Refused {
            let looks_like_prefix = self.at(&cidr).iter().all(|octet| octet.is_ascii_digit() || *octet == b'/');
            let kind = if looks_like_prefix { Problem::Cidr(CidrProblem::NotAllowed) } else { Problem::TopLabel };
            let corrected = looks_like_prefix.then(|| self.with(&cidr, ""));
            self.fail(kind, cidr, corrected);
            return None;
        }
        if domain.is_empty() {
            self.fail(Problem::EmptyDomain, self.term.clone(), None);
            return None;
        }
        self.check_end(&domain, tail.start)?;
        let text = String::from_utf8_lossy(self.at(&domain)).into_owned();
        let (macros, _) = MacroString::parse(text.as_bytes(), domain.start, Place::Domain);
        Some((DomainSpec { text: text.into(), macros }, cidr))
    }

    /// Where the prefix length begins, in the text behind the last macro: at the first `/` behind
    /// the last dot, for neither a top-level label nor a prefix length holds the other's sign.
    fn prefix_start(&self, tail: &Span) -> usize {
        let text = self.at(tail);
        let label = text.iter().rposition(|octet| *octet == b'.').map_or(0, |dot| dot + 1);
        match text[label..].iter().position(|octet| *octet == b'/') {
            Some(slash) => tail.start + label + slash,
            None => tail.end,
        }
    }

    fn ip_literal(&self, domain: &Span) -> Option<IpAddr> {
        let text = std::str::from_utf8(self.at(domain)).ok()?;
        text.strip_suffix('.').unwrap_or(text).parse().ok()
    }

    /// `domain-end`: a macro, or a dot and a label that may be a top-level domain. `tail` is where
    /// the text behind the last macro begins.
    fn check_end(&mut self, domain: &Span, tail: usize) -> Option<()> {
        let end = &self.text[tail.min(domain.end)..domain.end];
        if end.is_empty() {
            return Some(());
        }
        let undotted = end.strip_suffix(b".").unwrap_or(end);
        let dot = undotted.iter().rposition(|octet| *octet == b'.');
        let label_start = tail + dot.map_or(0, |dot| dot + 1);
        let label = label_start..tail + undotted.len();
        if dot.is_some() && is_top_label(self.at(&label)) {
            return Some(());
        }
        if let Some(at) = self.at(&label).iter().position(|octet| matches!(octet, b',' | b';')) {
            self.separator(label.start + at);
        } else if dot.is_none() && tail == domain.start {
            self.fail(Problem::SingleLabel, domain.clone(), None);
        } else {
            self.fail(Problem::TopLabel, label, None);
        }
        None
    }

    fn macros(&mut self, span: Span, place: Place) -> Option<MacroString> {
        let (macros, errors) = MacroString::parse(self.at(&span), span.start, place);
        for (index, MacroError { problem, span }) in errors.iter().enumerate() {
            let corrected = if index == 0 { self.braces_for_parentheses(span) } else { None };
            self.fail(Problem::Macro(*problem), span.clone(), corrected);
        }
        errors.is_empty().then_some(macros)
    }

    /// `%(d)` is `%{d}` typed wrong.
    fn braces_for_parentheses(&self, at: &Span) -> Option<String> {
        let rest = self.text[at.start..self.term.end].strip_prefix(b"%(")?;
        let close = rest.iter().position(|octet| *octet == b')')?;
        let body = text::show(&rest[..close]);
        Some(self.with(&(at.start..at.start + 2 + close + 1), &format!("%{{{body}}}")))
    }

    /// The address behind `:` and the span of its prefix length.
    fn address(&mut self, argument: Span) -> Option<(Span, Span)> {
        let value = argument.start + 1..argument.end;
        if argument.len() < 2 || self.text[argument.start] != b':' {
            self.fail(Problem::MissingArgument, self.term.clone(), None);
            return None;
        }
        let slash = self.at(&value).iter().position(|octet| *octet == b'/').map_or(value.end, |at| value.start + at);
        Some((value.start..slash, slash..value.end))
    }

    fn address4(&mut self, span: &Span, cidr: &Span) -> Option<Ipv4Addr> {
        let text = String::from_utf8_lossy(self.at(span)).into_owned();
        if let Ok(address) = text.parse() {
            return Some(address);
        }
        if text.parse::<Ipv6Addr>().is_ok() {
            self.wrong_family(span, cidr, "ip6");
            return None;
        }
        let octets: Vec<&str> = text.split('.').collect();
        let is_numeric = octets.iter().all(|octet| !octet.is_empty() && octet.bytes().all(|b| b.is_ascii_digit()));
        let (problem, corrected) = match octets.len() {
            1..=3 if is_numeric => (AddressProblem::Short, None),
            4 if is_numeric && octets.iter().any(|octet| octet.parse::<u8>().is_err()) => (AddressProblem::Octet, None),
            4 if is_numeric => {
                let plain: Vec<_> = octets.iter().filter_map(|octet| octet.parse::<u8>().ok()).collect();
                let plain = plain.iter().map(u8::to_string).collect::<Vec<_>>().join(".");
                (AddressProblem::LeadingZero, Some(self.with(span, &plain)))
            }
            _ => (AddressProblem::Malformed, None),
        };
        self.no_address(span, problem, corrected);
        None
    }

    fn address6(&mut self, span: &Span, cidr: &Span) -> Option<Ipv6Addr> {
        let text = String::from_utf8_lossy(self.at(span)).into_owned();
        if let Ok(address) = text.parse() {
            return Some(address);
        }
        if text.parse::<Ipv4Addr>().is_ok() {
            self.wrong_family(span, cidr, "ip4");
        } else {
            self.no_address(span, AddressProblem::Malformed, None);
        }
        None
    }

    fn no_address(&mut self, span: &Span, problem: AddressProblem, corrected: Option<String>) {
        match self.at(span).iter().position(|octet| matches!(octet, b',' | b';')) {
            Some(at) => self.separator(span.start + at),
            None => self.fail(Problem::Address(problem), span.clone(), corrected),
        }
    }

    fn wrong_family(&mut self, span: &Span, cidr: &Span, right: &str) {
        let name = span.start - 4..span.start - 1;
        let network = text::show(&self.text[span.start..cidr.end]);
        let corrected = self.with(&(name.start..cidr.end), &format!("{right}:{network}"));
        self.fail(Problem::WrongFamily, span.clone(), Some(corrected));
    }

    /// The one prefix length of `ip4` and `ip6`; the inner `None` when nothing is written.
    fn single_prefix(&mut self, cidr: Span, most: u8) -> Option<Option<u8>> {
        if cidr.is_empty() {
            return Some(None);
        }
        self.prefix(cidr.start + 1..cidr.end, &cidr, most).map(Some)
    }

    /// `[/n][//n]` of `a` and `mx`.
    fn dual_prefix(&mut self, cidr: Span) -> Option<(Option<u8>, Option<u8>)> {
        let text = self.at(&cidr);
        let double = text.windows(2).position(|two| two == b"//");
        let single = match double {
            None => cidr.clone(),
            Some(at) => cidr.start..cidr.start + at,
        };
        let four = match single.is_empty() {
            true => Some(None),
            false => self.prefix(single.start + 1..single.end, &cidr, 32).map(Some),
        };
        let six = match double {
            None => Some(None),
            Some(at) => self.prefix(cidr.start + at + 2..cidr.end, &cidr, 128).map(Some),
        };
        Some((four?, six?))
    }

    fn prefix(&mut self, digits: Span, cidr: &Span, most: u8) -> Option<u8> {
        let text = self.at(&digits);
        if text.is_empty() || !text.iter().all(u8::is_ascii_digit) {
            match text.iter().position(|octet| matches!(octet, b',' | b';')) {
                Some(at) => self.separator(digits.start + at),
                None => self.fail(Problem::Cidr(CidrProblem::Malformed), cidr.clone(), None),
            }
            return None;
        }
        let value = text.iter().fold(0u32, |sum, d| sum.saturating_mul(10).saturating_add(u32::from(d - b'0')));
        let fits = u8::try_from(value).ok().filter(|value| *value <= most);
        if text.len() > 1 && text[0] == b'0' {
            let corrected = fits.map(|value| self.with(&digits, &value.to_string()));
            self.fail(Problem::Cidr(CidrProblem::LeadingZero), digits, corrected);
            return None;
        }
        if fits.is_none() {
            self.fail(Problem::Cidr(CidrProblem::TooLarge), digits, None);
        }
        fits
    }
}

/// Whether a prefix length may stand behind a domain.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Allowed,
    Refused,
}

/// The text behind the last macro; the whole when there is none.
fn literal_tail(macros: &MacroString) -> Span {
    match macros.parts.last() {
        Some(Part { kind: PartKind::Literal(_), span }) => span.clone(),
        Some(_) | None => macros.span.end..macros.span.end,
    }
}

/// `toplabel`: letters, digits and inner hyphens, and not digits alone.
fn is_top_label(label: &[u8]) -> bool {
    let ends = [label.first(), label.last()];
    ends.into_iter().all(|end| end.is_some_and(u8::is_ascii_alphanumeric))
        && label.iter().all(|octet| octet.is_ascii_alphanumeric() || *octet == b'-')
        && label.iter().any(|octet| octet.is_ascii_alphabetic() || *octet == b'-')
}

/// How a word that is no mechanism was meant, argument included.
fn suggest(name: &str, argument: &str) -> Option<String> {
    let value = argument.strip_prefix(':').unwrap_or_default();
    let address = value.split('/').next().unwrap_or_default();
    if matches!(name, "redirect" | "exp") && !value.is_empty() {
        return Some(format!("{name}={value}"));
    }
    if address.parse::<Ipv4Addr>().is_ok() {
        return Some(format!("ip4:{value}"));
    }
    if address.parse::<Ipv6Addr>().is_ok() {
        return Some(format!("ip6:{value}"));
    }
    let network = format!("{name}{argument}");
    let (bare, _) = network.split_once('/').unwrap_or((&network, ""));
    match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(_)) => return Some(format!("ip4:{network}")),
        Ok(IpAddr::V6(_)) => return Some(format!("ip6:{network}")),
        Err(_) => {}
    }
    let nearest = MECHANISMS.into_iter().map(|known| (text::distance(name, known), known)).min()?;
    let (distance, known) = nearest;
    let allowed = if known.len() > 4 { 2 } else { 1 };
    (distance <= allowed && known.len() > 1).then(|| format!("{known}{argument}"))
}

/// The term in US-ASCII, where it is clear what was meant: typographic dashes, spaces and quotes,
/// white space, and domains that IDNA can write.
fn ascii_form(term: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(term).ok()?;
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => plain.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => {}
            c if c.is_ascii_whitespace() || c == '\u{b}' => plain.push(' '),
            c if c.is_control() => return None,
            c => plain.push(c),
        }
    }
    let plain = plain.trim().to_owned();
    if plain.is_ascii() {
        return Some(plain);
    }
    let (name, domain) = plain.split_once([':', '='])?;
    let domain_ascii = idna::domain_to_ascii(domain).ok()?;
    name.is_ascii().then(|| format!("{}{domain_ascii}", &plain[..=name.len()]))
}

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::*;

    /// The errors of `v=spf1 <terms>`: kind, text, corrected term.
    fn errors(terms: &str) -> Vec<(Problem, String, Option<String>)> {
        let record = Record::parse(format!("v=spf1 {terms}").as_bytes());
        record.errors.into_iter().map(|error| (error.kind, error.text, error.corrected)).collect()
    }

    fn one(terms: &str) -> (Problem, String, Option<String>) {
        let mut errors = errors(terms);
        assert_eq!(errors.len(), 1, "{terms}: {errors:?}");
        errors.remove(0)
    }

    #[test]
    fn valid_records() {
        for terms in [
            "",
            "-all",
            "a a/24 a//64 a/24//64 a:foo:bar/baz.example.com/24//64 mx:example.com. -all",
            "ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::1.1.1.1/0 ip4:0.0.0.0/0",
            "exists:%{ir}.%{l1r+-}._spf.%{d} include:%{d} ptr ptr:example.com ?mx",
            "moo.cow-far_out=man:dog/cat redirect=%{d2}.example.com exp=a.example.com",
            "a:%%.%{d/} include:a%_b.example.1-2 default=+ exists:%%",
            "IP4:192.0.2.1 Include:EXAMPLE.com -ALL Redirect=EXAMPLE.org",
        ] {
            assert_eq!(errors(terms), [], "{terms}");
        }
    }

    #[test]
    fn each_mistake_has_its_kind() {
        use Problem::*;
        for (terms, kind, text, corrected) in [
            ("ipv4:192.0.2.1", UnknownMechanism, "ipv4", Some("ip4:192.0.2.1")),
            ("ip:192.0.2.0/24", UnknownMechanism, "ip", Some("ip4:192.0.2.0/24")),
            ("~includes:example.com", UnknownMechanism, "includes", Some("~include:example.com")),
            ("redirect:example.com", UnknownMechanism, "redirect", Some("redirect=example.com")),
            ("192.0.2.1", UnknownMechanism, "192.0.2.1", Some("ip4:192.0.2.1")),
            ("-all.", UnknownMechanism, "all.", Some("-all")),
            ("google-site-verification", UnknownMechanism, "google-site-verification", None),
            ("1up=foo", ModifierName, "1up", None),
            ("=all", ModifierName, "", None),
            ("-redirect=example.com", QualifiedModifier, "-", Some("redirect=example.com")),
            ("~allMS=ms1", QualifiedModifier, "~", Some("~all MS=ms1")),
            ("-all:foobar", UnexpectedArgument, ":foobar", Some("-all")),
            ("include", MissingArgument, "include", None),
            ("ip4:", MissingArgument, "ip4:", None),
            ("a:", EmptyDomain, "a:", None),
            ("redirect=", EmptyDomain, "redirect=", None),
            ("-a:192.0.2.1/24", IpLiteral, "192.0.2.1", Some("-ip4:192.0.2.1/24")),
            ("include:2001:db8::1", IpLiteral, "2001:db8::1", Some("ip6:2001:db8::1")),
            ("include:localhost", SingleLabel, "localhost", None),
            ("a:museum.", SingleLabel, "museum.", None),
            ("mx:abc.123", TopLabel, "123", None),
            ("mx:example.-com", TopLabel, "-com", None),
            ("exists:%{d}.", TopLabel, "", None),
            ("exists:%{d}com", TopLabel, "com", None),
            ("ip4:2001:db8::1", WrongFamily, "2001:db8::1", Some("ip6:2001:db8::1")),
            ("ip6:192.0.2.1/24", WrongFamily, "192.0.2.1", Some("ip4:192.0.2.1/24")),
            ("ip4:192.0.2", Address(AddressProblem::Short), "192.0.2", None),
            ("ip4:192.0.2.256", Address(AddressProblem::Octet), "192.0.2.256", None),
            ("ip4:192.0.02.1", Address(AddressProblem::LeadingZero), "192.0.02.1", Some("ip4:192.0.2.1")),
            ("ip4:192.0.2.1~all", Address(AddressProblem::Malformed), "192.0.2.1~all", None),
            ("ip4:192.0.2.0/33", Cidr(CidrProblem::TooLarge), "33", None),
            ("ip4:192.0.2.0/08", Cidr(CidrProblem::LeadingZero), "08", Some("ip4:192.0.2.0/8")),
            ("ip4:192.0.2.0//24", Cidr(CidrProblem::Malformed), "//24", None),
            ("a//129", Cidr(CidrProblem::TooLarge), "129", None),
            ("a/24/64", Cidr(CidrProblem::Malformed), "/24/64", None),
            ("a/", Cidr(CidrProblem::Malformed), "/", None),
            ("ptr/0", Cidr(CidrProblem::NotAllowed), "/0", None),
            ("include:example.com/24", Cidr(CidrProblem::NotAllowed), "/24", Some("include:example.com")),
            (
                "exists:%(ir).example.org",
                Macro(super::super::macros::MacroProblem::StrayPercent),
                "%(",
                Some("exists:%{ir}.example.org"),
            ),
            ("x=%abc", Macro(super::super::macros::MacroProblem::StrayPercent), "%a", None),
            ("a, mx", Separator, ",", Some("a")),
            ("include:example.com;mx", Separator, ";", Some("include:example.com mx")),
            ("ip4:192.0.2.1,ip4:192.0.2.2", Separator, ",", Some("ip4:192.0.2.1 ip4:192.0.2.2")),
            ("- all", LoneQualifier, "-", Some("-all")),
            ("include: example.com", SpaceInTerm, " ", Some("include:example.com")),
            ("ip4: 192.0.2.1", SpaceInTerm, " ", Some("ip4:192.0.2.1")),
            ("~include: example.com", SpaceInTerm, " ", Some("~include:example.com")),
            ("a\tmx", Whitespace, "\\009", Some("a mx")),
            ("\u{2013}all", NonAscii, "\u{2013}", Some("-all")),
            ("include:bücher.example", NonAscii, "ü", Some("include:xn--bcher-kva.example")),
            ("a redirect=a.example redirect=b.example", DuplicateModifier, "redirect=b.example", None),
        ] {
            let (found_kind, found_text, found_corrected) = one(terms);
            assert_eq!(
                (found_kind, found_text.as_str(), found_corrected.as_deref()),
                (kind, text, corrected),
                "{terms}"
            );
        }
    }

    /// A crafted record must not cost much more than it is long.
    #[test]
    fn crafted_records_are_read_quickly() {
        let most = crate::limits::RECORD_OCTETS;
        for unit in ["\u{e9}a", "%(d)", "%{", "- ", "a,", "include: x ", "%", "a:b.1 ", "/", "ip4:1 ", "=", "x= "] {
            let text = format!("v=spf1 a:{}", unit.repeat(most / unit.len()));
            let start = std::time::Instant::now();
            let record = Record::parse(text.as_bytes());
            let size: usize =
                record.errors.iter().map(|e| e.text.len() + e.corrected.as_ref().map_or(0, String::len)).sum();
            assert!(size < 20 * most, "{unit:?}: {size} octets of errors");
            assert!(start.elapsed() < std::time::Duration::from_secs(2), "{unit:?}: {:?}", start.elapsed());
        }
    }

    #[test]
    fn every_error_is_reported() {
        let kinds: Vec<_> = errors("ip4:1.2 moo a:b. ip6:x/200 exp= -all").into_iter().map(|(kind, ..)| kind).collect();
        assert_eq!(
            kinds,
            [
                Problem::Address(AddressProblem::Short),
                Problem::UnknownMechanism,
                Problem::SingleLabel,
                Problem::Address(AddressProblem::Malformed),
                Problem::Cidr(CidrProblem::TooLarge),
                Problem::EmptyDomain,
            ]
        );
        assert_eq!(errors("include: -all")[0].0, Problem::EmptyDomain, "the next word is a term of its own");
    }

    #[test]
    fn without_a_version_the_terms_are_still_read() {
        let record = Record::parse(b"v=spf1; a -all");
        assert_eq!(record.errors.len(), 1);
        assert_eq!((record.errors[0].kind, record.errors[0].text.as_str()), (Problem::Version, "v=spf1;"));
        assert_eq!(record.terms.len(), 2);
        assert_eq!(Record::parse(b"").errors[0].kind, Problem::Version);
    }
}
