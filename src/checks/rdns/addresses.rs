//! The addresses that mail may come from, for the rules that judge them one by one.

use crate::checks::prelude::*;
use crate::dns::Unanswered;
use crate::facts::address::{AddressFacts, Role};
use crate::facts::stream::Open;
use crate::name::DomainName;
use crate::rdns::HeloForm;

/// What a rule came to for one address.
pub(super) enum Verdict {
    /// It holds.
    Holds,
    /// It is broken.
    Broken(Box<Evidence>),
    /// A question hangs.
    Open(Unanswered),
    /// The rule has nothing to judge.
    Nothing,
}

impl Verdict {
    /// What is wanted, or a finding.
    pub(super) fn of(judged: Open<bool>, wanted: bool, evidence: impl FnOnce() -> Evidence) -> Self {
        match judged.one() {
            Some(value) if *value == wanted => Self::Holds,
            Some(_) => Self::broken(evidence()),
            // Names of both kinds: a receiver may look at the good one.
            None => judged.hanging.map_or(Self::Holds, Self::Open),
        }
    }

    pub(super) fn broken(evidence: Evidence) -> Self {
        Self::Broken(Box::new(evidence))
    }
}

/// Judges every address. An error is one only for an address from which mail is certainly sent, and nothing
/// is found at one of which it hangs on a question whether any mail leaves it.
///
/// A zone file knows nothing of reverse names: when one is all there is to ask, an address that
/// nobody declared is passed over.
pub(super) fn each_address(facts: &Facts, report: &mut Outcomes, judge: impl Fn(&AddressFacts) -> Verdict) {
    for address in &facts.addresses {
        let verdict = match (judge(address), facts.address_hangs_on(address.sender.address)) {
            (Verdict::Broken(_), Some(why)) => Verdict::Open(why.clone()),
            (verdict, _) => verdict,
        };
        tell(verdict, address, report);
    }
    report.not_applicable();
}

fn tell(verdict: Verdict, address: &AddressFacts, report: &mut Outcomes) {
    match verdict {
        Verdict::Holds => report.pass(),
        Verdict::Broken(evidence) => {
            let highest = highest(address);
            let severity = evidence.severity.map_or(highest, |lowered| lowered.min(highest));
            report.found(evidence.only(severity));
        }
        Verdict::Open(why) if why.failure.is_none() && !address.sender.declared => {}
        Verdict::Open(why) => report.undetermined(&why),
        Verdict::Nothing => {}
    }
}

/// How grave a finding about an address can be: one found in SPF or MX may never send, and one that
/// stands for a large network may not either.
fn highest(address: &AddressFacts) -> Severity {
    let sends = address.sender.declared && address.sender.sample_of.is_empty();
    if sends { Severity::Error } else { Severity::Warning }
}

/// Evidence about the PTR records of an address.
pub(super) fn evidence(address: &AddressFacts) -> Evidence {
    let location = address.names().first().and_then(|name| name.location.as_ref());
    let evidence = Evidence::at(&address.reverse, RecordType::Ptr).location(location).text("address", address.shown());
    match streams(address).collect::<Vec<_>>().as_slice() {
        [only] => evidence.stream(only),
        [] | [..] => evidence,
    }
}

/// Evidence about an address and its names.
pub(super) fn named(address: &AddressFacts) -> Evidence {
    let names: Vec<_> = address.names().iter().take(SHOWN).map(|name| name.name.as_str()).collect();
    let more = if address.names().len() > SHOWN { ", …" } else { "" };
    let shown = crate::text::show_text(&names.join(", "));
    let count = address.names().len();
    evidence(address).text("names", format!("{shown}{more}")).number("count", u64::try_from(count).unwrap_or(u64::MAX))
}

/// Names that a sentence lists; the report has them all.
const SHOWN: usize = 3;

/// The streams that send from an address.
pub(super) fn streams(address: &AddressFacts) -> impl Iterator<Item = &str> {
    address.sender.roles.iter().filter_map(|role| match role {
        Role::Stream(name) => Some(name.as_str()),
        Role::Exchange | Role::Spf => None,
    })
}

/// Evidence about an address without a PTR record, with the record to publish where a name is known
/// that leads to the address: the HELO name of its streams, or a mail exchange of the domain's own.
pub(super) fn unnamed(facts: &Facts, address: &AddressFacts) -> Evidence {
    let evidence = evidence(address);
    match known_name(facts, address).filter(|_| address.sender.sample_of.is_empty()) {
        Some(name) => evidence.publish(&address.reverse, RecordType::Ptr, RecordData::Ptr(name.clone())),
        None => evidence,
    }
}

fn known_name<'a>(facts: &'a Facts, address: &AddressFacts) -> Option<&'a DomainName> {
    let greetings = facts.helos.iter().filter(|helo| streams(address).any(|stream| stream == helo.stream));
    let greeted = greetings.filter(|helo| helo.form == HeloForm::Fqdn).find_map(|helo| {
        let mut known = helo.addresses.iter().flat_map(|addresses| addresses.iter());
        known.any(|known| known == address.sender.address).then_some(&helo.name)
    });
    let own = address.sender.roles.contains(&Role::Exchange);
    let mut hosts = facts.mx.hosts.iter().filter(|host| own && host.chain.is_empty());
    let exchange = hosts.find(|host| host.addresses.iter().any(|known| known == address.sender.address));
    greeted.or_else(|| exchange.map(|host| &host.exchange.host))
}
