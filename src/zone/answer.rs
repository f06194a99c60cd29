//! A zone answers as an authoritative server would.
//!
//! Implements RFC 1034 section 4.3.2 with the wildcards of RFC 4592, DNAME (RFC 6672), DS at the
//! parent (RFC 4035 section 3.1.4.1), empty non-terminals (NODATA) and the negative TTL of RFC 2308
//! section 5. At and below a delegation, and outside the apex, the zone has nothing to say.
//!
//! A zone with errors never says that something is missing where it could have been lost: those
//! questions fail as malformed. Data beside a CNAME is refused by servers; here it is kept for the
//! rules to see: the type asked for answers, any other type follows the CNAME. Two different CNAMEs
//! lead nowhere.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::records::{Lost, Zone};
use crate::dns::{
    Answer, Failure, FailureKind, From, Negative, Origin, Question, Record, RecordData, RecordType, RrSet, Source,
};
use crate::limits;
use crate::name::DomainName;

const DNAME: RecordType = RecordType::Other(39);

/// The data of one zone, ready to answer.
#[derive(Debug, Clone)]
pub struct ZoneData {
    origin: DomainName,
    file: Arc<str>,
    nodes: BTreeMap<DomainName, Node>,
    lost: BTreeSet<Lost>,
    removed: BTreeMap<Question, From>,
}

/// A name that exists; without records when only names below it have some.
type Node = BTreeMap<RecordType, Set>;

/// The records of one name and type.
#[derive(Debug, Clone)]
struct Set {
    records: Vec<Record>,
    from: From,
}

/// What a zone makes of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// It is answered.
    Answer(Answer),
    /// CNAMEs lead out of the zone: their targets in order; the last one is to be asked elsewhere.
    Leaves(Vec<DomainName>),
    /// The name is not in this zone.
    OutOfZone,
}

/// What is at one name.
enum Step<'a> {
    Records(&'a Set),
    Alias(DomainName),
    NoData,
    NxDomain,
    Elsewhere,
    /// Something was lost here when the file was read.
    Unknown,
}

impl ZoneData {
    /// The data of a zone that was read.
    pub fn new(zone: &Zone) -> Self {
        let mut data = Self {
            origin: zone.origin.clone(),
            file: Arc::clone(&zone.file),
            nodes: BTreeMap::new(),
            lost: zone.lost(),
            removed: BTreeMap::new(),
        };
        let mut seen = HashSet::new();
        for record in zone.records.iter().filter(|record| record.owner.is_within(&zone.origin)) {
            if !seen.insert((&record.owner, record.kind, &record.data)) {
                continue; // a server holds the same record once (RFC 2181 section 5)
            }
            let made = Record {
                name: record.owner.clone(),
                ttl: record.ttl,
                data: record.data.clone(),
                location: Some(record.location.clone()),
            };
            let node = data.node(&record.owner);
            node.entry(record.kind).or_insert_with(|| Set { records: Vec::new(), from: From::Zone }).records.push(made);
        }
        for lost in data.lost.clone() {
            match lost {
                Lost::At(name, _) if name.is_within(&zone.origin) => _ = data.node(&name),
                Lost::At(..) | Lost::Anywhere | Lost::Nothing => {}
            }
        }
        data
    }

    /// The apex.
    pub fn origin(&self) -> &DomainName {
        &self.origin
    }

    /// Whether records of this type at this name would stand in this zone: inside the apex, and not
    /// below a delegation (at one, only NS and DS do).
    pub fn holds(&self, name: &DomainName, kind: RecordType) -> bool {
        let at_cut = matches!(kind, RecordType::Ns | RecordType::Ds);
        self.covers(name) && self.below_apex(name).all(|at| (at == *name && at_cut) || !self.is_cut(&at))
    }

    /// Answers a question as far as this zone goes.
    pub fn resolve(&self, question: &Question) -> Resolution {
        let (mut name, mut chain) = (question.name.clone(), Vec::new());
        loop {
            let asked = Question::new(name.clone(), question.kind);
            let failed = |kind, chain| {
                Resolution::Answer(Answer::Failed(Failure { kind, server: Some(Arc::clone(&self.file)), chain }))
            };
            match self.step(&asked) {
                Step::Records(set) => return Resolution::Answer(self.records(set, &name, chain)),
                Step::NoData => return Resolution::Answer(Answer::NoData(self.negative(&asked, chain))),
                Step::NxDomain => return Resolution::Answer(Answer::NxDomain(self.negative(&asked, chain))),
                Step::Unknown => return failed(FailureKind::Malformed, chain),
                Step::Elsewhere if chain.is_empty() => return Resolution::OutOfZone,
                Step::Elsewhere => return Resolution::Leaves(chain),
                Step::Alias(target) => {
                    let seen = target == question.name || chain.contains(&target);
                    if seen || chain.len() >= limits::CNAME_CHAIN {
                        return failed(FailureKind::CnameLoop, chain);
                    }
                    chain.push(target.clone());
                    name = target;
                }
            }
        }
    }

