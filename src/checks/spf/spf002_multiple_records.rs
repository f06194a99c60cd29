//! SPF002 `spf-multiple-records`: the domain has more than one SPF record.
//!
//! A domain must not have several records that would be selected (RFC 7208 section 3.2); with two
//! the result is "permerror", whatever they say (RFC 7208 section 4.5). One TXT record of several
//! strings is one record. The merged record is proposed when merging cannot change what was meant:
//! nothing but mechanisms that pass, and the same `all` at the end of each.

use super::{mend, own};
use crate::checks::prelude::*;

/// SPF002.
pub static RULE: Rule = Rule {
    id: "SPF002",
    slug: "spf-multiple-records",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "3.2"), rfc(7208, "4.5")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(records) = own::records(facts, report) else { return };
    let [_, second, ..] = records else { return report.pass() };
    let domain = &facts.subject.domain;
    let merged = mend::merged(records);
    let evidence = own::evidence(facts, second.text(), 0..second.text().len())
        .number("count", records.len())
        .text("merge", if merged.is_some() { "clear" } else { "unclear" });
    report.found(match merged {
        Some(txt) => evidence.publish(domain, RecordType::Txt, RecordData::Txt(txt)),
        None => evidence,
    });
}
