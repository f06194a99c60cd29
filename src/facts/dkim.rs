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
    /// Keys at names that look like slips of this one; asked only when the user or a stream named
    /// the selector and it has none.
    pub misplaced: Vec<Misplaced>,
    /// Questions for such slips that got no answer.
    pub slips_unanswered: Vec<Unanswered>,
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
    /// The key that comes out when strings that stand in the wrong order change places, or one
    /// that stands there twice is left out; only where no verifier can use the record as it is.
    pub reordered: Option<KeyRecord>,
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

    /// The question that hangs, when nothing is known.
    pub fn unanswered(&self) -> Option<&Unanswered> {
        match &self.state {
            SelectorState::Undetermined(why) => Some(why),
            SelectorState::Valid
            | SelectorState::Revoked
            | SelectorState::Invalid
            | SelectorState::Multiple
            | SelectorState::Missing(_) => None,
        }
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
    fn of(asked: &Asked<'_>) -> Self {
        let texts = asked.answer.records().iter().filter_map(|record| match &record.data {
            RecordData::Txt(txt) => Some((record, txt)),
            _ => None,
        });
        let keys = texts.zip(asked.keys).map(|((record, txt), key)| PublishedKey {
            txt: txt.clone(),
            reordered: if key.state() == KeyState::Invalid { reordered(txt) } else { None },
            record: key.clone(),
            ttl: record.ttl,
            location: record.location.clone(),
        });
        Self { records: keys.collect(), chain: asked.answer.chain().to_vec() }
    }

    fn is_key_like(&self) -> bool {
        self.records.iter().any(|key| key.record.is_key_like())
    }

    fn same_as(&self, other: &Self) -> bool {
        let texts = |published: &Self| published.records.iter().map(|key| key.txt.clone()).collect::<Vec<_>>();
        self.chain == other.chain && texts(self) == texts(other)
    }
}

/// The most strings that are tried in another order: a key of 4096 bits has three or four.
const REORDERED_STRINGS: usize = 8;

/// The valid key that two strings of the record give when they change places, or that is left when
/// one of two equal neighbours goes.
fn reordered(txt: &Txt) -> Option<KeyRecord> {
    let strings: Vec<&[u8]> = txt.strings().collect();
    let count = strings.len();
    if !(2..=REORDERED_STRINGS).contains(&count) {
        return None;
    }
    let swaps = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other))).map(|(one, other)| {
        let mut swapped = strings.clone();
        swapped.swap(one, other);
        swapped
    });
    let mut once = strings.clone();
    once.dedup();
    let candidates = swaps.chain((once.len() < count).then_some(once));
    candidates.map(|strings| KeyRecord::read_txt(&Txt::new(strings))).find(|key| key.state() == KeyState::Valid)
}

/// Collects the keys of a domain and of its streams.
///
/// What was named or implied is asked at once, together with the two questions that tell whether
/// guessing makes sense; the guesses follow side by side, and are looked at when all are in.
///
/// # Errors
/// The [`Need`] for what is not known yet.
pub fn gather(subject: &Subject, signals: &Signals, answers: &Answers) -> Result<DkimFacts, Need> {
    let mut plan = discover::plan(subject, signals);
    let too_long = take_too_long(&mut plan);
    let below = subject.domain.child("_domainkey").ok();
    let guard = below.as_ref().and_then(|below| below.child(discover::WILDCARD_PROBE).ok());
    let ask_if_named = |name: Option<DomainName>| name.map(|name| ask(name, answers)).transpose();

    let guards = join((ask_if_named(below), ask_if_named(guard)));
    let named = join((ask_for(&plan.certain, answers), ask_for(&plan.implied, answers)));
    let ((below, guard), (certain, implied)) = join((guards, named))?;

    let asked = || certain.iter().chain(&implied);
    let stopped = reason_to_stop(subject, below.as_ref(), guard.as_ref(), asked());
    let guesses = if stopped.is_none() { plan.generic.as_slice() } else { &[] };
    let slips = all(asked().map(|(candidate, asked)| ask_for_slips(candidate, asked, answers)));
    // No guess leads to another question.
    let (guessed, slips) = join((ask_for(guesses, answers).map_err(Need::all_together), slips))?;

    let wildcard = guard.as_ref().map_or(Fact::Absent, Asked::published);
    let hits = guessed.iter().filter(|(_, asked)| asked.unanswered().is_none() && asked.holds_something());
    let hits = hits.map(|(candidate, asked)| read(candidate, asked, &[]));
    let named = asked().zip(&slips).map(|((candidate, asked), slips)| read(candidate, asked, slips));
    let mut keys: Vec<_> = named.chain(hits).collect();
    if let Fact::Known(wildcard) = &wildcard {
        for key in keys.iter_mut().filter(|key| key.domain == subject.domain) {
            key.from_wildcard = key.published.same_as(wildcard);
        }
    }
    let probing = Probing {
        probed: certain.len() + implied.len() + guessed.len(),
        left_out: plan.left_out + plan.generic.len() - guesses.len(),
        stopped,
        unanswered: guessed.iter().filter_map(|(_, asked)| asked.unanswered()).collect(),
    };
    let at_domainkey = below.as_ref().map_or(Fact::Absent, Asked::texts);
    Ok(DkimFacts { keys, probing, wildcard, at_domainkey, too_long })
}

