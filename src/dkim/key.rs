//! DKIM key records: what stands at `<selector>._domainkey.<domain>` (RFC 6376 section 3.6.1, with
//! RFC 8301 and RFC 8463).
//!
//! A record is read to its end whatever is wrong with it: every problem is kept with its place, and
//! [`KeyRecord::state`] draws the conclusion. Judging severity is left to the rules.

mod problem;
mod reading;

pub use self::problem::{Effect, KeyProblem, Problem, Quoting};
use self::reading::{Reading, quoting_at};
use super::public_key::PublicKey;
use crate::dns::Txt;
use crate::text::Span;

/// A key record as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRecord {
    /// The record, its strings joined; all spans point into it.
    pub text: Vec<u8>,
    /// Every tag, in order, duplicates and unknown ones included.
    pub tags: Vec<KeyTag>,
    /// The key type of `k=`, `rsa` when there is none.
    pub key_type: KeyType,
    /// The hash algorithms of `h=`; `None` allows all.
    pub hashes: Option<Vec<String>>,
    /// The service types of `s=`; `None` is every service.
    pub services: Option<Vec<String>>,
    /// The flags of `t=`.
    pub flags: Vec<String>,
    /// The key, where `p=` could be read as one, even if no verifier would use it.
    pub key: Option<PublicKey>,
    /// Everything that is wrong or unusual, in the order of the record.
    pub problems: Vec<Problem>,
}

/// One tag of a key record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyTag {
    /// Its name as written, unsafe octets escaped.
    pub name: String,
    /// Its value, white space around it removed; `None` without `=`.
    pub value: Option<Vec<u8>>,
    /// Where the tag stands.
    pub span: Span,
    /// Where its value stands.
    pub value_span: Span,
}

/// What `k=` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyType {
    /// `rsa`, the default.
    Rsa,
    /// `ed25519` (RFC 8463).
    Ed25519,
    /// Anything else, as written: such keys are ignored.
    Other(String),
}

/// What a verifier can do with the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyState {
    /// It verifies mail.
    Valid,
    /// `p=` is empty: the key was withdrawn (RFC 6376 section 3.6.1).
    Revoked,
    /// No verifier can use it for mail.
    Invalid,
}

impl KeyType {
    /// The word of reports: `rsa`, `ed25519`, or what `k=` says.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
            Self::Other(other) => other,
        }
    }
}

impl KeyRecord {
    /// Reads the joined strings of a TXT record. Nothing is refused: what is wrong is kept.
    pub fn read(record: &[u8]) -> Self {
        Reading::of(record, &[]).finish()
    }

    /// Reads a TXT record; also sees what happened where two of its strings meet.
    pub fn read_txt(txt: &Txt) -> Self {
        Reading::of(&txt.joined(), &txt.boundaries()).finish()
    }

    /// What a verifier can do with the record.
    pub fn state(&self) -> KeyState {
        if self.problems.iter().any(|problem| problem.kind.effect() == Effect::Unusable) {
            KeyState::Invalid
        } else if self.has(|kind| *kind == KeyProblem::Revoked) {
            KeyState::Revoked
        } else {
            KeyState::Valid
        }
    }

    /// The length of the key in bits, where one could be read.
    pub fn bits(&self) -> Option<usize> {
        self.key.as_ref().map(PublicKey::bits)
    }

    /// True when some problem is of the kind asked for.
    pub fn has(&self, is: impl Fn(&KeyProblem) -> bool) -> bool {
        self.problems.iter().any(|problem| is(&problem.kind))
    }

    /// The first tag of this name.
    pub fn tag(&self, name: &str) -> Option<&KeyTag> {
        self.tags.iter().find(|tag| tag.name == name)
    }

    /// True when the domain says that it is testing (`t=y`).
    pub fn is_testing(&self) -> bool {
        self.has(|kind| *kind == KeyProblem::Testing)
    }

    /// True when a signature's `i=` must be exactly its `d=` (`t=s`).
    pub fn forbids_subdomains(&self) -> bool {
        self.flags.iter().any(|flag| flag.eq_ignore_ascii_case("s"))
    }

    /// True when OpenSSL loads the key although it is no strict DER.
    pub fn is_lenient_der(&self) -> bool {
        self.has(|kind| matches!(kind, KeyProblem::LenientDer(_)))
    }

