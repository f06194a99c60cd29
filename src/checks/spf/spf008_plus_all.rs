//! SPF008 `spf-plus-all`: mail from any server passes.
//!
//! `all` matches always (RFC 7208 section 5.1), and without a qualifier it means `+`, pass (RFC 7208
//! section 4.6.2). Through `redirect` the other record's `all` counts (RFC 7208 section 6.1). A
//! warning where terms with `-` stand before it: a record may list who must fail and let the rest
//! pass (RFC 7208 section A.4).

use super::walk::Tree;
use crate::checks::prelude::*;
use crate::spf::census::Node;
use crate::spf::record::Qualifier;

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
    let Some(visit) = tree.closing(report) else { return };
    // With a syntax error nobody passes, and the qualifier may be what is wrong: then there is no such record.
    if let Some(all) = visit.all(Qualifier::Pass) {
        let evidence = tree.at_term(&visit, all);
        report.found(if forbids(&tree.census.root) {
            evidence.text("before", "forbidden").only(Severity::Warning)
        } else {
            evidence.text("before", "nothing")
        });
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
