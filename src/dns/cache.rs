//! Answers that the domains of one run share.
//!
//! Many domains include the same provider. hickory's cache does not serve here: it belongs to its
//! resolver, which gives up the chain and the AD bit of an absence, and [`super::live`] reads whole
//! replies below it. This one keeps whole answers, and stands in front of any source.

use std::collections::{HashMap, VecDeque};
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

/// The slot of each question, and the order in which they came.
#[derive(Debug, Default)]
struct Slots {
    by_question: HashMap<Question, Slot>,
    order: VecDeque<Question>,
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
        // A panic elsewhere leaves the map whole: every change to it is one call.
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.by_question.get(question) {
            return Arc::clone(slot);
        }
        while slots.order.len() >= limits::CACHED_ANSWERS {
            let Some(oldest) = slots.order.pop_front() else { break };
            slots.by_question.remove(&oldest);
        }
        let slot = Slot::default();
        slots.order.push_back(question.clone());
        slots.by_question.insert(question.clone(), Arc::clone(&slot));
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
