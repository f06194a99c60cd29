//! How a zone file is laid out: for each entry what its words are, and what was in force before it.
//!
//! Whoever edits a file must know what an omitted owner or TTL and a relative name mean at each place. The reader
//! notes it on demand only, since most files are read and never edited.

use super::lexer::Entry;
use super::records::{Head, Lost};
use crate::dns::RecordData;
use crate::name::DomainName;

/// The entries of a zone file, without those of the files it includes.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// In the order of the file.
    pub(crate) entries: Vec<Placed>,
    /// What is in force at the end of the file.
    pub(crate) end: Context,
}

/// An entry in its place.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    /// Its words.
    pub(crate) entry: Entry,
    /// Which of them stand before the data, if it is a record.
    pub(crate) head: Head,
    /// What is in force before it.
    pub(crate) before: Context,
    /// What it came to.
    pub(crate) what: What,
}

/// What an entry came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// The record at this index of [`super::Zone::records`].
    Record(usize),
    /// No record, since it could not be read.
    Lost(Lost),
    /// A directive.
    Directive,
}

/// What the entries so far mean for the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Context {
    /// What relative names are relative to; `None` when nothing says so.
    pub(crate) origin: Option<DomainName>,
    /// The owner of a record that omits it.
    pub(crate) owner: Option<DomainName>,
    /// The TTLs of records that omit theirs.
    pub(crate) ttls: Ttls,
}

/// Where the TTL of a record comes from that states none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Ttls {
    /// That of `$TTL`, or of the SOA when it had to stand in.
    pub(crate) default: Option<u32>,
    /// That of the last record that stated one.
    pub(crate) last: Option<u32>,
}

impl Ttls {
    /// The TTL of a record: its own, else `$TTL` (RFC 2308 section 4), else the one before (RFC 1035 section 5.1), else
    /// the minimum of the SOA, as BIND does; `None` when nothing states one.
    pub(crate) fn of(&mut self, stated: Option<u32>, data: &RecordData) -> Option<u32> {
        if stated.is_some() {
            self.last = stated;
        }
        if let Some(ttl) = stated.or(self.default).or(self.last) {
            return Some(ttl);
        }
        if let RecordData::Soa { numbers: [.., minimum], .. } = data {
            self.default = Some(*minimum);
            return Some(*minimum);
        }
        None
    }
}
