//! Answers that the domains of one run share.
//!
//! Many domains include the same provider. hickory's cache does not serve here: it belongs to its
//! resolver, which gives up the chain and the AD bit of an absence, and [`super::live`] reads whole
//! replies below it. This one keeps whole answers, and stands in front of any source.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::time::Instant;

use super::{Answer, Question, Source};
use crate::limits;

/// Remembers answers for as long as their TTL says, at most [`limits::CACHED_ANSWERS`] of them.
///
/// An absence is kept as long as its SOA allows and not at all without one (RFC 2308 section 5); a
/// failure is never kept. Those who ask while the same question is on its way wait for that one
/// answer, whatever it is, instead of asking again.
#[derive(Debug)]
pub struct Cached<S> {
    source: S,
    slots: Mutex<Slots>,
}

/// The slot of each question, in two halves. When the recent half is full, the other one makes room
/// for it: what nobody asked for in the meantime is forgotten, and a provider that every domain
/// includes is kept among thousands of names that only one of them has.
#[derive(Debug, Default)]
struct Slots {
    recent: HashMap<Question, Slot>,
    before: HashMap<Question, Slot>,
}

/// What is known of one question; locked while it is asked.
type Slot = Arc<tokio::sync::Mutex<Option<Kept>>>;

#[derive(Debug)]
struct Kept {
    answer: Answer,
    came: Instant,
    fresh: Duration,
}

impl<S> Cached<S> {
    /// Puts a cache in front of a source.
    pub fn new(source: S) -> Self {
        Self { source, slots: Mutex::default() }
    }

    fn slot(&self, question: &Question) -> Slot {
        // A panic elsewhere leaves the maps whole: every change to them is one call.
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).of(question)
    }
}

impl Slots {
    fn of(&mut self, question: &Question) -> Slot {
        if let Some(slot) = self.recent.get(question) {
            return Arc::clone(slot);
        }
        let slot = self.before.remove(question).unwrap_or_default();
        if self.recent.len() >= limits::CACHED_ANSWERS / 2 {
            self.before = std::mem::take(&mut self.recent);
        }
        self.recent.insert(question.clone(), Arc::clone(&slot));
        slot
    }
}

impl<S: Source> Source for Cached<S> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(async move {
            let asked = Instant::now();
            let slot = self.slot(question);
            let mut kept = slot.lock().await;
            if let Some(kept) = kept.as_ref().filter(|kept| kept.serves(asked)) {
                return kept.answer.clone();
            }
            let answer = self.source.ask(question).await;
            let fresh = Duration::from_secs(seconds_to_keep(&answer).into());
            *kept = Some(Kept { answer: answer.clone(), came: Instant::now(), fresh });
            answer
        })
    }
}

impl Kept {
    /// Fresh, or come while the asker was waiting for it.
    fn serves(&self, asked: Instant) -> bool {
        self.came >= asked || asked.duration_since(self.came) < self.fresh
    }
}

fn seconds_to_keep(answer: &Answer) -> u32 {
    match answer {
        Answer::Records(set) => set.ttl,
        Answer::NoData(negative) | Answer::NxDomain(negative) => negative.ttl.unwrap_or(0),
        Answer::Failed(_) | Answer::OutOfZone => 0,
    }
}