    /// True when somebody meant this text to be a key record: it has a version, a key type or a
    /// key. An SPF record that a wildcard serves here has none.
    pub fn is_key_like(&self) -> bool {
        let is_version = |value: &[u8]| value.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"dkim"));
        let mut values = self.tags.iter().filter_map(|tag| tag.value.as_deref());
        self.tag("p").is_some() || self.tag("k").is_some() || values.any(is_version)
    }

    /// The record without the quotes and escapes that were pasted into it, when they are there and
    /// it is valid without them.
    pub fn repaired(&self) -> Option<String> {
        if !self.has(|kind| matches!(kind, KeyProblem::Quoting(_))) {
            return None;
        }
        let mut cleaned = Vec::with_capacity(self.text.len());
        let mut at = 0;
        while let Some(rest) = self.text.get(at..).filter(|rest| !rest.is_empty()) {
            match quoting_at(rest) {
                Some((_, length)) => at += length,
                None => {
                    cleaned.extend(rest.first());
                    at += 1;
                }
            }
        }
        let text = String::from_utf8(cleaned).ok()?;
        (Self::read(text.as_bytes()).state() == KeyState::Valid).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    fn kinds(record: &str) -> Vec<KeyProblem> {
        KeyRecord::read(record.as_bytes()).problems.into_iter().map(|problem| problem.kind).collect()
    }

    #[test]
    fn spans_point_at_what_is_wrong() {
        let record = KeyRecord::read(b"v=DKIM1; h=sha1 : md9; t=y:x; p=AB%%CD==; p=");
        let shown: Vec<_> =
            record.problems.iter().map(|problem| (&record.text[problem.span.clone()], problem.kind.effect())).collect();
        assert_eq!(
            shown,
            [
                (&b"sha1 : md9"[..], Effect::Unusable),
                (b"md9", Effect::Note),
                (b"y:x", Effect::Weak),
                (b"x", Effect::Note),
                (b"%%", Effect::Unusable),
                (b"p=", Effect::Unusable),
            ]
        );
    }

    #[test]
    fn base64_flaws_are_told_apart() {
        let base64 = |p: &str| {
            let kinds = kinds(&format!("v=DKIM1; k=ed25519; p={p}"));
            kinds
                .into_iter()
                .filter(|kind| !matches!(kind, KeyProblem::SampleKey(_) | KeyProblem::Ed25519Length(_)))
                .collect::<Vec<_>>()
        };
        assert_eq!(base64(SAMPLE), []);
        assert_eq!(base64(SAMPLE.trim_end_matches('=')), [KeyProblem::Base64Padding { found: 0, wanted: 1 }]);
        assert_eq!(base64(&format!("{SAMPLE}=")), [KeyProblem::Base64Padding { found: 2, wanted: 1 }]);
        assert_eq!(base64("AAAAA"), [KeyProblem::Base64Length(5)]);
        assert_eq!(base64("AA==AA"), [KeyProblem::PaddingInside]);
        assert_eq!(base64("k=rsa"), [KeyProblem::PaddingInside]);
        assert_eq!(base64("AA…A"), [KeyProblem::Base64Character("…".into())]);
        assert!(kinds(&format!("p={}", "ab12".repeat(12))).contains(&KeyProblem::LowerCased));
    }

    #[test]
    fn case_is_forgiven_and_noted() {
        let record = KeyRecord::read(format!("v=DKIM1; k=Ed25519; h=SHA256; s=Email; p={SAMPLE}").as_bytes());
        assert_eq!((record.state(), &record.key_type), (KeyState::Valid, &KeyType::Ed25519));
        assert_eq!(record.problems.iter().filter(|p| matches!(p.kind, KeyProblem::ValueCase(_))).count(), 3);
        assert!(kinds("V=DKIM1; p=").contains(&KeyProblem::UnknownTag { name: "V".into(), meant: Some("v") }));
    }

    #[test]
    fn pasted_quotes_can_be_taken_out() {
        let record = KeyRecord::read(format!("\"v=DKIM1\\; k=ed25519\\; \" \"p={SAMPLE}&quot;").as_bytes());
        assert_eq!(record.state(), KeyState::Invalid);
        assert_eq!(record.repaired().as_deref(), Some(&*format!("v=DKIM1; k=ed25519;  p={SAMPLE}")));
        let quoted_note = format!("v=DKIM1; n=the \"new\" key; k=ed25519; p={SAMPLE}");
        assert!(!KeyRecord::read(quoted_note.as_bytes()).has(|kind| matches!(kind, KeyProblem::Quoting(_))));
        assert_eq!(KeyRecord::read(b"v=DKIM1; p=\"nothing\"").repaired(), None);
    }

    #[test]
    fn a_space_where_strings_meet() {
        let (head, tail) = SAMPLE.split_at(20);
        let txt = Txt::new([format!("v=DKIM1; k=ed25519; p={head}"), format!(" {tail}")]);
        let record = KeyRecord::read_txt(&txt);
        assert!(record.has(|kind| *kind == KeyProblem::SpaceAtBoundary));
        assert_eq!(record.state(), KeyState::Valid);
        assert!(
            !KeyRecord::read_txt(&Txt::new(["v=DKIM1; ", " k=ed25519; p="]))
                .has(|kind| *kind == KeyProblem::SpaceAtBoundary)
        );
    }
}
