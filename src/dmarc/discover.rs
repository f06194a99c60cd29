//! Which policy applies to an Author Domain, and what its organizational domain is, both ways:
//! the tree walk of RFC 9989 section 4.10 and the Public Suffix List of RFC 7489 section 3.2.
//!
//! A question of the walk that got no answer could hide any record. What follows is settled by
//! trying every one of them: an organizational domain, a policy or an alignment that comes out the
//! same whatever was hidden is known; all others are undetermined.

use std::collections::{BTreeMap, BTreeSet};

use super::Generation;
use super::record::{self, PolicyRecord, Reading, Terms};
use super::tags::{Policy, Psd};
use crate::dns::answers::all;
use crate::dns::{Answer, Answers, Need, Question, RecordData, RecordType, Unanswered};
use crate::name::DomainName;

/// The label below which policy records live.
pub const LABEL: &str = "_dmarc";

/// Beyond this many unanswered questions every combination is no longer tried.
const HIDDEN_NAMES: usize = 4;

/// The names that a tree walk from `name` asks about, in order: the name itself, then its parents
/// down to the top-level domain, at most eight (RFC 9989 section 4.10, steps 1 to 7).
pub fn walk_targets(name: &DomainName) -> Vec<DomainName> {
    let labels = name.label_count();
    let highest_parent = if labels >= 8 { 7 } else { labels.saturating_sub(1) };
    let parents = (1..=highest_parent).rev().map(|count| name.last_labels(count));
    std::iter::once(name.clone()).chain(parents).collect()
}

/// What stands at one `_dmarc` name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// No policy record.
    Nothing,
    /// One policy record.
    One(Box<PolicyRecord>),
    /// Several, so none counts (RFC 9989 section 4.10, step 2; RFC 7489 section 6.6.3, step 5).
    Several(usize),
    /// Nobody answered.
    Unknown(Unanswered),
}

/// A tree walk: every name asked about, up to the one where it stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// The names with what stands there, the starting name first.
    pub steps: Vec<(DomainName, Found)>,
}

/// A value, or the question without whose answer it cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Determined<T> {
    /// The value.
    Known(T),
    /// The question that hangs.
    Unknown(Unanswered),
}

/// What discovery finds for an Author Domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Discovered {
    /// A policy applies.
    Applies(Box<Applied>),
    /// DMARC does not apply.
    Nothing(NoPolicy),
    /// Nobody answered.
    Unknown(Unanswered),
}

/// A policy that applies to an Author Domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The name the record was found for (its owner without `_dmarc`): the policy domain.
    pub at: DomainName,
    /// The record.
    pub record: PolicyRecord,
    /// What this generation takes from it.
    pub terms: Terms,
    /// Which tag speaks for the Author Domain.
    pub target: Target,
    /// The policy as published for the Author Domain; [`Terms::treatment`] says what comes of it.
    pub policy: Policy,
}

/// What an Author Domain is to the record that applies to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The name itself (`p`).
    Own,
    /// A name below (`sp`).
    Subdomain,
    /// A name below that does not exist (`np`).
    Nonexistent,
}

/// Why DMARC does not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPolicy {
    /// No record anywhere that counts.
    NoRecord,
    /// Several records at this name ended the search (RFC 7489 section 6.6.3, step 5).
    Several(DomainName),
    /// The record for this name says nothing usable (RFC 9989 section 4.10.1).
    Unusable(DomainName),
}

impl Applied {
    /// The weakest and the strongest treatment of failing mail.
    pub fn treatment(&self) -> (Policy, Policy) {
        self.terms.treatment(self.policy)
    }
}

/// What stands at the `_dmarc` name of `name`.
///
/// # Errors
/// The [`Need`] for its TXT records.
pub fn found_at(answers: &Answers, name: &DomainName) -> Result<Found, Need> {
    // A name that leaves no room for the label cannot have a record.
    let Ok(owner) = name.child(LABEL) else { return Ok(Found::Nothing) };
    let answer = answers.txt(&owner)?;
    if let Some(why) = answer.unanswered(&Question::new(owner, RecordType::Txt)) {
        return Ok(Found::Unknown(why));
    }
    let mut policies = answer.records().iter().filter_map(|record| {
        let RecordData::Txt(txt) = &record.data else { return None };
        match record::read(&txt.joined()) {
            Reading::Policy(policy) => Some(policy),
            Reading::NearMiss(_) | Reading::Unrelated => None,
        }
    });
    Ok(match (policies.next(), policies.count()) {
        (None, _) => Found::Nothing,
        (Some(policy), 0) => Found::One(policy),
        (Some(_), others) => Found::Several(others + 1),
    })
}

