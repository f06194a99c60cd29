//! The report for people: the verdict first, then what matters, then the records to publish.
//! Evidence stands behind `-v`.

pub mod evidence;
pub mod explain;
pub mod findings;
pub mod fixes;
pub mod paint;
pub mod predictions;
pub mod recipients;
pub mod spf;
pub mod todo;
pub mod what_if;

use self::paint::{Ink, hanging, paint, paragraph};
use super::Report;
use super::sentences::{self, Sentences, unanswered};
use super::verdict::Verdict;
use crate::finding::{Finding, Severity};
use crate::i18n::Texts;
use crate::predict::rules::About;
use crate::predict::{Certainty, Outcome};
use crate::values;

/// How much of a report is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// The verdict line.
    Quiet,
    /// What matters.
    Normal,
    /// Everything.
    Verbose,
}

/// The report of one domain.
pub fn report(report: &Report, texts: &Texts, detail: Detail, width: usize) -> String {
    let mut out = verdict_line(report, texts, width);
    if detail == Detail::Quiet {
        return out;
    }
    if report.has_no_resolver() {
        out.push('\n');
        out.push_str(&paragraph(&texts.plain("no-resolver-hint"), 0, width));
        return out;
    }
    if let Some(before) = &report.before {
        section(&mut out, texts, "heading-what-if", &what_if::section(before, report, texts, width));
    }
    section(&mut out, texts, "heading-predictions", &predictions::section(report, texts, detail, width));
    let tasks = todo::tasks(report);
    let (first, rest) = match detail {
        Detail::Verbose => (tasks.as_slice(), [].as_slice()),
        Detail::Quiet | Detail::Normal => tasks.split_at(todo::at_once(&tasks)),
    };
    // What to do comes before what is wrong: somebody has an hour.
    let has_fixes = report.plan.as_ref().is_some_and(|plan| !plan.fixes.is_empty());
    if let Some(plan) = &report.plan {
        section(&mut out, texts, "heading-fixes", &fixes::section(plan, report, texts, width));
    }
    let heading = if has_fixes { "heading-wrong" } else { "heading-todo" };
    section(&mut out, texts, heading, &todo::section(first, report, texts, detail, width));
    let silent: String = sentences::silent_lists(report, texts)
        .map(|(list, why)| hanging(&texts.text("silent-list", values! {"list": list, "why": why}), "  ", "    ", width))
        .collect();
    let open = open_questions(report, texts, detail, width);
    section(&mut out, texts, "heading-undetermined", &(open + &silent));
    if !report.streams.is_empty() {
        section(&mut out, texts, "heading-cannot-show", &cannot_show(report, texts, width));
    }
    if detail == Detail::Verbose {
        section(&mut out, texts, "heading-evidence", &evidence::section(report, texts, width));
        section(&mut out, texts, "heading-rules", &evidence::rules(report, texts, width));
        section(&mut out, texts, "heading-dns", &evidence::dns(report, width));
    } else if !rest.is_empty() {
        out.push('\n');
        let errors = rest.iter().filter(|finding| finding.severity() == Severity::Error).count();
        let values = values! {"count": rest.len(), "errors": errors};
        out.push_str(&paragraph(&texts.text("more-findings", values), 0, width));
    }
    out
}

/// One domain of many, in a line or a few: the verdict, and the titles of the errors.
pub fn summary(report: &Report, texts: &Texts, detail: Detail, width: usize) -> String {
    let mut out = verdict_line(report, texts, width);
    if detail > Detail::Quiet {
        for finding in report.findings().filter(|f| f.is_failure() && f.severity() == Severity::Error) {
            out.push_str(&findings::headline(finding, &Sentences::of(finding, texts), texts, width));
        }
    }
    out
}

