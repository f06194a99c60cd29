//! BL001 `dnsbl-ip-listed-major`: an address of the domain stands in a list that receivers refuse by.
//!
//! An entry of Spamhaus, SpamCop or Barracuda is what many receivers look at before they take a message
//! (RFC 5782 section 2.1 says how). The policy range of an access network is an error for an address that
//! sends and a warning for one that only receives. Addresses of a provider's pool are left to BL007,
//! IPv6 addresses to BL010.

use super::listings::{self, ADDRESSES, Part, SPAMHAUS};
use crate::checks::prelude::*;
use crate::dnsbl::{Kind, Sense, Weight};
use crate::facts::dnsbl::Role;

/// BL001.
pub static RULE: Rule = Rule {
    id: "BL001",
    slug: "dnsbl-ip-listed-major",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(5782, "2.1"),
        SPAMHAUS,
        page("SpamCop blocking list", "https://www.spamcop.net/bl.shtml"),
        page("Barracuda reputation", "https://www.barracudacentral.org/rbl"),
    ]),
    since: None,
    check,
};

const PART: Part = Part {
    kinds: &[Kind::Ip4],
    weight: Some(Weight::Major),
    senses: &[Sense::Listed],
    roles: ADDRESSES,
    shared: Some(false),
};

/// Ranges from which no mail should come; that mail goes there is no fault.
const POLICY_RANGE: &str = "policy-range";

fn check(facts: &Facts, report: &mut Outcomes) {
    listings::judge(facts, report, &PART, |evidence, _, entry, hit| {
        match entry.looked.role == Role::Exchange && hit.code.meaning == POLICY_RANGE {
            true => evidence.only(Severity::Warning),
            false => evidence,
        }
    });
}
