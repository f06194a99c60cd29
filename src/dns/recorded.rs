//! Recorded worlds: answers written to a file, and answers read from one.
//!
//! The format is version 1 of `docs/recorded-format.md`: JSON, one entry a question, sorted, the
//! same bytes for the same answers. Left out: where in a zone file a record stood, the TTLs of
//! records within one set (the lowest is kept), and through which kind of source an answer came.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::record::DataError;
use super::{
    Answer, Failure, FailureKind, From, Negative, Origin, Question, Record, RecordData, RecordType, RrSet, Source,
};
use crate::limits;
use crate::name::DomainName;

/// The version of the format that is written, and the only one that is read.
pub const VERSION: u32 = 1;

/// A recorded world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// The moment the answers speak of.
    pub as_of: Timestamp,
    /// The answers, by question.
    pub answers: BTreeMap<Question, Answer>,
}

/// Answers from a recording; what it does not hold is out of zone.
#[derive(Debug, Clone)]
pub struct Replay {
    recording: Recording,
}

/// Keeps every answer that a source gives; the first one to a question stands.
#[derive(Debug)]
pub struct Recorder<S> {
    source: S,
    answers: Mutex<BTreeMap<Question, Answer>>,
}

/// Why a file is no recording.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordingError {
    /// The file cannot be read or written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The file is larger than [`limits::FILE_OCTETS`].
    #[error("the recording is larger than {} MiB", limits::FILE_OCTETS >> 20)]
    TooLarge,
    /// The file is no JSON of this shape; the message names line and column.
    #[error("not a recording: {0}")]
    Json(#[from] serde_json::Error),
    /// A version this program does not know.
    #[error("this is version {0} of the format; only version {VERSION} is known")]
    Version(u32),
    /// An entry that contradicts itself or cannot be read.
    #[error("entry {number} ({question}): {problem}")]
    Entry {
        /// Which entry, counted from 1.
        number: usize,
        /// Its question.
        question: Question,
        /// What is wrong with it.
        #[source]
        problem: EntryProblem,
    },
}

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntryProblem {
    /// The same question has an entry before.
    #[error("the question has an answer already")]
    Duplicate,
    /// A record cannot be read.
    #[error("\"{text}\": {source}")]
    Data {
        /// The record.
        text: String,
        /// Why.
        source: DataError,
    },
    /// A member without which the status means nothing.
    #[error("the status \"{status}\" needs \"{member}\"")]
    Missing {
        /// The status.
        status: &'static str,
        /// The member.
        member: &'static str,
    },
    /// A member that contradicts the status.
    #[error("\"{member}\" means nothing with the status \"{status}\"")]
    Unexpected {
        /// The status.
        status: &'static str,
        /// The member.
        member: &'static str,
    },
    /// A CNAME chain longer than [`limits::CNAME_CHAIN`].
    #[error("the chain has more than {} names", limits::CNAME_CHAIN)]
    Chain,
}

impl Recording {
    /// Reads a recording.
    ///
    /// # Errors
    /// [`RecordingError`] names the place, or the entry, that cannot be read.
    pub fn parse(text: &[u8]) -> Result<Self, RecordingError> {
        if text.len() as u64 > limits::FILE_OCTETS {
            return Err(RecordingError::TooLarge);
        }
        // The version first: a later one may have members that this one does not know.
        let Version { preflight_recording: version } = serde_json::from_slice(text)?;
        if version != VERSION {
            return Err(RecordingError::Version(version));
        }
        let document: Document = serde_json::from_slice(text)?;
        let mut answers = BTreeMap::new();
        for (index, entry) in document.answers.into_iter().enumerate() {
            let question = Question::new(entry.name.clone(), entry.kind);
            let result = match answers.contains_key(&question) {
                true => Err(EntryProblem::Duplicate),
                false => entry.answer(),
            };
            match result {
                Ok(answer) => answers.insert(question, answer),
                Err(problem) => return Err(RecordingError::Entry { number: index + 1, question, problem }),
            };
        }
        Ok(Self { as_of: document.as_of, answers })
    }

    /// Reads a recording from a file.
    ///
    /// # Errors
    /// As [`Recording::parse`], and when the file cannot be read.
    pub fn read(path: &Path) -> Result<Self, RecordingError> {
        let mut text = Vec::new();
        fs::File::open(path)?.take(limits::FILE_OCTETS + 1).read_to_end(&mut text)?;
        Self::parse(&text)
    }

