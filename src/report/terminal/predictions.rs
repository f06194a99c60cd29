//! Predictions on the terminal: the table of streams and receivers, then each refusal with its reason.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

use super::Detail;
use super::paint::{Ink, hanging, paint, paragraph};
use crate::dmarc::Generation;
use crate::facts::stream::StreamFacts;
use crate::i18n::Texts;
use crate::predict::rules::Reply;
use crate::predict::vocabulary::{DkimAligned, DkimVerdict, Fact, SpfAligned, SpfVerdict, Value};
use crate::predict::{Branch, BranchAnswer, Certainty, Outcome, Prediction, Question};
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
        if report.streams.len() > 1 {
            out.push_str(&paragraph(
                &texts.text("stream-label", values! {"name": show_text(&stream.stream.name)}),
                2,
                width,
            ));
        }
        let is_recognised = stream.stream.provider.is_some() || !stream.stream.ips.is_empty();
        if !stream.stream.declared {
            let evidence: Vec<_> = stream.stream.evidence.iter().map(|name| show_text(name.as_str())).collect();
            let said = match is_recognised {
                true => texts.text("stream-inferred-from", values! {"evidence": evidence.join(", ")}),
                false => texts.plain("stream-inferred"),
            };
            out.push_str(&paragraph(&said, 2, width));
        }
        if stream.stream.declared || is_recognised {
            out.push_str(&hanging(&came_to(stream, report, texts), "  ", "    ", width));
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

/// What SPF, DKIM and DMARC come to for a stream: the reason behind every cell.
fn came_to(stream: &StreamFacts, report: &Report, texts: &Texts) -> String {
    let facts = &report.facts;
    let spf = stream.spf(facts);
    let result = match spf.one() {
        Some(result) => result.as_str(),
        None if spf.hanging.is_some() => "hanging",
        None => "open",
    };
    let decided = facts.spf.verdicts.iter().filter(|verdict| verdict.stream == stream.stream.name);
    let term = decided.filter_map(|verdict| verdict.evaluation.matched.as_ref()).next().filter(|_| spf.one().is_some());
    let (term, domain) = term.map(|matched| (matched.term.clone(), matched.domain.to_string())).unwrap_or_default();
    let dkim = stream.dkim(facts);
    let signed = match dkim.one() {
        Some(true) => "pass",
        Some(false) => "fail",
        None if dkim.hanging.is_some() => "hanging",
        None => "open",
    };
    let dmarc = |generation| json::stream_dmarc(stream, report, generation);
    let (new, old) = (dmarc(Generation::Rfc9989), dmarc(Generation::Rfc7489));
    let dmarc = if new == old { new } else { "differs" };
    let values = values! {"spf": result, "decided": if term.is_empty() { "no" } else { "yes" }, "term": term, "domain": domain, "dkim": signed, "dmarc": dmarc};
    texts.text("stream-came-to", values)
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
    // The words of a refusal that may never come are a detail.
    let told = prediction.certainty == Certainty::Certain || detail == Detail::Verbose;
    if let Some(text) = reply.filter(|_| told).and_then(|reply| json::filled(reply, stream)) {
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
        out.push_str(&settled_by(need, texts, width));
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
    let reply = prediction.rule.as_ref().and_then(|rule| rule.reply.as_ref());
    let reply = reply.map(|reply| with_codes(reply, texts)).unwrap_or_default();
    texts.text(key, values! {"receiver": prediction.name.as_str(), "reply": reply})
}

fn ink(prediction: &Prediction) -> Ink {
    match (prediction.outcome, prediction.certainty) {
        (Outcome::Reject, Certainty::Certain) => Ink::Bad,
        (Outcome::Reject | Outcome::Defer | Outcome::Junk, _) => Ink::Warn,
        (Outcome::Undetermined, _) => Ink::Open,
        (Outcome::Score | Outcome::None | Outcome::NoPublishedRule, _) => Ink::Dim,
    }
}

/// What the user could tell, and what each answer would come to; nothing when all come to the same.
fn settled_by(need: &Question, texts: &Texts, width: usize) -> String {
    let branches: Vec<_> = need.branches.iter().map(|one| (answer(&one.answer, texts), outcome(one, texts))).collect();
    if branches.windows(2).all(|pair| pair[0].1 == pair[1].1) {
        return String::new();
    }
    let mut out = paragraph(&texts.text("prediction-needs", values! {"ask": need.ask.as_str()}), 6, width);
    for (answer, outcome) in branches {
        let line = texts.text("prediction-branch", values! {"answer": answer, "outcome": outcome});
        out.push_str(&hanging(&line, "        ", "          ", width));
    }
    out
}

fn outcome(branch: &Branch, texts: &Texts) -> String {
    let certain = branch.certainty == Certainty::Certain;
    let key = match branch.outcome {
        Outcome::Reject if certain => "branch-reject",
        Outcome::Reject => "branch-may-reject",
        Outcome::Defer => "branch-defer",
        Outcome::Junk => "branch-junk",
        Outcome::Score | Outcome::None | Outcome::NoPublishedRule => "branch-none",
        Outcome::Undetermined => "branch-undetermined",
    };
    let reply = branch.reply.as_ref().map(|reply| with_codes(reply, texts)).unwrap_or_default();
    texts.text(key, values! {"reply": reply})
}

/// The answer in words: what a sender knows, not what the rules call it.
fn answer(answer: &BranchAnswer, texts: &Texts) -> String {
    let values = match answer {
        BranchAnswer::Volume(messages) => return texts.text("answer-volume", values! {"messages": *messages}),
        BranchAnswer::Values(values) => values,
    };
    let only = |value: Value| values.as_slice() == [value];
    let key = match values.first().map(|value| value.fact()) {
        Some(Fact::SpfVerdict) if only(SpfVerdict::Pass.into()) => "answer-spf-pass",
        Some(Fact::SpfVerdict) => "answer-spf-not",
        Some(Fact::DkimVerdict) if only(DkimVerdict::Pass.into()) => "answer-signed",
        Some(Fact::DkimVerdict) => "answer-not-signed",
        Some(Fact::SpfAligned) if only(SpfAligned::Yes.into()) => "answer-aligned",
        Some(Fact::DkimAligned) if only(DkimAligned::Yes.into()) => "answer-aligned",
        Some(Fact::SpfAligned | Fact::DkimAligned) => "answer-not-aligned",
        Some(Fact::SpfRecord | Fact::DmarcRecord | Fact::DmarcPolicy | Fact::DmarcVerdict | Fact::MailFromMx)
        | None => {
            return values.iter().map(|value| value.as_str()).collect::<Vec<_>>().join("/");
        }
    };
    texts.plain(key)
}

/// "with 550 5.7.26", or nothing when the source has no code.
fn with_codes(reply: &Reply, texts: &Texts) -> String {
    let codes = codes(reply);
    if codes.is_empty() { codes } else { texts.text("prediction-reply", values! {"code": codes}) }
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
