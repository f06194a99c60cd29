//! Policy records: octets to [`PolicyRecord`], every problem with its place (RFC 9989 sections 4.7
//! and 4.8), and what each generation of readers makes of it.
//!
//! Reading never stops at a mistake: RFC 9989 section 4.8 discards a tag that breaks the syntax and
//! goes on. Two choices where readers differ: of a repeated tag the first counts (and is always a
//! problem, see [`PolicyRecord::repeats`]), and a tag with an empty value counts as not written.

use super::Generation;
use super::separators;
pub use super::separators::Separator;
use super::tags::{FailureOptionProblem, FailureOptions, Mode, Policy, Psd, TagName};
use super::uri::{self, ReportUri};
use crate::taglist::{self, Tag};
use crate::text::Span;

/// What a TXT record at a `_dmarc` name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A policy record: `v=DMARC1` stands first.
    Policy(Box<PolicyRecord>),
    /// Meant as a policy record, but no receiver takes it for one.
    NearMiss(NearMiss),
    /// Something else.
    Unrelated,
}

/// Why a record that was meant as a policy is none (RFC 9989 section 4.7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// What spoils it.
    pub reason: NearMissReason,
    /// Where.
    pub span: Span,
}

/// What spoils a record that was meant as a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NearMissReason {
    /// `v=DMARC1` stands behind another tag.
    NotFirst,
    /// The version is not written in capitals; it is the one case-sensitive value.
    Case,
    /// Something other than `;` follows the version directly.
    Glued,
    /// White space in front of the version.
    LeadingSpace,
    /// A quotation mark in front of the version.
    LeadingQuote,
    /// Policy tags, but no version.
    NoVersion,
    /// A version that does not exist.
    WrongVersion,
}

/// A policy record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRecord {
    /// The octets it was read from, strings joined.
    pub text: Vec<u8>,
    /// Policy of the name itself.
    pub p: Entry<Policy>,
    /// Policy of names below.
    pub sp: Entry<Policy>,
    /// Policy of names below that do not exist.
    pub np: Entry<Policy>,
    /// DKIM alignment mode.
    pub adkim: Entry<Mode>,
    /// SPF alignment mode.
    pub aspf: Entry<Mode>,
    /// Test mode.
    pub t: Entry<bool>,
    /// Place in the tree.
    pub psd: Entry<Psd>,
    /// Failure reporting options.
    pub fo: Entry<FailureOptions>,
    /// Percentage of RFC 7489.
    pub pct: Entry<u8>,
    /// Where aggregate reports go; empty without the tag.
    pub rua: Vec<ReportUri>,
    /// Where failure reports go; empty without the tag.
    pub ruf: Vec<ReportUri>,
    /// Everything that is wrong or odd, in the order of the text. What is wrong with one report
    /// address stands in its own verdict.
    pub problems: Vec<Problem>,
}

/// The value of one tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Entry<T> {
    /// Not written, or written without a value.
    #[default]
    Absent,
    /// Written with a value the tag cannot have.
    Invalid,
    /// Written and understood.
    Valid(T),
}

/// Something wrong or odd in a policy record, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
}

/// What is wrong or odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// Something else than `;` between two tags, or clinging to a value.
    Separator(Separator),
    /// Nothing between two semicolons.
    EmptyPiece,
    /// A piece without `=`.
    NoEqualsSign,
    /// A tag name with something else than letters.
    TagName,
    /// A tag name in capitals: right by ABNF, not by RFC 6376 section 3.2.
    NameCase(TagName),
    /// A value in capitals: right by ABNF, unknown to some old readers.
    ValueCase(TagName),
    /// A tag without a value.
    EmptyValue(TagName),
    /// A value that the tag cannot have.
    InvalidValue(TagName),
    /// What is wrong with the value of `fo`.
    FailureOptions(FailureOptionProblem),
    /// A character outside printable ASCII in a value.
    ValueCharacter(TagName),
    /// A tag written a second time.
    Duplicate(TagName),
    /// A tag nobody defined; perhaps the one named here was meant.
    Unknown(Option<TagName>),
    /// A tag that only RFC 7489 knew (`pct`, `rf`, `ri`).
    Historic(TagName),
    /// No `p`.
    PolicyMissing,
    /// `p` does not follow `v` directly, as the grammar of RFC 7489 section 6.4 wants.
    PolicyNotSecond,
}

