//! SPF009 `spf-neutral-all`: the record ends with `?all`.
//!
//! "Neutral" says that nothing is said (RFC 7208 section 2.6.2), and receivers must treat it like no record at all
//! (RFC 7208 section 8.2). Only the `all` that a receiver comes to is looked at, through `redirect`.

use super::walk::Tree;
use crate::checks::prelude::*;
use crate::spf::census::State;
use crate::spf::record::{Mechanism, Qualifier};

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
    let last = tree.census.root.last();
    if let State::Unanswered(why) = &last.state {
        return report.undetermined(why);
    }
    // With a syntax error the qualifier may be what is wrong.
    if tree.census.root.state != State::Found || last.state != State::Found {
        return report.not_applicable();
    }
    if let Some(visit) = tree.visits().into_iter().find(|visit| visit.node.domain == last.domain) {
        let is_all = |mechanism: Option<&Mechanism>| mechanism == Some(&Mechanism::All);
        let all = visit.entries().find(|entry| is_all(visit.mechanism(entry)));
        let is_neutral = |entry| last.directive(entry).is_some_and(|all| all.qualifier == Qualifier::Neutral);
        if let Some(all) = all.filter(|entry| is_neutral(entry)) {
            report.found(tree.at_term(&visit, all));
        }
    }
    report.pass();
}
