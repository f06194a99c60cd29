//! MX002 `mx-missing-unreachable`: neither an MX record nor an address.
//!
//! A domain that is used in SMTP must resolve to an MX record or an address (RFC 5321 section 2.3.5);
//! without either nothing can be delivered to it (RFC 5321 section 5.1), bounces included, and many
//! receivers refuse a sender to whom they could not answer. An error for a domain that sends and for
//! one that does not exist; a remark where no sending is visible (no declared stream, SPF that passes
//! nobody, no key), a warning where that is not known. A domain without mail says so with a null MX.

use super::sending::Sending;
use crate::checks::prelude::*;
use crate::facts::mx::Reach;
use crate::name::DomainName;

/// MX002.
pub static RULE: Rule = Rule {
    id: "MX002",
    slug: "mx-missing-unreachable",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(5321, "2.3.5"), rfc(5321, "5.1"), rfc(7505, "3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    match (&facts.mx.records, facts.mx.reach()) {
        (Fact::Known(_), _) | (Fact::Absent, Reach::Reached) => report.pass(),
        (Fact::Unknown(why), _) => report.undetermined(why),
        (Fact::Absent, Reach::Undetermined(why)) => report.undetermined(&why),
        (Fact::Absent, Reach::Unreachable) => report.found(evidence(facts)),
    }
}

fn evidence(facts: &Facts) -> Evidence {
    let domain = &facts.mx.domain;
    let exists = !facts.mx.exists.is_absent();
    let sending = Sending::of(facts);
    let evidence = Evidence::at(domain, RecordType::Mx).name("domain", domain).text("sends", sending.word());
    let evidence = evidence.text("exists", if exists { "yes" } else { "no" });
    match sending {
        Sending::Visible => evidence,
        _ if !exists => evidence,
        Sending::Unknown => evidence.only(Severity::Warning),
        Sending::NotVisible => {
            let null = RecordData::Mx { preference: 0, exchange: DomainName::root() };
            evidence.only(Severity::Info).publish(domain, RecordType::Mx, null)
        }
    }
}
