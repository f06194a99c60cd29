//! What the errors of the library are in the words of `i18n/*/errors.ftl`.
//!
//! The `Display` of an error speaks English, to developers. Here each error becomes a [`Sentence`],
//! by a match without a rest: a new variant does not compile before it has one. What other crates
//! say stands in [`parsers`].

mod parsers;
#[cfg(test)]
mod tests;

use std::fmt::Display;
use std::io;

use super::args::ValueError;
use crate::dns::layered::EditError;
use crate::dns::live::ResolverError;
use crate::dns::record::DataError;
use crate::dns::recorded::{EntryProblem, RecordingError, VERSION};
use crate::finding::Value;
use crate::fix::output::in_place::WriteError;
use crate::fix::output::zone_patch::PatchError;
use crate::i18n::Texts;
use crate::limits;
use crate::name::NameError;
use crate::text;
use crate::zone::files::FileError;
use crate::zone::generate::GenerateError;
use crate::zone::lexer::FaultKind;
use crate::zone::records::ZoneErrorKind;

/// A text by key and values, in no language yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    key: &'static str,
    parts: Vec<(&'static str, Part)>,
}

/// What stands in a sentence under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Value(Value),
    Sentence(Sentence),
}

impl Sentence {
    /// The text `key`, without values so far.
    pub fn new(key: &'static str) -> Self {
        Self { key, parts: Vec::new() }
    }

    /// The key.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Names a value, made safe to show.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.parts.push((name, Part::Value(Value::Text(text::show_text(&value.to_string())))));
        self
    }

    /// Names a number that the sentence counts with.
    #[must_use]
    pub fn count(mut self, name: &'static str, number: usize) -> Self {
        self.parts.push((name, Part::Value(Value::Number(number as u64))));
        self
    }

    /// Puts the cause into the sentence, as its `error`.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Self>) -> Self {
        self.parts.push(("error", Part::Sentence(cause.into())));
        self
    }

    /// The sentence in one language.
    pub fn text(&self, texts: &Texts) -> String {
        let values: Vec<_> = self.parts.iter().map(|(name, part)| (*name, part.value(texts))).collect();
        texts.text(self.key, values.iter().map(|(name, value)| (*name, value)))
    }
}

impl Part {
    fn value(&self, texts: &Texts) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::Sentence(sentence) => Value::Text(sentence.text(texts)),
        }
    }
}

impl From<&NameError> for Sentence {
    fn from(error: &NameError) -> Self {
        let reason = |reason| Self::new("name-error").with("reason", reason);
        match error {
            NameError::Empty => reason("empty"),
            NameError::EmptyLabel => reason("empty-label"),
            NameError::LabelTooLong(label) => reason("label-too-long").with("label", label),
            NameError::TooLong => reason("too-long"),
            NameError::Character(character) => reason("character").with("character", character),
            NameError::Idna => reason("idna"),
            NameError::Escape => reason("escape"),
        }
    }
}

impl From<&DataError> for Sentence {
    fn from(error: &DataError) -> Self {
        match error {
            DataError::Missing { kind, wanted } => {
                Self::new("error-data-missing").with("kind", kind).count("wanted", *wanted)
            }
            DataError::Extra(kind) => Self::new("error-data-extra").with("kind", kind),
            DataError::Address(text) => Self::new("error-data-address").with("text", text),
            DataError::Number(text) => Self::new("error-data-number").with("text", text),
            DataError::Name { text, source } => Self::new("error-name").with("text", text).because(source),
            DataError::StringTooLong(octets) => Self::new("error-data-string").count("octets", *octets),
            DataError::Unterminated => Self::new("error-data-unterminated"),
            DataError::Generic => Self::new("error-data-generic"),
        }
    }
}

