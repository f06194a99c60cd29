//! MX004 `mx-null-mixed`: a null MX beside other MX records, or with another preference than 0.
//!
//! A domain that takes no mail publishes exactly one MX record: preference 0 and the root as its
//! exchange (RFC 7505 section 3). Beside other records, or with another preference, it says nothing
//! for certain: some senders try the root as a host, some give up.

use crate::checks::prelude::*;
use crate::mx::{Exchange, MxSet, NullMx};
use crate::name::DomainName;

/// MX004.
pub static RULE: Rule = Rule {
    id: "MX004",
    slug: "mx-null-mixed",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7505, "3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    match &facts.mx.records {
        Fact::Absent => report.not_applicable(),
        Fact::Unknown(why) => report.undetermined(why),
        Fact::Known(set) => match set.null {
            NullMx::No | NullMx::Yes => report.pass(),
            NullMx::WrongPreference => report.found(evidence(facts, set, "preference")),
            NullMx::Mixed => report.found(evidence(facts, set, "mixed")),
        },
    }
}

fn evidence(facts: &Facts, set: &MxSet, fault: &'static str) -> Evidence {
    let domain = &facts.mx.domain;
    let is_null = |exchange: &&Exchange| exchange.host.is_root();
    let null = set.exchanges.iter().find(is_null);
    let evidence = Evidence::at(domain, RecordType::Mx).location(null.and_then(|null| null.location.as_ref()));
    let evidence = evidence.name("domain", domain).text("fault", fault);
    let evidence = evidence.number("preference", null.map_or(0, |null| null.preference));
    // Beside a real exchange only a human knows which of the two is meant.
    if set.exchanges.iter().all(|exchange| is_null(&exchange)) {
        let data = RecordData::Mx { preference: 0, exchange: DomainName::root() };
        return evidence.publish(domain, RecordType::Mx, data);
    }
    evidence
}
