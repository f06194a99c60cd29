//! DKIM key records: what stands at `<selector>._domainkey.<domain>` (RFC 6376 section 3.6.1, with
//! RFC 8301 and RFC 8463).
//!
//! A record is read to its end whatever is wrong with it: every problem is kept with its place, and
//! [`KeyRecord::state`] draws the conclusion. Judging severity is left to the rules.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};

use super::public_key::{self, DerError, DerKey, Laxity, PublicKey, RsaForm, RsaKey, Sample};
use crate::dns::Txt;
use crate::limits;
use crate::taglist::{self, Tag};
use crate::text::{self, Span};

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

/// Something wrong or unusual, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: KeyProblem,
    /// Where it is, in [`KeyRecord::text`].
    pub span: Span,
}

/// What follows from a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing for verification.
    Note,
    /// Some verifiers stumble, or the key is weaker than it should be.
    Weak,
    /// The key verifies mail, and others than its owner can sign with it.
    Unsafe,
    /// No verifier can use the key for mail.
    Unusable,
}

/// Everything that can be wrong or unusual in a key record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyProblem {
    /// More octets than are read.
    #[error("only the first {} octets are read", limits::RECORD_OCTETS)]
    TooLong,
    /// A piece between semicolons without `=` (RFC 6376 section 3.2).
    #[error("\"{0}\" is no tag: it has no \"=\"")]
    NoEquals(String),
    /// Two semicolons with nothing between them; some verifiers refuse it.
    #[error("there is nothing between two semicolons")]
    EmptyPiece,
    /// A name that no tag may have.
    #[error("\"{0}\" is no name of a tag")]
    TagName(String),
    /// The second tag of one name: the whole record is invalid (RFC 6376 section 3.2).
    #[error("the tag \"{0}\" stands here a second time")]
    DuplicateTag(String),
    /// A tag that is ignored, and the one that may have been meant.
    #[error("the tag \"{name}\" means nothing")]
    UnknownTag {
        /// The tag as written.
        name: String,
        /// The tag whose misspelling it seems to be.
        meant: Option<&'static str>,
    },
    /// A value that is right but for its case; strict verifiers compare it exactly.
    #[error("the value \"{0}\" is written in the wrong case")]
    ValueCase(String),
    /// No `v=`, which is only recommended.
    #[error("the record does not say v=DKIM1")]
    VersionAbsent,
    /// `v=` is not `DKIM1`: the record is discarded.
    #[error("the version is \"{0}\", not \"DKIM1\"")]
    Version(String),
    /// `v=` stands behind another tag.
    #[error("the version does not come first")]
    VersionNotFirst,
    /// A key type nobody knows.
    #[error("the key type \"{0}\" is unknown")]
    TypeUnknown(String),
    /// The key is of another type than `k=` says.
    #[error("k= says {declared} and the key is {found}")]
    TypeMismatch {
        /// The type of `k=`.
        declared: &'static str,
        /// The type of the key.
        found: &'static str,
    },
    /// `h=` allows no hash that RFC 8301 allows.
    #[error("h= does not allow sha256")]
    NoUsableHash,
    /// `h=` allows SHA-1 beside SHA-256 (RFC 8301 section 3.1).
    #[error("h= still allows sha1")]
    HashSha1,
    /// An unknown algorithm in `h=`.
    #[error("the hash algorithm \"{0}\" is unknown")]
    HashUnknown(String),
    /// `s=` has neither `*` nor `email`: the key is not for mail.
    #[error("s= does not serve mail")]
    NotForMail,
    /// The domain is testing DKIM (`t=y`).
    #[error("t=y says that the domain is only testing")]
    Testing,
    /// An unknown flag in `t=`.
    #[error("the flag \"{0}\" is unknown")]
    FlagUnknown(String),
    /// The tag `g=` of RFC 4871, dropped by RFC 6376.
    #[error("g= is obsolete")]
    Granularity,
    /// `g=` that old verifiers read as "no address" or as one address (RFC 6376 appendix C.2).
    #[error("g= limits the key for old verifiers")]
    GranularityLimits,
    /// No `p=`.
    #[error("there is no p=")]
    KeyMissing,
    /// An empty `p=`.
    #[error("the key is revoked")]
    Revoked,
    /// A character that base64 does not have.
    #[error("\"{0}\" is no base64 character")]
    Base64Character(String),
    /// `=` before the end, or too many or too few of them.
    #[error("the base64 ends in {found} \"=\" and needs {wanted}")]
    Base64Padding {
        /// How many there are.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// A number of characters that base64 cannot have.
    #[error("{0} base64 characters are one too many or too few")]
    Base64Length(usize),
    /// A long value without one capital letter: base64 that went through a form in lower case.
    #[error("the key was turned into lower case")]
    LowerCased,
    /// The octets are no key.
    #[error(transparent)]
    Der(#[from] DerError),
    /// The key is loaded by OpenSSL although it is no strict DER.
    #[error("the key is not in strict DER")]
    LenientDer(Vec<Laxity>),
    /// The key lacks the wrapping that every deployment uses.
    #[error("the key is a bare RSAPublicKey")]
    BareRsa,
    /// An Ed25519 key of another length than 32 octets (RFC 8463 section 4.2).
    #[error("an Ed25519 key has 32 octets, this one has {0}")]
    Ed25519Length(usize),
    /// An Ed25519 key in a SubjectPublicKeyInfo.
    #[error("the Ed25519 key is wrapped in DER")]
    Ed25519Wrapped,
    /// An Ed25519 key that makes every signature right.
    #[error("the Ed25519 key is a point of small order")]
    Ed25519LowOrder,
    /// Fewer than 1024 bits: never valid (RFC 8301 section 3.2).
    #[error("an RSA key of {0} bits is never valid")]
    RsaTooShort(usize),
    /// 1024 bits or more, and fewer than 2048.
    #[error("the RSA key has {0} bits, fewer than 2048")]
    RsaShort(usize),
    /// More than 2048 bits.
    #[error("the RSA key has {0} bits, more than 2048")]
    RsaLong(usize),
    /// An exponent that is even or 1.
    #[error("the RSA exponent is even or 1")]
    ExponentBroken,
    /// An exponent other than 65537 that works.
    #[error("the RSA exponent is not 65537")]
    ExponentUnusual(Option<u64>),
    /// An even modulus.
    #[error("the RSA modulus is even")]
    ModulusEven,
    /// A modulus that a small prime divides.
    #[error("the RSA modulus is divisible by {0}")]
    ModulusFactor(u32),
    /// The mark of CVE-2017-15361.
    #[error("the RSA key comes from a faulty generator (CVE-2017-15361)")]
    ModulusRoca,
    /// A key printed in a standard together with its private half.
    #[error("the private half of this key is printed in a standard")]
    SampleKey(Sample),
    /// Quotes or escapes of a zone file or of HTML inside the record.
    #[error("quotes or escapes were pasted into the record: {0}")]
    Quoting(Quoting),
    /// White space where one string ends and the next begins, in the middle of the key.
    #[error("there is white space between two strings, inside the key")]
    SpaceAtBoundary,
}

/// What was left in a record by quoting it for another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quoting {
    /// `"`.
    Quote,
    /// `\`, before `;`, `"` or anything else.
    Backslash,
    /// `&quot;` or another entity for a quote.
    Entity,
}

