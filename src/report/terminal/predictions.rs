//! Predictions on the terminal: the table of streams and receivers, then each refusal with its reason.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

use super::Detail;
use super::paint::{Ink, hanging, paint, paragraph};
use crate::facts::stream::StreamFacts;
use crate::i18n::Texts;
use crate::predict::rules::Reply;
use crate::predict::{Branch, BranchAnswer, Certainty, Outcome, Prediction};
use crate::report::{Report, json};
use crate::text::show_text;
use crate::values;

/// The table, and what stands behind its cells.
pub fn section(report: &Report, texts: &Texts, detail: Detail, width: usize) -> String {
    let rows: Vec<_> = report.facts.streams.iter().zip(&report.streams).collect();
    if rows.iter().all(|(_, predictions)| predictions.is_empty()) {
        return String::new();
    }
    let mut out = table(&rows, texts, width);
    for (stream, predictions) in rows {
        if rows_need_a_label(report) {
            out.push_str(&paragraph(
                &texts.text("stream-label", values! {"name": show_text(&stream.stream.name)}),
                2,
                width,
            ));
        }
        if !stream.stream.declared {
            out.push_str(&paragraph(&texts.plain("stream-inferred"), 2, width));
        }
        for prediction in predictions {
            let quiet = matches!(prediction.outcome, Outcome::None | Outcome::NoPublishedRule);
            if !quiet || detail == Detail::Verbose {
                out.push_str(&explained(prediction, stream, report, texts, detail, width));
            }
        }
    }
    out
}

fn rows_need_a_label(report: &Report) -> bool {
    report.streams.len() > 1
}

fn table(rows: &[(&StreamFacts, &Vec<Prediction>)], texts: &Texts, width: usize) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width.saturating_sub(2)).unwrap_or(78));
    let receivers = rows.first().map(|(_, predictions)| predictions.as_slice()).unwrap_or_default();
    let head = std::iter::once(texts.plain("column-stream")).chain(receivers.iter().map(|p| p.name.clone()));
    table.set_header(head);
    for (stream, predictions) in rows {
        let first = std::iter::once(show_text(&stream.stream.name));
        table.add_row(first.chain(predictions.iter().map(|prediction| cell(prediction, texts))));
    }
    table.lines().map(|line| format!("  {}\n", line.trim_end())).collect()
}

fn cell(prediction: &Prediction, texts: &Texts) -> String {
    let code = prediction.rule.as_ref().and_then(|rule| rule.reply.as_ref()).map(codes).unwrap_or_default();
    let certain = prediction.certainty == Certainty::Certain;
    let key = match prediction.outcome {
        Outcome::Reject if certain => "cell-reject",
        Outcome::Reject => "cell-may-reject",
        Outcome::Defer if certain => "cell-defer",
        Outcome::Defer => "cell-may-defer",
        Outcome::Junk if certain => "cell-junk",
        Outcome::Junk => "cell-may-junk",
        Outcome::Score | Outcome::None => "cell-none",
        Outcome::NoPublishedRule => "cell-no-rule",
        Outcome::Undetermined => "cell-undetermined",
    };
    let code = if code.is_empty() { "none".to_owned() } else { code };
    texts.text(key, values! {"code": code})
}

