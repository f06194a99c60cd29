//! What happens to the records of one name and type: the unit of every plan and of every output.

use crate::dns::layered::{self, Edit};
use crate::dns::{Question, RecordData, RecordType};
use crate::name::DomainName;

/// A whole RRset, as it is and as it is to be.
///
/// DNS is changed by the RRset (RFC 2181 section 5): who replaces one record of several must know the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The owner.
    pub name: DomainName,
    /// The type.
    pub kind: RecordType,
    /// The TTL of the records to be, in seconds.
    pub ttl: u32,
    /// The TTL of the records that are, in seconds; `None` where there are none.
    pub old_ttl: Option<u32>,
    /// The records that are, in the order they were found.
    pub old: Vec<RecordData>,
    /// The records to be; those that stay keep their order, and new ones stand where the first one gone stood.
    pub new: Vec<RecordData>,
}

/// What a change does to its RRset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// There was none.
    Add,
    /// None is left.
    Remove,
    /// There was another one.
    Replace,
}

impl Op {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Replace => "replace",
        }
    }
}

impl Change {
    /// The name and type it is about.
    pub fn question(&self) -> Question {
        Question::new(self.name.clone(), self.kind)
    }

    /// What it does.
    pub fn op(&self) -> Op {
        match (self.old.is_empty(), self.new.is_empty()) {
            (true, _) => Op::Add,
            (false, true) => Op::Remove,
            (false, false) => Op::Replace,
        }
    }

    /// The records that go.
    pub fn removed(&self) -> impl Iterator<Item = &RecordData> {
        self.old.iter().filter(|data| !self.new.contains(data))
    }

    /// The records that come.
    pub fn added(&self) -> impl Iterator<Item = &RecordData> {
        self.new.iter().filter(|data| !self.old.contains(data))
    }

    /// The same as edits that can be laid over a source.
    pub fn edits(&self) -> Vec<Edit> {
        let edit = |change| Edit { name: self.name.clone(), kind: self.kind, change };
        if self.new.is_empty() {
            return vec![edit(layered::Change::Unset)];
        }
        self.new.iter().map(|data| edit(layered::Change::Set { ttl: self.ttl, data: data.clone() })).collect()
    }
}
