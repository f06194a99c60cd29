//! SPF019 `spf-void-lookups`: too many lookups find nothing.
//!
//! Receivers should give up with "permerror" at the third lookup of one evaluation that finds
//! nothing (RFC 7208 section 4.6.4). Over IPv6 an `a` whose host has an IPv4 address only finds
//! nothing, so each family is counted by itself and the worse one reported. An error above two, a
//! warning at two.

use super::walk::{Tree, shown};
use crate::checks::prelude::*;
use crate::spf::census::{Entry, Node};
use crate::spf::evaluate::VOID_LIMIT;

/// SPF019.
pub static RULE: Rule = Rule {
    id: "SPF019",
    slug: "spf-void-lookups",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "4.6.4")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    let census = tree.census;
    let found = census.void_lookups.ipv4.max(census.void_lookups.ipv6);
    if found < VOID_LIMIT {
        if let Some(hanging) = &census.hanging {
            report.undetermined(&hanging.unanswered);
        }
        return report.pass();
    }
    let domain = &facts.subject.domain;
    let mut terms = Vec::new();
    for (node, entry) in census.entries() {
        if let Some(family) = family(entry) {
            let term = named(node, entry, family, node.domain != *domain);
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }
    let mut evidence = Evidence::txt(domain)
        .name("domain", domain)
        .number("count", found)
        .number("limit", VOID_LIMIT)
        .text("degree", if found > VOID_LIMIT { "over" } else { "at" })
        .text("terms", terms.join(", "));
    if let Some(first) = census.root.entries.iter().find(|entry| leads_to_void(entry)) {
        evidence = tree.underline(evidence, &census.root, first);
    }
    report.found(if found > VOID_LIMIT { evidence } else { evidence.only(Severity::Warning) });
}

/// For which clients a term finds nothing.
fn family(entry: &Entry) -> Option<&'static str> {
    match (entry.void_lookups.ipv4, entry.void_lookups.ipv6) {
        (0, 0) => None,
        (_, 0) => Some("IPv4"),
        (0, _) => Some("IPv6"),
        (_, _) => Some(""),
    }
}

/// A term with what there is to know of it: `a:old.example.net (_spf.example.net, IPv6)`.
fn named(node: &Node, entry: &Entry, family: &str, is_elsewhere: bool) -> String {
    let place = if is_elsewhere { node.domain.as_str() } else { "" };
    let details: Vec<_> = [place, family].into_iter().filter(|detail| !detail.is_empty()).collect();
    let term = shown(node, entry);
    if details.is_empty() { term } else { format!("{term} ({})", details.join(", ")) }
}

fn leads_to_void(entry: &Entry) -> bool {
    family(entry).is_some() || entry.child().is_some_and(|child| child.entries.iter().any(leads_to_void))
}
