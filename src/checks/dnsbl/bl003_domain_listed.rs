//! BL003 `dnsbl-domain-listed`: a domain that stands in the mail is in a list of domains.
//!
//! Receivers look up the Author Domain, the MAIL FROM domain and the EHLO name, and the links of a
//! message (RFC 5782 section 3). A list of little weight is a warning, and so are the grey parts of
//! others.

use super::listings::{self, IDENTITIES, Part, SPAMHAUS};
use crate::checks::prelude::*;
use crate::dnsbl::{Kind, Sense, Weight};

/// BL003.
pub static RULE: Rule = Rule {
    id: "BL003",
    slug: "dnsbl-domain-listed",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(5782, "3"),
        SPAMHAUS,
        page("SURBL lists", "https://surbl.org/lists"),
        page("URIBL", "https://uribl.com/about.shtml"),
    ]),
    since: None,
    check,
};

const PART: Part =
    Part { kinds: &[Kind::Domain], weight: None, senses: &[Sense::Listed], roles: IDENTITIES, shared: None };

fn check(facts: &Facts, report: &mut Outcomes) {
    listings::judge(facts, report, &PART, |evidence, list, _, _| match list.chosen.list.weight {
        // A code may have lowered it further.
        Weight::Minor if evidence.severity.is_none() => evidence.only(Severity::Warning),
        Weight::Major | Weight::Minor => evidence,
    });
}
