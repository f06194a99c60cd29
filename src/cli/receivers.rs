//! `preflight receivers`: the receivers with the age of what is known of them, or the rules of one.

use jiff::civil::Date;
use serde::Serialize;

use super::args::{Format, ReceiversArgs};
use super::run::{Stop, known_receivers, to_json, unknown_receiver};
use super::settings::Output;
use super::sink::Sink;
use crate::i18n::{Lang, Texts};
use crate::predict::rules::{Above, Mailboxes, Note, Receiver, Reply, Rule, Scope, Unseen, is_stale};
use crate::report::terminal::paint::{Ink, hanging, paint, paragraph, width};
use crate::values;

/// Runs the command.
pub(super) fn run(args: &ReceiversArgs, language: Lang) -> Result<u8, Stop> {
    let output = Output::of(&args.output, language);
    let texts = Texts::of(output.lang);
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let known = known_receivers(args.receivers.as_deref())?;
    let receivers = match &args.id {
        Some(id) => vec![known.get(id).ok_or_else(|| unknown_receiver(id, &known))?],
        None => known.all(),
    };
    let mut sink = Sink::open(&output)?;
    let all = || receivers.iter().map(|receiver| published(receiver, output.lang, today));
    sink.write(&match output.format {
        Format::Terminal if args.id.is_some() => {
            receivers.iter().map(|one| page(one, texts, today)).collect::<String>()
        }
        Format::Terminal => list(&receivers, texts, today),
        Format::Json => serde_json::to_string_pretty(&all().collect::<Vec<_>>()).unwrap_or_default() + "\n",
        Format::Jsonl => all().map(|receiver| to_json(&receiver) + "\n").collect::<String>(),
    })?;
    sink.finish()?;
    Ok(0)
}

fn list(receivers: &[Receiver], texts: &Texts, today: Date) -> String {
    let longest = receivers.iter().map(|receiver| receiver.id.chars().count()).max().unwrap_or_default();
    let mut out = String::new();
    for receiver in receivers {
        let read = oldest(receiver).map(|date| date.to_string()).unwrap_or_default();
        let values = values! {
            "name": receiver.name.as_str(),
            "kind": receiver.kind.as_str(),
            "rules": receiver.rules.len() as u64,
            "unseen": receiver.unseen.len() as u64,
            "read": if read.is_empty() { "none" } else { read.as_str() },
        };
        let lead = format!("{:<longest$}  ", receiver.id);
        out.push_str(&hanging(&texts.text("receivers-line", values), &lead, &" ".repeat(lead.len()), width()));
        let stale = receiver.rules.iter().filter(|rule| rule.is_stale(today)).count() as u64;
        if stale > 0 {
            let told = texts.text("receivers-stale", values! {"rules": stale});
            out.push_str(&paint(Ink::Warn, paragraph(&told, lead.len(), width()).trim_end()));
            out.push('\n');
        }
    }
    out.push('\n');
    out.push_str(&paragraph(&texts.plain("receivers-hint"), 0, width()));
    out
}

/// The day on which the rule that was read longest ago was read.
fn oldest(receiver: &Receiver) -> Option<Date> {
    let rules = receiver.rules.iter().map(|rule| rule.checked);
    rules.chain(receiver.unseen.iter().map(|unseen| unseen.checked)).min()
}

fn page(receiver: &Receiver, texts: &Texts, today: Date) -> String {
    let kind = texts.text("receiver-kind", values! {"kind": receiver.kind.as_str()});
    let mut out = format!("{}  {}  {}\n", paint(Ink::Head, &receiver.id), receiver.name, paint(Ink::Dim, kind));
    let dmarc = receiver.dmarc.map_or("unknown", |generation| generation.as_str());
    out.push_str(&paragraph(&texts.text("receiver-dmarc", values! {"generation": dmarc}), 2, width()));
    if !receiver.mx.is_empty() {
        let told = texts.text("receiver-mx", values! {"patterns": receiver.mx.join(", ")});
        out.push_str(&hanging(&told, "  ", "    ", width()));
    }
    let mut rules: Vec<_> = receiver.rules.iter().collect();
    rules.sort_by_key(|rule| rule.stage);
    section(&mut out, "receiver-rules", &rules, texts, |rule| entry(rule, texts, today));
    if rules.is_empty() {
        out.push('\n');
        out.push_str(&paragraph(&texts.plain("receiver-no-rules"), 0, width()));
    }
    let unseen: Vec<_> = receiver.unseen.iter().collect();
    section(&mut out, "receiver-unseen", &unseen, texts, |unseen| unseen_entry(unseen, texts, today));
    let note = |note: &&Note| {
        let source = sourced("none", &note.source, note.checked, texts, today);
        hanging(note.text(texts.lang()), "  - ", "    ", width()) + &source
    };
    section(&mut out, "receiver-notes", &receiver.notes.iter().collect::<Vec<_>>(), texts, note);
    section(&mut out, "receiver-claims", &receiver.claims.iter().collect::<Vec<_>>(), texts, note);
    out
}

