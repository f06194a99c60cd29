//! Receivers and what they do with mail: the types that their files are read into.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::condition::{Condition, Points};
use crate::dmarc::Generation;
use crate::i18n::Lang;

/// Placeholders that the text of a reply may have. The last ones are the receiver's to fill: they
/// are shown as they are.
pub const PLACEHOLDERS: [&str; 18] = [
    "{ip}",
    "{helo}",
    "{mailfrom_domain}",
    "{from_domain}",
    "{sender}",
    "{rcpt}",
    "{mx}",
    "{host}",
    "{port}",
    "{id}",
    "{token}",
    "{code}",
    "{result}",
    "{argument}",
    "{recipient_domain}",
    "{dnslist_domain}",
    "{reason}",
    "{reply}",
];

/// One operator that accepts mail, and what it does with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Patterns of its mail exchanges, by which a recipient's domain is recognised.
    pub mx: Vec<String>,
    /// Which DMARC it follows; `None` is not known.
    pub dmarc: Option<Generation>,
    /// Its rules, in the order of the file: of two at one stage the first is the one that answers.
    pub rules: Vec<Rule>,
    /// What it does for reasons that DNS does not show.
    pub unseen: Vec<Unseen>,
    /// What else it says.
    pub notes: Vec<Note>,
    /// What only others say of it: shown, and never predicted.
    pub claims: Vec<Note>,
}

/// What kind of receiver it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A provider of mailboxes.
    Mailbox,
    /// A filter before the mailboxes of others.
    Gateway,
    /// A program that anybody may run, in its default configuration.
    Software,
}

impl Kind {
    /// The word of the files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::Gateway => "gateway",
            Self::Software => "software",
        }
    }
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
    /// What it counts; for [`Action::Score`] where the receiver adds up.
    pub points: Option<Points>,
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

/// What a receiver does for a reason that DNS does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// Its id, which starts with that of the receiver.
    pub id: String,
    /// For what reason.
    pub about: About,
    /// To whom.
    pub scope: Scope,
    /// From which day on; `None` is not published.
    pub since: Option<Date>,
    /// What the receiver does.
    pub action: Action,
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

/// A reason that DNS does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// What the message says, or links to.
    Content,
    /// Headers that are missing or malformed.
    Headers,
    /// How much is sent at once, or over how many connections.
    Rate,
    /// What the receiver thinks of address or domain.
    Reputation,
    /// A list that the receiver keeps to itself.
    OwnList,
    /// How many recipients complain.
    Complaints,
    /// How many recipients do not exist, or what becomes of this one.
    Recipients,
    /// A connection without TLS.
    Tls,
    /// A first try that is put off.
    Greylisting,
    /// A rule of the receiver or its customer that the reply does not name.
    Policy,
    /// How the server speaks SMTP.
    Protocol,
    /// The sender's own account there.
    Account,
    /// Whether the sender's address takes mail, by trying.
    Callout,
    /// DNS that fails the receiver.
    DnsFailure,
    /// Where a zone begins.
    ZoneCut,
}

impl About {
    /// Every reason, in the order in which they are told.
    pub const ALL: [Self; 15] = [
        Self::Content,
        Self::Headers,
        Self::Rate,
        Self::Reputation,
        Self::OwnList,
        Self::Complaints,
        Self::Recipients,
        Self::Tls,
        Self::Greylisting,
        Self::Policy,
        Self::Protocol,
        Self::Account,
        Self::Callout,
        Self::DnsFailure,
        Self::ZoneCut,
    ];

    /// The word of the files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Headers => "headers",
            Self::Rate => "rate",
            Self::Reputation => "reputation",
            Self::OwnList => "own_list",
            Self::Complaints => "complaints",
            Self::Recipients => "recipients",
            Self::Tls => "tls",
            Self::Greylisting => "greylisting",
            Self::Policy => "policy",
            Self::Protocol => "protocol",
            Self::Account => "account",
            Self::Callout => "callout",
            Self::DnsFailure => "dns_failure",
            Self::ZoneCut => "zone_cut",
        }
    }
}

/// A remark on a receiver. It stands in the receiver's file, in both languages, since it is part of
/// what was read there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id, which starts with that of the receiver.
    pub id: String,
    /// The remark in English.
    pub en: String,
    /// The remark in French.
    pub fr: String,
    /// Where it is written.
    pub source: String,
    /// The day the source was last read.
    pub checked: Date,
}

impl Note {
    /// The remark in a language.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
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
    /// Under which setting of the receiver, which is off by default or the customer's own; `None`:
    /// always. Such a rule is heard only when the receiver was named, and is possible at most.
    #[serde(default)]
    pub option: Option<String>,
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
    /// Those of persons.
    Personal,
    /// Those of companies, on domains of their own.
    Hosted,
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

impl Action {
    /// The word of the files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Junk => "junk",
            Self::Defer => "defer",
            Self::Reject => "reject",
        }
    }
}

impl Mailboxes {
    /// The word of the files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Hosted => "hosted",
        }
    }
}

/// A reply of RFC 5321 section 4.2, as far as the source has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
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

impl Receiver {
    /// The receiver as one hears it: rules of settings that need not be on count only where the
    /// receiver was named.
    #[must_use]
    pub fn heard(mut self, named: bool) -> Self {
        self.rules.retain(|rule| named || rule.scope.option.is_none());
        self
    }
}

impl Rule {
    /// True when the rule was not looked at again for a year.
    pub fn is_stale(&self, today: Date) -> bool {
        is_stale(self.checked, today)
    }
}

/// True when what was read on a day was not looked at again for a year.
pub fn is_stale(checked: Date, today: Date) -> bool {
    checked.saturating_add(jiff::Span::new().years(1)) < today
}

impl Reply {
    /// The codes as one says them: `550 5.7.26`, `550`, `5.7.32`; empty without any.
    pub fn codes(&self) -> String {
        let code = self.code.map(|code| code.to_string());
        [code, self.status.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

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