/// Walks up the tree from `name`.
///
/// # Errors
/// The [`Need`] for everything the walk may look at: no step waits for another.
pub fn walk(answers: &Answers, name: &DomainName) -> Result<Walk, Need> {
    let targets = walk_targets(name);
    let found = all(targets.iter().map(|target| found_at(answers, target)))?;
    let mut steps: Vec<_> = targets.into_iter().zip(found).collect();
    let stop = steps.iter().position(|(_, found)| mark(found).is_some_and(Mark::stops));
    steps.truncate(stop.map_or(steps.len(), |at| at + 1));
    Ok(Walk { steps })
}

/// The organizational domain of `name`.
///
/// # Errors
/// The [`Need`] for its walk; RFC 7489 needs nothing.
pub fn organizational_domain(
    answers: &Answers,
    name: &DomainName,
    generation: Generation,
) -> Result<Determined<DomainName>, Need> {
    Ok(match generation {
        Generation::Rfc9989 => walk(answers, name)?.organizational_domain(),
        Generation::Rfc7489 => Determined::Known(organizational_domain_7489(name)),
    })
}

/// The organizational domain of RFC 7489 section 3.2; a public suffix stands for itself.
pub fn organizational_domain_7489(name: &DomainName) -> DomainName {
    registrable_domain(name).unwrap_or_else(|| name.clone())
}

/// The name one label below the public suffix, private suffixes included; `None` for a suffix.
pub fn registrable_domain(name: &DomainName) -> Option<DomainName> {
    // The list knows no label with an escape; a stand-in keeps the dots in their places.
    let labels: Vec<_> = name.labels().map(|label| if label.contains('\\') { "-" } else { label }).collect();
    let text = labels.join(".");
    let domain = psl::domain_str(&text)?;
    Some(name.last_labels(domain.split('.').count()))
}

/// True for a name that the Public Suffix List has, in its private section or the other.
pub fn is_public_suffix(name: &DomainName) -> bool {
    psl::suffix(name.as_str().as_bytes()).is_some_and(|suffix| suffix.is_known() && suffix == name.as_str())
}

/// The policy that applies to mail whose Author Domain is `author`.
///
/// # Errors
/// The [`Need`] for the walk or for the two names of RFC 7489, and, where `np` decides, for the MX
/// records of `author`: any type shows whether a name exists (RFC 8020), and this one is asked of
/// an Author Domain anyway.
pub fn policy(answers: &Answers, author: &DomainName, generation: Generation) -> Result<Discovered, Need> {
    match generation {
        Generation::Rfc9989 => policy_9989(answers, author),
        Generation::Rfc7489 => policy_7489(answers, author),
    }
}

/// RFC 9989 section 4.10.1.
fn policy_9989(answers: &Answers, author: &DomainName) -> Result<Discovered, Need> {
    let walk = walk(answers, author)?;
    let source = match walk.policy_source() {
        Determined::Known(source) => source,
        Determined::Unknown(why) => return Ok(Discovered::Unknown(why)),
    };
    let Some((at, record)) = source else { return Ok(Discovered::Nothing(NoPolicy::NoRecord)) };
    let Some(terms) = record.policy_9989() else { return Ok(Discovered::Nothing(NoPolicy::Unusable(at.clone()))) };
    let target = if at == author {
        Target::Own
    } else if terms.subdomain == terms.nonexistent {
        Target::Subdomain
    } else {
        match exists(answers, author)? {
            Determined::Known(true) => Target::Subdomain,
            Determined::Known(false) => Target::Nonexistent,
            Determined::Unknown(why) => return Ok(Discovered::Unknown(why)),
        }
    };
    Ok(applied(at, record, terms, target))
}

