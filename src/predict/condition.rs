//! The grammar of `when`: an atom (`spf.verdict != pass`), or a table with `all` or `any` and a list
//! of conditions.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::logic::{Possible, Truth};
use super::vocabulary::{Fact, Value};

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
}

impl Condition {
    /// Whether it holds.
    pub fn truth<'a>(&self, fact: &impl Fn(Fact) -> &'a Possible<Value>) -> Truth {
        match self {
            Self::All(parts) => parts.iter().fold(Truth::True, |truth, part| truth.and(part.truth(fact))),
            Self::Any(parts) => parts.iter().fold(Truth::False, |truth, part| truth.or(part.truth(fact))),
            Self::Is(value) => fact(value.fact()).is(*value),
            Self::IsNot(value) => !fact(value.fact()).is(*value),
        }
    }

    /// The facts it speaks of.
    pub fn facts(&self) -> BTreeSet<Fact> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::facts).collect(),
            Self::Is(value) | Self::IsNot(value) => BTreeSet::from([value.fact()]),
        }
    }

    /// The facts of those atoms that have this truth: what made it hold, or what keeps it open. What
    /// is open inside a part that is settled keeps nothing open.
    pub fn facts_with<'a>(&self, truth: Truth, fact: &impl Fn(Fact) -> &'a Possible<Value>) -> BTreeSet<Fact> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts
                .iter()
                .filter(|part| truth != Truth::Unknown || part.truth(fact) == Truth::Unknown)
                .flat_map(|part| part.facts_with(truth, fact))
                .collect(),
            Self::Is(value) | Self::IsNot(value) if self.truth(fact) == truth => BTreeSet::from([value.fact()]),
            Self::Is(_) | Self::IsNot(_) => BTreeSet::new(),
        }
    }

    /// Reads an atom.
    fn atom(text: &str) -> Result<Self, String> {
        let words: Vec<_> = text.split_ascii_whitespace().collect();
        let [fact, sign, word] = words.as_slice() else {
            return Err(format!("`{text}` is not of the form `fact == value` or `fact != value`"));
        };
        let names = |all: Vec<&str>| all.join(", ");
        let fact = Fact::parse(fact).ok_or_else(|| {
            let known = names(Fact::ALL.iter().map(|fact| fact.as_str()).collect());
            format!("unknown fact `{fact}`; there are {known}")
        })?;
        let value = fact.value(word).ok_or_else(|| {
            let known = names(fact.values().into_iter().map(Value::as_str).collect());
            format!("`{fact}` is never `{word}`; it may be {known}")
        })?;
        match *sign {
            "==" => Ok(Self::Is(value)),
            "!=" => Ok(Self::IsNot(value)),
            other => Err(format!("`{other}` compares nothing; use `==` or `!=`")),
        }
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