fn codes(reply: &Reply) -> String {
    let code = reply.code.map(|code| code.to_string());
    [code, reply.status.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn explained(
    prediction: &Prediction,
    stream: &StreamFacts,
    report: &Report,
    texts: &Texts,
    detail: Detail,
    width: usize,
) -> String {
    let (mut out, ink) = (String::new(), ink(prediction));
    out.push_str(&paint(ink, hanging(&headline(prediction, texts), "  ", "    ", width).trim_end()));
    out.push('\n');
    let reply = prediction.rule.as_ref().and_then(|rule| rule.reply.as_ref());
    if let Some(text) = reply.and_then(|reply| json::filled(reply, stream)) {
        out.push_str(&hanging(&format!("“{}”", show_text(&text)), "      ", "      ", width));
    }
    let because = report.because(prediction);
    if !because.is_empty() {
        let rules = because.join(", ");
        out.push_str(&paragraph(&texts.text("prediction-because", values! {"rules": rules}), 6, width));
    }
    for assumption in &prediction.assumes {
        let selector = assumption.strip_prefix("dkim:").unwrap_or(assumption);
        let assumes = texts.text("assumes-dkim", values! {"selector": selector});
        out.push_str(&paragraph(&texts.text("prediction-assumes", values! {"assumes": assumes}), 6, width));
    }
    for need in &prediction.needs {
        let branches: Vec<_> = need.branches.iter().map(|branch| self::branch(branch, texts)).collect();
        let line = texts.text("prediction-needs", values! {"ask": need.ask.as_str(), "branches": branches.join("; ")});
        out.push_str(&hanging(&line, "      ", "        ", width));
    }
    if detail == Detail::Verbose {
        out.push_str(&provenance(prediction, texts, width));
    }
    out
}

fn headline(prediction: &Prediction, texts: &Texts) -> String {
    let certain = prediction.certainty == Certainty::Certain;
    let key = match prediction.outcome {
        Outcome::Reject if certain => "prediction-reject",
        Outcome::Reject => "prediction-may-reject",
        Outcome::Defer if certain => "prediction-defer",
        Outcome::Defer => "prediction-may-defer",
        Outcome::Junk if certain => "prediction-junk",
        Outcome::Junk => "prediction-may-junk",
        Outcome::Score => "prediction-score",
        Outcome::None => "prediction-none",
        Outcome::NoPublishedRule => "prediction-no-rule",
        Outcome::Undetermined => "prediction-undetermined",
    };
    let reply = answered(prediction.rule.as_ref().and_then(|rule| rule.reply.as_ref()), texts);
    texts.text(key, values! {"receiver": prediction.name.as_str(), "reply": reply})
}

/// The end of a sentence that names the codes of a reply; nothing where the source has none.
fn answered(reply: Option<&Reply>, texts: &Texts) -> String {
    let codes = reply.map(codes).unwrap_or_default();
    if codes.is_empty() { String::new() } else { texts.text("prediction-reply", values! {"code": codes}) }
}

fn ink(prediction: &Prediction) -> Ink {
    match (prediction.outcome, prediction.certainty) {
        (Outcome::Reject, Certainty::Certain) => Ink::Bad,
        (Outcome::Reject | Outcome::Defer | Outcome::Junk, _) => Ink::Warn,
        (Outcome::Undetermined, _) => Ink::Open,
        (Outcome::Score | Outcome::None | Outcome::NoPublishedRule, _) => Ink::Dim,
    }
}

fn branch(branch: &Branch, texts: &Texts) -> String {
    let (fact, value) = match &branch.answer {
        BranchAnswer::Values(values) => {
            let fact = values.first().map(|value| value.fact().as_str()).unwrap_or_default();
            let words: Vec<_> = values.iter().map(|value| value.as_str()).collect();
            (fact.to_owned(), words.join("/"))
        }
        BranchAnswer::Volume(messages) => ("volume".to_owned(), messages.to_string()),
    };
    let certain = branch.certainty == Certainty::Certain;
    let key = match branch.outcome {
        Outcome::Reject if certain => "branch-reject",
        Outcome::Reject => "branch-may-reject",
        Outcome::Defer => "branch-defer",
        Outcome::Junk => "branch-junk",
        Outcome::Score | Outcome::None | Outcome::NoPublishedRule => "branch-none",
        Outcome::Undetermined => "branch-undetermined",
    };
    let outcome = texts.text(key, values! {"reply": answered(branch.reply.as_ref(), texts)});
    texts.text("prediction-branch", values! {"fact": fact, "value": value, "outcome": outcome})
}

/// Where the rule was read, and what else may happen.
fn provenance(prediction: &Prediction, texts: &Texts, width: usize) -> String {
    let mut out = String::new();
    if let Some(rule) = &prediction.rule {
        let values = values! {
            "confidence": rule.confidence.as_str(),
            "date": rule.checked.to_string(),
            "source": rule.source.as_str(),
        };
        out.push_str(&hanging(&texts.text("prediction-source", values), "      ", "        ", width));
    }
    for (key, rules) in [("prediction-earlier", &prediction.earlier), ("prediction-then", &prediction.then)] {
        if !rules.is_empty() {
            out.push_str(&hanging(&texts.text(key, values! {"rules": rules.join(", ")}), "      ", "        ", width));
        }
    }
    out
}
