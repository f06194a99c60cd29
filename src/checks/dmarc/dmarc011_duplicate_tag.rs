//! DMARC011 `dmarc-duplicate-tag`: a tag is written twice.
//!
//! Policy records are tag lists of DKIM (RFC 9989 section 4.7), where a second tag of the same name is
//! forbidden and spoils the list (RFC 6376 section 3.2). Readers differ: the first counts, or the
//! last, or neither.

use super::records;
use crate::checks::prelude::*;
use crate::dmarc::record::ProblemKind;

/// DMARC011.
pub static RULE: Rule = Rule {
    id: "DMARC011",
    slug: "dmarc-duplicate-tag",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.2"), rfc(9989, "4.7")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::each_record(facts, report, |published, report| {
        for problem in &published.record.problems {
            if let ProblemKind::Duplicate(name) = problem.kind {
                let evidence = published.evidence(&problem.span).text("tag", name.as_str());
                report.found(published.propose(evidence));
            }
        }
    });
}
