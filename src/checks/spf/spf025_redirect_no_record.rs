//! SPF025 `spf-redirect-no-record`: `redirect` leads to a name without an SPF record.
//!
//! The result is "permerror" for all mail that no term before it matches (RFC 7208 section 6.1).
//! A domain that nobody has registered is told by SPF027.

use super::walk::{Tree, without_record};
use crate::checks::prelude::*;

/// SPF025.
pub static RULE: Rule = Rule {
    id: "SPF025",
    slug: "spf-redirect-no-record",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "6.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    for visit in tree.visits() {
        let written = visit.node.record().and_then(|record| record.redirect());
        let (Some(entry), Some((_, domain))) = (visit.node.redirect(), written) else { continue };
        if let Some(target) = without_record(&entry.target, domain)
            && !tree.is_unregistered(entry, report)
        {
            report.found(tree.at_term(&visit, entry).text("target", target));
        }
    }
    tree.report_unread(report);
    report.pass();
}
