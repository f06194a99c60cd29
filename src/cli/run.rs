//! From the command line to the exit code.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{CommandFactory, FromArgMatches};
use futures_util::stream::{self, StreamExt};

use super::args::{CheckArgs, Cli, Command, DemoArgs, Format, OutputArgs};
use super::blocklists::Lists;
use super::config::{Config, ConfigError};
use super::domains::{self, Lines};
use super::exit::Tally;
use super::progress::Progress;
use super::settings::{self, Declared, Gate, Output, Problem};
use super::sink::{self, Sink, complain};
use super::sources::{self, Sources};
use super::{catalogue, explain, fix, help, receivers, recipients, record, spf};
use crate::check::Judging;
use crate::dns::layered::Edit;
use crate::dns::recorded::Recording;
use crate::dnsbl::Chosen;
use crate::facts::Subject;
use crate::fix::{Plan, Planning, Scope};
use crate::i18n::{Lang, Texts};
use crate::limits;
use crate::name::DomainName;
use crate::predict::receivers::Receivers;
use crate::predict::rules::Receiver;
use crate::recipients::{List, Recipients};
use crate::report::terminal::{self, paint};
use crate::report::{Levels, Report, json};

/// The world of the demonstration.
const DEMO: &[u8] = include_bytes!("../../fixtures/worlds/demo.json");

/// The flags that the demonstration stands for.
const DEMO_ARGS: [&str; 8] =
    ["preflight", "example.fr", "--ip", "203.0.113.9", "--selector", "letters1", "--volume", "bulk"];

/// How many domains are checked at once when nothing is said.
const JOBS: u16 = 16;

/// Runs the program: reads the command line and the environment, prints, and says how it went.
pub fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    let language = typed_language(&args).unwrap_or_else(settings::environment_language);
    let matches = match help::command(language).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return refused(&error, language),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return refused(&error, language),
    };
    match dispatch(cli, language) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            complain(&stopped(&error, language));
            ExitCode::from(2)
        }
    }
}

/// What kept a run from starting.
#[derive(Debug)]
pub(super) enum Stop {
    /// A mistake on the command line, or a file.
    Problem(Problem),
    /// A configuration that cannot be used.
    Config(Box<ConfigError>),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<ConfigError> for Stop {
    fn from(error: ConfigError) -> Self {
        Self::Config(Box::new(error))
    }
}

fn dispatch(cli: Cli, language: Lang) -> Result<u8, Stop> {
    match cli.command {
        None => run_check(&cli.check, language),
        Some(Command::Check(args)) => run_check(&args, language),
        Some(Command::Demo(args)) => run_demo(args, language),
        Some(Command::Fix(args)) => fix::run(&args, language),
        Some(Command::Spf(args)) => block_on(spf::run(&args, language))?,
        Some(Command::Record(args)) => block_on(record::run(&args, language))?,
        Some(Command::Explain(args)) => explain::run(&args, language),
        Some(Command::Rules(args)) => catalogue::run(&args, language),
        Some(Command::Receivers(args)) => receivers::run(&args, language),
        Some(Command::Schema) => print(&(schema() + "\n"), language),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut help::command(language), "preflight", &mut script);
            print(&String::from_utf8_lossy(&script), language)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(help::command(language)).render(&mut page);
            rendered.map_err(|error| Problem::new("problem-runtime").because(&error))?;
            print(&String::from_utf8_lossy(&page), language)
        }
    }
}

/// The JSON Schema of the report.
pub fn schema() -> String {
    // Of what is printed, not of what could be read back: a field that may be left out is not required.
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<json::v1::Output>();
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}

fn print(text: &str, lang: Lang) -> Result<u8, Stop> {
    let mut sink = Sink::open(&Output::of(&OutputArgs::default(), lang))?;
    sink.write(text)?;
    sink.finish()?;
    Ok(0)
}

pub(super) fn block_on<T>(future: impl Future<Output = T>) -> Result<T, Problem> {
    // One thread: a run waits for answers far more than it computes.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Problem::new("problem-runtime").because(&error))?;
    Ok(runtime.block_on(future))
}

