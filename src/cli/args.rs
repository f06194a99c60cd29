//! What was typed: the shape of the command line, without any meaning yet.
//!
//! Help texts are not here but in `i18n/*/cli.ftl`, so that `--help` speaks both languages; a
//! test proves that every argument has one.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "preflight",
    version,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
pub struct Cli {
    /// A subcommand; without one, the check.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The check, when no subcommand is named.
    #[command(flatten)]
    pub check: CheckArgs,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The check of one or more domains.
    Check(Box<CheckArgs>),
    /// The change plan of one domain.
    Fix(Box<FixArgs>),
    /// `check_host()` with its trace.
    Spf(Box<SpfArgs>),
    /// One record before it is published.
    Record(RecordArgs),
    /// A bounce, and what to do about it.
    Explain(Box<ExplainArgs>),
    /// The catalogue of rules.
    Rules(RulesArgs),
    /// The receivers and their rules.
    Receivers(ReceiversArgs),
    /// The whole check on an embedded recorded world.
    Demo(DemoArgs),
    /// The JSON Schema of the report.
    Schema,
    /// A completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// The manual page.
    Man,
}

/// Which domains, which streams, which DNS, what to print.
#[derive(Debug, Args, Default)]
pub struct CheckArgs {
    /// The domains.
    pub domains: Vec<String>,
    /// A file of domains, one a line; `-` for standard input.
    #[arg(long, value_name = "FILE|-")]
    pub input: Option<PathBuf>,
    /// How many domains at once.
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<u16>,
    /// The stream.
    #[command(flatten)]
    pub stream: StreamArgs,
    /// A file of recipients, one a line; `-` for standard input.
    #[arg(long, value_name = "FILE|-")]
    pub to: Option<PathBuf>,
    /// Who answers.
    #[command(flatten)]
    pub predict: PredictArgs,
    /// Where answers come from.
    #[command(flatten)]
    pub dns: DnsArgs,
    /// What counts as a failure.
    #[command(flatten)]
    pub gate: GateArgs,
    /// What is printed.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// The plan of one domain, and what becomes of it.
#[derive(Debug, Args)]
pub struct FixArgs {
    /// The domain.
    pub domain: String,
    /// The stream.
    #[command(flatten)]
    pub stream: StreamArgs,
    /// Who answers.
    #[command(flatten)]
    pub predict: PredictArgs,
    /// Where answers come from.
    #[command(flatten)]
    pub dns: DnsArgs,
    /// The tool that publishes the records.
    #[arg(long = "as", id = "as", value_name = "TOOL", value_enum)]
    pub tool: Option<Tool>,
    /// Only what needs nobody's decision.
    #[arg(long)]
    pub safe: bool,
    /// Edit the zone files in place.
    #[arg(long, requires = "zone")]
    pub write: bool,
    /// What becomes of the serial of a zone file.
    #[arg(long, value_name = "keep|bump", value_enum, requires = "zone")]
    pub serial: Option<SerialArg>,
    /// What counts as a failure.
    #[command(flatten)]
    pub gate: GateArgs,
    /// What is printed.
    #[command(flatten)]
    pub output: OutputArgs,
}

impl FixArgs {
    /// The check that the plan is made for.
    pub fn check(&self) -> CheckArgs {
        CheckArgs {
            domains: vec![self.domain.clone()],
            input: None,
            jobs: None,
            stream: self.stream.clone(),
            to: None,
            predict: self.predict.clone(),
            dns: self.dns.clone(),
            gate: self.gate.clone(),
            output: self.output.clone(),
        }
    }
}

/// One declared stream.
#[derive(Debug, Args, Default, Clone)]
pub struct StreamArgs {
    /// Sending addresses or networks.
    #[arg(long, value_name = "IP|CIDR")]
    pub ip: Vec<String>,
    /// The MAIL FROM, an address or a domain; empty for the null reverse-path.
    #[arg(long, value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// The EHLO name.
    #[arg(long, value_name = "NAME")]
    pub helo: Option<String>,
    /// The provider that sends.
    #[arg(long, value_name = "NAME")]
    pub provider: Option<String>,
    /// Selectors of the domain itself.
    #[arg(long, value_name = "SELECTOR", value_delimiter = ',')]
    pub selector: Vec<String>,
    /// A signing domain with its selector.
    #[arg(long, value_name = "d=DOMAIN,s=SELECTOR")]
    pub dkim: Vec<String>,
    /// Messages a day to one receiver.
    #[arg(long, value_name = "N|low|bulk")]
    pub volume: Option<String>,
}

impl StreamArgs {
    /// Whether anything is said of the stream.
    pub fn is_set(&self) -> bool {
        let Self { ip, mail_from, helo, provider, selector, dkim, volume } = self;
        let lists = [ip, selector, dkim].into_iter().any(|list| !list.is_empty());
        lists || [mail_from, helo, provider, volume].into_iter().any(Option::is_some)
    }
}

/// Whose answers are predicted, and from which lists.
#[derive(Debug, Args, Default, Clone)]
pub struct PredictArgs {
    /// The receivers to predict.
    #[arg(long = "for", id = "for", value_name = "RECEIVER", value_delimiter = ',')]
    pub receivers: Vec<String>,
    /// A folder of receiver rules of one's own.
    #[arg(long = "receivers", id = "receivers", value_name = "DIR")]
    pub receivers_dir: Option<PathBuf>,
    /// The blocklists to ask.
    #[arg(long, value_name = "default|none|NAME", value_delimiter = ',')]
    pub blocklists: Vec<String>,
}

/// Where answers come from, and how long they may take.
#[derive(Debug, Args, Default, Clone)]
pub struct DnsArgs {
    /// A zone file laid over what is below.
    #[arg(long, value_name = "FILE")]
    pub zone: Vec<PathBuf>,
    /// A record laid over what is below.
    #[arg(long, value_name = "NAME TYPE DATA")]
    pub set: Vec<String>,
    /// A record set taken away.
    #[arg(long, value_name = "NAME TYPE")]
    pub unset: Vec<String>,
    /// Never open a socket.
    #[arg(long)]
    pub offline: bool,
    /// Write every answer to a file.
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// Answer from a recorded world.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["resolver", "record"])]
    pub replay: Option<PathBuf>,
    /// Where questions go.
    #[arg(long, value_name = "RESOLVER", conflicts_with = "offline")]
    pub resolver: Vec<String>,
    /// The bound on one question.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<Duration>,
    /// The bound on one domain.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub deadline: Option<Duration>,
}

impl DnsArgs {
    /// Whether answers are given, or wanted in a file.
    pub fn is_set(&self) -> bool {
        let edits = !self.zone.is_empty() || !self.set.is_empty() || !self.unset.is_empty();
        edits || self.record.is_some() || self.replay.is_some()
    }

