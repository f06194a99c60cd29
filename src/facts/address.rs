//! The addresses that mail of a domain may come from, and what reverse DNS says of them.
//!
//! Those of the declared streams, the mail exchanges of the domain's own, and its own addresses in
//! SPF. Whether the last two ever send nobody can tell from DNS. The PTR names of an address count
//! for receivers when they lead back to it (forward-confirmed reverse DNS, RFC 8601 section 2.7.3).

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::mx::{self, MxFacts};
use super::spf::SpfPolicy;
use super::stream::{Open, StreamFacts};
use super::{Fact, Facts};
use crate::address::is_private;
use crate::dmarc::discover::organizational_domain_7489;
use crate::dns::answers::all;
use crate::dns::{Answers, Location, Need, Question, RecordData, RecordType, Unanswered};
use crate::limits;
use crate::name::DomainName;
use crate::rdns::generic::{self, Generic};
use crate::rdns::{self, NameFault};
use crate::spf::census::{Entry, Node, Target};
use crate::spf::record::{Mechanism, Qualifier};
use crate::stream::Stream;

/// An address that mail may come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The address.
    pub address: IpAddr,
    /// How it came to be looked at; never empty.
    pub roles: BTreeSet<Role>,
    /// Whether the user said that mail comes from here.
    pub declared: bool,
    /// The networks for which it stands and that hold more addresses than somebody would look
    /// through (larger than /28 or /124): what is found is a sample.
    pub sample_of: BTreeSet<IpNet>,
}

impl Sender {
    /// Whether a stream of this name sends from it.
    pub fn is_of(&self, stream: &str) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::Stream(name) if name == stream))
    }

    /// Whether neither MX nor SPF of the domain names it as its own: it is looked at for a stream alone.
    pub fn is_only_of_streams(&self) -> bool {
        self.roles.iter().all(|role| match role {
            Role::Stream(_) => true,
            Role::Exchange | Role::Spf => false,
        })
    }
}

/// How an address came to be looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A stream sends from it: the stream's name.
    Stream(String),
    /// It is a mail exchange of the domain's own.
    Exchange,
    /// The domain's SPF record lists it, as its own.
    Spf,
}

/// An address and its reverse DNS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressFacts {
    /// The address.
    pub sender: Sender,
    /// The name under which its PTR records stand.
    pub reverse: DomainName,
    /// Its PTR names, in the order of names.
    pub ptr: Fact<Vec<PtrName>>,
}

/// One PTR name of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PtrName {
    /// The name.
    pub name: DomainName,
    /// Whether it leads back.
    pub forward: Forward,
    /// The CNAMEs on the way; there should be none (RFC 2181 section 10.2).
    pub chain: Vec<DomainName>,
    /// By what it is known as the default name of a network; the marks of providers do not count
    /// in the domain's own organization.
    pub generic: Option<Generic>,
    /// What keeps it from being the name of a host.
    pub fault: Option<NameFault>,
    /// Whether it belongs to the organization of the domain.
    pub own: bool,
    /// Where its record stands in a zone file.
    pub location: Option<Location>,
}

/// Whether a PTR name leads back to the address, in the family of the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forward {
    /// It does.
    Confirmed,
    /// It has other addresses of that family.
    Elsewhere(Vec<IpAddr>),
    /// It has no address of that family.
    Nowhere,
    /// It is not known.
    Unknown(Unanswered),
    /// It was not asked: receivers look at the first ten names (RFC 7208 section 4.6.4).
    Beyond,
}

/// A family of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// IPv4.
    Ipv4,
    /// IPv6.
    Ipv6,
}

/// The addresses that mail may come from: those of the streams first, then the mail exchanges and
/// the SPF addresses of the domain's own organization; no more than [`limits::SENDERS`]. Private
/// addresses are left out: their names mean something else in every network.
pub fn senders(streams: &[Stream], policy: &SpfPolicy, exchanges: &MxFacts) -> Vec<Sender> {
    let mut senders = Senders::default();
    senders.add_streams(streams);
    let organization = organizational_domain_7489(&exchanges.domain);
    for host in exchanges.hosts.iter().filter(|host| host.exchange.host.is_within(&organization)) {
        host.addresses.iter().for_each(|address| senders.add(address, Role::Exchange));
    }
    for network in own_networks(policy, &organization) {
        senders.add(stands_for(network), Role::Spf);
    }
    senders.into_vec()
}

