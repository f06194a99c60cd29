//! What can be wrong or unusual in a key record, and what follows from it.

use std::fmt;

use crate::dkim::public_key::{DerError, Laxity, Sample};
use crate::limits;
use crate::text::Span;

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
    /// `p=` goes on behind a `=`, which ends base64.
    #[error("p= goes on behind a =, which ends base64")]
    PaddingInside,
    /// Too many `=`, or too few of them.
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
            Self::PaddingInside => "padding_inside",
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
            | Self::PaddingInside
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
