//! The grammar of `when`: an atom (`spf.verdict != pass`, `score >= 15`), or a table with `all` or
//! `any` and a list of conditions.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::logic::{Possible, Truth};
use super::vocabulary::{Fact, Value};

/// The name of the sum in rules.
const SCORE: &str = "score";

/// When a rule applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Every one of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// A fact has a value.
    Is(Value),
    /// A fact has any other value.
    IsNot(Value),
    /// What the receiver's other rules count against the message comes to this much.
    Scores(Points),
}

/// Points of a receiver that counts, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(i64);

impl Points {
    /// So many points; `None` for what is no number of them.
    pub fn new(points: f64) -> Option<Self> {
        let thousandths = (points * 1000.0).round();
        // Far beyond any threshold in use, and far below where a float loses whole numbers.
        let is_sane = thousandths.abs() <= 1e9;
        #[expect(clippy::cast_possible_truncation, reason = "bounded by the line above")]
        is_sane.then_some(Self(thousandths as i64))
    }
}

impl std::ops::Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::default(), std::ops::Add::add)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, (self.0 % 1000).abs());
        match rest {
            0 => write!(f, "{whole}"),
            rest => f.write_str(format!("{whole}.{rest:03}").trim_end_matches('0')),
        }
    }
}

/// What conditions are asked about.
pub trait World {
    /// The values that a fact may still have.
    fn fact(&self, fact: Fact) -> Possible<Value>;

    /// Whether the score comes to so many points.
    fn scores(&self, points: Points) -> Truth;
}

impl Condition {
    /// Whether it holds.
    pub fn truth(&self, world: &impl World) -> Truth {
        match self {
            Self::All(parts) => parts.iter().fold(Truth::True, |truth, part| truth.and(part.truth(world))),
            Self::Any(parts) => parts.iter().fold(Truth::False, |truth, part| truth.or(part.truth(world))),
            Self::Is(value) => world.fact(value.fact()).is(*value),
            Self::IsNot(value) => !world.fact(value.fact()).is(*value),
            Self::Scores(points) => world.scores(*points),
        }
    }

    /// The facts it speaks of.
    pub fn facts(&self) -> BTreeSet<Fact> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::facts).collect(),
            Self::Is(value) | Self::IsNot(value) => BTreeSet::from([value.fact()]),
            Self::Scores(_) => BTreeSet::new(),
        }
    }

    /// True when it hangs on the score.
    pub fn is_about_score(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::is_about_score),
            Self::Is(_) | Self::IsNot(_) => false,
            Self::Scores(_) => true,
        }
    }

    /// The facts of those atoms that have this truth: what made it hold, or what keeps it open. What
    /// is open inside a part that is settled keeps nothing open.
    pub fn facts_with(&self, truth: Truth, world: &impl World) -> BTreeSet<Fact> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts
                .iter()
                .filter(|part| truth != Truth::Unknown || part.truth(world) == Truth::Unknown)
                .flat_map(|part| part.facts_with(truth, world))
                .collect(),
            Self::Is(value) | Self::IsNot(value) if self.truth(world) == truth => BTreeSet::from([value.fact()]),
            Self::Is(_) | Self::IsNot(_) | Self::Scores(_) => BTreeSet::new(),
        }
    }

    /// Reads an atom.
    fn atom(text: &str) -> Result<Self, String> {
        let words: Vec<_> = text.split_ascii_whitespace().collect();
        let [fact, sign, word] = words.as_slice() else {
            return Err(format!("`{text}` is not of the form `fact == value` or `fact != value`"));
        };
        if *fact == SCORE {
            let points = word.parse().ok().and_then(Points::new).filter(|_| *sign == ">=");
            return points.map(Self::Scores).ok_or_else(|| format!("`{text}` is not of the form `{SCORE} >= 5`"));
        }
        let names = |all: Vec<&str>| all.join(", ");
        let fact = Fact::parse(fact).ok_or_else(|| {
            let known = names(Fact::ALL.iter().map(|fact| fact.as_str()).collect());
            format!("unknown fact `{fact}`; there are {known}")
        })?;
        let value = fact.value(word).ok_or_else(|| {
            let known = names(fact.values().iter().map(|value| value.as_str()).collect());
            format!("`{fact}` is never `{word}`; it may be {known}")
        })?;
        match *sign {
            "==" => Ok(Self::Is(value)),
            "!=" => Ok(Self::IsNot(value)),
            other => Err(format!("`{other}` compares nothing; use `==` or `!=`")),
        }
    }
}

/// As one writes it down: `spf.verdict != pass && (ptr.record == missing || ptr.confirmed == no)`.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parts, sign) = match self {
            Self::All(parts) => (parts, " && "),
            Self::Any(parts) => (parts, " || "),
            Self::Is(value) => return write!(f, "{} == {value}", value.fact()),
            Self::IsNot(value) => return write!(f, "{} != {value}", value.fact()),
            Self::Scores(points) => return write!(f, "{SCORE} >= {points}"),
        };
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                f.write_str(sign)?;
            }
            match part {
                Self::All(inner) | Self::Any(inner) if inner.len() > 1 && parts.len() > 1 => write!(f, "({part})")?,
                Self::All(_) | Self::Any(_) | Self::Is(_) | Self::IsNot(_) | Self::Scores(_) => write!(f, "{part}")?,
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AtomOrList;

        impl<'de> Visitor<'de> for AtomOrList {
            type Value = Condition;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a condition: \"fact == value\", { all = [...] } or { any = [...] }")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Condition, E> {
                Condition::atom(text).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Condition, A::Error> {
                let Some(key) = map.next_key::<String>()? else {
                    return Err(de::Error::custom("an empty condition; use `all` or `any`"));
                };
                let condition = match key.as_str() {
                    "all" => Condition::All(non_empty(map.next_value()?)?),
                    "any" => Condition::Any(non_empty(map.next_value()?)?),
                    other => return Err(de::Error::unknown_field(other, &["all", "any"])),
                };
                match map.next_key::<String>()? {
                    None => Ok(condition),
                    Some(_) => Err(de::Error::custom("a condition has either `all` or `any`, nothing else")),
                }
            }
        }

        deserializer.deserialize_any(AtomOrList)
    }
}

fn non_empty<E: de::Error>(parts: Vec<Condition>) -> Result<Vec<Condition>, E> {
    if parts.is_empty() { Err(E::custom("a list of no conditions")) } else { Ok(parts) }
}