impl fmt::Display for Quoting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Quote => "\"",
            Self::Backslash => "\\",
            Self::Entity => "&quot;",
        })
    }
}

impl KeyProblem {
    /// The word of machine-readable reports.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::NoEquals(_) => "no_equals",
            Self::EmptyPiece => "empty_piece",
            Self::TagName(_) => "tag_name",
            Self::DuplicateTag(_) => "duplicate_tag",
            Self::UnknownTag { .. } => "unknown_tag",
            Self::ValueCase(_) => "value_case",
            Self::VersionAbsent => "version_absent",
            Self::Version(_) => "version",
            Self::VersionNotFirst => "version_not_first",
            Self::TypeUnknown(_) => "type_unknown",
            Self::TypeMismatch { .. } => "type_mismatch",
            Self::NoUsableHash => "no_usable_hash",
            Self::HashSha1 => "hash_sha1",
            Self::HashUnknown(_) => "hash_unknown",
            Self::NotForMail => "not_for_mail",
            Self::Testing => "testing",
            Self::FlagUnknown(_) => "flag_unknown",
            Self::Granularity => "granularity",
            Self::GranularityLimits => "granularity_limits",
            Self::KeyMissing => "key_missing",
            Self::Revoked => "revoked",
            Self::Base64Character(_) => "base64_character",
            Self::Base64Padding { .. } => "base64_padding",
            Self::Base64Length(_) => "base64_length",
            Self::LowerCased => "lower_cased",
            Self::Der(DerError::Truncated { .. }) => "truncated",
            Self::Der(DerError::Algorithm(_)) => "algorithm",
            Self::Der(DerError::NotAKey) => "not_a_key",
            Self::LenientDer(_) => "lenient_der",
            Self::BareRsa => "bare_rsa",
            Self::Ed25519Length(_) => "ed25519_length",
            Self::Ed25519Wrapped => "ed25519_wrapped",
            Self::Ed25519LowOrder => "ed25519_low_order",
            Self::RsaTooShort(_) => "rsa_too_short",
            Self::RsaShort(_) => "rsa_short",
            Self::RsaLong(_) => "rsa_long",
            Self::ExponentBroken => "exponent_broken",
            Self::ExponentUnusual(_) => "exponent_unusual",
            Self::ModulusEven => "modulus_even",
            Self::ModulusFactor(_) => "modulus_factor",
            Self::ModulusRoca => "modulus_roca",
            Self::SampleKey(_) => "sample_key",
            Self::Quoting(_) => "quoting",
            Self::SpaceAtBoundary => "space_at_boundary",
        }
    }

    /// What follows from it.
    pub fn effect(&self) -> Effect {
        match self {
            Self::VersionAbsent
            | Self::UnknownTag { .. }
            | Self::HashSha1
            | Self::HashUnknown(_)
            | Self::FlagUnknown(_)
            | Self::Granularity
            | Self::Revoked => Effect::Note,
            Self::RsaLong(bits) if *bits <= MUST_VERIFY_BITS => Effect::Note,
            Self::EmptyPiece
            | Self::ValueCase(_)
            | Self::Testing
            | Self::GranularityLimits
            | Self::LenientDer(_)
            | Self::BareRsa
            | Self::RsaShort(_)
            | Self::RsaLong(_)
            | Self::ExponentUnusual(_)
            | Self::Quoting(_)
            | Self::SpaceAtBoundary => Effect::Weak,
            Self::Ed25519LowOrder | Self::ModulusFactor(_) | Self::ModulusRoca | Self::SampleKey(_) => Effect::Unsafe,
            Self::TooLong
            | Self::NoEquals(_)
            | Self::TagName(_)
            | Self::DuplicateTag(_)
            | Self::Version(_)
            | Self::VersionNotFirst
            | Self::TypeUnknown(_)
            | Self::TypeMismatch { .. }
            | Self::NoUsableHash
            | Self::NotForMail
            | Self::KeyMissing
            | Self::Base64Character(_)
            | Self::Base64Padding { .. }
            | Self::Base64Length(_)
            | Self::LowerCased
            | Self::Der(_)
            | Self::Ed25519Length(_)
            | Self::Ed25519Wrapped
            | Self::RsaTooShort(_)
            | Self::ExponentBroken
            | Self::ModulusEven => Effect::Unusable,
        }
    }
}