    /// Replaces the records of one name and type; the name and its ancestors exist from then on.
    pub fn set(&mut self, question: &Question, records: Vec<Record>, from: From) {
        self.node(&question.name).insert(question.kind, Set { records, from });
        self.lost.remove(&Lost::At(question.name.clone(), Some(question.kind)));
    }

    /// Takes away the records of one name and type, and the name when nothing else is left at or
    /// below it.
    pub fn unset(&mut self, question: &Question, from: From) {
        if let Some(node) = self.nodes.get_mut(&question.name) {
            node.remove(&question.kind);
        }
        self.lost.remove(&Lost::At(question.name.clone(), Some(question.kind)));
        self.removed.insert(question.clone(), from);
        let mut name = question.name.clone();
        while name != self.origin && self.nodes.get(&name).is_some_and(BTreeMap::is_empty) && !self.needed(&name) {
            self.nodes.remove(&name);
            let Some(parent) = name.parent() else { return };
            name = parent;
        }
    }

    /// Whether something at or below a name without records keeps it alive.
    fn needed(&self, name: &DomainName) -> bool {
        let below = self.nodes.keys().any(|other| other != name && other.is_within(name));
        below || self.lost.iter().any(|lost| matches!(lost, Lost::At(at, _) if at == name))
    }

    /// The node of a name, which is made together with its ancestors up to the apex.
    fn node(&mut self, name: &DomainName) -> &mut Node {
        let mut above = name.parent();
        while let Some(at) = above.filter(|at| at.is_within(&self.origin) && !self.nodes.contains_key(at)) {
            above = at.parent();
            self.nodes.insert(at, Node::new());
        }
        self.nodes.entry(name.clone()).or_default()
    }

    /// The names from the one below the apex down to `name` itself.
    fn below_apex(&self, name: &DomainName) -> impl Iterator<Item = DomainName> {
        let (first, last) = (self.origin.label_count() + 1, name.label_count());
        (first..=last).map(|count| name.last_labels(count))
    }

    /// Whether the zone speaks of a name at all. A file that never said which zone it is has the
    /// root for an origin and no SOA: it speaks of nothing.
    fn covers(&self, name: &DomainName) -> bool {
        let has_soa = || self.nodes.get(&self.origin).is_some_and(|apex| apex.contains_key(&RecordType::Soa));
        name.is_within(&self.origin) && (!self.origin.is_root() || has_soa())
    }

    fn is_cut(&self, name: &DomainName) -> bool {
        *name != self.origin && self.nodes.get(name).is_some_and(|node| node.contains_key(&RecordType::Ns))
    }

    fn has_lost(&self, name: &DomainName, kind: Option<RecordType>) -> bool {
        !self.lost.is_empty() && self.lost.contains(&Lost::At(name.clone(), kind))
    }

