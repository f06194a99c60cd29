//! STS002 `sts-txt-invalid`: the TXT record of MTA-STS announces no policy.
//!
//! Exactly one record at `_mta-sts.<domain>` begins with `v=STSv1;` and has an `id` of one to 32 letters and
//! digits; otherwise senders take it that there is no policy (RFC 8461 section 3.1). An id says nothing but
//! that the policy changed, so that a new one is always right. The policy itself, over HTTPS, is not
//! looked at.

use super::records;
use crate::checks::prelude::*;
use crate::facts::transport::{MtaSts, Text};
use crate::mtasts::{self, StsError, StsRecord};

/// STS002.
pub static RULE: Rule = Rule {
    id: "STS002",
    slug: "sts-txt-invalid",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(8461, "3.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::judge(facts.transport.mta_sts.as_ref(), report, |owner, first, others| {
        let (shown, reason, fault) = match &first.reading {
            Err(error) if others.is_empty() || *error == StsError::Version => told(first, error),
            Ok(_) | Err(_) => (others.first().unwrap_or(first), "several", ""),
        };
        let evidence = records::evidence(owner, shown, fault).text("reason", reason);
        let evidence = evidence.number("count", others.len() + 1);
        records::propose(evidence, owner, mended(facts, owner))
    });
}

/// The record with the word by which the sentences choose, and its part at fault.
fn told<'t>(
    text: &'t Text<StsRecord, StsError>,
    error: &'t StsError,
) -> (&'t Text<StsRecord, StsError>, &'static str, &'t str) {
    match error {
        StsError::Version => (text, "version", ""),
        StsError::Field(piece) => (text, "field", piece),
        StsError::Id => (text, "no_id", ""),
        StsError::IdValue(id) => (text, "id", id),
    }
}

/// The record that was meant; where its id is not legal or not known, the moment of the run is one.
fn mended(facts: &Facts, owner: &MtaSts) -> Option<String> {
    let fresh = facts.subject.as_of.strftime("%Y%m%d%H%M%SZ").to_string();
    let texts = records::whole(facts, owner);
    mtasts::mended(texts.iter().map(Vec::as_slice), &fresh)
}
