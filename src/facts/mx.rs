//! MX facts: where the mail of a domain goes, and whether it can arrive.

use std::net::IpAddr;

use crate::dns::answers::{all, join};
use crate::dns::{Answer, Answers, Need, Question, RecordData, RecordType, Unanswered};
use crate::facts::Fact;
use crate::mx::{self, Exchange, MxSet};
use crate::name::DomainName;

/// The mail exchanges of one domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MxFacts {
    /// The domain.
    pub domain: DomainName,
    /// Whether the name exists at all; unknown when the question for its MX records hangs.
    pub exists: Fact<()>,
    /// Its MX records.
    pub records: Fact<MxSet>,
    /// The hosts of the records, in their order; a null MX has none.
    pub hosts: Vec<HostFact>,
    /// The addresses of the domain itself, which take the mail when there are no MX records
    /// (RFC 5321 section 5.1); looked at in that case alone.
    pub implicit: Option<Addresses>,
}

/// One exchange and what is behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostFact {
    /// The record.
    pub exchange: Exchange,
    /// Its addresses.
    pub addresses: Addresses,
    /// The CNAMEs on the way to them: there should be none (RFC 2181 section 10.3).
    pub chain: Vec<DomainName>,
    /// The address that the name spells out.
    pub literal: Option<IpAddr>,
    /// What was meant, when the name lacks its final dot.
    pub missing_dot: Option<DomainName>,
    /// True when the name means the host itself.
    pub is_localhost: bool,
    /// The registrable domain that the host needs, absent when nobody has it; looked at when the
    /// host, or the end of its CNAME chain, does not exist.
    pub registrable: Option<(DomainName, Fact<()>)>,
}

/// Addresses in both families; what is not known is kept apart from what is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// IPv4 addresses.
    pub v4: Fact<Vec<IpAddr>>,
    /// IPv6 addresses.
    pub v6: Fact<Vec<IpAddr>>,
    /// True when DNS said that the name, or the end of its CNAME chain, does not exist.
    pub nxdomain: bool,
}

/// What a set of questions comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// There is an address.
    Reached,
    /// There is none, for certain.
    Unreachable,
    /// None is known, and something hangs.
    Undetermined(Unanswered),
}

impl MxFacts {
    /// True when the domain has no MX records and takes mail at its own address.
    pub fn is_implicit(&self) -> bool {
        self.implicit.as_ref().is_some_and(|addresses| addresses.reach() == Reach::Reached)
    }

    /// The question on which it hangs whether mail has anywhere to go.
    pub fn hangs_on(&self) -> Option<&Unanswered> {
        if let Fact::Unknown(why) = &self.records {
            return Some(why);
        }
        let hosts = self.hosts.iter().map(|host| &host.addresses).chain(&self.implicit);
        let unknown = hosts.filter(|addresses| matches!(addresses.reach(), Reach::Undetermined(_)));
        unknown.flat_map(|addresses| [&addresses.v4, &addresses.v6]).find_map(|family| match family {
            Fact::Unknown(why) => Some(why),
            Fact::Absent | Fact::Known(_) => None,
        })
    }

    /// Whether mail for the domain has anywhere to go: an exchange with an address or, without MX
    /// records, an address of its own. A null MX has none.
    pub fn reach(&self) -> Reach {
        match &self.records {
            Fact::Unknown(why) => Reach::Undetermined(why.clone()),
            Fact::Absent => self.implicit.as_ref().map_or(Reach::Unreachable, Addresses::reach),
            Fact::Known(_) => best(self.hosts.iter().map(|host| host.addresses.reach())),
        }
    }
}

impl Addresses {
    /// Every address that is known.
    pub fn iter(&self) -> impl Iterator<Item = IpAddr> + '_ {
        [&self.v4, &self.v6].into_iter().filter_map(Fact::known).flatten().copied()
    }

    /// Whether there is any.
    pub fn reach(&self) -> Reach {
        best([&self.v4, &self.v6].into_iter().map(|family| match family {
            Fact::Known(_) => Reach::Reached,
            Fact::Absent => Reach::Unreachable,
            Fact::Unknown(why) => Reach::Undetermined(why.clone()),
        }))
    }
}

/// One that is reached is enough; that none is takes all the answers.
fn best(reaches: impl IntoIterator<Item = Reach>) -> Reach {
    reaches.into_iter().fold(Reach::Unreachable, |best, next| match (best, next) {
        (Reach::Reached, _) | (_, Reach::Reached) => Reach::Reached,
        (Reach::Undetermined(why), _) | (Reach::Unreachable, Reach::Undetermined(why)) => Reach::Undetermined(why),
        (Reach::Unreachable, Reach::Unreachable) => Reach::Unreachable,
    })
}

