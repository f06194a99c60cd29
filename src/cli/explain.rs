//! `preflight explain`: a bounce line, a whole notification or a bare code, one or many.
//!
//! What was typed is never printed again: a message may hold addresses and words of people.

mod mailbox;

use std::cell::Cell;
use std::io::{BufRead, Read};
use std::net::IpAddr;
use std::path::Path;

use serde::Serialize;

use super::args::{CheckArgs, ExplainArgs, Format};
use super::config::Config;
use super::domains;
use super::run::{Stop, check_one, problem_line, to_json};
use super::settings::{Output, Problem};
use super::sink::{self, Sink, complain};
use crate::explain::cause::Side;
use crate::explain::evidence::Evidence;
use crate::explain::lines::{Bounce, Bounces};
use crate::explain::sender::Sender;
use crate::explain::words::{self, Words};
use crate::explain::{Explanation, Outcome, dsn, explain};
use crate::i18n::{Lang, Texts};
use crate::limits;
use crate::report::terminal::{self, Detail, paint};
use crate::report::{Report, json};
use crate::values;

/// One bounce as JSON.
#[derive(Serialize)]
struct Published {
    schema: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<usize>,
    code: Option<u16>,
    status: Option<String>,
    receiver: Option<&'static str>,
    side: Option<&'static str>,
    stage: Option<&'static str>,
    outcome: &'static str,
    temporary: Option<bool>,
    reason: Option<&'static str>,
    cause: Option<&'static str>,
    fixable_in_dns: Option<bool>,
    title: String,
    meaning: String,
    actions: Vec<String>,
    known_by: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<PublishedElsewhere>,
    source: Option<&'static str>,
    checked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<PublishedEvidence>,
}

/// What a receiver means by the status, where nothing tells which receiver spoke.
#[derive(Serialize)]
struct PublishedElsewhere {
    receiver: &'static str,
    cause: &'static str,
    title: String,
}

/// What the check of `--domain` shows.
#[derive(Serialize)]
struct PublishedEvidence {
    domain: String,
    shown: &'static str,
    predicted: bool,
    findings: Vec<json::v1::Finding>,
}

/// Where one of many bounces stands.
#[derive(Clone, Copy, Default)]
struct Place {
    line: Option<usize>,
    recipient: Option<usize>,
}

/// Runs the command: exit code 0, or 2 when an input could not be read.
pub(super) fn run(args: &ExplainArgs, language: Lang) -> Result<u8, Stop> {
    let output = Output::of(&args.output, Config::load(None)?.lang.unwrap_or(language));
    let texts = Texts::of(output.lang);
    let mut is_checked = args.domain.is_some();
    let code = if let Some(path) = &args.mailbox {
        mailbox::run(path, &output)?
    } else {
        sink::refuse_inputs(&output, args.input.as_deref().into_iter().chain(args.dns.files()))?;
        let check = args.domain.as_deref().map(|domain| check(args, domain, None)).transpose()?;
        let run = Run { args, output, check, found: Cell::new(false) };
        let code = match (args.text.as_deref(), &args.input) {
            (Some("-"), _) => run.read(Path::new("-"))?,
            (_, Some(path)) => run.read(path)?,
            (Some(text), None) => run.typed(text)?,
            (None, None) => return Err(Problem::new("problem-explain-nothing").into()),
        };
        is_checked |= run.found.get();
        code
    };
    if !is_checked && (args.stream.is_set() || args.dns.is_set()) {
        complain(&problem_line(&Problem::new("problem-explain-unchecked"), texts));
        return Ok(2);
    }
    Ok(code)
}

/// The check of the sender's domain, of mail from `address` where nothing else is declared.
fn check(args: &ExplainArgs, domain: &str, address: Option<IpAddr>) -> Result<Report, Stop> {
    let mut check = CheckArgs { stream: args.stream.clone(), dns: args.dns.clone(), ..CheckArgs::default() };
    if check.stream.ip.is_empty() && check.stream.provider.is_none() {
        check.stream.ip.extend(address.map(|address| address.to_string()));
    }
    // The findings alone are wanted: a quiet run plans no fixes.
    let output = Output { format: Format::Terminal, detail: Detail::Quiet, ..Output::of(&args.output, Lang::En) };
    check_one(&check, domain, output)
}

/// What one run prints, and the check that goes with it.
struct Run<'a> {
    args: &'a ExplainArgs,
    output: Output,
    /// That of the domain that was named.
    check: Option<Report>,
    /// Whether a domain that a bounce names was checked.
    found: Cell<bool>,
}