    /// Writes the recording: one line an entry, in the order of names and types.
    ///
    /// # Errors
    /// [`RecordingError::Io`] when the writer fails.
    pub fn write(&self, mut to: impl Write) -> Result<(), RecordingError> {
        write!(to, "{{\"preflight_recording\":{VERSION},\"as_of\":\"{}\",\"answers\":[", self.as_of)?;
        for (index, (question, answer)) in self.answers.iter().enumerate() {
            to.write_all(if index == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut to, &Entry::of(question, answer))?;
        }
        to.write_all(b"\n]}\n")?;
        Ok(to.flush()?)
    }
}

impl Replay {
    /// A source that answers from a recording.
    pub fn new(recording: Recording) -> Self {
        Self { recording }
    }

    /// The moment the answers speak of.
    pub fn as_of(&self) -> Timestamp {
        self.recording.as_of
    }

    /// Whether the recording has an answer to a question.
    pub fn holds(&self, question: &Question) -> bool {
        self.recording.answers.contains_key(question)
    }
}

impl Source for Replay {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        let answer = self.recording.answers.get(question).cloned().unwrap_or(Answer::OutOfZone);
        Box::pin(std::future::ready(answer))
    }
}

impl<S> Recorder<S> {
    /// A recorder around a source.
    pub fn new(source: S) -> Self {
        Self { source, answers: Mutex::default() }
    }

    /// What was answered so far.
    pub fn recording(&self, as_of: Timestamp) -> Recording {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Recording { as_of, answers }
    }
}

impl<S: Source> Source for Recorder<S> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(async move {
            let answer = self.source.ask(question).await;
            let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.entry(question.clone()).or_insert_with(|| answer.clone());
            answer
        })
    }
}

#[derive(Deserialize)]
struct Version {
    preflight_recording: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "preflight_recording")]
    _version: u32,
    as_of: Timestamp,
    answers: Vec<Entry>,
}

/// One question and its answer, as the file has them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: DomainName,
    #[serde(rename = "type")]
    kind: RecordType,
    status: Status,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<FailureKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ttl: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    chain: Vec<DomainName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authenticated: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    server: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    data: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Records,
    NoData,
    NxDomain,
    Failed,
    #[serde(rename = "out_of_zone")]
    OutOfZone,
}

impl Status {
    fn as_str(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::NoData => "nodata",
            Self::NxDomain => "nxdomain",
            Self::Failed => "failed",
            Self::OutOfZone => "out_of_zone",
        }
    }
}

impl Entry {
    fn of(question: &Question, answer: &Answer) -> Self {
        let mut entry = Self {
            name: question.name.clone(),
            kind: question.kind,
            status: Status::OutOfZone,
            reason: None,
            ttl: None,
            chain: answer.chain().to_vec(),
            authenticated: None,
            server: None,
            data: Vec::new(),
        };
        match answer {
            Answer::Records(set) => {
                entry.status = Status::Records;
                entry.ttl = Some(set.ttl);
                entry.authenticated = Some(set.authenticated);
                entry.server = set.origin.server.as_deref().map(String::from);
                entry.data = set.records.iter().map(|record| record.data.to_string()).collect();
            }
            Answer::NoData(negative) | Answer::NxDomain(negative) => {
                let is_nodata = matches!(answer, Answer::NoData(_));
                entry.status = if is_nodata { Status::NoData } else { Status::NxDomain };
                entry.ttl = negative.ttl;
                entry.authenticated = negative.authenticated;
                entry.server = negative.origin.server.as_deref().map(String::from);
            }
            Answer::Failed(failure) => {
                entry.status = Status::Failed;
                entry.reason = Some(failure.kind);
                entry.server = failure.server.as_deref().map(String::from);
            }
            Answer::OutOfZone => {}
        }
        entry
    }

