//! From the fates of the entries to edits of the text.
//!
//! A line may take its owner and its TTL from those before it (RFC 1035 section 5.1). So the file is walked from its
//! start with what is in force after the edits, and an entry that would now inherit something else says what it
//! inherited so far.

use std::ops::Range;

use super::lines::{NewLine, eol, padding, spell, width};
use super::{Fate, Fates, words};
use crate::dns::RecordData;
use crate::dns::record::seconds;
use crate::fix::Change;
use crate::name::DomainName;
use crate::zone::Zone;
use crate::zone::layout::{Context, Layout, Placed, Ttls, What};
use crate::zone::records::UNSTATED_TTL;

/// Octets that take the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: Vec<u8>,
}

/// The text with its edits, which do not overlap.
pub(super) fn apply(bytes: &[u8], mut edits: Vec<Edit>) -> Vec<u8> {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut text = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for edit in edits {
        text.extend(bytes.get(at..edit.range.start).unwrap_or_default());
        text.extend(edit.text);
        at = edit.range.end;
    }
    text.extend(bytes.get(at..).unwrap_or_default());
    text
}

/// The edits that give the entries their fates.
pub(super) fn edits(bytes: &[u8], zone: &Zone, layout: &Layout, fates: &Fates<'_>) -> Vec<Edit> {
    let mut walk = Walk { bytes, edits: Vec::new(), owner: None, ttls: Ttls::default() };
    for (index, placed) in layout.entries.iter().enumerate() {
        let after = layout.entries.get(index + 1).map_or(&layout.end, |next| &next.before);
        walk.entry(zone, placed, after, fates.of(index));
        if let Some(new) = fates.after.get(&Some(index)) {
            walk.insert(new, Some((placed, fates.of(index) == Some(Fate::Go))), placed.before.origin.as_ref());
        }
    }
    if let Some(new) = fates.after.get(&None) {
        walk.insert(new, None, layout.end.origin.as_ref());
    }
    walk.edits
}

struct Walk<'a> {
    bytes: &'a [u8],
    edits: Vec<Edit>,
    /// The owner in force after the edits so far.
    owner: Option<DomainName>,
    /// The TTLs in force after the edits so far.
    ttls: Ttls,
}

