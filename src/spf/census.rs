//! The whole tree of a record and what each term costs, past every limit (RFC 7208 section 4.6.4).
//!
//! A receiver stops at the first match or at the eleventh lookup. The census reads on as if nothing
//! matched, the worst case, and asks for everything it does not know at once. Names that depend on
//! the sender are counted and left unknown; `%{d}` is known, for it is the domain of the record.
//! Behind `all` nothing is evaluated, so nothing is counted or followed there.

mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use ipnet::{Ipv4Net, Ipv6Net};

use super::published::{Absence, Published, Selected};
use super::record::{Directive, Hosts, Mechanism, Modifier, Qualifier, Record, Term, TermKind};
use crate::dns::{Answer, Answers, Need, Question, Unanswered};
use crate::name::DomainName;
use crate::text::Span;

/// Counts what the record of `domain` costs in the worst case, and everything it leads to.
///
/// # Errors
/// The [`Need`] for every answer that is missing at this point.
pub fn census(answers: &Answers, domain: &DomainName) -> Result<Census, Need> {
    walk::walk(answers, domain)
}

/// What a record costs and leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Census {
    /// The record itself.
    pub root: Node,
    /// Terms that need DNS, in the worst case; the limit is ten.
    pub lookups: u32,
    /// Terms that find nothing; the limit is two.
    pub void_lookups: VoidLookups,
    /// The tree goes on beyond [`crate::limits::SPF_DEPTH`] or
    /// [`crate::limits::SPF_RECORDS`]; counts are lower
    /// bounds.
    pub is_truncated: bool,
    /// The first question without an answer, and the term that put it; counts are lower bounds.
    pub hanging: Option<Hanging>,
}

/// A question without an answer and the term that put it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hanging {
    /// The question.
    pub unanswered: Unanswered,
    /// The domain whose record holds the term, or the name that was asked for its record.
    pub domain: DomainName,
    /// The term.
    pub span: Option<Span>,
}

/// Terms that find nothing, for a client of either family: `a` of a host without AAAA finds nothing
/// over IPv6 only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VoidLookups {
    /// For a client with an IPv4 address.
    pub ipv4: u32,
    /// For a client with an IPv6 address.
    pub ipv6: u32,
}

/// One name of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The name.
    pub domain: DomainName,
    /// What is there.
    pub state: State,
    /// Its TXT records, where they are known.
    pub published: Option<Arc<Published>>,
    /// The terms of its record, in order.
    pub entries: Vec<Entry>,
    /// What a receiver counts in this record and below it, in the worst case.
    pub lookups: u32,
}

/// What is at a name of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// One record without an error.
    Found,
    /// One record that breaks the grammar; its errors stand in the record.
    SyntaxErrors,
    /// No record; how DNS said so when the name has no TXT record at all.
    None(Option<Absence>),
    /// So many records.
    Multiple(usize),
    /// It is not known.
    Unanswered(Unanswered),
    /// The name is on the way that led here: an evaluation never ends (section 4.6.4).
    Loop,
    /// Too deep, or too many records before: not read.
    Beyond,
}

/// One term of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which term of the record it is.
    pub index: usize,
    /// Its place in the record.
    pub span: Span,
    /// Whether a receiver can get here: not behind `all`, and no `redirect` beside `all`.
    pub is_reached: bool,
    /// Lookups of the whole evaluation before this term, in the worst case.
    pub before: u32,
    /// Lookups of the term itself.
    pub own: u32,
    /// Lookups of the term and what it leads to.
    pub total: u32,
    /// Whether the term itself finds nothing.
    pub void_lookups: VoidLookups,
    /// What it leads to.
    pub target: Target,
}

/// What a term leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Nothing in DNS, or nothing that was asked for.
    Nothing,
    /// A name or a match that depends on the sender.
    Unknown,
    /// Text that is no name, whoever sends.
    NoName(String),
    /// The addresses that `a` matches.
    Addresses(Addresses),
    /// The hosts that `mx` matches.
    Exchanges {
        /// The domain whose MX records were asked for.
        name: DomainName,
        /// What was found.
        found: Found,
        /// The addresses of the hosts, unless there are more than a receiver accepts.
        hosts: Vec<Addresses>,
    },
    /// What `exists` looks for.
    Exists {
        /// The name.
        name: DomainName,
        /// What was found.
        found: Found,
    },
    /// The record that `include` or `redirect` continues with.
    Record(Box<Node>),
}

/// The addresses of one host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// The host.
    pub name: DomainName,
    /// What was found for A.
    pub found4: Found,
    /// What was found for AAAA.
    pub found6: Found,
    /// Its IPv4 addresses.
    pub ipv4: Vec<Ipv4Addr>,
    /// Its IPv6 addresses.
    pub ipv6: Vec<Ipv6Addr>,
}