fn section<T>(out: &mut String, heading: &str, entries: &[T], texts: &Texts, entry: impl Fn(&T) -> String) {
    if entries.is_empty() {
        return;
    }
    out.push_str(&format!("\n{}\n", paint(Ink::Head, texts.plain(heading))));
    entries.iter().for_each(|one| out.push_str(&entry(one)));
}

fn entry(rule: &Rule, texts: &Texts, today: Date) -> String {
    let values = values! {
        "action": rule.action.as_str(),
        "may": if rule.may { "yes" } else { "no" },
        "points": rule.points.map_or_else(|| "none".to_owned(), |points| points.to_string()),
        "code": codes(rule.reply.as_ref()),
        "stage": rule.stage.as_str(),
    };
    let mut out = format!("  {}\n", paint(Ink::Head, &rule.id));
    out.push_str(&paragraph(&texts.text("receiver-action", values), 4, width()));
    out.push_str(&hanging(
        &texts.text("receiver-when", values! {"when": rule.when.to_string()}),
        "    ",
        "      ",
        width(),
    ));
    out.push_str(&scoped(&rule.scope, texts));
    if let Some(since) = rule.since {
        out.push_str(&paragraph(&texts.text("rule-since", values! {"date": since.to_string()}), 4, width()));
    }
    out.push_str(&quoted(rule.reply.as_ref(), texts));
    out + &sourced(rule.confidence.as_str(), &rule.source, rule.checked, texts, today)
}

fn unseen_entry(unseen: &Unseen, texts: &Texts, today: Date) -> String {
    let values = values! {
        "action": unseen.action.as_str(),
        "may": "no",
        "points": "none",
        "code": codes(unseen.reply.as_ref()),
        "stage": unseen.stage.as_str(),
    };
    let about = texts.plain(&format!("unseen-{}", unseen.about.as_str().replace('_', "-")));
    let mut out = format!("  {}\n", paint(Ink::Head, &unseen.id));
    out.push_str(&paragraph(&texts.text("receiver-action", values), 4, width()));
    out.push_str(&paragraph(&texts.text("receiver-about", values! {"about": about}), 4, width()));
    out.push_str(&scoped(&unseen.scope, texts));
    out.push_str(&quoted(unseen.reply.as_ref(), texts));
    out + &sourced(unseen.confidence.as_str(), &unseen.source, unseen.checked, texts, today)
}

fn codes(reply: Option<&Reply>) -> String {
    let codes = reply.map(Reply::codes).unwrap_or_default();
    if codes.is_empty() { "none".to_owned() } else { codes }
}

fn quoted(reply: Option<&Reply>, texts: &Texts) -> String {
    let text = reply.and_then(|reply| reply.text.as_ref());
    let quoted = text.map(|text| texts.text("prediction-text", values! {"text": text.as_str()}));
    quoted.map(|text| hanging(&text, "    ", "    ", width())).unwrap_or_default()
}

fn scoped(scope: &Scope, texts: &Texts) -> String {
    let volume = match scope.above {
        None => None,
        Some(Above::Messages(messages)) => Some(texts.text("scope-above", values! {"messages": messages})),
        Some(Above::Unpublished) => Some(texts.plain("scope-unpublished")),
    };
    let mailboxes = scope.mailboxes.map(|mailboxes| match mailboxes {
        Mailboxes::Personal => texts.plain("scope-personal"),
        Mailboxes::Hosted => texts.plain("scope-hosted"),
    });
    let option = scope.option.as_ref().map(|option| texts.text("scope-option", values! {"option": option.as_str()}));
    let told: Vec<_> = [volume, mailboxes, option].into_iter().flatten().collect();
    if told.is_empty() {
        String::new()
    } else {
        hanging(&told.join(&texts.plain("list-separator")), "    ", "      ", width())
    }
}