/// What one generation of readers takes from a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// For the name itself.
    pub own: Policy,
    /// For names below.
    pub subdomain: Policy,
    /// For names below that do not exist.
    pub nonexistent: Policy,
    /// Test mode: policies apply one level lower.
    pub testing: bool,
    /// The share of mail that policies apply to, in percent.
    pub pct: u8,
    /// True when the policies are `none` because a tag is missing or invalid.
    pub fallback: bool,
}

/// Reads the joined strings of one TXT record.
pub fn read(text: &[u8]) -> Reading {
    if is_policy(text) {
        return Reading::Policy(Box::new(PolicyRecord::read(text)));
    }
    match near_miss(text) {
        Some(miss) => Reading::NearMiss(miss),
        None => Reading::Unrelated,
    }
}

/// True when receivers take this for a DMARC record: `v=DMARC1` first, nothing before it, and `;`
/// or the end behind it (RFC 9989 section 4.8). The authorisations of RFC 9990 section 4 use the
/// same test.
pub fn is_policy(text: &[u8]) -> bool {
    version(text, 0).is_some_and(|version| version.ends && text[version.value] == *b"DMARC1")
}

/// A `v=` at the start of a text, with the letters and digits behind it.
struct Version {
    /// Where the letters and digits stand.
    value: Span,
    /// Whether `;` or the end follows.
    ends: bool,
}

fn version(text: &[u8], start: usize) -> Option<Version> {
    let rest = &text[start..];
    let rest = rest.strip_prefix(b"v").or_else(|| rest.strip_prefix(b"V"))?;
    let rest = skip_blanks(skip_blanks(rest).strip_prefix(b"=")?);
    let value_at = text.len() - rest.len();
    let length = rest.iter().take_while(|octet| octet.is_ascii_alphanumeric()).count();
    let behind = skip_blanks(&rest[length..]);
    Some(Version { value: value_at..value_at + length, ends: matches!(behind.first(), None | Some(b';')) })
}

/// WSP is a space or a tab (RFC 5234 appendix B.1).
fn skip_blanks(text: &[u8]) -> &[u8] {
    let blanks = text.iter().take_while(|octet| matches!(octet, b' ' | b'\t')).count();
    &text[blanks..]
}

fn near_miss(text: &[u8]) -> Option<NearMiss> {
    use NearMissReason::*;
    let lead = text.len() - text.trim_ascii_start().len();
    let start = lead + leading_quotes(&text[lead..]);
    let miss = |reason, span| Some(NearMiss { reason, span });
    if let Some(version) = version(text, start) {
        let value = &text[version.value.clone()];
        let upper = value.to_ascii_uppercase();
        match upper.strip_prefix(b"DMARC1") {
            Some([]) if value != b"DMARC1" => return miss(Case, version.value),
            Some([]) if !version.ends => return miss(Glued, version.value),
            Some([]) => return miss(if start > lead { LeadingQuote } else { LeadingSpace }, 0..start),
            Some(_) => return miss(Glued, version.value),
            None if upper.starts_with(b"DMARC") => return miss(WrongVersion, version.value),
            None => {}
        }
    }
    let tags = taglist::split(text);
    let is = |tag: &Tag<'_>, name: TagName| TagName::parse(tag.name) == Some(name);
    if let Some(tag) = tags.iter().find(|tag| is(tag, TagName::V) && tag.value == Some(b"DMARC1")) {
        return miss(NotFirst, tag.span.clone());
    }
    // Other records have a `p` too (a DKIM key), but not with the name of a policy in it.
    let policy = tags.iter().find(|tag| is(tag, TagName::P) && tag.value.is_some_and(|v| Policy::parse(v).is_some()));
    policy.and_then(|_| miss(NoVersion, 0..text.len()))
}