/// The verdict in one sentence.
pub fn verdict_line(report: &Report, texts: &Texts, width: usize) -> String {
    let domain = report.facts.subject.domain.to_string();
    if report.has_no_resolver() {
        return paint(Ink::Open, texts.text("verdict-no-resolver", values! {"domain": domain})) + "\n";
    }
    if report.facts.mx.exists.is_absent() {
        return paint(Ink::Bad, texts.text("verdict-no-domain", values! {"domain": domain})) + "\n";
    }
    let certain = |p: &&crate::predict::Prediction| p.outcome == Outcome::Reject && p.certainty == Certainty::Certain;
    let mut refusing: Vec<_> = report.predictions().filter(certain).map(|p| &p.receiver).collect();
    refusing.sort();
    refusing.dedup();
    let errors = report.findings().filter(|f| f.is_failure() && f.severity() == Severity::Error).count();
    let (key, ink) = match report.verdict {
        Verdict::Rejected => ("verdict-rejected", Ink::Bad),
        Verdict::AtRisk if errors == 0 && depends_on_the_sender(report) => ("verdict-depends", Ink::Warn),
        Verdict::AtRisk => ("verdict-at-risk", Ink::Warn),
        Verdict::Undetermined => ("verdict-undetermined", Ink::Open),
        Verdict::NotSending => ("verdict-not-sending", Ink::Good),
        Verdict::Clear => ("verdict-clear", Ink::Good),
    };
    let sentence = texts.text(key, values! {"domain": domain.as_str(), "count": refusing.len(), "errors": errors});
    paint(ink, hanging(&sentence, "", "  ", width).trim_end()) + "\n"
}

/// True when all that may be refused hangs on what the user can still tell.
fn depends_on_the_sender(report: &Report) -> bool {
    report
        .predictions()
        .all(|p| p.outcome == Outcome::None || p.outcome == Outcome::NoPublishedRule || !p.needs.is_empty())
}

fn section(out: &mut String, texts: &Texts, heading: &str, body: &str) {
    if !body.is_empty() {
        out.push_str(&format!("\n{}\n{body}", paint(Ink::Head, texts.plain(heading))));
    }
}

fn all(findings: &[&Finding], texts: &Texts, width: usize) -> String {
    let drawn: Vec<_> = findings.iter().map(|finding| findings::finding(finding, texts, width)).collect();
    drawn.join("\n")
}

/// What no look at DNS can tell, in general and at these receivers.
fn cannot_show(report: &Report, texts: &Texts, width: usize) -> String {
    let mut out = hanging(&texts.plain("cannot-show"), "  ", "  ", width);
    // The rest concerns few senders, and stands with each receiver in `preflight receivers`.
    let said =
        report.unseen.iter().filter(|about| !matches!(about, About::Account | About::DnsFailure | About::ZoneCut));
    let said: Vec<_> = said.map(|about| texts.plain(&format!("unseen-{}", about.as_str().replace('_', "-")))).collect();
    if !said.is_empty() {
        let line = texts.text("cannot-show-refused", values! {"reasons": said.join(", ")});
        out.push_str(&hanging(&line, "  ", "  ", width));
    }
    out
}

/// What could not be decided, and what to do about it.
fn open_questions(report: &Report, texts: &Texts, detail: Detail, width: usize) -> String {
    let open: Vec<_> = report.findings().filter(|finding| !finding.is_failure()).collect();
    if open.is_empty() && !report.is_open() {
        return String::new();
    }
    let body = match (open.is_empty(), detail) {
        (true, _) => unanswered_questions(report, texts, width),
        (false, Detail::Verbose) => return all(&open, texts, width),
        (false, Detail::Quiet | Detail::Normal) => undetermined(&open, texts, width),
    };
    let is_offline = report.unanswered().all(|why| why.failure.is_none());
    let advice = if is_offline { "undetermined-offline" } else { "undetermined-advice" };
    body + &hanging(&texts.plain(advice), "  → ", "    ", width)
}

/// Each question once, with the rules that hang on it.
fn undetermined(open: &[&Finding], texts: &Texts, width: usize) -> String {
    let mut by_reason: Vec<(String, Vec<&'static str>)> = Vec::new();
    for finding in open {
        let why = Sentences::of(finding, texts).why;
        match by_reason.iter_mut().find(|(known, _)| *known == why) {
            Some((_, rules)) if rules.contains(&finding.rule.id) => {}
            Some((_, rules)) => rules.push(finding.rule.id),
            None => by_reason.push((why, vec![finding.rule.id])),
        }
    }
    let lines =
        by_reason.iter().map(|(why, rules)| hanging(&format!("{why} [{}]", rules.join(" ")), "  ", "    ", width));
    lines.collect()
}

/// The questions themselves, where a prediction hangs on them and no rule does.
fn unanswered_questions(report: &Report, texts: &Texts, width: usize) -> String {
    let lines = report.unanswered().map(|why| hanging(&unanswered(&why, texts), "  ", "    ", width));
    lines.take(SHOWN_QUESTIONS).collect()
}

/// Questions without an answer that are shown where no rule names them; the JSON report has all.
const SHOWN_QUESTIONS: usize = 5;
