//! DKIM facts: which keys are published, and how far one looked.

use crate::dkim::discover::{self, Candidate, Found, Plan, Signals};
use crate::dkim::key::{KeyRecord, KeyState};
use crate::dns::answers::{all, join};
use crate::dns::{Answer, Answers, Location, Need, Question, Record, RecordData, RecordType, Txt, Unanswered};
use crate::facts::{Fact, Subject};
use crate::name::{DomainName, Selector};

/// The keys of a domain, of its streams, and how they were looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DkimFacts {
    /// Every selector that somebody named or a provider implies, found or not, and every usual one
    /// that was found; in the order in which they were asked.
    pub keys: Vec<KeyFact>,
    /// How far one looked.
    pub probing: Probing,
    /// What answers for a selector that nobody uses: present when there is a wildcard.
    pub wildcard: Fact<Published>,
    /// Texts at `_domainkey` itself: policies of DomainKeys (RFC 4870 section 3.6), long historic.
    pub at_domainkey: Fact<Vec<Txt>>,
    /// Selectors whose key would have a name longer than DNS allows.
    pub too_long: Vec<Candidate>,
}

/// One selector and what is published for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFact {
    /// The signing domain.
    pub domain: DomainName,
    /// The selector.
    pub selector: Selector,
    /// `<selector>._domainkey.<domain>`.
    pub name: DomainName,
    /// Why it was asked for.
    pub found: Found,
    /// What it comes to.
    pub state: SelectorState,
    /// What is published, and the CNAMEs that lead there.
    pub published: Published,
    /// True when the wildcard of the domain gives the very same answer.
    pub from_wildcard: bool,
    /// The key whose two halves were published as two records, put together again.
    pub halves: Option<KeyRecord>,
    /// Keys at names that look like slips of this one; asked only when the user named the selector
    /// and it has none.
    pub misplaced: Vec<Misplaced>,
}

/// What an answer holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// The TXT records.
    pub records: Vec<PublishedKey>,
    /// The CNAME targets on the way, in order.
    pub chain: Vec<DomainName>,
}

/// One TXT record as a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedKey {
    /// The strings as they are published.
    pub txt: Txt,
    /// The record read as a key.
    pub record: KeyRecord,
    /// Its TTL in seconds.
    pub ttl: u32,
    /// Where it stands in a zone file.
    pub location: Option<Location>,
}

/// What a selector comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelectorState {
    /// A key that verifies mail.
    Valid,
    /// A key that was withdrawn.
    Revoked,
    /// A record that no verifier can use.
    Invalid,
    /// Several records: which one a verifier takes is undefined (RFC 6376 section 3.6.2.2).
    Multiple,
    /// There is none.
    Missing(Absence),
    /// Nothing is known.
    Undetermined(Unanswered),
}

/// How DNS said that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// The name, or the end of its CNAME chain, does not exist.
    NxDomain,
    /// It exists and has no TXT record.
    NoData,
}

/// A key at a name that no verifier asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misplaced {
    /// Where it is.
    pub name: DomainName,
    /// What is there.
    pub published: Published,
}

/// How far one looked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Probing {
    /// Selectors asked for, named ones included.
    pub probed: usize,
    /// Guesses that the budget of questions left out.
    pub left_out: usize,
    /// Why the usual selectors were not tried.
    pub stopped: Option<Stopped>,
    /// Questions for usual selectors that got no answer.
    pub unanswered: Vec<Unanswered>,
}

/// Why the usual selectors were not tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// `_domainkey.<domain>` does not exist, so nothing exists below it (RFC 8020 section 2).
    NothingBelow,
    /// A wildcard answers for every selector.
    Wildcard,
}

impl DkimFacts {
    /// The key of one selector.
    pub fn key(&self, domain: &DomainName, selector: &Selector) -> Option<&KeyFact> {
        self.keys.iter().find(|key| key.domain == *domain && key.selector == *selector)
    }

    /// The selectors at which something is published that is not just the wildcard.
    pub fn published(&self) -> impl Iterator<Item = &KeyFact> {
        self.keys.iter().filter(|key| !key.published.records.is_empty() && !key.from_wildcard)
    }

    /// The selectors with which mail can be verified.
    pub fn valid(&self) -> impl Iterator<Item = &KeyFact> {
        self.keys.iter().filter(|key| key.state == SelectorState::Valid)
    }
}

impl KeyFact {
    /// True when a CNAME leads nowhere.
    pub fn is_dangling(&self) -> bool {
        matches!(self.state, SelectorState::Missing(_)) && !self.published.chain.is_empty()
    }