/// Collects the mail exchanges of a domain and their addresses.
///
/// # Errors
/// The [`Need`] for what is not known yet.
pub fn gather(domain: &DomainName, answers: &Answers) -> Result<MxFacts, Need> {
    let answer = answers.get(domain, RecordType::Mx)?;
    let question = Question::new(domain.clone(), RecordType::Mx);
    let exists = existence(answer, &question);
    let records = match answer {
        Answer::Records(set) => Fact::Known(MxSet::read(&set.records)),
        Answer::NoData(_) | Answer::NxDomain(_) => Fact::Absent,
        Answer::Failed(_) | Answer::OutOfZone => answer.unanswered(&question).map_or(Fact::Absent, Fact::Unknown),
    };
    let exchanges = records.known().map(|set| set.exchanges.as_slice()).unwrap_or_default();
    let hosts = all(exchanges
        .iter()
        .filter(|exchange| !exchange.host.is_root())
        .map(|exchange| host(exchange, domain, answers)));
    let implicit = match answer {
        // Nothing else is at a name that does not exist.
        Answer::NxDomain(_) => Ok(Some(Addresses::none())),
        Answer::NoData(_) => addresses(domain, answers).map(|(addresses, _)| Some(addresses)),
        Answer::Records(_) | Answer::Failed(_) | Answer::OutOfZone => Ok(None),
    };
    let (hosts, implicit) = join((hosts, implicit))?;
    Ok(MxFacts { domain: domain.clone(), exists, records, hosts, implicit })
}

impl Addresses {
    /// The addresses of a name that does not exist.
    fn none() -> Self {
        Self { v4: Fact::Absent, v6: Fact::Absent, nxdomain: true }
    }
}

/// Whether the name that was asked for exists: behind a CNAME it does, whatever its target.
pub(super) fn existence(answer: &Answer, question: &Question) -> Fact<()> {
    match (answer, answer.unanswered(question)) {
        (_, Some(why)) => Fact::Unknown(why),
        (Answer::NxDomain(negative), None) if negative.chain.is_empty() => Fact::Absent,
        (
            Answer::NxDomain(_) | Answer::NoData(_) | Answer::Records(_) | Answer::Failed(_) | Answer::OutOfZone,
            None,
        ) => Fact::Known(()),
    }
}

fn host(exchange: &Exchange, domain: &DomainName, answers: &Answers) -> Result<HostFact, Need> {
    let host = &exchange.host;
    let (addresses, chain) = addresses(host, answers)?;
    let end = chain.last().unwrap_or(host);
    let registrable = match mx::registrable(end) {
        Some(parent) if addresses.nxdomain => {
            let answer = answers.get(&parent, RecordType::Ns)?;
            let exists = existence(answer, &Question::new(parent.clone(), RecordType::Ns));
            Some((parent, exists))
        }
        Some(_) | None => None,
    };
    // What hangs may well resolve.
    let resolves = addresses.reach() != Reach::Unreachable;
    Ok(HostFact {
        exchange: exchange.clone(),
        literal: mx::address_literal(host, domain),
        missing_dot: mx::missing_dot(host, domain, resolves),
        is_localhost: mx::is_localhost(host),
        addresses,
        chain,
        registrable,
    })
}

/// The addresses of a name and the CNAMEs on the way.
pub(super) fn addresses(name: &DomainName, answers: &Answers) -> Result<(Addresses, Vec<DomainName>), Need> {
    let (v4, v6) = join((answers.get(name, RecordType::A), answers.get(name, RecordType::Aaaa)))?;
    let chain = if v4.chain().is_empty() { v6.chain() } else { v4.chain() };
    let nxdomain = [v4, v6].into_iter().any(|answer| matches!(answer, Answer::NxDomain(_)));
    let family = |answer, kind| family(answer, &Question::new(name.clone(), kind));
    let addresses = Addresses { v4: family(v4, RecordType::A), v6: family(v6, RecordType::Aaaa), nxdomain };
    Ok((addresses, chain.to_vec()))
}

/// The addresses in an answer.
pub(super) fn family(answer: &Answer, question: &Question) -> Fact<Vec<IpAddr>> {
    if let Some(why) = answer.unanswered(question) {
        return Fact::Unknown(why);
    }
    let address = |data: &RecordData| match data {
        RecordData::A(address) => Some(IpAddr::V4(*address)),
        RecordData::Aaaa(address) => Some(IpAddr::V6(*address)),
        _ => None,
    };
    let addresses: Vec<_> = answer.records().iter().filter_map(|record| address(&record.data)).collect();
    if addresses.is_empty() { Fact::Absent } else { Fact::Known(addresses) }
}
