//! Many bounces in one: counts by cause and receiver.

use std::collections::BTreeMap;

use super::cause::{self, Cause};
use super::{Explanation, Outcome};

/// What many messages come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Messages that were read.
    pub messages: u64,
    /// Those that are no notifications.
    pub others: u64,
    /// Those that could not be read, or were cut to bounds.
    pub cut: u64,
    /// Recipients who got their mail, as the notifications say.
    pub delivered: u64,
    /// Recipients by cause, receiver and whether it is for good.
    counts: BTreeMap<(&'static str, Option<&'static str>), Count>,
}

/// Recipients of one cause at one receiver.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Mail that was held back.
    pub temporary: u64,
    /// Mail that was refused or given up, or of which nothing more is known.
    pub permanent: u64,
}

impl Count {
    /// Both.
    pub fn all(self) -> u64 {
        self.temporary + self.permanent
    }

    /// What became of the mail, where it was the same for all of them.
    pub fn outcome(self) -> Outcome {
        match self {
            Self { permanent: 0, .. } => Outcome::Temporary,
            Self { temporary: 0, .. } => Outcome::Permanent,
            Self { .. } => Outcome::Unknown,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self { temporary: self.temporary + other.temporary, permanent: self.permanent + other.permanent }
    }
}

/// One cause of a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cause.
    pub cause: &'static Cause,
    /// How many recipients.
    pub count: Count,
    /// How many at each receiver, the most first; `None` for those that are not known.
    pub receivers: Vec<(Option<&'static str>, u64)>,
}

impl Summary {
    /// Counts what one recipient got.
    pub fn add(&mut self, explanation: &Explanation) {
        let Some(cause) = explanation.cause else {
            self.delivered += 1;
            return;
        };
        let count = self.counts.entry((cause.id, explanation.receiver)).or_default();
        match explanation.outcome {
            Outcome::Temporary => count.temporary += 1,
            Outcome::GivenUp | Outcome::Permanent | Outcome::Unknown | Outcome::Accepted | Outcome::Continues => {
                count.permanent += 1
            }
        }
    }

    /// The causes: those that DNS can clear first, then the most frequent.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
        for ((id, receiver), count) in &self.counts {
            let Some(cause) = cause::named(id) else { continue };
            let row = rows.entry(id).or_insert(Row { cause, count: Count::default(), receivers: Vec::new() });
            row.count = row.count.plus(*count);
            row.receivers.push((*receiver, count.all()));
        }
        let mut rows: Vec<Row> = rows.into_values().collect();
        for row in &mut rows {
            row.receivers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        }
        rows.sort_by_key(|row| (!row.cause.dns, std::cmp::Reverse(row.count.all())));
        rows
    }

    /// All recipients whose mail did not arrive, and those of them whom DNS can help.
    pub fn failed(&self) -> (u64, u64) {
        self.rows().iter().fold((0, 0), |(all, dns), row| {
            let count = row.count.all();
            (all + count, dns + if row.cause.dns { count } else { 0 })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::explain;

    #[test]
    fn what_dns_can_clear_comes_first() {
        let mut summary = Summary::default();
        for line in [
            "550 5.1.1 User unknown",
            "550 5.1.1 No such user",
            "550 5.7.25 Reverse DNS validation failed",
            "451 4.7.1 Greylisted",
            "** ann@example.com R=dnslookup T=remote_smtp: 451 4.7.1 Greylisted",
            "250 2.0.0 Ok",
        ] {
            summary.add(&explain(line));
        }
        let rows: Vec<_> = summary.rows().iter().map(|row| (row.cause.id, row.count.all())).collect();
        assert_eq!(rows, [("ptr-missing", 1), ("greylist", 2), ("mailbox-unknown", 2)]);
        // Of the two that were asked to come back one waits, and one was given up.
        assert_eq!(summary.rows().get(1).map(|row| row.count), Some(Count { temporary: 1, permanent: 1 }));
        assert_eq!((summary.failed(), summary.delivered), ((5, 1), 1));
    }
}
