//! RDNS005 `rdns-ptr-invalid-name`: a PTR record does not hold the name of a host.
//!
//! A PTR record leads to the proper name of a host: letters, digits and hyphens (RFC 1123 section 2.1),
//! with its domain, and no alias (RFC 2181 section 10.2). A name that ends in `in-addr.arpa` lacks its
//! final dot in the zone file.

use super::addresses::{self, Verdict};
use crate::checks::prelude::*;
use crate::facts::address::PtrName;
use crate::rdns::NameFault;

/// RDNS005.
pub static RULE: Rule = Rule {
    id: "RDNS005",
    slug: "rdns-ptr-invalid-name",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(1123, "2.1"), rfc(1912, "2.1"), rfc(2181, "10.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    addresses::each_address(facts, report, |address| match &address.ptr {
        Fact::Absent => Verdict::Nothing,
        Fact::Unknown(why) => Verdict::Open(why.clone()),
        Fact::Known(names) => match names.iter().find_map(|name| Some((name, fault(name)?))) {
            Some((name, fault)) => {
                let evidence = addresses::evidence(address).location(name.location.as_ref());
                Verdict::broken(evidence.name("name", &name.name).text("fault", fault))
            }
            None => Verdict::Holds,
        },
    });
}

fn fault(name: &PtrName) -> Option<&'static str> {
    let alias = (!name.chain.is_empty()).then_some("alias");
    name.fault.map(NameFault::word).or(alias)
}