/// How many octets of quotation marks, backslashes and byte order marks a text starts with.
fn leading_quotes(text: &[u8]) -> usize {
    let is_quote =
        |c: &char| matches!(c, '"' | '\'' | '\\' | '\u{201c}'..='\u{201f}' | '\u{2018}' | '\u{2019}' | '\u{feff}');
    let valid = text.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    valid.chars().take_while(is_quote).map(char::len_utf8).sum()
}

impl PolicyRecord {
    fn read(text: &[u8]) -> Self {
        let mut reader = Reader::new(text);
        for (at, tag) in taglist::split(text).iter().enumerate() {
            if at == 0 {
                reader.version(tag);
            } else {
                reader.tag(tag, at);
            }
        }
        reader.finish()
    }

    /// What a generation of readers takes from the record; `None` when DMARC does not apply at all.
    pub fn terms(&self, generation: Generation) -> Option<Terms> {
        match generation {
            Generation::Rfc9989 => self.policy_9989(),
            Generation::Rfc7489 => self.policy_7489(),
        }
    }

    /// RFC 9989 section 4.10.1: without a valid `p`, or with an invalid `sp` or `np`, the whole
    /// record counts as `p=none` if a report address is valid, and for nothing otherwise.
    pub fn policy_9989(&self) -> Option<Terms> {
        let broken = self.sp == Entry::Invalid || self.np == Entry::Invalid;
        match self.p {
            Entry::Valid(p) if !broken => {
                let subdomain = self.sp.or(p);
                let testing = self.t.or(false);
                Some(Terms {
                    own: p,
                    subdomain,
                    nonexistent: self.np.or(subdomain),
                    testing,
                    pct: 100,
                    fallback: false,
                })
            }
            Entry::Valid(_) | Entry::Invalid | Entry::Absent => self.none_for_reports(),
        }
    }

    /// RFC 7489 section 6.6.3, step 6: the same for `p` and `sp`; `np` and `t` are unknown tags, and
    /// a percentage that cannot be read is 100.
    pub fn policy_7489(&self) -> Option<Terms> {
        match self.p {
            Entry::Valid(p) if self.sp != Entry::Invalid => {
                let subdomain = self.sp.or(p);
                Some(Terms {
                    own: p,
                    subdomain,
                    nonexistent: subdomain,
                    testing: false,
                    pct: self.pct.or(100),
                    fallback: false,
                })
            }
            Entry::Valid(_) | Entry::Invalid | Entry::Absent => self.none_for_reports(),
        }
    }

    fn none_for_reports(&self) -> Option<Terms> {
        let none = Policy::None;
        let terms = Terms { own: none, subdomain: none, nonexistent: none, testing: false, pct: 100, fallback: true };
        self.rua.iter().any(ReportUri::is_valid).then_some(terms)
    }

    /// The alignment modes for DKIM and for SPF; the default is relaxed.
    pub fn modes(&self) -> (Mode, Mode) {
        (self.adkim.or(Mode::Relaxed), self.aspf.or(Mode::Relaxed))
    }

    /// What the record says of its place in the tree.
    pub fn place(&self) -> Psd {
        self.psd.or(Psd::Unsaid)
    }

    /// True when the tag is written twice: which of the two counts is each reader's choice.
    pub fn repeats(&self, tag: TagName) -> bool {
        self.problems.iter().any(|problem| problem.kind == ProblemKind::Duplicate(tag))
    }
}

impl<T: Copy> Entry<T> {
    /// The value, when the tag has a valid one.
    pub fn valid(self) -> Option<T> {
        match self {
            Self::Valid(value) => Some(value),
            Self::Absent | Self::Invalid => None,
        }
    }

    /// The value, or the default of a tag that is missing or invalid (RFC 9989 section 4.8).
    pub fn or(self, default: T) -> T {
        self.valid().unwrap_or(default)
    }
}

impl Terms {
    /// The weakest and the strongest treatment that failing mail gets under a policy of these terms.
    /// They differ only where a percentage picks messages (RFC 7489 section 6.6.4).
    pub fn treatment(&self, policy: Policy) -> (Policy, Policy) {
        if self.testing || self.pct == 0 {
            return (policy.lowered(), policy.lowered());
        }
        if self.pct < 100 { (policy.lowered(), policy) } else { (policy, policy) }
    }
}

