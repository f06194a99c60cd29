//! Where reports go: the lists of `rua` and `ruf` (RFC 9989 sections 4.6 and 4.8, RFC 6068).
//!
//! Each entry has a verdict of its own, because one bad entry spoils itself only. White space
//! around the commas is part of the grammar. A size suffix (`!10m`) is obsolete and ignored
//! (RFC 9989 section 4.8).

use crate::name::{DomainName, NameError};
use crate::taglist;
use crate::text::Span;

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportUri {
    /// Where it stands in the record, white space around it left out.
    pub span: Span,
    /// What it is.
    pub verdict: UriVerdict,
    /// Where its size suffix stands, the `!` included.
    pub size_suffix: Option<Span>,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UriVerdict {
    /// An address that can get reports.
    Mailto(Mailbox),
    /// A valid URI of a scheme that no reporter is known to serve (`https`).
    OtherScheme(String),
    /// No URI, or none that the grammar allows.
    Invalid(UriProblem),
}

/// The address of a `mailto` URI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The whole address, percent encoding undone.
    pub address: String,
    /// The domain behind the `@`.
    pub domain: DomainName,
}

/// Why an entry is no valid URI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UriProblem {
    /// Nothing between two commas.
    Empty,
    /// No scheme: an address without `mailto:`.
    NoScheme,
    /// `mailto://`: the scheme takes no slashes (RFC 6068 section 2).
    Slashes,
    /// White space inside.
    Space,
    /// A comma of the address that is not written `%2C`; it splits the entry in two.
    BareComma,
    /// An exclamation mark that is neither written `%21` nor starts a size suffix.
    BareExclamation,
    /// Characters outside ASCII, also when encoded (RFC 8616 section 6).
    NotAscii,
    /// A character that no URI has bare, or an incomplete percent encoding.
    Character,
    /// No `@` in the address.
    NoAt,
    /// More than one `@`: addresses without a comma between them.
    ManyAts,
    /// Nothing in front of the `@`.
    NoLocalPart,
    /// The part behind the `@` is no domain name.
    Domain(NameError),
}

impl ReportUri {
    /// True when the syntax is right, which is what decides whether a broken policy is read as
    /// `none` (RFC 9989 section 4.10.1, RFC 7489 section 6.6.3).
    pub fn is_valid(&self) -> bool {
        match self.verdict {
            UriVerdict::Mailto(_) | UriVerdict::OtherScheme(_) => true,
            UriVerdict::Invalid(_) => false,
        }
    }

    /// The address that reports can be mailed to.
    pub fn mailbox(&self) -> Option<&Mailbox> {
        match &self.verdict {
            UriVerdict::Mailto(mailbox) => Some(mailbox),
            UriVerdict::OtherScheme(_) | UriVerdict::Invalid(_) => None,
        }
    }
}

/// Reads the list that stands at `span` of `record`.
pub fn read_list(record: &[u8], span: Span) -> Vec<ReportUri> {
    let mut spans = Vec::new();
    let mut start = span.start;
    for piece in record[span].split(|octet| *octet == b',') {
        let end = start + piece.len();
        spans.push(taglist::trim(record, start..end));
        start = end + 1;
    }
    let mut uris: Vec<_> = spans.into_iter().map(|span| read_one(record, span)).collect();
    mark_bare_commas(&mut uris);
    uris
}

/// `mailto:a,b@example.fr` is read as two entries; the first lacks its `@`, the second its scheme.
fn mark_bare_commas(uris: &mut [ReportUri]) {
    for at in 1..uris.len() {
        let (before, behind) = uris.split_at_mut(at);
        if let (Some(left), Some(right)) = (before.last_mut(), behind.first())
            && left.verdict == UriVerdict::Invalid(UriProblem::NoAt)
            && right.verdict == UriVerdict::Invalid(UriProblem::NoScheme)
        {
            left.verdict = UriVerdict::Invalid(UriProblem::BareComma);
        }
    }
}

fn read_one(record: &[u8], span: Span) -> ReportUri {
    let text = &record[span.clone()];
    let suffix = size_suffix(text);
    let size_suffix = suffix.map(|at| span.start + at..span.end);
    let verdict = match judge(&text[..suffix.unwrap_or(text.len())]) {
        Ok(verdict) => verdict,
        Err(problem) => UriVerdict::Invalid(problem),
    };
    ReportUri { span, verdict, size_suffix }
}

/// Where `!` with digits and perhaps a unit stands at the end (RFC 7489 section 6.4).
fn size_suffix(text: &[u8]) -> Option<usize> {
    let at = text.iter().rposition(|octet| *octet == b'!')?;
    let size = &text[at + 1..];
    let digits = match size.split_last() {
        Some((b'k' | b'm' | b'g' | b't' | b'K' | b'M' | b'G' | b'T', digits)) => digits,
        Some(_) | None => size,
    };
    (!digits.is_empty() && digits.iter().all(u8::is_ascii_digit)).then_some(at)
}

fn judge(text: &[u8]) -> Result<UriVerdict, UriProblem> {
    if text.is_empty() {
        return Err(UriProblem::Empty);
    }
    if !text.is_ascii() {
        return Err(UriProblem::NotAscii);
    }
    if text.iter().any(u8::is_ascii_whitespace) {
        return Err(UriProblem::Space);
    }
    let (scheme, rest) = split_scheme(text).ok_or(UriProblem::NoScheme)?;
    if rest.contains(&b'!') {
        return Err(UriProblem::BareExclamation);
    }
    // RFC 3986 section 2: delimiters of other notations and control characters are always encoded.
    if rest.iter().any(|octet| octet.is_ascii_control() || b"\"<>\\^`{|}".contains(octet)) {
        return Err(UriProblem::Character);
    }
    if !scheme.eq_ignore_ascii_case(b"mailto") {
        return Ok(UriVerdict::OtherScheme(String::from_utf8_lossy(scheme).to_ascii_lowercase()));
    }
    if rest.starts_with(b"//") {
        return Err(UriProblem::Slashes);
    }
    mailbox(rest).map(UriVerdict::Mailto)
}

