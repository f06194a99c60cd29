//! SPF026 `spf-include-loop`: `include` or `redirect` leads back to where it came from.
//!
//! An evaluation that goes round never ends but by the limit of ten lookups: "permerror" (RFC 7208
//! section 4.6.4) for all mail that no term before it matches.

use super::mend::without;
use super::syntax;
use super::walk::{Tree, Visit};
use crate::checks::prelude::*;
use crate::name::DomainName;
use crate::spf::census::{Entry, State};
use crate::spf::record::Mechanism;

/// SPF026.
pub static RULE: Rule = Rule {
    id: "SPF026",
    slug: "spf-include-loop",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "4.6.4")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(tree) = Tree::of(facts, report) else { return };
    for visit in tree.visits() {
        for (entry, child) in visit.children().filter(|(_, child)| child.state == State::Loop) {
            let evidence = tree.at_term(&visit, entry).text("ring", ring(&visit.path, &child.domain));
            report.found(syntax::propose(evidence, facts, without_self(&visit, entry).as_deref()));
        }
    }
    tree.report_unread(report);
    report.pass();
}

/// The names of the loop, the first one again at the end.
fn ring(path: &[&DomainName], back_to: &DomainName) -> String {
    let names = path.iter().skip_while(|name| **name != back_to).map(|name| name.as_str());
    names.chain([back_to.as_str()]).collect::<Vec<_>>().join(" → ")
}

/// The domain's own record without an `include` of itself, which never adds a sender. Which `include`
/// of a longer loop is one too many, its owners must say.
fn without_self(visit: &Visit<'_>, entry: &Entry) -> Option<String> {
    let is_own = visit.is_root() && entry.child().is_some_and(|child| child.domain == visit.node.domain);
    let is_include = matches!(visit.mechanism(entry), Some(Mechanism::Include(_)));
    if is_own && is_include { without(visit.node.record()?, std::slice::from_ref(&entry.span)) } else { None }
}