impl Walk<'_> {
    fn replace(&mut self, range: Range<usize>, text: impl Into<Vec<u8>>) {
        self.edits.push(Edit { range, text: text.into() });
    }

    fn entry(&mut self, zone: &Zone, placed: &Placed, after: &Context, fate: Option<Fate<'_>>) {
        if fate == Some(Fate::Go) {
            self.replace(placed.entry.span.clone(), []);
            return;
        }
        let record = match &placed.what {
            What::Record(index) => zone.records.get(*index),
            What::Lost(_) => None,
            What::Directive => return self.directive(placed, after),
        };
        if let Some(Fate::Become(change, data)) = fate
            && !placed.entry.faults.is_empty()
        {
            return self.rewrite(placed, change, data);
        }
        self.keep_owner(placed, after.owner.as_ref());
        let (ttl, data) = match (fate, record) {
            (Some(Fate::Become(change, data)), _) => (change.ttl, data),
            (_, Some(record)) => (record.ttl, &record.data),
            (_, None) => return, // what cannot be read states nothing
        };
        self.keep_ttl(placed, ttl, data);
        if let Some(Fate::Become(_, new)) = fate {
            self.edits.extend(words::edits(self.bytes, placed, record.map(|record| &record.data), new));
        }
    }

    /// What a directive changes, it changes still.
    fn directive(&mut self, placed: &Placed, after: &Context) {
        if after.owner != placed.before.owner {
            self.owner.clone_from(&after.owner);
        }
        if after.ttls.default != placed.before.ttls.default {
            self.ttls.default = after.ttls.default;
        }
        if after.ttls.last != placed.before.ttls.last {
            self.ttls.last = after.ttls.last;
        }
    }

    /// Sees to it that an entry has the owner it had.
    fn keep_owner(&mut self, placed: &Placed, owner: Option<&DomainName>) {
        if let Some(owner) = owner.filter(|owner| placed.entry.indented && self.owner.as_ref() != Some(owner)) {
            let start = placed.entry.span.start;
            let rest = self.bytes.get(start..).unwrap_or_default();
            let length = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let space = String::from_utf8_lossy(rest.get(..length).unwrap_or_default()).into_owned();
            let mut text = spell(owner, placed.before.origin.as_ref());
            text.push_str(&padding(width(&text), width(&space), space.contains('\t')));
            self.replace(start..start + length, text);
        }
        self.owner = owner.cloned();
    }

    /// Sees to it that a record has this TTL.
    fn keep_ttl(&mut self, placed: &Placed, ttl: u32, data: &RecordData) {
        let stated = placed.head.ttl.and_then(|token| seconds(&String::from_utf8_lossy(token.raw(self.bytes))));
        match (placed.head.ttl, self.needs_ttl(ttl, data)) {
            (Some(token), _) if stated != Some(ttl) => self.replace(token.start..token.end, ttl.to_string()),
            (Some(_), _) | (None, false) => {}
            (None, true) => {
                let first = [placed.head.class, placed.head.kind].into_iter().flatten().map(|token| token.start).min();
                if let Some(first) = first {
                    self.replace(first..first, format!("{ttl} "));
                }
            }
        }
        let states = placed.head.ttl.is_some() || self.needs_ttl(ttl, data);
        self.ttls.of(states.then_some(ttl), data);
    }

    /// Whether a record must state its TTL, because it would inherit another.
    fn needs_ttl(&self, ttl: u32, data: &RecordData) -> bool {
        let mut ttls = self.ttls;
        ttls.of(None, data).unwrap_or(UNSTATED_TTL) != ttl
    }

    /// Writes an entry that has faults as a new line.
    fn rewrite(&mut self, placed: &Placed, change: &Change, data: &RecordData) {
        let (span, bytes) = (placed.entry.span.clone(), self.bytes);
        let text = bytes.get(span.clone()).unwrap_or_default();
        let end = if text.ends_with(b"\r\n") { 2 } else { usize::from(text.ends_with(b"\n")) };
        let line = self.line(change, data, Some(placed), placed.before.origin.as_ref());
        self.replace(span.start..span.end - end, line);
    }

    /// A new line, in force from here on.
    fn line(
        &mut self,
        change: &Change,
        data: &RecordData,
        beside: Option<&Placed>,
        origin: Option<&DomainName>,
    ) -> String {
        // The owner as the entry beside it spells it, if that is the same.
        let written = beside
            .and_then(|placed| placed.head.owner)
            .and_then(|token| std::str::from_utf8(token.raw(self.bytes)).ok())
            .filter(|text| reads_as(text, origin, &change.name));
        let owner = written.map_or_else(|| spell(&change.name, origin), str::to_owned);
        let ttl = Some(change.ttl).filter(|ttl| self.needs_ttl(*ttl, data));
        let text = NewLine { owner: &owner, ttl, kind: change.kind, data }.text(self.bytes, beside);
        self.owner = Some(change.name.clone());
        self.ttls.of(ttl, data);
        text
    }

    /// Inserts new records behind an entry, which may itself be gone, or at the end of the file.
    fn insert(&mut self, new: &[(&Change, &RecordData)], beside: Option<(&Placed, bool)>, origin: Option<&DomainName>) {
        let at = beside.map_or(self.bytes.len(), |(placed, _)| placed.entry.span.end);
        let lines: Vec<_> = new
            .iter()
            .map(|(change, data)| self.line(change, data, beside.map(|(placed, _)| placed), origin))
            .collect();
        let eol = eol(self.bytes);
        let before = self.bytes.get(..at).unwrap_or_default();
        let is_line_start = before.is_empty() || before.ends_with(b"\n") || before == b"\xef\xbb\xbf";
        let took_its_place = beside.is_some_and(|(_, gone)| gone);
        let lines = lines.join(eol);
        let text = match (is_line_start, took_its_place) {
            (true, _) => lines + eol,
            (false, true) => lines,
            (false, false) => format!("{eol}{lines}"),
        };
        self.replace(at..at, text);
    }
}

/// Whether an owner as written means a name.
fn reads_as(text: &str, origin: Option<&DomainName>, name: &DomainName) -> bool {
    let root = DomainName::root();
    let absolute = crate::dns::record::absolute(text, origin.unwrap_or(&root));
    absolute.as_ref() == Ok(name)
}
