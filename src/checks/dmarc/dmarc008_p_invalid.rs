//! DMARC008 `dmarc-p-invalid`: `p` has a value that is no policy.
//!
//! There are three policies: `none`, `quarantine` and `reject`. With any other word the record counts
//! as `p=none` when it names a valid report address, and for nothing otherwise (RFC 9989 section
//! 4.10.1, RFC 7489 section 6.6.3). A word that is one letter away from a policy is taken for it.

use super::invalid;
use crate::checks::prelude::*;
use crate::dmarc::tags::TagName;

/// DMARC008.
pub static RULE: Rule = Rule {
    id: "DMARC008",
    slug: "dmarc-p-invalid",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.10.1"), rfc(7489, "6.6.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    invalid::find(&[TagName::P], facts, report);
}
