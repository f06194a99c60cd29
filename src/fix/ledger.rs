//! The records of the names that a plan touches: as they are, and as they are to be.

use std::collections::BTreeMap;

use super::draft::{Gone, SetEdit};
use super::{Change, wait};
use crate::dns::{Answer, Question, RecordData, RecordType};

/// The TTL of records that replace none, in seconds: long enough to be cached, short enough for a mistake.
pub const NEW_TTL: u32 = 3_600;

/// Every set that was looked at, by name and type.
#[derive(Debug, Clone, Default)]
pub(super) struct Ledger {
    sets: BTreeMap<Question, Set>,
}

#[derive(Debug, Clone)]
struct Set {
    old: Vec<RecordData>,
    old_ttl: Option<u32>,
    /// How long an absence may be cached.
    negative_ttl: Option<u32>,
    new: Vec<RecordData>,
}

/// Why an edit cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    /// Nobody knows what stands there.
    Unread,
    /// The name is an alias: nothing else may stand there (RFC 1034 section 3.6.2).
    Alias,
    /// Other records stand where an alias or the only record was to be.
    Occupied,
    /// What was to go is not there.
    Gone,
}

impl Ledger {
    /// Whether the records of a name and type are known.
    pub(super) fn knows(&self, question: &Question) -> bool {
        self.sets.contains_key(question)
    }

    /// Enters what stands at a name and type today.
    ///
    /// # Errors
    /// [`Blocked::Unread`] for an answer that says nothing.
    pub(super) fn enter(&mut self, question: &Question, answer: &Answer) -> Result<(), Blocked> {
        let aliased = !answer.chain().is_empty();
        let (old, old_ttl, negative_ttl) = match answer {
            // The set of the alias's target is another one's.
            Answer::Records(_) if aliased => (Vec::new(), None, None),
            Answer::Records(set) => (set.records.iter().map(|r| r.data.clone()).collect(), Some(set.ttl), None),
            Answer::NoData(negative) | Answer::NxDomain(negative) => (Vec::new(), None, negative.ttl),
            Answer::Failed(_) | Answer::OutOfZone => return Err(Blocked::Unread),
        };
        let new: Vec<RecordData> = old.clone();
        self.sets.entry(question.clone()).or_insert(Set { old, old_ttl, negative_ttl, new });
        Ok(())
    }

    /// Makes an edit; what it touches was entered before, aliases of the name included.
    ///
    /// # Errors
    /// [`Blocked`] says why not; nothing is changed then.
    pub(super) fn apply(&mut self, edit: &SetEdit) -> Result<(), Blocked> {
        let Some(set) = self.sets.get(&edit.question) else { return Err(Blocked::Unread) };
        let is_gone = |data: &RecordData| match &edit.gone {
            Gone::All => true,
            Gone::These(these) => these.contains(data),
            Gone::Nothing => false,
        };
        if edit.gone == Gone::Nothing && set.new.iter().any(|data| !edit.new.contains(data)) {
            return Err(Blocked::Occupied);
        }
        if let Gone::These(these) = &edit.gone
            && !these.iter().all(|data| set.new.contains(data))
        {
            return Err(Blocked::Gone);
        }
        let first = set.new.iter().position(is_gone).unwrap_or(set.new.len());
        let mut new: Vec<_> = set.new.iter().filter(|data| !is_gone(data)).cloned().collect();
        let coming: Vec<_> = edit.new.iter().filter(|data| !new.contains(data)).cloned().collect();
        let at = first.min(new.len());
        new.splice(at..at, coming);
        let here = |kind| Question::new(edit.question.name.clone(), kind);
        if !new.is_empty() && edit.question.kind != RecordType::Cname {
            let alias = self.sets.get(&here(RecordType::Cname));
            if alias.is_some_and(|alias| !alias.new.is_empty()) {
                return Err(Blocked::Alias);
            }
        }
        if !new.is_empty() && edit.question.kind == RecordType::Cname {
            let others = self.sets.iter().filter(|(at, _)| at.name == edit.question.name && **at != edit.question);
            if others.into_iter().any(|(_, set)| !set.new.is_empty()) {
                return Err(Blocked::Occupied);
            }
        }
        if let Some(set) = self.sets.get_mut(&edit.question) {
            set.new = new;
        }
        Ok(())
    }

    /// The sets that are to be others than they are.
    pub(super) fn changes(&self) -> Vec<Change> {
        let changed = self.sets.iter().filter(|(_, set)| set.old != set.new);
        changed.map(|(question, set)| set.change(question)).collect()
    }

    /// How long the old answer may still be met after a change.
    pub(super) fn wait(&self, question: &Question) -> Option<wait::Seconds> {
        let set = self.sets.get(question)?;
        set.old_ttl.or(set.negative_ttl)
    }
}

impl Set {
    fn change(&self, question: &Question) -> Change {
        Change {
            name: question.name.clone(),
            kind: question.kind,
            ttl: self.old_ttl.unwrap_or(NEW_TTL),
            old_ttl: self.old_ttl,
            old: self.old.clone(),
            new: self.new.clone(),
        }
    }
}
