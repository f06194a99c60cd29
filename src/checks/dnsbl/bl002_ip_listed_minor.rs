//! BL002 `dnsbl-ip-listed-minor`: an address of the domain stands in a list that some receivers count.
//!
//! Such a list refuses nothing by itself, but adds to the signs by which a filter decides
//! (RFC 5782 section 2.1). Lists of little weight, and those that list whole neighbourhoods, are a remark.
//! Addresses of a provider's pool are left to BL007, IPv6 addresses to BL010.

use super::listings::{self, ADDRESSES, Part};
use crate::checks::prelude::*;
use crate::dnsbl::{Kind, Sense, Weight};

/// BL002.
pub static RULE: Rule = Rule {
    id: "BL002",
    slug: "dnsbl-ip-listed-minor",
    severity: Severity::Warning,
    basis: Basis::Receivers(&[rfc(5782, "2.1")]),
    since: None,
    check,
};

const PART: Part = Part {
    kinds: &[Kind::Ip4],
    weight: Some(Weight::Minor),
    senses: &[Sense::Listed],
    roles: ADDRESSES,
    shared: Some(false),
};

fn check(facts: &Facts, report: &mut Outcomes) {
    listings::judge(facts, report, &PART, |evidence, _, _, _| evidence);
}
