//! The two ways in which the mail of a stream can pass DMARC: SPF for its MAIL FROM, DKIM for one of
//! its signing domains (RFC 9989 section 4.4).
//!
//! What a stream leaves out is unknown, not absent: a stream without a named selector may well sign.

use crate::checks::prelude::*;
use crate::dmarc::Generation;
use crate::dmarc::align::Aligned;
use crate::dmarc::discover::{Applied, Discovered};
use crate::dmarc::tags::{Mode, Policy};
use crate::dns::Unanswered;
use crate::facts::dmarc::{Author, StreamAlignments};
use crate::facts::stream::{StreamFacts, verifies};
use crate::spf::outcome::SpfResult;
use crate::stream::Signature;

/// One stream with its alignments.
#[derive(Clone, Copy)]
pub(in crate::checks) struct Paths<'a> {
    /// The stream.
    pub(in crate::checks) stream: &'a StreamFacts,
    /// What is aligned with its Author Domain.
    pub(in crate::checks) alignments: &'a StreamAlignments,
}

/// Whether something holds for a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks) enum Holds {
    /// It does.
    Yes,
    /// It hangs on a question that nobody answered.
    Hangs(Unanswered),
    /// It depends on what nobody said of the stream and DNS cannot show.
    Unsaid,
    /// It does not.
    No,
}

/// The streams that were declared: rules about what somebody says of their own sending look at no other.
pub(in crate::checks) fn declared(facts: &Facts) -> impl Iterator<Item = Paths<'_>> {
    all(facts).filter(|paths| paths.stream.stream.declared)
}

/// Every stream, inferred ones included.
pub(in crate::checks) fn all(facts: &Facts) -> impl Iterator<Item = Paths<'_>> {
    facts.streams.iter().filter_map(|stream| {
        let alignments = facts.dmarc.streams.iter().find(|known| known.stream == stream.stream.name)?;
        Some(Paths { stream, alignments })
    })
}

impl<'a> Paths<'a> {
    /// Whether the domain that SPF authenticates is aligned.
    pub(in crate::checks) fn spf(&self, generation: Generation) -> Holds {
        match &self.alignments.spf {
            Some((_, aligned)) => Holds::of(aligned.get(generation)),
            None => Holds::Unsaid,
        }
    }

    /// Whether the domain of any signature is aligned.
    pub(in crate::checks) fn dkim(&self, generation: Generation) -> Holds {
        any(self.alignments.dkim.iter().map(|(_, aligned)| Holds::of(aligned.get(generation))))
    }

    /// Whether anything is aligned.
    pub(in crate::checks) fn either(&self, generation: Generation) -> Holds {
        self.spf(generation).or(self.dkim(generation))
    }

    /// Whether any signature is aligned, under one generation at least, and verifies.
    pub(in crate::checks) fn signs(&self, facts: &Facts) -> Holds {
        any(self.alignments.dkim.iter().map(|(signature, aligned)| {
            let aligned = Holds::of(&aligned.rfc9989).or(Holds::of(&aligned.rfc7489));
            aligned.and(verified(signature, facts))
        }))
    }

    /// Whether what passes DMARC is certain: an aligned domain that SPF passes, or an aligned
    /// signature that verifies.
    pub(in crate::checks) fn authenticates(&self, facts: &Facts) -> Holds {
        let aligned = self.spf(Generation::Rfc9989).or(self.spf(Generation::Rfc7489));
        let result = self.stream.spf(facts);
        let passes = match (result.one(), result.hanging.clone()) {
            (Some(SpfResult::Pass), _) => Holds::Yes,
            (_, Some(why)) => Holds::Hangs(why),
            (Some(_), None) => Holds::No,
            (None, None) if result.values.contains(&SpfResult::Pass) => Holds::Unsaid,
            (None, None) => Holds::No,
        };
        aligned.and(passes).or(self.signs(facts))
    }

