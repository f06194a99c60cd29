//! Predictions on the terminal: the table of receivers and streams, then each refusal with its reason.

use std::collections::BTreeSet;

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, LineStyle, Table};
use jiff::civil::Date;

use super::Detail;
use super::paint::{Ink, hanging, paint, paragraph};
use crate::dmarc::Generation;
use crate::facts::stream::StreamFacts;
use crate::i18n::Texts;
use crate::predict::rules::{PLACEHOLDERS, Reply};
use crate::predict::vocabulary::{
    DkimAligned, DkimVerdict, Fact, HeloForm, IpFamily, PtrConfirmed, PtrRecord, SpfAligned, SpfVerdict, Value,
};
use crate::predict::{Ask, Branch, BranchAnswer, Certainty, Outcome, Prediction, Question};
use crate::report::{Report, json};
use crate::stream::providers;
use crate::text::show_text;
use crate::values;

/// The table, what each stream comes to, and what stands behind the cells.
pub fn section(report: &Report, texts: &Texts, detail: Detail, width: usize) -> String {
    let rows: Vec<_> = report.facts.streams.iter().zip(&report.streams).collect();
    if rows.iter().all(|(_, predictions)| predictions.is_empty()) {
        return String::new();
    }
    let mut out: String = rows.chunks(STREAMS_PER_TABLE).map(|some| table(some, texts, width)).collect();
    if report.predictions().any(is_possible) {
        out.push_str(&paragraph(&texts.plain("table-legend"), 2, width));
    }
    for (stream, predictions) in &rows {
        out.push_str(&told(stream, predictions, report, texts, width));
    }
    out.push_str(&refusals(report, texts, detail, width));
    for (stream, predictions) in rows {
        let settled = settled(stream, predictions, texts, width);
        if !settled.is_empty() && report.streams.len() > 1 {
            out.push_str(&label(stream, texts, width));
        }
        out.push_str(&settled);
    }
    out
}

/// Columns that leave room for a code each.
const STREAMS_PER_TABLE: usize = 4;

/// A bad outcome that is not certain.
fn is_possible(prediction: &Prediction) -> bool {
    let bad = matches!(prediction.outcome, Outcome::Reject | Outcome::Defer | Outcome::Junk);
    bad && prediction.certainty == Certainty::Possible
}

fn label(stream: &StreamFacts, texts: &Texts, width: usize) -> String {
    paragraph(&texts.text("stream-label", values! {"name": show_text(&stream.stream.name)}), 2, width)
}

/// What a stream comes to, and on which assumptions.
fn told(stream: &StreamFacts, predictions: &[Prediction], report: &Report, texts: &Texts, width: usize) -> String {
    let mut out = String::new();
    if report.streams.len() > 1 {
        out.push_str(&label(stream, texts, width));
    }
    if !stream.stream.declared {
        out.push_str(&hanging(&inferred_from(stream, texts), "  ", "    ", width));
    }
    out.push_str(&hanging(&came_to(stream, report, texts), "  ", "    ", width));
    let assumed: BTreeSet<_> = predictions.iter().flat_map(|prediction| &prediction.assumes).collect();
    if !assumed.is_empty() {
        let assumed: Vec<_> = assumed.into_iter().map(|assumption| assumed_text(assumption, texts)).collect();
        let assumes = assumed.join(&texts.plain("list-separator"));
        out.push_str(&hanging(&texts.text("prediction-assumes", values! {"assumes": assumes}), "  ", "    ", width));
    }
    out
}

/// An assumption in words: `dkim:s1` and its like; a provider by its name.
fn assumed_text(assumption: &str, texts: &Texts) -> String {
    let (about, of) = assumption.split_once(':').unwrap_or((assumption, ""));
    let key = format!("assumes-{}", about.replace('_', "-"));
    let provider = providers::find(of).filter(|_| about == "address");
    let of = provider.map_or(of, |provider| provider.name.as_str());
    if texts.has(&key) { texts.text(&key, values! {"of": of}) } else { assumption.to_owned() }
}

