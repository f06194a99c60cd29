//! What is asked, what comes back, and the one door to the outside.
//!
//! A [`Question`] goes to a [`Source`]; an [`Answer`] comes back. A DNS failure is an answer:
//! "we could not look" never becomes "there is none" (RFC 7208 section 4.4, RFC 9989 section
//! 4.10.1). Everything behind [`Source::ask`] may wait; everything in front of it is pure.

pub mod answers;
pub mod cache;
pub mod confirm;
pub mod drive;
pub mod keyed;
pub mod layered;
#[cfg(feature = "live")]
pub mod live;
pub mod pace;
pub mod record;
pub mod recorded;
pub mod remembered;

use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

pub use answers::{Answers, Need};
pub use record::{Location, Record, RecordData, RecordType, Txt};

use crate::name::DomainName;

/// One DNS question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// The name asked for.
    pub name: DomainName,
    /// The record type asked for.
    pub kind: RecordType,
}

impl Question {
    /// A question for the records of `kind` at `name`.
    pub fn new(name: DomainName, kind: RecordType) -> Self {
        Self { name, kind }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.kind)
    }
}

/// What a source said to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// At least one record of the type asked for.
    Records(RrSet),
    /// The name exists, but has no record of this type (RFC 2308 section 2.2); a void lookup for SPF.
    NoData(Negative),
    /// The name does not exist, nor anything below it (RFC 8020); a void lookup for SPF too.
    NxDomain(Negative),
    /// Nothing is known: the question got no usable answer.
    Failed(Failure),
    /// The source does not reach this name (a zone file, a recorded world); nothing is known.
    OutOfZone,
}

/// The records that answer a question, with where they came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RrSet {
    /// The records of the type asked for, at the end of the CNAME chain; never empty.
    pub records: Vec<Record>,
    /// The lowest TTL of the records, in seconds.
    pub ttl: u32,
    /// The CNAME targets that were followed, in order; empty when there was no CNAME.
    pub chain: Vec<DomainName>,
    /// True when the resolver says that it validated the answer (the AD bit, RFC 4035 section 3.2.3).
    pub authenticated: bool,
    /// Who said so.
    pub origin: Origin,
}

/// An answer that says that there is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Negative {
    /// How long the absence may be cached, in seconds (RFC 2308 section 5); `None` without an SOA.
    pub ttl: Option<u32>,
    /// The CNAME targets that were followed before nothing was found.
    pub chain: Vec<DomainName>,
    /// The AD bit; `None` when the source cannot tell.
    pub authenticated: Option<bool>,
    /// Who said so.
    pub origin: Origin,
}

impl Negative {
    /// An absence of which nothing but its origin is known.
    pub fn from(origin: Origin) -> Self {
        Self { ttl: None, chain: Vec::new(), authenticated: None, origin }
    }
}

/// Where an answer came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The kind of source.
    pub from: From,
    /// The server or the file, where one can be named.
    pub server: Option<Arc<str>>,
}

impl Origin {
    /// An origin without a server.
    pub fn of(from: From) -> Self {
        Self { from, server: None }
    }
}

/// The kind of source an answer came from; the words of the JSON report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum From {
    /// A DNS resolver.
    Live,
    /// A zone file.
    Zone,
    /// A recorded world.
    Replay,
    /// A record given with `--set` or taken away with `--unset`.
    Set,
    /// A proposed fix.
    Fix,
}

/// A question that got no usable answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong.
    pub kind: FailureKind,
    /// The server that was asked, where one can be named.
    pub server: Option<Arc<str>>,
    /// The CNAME targets that were followed before it went wrong.
    pub chain: Vec<DomainName>,
}

impl Failure {
    /// A failure without a server.
    pub fn of(kind: FailureKind) -> Self {
        Self { kind, server: None, chain: Vec::new() }
    }
}

/// How a question failed; the words of the JSON report (`dns[].reason`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The server answered SERVFAIL (also NOTIMP and other codes that say "I cannot").
    Servfail,
    /// The server answered REFUSED.
    Refused,
    /// The server answered FORMERR, also without EDNS.
    Formerr,
    /// No answer in the time one question may take.
    Timeout,
    /// The time of the whole domain was over before an answer came.
    Deadline,
    /// The answer was truncated and TCP brought no whole one.
    Truncated,
    /// DNSSEC validation failed.
    Bogus,
    /// The CNAME chain never ends (more than [`crate::limits::CNAME_CHAIN`] names).
    CnameLoop,
    /// The server could not be reached.
    Network,
    /// The answer could not be read.
    Malformed,
    /// The bound on questions per domain was reached ([`crate::limits::QUESTIONS_PER_DOMAIN`]).
    Limit,
}

impl FailureKind {
    /// Every kind, in the order of the report's documentation.
    pub const ALL: [Self; 11] = [
        Self::Servfail,
        Self::Refused,
        Self::Formerr,
        Self::Timeout,
        Self::Deadline,
        Self::Truncated,
        Self::Bogus,
        Self::CnameLoop,
        Self::Network,
        Self::Malformed,
        Self::Limit,
    ];

    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Servfail => "servfail",
            Self::Refused => "refused",
            Self::Formerr => "formerr",
            Self::Timeout => "timeout",
            Self::Deadline => "deadline",
            Self::Truncated => "truncated",
            Self::Bogus => "bogus",
            Self::CnameLoop => "cname_loop",
            Self::Network => "network",
            Self::Malformed => "malformed",
            Self::Limit => "limit",
        }
    }
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why nothing is known: the question that hangs, and how it failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// The question.
    pub question: Question,
    /// How it failed; `None` when the source does not reach the name.
    pub failure: Option<Failure>,
}

impl Answer {
    /// The records, when there are any.
    pub fn records(&self) -> &[Record] {
        match self {
            Self::Records(set) => &set.records,
            Self::NoData(_) | Self::NxDomain(_) | Self::Failed(_) | Self::OutOfZone => &[],
        }
    }

    /// The CNAME targets that were followed, in order.
    pub fn chain(&self) -> &[DomainName] {
        match self {
            Self::Records(set) => &set.chain,
            Self::NoData(negative) | Self::NxDomain(negative) => &negative.chain,
            Self::Failed(failure) => &failure.chain,
            Self::OutOfZone => &[],
        }
    }

    /// True when the answer says for certain that there is no such record.
    pub fn is_void(&self) -> bool {
        match self {
            Self::NoData(_) | Self::NxDomain(_) => true,
            Self::Records(_) | Self::Failed(_) | Self::OutOfZone => false,
        }
    }

    /// Says why nothing is known, when the answer is none.
    pub fn unanswered(&self, question: &Question) -> Option<Unanswered> {
        match self {
            Self::Records(_) | Self::NoData(_) | Self::NxDomain(_) => None,
            Self::Failed(failure) => Some(Unanswered { question: question.clone(), failure: Some(failure.clone()) }),
            Self::OutOfZone => Some(Unanswered { question: question.clone(), failure: None }),
        }
    }
}

/// Where answers come from: live DNS, a zone file, one laid over another, a recorded world.
///
/// Sources are decorated rather than given options: a recorder around a paced live resolver is
/// three sources, each with one job. The future is boxed because layers are chosen at run time.
pub trait Source: Send + Sync {
    /// Answers one question; a failure is an [`Answer`], so there is nothing else to return.
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer>;
}

impl<S: Source + ?Sized> Source for Arc<S> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        (**self).ask(question)
    }
}

impl<S: Source + ?Sized> Source for &S {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        (**self).ask(question)
    }
}

impl<S: Source + ?Sized> Source for Box<S> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        (**self).ask(question)
    }
}
