//! Predictions: what a receiver would answer to a stream, by its own dated rules.
//!
//! Rules are data ([`rules`]), facts may be open ([`Situation`]), and conditions have three values
//! ([`logic`]). A prediction is certain only if it holds whatever the open facts turn out to be; what
//! would settle an open one stands beside it, with what each answer would mean.

pub mod condition;
mod from_address;
pub mod from_facts;
mod from_lists;
pub mod logic;
mod questions;
pub mod receivers;
pub mod rules;
mod score;
mod situation;
mod view;
pub mod vocabulary;
pub mod written;

use std::collections::BTreeSet;

use jiff::civil::Date;

use self::logic::Truth;
pub use self::questions::{Ask, Branch, BranchAnswer, Question};
use self::questions::{assumptions, questions};
use self::rules::{Action, Receiver, Rule};
pub use self::situation::Situation;
use self::view::View;
use self::vocabulary::Fact;

/// What one receiver would do with one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prediction {
    /// The receiver's id.
    pub receiver: String,
    /// The receiver's name for people.
    pub name: String,
    /// What it would do.
    pub outcome: Outcome,
    /// Whether it would for sure.
    pub certainty: Certainty,
    /// The rule that says so, with stage, reply, source and date; `None` when none applies.
    pub rule: Option<Rule>,
    /// The facts that make the rule apply.
    pub because: BTreeSet<Fact>,
    /// The assumptions without which the outcome would be another.
    pub assumes: BTreeSet<String>,
    /// What to ask the user for, where the answer changes the outcome.
    pub needs: Vec<Question>,
    /// Rules whose answer may come before that of `rule`: possible refusals, and certain deferrals.
    pub earlier: Vec<String>,
    /// Rules that still apply when `rule` no longer does.
    pub then: Vec<String>,
    /// The facts that nobody answered for and on which the outcome hangs.
    pub undetermined: BTreeSet<Fact>,
}

/// What a receiver would do; the words of the JSON report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Refuse for good.
    Reject,
    /// Refuse for now.
    Defer,
    /// Deliver to the junk folder.
    Junk,
    /// Count something against the message.
    Score,
    /// Nothing that a published rule says.
    None,
    /// The receiver publishes no rule.
    NoPublishedRule,
    /// It hangs on a question that got no answer.
    Undetermined,
}

impl Outcome {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Defer => "defer",
            Self::Junk => "junk",
            Self::Score => "score",
            Self::None => "none",
            Self::NoPublishedRule => "no_published_rule",
            Self::Undetermined => "undetermined",
        }
    }
}

impl From<Action> for Outcome {
    fn from(action: Action) -> Self {
        match action {
            Action::Reject => Self::Reject,
            Action::Defer => Self::Defer,
            Action::Junk => Self::Junk,
            Action::Score => Self::Score,
        }
    }
}

/// How sure an outcome is; the words of the JSON report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It may come to this.
    Possible,
    /// It comes to this, whatever is still open.
    Certain,
}

impl Certainty {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Certain => "certain",
        }
    }
}

/// What each receiver would do with a stream on that day, in the order of the receivers.
pub fn predict<'r>(
    situation: &Situation,
    receivers: impl IntoIterator<Item = &'r Receiver>,
    as_of: Date,
) -> Vec<Prediction> {
    receivers.into_iter().map(|receiver| predict_one(situation, receiver, as_of)).collect()
}

/// Whether each rule of a receiver applies to a stream on that day, in the order of the rules.
pub fn truths(situation: &Situation, receiver: &Receiver, as_of: Date) -> Vec<Truth> {
    View::new(situation, receiver, as_of).truths()
}

fn predict_one(situation: &Situation, receiver: &Receiver, as_of: Date) -> Prediction {
    let view = View::new(situation, receiver, as_of);
    let conclusion = view.conclusion();
    let because = conclusion.rule.map(|at| view.facts_with(at, Truth::True)).unwrap_or_default();
    let id = |at: &usize| receiver.rules.get(*at).map(|rule| rule.id.clone());
    Prediction {
        receiver: receiver.id.clone(),
        name: receiver.name.clone(),
        outcome: conclusion.outcome,
        certainty: conclusion.certainty,
        rule: conclusion.rule.and_then(|at| receiver.rules.get(at)).cloned(),
        because,
        assumes: assumptions(situation, receiver, as_of, &conclusion),
        needs: questions(situation, receiver, as_of, &conclusion),
        earlier: view.earlier(&conclusion).iter().filter_map(id).collect(),
        then: view.then(&conclusion).iter().filter_map(id).collect(),
        undetermined: view.undetermined(&conclusion),
    }
}
