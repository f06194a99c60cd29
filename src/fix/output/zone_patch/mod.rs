//! Edits the text of a zone file so that it holds changed RRsets, and nothing else is touched.
//!
//! Layout, comments, case, relative names, omitted owners, parentheses, line ends and octets that are no UTF-8 stay
//! as they are; only the lines that must change do, and records that stay keep their TTLs even where those of one
//! RRset differ (RFC 2181 section 5.2 deprecates that, and whoever publishes the zone sees to it). What was written
//! is read again: each RRset must be the one of its change and all else what it was, otherwise there is an error and
//! no text. A zone file may be spread over
//! several files; this edits the one it is given and says which other one a change belongs to.

mod diff;
mod lines;
mod serial;
mod walk;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use diff::unified;
pub use serial::Serial;

use super::super::Change;
use crate::dns::{Location, Question, RecordData, RecordType};
use crate::name::DomainName;
use crate::zone::Zone;
use crate::zone::files::Files;
use crate::zone::layout::{Layout, What};
use crate::zone::records::{Lost, ZoneRecord};

/// A zone file and how it is read; the same as for [`Zone::parse`].
#[derive(Clone, Copy)]
pub struct ZoneText<'a> {
    /// The name that errors carry.
    pub file: &'a str,
    /// The octets of the file.
    pub bytes: &'a [u8],
    /// The apex, if the caller knows it.
    pub origin: Option<&'a DomainName>,
    /// Where included files come from.
    pub files: &'a dyn Files,
}

/// The text of a zone file after the changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patched {
    /// The octets; those of before when nothing had to change.
    pub bytes: Vec<u8>,
    /// The serial of the SOA before and after, when it was raised.
    pub serial: Option<(u32, u32)>,
    /// Whether nothing in it is left that cannot be read.
    pub is_whole: bool,
}

/// Why a zone file is not edited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatchError {
    /// A record to change stands in a file that this one includes.
    #[error("{question}: the record to change stands in {file}")]
    Included {
        /// The RRset.
        question: Question,
        /// The file, as it was named.
        file: Arc<str>,
    },
    /// A record to change is made by `$GENERATE`.
    #[error("{question}: the record to change is made by $GENERATE at {location}")]
    Generated {
        /// The RRset.
        question: Question,
        /// The directive.
        location: Location,
    },
    /// The file holds other records than those that the change replaces.
    #[error("{question}: the file holds other records than those to be replaced")]
    Stale {
        /// The RRset.
        question: Question,
    },
    /// A change to a name that the zone does not hold.
    #[error("{question}: the name is outside the zone {zone}")]
    OutOfZone {
        /// The RRset.
        question: Question,
        /// The apex.
        zone: DomainName,
    },
    /// The serial is to be raised, and there is no SOA.
    #[error("there is no SOA whose serial could be raised")]
    NoSoa,
    /// What was written would not read as planned, so that nothing is written.
    #[error("{question}: the file would not read as planned after the change")]
    Unfaithful {
        /// The first RRset that would differ; that of the SOA for the file as a whole.
        question: Question,
    },
}

/// Applies changes to the text of a zone file.
///
/// Changes that are there already cost no edit, and without edits the serial stays, too. Records that the reader
/// refuses at the name and type of a change are replaced with the others.
///
/// # Errors
/// [`PatchError`] when the file cannot be edited so that it holds just these changes.
pub fn patch(text: &ZoneText<'_>, changes: &[Change], serial: Serial) -> Result<Patched, PatchError> {
    let (zone, layout) = Zone::parse_with_layout(text.file, text.bytes, text.origin, text.files);
    let mut fates = Fates::default();
    for change in changes {
        fates.decide(&zone, &layout, change)?;
    }
    let mut edits = walk::edits(text.bytes, &zone, &layout, &fates);
    if edits.is_empty() {
        return Ok(Patched { bytes: text.bytes.to_vec(), serial: None, is_whole: zone.lost().is_empty() });
    }
    let raised = match serial {
        Serial::Keep => None,
        Serial::Bump { today } => {
            let (edit, raised) = serial::edit(text.bytes, &zone, &layout, today)?;
            edits.push(edit);
            Some(raised)
        }
    };
    let bytes = walk::apply(text.bytes, edits);
    let after = Zone::parse(text.file, &bytes, text.origin, text.files);
    verify(&zone, &after, changes, raised)?;
    Ok(Patched { bytes, serial: raised, is_whole: after.lost().is_empty() })
}

