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
use crate::facts::address::{AddressFacts, PtrName};
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
            match chosen.any(|name| own.iter().any(|own| name.name.is_within(own))) {
                true => Verdict::Holds,
                false => Verdict::broken(addresses::named(address).name("domain", &facts.subject.domain)),
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
    let is_its_own = |name: &str| addresses::streams(address).any(|stream| stream == name);
    for stream in facts.streams.iter().filter(|stream| is_its_own(&stream.stream.name)) {
        names.push(&stream.stream.from);
        names.extend(stream.stream.mail_from.domain());
        names.extend(stream.mail_from.iter().flat_map(|known| included(&known.census)));
    }
    names.into_iter().map(organizational_domain_7489).collect()
}

/// The names whose records an SPF record leads to.
fn included(census: &Census) -> impl Iterator<Item = &DomainName> {
    census.entries().into_iter().filter_map(|(_, entry)| entry.child()).map(|node| &node.domain)
}