/// The addresses of the streams alone, for as long as nothing else is known.
pub fn stream_senders(streams: &[Stream]) -> Vec<Sender> {
    let mut senders = Senders::default();
    senders.add_streams(streams);
    senders.into_vec()
}

/// Collects the reverse DNS of these addresses.
///
/// # Errors
/// The [`Need`] for what is missing.
pub fn gather(domain: &DomainName, senders: Vec<Sender>, answers: &Answers) -> Result<Vec<AddressFacts>, Need> {
    let organization = organizational_domain_7489(domain);
    all(senders.into_iter().map(|sender| address(sender, &organization, answers)))
}

impl AddressFacts {
    /// Its PTR names; none when there are none, or when they are not known.
    pub fn names(&self) -> &[PtrName] {
        self.ptr.known().map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether it has a PTR record.
    pub fn is_present(&self) -> Open<bool> {
        match &self.ptr {
            Fact::Known(_) => Open::known(true),
            Fact::Absent => Open::known(false),
            Fact::Unknown(why) => either(Some(why.clone())),
        }
    }

    /// Whether any of its PTR names leads back to it.
    pub fn is_confirmed(&self) -> Open<bool> {
        if let Fact::Unknown(why) = &self.ptr {
            return either(Some(why.clone()));
        }
        if self.names().iter().any(|name| name.forward == Forward::Confirmed) {
            return Open::known(true);
        }
        let hanging = self.names().iter().find_map(|name| match &name.forward {
            Forward::Unknown(why) => Some(why.clone()),
            Forward::Confirmed | Forward::Elsewhere(_) | Forward::Nowhere | Forward::Beyond => None,
        });
        if hanging.is_some() { either(hanging) } else { Open::known(false) }
    }

    /// Whether its PTR name is a default one. With several names a receiver may look at any.
    pub fn is_generic(&self) -> Open<bool> {
        if let Fact::Unknown(why) = &self.ptr {
            return either(Some(why.clone()));
        }
        let values: BTreeSet<_> = self.names().iter().map(|name| name.generic.is_some()).collect();
        if values.is_empty() {
            Open::known(false)
        } else {
            Open { values: values.into_iter().collect(), hanging: None }
        }
    }

    /// The address and, where it stands for a large network, that network.
    pub fn shown(&self) -> String {
        let networks: Vec<_> = self.sender.sample_of.iter().map(ToString::to_string).collect();
        match networks.is_empty() {
            true => self.sender.address.to_string(),
            false => format!("{} ({})", self.sender.address, networks.join(", ")),
        }
    }
}

impl StreamFacts {
    /// Whether the addresses of the stream have PTR records.
    pub fn ptr_present(&self, facts: &Facts) -> Open<bool> {
        self.over_addresses(facts, true, AddressFacts::is_present)
    }

    /// Whether a PTR name of the addresses of the stream leads back to them.
    pub fn ptr_confirmed(&self, facts: &Facts) -> Open<bool> {
        self.over_addresses(facts, true, AddressFacts::is_confirmed)
    }

    /// Whether the PTR names of the addresses of the stream are default ones.
    pub fn ptr_generic(&self, facts: &Facts) -> Open<bool> {
        self.over_addresses(facts, false, AddressFacts::is_generic)
    }

    /// Over which family the stream sends.
    pub fn family(&self) -> Open<Family> {
        let of = |network: &IpNet| match stands_for(*network) {
            IpAddr::V4(_) => Family::Ipv4,
            IpAddr::V6(_) => Family::Ipv6,
        };
        let mut families: BTreeSet<_> = self.stream.ips.iter().map(of).collect();
        if families.is_empty() {
            families.extend([Family::Ipv4, Family::Ipv6]);
        }
        Open { values: families.into_iter().collect(), hanging: None }
    }