/// What becomes of the entries of the file.
#[derive(Debug, Default)]
struct Fates<'c> {
    /// The entries that do not stay as they are, by index.
    entries: BTreeMap<usize, Fate<'c>>,
    /// New records, by the index of the entry they follow; without one, the end of the file.
    after: BTreeMap<Option<usize>, Vec<(&'c Change, &'c RecordData)>>,
}

/// What becomes of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate<'c> {
    /// The entry goes.
    Go,
    /// The entry becomes this record of the change.
    Become(&'c Change, &'c RecordData),
}

impl<'c> Fates<'c> {
    fn decide(&mut self, zone: &Zone, layout: &Layout, change: &'c Change) -> Result<(), PatchError> {
        let question = change.question();
        if !change.name.is_within(&zone.origin) {
            return Err(PatchError::OutOfZone { question, zone: zone.origin.clone() });
        }
        let lost = lost_at(layout, &question);
        let there: BTreeSet<_> = zone.at(&change.name, change.kind).map(|record| &record.data).collect();
        let (old, new) = (change.old.iter().collect::<BTreeSet<_>>(), change.new.iter().collect::<BTreeSet<_>>());
        if there != new && there != old && lost.is_empty() && lost_elsewhere(zone, &question).is_none() {
            return Err(PatchError::Stale { question });
        }
        if let Some(file) = lost_elsewhere(zone, &question) {
            return Err(PatchError::Included { question, file });
        }
        let own = own_entries(zone, layout, &question);
        foreign_records_stay(zone, change, &own)?;

        // What stays is found first, so that each new record takes the place of one that goes.
        let mut coming: Vec<&RecordData> = Vec::new();
        for data in &change.new {
            if !coming.contains(&data) && !zone.at(&change.name, change.kind).any(|record| record.data == *data) {
                coming.push(data);
            }
        }
        let mut coming = coming.into_iter();
        let mut last = None;
        let places: BTreeMap<usize, Option<&ZoneRecord>> = own
            .into_iter()
            .map(|(at, record)| (at, Some(record)))
            .chain(lost.into_iter().map(|at| (at, None)))
            .collect();
        for (at, record) in places {
            if record.is_some_and(|record| new.contains(&record.data)) {
                last = Some(at);
                continue;
            }
            let fate = coming.next().map_or(Fate::Go, |data| Fate::Become(change, data));
            if fate != Fate::Go {
                last = Some(at);
            }
            self.entries.insert(at, fate);
        }
        let coming: Vec<_> = coming.map(|data| (change, data)).collect();
        if !coming.is_empty() {
            let anchor = last.or_else(|| nearest(zone, layout, &change.name));
            self.after.entry(anchor).or_default().extend(coming);
        }
        Ok(())
    }

    fn of(&self, index: usize) -> Option<Fate<'c>> {
        self.entries.get(&index).copied()
    }
}

/// The entries of this file that hold records of an RRset.
fn own_entries<'z>(zone: &'z Zone, layout: &Layout, question: &Question) -> Vec<(usize, &'z ZoneRecord)> {
    let entries = layout.entries.iter().enumerate();
    let records = entries.filter_map(|(at, placed)| match placed.what {
        What::Record(index) => zone.records.get(index).map(|record| (at, record)),
        What::Lost(_) | What::Directive => None,
    });
    records.filter(|(_, record)| record.owner == question.name && record.kind == question.kind).collect()
}

/// The entries of this file that would hold records of an RRset if they could be read.
fn lost_at(layout: &Layout, question: &Question) -> Vec<usize> {
    let is_lost = |what: &What| match what {
        What::Lost(lost) => *lost == Lost::At(question.name.clone(), Some(question.kind)),
        What::Record(_) | What::Directive => false,
    };
    layout.entries.iter().enumerate().filter(|(_, placed)| is_lost(&placed.what)).map(|(at, _)| at).collect()
}

/// Another file with a record of an RRset that could not be read.
fn lost_elsewhere(zone: &Zone, question: &Question) -> Option<Arc<str>> {
    let lost = Lost::At(question.name.clone(), Some(question.kind));
    let mut errors = zone.errors.iter().filter(|error| error.lost == lost && error.location.file != zone.file);
    errors.next().map(|error| Arc::clone(&error.location.file))
}

/// Records that `$INCLUDE` or `$GENERATE` brought must be among those that stay as they are.
fn foreign_records_stay(zone: &Zone, change: &Change, own: &[(usize, &ZoneRecord)]) -> Result<(), PatchError> {
    for record in zone.at(&change.name, change.kind) {
        let is_own = own.iter().any(|(_, other)| std::ptr::eq(*other, record));
        if is_own || change.new.contains(&record.data) {
            continue;
        }
        let question = change.question();
        return Err(if record.generated {
            PatchError::Generated { question, location: record.location.clone() }
        } else {
            PatchError::Included { question, file: Arc::clone(&record.location.file) }
        });
    }
    Ok(())
}

