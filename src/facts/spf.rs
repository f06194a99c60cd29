//! The facts of SPF: what is published, what it costs, and what receivers conclude for each stream.
//!
//! A verdict asks one question after the other, as receivers do; the census asks for all it lacks
//! at once. Each has a gather of its own, so that neither waits for the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use ipnet::IpNet;

use super::{Fact, Subject};
use crate::dns::answers::{all, join};
use crate::dns::{Answer, Answers, Need, Question, RecordData, RecordType, Txt, Unanswered};
use crate::name::DomainName;
use crate::spf::census::{Census, census};
use crate::spf::evaluate::check_host;
use crate::spf::macros::Letter;
use crate::spf::outcome::Evaluation;
use crate::spf::published::Selected;
use crate::spf::record::{Published, Record};
use crate::spf::request::Request;
use crate::stream::{MailFrom, Stream};
use crate::text::Span;

/// What is true of a domain's SPF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpfFacts {
    /// What the domain publishes and where it leads.
    pub policy: SpfPolicy,
    /// What receivers conclude for the streams whose addresses are known.
    pub verdicts: Vec<SpfVerdict>,
}

/// What a domain publishes for SPF and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpfPolicy {
    /// What is at the domain.
    pub state: SpfState,
    /// Its TXT records as SPF sees them, near misses included; `None` when they are not known.
    pub published: Option<Arc<Published>>,
    /// All its TXT records, those about other things included.
    pub texts: Vec<Txt>,
    /// The CNAME targets that were followed to them, in order.
    pub chain: Vec<DomainName>,
    /// The whole tree; absent without a record.
    pub census: Fact<Census>,
    /// The explanation of the domain's own record; `None` without an `exp`.
    pub explanation: Option<Explanation>,
    /// Records of the discontinued type SPF (RFC 7208 section 3.1).
    pub type99: Fact<Vec<Txt>>,
    /// Where a record was looked for beside the domain, when the domain itself has none: what
    /// receivers never ask for, and where people put it. Known means that a record is there.
    pub misplaced: Vec<Probe>,
    /// For each name that a term leads to and that does not exist: the registrable domain above it,
    /// and whether that one exists. One that does not can be registered by anybody.
    pub parents: BTreeMap<DomainName, Parent>,
}

/// A name that was looked at, and what it publishes: known when a record is there.
pub type Probe = (DomainName, Fact<Arc<Published>>);

/// What is at a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpfState {
    /// One record.
    Found,
    /// No record.
    None,
    /// More than one.
    Multiple,
    /// It is not known.
    Undetermined(Unanswered),
}

/// What `exp` leads to (RFC 7208 section 6.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Where `exp` stands in the record.
    pub span: Span,
    /// The name it leads to; `None` when it depends on the sender or is no name.
    pub name: Option<DomainName>,
    /// The TXT records there, of which there should be one; absent without any, and without a name.
    pub texts: Fact<Vec<Txt>>,
}

/// A registrable domain above names that do not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// The names below it.
    pub names: Vec<DomainName>,
    /// Known: it exists. Absent: it is not registered.
    pub exists: Fact<()>,
}

/// What a receiver concludes for one address of one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpfVerdict {
    /// The name of the stream.
    pub stream: String,
    /// The network; its address as given stands for all of it.
    pub network: IpNet,
    /// Which identity was checked.
    pub identity: Identity,
    /// The outcome. With `unanswered` set the result is not known.
    pub evaluation: Evaluation,
    /// What the record asks for and the stream does not say: `%{l}` or `%{s}` without a local part
    /// (`postmaster` was taken), `%{h}` without a HELO name. With any, another value may give
    /// another result.
    pub assumed: Vec<Letter>,
}

/// The identity that was checked (RFC 7208 sections 2.3 and 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identity {
    /// The MAIL FROM.
    MailFrom,
    /// The HELO name: on its own, and instead of a null MAIL FROM.
    Helo,
}

