//! A bounce explained: from a reply line, a log line, a code or a whole notification to its cause, who
//! can do something about it, and the steps.
//!
//! What a receiver says in its own words counts more than what it means by a code, and that more than
//! wordings that many servers share; a code by itself means what the registry says. A text that nobody
//! knows is called unknown. Whether mail is held back or refused is said by the first digit alone
//! (RFC 5321 section 4.2.1), unless a log or a notification says what became of it.
//!
//! Nothing of an explanation is taken from the text: all its words are ours.

pub mod cause;
pub mod codes;
pub mod dsn;
pub mod evidence;
pub mod lines;
pub mod normal;
pub mod patterns;
pub mod reply;
pub mod sender;
pub mod summary;
mod tables;
pub mod words;

use self::cause::{Cause, Reason, Side};
use self::codes::{Codes, Status};
use self::patterns::{File, Match, Says, Seen, VendorCode};
use self::reply::{Fate, Reply};
use crate::predict::rules::Stage;

/// What a bounce means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The basic code, such as 550.
    pub code: Option<u16>,
    /// The enhanced status code, such as 5.7.26.
    pub status: Option<Status>,
    /// The receiver that said it, by id.
    pub receiver: Option<&'static str>,
    /// When in the session it was said.
    pub stage: Option<Stage>,
    /// What becomes of the mail.
    pub outcome: Outcome,
    /// The cause; none for a reply that is no failure.
    pub cause: Option<&'static Cause>,
    /// By what the cause is known.
    pub known_by: KnownBy,
    /// Where the wording or the receiver's code is written, and when that was read.
    pub source: Option<Source>,
}

/// Where something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// Where.
    pub name: &'static str,
    /// When it was read.
    pub checked: jiff::civil::Date,
}

/// What a reply makes of the mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is taken, or the command was fine (2yz).
    Accepted,
    /// The server waits for more (3yz).
    Continues,
    /// It is held back, and another try may succeed (4yz).
    Temporary,
    /// It was held back until the sending server gave up: the reply is temporary, and nobody tries again.
    GivenUp,
    /// It is refused, and another try would be, too (5yz).
    Permanent,
    /// The reply does not say.
    Unknown,
}

impl Outcome {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Continues => "continues",
            Self::Temporary => "temporary",
            Self::GivenUp => "given_up",
            Self::Permanent => "permanent",
            Self::Unknown => "unknown",
        }
    }

    /// Whether the reply was temporary, whatever became of the mail.
    fn is_of_now(self) -> bool {
        matches!(self, Self::Temporary | Self::GivenUp)
    }

    /// The same, where a log or a notification says what the sending server did.
    fn with_fate(self, fate: Fate) -> Self {
        match (self, fate) {
            (Self::Temporary, Fate::GivenUp | Fate::CameBack) | (Self::Unknown, Fate::GivenUp) => Self::GivenUp,
            (Self::Unknown, Fate::CameBack) => Self::Permanent,
            (Self::Permanent | Self::Unknown, Fate::Waits) => Self::Temporary,
            (outcome, _) => outcome,
        }
    }
}

/// By what a cause is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KnownBy {
    /// The receiver's own wording.
    ReceiverWording,
    /// What the receiver means by the code.
    ReceiverCode,
    /// A wording that many servers share.
    Wording,
    /// What the registry says of the code.
    Code,
    /// Nothing: the reply is unknown.
    Nothing,
}

impl KnownBy {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReceiverWording => "receiver_wording",
            Self::ReceiverCode => "receiver_code",
            Self::Wording => "wording",
            Self::Code => "code",
            Self::Nothing => "nothing",
        }
    }
}

impl Explanation {
    /// Whether DNS records usually clear it; none where the cause is unknown, or nothing failed.
    pub fn fixable_in_dns(&self) -> Option<bool> {
        self.cause.filter(|cause| cause.id != cause::UNKNOWN).map(|cause| cause.dns)
    }

    /// What DNS can do about it, as the texts have it: `yes`, `partly`, `no` or `unknown`. A bare basic code has several
    /// usual causes, and one of them may lie in DNS.
    pub fn dns_word(&self) -> &'static str {
        let basic = self.code.filter(|_| self.known_by == KnownBy::Code && self.status.is_none());
        let is_partly = basic.and_then(|code| Codes::get().basic(code)).is_some_and(|basic| basic.partly);
        match self.cause.map_or("unknown", Cause::dns_word) {
            "no" if is_partly => "partly",
            word => word,
        }
    }

    /// Who can do something about it; none for a reply that is no failure. Time does nothing for mail that nobody tries
    /// again.
    pub fn side(&self) -> Option<Side> {
        let is_lost = matches!(self.outcome, Outcome::GivenUp | Outcome::Permanent);
        self.cause.map(|cause| if is_lost && cause.side == Side::Wait { Side::Sender } else { cause.side })
    }

    /// The reason; none for a reply that is no failure.
    pub fn reason(&self) -> Option<Reason> {
        self.cause.map(|cause| cause.reason)
    }
}