    /// The only record, when there is exactly one.
    pub fn record(&self) -> Option<&KeyRecord> {
        match self.published.records.as_slice() {
            [only] => Some(&only.record),
            [] | [_, _, ..] => None,
        }
    }

    /// The target of a dangling CNAME that has the signing domain at its end by mistake, without
    /// it: what the target would be with its final dot.
    pub fn target_without_own_domain(&self) -> Option<DomainName> {
        let target = self.published.chain.iter().find(|target| self.is_dangling() && target.is_within(&self.domain))?;
        let labels: Vec<_> = target.labels().collect();
        let own = labels.len().checked_sub(self.domain.label_count())?;
        let rest = DomainName::parse(&labels.get(..own)?.join(".")).ok()?;
        // A name of the domain's own zone does not end in a public suffix; a slip does.
        let is_registrable = psl::domain(rest.as_str().as_bytes()).is_some_and(|domain| domain.suffix().is_known());
        is_registrable.then_some(rest)
    }
}

impl Published {
    fn of(answer: &Answer) -> Self {
        Self { records: answer.records().iter().filter_map(published_key).collect(), chain: answer.chain().to_vec() }
    }

    fn same_as(&self, other: &Self) -> bool {
        let texts = |published: &Self| published.records.iter().map(|key| key.txt.clone()).collect::<Vec<_>>();
        self.chain == other.chain && texts(self) == texts(other)
    }
}

fn published_key(record: &Record) -> Option<PublishedKey> {
    match &record.data {
        RecordData::Txt(txt) => Some(PublishedKey {
            txt: txt.clone(),
            record: KeyRecord::read_txt(txt),
            ttl: record.ttl,
            location: record.location.clone(),
        }),
        _ => None,
    }
}

/// Collects the keys of a domain and of its streams.
///
/// What was named or implied is asked at once, together with the two questions that tell whether
/// guessing makes sense; the guesses follow side by side.
///
/// # Errors
/// The [`Need`] for what is not known yet.
pub fn gather(subject: &Subject, signals: &Signals, answers: &Answers) -> Result<DkimFacts, Need> {
    let mut plan = discover::plan(subject, signals);
    let too_long = take_too_long(&mut plan);
    let below = subject.domain.child("_domainkey").ok();
    let guard = below.as_ref().and_then(|below| below.child(discover::WILDCARD_PROBE).ok());
    let looked_at = |candidates: &[Candidate]| all(candidates.iter().map(|candidate| look(candidate, answers)));

    let guards = join((asked_if_named(below.as_ref(), answers), asked_if_named(guard.as_ref(), answers)));
    let named = join((looked_at(&plan.certain), looked_at(&plan.implied)));
    let ((at_domainkey, guard), (mut keys, mut implied)) = join((guards, named))?;
    keys.append(&mut implied);

    let wildcard = guard.map_or(Fact::Absent, read_wildcard);
    let stopped = match (&wildcard, at_domainkey) {
        (Fact::Known(_), _) => Some(Stopped::Wildcard),
        // Behind a CNAME it is the target that does not exist, not this name.
        (_, Some(Asked { answer: Answer::NxDomain(negative), .. })) if negative.chain.is_empty() => {
            Some(Stopped::NothingBelow)
        }
        (Fact::Absent | Fact::Unknown(_), _) => None,
    };
    let guesses = if stopped.is_none() { plan.generic.as_slice() } else { &[] };
    let slips = all(keys.iter().map(|key| look_for_slips(key, answers)));
    let (guessed, slips) = join((looked_at(guesses), slips))?;

    for (key, misplaced) in keys.iter_mut().zip(slips) {
        key.misplaced = misplaced;
    }
    let probed = keys.len() + guessed.len();
    let left_out = plan.left_out + plan.generic.len() - guesses.len();
    let mut unanswered = Vec::new();
    for key in guessed {
        match &key.state {
            SelectorState::Undetermined(why) => unanswered.push(why.clone()),
            SelectorState::Missing(_) if !key.is_dangling() => {}
            SelectorState::Missing(_)
            | SelectorState::Valid
            | SelectorState::Revoked
            | SelectorState::Invalid
            | SelectorState::Multiple => keys.push(key),
        }
    }
    if let Fact::Known(wildcard) = &wildcard {
        for key in keys.iter_mut().filter(|key| key.domain == subject.domain) {
            key.from_wildcard = key.published.same_as(wildcard);
        }
    }
    let probing = Probing { probed, left_out, stopped, unanswered };
    let at_domainkey = at_domainkey.map_or(Fact::Absent, read_texts);
    Ok(DkimFacts { keys, probing, wildcard, at_domainkey, too_long })
}

/// A TXT question with its answer.
#[derive(Clone, Copy)]
struct Asked<'a> {
    name: &'a DomainName,
    answer: &'a Answer,
}

