//! The tree of records behind a domain, as far as somebody passes by it.

use std::collections::BTreeSet;

use crate::checks::prelude::*;
use crate::facts::spf::SpfState;
use crate::name::DomainName;
use crate::spf::census::{Census, Entry, Node};
use crate::spf::record::{Modifier, Qualifier, TermKind};

/// The tree behind the one record of the domain. Without it, `report` says why.
pub(super) fn census<'a>(facts: &'a Facts, report: &mut Outcomes) -> Option<&'a Census> {
    let policy = &facts.spf.policy;
    match (&policy.state, &policy.census) {
        (SpfState::Undetermined(why), _) | (_, Fact::Unknown(why)) => report.undetermined(why),
        (SpfState::Found, Fact::Known(census)) => return Some(census),
        (SpfState::Found | SpfState::None | SpfState::Multiple, _) => report.not_applicable(),
    }
    None
}

/// The terms of one record by which somebody can pass: no other qualifier, nothing behind `all`.
pub(super) fn passing_here(node: &Node) -> impl Iterator<Item = &Entry> {
    node.entries.iter().filter(|entry| {
        entry.is_reached
            && match node.term(entry).map(|term| &term.kind) {
                Some(TermKind::Directive(directive)) => directive.qualifier == Qualifier::Pass,
                Some(TermKind::Modifier(Modifier::Redirect(_))) => true,
                Some(TermKind::Modifier(Modifier::Exp(_) | Modifier::Unknown { .. }) | TermKind::Broken) | None => {
                    false
                }
            }
    })
}

/// The same of a record and all it leads to, each with the record that holds it.
pub(super) fn passing(node: &Node) -> Vec<(&Node, &Entry)> {
    let mut found = Vec::new();
    for entry in passing_here(node) {
        found.push((node, entry));
        found.extend(entry.child().map(passing).unwrap_or_default());
    }
    found
}

/// The domain and every name whose record is read for it.
pub(super) fn names(facts: &Facts) -> BTreeSet<&DomainName> {
    let entries = facts.spf.policy.census.known().map(|census| census.entries()).unwrap_or_default();
    let children = entries.into_iter().filter_map(|(_, entry)| entry.child()).map(|child| &child.domain);
    children.chain([&facts.subject.domain]).collect()
}
