//! Which rule tells which problem of a key record.
//!
//! Problems come in heaps: a quote that was pasted into the key makes a wrong character, and that
//! no key at all. A fault is told once, by the rule that says most about it.

use crate::dkim::key::{KeyProblem, Problem};
use crate::dkim::public_key::DerError;

use super::keys::Judged;

/// The faults of a key record that have a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// An empty `p=`.
    Revoked,
    /// No `p=`.
    NoKey,
    /// `p=` that is no base64.
    Base64,
    /// Octets that are no key, or only to some verifiers.
    NotAKey,
    /// A key whose end is lost.
    Truncated,
    /// Too few bits.
    TooShort,
    /// A broken or unusual exponent.
    Exponent,
    /// A modulus that can be factored.
    Modulus,
    /// An Ed25519 key that is none.
    Ed25519,
    /// `k=` that is unknown or not that of the key.
    Type,
    /// A wrong `v=`.
    Version,
    /// `v=` in the wrong place.
    VersionPlace,
    /// `h=` without SHA-256.
    Hash,
    /// `s=` without mail.
    Service,
    /// A tag that stands twice.
    Duplicate,
    /// Quotes and escapes inside the text.
    Quoting,
    /// White space where two strings meet.
    Boundary,
    /// A key whose private half is printed in a standard.
    Sample,
    /// Text that is no tag.
    Syntax,
}

impl Fault {
    /// True when the problem makes this fault, and no other fault of the record explains it.
    pub(super) fn is_told_by(self, problem: &Problem, key: &Judged<'_>) -> bool {
        Self::of(&problem.kind) == Some(self) && !self.is_consequence(problem, key)
    }

    fn of(problem: &KeyProblem) -> Option<Self> {
        Some(match problem {
            KeyProblem::Revoked => Self::Revoked,
            KeyProblem::KeyMissing => Self::NoKey,
            KeyProblem::Base64Character(_)
            | KeyProblem::PaddingInside
            | KeyProblem::Base64Padding { .. }
            | KeyProblem::Base64Length(_)
            | KeyProblem::LowerCased => Self::Base64,
            KeyProblem::Der(DerError::Truncated { .. }) => Self::Truncated,
            KeyProblem::Der(DerError::Algorithm(_) | DerError::NotAKey)
            | KeyProblem::LenientDer(_)
            | KeyProblem::BareRsa => Self::NotAKey,
            KeyProblem::RsaTooShort(_) => Self::TooShort,
            KeyProblem::ExponentBroken | KeyProblem::ExponentUnusual(_) => Self::Exponent,
            KeyProblem::ModulusEven | KeyProblem::ModulusFactor(_) | KeyProblem::ModulusRoca => Self::Modulus,
            KeyProblem::Ed25519Length(_) | KeyProblem::Ed25519Wrapped | KeyProblem::Ed25519LowOrder => Self::Ed25519,
            KeyProblem::TypeUnknown(_) | KeyProblem::TypeMismatch { .. } => Self::Type,
            KeyProblem::Version(_) => Self::Version,
            KeyProblem::VersionNotFirst => Self::VersionPlace,
            KeyProblem::NoUsableHash => Self::Hash,
            KeyProblem::NotForMail => Self::Service,
            KeyProblem::DuplicateTag(_) => Self::Duplicate,
            KeyProblem::Quoting(_) => Self::Quoting,
            KeyProblem::SpaceAtBoundary => Self::Boundary,
            KeyProblem::SampleKey(_) => Self::Sample,
            KeyProblem::TooLong | KeyProblem::NoEquals(_) | KeyProblem::TagName(_) => Self::Syntax,
            KeyProblem::EmptyPiece
            | KeyProblem::UnknownTag { .. }
            | KeyProblem::ValueCase(_)
            | KeyProblem::VersionAbsent
            | KeyProblem::HashSha1
            | KeyProblem::HashUnknown(_)
            | KeyProblem::Testing
            | KeyProblem::FlagUnknown(_)
            | KeyProblem::Granularity
            | KeyProblem::GranularityLimits
            | KeyProblem::RsaShort(_)
            | KeyProblem::RsaLong(_) => return None,
        })
    }

    fn is_consequence(self, problem: &Problem, key: &Judged<'_>) -> bool {
        if self == Self::Quoting {
            return false;
        }
        let touches = |other: &Problem| other.span.start <= problem.span.end && problem.span.start <= other.span.end;
        let mut quotes = key.record().problems.iter().filter(|other| Self::of(&other.kind) == Some(Self::Quoting));
        let has = |fault: Self| key.record().has(|kind| Self::of(kind) == Some(fault));
        let is_damaged = key.cut.is_some() || key.key.reordered.is_some() || quotes.any(touches);
        is_damaged
            || match self {
                // A record of another protocol has no key, nor has one whose quotes hide its tags.
                Self::NoKey | Self::Syntax => has(Self::Version) || has(Self::Quoting),
                Self::Base64 => has(Self::Truncated),
                Self::NotAKey | Self::Ed25519 => has(Self::Base64),
                Self::Revoked
                | Self::Truncated
                | Self::TooShort
                | Self::Exponent
                | Self::Modulus
                | Self::Type
                | Self::Version
                | Self::VersionPlace
                | Self::Hash
                | Self::Service
                | Self::Duplicate
                | Self::Quoting
                | Self::Boundary
                | Self::Sample => false,
            }
    }
}
