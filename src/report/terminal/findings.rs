//! Findings on the terminal: what is wrong, where, why, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::paint::{Ink, hanging, paint, paragraph};
use crate::finding::{Excerpt, Finding, Proposal, Severity, State};
use crate::i18n::Texts;
use crate::report::sentences::Sentences;
use crate::text;

/// Where the text of a finding begins.
pub const INDENT: usize = 9;

/// One finding in full.
pub fn finding(finding: &Finding, texts: &Texts, width: usize) -> String {
    drawn(finding, &place(finding, width), texts, width)
}

/// One finding about a record by itself, which has no place yet.
pub fn of_record(finding: &Finding, texts: &Texts, width: usize) -> String {
    drawn(finding, "", texts, width)
}

fn drawn(finding: &Finding, place: &str, texts: &Texts, width: usize) -> String {
    let said = Sentences::of(finding, texts);
    let mut out = headline(finding, &said, texts, width);
    out.push_str(place);
    if let Some(excerpt) = &finding.evidence.excerpt {
        out.push_str(&underlined(excerpt, finding, width));
    }
    out.push_str(&paragraph(&said.why, INDENT, width));
    out.push_str(&hanging(&said.advice, &format!("{:INDENT$}→ ", ""), &format!("{:INDENT$}  ", ""), width));
    out
}

/// One finding in one line: for runs over many domains.
pub fn headline(finding: &Finding, said: &Sentences, texts: &Texts, width: usize) -> String {
    let (label, ink) = label(finding, texts);
    let lead = format!("{label:<width$}", width = INDENT - 1);
    let id = finding.rule.id;
    let wrapped = hanging(&format!("{} [{id}]", said.title), &format!("{lead} "), &" ".repeat(INDENT), width);
    // Painted afterwards: escapes have no width that wrapping could count.
    wrapped.replacen(&lead, &paint(ink, &lead), 1).replacen(&format!("[{id}]"), &paint(Ink::Dim, format!("[{id}]")), 1)
}

fn label(finding: &Finding, texts: &Texts) -> (String, Ink) {
    let (key, ink) = match (&finding.state, finding.severity()) {
        (State::Undetermined(_), _) => ("severity-undetermined", Ink::Open),
        (State::Fail, Severity::Error) => ("severity-error", Ink::Bad),
        (State::Fail, Severity::Warning) => ("severity-warning", Ink::Warn),
        (State::Fail, Severity::Info) => ("severity-info", Ink::Dim),
    };
    (texts.plain(key), ink)
}

/// The record a finding is about: its place in a file, else its name and type.
fn place(finding: &Finding, width: usize) -> String {
    let place = &finding.evidence.place;
    let shown = match &place.location {
        Some(location) => text::show_text(&location.to_string()),
        None => format!("{} {}", place.name, place.kind),
    };
    let stream = place.stream.as_ref().map(|name| format!(" ({})", text::show_text(name))).unwrap_or_default();
    paint(Ink::Dim, paragraph(&format!("{shown}{stream}"), INDENT, width).trim_end()) + "\n"
}

/// The record with the part at fault underlined, cut to the width around it.
fn underlined(excerpt: &Excerpt, finding: &Finding, width: usize) -> String {
    let (shown, span) = text::show_with_span(&excerpt.octets, &excerpt.span);
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mark = AnnotationKind::Primary.span(span);
    let group =
        Group::with_level(level).element(Snippet::source(shown.as_str()).line_numbering(false).annotation(mark));
    let drawn = Renderer::styled().term_width(width.saturating_sub(INDENT)).render(&[group]);
    let indent = " ".repeat(INDENT - 1);
    drawn.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{indent}{line}\n")).collect()
}

/// A place in a file of the user, underlined.
pub fn in_file(path: &str, content: &str, span: crate::text::Span) -> String {
    let mark = AnnotationKind::Primary.span(span);
    let group = Group::with_level(Level::ERROR).element(Snippet::source(content).path(path).annotation(mark));
    Renderer::styled().render(&[group])
}

/// One record as a zone file holds it.
pub fn record_line(proposal: &Proposal) -> String {
    format!("{}. {} {}", proposal.name, proposal.kind, proposal.data)
}
