//! Blocklist facts: which lists work, and what they say of the addresses and domains of a check.
//!
//! Each list is tried with its test entries first (RFC 5782 section 5); only one that works is asked
//! about anybody. The test entries are the same for every domain, so that the answers which the domains
//! of a run share hold them, and they go out once.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::address::stands_for;
use super::mx::MxFacts;
use super::{Subject, is_sample_name};
use crate::address;
use crate::dns::answers::{all, join};
use crate::dns::{Answers, Failure, FailureKind, Need, Question, RecordData, RecordType, Unanswered};
use crate::dnsbl::reading::Hit;
use crate::dnsbl::{Asked, Chosen, Fault, Kind, Reading, Refusal};
use crate::limits;
use crate::mx::registrable;
use crate::name::DomainName;

/// What the blocklists say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DnsblFacts {
    /// The lists of the run, once for each kind of thing that they are asked about.
    pub lists: Vec<ListFacts>,
    /// Addresses and domains that were not asked about, because there are too many.
    pub left_out: usize,
}

/// One list, for one kind of thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFacts {
    /// The list.
    pub chosen: Chosen,
    /// What it was asked about.
    pub kind: Kind,
    /// Whether it works.
    pub state: ListState,
    /// What it says; nothing unless its test entries are right.
    pub entries: Vec<Entry>,
}

/// Whether a list works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListState {
    /// It does.
    Usable,
    /// It does not answer us.
    Refused(Refusal),
    /// Its answers are worth nothing.
    Unusable(Fault),
    /// A question to it hangs.
    Unanswered(Unanswered),
    /// It was not asked.
    NotAsked(NotAsked),
}

/// Why a list was not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAsked {
    /// It refuses questions through the public resolver that this run asks.
    PublicResolver,
    /// There is nothing to ask it about.
    Nothing,
}

/// What a list says of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is, and why it matters.
    pub looked: Looked,
    /// What was asked: a list of registered domains is asked about those.
    pub asked: Asked,
    /// The answer.
    pub reading: Reading,
}

/// A thing to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The address or domain.
    pub what: Asked,
    /// Its part in the mail of the domain.
    pub role: Role,
}

/// The part that an address or a domain has in the mail of the checked domain, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It sends.
    Sender,
    /// It is a mail exchange of the domain.
    Exchange,
    /// The Author Domain.
    From,
    /// The MAIL FROM domain.
    MailFrom,
    /// The EHLO name.
    Helo,
    /// The domain of a mail exchange.
    ExchangeDomain,
    /// The domain of a name server.
    NameServerDomain,
}

impl Entry {
    /// The answers that mean something; none when it is not listed.
    pub fn hits(&self) -> &[Hit] {
        match &self.reading {
            Reading::Listed(hits) => hits,
            Reading::NotListed | Reading::Refused(_) | Reading::Unusable(_) | Reading::Unanswered(_) => &[],
        }
    }
}

impl ListFacts {
    /// The question that hangs, when the list says nothing or not everything. A refusal and an answer that is
    /// worth nothing leave a question as open as silence does.
    pub fn open(&self) -> Option<Unanswered> {
        let test = || self.chosen.tests(self.kind).map(|(listed, _)| listed);
        let kind = match &self.state {
            ListState::Unanswered(why) => return Some(why.clone()),
            ListState::Usable => {
                return self.entries.iter().find_map(|entry| match &entry.reading {
                    Reading::Unanswered(why) => Some(why.clone()),
                    Reading::Listed(_) | Reading::NotListed | Reading::Refused(_) | Reading::Unusable(_) => None,
                });
            }
            ListState::NotAsked(NotAsked::Nothing) => return None,
            ListState::Refused(_) | ListState::NotAsked(NotAsked::PublicResolver) => FailureKind::Refused,
            ListState::Unusable(_) => FailureKind::Malformed,
        };
        test().map(|question| Unanswered { question, failure: Some(Failure::of(kind)) })
    }
}

impl DnsblFacts {
    /// What the lists say of an address, with the list.
    pub fn of_address(&self, address: IpAddr) -> impl Iterator<Item = (&ListFacts, &Entry)> {
        let entries = self.lists.iter().flat_map(|list| list.entries.iter().map(move |entry| (list, entry)));
        entries.filter(move |(_, entry)| entry.asked == Asked::Address(address))
    }
}

/// Tries the lists of the run, and asks those that work.
///
/// # Errors
/// The [`Need`] for what is missing.
pub fn gather(subject: &Subject, answers: &Answers) -> Result<DnsblFacts, Need> {
    if subject.blocklists.is_empty() {
        return Ok(DnsblFacts::default());
    }
    let (addresses, domains): (Vec<_>, Vec<_>) =
        subjects(subject, answers)?.into_iter().partition(|looked| matches!(looked.what, Asked::Address(_)));
    let found = addresses.len() + domains.len();
    let addresses = addresses.into_iter().take(limits::BLOCKLIST_ADDRESSES);
    let kept: Vec<_> = addresses.chain(domains.into_iter().take(limits::BLOCKLIST_DOMAINS)).collect();
    let pairs = subject.blocklists.iter().flat_map(|chosen| chosen.list.kinds.iter().map(move |kind| (chosen, *kind)));
    let lists = all(pairs.map(|(chosen, kind)| list(chosen, kind, &kept, answers)))?;
    Ok(DnsblFacts { lists, left_out: found - kept.len() })
}

