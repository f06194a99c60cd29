//! `--help` and usage errors in both languages.
//!
//! The shape of the command line comes from [`super::args`]; every sentence comes from
//! `i18n/*/cli.ftl`, under `help-<argument>`, `help-command-<subcommand>`.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::{Cli, ValueError};
use super::errors::Sentence;
use crate::i18n::{Lang, Texts};

/// The command line with its sentences in one language.
pub fn command(lang: Lang) -> Command {
    let texts = Texts::of(lang);
    dress(Cli::command(), texts, None).after_help(after(texts))
}

/// Commands to start from; the same in both languages.
const EXAMPLES: &str = "  preflight example.fr
  preflight example.fr --ip 192.0.2.10 --selector s1 --volume bulk
  preflight example.fr --set 'example.fr TXT \"v=spf1 mx -all\"'
  preflight demo";

fn after(texts: &Texts) -> String {
    format!("{}\n{EXAMPLES}\n\n{}", texts.plain("help-examples"), texts.plain("help-exit-codes"))
}

fn dress(command: Command, texts: &'static Texts, name: Option<&str>) -> Command {
    let about = match name {
        None => texts.plain("help-about"),
        Some(name) => texts.plain(&format!("help-command-{name}")),
    };
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", texts.plain("help-usage"));
    let mut command = command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(heading_text(texts, "commands"))
        .subcommand_value_name(texts.plain("help-value-command"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help))
        .mut_args(|arg| {
            let id = arg.get_id().as_str().to_owned();
            let takes_value = arg.get_action().takes_values();
            arg.help(help_text(texts, name, &id))
                .help_heading(heading_text(texts, heading(&id)))
                .hide_possible_values(takes_value)
                .hide_default_value(takes_value)
        });
    if name.is_none() {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command.arg(version.help(texts.plain("help-version")).help_heading(heading_text(texts, "output")));
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| dress(sub, texts, Some(&name)));
    }
    command
}

/// The sentence of an argument; a subcommand where it means something else has one of its own.
fn help_text(texts: &Texts, command: Option<&str>, id: &str) -> String {
    let id = id.replace('_', "-");
    let own = command.map(|command| format!("help-{command}-{id}")).filter(|key| texts.has(key));
    texts.plain(&own.unwrap_or_else(|| format!("help-{id}")))
}

/// A heading; the parser sets a colon behind it, which French wants apart.
fn heading_text(texts: &Texts, heading: &str) -> String {
    let text = texts.plain(&format!("help-heading-{heading}"));
    match texts.lang() {
        Lang::En => text,
        Lang::Fr => text + "\u{a0}",
    }
}

/// Under which heading an argument stands.
fn heading(id: &str) -> &'static str {
    match id {
        "domains" | "domain" | "text" | "id" | "shell" | "input" | "jobs" | "kind" | "mailbox" => "what",
        "ip" | "mail_from" | "helo" | "provider" | "selector" | "dkim" | "volume" | "to" | "for" | "receivers" => {
            "stream"
        }
        "zone" | "set" | "unset" | "offline" | "record" | "replay" | "resolver" | "timeout" | "deadline"
        | "blocklists" => "dns",
        "as" | "safe" | "write" | "serial" => "fix",
        "fail_on" | "min_certainty" | "undetermined" | "config" => "gate",
        _ => "output",
    }
}

/// A usage error as the user should read it. English keeps the parser's own, well-kept words, and
/// so does French where a mistake cannot be made on our command line.
pub fn usage_error(error: &clap::Error, lang: Lang) -> String {
    let texts = Texts::of(lang);
    let sentence = match lang {
        Lang::En => None,
        Lang::Fr => usage_sentence(error),
    };
    match sentence {
        Some(sentence) => {
            let hint = hint(error).map_or_else(String::new, |hint| hint.text(texts) + "\n");
            format!("{}\n{hint}\n{}\n", sentence.text(texts), texts.plain("usage-help"))
        }
        None => error.render().to_string(),
    }
}

