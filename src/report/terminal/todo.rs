//! What to do: the findings in the order of the refusals that hang on them.

use super::findings;
use super::paint::{Ink, hanging, paint};
use crate::finding::{Finding, Severity};
use crate::i18n::Texts;
use crate::report::Report;
use crate::values;

/// How many things to do are told at once: more are not done.
const AT_ONCE: usize = 5;

/// What is broken, with what clears most refusals first; then errors before warnings, in the order of the
/// catalogue. A finding for information is a task for nobody and comes last.
pub fn tasks(report: &Report) -> Vec<&Finding> {
    let mut tasks: Vec<_> = report.findings().filter(|finding| finding.is_failure()).collect();
    tasks.sort_by_cached_key(|finding| std::cmp::Reverse((report.refusals_behind(finding), finding.severity())));
    tasks
}

/// How many of the tasks are told at once.
pub fn at_once(tasks: &[&Finding]) -> usize {
    tasks.iter().take(AT_ONCE).filter(|finding| finding.severity() > Severity::Info).count()
}

/// The tasks in full.
pub fn section(tasks: &[&Finding], report: &Report, texts: &Texts, width: usize) -> String {
    let drawn =
        tasks.iter().map(|finding| findings::finding(finding, texts, width) + &behind(finding, report, texts, width));
    drawn.collect::<Vec<_>>().join("\n")
}

/// The receivers whose refusals hang on it.
fn behind(finding: &Finding, report: &Report, texts: &Texts, width: usize) -> String {
    let mut names: Vec<&str> = Vec::new();
    for prediction in report.consequences(finding) {
        if !names.contains(&prediction.name.as_str()) {
            names.push(&prediction.name);
        }
    }
    if names.is_empty() {
        return String::new();
    }
    let line = texts.text("finding-behind", values! {"receivers": names.join(", ")});
    let indent = " ".repeat(findings::INDENT);
    paint(Ink::Dim, hanging(&line, &indent, &indent, width).trim_end()) + "\n"
}
