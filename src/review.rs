//! Two reports on one domain compared: what a change to DNS mends, and what it breaks.

use std::collections::{BTreeMap, BTreeSet};

use crate::dns::RecordType;
use crate::facts::stream::Open;
use crate::finding::Finding;
use crate::name::{DomainName, Selector};
use crate::predict::{Certainty, Outcome, Prediction};
use crate::report::Report;
use crate::spf::outcome::SpfResult;

/// By what a finding is known again when its figures have changed: its rule and its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The id of the rule.
    pub rule: &'static str,
    /// The owner name.
    pub name: DomainName,
    /// The record type.
    pub kind: RecordType,
    /// The selector, for DKIM.
    pub selector: Option<Selector>,
    /// The stream, when it is about one.
    pub stream: Option<String>,
}

impl Mark {
    /// The mark of a finding.
    pub fn of(finding: &Finding) -> Self {
        let place = &finding.evidence.place;
        Self {
            rule: finding.rule.id,
            name: place.name.clone(),
            kind: place.kind,
            selector: place.selector.clone(),
            stream: place.stream.clone(),
        }
    }
}

/// The comparison.
#[derive(Debug)]
pub struct Review<'a> {
    /// Broken rules of the first report that the second does not have.
    pub cleared: Vec<&'a Finding>,
    /// Broken rules of the second report that the first does not have.
    pub new: Vec<&'a Finding>,
    /// The predictions that are not the same.
    pub predictions: Vec<Shift<'a>>,
}

/// One receiver's prediction for one stream, before and after.
#[derive(Debug, Clone, Copy)]
pub struct Shift<'a> {
    /// The name of the stream.
    pub stream: &'a str,
    /// Before; `None` when there was no such stream.
    pub before: Option<&'a Prediction>,
    /// After; `None` when there is no such stream any more.
    pub after: Option<&'a Prediction>,
    /// Whether SPF, broken before, works again and lets some addresses pass: which of them sends, nobody said.
    pub works_again: bool,
}

impl<'a> Review<'a> {
    /// Compares two reports on the same domain.
    pub fn of(before: &'a Report, after: &'a Report) -> Self {
        Self { cleared: missing(before, after), new: missing(after, before), predictions: shifts(before, after) }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.cleared.is_empty() && self.new.is_empty() && self.predictions.is_empty()
    }

    /// The predictions that are worse than before.
    pub fn worse(&self) -> impl Iterator<Item = &Shift<'a>> {
        self.predictions.iter().filter(|shift| shift.is_worse())
    }

    /// The streams that show after, and not before.
    pub fn appeared(&self) -> BTreeSet<&'a str> {
        self.predictions.iter().filter(|shift| shift.before.is_none()).map(|shift| shift.stream).collect()
    }

    /// The streams that show before, and not after.
    pub fn vanished(&self) -> BTreeSet<&'a str> {
        self.predictions.iter().filter(|shift| shift.after.is_none()).map(|shift| shift.stream).collect()
    }
}

impl Shift<'_> {
    /// Whether mail fares worse than before. What is not known is no worse than anything: it can be better. Nor is
    /// what is possible only because a record that nobody could read judges addresses again.
    pub fn is_worse(&self) -> bool {
        let harm = |prediction: Option<&Prediction>| prediction.map_or((0, Certainty::Possible), harm);
        let is_certain = self.after.is_some_and(|after| after.certainty == Certainty::Certain);
        harm(self.after) > harm(self.before) && (is_certain || !self.works_again)
    }

    /// Whether a refusal was predicted, possible or certain, and is not any more; of a stream that does not show
    /// any more, nothing is known.
    pub fn clears_refusal(&self) -> bool {
        let is_refused = |prediction: &Prediction| prediction.outcome == Outcome::Reject;
        self.before.is_some_and(is_refused) && self.after.is_some_and(|after| !is_refused(after))
    }
}

/// How bad an outcome is for the sender.
fn harm(prediction: &Prediction) -> (u8, Certainty) {
    match prediction.outcome {
        Outcome::None | Outcome::NoPublishedRule | Outcome::Undetermined => (0, Certainty::Possible),
        Outcome::Score => (1, prediction.certainty),
        Outcome::Junk => (2, prediction.certainty),
        Outcome::Defer => (3, prediction.certainty),
        Outcome::Reject => (4, prediction.certainty),
    }
}

/// The broken rules of `here` that `there` does not have, each as often as it is missing.
fn missing<'a>(here: &'a Report, there: &Report) -> Vec<&'a Finding> {
    let mut known: BTreeMap<Mark, usize> = BTreeMap::new();
    for finding in there.findings().filter(|finding| finding.is_failure()) {
        *known.entry(Mark::of(finding)).or_default() += 1;
    }
    let is_missing = |finding: &&Finding| match known.get_mut(&Mark::of(finding)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        Some(_) | None => true,
    };
    here.findings().filter(|finding| finding.is_failure()).filter(is_missing).collect()
}

fn shifts<'a>(before: &'a Report, after: &'a Report) -> Vec<Shift<'a>> {
    fn by_place(report: &Report) -> BTreeMap<(&str, &str), &Prediction> {
        report.predicted().map(|(stream, one)| ((stream.stream.name.as_str(), one.receiver.as_str()), one)).collect()
    }
    let (old, new) = (by_place(before), by_place(after));
    let told = |prediction: &Prediction| {
        (prediction.outcome, prediction.certainty, prediction.rule.as_ref().map(|rule| rule.id.clone()))
    };
    let works_again = |name: &str| {
        let is_broken = spf(before, name).is_some_and(|open| open.one() == Some(&SpfResult::Permerror));
        is_broken && spf(after, name).is_some_and(|open| open.one().is_none() && open.values.contains(&SpfResult::Pass))
    };
    let mut shifts = Vec::new();
    for (place, was) in &old {
        let is = new.get(place).copied();
        if is.map(told) != Some(told(was)) {
            let works_again = works_again(place.0);
            shifts.push(Shift { stream: place.0, before: Some(was), after: is, works_again });
        }
    }
    for (place, is) in new.iter().filter(|(place, _)| !old.contains_key(*place)) {
        shifts.push(Shift { stream: place.0, before: None, after: Some(is), works_again: false });
    }
    shifts
}

/// What SPF says of a stream; `None` when there is no such stream.
fn spf(report: &Report, name: &str) -> Option<Open<SpfResult>> {
    let stream = report.facts.streams.iter().find(|known| known.stream.name == name)?;
    Some(stream.spf(&report.facts))
}