/// Explains a line, or the lines of one reply.
pub fn explain(text: &str) -> Explanation {
    reply(&Reply::read(text))
}

/// Explains a reply.
pub fn reply(reply: &Reply) -> Explanation {
    let said = patterns::seen(&reply.text, reply.status);
    let around = match reply.line == reply.text {
        true => Seen::default(),
        false => patterns::seen(&reply.line, reply.status),
    };
    let receiver = receiver(reply, &said, &around);
    // Where nobody answered, the sending side speaks itself ("connection timed out").
    let found = best(&said).or_else(|| best(&around).filter(|_| reply.code.is_none()));
    let outcome = outcome(reply);
    let judged = judge(reply, found, receiver).unless_distrust(&said).for_now(outcome);
    let is_failure = !matches!(outcome, Outcome::Accepted | Outcome::Continues);
    // A log that has no reply tells of mail for which nobody was asked.
    let is_silent = reply.fate.is_some() && reply.code.is_none() && reply.status.is_none();
    Explanation {
        code: reply.code,
        status: reply.status,
        receiver,
        stage: reply.stage.or(judged.stage.filter(|_| !is_silent)),
        outcome,
        cause: judged.cause.filter(|_| is_failure),
        known_by: judged.known_by,
        source: judged.source,
    }
}

/// The receiver that speaks: by its host, its own wording, its marks, or a code of its own.
fn receiver(reply: &Reply, said: &Seen, around: &Seen) -> Option<&'static str> {
    let own = |seen: &Seen| {
        let telling = seen.matches.iter().filter(|found| found.receiver.is_some() && found.pattern.says == Says::Much);
        let is_marked = |found: &Match| found.receiver.is_some_and(|receiver| seen.marked.contains(&receiver));
        telling.max_by_key(|found| (is_marked(found), found.weight)).and_then(|found| found.receiver)
    };
    let host = reply.host.as_deref().and_then(patterns::of_host);
    host.or_else(|| own(said))
        .or_else(|| said.marked.first().copied())
        .or_else(|| reply.status.and_then(patterns::owner))
        .or_else(|| own(around))
        .or_else(|| around.marked.first().copied())
}

/// The wording that says most: the receivers' own before those that many have, then the longest, then one that means
/// it beside this status alone, then one that DNS can clear before a rule that has no name, then the last. What is but
/// a part of a longer one that many have was not said.
fn best(seen: &Seen) -> Option<Match> {
    let rank = |found: &&Match| {
        let is_beside = !found.pattern.with.is_empty();
        (found.pattern.says, found.receiver.is_some(), found.weight, is_beside, found.cause.dns)
    };
    let is_said = |found: &&Match| {
        found.receiver.is_some()
            || !seen.matches.iter().any(|whole| whole.receiver.is_none() && found.is_part_of(whole))
    };
    seen.matches.iter().filter(is_said).max_by_key(rank).copied()
}

/// What is concluded.
struct Judged {
    cause: Option<&'static Cause>,
    known_by: KnownBy,
    stage: Option<Stage>,
    source: Option<Source>,
}

impl Judged {
    fn by_wording(found: Match) -> Self {
        let known_by = if found.receiver.is_some() { KnownBy::ReceiverWording } else { KnownBy::Wording };
        let name = found.pattern.source.unwrap_or(found.file.source);
        let source = Some(Source { name, checked: found.file.checked });
        Self { cause: Some(found.cause), known_by, stage: found.pattern.stage, source }
    }

