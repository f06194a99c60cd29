//! SPF047 `spf-version-malformed`: a text looks like SPF but does not begin as SPF must.
//!
//! Receivers select the TXT record that begins with `v=spf1` and then has a space or ends (RFC 7208
//! section 4.5); anything else is no SPF, and without another record the result is "none". Only a
//! warning beside a record that is selected, and for `V=SPF1`, which the grammar allows and some
//! software does not know.

use super::{near_misses, own, syntax};
use crate::checks::prelude::*;
use crate::spf::record::Record;

/// SPF047.
pub static RULE: Rule = Rule {
    id: "SPF047",
    slug: "spf-version-malformed",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "4.5")]),
    since: None,
    check,
};

const VERSION: &[u8] = b"v=spf1";

fn check(facts: &Facts, report: &mut Outcomes) {
    near_misses::tell(facts, report, &RULE);
    let Some(records) = own::records(facts, report) else { return };
    for record in records {
        let version = record.text().get(..VERSION.len()).unwrap_or_default();
        if version != VERSION {
            let evidence = own::evidence(facts, record.text(), 0..VERSION.len());
            let evidence = evidence.text("what", "case");
            let evidence = evidence.text("term", record.text()).text("part", version).only(Severity::Warning);
            report.found(syntax::propose(evidence, facts, syntax::mended(&in_lower_case(record)).as_deref()));
        }
    }
    report.pass();
}

/// The record with its version in lower case.
fn in_lower_case(record: &Record) -> Record {
    let terms = record.text().get(VERSION.len()..).unwrap_or_default();
    Record::with_boundaries(&[VERSION, terms].concat(), record.boundaries.clone())
}
