//! Receiver files: TOML, one per receiver. Unknown keys are errors, and a rule may only say what its
//! source says: without a published reply there is no `reply`.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::condition::{Condition, Points};
use super::rules::{
    About, Above, Action, Confidence, Kind, Mailboxes, Note, PLACEHOLDERS, Receiver, Reply, Rule, Scope, Stage, Unseen,
};
use crate::dmarc::Generation;

/// Why a receiver file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The rules of another receiver that hold here too.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesOf {
    /// Its id.
    pub receiver: String,
    /// Whose mailboxes these are: rules for the other kind do not hold.
    pub mailboxes: Mailboxes,
}

/// A receiver file that was read, and the rules it takes from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiverFile {
    /// The receiver, with the rules of its own file.
    pub receiver: Receiver,
    /// What it takes over.
    pub rules_of: Option<RulesOf>,
}

impl ReceiverFile {
    /// Reads one receiver file.
    ///
    /// # Errors
    /// [`RuleError`] names file and line.
    pub fn parse(file: &str, text: &str) -> Result<Self, RuleError> {
        let error = |at: usize, message: String| {
            let line = text.bytes().take(at).filter(|octet| *octet == b'\n').count() + 1;
            RuleError { file: file.to_owned(), line, message }
        };
        let written: File =
            toml::from_str(text).map_err(|e| error(e.span().map_or(0, |span| span.start), e.message().to_owned()))?;
        let mut seen = BTreeSet::new();
        for (id, checked) in written.checked() {
            checked.map_err(|message| error(id.span().start, message))?;
            if !seen.insert(id.get_ref()) {
                return Err(error(id.span().start, format!("there are two rules `{}`", id.get_ref())));
            }
        }
        Ok(written.into())
    }
}

impl Receiver {
    /// Reads a receiver file that takes nothing from another.
    ///
    /// # Errors
    /// [`RuleError`] names file and line.
    pub fn parse(file: &str, text: &str) -> Result<Self, RuleError> {
        ReceiverFile::parse(file, text).map(|read| read.receiver)
    }
}

/// A receiver file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    receiver: Head,
    #[serde(default)]
    rule: Vec<WrittenRule>,
    #[serde(default)]
    unseen: Vec<WrittenUnseen>,
    #[serde(default)]
    note: Vec<WrittenNote>,
    #[serde(default)]
    claim: Vec<WrittenNote>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    name: String,
    kind: Kind,
    mx: Vec<String>,
    dmarc: WrittenGeneration,
    rules_of: Option<RulesOf>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum WrittenGeneration {
    Rfc7489,
    Rfc9989,
    Unknown,
}

