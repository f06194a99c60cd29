//! DKIM020 `dkim-s-service`: `s=` does not allow mail.
//!
//! A key whose service types have neither `email` nor `*` is ignored for mail (RFC 6376 section
//! 3.6.1). `s=tlsrpt` alone belongs to the reports of RFC 8460 section 3: no fault unless the user or
//! a stream signs mail with that selector.

use super::faults::Fault;
use super::keys::tell;
use crate::checks::prelude::*;

/// DKIM020.
pub static RULE: Rule = Rule {
    id: "DKIM020",
    slug: "dkim-s-service",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.6.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Service, |key, problem| {
        let services = key.record().services.as_deref().unwrap_or_default();
        if services == ["tlsrpt"] && !key.fact.found.is_named() {
            return None;
        }
        let evidence = key.evidence(&problem.span).text("services", services.join(":"));
        // Where nobody signs mail with it, the key may well serve something else.
        if !key.fact.found.is_named() {
            return Some(evidence);
        }
        Some(key.propose(evidence, key.changed(|tags| tags.retain(|(name, _)| name != "s"))))
    });
}
