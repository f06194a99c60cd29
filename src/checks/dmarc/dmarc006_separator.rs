//! DMARC006 `dmarc-separator`: something else than a semicolon between two tags.
//!
//! Tags are separated by semicolons and by nothing else (RFC 9989 section 4.8). A comma, a line break,
//! a no-break space or the escape `\;` of zone files makes one tag of two, and both are lost.

use super::{mend, records};
use crate::checks::prelude::*;
use crate::dmarc::record::{ProblemKind, Separator};

/// DMARC006.
pub static RULE: Rule = Rule {
    id: "DMARC006",
    slug: "dmarc-separator",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.8")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::each_record(facts, report, |published, report| {
        let first = published.record.problems.iter().find_map(|problem| match problem.kind {
            ProblemKind::Separator(separator) => Some((separator, &problem.span)),
            _ => None,
        });
        if let Some((separator, span)) = first {
            let evidence = published.evidence(span).text("found", word(separator));
            let evidence = evidence.number("count", mend::separators(published.record).count());
            report.found(published.propose(evidence));
        }
    });
}

/// The word by which the sentences choose.
fn word(separator: Separator) -> &'static str {
    match separator {
        Separator::Space => "space",
        Separator::Newline => "newline",
        Separator::Comma => "comma",
        Separator::Colon => "colon",
        Separator::Backslash => "backslash",
        Separator::Quote => "quote",
        Separator::NotAscii => "character",
    }
}