    fn step(&self, question: &Question) -> Step<'_> {
        let (name, kind) = (&question.name, question.kind);
        if !self.covers(name) || (kind == RecordType::Ds && *name == self.origin) {
            return Step::Elsewhere;
        }
        for at in std::iter::once(self.origin.clone()).chain(self.below_apex(name)) {
            if at == *name && kind == RecordType::Ds {
                break; // DS records belong to the parent side of a cut
            }
            if self.is_cut(&at) {
                return Step::Elsewhere;
            }
            if at != self.origin && self.has_lost(&at, Some(RecordType::Ns)) {
                return Step::Unknown;
            }
            if let Some(target) = self.redirected(name, &at) {
                return target;
            }
        }
        if let Some(node) = self.nodes.get(name) {
            return self.at_node(name, node, kind);
        }
        self.synthesised(name, kind)
    }

    /// What a wildcard makes of a name that does not exist: the one directly below the closest
    /// encloser, or none (RFC 4592 section 3.3.1).
    fn synthesised(&self, name: &DomainName, kind: RecordType) -> Step<'_> {
        let mut encloser = name.parent();
        while let Some(at) = encloser.take_if(|at| !self.nodes.contains_key(at) && *at != self.origin) {
            encloser = at.parent();
        }
        let wildcard = encloser.and_then(|encloser| encloser.wildcard().ok());
        match wildcard.as_ref().and_then(|wildcard| Some((wildcard, self.nodes.get(wildcard)?))) {
            // What NS records at a wildcard mean is not defined (RFC 4592 section 4.2).
            Some((wildcard, _)) if self.is_cut(wildcard) => Step::Elsewhere,
            Some((wildcard, node)) => self.at_node(wildcard, node, kind),
            None if self.lost.contains(&Lost::Anywhere) => Step::Unknown,
            None => Step::NxDomain,
        }
    }

    fn at_node<'a>(&'a self, owner: &DomainName, node: &'a Node, kind: RecordType) -> Step<'a> {
        if self.has_lost(owner, Some(kind)) {
            return Step::Unknown;
        }
        if let Some(set) = node.get(&kind) {
            return Step::Records(set);
        }
        if self.has_lost(owner, None) || self.has_lost(owner, Some(RecordType::Cname)) {
            return Step::Unknown;
        }
        match node.get(&RecordType::Cname).map(|set| set.records.as_slice()) {
            Some([Record { data: RecordData::Cname(target), .. }]) => Step::Alias(target.clone()),
            Some(_) => Step::Unknown,
            None if self.lost.contains(&Lost::Anywhere) => Step::Unknown,
            None => Step::NoData,
        }
    }

    /// Where the DNAME at `at` sends a name below it (RFC 6672 section 2.2).
    fn redirected(&self, name: &DomainName, at: &DomainName) -> Option<Step<'_>> {
        let set = self.nodes.get(at)?.get(&DNAME).filter(|_| at != name)?;
        let target = set.records.first().and_then(|record| DomainName::parse(&record.data.to_string()).ok());
        let kept = name.label_octets().take(name.label_count() - at.label_count());
        let labels = target.map(|target| kept.chain(target.label_octets()).collect::<Vec<_>>());
        let to = labels.and_then(|labels| DomainName::from_labels(labels.iter().map(Vec::as_slice)).ok());
        Some(to.map_or(Step::Unknown, Step::Alias))
    }

    fn records(&self, set: &Set, name: &DomainName, chain: Vec<DomainName>) -> Answer {
        let records: Vec<_> =
            set.records.iter().map(|record| Record { name: name.clone(), ..record.clone() }).collect();
        let ttl = records.iter().map(|record| record.ttl).min().unwrap_or(0);
        Answer::Records(RrSet { records, ttl, chain, authenticated: false, origin: self.origin_of(set.from) })
    }

    fn negative(&self, question: &Question, chain: Vec<DomainName>) -> Negative {
        let apex = self.nodes.get(&self.origin).and_then(|apex| apex.get(&RecordType::Soa));
        let ttl = apex.and_then(|set| set.records.first()).and_then(|soa| match &soa.data {
            RecordData::Soa { numbers: [.., minimum], .. } => Some(soa.ttl.min(*minimum)),
            _ => None,
        });
        let from = self.removed.get(question).copied().unwrap_or(From::Zone);
        Negative { ttl, chain, authenticated: None, origin: self.origin_of(from) }
    }

    fn origin_of(&self, from: From) -> Origin {
        let server = (from == From::Zone).then(|| Arc::clone(&self.file));
        Origin { from, server }
    }
}

