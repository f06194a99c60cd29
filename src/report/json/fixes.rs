//! The plan and the comparison in the published shape.

use super::v1;
use crate::dns::RecordData;
use crate::finding::{Finding, Proposal};
use crate::fix::{Change, Fix, Part, Plan, Refused, Remaining, Stage, wait};
use crate::i18n::Texts;
use crate::predict::Prediction;
use crate::report::Report;
use crate::report::sentences::{self, Sentences, part};
use crate::review::{Mark, Review, Shift};

/// The fixes of a plan.
pub(super) fn fixes(plan: &Plan, texts: &Texts) -> Vec<v1::Fix> {
    plan.fixes.iter().map(|one| fix(one, texts)).collect()
}

/// What a plan comes to as a whole.
pub(super) fn plan(plan: &Plan, report: &Report, texts: &Texts) -> v1::Plan {
    let after = plan.after.as_deref().unwrap_or(report);
    v1::Plan {
        proved: (!plan.fixes.is_empty()).then_some(plan.proved),
        verdict: after.verdict.as_str(),
        remaining: plan.remaining.iter().map(|one| remaining(one, texts)).collect(),
        refused: plan.refused.iter().map(refused).collect(),
        rollout: plan.rollout.iter().map(stage).collect(),
    }
}

/// What the records laid over DNS change.
pub(super) fn what_if(before: &Report, after: &Report) -> v1::WhatIf {
    let review = Review::of(before, after);
    let places = |found: &[&Finding]| found.iter().map(|finding| place(&Mark::of(finding))).collect();
    v1::WhatIf {
        verdict: before.verdict.as_str(),
        cleared: places(&review.cleared),
        new: places(&review.new),
        predictions: review.predictions.iter().map(shift).collect(),
    }
}

fn fix(fix: &Fix, texts: &Texts) -> v1::Fix {
    let parts: Vec<_> = fix.parts.iter().map(|one| self::part_of(one, texts)).collect();
    v1::Fix {
        id: fix.id.clone(),
        title: parts.iter().map(|part| part.title.as_str()).collect::<Vec<_>>().join(" "),
        parts,
        changes: fix.changes.iter().map(change).collect(),
        clears: rules(&fix.clears),
        reveals: rules(&fix.reveals),
        accepts: fix.accepts.clone(),
        disposition: fix.disposition.as_str(),
        proved: fix.proved,
        wait: fix.wait.map(wait::iso),
    }
}

fn part_of(one: &Part, texts: &Texts) -> v1::Part {
    let (title, review) = part(one, texts);
    v1::Part { kind: one.kind.slug, title, review: review.map(|text| sentence(&text)) }
}

/// A text that is written to follow a colon, as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn change(change: &Change) -> v1::Change {
    let shown = |data: &[RecordData]| data.iter().map(ToString::to_string).collect();
    v1::Change {
        op: change.op().as_str(),
        name: change.name.to_string(),
        kind: change.kind.to_string(),
        ttl: change.ttl,
        old: shown(&change.old),
        new: shown(&change.new),
    }
}

/// The ids of the rules, once each.
fn rules(marks: &[Mark]) -> Vec<&'static str> {
    let mut ids = Vec::new();
    for mark in marks {
        if !ids.contains(&mark.rule) {
            ids.push(mark.rule);
        }
    }
    ids
}

fn place(mark: &Mark) -> v1::Place {
    v1::Place { rule: mark.rule, name: mark.name.to_string(), kind: mark.kind.to_string(), stream: mark.stream.clone() }
}

fn remaining(one: &Remaining, texts: &Texts) -> v1::Remaining {
    let record = |proposal: &Proposal| v1::Publish {
        name: proposal.name.to_string(),
        kind: proposal.kind.to_string(),
        data: proposal.data.to_string(),
    };
    v1::Remaining {
        finding: place(&Mark::of(&one.finding)),
        title: Sentences::of(&one.finding, texts).title,
        who: one.who.as_str(),
        advice: sentences::remaining(one, texts),
        publish: one.records.iter().map(record).collect(),
    }
}

fn refused(one: &Refused) -> v1::RefusedFix {
    v1::RefusedFix { kind: one.kind.slug, rules: rules(&one.aims), why: one.why.id(), of: one.why.detail() }
}

fn stage(one: &Stage) -> v1::Stage {
    v1::Stage {
        name: one.name.to_string(),
        data: RecordData::Txt(one.record.clone()).to_string(),
        condition: one.condition.as_str(),
        wait: format!("P{}D", one.days),
    }
}

fn shift(shift: &Shift<'_>) -> v1::Shift {
    let receiver = shift.before.or(shift.after).map(|one| one.receiver.clone()).unwrap_or_default();
    v1::Shift {
        receiver,
        stream: shift.stream.to_owned(),
        before: shift.before.map(answer),
        after: shift.after.map(answer),
        worse: shift.is_worse(),
    }
}

fn answer(prediction: &Prediction) -> v1::ShiftAnswer {
    let reply = prediction.rule.as_ref().and_then(|rule| rule.reply.as_ref());
    v1::ShiftAnswer {
        outcome: prediction.outcome.as_str(),
        certainty: prediction.certainty.as_str(),
        code: reply.and_then(|reply| reply.code),
        status: reply.and_then(|reply| reply.status.clone()),
    }
}
