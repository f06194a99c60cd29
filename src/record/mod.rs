//! One record by itself: what kind it is, whether receivers can use it, and what the rules say.

pub mod opinion;

use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;

use crate::checks;
use crate::dkim::key::{KeyRecord, KeyState};
use crate::dmarc::record::{self as dmarc, Reading};
use crate::dns::record::DataError;
use crate::dns::{Answer, From, Origin, Question, Record, RecordData, RecordType, RrSet, Source, Txt};
use crate::facts::Subject;
use crate::finding::Finding;
use crate::name::{DomainName, Selector};
use crate::spf;
use crate::taglist;
use crate::text::Span;
use crate::{check, limits};

/// The kinds of records that can be judged by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An SPF record.
    Spf,
    /// A DMARC policy record.
    Dmarc,
    /// A DKIM key record.
    Dkim,
}

impl Kind {
    /// The word of the JSON answer.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spf => "spf",
            Self::Dmarc => "dmarc",
            Self::Dkim => "dkim",
        }
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spf => "SPF",
            Self::Dmarc => "DMARC",
            Self::Dkim => "DKIM",
        }
    }

    /// The kind that a text was meant as, broken or not.
    pub fn guess(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        let has_tag = |name: &str| {
            taglist::split(lower.as_bytes()).iter().any(|tag| tag.name == name.as_bytes() && tag.value.is_some())
        };
        if lower.contains("v=dmarc") {
            Some(Self::Dmarc)
        } else if lower.contains("v=dkim") {
            Some(Self::Dkim)
        } else if lower.contains("spf1") || lower.contains("v=spf") {
            Some(Self::Spf)
        } else if has_tag("p")
            && (has_tag("rua")
                || has_tag("sp")
                || ["p=none", "p=quarantine", "p=reject"].iter().any(|p| lower.contains(p)))
        {
            Some(Self::Dmarc)
        } else if has_tag("p") {
            Some(Self::Dkim)
        } else {
            None
        }
    }
}

/// One record, judged.
#[derive(Debug)]
pub struct Judged {
    /// Its kind.
    pub kind: Kind,
    /// Its strings, joined.
    pub text: Vec<u8>,
    /// Whether receivers can use it: an SPF record without a syntax error, a DMARC record that applies,
    /// a DKIM key that verifies mail or was withdrawn in good order.
    pub valid: bool,
    /// The broken rules.
    pub findings: Vec<Finding>,
    /// Its terms or tags, in order.
    pub tags: Vec<Part>,
    /// The key of a DKIM record.
    pub key: Option<KeyRecord>,
}

/// One term or tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The tag, or the term as a whole.
    pub name: Vec<u8>,
    /// The value; empty without one.
    pub value: Vec<u8>,
    /// Where it stands.
    pub span: Span,
}

/// The data of a whole line of a zone file (`example.fr. 3600 IN TXT "v=spf1 …"`); any other text as it is.
fn data(text: &str) -> &str {
    let mut rest = text.trim();
    // Owner, TTL and class may stand before the type.
    for _ in 0..4 {
        let Some((word, behind)) = rest.split_once([' ', '\t']) else { return text };
        if word.contains(['=', '"']) {
            return text;
        }
        rest = behind.trim_start();
        if word.eq_ignore_ascii_case("TXT") {
            return rest;
        }
    }
    text
}

/// The strings of a record that was typed: in quotes as a zone file has them, else one text.
///
/// # Errors
/// [`DataError`] when the quotes do not close or a string is too long.
pub fn strings(text: &str) -> Result<Txt, DataError> {
    let text = data(text);
    if !text.starts_with('"') {
        return Ok(Txt::chunked(text));
    }
    match RecordData::parse(RecordType::Txt, text)? {
        RecordData::Txt(txt) => Ok(txt),
        _ => Ok(Txt::chunked(text)),
    }
}

/// Judges a record by itself.
pub async fn judge(kind: Kind, txt: Txt) -> Judged {
    let domain = DomainName::parse("domain.example").expect("a name");
    let selector = Selector::parse("selector").expect("a selector");
    let owner = match kind {
        Kind::Spf => domain.clone(),
        Kind::Dmarc => domain.child("_dmarc").expect("a name"),
        Kind::Dkim => selector.key_name(&domain).expect("a name"),
    };
    let text = txt.joined();
    let selectors = if kind == Kind::Dkim { vec![selector] } else { Vec::new() };
    let subject = Subject {
        domain,
        selectors,
        declared: Vec::new(),
        zones: Vec::new(),
        blocklists: [].into(),
        as_of: Timestamp::MAX,
    };
    let only = Only { question: Question::new(owner.clone(), RecordType::Txt), txt };
    let (facts, _) = check::gather(&only, subject, Duration::from_secs(1)).await;
    let mut findings: Vec<_> = checks::run_all(&facts).into_iter().flat_map(|checked| checked.findings).collect();
    findings.retain(|finding| finding.is_failure() && finding.evidence.place.name == owner);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
    let (valid, tags, key) = read(kind, &text);
    Judged { kind, text, valid, findings, tags, key }
}

fn read(kind: Kind, text: &[u8]) -> (bool, Vec<Part>, Option<KeyRecord>) {
    match kind {
        Kind::Spf => {
            let selected = spf::record::is_selectable(text);
            let record = spf::record::Record::parse(text);
            let terms = record.terms.iter().map(|term| Part {
                name: text.get(term.span.clone()).unwrap_or_default().to_vec(),
                value: Vec::new(),
                span: term.span.clone(),
            });
            (selected && record.errors.is_empty(), terms.collect(), None)
        }
        Kind::Dmarc => {
            let valid = match dmarc::read(text) {
                Reading::Policy(policy) => policy.policy_9989().is_some(),
                Reading::NearMiss(_) | Reading::Unrelated => false,
            };
            (valid, parts(text), None)
        }
        Kind::Dkim => {
            let key = KeyRecord::read(text);
            (key.state() != KeyState::Invalid, parts(text), Some(key))
        }
    }
}

fn parts(text: &[u8]) -> Vec<Part> {
    let tags = taglist::split(text).into_iter();
    let part = |tag: taglist::Tag<'_>| Part {
        name: tag.name.to_vec(),
        value: tag.value.unwrap_or_default().to_vec(),
        span: tag.span,
    };
    tags.take(limits::RECORD_OCTETS).map(part).collect()
}

/// A world with one answer.
struct Only {
    question: Question,
    txt: Txt,
}

impl Source for Only {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        let answer = if *question == self.question {
            let record = Record {
                name: question.name.clone(),
                ttl: 3600,
                data: RecordData::Txt(self.txt.clone()),
                location: None,
            };
            let origin = Origin::of(From::Set);
            Answer::Records(RrSet { records: vec![record], ttl: 3600, chain: Vec::new(), authenticated: false, origin })
        } else {
            Answer::OutOfZone
        };
        Box::pin(std::future::ready(answer))
    }
}
