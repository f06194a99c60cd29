//! `preflight record`: one record before it is published.
//!
//! The record is put into a world of its own, where it is the only answer, and the check runs as it
//! does on any domain: the same rules, the same sentences. What hangs on other answers is left out.
//! A second opinion is added on demand, and never changes the verdict.

use serde::Serialize;

use super::args::{Format, KindArg, RecordArgs};
use super::domains::Lines;
use super::run::{Stop, to_json};
use super::settings::{Output, Problem};
use super::sink::{self, Sink, complain};
use crate::finding::{Finding, Severity};
use crate::i18n::{Lang, Texts};
use crate::limits;
use crate::record::opinion::{Opinion, opinions};
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
    #[serde(skip_serializing_if = "Option::is_none")]
    second_opinion: Option<Vec<Heard>>,
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

/// What another engine makes of the record.
#[derive(Serialize)]
struct Heard {
    reader: &'static str,
    version: &'static str,
    accepts: bool,
    agrees: bool,
    differences: Vec<Told>,
}

/// One difference, named and told.
#[derive(Serialize)]
struct Told {
    code: &'static str,
    message: String,
}

/// Runs the command: exit code 0 for a record without errors, 1 with errors, 2 when it cannot be told
/// what kind of record it is.
pub(super) async fn run(args: &RecordArgs, language: Lang) -> Result<u8, Stop> {
    let output = Output::of(&args.output, language);
    let texts = Texts::of(output.lang);
    sink::refuse_inputs(&output, args.input.as_deref())?;
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
        let heard = args.second_opinion.then(|| opinions(judged.kind, &judged.text));
        let shown = match output.format {
            Format::Terminal => draw(&judged, heard.as_deref().unwrap_or_default(), texts),
            Format::Json if many => {
                let comma = if count > 0 { "," } else { "" };
                comma.to_owned() + &to_json(&published(&judged, heard.as_deref(), texts))
            }
            Format::Json => {
                serde_json::to_string_pretty(&published(&judged, heard.as_deref(), texts)).unwrap_or_default() + "\n"
            }
            Format::Jsonl => to_json(&published(&judged, heard.as_deref(), texts)) + "\n",
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

fn draw(judged: &Judged, heard: &[Opinion], texts: &Texts) -> String {
    let width = paint::width();
    let (key, ink) = match (judged.valid, judged.findings.is_empty()) {
        (true, true) => ("record-good", paint::Ink::Good),
        (true, false) => ("record-valid", paint::Ink::Warn),
        (false, _) => ("record-invalid", paint::Ink::Bad),
    };
    let line = texts.text(key, crate::values! {"kind": judged.kind.name()});
    let mut out = paint::paint(ink, line) + "\n";
    for finding in &judged.findings {
        out.push('\n');
        out.push_str(&terminal::findings::of_record(finding, texts, width));
    }
    let mut proposals: Vec<_> = judged.findings.iter().flat_map(|finding| &finding.evidence.publish).collect();
    proposals.dedup();
    for proposal in proposals {
        out.push_str(&format!("\n  {}\n", paint::paint(paint::Ink::Code, proposal.data.to_string())));
    }
    if !heard.is_empty() {
        out.push('\n');
    }
    for opinion in heard {
        out.push_str(&second_opinion(judged.kind, opinion, texts, width));
    }
    out
}

/// One line of what an engine says, then each difference.
fn second_opinion(kind: Kind, opinion: &Opinion, texts: &Texts, width: usize) -> String {
    let (key, ink) = match (opinion.accepts, opinion.same_verdict && !opinion.agrees()) {
        (_, true) => ("opinion-differs", paint::Ink::Warn),
        (true, false) => ("opinion-accepts", paint::Ink::Good),
        (false, false) => ("opinion-refuses", paint::Ink::Bad),
    };
    let (reader, version) = (opinion.reader.as_str(), opinion.reader.version());
    let mut out = paint::paint(ink, texts.text(key, crate::values! {"reader": reader, "version": version})) + "\n";
    for difference in &opinion.differences {
        out.push_str(&paint::paragraph(&texts.plain(&difference.key(kind)), 2, width));
    }
    out
}

fn heard(kind: Kind, opinion: &Opinion, texts: &Texts) -> Heard {
    let told = opinion.differences.iter();
    let told = told.map(|difference| Told { code: difference.code(), message: texts.plain(&difference.key(kind)) });
    Heard {
        reader: opinion.reader.as_str(),
        version: opinion.reader.version(),
        accepts: opinion.accepts,
        agrees: opinion.agrees(),
        differences: told.collect(),
    }
}

fn published(judged: &Judged, opinions: Option<&[Opinion]>, texts: &Texts) -> Published {
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
        second_opinion: opinions
            .map(|opinions| opinions.iter().map(|opinion| heard(judged.kind, opinion, texts)).collect()),
    }
}

fn note(finding: &Finding, texts: &Texts) -> Note {
    let span = finding.evidence.excerpt.as_ref().map(|excerpt| [excerpt.span.start, excerpt.span.end]);
    Note { code: finding.rule.id, slug: finding.rule.slug, message: Sentences::of(finding, texts).title, span }
}