/// One list: first its test entries, then all the rest at once.
fn list(chosen: &Chosen, kind: Kind, subjects: &[Looked], answers: &Answers) -> Result<ListFacts, Need> {
    let facts = |state, entries| ListFacts { chosen: chosen.clone(), kind, state, entries };
    if chosen.barred {
        return Ok(facts(ListState::NotAsked(NotAsked::PublicResolver), Vec::new()));
    }
    let subjects: Vec<_> = subjects.iter().filter(|looked| looked.what.kind() == kind).collect();
    let (false, Some((listed, unlisted))) = (subjects.is_empty(), chosen.tests(kind)) else {
        return Ok(facts(ListState::NotAsked(NotAsked::Nothing), Vec::new()));
    };
    let get = |question: &Question| answers.get(&question.name, question.kind);
    let (here, gone) = join((get(&listed), get(&unlisted)))?;
    if let Some(reading) = Reading::of_tests(chosen.list, (&listed, here), (&unlisted, gone)) {
        return Ok(facts(state(&reading).unwrap_or(ListState::Usable), Vec::new()));
    }
    let mut seen = BTreeSet::new();
    let asked = subjects.into_iter().filter_map(|looked| {
        let asked = looked.what.for_list(chosen.list);
        let question = asked.question(&chosen.zone)?;
        seen.insert(asked.clone()).then_some((looked, asked, question))
    });
    let entries = all(asked.map(|(looked, asked, question)| {
        let reading = Reading::of(chosen.list, &question, get(&question)?);
        Ok(Entry { looked: looked.clone(), asked, reading })
    }))?;
    // A list that began to refuse, or to answer nonsense, is no longer one that works.
    let spoiled = entries.iter().find_map(|entry| match &entry.reading {
        Reading::Refused(_) | Reading::Unusable(_) => state(&entry.reading),
        Reading::Listed(_) | Reading::NotListed | Reading::Unanswered(_) => None,
    });
    Ok(facts(spoiled.unwrap_or(ListState::Usable), entries))
}

fn state(reading: &Reading) -> Option<ListState> {
    match reading {
        Reading::Refused(refusal) => Some(ListState::Refused(*refusal)),
        Reading::Unusable(fault) => Some(ListState::Unusable(*fault)),
        Reading::Unanswered(why) => Some(ListState::Unanswered(why.clone())),
        Reading::Listed(_) | Reading::NotListed => None,
    }
}

/// What the lists are asked about, each thing once, under the part that is nearest to the mail: the
/// sending addresses, the exchanges, and the domains.
fn subjects(subject: &Subject, answers: &Answers) -> Result<Vec<Looked>, Need> {
    let has_domains =
        subject.blocklists.iter().any(|chosen| !chosen.barred && chosen.list.kinds.contains(&Kind::Domain));
    let servers = if has_domains { name_servers(&subject.domain, answers) } else { Ok(Vec::new()) };
    let (exchanges, servers) = join((super::mx::gather(&subject.domain, answers), servers))?;
    let mut found = addresses(subject, &exchanges);
    let domains = |role, names: Vec<&DomainName>| {
        names.into_iter().map(|name| Looked { what: Asked::Domain(name.clone()), role }).collect::<Vec<_>>()
    };
    found.extend(domains(
        Role::From,
        std::iter::once(&subject.domain).chain(subject.declared.iter().map(|s| &s.from)).collect(),
    ));
    found.extend(domains(Role::MailFrom, subject.declared.iter().filter_map(|s| s.mail_from.domain()).collect()));
    found.extend(domains(Role::Helo, subject.declared.iter().filter_map(|s| s.helo.as_ref()).collect()));
    let own = registrable(&subject.domain);
    let others = |names: &mut dyn Iterator<Item = &DomainName>, role| {
        let others = names.filter_map(registrable).filter(|name| Some(name) != own.as_ref());
        others.map(|name| Looked { what: Asked::Domain(name), role }).collect::<Vec<_>>()
    };
    found.extend(others(&mut exchanges.hosts.iter().map(|host| &host.exchange.host), Role::ExchangeDomain));
    found.extend(others(&mut servers.iter(), Role::NameServerDomain));
    let mut seen = BTreeSet::new();
    found.retain(|looked| seen.insert(looked.what.clone()));
    Ok(found)
}

/// The addresses: those that declared streams send from (one address stands for a network), then those
/// of the exchanges that are the domain's own. Addresses that are no place on the Internet are in no list.
fn addresses(subject: &Subject, exchanges: &MxFacts) -> Vec<Looked> {
    let own = registrable(&subject.domain);
    let is_own =
        |host: &DomainName| host.is_within(&subject.domain) || own.as_ref().is_some_and(|own| host.is_within(own));
    let sending = subject.declared.iter().flat_map(|stream| &stream.ips).map(|net| (stands_for(*net), Role::Sender));
    let hosts = exchanges.hosts.iter().filter(|host| is_own(&host.exchange.host));
    let receiving = hosts.flat_map(|host| host.addresses.iter()).map(|address| (address, Role::Exchange));
    let is_sample = is_sample_name(&subject.domain);
    let is_somewhere =
        |address: IpAddr| !address::is_private(address) && (is_sample || !address::is_documentation(address));
    sending
        .chain(receiving)
        .map(|(address, role)| (address.to_canonical(), role))
        .filter(|(address, _)| is_somewhere(*address))
        .map(|(address, role)| Looked { what: Asked::Address(address), role })
        .collect()
}

/// The name servers of the registered domain; none when they are not known.
fn name_servers(domain: &DomainName, answers: &Answers) -> Result<Vec<DomainName>, Need> {
    let Some(registered) = registrable(domain) else { return Ok(Vec::new()) };
    let servers = answers.get(&registered, RecordType::Ns)?.records().iter().filter_map(|record| match &record.data {
        RecordData::Ns(server) => Some(server.clone()),
        _ => None,
    });
    Ok(servers.collect())
}