    fn answer(self) -> Result<Answer, EntryProblem> {
        self.check()?;
        let server: Option<Arc<str>> = self.server.as_deref().map(Arc::from);
        let origin = Origin { from: From::Replay, server: server.clone() };
        let negative = Negative {
            ttl: self.ttl,
            chain: self.chain.clone(),
            authenticated: self.authenticated,
            origin: origin.clone(),
        };
        let missing = |member| EntryProblem::Missing { status: self.status.as_str(), member };
        Ok(match self.status {
            Status::NoData => Answer::NoData(negative),
            Status::NxDomain => Answer::NxDomain(negative),
            Status::OutOfZone => Answer::OutOfZone,
            Status::Failed => {
                let kind = self.reason.ok_or_else(|| missing("reason"))?;
                Answer::Failed(Failure { kind, server, chain: self.chain })
            }
            Status::Records => {
                let ttl = self.ttl.ok_or_else(|| missing("ttl"))?;
                let name = self.chain.last().unwrap_or(&self.name);
                let records = self.data.iter().map(|text| match RecordData::parse(self.kind, text) {
                    Ok(data) => Ok(Record { name: name.clone(), ttl, data, location: None }),
                    Err(source) => Err(EntryProblem::Data { text: text.clone(), source }),
                });
                let records = records.collect::<Result<Vec<_>, _>>()?;
                if records.is_empty() {
                    return Err(missing("data"));
                }
                let authenticated = self.authenticated.unwrap_or(false);
                Answer::Records(RrSet { records, ttl, chain: self.chain, authenticated, origin })
            }
        })
    }

    /// Refuses members that say something the status cannot mean: a mistake in a world written by hand.
    fn check(&self) -> Result<(), EntryProblem> {
        use Status::{Failed, NoData, NxDomain, OutOfZone, Records};
        let allowed = |present: bool, member, by: &[Status]| match present && !by.contains(&self.status) {
            true => Err(EntryProblem::Unexpected { status: self.status.as_str(), member }),
            false => Ok(()),
        };
        allowed(!self.data.is_empty(), "data", &[Records])?;
        allowed(self.reason.is_some(), "reason", &[Failed])?;
        allowed(self.ttl.is_some(), "ttl", &[Records, NoData, NxDomain])?;
        allowed(self.authenticated.is_some(), "authenticated", &[Records, NoData, NxDomain])?;
        allowed(!self.chain.is_empty(), "chain", &[Records, NoData, NxDomain, Failed])?;
        allowed(self.status == OutOfZone && self.server.is_some(), "server", &[])?;
        if self.chain.len() > limits::CNAME_CHAIN + 1 {
            return Err(EntryProblem::Chain);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: &str = r#"{"preflight_recording":1,"as_of":"2026-11-21T09:00:00Z","answers":[
{"name":"example.fr","type":"MX","status":"records","ttl":300,"authenticated":true,"server":"192.0.2.53","data":["10 mx.example.fr.","20 mx2.example.fr."]},
{"name":"example.fr","type":"TXT","status":"failed","reason":"servfail"},
{"name":"no.example.fr","type":"A","status":"nxdomain","ttl":60,"authenticated":false},
{"name":"www.example.fr","type":"A","status":"nodata","chain":["web.example.net"]},
{"name":"www.example.fr","type":"AAAA","status":"out_of_zone"}
]}
"#;

