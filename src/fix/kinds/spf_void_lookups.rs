//! SPF terms that find nothing (RFC 7208 section 4.6.4), in the domain's own records.
//!
//! A host with addresses of one family finds nothing for clients of the other. Its addresses, written out, match
//! the same clients and ask DNS nothing; a term that finds nothing in either family goes.

use super::spf_terms::{as_addresses, census, own, replaced, shown};
use super::{Case, Kind};
use crate::fix::Draft;
use crate::spf::census::Target;

/// Writes addresses in their place, or takes them out.
pub(super) static KIND: Kind = Kind { slug: "spf-void-lookups", rules: &["SPF019"], propose };

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let Some(finding) = case.failing(KIND.rules).next() else { return Vec::new() };
    let Some(own) = census(case).and_then(|census| own(case, &census.root)) else { return Vec::new() };
    let root = census(case).map(|census| &census.root);
    let mut edits = Vec::new();
    for (node, entry) in root.into_iter().flat_map(|root| root.entries.iter().map(move |entry| (root, entry))) {
        if !entry.is_reached || (entry.void_lookups.ipv4, entry.void_lookups.ipv6) == (0, 0) {
            continue;
        }
        let finds_nothing = entry.void_lookups.ipv4 > 0 && entry.void_lookups.ipv6 > 0;
        let is_addresses =
            matches!(entry.target, Target::Addresses(_) | Target::Exchanges { .. } | Target::Exists { .. });
        match as_addresses(case, node, entry) {
            Some(addresses) => edits.push((entry.span.clone(), addresses)),
            None if finds_nothing && is_addresses => edits.push((entry.span.clone(), String::new())),
            None => {}
        }
    }
    let terms: Vec<_> = edits.iter().map(|(span, _)| shown(own.record, span)).collect();
    let Some(text) = replaced(own.record, &edits).filter(|_| !edits.is_empty()) else { return Vec::new() };
    let draft = Draft::new(&KIND).aims_at(finding).replace_text(own.name, own.txt, &text);
    vec![draft.text("name", own.name.as_str()).text("terms", terms.join(", "))]
}
