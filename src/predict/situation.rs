//! What a receiver would look at for one stream, as far as it is known.

use std::collections::{BTreeMap, BTreeSet};

use super::logic::{Possible, Truth};
use super::vocabulary::{
    DkimAligned, DkimVerdict, DmarcPolicy, DmarcRecord, DmarcVerdict, Fact, FactValue, PtrConfirmed, PtrGeneric,
    PtrRecord, SpfAligned, SpfVerdict, Value,
};
use crate::dmarc::{Both, Generation};

/// The facts of one stream, each with the values it may still have, under each DMARC generation.
/// A fact that nobody set may have any value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    known: Both<Known>,
    volume: Option<u64>,
    unanswered: BTreeSet<Fact>,
    assumes: BTreeMap<Fact, BTreeSet<String>>,
}

/// Every fact with its possible values, under one generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known([Possible<Value>; Fact::COUNT]);

impl Situation {
    /// A stream of which nothing is known.
    pub fn new() -> Self {
        Self {
            known: Both { rfc9989: Known::nothing(), rfc7489: Known::nothing() },
            volume: None,
            unanswered: BTreeSet::new(),
            assumes: BTreeMap::new(),
        }
    }

    /// Sets a fact that does not hang on the DMARC generation.
    pub fn set<T: FactValue>(&mut self, possible: &Possible<T>) {
        for generation in Generation::ALL {
            self.set_under(generation, possible);
        }
    }

    /// Sets a fact under one generation.
    pub fn set_under<T: FactValue>(&mut self, generation: Generation, possible: &Possible<T>) {
        self.set_values_under(generation, possible.as_of(T::FACT));
    }

    /// Sets whatever fact the values are of, under one generation.
    pub fn set_values_under(&mut self, generation: Generation, possible: Possible<Value>) {
        self.of_mut(generation).put(possible);
    }

    /// Sets the messages a day to one receiver.
    pub fn set_volume(&mut self, messages: u64) {
        self.volume = Some(messages);
    }

    /// Says that what is open about a fact hangs on a question of ours that got no answer.
    pub fn hangs(&mut self, fact: Fact) {
        self.unanswered.insert(fact);
    }

    /// Says that what is set for a fact rests on an assumption (`dkim:s1`).
    pub fn assume(&mut self, fact: Fact, what: impl Into<String>) {
        self.assumes.entry(fact).or_default().insert(what.into());
    }

    /// Messages a day, where that is known.
    pub fn volume(&self) -> Option<u64> {
        self.volume
    }

    /// The values a fact may have under a generation, what follows from the others taken in.
    pub fn possible(&self, generation: Generation, fact: Fact) -> Possible<Value> {
        self.of(generation).narrowed().get(fact)
    }

    pub(super) fn of(&self, generation: Generation) -> &Known {
        self.known.get(generation)
    }

    fn of_mut(&mut self, generation: Generation) -> &mut Known {
        match generation {
            Generation::Rfc9989 => &mut self.known.rfc9989,
            Generation::Rfc7489 => &mut self.known.rfc7489,
        }
    }

    pub(super) fn is_unanswered(&self, fact: Fact) -> bool {
        self.unanswered.contains(&fact)
    }

    pub(super) fn assumptions(&self) -> impl Iterator<Item = (Fact, &BTreeSet<String>)> {
        self.assumes.iter().map(|(fact, what)| (*fact, what))
    }

    /// The same with a fact fixed to one value, wherever that value is possible.
    pub(super) fn fixed(&self, value: Value) -> Self {
        let mut fixed = self.clone();
        for generation in Generation::ALL {
            let known = fixed.of_mut(generation);
            if known.get(value.fact()).is(value) == Truth::Unknown {
                known.put(Possible::only(value));
            }
        }
        fixed
    }

    /// The same with a fact that may have any value.
    pub(super) fn freed(&self, fact: Fact) -> Self {
        let mut freed = self.clone();
        for generation in Generation::ALL {
            freed.of_mut(generation).put(fact.unknown());
        }
        freed
    }

    /// The same with a volume.
    pub(super) fn with_volume(&self, messages: u64) -> Self {
        Self { volume: Some(messages), ..self.clone() }
    }
}

impl Default for Situation {
    fn default() -> Self {
        Self::new()
    }
}

impl Known {
    fn nothing() -> Self {
        Self(std::array::from_fn(|at| Fact::ALL[at].unknown()))
    }

    pub(super) fn get(&self, fact: Fact) -> Possible<Value> {
        self.0[fact.place()]
    }