/// Collects tags and problems.
struct Reader<'a> {
    text: &'a [u8],
    seen: Vec<TagName>,
    record: PolicyRecord,
}

impl<'a> Reader<'a> {
    fn new(text: &'a [u8]) -> Self {
        let record = PolicyRecord {
            text: text.to_vec(),
            p: Entry::Absent,
            sp: Entry::Absent,
            np: Entry::Absent,
            adkim: Entry::Absent,
            aspf: Entry::Absent,
            t: Entry::Absent,
            psd: Entry::Absent,
            fo: Entry::Absent,
            pct: Entry::Absent,
            rua: Vec::new(),
            ruf: Vec::new(),
            problems: Vec::new(),
        };
        Self { text, seen: vec![TagName::V], record }
    }

    fn finish(mut self) -> PolicyRecord {
        if !self.seen.contains(&TagName::P) {
            self.report(ProblemKind::PolicyMissing, 0..self.text.len());
        }
        self.record.problems.sort_by_key(|problem| (problem.span.start, problem.kind));
        self.record
    }

    fn report(&mut self, kind: ProblemKind, span: Span) {
        self.record.problems.push(Problem { kind, span });
    }

    fn version(&mut self, tag: &Tag<'_>) {
        if tag.name == b"V" {
            self.report(ProblemKind::NameCase(TagName::V), tag.name_span.clone());
        }
    }

    fn tag(&mut self, tag: &Tag<'_>, at: usize) {
        if tag.span.is_empty() {
            return self.report(ProblemKind::EmptyPiece, tag.span.clone());
        }
        for (separator, span) in separators::find(self.text, tag) {
            self.report(ProblemKind::Separator(separator), span);
        }
        let Some(value) = tag.value else {
            return self.report(ProblemKind::NoEqualsSign, tag.span.clone());
        };
        let Some(name) = TagName::parse(tag.name) else {
            return self.unknown_name(tag);
        };
        if tag.name.iter().any(u8::is_ascii_uppercase) {
            self.report(ProblemKind::NameCase(name), tag.name_span.clone());
        }
        if name == TagName::P && at != 1 && !self.seen.contains(&name) {
            self.report(ProblemKind::PolicyNotSecond, tag.span.clone());
        }
        if self.seen.contains(&name) {
            return self.report(ProblemKind::Duplicate(name), tag.span.clone());
        }
        self.seen.push(name);
        if matches!(name, TagName::Pct | TagName::Rf | TagName::Ri) {
            self.report(ProblemKind::Historic(name), tag.span.clone());
        }
        if value.is_empty() {
            return self.report(ProblemKind::EmptyValue(name), tag.span.clone());
        }
        if value.iter().any(|octet| !matches!(octet, b' '..=b'~')) {
            self.report(ProblemKind::ValueCharacter(name), tag.value_span.clone());
        }
        self.value(name, value, &tag.value_span);
    }

    fn unknown_name(&mut self, tag: &Tag<'_>) {
        let kind = if tag.name.is_empty() || !tag.name.iter().all(u8::is_ascii_alphabetic) {
            ProblemKind::TagName
        } else {
            ProblemKind::Unknown(TagName::suggestion(tag.name))
        };
        self.report(kind, tag.name_span.clone());
    }

    fn value(&mut self, name: TagName, value: &[u8], span: &Span) {
        match name {
            TagName::V => {}
            TagName::P => self.record.p = self.word(name, value, span, Policy::parse),
            TagName::Sp => self.record.sp = self.word(name, value, span, Policy::parse),
            TagName::Np => self.record.np = self.word(name, value, span, Policy::parse),
            TagName::Adkim => self.record.adkim = self.word(name, value, span, Mode::parse),
            TagName::Aspf => self.record.aspf = self.word(name, value, span, Mode::parse),
            TagName::Psd => self.record.psd = self.word(name, value, span, Psd::parse),
            TagName::T => self.record.t = self.word(name, value, span, yes_or_no),
            TagName::Pct => self.record.pct = self.word(name, value, span, percentage),
            TagName::Fo => self.failure_options(value, span),
            TagName::Rua => self.record.rua = uri::read_list(self.text, span.clone()),
            TagName::Ruf => self.record.ruf = uri::read_list(self.text, span.clone()),
            // What a historic tag says binds nobody: that it is there is all there is to report.
            TagName::Rf | TagName::Ri => {}
        }
    }