/// The entry behind which a new owner belongs: the last of that owner, else of the name that shares most labels with
/// it, the shorter one first; `None` for the end of the file.
fn nearest(zone: &Zone, layout: &Layout, name: &DomainName) -> Option<usize> {
    let shared = |other: &DomainName| {
        let pairs = name.labels().rev().zip(other.labels().rev());
        pairs.take_while(|(a, b)| a == b).count()
    };
    let entries = layout.entries.iter().enumerate().filter_map(|(at, placed)| match placed.what {
        What::Record(index) => zone.records.get(index).map(|record| (at, &record.owner)),
        What::Lost(_) | What::Directive => None,
    });
    let closeness = |owner: &DomainName| (owner == name, shared(owner), std::cmp::Reverse(owner.label_count()));
    entries.max_by_key(|(at, owner)| (closeness(owner), *at)).map(|(at, _)| at)
}

/// Checks that a zone differs from what it was in the changes alone.
fn verify(before: &Zone, after: &Zone, changes: &[Change], serial: Option<(u32, u32)>) -> Result<(), PatchError> {
    let unfaithful = |question: Question| Err(PatchError::Unfaithful { question });
    let whole = || Question::new(before.origin.clone(), RecordType::Soa);
    if after.origin != before.origin {
        return unfaithful(whole());
    }
    if let Some(change) = changes.iter().find(|change| !is_made(change, before, after)) {
        return unfaithful(change.question());
    }
    let is_changed =
        |name: &DomainName, kind: RecordType| changes.iter().any(|change| change.name == *name && change.kind == kind);
    let mut then = before.records.iter().filter(|record| !is_changed(&record.owner, record.kind));
    let mut now = after.records.iter().filter(|record| !is_changed(&record.owner, record.kind));
    loop {
        match (then.next(), now.next()) {
            (None, None) => break,
            (Some(then), Some(now)) if is_same(then, now, serial) => {}
            (Some(record), _) | (None, Some(record)) => {
                return unfaithful(Question::new(record.owner.clone(), record.kind));
            }
        }
    }
    let errors = |zone: &Zone| -> Vec<(String, Lost)> {
        let kept = zone.errors.iter().filter(|error| match &error.lost {
            Lost::At(name, Some(kind)) => !is_changed(name, *kind),
            Lost::At(_, None) | Lost::Nothing | Lost::Anywhere => true,
        });
        kept.map(|error| (error.kind.to_string(), error.lost.clone())).collect()
    };
    let lost = |change: &&Change| after.lost().contains(&Lost::At(change.name.clone(), Some(change.kind)));
    if let Some(change) = changes.iter().find(lost) {
        return unfaithful(change.question());
    }
    if errors(before) != errors(after) || before.more_errors < after.more_errors {
        return unfaithful(whole());
    }
    Ok(())
}

/// Whether an RRset is that of its change: what stays as often as it was there and with the TTLs it had, what comes
/// once and with that of the change.
fn is_made(change: &Change, before: &Zone, after: &Zone) -> bool {
    let records = |zone: &Zone| -> Vec<(RecordData, u32)> {
        zone.at(&change.name, change.kind).map(|record| (record.data.clone(), record.ttl)).collect()
    };
    let mut expected = records(before);
    let comes = |data: &&RecordData| !expected.iter().any(|(there, _)| there == *data);
    let coming: BTreeSet<_> = change.new.iter().filter(comes).cloned().collect();
    expected.retain(|(data, _)| change.new.contains(data));
    expected.extend(coming.into_iter().map(|data| (data, change.ttl)));
    let mut there = records(after);
    expected.sort_unstable();
    there.sort_unstable();
    there == expected
}

/// Whether a record is what it was, but for the serial that it was to get.
fn is_same(then: &ZoneRecord, now: &ZoneRecord, serial: Option<(u32, u32)>) -> bool {
    let same_data = match (&then.data, serial) {
        (RecordData::Soa { mname, rname, numbers: [old, rest @ ..] }, Some((from, to))) if *old == from => {
            let [refresh, retry, expire, minimum] = *rest;
            let numbers = [to, refresh, retry, expire, minimum];
            now.data == RecordData::Soa { mname: mname.clone(), rname: rname.clone(), numbers }
        }
        (data, _) => now.data == *data,
    };
    same_data && (&then.owner, then.ttl, then.kind) == (&now.owner, now.ttl, now.kind)
}

#[cfg(test)]
mod tests;
