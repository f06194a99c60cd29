//! What to do: the findings in the order of the refusals that hang on them.

use super::Detail;
use super::findings;
use super::paint::{Ink, hanging, paint, paragraph};
use crate::finding::{Finding, Severity};
use crate::i18n::Texts;
use crate::report::Report;
use crate::report::sentences::Sentences;
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

/// The tasks in full; of those that a fix clears, what is wrong in one line, unless everything is asked for.
pub fn section(tasks: &[&Finding], report: &Report, texts: &Texts, detail: Detail, width: usize) -> String {
    let mut out = String::new();
    let mut was_brief = true;
    for finding in tasks {
        let fixes = report.fixes_for(finding);
        let is_brief = detail < Detail::Verbose && !fixes.is_empty();
        let in_one_block = is_brief && was_brief;
        if !out.is_empty() && !in_one_block {
            out.push('\n');
        }
        if is_brief {
            out.push_str(&findings::headline(finding, &Sentences::of(finding, texts), texts, width));
            let line = texts.text("finding-fixed", values! {"fixes": fixes.join(", ")});
            out.push_str(&paint(Ink::Dim, paragraph(&line, findings::INDENT, width).trim_end()));
            out.push('\n');
        } else {
            out.push_str(&findings::finding(finding, texts, width));
            out.push_str(&behind(finding, report, texts, width));
        }
        was_brief = is_brief;
    }
    out
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
