//! BL008 `dnsbl-infrastructure-listed`: the domain of a mail exchange or name server is in a list.
//!
//! Some receivers look up what a domain hangs on, and distrust it for its company (RFC 5782 section 3).

use super::listings::{self, Part, SPAMHAUS};
use crate::checks::prelude::*;
use crate::dnsbl::{Kind, Sense};
use crate::facts::dnsbl::Role;

/// BL008.
pub static RULE: Rule = Rule {
    id: "BL008",
    slug: "dnsbl-infrastructure-listed",
    severity: Severity::Warning,
    basis: Basis::Receivers(&[rfc(5782, "3"), SPAMHAUS]),
    since: None,
    check,
};

const PART: Part = Part {
    kinds: &[Kind::Domain],
    weight: None,
    senses: &[Sense::Listed, Sense::Abused],
    roles: &[Role::ExchangeDomain, Role::NameServerDomain],
    shared: None,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    listings::judge(facts, report, &PART, |evidence, _, entry, _| {
        let part = if entry.looked.role == Role::NameServerDomain { "ns" } else { "mx" };
        evidence.text("part", part).name("domain", &facts.subject.domain)
    });
}