/// From what a stream was inferred: the traces of a provider, the domain's own addresses, or nothing.
fn inferred_from(stream: &StreamFacts, texts: &Texts) -> String {
    let stream = &stream.stream;
    let kind = match (stream.provider, stream.ips.as_slice()) {
        (Some(_), _) => "provider",
        (None, []) => "nothing",
        (None, [_, ..]) => "own",
    };
    let evidence: Vec<_> = stream.evidence.iter().map(ToString::to_string).collect();
    texts.text("stream-inferred", values! {"kind": kind, "evidence": evidence.join(", ")})
}

/// What SPF, DKIM and DMARC come to for a declared stream: the reason behind every cell.
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

/// One line per receiver, one column per stream.
fn table(rows: &[(&StreamFacts, &Vec<Prediction>)], texts: &Texts, width: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()))
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width.saturating_sub(2)).unwrap_or(78));
    let streams = rows.iter().map(|(stream, _)| show_text(&stream.stream.name));
    table.set_header(std::iter::once(texts.plain("column-receiver")).chain(streams));
    let receivers = rows.first().map(|(_, predictions)| predictions.len()).unwrap_or_default();
    for at in 0..receivers {
        let predictions: Vec<_> = rows.iter().filter_map(|(_, predictions)| predictions.get(at)).collect();
        let name = predictions.first().map(|prediction| prediction.name.clone()).unwrap_or_default();
        table.add_row(std::iter::once(name).chain(predictions.iter().map(|prediction| cell(prediction, texts))));
    }
    table.lines().map(|line| format!("  {}\n", line.trim_end())).collect()
}

pub(super) fn cell(prediction: &Prediction, texts: &Texts) -> String {
    let code = prediction.rule.as_ref().and_then(|rule| rule.reply.as_ref()).map(Reply::codes).unwrap_or_default();
    let key = match prediction.outcome {
        Outcome::Reject => "cell-reject",
        Outcome::Defer => "cell-defer",
        Outcome::Junk => "cell-junk",
        Outcome::Score | Outcome::None => "cell-none",
        Outcome::NoPublishedRule => "cell-no-rule",
        Outcome::Undetermined => "cell-undetermined",
    };
    let code = if code.is_empty() { "none".to_owned() } else { code };
    let told = texts.text(key, values! {"code": code});
    if is_possible(prediction) { format!("{told} ?") } else { told }
}

/// What is refused for certain, each rule once with its reply and source; then what is refused under a
/// setting, which the table has no room for.
fn refusals(report: &Report, texts: &Texts, detail: Detail, width: usize) -> String {
    let mut out = String::new();
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut optional: Vec<&Prediction> = Vec::new();
    for (stream, prediction) in report.predicted() {
        let quiet = matches!(prediction.outcome, Outcome::None | Outcome::NoPublishedRule | Outcome::Score);
        let rule = prediction.rule.as_ref().map_or("", |rule| rule.id.as_str());
        if quiet && detail < Detail::Verbose || !told.insert((&prediction.receiver, rule)) {
            continue;
        }
        match is_possible(prediction) && detail < Detail::Verbose {
            true => optional.push(prediction),
            false => out.push_str(&explained(prediction, stream, report, texts, detail, width)),
        }
    }
    optional.retain(|prediction| setting(prediction).is_some());
    for (key, outcome) in POSSIBLE {
        let named = optional.iter().filter(|prediction| prediction.outcome == outcome);
        let named: Vec<_> = named.map(|prediction| possibly(prediction, texts)).collect();
        if !named.is_empty() {
            let line = texts.text(key, values! {"receivers": named.join(&texts.plain("list-separator"))});
            out.push_str(&paint(Ink::Warn, hanging(&line, "  ", "    ", width).trim_end()));
            out.push('\n');
        }
    }
    out
}

/// What may happen under a setting, each told in a line of its own.
const POSSIBLE: [(&str, Outcome); 3] = [
    ("prediction-possible-reject", Outcome::Reject),
    ("prediction-possible-defer", Outcome::Defer),
    ("prediction-possible-junk", Outcome::Junk),
];

