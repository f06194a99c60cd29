//! Records with terms changed or taken out, and several made one, for proposals.

use super::syntax;
use crate::dns::Txt;
use crate::spf::evaluate::LOOKUP_LIMIT;
use crate::spf::record::{Mechanism, Qualifier, Record, TermKind};
use crate::text::Span;

/// The record without the terms at these places, in order; see [`replaced`].
pub(super) fn without(record: &Record, terms: &[Span]) -> Option<String> {
    let edits: Vec<_> = terms.iter().map(|term| (term.clone(), String::new())).collect();
    replaced(record, &edits)
}

/// The record with the octets at these places, in order, replaced, and its syntax errors mended; `None` when
/// an error is left.
pub(crate) fn replaced(record: &Record, edits: &[(Span, String)]) -> Option<String> {
    let mut text = Vec::new();
    let mut at = 0;
    for (span, replacement) in edits {
        text.extend_from_slice(record.text().get(at..span.start)?);
        text.extend_from_slice(replacement.as_bytes());
        at = span.end;
    }
    text.extend_from_slice(record.text().get(at..)?);
    let text = String::from_utf8(text).ok()?.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let edited = Record::parse(text.as_bytes());
    if edited.errors.is_empty() { Some(text) } else { syntax::mended(&edited) }
}

/// The one record that says what all of them say; `None` when that is open to interpretation.
pub(super) fn merged(records: &[Record]) -> Option<Txt> {
    let mut terms: Vec<String> = Vec::new();
    let mut all: Option<Qualifier> = None;
    let mut lookups = 0;
    for record in records {
        let (last, senders) = record.terms.split_last()?;
        let TermKind::Directive(last) = &last.kind else { return None };
        let is_same = last.mechanism == Mechanism::All && all.is_none_or(|all| all == last.qualifier);
        if !is_same || !record.errors.is_empty() {
            return None;
        }
        all = Some(last.qualifier);
        for sender in senders {
            let TermKind::Directive(directive) = &sender.kind else { return None };
            if directive.qualifier != Qualifier::Pass || directive.mechanism == Mechanism::All {
                return None;
            }
            let term = directive.to_string();
            if !terms.contains(&term) {
                lookups += directive.mechanism.lookups();
                terms.push(term);
            }
        }
    }
    if lookups > LOOKUP_LIMIT {
        return None;
    }
    let all = all.map(|qualifier| format!("{}all", qualifier.as_char()));
    let words: Vec<String> = ["v=spf1".to_owned()].into_iter().chain(terms).chain(all).collect();
    let text = words.join(" ");
    Record::parse(text.as_bytes()).errors.is_empty().then(|| Txt::chunked(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &str, edits: &[(Span, &str)]) -> Option<String> {
        let edits: Vec<_> = edits.iter().map(|(span, with)| (span.clone(), (*with).to_owned())).collect();
        replaced(&Record::parse(text.as_bytes()), &edits)
    }

    #[test]
    fn terms_are_replaced_and_taken_out() {
        assert_eq!(edit("v=spf1 a mx ptr -all", &[(7..8, ""), (12..15, "")]).as_deref(), Some("v=spf1 mx -all"));
        assert_eq!(edit("v=spf1 mx=", &[(7..10, "mx")]).as_deref(), Some("v=spf1 mx"));
    }

    #[test]
    fn no_error_is_left() {
        assert_eq!(edit("v=spf1 a ipv4:192.0.2.1", &[(7..8, "")]).as_deref(), Some("v=spf1 ip4:192.0.2.1"));
        assert_eq!(edit("v=spf1 a nonsense-here", &[(7..8, "")]), None);
        assert_eq!(edit("v=spf1 a mx", &[(9..11, ""), (7..8, "")]), None, "out of order");
    }

    fn merge(texts: &[&str]) -> Option<String> {
        let records: Vec<_> = texts.iter().map(|text| Record::parse(text.as_bytes())).collect();
        merged(&records).map(|txt| String::from_utf8(txt.joined()).unwrap())
    }

    #[test]
    fn the_union_of_what_passes() {
        let texts = ["v=spf1 MX +include:a.example ~all", "v=spf1 include:b.example mx ~all"];
        assert_eq!(merge(&texts).as_deref(), Some("v=spf1 mx include:a.example include:b.example ~all"));
    }

    #[test]
    fn what_is_open_to_interpretation_is_left() {
        for second in [
            "v=spf1 mx -all",
            "v=spf1 mx",
            "v=spf1 -ip4:192.0.2.1 ~all",
            "v=spf1 redirect=a.example",
            "v=spf1 ~all exp=a.example",
            "v=spf1 ip4:192.0.2 ~all",
            "v=spf1",
            "v=spf1 a:1.example a:2.example a:3.example a:4.example a:5.example a:6.example a:7.example a:8.example \
             a:9.example a:10.example ~all",
        ] {
            assert_eq!(merge(&["v=spf1 a ~all", second]), None, "{second}");
        }
    }
}
