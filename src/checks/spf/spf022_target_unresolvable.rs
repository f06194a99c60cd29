//! SPF022 `spf-target-unresolvable`: a term leads to a name that has no address.
//!
//! `a` without an address, `mx` without MX records (RFC 7208 section 5.4 knows no implicit MX) and
//! `exists` of a name that is not there never match: they match nobody and count as a lookup
//! that finds nothing (RFC 7208 section 4.6.4). Where nobody has registered the domain above the
//! name, anybody can: that is told by SPF027.

use super::mend::without;
use super::syntax;
use super::walk::{Tree, Visit};
use crate::checks::prelude::*;
use crate::name::DomainName;
use crate::spf::census::{Addresses, Entry, Found, Target};
use crate::spf::published::Absence;
use crate::spf::record::Mechanism;

/// SPF022.
pub static RULE: Rule = Rule {
    id: "SPF022",
    slug: "spf-target-unresolvable",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(7208, "4.6.4"), rfc(7208, "5.4")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    for visit in tree.visits() {
        let dead: Vec<_> = visit.entries().filter_map(|entry| dead(&tree, entry, report)).collect();
        let cleaned = if visit.is_root() { cleaned(&visit, &dead) } else { None };
        for Dead { entry, name, problem } in dead {
            let evidence = tree.at_term(&visit, entry).name("name", name).text("problem", problem);
            report.found(syntax::propose(evidence, facts, cleaned.as_deref()));
        }
    }
    tree.report_unread(report);
    report.pass();
}

/// A term that matches nobody.
struct Dead<'a> {
    entry: &'a Entry,
    name: &'a DomainName,
    problem: &'static str,
}

/// The term, if it matches nobody for certain; says so when that hangs on a question.
fn dead<'a>(tree: &Tree<'_>, entry: &'a Entry, report: &mut Outcomes) -> Option<Dead<'a>> {
    let (name, problem) = match &entry.target {
        Target::Addresses(host) => (&host.name, no_address(host, report)?),
        Target::Exchanges { name, found, hosts } => (name, no_exchange(found, hosts, report)?),
        Target::Exists { name, found } => (name, nothing(found, "no_address", report)?),
        Target::Nothing | Target::Unknown | Target::NoName(_) | Target::Record(_) => return None,
    };
    if tree.is_unregistered(entry, report) { None } else { Some(Dead { entry, name, problem }) }
}

fn no_address(host: &Addresses, report: &mut Outcomes) -> Option<&'static str> {
    if has_address(host) {
        return None;
    }
    // One NXDOMAIN speaks of the name, whatever was asked (RFC 8020).
    let problems = [&host.found4, &host.found6].map(|found| nothing(found, "no_address", report));
    if problems.contains(&Some("no_name")) {
        return Some("no_name");
    }
    problems.iter().all(Option::is_some).then_some("no_address")
}

fn no_exchange(found: &Found, hosts: &[Addresses], report: &mut Outcomes) -> Option<&'static str> {
    match found {
        // A null MX, or too many to be looked at, is another matter.
        Found::Records(_) if hosts.is_empty() || hosts.iter().any(has_address) => None,
        Found::Records(_) => {
            let problems: Vec<_> = hosts.iter().map(|host| no_address(host, report)).collect();
            problems.iter().all(Option::is_some).then_some("no_host")
        }
        Found::Nothing(_) | Found::Unanswered(_) => nothing(found, "no_mx", report),
    }
}

fn nothing(found: &Found, problem: &'static str, report: &mut Outcomes) -> Option<&'static str> {
    match found {
        Found::Records(_) => None,
        Found::Nothing(Absence::NxDomain) => Some("no_name"),
        Found::Nothing(Absence::NoData) => Some(problem),
        Found::Unanswered(why) => {
            report.undetermined(why);
            None
        }
    }
}

fn has_address(host: &Addresses) -> bool {
    [&host.found4, &host.found6].into_iter().any(|found| matches!(found, Found::Records(_)))
}

/// The record without its dead terms: it says the same with fewer lookups.
fn cleaned(visit: &Visit<'_>, dead: &[Dead<'_>]) -> Option<String> {
    let spans: Vec<_> = dead.iter().map(|dead| dead.entry.span.clone()).collect();
    // Without any sender left the mistake lies in the name, not in the term.
    let sends = |entry: &&Entry| {
        entry.is_reached && visit.node.directive(entry).is_some_and(|term| term.mechanism != Mechanism::All)
    };
    let others = visit.node.entries.iter().filter(sends).any(|entry| !spans.contains(&entry.span));
    if spans.is_empty() || !others { None } else { without(visit.node.record()?, &spans) }
}