/// What a question found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// So many records.
    Records(usize),
    /// Nothing.
    Nothing(Absence),
    /// It is not known.
    Unanswered(Unanswered),
}

/// What happens when no term matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Terminator {
    /// The qualifier of `all`, and the domain whose record has it.
    All(Qualifier, DomainName),
    /// Neither `all` nor `redirect`: "neutral" (RFC 7208 section 4.7), in the record of this domain.
    Implicit(DomainName),
    /// It hangs on a record that is not there, not known or not usable.
    Unknown,
}

/// Sets of addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Networks {
    /// IPv4 networks.
    pub ipv4: Vec<Ipv4Net>,
    /// IPv6 networks.
    pub ipv6: Vec<Ipv6Net>,
}

/// A term of the tree: domain and place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The domain whose record holds it.
    pub domain: DomainName,
    /// Where it begins and ends.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The same thing said twice (RFC 7208 section 10.1.1 speaks of the lookups it wastes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The term that counts.
    pub first: Place,
    /// The term that adds nothing.
    pub again: Place,
    /// What both say.
    pub what: String,
}

impl Census {
    /// Every term of the tree with the node that holds it, parents first.
    pub fn entries(&self) -> Vec<(&Node, &Entry)> {
        let mut entries = Vec::new();
        self.root.collect(&mut entries);
        entries
    }

    /// What happens when nothing matches, through `redirect`.
    pub fn terminator(&self) -> Terminator {
        self.root.terminator()
    }

    /// The addresses that pass, whoever sends: those of `ip4`, `ip6`, `a`, `mx` and `all`, through
    /// `include` and `redirect`. Terms that forbid some of them first are not subtracted.
    pub fn authorized(&self) -> Networks {
        self.root.authorized()
    }

    /// Terms that say again what another said: in one record, and names that more than one
    /// `include` leads to.
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let mut duplicates = Vec::new();
        let mut included = BTreeMap::new();
        self.root.find_duplicates(&mut included, &mut duplicates);
        duplicates
    }

    /// The loops: each from a name back to itself.
    pub fn loops(&self) -> Vec<Vec<DomainName>> {
        let mut loops = Vec::new();
        self.root.find_loops(&mut Vec::new(), &mut loops);
        loops
    }

    /// The names that terms lead to and that do not exist, in order.
    pub fn missing_names(&self) -> BTreeSet<&DomainName> {
        let mut missing = BTreeSet::new();
        for (_, entry) in self.entries() {
            missing.extend(entry.target.missing_names());
        }
        missing
    }
}

impl Node {
    /// The record, when there is exactly one.
    pub fn record(&self) -> Option<&Record> {
        match self.published.as_ref()?.selected() {
            Selected::One(record) => Some(record),
            Selected::None | Selected::Many(_) => None,
        }
    }

    /// The term of an entry.
    pub fn term(&self, entry: &Entry) -> Option<&Term> {
        self.record()?.terms.get(entry.index)
    }

    /// The directive of an entry, when it is one.
    pub fn directive(&self, entry: &Entry) -> Option<&Directive> {
        match &self.term(entry)?.kind {
            TermKind::Directive(directive) => Some(directive),
            TermKind::Modifier(_) | TermKind::Broken => None,
        }
    }

    /// Levels of `include` and `redirect` below this record.
    pub fn depth(&self) -> usize {
        self.entries.iter().filter_map(Entry::child).map(|child| child.depth() + 1).max().unwrap_or(0)
    }

    /// Whether the record lets everybody pass: `+all`, or a network of the whole address space.
    pub fn passes_everyone(&self) -> bool {
        let networks = self.authorized();
        networks.ipv4.iter().any(|net| net.prefix_len() == 0) || networks.ipv6.iter().any(|net| net.prefix_len() == 0)
    }

    /// The addresses that pass by this record; see [`Census::authorized`].
    pub fn authorized(&self) -> Networks {
        let mut networks = Networks::default();
        for entry in self.entries.iter().filter(|entry| entry.is_reached) {
            networks.extend(self.networks(entry));
        }
        networks.simplified()
    }

