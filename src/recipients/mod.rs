//! Lists of recipients: to which receivers a campaign goes, and which addresses would be refused
//! themselves, for what their domain is.
//!
//! A list may have a million lines. Kept of it are counts by domain and a few line numbers, never an
//! address: what stands before the `@` is looked at and forgotten. Each domain is looked up once.
//! Whether a mailbox exists only its receiver knows, and is not asked.

pub mod address;
pub mod lookup;
pub mod route;
pub mod typo;

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use self::address::{Destination, Entry};
use crate::dns::Unanswered;
use crate::limits;
use crate::lines::Lines;
use crate::name::DomainName;

/// What a list of recipients comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recipients {
    /// Recipients in the list, those that would be refused included.
    pub total: u64,
    /// How many each receiver has, the largest first.
    pub receivers: Vec<Share>,
    /// How many go to receivers that preflight does not know.
    pub other: u64,
    /// The recipients that would be refused, by line; at most [`limits::REFUSED_RECIPIENTS`].
    pub refused: Vec<Refused>,
    /// How many would be refused, with those that are not in the list above.
    pub refused_total: u64,
    /// The domains of which nothing is known, at most [`limits::UNDETERMINED_RECIPIENTS`].
    pub undetermined: Vec<Undetermined>,
    /// How many recipients they have, with those that are not in the list above.
    pub undetermined_total: u64,
    /// Recipients whose domain was not looked at, for there were more than
    /// [`limits::RECIPIENT_DOMAINS`].
    pub left_out: u64,
}

/// What one receiver has of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The id of the receiver.
    pub receiver: String,
    /// Its name for people.
    pub name: String,
    /// How many recipients.
    pub count: u64,
}

/// A recipient that would be refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The line of the list, from 1.
    pub line: usize,
    /// Its domain; `None` when the line is no recipient.
    pub domain: Option<DomainName>,
    /// Why.
    pub reason: Reason,
    /// The domain that was probably meant.
    pub suggestion: Option<&'static str>,
}

/// Why a recipient would be refused, whoever sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It is no address (RFC 5321 section 4.1.2).
    Syntax,
    /// Its domain does not exist.
    NoDomain,
    /// Its domain has neither MX records nor an address (RFC 5321 section 5.1).
    NoHost,
    /// Its domain says that it takes no mail (RFC 7505 section 3).
    NullMx,
}

/// A domain of the list of which nothing is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undetermined {
    /// The domain.
    pub domain: DomainName,
    /// How many recipients it has.
    pub count: u64,
    /// The question without an answer.
    pub why: Unanswered,
}

impl Reason {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::NoDomain => "no_such_domain",
            Self::NoHost => "no_mail_host",
            Self::NullMx => "null_mx",
        }
    }

    /// The reply with which such a recipient is refused (RFC 5321 section 4.2, RFC 3463 section 3.2; for
    /// a null MX, RFC 7505 section 4.1).
    pub fn reply(self) -> (u16, &'static str) {
        match self {
            Self::Syntax => (553, "5.1.3"),
            Self::NoDomain | Self::NoHost => (550, "5.1.2"),
            Self::NullMx => (556, "5.1.10"),
        }
    }
}

/// A list as it was read, before anything is looked up.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Every domain with its recipients.
    pub domains: BTreeMap<DomainName, Lot>,
    /// Recipients at an address literal, which needs no DNS.
    pub literals: u64,
    /// Lines that are no recipient.
    pub broken: Lot,
    /// Recipients of domains beyond [`limits::RECIPIENT_DOMAINS`].
    pub left_out: u64,
}

/// Recipients that have something in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lot {
    /// How many.
    pub count: u64,
    /// The first lines they stand in.
    pub lines: Vec<usize>,
}

impl Lot {
    fn add(&mut self, line: usize, kept: usize) {
        self.count += 1;
        if self.lines.len() < kept {
            self.lines.push(line);
        }
    }
}

impl List {
    /// Reads a list: one recipient a line, as [`address::read`] has it. Empty lines and those that
    /// start with `#` are passed over, and so is a heading in the first line of a table.
    ///
    /// # Errors
    /// What keeps the text from being read.
    pub fn read(reader: impl BufRead) -> io::Result<Self> {
        let mut list = Self::default();
        let mut is_first = true;
        for line in Lines::new(reader, limits::LIST_LINE_OCTETS) {
            let line = line?;
            let text = line.text.as_deref();
            if text.is_some_and(|text| text.trim().is_empty() || text.trim_start().starts_with('#')) {
                continue;
            }
            let entries = text.map_or_else(|| vec![Entry::Broken], address::read);
            let is_heading = is_first && entries == [Entry::Broken] && text.is_some_and(address::may_be_heading);
            is_first = false;
            if !is_heading {
                entries.into_iter().for_each(|entry| list.add(line.number, entry));
            }
        }
        Ok(list)
    }

    fn add(&mut self, line: usize, entry: Entry) {
        match entry {
            Entry::Broken => self.broken.add(line, limits::REFUSED_RECIPIENTS),
            Entry::To(Destination::Literal) => self.literals += 1,
            Entry::To(Destination::Domain(domain)) => {
                let has_room = self.domains.len() < limits::RECIPIENT_DOMAINS;
                match self.domains.get_mut(&domain) {
                    Some(lot) => lot.add(line, limits::LINES_PER_DOMAIN),
                    None if has_room => {
                        self.domains.entry(domain).or_default().add(line, limits::LINES_PER_DOMAIN);
                    }
                    None => self.left_out += 1,
                }
            }
        }
    }

    /// How many recipients it has.
    pub fn total(&self) -> u64 {
        let domains: u64 = self.domains.values().map(|lot| lot.count).sum();
        domains + self.literals + self.broken.count + self.left_out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> List {
        List::read(text.as_bytes()).expect("memory can be read")
    }

    #[test]
    fn lists_are_counted_by_domain() {
        let list = read(
            "\u{feff}email,name\r\n# all of them\r\n\r\nann@example.fr,Ann\r\nBob <bob@Example.FR>\nexample.net\nx@[192.0.2.1]\nno address\n",
        );
        let lot = |name: &str| &list.domains[&DomainName::parse(name).unwrap()];
        assert_eq!(*lot("example.fr"), Lot { count: 2, lines: vec![4, 5] });
        assert_eq!(*lot("example.net"), Lot { count: 1, lines: vec![6] });
        assert_eq!((list.literals, &list.broken, list.total()), (1, &Lot { count: 1, lines: vec![8] }, 5));
    }

    #[test]
    fn only_the_first_line_may_be_a_heading() {
        assert_eq!(read("ann@example.fr\nemail\n").broken.lines, [2]);
        assert_eq!(read("ann@\n").broken.lines, [1]);
    }

    #[test]
    fn what_is_kept_does_not_follow_the_length() {
        let text: String = (0..50_000).map(|n| format!("user{n}@example{}.fr\n", n % 3)).collect();
        let list = read(&text);
        assert_eq!((list.domains.len(), list.total()), (3, 50_000));
        assert!(list.domains.values().all(|lot| lot.lines.len() <= limits::LINES_PER_DOMAIN));
    }
}