/// A TXT question with its answer, and the keys in it.
struct Asked<'a> {
    name: DomainName,
    answer: &'a Answer,
    keys: &'a [KeyRecord],
}

impl Asked<'_> {
    fn unanswered(&self) -> Option<Unanswered> {
        self.answer.unanswered(&Question::new(self.name.clone(), RecordType::Txt))
    }

    /// True when there is a record, or a CNAME, even if it leads nowhere.
    fn holds_something(&self) -> bool {
        !self.answer.records().is_empty() || !self.answer.chain().is_empty()
    }

    /// True when the name itself does not exist; behind a CNAME it would be the target that does not.
    fn does_not_exist(&self) -> bool {
        matches!(self.answer, Answer::NxDomain(_)) && !self.holds_something()
    }

    /// True when the name exists, whatever is there.
    fn exists(&self) -> bool {
        matches!(self.answer, Answer::NoData(_)) || self.holds_something()
    }

    fn published(&self) -> Fact<Published> {
        match self.unanswered() {
            Some(unanswered) => Fact::Unknown(unanswered),
            None if self.holds_something() => Fact::Known(Published::of(self)),
            None => Fact::Absent,
        }
    }

    fn texts(&self) -> Fact<Vec<Txt>> {
        let text = |record: &Record| match &record.data {
            RecordData::Txt(txt) => Some(txt.clone()),
            _ => None,
        };
        let texts: Vec<_> = self.answer.records().iter().filter_map(text).collect();
        match self.unanswered() {
            Some(unanswered) => Fact::Unknown(unanswered),
            None if texts.is_empty() => Fact::Absent,
            None => Fact::Known(texts),
        }
    }
}

fn ask(name: DomainName, answers: &Answers) -> Result<Asked<'_>, Need> {
    let (answer, keys) = answers.keys(&name)?;
    Ok(Asked { name, answer, keys })
}

/// The answers for candidates that have a name.
fn ask_for<'p, 'a>(candidates: &'p [Candidate], answers: &'a Answers) -> Result<Vec<(&'p Candidate, Asked<'a>)>, Need> {
    let named = candidates.iter().filter_map(|candidate| Some((candidate, candidate.key_name()?)));
    all(named.map(|(candidate, name)| Ok((candidate, ask(name, answers)?))))
}

/// Takes the named candidates out whose keys would have no name.
fn take_too_long(plan: &mut Plan) -> Vec<Candidate> {
    let has_name = |candidate: &Candidate| candidate.key_name().is_some();
    let (fitting, too_long) = std::mem::take(&mut plan.certain).into_iter().partition(has_name);
    plan.certain = fitting;
    too_long
}

fn reason_to_stop<'a>(
    subject: &Subject,
    below: Option<&Asked<'_>>,
    guard: Option<&Asked<'_>>,
    mut asked: impl Iterator<Item = &'a (&'a Candidate, Asked<'a>)>,
) -> Option<Stopped> {
    if guard.is_some_and(Asked::holds_something) {
        return Some(Stopped::Wildcard);
    }
    // Some servers deny a name without records although others exist below it.
    let is_contradicted = asked.any(|(candidate, asked)| candidate.domain == subject.domain && asked.exists());
    (below.is_some_and(Asked::does_not_exist) && !is_contradicted).then_some(Stopped::NothingBelow)
}

fn read(candidate: &Candidate, asked: &Asked<'_>, slips: &[Asked<'_>]) -> KeyFact {
    let Candidate { domain, selector, found } = candidate.clone();
    let published = Published::of(asked);
    let misplaced = slips.iter().map(|slip| Misplaced { name: slip.name.clone(), published: Published::of(slip) });
    KeyFact {
        domain,
        selector,
        name: asked.name.clone(),
        found,
        state: state(asked, &published),
        halves: halves(&published.records),
        published,
        from_wildcard: false,
        slips_unanswered: slips.iter().filter_map(Asked::unanswered).collect(),
        misplaced: misplaced.filter(|slip| slip.published.is_key_like()).collect(),
    }
}

fn state(asked: &Asked<'_>, published: &Published) -> SelectorState {
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

/// Asks where a key lands that was entered under the wrong name: with the domain appended once
/// more, or without `_domainkey`. Only for a selector that the user or a stream named and that has none.
fn ask_for_slips<'a>(candidate: &Candidate, asked: &Asked<'_>, answers: &'a Answers) -> Result<Vec<Asked<'a>>, Need> {
    if !candidate.found.is_named() || !asked.answer.is_void() {
        return Ok(Vec::new());
    }
    let doubled = candidate.domain.child(asked.name.as_str());
    let bare = candidate.domain.child(candidate.selector.as_str());
    all([doubled, bare].into_iter().flatten().map(|name| ask(name, answers)))
}