/// The setting of the receiver without which the rule is not heard.
fn setting(prediction: &Prediction) -> Option<&String> {
    prediction.rule.as_ref().and_then(|rule| rule.scope.option.as_ref())
}

/// "Microsoft 365 (5.7.23, only with this setting: …)".
fn possibly(prediction: &Prediction, texts: &Texts) -> String {
    let rule = prediction.rule.as_ref();
    let codes = rule.and_then(|rule| rule.reply.as_ref()).map(Reply::codes).filter(|codes| !codes.is_empty());
    let option = setting(prediction);
    let option = option.map(|option| texts.text("prediction-option", values! {"option": option.as_str()}));
    let more: Vec<_> = [codes, option].into_iter().flatten().collect();
    if more.is_empty() { prediction.name.clone() } else { format!("{} ({})", prediction.name, more.join(", ")) }
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
    let Some(rule) = &prediction.rule else { return out };
    if let Some(text) = rule.reply.as_ref().and_then(|reply| json::filled(reply, stream)) {
        let quoted = texts.text("prediction-text", values! {"text": show_text(&without_placeholders(text))});
        out.push_str(&hanging(&quoted, "      ", "      ", width));
    }
    if let Some(option) = &rule.scope.option {
        out.push_str(&paragraph(&texts.text("prediction-option", values! {"option": option.as_str()}), 6, width));
    }
    let because = report.because(prediction, stream);
    if !because.is_empty() {
        let rules = because.join(", ");
        out.push_str(&paragraph(&texts.text("prediction-because", values! {"rules": rules}), 6, width));
    }
    out.push_str(&provenance(prediction, report.today(), texts, detail, width));
    out
}

/// A reply as it is read aloud: what only the receiver can fill in is left out.
fn without_placeholders(text: String) -> String {
    PLACEHOLDERS.iter().fold(text, |text, placeholder| text.replace(placeholder, "…"))
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

/// Outcomes in words, each with the receivers that come to it.
type Outcomes<'a> = Vec<(String, Vec<&'a str>)>;

/// What the user could tell, with what each answer would come to at which receiver.
fn settled(stream: &StreamFacts, predictions: &[Prediction], texts: &Texts, width: usize) -> String {
    let mut out = String::new();
    let asks: BTreeSet<Ask> = predictions.iter().flat_map(|one| &one.needs).map(|need| need.ask).collect();
    for ask in asks {
        // By answer, then by outcome: the receivers for which it is so.
        let mut answers: Vec<(String, Outcomes<'_>)> = Vec::new();
        for prediction in predictions {
            let needs = prediction.needs.iter().filter(|need| need.ask == ask && settles(need, texts));
            for branch in needs.flat_map(|need| &need.branches) {
                let outcomes = entry(&mut answers, answer(&branch.answer, stream, texts));
                entry(outcomes, outcome(branch, texts)).push(&prediction.name);
            }
        }
        if answers.is_empty() {
            continue;
        }
        out.push_str(&paragraph(&texts.text("prediction-needs", values! {"ask": ask.as_str()}), 2, width));
        for (answer, outcomes) in answers {
            let told = outcomes.into_iter().map(|(outcome, mut names)| {
                names.dedup();
                format!("{outcome} ({})", names.join(", "))
            });
            let told: Vec<_> = told.collect();
            let line = texts.text(
                "prediction-branch",
                values! {"answer": answer, "outcome": told.join(&texts.plain("list-separator"))},
            );
            out.push_str(&hanging(&line, "    ", "      ", width));
        }
    }
    out
}

/// Whether an answer would make a difference that the reader sees: it leads elsewhere, and to something firm.
fn settles(need: &Question, texts: &Texts) -> bool {
    let mut outcomes = need.branches.iter().map(|branch| outcome(branch, texts));
    let first = outcomes.next();
    let differs = outcomes.any(|outcome| Some(outcome) != first);
    differs && need.branches.iter().any(|branch| branch.certainty == Certainty::Certain)
}

/// The value of a key, made when it is not there; in the order in which keys came.
fn entry<V: Default>(list: &mut Vec<(String, V)>, key: String) -> &mut V {
    let at = list.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
        list.push((key, V::default()));
        list.len() - 1
    });
    &mut list[at].1
}