impl Asked<'_> {
    fn unanswered(&self) -> Option<Unanswered> {
        self.answer.unanswered(&Question::new(self.name.clone(), RecordType::Txt))
    }
}

fn asked<'a>(name: &'a DomainName, answers: &'a Answers) -> Result<Asked<'a>, Need> {
    answers.txt(name).map(|answer| Asked { name, answer })
}

fn asked_if_named<'a>(name: Option<&'a DomainName>, answers: &'a Answers) -> Result<Option<Asked<'a>>, Need> {
    name.map(|name| asked(name, answers)).transpose()
}

/// Takes the candidates out whose keys would have no name.
fn take_too_long(plan: &mut Plan) -> Vec<Candidate> {
    let has_name = |candidate: &Candidate| candidate.selector.key_name(&candidate.domain).is_ok();
    plan.implied.retain(has_name);
    plan.generic.retain(has_name);
    let (fitting, too_long) = std::mem::take(&mut plan.certain).into_iter().partition(has_name);
    plan.certain = fitting;
    too_long
}

fn look(candidate: &Candidate, answers: &Answers) -> Result<KeyFact, Need> {
    let Candidate { domain, selector, found } = candidate.clone();
    let name = selector.key_name(&domain).expect("candidates without a name were taken out");
    let asked = asked(&name, answers)?;
    let published = Published::of(asked.answer);
    let (state, halves) = (state(asked, &published), halves(&published.records));
    Ok(KeyFact { state, halves, domain, selector, found, published, from_wildcard: false, misplaced: Vec::new(), name })
}

fn state(asked: Asked<'_>, published: &Published) -> SelectorState {
    if let Some(unanswered) = asked.unanswered() {
        return SelectorState::Undetermined(unanswered);
    }
    match (published.records.as_slice(), asked.answer) {
        ([only], _) => match only.record.state() {
            KeyState::Valid => SelectorState::Valid,
            KeyState::Revoked => SelectorState::Revoked,
            KeyState::Invalid => SelectorState::Invalid,
        },
        ([_, _, ..], _) => SelectorState::Multiple,
        ([], Answer::NxDomain(_)) => SelectorState::Missing(Absence::NxDomain),
        ([], Answer::NoData(_) | Answer::Records(_) | Answer::Failed(_) | Answer::OutOfZone) => {
            SelectorState::Missing(Absence::NoData)
        }
    }
}

/// Two records of which neither is a key, and which are one when joined: a text that was too long
/// for one string was published as two records.
fn halves(records: &[PublishedKey]) -> Option<KeyRecord> {
    let [one, other] = records else { return None };
    if [one, other].iter().any(|half| half.record.state() != KeyState::Invalid) {
        return None;
    }
    [(one, other), (other, one)].into_iter().find_map(|(head, tail)| {
        let whole = KeyRecord::read(&[head.txt.joined(), tail.txt.joined()].concat());
        (whole.state() == KeyState::Valid).then_some(whole)
    })
}

/// Looks where a key lands that was entered under the wrong name: with the domain appended once
/// more, or without `_domainkey`.
fn look_for_slips(key: &KeyFact, answers: &Answers) -> Result<Vec<Misplaced>, Need> {
    let is_sought = key.found == Found::Named && matches!(key.state, SelectorState::Missing(_));
    let doubled = key.domain.child(key.name.as_str()).ok();
    let bare = key.domain.child(key.selector.as_str()).ok();
    let names = [doubled, bare].into_iter().flatten().filter(|_| is_sought);
    let answered = all(names.map(|name| Ok((Published::of(answers.txt(&name)?), name))))?;
    let is_key = |published: &Published| published.records.iter().any(|key| key.record.is_key_like());
    let found = answered.into_iter().filter(|(published, _)| is_key(published));
    Ok(found.map(|(published, name)| Misplaced { name, published }).collect())
}

fn read_wildcard(asked: Asked<'_>) -> Fact<Published> {
    let published = Published::of(asked.answer);
    match asked.unanswered() {
        Some(unanswered) => Fact::Unknown(unanswered),
        // A wildcard may also be a CNAME that leads nowhere.
        None if published.records.is_empty() && published.chain.is_empty() => Fact::Absent,
        None => Fact::Known(published),
    }
}

fn read_texts(asked: Asked<'_>) -> Fact<Vec<Txt>> {
    let texts: Vec<_> = Published::of(asked.answer).records.into_iter().map(|key| key.txt).collect();
    match asked.unanswered() {
        Some(unanswered) => Fact::Unknown(unanswered),
        None if texts.is_empty() => Fact::Absent,
        None => Fact::Known(texts),
    }
}
