//! SPF039 `spf-nested-pass-all`: an `include` leads to a record that lets everybody pass.
//!
//! An `include` matches whoever passes the record it names (RFC 7208 section 5.2); one with `+all` or
//! a network of the whole address space passes everybody. Inside an include only a pass counts:
//! `~all` and `?all` there do no harm. A `redirect` to such a record is told by SPF008.

use super::{own, tree};
use crate::checks::prelude::*;
use crate::spf::census::{Entry, Networks, Node, State};
use crate::spf::record::Mechanism;

/// SPF039.
pub static RULE: Rule = Rule {
    id: "SPF039",
    slug: "spf-nested-pass-all",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        page("Gmail SMTP errors and codes", "https://support.google.com/a/answer/3726730"),
        rfc(7208, "5.2"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(census) = tree::census(facts, report) else { return };
    for (node, entry, child) in includes(&census.root) {
        if let Some(open) = open(child) {
            report.found(own::term(facts, node, entry).name("open", &open.domain));
        }
    }
    if let Some(hanging) = &census.hanging {
        report.undetermined(&hanging.unanswered);
    }
    report.pass();
}

/// The includes of a record, and of the record that its `redirect` puts in its place.
fn includes(node: &Node) -> Vec<(&Node, &Entry, &Node)> {
    let mut found = Vec::new();
    for entry in tree::passing_here(node) {
        let Some(child) = entry.child() else { continue };
        match node.directive(entry).map(|directive| &directive.mechanism) {
            Some(Mechanism::Include(_)) => found.push((node, entry, child)),
            Some(_) => {}
            None => found.extend(includes(child)),
        }
    }
    found
}

/// The record, this one or one below it, that lets everybody pass. One with an error passes nobody.
fn open(node: &Node) -> Option<&Node> {
    if node.state != State::Found {
        return None;
    }
    let mut own = Networks::default();
    for entry in tree::passing_here(node).filter(|entry| entry.child().is_none()) {
        let networks = node.networks(entry);
        own.ipv4.extend(networks.ipv4);
        own.ipv6.extend(networks.ipv6);
    }
    let own = own.simplified();
    let is_open = own.ipv4.iter().any(|net| net.prefix_len() == 0) || own.ipv6.iter().any(|net| net.prefix_len() == 0);
    if is_open { Some(node) } else { tree::passing_here(node).filter_map(Entry::child).find_map(open) }
}
