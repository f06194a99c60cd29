//! Tag lists, the `name=value;` syntax of DKIM keys, DMARC, MTA-STS, TLS-RPT and BIMI records
//! (RFC 6376 section 3.2; RFC 9989 section 4.8 builds on it).
//!
//! This reads what is written and where, and judges nothing: what a missing `=`, a second tag of
//! the same name or an empty value mean is for each protocol to say.

use crate::text::Span;

/// One piece between semicolons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The text before `=`, white space around it removed; the whole piece when there is no `=`.
    pub name: &'a [u8],
    /// Where the name stands.
    pub name_span: Span,
    /// The text behind `=`, white space around it removed; `None` when there is no `=`.
    pub value: Option<&'a [u8]>,
    /// Where the value stands; empty at the end of the piece when there is none.
    pub value_span: Span,
    /// The whole piece, white space around it removed.
    pub span: Span,
    /// Whether white space stood directly before the piece: legal between tags, not before the first.
    pub spaced: bool,
}

/// Splits a record at its semicolons. Empty pieces are kept only between two others (`a=b;;c=d`):
/// what stands behind the last semicolon may be empty.
pub fn split(record: &[u8]) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut start = 0;
    let mut pieces = record.split(|octet| *octet == b';').peekable();
    while let Some(piece) = pieces.next() {
        let end = start + piece.len();
        let span = trim(record, start..end);
        let is_last = pieces.peek().is_none();
        if !(is_last && span.is_empty()) {
            tags.push(tag(record, span.clone(), span.start > start));
        }
        start = end + 1;
    }
    tags
}

fn tag(record: &[u8], span: Span, spaced: bool) -> Tag<'_> {
    let piece = &record[span.clone()];
    match piece.iter().position(|octet| *octet == b'=') {
        Some(at) => {
            let name_span = trim(record, span.start..span.start + at);
            let value_span = trim(record, span.start + at + 1..span.end);
            Tag {
                name: &record[name_span.clone()],
                name_span,
                value: Some(&record[value_span.clone()]),
                value_span,
                span,
                spaced,
            }
        }
        None => Tag { name: piece, name_span: span.clone(), value: None, value_span: span.end..span.end, span, spaced },
    }
}

/// Narrows a span to what stands between its white space (SP, HTAB, CR, LF).
pub fn trim(record: &[u8], span: Span) -> Span {
    let is_space = |octet: &u8| matches!(octet, b' ' | b'\t' | b'\r' | b'\n');
    let text = &record[span.clone()];
    let lead = text.iter().take_while(|o| is_space(o)).count();
    let tail = text[lead..].iter().rev().take_while(|o| is_space(o)).count();
    span.start + lead..span.end - tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_with_places() {
        let record = b"v=DMARC1 ; p = none;; rua;";
        let tags = split(record);
        let names: Vec<_> = tags.iter().map(|t| std::str::from_utf8(t.name).unwrap()).collect();
        assert_eq!(names, ["v", "p", "", "rua"]);
        assert_eq!(tags[1].value, Some(&b"none"[..]));
        assert_eq!(&record[tags[1].span.clone()], b"p = none");
        assert_eq!(tags[3].value, None);
        assert!(!tags[0].spaced && tags[1].spaced);
        assert!(split(b"").is_empty());
    }
}
