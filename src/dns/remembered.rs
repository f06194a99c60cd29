//! A source that already knows some answers, and asks another one only for the rest.
//!
//! A proposal is judged on the very answers that the check was made of: what did not change is not asked
//! again, so that nothing but the proposal can make a difference.

use std::sync::{Mutex, PoisonError};

use futures_util::future::BoxFuture;

use super::{Answer, Answers, Question, Source};

/// The answers of a check before the source that gave them.
pub struct Remembered<'a> {
    known: &'a Answers,
    /// What was asked besides.
    more: Mutex<Answers>,
    beyond: &'a dyn Source,
}

impl<'a> Remembered<'a> {
    /// Answers from `known`, and from `beyond` what is not there: each question at most once, unless several
    /// ask for it at the same time.
    pub fn new(known: &'a Answers, beyond: &'a dyn Source) -> Self {
        Self { known, more: Mutex::default(), beyond }
    }

    /// What was asked before, by the check or since.
    fn recall(&self, question: &Question) -> Option<Answer> {
        if let Ok(answer) = self.known.get(&question.name, question.kind) {
            return Some(answer.clone());
        }
        // A panic elsewhere leaves the map whole: every change to it is one call.
        let more = self.more.lock().unwrap_or_else(PoisonError::into_inner);
        more.get(&question.name, question.kind).ok().cloned()
    }
}

impl Source for Remembered<'_> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(async move {
            if let Some(answer) = self.recall(question) {
                return answer;
            }
            let answer = self.beyond.ask(question).await;
            self.more.lock().unwrap_or_else(PoisonError::into_inner).insert(question.clone(), answer.clone());
            answer
        })
    }
}
