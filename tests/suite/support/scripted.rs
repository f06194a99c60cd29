//! A source with a clock: answers from a world, each after its own time.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::BoxFuture;
use preflight::dns::{Answer, Question, Source};
use tokio::time::Instant;

use super::world::World;

/// A world whose answers take time; run it with the clock paused.
#[derive(Debug)]
pub(crate) struct Scripted {
    world: World,
    delays: BTreeMap<Question, Duration>,
    otherwise: Duration,
    began: Instant,
    log: Mutex<Vec<(Question, Duration)>>,
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Scripted {
    /// Answers everything after `delay`.
    pub(crate) fn new(world: World, delay: Duration) -> Self {
        Self {
            world,
            delays: BTreeMap::new(),
            otherwise: delay,
            began: Instant::now(),
            log: Mutex::default(),
            now: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
        }
    }

    /// Gives one question its own delay.
    pub(crate) fn delay(mut self, question: Question, delay: Duration) -> Self {
        self.delays.insert(question, delay);
        self
    }

    /// Each question, with the time at which it was asked.
    pub(crate) fn asked(&self) -> Vec<(Question, Duration)> {
        self.log.lock().unwrap().clone()
    }

    /// When a question was first asked.
    pub(crate) fn asked_at(&self, question: &Question) -> Option<Duration> {
        self.asked().into_iter().find(|(asked, _)| asked == question).map(|(_, at)| at)
    }

    /// The most questions that were ever on their way at once.
    pub(crate) fn most_at_once(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

impl Source for Scripted {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(async move {
            self.log.lock().unwrap().push((question.clone(), self.began.elapsed()));
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            tokio::time::sleep(self.delays.get(question).copied().unwrap_or(self.otherwise)).await;
            self.now.fetch_sub(1, Ordering::SeqCst);
            self.world.answer(question)
        })
    }
}
