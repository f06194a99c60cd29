//! SPF035 `spf-duplicate-term`: the record says the same thing twice.
//!
//! The second time nobody new passes, and what it asks of DNS counts again towards the ten lookups (RFC 7208 sections
//! 4.6.4 and 10.1.1). Only terms of the domain's own record are told: a provider's are its own affair.

use super::walk::Tree;
use crate::checks::prelude::*;
use crate::spf::census::Entry;

/// SPF035.
pub static RULE: Rule = Rule {
    id: "SPF035",
    slug: "spf-duplicate-term",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(7208, "4.6.4"), rfc(7208, "10.1.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    let root = &tree.census.root;
    let visits = tree.visits();
    let Some(own) = visits.iter().find(|visit| visit.is_root()) else { return report.pass() };
    for again in tree.census.duplicates().into_iter().filter(|duplicate| duplicate.again.domain == root.domain) {
        let is_it = |entry: &&Entry| entry.span.start == again.again.start;
        if let Some(entry) = root.entries.iter().find(is_it) {
            let evidence = tree.at_term(own, entry).name("first", &again.first.domain);
            report.found(evidence.number("lookups", entry.total));
        }
    }
    tree.report_unread(report);
    report.pass();
}
