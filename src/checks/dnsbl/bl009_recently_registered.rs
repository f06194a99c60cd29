//! BL009 `dnsbl-recently-registered`: a domain of the mail is new.
//!
//! Spammers use domains in their first days, so that filters count youth against a sender; lists of new
//! domains are asked like others (RFC 5782 section 3). What they call new is a few hours to a few weeks.

use super::listings::{self, IDENTITIES, Part};
use crate::checks::prelude::*;
use crate::dnsbl::{Kind, Sense};

/// BL009.
pub static RULE: Rule = Rule {
    id: "BL009",
    slug: "dnsbl-recently-registered",
    severity: Severity::Warning,
    basis: Basis::Receivers(&[
        rfc(5782, "3"),
        page("Spamhaus ZRD", "https://www.spamhaus.com/product/zero-reputation-domain/"),
    ]),
    since: None,
    check,
};

const PART: Part =
    Part { kinds: &[Kind::Domain], weight: None, senses: &[Sense::Fresh], roles: IDENTITIES, shared: None };

fn check(facts: &Facts, report: &mut Outcomes) {
    listings::judge(facts, report, &PART, |evidence, _, _, _| evidence);
}
