//! Blocklist facts: which lists work, and what they say of the addresses and domains of a check.
//!
//! Each list is tried with its test entries first (RFC 5782 section 5); only one that works is asked
//! about anybody. The test entries are the same for every domain, so that the answers which the domains
//! of a run share hold them, and they go out once.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::address::{self as address_facts, Sender};
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
use crate::stream::Stream;

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

/// Tries the lists of the run, and asks those that work about the addresses that mail may come from and
/// about the domains that it names.
///
/// # Errors
/// The [`Need`] for what is missing.
pub fn gather(
    subject: &Subject,
    streams: &[Stream],
    senders: &[Sender],
    exchanges: &MxFacts,
    answers: &Answers,
) -> Result<DnsblFacts, Need> {
    if subject.blocklists.is_empty() {
        return Ok(DnsblFacts::default());
    }
    let mut addresses: Vec<_> = senders.iter().filter_map(|sender| looked(sender, subject)).collect();
    let mut domains = domains(subject, streams, exchanges, answers)?;
    let found = addresses.len() + domains.len();
    addresses.truncate(limits::BLOCKLIST_ADDRESSES);
    domains.truncate(limits::BLOCKLIST_DOMAINS);
    let kept: Vec<_> = addresses.into_iter().chain(domains).collect();
    let pairs = subject.blocklists.iter().flat_map(|chosen| chosen.list.kinds.iter().map(move |kind| (chosen, *kind)));
    let lists = all(pairs.map(|(chosen, kind)| list(chosen, kind, &kept, answers)))?;
    Ok(DnsblFacts { lists, left_out: found - kept.len() })
}

/// Asks for what waits for nothing else: the test entries of the lists, and the name servers of the domain.
///
/// # Errors
/// The [`Need`] for what is missing.
pub fn gather_early(subject: &Subject, answers: &Answers) -> Result<(), Need> {
    let tests = subject.blocklists.iter().filter(|chosen| !chosen.barred).flat_map(|chosen| {
        let of_kinds = chosen.list.kinds.iter().filter_map(|kind| chosen.tests(*kind));
        of_kinds.flat_map(|(listed, gone)| [listed, gone])
    });
    let tests = all(tests.map(|test| answers.get(&test.name, test.kind).map(drop)));
    let servers = if asks_about_domains(subject) { name_servers(&subject.domain, answers) } else { Ok(Vec::new()) };
    join((tests, servers)).map(drop)
}

fn asks_about_domains(subject: &Subject) -> bool {
    subject.blocklists.iter().any(|chosen| !chosen.barred && chosen.list.kinds.contains(&Kind::Domain))
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

/// An address to look for; none for documentation addresses of a real domain, which lead nowhere.
fn looked(sender: &Sender, subject: &Subject) -> Option<Looked> {
    let address = sender.address.to_canonical();
    if address::is_documentation(address) && !is_sample_name(&subject.domain) {
        return None;
    }
    let sends = sender.roles.iter().any(|role| matches!(role, address_facts::Role::Stream(_)));
    let role = if sends { Role::Sender } else { Role::Exchange };
    Some(Looked { what: Asked::Address(address), role })
}

/// The domains to look for, each once, under the nearest part that it has.
fn domains(subject: &Subject, streams: &[Stream], exchanges: &MxFacts, answers: &Answers) -> Result<Vec<Looked>, Need> {
    if !asks_about_domains(subject) {
        return Ok(Vec::new());
    }
    let servers = name_servers(&subject.domain, answers)?;
    let own = registrable(&subject.domain);
    let other = |name: &DomainName| registrable(name).filter(|name| Some(name) != own.as_ref());
    let from = std::iter::once(&subject.domain).chain(streams.iter().map(|stream| &stream.from));
    let mail_from = streams.iter().filter_map(|stream| stream.mail_from.domain());
    let helo = streams.iter().filter_map(|stream| stream.helo.as_ref());
    let exchanges = exchanges.hosts.iter().filter_map(|host| other(&host.exchange.host));
    let named = from.map(|name| (name.clone(), Role::From));
    let named = named.chain(mail_from.map(|name| (name.clone(), Role::MailFrom)));
    let named = named.chain(helo.map(|name| (name.clone(), Role::Helo)));
    let named = named.chain(exchanges.map(|name| (name, Role::ExchangeDomain)));
    let named = named.chain(servers.iter().filter_map(other).map(|name| (name, Role::NameServerDomain)));
    let mut seen = BTreeSet::new();
    let new = named.filter(|(name, _)| seen.insert(name.clone()));
    Ok(new.map(|(name, role)| Looked { what: Asked::Domain(name), role }).collect())
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