fn sourced(confidence: &str, source: &str, checked: Date, texts: &Texts, today: Date) -> String {
    let stale = if is_stale(checked, today) { "yes" } else { "no" };
    let values = values! {"confidence": confidence, "date": checked.to_string(), "stale": stale, "source": source};
    hanging(&texts.text("prediction-source", values), "    ", "      ", width())
}

/// One receiver as JSON.
#[derive(Serialize)]
struct Published<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    mx: &'a [String],
    dmarc: &'static str,
    rules: Vec<PublishedRule<'a>>,
    unseen: Vec<PublishedRule<'a>>,
    notes: Vec<PublishedNote<'a>>,
    claims: Vec<PublishedNote<'a>>,
}

#[derive(Serialize)]
struct PublishedRule<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'static str>,
    action: &'static str,
    may: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<String>,
    stage: &'static str,
    reply: Option<&'a Reply>,
    above: Option<PublishedAbove>,
    mailboxes: Option<&'static str>,
    option: Option<&'a str>,
    since: Option<String>,
    confidence: &'static str,
    source: &'a str,
    checked: String,
    stale: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum PublishedAbove {
    Messages(u64),
    Word(&'static str),
}

#[derive(Serialize)]
struct PublishedNote<'a> {
    id: &'a str,
    text: &'a str,
    source: &'a str,
    checked: String,
}

fn published(receiver: &Receiver, lang: Lang, today: Date) -> Published<'_> {
    Published {
        id: &receiver.id,
        name: &receiver.name,
        kind: receiver.kind.as_str(),
        mx: &receiver.mx,
        dmarc: receiver.dmarc.map_or("unknown", |generation| generation.as_str()),
        rules: receiver.rules.iter().map(|rule| published_rule(rule, today)).collect(),
        unseen: receiver.unseen.iter().map(|unseen| published_unseen(unseen, today)).collect(),
        notes: receiver.notes.iter().map(|note| published_note(note, lang)).collect(),
        claims: receiver.claims.iter().map(|note| published_note(note, lang)).collect(),
    }
}

fn published_rule(rule: &Rule, today: Date) -> PublishedRule<'_> {
    PublishedRule {
        id: &rule.id,
        when: Some(rule.when.to_string()),
        about: None,
        action: rule.action.as_str(),
        may: rule.may,
        points: rule.points.map(|points| points.to_string()),
        stage: rule.stage.as_str(),
        reply: rule.reply.as_ref(),
        above: rule.scope.above.map(above),
        mailboxes: rule.scope.mailboxes.map(Mailboxes::as_str),
        option: rule.scope.option.as_deref(),
        since: rule.since.map(|date| date.to_string()),
        confidence: rule.confidence.as_str(),
        source: &rule.source,
        checked: rule.checked.to_string(),
        stale: rule.is_stale(today),
    }
}

fn published_unseen(unseen: &Unseen, today: Date) -> PublishedRule<'_> {
    PublishedRule {
        id: &unseen.id,
        when: None,
        about: Some(unseen.about.as_str()),
        action: unseen.action.as_str(),
        may: false,
        points: None,
        stage: unseen.stage.as_str(),
        reply: unseen.reply.as_ref(),
        above: unseen.scope.above.map(above),
        mailboxes: unseen.scope.mailboxes.map(Mailboxes::as_str),
        option: unseen.scope.option.as_deref(),
        since: unseen.since.map(|date| date.to_string()),
        confidence: unseen.confidence.as_str(),
        source: &unseen.source,
        checked: unseen.checked.to_string(),
        stale: is_stale(unseen.checked, today),
    }
}

fn above(above: Above) -> PublishedAbove {
    match above {
        Above::Messages(messages) => PublishedAbove::Messages(messages),
        Above::Unpublished => PublishedAbove::Word("unpublished"),
    }
}

fn published_note(note: &Note, lang: Lang) -> PublishedNote<'_> {
    PublishedNote { id: &note.id, text: note.text(lang), source: &note.source, checked: note.checked.to_string() }
}