fn outcome(branch: &Branch, texts: &Texts) -> String {
    let certain = branch.certainty == Certainty::Certain;
    let key = match branch.outcome {
        Outcome::Reject if certain => "branch-reject",
        Outcome::Reject => "branch-may-reject",
        Outcome::Defer if certain => "branch-defer",
        Outcome::Defer => "branch-may-defer",
        Outcome::Junk if certain => "branch-junk",
        Outcome::Junk => "branch-may-junk",
        Outcome::Score | Outcome::None | Outcome::NoPublishedRule => "branch-none",
        Outcome::Undetermined => "branch-undetermined",
    };
    let reply = branch.reply.as_ref().map(|reply| with_codes(reply, texts)).unwrap_or_default();
    texts.text(key, values! {"reply": reply})
}

/// The answer in words: what a sender knows, not what the rules call it.
fn answer(answer: &BranchAnswer, stream: &StreamFacts, texts: &Texts) -> String {
    let values = match answer {
        BranchAnswer::Volume(0) => return texts.plain("answer-volume-low"),
        BranchAnswer::Volume(messages) => return texts.text("answer-volume", values! {"messages": *messages}),
        BranchAnswer::Values(values) => values,
    };
    let has = |value: Value| values.contains(&value);
    let key = match values.first().map(|value| value.fact()) {
        Some(Fact::SpfVerdict) if has(SpfVerdict::Pass.into()) => "answer-spf-pass",
        Some(Fact::SpfVerdict) => "answer-spf-not",
        Some(Fact::DkimVerdict) if has(DkimVerdict::Pass.into()) => "answer-signed",
        Some(Fact::DkimVerdict) => "answer-not-signed",
        Some(Fact::SpfAligned) if has(SpfAligned::Yes.into()) => "answer-aligned",
        Some(Fact::DkimAligned) if has(DkimAligned::Yes.into()) => "answer-aligned",
        Some(Fact::SpfAligned | Fact::DkimAligned) => "answer-not-aligned",
        Some(Fact::PtrRecord) if has(PtrRecord::Present.into()) => "answer-named",
        Some(Fact::PtrRecord) => "answer-not-named",
        Some(Fact::PtrConfirmed) if has(PtrConfirmed::Yes.into()) => "answer-confirmed",
        Some(Fact::PtrConfirmed) => "answer-not-confirmed",
        Some(Fact::HeloForm) if has(HeloForm::Fqdn.into()) => "answer-helo-full",
        Some(Fact::HeloForm) => "answer-helo-not",
        Some(Fact::IpFamily) if has(IpFamily::Ipv4.into()) => "answer-ipv4",
        Some(Fact::IpFamily) => "answer-ipv6",
        Some(_) | None => return values.iter().map(|value| value.as_str()).collect::<Vec<_>>().join("/"),
    };
    texts.text(key, values! {"from": stream.stream.from.to_string()})
}

/// "with 550 5.7.26", or nothing when the source has no code.
fn with_codes(reply: &Reply, texts: &Texts) -> String {
    let codes = reply.codes();
    if codes.is_empty() { codes } else { texts.text("prediction-reply", values! {"code": codes}) }
}

/// Where the rule was read, and what else may happen.
fn provenance(prediction: &Prediction, today: Date, texts: &Texts, detail: Detail, width: usize) -> String {
    let mut out = String::new();
    if let Some(rule) = &prediction.rule {
        let values = values! {
            "confidence": rule.confidence.as_str(),
            "date": rule.checked.to_string(),
            "stale": if rule.is_stale(today) { "yes" } else { "no" },
            "source": rule.source.as_str(),
        };
        out.push_str(&hanging(&texts.text("prediction-source", values), "      ", "        ", width));
    }
    for (key, rules) in [("prediction-earlier", &prediction.earlier), ("prediction-then", &prediction.then)] {
        if detail == Detail::Verbose && !rules.is_empty() {
            out.push_str(&hanging(&texts.text(key, values! {"rules": rules.join(", ")}), "      ", "        ", width));
        }
    }
    out
}
