//! How other engines read the same record. They inform and decide nothing: whatever they say, the
//! verdict stays ours.
//!
//! mail-auth is the engine of Stalwart, which receives mail; decon-spf takes SPF records apart. Where
//! one of them reads a record differently, a [`Cause`] says why: a predicate on the text, and the
//! [`Aspect`]s of the reading that it can change. A cause is told only when such an aspect does
//! differ and the predicate holds.

mod dkim;
mod dmarc;
mod spf;

use super::Kind;
use crate::limits;

/// An engine that gives a second opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// mail-auth: SPF, DMARC and DKIM.
    MailAuth,
    /// decon-spf: SPF.
    DeconSpf,
}

/// What one engine makes of a record.
#[derive(Debug)]
pub struct Opinion {
    /// Who reads.
    pub reader: Reader,
    /// Whether it can use the record: it finds no error in an SPF record, applies a DMARC record, or
    /// takes a key out of a DKIM record (or sees that it was withdrawn).
    pub accepts: bool,
    /// Whether it accepts the record as we do, or refuses it as we do.
    pub same_verdict: bool,
    /// Where it reads otherwise than we do; empty when it agrees.
    pub differences: Vec<Difference>,
}

/// One difference between two readings.
#[derive(Debug, Clone, Copy)]
pub enum Difference {
    /// The cause is known.
    Named(&'static Cause),
    /// The readings differ, and no known cause explains it.
    Unnamed,
}

/// Why an engine reads a record otherwise than we do.
#[derive(Debug)]
pub struct Cause {
    /// The engine.
    pub reader: Reader,
    /// The word of machine-readable answers, unique for a kind of record.
    pub code: &'static str,
    /// What in the reading it can change.
    pub changes: &'static [Aspect],
    /// Whether a record has what this engine reads its own way.
    pub holds: fn(&str) -> bool,
}

/// Something in which two readings of one record can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// It refuses what we accept.
    TooStrict,
    /// It accepts what we refuse.
    TooLax,
    /// DMARC: the policy of the name, of names below, or of names that do not exist.
    Policies,
    /// DMARC: the alignment modes.
    Modes,
    /// DMARC: test mode.
    TestMode,
    /// DMARC: the place in the tree.
    Place,
    /// DMARC: when failure reports are wanted.
    FailureOptions,
    /// DMARC: the addresses that reports are mailed to.
    Addresses,
    /// DMARC: the share of mail that the policy applies to.
    Percentage,
    /// DKIM: whether the key is revoked.
    Revoked,
    /// DKIM: test mode, and whether subdomains may sign.
    Flags,
}

/// What an engine says, and in what it differs from us.
struct Heard {
    accepts: bool,
    same_verdict: bool,
    differs: Vec<Aspect>,
}

impl Reader {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MailAuth => "mail-auth",
            Self::DeconSpf => "decon-spf",
        }
    }

    /// The release line that this program is built with, as the manifest pins it.
    pub fn version(self) -> &'static str {
        match self {
            Self::MailAuth => "0.13",
            Self::DeconSpf => "0.3",
        }
    }

    /// The engines that read a kind of record.
    pub fn of(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Spf => &[Self::MailAuth, Self::DeconSpf],
            Kind::Dmarc | Kind::Dkim => &[Self::MailAuth],
        }
    }
}

impl Opinion {
    /// Whether it reads the record as we do.
    pub fn agrees(&self) -> bool {
        self.differences.is_empty()
    }
}

impl Difference {
    /// The word of machine-readable answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::Named(cause) => cause.code,
            Self::Unnamed => "unnamed",
        }
    }

    /// The key of the sentence that tells it.
    pub fn key(self, kind: Kind) -> String {
        match self {
            Self::Named(cause) => format!("opinion-{}-{}", kind.as_str(), cause.code),
            Self::Unnamed => "opinion-unnamed".to_owned(),
        }
    }
}

impl Heard {
    /// A yes or a no beside ours.
    fn of(accepts: bool, ours: bool) -> Self {
        let differs = match (accepts, ours) {
            (true, false) => vec![Aspect::TooLax],
            (false, true) => vec![Aspect::TooStrict],
            (true, true) | (false, false) => Vec::new(),
        };
        Self { accepts, same_verdict: accepts == ours, differs }
    }
}

/// The known causes for a kind of record.
pub fn causes(kind: Kind) -> &'static [Cause] {
    match kind {
        Kind::Spf => &spf::CAUSES,
        Kind::Dmarc => &dmarc::CAUSES,
        Kind::Dkim => &dkim::CAUSES,
    }
}

/// What the engines make of the joined strings of a record.
pub fn opinions(kind: Kind, text: &[u8]) -> Vec<Opinion> {
    let text = text.get(..limits::RECORD_OCTETS).unwrap_or(text);
    Reader::of(kind).iter().map(|reader| opinion(kind, *reader, text)).collect()
}

fn opinion(kind: Kind, reader: Reader, text: &[u8]) -> Opinion {
    let heard = match kind {
        Kind::Spf => spf::hear(reader, text),
        Kind::Dmarc => dmarc::hear(text),
        Kind::Dkim => dkim::hear(text),
    };
    let shown = String::from_utf8_lossy(text);
    let changes = |cause: &Cause, aspect: &Aspect| cause.changes.contains(aspect);
    let named: Vec<&'static Cause> = causes(kind)
        .iter()
        .filter(|cause| cause.reader == reader && heard.differs.iter().any(|aspect| changes(cause, aspect)))
        .filter(|cause| (cause.holds)(&shown))
        .collect();
    let has_cause = |aspect: &Aspect| named.iter().any(|cause| changes(cause, aspect));
    let unnamed = (!heard.differs.iter().all(has_cause)).then_some(Difference::Unnamed);
    let differences = named.iter().copied().map(Difference::Named).chain(unnamed).collect();
    Opinion { reader, accepts: heard.accepts, same_verdict: heard.same_verdict, differences }
}