impl Run<'_> {
    /// A text of the command line: one bounce, or a message.
    fn typed(&self, text: &str) -> Result<u8, Stop> {
        if text.trim().is_empty() {
            return Err(Problem::new("problem-explain-nothing").into());
        }
        if dsn::is_message(text.as_bytes()) {
            return self.message(text.as_bytes());
        }
        self.one(text.get(..text.floor_char_boundary(limits::BOUNCE_LINE_OCTETS)).unwrap_or_default())
    }

    /// One bounce, with the check of the sender's domain that it names.
    fn one(&self, text: &str) -> Result<u8, Stop> {
        let explanation = explain(text);
        let found = self.check_of(&Sender::of_text(text), [&explanation])?;
        let mut printer = Printer::open(self, found.as_ref(), false)?;
        printer.print(&explanation, Place::default())?;
        printer.finish()?;
        Ok(0)
    }

    /// The check of a sender that a bounce names, where no domain was named and DNS may have a part in it.
    fn check_of<'e>(
        &self,
        sender: &Sender,
        bounces: impl IntoIterator<Item = &'e Explanation>,
    ) -> Result<Option<Report>, Stop> {
        let dns = &self.args.dns;
        let is_silent = dns.offline && !dns.is_set();
        let is_shown = |bounce: &Explanation| bounce.cause.is_some_and(|cause| !cause.rules.is_empty());
        match &sender.domain {
            Some(domain) if self.check.is_none() && !is_silent && bounces.into_iter().any(is_shown) => {
                self.found.set(true);
                check(self.args, domain.as_str(), sender.address).map(Some)
            }
            Some(_) | None => Ok(None),
        }
    }

    /// A file: a message, or bounces, one after the other.
    fn read(&self, path: &Path) -> Result<u8, Stop> {
        let unreadable =
            |error: std::io::Error| Problem::new("problem-file").with("file", path.display()).because(&error);
        let mut reader = domains::reader(path)?;
        let start = reader.fill_buf().map_err(unreadable)?;
        if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
            return Err(Problem::new("problem-bounce-utf16").with("file", path.display()).into());
        }
        if dsn::is_message(start) {
            let mut octets = Vec::new();
            let bound = limits::MESSAGE_OCTETS as u64 + 1;
            reader.take(bound).read_to_end(&mut octets).map_err(unreadable)?;
            let mut lines = dsn::beginning(&octets).split(|octet| *octet == b'\n');
            if lines.next().is_some_and(|line| line.starts_with(b"From ")) && lines.any(dsn::is_separator) {
                return Err(Problem::new("problem-explain-mailbox").with("file", path.display()).into());
            }
            return self.message(&octets);
        }
        self.bounces(reader, path)
    }

    /// Bounces line by line: memory does not follow their number.
    fn bounces(&self, reader: Box<dyn BufRead>, path: &Path) -> Result<u8, Stop> {
        let texts = Texts::of(self.output.lang);
        let mut bounces = Bounces::new(reader).peekable();
        let Some(first) = bounces.next() else {
            return Err(Problem::new("problem-explain-empty").with("file", path.display()).into());
        };
        let many = bounces.peek().is_some();
        if let (false, Ok(Bounce { text: Some(text), .. })) = (many, &first) {
            return self.one(text);
        }
        let mut printer = Printer::open(self, None, many)?;
        let mut code = 0;
        for bounce in std::iter::once(first).chain(bounces) {
            if printer.sink.is_closed() {
                break;
            }
            let problem = match bounce {
                Ok(bounce) => match bounce.text {
                    Some(text) => {
                        let line = many.then_some(bounce.line);
                        printer.print(&explain(&text), Place { line, recipient: None })?;
                        continue;
                    }
                    None => Problem::new("problem-bounce-long").with("line", bounce.line),
                },
                Err(error) => Problem::new("problem-file").because(&error),
            };
            code = 2;
            complain(&problem_line(&problem.with("file", path.display()), texts));
        }
        printer.finish()?;
        Ok(code)
    }

    /// A notification: one explanation for each recipient.
    fn message(&self, octets: &[u8]) -> Result<u8, Stop> {
        let texts = Texts::of(self.output.lang);
        let notification = dsn::read(octets).ok_or_else(|| Problem::new("problem-explain-message"))?;
        let many = notification.reports.len() > 1;
        let found = self.check_of(&notification.sender, &notification.reports)?;
        let mut printer = Printer::open(self, found.as_ref(), many)?;
        for (number, report) in (1..).zip(&notification.reports) {
            printer.print(report, Place { line: None, recipient: many.then_some(number) })?;
        }
        printer.finish()?;
        if notification.is_cut {
            complain(&format!(
                "{} {}",
                paint::paint(paint::Ink::Warn, texts.plain("warning-label")),
                texts.plain("explain-cut")
            ));
        }
        Ok(0)
    }
}

/// Prints explanations as they come.
struct Printer<'a> {
    output: &'a Output,
    check: Option<&'a Report>,
    texts: &'static Texts,
    sink: Sink,
    many: bool,
    count: usize,
    /// Of many bounces, those whose steps are still to be told.
    causes: terminal::explain::Causes,
    /// What the numbers of their places count.
    places: &'static str,
}

