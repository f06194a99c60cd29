//! DMARC003 `dmarc-multiple`: several policy records at one name.
//!
//! Readers of RFC 9989 discard all of them and go on to the names above (RFC 9989 section 4.10,
//! step 2); readers of RFC 7489 stop there, and DMARC does not apply (RFC 7489 section 6.6.3, step 5).
//! One record is proposed where all ask for the same policy and differ in their report addresses.

use super::records;
use crate::checks::prelude::*;
use crate::dmarc::mend;

/// DMARC003.
pub static RULE: Rule = Rule {
    id: "DMARC003",
    slug: "dmarc-multiple",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.10"), rfc(7489, "6.6.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::each_owner(facts, report, |owner, report| {
        let policies: Vec<_> = owner.policies().collect();
        if let [_, (second, record), ..] = policies.as_slice() {
            let evidence = records::evidence(owner, second).excerpt(&record.text, 0..record.text.len());
            let evidence = evidence.number("count", policies.len());
            let merged = mend::merged(policies.iter().map(|(_, record)| record.text.as_slice()));
            report.found(match merged.filter(|_| owner.chain.is_empty()) {
                Some(text) => evidence.publish(&owner.name, RecordType::Txt, RecordData::Txt(Txt::chunked(&text))),
                None => evidence,
            });
        }
        !policies.is_empty()
    });
}