    fn put(&mut self, possible: Possible<Value>) {
        self.0[possible.kind().place()] = possible;
    }

    fn is<T: FactValue>(&self, value: T) -> Truth {
        self.get(T::FACT).is(value.into())
    }

    /// Drops values that the other facts exclude: a DMARC result follows from what authenticates and
    /// is aligned, and there is a policy where there is a usable record.
    pub(super) fn narrowed(&self) -> Self {
        let mut known = *self;
        match known.is(DmarcPolicy::Absent) {
            Truth::False => known.exclude(&[DmarcRecord::Missing, DmarcRecord::Unusable]),
            Truth::True => known.exclude(&[DmarcRecord::NoPolicy, DmarcRecord::Valid]),
            Truth::Unknown => {}
        }
        if known.is(DmarcRecord::Missing).or(known.is(DmarcRecord::Unusable)) == Truth::False {
            known.exclude(&[DmarcPolicy::Absent]);
        }
        let applies = [DmarcRecord::NoPolicy, DmarcRecord::Valid].map(|value| known.is(value));
        match applies {
            [Truth::False, Truth::False] => {
                known.exclude(&[DmarcPolicy::None, DmarcPolicy::Quarantine, DmarcPolicy::Reject]);
            }
            [Truth::True, _] | [Truth::Unknown, Truth::False] => {
                known.exclude(&[DmarcPolicy::Quarantine, DmarcPolicy::Reject]);
            }
            [Truth::False | Truth::Unknown, Truth::True | Truth::Unknown] => {}
        }
        match known.is(DmarcPolicy::Absent) {
            Truth::True => known.exclude(&[DmarcVerdict::Pass, DmarcVerdict::Fail]),
            Truth::False => known.exclude(&[DmarcVerdict::None]),
            Truth::Unknown => {}
        }
        // An address without a name has none that could be confirmed or look like a pool.
        match known.is(PtrRecord::Missing) {
            Truth::True => {
                known.exclude(&[PtrConfirmed::Yes]);
                known.exclude(&[PtrGeneric::Yes]);
            }
            Truth::False | Truth::Unknown => {}
        }
        if known.is(PtrConfirmed::Yes).or(known.is(PtrGeneric::Yes)) == Truth::True {
            known.exclude(&[PtrRecord::Missing]);
        }
        match known.authenticates() {
            Truth::True => known.exclude(&[DmarcVerdict::Fail]),
            Truth::False => known.exclude(&[DmarcVerdict::Pass]),
            Truth::Unknown => {}
        }
        known
    }

    /// Whether an aligned domain authenticates (RFC 9989 section 4.4).
    fn authenticates(&self) -> Truth {
        let spf = self.is(SpfVerdict::Pass).and(self.is(SpfAligned::Yes));
        let dkim = self.is(DkimVerdict::Pass).and(self.is(DkimAligned::Yes));
        spf.or(dkim)
    }

    /// Drops values; a fact whose values would all go is left alone, since what it was set to
    /// contradicts the others.
    fn exclude<T: FactValue>(&mut self, values: &[T]) {
        if let Some(left) = self.get(T::FACT).without(values.iter().map(|value| (*value).into())) {
            self.put(left);
        }
    }
}

impl Fact {
    /// The facts that this one follows from.
    pub(super) fn follows_from(self) -> &'static [Self] {
        match self {
            Self::DmarcVerdict => &[
                Self::SpfVerdict,
                Self::SpfAligned,
                Self::DkimVerdict,
                Self::DkimAligned,
                Self::DmarcRecord,
                Self::DmarcPolicy,
            ],
            Self::DmarcPolicy => &[Self::DmarcRecord],
            Self::PtrConfirmed | Self::PtrGeneric => &[Self::PtrRecord],
            Self::SpfRecord
            | Self::SpfVerdict
            | Self::SpfAligned
            | Self::SpfPermissive
            | Self::DkimVerdict
            | Self::DkimAligned
            | Self::DmarcRecord
            | Self::MailFromMx
            | Self::FromMx
            | Self::IpFamily
            | Self::PtrRecord
            | Self::HeloForm
            | Self::HeloAddress
            | Self::HeloMatches
            | Self::IpSbl
            | Self::IpCss
            | Self::IpXbl
            | Self::IpPbl
            | Self::IpBarracuda
            | Self::IpAbusix
            | Self::MailFromDbl
            | Self::MailFromAbusix
            | Self::FromDbl
            | Self::HeloDbl => &[],
        }
    }
}
