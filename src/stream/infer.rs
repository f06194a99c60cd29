//! Streams from traces: which providers DNS shows, and how each of them sends for the domain.
//!
//! One trace of high confidence or two different ones of medium confidence make a stream. What the
//! traces do not say stays unknown: an SPF include says who may send, and not with which MAIL FROM.

use std::collections::{BTreeMap, BTreeSet};

use ipnet::IpNet;

use super::paths::{Paths, Shown};
use super::providers::{self, Bounce, Confidence, Kind, Provider};
use super::{MailFrom, Signature, Stream, Through};
use crate::dkim::discover::Found;
use crate::dns::answers::join;
use crate::dns::{Answers, Need};
use crate::facts::dkim::{DkimFacts, KeyFact, SelectorState};
use crate::facts::mx::MxFacts;
use crate::facts::spf::{SpfPolicy, registrable};
use crate::limits;
use crate::name::DomainName;
use crate::spf::census::{Census, Entry, Node, Target, census};
use crate::spf::record::{Mechanism, Qualifier};

/// What is known of a domain; what is not known yet shows nothing.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The domain.
    pub domain: &'a DomainName,
    /// Its SPF record, with the whole tree.
    pub policy: Option<&'a SpfPolicy>,
    /// Its mail exchanges.
    pub exchanges: Option<&'a MxFacts>,
    /// Its keys.
    pub keys: Option<&'a DkimFacts>,
    /// The custom return paths below it.
    pub paths: &'a Paths,
}

/// What kind of thing betrays a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trace {
    /// A name in the SPF record.
    Include,
    /// A mail exchange.
    Exchange,
    /// The CNAME of a key.
    Target,
    /// A key at a selector that nobody else uses.
    Selector,
    /// A verification token.
    Token,
    /// A custom return path.
    ReturnPath,
}

/// The traces of one provider, each kind with the name that shows it first.
type Traces = BTreeMap<Trace, DomainName>;

/// The streams that DNS shows: one for each provider, and one for the domain's own addresses. When
/// there is neither, the domain sends in a way that is not known.
pub fn infer(evidence: &Evidence<'_>) -> Vec<Stream> {
    let mut streams: Vec<_> =
        recognised(evidence).into_iter().map(|(by, traces)| stream(evidence, by, &traces)).collect();
    let own = evidence.policy.and_then(|policy| policy.census.known()).map(|tree| own_addresses(evidence.domain, tree));
    match own {
        Some(ips) if !ips.is_empty() => streams.push(Stream { ips, ..Stream::inferred(evidence.domain) }),
        Some(_) | None if streams.is_empty() => streams.push(Stream::inferred(evidence.domain)),
        Some(_) | None => {}
    }
    streams
}

/// A declared stream with what it leaves to its provider: the MAIL FROM, and the keys that are there.
pub fn completed(mut stream: Stream, evidence: &Evidence<'_>) -> Stream {
    let Some(provider) = stream.provider else { return stream };
    if stream.mail_from == MailFrom::Unknown {
        stream.mail_from = mail_from(provider, &stream.from, evidence.paths);
    }
    if stream.dkim.is_empty() && !stream.provider_signs {
        stream.dkim = signatures(provider, evidence.keys, &stream.from);
    }
    stream
}

/// Gives a provider's stream without addresses those that stand for the provider: the first and the
/// last network of its include as the record of the MAIL FROM reaches it. For a declared stream whose
/// record does not reach it, those that the include would bring.
///
/// # Errors
/// The [`Need`] for the records.
pub fn with_addresses(mut stream: Stream, paths: &Paths, answers: &Answers) -> Result<Stream, Need> {
    let (Some(provider), MailFrom::Mailbox { domain, .. }) = (stream.provider, &stream.mail_from) else {
        return Ok(stream);
    };
    if !stream.ips.is_empty() {
        return Ok(stream);
    }
    let declared = provider.include().filter(|_| stream.declared);
    let (reached, told) =
        join((census(answers, domain), declared.as_ref().map(|include| census(answers, include)).transpose()))?;
    // Behind a CNAME the whole record is the provider's.
    let whole = paths.of(provider).filter(|shown| shown.name == *domain && shown.path.cname.is_some());
    let include = find(&reached.root, provider).map(|node| (node.domain.clone(), node));
    let behind = || whole.map(|shown| (shown.target.clone(), &reached.root));
    let told = || told.as_ref().map(|tree| (tree.root.domain.clone(), &tree.root));
    stream.through = include.or_else(behind).or_else(told).and_then(|(include, node)| through(include, node));
    Ok(stream)
}

