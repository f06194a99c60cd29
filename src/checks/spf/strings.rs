//! Where the strings of one record join two terms that were meant to be apart.
//!
//! The strings of a TXT record are joined with nothing between them (RFC 7208 section 3.3). A cut
//! anywhere inside a term does no harm; a cut where a space should be makes one word of two terms.

use std::collections::BTreeSet;

use crate::spf::record::{Modifier, Record, Term, TermKind};
use crate::text::Span;

/// A term that is two: its place, and the places in it where a space is missing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Glued {
    /// The octets that stand together.
    pub(super) span: Span,
    /// Where one string ends and the next begins.
    pub(super) cuts: Vec<usize>,
}

/// The terms of a record that its strings glue together.
pub(super) fn glued(record: &Record) -> Vec<Glued> {
    let broken: BTreeSet<usize> = record.errors.iter().map(|error| error.term.start).collect();
    let terms = record.terms.iter().filter_map(|term| {
        let cuts = cuts_inside(record, &term.span);
        if cuts.is_empty() {
            return None;
        }
        let apart = Record::parse(&[b"v=spf1 ", spaced(record.text(), &term.span, cuts).as_slice()].concat());
        let is_glued = apart.errors.is_empty()
            && (broken.contains(&term.span.start)
                || apart.terms.iter().skip(1).all(|word| is_unmistakable(&apart, word)));
        is_glued.then(|| Glued { span: term.span.clone(), cuts: cuts.to_vec() })
    });
    terms.collect()
}

/// The boundaries between the octets of a span.
fn cuts_inside<'a>(record: &'a Record, span: &Span) -> &'a [usize] {
    let from = record.boundaries.partition_point(|at| *at <= span.start);
    let to = record.boundaries.partition_point(|at| *at < span.end);
    record.boundaries.get(from..to).unwrap_or_default()
}

/// The octets of `span` with a space at each cut; the cuts are in order.
pub(super) fn spaced(text: &[u8], span: &Span, cuts: &[usize]) -> Vec<u8> {
    let mut apart = Vec::with_capacity(span.len() + cuts.len());
    for (at, octet) in text.iter().enumerate().take(span.end).skip(span.start) {
        if cuts.binary_search(&at).is_ok() {
            apart.push(b' ');
        }
        apart.push(*octet);
    }
    apart
}

/// Whether a word behind a cut can be nothing but a term. `include:a.example` and `a`, in two strings,
/// may be a long domain cut by a program; with a qualifier or an argument it is no part of a domain.
fn is_unmistakable(record: &Record, word: &Term) -> bool {
    match &word.kind {
        TermKind::Directive(directive) => {
            let text = record.text().get(word.span.clone()).unwrap_or_default();
            directive.is_explicit || text.iter().any(|octet| matches!(octet, b':' | b'/'))
        }
        TermKind::Modifier(Modifier::Redirect(_) | Modifier::Exp(_)) => true,
        TermKind::Modifier(Modifier::Unknown { .. }) | TermKind::Broken => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(strings: &[&str]) -> Vec<usize> {
        let txt = crate::dns::Txt::new(strings);
        let record = Record::with_boundaries(&txt.joined(), txt.boundaries());
        glued(&record).into_iter().flat_map(|glued| glued.cuts).collect()
    }

    #[test]
    fn what_is_glued() {
        for strings in [
            ["v=spf1 ip4:192.0.2.1", "include:spf.example.net -all"],
            ["v=spf1 ip4:192.0.2.1", "-all"],
            ["v=spf1 mx", "a -all"],
            // Without an error: the domain of the include simply is another one.
            ["v=spf1 include:spf.example.net", "-all"],
            ["v=spf1 include:spf.example.net", "include:spf.example.org -all"],
            ["v=spf1 a:mail.example.net", "redirect=spf.example.org"],
        ] {
            assert_eq!(cuts(&strings), [strings[0].len()], "{strings:?}");
        }
    }

    #[test]
    fn what_is_not() {
        for strings in [
            ["v=spf1 ip4:192.0.2.1 ", "-all"],
            ["v=spf1 ip4:192.0.2.1", " -all"],
            ["v=spf1 include:spf.exam", "ple.net -all"],
            ["v=spf1 include:spf.example.c", "a"],
            ["v=spf1 ip4:192.0.2.1", "0 -all"],
            ["v=spf1 ip4:192.0.2", ".300 -all"],
            ["v=spf1 include:my", "-mail.example.net"],
        ] {
            assert_eq!(cuts(&strings), [0usize; 0], "{strings:?}");
        }
    }
}
