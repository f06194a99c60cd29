//! `preflight record`: one record before it is published.
//!
//! The record is put into a world of its own, where it is the only answer, and the check runs as it
//! does on any domain: the same rules, the same sentences. What hangs on other answers is left out.

use serde::Serialize;

use super::args::{Format, KindArg, RecordArgs};
use super::domains::Lines;
use super::run::{Stop, to_json};
use super::settings::{Output, Problem};
use super::sink::{Sink, complain};
use crate::finding::{Finding, Severity};
use crate::i18n::{Lang, Texts};
use crate::limits;
use crate::record::{Judged, Kind};
use crate::report::sentences::Sentences;
use crate::report::terminal::{self, paint};
use crate::text;

/// The answer as JSON.
#[derive(Serialize)]
struct Published {
    schema: u8,
    kind: &'static str,
    valid: bool,
    errors: Vec<Note>,
    warnings: Vec<Note>,
    tags: Vec<Tag>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    key_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bits: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked: Option<bool>,
}

#[derive(Serialize)]
struct Note {
    code: &'static str,
    slug: &'static str,
    message: String,
    span: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct Tag {
    name: String,
    value: String,
    span: [usize; 2],
}

/// Runs the command: exit code 0 for a record without errors, 1 with errors, 2 when it cannot be told
/// what kind of record it is.
pub(super) async fn run(args: &RecordArgs, language: Lang) -> Result<u8, Stop> {
    let output = Output::of(&args.output, language);
    let texts = Texts::of(output.lang);
    let list = match (&args.text, &args.input) {
        (Some(text), _) if text == "-" => Some(Lines::open("-".as_ref(), limits::RECORD_OCTETS)?),
        (_, Some(path)) => Some(Lines::open(path, limits::RECORD_OCTETS)?),
        (Some(_), None) => None,
        (None, None) => return Err(Problem::new("problem-record-nothing").into()),
    };
    let many = args.input.is_some();
    let typed = args.text.iter().filter(|text| *text != "-").map(|text| Ok(text.clone()));
    let listed = list.into_iter().flatten().map(|line| line.text);
    let mut sink = Sink::open(&output)?;
    let (mut code, mut count) = (0, 0);
    if many && output.format == Format::Json {
        sink.write("{\"schema\":1,\"records\":[")?;
    }
    for text in typed.chain(listed) {
        let judged = match text.and_then(|text| judge(&text, args.kind)) {
            Ok(judged) => judged.await,
            Err(problem) => {
                code = 2;
                complain(&super::run::problem_line(&problem, texts));
                continue;
            }
        };
        let errors = judged.findings.iter().any(|finding| finding.severity() == Severity::Error);
        if code < 2 && (errors || !judged.valid) {
            code = 1;
        }
        let shown = match output.format {
            Format::Terminal => draw(&judged, texts),
            Format::Json if many => {
                let comma = if count > 0 { "," } else { "" };
                comma.to_owned() + &to_json(&published(&judged, texts))
            }
            Format::Json => serde_json::to_string_pretty(&published(&judged, texts)).unwrap_or_default() + "\n",
            Format::Jsonl => to_json(&published(&judged, texts)) + "\n",
        };
        sink.write(&shown)?;
        count += 1;
    }
    if many && output.format == Format::Json {
        sink.write("]}\n")?;
    }
    sink.finish()?;
    if count == 0 && code == 0 {
        return Err(Problem::new("problem-record-nothing").into());
    }
    Ok(code)
}

fn judge(text: &str, named: Option<KindArg>) -> Result<impl Future<Output = Judged> + use<>, Problem> {
    let kind = match named {
        Some(KindArg::Spf) => Kind::Spf,
        Some(KindArg::Dmarc) => Kind::Dmarc,
        Some(KindArg::Dkim) => Kind::Dkim,
        None => Kind::guess(text).ok_or_else(|| Problem::new("problem-record-kind"))?,
    };
    let txt = crate::record::strings(text)
        .map_err(|error| Problem::new("problem-edit").with("text", text).because(&error))?;
    Ok(crate::record::judge(kind, txt))
}

fn draw(judged: &Judged, texts: &Texts) -> String {
    let width = paint::width();
    let (key, ink) = match (judged.valid, judged.findings.is_empty()) {
        (true, true) => ("record-good", paint::Ink::Good),
        (true, false) => ("record-valid", paint::Ink::Warn),
        (false, _) => ("record-invalid", paint::Ink::Bad),
    };
    let line = texts.text(key, crate::values! {"kind": judged.kind.as_str()});
    let mut out = paint::paint(ink, line) + "\n";
    for finding in &judged.findings {
        out.push('\n');
        out.push_str(&terminal::findings::finding(finding, texts, width));
    }
    let proposals = judged.findings.iter().flat_map(|finding| &finding.evidence.publish);
    for data in proposals.map(|proposal| proposal.data.to_string()) {
        out.push_str(&format!("\n  {}\n", paint::paint(paint::Ink::Code, data)));
    }
    out
}

fn published(judged: &Judged, texts: &Texts) -> Published {
    let of = |least: bool| {
        let chosen = judged.findings.iter().filter(move |f| (f.severity() == Severity::Error) == least);
        chosen.map(|finding| note(finding, texts)).collect()
    };
    Published {
        schema: 1,
        kind: judged.kind.as_str(),
        valid: judged.valid,
        errors: of(true),
        warnings: of(false),
        tags: judged
            .tags
            .iter()
            .map(|tag| Tag {
                name: text::show(&tag.name),
                value: text::show(&tag.value),
                span: [tag.span.start, tag.span.end],
            })
            .collect(),
        key_type: judged.key.as_ref().map(|key| key.key_type.as_str().to_owned()),
        bits: judged.key.as_ref().and_then(|key| key.bits()),
        revoked: judged.key.as_ref().map(|key| key.state() == crate::dkim::key::KeyState::Revoked),
    }
}

fn note(finding: &Finding, texts: &Texts) -> Note {
    let span = finding.evidence.excerpt.as_ref().map(|excerpt| [excerpt.span.start, excerpt.span.end]);
    Note { code: finding.rule.id, slug: finding.rule.slug, message: Sentences::of(finding, texts).title, span }
}
