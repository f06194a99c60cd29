//! One situation seen by one receiver: every rule with its truth, and what they come to together.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::condition::{Points, World};
use super::logic::{Possible, Truth};
use super::rules::{Above, Action, Receiver, Rule, Stage};
use super::score::Bounds;
use super::situation::Known;
use super::vocabulary::{Fact, Value};
use super::{Certainty, Outcome, Situation};
use crate::dmarc::Generation;

/// What it comes to: the core of a prediction, without what explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Conclusion {
    pub(super) outcome: Outcome,
    pub(super) certainty: Certainty,
    /// The rule's place in the receiver's list.
    pub(super) rule: Option<usize>,
}

/// One situation seen by one receiver: every rule with its truth.
pub(super) struct View<'a> {
    situation: &'a Situation,
    receiver: &'a Receiver,
    /// The facts under each generation that the receiver may follow.
    known: Vec<Known>,
    truths: Vec<Truth>,
    score: Bounds,
}

/// What a condition is asked about: the facts under one generation, and what was counted.
pub(super) struct Seen<'a> {
    pub(super) known: &'a Known,
    pub(super) score: Bounds,
}

impl World for Seen<'_> {
    fn fact(&self, fact: Fact) -> Possible<Value> {
        self.known.get(fact)
    }

    fn scores(&self, points: Points) -> Truth {
        self.score.reach(points)
    }
}

impl<'a> View<'a> {
    pub(super) fn new(situation: &'a Situation, receiver: &'a Receiver, as_of: Date) -> Self {
        let generations = match receiver.dmarc {
            Some(generation) => vec![generation],
            None => Generation::ALL.to_vec(),
        };
        let known = generations.into_iter().map(|generation| situation.of(generation).narrowed()).collect();
        let mut view = Self { situation, receiver, known, truths: Vec::new(), score: Bounds::default() };
        let truths: Vec<_> = receiver.rules.iter().map(|rule| view.truth(rule, as_of)).collect();
        if receiver.rules.iter().any(|rule| rule.when.is_about_score()) {
            let promises: Vec<_> = receiver.rules.iter().map(|rule| view.promise(rule, as_of)).collect();
            view.score = Bounds::of(&receiver.rules, &truths, &promises, &view.known);
            view.truths = receiver.rules.iter().map(|rule| view.truth(rule, as_of)).collect();
        } else {
            view.truths = truths;
        }
        view
    }

    /// Whether a rule applies: its condition as every generation in question sees it, if the receiver
    /// keeps to it.
    fn truth(&self, rule: &Rule, as_of: Date) -> Truth {
        let promise = self.promise(rule, as_of);
        if promise == Truth::False {
            return Truth::False;
        }
        let condition = self.seen().map(|seen| rule.when.truth(&seen)).reduce(Truth::agree);
        condition.unwrap_or(Truth::Unknown).and(promise)
    }

    /// Whether the receiver keeps to a rule with this sender on that day: from its date on, for the
    /// volume it is for, and for sure unless it only says that it may, or under a setting.
    fn promise(&self, rule: &Rule, as_of: Date) -> Truth {
        if rule.since.is_some_and(|since| since > as_of) {
            return Truth::False;
        }
        let is_sure = !rule.may && rule.scope.option.is_none();
        self.binds(rule).and(if is_sure { Truth::True } else { Truth::Unknown })
    }

    /// What the receiver may see, once per generation it may follow.
    fn seen(&self) -> impl Iterator<Item = Seen<'_>> {
        self.known.iter().map(|known| Seen { known, score: self.score })
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
    pub(super) fn conclusion(&self) -> Conclusion {
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
                self.first(|at, rule| {
                    let weighs = rule.points != Some(Points::default());
                    rule.action == *action && weighs && self.has(at, *truth) && !self.hangs(at)
                })
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

    pub(super) fn truths(self) -> Vec<Truth> {
        self.truths
    }

    fn has(&self, at: usize, truth: Truth) -> bool {
        self.truths.get(at) == Some(&truth)
    }

    /// The first rule in the order of the session, then of the file. One that some known fact speaks for
    /// goes before those that merely nothing speaks against.
    fn first(&self, wanted: impl Fn(usize, &Rule) -> bool) -> Option<usize> {
        let rules = self.receiver.rules.iter().enumerate().filter(|(at, rule)| wanted(*at, rule));
        rules.map(|(at, rule)| (self.facts_with(at, Truth::True).is_empty(), rule.stage, at)).min().map(|(.., at)| at)
    }

    /// Whether a rule is open because a question of ours got no answer.
    fn hangs(&self, at: usize) -> bool {
        self.has(at, Truth::Unknown) && !self.hanging_facts(at).is_empty()
    }

    /// The unanswered facts that keep the condition of a rule open.
    fn hanging_facts(&self, at: usize) -> BTreeSet<Fact> {
        let is_open = |rule: &Rule| self.seen().any(|seen| rule.when.truth(&seen) == Truth::Unknown);
        if !self.receiver.rules.get(at).is_some_and(is_open) {
            return BTreeSet::new();
        }
        let open = self.facts_with(at, Truth::Unknown);
        let below = open.iter().flat_map(|fact| fact.follows_from());
        let is_open = |fact: Fact| self.known.iter().any(|known| !known.get(fact).is_known());
        let hangs = |fact: &Fact| self.situation.is_unanswered(*fact) && is_open(*fact);
        open.iter().chain(below).copied().filter(hangs).collect()
    }

    pub(super) fn undetermined(&self, conclusion: &Conclusion) -> BTreeSet<Fact> {
        if conclusion.certainty == Certainty::Certain {
            return BTreeSet::new();
        }
        (0..self.truths.len()).filter(|at| self.hangs(*at)).flat_map(|at| self.hanging_facts(at)).collect()
    }

    /// The facts of a rule's atoms that have this truth under a generation in question; for a rule
    /// about the score, those of the rules that count.
    pub(super) fn facts_with(&self, at: usize, truth: Truth) -> BTreeSet<Fact> {
        let Some(rule) = self.receiver.rules.get(at) else { return BTreeSet::new() };
        if !rule.when.is_about_score() {
            return self.seen().flat_map(|seen| rule.when.facts_with(truth, &seen)).collect();
        }
        let counts = |(at, rule): &(usize, &Rule)| {
            rule.points.is_some_and(|points| points != Points::default()) && self.has(*at, truth)
        };
        let rules = self.receiver.rules.iter().enumerate().filter(counts);
        rules.flat_map(|(at, _)| self.facts_with(at, truth)).collect()
    }

    pub(super) fn earlier(&self, conclusion: &Conclusion) -> Vec<usize> {
        let Some(stage) = self.stage(conclusion) else { return Vec::new() };
        self.others(conclusion, |at, rule| {
            let before = rule.stage <= stage;
            let refusal = rule.action == Action::Reject && self.has(at, Truth::Unknown);
            let is_earlier = rule.stage < stage || conclusion.certainty == Certainty::Certain;
            let deferral = rule.action == Action::Defer && self.has(at, Truth::True) && rule.stage < stage;
            before && (deferral || refusal && is_earlier)
        })
    }

    pub(super) fn then(&self, conclusion: &Conclusion) -> Vec<usize> {
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