impl From<&EditError> for Sentence {
    fn from(error: &EditError) -> Self {
        match error {
            EditError::Missing { expected, missing } => {
                Self::new("error-edit-missing").with("expected", expected).with("missing", missing)
            }
            EditError::Name { text, source } => Self::new("error-name").with("text", text).because(source),
            EditError::Type(text) => Self::new("error-type").with("text", text),
            EditError::Data { name, kind, source } => {
                Self::new("error-edit-data").with("name", name).with("kind", kind).because(source)
            }
            EditError::Extra(text) => Self::new("error-edit-extra").with("text", text),
        }
    }
}

impl From<&FileError> for Sentence {
    fn from(error: &FileError) -> Self {
        match error {
            FileError::Io(error) => error.as_ref().into(),
            FileError::NotAFile => Self::new("error-file-irregular"),
            FileError::TooLarge => too_large(),
            FileError::Outside => Self::new("error-file-outside"),
            FileError::Refused => Self::new("error-file-refused"),
        }
    }
}

fn too_large() -> Sentence {
    Sentence::new("error-file-size").with("limit", limits::FILE_OCTETS >> 20)
}

impl From<&FaultKind> for Sentence {
    fn from(error: &FaultKind) -> Self {
        Self::new(match error {
            FaultKind::OpenQuote => "error-fault-open-quote",
            FaultKind::OpenParenthesis => "error-fault-open-parenthesis",
            FaultKind::CloseParenthesis => "error-fault-close-parenthesis",
            FaultKind::Escape => "error-fault-escape",
        })
    }
}

impl From<&GenerateError> for Sentence {
    fn from(error: &GenerateError) -> Self {
        match error {
            GenerateError::Range => Self::new("error-generate-range"),
            GenerateError::Limit => Self::new("error-generate-limit").with("limit", limits::ZONE_GENERATED),
            GenerateError::Modifier => Self::new("error-generate-modifier"),
            GenerateError::Negative => Self::new("error-generate-negative"),
        }
    }
}

impl From<&ZoneErrorKind> for Sentence {
    fn from(error: &ZoneErrorKind) -> Self {
        match error {
            ZoneErrorKind::Syntax(fault) => fault.into(),
            ZoneErrorKind::NoOwner => Self::new("error-zone-no-owner"),
            ZoneErrorKind::Name { text, source } => Self::new("error-name").with("text", text).because(source),
            ZoneErrorKind::NotAscii(text) => Self::new("error-zone-not-ascii").with("text", text),
            ZoneErrorKind::NoOrigin(text) => Self::new("error-zone-no-origin").with("text", text),
            ZoneErrorKind::NoZone => Self::new("error-zone-no-zone"),
            ZoneErrorKind::OutOfZone { owner, origin } => {
                Self::new("error-zone-outside").with("owner", owner).with("origin", origin)
            }
            ZoneErrorKind::Class(text) => Self::new("error-zone-class").with("text", text),
            ZoneErrorKind::Ttl(text) => Self::new("error-zone-ttl").with("text", text),
            ZoneErrorKind::NoType => Self::new("error-zone-no-type"),
            ZoneErrorKind::Type(text) => Self::new("error-type").with("text", text),
            ZoneErrorKind::Data(error) => error.into(),
            ZoneErrorKind::Directive(text) => Self::new("error-zone-directive").with("text", text),
            ZoneErrorKind::Arguments { directive, takes } => Self::new("error-zone-arguments")
                .with("directive", directive)
                .with("form", directive.trim_start_matches('$').to_lowercase())
                .with("takes", takes),
            ZoneErrorKind::Include { path, source } => {
                Self::new("error-zone-include").with("path", path).because(source)
            }
            ZoneErrorKind::IncludeCycle(path) => Self::new("error-zone-include-cycle").with("path", path),
            ZoneErrorKind::IncludeLimit(path) => Self::new("error-zone-include-limit").with("path", path),
            ZoneErrorKind::Generate(error) => error.into(),
        }
    }
}

