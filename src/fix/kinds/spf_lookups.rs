//! SPF records that need more than ten lookups (RFC 7208 section 4.6.4): the smallest set of changes that brings
//! them within the limit.
//!
//! What is said twice is said once; `a` and `mx` of the domain's own hosts become their addresses; and, where that
//! is not enough, a provider of bulk mail gets a name of its own, whose record is counted apart. The addresses of
//! an `include` are never written out: its owner changes them without telling.

use super::spf_terms::{Own, as_addresses, census, own, replaced, shown};
use super::{Case, Kind};
use crate::dns::{RecordData, RecordType, Txt};
use crate::fix::{Draft, Gone};
use crate::name::DomainName;
use crate::spf::census::{Census, Entry, Node};
use crate::spf::evaluate::LOOKUP_LIMIT;
use crate::stream::providers::{self, Provider};
use crate::text::Span;

/// Brings them within the limit.
pub(super) static KIND: Kind = Kind { slug: "spf-lookups", rules: &["SPF016"], propose };

/// Changes among which the smallest set is searched; every set of them is looked at.
const CONSIDERED: usize = 12;

/// One change to the record.
struct Step {
    span: Span,
    /// What stands there afterwards.
    instead: String,
    saves: u32,
    /// The provider that gets a name of its own, and that name.
    moved: Option<(&'static Provider, DomainName)>,
}

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let Some(finding) = case.failing(KIND.rules).next() else { return Vec::new() };
    let Some(census) = census(case) else { return Vec::new() };
    // The terms stand where redirects lead.
    let node = census.root.last();
    let Some(own) = own(case, node) else { return Vec::new() };
    let needed = census.lookups.saturating_sub(LOOKUP_LIMIT);
    let steps = steps(case, census, node, &own);
    let drafts = smallest(&steps, needed).and_then(|chosen| draft(&own, &chosen));
    drafts.map(|draft| draft.aims_at(finding)).into_iter().collect()
}

/// Every change that saves lookups, those that need nobody's attention first, the costliest term first.
fn steps(case: &Case<'_>, census: &Census, node: &Node, own: &Own<'_>) -> Vec<Step> {
    let again: Vec<_> = census.duplicates().into_iter().filter(|d| d.again.domain == *own.name).collect();
    let is_again =
        |entry: &Entry| again.iter().any(|d| (d.again.start, d.again.end) == (entry.span.start, entry.span.end));
    let mut steps = Vec::new();
    for entry in node.entries.iter().filter(|entry| entry.is_reached && entry.total > 0) {
        let step = |instead, moved| Step { span: entry.span.clone(), instead, saves: entry.total, moved };
        if is_again(entry) {
            steps.push(step(String::new(), None));
        } else if let Some(addresses) = as_addresses(case, node, entry).filter(|text| !text.is_empty()) {
            steps.push(step(addresses, None));
        } else if let Some(moved) = name_of_its_own(case, entry) {
            steps.push(step(String::new(), Some(moved)));
        }
    }
    steps.sort_by_key(|step| (step.moved.is_some(), !step.instead.is_empty(), std::cmp::Reverse(step.saves)));
    steps.truncate(CONSIDERED);
    steps
}

/// The name below the domain at which a provider of bulk mail can have its own record.
fn name_of_its_own(case: &Case<'_>, entry: &Entry) -> Option<(&'static Provider, DomainName)> {
    let include = &entry.child()?.domain;
    let is_bulk = |provider: &&Provider| provider.kind == providers::Kind::Bulk && provider.owns_include(include);
    let provider = providers::all().iter().find(is_bulk)?;
    Some((provider, case.domain().child(&provider.id.replace('_', "-")).ok()?))
}

/// The set with the fewest providers moved, then the fewest changes, that saves enough.
fn smallest(steps: &[Step], needed: u32) -> Option<Vec<&Step>> {
    let chosen = |set: u32| steps.iter().enumerate().filter(move |(at, _)| set & (1 << at) != 0).map(|(_, step)| step);
    let enough = (1u32..1 << steps.len()).filter(|set| chosen(*set).map(|step| step.saves).sum::<u32>() >= needed);
    let cost = |set: &u32| (chosen(*set).filter(|step| step.moved.is_some()).count(), set.count_ones(), *set);
    enough.min_by_key(cost).map(|set| chosen(set).collect())
}

fn draft(own: &Own<'_>, chosen: &[&Step]) -> Option<Draft> {
    let edits: Vec<_> = chosen.iter().map(|step| (step.span.clone(), step.instead.clone())).collect();
    let text = replaced(own.record, &edits)?;
    let named = |step: &&Step| format!("{} ({})", shown(own.record, &step.span), step.saves);
    let of = |does: fn(&Step) -> bool| listed(&chosen.iter().filter(|step| does(step)).map(named).collect::<Vec<_>>());
    let again = of(|step| step.moved.is_none() && step.instead.is_empty());
    let written = of(|step| !step.instead.is_empty());
    let mut draft = Draft::new(&KIND).replace_text(own.name, own.txt, &text);
    draft = draft.text("name", own.name.as_str()).text("again", again).text("written", written);
    draft = draft.text("moved", of(|step| step.moved.is_some()));
    draft = draft.number("saved", chosen.iter().map(|step| step.saves).sum::<u32>());
    let mut providers = Vec::new();
    for (step, (provider, name)) in chosen.iter().filter_map(|step| Some((step, step.moved.as_ref()?))) {
        let include = shown(own.record, &step.span);
        let record = RecordData::Txt(Txt::chunked(&format!("v=spf1 {include} ~all")));
        draft = draft.change(name, RecordType::Txt, Gone::These(Vec::new()), vec![record]).narrowing().to_review();
        providers.push(format!("{} ({name})", provider.name));
    }
    Some(draft.text("providers", providers.join(", ")))
}

/// The terms one after the other, or the word for none.
fn listed(terms: &[String]) -> String {
    if terms.is_empty() { "none".to_owned() } else { terms.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(saves: &[(u32, bool)]) -> Vec<Step> {
        let moved = || Some((providers::find("brevo").unwrap(), DomainName::parse("brevo.example.fr").unwrap()));
        let step = |(saves, is_moved): &(u32, bool)| Step {
            span: 0..0,
            instead: String::new(),
            saves: *saves,
            moved: is_moved.then(moved).flatten(),
        };
        saves.iter().map(step).collect()
    }

    #[test]
    fn the_smallest_set_is_chosen() {
        let saved = |all: &[(u32, bool)], needed| {
            smallest(&steps(all), needed).map(|chosen| chosen.iter().map(|step| step.saves).collect::<Vec<_>>())
        };
        assert_eq!(saved(&[(1, false), (1, false), (3, false)], 2), Some(vec![3]), "one change instead of two");
        assert_eq!(saved(&[(1, false), (1, false), (5, true)], 2), Some(vec![1, 1]), "nobody needs to move");
        assert_eq!(saved(&[(1, false), (5, true)], 4), Some(vec![5]));
        assert_eq!(saved(&[(1, false), (1, true)], 4), None);
    }
}
