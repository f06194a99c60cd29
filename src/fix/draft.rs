//! What one kind of fix proposes, before it is tried.

use std::collections::BTreeMap;

use super::kinds::Kind;
use crate::dns::{Question, RecordData, RecordType, Txt};
use crate::finding::{Finding, Value};
use crate::name::DomainName;
use crate::review::Mark;

/// A proposal: which records go and come, and which findings that is to clear.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Which kind of fix it is.
    pub kind: &'static Kind,
    /// The records that go and come, by name and type.
    pub edits: Vec<SetEdit>,
    /// The findings it is made for.
    pub aims: Vec<Mark>,
    /// The named values of its sentence.
    pub values: BTreeMap<&'static str, Value>,
    /// Whether somebody must look at it before it is published.
    pub disposition: Disposition,
    /// It takes addresses out of SPF on purpose: they are what the finding is about.
    pub narrows: bool,
}

/// Whether a fix can be published as it is; the words of the JSON report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disposition {
    /// It changes nothing but what is broken.
    Safe,
    /// It decides something that only the domain's holder knows.
    Review,
}

impl Disposition {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Review => "review",
        }
    }
}

/// Records of one name and type that go and come; the others of that type stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetEdit {
    /// The name and type.
    pub question: Question,
    /// What goes.
    pub gone: Gone,
    /// What comes.
    pub new: Vec<RecordData>,
}

/// Which records of a set go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// These.
    These(Vec<RecordData>),
    /// All of them.
    All,
    /// Nothing: none may stand there but what comes.
    Nothing,
}

impl Draft {
    /// A safe proposal without any change yet.
    pub fn new(kind: &'static Kind) -> Self {
        Self {
            kind,
            edits: Vec::new(),
            aims: Vec::new(),
            values: BTreeMap::new(),
            disposition: Disposition::Safe,
            narrows: false,
        }
    }

    /// It is made for this finding.
    #[must_use]
    pub fn aims_at(mut self, finding: &Finding) -> Self {
        let mark = Mark::of(finding);
        if !self.aims.contains(&mark) {
            self.aims.push(mark);
        }
        self
    }

    /// Replaces a text.
    #[must_use]
    pub fn replace_text(self, name: &DomainName, old: &Txt, new: &str) -> Self {
        let gone = Gone::These(vec![RecordData::Txt(old.clone())]);
        self.change(name, RecordType::Txt, gone, vec![RecordData::Txt(Txt::chunked(new))])
    }

    /// Lets records go and come.
    #[must_use]
    pub fn change(mut self, name: &DomainName, kind: RecordType, gone: Gone, new: Vec<RecordData>) -> Self {
        self.edits.push(SetEdit { question: Question::new(name.clone(), kind), gone, new });
        self
    }

    /// Somebody must look at it.
    #[must_use]
    pub fn to_review(mut self) -> Self {
        self.disposition = Disposition::Review;
        self
    }

    /// It takes addresses out of SPF on purpose.
    #[must_use]
    pub fn narrowing(mut self) -> Self {
        self.narrows = true;
        self
    }

    /// Names a value of its sentence.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl AsRef<[u8]>) -> Self {
        self.values.insert(name, Value::Text(crate::text::show(value.as_ref())));
        self
    }

    /// Names a number of its sentence.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: impl TryInto<u64>) -> Self {
        self.values.insert(name, Value::Number(value.try_into().unwrap_or(u64::MAX)));
        self
    }
}
