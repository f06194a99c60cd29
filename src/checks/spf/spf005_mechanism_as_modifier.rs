//! SPF005 `spf-mechanism-as-modifier`: a mechanism is written with `=`, and so is ignored.
//!
//! `include=example.net` has the form of a modifier (RFC 7208 section 4.6.1), and modifiers that a
//! receiver does not know must be ignored (RFC 7208 section 6): no error, and no authorization.

use super::mend::replaced;
use super::{own, syntax};
use crate::checks::prelude::*;
use crate::spf::record::{Modifier, Record};
use crate::text::Span;

/// SPF005.
pub static RULE: Rule = Rule {
    id: "SPF005",
    slug: "spf-mechanism-as-modifier",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "4.6.1"), rfc(7208, "6")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(records) = own::records(facts, report) else { return };
    for record in records {
        let meant: Vec<_> = record.modifiers().filter_map(|(span, modifier)| meant(record, span, modifier)).collect();
        let mended = replaced(record, &meant).filter(|_| !hides_all(record));
        for (span, corrected) in meant {
            let evidence = own::evidence(facts, record.text(), span.clone())
                .text("term", record.text().get(span).unwrap_or_default())
                .text("corrected", corrected);
            report.found(syntax::propose(evidence, facts, mended.as_deref()));
        }
    }
    report.pass();
}

/// Whether one of them is `all=`, which does not say what was meant for all others.
fn hides_all(record: &Record) -> bool {
    record.modifiers().any(|(_, modifier)| modifier.mechanism_name() == Some("all"))
}

/// The mechanism that a modifier was meant as: `include:example.net`, and for `all=` the `~all` that
/// does no harm.
fn meant(record: &Record, span: &Span, modifier: &Modifier) -> Option<(Span, String)> {
    let name = modifier.mechanism_name()?;
    if name == "all" {
        return Some((span.clone(), "~all".to_owned()));
    }
    let term = record.shown(span);
    let value = term.split_once('=').map(|(_, value)| value).filter(|value| !value.is_empty());
    Some((span.clone(), value.map_or(name.to_owned(), |value| format!("{name}:{value}"))))
}
