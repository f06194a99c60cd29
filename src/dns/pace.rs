//! A polite number of questions at once.

use std::collections::BTreeMap;

use futures_util::future::BoxFuture;
use tokio::sync::Semaphore;

use super::{Answer, Question, Source};
use crate::limits;
use crate::name::DomainName;

/// Asks at most [`limits::IN_FLIGHT`] questions at once, over all domains that share it.
///
/// A question waits here before its source sees it, so a queue is no timeout: the source bounds
/// its own work from the moment it is asked ([`Live`](super::live::Live) does), and only the
/// deadline of a whole domain runs on while a question waits. Those who wait are served in order.
#[derive(Debug)]
pub struct Paced<S> {
    source: S,
    permits: Semaphore,
}

impl<S> Paced<S> {
    /// Puts the bound around a source, one per server that is asked.
    pub fn new(source: S) -> Self {
        Self { source, permits: Semaphore::new(limits::IN_FLIGHT) }
    }
}

impl<S: Source> Source for Paced<S> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(async move {
            let _permit = self.permits.acquire().await.expect("the semaphore is never closed");
            self.source.ask(question).await
        })
    }
}

/// Asks at most [`limits::BLOCKLIST_IN_FLIGHT`] questions at once in each of some zones: each is the
/// service of somebody else, and a domain has many questions for it. Other names pass freely.
#[derive(Debug)]
pub struct PacedZones<S> {
    source: S,
    permits: BTreeMap<DomainName, Semaphore>,
}

impl<S> PacedZones<S> {
    /// Puts the bound of each zone around a source.
    pub fn new(source: S, zones: impl IntoIterator<Item = DomainName>) -> Self {
        let permits = zones.into_iter().map(|zone| (zone, Semaphore::new(limits::BLOCKLIST_IN_FLIGHT)));
        Self { source, permits: permits.collect() }
    }
}

impl<S: Source> Source for PacedZones<S> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        let Some((_, permits)) = self.permits.iter().find(|(zone, _)| question.name.is_within(zone)) else {
            return self.source.ask(question);
        };
        Box::pin(async move {
            let _permit = permits.acquire().await.expect("the semaphore is never closed");
            self.source.ask(question).await
        })
    }
}
