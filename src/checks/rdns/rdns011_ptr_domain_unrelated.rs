//! RDNS011 `rdns-ptr-domain-unrelated`: the PTR name of a sending address belongs to another
//! organization than the mail.
//!
//! Apple asks senders to publish reverse DNS with their own domain. A name is related when it shares its
//! organizational domain with the checked domain, with the From or the MAIL FROM of the streams of the
//! address, or with a provider whose record the SPF of either includes: on a provider's addresses its
//! name is what belongs there. Default names of networks and names without
//! their domain have rules of their own.

use super::addresses::{self, Verdict};
use crate::checks::prelude::*;
use crate::dmarc::discover::organizational_domain_7489;
use crate::dns::Unanswered;
use crate::facts::address::{AddressFacts, PtrName};
use crate::facts::stream::{SpfRecordState, StreamFacts};
use crate::name::DomainName;
use crate::rdns::NameFault;
use crate::spf::census::Census;

/// RDNS011.
pub static RULE: Rule = Rule {
    id: "RDNS011",
    slug: "rdns-ptr-domain-unrelated",
    severity: Severity::Info,
    basis: Basis::Advice(&[page("Postmaster information for iCloud Mail", "https://support.apple.com/en-us/102322")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    addresses::each_address(facts, report, |address| match &address.ptr {
        Fact::Absent => Verdict::Nothing,
        Fact::Unknown(why) => Verdict::Open(why.clone()),
        Fact::Known(names) => {
            let own = organizations(facts, address);
            let mut chosen = names.iter().filter(|name| is_chosen(name)).peekable();
            if chosen.peek().is_none() {
                return Verdict::Nothing;
            }
            if chosen.any(|name| own.iter().any(|own| name.name.is_within(own))) {
                return Verdict::Holds;
            }
            match hanging(facts, address) {
                Some(why) => Verdict::Open(why.clone()),
                None => Verdict::broken(addresses::named(address).name("domain", &facts.subject.domain)),
            }
        }
    });
}

/// Whether somebody chose the name and wrote it out; what is wrong with others is told elsewhere.
fn is_chosen(name: &PtrName) -> bool {
    name.generic.is_none() && !name.fault.is_some_and(NameFault::is_incomplete)
}

/// The organizations in whose name mail leaves an address, and the providers they send through.
fn organizations(facts: &Facts, address: &AddressFacts) -> Vec<DomainName> {
    let mut names = vec![&facts.subject.domain];
    names.extend(facts.spf.policy.census.known().into_iter().flat_map(included));
    for stream in streams(facts, address) {
        names.push(&stream.stream.from);
        names.extend(stream.stream.mail_from.domain());
        names.extend(stream.mail_from.iter().flat_map(|known| included(&known.census)));
    }
    names.into_iter().map(organizational_domain_7489).collect()
}

/// The question without an answer that might show another provider.
fn hanging<'a>(facts: &'a Facts, address: &'a AddressFacts) -> Option<&'a Unanswered> {
    let of_stream = |stream: &'a StreamFacts| match &stream.mail_from.as_ref()?.record {
        SpfRecordState::Unknown(why) => Some(why),
        SpfRecordState::Missing | SpfRecordState::Found | SpfRecordState::DeniesAll | SpfRecordState::Several => {
            open(&stream.mail_from.as_ref()?.census)
        }
    };
    let of_domain = match &facts.spf.policy.census {
        Fact::Unknown(why) => Some(why),
        Fact::Absent => None,
        Fact::Known(census) => open(census),
    };
    of_domain.or_else(|| streams(facts, address).find_map(of_stream))
}

fn open(census: &Census) -> Option<&Unanswered> {
    census.hanging.as_ref().map(|hanging| &hanging.unanswered)
}

fn streams<'a>(facts: &'a Facts, address: &'a AddressFacts) -> impl Iterator<Item = &'a StreamFacts> {
    facts.streams.iter().filter(|stream| addresses::streams(address).any(|name| name == stream.stream.name))
}

/// The names whose records an SPF record leads to.
fn included(census: &Census) -> impl Iterator<Item = &DomainName> {
    census.entries().into_iter().filter_map(|(_, entry)| entry.child()).map(|node| &node.domain)
}
