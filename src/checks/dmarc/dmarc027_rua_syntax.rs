//! DMARC027 `dmarc-rua-syntax`: a report address that is none.
//!
//! `rua` and `ruf` hold URIs with commas between them: `mailto:` and an address in ASCII, in which a
//! comma is written `%2C` and an exclamation mark `%21` (RFC 9989 sections 4.6 and 4.8, RFC 6068
//! section 2, RFC 8616 section 6). Other schemes are legal, but reports are sent by mail. An error
//! when `rua` is left without any address, else a warning.

use super::records::{self, Published};
use crate::checks::prelude::*;
use crate::dmarc::record::ProblemKind;
use crate::dmarc::tags::TagName;
use crate::dmarc::uri::{ReportUri, UriProblem, UriVerdict};
use crate::text::Span;

/// DMARC027.
pub static RULE: Rule = Rule {
    id: "DMARC027",
    slug: "dmarc-rua-syntax",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.6"), rfc(9989, "4.8"), rfc(6068, "2"), rfc(8616, "6")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::each_record(facts, report, |published, report| {
        for (tag, uris) in [(TagName::Rua, &published.record.rua), (TagName::Ruf, &published.record.ruf)] {
            let severity = severity(tag, uris);
            for (span, reason) in faults(published, uris) {
                report.found(evidence(published, tag, &span, reason).only(severity));
            }
        }
        for span in cut_off(published) {
            report.found(evidence(published, TagName::Rua, &span, "semicolon").only(Severity::Warning));
        }
    });
}

fn severity(tag: TagName, uris: &[ReportUri]) -> Severity {
    let is_lost = tag == TagName::Rua && uris.iter().all(|uri| uri.mailbox().is_none());
    if is_lost { Severity::Error } else { Severity::Warning }
}

fn evidence(published: Published<'_>, tag: TagName, span: &Span, reason: &'static str) -> Evidence {
    let uri = published.record.text.get(span.clone()).unwrap_or_default();
    let evidence = published.evidence(span).text("tag", tag.as_str()).text("uri", uri).text("reason", reason);
    published.propose(evidence)
}

/// The entries that are no address, with the reason; the second half of an address that its own
/// comma cut is not told besides.
fn faults(published: Published<'_>, uris: &[ReportUri]) -> Vec<(Span, &'static str)> {
    let mut faults = Vec::new();
    let mut behind_comma = false;
    for uri in uris {
        let reason = reason(&uri.verdict).filter(|_| !behind_comma && !published.has_separator_in(&uri.span));
        faults.extend(reason.map(|reason| (uri.span.clone(), reason)));
        behind_comma = uri.verdict == UriVerdict::Invalid(UriProblem::BareComma);
    }
    faults
}

/// Addresses behind a semicolon that should be a comma.
fn cut_off(published: Published<'_>) -> impl Iterator<Item = Span> {
    let pieces = published.record.problems.iter().filter(|problem| problem.kind == ProblemKind::NoEqualsSign);
    let is_address =
        move |span: &Span| published.record.text.get(span.clone()).is_some_and(|text| text.contains(&b'@'));
    pieces.map(|problem| problem.span.clone()).filter(is_address)
}

/// The word by which the sentences choose.
fn reason(verdict: &UriVerdict) -> Option<&'static str> {
    Some(match verdict {
        UriVerdict::Mailto(_) => return None,
        UriVerdict::OtherScheme(_) => "scheme",
        UriVerdict::Invalid(problem) => match problem {
            UriProblem::Empty => "empty",
            UriProblem::NoScheme => "no_scheme",
            UriProblem::Slashes => "slashes",
            UriProblem::Space => "space",
            UriProblem::BareComma => "comma",
            UriProblem::BareExclamation => "exclamation",
            UriProblem::NotAscii => "ascii",
            UriProblem::Character => "character",
            UriProblem::ManyAts => "many_at",
            UriProblem::NoAt => "no_at",
            UriProblem::NoLocalPart => "no_local",
            UriProblem::Domain(_) => "domain",
        },
    })
}