fn run_check(args: &CheckArgs, language: Lang) -> Result<u8, Stop> {
    let config = Config::load(args.gate.config.as_deref())?;
    let output = Output::of(&args.output, config.lang.unwrap_or(language));
    if args.domains.is_empty() && args.input.is_none() {
        return Err(Problem::new("problem-nothing").into());
    }
    // Behind an option, the parser takes a command for a domain.
    if let Some(command) = args.domains.iter().find(|typed| Cli::command().find_subcommand(typed).is_some()) {
        return Err(Problem::new("problem-command-first").with("text", command).into());
    }
    sink::refuse_inputs(&output, args.input.as_deref().into_iter().chain(args.to.as_deref()).chain(args.dns.files()))?;
    let pace = settings::pace(args.dns.timeout, args.dns.deadline);
    let is_standard = |path: &Option<std::path::PathBuf>| path.as_deref() == Some("-".as_ref());
    if is_standard(&args.input) && is_standard(&args.to) {
        return Err(Problem::new("problem-standard-input-twice").into());
    }
    let list = args.input.as_deref().map(|path| Lines::open(path, limits::LIST_LINE_OCTETS)).transpose()?;
    let to = args.to.as_deref().map(recipients::read).transpose()?;
    block_on(async {
        let mut lists = Lists::of(args, &config)?;
        let home = sources::home(&args.domains);
        let sources = Sources::open(&args.dns, &config, pace, std::mem::take(&mut lists.keys), home).await?;
        let mut run = Run::of(args, config, output, lists, &sources)?;
        if let Some(to) = &to {
            run.look_up(to, args, &sources).await?;
        }
        run.run(args, list, &sources).await
    })?
}

/// The report of one domain, for a command that prints something else of it.
pub(super) fn check_one(args: &CheckArgs, domain: &str, output: Output) -> Result<Report, Stop> {
    let config = Config::load(args.gate.config.as_deref())?;
    let domain = settings::domain(domain)?;
    let pace = settings::pace(args.dns.timeout, args.dns.deadline);
    block_on(async {
        let mut lists = Lists::of(args, &config)?;
        let home = sources::home([domain.as_str()]);
        let sources = Sources::open(&args.dns, &config, pace, std::mem::take(&mut lists.keys), home).await?;
        let run = Run::of(args, config, output, lists, &sources)?;
        let report = run.check(domain, &sources, pace.deadline).await;
        sources.finish()?;
        Ok(report)
    })?
}

fn run_demo(demo: DemoArgs, language: Lang) -> Result<u8, Stop> {
    let recording = Recording::parse(DEMO).expect("the embedded world is a recording; a test reads it");
    let typed = help::command(language).try_get_matches_from(DEMO_ARGS);
    let cli = typed.and_then(|matches| Cli::from_arg_matches(&matches));
    let mut args = cli.expect("the arguments of the demonstration are right; a test runs them").check;
    args.output = demo.output;
    let config = Config::default();
    let output = Output::of(&args.output, language);
    block_on(async {
        let sources = Sources::of_recording(recording);
        let run = Run::of(&args, config, output, Lists::of(&args, &Config::default())?, &sources)?;
        run.run(&args, None, &sources).await
    })?
}

/// What one run does with each domain.
pub(super) struct Run {
    config: Config,
    pub(super) output: Output,
    pub(super) gate: Gate,
    declared: Declared,
    blocklists: Arc<[Chosen]>,
    receivers: Vec<Receiver>,
    recipients: Option<Recipients>,
    levels: Levels,
    pub(super) width: usize,
    many: bool,
    /// Which fixes are planned.
    pub(super) scope: Scope,
}

impl Run {
    /// What the flags and the configuration mean together.
    ///
    /// # Errors
    /// A [`Problem`] for the first value that cannot be used.
    pub(super) fn of(
        args: &CheckArgs,
        config: Config,
        output: Output,
        mut lists: Lists,
        sources: &Sources,
    ) -> Result<Self, Problem> {
        if let Some(recorded) = &sources.recorded {
            lists.recorded(|question| recorded.holds(question));
        }
        let named = if args.predict.receivers.is_empty() { &config.receivers } else { &args.predict.receivers };
        Ok(Self {
            gate: Gate::of(&args.gate, &config),
            declared: Declared::of(&args.stream)?,
            blocklists: lists.chosen.into(),
            recipients: None,
            receivers: named_receivers(named, &known_receivers(args.predict.receivers_dir.as_deref())?)?,
            levels: config.levels.iter().map(|level| (level.rule.id, level.treat)).collect(),
            width: paint::width(),
            many: args.input.is_some() || args.domains.len() > 1,
            scope: Scope::All,
            config,
            output,
        })
    }

    /// Looks up the recipients. Unless receivers were named with `--for`, those found are predicted.
    async fn look_up(&mut self, to: &List, args: &CheckArgs, sources: &Sources) -> Result<(), Problem> {
        let jobs = usize::from(args.jobs.unwrap_or(JOBS));
        let deadline = settings::pace(args.dns.timeout, args.dns.deadline).deadline;
        let known = known_receivers(args.predict.receivers_dir.as_deref())?;
        let recipients = recipients::look_up(to, &known, sources, jobs, deadline).await;
        let found = recipients::receivers(&recipients, &known);
        if args.predict.receivers.is_empty() && !found.is_empty() {
            self.receivers = found;
        }
        self.recipients = Some(recipients);
        Ok(())
    }

