//! The plan on the terminal: each fix with its records, ready to paste, and what all of them come to.

use super::paint::{Ink, hanging, paint, paragraph};
use super::{Detail, findings};
use crate::dns::RecordData;
use crate::finding::{Proposal, Value};
use crate::fix::{Change, Condition, Fix, Plan, Refused, Remaining, Stage, Who};
use crate::i18n::Texts;
use crate::report::Report;
use crate::report::sentences::{self, Sentences};
use crate::review::{Mark, Review};
use crate::{text, values};

/// How many fixes a report shows; `preflight fix` shows all.
const AT_ONCE: usize = 5;

/// Where the text of a fix begins.
const INDENT: usize = 7;

/// The first fixes, and what all of them come to.
pub fn section(plan: &Plan, report: &Report, texts: &Texts, width: usize) -> String {
    let shown = plan.fixes.iter().take(AT_ONCE);
    let mut out = shown.map(|one| fix(one, texts, width)).collect::<Vec<_>>().join("\n");
    let asked: String = plan.remaining.iter().map(|one| asked(one, texts, width)).collect();
    let Some(after) = &plan.after else { return asked };
    let left_out = plan.fixes.len().saturating_sub(AT_ONCE);
    if left_out > 0 {
        out.push('\n');
        out.push_str(&paragraph(&texts.text("fixes-more", values! {"count": left_out}), 2, width));
    }
    out.push('\n');
    out.push_str(&outcome(plan, report, after, texts, width));
    let domain = &report.facts.subject.domain;
    out.push_str(&paragraph(&texts.text("fixes-hint", values! {"domain": domain.as_str()}), 2, width));
    if asked.is_empty() { out } else { format!("{out}\n{asked}") }
}

/// A record that somebody else is to publish.
fn asked(remaining: &Remaining, texts: &Texts, width: usize) -> String {
    if remaining.records.is_empty() || remaining.who == Who::Holder {
        return String::new();
    }
    let who = sentences::remaining(remaining, texts);
    paragraph(&who, 2, width) + &proposals(&remaining.records)
}

/// Records in master-file syntax, each on a line of its own that is never wrapped.
fn proposals(records: &[Proposal]) -> String {
    records.iter().map(|record| format!("  {}\n", paint(Ink::Code, findings::record_line(record)))).collect()
}

/// The whole plan, with what it leaves to others and what comes later.
pub fn whole(plan: &Plan, report: &Report, texts: &Texts, width: usize) -> String {
    let mut out = String::new();
    let fixes: Vec<_> = plan.fixes.iter().map(|one| fix(one, texts, width)).collect();
    heading(&mut out, texts, "heading-fixes", &fixes.join("\n"));
    if let Some(after) = &plan.after {
        heading(&mut out, texts, "heading-outcome", &outcome(plan, report, after, texts, width));
    } else {
        let is_well = plan.remaining.is_empty() && plan.refused.is_empty() && !report.is_open();
        let key = if is_well { "fixes-none" } else { "fixes-none-proven" };
        out.push_str(&paragraph(&texts.plain(key), 0, width));
    }
    let remaining: Vec<_> = plan.remaining.iter().map(|one| left(one, texts, width)).collect();
    heading(&mut out, texts, "heading-remaining", &remaining.join(""));
    let refused: Vec<_> = plan.refused.iter().map(|one| dropped(one, texts, width)).collect();
    heading(&mut out, texts, "heading-refused", &refused.join(""));
    let last = plan.after.as_deref().unwrap_or(report);
    heading(&mut out, texts, "heading-undetermined", &super::open_questions(last, texts, Detail::Normal, width));
    let stages: Vec<_> = plan.rollout.iter().map(|one| stage(one, texts, width)).collect();
    heading(&mut out, texts, "heading-rollout", &stages.join(""));
    if !plan.fixes.is_empty() {
        heading(&mut out, texts, "heading-wait", &paragraph(&texts.plain("wait-why"), 2, width));
    }
    out
}

fn heading(out: &mut String, texts: &Texts, key: &str, body: &str) {
    if !body.is_empty() {
        let gap = if out.is_empty() { "" } else { "\n" };
        out.push_str(&format!("{gap}{}\n{body}", paint(Ink::Head, texts.plain(key))));
    }
}

fn fix(fix: &Fix, texts: &Texts, width: usize) -> String {
    let rest = " ".repeat(INDENT);
    let lead = format!("{:<width$}", fix.id, width = INDENT);
    let clears = rules(&fix.clears);
    let state = match fix.proved {
        true => texts.text("fix-clears", values! {"rules": clears}),
        false => texts.plain("fix-unproved"),
    };
    let mut out = format!("{}{}", paint(Ink::Good, &lead), hanging(&state, &lead, &rest, width).split_at(lead.len()).1);
    for part in &fix.parts {
        let (what, review) = sentences::part(part, texts);
        out.push_str(&hanging(&what, &format!("{rest}→ "), &format!("{rest}  "), width));
        if let Some(review) = review {
            let line = texts.text("fix-review", values! {"review": review});
            out.push_str(&paint(
                Ink::Warn,
                hanging(&line, &format!("{rest}  "), &format!("{rest}  "), width).trim_end(),
            ));
            out.push('\n');
        }
    }
    fix.changes.iter().for_each(|change| out.push_str(&records(change, texts)));
    if !fix.accepts.is_empty() {
        let line = texts.text("fix-accepts", values! {"receivers": fix.accepts.join(", ")});
        out.push_str(&paragraph(&line, INDENT, width));
    }
    if !fix.reveals.is_empty() {
        let line = texts.text("fix-reveals", values! {"rules": rules(&fix.reveals)});
        out.push_str(&paragraph(&line, INDENT, width));
    }
    let wait = match fix.wait {
        Some(seconds) => texts.text("fix-wait", values! {"time": duration(seconds, texts)}),
        None => texts.plain("fix-wait-unknown"),
    };
    out.push_str(&paint(Ink::Dim, paragraph(&wait, INDENT, width).trim_end()));
    out.push('\n');
    out
}

