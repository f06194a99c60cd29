//! Predictions: what a receiver would answer to a stream, by its own dated rules.
//!
//! Rules are data ([`rules`]), facts may be open ([`Situation`]), and conditions have three values
//! ([`logic`]). A prediction is certain only if it holds whatever the open facts turn out to be; what
//! would settle an open one stands beside it, with what each answer would mean.

pub mod condition;
pub mod from_facts;
pub mod logic;
pub mod rules;
mod situation;
pub mod vocabulary;

use std::collections::BTreeSet;

use jiff::civil::Date;

use self::logic::Truth;
use self::rules::{Above, Action, Receiver, Reply, Rule, Stage};
use self::situation::Known;
pub use self::situation::Situation;
use self::vocabulary::{DkimAligned, DkimVerdict, Fact, Value};
use crate::dmarc::Generation;
use crate::stream::BULK;

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
            Self::Selector => "--selector",
            Self::Volume => "--volume",
        }
    }

    /// What the user can tell about a fact; the rest only DNS can.
    fn for_fact(fact: Fact) -> Option<Self> {
        match fact {
            Fact::SpfVerdict => Some(Self::Ip),
            Fact::SpfAligned => Some(Self::MailFrom),
            Fact::DkimVerdict | Fact::DkimAligned => Some(Self::Selector),
            Fact::SpfRecord | Fact::DmarcRecord | Fact::DmarcPolicy | Fact::DmarcVerdict | Fact::MailFromMx => None,
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

/// What each receiver would do with a stream on that day, in the order of the receivers.
pub fn predict<'r>(
    situation: &Situation,
    receivers: impl IntoIterator<Item = &'r Receiver>,
    as_of: Date,
) -> Vec<Prediction> {
    receivers.into_iter().map(|receiver| predict_one(situation, receiver, as_of)).collect()
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

/// What it comes to: the core of a prediction, without what explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Conclusion {
    outcome: Outcome,
    certainty: Certainty,
    /// The rule's place in the receiver's list.
    rule: Option<usize>,
}

/// One situation seen by one receiver: every rule with its truth.
struct View<'a> {
    situation: &'a Situation,
    receiver: &'a Receiver,
    /// The facts under each generation that the receiver may follow.
    known: Vec<Known>,
    truths: Vec<Truth>,
}

impl<'a> View<'a> {
    fn new(situation: &'a Situation, receiver: &'a Receiver, as_of: Date) -> Self {
        let generations = match receiver.dmarc {
            Some(generation) => vec![generation],
            None => Generation::ALL.to_vec(),
        };
        let known = generations.into_iter().map(|generation| situation.of(generation).narrowed()).collect();
        let mut view = Self { situation, receiver, known, truths: Vec::new() };
        view.truths = receiver.rules.iter().map(|rule| view.truth(rule, as_of)).collect();
        view
    }

    /// Whether a rule applies: its condition as every generation in question sees it, its scope and
    /// its date. What a receiver only says it may do is never certain.
    fn truth(&self, rule: &Rule, as_of: Date) -> Truth {
        if rule.since.is_some_and(|since| since > as_of) {
            return Truth::False;
        }
        let condition = self
            .known
            .iter()
            .map(|known| rule.when.truth(&|fact| known.get(fact)))
            .reduce(Truth::agree)
            .unwrap_or(Truth::Unknown);
        let promise = if rule.may { Truth::Unknown } else { Truth::True };
        condition.and(self.binds(rule)).and(promise)
    }

    /// Whether the volume makes the rule bind.
    fn binds(&self, rule: &Rule) -> Truth {
        match (rule.scope.above, self.situation.volume()) {
            (None, _) => Truth::True,
            (Some(Above::Unpublished), _) | (Some(Above::Messages(_)), None) => Truth::Unknown,
            (Some(Above::Messages(above)), Some(volume)) => Truth::from(volume >= above),
        }
    }

    /// A refusal that is certain wins, the earliest stage first; then one that is possible; then
    /// what else is certain or possible, the graver first. A rule that hangs on a question without an
    /// answer predicts nothing.
    fn conclusion(&self) -> Conclusion {
        if self.receiver.rules.is_empty() {
            return Conclusion { outcome: Outcome::NoPublishedRule, certainty: Certainty::Certain, rule: None };
        }
        let order = [
            (Truth::True, &[Action::Reject][..]),
            (Truth::Unknown, &[Action::Reject]),
            (Truth::True, &[Action::Defer, Action::Junk, Action::Score]),
            (Truth::Unknown, &[Action::Defer, Action::Junk, Action::Score]),
        ];
        let first = order.iter().find_map(|(truth, actions)| {
            actions.iter().find_map(|action| {
                self.first(|at, rule| rule.action == *action && self.has(at, *truth) && !self.hangs(at))
            })
        });
        let found = first.and_then(|at| Some((at, self.receiver.rules.get(at)?)));
        let (outcome, certainty) = match found {
            Some((at, rule)) => {
                let graver = self.first(|other, graver| graver.action > rule.action && self.has(other, Truth::Unknown));
                let is_certain = self.has(at, Truth::True) && graver.is_none();
                (rule.action.into(), if is_certain { Certainty::Certain } else { Certainty::Possible })
            }
            None if (0..self.truths.len()).any(|at| self.hangs(at)) => (Outcome::Undetermined, Certainty::Possible),
            None => (Outcome::None, Certainty::Certain),
        };
        Conclusion { outcome, certainty, rule: found.map(|(at, _)| at) }
    }