impl From<&RecordingError> for Sentence {
    fn from(error: &RecordingError) -> Self {
        match error {
            RecordingError::Io(error) => error.into(),
            RecordingError::TooLarge => too_large(),
            RecordingError::Json(error) => error.into(),
            RecordingError::Version(version) => {
                Self::new("error-recording-version").with("version", version).with("known", VERSION)
            }
            RecordingError::Entry { number, question, problem } => {
                Self::new("error-recording-entry").with("number", number).with("question", question).because(problem)
            }
        }
    }
}

impl From<&EntryProblem> for Sentence {
    fn from(error: &EntryProblem) -> Self {
        match error {
            EntryProblem::Duplicate => Self::new("error-entry-duplicate"),
            EntryProblem::Data { text, source } => Self::new("error-entry-data").with("text", text).because(source),
            EntryProblem::Missing { status, member } => {
                Self::new("error-entry-missing").with("status", status).with("member", member)
            }
            EntryProblem::Unexpected { status, member } => {
                Self::new("error-entry-unexpected").with("status", status).with("member", member)
            }
            EntryProblem::Chain => Self::new("error-entry-chain").with("limit", limits::CNAME_CHAIN),
        }
    }
}

impl From<&ResolverError> for Sentence {
    fn from(error: &ResolverError) -> Self {
        match error {
            ResolverError::Form(text) => Self::new("error-resolver-form").with("text", text),
            ResolverError::Scheme(scheme) => Self::new("error-resolver-scheme").with("scheme", scheme),
            ResolverError::Port(port) => Self::new("error-resolver-port").with("port", port),
            ResolverError::Host { host, source } => Self::new("error-resolver-host").with("host", host).because(source),
            ResolverError::CertificateName(name) => Self::new("error-resolver-certificate-name").with("name", name),
            ResolverError::HttpsV6(address) => Self::new("error-resolver-https-v6").with("address", address),
            ResolverError::Path(path) => Self::new("error-resolver-path").with("path", path),
            ResolverError::System(error) => Self::new("error-resolver-system").because(parsers::net(error)),
            ResolverError::Unresolvable { host, source: _ } => {
                Self::new("error-resolver-unresolvable").with("host", host)
            }
            ResolverError::Tls(error) => Self::new("error-resolver-tls").because(parsers::verbatim(error)),
        }
    }
}

impl From<&ValueError> for Sentence {
    fn from(error: &ValueError) -> Self {
        match error {
            ValueError::Seconds => Self::new("error-value-seconds"),
            ValueError::Jobs => Self::new("error-value-jobs"),
            ValueError::Address => Self::new("error-value-address"),
        }
    }
}

impl From<&io::Error> for Sentence {
    fn from(error: &io::Error) -> Self {
        parsers::io(error.kind(), error)
    }
}

impl From<&PatchError> for Sentence {
    fn from(error: &PatchError) -> Self {
        match error {
            PatchError::Included { question, file } => {
                Self::new("error-patch-included").with("question", question).with("file", file)
            }
            PatchError::Generated { question, location } => {
                Self::new("error-patch-generated").with("question", question).with("place", location)
            }
            PatchError::Stale { question } => Self::new("error-patch-stale").with("question", question),
            PatchError::OutOfZone { question, zone } => {
                Self::new("error-patch-out-of-zone").with("question", question).with("zone", zone)
            }
            PatchError::NoSoa => Self::new("error-patch-no-soa"),
            PatchError::Unfaithful { question } => Self::new("error-patch-unfaithful").with("question", question),
        }
    }
}

impl From<&WriteError> for Sentence {
    fn from(error: &WriteError) -> Self {
        match error {
            WriteError::File(error) => Self::from(error),
            WriteError::Changed => Self::new("error-write-changed"),
            WriteError::Beside(error) => Self::new("error-write-beside").because(error),
            WriteError::Owner(error) => Self::new("error-write-owner").because(error),
        }
    }
}