/// The providers with any trace that counts, whose return paths are worth asking for.
pub fn suspects(evidence: &Evidence<'_>) -> Vec<&'static Provider> {
    let counts = |(provider, _): &(&'static Provider, Traces)| provider.confidence > Confidence::Low;
    traces(evidence).into_iter().filter(counts).map(|(provider, _)| provider).collect()
}

/// The providers with traces enough to make a stream.
fn recognised(evidence: &Evidence<'_>) -> Vec<(&'static Provider, Traces)> {
    let mut found = traces(evidence);
    let settled: BTreeSet<&str> = found
        .iter()
        .filter(|(provider, traces)| is_enough(provider, traces))
        .map(|(provider, _)| provider.id.as_str())
        .collect();
    for shown in claimed(&evidence.paths.shown, &settled) {
        match found.iter_mut().find(|(provider, _)| provider.id == shown.provider.id) {
            Some((_, traces)) => _ = traces.entry(Trace::ReturnPath).or_insert_with(|| shown.name.clone()),
            None => found.push((shown.provider, Traces::from([(Trace::ReturnPath, shown.name.clone())]))),
        }
    }
    found.retain(|(provider, traces)| provider.kind != Kind::Hosting && is_enough(provider, traces));
    found
}

fn is_enough(provider: &Provider, traces: &Traces) -> bool {
    let weight = |trace: &Trace| match trace {
        // A token says that there was an account, and stays when it is gone.
        Trace::Token => provider.confidence.min(Confidence::Medium),
        Trace::Include | Trace::Exchange | Trace::Target | Trace::Selector | Trace::ReturnPath => provider.confidence,
    };
    let medium = traces.keys().filter(|trace| weight(trace) >= Confidence::Medium).count();
    medium >= 2 || traces.keys().any(|trace| weight(trace) == Confidence::High)
}

/// Return paths as traces. Providers that send through another look alike there: a name speaks for
/// those that other traces show or, without any, for the first.
fn claimed<'a>(shown: &'a [Shown], settled: &BTreeSet<&str>) -> Vec<&'a Shown> {
    let mut claims = Vec::new();
    for one in shown {
        let rivals = || shown.iter().filter(|rival| rival.name == one.name);
        let is_settled = |shown: &Shown| settled.contains(shown.provider.id.as_str());
        let is_first = rivals().next().is_some_and(|first| first.provider.id == one.provider.id);
        if is_settled(one) || (is_first && !rivals().any(is_settled)) {
            claims.push(one);
        }
    }
    claims
}

/// Every trace but the return paths, by provider in the order of the data.
fn traces(evidence: &Evidence<'_>) -> Vec<(&'static Provider, Traces)> {
    let mut names = Vec::new();
    if let Some(tree) = evidence.policy.and_then(|policy| policy.census.known()) {
        includes(&tree.root, &mut names);
    }
    let hosts = evidence.exchanges.map(|facts| facts.hosts.as_slice()).unwrap_or_default();
    let keys: Vec<_> =
        evidence.keys.map(|facts| facts.keys.iter().filter(|key| is_there(key)).collect()).unwrap_or_default();
    let texts: Vec<_> =
        evidence.policy.map(|policy| policy.texts.iter().map(|text| text.joined()).collect()).unwrap_or_default();
    let of = |provider: &'static Provider| {
        let mut traces = Traces::new();
        let include = names.iter().find(|name| provider.owns_include(name));
        traces.extend(include.map(|name| (Trace::Include, name.clone())));
        if provider.kind == Kind::Mailbox {
            let host = hosts.iter().map(|host| &host.exchange.host).find(|host| provider.owns_exchange(host));
            traces.extend(host.map(|host| (Trace::Exchange, host.clone())));
        }
        let target = keys.iter().find(|key| leads_to(key, provider));
        traces.extend(target.map(|key| (Trace::Target, key.name.clone())));
        let own = keys.iter().find(|key| is_own(key, provider) && !key.published.records.is_empty());
        traces.extend(own.map(|key| (Trace::Selector, key.name.clone())));
        let begins = |token: &String| texts.iter().any(|text: &Vec<u8>| text.starts_with(token.as_bytes()));
        if provider.txt.iter().any(begins) {
            traces.insert(Trace::Token, evidence.domain.clone());
        }
        (provider, traces)
    };
    providers::all().iter().map(of).filter(|(_, traces)| !traces.is_empty()).collect()
}