impl WrittenGeneration {
    fn generation(&self) -> Option<Generation> {
        match self {
            Self::Rfc7489 => Some(Generation::Rfc7489),
            Self::Rfc9989 => Some(Generation::Rfc9989),
            Self::Unknown => None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    id: Spanned<String>,
    when: Condition,
    #[serde(default)]
    scope: Scope,
    #[serde(default, deserialize_with = "optional_day")]
    since: Option<Date>,
    action: Action,
    points: Option<f64>,
    #[serde(default)]
    may: bool,
    reply: Option<Reply>,
    stage: Stage,
    confidence: Confidence,
    source: String,
    #[serde(deserialize_with = "day")]
    checked: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenUnseen {
    id: Spanned<String>,
    about: About,
    #[serde(default)]
    scope: Scope,
    #[serde(default, deserialize_with = "optional_day")]
    since: Option<Date>,
    action: Action,
    reply: Option<Reply>,
    stage: Stage,
    confidence: Confidence,
    source: String,
    #[serde(deserialize_with = "day")]
    checked: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenNote {
    id: Spanned<String>,
    #[serde(default, deserialize_with = "optional_day")]
    #[expect(dead_code, reason = "part of what was read; nothing is decided by it")]
    since: Option<Date>,
    en: String,
    fr: String,
    source: String,
    #[serde(deserialize_with = "day")]
    checked: Date,
}

impl File {
    /// Every entry, with what the types cannot say: the id, a reply that fits the action, points where
    /// they are counted.
    fn checked(&self) -> impl Iterator<Item = (&Spanned<String>, Result<(), String>)> {
        let receiver = self.receiver.id.as_str();
        let rules = self.rule.iter().map(|rule| (&rule.id, rule.check()));
        let unseen = self.unseen.iter().map(|unseen| {
            let reply = unseen.reply.as_ref().map_or(Ok(()), |reply| reply.check(unseen.action));
            (&unseen.id, reply)
        });
        let notes = self.note.iter().chain(&self.claim).map(|note| (&note.id, Ok(())));
        rules
            .chain(unseen)
            .chain(notes)
            .map(move |(id, checked)| (id, starts_with(id.get_ref(), receiver).and(checked)))
    }
}

fn starts_with(id: &str, receiver: &str) -> Result<(), String> {
    match id.strip_prefix(receiver) {
        Some(rest) if rest.len() > 1 && rest.starts_with('-') => Ok(()),
        Some(_) | None => Err(format!("the id `{id}` does not start with `{receiver}-`")),
    }
}

impl WrittenRule {
    fn check(&self) -> Result<(), String> {
        match (self.action, self.points) {
            (Action::Score, Some(points)) if Points::new(points).is_some() => {}
            (_, None) => {}
            (Action::Score, Some(_)) => return Err("that is no number of points".to_owned()),
            (Action::Reject | Action::Defer | Action::Junk, Some(_)) => {
                return Err("only `action = \"score\"` has points".to_owned());
            }
        }
        if self.action == Action::Score && self.when.is_about_score() {
            return Err("the score cannot hang on itself".to_owned());
        }
        self.reply.as_ref().map_or(Ok(()), |reply| reply.check(self.action))
    }
}

impl Reply {
    fn check(&self, action: Action) -> Result<(), String> {
        let class = match action {
            Action::Reject => b'5',
            Action::Defer => b'4',
            Action::Junk | Action::Score => return Err("mail that is accepted gets no reply of a refusal".to_owned()),
        };
        if let Some(code) = self.code
            && !(code.to_string().len() == 3 && code.to_string().as_bytes().first() == Some(&class))
        {
            return Err(format!("the code {code} does not fit the action"));
        }
        if let Some(status) = &self.status {
            let parts: Vec<_> = status.split('.').collect();
            let numbers = parts.iter().all(|part| part.len() <= 3 && part.parse::<u16>().is_ok());
            if parts.len() != 3 || !numbers || parts.first().map(|part| part.as_bytes()) != Some(&[class]) {
                return Err(format!("the status {status} does not fit the action"));
            }
        }
        let text =
            PLACEHOLDERS.iter().fold(self.text.clone().unwrap_or_default(), |text, known| text.replace(known, ""));
        match text.contains(['{', '}']) {
            true => Err(format!("the text has another placeholder than {}", PLACEHOLDERS.join(", "))),
            false => Ok(()),
        }
    }
}

impl From<File> for ReceiverFile {
    fn from(written: File) -> Self {
        let Head { id, name, kind, mx, dmarc, rules_of } = written.receiver;
        let receiver = Receiver {
            id,
            name,
            kind,
            mx,
            dmarc: dmarc.generation(),
            rules: written.rule.into_iter().map(Rule::from).collect(),
            unseen: written.unseen.into_iter().map(Unseen::from).collect(),
            notes: written.note.into_iter().map(Note::from).collect(),
            claims: written.claim.into_iter().map(Note::from).collect(),
        };
        Self { receiver, rules_of }
    }
}

impl From<WrittenRule> for Rule {
    fn from(written: WrittenRule) -> Self {
        let WrittenRule { id, when, scope, since, action, points, may, reply, stage, confidence, source, checked } =
            written;
        let (id, points) = (id.into_inner(), points.and_then(Points::new));
        Self { id, when, scope, since, action, points, may, reply, stage, confidence, source, checked }
    }
}

impl From<WrittenUnseen> for Unseen {
    fn from(written: WrittenUnseen) -> Self {
        let WrittenUnseen { id, about, scope, since, action, reply, stage, confidence, source, checked } = written;
        Self { id: id.into_inner(), about, scope, since, action, reply, stage, confidence, source, checked }
    }
}

impl From<WrittenNote> for Note {
    fn from(written: WrittenNote) -> Self {
        let WrittenNote { id, since: _, en, fr, source, checked } = written;
        Self { id: id.into_inner(), en, fr, source, checked }
    }
}

impl<'de> Deserialize<'de> for Above {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Volume;

        impl serde::de::Visitor<'_> for Volume {
            type Value = Above;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("messages a day, or \"unpublished\"")
            }

            fn visit_i64<E: serde::de::Error>(self, messages: i64) -> Result<Above, E> {
                u64::try_from(messages).map(Above::Messages).map_err(E::custom)
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Above, E> {
                match word {
                    "unpublished" => Ok(Above::Unpublished),
                    other => Err(E::invalid_value(serde::de::Unexpected::Str(other), &self)),
                }
            }
        }

        deserializer.deserialize_any(Volume)
    }
}

/// A day as TOML writes it, without a time.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?;
    match (written.date, written.time) {
        (Some(date), None) => date.to_string().parse().map_err(serde::de::Error::custom),
        (_, _) => Err(serde::de::Error::custom(format!("{written} is not a day"))),
    }
}

fn optional_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}
