//! The loop: gather, ask for what is needed, gather again.
//!
//! Each protocol's gather runs on its own over shared answers and is looked at again only when an
//! answer it waits for is in, so a slow include never holds its siblings and a slow blocklist
//! never delays SPF. The loop ends: every turn adds an answer, the number of questions is bounded,
//! and at the deadline every open or new question is answered `deadline` at once, so that a
//! partial report always comes out.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::time::Instant;

use super::{Answer, Answers, Failure, FailureKind, Need, Question, Source};
use crate::limits;

/// One protocol's way of collecting what it needs: `Ok` when nothing is missing any more.
pub type Gather<'a> = Box<dyn Fn(&Answers) -> Result<(), Need> + Send + Sync + 'a>;

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The bound on one question, tries included; the source that sends it keeps it.
    pub timeout: Duration,
    /// The bound on the whole of one domain; [`drive`] keeps it.
    pub deadline: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { timeout: limits::TIMEOUT, deadline: limits::DEADLINE }
    }
}

/// Asks `source` until every gather has what it needs, and returns all the answers.
///
/// No question is asked twice. Failures are answers: this function itself cannot fail. Only the
/// whole is bounded here, by `deadline`; the source bounds each question from the moment it is on
/// its way, so that one that waits for its turn behind other domains does not time out in the queue.
///
/// A gather must come to an end when every answer is a failure: past
/// [`limits::QUESTIONS_PER_DOMAIN`] and past the deadline it gets nothing else.
pub async fn drive(source: &dyn Source, gathers: &[Gather<'_>], deadline: Duration) -> Answers {
    resume(source, gathers, Answers::default(), deadline).await
}

/// The same, where some answers are known already: only what is missing is asked.
pub async fn resume(source: &dyn Source, gathers: &[Gather<'_>], mut answers: Answers, deadline: Duration) -> Answers {
    let end = Instant::now() + deadline;
    let mut open: BTreeSet<Question> = BTreeSet::new();
    let mut in_flight = FuturesUnordered::new();
    let mut waiting: Vec<Waiting<'_, '_>> =
        gathers.iter().map(|gather| Waiting { gather, state: State::New }).collect();
    let mut over = false;

    loop {
        let mut asked = false;
        for task in &mut waiting {
            if !task.is_ready(&answers) {
                continue;
            }
            task.state = match (task.gather)(&answers) {
                Ok(()) => State::Done,
                Err(need) => State::Waits(need),
            };
            for question in task.state.questions() {
                if open.contains(question) || answers.knows(question) {
                    continue;
                }
                asked = true;
                if over {
                    answers.insert(question.clone(), failed(FailureKind::Deadline));
                } else if answers.len() + open.len() >= limits::QUESTIONS_PER_DOMAIN {
                    answers.insert(question.clone(), failed(FailureKind::Limit));
                } else {
                    open.insert(question.clone());
                    in_flight.push(ask(source, question.clone()));
                }
            }
        }
        waiting.retain(|task| !matches!(task.state, State::Done));
        if waiting.is_empty() {
            return answers;
        }
        if asked && waiting.iter().any(|task| task.is_ready(&answers)) {
            continue; // answered on the spot: nothing to wait for
        }
        match tokio::time::timeout_at(end, in_flight.next()).await {
            Ok(Some((question, answer))) => {
                open.remove(&question);
                answers.insert(question, answer);
                // Take all that are ready at once: one look at the gathers serves them all.
                while let Some(Some((question, answer))) = in_flight.next().now_or_never() {
                    open.remove(&question);
                    answers.insert(question, answer);
                }
            }
            Ok(None) | Err(_) => {
                debug_assert!(!open.is_empty(), "a gather asked for what it has");
                if over {
                    return answers;
                }
                over = true;
                for question in std::mem::take(&mut open) {
                    answers.insert(question, failed(FailureKind::Deadline));
                }
            }
        }
    }
}

/// A gather and how far it is.
struct Waiting<'g, 'a> {
    gather: &'g Gather<'a>,
    state: State,
}

enum State {
    /// Not looked at yet.
    New,
    /// Lacks this.
    Waits(Need),
    /// Has everything.
    Done,
}

impl Waiting<'_, '_> {
    /// One answer is enough to look again, where something may hang on it: that can then be asked,
    /// while the rest of what this gather waits for is still on its way.
    fn is_ready(&self, answers: &Answers) -> bool {
        match &self.state {
            State::New => true,
            State::Waits(need) => need.is_met(answers),
            State::Done => false,
        }
    }
}

impl State {
    fn questions(&self) -> impl Iterator<Item = &Question> {
        let need = match self {
            Self::Waits(need) => Some(need),
            Self::New | Self::Done => None,
        };
        need.into_iter().flat_map(Need::questions)
    }
}

async fn ask(source: &dyn Source, question: Question) -> (Question, Answer) {
    let answer = source.ask(&question).await;
    (question, answer)
}

fn failed(kind: FailureKind) -> Answer {
    Answer::Failed(Failure::of(kind))
}
