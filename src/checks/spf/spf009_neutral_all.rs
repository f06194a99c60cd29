//! SPF009 `spf-neutral-all`: the record ends with `?all`.
//!
//! "Neutral" says that nothing is said (RFC 7208 section 2.6.2), and receivers must treat it like no record at all
//! (RFC 7208 section 8.2). Only the `all` that a receiver comes to is looked at, through `redirect`.

use super::walk::Tree;
use crate::checks::prelude::*;
use crate::spf::record::Qualifier;

/// SPF009.
pub static RULE: Rule = Rule {
    id: "SPF009",
    slug: "spf-neutral-all",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(7208, "2.6.2"), rfc(7208, "8.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    let Some(visit) = tree.closing(report) else { return };
    if let Some(all) = visit.all(Qualifier::Neutral) {
        report.found(tree.at_term(&visit, all));
    }
    report.pass();
}