    /// The addresses that pass by one term.
    pub fn networks(&self, entry: &Entry) -> Networks {
        let mut networks = Networks::default();
        let directive = match self.term(entry).map(|term| &term.kind) {
            Some(TermKind::Directive(directive)) if directive.qualifier == Qualifier::Pass => directive,
            Some(TermKind::Modifier(Modifier::Redirect(_))) => {
                return entry.child().map(Self::authorized).unwrap_or_default();
            }
            Some(TermKind::Directive(_) | TermKind::Modifier(_) | TermKind::Broken) | None => return networks,
        };
        match &directive.mechanism {
            Mechanism::All => networks.extend(Networks::everything()),
            Mechanism::Ip4(network) => networks.ipv4.push(network.net()),
            Mechanism::Ip6(network) => networks.ipv6.push(network.net()),
            Mechanism::Include(_) => networks.extend(entry.child().map(Self::authorized).unwrap_or_default()),
            Mechanism::A(hosts) | Mechanism::Mx(hosts) => match &entry.target {
                Target::Addresses(found) => networks.add(found, hosts),
                Target::Exchanges { hosts: found, .. } => found.iter().for_each(|host| networks.add(host, hosts)),
                Target::Nothing | Target::Unknown | Target::NoName(_) | Target::Exists { .. } | Target::Record(_) => {}
            },
            Mechanism::Ptr(_) | Mechanism::Exists(_) => {}
        }
        networks
    }

    /// What happens when nothing matches, through `redirect`.
    pub fn terminator(&self) -> Terminator {
        let last = self.last();
        let Some(record) = last.record() else { return Terminator::Unknown };
        match record.all() {
            Some((_, directive)) => Terminator::All(directive.qualifier, last.domain.clone()),
            None if record.redirect().is_none() => Terminator::Implicit(last.domain.clone()),
            None => Terminator::Unknown,
        }
    }

    /// The record that decides when nothing matches: this one, or the last that `redirect` leads to.
    pub fn last(&self) -> &Self {
        self.redirect().and_then(Entry::child).map_or(self, Self::last)
    }

    /// The `redirect` that a receiver follows when nothing in the record matches.
    pub fn redirect(&self) -> Option<&Entry> {
        let is_redirect = |entry: &&Entry| {
            matches!(self.term(entry).map(|term| &term.kind), Some(TermKind::Modifier(Modifier::Redirect(_))))
        };
        self.entries.iter().filter(|entry| entry.is_reached).find(is_redirect)
    }

    fn void_lookups(&self) -> VoidLookups {
        let mut sum = VoidLookups::default();
        for entry in self.entries.iter().filter(|entry| entry.is_reached) {
            sum.add(entry.void_lookups);
            if let Some(child) = entry.child() {
                sum.add(child.void_lookups());
            }
        }
        sum
    }

    fn collect<'a>(&'a self, entries: &mut Vec<(&'a Self, &'a Entry)>) {
        for entry in &self.entries {
            entries.push((self, entry));
            if let Some(child) = entry.child() {
                child.collect(entries);
            }
        }
    }

    fn place(&self, entry: &Entry) -> Place {
        Place { domain: self.domain.clone(), start: entry.span.start, end: entry.span.end }
    }

    fn find_duplicates(&self, included: &mut BTreeMap<DomainName, Place>, duplicates: &mut Vec<Duplicate>) {
        let mut said: BTreeMap<String, Place> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| entry.is_reached) {
            let Some(directive) = self.directive(entry) else { continue };
            let place = self.place(entry);
            let what = directive.mechanism.in_full(&self.domain);
            let in_record = said.get(&what).cloned();
            said.entry(what.clone()).or_insert_with(|| place.clone());
            let elsewhere = match entry.child() {
                Some(child) => {
                    let before = included.get(&child.domain).cloned();
                    included.entry(child.domain.clone()).or_insert_with(|| place.clone());
                    // What a second way leads to was looked at on the first.
                    if before.is_none() {
                        child.find_duplicates(included, duplicates);
                    }
                    before
                }
                None => None,
            };
            if let Some(first) = in_record.or(elsewhere) {
                duplicates.push(Duplicate { first, again: place, what });
            }
        }
    }

    fn find_loops(&self, path: &mut Vec<DomainName>, loops: &mut Vec<Vec<DomainName>>) {
        if self.state == State::Loop {
            let from = path.iter().position(|name| *name == self.domain).unwrap_or(0);
            let ring = path.iter().skip(from).chain([&self.domain]).cloned().collect();
            loops.push(ring);
            return;
        }
        path.push(self.domain.clone());
        for child in self.entries.iter().filter_map(Entry::child) {
            child.find_loops(path, loops);
        }
        path.pop();
    }
}

impl Entry {
    /// The record that an `include` or `redirect` continues with.
    pub fn child(&self) -> Option<&Node> {
        match &self.target {
            Target::Record(node) => Some(node),
            Target::Nothing
            | Target::Unknown
            | Target::NoName(_)
            | Target::Addresses(_)
            | Target::Exchanges { .. }
            | Target::Exists { .. } => None,
        }
    }
}