    /// The signature below the Author Domain that strict alignment leaves out, where no other one
    /// signs for the Author Domain itself.
    pub(in crate::checks) fn signs_below(&self, facts: &'a Facts) -> Option<&'a Signature> {
        let from = &self.alignments.from;
        let author = facts.dmarc.authors.get(from)?;
        let is_strict = applied(author).any(|applied| applied.record.modes().0 == Mode::Strict);
        let signatures = || self.alignments.dkim.iter().map(|(signature, _)| signature);
        if !is_strict || signatures().any(|signature| signature.domain == *from) {
            return None;
        }
        signatures().find(|signature| signature.domain.is_within(from))
    }

    /// Whether nothing that it authenticates is aligned, under either generation. A signing domain that only
    /// strict alignment leaves out is another matter.
    pub(in crate::checks) fn has_none(&self, facts: &Facts) -> bool {
        Generation::ALL.into_iter().all(|generation| self.either(generation) == Holds::No)
            && self.signs_below(facts).is_none()
    }

    /// The names of the signing domains.
    fn signing_domains(&self) -> String {
        let mut names: Vec<_> = self.alignments.dkim.iter().map(|(signature, _)| signature.domain.as_str()).collect();
        names.dedup();
        names.join(", ")
    }

    /// Evidence about the stream: its name, its Author Domain and the domains that it authenticates,
    /// at the `_dmarc` name of the Author Domain.
    pub(in crate::checks) fn evidence(&self) -> Evidence {
        let from = &self.alignments.from;
        let place = from.child(crate::dmarc::discover::LABEL).unwrap_or_else(|_| from.clone());
        let evidence = Evidence::txt(&place).stream(&self.stream.stream.name);
        let mail_from = self.alignments.spf.as_ref().map(|(domain, _)| domain.as_str());
        let evidence = evidence.text("stream", &self.stream.stream.name).name("from", from);
        evidence.text("mail_from", mail_from.unwrap_or_default()).text("signing", self.signing_domains())
    }
}

/// The policies that apply to an Author Domain, by either generation.
pub(in crate::checks) fn applied(author: &Author) -> impl Iterator<Item = &Applied> {
    Generation::ALL.into_iter().filter_map(|generation| match author.policy.get(generation) {
        Discovered::Applies(applied) => Some(&**applied),
        Discovered::Nothing(_) | Discovered::Unknown(_) => None,
    })
}

/// Whether some receivers treat failing mail of an Author Domain at least as `policy` says.
pub(in crate::checks) fn asks_for(author: &Author, policy: Policy) -> Holds {
    let of = |generation| match author.policy.get(generation) {
        Discovered::Applies(applied) if applied.treatment().1 >= policy => Holds::Yes,
        Discovered::Applies(_) | Discovered::Nothing(_) => Holds::No,
        Discovered::Unknown(why) => Holds::Hangs(why.clone()),
    };
    of(Generation::Rfc9989).or(of(Generation::Rfc7489))
}

/// Whether the declared streams of an Author Domain sign for it: whether any does.
pub(in crate::checks) fn declared_sign(facts: &Facts, author: &Author) -> Holds {
    any(declared(facts).filter(|paths| paths.alignments.from == author.name).map(|paths| paths.signs(facts)))
}

/// Whether the declared streams of an Author Domain, of which there are some, have no aligned path at all.
pub(in crate::checks) fn declared_have_none(facts: &Facts, author: &Author) -> bool {
    let mut of = declared(facts).filter(|paths| paths.alignments.from == author.name).peekable();
    of.peek().is_some() && of.all(|paths| paths.has_none(facts))
}

impl Holds {
    /// Whether an alignment is there.
    pub(in crate::checks) fn of(aligned: &Aligned) -> Self {
        match aligned {
            Aligned::Yes => Self::Yes,
            Aligned::No => Self::No,
            Aligned::Unknown(why) => Self::Hangs(why.clone()),
        }
    }

    /// Whether one of both holds.
    #[must_use]
    pub(in crate::checks) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Hangs(why), _) | (_, Self::Hangs(why)) => Self::Hangs(why),
            (Self::Unsaid, _) | (_, Self::Unsaid) => Self::Unsaid,
            (Self::No, Self::No) => Self::No,
        }
    }

    /// Whether both hold.
    #[must_use]
    pub(in crate::checks) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unsaid, _) | (_, Self::Unsaid) => Self::Unsaid,
            (Self::Hangs(why), _) | (_, Self::Hangs(why)) => Self::Hangs(why),
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }
}

/// Whether any of them holds; of nothing nothing was said.
fn any(all: impl Iterator<Item = Holds>) -> Holds {
    all.reduce(Holds::or).unwrap_or(Holds::Unsaid)
}

fn verified(signature: &Signature, facts: &Facts) -> Holds {
    let verified = verifies(signature, &facts.dkim);
    match (verified.one(), verified.hanging.clone()) {
        (Some(true), _) => Holds::Yes,
        (Some(false), _) => Holds::No,
        (None, Some(why)) => Holds::Hangs(why),
        (None, None) => Holds::Unsaid,
    }
}
