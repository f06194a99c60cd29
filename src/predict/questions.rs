//! What the user could tell, and which assumptions matter: the outcome with a fact changed.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::rules::{Above, Receiver, Reply};
use super::view::{Conclusion, View};
use super::vocabulary::{DkimAligned, DkimVerdict, Fact, Value};
use super::{Certainty, Outcome, Situation};
use crate::dmarc::Generation;
use crate::stream::BULK;

/// Something the user could tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// With which flag.
    pub ask: Ask,
    /// What each answer would lead to; at least two that differ.
    pub branches: Vec<Branch>,
}

/// A flag that settles an open fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// `--ip`: from where the stream sends.
    Ip,
    /// `--mail-from`: with which reverse-path.
    MailFrom,
    /// `--helo`: how it introduces itself.
    Helo,
    /// `--selector`: with which key it signs.
    Selector,
    /// `--volume`: how much.
    Volume,
}

impl Ask {
    /// The flag.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ip => "--ip",
            Self::MailFrom => "--mail-from",
            Self::Helo => "--helo",
            Self::Selector => "--selector",
            Self::Volume => "--volume",
        }
    }

    /// What the user can tell about a fact; the rest only DNS can.
    fn for_fact(fact: Fact) -> Option<Self> {
        match fact {
            Fact::SpfVerdict | Fact::IpFamily | Fact::PtrRecord | Fact::PtrConfirmed | Fact::PtrGeneric => {
                Some(Self::Ip)
            }
            Fact::SpfAligned | Fact::MailFromMx => Some(Self::MailFrom),
            Fact::HeloForm | Fact::HeloAddress | Fact::HeloMatches => Some(Self::Helo),
            Fact::DkimVerdict | Fact::DkimAligned => Some(Self::Selector),
            Fact::SpfRecord
            | Fact::SpfPermissive
            | Fact::DmarcRecord
            | Fact::DmarcPolicy
            | Fact::DmarcVerdict
            | Fact::FromMx
            | Fact::IpSbl
            | Fact::IpCss
            | Fact::IpXbl
            | Fact::IpPbl
            | Fact::IpBarracuda
            | Fact::IpAbusix
            | Fact::MailFromDbl
            | Fact::MailFromAbusix
            | Fact::FromDbl
            | Fact::HeloDbl => None,
        }
    }
}

/// One answer to a [`Question`], and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The answer.
    pub answer: BranchAnswer,
    /// The outcome.
    pub outcome: Outcome,
    /// How sure it would be then.
    pub certainty: Certainty,
    /// The rule that would say so.
    pub rule: Option<String>,
    /// What the receiver would reply.
    pub reply: Option<Reply>,
}

/// An answer to a [`Question`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BranchAnswer {
    /// The fact has one of these values.
    Values(Vec<Value>),
    /// The stream sends as many messages a day.
    Volume(u64),
}

/// The assumptions that matter: with the fact left open, the outcome would be another.
pub(super) fn assumptions(
    situation: &Situation,
    receiver: &Receiver,
    as_of: Date,
    conclusion: &Conclusion,
) -> BTreeSet<String> {
    situation
        .assumptions()
        .filter(|(fact, _)| View::new(&situation.freed(*fact), receiver, as_of).conclusion() != *conclusion)
        .flat_map(|(_, what)| what.iter().cloned())
        .collect()
}

/// What the user could tell to change the outcome, with every way it could go.
/// A refusal that is certain leaves nothing to ask.
pub(super) fn questions(
    situation: &Situation,
    receiver: &Receiver,
    as_of: Date,
    conclusion: &Conclusion,
) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    if (conclusion.outcome, conclusion.certainty) == (Outcome::Reject, Certainty::Certain) {
        return questions;
    }
    let looked_at = looked_at(receiver);
    for fact in Fact::ALL.iter().copied().filter(|fact| looked_at.contains(fact)) {
        let Some(ask) = Ask::for_fact(fact) else { continue };
        let is_known = Generation::ALL.iter().all(|generation| situation.of(*generation).get(fact).is_known());
        if is_known || situation.is_unanswered(fact) || questions.iter().any(|question| question.ask == ask) {
            continue;
        }
        let values: BTreeSet<_> =
            Generation::ALL.into_iter().flat_map(|generation| situation.of(generation).get(fact).iter()).collect();
        let branches = values
            .into_iter()
            .map(|value| branch(&answered(situation, value), receiver, as_of, BranchAnswer::Values(vec![value])));
        questions.extend(question(ask, branches));
    }
    // A server whose address is named is taken to greet with the name of that address.
    if questions.iter().any(|question| question.ask == Ask::Ip) {
        questions.retain(|question| question.ask != Ask::Helo);
    }
    if situation.volume().is_none() {
        let above = receiver.rules.iter().filter_map(|rule| match rule.scope.above {
            Some(Above::Messages(above)) => Some(above),
            Some(Above::Unpublished) | None => None,
        });
        let bulk = above.max().unwrap_or(BULK).max(BULK);
        let branches = [0, bulk]
            .into_iter()
            .map(|messages| branch(&situation.with_volume(messages), receiver, as_of, BranchAnswer::Volume(messages)));
        questions.extend(question(Ask::Volume, branches));
    }
    questions
}

/// The facts that the rules of a receiver hang on.
fn looked_at(receiver: &Receiver) -> BTreeSet<Fact> {
    let named: BTreeSet<Fact> = receiver.rules.iter().flat_map(|rule| rule.when.facts()).collect();
    named.iter().flat_map(|fact| fact.follows_from()).copied().chain(named.iter().copied()).collect()
}

/// The situation once the user has told a fact. A selector that is named is one of the Author Domain,
/// so a signature that verifies with it is aligned.
fn answered(situation: &Situation, value: Value) -> Situation {
    let fixed = situation.fixed(value);
    if value == DkimVerdict::Pass.into() { fixed.fixed(DkimAligned::Yes.into()) } else { fixed }
}

fn branch(situation: &Situation, receiver: &Receiver, as_of: Date, answer: BranchAnswer) -> Branch {
    let conclusion = View::new(situation, receiver, as_of).conclusion();
    let rule = conclusion.rule.and_then(|at| receiver.rules.get(at));
    Branch {
        answer,
        outcome: conclusion.outcome,
        certainty: conclusion.certainty,
        rule: rule.map(|rule| rule.id.clone()),
        reply: rule.and_then(|rule| rule.reply.clone()),
    }
}

/// Joins answers that lead to the same; `None` when all do.
fn question(ask: Ask, branches: impl Iterator<Item = Branch>) -> Option<Question> {
    let mut joined: Vec<Branch> = Vec::new();
    for branch in branches {
        let same = joined.iter_mut().find(|known| {
            (known.outcome, known.certainty, &known.rule) == (branch.outcome, branch.certainty, &branch.rule)
        });
        match (same.map(|known| &mut known.answer), branch.answer.clone()) {
            (Some(BranchAnswer::Values(values)), BranchAnswer::Values(more)) => values.extend(more),
            (Some(BranchAnswer::Volume(_)), BranchAnswer::Volume(_)) => {}
            (None, _) | (Some(_), _) => joined.push(branch),
        }
    }
    (joined.len() > 1).then_some(Question { ask, branches: joined })
}