    /// The files that answers are read from.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.zone.iter().chain(&self.replay).map(PathBuf::as_path)
    }
}

/// What makes the exit code.
#[derive(Debug, Args, Default, Clone)]
pub struct GateArgs {
    /// From what on the run fails.
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub fail_on: Option<FailOn>,
    /// Whether possible refusals count.
    #[arg(long, value_name = "CERTAINTY", value_enum)]
    pub min_certainty: Option<MinCertainty>,
    /// What open questions come to.
    #[arg(long, value_name = "OUTCOME", value_enum)]
    pub undetermined: Option<OnUndetermined>,
    /// The configuration file.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// What is printed, and where.
#[derive(Debug, Args, Default, Clone)]
pub struct OutputArgs {
    /// The format.
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<Format>,
    /// A file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The language.
    #[arg(long, value_name = "LANG", value_enum)]
    pub lang: Option<LangArg>,
    /// More details.
    #[arg(short, long)]
    pub verbose: bool,
    /// The verdict only.
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Colour.
    #[arg(long, value_name = "WHEN", value_enum)]
    pub color: Option<ColorArg>,
}

/// One `check_host()`.
#[derive(Debug, Args)]
pub struct SpfArgs {
    /// The domain; short for `--mail-from postmaster@DOMAIN`.
    pub domain: Option<String>,
    /// The client address.
    #[arg(long, value_name = "IP", required = true, value_parser = address)]
    pub ip: IpAddr,
    /// The MAIL FROM; empty for the null reverse-path.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "domain")]
    pub mail_from: Option<String>,
    /// The EHLO name.
    #[arg(long, value_name = "NAME")]
    pub helo: Option<String>,
    /// Where answers come from.
    #[command(flatten)]
    pub dns: DnsArgs,
    /// What is printed.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// One record.
#[derive(Debug, Args)]
pub struct RecordArgs {
    /// The record; `-` for standard input.
    pub text: Option<String>,
    /// A file of records, one a line.
    #[arg(long, value_name = "FILE|-", conflicts_with = "text")]
    pub input: Option<PathBuf>,
    /// Which kind of record it is, when the text does not say.
    #[arg(long, value_name = "KIND", value_enum)]
    pub kind: Option<KindArg>,
    /// How other readers understand it.
    #[arg(long)]
    pub second_opinion: bool,
    /// What is printed.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// A bounce, or many.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A reply, a log line, a code or a whole notification; `-` for standard input.
    pub text: Option<String>,
    /// A file of bounces, one a line, or a notification.
    #[arg(long, value_name = "FILE|-", conflicts_with = "text")]
    pub input: Option<PathBuf>,
    /// A mailbox of notifications.
    #[arg(long, value_name = "FILE|DIR", conflicts_with_all = ["text", "input", "domain"])]
    pub mailbox: Option<PathBuf>,
    /// The sender's domain, to be checked for what caused the bounce.
    #[arg(long, value_name = "DOMAIN")]
    pub domain: Option<String>,
    /// The stream, for the check.
    #[command(flatten)]
    pub stream: StreamArgs,
    /// Where answers come from, for the check.
    #[command(flatten)]
    pub dns: DnsArgs,
    /// What is printed.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// The catalogue, or one page of it.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// A rule, by id or slug.
    pub id: Option<String>,
    /// What is printed.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// The receivers, or one of them.
#[derive(Debug, Args)]
pub struct ReceiversArgs {
    /// A receiver, by id.
    pub id: Option<String>,
    /// A folder of receiver rules of one's own.
    #[arg(long, value_name = "DIR")]
    pub receivers: Option<PathBuf>,
    /// What is printed.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// The demonstration.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// What is printed.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Terminal,
    /// One document.
    Json,
    /// One report a line.
    Jsonl,
}

/// `--as` of `preflight fix`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tool {
    /// A unified diff of the zone files.
    Diff,
    /// Records in master file format.
    Bind,
    /// A script for `nsupdate`.
    Nsupdate,
    /// YAML for octoDNS.
    Octodns,
    /// JavaScript for dnscontrol.
    Dnscontrol,
    /// Terraform, for zones at Cloudflare.
    TerraformCloudflare,
    /// Terraform, for zones at Amazon Route 53.
    TerraformRoute53,
    /// Terraform, for zones at OVHcloud.
    TerraformOvh,
}

/// `--serial` of `preflight fix`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SerialArg {
    /// It stays.
    Keep,
    /// It is raised, in the manner it has.
    Bump,
}

/// `--lang`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// French.
    Fr,
    /// English.
    En,
}

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Certain refusals.
    Rejection,
    /// And error findings.
    Error,
    /// And warnings.
    Warning,
    /// Nothing.
    Never,
}