/// The records to be, each on a line of its own that is never wrapped; of a set that goes, its name.
fn records(change: &Change, texts: &Texts) -> String {
    if change.new.is_empty() {
        let values = values! {"name": change.name.as_str(), "kind": change.kind.to_string()};
        return format!("  {}\n", paint(Ink::Code, texts.text("fix-remove", values)));
    }
    let line = |data| format!("{}. {} IN {} {data}", change.name, change.ttl, change.kind);
    let shown = |data| match change.old.contains(data) {
        true => paint(Ink::Dim, format!("{} ; {}", line(data), texts.plain("fix-stays"))),
        false => paint(Ink::Code, line(data)),
    };
    // As a comment: whoever pastes all of it must not publish what is to go.
    let gone = |data| paint(Ink::Dim, format!("; {} ; {}", line(data), texts.plain("fix-goes")));
    let only_goes = change.added().next().is_none();
    let goes = change.removed().filter(|_| only_goes).map(gone);
    change.new.iter().map(shown).chain(goes).map(|line| format!("  {line}\n")).collect()
}

/// The ids of the rules, once each.
fn rules(marks: &[Mark]) -> String {
    let mut ids: Vec<&str> = Vec::new();
    for mark in marks {
        if !ids.contains(&mark.rule) {
            ids.push(mark.rule);
        }
    }
    ids.join(", ")
}

/// What judging everything again came to.
fn outcome(plan: &Plan, report: &Report, after: &Report, texts: &Texts, width: usize) -> String {
    let key = if plan.proved { "plan-proved" } else { "plan-unproved" };
    let mut out = paragraph(&texts.plain(key), 2, width);
    let verdict = super::verdict_line(after, texts, width.saturating_sub(2));
    verdict.lines().for_each(|line| out.push_str(&format!("  {line}\n")));
    let review = Review::of(report, after);
    for (key, streams) in [("plan-vanished", review.vanished()), ("plan-appeared", review.appeared())] {
        if !streams.is_empty() {
            let streams: Vec<_> = streams.into_iter().map(text::show_text).collect();
            out.push_str(&paragraph(&texts.text(key, values! {"streams": streams.join(", ")}), 2, width));
        }
    }
    out
}

fn left(remaining: &Remaining, texts: &Texts, width: usize) -> String {
    let finding = &remaining.finding;
    let mut out = findings::headline(finding, &Sentences::of(finding, texts), texts, width);
    let who = sentences::remaining(remaining, texts);
    let rest = " ".repeat(findings::INDENT);
    out.push_str(&hanging(&who, &format!("{rest}→ "), &format!("{rest}  "), width));
    out.push_str(&proposals(&remaining.records));
    out
}

fn dropped(refused: &Refused, texts: &Texts, width: usize) -> String {
    let slug = refused.kind.slug;
    let values =
        values! {"rules": rules(&refused.aims), "why": refused.why.id(), "of": refused.why.detail(), "fix": slug};
    hanging(&texts.text("fix-refused", values), "  ", "    ", width)
}

/// What must have happened before a step.
fn before(condition: Condition, days: u16, texts: &Texts) -> String {
    texts.text("rollout-stage", values! {"condition": condition.as_str(), "days": u64::from(days)})
}

fn stage(stage: &Stage, texts: &Texts, width: usize) -> String {
    let mut out = hanging(&before(stage.condition, stage.days, texts), "  ", "    ", width);
    out.push_str(&format!(
        "  {}\n",
        paint(Ink::Code, format!("{}. TXT {}", stage.name, RecordData::Txt(stage.record.clone())))
    ));
    out
}

/// A time in the largest unit that says it exactly, or nearly.
pub fn duration(seconds: u32, texts: &Texts) -> String {
    let (unit, count) = match seconds {
        0..60 => ("second", seconds),
        60..5_400 => ("minute", seconds.div_ceil(60)),
        5_400..129_600 => ("hour", seconds.div_ceil(3_600)),
        _ => ("day", seconds.div_ceil(86_400)),
    };
    let (unit, count) = if seconds == 3_600 { ("hour", 1) } else { (unit, count) };
    let named: [(&str, &Value); 2] = values! {"unit": unit, "count": u64::from(count)};
    text::show_text(&texts.text("duration", named))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn every_condition_has_its_own_sentence() {
        for texts in Lang::ALL.map(Texts::of) {
            let said: BTreeSet<_> = Condition::ALL.into_iter().map(|one| before(one, 14, texts)).collect();
            assert_eq!(said.len(), Condition::ALL.len(), "{said:?}");
        }
    }
}
