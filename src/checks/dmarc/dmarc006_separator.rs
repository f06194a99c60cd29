//! DMARC006 `dmarc-separator`: something else than a semicolon between two tags.
//!
//! Tags are separated by semicolons and by nothing else (RFC 9989 section 4.8). A comma, a line break,
//! a no-break space or the escape `\;` of zone files makes one tag of two, and both are lost. In a zone
//! file a semicolon outside quotes starts a comment: what stands behind it is never published.

use super::records;
use crate::checks::prelude::*;
use crate::dmarc::mend;
use crate::dmarc::record::{self, ProblemKind, Separator};

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
    for owner in facts.dmarc.speaking() {
        let Some(published) = records::only_record(owner) else { continue };
        if let Some(cut) = records::cut_off(facts, published.text) {
            let end = published.record.text.len();
            let evidence = published.evidence(&(end..end)).location(Some(&cut.location));
            let whole = [published.record.text.as_slice(), cut.text.as_bytes()].concat();
            let whole = String::from_utf8(whole).ok().filter(|text| record::is_policy(text.as_bytes()));
            let evidence = evidence.text("found", "cut").number("count", 1_u64);
            report.found(records::propose(evidence, owner, &published.record.text, whole));
        }
    }
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
