//! One source over another: zone files and edits over live or recorded DNS.
//!
//! A question goes to the zone file whose apex is the nearest above the name. Inside its cut the
//! file is final, NXDOMAIN and NODATA included. Below a delegation and outside the apex the next
//! source answers; without one ("offline") nothing is known there: [`Answer::OutOfZone`]. A CNAME
//! is followed in whatever layer its target lies, also when the source below had followed it
//! further already.
//!
//! Edits (`--set`, `--unset`, a proposed fix) change the data of the zone file that holds the name.
//! Where no zone file does, [`overlay`] says what they mean for the source below.

pub mod edit;
mod overlay;

use futures_util::future::BoxFuture;

pub use edit::{Change, Edit, EditError};

use self::overlay::Overlay;
use super::{Answer, Failure, FailureKind, From, Negative, Question, RrSet, Source};
use crate::limits;
use crate::name::DomainName;
use crate::zone::ZoneData;
use crate::zone::answer::Resolution;

/// Zone files, edits, and the source below them.
pub struct Layered<'s> {
    /// The deepest apex first.
    zones: Vec<ZoneData>,
    overlay: Overlay,
    below: Box<dyn Source + 's>,
}

/// A source that reaches nothing: what is below when no socket may be opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nowhere;

/// What a layer makes of a question.
enum Step {
    /// It is answered. The chain of the answer may lead through names of the layers above.
    Done(Answer),
    /// CNAMEs lead on: their targets in order.
    Follow(Vec<DomainName>),
}

impl<'s> Layered<'s> {
    /// Lays zones, and `edits` over everything, on top of `below`; `None` is offline.
    ///
    /// `from` is what edited records say of their origin: [`From::Set`] or [`From::Fix`]. Several
    /// records set at one name and type are one set; a type both set and unset is set.
    pub fn new(
        zones: impl IntoIterator<Item = ZoneData>,
        edits: &[Edit],
        from: From,
        below: Option<Box<dyn Source + 's>>,
    ) -> Self {
        let mut zones: Vec<_> = zones.into_iter().collect();
        zones.sort_by_key(|zone| std::cmp::Reverse(zone.origin().label_count()));
        let mut over_below = Vec::new();
        // Delegations first: they decide which other names the zone holds.
        let (cuts, rest): (Vec<_>, Vec<_>) = edit::grouped(edits).into_iter().partition(|edit| edit.is_cut());
        for group in cuts.into_iter().chain(rest) {
            let question = &group.question;
            match zones.iter_mut().find(|zone| zone.holds(&question.name, question.kind)) {
                Some(zone) if group.records.is_empty() => zone.unset(question, from),
                Some(zone) => zone.set(question, group.records, from),
                None => over_below.push(group),
            }
        }
        let below = below.unwrap_or_else(|| Box::new(Nowhere));
        Self { zones, overlay: Overlay::new(over_below, from), below }
    }

    /// What the nearest layer that knows the name makes of a question.
    async fn step(&self, question: &Question) -> Step {
        for zone in &self.zones {
            match zone.resolve(question) {
                Resolution::Answer(answer) => return Step::Done(answer),
                Resolution::Leaves(targets) => return Step::Follow(targets),
                Resolution::OutOfZone => {}
            }
        }
        let step = self.overlay.step(&*self.below, question).await;
        if let Step::Done(answer) = &step {
            // The source below followed CNAMEs; a layer above may know better from one of them on.
            let chain = answer.chain();
            let known = |name: &DomainName| self.is_above(&Question::new(name.clone(), question.kind));
            if let Some(at) = chain.iter().position(known) {
                return Step::Follow(chain.iter().take(at + 1).cloned().collect());
            }
        }
        step
    }

    /// Whether a layer above the source below speaks of a name.
    fn is_above(&self, question: &Question) -> bool {
        self.zones.iter().any(|zone| zone.resolve(question) != Resolution::OutOfZone)
            || self.overlay.touches(&question.name)
    }
}

impl Source for Layered<'_> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(async move {
            let (mut name, mut chain) = (question.name.clone(), Vec::new());
            loop {
                match self.step(&Question::new(name, question.kind)).await {
                    Step::Done(answer) => return behind(chain, answer),
                    Step::Follow(targets) => {
                        for target in targets {
                            let seen = target == question.name || chain.contains(&target);
                            if seen || chain.len() >= limits::CNAME_CHAIN {
                                let kind = FailureKind::CnameLoop;
                                return Answer::Failed(Failure { kind, server: None, chain });
                            }
                            chain.push(target);
                        }
                        name = chain.last().unwrap_or(&question.name).clone();
                    }
                }
            }
        })
    }
}

impl Source for Nowhere {
    fn ask<'a>(&'a self, _: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(std::future::ready(Answer::OutOfZone))
    }
}

/// The answer at the end of a chain. A resolver vouches for nothing that an upper layer said, so
/// behind a chain of ours nothing is authenticated.
fn behind(mut chain: Vec<DomainName>, answer: Answer) -> Answer {
    if chain.is_empty() {
        return answer;
    }
    chain.extend(answer.chain().iter().cloned());
    if chain.len() > limits::CNAME_CHAIN {
        return Answer::Failed(Failure { kind: FailureKind::CnameLoop, server: None, chain });
    }
    match answer {
        Answer::Records(set) => Answer::Records(RrSet { chain, authenticated: false, ..set }),
        Answer::NoData(negative) => Answer::NoData(Negative { chain, authenticated: None, ..negative }),
        Answer::NxDomain(negative) => Answer::NxDomain(Negative { chain, authenticated: None, ..negative }),
        Answer::Failed(failure) => Answer::Failed(Failure { chain, ..failure }),
        Answer::OutOfZone => Answer::OutOfZone,
    }
}
