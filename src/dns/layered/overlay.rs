//! Edits over a source that can only be asked: live DNS, or a recorded world.
//!
//! A zone file can be edited; a resolver can only be asked. What an edit means there depends on
//! whether a name exists by itself or is only covered by a wildcard (RFC 4592), so the overlay asks:
//!
//! - A name that has records or NODATA exists by itself when `*.<its parent>` is NXDOMAIN: the TXT
//!   question for it is the one probe that most names cost. Else the name is *covered* when
//!   `*.<its parent>` gives the same answer and `*.<the name>` does too: below a name that exists by
//!   itself the wildcard has no say. Names at and above the registrable domain always exist by
//!   themselves, and are not asked about.
//! - `--set` answers for its own type. Any other type at that name is what the source below says,
//!   but NODATA where the name does not exist there or was only covered. The same holds for the
//!   ancestors, which now exist; names below them that were covered from further up are NXDOMAIN.
//! - Data beside a CNAME stays visible: a type that has records answers with them, any other type
//!   follows the CNAME. Two different CNAMEs set at one name lead nowhere (malformed).
//! - `--unset` of a type that a wildcard only lent changes nothing. Of a type that was there, it
//!   leaves NODATA when another type, or one of a few usual names below, is found; NXDOMAIN or the
//!   wildcard when all of them were asked and none is.
//! - An edit at `*.<name>` changes what the names below it, which do not exist, are answered.
//!
//! What cannot be known is whether names exist below an unset name that nobody asked for. The
//! question then takes the answer that says least: NODATA rather than NXDOMAIN, and nothing at all
//! ([`Answer::OutOfZone`]) where a wildcard might or might not answer. A probe that gets no answer
//! makes the question unanswered too. One case reads wrong: a name, and a wildcard below it, which
//! both repeat the data of the wildcard beside it are taken for covered.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;

use futures_util::future::join_all;

use super::Step;
use super::edit::Group;
use crate::dns::{
    Answer, Failure, FailureKind, From, Negative, Origin, Question, Record, RecordData, RecordType, RrSet, Source,
};
use crate::name::DomainName;

/// Types by which a name shows that something lives there.
const TYPES: [RecordType; 11] = [
    RecordType::A,
    RecordType::Aaaa,
    RecordType::Caa,
    RecordType::Cname,
    RecordType::Mx,
    RecordType::Ns,
    RecordType::Ptr,
    RecordType::Soa,
    RecordType::Tlsa,
    RecordType::Txt,
    RecordType::Other(33), // SRV
];

/// Names that usually stand below another.
const LABELS: [&str; 8] = ["*", "_dmarc", "_domainkey", "_mta-sts", "_smtp", "_tcp", "mail", "www"];

/// The edits that no zone file takes.
pub(super) struct Overlay {
    sets: BTreeMap<Question, Vec<Record>>,
    unsets: BTreeSet<Question>,
    /// The names that were set, and their ancestors.
    made: BTreeSet<DomainName>,
    /// Whether any of them, or of what was unset, is a wildcard: most edits are none, and names are asked for often.
    has_wildcard: bool,
    from: From,
}

/// What could be found out.
enum Known {
    Yes,
    No,
    /// A question that had to be asked got this answer, which is none.
    Unknown(Answer),
}

impl Overlay {
    pub(super) fn new(groups: Vec<Group>, from: From) -> Self {
        let (sets, unsets, made) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        let mut overlay = Self { sets, unsets, made, has_wildcard: false, from };
        for Group { question, records } in groups {
            if records.is_empty() {
                overlay.unsets.insert(question);
                continue;
            }
            let mut name = Some(question.name.clone());
            while let Some(at) = name {
                name = at.parent();
                overlay.made.insert(at);
            }
            overlay.sets.insert(question, records);
        }
        let mut names = overlay.made.iter().chain(overlay.unsets.iter().map(|question| &question.name));
        overlay.has_wildcard = names.any(DomainName::is_wildcard);
        overlay
    }

