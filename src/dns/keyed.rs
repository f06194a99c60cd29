//! Keys of zones that answer subscribers only.
//!
//! Some blocklists take a key as one label directly above their zone: `2.0.0.127.KEY.zone`. The
//! middle asks for `2.0.0.127.zone`; the key is put in here, on the way out, and taken out of what comes
//! back. So no question, no recording and no report ever holds one.

use std::fmt;

use futures_util::future::BoxFuture;

use super::{Answer, Failure, FailureKind, Negative, Question, Record, RrSet, Source};
use crate::name::DomainName;

/// A key: one label, long enough not to be mistaken for another one. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Box<str>);

/// A text that is no key; it does not say which, for it may be one with a typing mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key has letters, digits and hyphens, from 8 to 63 of them")]
pub struct KeyError;

impl Key {
    /// Reads a key.
    ///
    /// # Errors
    /// [`KeyError`] when it cannot stand in a name.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        let is_label = |octet: u8| octet.is_ascii_alphanumeric() || octet == b'-' || octet == b'_';
        match (8..=63).contains(&text.len()) && text.bytes().all(is_label) {
            true => Ok(Self(text.to_ascii_lowercase().into())),
            false => Err(KeyError),
        }
    }

    fn is_in(&self, text: &str) -> bool {
        text.to_ascii_lowercase().contains(&*self.0)
    }

    /// The name without the labels that hold the key.
    fn strip(&self, name: &DomainName) -> DomainName {
        if !self.is_in(name.as_str()) {
            return name.clone();
        }
        let others: Vec<_> = name.labels().filter(|label| !self.is_in(label)).collect();
        DomainName::parse(&others.join(".")).unwrap_or_else(|_| DomainName::root())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// The key of each zone that has one.
pub type Keys = Vec<(DomainName, Key)>;

/// Puts the keys into questions and takes them out of answers.
#[derive(Debug)]
pub struct Keyed<S> {
    source: S,
    keys: Keys,
}

impl<S> Keyed<S> {
    /// Puts keys in front of a source.
    pub fn new(source: S, keys: Keys) -> Self {
        Self { source, keys }
    }
}

impl<S: Source> Source for Keyed<S> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        let Some((zone, key)) = self.keys.iter().find(|(zone, _)| question.name.is_within(zone)) else {
            return self.source.ask(question);
        };
        Box::pin(async move {
            match with_key(&question.name, zone, key) {
                Some(name) => without_key(self.source.ask(&Question::new(name, question.kind)).await, key),
                None => Answer::Failed(Failure::of(FailureKind::Malformed)),
            }
        })
    }
}

/// The name with the key directly above the zone; `None` when that is too long.
fn with_key(name: &DomainName, zone: &DomainName, key: &Key) -> Option<DomainName> {
    let above = name.label_count() - zone.label_count();
    let labels = name.labels().take(above).chain([&*key.0]).collect::<Vec<_>>().join(".");
    zone.child(&labels).ok()
}

fn without_key(answer: Answer, key: &Key) -> Answer {
    let chain = |names: Vec<DomainName>| names.iter().map(|name| key.strip(name)).collect();
    match answer {
        // Data that repeats the key cannot be shown, and what is left of it means nothing.
        Answer::Records(set) if set.records.iter().any(|record| key.is_in(&record.data.to_string())) => {
            Answer::Failed(Failure { kind: FailureKind::Malformed, server: set.origin.server, chain: chain(set.chain) })
        }
        Answer::Records(set) => {
            let record = |record: Record| Record { name: key.strip(&record.name), ..record };
            let records = set.records.into_iter().map(record).collect();
            Answer::Records(RrSet { records, chain: chain(set.chain), ..set })
        }
        Answer::NoData(negative) => Answer::NoData(Negative { chain: chain(negative.chain), ..negative }),
        Answer::NxDomain(negative) => Answer::NxDomain(Negative { chain: chain(negative.chain), ..negative }),
        Answer::Failed(failure) => Answer::Failed(Failure { chain: chain(failure.chain), ..failure }),
        Answer::OutOfZone => Answer::OutOfZone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_label_and_never_shown() {
        for text in ["", "sesame", "sesame.123", "sesame 123", &"k".repeat(64), "sésame123"] {
            assert_eq!(Key::parse(text), Err(KeyError), "{text:?}");
        }
        let key = Key::parse(" Sesame123 \n").unwrap();
        assert_eq!(format!("{key:?}"), "Key(…)");
        assert!(!KeyError.to_string().contains("esame"));
    }

    #[test]
    fn names_get_the_key_and_lose_it() {
        let name = |text| DomainName::parse(text).unwrap();
        let (zone, key) = (name("zen.dq.spamhaus.net"), Key::parse("Sesame123").unwrap());
        let asked = name("2.0.0.127.zen.dq.spamhaus.net");
        let sent = with_key(&asked, &zone, &key).unwrap();
        assert_eq!(sent.as_str(), "2.0.0.127.sesame123.zen.dq.spamhaus.net");
        assert_eq!(key.strip(&sent), asked);
        assert_eq!(key.strip(&name("sesame123.other.example")).as_str(), "other.example");
        assert_eq!(key.strip(&name("sesame123")), DomainName::root());
    }
}
