//! A small DNS world in memory, and a blocking run of a pure evaluation over it.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::BoxFuture;
use preflight::dns::{
    Answer, Answers, Failure, FailureKind, From, Need, Negative, Origin, Question, Record, RecordData, RecordType,
    RrSet, Source,
};
use preflight::name::DomainName;

/// Names with records, and questions that fail.
#[derive(Debug, Clone, Default)]
pub(crate) struct World {
    records: BTreeMap<DomainName, BTreeMap<RecordType, Vec<RecordData>>>,
    failing: BTreeMap<Question, FailureKind>,
    failing_names: BTreeMap<DomainName, FailureKind>,
    /// The names with records or made to exist, and all that they are below.
    existing: BTreeSet<DomainName>,
}

impl World {
    /// Adds a record given in presentation format.
    pub(crate) fn with(mut self, name: &str, kind: RecordType, data: &str) -> Self {
        self.add(
            name,
            kind,
            RecordData::parse(kind, data).unwrap_or_else(|error| panic!("{name} {kind} {data}: {error}")),
        );
        self
    }

    /// A world of lines `name TYPE data`, as the protocol fixtures hold them.
    pub(crate) fn of_lines(lines: &[String]) -> Self {
        lines.iter().fold(Self::default(), |world, line| {
            let mut fields = line.splitn(3, ' ');
            let mut field = || fields.next().unwrap_or_else(|| panic!("{line:?} is not name, type, data"));
            let (name, kind, data) = (field(), field(), field());
            world.with(name, RecordType::parse(kind).unwrap_or_else(|| panic!("{line:?}: {kind}")), data)
        })
    }

    /// Adds a TXT record of one text, cut at 255 octets.
    pub(crate) fn txt(mut self, name: &str, text: &str) -> Self {
        self.add(name, RecordType::Txt, RecordData::Txt(preflight::dns::Txt::chunked(text)));
        self
    }

    /// Adds a record.
    pub(crate) fn add(&mut self, name: &str, kind: RecordType, data: RecordData) {
        let name = DomainName::parse(name).unwrap_or_else(|error| panic!("{name:?}: {error}"));
        self.existing.extend(std::iter::successors(Some(name.clone()), DomainName::parent));
        self.records.entry(name).or_default().entry(kind).or_default().push(data);
    }

    /// Makes a name exist without records.
    pub(crate) fn exists(&mut self, name: &str) {
        self.existing.extend(std::iter::successors(Some(DomainName::parse(name).unwrap()), DomainName::parent));
    }

    /// Makes one question fail.
    pub(crate) fn fail(mut self, name: &str, kind: RecordType, how: FailureKind) -> Self {
        self.failing.insert(Question::new(DomainName::parse(name).unwrap(), kind), how);
        self
    }

    /// Makes every question for a name fail that no record answers.
    pub(crate) fn fail_name(&mut self, name: &str, how: FailureKind) {
        self.failing_names.insert(DomainName::parse(name).unwrap(), how);
    }

    /// The answer to a question, as a resolver would give it; wildcards are not expanded.
    pub(crate) fn answer(&self, question: &Question) -> Answer {
        let origin = Origin::of(From::Replay);
        let (mut name, mut chain) = (question.name.clone(), Vec::new());
        loop {
            let asked = Question::new(name.clone(), question.kind);
            if let Some(kind) = self.failing.get(&asked) {
                return Answer::Failed(Failure { kind: *kind, server: None, chain });
            }
            let here = self.records.get(&name);
            if let Some(found) = here.and_then(|sets| sets.get(&question.kind)) {
                let record =
                    |data: &RecordData| Record { name: name.clone(), ttl: 300, data: data.clone(), location: None };
                let records = found.iter().map(record).collect();
                return Answer::Records(RrSet { records, ttl: 300, chain, authenticated: false, origin });
            }
            if let Some(RecordData::Cname(target)) = here.and_then(|sets| sets.get(&RecordType::Cname)?.first()) {
                if chain.contains(target) || *target == question.name {
                    return Answer::Failed(Failure { kind: FailureKind::CnameLoop, server: None, chain });
                }
                chain.push(target.clone());
                name = target.clone();
                continue;
            }
            if let Some(kind) = self.failing_names.get(&name) {
                return Answer::Failed(Failure { kind: *kind, server: None, chain });
            }
            let negative = Negative { ttl: Some(300), chain, authenticated: Some(false), origin };
            return if self.existing.contains(&name) { Answer::NoData(negative) } else { Answer::NxDomain(negative) };
        }
    }

    /// Runs a pure evaluation to its end; also returns the answers it asked for.
    pub(crate) fn solve<T>(&self, evaluate: impl Fn(&Answers) -> Result<T, Need>) -> (T, Answers) {
        let mut answers = Answers::default();
        loop {
            match evaluate(&answers) {
                Ok(value) => return (value, answers),
                Err(need) => {
                    for question in need.into_questions() {
                        assert!(!answers.knows(&question), "asked twice: {question}");
                        let answer = self.answer(&question);
                        answers.insert(question, answer);
                    }
                }
            }
        }
    }
}

impl Source for World {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(std::future::ready(self.answer(question)))
    }
}
