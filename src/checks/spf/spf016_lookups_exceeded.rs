//! SPF016 `spf-lookups-exceeded`: evaluation needs more than ten DNS lookups.
//!
//! `include`, `a`, `mx`, `ptr`, `exists` and `redirect` count, in every record that is read on the
//! way; the eleventh ends the evaluation with "permerror" (RFC 7208 section 4.6.4). The count is that
//! of mail that no term matches. Mail that matches before the limit still passes, so where a sender
//! stands in the record decides.

use super::walk::{Tree, shown};
use crate::checks::prelude::*;
use crate::spf::census::{Entry, Node};
use crate::spf::evaluate::LOOKUP_LIMIT;

/// SPF016.
pub static RULE: Rule = Rule {
    id: "SPF016",
    slug: "spf-lookups-exceeded",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "4.6.4")]),
    since: None,
    check,
};

/// How many of the costliest terms are named.
const NAMED: usize = 3;

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    let (root, lookups) = (&tree.census.root, tree.census.lookups);
    if lookups <= LOOKUP_LIMIT {
        tree.report_unread(report);
        return report.pass();
    }
    let terms = terms(root);
    let over = terms.iter().position(|term| term.entry.before + term.cost > LOOKUP_LIMIT).unwrap_or(0);
    let name = |term: Option<&Term<'_>>| term.map(Term::shown).unwrap_or_default();
    let evidence = Evidence::txt(&facts.subject.domain)
        .name("domain", &facts.subject.domain)
        .number("lookups", lookups)
        .number("limit", LOOKUP_LIMIT)
        .text("costliest", costliest(&terms))
        .number("safe", over)
        .text("last", name(over.checked_sub(1).and_then(|before| terms.get(before))))
        .text("over", name(terms.get(over)))
        .text("reach", if terms.get(over).is_some_and(Term::begins_in_time) { "part" } else { "none" });
    // Terms of a record that is redirected to stand elsewhere: then the redirect is shown.
    let in_root = terms.get(over).map(|term| term.entry).filter(|entry| root.entries.iter().any(|own| own == *entry));
    report.found(match in_root.or(root.redirect()) {
        Some(entry) => tree.underline(evidence, root, entry),
        None => evidence,
    });
}

/// A term in the order of evaluation.
struct Term<'a> {
    node: &'a Node,
    entry: &'a Entry,
    /// Its lookups with all that it includes; a redirect is followed by the terms that it leads to.
    cost: u32,
}

impl Term<'_> {
    fn shown(&self) -> String {
        shown(self.node, self.entry)
    }

    /// Whether it can match somebody; a redirect is the way to terms that can.
    fn is_mechanism(&self) -> bool {
        self.node.directive(self.entry).is_some()
    }

    /// Whether its own lookup is within the limit, so that a part of what it includes is read.
    fn begins_in_time(&self) -> bool {
        self.entry.before + self.entry.own <= LOOKUP_LIMIT
    }
}

/// The terms of a record as a receiver comes to them, on through `redirect`.
fn terms(node: &Node) -> Vec<Term<'_>> {
    let reached = node.entries.iter().filter(|entry| entry.is_reached && node.directive(entry).is_some());
    let mut terms: Vec<_> = reached.map(|entry| Term { node, entry, cost: entry.total }).collect();
    if let Some(entry) = node.redirect() {
        terms.push(Term { node, entry, cost: entry.own });
        terms.extend(entry.child().map(self::terms).unwrap_or_default());
    }
    terms
}

/// The costliest terms with what each costs: `include:a.example (5), mx (1)`.
fn costliest(terms: &[Term<'_>]) -> String {
    let mut sorted: Vec<_> = terms.iter().filter(|term| term.cost > 0 && term.is_mechanism()).collect();
    sorted.sort_by_key(|term| std::cmp::Reverse(term.cost));
    let named: Vec<_> = sorted.iter().take(NAMED).map(|term| format!("{} ({})", term.shown(), term.cost)).collect();
    named.join(", ")
}