    /// Whether an edit may change an answer at a name.
    pub(super) fn touches(&self, name: &DomainName) -> bool {
        self.edits(name) || above(name).any(|at| self.governs(&at))
    }

    /// Whether an edit stands at a name, or makes it exist.
    fn edits(&self, name: &DomainName) -> bool {
        self.made.contains(name) || self.unsets.iter().any(|question| question.name == *name)
    }

    /// Whether edits change what wildcards mean directly below a name.
    fn governs(&self, name: &DomainName) -> bool {
        (self.made.contains(name) && !always_exists(name)) || self.edits_wildcard(name)
    }

    fn edits_wildcard(&self, name: &DomainName) -> bool {
        self.has_wildcard && name.wildcard().is_ok_and(|wildcard| self.edits(&wildcard))
    }

    /// What the edits make of a question, over the answers of `below`.
    ///
    /// Boxed because the answer of a wildcard is found by asking for the wildcard itself.
    pub(super) fn step<'a>(
        &'a self,
        below: &'a dyn Source,
        question: &'a Question,
    ) -> Pin<Box<dyn Future<Output = Step> + Send + 'a>> {
        Box::pin(async move {
            if let Some(records) = self.sets.get(question) {
                return Step::Done(self.records(records));
            }
            let answer = below.ask(question).await;
            if !self.touches(&question.name) {
                return Step::Done(answer);
            }
            let set_alias = self.sets.get(&Question::new(question.name.clone(), RecordType::Cname));
            match (self.stands(below, question, &answer).await, set_alias) {
                (Known::Yes, Some(alias)) if !has_own_data(&answer) || self.unsets.contains(question) => follow(alias),
                (Known::Yes, _) if self.is_gone(question, &answer) => self.removed(below, question).await,
                (Known::Yes, _) => Step::Done(answer),
                (Known::Unknown(_), Some(alias)) if !has_own_data(&answer) => follow(alias),
                (Known::No, Some(alias)) => follow(alias),
                (Known::No, None) if self.made.contains(&question.name) => Step::Done(self.nodata()),
                (Known::No, None) => self.missing(below, question, answer).await,
                // Nothing covers such a name: what was unset there is not there, whatever else is.
                (Known::Unknown(Answer::OutOfZone), None)
                    if self.unsets.contains(question) && always_exists(&question.name) =>
                {
                    Step::Done(self.nodata())
                }
                (Known::Unknown(why), _) => Step::Done(why),
            }
        })
    }

    /// Whether the answer of the source below still speaks of the name itself. Where only a name
    /// above was set, it does unless that one was covered, and this name with it.
    async fn stands(&self, below: &dyn Source, question: &Question, answer: &Answer) -> Known {
        let name = &question.name;
        match above(name).find(|at| self.governs(at)) {
            Some(at) if !self.edits(name) && !above(name).any(|at| self.edits_wildcard(&at)) => {
                self.exists_below(below, &at, question.kind).await
            }
            Some(_) | None => self.exists(below, question, answer).await,
        }
    }

    /// Whether what the source below has at a name was unset.
    fn is_gone(&self, question: &Question, answer: &Answer) -> bool {
        let alias = Question::new(question.name.clone(), RecordType::Cname);
        match answer.chain() {
            [] => has_own_data(answer) && self.unsets.contains(question),
            _ => self.unsets.contains(&alias),
        }
    }

    /// A type was unset that was all there was to this answer.
    async fn removed(&self, below: &dyn Source, question: &Question) -> Step {
        if self.made.contains(&question.name) {
            return Step::Done(self.nodata());
        }
        let lives = self.lives(below, &question.name, &question.name).await;
        if matches!(lives, Known::Yes) {
            return Step::Done(self.nodata());
        }
        let covering = self.covering(below, question).await;
        match (lives, covering) {
            (Known::Yes, _) => Step::Done(self.nodata()),
            (Known::No, covering) => self.missing(below, question, covering).await,
            (Known::Unknown(_), Answer::NoData(_) | Answer::NxDomain(_)) => Step::Done(self.nodata()),
            (Known::Unknown(_), Answer::Records(_) | Answer::OutOfZone) => Step::Done(Answer::OutOfZone),
            (Known::Unknown(_), failed @ Answer::Failed(_)) => Step::Done(failed),
        }
    }

    /// What a wildcard of the source below answers for a name that is gone from there.
    async fn covering(&self, below: &dyn Source, question: &Question) -> Answer {
        let mut encloser = question.name.parent();
        while let Some(at) = &encloser {
            if always_exists(at) || self.made.contains(at) {
                break;
            }
            match self.lives(below, at, &question.name).await {
                Known::Yes => break,
                Known::No => encloser = at.parent(),
                Known::Unknown(why) => return why,
            }
        }
        let Some(Ok(wildcard)) = encloser.map(|at| at.wildcard()) else {
            return Answer::NxDomain(self.negative());
        };
        if wildcard == question.name {
            return Answer::NxDomain(self.negative());
        }
        match below.ask(&Question::new(wildcard.clone(), question.kind)).await {
            Answer::NxDomain(negative) if negative.chain.is_empty() => Answer::NxDomain(self.negative()),
            other => renamed(other, &wildcard, &question.name),
        }
    }

    /// The answer for a name that does not exist, `answer` being what the source below makes of it.
    async fn missing(&self, below: &dyn Source, question: &Question, answer: Answer) -> Step {
        for at in above(&question.name) {
            if !above(&at).chain([at.clone()]).any(|name| self.governs(&name)) {
                break;
            }
            let made = self.made.contains(&at);
            let exists = self.exists_below(below, &at, question.kind).await;
            match exists {
                Known::Unknown(why) if !made => return Step::Done(why),
                Known::No if !made => continue,
                Known::Yes | Known::No | Known::Unknown(_) => {}
            }
            // This is the closest encloser.
            let Ok(wildcard) = at.wildcard() else { break };
            if wildcard == question.name {
                return Step::Done(Answer::NxDomain(self.negative()));
            }
            if self.edits(&wildcard) {
                let asked = Question::new(wildcard.clone(), question.kind);
                return match self.step(below, &asked).await {
                    Step::Done(answer) => Step::Done(renamed(answer, &wildcard, &question.name)),
                    follow @ Step::Follow(_) => follow,
                };
            }
            return Step::Done(match exists {
                Known::Yes => answer,
                Known::No => Answer::NxDomain(self.negative()),
                Known::Unknown(why) => why,
            });
        }
        Step::Done(answer)
    }

    /// Whether a name exists by itself in the source below.
    async fn exists_below(&self, below: &dyn Source, name: &DomainName, kind: RecordType) -> Known {
        if always_exists(name) {
            return Known::Yes;
        }
        let question = Question::new(name.clone(), kind);
        let answer = below.ask(&question).await;
        self.exists(below, &question, &answer).await
    }

    /// Whether the name of a question, which got this answer, exists by itself in the source below.
    async fn exists(&self, below: &dyn Source, question: &Question, answer: &Answer) -> Known {
        match (answer, answer.chain()) {
            (Answer::NxDomain(_), []) => return Known::No,
            (Answer::Failed(_), []) | (Answer::OutOfZone, _) => return Known::Unknown(answer.clone()),
            (Answer::Records(_) | Answer::NoData(_) | Answer::NxDomain(_) | Answer::Failed(_), _) => {}
        }
        if always_exists(&question.name) {
            return Known::Yes;
        }
        let unanswered =
            |cover: &Answer| matches!(cover, Answer::OutOfZone | Answer::Failed(_)) && cover.chain().is_empty();
        let beside = question.name.parent().and_then(|parent| parent.wildcard().ok());
        let (Some(beside), Ok(inside)) = (beside, question.name.wildcard()) else { return Known::Yes };
        let probe = below.ask(&Question::new(beside.clone(), RecordType::Txt)).await;
        match &probe {
            Answer::NxDomain(negative) if negative.chain.is_empty() => return Known::Yes,
            probe if unanswered(probe) => return Known::Unknown(probe.clone()),
            Answer::Records(_) | Answer::NoData(_) | Answer::NxDomain(_) | Answer::Failed(_) | Answer::OutOfZone => {}
        }
        for wildcard in [beside, inside] {
            let cover = below.ask(&Question::new(wildcard, question.kind)).await;
            if unanswered(&cover) {
                return Known::Unknown(cover);
            }
            if !same(&cover, answer) {
                return Known::Yes;
            }
        }
        Known::No
    }

    /// Whether anything lives at or below a name of the source below, apart from what lives at or
    /// below `without` and what was unset.
    async fn lives(&self, below: &dyn Source, name: &DomainName, without: &DomainName) -> Known {
        let here = TYPES.iter().map(|kind| Question::new(name.clone(), *kind));
        let here = here.filter(|question| !self.unsets.contains(question));
        let deeper = LABELS
            .iter()
            .filter_map(|label| name.child(label).ok())
            .filter(|child| !child.is_within(without) || name == without);
        let deeper = deeper.map(|child| Question::new(child, RecordType::Txt));
        let questions: Vec<_> = here.chain(deeper).collect();
        let answers = join_all(questions.iter().map(|question| below.ask(question))).await;
        let mut found = Known::No;
        for (question, answer) in questions.iter().zip(answers) {
            let alias_is_unset = self.unsets.contains(&Question::new(name.clone(), RecordType::Cname));
            let there = match &answer {
                _ if !answer.chain().is_empty() => question.name != *name || !alias_is_unset,
                Answer::Records(_) => true,
                Answer::NoData(_) => question.name != *name,
                Answer::NxDomain(_) => false,
                Answer::Failed(_) | Answer::OutOfZone => {
                    found = Known::Unknown(answer);
                    continue;
                }
            };
            if there {
                return Known::Yes;
            }
        }
        found
    }

    fn records(&self, records: &[Record]) -> Answer {
        let ttl = records.iter().map(|record| record.ttl).min().unwrap_or(0);
        let origin = Origin::of(self.from);
        Answer::Records(RrSet { records: records.to_vec(), ttl, chain: Vec::new(), authenticated: false, origin })
    }

    fn nodata(&self) -> Answer {
        Answer::NoData(self.negative())
    }

    fn negative(&self) -> Negative {
        Negative::from(Origin::of(self.from))
    }
}