    fn word<T>(&mut self, name: TagName, value: &[u8], span: &Span, parse: impl Fn(&[u8]) -> Option<T>) -> Entry<T> {
        match parse(value) {
            Some(parsed) => {
                if value.iter().any(u8::is_ascii_uppercase) {
                    self.report(ProblemKind::ValueCase(name), span.clone());
                }
                Entry::Valid(parsed)
            }
            None => {
                self.report(ProblemKind::InvalidValue(name), span.clone());
                Entry::Invalid
            }
        }
    }

    fn failure_options(&mut self, value: &[u8], span: &Span) {
        self.record.fo = match FailureOptions::parse(value) {
            Ok(options) => Entry::Valid(options),
            Err(problem) => {
                self.report(ProblemKind::FailureOptions(problem), span.clone());
                Entry::Invalid
            }
        };
    }
}

fn yes_or_no(value: &[u8]) -> Option<bool> {
    match value {
        b"y" | b"Y" => Some(true),
        b"n" | b"N" => Some(false),
        _ => None,
    }
}

/// An integer from 0 to 100 (RFC 7489 section 6.3).
fn percentage(value: &[u8]) -> Option<u8> {
    if !(1..=3).contains(&value.len()) || !value.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(value).ok()?.parse().ok().filter(|number| *number <= 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(text: &str) -> PolicyRecord {
        match read(text.as_bytes()) {
            Reading::Policy(record) => *record,
            other => panic!("{text}: {other:?}"),
        }
    }

    /// The problems with the text they point at.
    fn problems(text: &str) -> Vec<(ProblemKind, String)> {
        let shown = |p: &Problem| (p.kind, String::from_utf8_lossy(&text.as_bytes()[p.span.clone()]).into_owned());
        policy(text).problems.iter().map(shown).collect()
    }

    #[test]
    fn near_misses_have_a_reason() {
        use NearMissReason::*;
        for (text, reason) in [
            ("p=reject; v=DMARC1", Some(NotFirst)),
            ("v=dmarc1; p=reject", Some(Case)),
            ("v=DMARC1 p=reject", Some(Glued)),
            ("v=DMARC1p=none", Some(Glued)),
            ("v=DMARC1,p=none", Some(Glued)),
            ("v=DMARC1: p=none", Some(Glued)),
            (" v=DMARC1; p=none", Some(LeadingSpace)),
            ("\"v=DMARC1; p=none\"", Some(LeadingQuote)),
            ("\u{201c}v=DMARC1; p=none\u{201d}", Some(LeadingQuote)),
            ("v=DMARC; p=none", Some(WrongVersion)),
            ("v=DMARC2; p=none", Some(WrongVersion)),
            ("p=none; rua=mailto:a@example.com", Some(NoVersion)),
            ("DMARC1; p=none", Some(NoVersion)),
            ("v=spf1 -all", None),
            ("v=DKIM1; k=rsa; p=MIIB", None),
            ("", None),
            ("v=", None),
        ] {
            let read = match read(text.as_bytes()) {
                Reading::NearMiss(miss) => Some(miss.reason),
                Reading::Unrelated => None,
                Reading::Policy(_) => panic!("{text} was taken for a policy"),
            };
            assert_eq!(read, reason, "{text}");
        }
    }

    #[test]
    fn white_space_that_the_grammar_allows() {
        for text in ["v=DMARC1", "v = DMARC1\t;\tp\t=\treject\t;", "V=DMARC1;p=reject", "v=DMARC1 ; p=reject"] {
            assert!(is_policy(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn problems_and_their_places() {
        use super::super::tags::TagName::*;
        use ProblemKind::TagName as BadName;
        use ProblemKind::{Duplicate, EmptyPiece, EmptyValue, FailureOptions, Historic, InvalidValue, NameCase};
        use ProblemKind::{
            NoEqualsSign, PolicyMissing, PolicyNotSecond, Separator, Unknown, ValueCase, ValueCharacter,
        };
        for (text, expected) in [
            ("v=DMARC1; p=none", vec![]),
            (
                "v=DMARC1; p=none, rua=mailto:a@example.com",
                vec![(InvalidValue(P), "none, rua=mailto:a@example.com"), (Separator(super::Separator::Comma), ", ")],
            ),
            (
                "v=DMARC1; p=none\\; rua=mailto:a@example.com",
                vec![(InvalidValue(P), "none\\"), (Separator(super::Separator::Backslash), "\\")],
            ),
            (
                "v=DMARC1; p=none\nrua=mailto:a@example.com",
                vec![
                    (ValueCharacter(P), "none\nrua=mailto:a@example.com"),
                    (InvalidValue(P), "none\nrua=mailto:a@example.com"),
                    (Separator(super::Separator::Newline), "\n"),
                ],
            ),
            (
                "v=DMARC1; rua=mailto:a@example.com p=none",
                vec![
                    (PolicyMissing, "v=DMARC1; rua=mailto:a@example.com p=none"),
                    (Separator(super::Separator::Space), " "),
                ],
            ),
            (
                "v=DMARC1; p=none;\u{a0}sp=none",
                vec![(Separator(super::Separator::NotAscii), "\u{a0}"), (BadName, "\u{a0}sp")],
            ),
            (
                "v=DMARC1; p=none\u{201d}",
                vec![
                    (ValueCharacter(P), "none\u{201d}"),
                    (InvalidValue(P), "none\u{201d}"),
                    (Separator(super::Separator::Quote), "\u{201d}"),
                ],
            ),
            ("v=DMARC1; p=Reject; SP=none", vec![(ValueCase(P), "Reject"), (NameCase(Sp), "SP")]),
            ("v=DMARC1; p=none; p=reject", vec![(Duplicate(P), "p=reject")]),
            (
                "v=DMARC1;; p=none; rua=; bogus",
                vec![(EmptyPiece, ""), (PolicyNotSecond, "p=none"), (EmptyValue(Rua), "rua="), (NoEqualsSign, "bogus")],
            ),
            (
                "v=DMARC1; p=none; rau=x; x=1; 1=2",
                vec![(Unknown(Some(Rua)), "rau"), (Unknown(None), "x"), (BadName, "1")],
            ),
            (
                "v=DMARC1; p=none; pct=110; ri=1; fo=0:1; adkim=relaxed",
                vec![
                    (Historic(Pct), "pct=110"),
                    (InvalidValue(Pct), "110"),
                    (Historic(Ri), "ri=1"),
                    (FailureOptions(FailureOptionProblem::Exclusive), "0:1"),
                    (InvalidValue(Adkim), "relaxed"),
                ],
            ),
            (
                "v=DMARC1; rua=mailto:a@example.com?p=none",
                vec![(PolicyMissing, "v=DMARC1; rua=mailto:a@example.com?p=none")],
            ),
        ] {
            let mut expected: Vec<_> = expected.into_iter().map(|(kind, at)| (kind, at.to_owned())).collect();
            let mut found = problems(text);
            expected.sort();
            found.sort();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn an_empty_tag_is_not_written() {
        assert_eq!(policy("v=DMARC1; p=reject; sp=").policy_9989().map(|terms| terms.subdomain), Some(Policy::Reject));
        assert_eq!(policy("v=DMARC1; p=reject; sp=x").policy_9989(), None);
    }

    #[test]
    fn treatment_under_a_percentage() {
        let terms = |text: &str| policy(text).policy_7489().unwrap();
        let treated = |text: &str| {
            let terms = terms(text);
            terms.treatment(terms.own)
        };
        assert_eq!(treated("v=DMARC1; p=reject; pct=50"), (Policy::Quarantine, Policy::Reject));
        assert_eq!(treated("v=DMARC1; p=reject; pct=0"), (Policy::Quarantine, Policy::Quarantine));
        assert_eq!(treated("v=DMARC1; p=reject; pct=x"), (Policy::Reject, Policy::Reject));
    }
}