/// `--min-certainty`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MinCertainty {
    /// Only certain refusals count.
    Certain,
    /// Possible ones count too.
    Possible,
}

/// `--undetermined`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnUndetermined {
    /// Exit code 3.
    Fail,
    /// Exit code 0.
    Pass,
}

/// `--kind` of `preflight record`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// SPF.
    Spf,
    /// DMARC.
    Dmarc,
    /// A DKIM key.
    Dkim,
}

/// Why a value does not fit its option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValueError {
    /// `--timeout` and `--deadline`.
    #[error("write a number of seconds, above 0 and at most 86400 (a day), such as 5 or 0.5s")]
    Seconds,
    /// `--jobs`.
    #[error("write a whole number from 1 to 512")]
    Jobs,
    /// `--ip` of `preflight spf`.
    #[error("write one IP address, such as 192.0.2.1 or 2001:db8::1")]
    Address,
}

/// A number of seconds, with a fraction or an `s` behind it if one likes; at most a day.
fn seconds(text: &str) -> Result<Duration, ValueError> {
    let number = text.strip_suffix('s').unwrap_or(text);
    match number.parse::<f64>() {
        Ok(seconds) if seconds > 0.0 && seconds <= 86_400.0 => Ok(Duration::from_secs_f64(seconds)),
        _ => Err(ValueError::Seconds),
    }
}

fn jobs(text: &str) -> Result<u16, ValueError> {
    text.parse().ok().filter(|jobs| (1..=512).contains(jobs)).ok_or(ValueError::Jobs)
}

fn address(text: &str) -> Result<IpAddr, ValueError> {
    text.parse().map_err(|_| ValueError::Address)
}