    /// What holds for every address of the stream; where they differ, both. For a large network one
    /// address stands: when that is as it should be, the others are taken to be so too; when it is
    /// not, there may be better ones.
    fn over_addresses(&self, facts: &Facts, good: bool, judge: fn(&AddressFacts) -> Open<bool>) -> Open<bool> {
        let all = self.stream.ips.iter().flat_map(|network| looked_at(*network).map(move |at| (network, at)));
        union(all.map(|(network, address)| {
            let Some(known) = facts.addresses.iter().find(|known| known.sender.address == address) else {
                return either(None);
            };
            let judged = judge(known);
            if is_large(*network) && judged.values != [good] { either(judged.hanging) } else { judged }
        }))
    }
}

/// Every value that any of these may have; both when there are none.
pub(super) fn union(judged: impl Iterator<Item = Open<bool>>) -> Open<bool> {
    let (mut values, mut hanging) = (BTreeSet::new(), None);
    for one in judged {
        values.extend(one.values);
        hanging = hanging.or(one.hanging);
    }
    if values.is_empty() { either(None) } else { Open { values: values.into_iter().rev().collect(), hanging } }
}

pub(super) fn either(hanging: Option<Unanswered>) -> Open<bool> {
    Open { values: vec![true, false], hanging }
}

/// The address that stands for a network: the one that was written, else its first host.
pub fn stands_for(network: IpNet) -> IpAddr {
    let first = match network {
        _ if network.addr() != network.network() => None,
        IpNet::V4(network) => network.hosts().next().map(IpAddr::V4),
        // The first address of an IPv6 network belongs to its routers (RFC 4291 section 2.6.1).
        IpNet::V6(network) if network.prefix_len() < 127 => network.hosts().nth(1).map(IpAddr::V6),
        IpNet::V6(_) => None,
    };
    first.unwrap_or_else(|| network.addr()).to_canonical()
}

/// The addresses of a network that are looked at: each host of a small one, the first of a large one.
fn looked_at(network: IpNet) -> impl Iterator<Item = IpAddr> {
    let first = is_large(network).then(|| stands_for(network));
    let each = (!is_large(network)).then(|| network.hosts().map(|address| address.to_canonical()));
    first.into_iter().chain(each.into_iter().flatten())
}

/// Whether a network holds more addresses than the servers of one sender.
pub fn is_large(network: IpNet) -> bool {
    network.prefix_len() < if matches!(network, IpNet::V4(_)) { 28 } else { 124 }
}

/// The networks that the SPF record lists as the domain's own: single addresses and small networks
/// of records of its organization, and what `a` and `mx` lead to within it.
fn own_networks(policy: &SpfPolicy, organization: &DomainName) -> Vec<IpNet> {
    let entries = policy.census.known().map(|census| census.entries()).unwrap_or_default();
    let own = entries.into_iter().filter(|(node, entry)| entry.is_reached && node.domain.is_within(organization));
    own.flat_map(|(node, entry)| networks(node, entry, organization)).collect()
}

fn networks(node: &Node, entry: &Entry, organization: &DomainName) -> Vec<IpNet> {
    let Some(directive) = node.directive(entry).filter(|directive| directive.qualifier == Qualifier::Pass) else {
        return Vec::new();
    };
    let written = match &directive.mechanism {
        Mechanism::Ip4(network) => Ipv4Net::new(network.address, network.prefix.unwrap_or(32)).ok().map(IpNet::V4),
        Mechanism::Ip6(network) => Ipv6Net::new(network.address, network.prefix.unwrap_or(128)).ok().map(IpNet::V6),
        Mechanism::All
        | Mechanism::Include(_)
        | Mechanism::A(_)
        | Mechanism::Mx(_)
        | Mechanism::Ptr(_)
        | Mechanism::Exists(_) => None,
    };
    let hosts = match &entry.target {
        Target::Addresses(host) => std::slice::from_ref(host),
        Target::Exchanges { hosts, .. } => hosts.as_slice(),
        Target::Nothing | Target::Unknown | Target::NoName(_) | Target::Exists { .. } | Target::Record(_) => &[],
    };
    let named = hosts.iter().filter(|host| host.name.is_within(organization)).flat_map(|host| {
        let (v4, v6) = (host.ipv4.iter().copied().map(IpAddr::V4), host.ipv6.iter().copied().map(IpAddr::V6));
        v4.chain(v6).map(IpNet::from)
    });
    written.into_iter().filter(|network| !is_large(*network)).chain(named).collect()
}

/// Senders by address, within the bound.
#[derive(Debug, Default)]
struct Senders {
    /// In the order in which they came; what stands here first is kept.
    order: Vec<IpAddr>,
    known: BTreeMap<IpAddr, Sender>,
}

impl Senders {
    fn add_streams(&mut self, streams: &[Stream]) {
        for stream in streams {
            for network in &stream.ips {
                for address in looked_at(*network) {
                    self.add(address, Role::Stream(stream.name.clone()));
                    if let Some(sender) = self.known.get_mut(&address) {
                        sender.declared |= stream.declared;
                        sender.sample_of.extend(is_large(*network).then_some(network.trunc()));
                    }
                }
            }
        }
    }

