//! SPF021 `spf-mx-too-many`: `mx` finds more than ten mail servers.
//!
//! A receiver looks up the addresses of at most ten exchanges; with more the result is "permerror"
//! (RFC 7208 section 4.6.4), whichever of them the mail comes from.

use super::walk::Tree;
use crate::checks::prelude::*;
use crate::spf::census::{Found, Target};
use crate::spf::evaluate::NAME_LIMIT;

/// SPF021.
pub static RULE: Rule = Rule {
    id: "SPF021",
    slug: "spf-mx-too-many",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "4.6.4")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    for visit in tree.visits() {
        for entry in visit.entries() {
            let Target::Exchanges { name, found, .. } = &entry.target else { continue };
            match found {
                Found::Records(count) if *count > NAME_LIMIT => {
                    let evidence = tree.at_term(&visit, entry).name("name", name);
                    report.found(evidence.number("count", *count).number("limit", NAME_LIMIT));
                }
                Found::Records(_) | Found::Nothing(_) => {}
                Found::Unanswered(why) => report.undetermined(why),
            }
        }
    }
    tree.report_unread(report);
    report.pass();
}