    /// A reply that speaks of blocklists, authentication, reverse names or the sender's address is never taken
    /// for a fault of the mailbox, whatever else it says: addresses would be struck off that are good. Words
    /// that are but a part of a wording about the mailbox do not count. Nor does such a reply only say that the sender
    /// is refused, or that a rule has no name.
    fn unless_distrust(self, said: &Seen) -> Self {
        let is_mailbox = |one: &&Match| one.cause.reason.is_about_mailbox();
        let is_distrust = |one: &&Match| {
            let reason = one.cause.reason;
            let names_sender = reason == Reason::BadSenderAddress && one.pattern.says == Says::Much;
            let tells = reason.is_about_trust() || reason == Reason::Rdns || names_sender;
            tells && !said.matches.iter().filter(is_mailbox).any(|whole| one.is_part_of(whole))
        };
        let most = |found: &&Match| (found.pattern.says, found.weight);
        let distrust = said.matches.iter().filter(is_distrust).max_by_key(most);
        let named = said.matches.iter().filter(|found| found.is_much_about_trust()).max_by_key(most);
        match (self.cause, distrust) {
            (Some(cause), Some(found)) if cause.reason.is_about_mailbox() => Self::by_wording(*found),
            (Some(cause), _) if cause.id == cause::SENDER || self.is_unnamed_rule() => {
                named.map_or(self, |found| Self::by_wording(*found))
            }
            (_, _) => self,
        }
    }

    /// Whether words that many servers share say that a rule refuses, and not which.
    fn is_unnamed_rule(&self) -> bool {
        self.known_by == KnownBy::Wording && self.cause.is_some_and(|cause| cause.id == cause::POLICY)
    }

    /// With the cause that it is when the mail is only held back, unless the receiver means the same by both.
    fn for_now(self, outcome: Outcome) -> Self {
        let is_shared = matches!(self.known_by, KnownBy::Wording | KnownBy::Code);
        let temporary = self.cause.and_then(|cause| cause.temporary).and_then(cause::named);
        match temporary.filter(|_| is_shared && outcome.is_of_now()) {
            Some(cause) => Self { cause: Some(cause), ..self },
            None => self,
        }
    }

    fn by_vendor((file, code): (&'static File, &'static VendorCode)) -> Self {
        let source = Some(Source { name: file.source, checked: file.checked });
        Self { cause: Some(code.cause), known_by: KnownBy::ReceiverCode, stage: code.stage, source }
    }

    fn by_code(cause: &'static Cause) -> Self {
        Self { cause: Some(cause), known_by: KnownBy::Code, stage: None, source: None }
    }
}

/// The first that holds of: the receiver's wording, its meaning of the code, a common wording, a status that
/// says something, a stock text, a basic code that says much, a status that says little, a bare refusal, the basic code.
fn judge(reply: &Reply, found: Option<Match>, receiver: Option<&'static str>) -> Judged {
    let codes = Codes::get();
    let vendor = || receiver.zip(reply.status).and_then(|(receiver, status)| patterns::code(receiver, status));
    let registered = reply.status.and_then(|status| codes.status(status));
    let status = |weak: bool| registered.filter(|one| one.weak == weak).and_then(|one| one.cause);
    let known = reply.code.and_then(|code| codes.basic(code));
    let basic = || known.and_then(|basic| basic.cause);
    let strong = || known.filter(|basic| basic.strong).and_then(|basic| basic.cause);
    let wording = |says: Says| found.filter(|found| found.pattern.says == says);
    let own = wording(Says::Much).filter(|found| found.receiver.is_some());
    own.map(Judged::by_wording)
        .or_else(|| vendor().map(Judged::by_vendor))
        .or_else(|| wording(Says::Much).map(Judged::by_wording))
        .or_else(|| status(false).map(Judged::by_code))
        .or_else(|| wording(Says::Little).map(Judged::by_wording))
        .or_else(|| strong().map(Judged::by_code))
        .or_else(|| status(true).filter(|cause| cause.reason != Reason::Other).map(Judged::by_code))
        .or_else(|| wording(Says::Least).map(Judged::by_wording))
        .or_else(|| basic().map(Judged::by_code))
        .or_else(|| status(true).map(Judged::by_code))
        .unwrap_or(Judged {
            cause: cause::named(cause::UNKNOWN),
            known_by: KnownBy::Nothing,
            stage: None,
            source: None,
        })
}

/// What becomes of the mail: as the basic code says, the class of the status where there is none (RFC 5321 section
/// 4.2.1, RFC 3463 section 3.1), but for a log that says otherwise: a sending server gives up one day, and keeps mail
/// that a greeting turned away.
fn outcome(reply: &Reply) -> Outcome {
    let first = reply.code.map(|code| code / 100).or(reply.status.map(|status| u16::from(status.class)));
    let said = match first {
        Some(2) => Outcome::Accepted,
        Some(3) => Outcome::Continues,
        Some(4) => Outcome::Temporary,
        Some(5) => Outcome::Permanent,
        Some(_) | None => Outcome::Unknown,
    };
    reply.fate.map_or(said, |fate| said.with_fate(fate))
}
