//! DMARC012 `dmarc-sp-np-invalid`: `sp` or `np` has a value that is no policy.
//!
//! It is not the tag that is dropped but the policy: with a bad `sp` or `np` the whole record, `p`
//! included, counts as `p=none` when it names a valid report address, and for nothing otherwise
//! (RFC 9989 section 4.10.1). Readers of RFC 7489 do so for `sp` and do not know `np`.

use super::invalid;
use crate::checks::prelude::*;
use crate::dmarc::tags::TagName;

/// DMARC012.
pub static RULE: Rule = Rule {
    id: "DMARC012",
    slug: "dmarc-sp-np-invalid",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.10.1"), rfc(7489, "6.6.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    invalid::find(&[TagName::Sp, TagName::Np], facts, report);
}
