//! SPF028 `spf-ptr-mechanism`: the record relies on reverse DNS.
//!
//! `ptr` should not be published (RFC 7208 section 5.5): it is slow, it puts its burden on the servers
//! of `in-addr.arpa`, and some receivers skip it.

use super::own;
use crate::checks::prelude::*;
use crate::spf::record::Mechanism;

/// SPF028.
pub static RULE: Rule = Rule {
    id: "SPF028",
    slug: "spf-ptr-mechanism",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(7208, "5.5")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(records) = own::records(facts, report) else { return };
    for record in records {
        let terms = record.directives().filter(|(_, directive)| matches!(directive.mechanism, Mechanism::Ptr(_)));
        for (span, _) in terms {
            report.found(own::evidence(facts, record.text(), span.clone()).text("term", record.shown(span)));
        }
    }
    report.pass();
}
