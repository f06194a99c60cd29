//! BL010 `dnsbl-ipv6-listed`: an IPv6 address of the domain is in a list.
//!
//! Lists mostly hold whole networks of IPv6, a /64 or more (RFC 5782 section 2.4 leaves the width open),
//! so that an entry may be about a neighbour: a warning. Addresses of a provider's pool are left to BL007.

use super::listings::{self, ADDRESSES, Part, SPAMHAUS};
use crate::checks::prelude::*;
use crate::dnsbl::{Kind, Sense};

/// BL010.
pub static RULE: Rule = Rule {
    id: "BL010",
    slug: "dnsbl-ipv6-listed",
    severity: Severity::Warning,
    basis: Basis::Receivers(&[rfc(5782, "2.4"), SPAMHAUS]),
    since: None,
    check,
};

const PART: Part =
    Part { kinds: &[Kind::Ip6], weight: None, senses: &[Sense::Listed], roles: ADDRESSES, shared: Some(false) };

fn check(facts: &Facts, report: &mut Outcomes) {
    listings::judge(facts, report, &PART, |evidence, _, _, _| evidence);
}
