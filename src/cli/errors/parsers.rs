//! What the operating system and the parsers of JSON and TOML say.
//!
//! The parsers tell a mistake in English prose only. The forms of it that a hand-written file can
//! meet are recognised and told in our own words; any other text is shown as it is.

use std::fmt::Display;
use std::io::ErrorKind;

use hickory_resolver::net::NetError;
use serde_json::error::Category;

use super::Sentence;
use crate::name::NameError;

/// A text of another program, as it is.
pub(super) fn verbatim(text: impl Display) -> Sentence {
    Sentence::new("error-verbatim").with("text", text)
}

/// What the operating system says; `text` is its own text.
pub(super) fn io(kind: ErrorKind, text: impl Display) -> Sentence {
    match kind {
        ErrorKind::NotFound => Sentence::new("error-io-not-found"),
        ErrorKind::PermissionDenied => Sentence::new("error-io-permission"),
        ErrorKind::IsADirectory => Sentence::new("error-io-folder"),
        ErrorKind::NotADirectory => Sentence::new("error-io-not-folder"),
        ErrorKind::InvalidData => Sentence::new("error-io-data"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Sentence::new("error-io-full"),
        ErrorKind::ReadOnlyFilesystem => Sentence::new("error-io-read-only"),
        _ => verbatim(text),
    }
}

/// What keeps the system's resolver configuration from being read.
pub(super) fn net(error: &NetError) -> Sentence {
    match error {
        NetError::Io(error) => error.as_ref().into(),
        other => verbatim(other),
    }
}

/// Which words name a group of keys.
#[derive(Clone, Copy)]
enum Syntax {
    Json,
    Toml,
}

impl From<&toml::de::Error> for Sentence {
    fn from(error: &toml::de::Error) -> Self {
        let message = error.message();
        misfit(message, Syntax::Toml).unwrap_or_else(|| toml_syntax(message))
    }
}

/// What is no TOML. What a text without quotes is taken for hangs on its first letter.
fn toml_syntax(message: &str) -> Sentence {
    let fault = message.split(", expected ").next().unwrap_or_default();
    Sentence::new(match fault {
        "duplicate key" => "error-toml-duplicate",
        "string values must be quoted" => "error-toml-value",
        "key with no value" => "error-toml-no-value",
        "invalid unquoted key" => "error-toml-key",
        "missing comma between array elements" | "missing comma between key-value pairs" => "error-toml-comma",
        "missing escaped value" => "error-toml-text",
        _ if fault.starts_with("unclosed ") => "error-toml-unclosed",
        _ if fault.starts_with("invalid ") && fault.ends_with(" string") => "error-toml-text",
        _ if ["invalid boolean", "invalid float", "invalid date-time"].contains(&fault)
            || fault.starts_with("invalid ") && fault.ends_with(" number") =>
        {
            "error-toml-value"
        }
        _ => return Sentence::new("error-toml").with("text", message),
    })
}

impl From<&serde_json::Error> for Sentence {
    fn from(error: &serde_json::Error) -> Self {
        let (shown, line, column) = (error.to_string(), error.line(), error.column());
        let message = shown.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&shown);
        let sentence = match error.classify() {
            Category::Io => return io(error.io_error_kind().unwrap_or(ErrorKind::Other), message),
            Category::Eof => Self::new("error-json-end"),
            Category::Syntax => json_syntax(message),
            Category::Data => misfit(message, Syntax::Json).unwrap_or_else(|| verbatim(message)),
        };
        match line {
            0 => sentence,
            _ => Self::new("error-json-place").with("line", line).with("column", column).because(sentence),
        }
    }
}

fn json_syntax(message: &str) -> Sentence {
    match message {
        "expected value" => Sentence::new("error-json-value"),
        "trailing characters" => Sentence::new("error-json-trailing"),
        "trailing comma" => Sentence::new("error-json-comma"),
        "key must be a string" => Sentence::new("error-json-key"),
        _ => match quoted(message).as_str() {
            wanted if message.starts_with("expected `") && !wanted.is_empty() => {
                Sentence::new("error-json-expected").with("wanted", wanted)
            }
            _ => Sentence::new("error-json").with("text", message),
        },
    }
}

/// A well-formed document that is not of our shape, by the forms of `serde::de::Error` and of the
/// types that are read here.
fn misfit(message: &str, syntax: Syntax) -> Option<Sentence> {
    member(message)
        .or_else(|| kind_of_value(message, syntax))
        .or_else(|| {
            let text = message.strip_prefix("unknown record type \"")?.strip_suffix('"')?;
            Some(Sentence::new("error-type").with("text", text))
        })
        .or_else(|| name_error(message).map(|error| Sentence::new("error-misfit-name").because(&error)))
        .or_else(|| (message == "wanted string or table").then(|| Sentence::new("error-misfit-no-word")))
        .or_else(|| message.contains("untagged enum VolumeValue").then(|| Sentence::new("error-misfit-volume")))
}

/// A key or a word that is unknown, missing or there twice.
fn member(message: &str) -> Option<Sentence> {
    let (key, rest) = [
        ("error-misfit-unknown", "unknown field `"),
        ("error-misfit-word", "unknown variant `"),
        ("error-misfit-missing", "missing field `"),
        ("error-misfit-duplicate", "duplicate field `"),
    ]
    .into_iter()
    .find_map(|(key, form)| Some((key, message.strip_prefix(form)?)))?;
    Some(match rest.split_once("`, expected ") {
        Some((name, allowed)) => Sentence::new(key).with("name", name).with("allowed", quoted(allowed)),
        None => Sentence::new(key).with("name", rest.trim_end_matches('`')),
    })
}

/// A value of the wrong type, or a number that does not fit.
fn kind_of_value(message: &str, syntax: Syntax) -> Option<Sentence> {
    let typed = message.strip_prefix("invalid type: ");
    let (found, expected) = typed.or_else(|| message.strip_prefix("invalid value: "))?.rsplit_once(", expected ")?;
    let group = match syntax {
        Syntax::Json => "object",
        Syntax::Toml => "table",
    };
    let expected = match expected {
        "a string" | "string" => "text",
        "a boolean" => "boolean",
        "a sequence" => "list",
        "a map" => group,
        "u16" | "u32" | "u64" => "number",
        _ if expected.starts_with("struct ") => group,
        _ => return None,
    };
    if typed.is_none() {
        let value = quoted(found);
        return (expected == "number" && !value.is_empty())
            .then(|| Sentence::new("error-misfit-number").with("value", value));
    }
    let found = match found.split([' ', '`']).next()? {
        "string" => "text",
        "boolean" => "boolean",
        "integer" | "floating" => "number",
        "sequence" => "list",
        "map" => group,
        "null" | "unit" => "nothing",
        "datetime" => "date",
        _ => return None,
    };
    Some(Sentence::new("error-misfit-type").with("found", found).with("expected", expected))
}

/// The name error that prints as `message`.
fn name_error(message: &str) -> Option<NameError> {
    let plain =
        [NameError::Empty, NameError::EmptyLabel, NameError::TooLong, NameError::Idna, NameError::Escape].into_iter();
    let label = message.split('"').nth(1).map(|label| NameError::LabelTooLong(label.to_owned()));
    plain.chain(label).chain(message.chars().map(NameError::Character)).find(|error| error.to_string() == message)
}

/// What stands between backticks, as a list.
fn quoted(text: &str) -> String {
    text.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(", ")
}
