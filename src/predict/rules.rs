//! Receivers and their rules: one TOML file each, read when asked for.
//!
//! Adding a receiver takes a file and a line in [`FILES`]. Unknown keys are errors, and a rule may
//! only say what its source says: without a published reply there is no `reply`.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::condition::Condition;
use crate::dmarc::Generation;

/// The receivers that preflight knows, in the order in which they are shown: the large ones first.
/// `checked` is the day of the copy of the page that was read.
const FILES: [(&str, &str); 3] = [
    ("gmail.toml", include_str!("receivers/gmail.toml")),
    ("outlook.toml", include_str!("receivers/outlook.toml")),
    ("orange.toml", include_str!("receivers/orange.toml")),
];

/// Placeholders that the text of a reply may have.
pub const PLACEHOLDERS: [&str; 4] = ["{ip}", "{helo}", "{mailfrom_domain}", "{from_domain}"];

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

/// One operator that accepts mail, and what it does with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Patterns of its mail exchanges, by which a recipient's domain is recognised.
    pub mx: Vec<String>,
    /// Which DMARC it follows; `None` is not known.
    pub dmarc: Option<Generation>,
    /// Its rules, in the order of the file: of two at one stage the first is the one that answers.
    pub rules: Vec<Rule>,
}

/// What a receiver does under a condition, by its own word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its id, which starts with that of the receiver.
    pub id: String,
    /// When it applies.
    pub when: Condition,
    /// To whom.
    pub scope: Scope,
    /// From which day on; `None` is not published.
    pub since: Option<Date>,
    /// What the receiver does.
    pub action: Action,
    /// True when the receiver says that it may, not that it will.
    pub may: bool,
    /// In what words; `None` when none are published.
    pub reply: Option<Reply>,
    /// At which point of the session.
    pub stage: Stage,
    /// How well this is known.
    pub confidence: Confidence,
    /// Where it is written.
    pub source: String,
    /// The day the source was last read.
    pub checked: Date,
}

/// To whom a rule applies.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// From which volume on; `None`: everyone.
    #[serde(default)]
    pub above: Option<Above>,
    /// For which mailboxes of the receiver; `None`: all.
    #[serde(default)]
    pub mailboxes: Option<Mailboxes>,
}

/// The volume from which a rule binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// Messages a day to the receiver.
    Messages(u64),
    /// There is a threshold, and it is not published: the rule is at most possible.
    Unpublished,
}

/// A kind of mailboxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mailboxes {
    /// Those of persons, not of companies.
    Personal,
}

/// What a receiver does; ordered from light to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Counts it against the message.
    Score,
    /// Delivers it to the junk folder.
    Junk,
    /// Refuses for now.
    Defer,
    /// Refuses for good.
    Reject,
}

/// A reply of RFC 5321 section 4.2, as far as the source has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The reply code.
    #[serde(default)]
    pub code: Option<u16>,
    /// The enhanced status code (RFC 3463).
    #[serde(default)]
    pub status: Option<String>,
    /// The text, with [`PLACEHOLDERS`].
    #[serde(default)]
    pub text: Option<String>,
}

/// A point of the SMTP session, in the order in which they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The connection.
    Connect,
    /// EHLO.
    Helo,
    /// MAIL FROM.
    MailFrom,
    /// RCPT TO.
    RcptTo,
    /// The end of the message.
    EndOfData,
    /// After the message was accepted.
    PostAccept,
}

impl Stage {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Helo => "helo",
            Self::MailFrom => "mail_from",
            Self::RcptTo => "rcpt_to",
            Self::EndOfData => "end_of_data",
            Self::PostAccept => "post_accept",
        }
    }
}

/// How well a rule is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The receiver publishes it.
    Documented,
    /// Seen in its replies.
    Observed,
    /// Concluded from either.
    Inferred,
}

impl Confidence {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Observed => "observed",
            Self::Inferred => "inferred",
        }
    }
}

impl Reply {
    /// The text with its placeholders filled; one without a value stays as it is.
    pub fn filled<'a>(&self, value: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
        let mut text = self.text.clone()?;
        for placeholder in PLACEHOLDERS {
            if let Some(value) = value(placeholder) {
                text = text.replace(placeholder, value);
            }
        }
        Some(text)
    }
}

/// Every receiver that preflight knows, by id.
///
/// # Errors
/// [`RuleError`] for the first file that cannot be read; the suite proves that there is none.
pub fn receivers() -> Result<Vec<Receiver>, RuleError> {
    FILES.iter().map(|(file, text)| Receiver::parse(file, text)).collect()
}

impl Receiver {
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
        for rule in &written.rule {
            rule.check(&written.receiver.id).map_err(|message| error(rule.id.span().start, message))?;
            if !seen.insert(rule.id.get_ref()) {
                return Err(error(rule.id.span().start, format!("there are two rules `{}`", rule.id.get_ref())));
            }
        }
        let Head { id, name, mx, dmarc } = written.receiver;
        let rules = written.rule.into_iter().map(Rule::from).collect();
        Ok(Self { id, name, mx, dmarc: dmarc.generation(), rules })
    }
}

/// A receiver file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    receiver: Head,
    #[serde(default)]
    rule: Vec<WrittenRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    name: String,
    mx: Vec<String>,
    dmarc: WrittenGeneration,
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
    #[serde(default)]
    may: bool,
    #[serde(default)]
    reply: Option<Reply>,
    stage: Stage,
    confidence: Confidence,
    source: String,
    #[serde(deserialize_with = "day")]
    checked: Date,
}

impl WrittenRule {
    /// What the types cannot say: the id, and a reply that fits the action.
    fn check(&self, receiver: &str) -> Result<(), String> {
        let id = self.id.get_ref();
        if !id.strip_prefix(receiver).is_some_and(|rest| rest.len() > 1 && rest.starts_with('-')) {
            return Err(format!("the id `{id}` does not start with `{receiver}-`"));
        }
        match &self.reply {
            Some(reply) => reply.check(self.action),
            None => Ok(()),
        }
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

impl From<WrittenRule> for Rule {
    fn from(written: WrittenRule) -> Self {
        let WrittenRule { id, when, scope, since, action, may, reply, stage, confidence, source, checked } = written;
        let id = id.into_inner();
        Self { id, when, scope, since, action, may, reply, stage, confidence, source, checked }
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
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?;
    match (written.date, written.time) {
        (Some(date), None) => date.to_string().parse().map_err(serde::de::Error::custom),
        (_, _) => Err(serde::de::Error::custom(format!("{written} is not a day"))),
    }
}

fn optional_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}
