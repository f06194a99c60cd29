//! `--help` and usage errors in both languages.
//!
//! The shape of the command line comes from [`super::args`]; every sentence comes from
//! `i18n/*/cli.ftl`, under `help-<argument>`, `help-command-<subcommand>`.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Cli;
use crate::i18n::{Lang, Texts};
use crate::values;

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
        "domains" | "domain" | "text" | "id" | "shell" | "input" | "jobs" | "kind" => "what",
        "ip" | "mail_from" | "helo" | "selector" | "dkim" | "volume" | "receivers" => "stream",
        "zone" | "set" | "unset" | "offline" | "record" | "replay" | "resolver" | "timeout" | "deadline" => "dns",
        "fail_on" | "min_certainty" | "undetermined" | "config" => "gate",
        _ => "output",
    }
}

/// A usage error as the user should read it. English keeps the parser's own, well-kept words.
pub fn usage_error(error: &clap::Error, lang: Lang) -> String {
    if lang == Lang::En {
        return error.render().to_string();
    }
    let texts = Texts::of(lang);
    let of = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let arg = of(ContextKind::InvalidArg);
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => texts.text("usage-unknown-argument", values! {"arg": arg}),
        ErrorKind::InvalidSubcommand => {
            texts.text("usage-unknown-command", values! {"command": of(ContextKind::InvalidSubcommand)})
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, allowed) = (of(ContextKind::InvalidValue), of(ContextKind::ValidValue));
            match (value.is_empty(), allowed.is_empty()) {
                (true, _) => texts.text("usage-value-missing", values! {"arg": arg}),
                (false, true) => texts.text("usage-value", values! {"arg": arg, "value": value}),
                (false, false) => {
                    texts.text("usage-value-of", values! {"arg": arg, "value": value, "allowed": allowed})
                }
            }
        }
        ErrorKind::MissingRequiredArgument => texts.text("usage-missing", values! {"arg": arg}),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            other if other == arg => texts.text("usage-repeated", values! {"arg": arg}),
            other => texts.text("usage-conflict", values! {"arg": arg, "other": other}),
        },
        _ => return error.render().to_string(),
    };
    let hint = match error.get(ContextKind::SuggestedArg).or_else(|| error.get(ContextKind::SuggestedSubcommand)) {
        Some(ContextValue::String(text)) => {
            texts.text("usage-suggestion", values! {"suggestion": text.as_str()}) + "\n"
        }
        _ => String::new(),
    };
    format!("{sentence}\n{hint}\n{}\n", texts.plain("usage-help"))
}
