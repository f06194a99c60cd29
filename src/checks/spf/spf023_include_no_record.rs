//! SPF023 `spf-include-no-record`: `include` leads to a name without an SPF record.
//!
//! The result "none" behind an `include` becomes "permerror" for the whole (RFC 7208 section 5.2).
//! So does a domain that no DNS name can be made of. A domain that nobody has registered is told by
//! SPF027.

use super::walk::{Tree, without_record};
use crate::checks::prelude::*;
use crate::spf::record::Mechanism;

/// SPF023.
pub static RULE: Rule = Rule {
    id: "SPF023",
    slug: "spf-include-no-record",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "5.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    for visit in tree.visits() {
        for entry in visit.entries() {
            let Some(Mechanism::Include(domain)) = visit.mechanism(entry) else { continue };
            if let Some(target) = without_record(&entry.target, domain)
                && !tree.is_unregistered(entry, report)
            {
                report.found(tree.at_term(&visit, entry).text("target", target));
            }
        }
    }
    tree.report_unread(report);
    report.pass();
}
