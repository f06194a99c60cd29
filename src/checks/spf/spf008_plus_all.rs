//! SPF008 `spf-plus-all`: mail from any server passes.
//!
//! `all` matches always (RFC 7208 section 5.1), and without a qualifier it means `+`, pass (RFC 7208
//! section 4.6.2). Through `redirect` the other record's `all` counts (RFC 7208 section 6.1). A
//! warning where terms with `-` stand before it: a record may list who must fail and let the rest
//! pass (RFC 7208 section A.4).

use super::walk::Tree;
use crate::checks::prelude::*;
use crate::spf::census::{Node, State};
use crate::spf::record::{Mechanism, Qualifier};

/// SPF008.
pub static RULE: Rule = Rule {
    id: "SPF008",
    slug: "spf-plus-all",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(7208, "5.1"),
        page("Gmail SMTP errors and codes", "https://support.google.com/a/answer/3726730"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    let (root, last) = (&tree.census.root, tree.census.root.last());
    if let State::Unanswered(why) = &last.state {
        return report.undetermined(why);
    }
    // With a syntax error nobody passes, and the qualifier may be what is wrong.
    if root.state != State::Found || last.state != State::Found {
        return report.not_applicable();
    }
    let visit = tree.visits().into_iter().find(|visit| visit.node.domain == last.domain);
    if let Some(visit) = visit {
        let is_all = |mechanism: Option<&Mechanism>| mechanism == Some(&Mechanism::All);
        let all = visit.entries().find(|entry| is_all(visit.mechanism(entry)));
        let passes = |entry| last.directive(entry).is_some_and(|all| all.qualifier == Qualifier::Pass);
        if let Some(all) = all.filter(|entry| passes(entry)) {
            let evidence = tree.at_term(&visit, all);
            report.found(if forbids(root) {
                evidence.text("before", "forbidden").only(Severity::Warning)
            } else {
                evidence.text("before", "nothing")
            });
        }
    }
    report.pass();
}

/// Whether a term of the record, or of one that it redirects to, says who must fail.
fn forbids(node: &Node) -> bool {
    let mut entries = node.entries.iter().filter(|entry| entry.is_reached);
    let is_forbidding = |qualifier| qualifier == Qualifier::Fail;
    entries.any(|entry| node.directive(entry).is_some_and(|directive| is_forbidding(directive.qualifier)))
        || node.redirect().and_then(|redirect| redirect.child()).is_some_and(forbids)
}