    #[test]
    fn what_is_read_is_written() {
        let recording = Recording::parse(WORLD.as_bytes()).unwrap();
        let mut written = Vec::new();
        recording.write(&mut written).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), WORLD);
        assert_eq!(recording.answers.len(), 5);
    }

    #[test]
    fn errors_say_where() {
        let world = |entry: &str| {
            let good = r#"{"name":"a.fr","type":"A","status":"nodata"}"#;
            format!(r#"{{"preflight_recording":1,"as_of":"2026-11-21T09:00:00Z","answers":[{good},{entry}]}}"#)
        };
        let error = |text: &str| Recording::parse(text.as_bytes()).unwrap_err().to_string();
        for (entry, message) in [
            (
                r#"{"name":"a.fr","type":"A","status":"nxdomain"}"#,
                "entry 2 (a.fr A): the question has an answer already",
            ),
            (
                r#"{"name":"b.fr","type":"A","status":"records","ttl":1,"data":["x"]}"#,
                "entry 2 (b.fr A): \"x\": \"x\" is not an address of this family",
            ),
            (
                r#"{"name":"b.fr","type":"A","status":"records","ttl":1}"#,
                "entry 2 (b.fr A): the status \"records\" needs \"data\"",
            ),
            (
                r#"{"name":"b.fr","type":"A","status":"failed"}"#,
                "entry 2 (b.fr A): the status \"failed\" needs \"reason\"",
            ),
            (
                r#"{"name":"b.fr","type":"A","status":"nodata","data":["192.0.2.1"]}"#,
                "entry 2 (b.fr A): \"data\" means nothing with the status \"nodata\"",
            ),
        ] {
            assert_eq!(error(&world(entry)), message);
        }
        assert!(error(&world(r#"{"name":"b.fr","type":"A","status":"nothing"}"#)).contains("line 1 column"));
        assert!(error(&world(r#"{"name":"b..fr","type":"A","status":"nodata"}"#)).contains("empty label"));
        assert!(error(&world(r#"{"name":"b.fr","type":"A","status":"nodata","ttk":1}"#)).contains("unknown field"));
        assert_eq!(
            error(r#"{"preflight_recording":2,"new":0}"#),
            "this is version 2 of the format; only version 1 is known"
        );
    }

    mod round_trip {
        use proptest::prelude::*;

        use super::*;
        use crate::dns::Txt;

        fn name() -> impl Strategy<Value = DomainName> {
            let label = prop::collection::vec(any::<u8>(), 1..=20);
            prop::collection::vec(label, 1..=4)
                .prop_map(|labels| DomainName::from_labels(labels.iter().map(Vec::as_slice)).expect("short labels"))
        }

        fn data() -> impl Strategy<Value = RecordData> {
            let strings = prop::collection::vec(prop::collection::vec(any::<u8>(), 0..=255), 1..4);
            prop_oneof![
                any::<[u8; 4]>().prop_map(|octets| RecordData::A(octets.into())),
                any::<[u8; 16]>().prop_map(|octets| RecordData::Aaaa(octets.into())),
                name().prop_map(RecordData::Cname),
                (any::<u16>(), name()).prop_map(|(preference, exchange)| RecordData::Mx { preference, exchange }),
                (name(), name(), any::<[u32; 5]>()).prop_map(|(mname, rname, numbers)| RecordData::Soa {
                    mname,
                    rname,
                    numbers
                }),
                strings.prop_map(|strings| RecordData::Txt(Txt::new(strings))),
                prop::collection::vec(any::<u8>(), 0..9).prop_map(|octets| {
                    let hex: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
                    RecordData::Other(format!("\\# {} {hex}", octets.len()).trim_end().into())
                }),
            ]
        }

        fn kind_of(data: &RecordData) -> RecordType {
            match data {
                RecordData::A(_) => RecordType::A,
                RecordData::Aaaa(_) => RecordType::Aaaa,
                RecordData::Cname(_) => RecordType::Cname,
                RecordData::Mx { .. } => RecordType::Mx,
                RecordData::Ns(_) => RecordType::Ns,
                RecordData::Ptr(_) => RecordType::Ptr,
                RecordData::Soa { .. } => RecordType::Soa,
                RecordData::Txt(_) => RecordType::Txt,
                RecordData::Other(_) => RecordType::Other(65_280),
            }
        }

        fn answer() -> impl Strategy<Value = (Question, Answer)> {
            let status = 0..5;
            let about =
                (prop::collection::vec(name(), 0..4), any::<u32>(), any::<Option<bool>>(), any::<Option<String>>());
            let kinds = prop::sample::select(FailureKind::ALL.to_vec());
            (name(), data(), status, about, kinds).prop_map(|(asked, data, status, about, reason)| {
                let (chain, ttl, authenticated, server) = about;
                let kind = kind_of(&data);
                let server: Option<Arc<str>> = server.map(Arc::from);
                let origin = Origin { from: From::Replay, server: server.clone() };
                let name = chain.last().unwrap_or(&asked).clone();
                let ttl_known = authenticated.map(|_| ttl);
                let negative = Negative { ttl: ttl_known, chain: chain.clone(), authenticated, origin: origin.clone() };
                let answer = match status {
                    0 => {
                        let records = vec![Record { name, ttl, data, location: None }];
                        let authenticated = authenticated == Some(true);
                        Answer::Records(RrSet { records, ttl, chain, authenticated, origin })
                    }
                    1 => Answer::NoData(negative),
                    2 => Answer::NxDomain(negative),
                    3 => Answer::Failed(Failure { kind: reason, server, chain }),
                    _ => Answer::OutOfZone,
                };
                (Question::new(asked, kind), answer)
            })
        }

        proptest! {
            #[test]
            fn what_is_written_is_read(answers in prop::collection::btree_map(any::<u8>(), answer(), 0..8)) {
                let recording = Recording {
                    as_of: Timestamp::from_second(1_795_251_600).expect("a moment in range"),
                    answers: answers.into_values().collect(),
                };
                let mut written = Vec::new();
                recording.write(&mut written).unwrap();
                let read = Recording::parse(&written).unwrap();
                prop_assert_eq!(&read, &recording);
                let mut again = Vec::new();
                read.write(&mut again).unwrap();
                prop_assert_eq!(again, written);
            }

            #[test]
            fn any_octets_are_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
                prop_assert!(Recording::parse(&bytes).is_err());
            }
        }
    }
}
