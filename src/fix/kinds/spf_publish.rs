//! SPF records that are missing, several, at the wrong name or of the wrong type.

use super::{Case, Kind, proposed};
use crate::dns::RecordType;
use crate::fix::{Draft, Gone};

/// Publishes a record for the senders that are known (RFC 7208 section 3).
pub(super) static PUBLISH: Kind = Kind {
    slug: "spf-publish",
    rules: &["SPF001"],
    // Whether these are all the senders only the holder knows.
    propose: |case| proposed::drafts(case, &PUBLISH).into_iter().map(Draft::to_review).collect(),
};

/// Makes one record of several (RFC 7208 section 3.2).
pub(super) static MERGE: Kind =
    Kind { slug: "spf-merge", rules: &["SPF002"], propose: |case| proposed::drafts(case, &MERGE) };

/// Publishes at the domain what stands where no receiver asks.
pub(super) static MOVE: Kind =
    Kind { slug: "spf-move", rules: &["SPF052"], propose: |case| proposed::drafts(case, &MOVE) };

/// Lets addresses that the user declared pass.
pub(super) static SENDER: Kind =
    Kind { slug: "spf-sender", rules: &["SPF057"], propose: |case| proposed::drafts(case, &SENDER) };

/// Publishes as TXT what stands in the discontinued type, which then goes (RFC 7208 section 3.1).
pub(super) static TYPE99: Kind = Kind { slug: "spf-type99", rules: &["SPF045"], propose: type99 };

fn type99(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(TYPE99.rules).map(|finding| {
        let published = proposed::draft(case, &TYPE99, finding);
        published.change(&finding.evidence.place.name, RecordType::Spf, Gone::All, Vec::new())
    });
    drafts.collect()
}
