//! Records with terms changed or taken out, for proposals.

use super::syntax;
use crate::spf::record::Record;
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
}