impl Target {
    /// The names it leads to that do not exist.
    pub fn missing_names(&self) -> Vec<&DomainName> {
        let missing = |found: &Found| *found == Found::Nothing(Absence::NxDomain);
        match self {
            Self::Nothing | Self::Unknown | Self::NoName(_) => Vec::new(),
            Self::Addresses(host) => host.missing_names(),
            Self::Exchanges { name, found, .. } if missing(found) => vec![name],
            Self::Exchanges { hosts, .. } => hosts.iter().flat_map(Addresses::missing_names).collect(),
            Self::Exists { name, found } => {
                if missing(found) {
                    vec![name]
                } else {
                    Vec::new()
                }
            }
            Self::Record(node) => match node.state {
                State::None(Some(Absence::NxDomain)) => vec![&node.domain],
                State::None(_)
                | State::Found
                | State::SyntaxErrors
                | State::Multiple(_)
                | State::Unanswered(_)
                | State::Loop
                | State::Beyond => Vec::new(),
            },
        }
    }
}

impl Addresses {
    /// Whether neither family has an address, for certain.
    pub fn is_empty(&self) -> bool {
        self.found4.is_void() && self.found6.is_void()
    }

    fn missing_names(&self) -> Vec<&DomainName> {
        // One NXDOMAIN is enough: it speaks of the name, not of the type (RFC 8020).
        let missing = Found::Nothing(Absence::NxDomain);
        if self.found4 == missing || self.found6 == missing { vec![&self.name] } else { Vec::new() }
    }
}

impl Found {
    fn of(answer: &Answer, question: Question) -> Self {
        match answer {
            Answer::Records(set) => Self::Records(set.records.len()),
            Answer::NoData(_) => Self::Nothing(Absence::NoData),
            Answer::NxDomain(_) => Self::Nothing(Absence::NxDomain),
            Answer::Failed(failure) => Self::Unanswered(Unanswered { question, failure: Some(failure.clone()) }),
            Answer::OutOfZone => Self::Unanswered(Unanswered { question, failure: None }),
        }
    }

    /// Whether there is nothing, for certain.
    pub fn is_void(&self) -> bool {
        matches!(self, Self::Nothing(_))
    }
}

impl VoidLookups {
    /// A term that finds nothing for either family.
    const BOTH: Self = Self { ipv4: 1, ipv6: 1 };

    fn add(&mut self, other: Self) {
        self.ipv4 += other.ipv4;
        self.ipv6 += other.ipv6;
    }
}

impl Networks {
    fn everything() -> Self {
        Self { ipv4: vec![Ipv4Net::default()], ipv6: vec![Ipv6Net::default()] }
    }

    fn extend(&mut self, other: Self) {
        self.ipv4.extend(other.ipv4);
        self.ipv6.extend(other.ipv6);
    }

    fn add(&mut self, found: &Addresses, hosts: &Hosts) {
        let net4 = |address: &Ipv4Addr| Ipv4Net::new(*address, hosts.effective4()).ok();
        let net6 = |address: &Ipv6Addr| Ipv6Net::new(*address, hosts.effective6()).ok();
        self.ipv4.extend(found.ipv4.iter().filter_map(net4).map(|net| net.trunc()));
        self.ipv6.extend(found.ipv6.iter().filter_map(net6).map(|net| net.trunc()));
    }

    /// The same addresses in the fewest networks, in order.
    #[must_use]
    pub fn simplified(self) -> Self {
        Self { ipv4: Ipv4Net::aggregate(&self.ipv4), ipv6: Ipv6Net::aggregate(&self.ipv6) }
    }

    /// How many IPv4 addresses there are; each counts once.
    pub fn ipv4_count(&self) -> u64 {
        Ipv4Net::aggregate(&self.ipv4).iter().map(|net| 1u64 << (32 - u32::from(net.prefix_len()))).sum()
    }
}

impl Mechanism {
    /// The mechanism with the domain that a missing one stands for: `a` in full is `a:{domain}`.
    fn in_full(&self, domain: &DomainName) -> String {
        let name = match self.domain() {
            Some(written) => written.fixed(domain).and_then(Result::ok),
            None => match self {
                Self::A(_) | Self::Mx(_) | Self::Ptr(_) => Some(domain.clone()),
                Self::All | Self::Include(_) | Self::Ip4(_) | Self::Ip6(_) | Self::Exists(_) => None,
            },
        };
        match (self, name) {
            (Self::Ip4(network), _) => format!("ip4:{}", network.net()),
            (Self::Ip6(network), _) => format!("ip6:{}", network.net()),
            (_, None) => self.to_string(),
            (Self::A(hosts) | Self::Mx(hosts), Some(name)) => {
                format!("{}:{name}/{}//{}", self.name(), hosts.effective4(), hosts.effective6())
            }
            (_, Some(name)) => format!("{}:{name}", self.name()),
        }
    }
}
