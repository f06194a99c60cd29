//! `preflight rules`: the catalogue, or the page of one rule.

use serde::Serialize;

use super::args::{Format, RulesArgs};
use super::run::{Stop, to_json};
use super::settings::{Output, Problem};
use super::sink::Sink;
use crate::checks::{self, CATALOGUE, Rule};
use crate::finding::Severity;
use crate::i18n::{Lang, Texts};
use crate::report::terminal::paint::{Ink, hanging, paint, paragraph, width};
use crate::values;

/// One rule as JSON.
#[derive(Serialize)]
struct Published {
    id: &'static str,
    slug: &'static str,
    severity: &'static str,
    rule: String,
    reference: Vec<String>,
    since: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &RulesArgs, language: Lang) -> Result<u8, Stop> {
    let output = Output::of(&args.output, language);
    let texts = Texts::of(output.lang);
    let rules: Vec<&'static Rule> = match &args.id {
        Some(id) => {
            let rule = checks::find(id).ok_or_else(|| Problem::new("problem-rule-unknown").with("text", id))?;
            vec![rule]
        }
        None => CATALOGUE.to_vec(),
    };
    let mut sink = Sink::open(&output)?;
    let all = || rules.iter().map(|rule| published(rule, texts));
    sink.write(&match output.format {
        Format::Terminal if args.id.is_some() => rules.iter().map(|rule| page(rule, texts)).collect::<String>(),
        Format::Terminal => rules.iter().map(|rule| line(rule, texts)).collect::<String>(),
        Format::Json => serde_json::to_string_pretty(&all().collect::<Vec<_>>()).unwrap_or_default() + "\n",
        Format::Jsonl => all().map(|rule| to_json(&rule) + "\n").collect::<String>(),
    })?;
    sink.finish()?;
    Ok(0)
}

fn published(rule: &'static Rule, texts: &Texts) -> Published {
    Published {
        id: rule.id,
        slug: rule.slug,
        severity: rule.severity.as_str(),
        rule: texts.plain(&format!("{}-rule", rule.id)),
        reference: rule.basis.citations().iter().map(ToString::to_string).collect(),
        since: rule.since.map(|date| date.to_string()),
    }
}

fn severity(rule: &Rule, texts: &Texts) -> (String, Ink) {
    match rule.severity {
        Severity::Error => (texts.plain("severity-error"), Ink::Bad),
        Severity::Warning => (texts.plain("severity-warning"), Ink::Warn),
        Severity::Info => (texts.plain("severity-info"), Ink::Dim),
    }
}

fn line(rule: &'static Rule, texts: &Texts) -> String {
    let (severity, ink) = severity(rule, texts);
    let lead = format!("{:<9}{severity:<9}", rule.id);
    let drawn = hanging(&texts.plain(&format!("{}-rule", rule.id)), &lead, &" ".repeat(18), width());
    drawn.replacen(&severity, &paint(ink, &severity), 1)
}

fn page(rule: &'static Rule, texts: &Texts) -> String {
    let (severity, ink) = severity(rule, texts);
    let width = width();
    let mut out = format!("{}  {}  {}\n", paint(Ink::Head, rule.id), rule.slug, paint(ink, severity));
    out.push_str(&paragraph(&texts.plain(&format!("{}-rule", rule.id)), 2, width));
    let sources: Vec<_> = rule.basis.citations().iter().map(ToString::to_string).collect();
    out.push_str(&hanging(
        &texts.text("rule-basis", values! {"sources": sources.join(&texts.plain("list-separator"))}),
        "  ",
        "    ",
        width,
    ));
    if let Some(since) = rule.since {
        out.push_str(&paragraph(&texts.text("rule-since", values! {"date": since.to_string()}), 2, width));
    }
    out.push_str(&paragraph(&texts.plain("rule-allow"), 2, width));
    // To copy: never wrapped, the same in both languages.
    out.push_str(&format!("    [rules]\n    {} = {{ level = \"allow\", reason = \"…\" }}\n", rule.id));
    out
}