    fn has(&self, at: usize, truth: Truth) -> bool {
        self.truths.get(at) == Some(&truth)
    }

    /// The first rule in the order of the session, then of the file.
    fn first(&self, wanted: impl Fn(usize, &Rule) -> bool) -> Option<usize> {
        let rules = self.receiver.rules.iter().enumerate();
        rules.filter(|(at, rule)| wanted(*at, rule)).min_by_key(|(at, rule)| (rule.stage, *at)).map(|(at, _)| at)
    }

    /// Whether a rule is open because a question of ours got no answer.
    fn hangs(&self, at: usize) -> bool {
        self.has(at, Truth::Unknown) && !self.hanging_facts(at).is_empty()
    }

    /// The unanswered facts that keep the condition of a rule open.
    fn hanging_facts(&self, at: usize) -> BTreeSet<Fact> {
        let open = self.facts_with(at, Truth::Unknown);
        let below = open.iter().flat_map(|fact| fact.follows_from());
        let is_open = |fact: Fact| self.known.iter().any(|known| known.get(fact).known().is_none());
        let hangs = |fact: &Fact| self.situation.is_unanswered(*fact) && is_open(*fact);
        let condition_is_open = self.receiver.rules.get(at).is_some_and(|rule| {
            self.known.iter().any(|known| rule.when.truth(&|fact| known.get(fact)) == Truth::Unknown)
        });
        if condition_is_open { open.iter().chain(below).copied().filter(hangs).collect() } else { BTreeSet::new() }
    }

    fn undetermined(&self, conclusion: &Conclusion) -> BTreeSet<Fact> {
        if conclusion.certainty == Certainty::Certain {
            return BTreeSet::new();
        }
        (0..self.truths.len()).filter(|at| self.hangs(*at)).flat_map(|at| self.hanging_facts(at)).collect()
    }

    /// The facts of a rule's atoms that have this truth under a generation in question.
    fn facts_with(&self, at: usize, truth: Truth) -> BTreeSet<Fact> {
        let Some(rule) = self.receiver.rules.get(at) else { return BTreeSet::new() };
        self.known.iter().flat_map(|known| rule.when.facts_with(truth, &|fact| known.get(fact))).collect()
    }

    fn earlier(&self, conclusion: &Conclusion) -> Vec<usize> {
        let Some(stage) = self.stage(conclusion) else { return Vec::new() };
        self.others(conclusion, |at, rule| {
            let before = rule.stage <= stage;
            let refusal = rule.action == Action::Reject && self.has(at, Truth::Unknown);
            let deferral = rule.action == Action::Defer && self.has(at, Truth::True) && rule.stage < stage;
            before && (deferral || refusal && conclusion.certainty == Certainty::Certain)
        })
    }

    fn then(&self, conclusion: &Conclusion) -> Vec<usize> {
        let earlier = self.earlier(conclusion);
        self.others(conclusion, |at, _| {
            let likely = self.has(at, Truth::True)
                || (self.has(at, Truth::Unknown) && conclusion.certainty == Certainty::Possible);
            likely && !earlier.contains(&at)
        })
    }

    fn stage(&self, conclusion: &Conclusion) -> Option<Stage> {
        conclusion.rule.and_then(|at| self.receiver.rules.get(at)).map(|rule| rule.stage)
    }

    /// Rules beside that of the conclusion, in the order of the session.
    fn others(&self, conclusion: &Conclusion, wanted: impl Fn(usize, &Rule) -> bool) -> Vec<usize> {
        let rules = self.receiver.rules.iter().enumerate();
        let mut found: Vec<_> = rules
            .filter(|(at, rule)| Some(*at) != conclusion.rule && conclusion.rule.is_some() && wanted(*at, rule))
            .map(|(at, rule)| (rule.stage, at))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }
}

/// The assumptions that matter: with the fact left open, the outcome would be another.
fn assumptions(situation: &Situation, receiver: &Receiver, as_of: Date, conclusion: &Conclusion) -> BTreeSet<String> {
    situation
        .assumptions()
        .filter(|(fact, _)| View::new(&situation.freed(*fact), receiver, as_of).conclusion() != *conclusion)
        .flat_map(|(_, what)| what.iter().cloned())
        .collect()
}

/// What the user could tell to change the outcome, with every way it could go.
/// A refusal that is certain leaves nothing to ask.
fn questions(situation: &Situation, receiver: &Receiver, as_of: Date, conclusion: &Conclusion) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    if (conclusion.outcome, conclusion.certainty) == (Outcome::Reject, Certainty::Certain) {
        return questions;
    }
    for fact in Fact::ALL.iter().copied() {
        let Some(ask) = Ask::for_fact(fact) else { continue };
        if situation.is_unanswered(fact) || questions.iter().any(|question| question.ask == ask) {
            continue;
        }
        let values: BTreeSet<_> =
            Generation::ALL.into_iter().flat_map(|generation| situation.of(generation).get(fact).iter()).collect();
        let branches = values
            .into_iter()
            .map(|value| branch(&answered(situation, value), receiver, as_of, BranchAnswer::Values(vec![value])));
        questions.extend(question(ask, branches));
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
