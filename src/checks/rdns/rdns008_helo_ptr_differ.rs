//! RDNS008 `rdns-helo-ptr-differ`: a server greets with another name than its PTR record has.
//!
//! No standard asks for the same name, and RFC 5321 section 4.1.4 forbids to refuse mail for it. But one
//! name in both places is what a well-kept server shows, and filters count it.

use super::addresses::{self, Verdict};
use crate::checks::prelude::*;
use crate::rdns::HeloForm;

/// RDNS008.
pub static RULE: Rule = Rule {
    id: "RDNS008",
    slug: "rdns-helo-ptr-differ",
    severity: Severity::Info,
    basis: Basis::Advice(&[rfc(5321, "4.1.4")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    addresses::each_address(facts, report, |address| {
        let is_its_own = |stream: &str| addresses::streams(address).any(|name| name == stream);
        let mut greetings = facts.helos.iter().filter(|helo| helo.form == HeloForm::Fqdn && is_its_own(&helo.stream));
        let Some(first) = greetings.next() else { return Verdict::Nothing };
        match &address.ptr {
            Fact::Absent => Verdict::Nothing,
            Fact::Unknown(why) => Verdict::Open(why.clone()),
            Fact::Known(names) => {
                let is_there = |helo: &&_| names.iter().any(|known| known.name == **helo);
                let mut all = std::iter::once(first).chain(greetings);
                match all.find(|helo| !is_there(&&helo.name)) {
                    Some(helo) => {
                        Verdict::broken(addresses::named(address).stream(&helo.stream).name("helo", &helo.name))
                    }
                    None => Verdict::Holds,
                }
            }
        }
    });
}