impl SpfPolicy {
    /// The record, when there is exactly one.
    pub fn record(&self) -> Option<&Record> {
        match self.published.as_ref()?.selected() {
            Selected::One(record) => Some(record),
            Selected::None | Selected::Many(_) => None,
        }
    }
}

/// What the domain publishes, the census, and what surrounds it.
///
/// # Errors
/// The [`Need`] for what is missing; all of it at once.
pub fn gather_policy(subject: &Subject, answers: &Answers) -> Result<SpfPolicy, Need> {
    let domain = &subject.domain;
    let own = join((answers.txt(domain), answers.spf(domain)));
    let (type99, ((answer, published), tree)) = join((type99(domain, answers), join((own, census(answers, domain)))))?;
    let (state, published) = match published {
        Err(unanswered) => (SpfState::Undetermined(unanswered), None),
        Ok(published) => {
            let state = match published.selected() {
                Selected::None => SpfState::None,
                Selected::One(_) => SpfState::Found,
                Selected::Many(_) => SpfState::Multiple,
            };
            (state, Some(Arc::clone(published)))
        }
    };
    let (mut around, mut parents, mut explanation) = (Vec::new(), BTreeMap::new(), None);
    match (&state, &published) {
        (SpfState::None, _) => around = misplaced(domain, answers)?,
        (SpfState::Found, Some(published)) => {
            (parents, explanation) =
                join((registrations(domain, &tree, answers), explain(domain, published, answers)))?;
        }
        (SpfState::Found | SpfState::Multiple | SpfState::Undetermined(_), _) => {}
    }
    let census = match &state {
        SpfState::Found | SpfState::Multiple => Fact::Known(tree),
        SpfState::None => Fact::Absent,
        SpfState::Undetermined(unanswered) => Fact::Unknown(unanswered.clone()),
    };
    let (texts, chain) = (texts(answer), answer.chain().to_vec());
    Ok(SpfPolicy { state, published, texts, chain, census, explanation, type99, misplaced: around, parents })
}

/// What receivers conclude for each stream and network, those that stand for a provider included: for the MAIL FROM, where one is known, and
/// for the HELO name, where one is given.
///
/// # Errors
/// The [`Need`] for the next answers of each evaluation.
pub fn gather_verdicts(subject: &Subject, streams: &[Stream], answers: &Answers) -> Result<Vec<SpfVerdict>, Need> {
    let now = subject.as_of.as_second();
    let mut verdicts = Vec::new();
    for stream in streams {
        for network in stream.networks() {
            for (identity, request) in requests(stream, *network) {
                verdicts.push(check_host(answers, &request.at(now)).map(|evaluation| SpfVerdict {
                    stream: stream.name.clone(),
                    network: *network,
                    identity,
                    assumed: assumed(stream, identity, &evaluation),
                    evaluation,
                }));
            }
        }
    }
    all(verdicts)
}

/// The letters that stand for what the stream leaves open.
fn assumed(stream: &Stream, identity: Identity, evaluation: &Evaluation) -> Vec<Letter> {
    let has_local = identity == Identity::Helo || matches!(&stream.mail_from, MailFrom::Mailbox { local: Some(_), .. });
    let is_open = |letter: &Letter| match letter {
        Letter::Sender | Letter::LocalPart => !has_local,
        Letter::Helo => stream.helo.is_none(),
        Letter::SenderDomain
        | Letter::Domain
        | Letter::Address
        | Letter::ValidatedName
        | Letter::Family
        | Letter::ReadableAddress
        | Letter::Receiver
        | Letter::Time => false,
    };
    evaluation.expanded.iter().copied().filter(is_open).collect()
}

fn requests(stream: &Stream, network: IpNet) -> Vec<(Identity, Request)> {
    let helo = stream.helo.as_ref().map(DomainName::as_str).unwrap_or_default();
    let mut requests = Vec::new();
    match &stream.mail_from {
        MailFrom::Mailbox { local, domain } => {
            let local = local.as_deref().unwrap_or_default();
            requests.push((Identity::MailFrom, Request::domain(network.addr(), local, domain, helo)));
        }
        MailFrom::Null | MailFrom::Below(_) | MailFrom::Unknown => {}
    }
    if let Some(name) = &stream.helo {
        requests.push((Identity::Helo, Request::helo(network.addr(), name.as_str())));
    }
    requests
}