    fn add(&mut self, address: IpAddr, role: Role) {
        let address = address.to_canonical();
        let is_full = self.order.len() >= limits::SENDERS && !self.known.contains_key(&address);
        if is_private(address) || is_full {
            return;
        }
        let sender = self.known.entry(address).or_insert_with(|| {
            self.order.push(address);
            Sender { address, roles: BTreeSet::new(), declared: false, sample_of: BTreeSet::new() }
        });
        sender.roles.insert(role);
    }

    fn into_vec(mut self) -> Vec<Sender> {
        self.order.iter().filter_map(|address| self.known.remove(address)).collect()
    }
}

fn address(sender: Sender, organization: &DomainName, answers: &Answers) -> Result<AddressFacts, Need> {
    let reverse = rdns::reverse_name(sender.address);
    let answer = answers.get(&reverse, RecordType::Ptr)?;
    let mut found: Vec<_> = answer
        .records()
        .iter()
        .filter_map(|record| match &record.data {
            RecordData::Ptr(name) => Some((name.clone(), record.location.clone())),
            _ => None,
        })
        .collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.dedup_by(|(one, _), (other, _)| one == other);
    let names = all(found.into_iter().enumerate().map(|(at, (name, location))| {
        let (forward, chain) = match at < limits::PTR_NAMES {
            true => forward(&name, sender.address, answers)?,
            false => (Forward::Beyond, Vec::new()),
        };
        let own = name.is_within(organization);
        let fault = rdns::fault(&name);
        let generic = match fault.is_some_and(NameFault::is_incomplete) {
            true => None,
            false if own => generic::spelled(&name, sender.address),
            false => generic::generic(&name, sender.address),
        };
        Ok(PtrName { name, forward, chain, generic, fault, own, location })
    }))?;
    let ptr = match answer.unanswered(&Question::new(reverse.clone(), RecordType::Ptr)) {
        Some(why) => Fact::Unknown(why),
        None if names.is_empty() => Fact::Absent,
        None => Fact::Known(names),
    };
    Ok(AddressFacts { sender, reverse, ptr })
}

/// Whether a name leads back to an address, and the CNAMEs on the way.
fn forward(name: &DomainName, to: IpAddr, answers: &Answers) -> Result<(Forward, Vec<DomainName>), Need> {
    let kind = if to.is_ipv4() { RecordType::A } else { RecordType::Aaaa };
    let answer = answers.get(name, kind)?;
    let forward = match mx::family(answer, &Question::new(name.clone(), kind)) {
        Fact::Unknown(why) => Forward::Unknown(why),
        Fact::Absent => Forward::Nowhere,
        Fact::Known(addresses) if addresses.contains(&to) => Forward::Confirmed,
        Fact::Known(addresses) => Forward::Elsewhere(addresses),
    };
    Ok((forward, answer.chain().to_vec()))
}