/// The longest RSA key that every verifier takes (RFC 8301 section 3.2).
const MUST_VERIFY_BITS: usize = 4_096;

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

/// The tags that RFC 6376 section 3.6.1 defines, and the one that it dropped.
const KNOWN_TAGS: [&str; 8] = ["v", "g", "h", "k", "n", "p", "s", "t"];

/// A record being read.
struct Reading<'a> {
    record: &'a [u8],
    boundaries: &'a [usize],
    tags: Vec<Tag<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    fn of(record: &'a [u8], boundaries: &'a [usize]) -> Self {
        let within = record.get(..limits::RECORD_OCTETS).unwrap_or(record);
        let mut reading = Self { record: within, boundaries, tags: taglist::split(within), problems: Vec::new() };
        if within.len() < record.len() {
            reading.note(KeyProblem::TooLong, within.len()..within.len());
        }
        reading
    }

    fn finish(mut self) -> KeyRecord {
        self.judge_names();
        self.judge_version();
        let key_type = self.judge_type();
        let hashes = self.judge_hashes();
        let services = self.judge_services();
        let flags = self.judge_flags();
        self.judge_granularity();
        let key = self.judge_key(&key_type);
        self.judge_quoting();
        self.problems.sort_by_key(|problem| problem.span.start);
        let keep = |tag: &Tag<'_>| KeyTag {
            name: text::show(tag.name),
            value: tag.value.map(<[u8]>::to_vec),
            span: tag.span.clone(),
            value_span: tag.value_span.clone(),
        };
        let tags = self.tags.iter().map(keep).collect();
        KeyRecord { text: self.record.to_vec(), tags, key_type, hashes, services, flags, key, problems: self.problems }
    }

    fn note(&mut self, kind: KeyProblem, span: Span) {
        self.problems.push(Problem { kind, span });
    }

    /// The first tag of this name that has a value.
    fn value(&self, name: &str) -> Option<(&'a [u8], Span)> {
        let tag = self.tags.iter().find(|tag| tag.name == name.as_bytes() && tag.value.is_some())?;
        Some((tag.value?, tag.value_span.clone()))
    }

    fn judge_names(&mut self) {
        let mut seen = BTreeMap::new();
        for tag in self.tags.clone() {
            let shown = text::show(tag.name);
            if tag.span.is_empty() {
                self.note(KeyProblem::EmptyPiece, tag.span);
            } else if tag.value.is_none() {
                self.note(KeyProblem::NoEquals(shown), tag.span);
            } else if !is_tag_name(tag.name) {
                self.note(KeyProblem::TagName(shown), tag.name_span);
            } else if seen.insert(tag.name, ()).is_some() {
                self.note(KeyProblem::DuplicateTag(shown), tag.span);
            } else if !KNOWN_TAGS.contains(&shown.as_str()) {
                let meant = meant_tag(&shown);
                self.note(KeyProblem::UnknownTag { name: shown, meant }, tag.name_span);
            }
        }
    }

    fn judge_version(&mut self) {
        let Some((value, span)) = self.value("v") else {
            return self.note(KeyProblem::VersionAbsent, 0..0);
        };
        if value != b"DKIM1" {
            self.note(KeyProblem::Version(text::show(value)), span.clone());
        }
        if self.tags.first().is_some_and(|first| first.name != b"v") {
            self.note(KeyProblem::VersionNotFirst, span);
        }
    }

    fn judge_type(&mut self) -> KeyType {
        let Some((value, span)) = self.value("k") else { return KeyType::Rsa };
        for (name, key_type) in [("rsa", KeyType::Rsa), ("ed25519", KeyType::Ed25519)] {
            if value.eq_ignore_ascii_case(name.as_bytes()) {
                self.judge_case(value, name, span);
                return key_type;
            }
        }
        let shown = text::show(value);
        self.note(KeyProblem::TypeUnknown(shown.clone()), span);
        KeyType::Other(shown)
    }

    fn judge_case(&mut self, value: &[u8], right: &str, span: Span) {
        if value != right.as_bytes() {
            self.note(KeyProblem::ValueCase(text::show(value)), span);
        }
    }

    /// A value with colons, its elements compared with the words it may hold, and its place;
    /// `unknown` makes a problem of any other element. Empty elements are passed over.
    fn judge_list(
        &mut self,
        name: &str,
        words: &[&str],
        unknown: Option<fn(String) -> KeyProblem>,
    ) -> Option<(Vec<String>, Span)> {
        let (value, span) = self.value(name)?;
        let mut kept = Vec::new();
        let mut start = span.start;
        for piece in value.split(|octet| *octet == b':') {
            let place = taglist::trim(self.record, start..start + piece.len());
            start += piece.len() + 1;
            let Some(element) = self.record.get(place.clone()).filter(|element| !element.is_empty()) else { continue };
            match words.iter().find(|word| element.eq_ignore_ascii_case(word.as_bytes())) {
                Some(word) => {
                    self.judge_case(element, word, place);
                    kept.push((*word).to_owned());
                }
                None => {
                    let shown = text::show(element);
                    if let Some(problem) = unknown {
                        self.note(problem(shown.clone()), place);
                    }
                    kept.push(shown);
                }
            }
        }
        Some((kept, span))
    }

    fn judge_hashes(&mut self) -> Option<Vec<String>> {
        let (hashes, span) = self.judge_list("h", &["sha1", "sha256"], Some(KeyProblem::HashUnknown))?;
        let allows = |name: &str| hashes.iter().any(|hash| hash == name);
        if !allows("sha256") {
            self.note(KeyProblem::NoUsableHash, span);
        } else if allows("sha1") {
            self.note(KeyProblem::HashSha1, span);
        }
        Some(hashes)
    }

    fn judge_services(&mut self) -> Option<Vec<String>> {
        // Service types are registered one by one; those of other services are no problem here.
        let (services, span) = self.judge_list("s", &["*", "email"], None)?;
        if !services.iter().any(|service| service == "*" || service == "email") {
            self.note(KeyProblem::NotForMail, span);
        }
        Some(services)
    }

    fn judge_flags(&mut self) -> Vec<String> {
        let Some((flags, span)) = self.judge_list("t", &["y", "s"], Some(KeyProblem::FlagUnknown)) else {
            return Vec::new();
        };
        if flags.iter().any(|flag| flag == "y") {
            self.note(KeyProblem::Testing, span);
        }
        flags
    }

    fn judge_granularity(&mut self) {
        if let Some((value, span)) = self.value("g") {
            self.note(KeyProblem::Granularity, span.clone());
            if value != b"*" {
                self.note(KeyProblem::GranularityLimits, span);
            }
        }
    }

    fn judge_key(&mut self, key_type: &KeyType) -> Option<PublicKey> {
        let Some((value, span)) = self.value("p") else {
            self.note(KeyProblem::KeyMissing, self.record.len()..self.record.len());
            return None;
        };
        if value.is_empty() {
            self.note(KeyProblem::Revoked, span);
            return None;
        }
        self.judge_boundaries(&span);
        let octets = self.decode(value, &span)?;
        let key = match key_type {
            KeyType::Rsa => self.judge_rsa(&octets, &span)?,
            KeyType::Ed25519 => self.judge_ed25519(&octets, &span)?,
            KeyType::Other(_) => return None,
        };
        if let Some(sample) = key.sample() {
            self.note(KeyProblem::SampleKey(sample), span);
        }
        Some(key)
    }

    fn judge_boundaries(&mut self, key: &Span) {
        let is_space = |at: usize| key.contains(&at) && self.record.get(at).is_some_and(|octet| is_folding(*octet));
        let met: Vec<_> =
            self.boundaries.iter().filter(|at| is_space(**at) || is_space(at.saturating_sub(1))).collect();
        for at in met {
            self.note(KeyProblem::SpaceAtBoundary, at.saturating_sub(1)..at + 1);
        }
    }

    /// The octets of the key, read as far as possible; `None` when a character stands in the way.
    fn decode(&mut self, value: &[u8], span: &Span) -> Option<Vec<u8>> {
        let mut symbols = Vec::with_capacity(value.len());
        let mut padding = 0;
        let mut is_base64 = true;
        let mut at = 0;
        while let Some(octet) = value.get(at) {
            let place = span.start + at;
            match octet {
                octet if is_folding(*octet) => {}
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => symbols.push(*octet),
                b'=' => padding += 1,
                _ => {
                    // A run is one problem: `"" "`, or the octets of one character.
                    let run = value
                        .get(at..)
                        .unwrap_or_default()
                        .iter()
                        .take_while(|octet| !is_base64_octet(**octet))
                        .count()
                        .max(1);
                    let wrong = value.get(at..at + run).unwrap_or_default();
                    self.note(KeyProblem::Base64Character(text::show(wrong)), place..place + run);
                    is_base64 = false;
                    at += run - 1;
                }
            }
            at += 1;
        }
        if !is_base64 {
            return None;
        }
        if symbols.len() > 40 && !symbols.iter().any(u8::is_ascii_uppercase) {
            self.note(KeyProblem::LowerCased, span.clone());
        }
        let wanted = match symbols.len() % 4 {
            0 => 0,
            1 => {
                // The six bits left over hold no octet; what stands before them is still worth a look.
                self.note(KeyProblem::Base64Length(symbols.len()), span.clone());
                symbols.pop();
                padding
            }
            2 => 2,
            _ => 1,
        };
        if padding != wanted {
            self.note(KeyProblem::Base64Padding { found: padding, wanted }, span.end.saturating_sub(padding)..span.end);
        }
        BASE64.decode(&symbols).ok()
    }

    fn judge_rsa(&mut self, octets: &[u8], span: &Span) -> Option<PublicKey> {
        match public_key::read_der(octets) {
            Ok(DerKey::Rsa { key, form, lax }) => {
                match form {
                    RsaForm::Spki => {}
                    RsaForm::Pkcs1 => self.note(KeyProblem::BareRsa, span.clone()),
                }
                if !lax.is_empty() {
                    self.note(KeyProblem::LenientDer(lax), span.clone());
                }
                self.judge_rsa_numbers(&key, span);
                Some(PublicKey::Rsa(key))
            }
            Ok(DerKey::Ed25519) => {
                self.note(KeyProblem::TypeMismatch { declared: "rsa", found: "ed25519" }, span.clone());
                None
            }
            Err(_) if octets.len() == 32 => {
                self.note(KeyProblem::TypeMismatch { declared: "rsa", found: "ed25519" }, span.clone());
                None
            }
            Err(error) => {
                self.note(error.into(), span.clone());
                None
            }
        }
    }

    fn judge_rsa_numbers(&mut self, key: &RsaKey, span: &Span) {
        let mut note = |kind| self.note(kind, span.clone());
        match key.bits() {
            bits @ ..1_024 => note(KeyProblem::RsaTooShort(bits)),
            bits @ 1_024..2_048 => note(KeyProblem::RsaShort(bits)),
            2_048 => {}
            bits => note(KeyProblem::RsaLong(bits)),
        }
        if key.has_broken_exponent() {
            note(KeyProblem::ExponentBroken);
        } else if key.exponent() != Some(65_537) {
            note(KeyProblem::ExponentUnusual(key.exponent()));
        }
        if key.has_even_modulus() {
            note(KeyProblem::ModulusEven);
        } else if let Some(prime) = key.small_factor() {
            note(KeyProblem::ModulusFactor(prime));
        } else if key.is_roca() {
            note(KeyProblem::ModulusRoca);
        }
    }

    fn judge_ed25519(&mut self, octets: &[u8], span: &Span) -> Option<PublicKey> {
        if let Ok(point) = <[u8; 32]>::try_from(octets) {
            if public_key::is_low_order(&point) {
                self.note(KeyProblem::Ed25519LowOrder, span.clone());
            }
            return Some(PublicKey::Ed25519(point));
        }
        let kind = match public_key::read_der(octets) {
            Ok(DerKey::Rsa { .. }) => KeyProblem::TypeMismatch { declared: "ed25519", found: "rsa" },
            Ok(DerKey::Ed25519) => KeyProblem::Ed25519Wrapped,
            Err(_) => KeyProblem::Ed25519Length(octets.len()),
        };
        self.note(kind, span.clone());
        None
    }

    fn judge_quoting(&mut self) {
        // Notes are free text for people: quotes are at home there.
        let notes = self.value("n").map_or(0..0, |(_, span)| span);
        let mut at = 0;
        let mut last: Option<(Quoting, Span)> = None;
        while let Some(rest) = self.record.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((quoting, length)) = quoting_at(rest).filter(|_| !notes.contains(&at)) else {
                at += 1;
                continue;
            };
            let span = at..at + length;
            at = span.end;
            last = match last.take() {
                Some((same, before)) if same == quoting && before.end == span.start => {
                    Some((same, before.start..span.end))
                }
                other => {
                    if let Some((quoting, span)) = other {
                        self.note(KeyProblem::Quoting(quoting), span);
                    }
                    Some((quoting, span))
                }
            };
        }
        if let Some((quoting, span)) = last {
            self.note(KeyProblem::Quoting(quoting), span);
        }
    }
}

