//! What is known so far, and what is missing: the two halves of a pure evaluation.
//!
//! An evaluation reads [`Answers`] and says `?` on what it lacks. Gaps that do not depend on each
//! other are met together with [`join`] and [`all`], so that they are asked side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use super::{Answer, Question, Record, RecordData, RecordType, Unanswered};
use crate::dkim::key::KeyRecord;
use crate::name::DomainName;
use crate::spf::record::Published;

/// The answers that one domain's check has collected.
#[derive(Debug, Default)]
pub struct Answers {
    known: BTreeMap<Question, Arc<Known>>,
}

#[derive(Debug)]
struct Known {
    answer: Answer,
    /// What SPF reads in a TXT answer: read once, on the first look.
    spf: OnceLock<Arc<Published>>,
    /// Its TXT records as DKIM keys: reading an RSA key is dear.
    keys: OnceLock<Vec<KeyRecord>>,
}

impl Known {
    fn of(answer: Answer) -> Self {
        Self { answer, spf: OnceLock::new(), keys: OnceLock::new() }
    }
}

/// The questions without which an evaluation cannot go on; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Each question, and whether something may hang on its answer alone.
    questions: BTreeMap<Question, bool>,
}

impl Answers {
    /// The answer to a question.
    ///
    /// # Errors
    /// The [`Need`] to ask it.
    pub fn get(&self, name: &DomainName, kind: RecordType) -> Result<&Answer, Need> {
        let question = Question::new(name.clone(), kind);
        match self.known.get(&question) {
            Some(known) => Ok(&known.answer),
            None => Err(Need::of(question)),
        }
    }

    /// The TXT records of a name.
    ///
    /// # Errors
    /// The [`Need`] to ask for them.
    pub fn txt(&self, name: &DomainName) -> Result<&Answer, Need> {
        self.get(name, RecordType::Txt)
    }

    /// What a name publishes for SPF, or why that is not known. The records are parsed once,
    /// however often an evaluation starts again.
    ///
    /// # Errors
    /// The [`Need`] to ask for the TXT records.
    pub fn spf(&self, name: &DomainName) -> Result<Result<&Arc<Published>, Unanswered>, Need> {
        let question = Question::new(name.clone(), RecordType::Txt);
        let Some(known) = self.known.get(&question) else { return Err(Need::of(question)) };
        Ok(match known.answer.unanswered(&question) {
            Some(unanswered) => Err(unanswered),
            None => Ok(known.spf.get_or_init(|| Arc::new(Published::read(&known.answer)))),
        })
    }

    /// The TXT records of a name, and each of them read as a DKIM key, in their order; none where
    /// there are none. Like those of SPF they are read once.
    ///
    /// # Errors
    /// The [`Need`] to ask for the TXT records.
    pub fn keys(&self, name: &DomainName) -> Result<(&Answer, &[KeyRecord]), Need> {
        let question = Question::new(name.clone(), RecordType::Txt);
        let Some(known) = self.known.get(&question) else { return Err(Need::of(question)) };
        let key = |record: &Record| match &record.data {
            RecordData::Txt(txt) => Some(KeyRecord::read_txt(txt)),
            _ => None,
        };
        let keys = known.keys.get_or_init(|| known.answer.records().iter().filter_map(key).collect());
        Ok((&known.answer, keys))
    }

    /// The address records of a name in the family of `like`.
    ///
    /// # Errors
    /// The [`Need`] to ask for them.
    pub fn addresses_like(&self, name: &DomainName, like: IpAddr) -> Result<&Answer, Need> {
        self.get(name, if like.is_ipv4() { RecordType::A } else { RecordType::Aaaa })
    }

    /// Keeps an answer; the first answer to a question stands.
    pub fn insert(&mut self, question: Question, answer: Answer) {
        self.known.entry(question).or_insert_with(|| Arc::new(Known::of(answer)));
    }

    /// The same; where `before` has this very answer, what was read in it already is not read again.
    pub fn insert_as_in(&mut self, before: &Self, question: Question, answer: Answer) {
        let same = before.known.get(&question).filter(|known| known.answer == answer).cloned();
        self.known.entry(question).or_insert_with(|| same.unwrap_or_else(|| Arc::new(Known::of(answer))));
    }

    /// Whether a question has an answer.
    pub fn knows(&self, question: &Question) -> bool {
        self.known.contains_key(question)
    }

    /// Every question with its answer, in the order of names and types.
    pub fn iter(&self) -> impl Iterator<Item = (&Question, &Answer)> {
        self.known.iter().map(|(question, known)| (question, &known.answer))
    }

    /// How many questions have an answer.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// True when nothing was asked yet.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}

impl FromIterator<(Question, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (Question, Answer)>>(pairs: I) -> Self {
        let mut answers = Self::default();
        for (question, answer) in pairs {
            answers.insert(question, answer);
        }
        answers
    }
}

impl Need {
    /// The need for one answer.
    pub fn of(question: Question) -> Self {
        Self { questions: BTreeMap::from([(question, true)]) }
    }

    /// Adds the questions of another need.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (question, leads_on) in other.questions {
            *self.questions.entry(question).or_default() |= leads_on;
        }
        self
    }

    /// The same questions, of which none leads on by itself: there is no use in looking again
    /// before they are all answered.
    #[must_use]
    pub fn all_together(mut self) -> Self {
        self.questions.values_mut().for_each(|leads_on| *leads_on = false);
        self
    }

    /// Whether looking again may bring something: an answer came that may lead on, or all came.
    pub fn is_met(&self, answers: &Answers) -> bool {
        let leads_on = |(question, leads_on): (&Question, &bool)| *leads_on && answers.knows(question);
        self.questions.iter().any(leads_on) || self.questions().all(|question| answers.knows(question))
    }

    /// The questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.keys()
    }

    /// The questions, in order.
    pub fn into_questions(self) -> BTreeSet<Question> {
        self.questions.into_keys().collect()
    }
}

/// Both values, or everything that both lack.
///
/// # Errors
/// The union of the needs.
pub fn join<A, B>(pair: (Result<A, Need>, Result<B, Need>)) -> Result<(A, B), Need> {
    match pair {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(a), Err(b)) => Err(a.and(b)),
        (Err(need), Ok(_)) | (Ok(_), Err(need)) => Err(need),
    }
}

/// Every value, or everything that any of them lacks.
///
/// # Errors
/// The union of the needs.
pub fn all<T>(results: impl IntoIterator<Item = Result<T, Need>>) -> Result<Vec<T>, Need> {
    let mut values = Vec::new();
    let mut missing: Option<Need> = None;
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(need) => {
                missing = Some(match missing {
                    Some(before) => before.and(need),
                    None => need,
                })
            }
        }
    }
    match missing {
        Some(need) => Err(need),
        None => Ok(values),
    }
}
