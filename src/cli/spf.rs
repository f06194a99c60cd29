//! `preflight spf`: one `check_host()`, as a receiver computes it, with its trace.

use std::time::Duration;

use serde::Serialize;

use super::args::{Format, SpfArgs};
use super::config::Config;
use super::run::{Stop, to_json};
use super::settings::{self, Output, Problem};
use super::sink::{self, Sink};
use super::sources::{self, Sources};
use crate::dns::Source;
use crate::dns::drive::{Gather, drive};
use crate::i18n::{Lang, Texts};
use crate::report::sentences::identity;
use crate::report::terminal;
use crate::spf::evaluate::check_host;
use crate::spf::outcome::{Evaluation, SpfResult, Step, StepOutcome};
use crate::spf::request::Request;

/// The answer as JSON.
#[derive(Serialize)]
struct Published<'a> {
    schema: u8,
    ip: String,
    identity: String,
    result: &'a str,
    /// Without the records laid over DNS; left out when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a str>,
    undetermined: Option<String>,
    matched: Option<Matched>,
    lookups: u32,
    void_lookups: u32,
    explanation: Option<&'a str>,
    trace: Vec<Traced>,
}

#[derive(Serialize)]
struct Matched {
    term: String,
    domain: String,
    path: Vec<String>,
}

#[derive(Serialize)]
struct Traced {
    domain: String,
    term: String,
    target: Option<String>,
    outcome: &'static str,
    lookups: u32,
    void_lookups: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trace: Vec<Traced>,
}

/// Runs the command: exit code 0 for "pass", 3 when a question got no answer, else 1.
pub(super) async fn run(args: &SpfArgs, language: Lang) -> Result<u8, Stop> {
    let config = Config::load(None)?;
    let output = Output::of(&args.output, config.lang.unwrap_or(language));
    sink::refuse_inputs(&output, args.dns.files())?;
    let request = request(args)?;
    let pace = settings::pace(args.dns.timeout, args.dns.deadline);
    let sources = Sources::open(&args.dns, &config, pace, Vec::new(), sources::home(&args.domain)).await?;
    let request = request.at(sources.as_of.as_second());
    let evaluation = evaluate(&request, sources.source(), pace.deadline).await;
    let before = match sources.before() {
        Some(source) => Some(evaluate(&request, source, pace.deadline).await),
        None => None,
    };

    let texts = Texts::of(output.lang);
    let mut sink = Sink::open(&output)?;
    sink.write(&match output.format {
        Format::Terminal => {
            let width = terminal::paint::width();
            terminal::spf::evaluation(&evaluation, before.as_ref(), &request, texts, output.detail, width)
        }
        Format::Json => {
            serde_json::to_string_pretty(&published(&evaluation, before.as_ref(), &request, texts)).unwrap_or_default()
                + "\n"
        }
        Format::Jsonl => to_json(&published(&evaluation, before.as_ref(), &request, texts)) + "\n",
    })?;
    sink.finish()?;
    sources.finish()?;
    Ok(match (evaluation.known(), evaluation.result) {
        (Err(_), _) => 3,
        (Ok(_), SpfResult::Pass) => 0,
        (Ok(_), _) => 1,
    })
}

/// The identities as they were typed: they are data, a malformed one gives "none" (RFC 7208 section 4.3).
fn request(args: &SpfArgs) -> Result<Request, Problem> {
    let helo = args.helo.as_deref().unwrap_or_default();
    match (&args.domain, &args.mail_from) {
        (Some(domain), _) => Ok(Request::mail_from(args.ip, &format!("postmaster@{domain}"), helo)),
        (None, Some(mail_from)) => Ok(Request::mail_from(args.ip, mail_from.trim_matches(['<', '>', '"']), helo)),
        (None, None) if !helo.is_empty() => Ok(Request::helo(args.ip, helo)),
        (None, None) => Err(Problem::new("problem-domain-or-mail-from")),
    }
}

/// What a receiver that sees this source computes.
async fn evaluate(request: &Request, source: &dyn Source, deadline: Duration) -> Evaluation {
    let gather: [Gather<'_>; 1] = [Box::new(|answers| check_host(answers, request).map(drop))];
    let answers = drive(source, &gather, deadline).await;
    check_host(&answers, request).expect("drive ends when nothing is missing")
}

fn published<'a>(
    evaluation: &'a Evaluation,
    before: Option<&'a Evaluation>,
    request: &Request,
    texts: &Texts,
) -> Published<'a> {
    Published {
        schema: 1,
        ip: request.ip.to_string(),
        identity: identity(request),
        result: evaluation.result.as_str(),
        before: before.map(|before| before.result.as_str()),
        undetermined: evaluation.unanswered.as_ref().map(|why| crate::report::sentences::unanswered(why, texts)),
        matched: evaluation.matched.as_ref().map(|matched| Matched {
            term: matched.term.clone(),
            domain: matched.domain.to_string(),
            path: matched.path.iter().map(ToString::to_string).collect(),
        }),
        lookups: evaluation.lookups,
        void_lookups: evaluation.void_lookups,
        explanation: evaluation.explanation.as_deref(),
        trace: evaluation.trace.iter().map(traced).collect(),
    }
}

fn traced(step: &Step) -> Traced {
    Traced {
        domain: step.domain.to_string(),
        term: step.term.clone(),
        target: step.target.clone(),
        outcome: match step.outcome {
            StepOutcome::Match => "match",
            StepOutcome::NoMatch => "no_match",
            StepOutcome::Redirected(_) => "redirected",
            StepOutcome::Error(_) => "error",
        },
        lookups: step.lookups,
        void_lookups: step.void_lookups,
        trace: step.nested.iter().map(traced).collect(),
    }
}
