//! BL011 `dnsbl-allowlisted`: an address of the domain is in a list of good senders.
//!
//! DNSWL and the reputation list of Mailspike vouch for addresses, in the same form in which others warn of
//! them (RFC 5782 section 2.1). Good news, and no promise.

use super::listings::{self, ADDRESSES, Part};
use crate::checks::prelude::*;
use crate::dnsbl::{Kind, Sense};

/// BL011.
pub static RULE: Rule = Rule {
    id: "BL011",
    slug: "dnsbl-allowlisted",
    severity: Severity::Info,
    basis: Basis::Advice(&[rfc(5782, "2.1"), page("DNSWL", "https://www.dnswl.org/?page_id=15")]),
    since: None,
    check,
};

const PART: Part =
    Part { kinds: &[Kind::Ip4, Kind::Ip6], weight: None, senses: &[Sense::Good], roles: ADDRESSES, shared: None };

fn check(facts: &Facts, report: &mut Outcomes) {
    listings::judge(facts, report, &PART, |evidence, _, _, _| evidence);
}
