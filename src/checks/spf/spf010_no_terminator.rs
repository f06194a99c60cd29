//! SPF010 `spf-no-terminator`: the record says nothing of all other servers.
//!
//! Without `all` and without `redirect` the result is "neutral" for whoever no term matches (RFC 7208 section 4.7),
//! as if `?all` stood at the end. A record with a syntax error is a "permerror" before that; `all=` is told by SPF005,
//! and an end that a string boundary glued to the term before it by SPF041.

use super::strings;
use super::walk::Tree;
use crate::checks::prelude::*;
use crate::spf::census::Terminator;

/// SPF010.
pub static RULE: Rule = Rule {
    id: "SPF010",
    slug: "spf-no-terminator",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(7208, "4.7"), rfc(7208, "8.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    let Some(visit) = tree.closing(report) else { return };
    if let (Terminator::Implicit(_), Some(record)) = (tree.census.terminator(), visit.node.record())
        && !record.modifiers().any(|(_, modifier)| modifier.mechanism_name() == Some("all"))
        && strings::glued(record).is_empty()
    {
        let end = record.text().len();
        report.found(tree.excerpt(tree.at(&visit), visit.node, record, end..end));
    }
    report.pass();
}