/// The names that an evaluation of the record comes by. What a provider includes is its own affair;
/// a record that is held elsewhere is the domain's.
fn includes(node: &Node, names: &mut Vec<DomainName>) {
    // A term that does not pass authorises nobody.
    let passes = |entry: &&Entry| node.directive(entry).is_none_or(|directive| directive.qualifier == Qualifier::Pass);
    for entry in node.entries.iter().filter(|entry| entry.is_reached).filter(passes) {
        let Some(name) = name_of(node, entry) else { continue };
        let sends = |provider: &Provider| provider.kind != Kind::Hosting && provider.owns_include(&name);
        let is_provider = providers::all().iter().any(sends);
        names.push(name);
        if let Some(child) = entry.child().filter(|_| !is_provider) {
            includes(child, names);
        }
    }
}

/// The name that a term leads to, with a label in place of every macro.
fn name_of(node: &Node, entry: &Entry) -> Option<DomainName> {
    match &entry.target {
        Target::Record(child) => Some(child.domain.clone()),
        Target::Addresses(host) => Some(host.name.clone()),
        Target::Exists { name, .. } => Some(name.clone()),
        Target::Unknown => {
            let text = node.record()?.shown(&entry.span);
            let (_, spec) = text.split_once([':', '='])?;
            DomainName::parse(&without_macros(spec.split('/').next().unwrap_or(spec))).ok()
        }
        Target::Nothing | Target::NoName(_) | Target::Exchanges { .. } => None,
    }
}

fn without_macros(spec: &str) -> String {
    let mut pieces = spec.split("%{");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain.push('x');
        plain.push_str(piece.split_once('}').map_or("", |(_, rest)| rest));
    }
    plain
}

/// Whether something is published at the selector itself, be it a CNAME that leads nowhere.
fn is_there(key: &KeyFact) -> bool {
    !key.from_wildcard && (!key.published.records.is_empty() || !key.published.chain.is_empty())
}

fn leads_to(key: &KeyFact, provider: &Provider) -> bool {
    key.published.chain.iter().any(|target| provider.owns_target(target))
}

fn is_own(key: &KeyFact, provider: &Provider) -> bool {
    provider.own_selectors.iter().any(|own| own == key.selector.as_str())
}

fn stream(evidence: &Evidence<'_>, provider: &'static Provider, traces: &Traces) -> Stream {
    let mut names: Vec<DomainName> = Vec::new();
    for name in traces.values() {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    Stream {
        name: provider.id.clone(),
        evidence: names,
        provider: Some(provider),
        mail_from: mail_from(provider, evidence.domain, evidence.paths),
        dkim: signatures(provider, evidence.keys, evidence.domain),
        ..Stream::inferred(evidence.domain)
    }
}

fn mail_from(provider: &Provider, domain: &DomainName, paths: &Paths) -> MailFrom {
    let mailbox = |domain: &DomainName| MailFrom::Mailbox { local: None, domain: domain.clone() };
    if let Some(shown) = paths.of(provider) {
        return mailbox(&shown.name);
    }
    match provider.bounce {
        _ if paths.is_open(provider) => MailFrom::Unknown,
        Some(Bounce::Own) => mailbox(domain),
        Some(Bounce::Vendor) => provider.bounce_domain().cloned().map_or(MailFrom::Unknown, MailFrom::Below),
        None => MailFrom::Unknown,
    }
}

/// The keys that are certainly the provider's: behind its CNAME, at a selector that nobody else uses
/// or, where it hands out no CNAME, at one of its selectors. One that may be there counts too.
fn signatures(provider: &Provider, keys: Option<&DkimFacts>, domain: &DomainName) -> Vec<Signature> {
    let is_listed = |key: &KeyFact| provider.selectors.iter().any(|known| known == key.selector.as_str());
    let is_tied = |key: &KeyFact| match &key.state {
        SelectorState::Undetermined(_) => match &key.found {
            Found::Implied { provider: by, .. } => by.id == provider.id,
            Found::Named | Found::Stream(_) | Found::Seen | Found::Generic => leads_to(key, provider),
        },
        SelectorState::Missing(_) => false,
        SelectorState::Valid | SelectorState::Revoked | SelectorState::Invalid | SelectorState::Multiple => {
            leads_to(key, provider) || is_own(key, provider) || (provider.targets.is_empty() && is_listed(key))
        }
    };
    let keys = keys.into_iter().flat_map(|facts| &facts.keys);
    let tied = keys.filter(|key| key.domain.is_within(domain) && !key.from_wildcard && is_tied(key));
    tied.map(|key| Signature { domain: key.domain.clone(), selector: key.selector.clone() }).collect()
}

/// The part of a record that is the provider's.
fn find<'a>(node: &'a Node, provider: &Provider) -> Option<&'a Node> {
    let children = || node.entries.iter().filter(|entry| entry.is_reached).filter_map(Entry::child);
    children()
        .find(|child| provider.owns_include(&child.domain))
        .or_else(|| children().find_map(|child| find(child, provider)))
}

