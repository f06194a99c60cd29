//! Identifier alignment (RFC 9989 sections 4.4 and 4.10.2, RFC 7489 section 3.1), and the DMARC
//! result that follows from it.

use super::Generation;
use super::discover::{self, Determined, Discovered};
use super::tags::Mode;
use crate::dns::answers::join;
use crate::dns::{Answers, Need, Unanswered};
use crate::name::DomainName;

/// Whether an authenticated domain is aligned with an Author Domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aligned {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It hangs on a question that nobody answered.
    Unknown(Unanswered),
}

/// The DMARC result of one message, or of one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// An aligned domain authenticated.
    Pass,
    /// A policy applies, and nothing aligned authenticated.
    Fail,
    /// No policy applies.
    None,
    /// It cannot be told.
    Undetermined,
}

/// One authenticated identifier: SPF's MAIL FROM, or the signing domain of one signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Whether it authenticates; `None` is not known.
    pub passes: Option<bool>,
    /// Whether it is aligned.
    pub aligned: Aligned,
}

/// What authenticated a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mechanism {
    /// SPF, for the domain of MAIL FROM.
    Spf,
    /// DKIM, for the signing domain.
    Dkim,
}

/// Whether an authenticated domain is aligned with the Author Domain, in the mode that the Author
/// Domain's policy asks for; relaxed where no policy applies.
///
/// # Errors
/// The [`Need`] for the policy and for both tree walks.
pub fn aligned(
    answers: &Answers,
    author: &DomainName,
    identifier: &DomainName,
    mechanism: Mechanism,
    generation: Generation,
) -> Result<Aligned, Need> {
    let policy = discover::policy(answers, author, generation);
    let relaxed = align(answers, author, identifier, Mode::Relaxed, generation);
    let (policy, relaxed) = join((policy, relaxed))?;
    if author == identifier {
        return Ok(Aligned::Yes);
    }
    Ok(match policy {
        Discovered::Applies(applied) => {
            let (adkim, aspf) = applied.record.modes();
            let mode = match mechanism {
                Mechanism::Spf => aspf,
                Mechanism::Dkim => adkim,
            };
            match mode {
                Mode::Strict => Aligned::No,
                Mode::Relaxed => relaxed,
            }
        }
        Discovered::Nothing(_) => relaxed,
        // The policy that nobody could read may ask for strict alignment.
        Discovered::Unknown(why) => match relaxed {
            Aligned::No => Aligned::No,
            Aligned::Yes | Aligned::Unknown(_) => Aligned::Unknown(why),
        },
    })
}

/// Compares an authenticated domain with the Author Domain.
///
/// # Errors
/// The [`Need`] for both tree walks, where the mode is relaxed and the names differ.
pub fn align(
    answers: &Answers,
    author: &DomainName,
    identifier: &DomainName,
    mode: Mode,
    generation: Generation,
) -> Result<Aligned, Need> {
    if author == identifier {
        return Ok(Aligned::Yes);
    }
    // Organizational domains are ends of their names: without a shared top level they cannot be equal.
    if mode == Mode::Strict || author.last_labels(1) != identifier.last_labels(1) {
        return Ok(Aligned::No);
    }
    same_organization(answers, author, identifier, generation)
}

/// Whether two names have the same organizational domain. Each is walked on its own
/// (RFC 9989 section 4.10.2).
///
/// # Errors
/// The [`Need`] for both tree walks.
pub fn same_organization(
    answers: &Answers,
    one: &DomainName,
    other: &DomainName,
    generation: Generation,
) -> Result<Aligned, Need> {
    let same = match generation {
        Generation::Rfc7489 => {
            Determined::Known(discover::organizational_domain_7489(one) == discover::organizational_domain_7489(other))
        }
        Generation::Rfc9989 => {
            let (one, other) = join((discover::walk(answers, one), discover::walk(answers, other)))?;
            discover::settle(&[&one, &other], |guess| one.organization(guess) == other.organization(guess))
        }
    };
    Ok(match same {
        Determined::Known(true) => Aligned::Yes,
        Determined::Known(false) => Aligned::No,
        Determined::Unknown(why) => Aligned::Unknown(why),
    })
}

/// The DMARC result: a pass needs one identifier that is aligned and authenticates
/// (RFC 9989 section 4.4).
pub fn verdict<'a>(policy: &Discovered, paths: impl IntoIterator<Item = &'a Path>) -> Verdict {
    let mut open = false;
    let mut passed = false;
    for path in paths {
        match (path.passes, &path.aligned) {
            (Some(true), Aligned::Yes) => passed = true,
            (Some(false), _) | (_, Aligned::No) => {}
            (None | Some(true), Aligned::Unknown(_)) | (None, Aligned::Yes) => open = true,
        }
    }
    match policy {
        Discovered::Nothing(_) => Verdict::None,
        Discovered::Unknown(_) => Verdict::Undetermined,
        Discovered::Applies(_) if passed => Verdict::Pass,
        Discovered::Applies(_) if open => Verdict::Undetermined,
        Discovered::Applies(_) => Verdict::Fail,
    }
}
