//! The domain's own SPF records, and terms taken out of them or put in their place.

use super::Case;
use crate::checks::spf::mend;
use crate::dns::{RecordType, Txt};
use crate::finding::Finding;
use crate::name::DomainName;
use crate::spf::census::{Addresses, Census, Entry, Found, Node, Target};
use crate::spf::record::{Hosts, Mechanism, Qualifier, Record};
use crate::text::Span;

/// A record of the tree that the holder of the domain can change.
pub(super) struct Own<'a> {
    /// Where it stands.
    pub(super) name: &'a DomainName,
    /// What it says.
    pub(super) record: &'a Record,
    /// The TXT record.
    pub(super) txt: &'a Txt,
}

/// The tree of the domain's record, when there is one.
pub(super) fn census<'a>(case: &Case<'a>) -> Option<&'a Census> {
    case.facts().spf.policy.census.known()
}

/// The record of a node, when it is one that the holder of the domain can change.
pub(super) fn own<'a>(case: &Case<'a>, node: &'a Node) -> Option<Own<'a>> {
    let record = node.record()?;
    let txt = case.texts(&node.domain).into_iter().find(|txt| txt.joined() == record.text())?;
    case.is_own(&node.domain).then_some(Own { name: &node.domain, record, txt })
}

/// The own record that a finding underlines, and the part underlined.
pub(super) fn underlined<'a>(case: &Case<'a>, finding: &'a Finding) -> Option<(Own<'a>, Span)> {
    let excerpt = finding.evidence.excerpt.as_ref()?;
    let census = census(case)?;
    let nodes = std::iter::once(&census.root).chain(census.entries().into_iter().map(|(node, _)| node));
    let is_it = |node: &&Node| {
        node.domain == finding.evidence.place.name
            && node.record().is_some_and(|record| record.text() == excerpt.octets.as_slice())
    };
    let own = own(case, nodes.into_iter().find(is_it)?)?;
    Some((own, excerpt.span.clone()))
}

/// The record with the octets at these places replaced, and no address in it twice; `None` when what comes out has
/// an error.
pub(super) fn replaced(record: &Record, edits: &[(Span, String)]) -> Option<String> {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|(span, _)| span.start);
    let text = mend::replaced(record, &edits)?;
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(' ') {
        let is_address = word.starts_with("ip4:") || word.starts_with("ip6:");
        if !is_address || !words.contains(&word) {
            words.push(word);
        }
    }
    Some(words.join(" "))
}

/// The text at a place of a record.
pub(super) fn shown(record: &Record, span: &Span) -> String {
    record.shown(span)
}

/// The same addresses as `a` or `mx` matches, written out: without a lookup. Only where every host is the
/// domain's own and leads nowhere else, so that whoever moves it also holds this record; and only where both
/// families are known.
pub(super) fn as_addresses(case: &Case<'_>, node: &Node, entry: &Entry) -> Option<String> {
    let directive = node.directive(entry)?;
    let (hosts, lengths): (&[Addresses], &Hosts) = match (&directive.mechanism, &entry.target) {
        (Mechanism::A(lengths), Target::Addresses(host)) => (std::slice::from_ref(host), lengths),
        (Mechanism::Mx(lengths), Target::Exchanges { hosts, .. }) => (hosts, lengths),
        _ => return None,
    };
    let mut terms: Vec<String> = Vec::new();
    for host in hosts {
        if !is_settled(case, host) {
            return None;
        }
        let length = |own: u8, all: u8| if own == all { String::new() } else { format!("/{own}") };
        let four = length(lengths.effective4(), 32);
        let six = length(lengths.effective6(), 128);
        terms.extend(host.ipv4.iter().map(|address| format!("ip4:{address}{four}")));
        terms.extend(host.ipv6.iter().map(|address| format!("ip6:{address}{six}")));
    }
    let sign = match directive.qualifier {
        Qualifier::Pass => String::new(),
        other => other.as_char().to_string(),
    };
    let mut written: Vec<String> = Vec::new();
    for term in terms.into_iter().map(|term| format!("{sign}{term}")) {
        if !written.contains(&term) {
            written.push(term);
        }
    }
    (written.len() <= WRITTEN_OUT).then(|| written.join(" "))
}

/// More addresses than these are better left to their names.
const WRITTEN_OUT: usize = 8;

/// Whether a host is the domain's own, leads nowhere else, and its addresses are known in both families.
fn is_settled(case: &Case<'_>, host: &Addresses) -> bool {
    let is_known = |found: &Found| !matches!(found, Found::Unanswered(_));
    let leads_on = |kind| {
        let answer = case.report.answers.get(&host.name, kind).ok();
        answer.is_some_and(|answer| !answer.chain().is_empty())
    };
    case.is_own(&host.name)
        && is_known(&host.found4)
        && is_known(&host.found6)
        && !leads_on(RecordType::A)
        && !leads_on(RecordType::Aaaa)
}