/// Records of the type asked for at the very name.
fn has_own_data(answer: &Answer) -> bool {
    answer.chain().is_empty() && !answer.records().is_empty()
}

/// Follows the CNAME that was set.
fn follow(alias: &[Record]) -> Step {
    match alias {
        [Record { data: RecordData::Cname(target), .. }] => Step::Follow(vec![target.clone()]),
        _ => Step::Done(Answer::Failed(Failure::of(FailureKind::Malformed))),
    }
}

/// The names above a name, the nearest first, down to the root.
fn above(name: &DomainName) -> impl Iterator<Item = DomainName> {
    std::iter::successors(name.parent(), DomainName::parent)
}

/// Whether a name is a registrable domain or above one: it is delegated, and no wildcard covers it.
fn always_exists(name: &DomainName) -> bool {
    psl::domain_str(name.as_str()).is_none_or(|domain| domain.len() >= name.as_str().len())
}

/// Whether two answers say the same, whoever said it and for how long.
fn same(a: &Answer, b: &Answer) -> bool {
    let data = |answer: &Answer| {
        let mut data: Vec<_> = answer.records().iter().map(|record| record.data.clone()).collect();
        data.sort();
        data
    };
    std::mem::discriminant(a) == std::mem::discriminant(b) && a.chain() == b.chain() && data(a) == data(b)
}

/// The answer of a wildcard, given for a name that it covers.
fn renamed(answer: Answer, wildcard: &DomainName, name: &DomainName) -> Answer {
    match answer {
        Answer::Records(mut set) => {
            for record in set.records.iter_mut().filter(|record| record.name == *wildcard) {
                record.name = name.clone();
            }
            Answer::Records(set)
        }
        Answer::NoData(_) | Answer::NxDomain(_) | Answer::Failed(_) | Answer::OutOfZone => answer,
    }
}
