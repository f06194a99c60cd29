//! What check_host() concludes, and how it came there.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::error::SyntaxError;
use super::macros::Letter;
use super::record::Qualifier;
use crate::dns::Unanswered;
use crate::name::DomainName;
use crate::text::Span;

/// The seven results (RFC 7208 section 2.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SpfResult {
    /// Nothing is published, or the identity is no domain.
    None,
    /// The domain says nothing about this client.
    Neutral,
    /// The client may send.
    Pass,
    /// The client may not.
    Fail,
    /// The client probably may not.
    Softfail,
    /// A question got no answer.
    Temperror,
    /// The record cannot be used.
    Permerror,
}

/// The outcome of check_host() with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// The result.
    pub result: SpfResult,
    /// The term that decided; `None` when none matched.
    pub matched: Option<Matched>,
    /// Terms counted against the limit of ten (RFC 7208 section 4.6.4).
    pub lookups: u32,
    /// Those of them that found nothing, counted against the limit of two.
    pub void_lookups: u32,
    /// The domain's own explanation of a "fail" (section 6.2).
    pub explanation: Option<String>,
    /// Why the result is "none", "temperror" or "permerror".
    pub cause: Option<Cause>,
    /// Every term that was evaluated, in order.
    pub trace: Vec<Step>,
    /// The macro letters that names on the way were made of: what the result hangs on beside the
    /// address and the domain.
    pub expanded: BTreeSet<Letter>,
    /// The first question without an answer. With it the result is what a receiver with the same
    /// trouble would say, and so not known: another may get the answer.
    pub unanswered: Option<Unanswered>,
}

/// The term that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// Its text.
    pub term: String,
    /// Its place in the record.
    pub span: Span,
    /// The domain whose record holds it.
    pub domain: DomainName,
    /// The domains from the one checked to the one that holds the term.
    pub path: Vec<DomainName>,
    /// Its own qualifier; through an `include`, the result follows the qualifier of that.
    pub qualifier: Qualifier,
}

/// Why there is no verdict on the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The reason.
    pub reason: Reason,
    /// The domain in whose record, or at whose name, it arose; `None` when there is no domain.
    pub domain: Option<DomainName>,
    /// The term in that domain's record.
    pub span: Option<Span>,
}

/// The reasons for "none", "temperror" and "permerror".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The identity is no domain that can be checked (RFC 7208 section 4.3).
    BadDomain(String),
    /// No record at the name (section 4.5).
    NoRecord,
    /// More than one record at the name (section 4.5).
    MultipleRecords(usize),
    /// The record breaks the grammar (section 4.6); the first error.
    Syntax(Box<SyntaxError>),
    /// The term is the eleventh that needs DNS (section 4.6.4).
    TooManyLookups,
    /// The term is the third that found nothing (section 4.6.4).
    TooManyVoidLookups,
    /// The `mx` target has more than ten exchanges (section 4.6.4).
    TooManyExchanges(usize),
    /// The `include` leads to a name without a record (section 5.2).
    IncludeWithoutRecord(String),
    /// The `redirect` leads to a name without a record (section 6.1).
    RedirectWithoutRecord(String),
    /// A question got no answer (sections 2.6.6 and 4.4).
    Unanswered(Box<Unanswered>),
}

/// One term and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The domain whose record holds the term.
    pub domain: DomainName,
    /// Its text.
    pub term: String,
    /// Its place in the record.
    pub span: Span,
    /// The name it led to, macros expanded; `None` for terms without one.
    pub target: Option<String>,
    /// Lookups counted so far, this term and what it led to included.
    pub lookups: u32,
    /// Void lookups so far.
    pub void_lookups: u32,
    /// What came of it.
    pub outcome: StepOutcome,
    /// The terms of the record that an `include` or `redirect` led to.
    pub nested: Vec<Step>,
}

/// What came of one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepOutcome {
    /// It matched.
    Match,
    /// It did not.
    NoMatch,
    /// A `redirect`: the result is that of the other domain.
    Redirected(SpfResult),
    /// The evaluation ended here.
    Error(SpfResult),
}

impl SpfResult {
    /// The word of RFC 7208, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Neutral => "neutral",
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Softfail => "softfail",
            Self::Temperror => "temperror",
            Self::Permerror => "permerror",
        }
    }
}

impl fmt::Display for SpfResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Qualifier> for SpfResult {
    fn from(qualifier: Qualifier) -> Self {
        match qualifier {
            Qualifier::Pass => Self::Pass,
            Qualifier::Fail => Self::Fail,
            Qualifier::Softfail => Self::Softfail,
            Qualifier::Neutral => Self::Neutral,
        }
    }
}

impl Evaluation {
    /// The result, when it is known.
    ///
    /// # Errors
    /// The question without an answer.
    pub fn known(&self) -> Result<SpfResult, &Unanswered> {
        self.unanswered.as_ref().map_or(Ok(self.result), Err)
    }
}
