//! MX001 `mx-missing-implicit`: no MX record, so mail goes to the address of the domain itself.
//!
//! Without MX records the host with the domain's own name takes its mail (RFC 5321 section 5.1); that
//! is mostly a web server, where bounces and replies get lost. A warning; a remark where no sending
//! is visible (no declared stream, SPF that passes nobody, no key). Whether that host listens for
//! mail is not looked at.

use super::sending::Sending;
use crate::checks::prelude::*;
use crate::facts::mx::Reach;

/// MX001.
pub static RULE: Rule = Rule {
    id: "MX001",
    slug: "mx-missing-implicit",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(5321, "5.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    match (&facts.mx.records, facts.mx.reach()) {
        (Fact::Known(_), _) => report.pass(),
        (Fact::Unknown(why), _) => report.undetermined(why),
        (Fact::Absent, Reach::Undetermined(why)) => report.undetermined(&why),
        // Nothing takes mail at all: that has a rule of its own.
        (Fact::Absent, Reach::Unreachable) => report.not_applicable(),
        (Fact::Absent, Reach::Reached) => {
            let domain = &facts.mx.domain;
            let addresses: Vec<_> = facts.mx.implicit.iter().flat_map(|known| known.iter()).collect();
            let address = addresses.first().map(ToString::to_string).unwrap_or_default();
            let sending = Sending::of(facts);
            let lowered = if sending == Sending::Visible { Severity::Warning } else { Severity::Info };
            let evidence = Evidence::at(domain, RecordType::Mx).name("domain", domain).text("address", address);
            report.found(evidence.text("sends", sending.word()).only(lowered));
        }
    }
}
