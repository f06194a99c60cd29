//! DKIM004 `dkim-p-missing`: a key record has no `p=`.
//!
//! `p=` holds the key and is the one tag that must be there (RFC 6376 section 3.6.1). Without it
//! the record is no key record, and verification ends in a permanent error.

use super::faults::Fault;
use super::keys::{Judged, tell};
use crate::checks::prelude::*;

/// DKIM004.
pub static RULE: Rule = Rule {
    id: "DKIM004",
    slug: "dkim-p-missing",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::NoKey, |key, problem| Some(key.propose(key.evidence(&problem.span), renamed(key))));
}

/// The record with `p` as the name of the one tag that nobody knows: with anything but a key in it, it is no key
/// record and not proposed.
fn renamed(key: &Judged<'_>) -> Option<String> {
    key.changed(|tags| {
        let mut unknown = tags.iter_mut().filter(|(name, _)| !KNOWN.contains(&name.as_str()));
        if let (Some((name, _)), None) = (unknown.next(), unknown.next()) {
            *name = "p".to_owned();
        }
    })
}

/// The tags of RFC 6376 section 3.6.1, and `g` of RFC 4871.
const KNOWN: &[&str] = &["v", "h", "k", "n", "p", "s", "t", "g"];
