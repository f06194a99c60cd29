//! BL005 `dnsbl-query-refused`: a list does not answer the resolver of this run.
//!
//! It says so with an answer of its own, such as 127.255.255.254, or with REFUSED. Neither is a listing
//! nor its absence (RFC 5782 section 2.1 knows addresses of 127.0.0.0/8 as listings only as the list
//! documents them): what it would say of the domain is not known. This says nothing about the domain, so
//! it is a remark.

use crate::checks::prelude::*;
use crate::facts::dnsbl::ListState;

/// BL005.
pub static RULE: Rule = Rule {
    id: "BL005",
    slug: "dnsbl-query-refused",
    severity: Severity::Info,
    basis: Basis::Advice(&[
        rfc(5782, "2.1"),
        page("Spamhaus return codes", "https://www.spamhaus.org/faqs/dnsbl-usage/"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let mut asked = false;
    for list in &facts.dnsbl.lists {
        let of = list.chosen.list;
        match &list.state {
            ListState::Refused(refusal) => {
                asked = true;
                let evidence = Evidence::at(&list.chosen.zone, RecordType::A).text("list", &of.name);
                let keyed = if of.keyed.is_some() { "yes" } else { "no" };
                report
                    .found(evidence.text("zone", of.zone.as_str()).text("refusal", refusal.id()).text("keyed", keyed));
            }
            ListState::Usable => asked = true,
            ListState::Unusable(_) | ListState::Unanswered(_) | ListState::NotAsked(_) => {}
        }
    }
    if asked { report.pass() } else { report.not_applicable() }
}