fn type99(domain: &DomainName, answers: &Answers) -> Result<Fact<Vec<Txt>>, Need> {
    let answer = answers.get(domain, RecordType::Spf)?;
    Ok(fact(answer, domain, RecordType::Spf).map(|()| texts(answer)))
}

fn texts(answer: &Answer) -> Vec<Txt> {
    let texts = answer.records().iter().filter_map(|record| match &record.data {
        RecordData::Txt(txt) => Some(txt.clone()),
        _ => None,
    });
    texts.collect()
}

/// What the `exp` of the record leads to.
fn explain(domain: &DomainName, published: &Published, answers: &Answers) -> Result<Option<Explanation>, Need> {
    let Selected::One(record) = published.selected() else { return Ok(None) };
    let Some((span, target)) = record.exp() else { return Ok(None) };
    let name = target.fixed(domain).and_then(Result::ok);
    let found = match &name {
        Some(name) => {
            let answer = answers.txt(name)?;
            fact(answer, name, RecordType::Txt).map(|()| texts(answer))
        }
        None => Fact::Absent,
    };
    Ok(Some(Explanation { span: span.clone(), name, texts: found }))
}

/// Looks where records end up by mistake: below `_spf`, `spf` or `www`, below the domain's own
/// name, where a missing final dot in a zone file puts it, and below an `@` that was taken for a name.
fn misplaced(domain: &DomainName, answers: &Answers) -> Result<Vec<Probe>, Need> {
    let labels = ["_spf", "spf", "www", domain.as_str(), "@"];
    let names = labels.into_iter().filter_map(|label| domain.child(label).ok());
    all(names.map(|name| {
        let found = match answers.spf(&name)? {
            Err(unanswered) => Fact::Unknown(unanswered),
            Ok(published) if published.records.is_empty() => Fact::Absent,
            Ok(published) => Fact::Known(Arc::clone(published)),
        };
        Ok((name, found))
    }))
}

/// Asks whether the registrable domains above missing names exist. The domain's own need not be
/// asked for: it has a record.
fn registrations(
    domain: &DomainName,
    census: &Census,
    answers: &Answers,
) -> Result<BTreeMap<DomainName, Parent>, Need> {
    let own = registrable(domain);
    let mut names: BTreeMap<DomainName, Vec<DomainName>> = BTreeMap::new();
    for name in census.missing_names() {
        if let Some(parent) = registrable(name).filter(|parent| own.as_ref() != Some(parent)) {
            names.entry(parent).or_default().push(name.clone());
        }
    }
    let parents = all(names.into_iter().map(|(parent, names)| {
        let exists = match answers.get(&parent, RecordType::Soa)? {
            Answer::Records(_) | Answer::NoData(_) => Fact::Known(()),
            Answer::NxDomain(_) => Fact::Absent,
            answer @ (Answer::Failed(_) | Answer::OutOfZone) => fact(answer, &parent, RecordType::Soa),
        };
        Ok((parent, Parent { names, exists }))
    }))?;
    Ok(parents.into_iter().collect())
}

/// The name that somebody can register (Public Suffix List); `None` for a public suffix itself.
pub(crate) fn registrable(name: &DomainName) -> Option<DomainName> {
    DomainName::parse(psl::domain_str(name.as_str())?).ok()
}

fn fact(answer: &Answer, name: &DomainName, kind: RecordType) -> Fact<()> {
    match answer.unanswered(&Question::new(name.clone(), kind)) {
        Some(unanswered) => Fact::Unknown(unanswered),
        None if answer.is_void() => Fact::Absent,
        None => Fact::Known(()),
    }
}
