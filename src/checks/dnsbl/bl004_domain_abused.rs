//! BL004 `dnsbl-domain-abused`: a domain of the mail is listed because somebody broke in.
//!
//! Spamhaus DBL (127.0.1.102 to 106) and SURBL (bit 128) say of these that the domain itself is
//! legitimate: pages, redirections or files of others were put there. Receivers refuse all the same
//! (RFC 5782 section 3).

use super::listings::{self, IDENTITIES, Part, SPAMHAUS};
use crate::checks::prelude::*;
use crate::dnsbl::{Kind, Sense};

/// BL004.
pub static RULE: Rule = Rule {
    id: "BL004",
    slug: "dnsbl-domain-abused",
    severity: Severity::Error,
    basis: Basis::Receivers(&[rfc(5782, "3"), SPAMHAUS, page("SURBL lists", "https://surbl.org/lists")]),
    since: None,
    check,
};

const PART: Part =
    Part { kinds: &[Kind::Domain], weight: None, senses: &[Sense::Abused], roles: IDENTITIES, shared: None };

fn check(facts: &Facts, report: &mut Outcomes) {
    listings::judge(facts, report, &PART, |evidence, _, _, _| evidence);
}