/// What is wrong with the command line; `None` for what is no mistake of the user.
fn usage_sentence(error: &clap::Error) -> Option<Sentence> {
    let of = |kind| context(error, kind);
    let (arg, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let about = |key| Sentence::new(key).with("arg", &arg);
    Some(match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => about("usage-unknown-argument"),
        ErrorKind::UnknownArgument => about("usage-extra-argument"),
        ErrorKind::InvalidSubcommand => {
            Sentence::new("usage-unknown-command").with("command", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => usage_value(error, about, &value),
        ErrorKind::MissingRequiredArgument => about("usage-missing"),
        ErrorKind::ArgumentConflict => usage_conflict(error, &arg),
        ErrorKind::NoEquals => about("usage-equals"),
        ErrorKind::TooManyValues => about("usage-value-extra").with("value", value),
        ErrorKind::TooFewValues => usage_count(error, about, ContextKind::MinValues),
        ErrorKind::WrongNumberOfValues => usage_count(error, about, ContextKind::ExpectedNumValues),
        ErrorKind::MissingSubcommand => Sentence::new("usage-command-missing")
            .with("command", of(ContextKind::InvalidSubcommand))
            .with("allowed", of(ContextKind::ValidSubcommand)),
        ErrorKind::InvalidUtf8 => Sentence::new("usage-utf8"),
        _ => return None,
    })
}

fn usage_value(error: &clap::Error, about: impl Fn(&'static str) -> Sentence, value: &str) -> Sentence {
    let allowed = context(error, ContextKind::ValidValue);
    let why = std::error::Error::source(error).and_then(|source| source.downcast_ref::<ValueError>());
    match why {
        _ if value.is_empty() && why.is_none() => about("usage-value-missing"),
        Some(why) => about("usage-value-why").with("value", value).because(why),
        None if allowed.is_empty() => about("usage-value").with("value", value),
        None => about("usage-value-of").with("value", value).with("allowed", allowed),
    }
}

fn usage_conflict(error: &clap::Error, arg: &str) -> Sentence {
    let (command, other) = (context(error, ContextKind::InvalidSubcommand), context(error, ContextKind::PriorArg));
    let arg = if arg.is_empty() { &command } else { arg };
    match other.as_str() {
        "" => Sentence::new("usage-conflict-any").with("arg", arg),
        same if same == arg => Sentence::new("usage-repeated").with("arg", arg),
        other => Sentence::new("usage-conflict").with("arg", arg).with("other", other),
    }
}

fn usage_count(error: &clap::Error, about: impl Fn(&'static str) -> Sentence, wanted: ContextKind) -> Sentence {
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => usize::try_from(*number).unwrap_or_default(),
        _ => 0,
    };
    about("usage-value-count").count("wanted", number(wanted)).count("actual", number(ContextKind::ActualNumValues))
}

/// What was perhaps meant.
fn hint(error: &clap::Error) -> Option<Sentence> {
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(meant) = meant.into_iter().map(|kind| context(error, kind)).find(|meant| !meant.is_empty()) {
        return Some(Sentence::new("usage-suggestion").with("suggestion", meant));
    }
    // Other advice is English prose: to put two dashes before a value, or the option of a subcommand.
    let Some(ContextValue::StyledStrs(advice)) = error.get(ContextKind::Suggested) else { return None };
    let advice: Vec<_> = advice.iter().map(ToString::to_string).collect();
    let elsewhere = advice.iter().find_map(|text| text.strip_prefix('\'')?.strip_suffix("' exists"));
    match elsewhere {
        Some(meant) => Some(Sentence::new("usage-suggestion").with("suggestion", meant)),
        None if advice.iter().any(|text| text.starts_with("to pass '")) => {
            Some(Sentence::new("usage-value-behind-dashes").with("arg", context(error, ContextKind::InvalidArg)))
        }
        None => None,
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