impl Source for ZoneData {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(std::future::ready(match self.resolve(question) {
            Resolution::Answer(answer) => answer,
            Resolution::Leaves(_) | Resolution::OutOfZone => Answer::OutOfZone,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::files::NoFiles;
    use super::*;

    const ZONE: &str = "$ORIGIN example.fr.\n$TTL 300
@ 900 SOA ns.ns host 1 2 3 4 600
@ NS ns.ns
* TXT wild
a.b TXT deep
www CNAME web
web A 192.0.2.1
out CNAME mid
mid CNAME www.example.net.
l1 CNAME l2
l2 CNAME l1
two CNAME web
two CNAME www
both CNAME web
both TXT data
sub NS ns.sub
sub DS 1 8 2 ab
ns.sub A 192.0.2.2
d DNAME web
*.alias CNAME web
";

    fn data(text: &str) -> ZoneData {
        ZoneData::new(&Zone::parse("test.zone", text.as_bytes(), None, &NoFiles))
    }

    fn show(data: &ZoneData, name: &str, kind: RecordType) -> String {
        let chain = |chain: &[DomainName]| chain.iter().map(|name| format!("{name} > ")).collect::<String>();
        match data.resolve(&Question::new(DomainName::parse(name).unwrap(), kind)) {
            Resolution::OutOfZone => "out".into(),
            Resolution::Leaves(names) => format!("{}?", chain(&names)),
            Resolution::Answer(answer) => {
                let end = match &answer {
                    Answer::Records(set) => set.records.iter().map(|r| format!("{} {}", r.name, r.data)).collect(),
                    Answer::NoData(negative) => format!("nodata {:?}", negative.ttl),
                    Answer::NxDomain(_) => "nxdomain".into(),
                    Answer::Failed(failure) => failure.kind.to_string(),
                    Answer::OutOfZone => "out".into(),
                };
                format!("{}{end}", chain(answer.chain()))
            }
        }
    }

    #[test]
    fn answers_of_an_authority() {
        use RecordType::{A, Cname, Ds, Mx, Ns, Soa, Txt};
        let data = data(ZONE);
        for (name, kind, answer) in [
            ("x.example.fr", Txt, r#"x.example.fr "wild""#),
            ("x.y.example.fr", Txt, r#"x.y.example.fr "wild""#),
            ("*.example.fr", Txt, r#"*.example.fr "wild""#),
            ("x.example.fr", Mx, "nodata Some(600)"),
            ("b.example.fr", Txt, "nodata Some(600)"),
            ("c.b.example.fr", Txt, "nxdomain"),
            ("a.b.example.fr", Txt, r#"a.b.example.fr "deep""#),
            ("web.example.fr", Txt, "nodata Some(600)"),
            ("www.example.fr", A, "web.example.fr > web.example.fr 192.0.2.1"),
            ("www.example.fr", Cname, "www.example.fr web.example.fr."),
            ("www.example.fr", Mx, "web.example.fr > nodata Some(600)"),
            ("x.alias.example.fr", A, "web.example.fr > web.example.fr 192.0.2.1"),
            ("out.example.fr", A, "mid.example.fr > www.example.net > ?"),
            ("l1.example.fr", A, "l2.example.fr > cname_loop"),
            ("two.example.fr", A, "malformed"),
            ("both.example.fr", Txt, r#"both.example.fr "data""#),
            ("both.example.fr", A, "web.example.fr > web.example.fr 192.0.2.1"),
            ("sub.example.fr", Ns, "out"),
            ("sub.example.fr", Txt, "out"),
            ("ns.sub.example.fr", A, "out"),
            ("sub.example.fr", Ds, "sub.example.fr 1 8 2 ab"),
            ("example.fr", Ds, "out"),
            ("example.fr", Soa, "example.fr ns.ns.example.fr. host.example.fr. 1 2 3 4 600"),
            ("d.example.fr", A, "nodata Some(600)"),
            ("example.com", A, "out"),
            ("fr", A, "out"),
        ] {
            assert_eq!(show(&data, name, kind), answer, "{name} {kind}");
        }
        let unanchored = self::data("x. TXT y\n");
        assert_eq!(show(&unanchored, "example.fr", Txt), "out");
    }

    #[test]
    fn dname_sends_names_below_it_away() {
        let data = data("$ORIGIN example.fr.\nd DNAME e.example.net.\nf DNAME g\na.g A 192.0.2.1\n");
        assert_eq!(show(&data, "a.d.example.fr", RecordType::A), "a.e.example.net > ?");
        assert_eq!(show(&data, "a.f.example.fr", RecordType::A), "a.g.example.fr > a.g.example.fr 192.0.2.1");
    }

    #[test]
    fn what_was_lost_is_not_missing() {
        let text = |line: &str| format!("$ORIGIN example.fr.\n$TTL 1\n@ SOA n h 1 1 1 1 1\na TXT x\n{line}\n");
        let ask = |line: &str, name: &str, kind| show(&data(&text(line)), &format!("{name}.example.fr"), kind);
        assert_eq!(ask("a MX ten mx", "a", RecordType::Mx), "malformed");
        assert_eq!(ask("a MX ten mx", "a", RecordType::A), "nodata Some(1)");
        assert_eq!(ask("b MX ten mx", "b", RecordType::A), "nodata Some(1)");
        assert_eq!(ask("a TTX x", "a", RecordType::A), "malformed");
        assert_eq!(ask("a TTX x", "a", RecordType::Txt), r#"a.example.fr "x""#);
        assert_eq!(ask("$INCLUDE other", "b", RecordType::A), "malformed");
        assert_eq!(ask("s NS \"", "x.s", RecordType::A), "malformed");
        assert_eq!(ask("a.example.com. A 192.0.2.1", "b", RecordType::A), "nxdomain");
    }
}