    async fn run(&self, args: &CheckArgs, list: Option<Lines>, sources: &Sources) -> Result<u8, Stop> {
        let texts = Texts::of(self.output.lang);
        let mut sink = Sink::open(&self.output)?;
        let total = list.is_none().then_some(args.domains.len());
        let first = args.domains.first().map(String::as_str).unwrap_or_default();
        let progress = Progress::start(total, first, texts);
        let jobs = usize::from(args.jobs.unwrap_or(JOBS));
        let deadline = settings::pace(args.dns.timeout, args.dns.deadline).deadline;
        let mut tally = Tally::default();
        let mut idle: Vec<&Edit> = sources.edits.iter().collect();
        let mut printed = 0;
        // In the order given, and no further ahead than the jobs: memory does not grow with the list.
        let mut reports = stream::iter(domains::all(&args.domains, list))
            .map(|domain| async {
                let domain = domain?;
                Ok::<_, Problem>(self.check(domain, sources, deadline).await)
            })
            .buffered(jobs);
        if self.many && self.output.format == Format::Json {
            sink.write("{\"schema\":1,\"reports\":[")?;
        }
        while let Some(report) = reports.next().await {
            if sink.is_closed() {
                break;
            }
            progress.done_one();
            match report {
                Ok(report) => {
                    tally.count(&report, &self.gate);
                    idle.retain(|edit| !is_asked(edit, &report));
                    let text = self.render(&report, printed, texts);
                    progress.suspend(|| sink.write(&text))?;
                    printed += 1;
                }
                Err(problem) => {
                    tally.unreadable = true;
                    progress.suspend(|| complain(&problem_line(&problem, texts)));
                }
            }
        }
        progress.finish();
        sink.write(&self.end(texts))?;
        sink.finish()?;
        if printed == 0 && !tally.unreadable {
            let file = args.input.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
            return Err(Problem::new("problem-list-empty").with("file", file).into());
        }
        for edit in idle {
            let shown = Problem::new("problem-edit-idle").with("name", &edit.name).with("kind", edit.kind);
            complain(&format!(
                "{} {}",
                paint::paint(paint::Ink::Warn, texts.plain("warning-label")),
                shown.text(texts)
            ));
        }
        tally.unreadable |= told_zone_errors(sources, texts);
        sources.finish()?;
        Ok(tally.code(&self.gate))
    }

    /// Checks one domain, compares with the situation without what was laid over DNS, and plans its fixes where
    /// they are shown.
    pub(super) async fn check(&self, domain: DomainName, sources: &Sources, deadline: Duration) -> Report {
        let subject = |zones| Subject {
            declared: settings::streams(&domain, &self.declared, &self.config),
            selectors: Vec::new(),
            zones,
            blocklists: Arc::clone(&self.blocklists),
            as_of: sources.as_of,
            domain: domain.clone(),
        };
        let judging = self.judging(deadline);
        let mut report = judging.report(sources.source(), subject(sources.zones.clone())).await;
        if let Some(before) = sources.before() {
            report.before = Some(Box::new(judging.report(before, subject(sources.zones_before())).await));
        }
        if self.shows_fixes() {
            report.plan = Some(self.plan(&report, sources, deadline).await);
        }
        report
    }

    /// Plans the fixes of a report of this run.
    pub(super) async fn plan(&self, report: &Report, sources: &Sources, deadline: Duration) -> Plan {
        let planning = Planning { edits: &sources.edits, scope: self.scope, ..Planning::new(self.judging(deadline)) };
        planning.plan(report, sources.source()).await
    }

    /// Whether the output has room for fixes: not in one line a domain.
    fn shows_fixes(&self) -> bool {
        let is_brief = self.many && self.output.detail < terminal::Detail::Verbose;
        match self.output.format {
            Format::Terminal => !is_brief && self.output.detail > terminal::Detail::Quiet,
            Format::Json | Format::Jsonl => true,
        }
    }