/// A scheme is letters, digits, `+`, `-` and `.` before a colon (RFC 3986 section 3.1). A dot is
/// left out here, or `example.fr:25` would look like one.
fn split_scheme(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|octet| *octet == b':')?;
    let (scheme, rest) = (&text[..at], &text[at + 1..]);
    let well_formed = scheme.first().is_some_and(u8::is_ascii_alphabetic)
        && scheme.iter().all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'-'));
    well_formed.then_some((scheme, rest))
}

/// The address of a `mailto` URI; header fields behind `?` say nothing about the destination.
fn mailbox(rest: &[u8]) -> Result<Mailbox, UriProblem> {
    let address = rest.split(|octet| *octet == b'?').next().unwrap_or_default();
    let decoded = percent_decoded(address).ok_or(UriProblem::Character)?;
    if !decoded.is_ascii() {
        return Err(UriProblem::NotAscii);
    }
    let address = String::from_utf8_lossy(&decoded).into_owned();
    let (local, domain) = address.rsplit_once('@').ok_or(UriProblem::NoAt)?;
    if local.is_empty() {
        return Err(UriProblem::NoLocalPart);
    }
    // Only a quoted local part may hold one (RFC 5321 section 4.1.2).
    if local.contains('@') && !local.starts_with('"') {
        return Err(UriProblem::ManyAts);
    }
    let domain = mail_domain(domain).map_err(UriProblem::Domain)?;
    Ok(Mailbox { domain, address })
}

/// A domain of RFC 5321 section 4.1.2: letters, digits and hyphens, at least one label. An
/// underscore is let through, as mail servers do.
fn mail_domain(text: &str) -> Result<DomainName, NameError> {
    let is_let_dig = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if let Some(c) = text.chars().find(|c| !is_let_dig(*c)) {
        return Err(NameError::Character(c));
    }
    let name = DomainName::parse(text)?;
    if name.is_root() { Err(NameError::Empty) } else { Ok(name) }
}

fn percent_decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut octets = text.iter();
    while let Some(octet) = octets.next() {
        decoded.push(match octet {
            b'%' => hex(*octets.next()?)? << 4 | hex(*octets.next()?)?,
            plain => *plain,
        });
    }
    Some(decoded)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(list: &str) -> Vec<Result<String, UriProblem>> {
        let entry = |uri: ReportUri| match uri.verdict {
            UriVerdict::Mailto(mailbox) => Ok(mailbox.address),
            UriVerdict::OtherScheme(scheme) => Ok(scheme),
            UriVerdict::Invalid(problem) => Err(problem),
        };
        read_list(list.as_bytes(), 0..list.len()).into_iter().map(entry).collect()
    }

    #[test]
    fn each_entry_has_its_verdict() {
        use UriProblem::*;
        for (list, expected) in [
            ("mailto:a@example.com", vec![Ok("a@example.com")]),
            ("MAILTO:a@example.com , mailto:b@example.net", vec![Ok("a@example.com"), Ok("b@example.net")]),
            ("a@example.com", vec![Err(NoScheme)]),
            ("mailto:a@example.com,b@example.com", vec![Ok("a@example.com"), Err(NoScheme)]),
            ("mailto:a,b@example.com", vec![Err(BareComma), Err(NoScheme)]),
            ("mailto://a@example.com", vec![Err(Slashes)]),
            ("mailto: a@example.com", vec![Err(Space)]),
            ("mailto:a@example.com mailto:b@example.com", vec![Err(Space)]),
            ("mailto:a!b@example.com", vec![Err(BareExclamation)]),
            ("mailto:a%21b@example.com", vec![Ok("a!b@example.com")]),
            ("mailto:a@example.com!10m", vec![Ok("a@example.com")]),
            ("mailto:a@example.com!10p", vec![Err(BareExclamation)]),
            ("mailto:é@example.com", vec![Err(NotAscii)]),
            ("mailto:%C3%A9@example.com", vec![Err(NotAscii)]),
            ("mailto:a%2@example.com", vec![Err(Character)]),
            ("mailto:<a@example.com>", vec![Err(Character)]),
            ("mailto:dest", vec![Err(NoAt)]),
            ("mailto:@example.com", vec![Err(NoLocalPart)]),
            ("mailto:a@example.commailto:b@example.com", vec![Err(ManyAts)]),
            ("mailto:%22a@b%22@example.com", vec![Ok("\"a@b\"@example.com")]),
            ("mailto:a@exa..mple", vec![Err(Domain(NameError::EmptyLabel))]),
            ("mailto:a@[192.0.2.1]", vec![Err(Domain(NameError::Character('[')))]),
            ("https://example.com/dmarc", vec![Ok("https")]),
            ("mailto:a@example.com,", vec![Ok("a@example.com"), Err(Empty)]),
            ("mailto:a@example.com?subject=x", vec![Ok("a@example.com")]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|e| e.map(str::to_owned)).collect();
            assert_eq!(verdicts(list), expected, "{list}");
        }
    }

    #[test]
    fn places() {
        let record = b"rua=mailto:a@example.com!10m, b";
        let uris = read_list(record, 4..record.len());
        assert_eq!(&record[uris[0].span.clone()], b"mailto:a@example.com!10m");
        assert_eq!(uris[0].size_suffix.clone().map(|span| &record[span]), Some(&b"!10m"[..]));
        assert_eq!(&record[uris[1].span.clone()], b"b");
    }
}
