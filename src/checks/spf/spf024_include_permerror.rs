//! SPF024 `spf-include-permerror`: an included record cannot be evaluated.
//!
//! A syntax error in a record behind `include` or `redirect`, or two records there, is "permerror"
//! there and for the whole (RFC 7208 sections 5.2 and 6.1). Often the record is somebody else's. An
//! included tree that needs too many lookups is told with the count of the whole.

use super::mend;
use super::syntax::mended;
use super::walk::{Tree, Visit};
use crate::checks::prelude::*;
use crate::spf::census::State;

/// SPF024.
pub static RULE: Rule = Rule {
    id: "SPF024",
    slug: "spf-include-permerror",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "5.2"), rfc(7208, "6.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    for visit in tree.visits().iter().filter(|visit| !visit.is_root()) {
        match &visit.node.state {
            State::SyntaxErrors => report.found(broken(&tree, visit)),
            State::Multiple(_) => report.found(several(&tree, visit)),
            State::Found | State::None(_) | State::Unanswered(_) | State::Loop | State::Beyond => {}
        }
    }
    tree.report_unread(report);
    report.pass();
}

fn broken(tree: &Tree<'_>, visit: &Visit<'_>) -> Evidence {
    let evidence = tree.at(visit).text("problem", "syntax");
    let Some((record, error)) = visit.node.record().and_then(|record| Some((record, record.errors.first()?))) else {
        return evidence.text("term", "");
    };
    let evidence = evidence.text("term", record.shown(&error.term));
    let evidence = tree.excerpt(evidence, visit.node, record, error.span.clone());
    match mended(record).filter(|_| tree.is_own(visit)) {
        Some(text) => evidence.publish(&visit.node.domain, RecordType::Txt, RecordData::Txt(Txt::chunked(&text))),
        None => evidence,
    }
}

fn several(tree: &Tree<'_>, visit: &Visit<'_>) -> Evidence {
    let evidence = tree.at(visit).text("problem", "several").text("term", "");
    let records = visit.node.published.as_ref().map(|published| published.records.as_slice()).unwrap_or_default();
    let evidence = match records.get(1) {
        Some(second) => tree.excerpt(evidence, visit.node, second, 0..second.text().len()),
        None => evidence,
    };
    match mend::merged(records).filter(|_| tree.is_own(visit)) {
        Some(merged) => evidence.publish(&visit.node.domain, RecordType::Txt, RecordData::Txt(merged)),
        None => evidence,
    }
}
