//! SPF041 `spf-string-split-damage`: two terms run together where one string ends and the next begins.
//!
//! The strings of a record are joined with nothing between them (RFC 7208 section 3.3): the space
//! must stand inside one of them. Without it the record is a "permerror", or names a domain that
//! nobody meant.

use super::{own, strings, syntax};
use crate::checks::prelude::*;
use crate::limits;

/// SPF041.
pub static RULE: Rule = Rule {
    id: "SPF041",
    slug: "spf-string-split-damage",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "3.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(records) = own::records(facts, report) else { return };
    for record in records {
        let glued = strings::glued(record);
        let mended = if glued.is_empty() { None } else { syntax::mended(record) };
        for glued in glued.into_iter().take(limits::FINDINGS_PER_RULE) {
            let term = record.text().get(glued.span.clone()).unwrap_or_default();
            let evidence = own::evidence(facts, record.text(), glued.span).text("term", term);
            report.found(syntax::propose(evidence, facts, mended.as_deref()));
        }
    }
    report.pass();
}