/// Padding is judged before decoding; bits left over in the last symbol are overlooked, as
/// OpenSSL and the libraries built on it do.
static BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

fn is_folding(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t' | b'\r' | b'\n')
}

fn is_base64_octet(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'/' | b'=') || is_folding(octet)
}

/// `ALPHA *ALNUMPUNC` (RFC 6376 section 3.2).
fn is_tag_name(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_alphabetic)
        && name.iter().all(|octet| octet.is_ascii_alphanumeric() || *octet == b'_')
}

/// The tag whose misspelling a name seems to be.
fn meant_tag(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "key" | "pk" | "pub" | "pubkey" | "public" | "publickey" => Some("p"),
        "version" | "ver" => Some("v"),
        "keytype" | "type" | "alg" | "a" => Some("k"),
        "hash" => Some("h"),
        "service" => Some("s"),
        "flags" => Some("t"),
        lower => KNOWN_TAGS.into_iter().find(|known| *known == lower),
    }
}

/// The remains of quoting that text begins with, and their length.
fn quoting_at(text: &[u8]) -> Option<(Quoting, usize)> {
    let entity = ["&quot;", "&#34;", "&#x22;"]
        .into_iter()
        .find(|entity| text.get(..entity.len()).is_some_and(|start| start.eq_ignore_ascii_case(entity.as_bytes())));
    match (text.first()?, entity) {
        (_, Some(entity)) => Some((Quoting::Entity, entity.len())),
        (b'"', None) => Some((Quoting::Quote, 1)),
        (b'\\', None) => Some((Quoting::Backslash, 1)),
        (_, None) => None,
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
        assert_eq!(
            base64("AA==AA"),
            [KeyProblem::Base64Character("A".into()), KeyProblem::Base64Character("A".into())]
        );
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
