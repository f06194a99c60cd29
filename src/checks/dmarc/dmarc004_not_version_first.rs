//! DMARC004 `dmarc-not-version-first`: a record that was meant as a policy and that no receiver takes
//! for one.
//!
//! A policy record starts with `v=DMARC1`, in capitals, nothing before it and a semicolon or the end
//! behind it; a text that does not is discarded (RFC 9989 sections 4.7 and 4.10). Beside a record
//! that is read, such a text is only a warning.

use super::{records, split};
use crate::checks::prelude::*;
use crate::dmarc::mend;
use crate::dmarc::record::{NearMissReason, Reading};

/// DMARC004.
pub static RULE: Rule = Rule {
    id: "DMARC004",
    slug: "dmarc-not-version-first",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.7"), rfc(9989, "4.8")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::each_owner(facts, report, |owner, report| {
        for text in owner.meant().filter(|text| split::mended(text).is_none()) {
            let Reading::NearMiss(miss) = &text.reading else { continue };
            let broken = text.txt.joined();
            let evidence = records::evidence(owner, text).excerpt(&broken, miss.span.clone());
            let evidence = evidence.text("reason", reason(miss.reason));
            let evidence = match owner.policies().next() {
                Some(_) => evidence.only(Severity::Warning),
                None => evidence,
            };
            report.found(records::propose(evidence, owner, &broken, mend::mended(&broken)));
        }
        owner.policies().next().is_some()
    });
}

/// The word by which the sentences choose.
fn reason(reason: NearMissReason) -> &'static str {
    match reason {
        NearMissReason::NotFirst => "not_first",
        NearMissReason::Case => "case",
        NearMissReason::Glued => "glued",
        NearMissReason::LeadingSpace => "space",
        NearMissReason::LeadingQuote => "quote",
        NearMissReason::NoVersion => "none",
        NearMissReason::WrongVersion => "wrong",
    }
}
