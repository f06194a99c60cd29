//! Findings: what a rule found on the facts, where, and the evidence for it.
//!
//! A check produces evidence, never sentences: a [`Finding`] carries named values, the place it
//! speaks of and, where a record is at fault, the octets with the faulty span. The sentences are
//! written by the renderers, in the language asked for.

use std::collections::BTreeMap;

use crate::checks::Rule;
use crate::dns::{Location, RecordData, RecordType, Unanswered};
use crate::name::{DomainName, Selector};
use crate::text::{self, Span};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice.
    Info,
    /// It works, but is fragile, insecure, or fails at some receivers.
    Warning,
    /// Mail will be refused, a record is ignored, or anybody can spoof the domain.
    Error,
}

impl Severity {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One outcome worth showing: a rule that failed, or one that could not be decided.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// What it came to.
    pub state: State,
    /// What was seen, and where.
    pub evidence: Evidence,
    /// The level that the configuration gives the rule.
    pub level: Option<Treat>,
}

/// How the configuration treats the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Treat {
    /// They are not reported.
    Allow,
    /// They are warnings at most.
    Warn,
    /// They are errors.
    Deny,
}

/// What a finding came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The rule is broken.
    Fail,
    /// A question hangs, and with it the rule.
    Undetermined(Unanswered),
}

impl Finding {
    /// The severity of the rule, as lowered by the evidence and as the configuration has it.
    pub fn severity(&self) -> Severity {
        let own = self.evidence.severity.map_or(self.rule.severity, |lowered| lowered.min(self.rule.severity));
        match self.level {
            None | Some(Treat::Allow) => own,
            Some(Treat::Warn) => own.min(Severity::Warning),
            Some(Treat::Deny) => Severity::Error,
        }
    }

    /// True when the rule is broken (not merely undetermined).
    pub fn is_failure(&self) -> bool {
        self.state == State::Fail
    }
}

/// Where a finding lives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The owner name.
    pub name: DomainName,
    /// The record type.
    pub kind: RecordType,
    /// The selector, for DKIM.
    pub selector: Option<Selector>,
    /// The stream, when the finding is about one.
    pub stream: Option<String>,
    /// The line of the zone file.
    pub location: Option<Location>,
}

impl Place {
    /// The records of one type at one name.
    pub fn new(name: &DomainName, kind: RecordType) -> Self {
        Self { name: name.clone(), kind, selector: None, stream: None, location: None }
    }
}

/// A value that a sentence may name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Text, made safe to show.
    Text(String),
    /// A number, written the way of the language.
    Number(u64),
}

/// Octets of a record with the part that is at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The whole record.
    pub octets: Vec<u8>,
    /// The part to underline.
    pub span: Span,
}

/// A record that would mend the matter, ready to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its owner.
    pub name: DomainName,
    /// Its type.
    pub kind: RecordType,
    /// Its data.
    pub data: RecordData,
}

/// What a check saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where.
    pub place: Place,
    /// The named values of its sentences.
    pub values: BTreeMap<&'static str, Value>,
    /// The record at fault.
    pub excerpt: Option<Excerpt>,
    /// Records to publish instead or besides.
    pub publish: Vec<Proposal>,
    /// A severity below the rule's, in the way the rule's page states.
    pub severity: Option<Severity>,
}

impl Evidence {
    /// Evidence about the records of one type at one name.
    pub fn at(name: &DomainName, kind: RecordType) -> Self {
        Self {
            place: Place::new(name, kind),
            values: BTreeMap::new(),
            excerpt: None,
            publish: Vec::new(),
            severity: None,
        }
    }

    /// Evidence about the TXT records at a name.
    pub fn txt(name: &DomainName) -> Self {
        Self::at(name, RecordType::Txt)
    }

    /// Names a value; text from DNS is made safe to show.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl AsRef<[u8]>) -> Self {
        self.values.insert(name, Value::Text(text::show(value.as_ref())));
        self
    }

    /// Names a domain.
    #[must_use]
    pub fn name(self, name: &'static str, value: &DomainName) -> Self {
        self.text(name, value.as_str())
    }

    /// Names a number.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: impl TryInto<u64>) -> Self {
        self.values.insert(name, Value::Number(value.try_into().unwrap_or(u64::MAX)));
        self
    }

    /// Shows the record with a part underlined.
    #[must_use]
    pub fn excerpt(mut self, octets: &[u8], span: Span) -> Self {
        self.excerpt = Some(Excerpt { octets: octets.to_vec(), span });
        self
    }

    /// Proposes a record to publish.
    #[must_use]
    pub fn publish(mut self, name: &DomainName, kind: RecordType, data: RecordData) -> Self {
        self.publish.push(Proposal { name: name.clone(), kind, data });
        self
    }

    /// Says which selector it is about.
    #[must_use]
    pub fn selector(mut self, selector: &Selector) -> Self {
        self.place.selector = Some(selector.clone());
        self
    }

    /// Says which stream it is about.
    #[must_use]
    pub fn stream(mut self, stream: &str) -> Self {
        self.place.stream = Some(stream.to_owned());
        self
    }

    /// Says where in a zone file it stands.
    #[must_use]
    pub fn location(mut self, location: Option<&Location>) -> Self {
        self.place.location = location.cloned();
        self
    }

    /// Lowers the severity.
    #[must_use]
    pub fn only(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}
