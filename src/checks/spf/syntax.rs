//! Syntax errors: which rule tells which, and how the record reads when they are mended.
//!
//! Any error is a "permerror", wherever it stands (RFC 7208 section 4.6); each is told once, by the
//! rule that knows most of it.

use super::{own, strings};
use crate::checks::prelude::*;
use crate::facts::spf::SpfState;
use crate::limits;
use crate::spf::error::{Problem, SyntaxError};
use crate::spf::macros::MacroProblem;
use crate::spf::record::Record;
use crate::text::Span;

/// Corrections tried on one record before it is left to people.
const CORRECTIONS: usize = 32;

/// The rule that tells a mistake, and the word by which its sentences tell its mistakes apart. Errors
/// of terms that a string boundary glued together are told by SPF041, whatever they are.
fn told_by(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::Version
        | Problem::ModifierName
        | Problem::QualifiedModifier
        | Problem::UnexpectedArgument
        | Problem::MissingArgument
        | Problem::EmptyDomain => ("SPF003", problem.code()),
        Problem::UnknownMechanism => ("SPF004", problem.code()),
        Problem::DuplicateModifier => ("SPF007", problem.code()),
        Problem::Macro(MacroProblem::StrayPercent) => ("SPF030", "percent"),
        Problem::Macro(MacroProblem::Unclosed) => ("SPF030", "unclosed"),
        Problem::Macro(MacroProblem::OnlyInExplanation) => ("SPF030", "explanation"),
        Problem::Macro(MacroProblem::Zero) => ("SPF030", "zero"),
        Problem::Macro(MacroProblem::Letter | MacroProblem::Transformer | MacroProblem::NonAscii) => {
            ("SPF030", "macro")
        }
        Problem::WrongFamily => ("SPF033", "family"),
        Problem::Address(_) => ("SPF033", "address"),
        Problem::Cidr(_) => ("SPF033", "prefix"),
        Problem::IpLiteral => ("SPF034", "address"),
        Problem::SingleLabel => ("SPF034", "word"),
        Problem::TopLabel => ("SPF034", "end"),
        Problem::NonAscii => ("SPF048", "octets"),
        Problem::Whitespace => ("SPF049", "white"),
        Problem::Separator => ("SPF049", "separator"),
        Problem::LoneQualifier | Problem::SpaceInTerm => ("SPF049", "inside"),
    }
}

/// Reports the errors in the domain's own records that are this rule's to tell: each with the
/// `domain`, the whole `term`, the faulty `part` and the word for `what` is wrong with it.
pub(super) fn tell(facts: &Facts, report: &mut Outcomes, rule: &Rule) {
    let Some(records) = own::records(facts, report) else { return };
    for record in records {
        let glued = strings::glued(record);
        let is_glued = |error: &SyntaxError| glued.iter().any(|glued| glued.span == error.term);
        let own = |error: &&SyntaxError| told_by(error.kind).0 == rule.id && !is_glued(error);
        let mut errors = record.errors.iter().filter(own).take(limits::FINDINGS_PER_RULE).peekable();
        let mended = errors.peek().and_then(|_| mended(record));
        for error in errors {
            let at = |span: &Span| record.text().get(span.clone()).unwrap_or_default();
            let evidence = own::evidence(facts, record.text(), error.span.clone());
            let evidence = evidence.text("term", at(&error.term)).text("part", at(&error.span));
            report.found(propose(evidence.text("what", told_by(error.kind).1), facts, mended.as_deref()));
        }
    }
    report.pass();
}

/// Proposes the mended record, where it is clear and the only one.
pub(super) fn propose(evidence: Evidence, facts: &Facts, mended: Option<&str>) -> Evidence {
    match (&facts.spf.policy.state, mended) {
        (SpfState::Found, Some(text)) => {
            evidence.publish(&facts.subject.domain, RecordType::Txt, RecordData::Txt(Txt::chunked(text)))
        }
        (SpfState::Found | SpfState::None | SpfState::Multiple | SpfState::Undetermined(_), _) => evidence,
    }
}

/// The text of the record with every error corrected; `None` when one of them has no clear correction.
pub(super) fn mended(record: &Record) -> Option<String> {
    let cuts: Vec<usize> = strings::glued(record).into_iter().flat_map(|glued| glued.cuts).collect();
    let mut text = strings::spaced(record.text(), &(0..record.text().len()), &cuts);
    for _ in 0..CORRECTIONS {
        let read = Record::parse(&text);
        let Some(error) = read.errors.first() else {
            // What was taken out leaves two spaces.
            let words = text.split(|octet| *octet == b' ').filter(|word| !word.is_empty());
            return String::from_utf8(words.collect::<Vec<_>>().join(&b' ')).ok();
        };
        text.splice(error.term.clone(), correction(&read, error)?.bytes());
    }
    None
}

/// What stands in place of a faulty term; `None` when that is not clear.
fn correction(record: &Record, error: &SyntaxError) -> Option<String> {
    // A backslash stands for an octet that could not be shown: that is no correction.
    let written = error.corrected.clone().filter(|corrected| !corrected.contains('\\'));
    written.or_else(|| (is_never_evaluated(record, error) || is_repetition(record, error)).then(String::new))
}

/// Whether a faulty mechanism stands behind `all`, where nothing is evaluated (RFC 7208 section 5.1).
fn is_never_evaluated(record: &Record, error: &SyntaxError) -> bool {
    let is_behind = record.all().is_some_and(|(all, _)| all.end <= error.term.start);
    is_behind && !record.text().get(error.term.clone()).unwrap_or_default().contains(&b'=')
}

/// Whether a modifier says again what one before it says.
fn is_repetition(record: &Record, error: &SyntaxError) -> bool {
    let said = |span: &Span| record.text().get(span.clone()).unwrap_or_default();
    let mut before = record.modifiers().filter(|(span, _)| span.end <= error.term.start);
    error.kind == Problem::DuplicateModifier
        && before.any(|(span, _)| said(span).eq_ignore_ascii_case(said(&error.term)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_mended() {
        for (text, better) in [
            ("v=spf1 - all", Some("v=spf1 -all")),
            (
                "v=spf1 include: a.example ip4:192.0.2.1,192.0.2.2 -all",
                Some("v=spf1 include:a.example ip4:192.0.2.1 ip4:192.0.2.2 -all"),
            ),
            ("v=spf1 ip4:192.0.02.1/08 -all", Some("v=spf1 ip4:192.0.2.1/8 -all")),
            ("v=spf1 ip4:192.0.2.1/08 ip4:192.0.2 -all", None),
            ("v=spf1 a -all", Some("v=spf1 a -all")),
            ("v=spf1 a -all include nonsense", Some("v=spf1 a -all")),
            ("v=spf1 a -all 1st=x", None),
            ("v=spf1 exp=a.example EXP=A.example a -all", Some("v=spf1 exp=a.example a -all")),
            ("v=spf1 exp=a.example exp=b.example a -all", None),
        ] {
            assert_eq!(mended(&Record::parse(text.as_bytes())).as_deref(), better, "{text}");
        }
        assert_eq!(mended(&Record::parse(b"v=spf1 include: \xff.example -all")), None, "an escape is no correction");
        let txt = Txt::new(["v=spf1 ip4:192.0.2.1", "- all"]);
        let record = Record::with_boundaries(&txt.joined(), txt.boundaries());
        assert_eq!(mended(&record), None, "192.0.2.1- is not known to be two terms");
    }
}