impl<'a> Printer<'a> {
    /// `found` is the check of a sender that the bounces name.
    fn open(run: &'a Run<'_>, found: Option<&'a Report>, many: bool) -> Result<Self, Problem> {
        let output = &run.output;
        let mut sink = Sink::open(output)?;
        if many && output.format == Format::Json {
            sink.write("{\"schema\":1,\"bounces\":[")?;
        }
        Ok(Self {
            output,
            check: run.check.as_ref().or(found),
            texts: Texts::of(output.lang),
            sink,
            many,
            count: 0,
            causes: terminal::explain::Causes::default(),
            places: "lines",
        })
    }

    fn print(&mut self, explanation: &Explanation, place: Place) -> Result<(), Problem> {
        let evidence = self.check.map(|report| (report, Evidence::of(explanation, report)));
        let published = || published(explanation, place, evidence.as_ref(), self.texts);
        let text = match self.output.format {
            Format::Terminal if self.many && self.output.detail < Detail::Verbose => {
                if let Some(number) = place.line.or(place.recipient) {
                    self.causes.add(explanation, number);
                    self.places = if place.line.is_some() { "lines" } else { "recipients" };
                }
                terminal::explain::short(&place.text(self.texts), explanation, self.texts, paint::width())
            }
            Format::Terminal => {
                let gap = if self.count > 0 { "\n" } else { "" };
                let place = if self.many { place.text(self.texts) + "\n" } else { String::new() };
                let (texts, width) = (self.texts, paint::width());
                let full = terminal::explain::bounce(explanation, texts, self.output.detail, width);
                let shown = evidence.as_ref().map_or_else(String::new, |(report, evidence)| {
                    terminal::explain::evidence(
                        evidence,
                        &report.facts.subject.domain,
                        texts,
                        self.output.detail,
                        width,
                    )
                });
                format!("{gap}{place}{full}{shown}")
            }
            Format::Json if self.many => {
                let comma = if self.count > 0 { "," } else { "" };
                comma.to_owned() + &to_json(&published())
            }
            Format::Json => serde_json::to_string_pretty(&published()).unwrap_or_default() + "\n",
            Format::Jsonl => to_json(&published()) + "\n",
        };
        self.count += 1;
        self.sink.write(&text)
    }

    fn finish(mut self) -> Result<(), Problem> {
        if self.output.detail > Detail::Quiet {
            let steps = self.causes.steps(self.places, self.check, self.texts, self.output.detail, paint::width());
            self.sink.write(&steps)?;
        }
        if self.many && self.output.format == Format::Json {
            self.sink.write("]}\n")?;
        }
        self.sink.finish()
    }
}

impl Place {
    fn text(self, texts: &Texts) -> String {
        match (self.line, self.recipient) {
            (Some(line), _) => texts.text("explain-place-line", values! {"line": line}),
            (None, Some(number)) => texts.text("explain-place-recipient", values! {"number": number}),
            (None, None) => String::new(),
        }
    }
}

fn published(
    explanation: &Explanation,
    place: Place,
    evidence: Option<&(&Report, Evidence<'_>)>,
    texts: &Texts,
) -> Published {
    let words = Words::of(explanation, texts);
    let cause = explanation.cause;
    Published {
        schema: 1,
        line: place.line,
        recipient: place.recipient,
        code: explanation.code,
        status: explanation.status.map(|status| status.to_string()),
        receiver: explanation.receiver,
        side: explanation.side().map(Side::as_str),
        stage: explanation.stage.map(|stage| stage.as_str()),
        outcome: explanation.outcome.as_str(),
        temporary: match explanation.outcome {
            Outcome::Temporary => Some(true),
            Outcome::GivenUp | Outcome::Permanent => Some(false),
            Outcome::Accepted | Outcome::Continues | Outcome::Unknown => None,
        },
        reason: cause.map(|cause| cause.reason.as_str()),
        cause: cause.map(|cause| cause.id),
        fixable_in_dns: explanation.fixable_in_dns(),
        title: words.title,
        meaning: words.meaning,
        actions: words.actions,
        known_by: explanation.known_by.as_str(),
        elsewhere: words
            .elsewhere
            .iter()
            .map(|other| PublishedElsewhere {
                receiver: other.receiver,
                cause: other.cause.id,
                title: words::title(other.cause, texts),
            })
            .collect(),
        source: explanation.source.map(|source| source.name),
        checked: explanation.source.map(|source| source.checked.to_string()),
        evidence: evidence.map(|(report, evidence)| PublishedEvidence {
            domain: report.facts.subject.domain.to_string(),
            shown: evidence.shown.as_str(),
            predicted: evidence.predicted.is_some(),
            findings: evidence.findings.iter().map(|finding| json::finding(finding, texts)).collect(),
        }),
    }
}
