//! BL007 `dnsbl-shared-address`: an address of a provider's pool is listed.
//!
//! The provider sends for many from there, as SPF shows: the record of another organization passes the
//! address. The listing is the work of a neighbour as likely as not, comes and goes, and the provider
//! alone can have it removed (RFC 5782 section 2.1): never more than a remark.

use super::listings::{self, ADDRESSES, Part};
use crate::checks::prelude::*;
use crate::dnsbl::{Kind, Sense};

/// BL007.
pub static RULE: Rule = Rule {
    id: "BL007",
    slug: "dnsbl-shared-address",
    severity: Severity::Info,
    basis: Basis::Advice(&[rfc(5782, "2.1")]),
    since: None,
    check,
};

const PART: Part = Part {
    kinds: &[Kind::Ip4, Kind::Ip6],
    weight: None,
    senses: &[Sense::Listed],
    roles: ADDRESSES,
    shared: Some(true),
};

fn check(facts: &Facts, report: &mut Outcomes) {
    listings::judge(facts, report, &PART, |evidence, _, _, _| evidence);
}