fn through(include: DomainName, node: &Node) -> Option<Through> {
    let mut networks = Vec::new();
    collect(node, &mut networks);
    let (first, last) = (*networks.first()?, *networks.last()?);
    let networks = if first == last { vec![first] } else { vec![first, last] };
    Some(Through { include, networks })
}

/// The networks that a record lets pass by `ip4` and `ip6`, in the order of evaluation.
fn collect(node: &Node, networks: &mut Vec<IpNet>) {
    for entry in node.entries.iter().filter(|entry| entry.is_reached) {
        match node.directive(entry).map(|directive| (directive.qualifier, &directive.mechanism)) {
            Some((Qualifier::Pass, Mechanism::Ip4(network))) => networks.push(network.net().into()),
            Some((Qualifier::Pass, Mechanism::Ip6(network))) => networks.push(network.net().into()),
            Some((Qualifier::Pass, _)) | None => entry.child().into_iter().for_each(|child| collect(child, networks)),
            Some((Qualifier::Fail | Qualifier::Softfail | Qualifier::Neutral, _)) => {}
        }
    }
}

/// The addresses that the domain's own records let pass: `ip4` and `ip6`, and hosts of its own
/// organization behind `a` and `mx`.
fn own_addresses(domain: &DomainName, tree: &Census) -> Vec<IpNet> {
    let organization = registrable(domain).unwrap_or_else(|| domain.clone());
    let mut networks = Vec::new();
    collect_own(&tree.root, &organization, &mut networks);
    let mut seen = BTreeSet::new();
    networks.retain(|network| seen.insert(*network));
    networks.truncate(limits::OWN_NETWORKS);
    networks
}

fn collect_own(node: &Node, organization: &DomainName, networks: &mut Vec<IpNet>) {
    for entry in node.entries.iter().filter(|entry| entry.is_reached) {
        let Some(directive) = node.directive(entry) else {
            let child = entry.child().filter(|child| child.domain.is_within(organization));
            child.into_iter().for_each(|child| collect_own(child, organization, networks));
            continue;
        };
        if directive.qualifier != Qualifier::Pass {
            continue;
        }
        let is_own = match (&directive.mechanism, &entry.target) {
            (Mechanism::Ip4(_) | Mechanism::Ip6(_), _) => true,
            (_, Target::Addresses(host)) => host.name.is_within(organization),
            (_, Target::Exchanges { hosts, .. }) => {
                !hosts.is_empty() && hosts.iter().all(|host| host.name.is_within(organization))
            }
            (Mechanism::Include(_), Target::Record(child)) if child.domain.is_within(organization) => {
                collect_own(child, organization, networks);
                false
            }
            (_, Target::Nothing | Target::Unknown | Target::NoName(_) | Target::Exists { .. } | Target::Record(_)) => {
                false
            }
        };
        if is_own {
            let found = node.networks(entry);
            networks.extend(found.ipv4.into_iter().map(IpNet::from));
            networks.extend(found.ipv6.into_iter().map(IpNet::from));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_become_labels() {
        assert_eq!(without_macros("%{ir}.%{v}.%{d}.spf.has.pphosted.com"), "x.x.x.spf.has.pphosted.com");
        assert_eq!(without_macros("_spf.example"), "_spf.example");
        assert_eq!(without_macros("%{i"), "x");
    }

    #[test]
    fn two_traces_of_medium_confidence_are_enough_and_a_token_is_never_more() {
        let of = |id: &str| providers::find(id).unwrap();
        let traces = |kinds: &[Trace]| kinds.iter().map(|kind| (*kind, DomainName::root())).collect::<Traces>();
        assert!(is_enough(of("google"), &traces(&[Trace::Include])));
        assert!(is_enough(of("intercom"), &traces(&[Trace::Target, Trace::ReturnPath])));
        assert!(!is_enough(of("intercom"), &traces(&[Trace::Target])));
        assert!(!is_enough(of("brevo"), &traces(&[Trace::Token])));
        assert!(is_enough(of("brevo"), &traces(&[Trace::Token, Trace::Include])));
        assert!(!is_enough(of("front"), &traces(&[Trace::Include, Trace::Selector])));
    }
}
