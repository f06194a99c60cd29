//! What the rules about the tree of a record share: each record of it once, and the way to it.

use std::collections::BTreeSet;

use super::{own, tree};
use crate::checks::prelude::*;
use crate::facts::spf::{Parent, registrable};
use crate::name::DomainName;
use crate::spf::census::{Census, Entry, Node, State, Target};
use crate::spf::macros::DomainSpec;
use crate::spf::record::{Mechanism, Qualifier, Record};
use crate::text::Span;

/// The tree of the domain's record.
pub(super) struct Tree<'a> {
    facts: &'a Facts,
    pub(super) census: &'a Census,
}

/// One record of the tree.
pub(super) struct Visit<'a> {
    /// What was found.
    pub(super) node: &'a Node,
    /// The names on the way here: the domain first, this one last.
    pub(super) path: Vec<&'a DomainName>,
    /// The term of the domain's own record that leads here; `None` at that record itself.
    via: Option<&'a Entry>,
}

impl<'a> Tree<'a> {
    /// The tree; settles the outcome when there is none, or none is known.
    pub(super) fn of(facts: &'a Facts, report: &mut Outcomes) -> Option<Self> {
        match &facts.spf.policy.census {
            Fact::Known(census) if census.root.record().is_some() => {
                return Some(Self { facts, census });
            }
            // Of several records none is evaluated.
            Fact::Known(_) | Fact::Absent => report.not_applicable(),
            Fact::Unknown(why) => report.undetermined(why),
        }
        None
    }

    /// Every name of the tree whose TXT records are known, once, parents first.
    pub(super) fn visits(&self) -> Vec<Visit<'a>> {
        let mut visits = Vec::new();
        visit(&self.census.root, &[], None, &mut BTreeSet::new(), &mut visits);
        visits
    }

    /// The record in which a receiver that no term matches comes to the end, through `redirect`; settles the outcome
    /// when it is not known, or when a syntax error comes before.
    pub(super) fn closing(&self, report: &mut Outcomes) -> Option<Visit<'a>> {
        let (root, last) = (&self.census.root, self.census.root.last());
        if let State::Unanswered(why) = &last.state {
            report.undetermined(why);
            return None;
        }
        let visit = self.visits().into_iter().find(|visit| visit.node.domain == last.domain);
        let visit = visit.filter(|_| root.state == State::Found && last.state == State::Found);
        if visit.is_none() {
            report.not_applicable();
        }
        visit
    }

    /// Says for each record that could not be read that the rule hangs on it.
    pub(super) fn report_unread(&self, report: &mut Outcomes) {
        for visit in self.visits() {
            for (_, child) in visit.children() {
                if let State::Unanswered(why) = &child.state {
                    report.undetermined(why);
                }
            }
        }
    }

    /// Evidence about a name of the tree: its `holder`, and as [`Self::at_term`].
    pub(super) fn at(&self, visit: &Visit<'_>) -> Evidence {
        self.reached(Evidence::txt(&visit.node.domain).name("holder", &visit.node.domain), visit)
    }

    /// Evidence about one term of a record of the tree: the `term`, the `holder` of the record, which
    /// `party` that is, and `via` which term of the domain's own record a receiver comes there.
    pub(super) fn at_term(&self, visit: &Visit<'_>, entry: &Entry) -> Evidence {
        self.reached(own::term(self.facts, visit.node, entry), visit)
    }

    fn reached(&self, evidence: Evidence, visit: &Visit<'_>) -> Evidence {
        let via = visit.via.map(|entry| shown(&self.census.root, entry)).unwrap_or_default();
        evidence.text("via", via).text("party", if self.is_own(visit) { "own" } else { "other" })
    }

    /// Whether whoever holds the domain holds this name too.
    pub(super) fn is_own(&self, visit: &Visit<'_>) -> bool {
        let (domain, owner) = (&self.facts.subject.domain, &visit.node.domain);
        owner.is_within(domain) || registrable(owner).is_some_and(|held| registrable(domain) == Some(held))
    }

    /// Whether the term leads to a domain that nobody holds, which SPF027 tells with all that follows;
    /// says so when that hangs on a question.
    pub(super) fn is_unregistered(&self, entry: &Entry, report: &mut Outcomes) -> bool {
        let missing = entry.target.missing_names();
        let is_above = |parent: &&Parent| missing.iter().any(|name| parent.names.contains(name));
        let mut parents = self.facts.spf.policy.parents.values().filter(is_above).peekable();
        if parents.peek().is_none() {
            return false;
        }
        let terms = tree::passing(&self.census.root);
        terms.iter().any(|(_, passing)| std::ptr::eq(*passing, entry))
            && parents.any(|parent| match &parent.exists {
                Fact::Known(()) => false,
                Fact::Absent => true,
                Fact::Unknown(why) => {
                    report.undetermined(why);
                    true
                }
            })
    }

    /// Shows a record of the tree with one term underlined.
    pub(super) fn underline(&self, evidence: Evidence, node: &Node, entry: &Entry) -> Evidence {
        match node.record() {
            Some(record) => self.excerpt(evidence, node, record, entry.span.clone()),
            None => evidence,
        }
    }

    /// Shows one of the records of a name of the tree with a part underlined.
    pub(super) fn excerpt(&self, evidence: Evidence, node: &Node, record: &Record, span: Span) -> Evidence {
        let place = own::location(self.facts, &node.domain, RecordType::Txt, record.text());
        evidence.excerpt(record.text(), span).location(place)
    }
}