/// RFC 7489 section 6.6.3: the Author Domain, else its organizational domain.
fn policy_7489(answers: &Answers, author: &DomainName) -> Result<Discovered, Need> {
    let organization = organizational_domain_7489(author);
    let mut places = vec![(author, Target::Own)];
    if organization != *author {
        places.push((&organization, Target::Subdomain));
    }
    let found = all(places.iter().map(|(name, _)| found_at(answers, name)))?;
    for ((name, target), found) in places.into_iter().zip(found) {
        match found {
            Found::Nothing => {}
            Found::Several(_) => return Ok(Discovered::Nothing(NoPolicy::Several(name.clone()))),
            Found::Unknown(why) => return Ok(Discovered::Unknown(why)),
            Found::One(record) => {
                return Ok(match record.policy_7489() {
                    Some(terms) => applied(name, &record, terms, target),
                    None => Discovered::Nothing(NoPolicy::Unusable(name.clone())),
                });
            }
        }
    }
    Ok(Discovered::Nothing(NoPolicy::NoRecord))
}

fn applied(at: &DomainName, record: &PolicyRecord, terms: Terms, target: Target) -> Discovered {
    let policy = match target {
        Target::Own => terms.own,
        Target::Subdomain => terms.subdomain,
        Target::Nonexistent => terms.nonexistent,
    };
    Discovered::Applies(Box::new(Applied { at: at.clone(), record: record.clone(), terms, target, policy }))
}

/// Only NXDOMAIN means that a name does not exist (RFC 9989 section 3.2.13): a wildcard makes
/// every name exist.
fn exists(answers: &Answers, name: &DomainName) -> Result<Determined<bool>, Need> {
    let answer = answers.get(name, RecordType::Mx)?;
    Ok(match answer.unanswered(&Question::new(name.clone(), RecordType::Mx)) {
        Some(why) => Determined::Unknown(why),
        None => Determined::Known(!matches!(answer, Answer::NxDomain(_))),
    })
}

/// What a step means for the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// No record that counts.
    Empty,
    /// A record that says nothing of its place.
    Plain,
    /// `psd=y`.
    Suffix,
    /// `psd=n`.
    Organization,
}

impl Mark {
    const ALL: [Self; 4] = [Self::Empty, Self::Plain, Self::Suffix, Self::Organization];

    fn stops(self) -> bool {
        matches!(self, Self::Suffix | Self::Organization)
    }
}

/// The mark of a step; `None` when nobody answered.
fn mark(found: &Found) -> Option<Mark> {
    match found {
        Found::Nothing | Found::Several(_) => Some(Mark::Empty),
        Found::One(record) => Some(match record.place() {
            Psd::Yes => Mark::Suffix,
            Psd::No => Mark::Organization,
            Psd::Unsaid => Mark::Plain,
        }),
        Found::Unknown(_) => None,
    }
}

/// What the unanswered names of some walks might hold.
pub(super) type Guess = BTreeMap<DomainName, Mark>;

/// Where a walk finds the organizational domain (RFC 9989 section 4.10.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At a step.
    At(usize),
    /// One label below a step.
    Below(usize),
}

impl Walk {
    /// The organizational domain of the starting name.
    pub fn organizational_domain(&self) -> Determined<DomainName> {
        settle(&[self], |guess| self.organization(guess))
    }

    /// The record that speaks for the starting name: its own, else that of its organizational
    /// domain, else that of the public suffix domain above; never one in between.
    fn policy_source(&self) -> Determined<Option<(&DomainName, &PolicyRecord)>> {
        // With nothing guessed a step without an answer is never the source, so a guess that makes
        // it one comes out different and leaves the source undetermined.
        match settle(&[self], |guess| self.source(&self.marks(guess))) {
            Determined::Known(at) => Determined::Known(at.and_then(|at| match self.steps.get(at) {
                Some((name, Found::One(record))) => Some((name, &**record)),
                Some((_, Found::Nothing | Found::Several(_) | Found::Unknown(_))) | None => None,
            })),
            Determined::Unknown(why) => Determined::Unknown(why),
        }
    }

