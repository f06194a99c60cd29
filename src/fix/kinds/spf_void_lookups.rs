//! SPF terms that find nothing (RFC 7208 section 4.6.4), in the domain's own records.
//!
//! A term that finds nothing in either family goes. A host with addresses of one family finds nothing for clients
//! of the other alone: its addresses, written out, match the same clients and ask DNS nothing, but nobody follows
//! when they change, so that this is done only where the lookups are still too many.

use super::spf_terms::{as_addresses, census, own, replaced, shown};
use super::{Case, Kind};
use crate::fix::Draft;
use crate::spf::census::{Entry, Node, Target, VoidLookups};
use crate::spf::evaluate::VOID_LIMIT;
use crate::text::Span;

/// Writes addresses in their place, or takes them out.
pub(super) static KIND: Kind = Kind { slug: "spf-void-lookups", rules: &["SPF019"], propose };

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let (Some(finding), Some(census)) = (case.failing(KIND.rules).next(), census(case)) else { return Vec::new() };
    let mut nodes = vec![&census.root];
    for (_, entry) in census.entries() {
        nodes.extend(entry.child().filter(|child| !nodes.iter().any(|known| known.domain == child.domain)));
    }
    let own: Vec<_> = nodes.into_iter().filter_map(|node| Some((own(case, node)?, node))).collect();
    let mut left = census.void_lookups;
    let mut is_gone = false;
    for entry in own.iter().flat_map(|(_, node)| node.entries.iter()).filter(|entry| finds_nothing(entry)) {
        is_gone = true;
        left.ipv4 = left.ipv4.saturating_sub(entry.void_lookups.ipv4);
        left.ipv6 = left.ipv6.saturating_sub(entry.void_lookups.ipv6);
    }
    let writes_out = left.ipv4.max(left.ipv6) > VOID_LIMIT;
    let mut terms = Vec::new();
    let mut draft = Draft::new(&KIND).aims_at(finding).text("name", case.domain().as_str());
    for (own, node) in &own {
        let edits = edits(case, node, writes_out);
        let Some(text) = replaced(own.record, &edits).filter(|_| !edits.is_empty()) else { continue };
        terms.extend(edits.iter().map(|(span, _)| shown(own.record, span)));
        draft = draft.replace_text(own.name, own.txt, &text);
    }
    let does = match (is_gone, writes_out) {
        (_, false) => "gone",
        (false, true) => "written",
        (true, true) => "both",
    };
    vec![draft.text("does", does).text("terms", terms.join(", "))]
}

/// What stands in place of the terms of one record that find nothing.
fn edits(case: &Case<'_>, node: &Node, writes_out: bool) -> Vec<(Span, String)> {
    let mut edits = Vec::new();
    for entry in node.entries.iter().filter(|entry| entry.is_reached) {
        if finds_nothing(entry) {
            edits.push((entry.span.clone(), String::new()));
        } else if writes_out
            && entry.void_lookups != VoidLookups::default()
            && let Some(addresses) = as_addresses(case, node, entry)
        {
            edits.push((entry.span.clone(), addresses));
        }
    }
    edits
}

/// Whether a term that asks for hosts finds none, in either family.
fn finds_nothing(entry: &Entry) -> bool {
    let asks = matches!(entry.target, Target::Addresses(_) | Target::Exchanges { .. } | Target::Exists { .. });
    let is_nowhere = match &entry.target {
        Target::Exchanges { hosts, .. } => hosts.iter().all(|host| host.ipv4.is_empty() && host.ipv6.is_empty()),
        Target::Addresses(host) => host.ipv4.is_empty() && host.ipv6.is_empty(),
        _ => true,
    };
    entry.is_reached && asks && is_nowhere && entry.void_lookups.ipv4 > 0 && entry.void_lookups.ipv6 > 0
}
