//! The sum of what a receiver counts against a message, as far as it is known.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{Points, World};
use super::logic::{Possible, Truth};
use super::rules::Rule;
use super::situation::Known;
use super::vocabulary::{Fact, Value};

/// The least and the most that the score can come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bounds {
    low: Points,
    high: Points,
}

impl Bounds {
    /// Adds up the rules that have points. `truths` and `promises` stand in the order of the rules: whether
    /// each applies, and whether it would if its condition held.
    ///
    /// The values of one fact exclude each other, so rules about one fact alone are taken value by value;
    /// of the others each may count or not.
    pub(super) fn of(rules: &[Rule], truths: &[Truth], promises: &[Truth], known: &[Known]) -> Self {
        let (mut sum, mut by_fact) = (Self::default(), BTreeMap::<Fact, Vec<(&Rule, Points, Truth)>>::new());
        for ((rule, truth), promise) in rules.iter().zip(truths).zip(promises) {
            let Some(points) = rule.points else { continue };
            let facts = rule.when.facts();
            match (truth, facts.first()) {
                (Truth::Unknown, Some(fact)) if facts.len() == 1 => {
                    by_fact.entry(*fact).or_default().push((rule, points, *promise));
                }
                (_, _) => sum = sum.with(Self::counted(points, *truth)),
            }
        }
        for (fact, rules) in by_fact {
            let values: BTreeSet<Value> = known.iter().flat_map(|known| known.get(fact).iter()).collect();
            let sums = values.into_iter().map(|value| {
                let world = Fixed(Possible::only(value));
                let counted = rules
                    .iter()
                    .map(|(rule, points, promise)| Self::counted(*points, rule.when.truth(&world).and(*promise)));
                counted.fold(Self::default(), Self::with)
            });
            let either = sums.reduce(|a, b| Self { low: a.low.min(b.low), high: a.high.max(b.high) });
            sum = sum.with(either.unwrap_or_default());
        }
        sum
    }

    /// Whether the score comes to so many points.
    pub(super) fn reach(self, points: Points) -> Truth {
        if self.low >= points {
            Truth::True
        } else if self.high >= points {
            Truth::Unknown
        } else {
            Truth::False
        }
    }

    fn counted(points: Points, truth: Truth) -> Self {
        let none = Points::default();
        match truth {
            Truth::True => Self { low: points, high: points },
            Truth::Unknown => Self { low: points.min(none), high: points.max(none) },
            Truth::False => Self::default(),
        }
    }

    fn with(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }
}

/// A world with one fact.
struct Fixed(Possible<Value>);

impl World for Fixed {
    fn fact(&self, fact: Fact) -> Possible<Value> {
        if fact == self.0.kind() { self.0 } else { fact.unknown() }
    }

    fn scores(&self, _: Points) -> Truth {
        Truth::Unknown
    }
}
