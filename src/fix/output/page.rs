//! The text that a writer fills, and what all writers need.

use std::collections::BTreeMap;

use super::Change;
use crate::dns::record::dotted;
use crate::dns::{RecordData, RecordType};
use crate::finding::Value;
use crate::i18n::Texts;
use crate::name::DomainName;

/// The text that is being written.
pub(super) struct Page<'a> {
    pub(super) zone: &'a DomainName,
    pub(super) changes: &'a [Change],
    texts: &'a Texts,
    mark: &'static str,
    text: String,
}

impl<'a> Page<'a> {
    /// An empty page whose comments start with `mark`.
    pub(super) fn new(mark: &'static str, zone: &'a DomainName, changes: &'a [Change], texts: &'a Texts) -> Self {
        Self { zone, changes, texts, mark, text: String::new() }
    }

    /// Adds a line.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds a comment. Characters that some tool takes for the end of a line become spaces.
    pub(super) fn comment(&mut self, text: &str) {
        let is_line_end = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        let safe = text.replace(is_line_end, " ");
        self.line(&format!("{} {safe}", self.mark));
    }

    /// Adds a text of `i18n/*/outputs.ftl` as a comment.
    pub(super) fn say(&mut self, key: &str) {
        self.comment(&self.texts.plain(key));
    }

    /// The same for a text with a value.
    pub(super) fn say_with(&mut self, key: &str, name: &str, value: &str) {
        self.comment(&self.texts.text(key, [(name, &Value::from(value))]));
    }

    /// Lists records as comments below a text; nothing when there are none.
    pub(super) fn list<'d>(&mut self, key: &str, change: &Change, records: impl Iterator<Item = &'d RecordData>) {
        for (index, data) in records.enumerate() {
            if index == 0 {
                self.say(key);
            }
            self.comment(&record(change, change.old_ttl.unwrap_or(change.ttl), data));
        }
    }

    /// The page as it is.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// The owner relative to the zone; `None` for its apex. A name elsewhere stays whole.
    pub(super) fn relative(&self, name: &DomainName) -> Option<String> {
        relative(name, self.zone)
    }
}

/// A name relative to an origin; `None` when it is the origin. A name that is not below it is whole, with its final
/// dot.
pub(super) fn relative(name: &DomainName, origin: &DomainName) -> Option<String> {
    if name == origin {
        return None;
    }
    if !name.is_within(origin) || origin.is_root() {
        return Some(dotted(name));
    }
    let own = name.label_count() - origin.label_count();
    Some(name.labels().take(own).collect::<Vec<_>>().join("."))
}

/// One record in master file format, names absolute.
pub(super) fn record(change: &Change, ttl: u32, data: &RecordData) -> String {
    format!("{} {ttl} IN {} {data}", dotted(&change.name), change.kind)
}

/// The changes in the order of their owners, then of their types.
pub(super) fn by_owner(changes: &[Change]) -> BTreeMap<(&DomainName, RecordType), &Change> {
    changes.iter().map(|change| ((&change.name, change.kind), change)).collect()
}
