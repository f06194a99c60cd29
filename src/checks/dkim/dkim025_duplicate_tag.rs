//! DKIM025 `dkim-duplicate-tag`: a tag stands twice.
//!
//! With two tags of one name the whole list is invalid (RFC 6376 section 3.2). It happens when a new
//! key is pasted behind the old one.

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;

/// DKIM025.
pub static RULE: Rule = Rule {
    id: "DKIM025",
    slug: "dkim-duplicate-tag",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Duplicate, |key, problem| {
        let KeyProblem::DuplicateTag(tag) = &problem.kind else { return None };
        let evidence = key.evidence(&problem.span).text("tag", tag);
        Some(key.propose(evidence, key.changed(drop_repetitions)))
    });
}

/// Takes out what says the same once more; of two values, nobody knows which is meant.
fn drop_repetitions(tags: &mut Vec<(String, String)>) {
    let mut seen = Vec::new();
    tags.retain(|tag| {
        let is_new = !seen.contains(tag);
        seen.push(tag.clone());
        is_new
    });
}