    /// The questions of the walk that nobody answered.
    pub fn unanswered(&self) -> impl Iterator<Item = &Unanswered> {
        self.steps.iter().filter_map(|(_, found)| match found {
            Found::Unknown(why) => Some(why),
            Found::Nothing | Found::One(_) | Found::Several(_) => None,
        })
    }

    /// The organizational domain if the unanswered names held what is guessed.
    pub(super) fn organization(&self, guess: &Guess) -> DomainName {
        let name = |at: usize| self.steps.get(at).map(|(name, _)| name);
        let start = name(0).cloned().unwrap_or_else(DomainName::root);
        match place(&self.marks(guess)) {
            Some(Place::At(at)) => name(at).cloned().unwrap_or(start),
            // The walk may have skipped this name: it is made from the starting name's own labels.
            Some(Place::Below(at)) => match name(at) {
                Some(suffix) => start.last_labels(suffix.label_count() + 1),
                None => start,
            },
            None => start,
        }
    }

    /// The step whose record speaks for the starting name.
    fn source(&self, marks: &[Mark]) -> Option<usize> {
        if marks.first().is_some_and(|own| *own != Mark::Empty) {
            return Some(0);
        }
        match place(marks)? {
            Place::At(at) => Some(at),
            Place::Below(at) => {
                let suffix = self.steps.get(at)?.0.label_count();
                let below = at.checked_sub(1).filter(|below| {
                    let is_child = self.steps.get(*below).is_some_and(|(name, _)| name.label_count() == suffix + 1);
                    is_child && marks.get(*below).is_some_and(|mark| *mark != Mark::Empty)
                });
                Some(below.unwrap_or(at))
            }
        }
    }

    /// The marks of the steps up to the one that stops the walk.
    fn marks(&self, guess: &Guess) -> Vec<Mark> {
        let guessed = |name: &DomainName| guess.get(name).copied().unwrap_or(Mark::Empty);
        let mut marks: Vec<_> =
            self.steps.iter().map(|(name, found)| mark(found).unwrap_or_else(|| guessed(name))).collect();
        let stop = marks.iter().position(|mark| mark.stops());
        marks.truncate(stop.map_or(marks.len(), |at| at + 1));
        marks
    }
}

/// RFC 9989 section 4.10.2, over the marks of a finished walk.
fn place(marks: &[Mark]) -> Option<Place> {
    let last = marks.len().checked_sub(1)?;
    match marks.get(last)? {
        Mark::Organization => Some(Place::At(last)),
        // At the starting name `psd=y` ends the walk, but makes nothing below it.
        Mark::Suffix if last > 0 => Some(Place::Below(last)),
        Mark::Suffix | Mark::Plain | Mark::Empty => marks.iter().rposition(|mark| *mark != Mark::Empty).map(Place::At),
    }
}

/// The value that comes out whatever the unanswered names of these walks hold, or the first
/// question on which it hangs.
pub(super) fn settle<T: PartialEq>(walks: &[&Walk], value: impl Fn(&Guess) -> T) -> Determined<T> {
    let mut hidden: BTreeSet<&DomainName> = BTreeSet::new();
    for (name, found) in walks.iter().flat_map(|walk| &walk.steps) {
        if matches!(found, Found::Unknown(_)) {
            hidden.insert(name);
        }
    }
    let first = value(&Guess::new());
    let Some(why) = walks.iter().flat_map(|walk| walk.unanswered()).next() else {
        return Determined::Known(first);
    };
    let hidden: Vec<_> = hidden.into_iter().collect();
    if hidden.len() > HIDDEN_NAMES || !all_same(&hidden, &mut Guess::new(), &|guess| value(guess) == first) {
        return Determined::Unknown(why.clone());
    }
    Determined::Known(first)
}

/// Whether the test holds for every way to fill the hidden names.
fn all_same(hidden: &[&DomainName], guess: &mut Guess, holds: &impl Fn(&Guess) -> bool) -> bool {
    let Some((name, rest)) = hidden.split_first() else { return holds(guess) };
    Mark::ALL.into_iter().all(|mark| {
        guess.insert((*name).clone(), mark);
        all_same(rest, guess, holds)
    })
}