impl<'a> Visit<'a> {
    /// The terms that a receiver can get to.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.node.entries.iter().filter(|entry| entry.is_reached)
    }

    /// The names that `include` and `redirect` lead to.
    pub(super) fn children(&self) -> impl Iterator<Item = (&'a Entry, &'a Node)> {
        self.entries().filter_map(|entry| entry.child().map(|child| (entry, child)))
    }

    /// The `all` that a receiver gets to, when it has this qualifier.
    pub(super) fn all(&self, qualifier: Qualifier) -> Option<&'a Entry> {
        let all = self.entries().find(|entry| self.mechanism(entry) == Some(&Mechanism::All))?;
        self.node.directive(all).filter(|directive| directive.qualifier == qualifier).map(|_| all)
    }

    /// The mechanism of a term, when it is one.
    pub(super) fn mechanism(&self, entry: &Entry) -> Option<&'a Mechanism> {
        self.node.directive(entry).map(|directive| &directive.mechanism)
    }

    /// Whether this is the domain's own record, and not one that it leads to.
    pub(super) fn is_root(&self) -> bool {
        self.via.is_none()
    }
}

/// The text of a term.
pub(super) fn shown(node: &Node, entry: &Entry) -> String {
    node.record().map(|record| record.shown(&entry.span)).unwrap_or_default()
}

/// The target of an `include` or `redirect` behind which no receiver finds a record: the name, or the
/// text as written when no name can be made of it.
pub(super) fn without_record(target: &Target, written: &DomainSpec) -> Option<String> {
    match target {
        Target::Record(node) => matches!(node.state, State::None(_)).then(|| node.domain.to_string()),
        Target::NoName(_) => Some(written.text.to_string()),
        Target::Nothing | Target::Unknown | Target::Addresses(_) | Target::Exchanges { .. } | Target::Exists { .. } => {
            None
        }
    }
}

fn visit<'a>(
    node: &'a Node,
    path: &[&'a DomainName],
    via: Option<&'a Entry>,
    seen: &mut BTreeSet<&'a DomainName>,
    visits: &mut Vec<Visit<'a>>,
) {
    if node.published.is_none() || !seen.insert(&node.domain) {
        return;
    }
    let path: Vec<_> = path.iter().copied().chain([&node.domain]).collect();
    let here = Visit { node, path: path.clone(), via };
    let children: Vec<_> = here.children().collect();
    visits.push(here);
    for (entry, child) in children {
        visit(child, &path, via.or(Some(entry)), seen, visits);
    }
}
