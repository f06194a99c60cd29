//! SPF terms that find nothing (RFC 7208 section 4.6.4), in the domain's own records.
//!
//! A host with addresses of one family finds nothing for clients of the other. Its addresses, written out, match
//! the same clients and ask DNS nothing; a term that finds nothing in either family goes.

use super::spf_terms::{as_addresses, census, own, replaced, shown};
use super::{Case, Kind};
use crate::fix::Draft;
use crate::spf::census::{Node, Target, VoidLookups};
use crate::text::Span;

/// Writes addresses in their place, or takes them out.
pub(super) static KIND: Kind = Kind { slug: "spf-void-lookups", rules: &["SPF019"], propose };

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let (Some(finding), Some(census)) = (case.failing(KIND.rules).next(), census(case)) else { return Vec::new() };
    let mut nodes = vec![&census.root];
    for (_, entry) in census.entries() {
        nodes.extend(entry.child().filter(|child| !nodes.iter().any(|known| known.domain == child.domain)));
    }
    let mut terms = Vec::new();
    let mut draft = Draft::new(&KIND).aims_at(finding).text("name", case.domain().as_str());
    for node in nodes {
        let Some(own) = own(case, node) else { continue };
        let edits = edits(case, node);
        let Some(text) = replaced(own.record, &edits).filter(|_| !edits.is_empty()) else { continue };
        terms.extend(edits.iter().map(|(span, _)| shown(own.record, span)));
        draft = draft.replace_text(own.name, own.txt, &text);
    }
    vec![draft.text("terms", terms.join(", "))]
}

/// What stands in place of the terms of one record that find nothing.
fn edits(case: &Case<'_>, node: &Node) -> Vec<(Span, String)> {
    let mut edits = Vec::new();
    for entry in node.entries.iter().filter(|entry| entry.is_reached) {
        let VoidLookups { ipv4, ipv6 } = entry.void_lookups;
        let is_addresses =
            matches!(entry.target, Target::Addresses(_) | Target::Exchanges { .. } | Target::Exists { .. });
        match as_addresses(case, node, entry).filter(|_| (ipv4, ipv6) != (0, 0)) {
            Some(addresses) => edits.push((entry.span.clone(), addresses)),
            None if ipv4 > 0 && ipv6 > 0 && is_addresses => edits.push((entry.span.clone(), String::new())),
            None => {}
        }
    }
    edits
}