    fn judging(&self, deadline: Duration) -> Judging<'_> {
        let volume = self.declared.volume_alone();
        Judging { receivers: &self.receivers, levels: &self.levels, volume, deadline }
    }

    /// What stands behind the last report: the recipients, where they are not part of a report.
    fn end(&self, texts: &Texts) -> String {
        let recipients = self.recipients.as_ref();
        match self.output.format {
            Format::Terminal => recipients.map_or_else(String::new, |recipients| {
                terminal::recipients::section(recipients, texts, self.output.detail, self.width)
            }),
            Format::Json if self.many => match recipients {
                Some(recipients) => format!("],\"recipients\":{}}}\n", to_json(&json::recipients(recipients, texts))),
                None => "]}\n".to_owned(),
            },
            Format::Json | Format::Jsonl => String::new(),
        }
    }

    /// One report in the published shape; the first one has the recipients, where no document holds them.
    fn published(&self, report: &Report, before: usize, texts: &Texts) -> json::v1::Report {
        let mut published = json::report(report, texts);
        let is_in_document = self.many && self.output.format == Format::Json;
        let recipients = self.recipients.as_ref().filter(|_| before == 0 && !is_in_document);
        published.recipients = recipients.map(|recipients| json::recipients(recipients, texts));
        published
    }

    fn render(&self, report: &Report, before: usize, texts: &Texts) -> String {
        let published = || self.published(report, before, texts);
        match self.output.format {
            Format::Terminal if self.many && self.output.detail < terminal::Detail::Verbose => {
                terminal::summary(report, texts, self.output.detail, self.width)
            }
            Format::Terminal => {
                let gap = if before > 0 { "\n" } else { "" };
                gap.to_owned() + &terminal::report(report, texts, self.output.detail, self.width)
            }
            Format::Json if self.many => {
                let comma = if before > 0 { "," } else { "" };
                comma.to_owned() + &to_json(&published())
            }
            Format::Json => serde_json::to_string_pretty(&published()).unwrap_or_default() + "\n",
            Format::Jsonl => to_json(&published()) + "\n",
        }
    }
}

/// Tells what could not be read in the zone files; true when there was something.
pub(super) fn told_zone_errors(sources: &Sources, texts: &Texts) -> bool {
    let errors = || sources.zones.iter().flat_map(|zone| &zone.errors);
    for error in errors() {
        let shown = Problem::new("problem-zone-error").with("place", &error.location).because(&error.kind);
        complain(&problem_line(&shown, texts));
    }
    errors().next().is_some()
}

/// One line of JSON. The published types hold nothing that JSON cannot say.
pub(super) fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The receivers that were named; without a name, the default set.
fn named_receivers(named: &[String], known: &Receivers) -> Result<Vec<Receiver>, Problem> {
    if named.is_empty() {
        return Ok(known.default_set());
    }
    let find = |id: &String| {
        let receiver = known.get(id).map(|receiver| receiver.heard(true));
        receiver.ok_or_else(|| unknown_receiver(id, known))
    };
    named.iter().map(find).collect()
}

/// An id that no receiver has.
pub(super) fn unknown_receiver(id: &str, known: &Receivers) -> Problem {
    Problem::new("problem-receiver").with("text", id).with("known", known.ids().join(", "))
}

/// The receivers that ship, and those of a folder.
///
/// # Errors
/// A [`Problem`] that names the file and the line at fault.
pub(super) fn known_receivers(folder: Option<&std::path::Path>) -> Result<Receivers, Problem> {
    match folder {
        None => Ok(Receivers::default()),
        Some(folder) => Receivers::with_folder(folder)
            .map_err(|error| Problem::new("problem-receivers").with("folder", folder.display()).with("error", error)),
    }
}

/// Whether a question of a report concerned an edited name: a typed name may miss the one that was meant.
fn is_asked(edit: &Edit, report: &Report) -> bool {
    let mut names =
        report.answers.iter().flat_map(|(question, answer)| std::iter::once(&question.name).chain(answer.chain()));
    match edit.name.as_str().strip_prefix("*.").and_then(|below| DomainName::parse(below).ok()) {
        Some(above) => names.any(|name| name.is_within(&above)),
        None => names.any(|name| *name == edit.name),
    }
}

/// A problem as it is printed.
pub(super) fn problem_line(problem: &Problem, texts: &Texts) -> String {
    format!("{} {}", paint::paint(paint::Ink::Bad, texts.plain("problem-label")), problem.text(texts))
}

fn stopped(stop: &Stop, lang: Lang) -> String {
    let texts = Texts::of(lang);
    match stop {
        Stop::Problem(problem) => problem_line(problem, texts),
        Stop::Config(error) => {
            let place = error.place.as_ref().map(|place| {
                terminal::findings::in_file(&place.file.display().to_string(), &place.text, place.span.clone())
            });
            format!("{}\n{}", problem_line(&error.problem, texts), place.unwrap_or_default()).trim_end().to_owned()
        }
    }
}

fn refused(error: &clap::Error, lang: Lang) -> ExitCode {
    if error.use_stderr() {
        complain(help::usage_error(error, lang).trim_end());
        return ExitCode::from(2);
    }
    match print(&error.render().to_string(), lang) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

/// `--lang`, before anything else is read: it also decides the language of `--help` and of mistakes.
fn typed_language(args: &[std::ffi::OsString]) -> Option<Lang> {
    let words: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let behind = words.iter().position(|word| word == "--lang").and_then(|at| words.get(at + 1));
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang=").map(str::to_owned));
    match joined.or_else(|| behind.map(|word| word.to_string())).as_deref() {
        Some("fr") => Some(Lang::Fr),
        Some("en") => Some(Lang::En),
        _ => None,
    }
}
