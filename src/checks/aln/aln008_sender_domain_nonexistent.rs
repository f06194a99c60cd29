//! ALN008 `aln-sender-domain-nonexistent`: a declared stream sends in the name of a domain that does
//! not exist, or to which nothing can be delivered.
//!
//! A domain used in SMTP must resolve to an MX record or an address (RFC 5321 section 2.3.5). Yahoo
//! tests the domains of From and MAIL FROM, with a question for an SOA record, and refuses those that
//! do not exist; Orange wants an MX record or an address. Of names that only a wildcard makes exist,
//! which fail that test, answers do not show enough. The checked domain itself is left to MX002.

use super::senders;
use crate::checks::prelude::*;
use crate::facts::mx::Reach;

/// ALN008.
pub static RULE: Rule = Rule {
    id: "ALN008",
    slug: "aln-sender-domain-nonexistent",
    severity: Severity::Error,
    basis: Basis::Must(&[
        rfc(5321, "2.3.5"),
        page("Yahoo SMTP error codes", "https://senders.yahooinc.com/error-codes"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    senders::each(facts, report, |sender, report| {
        let mx = &sender.mx;
        match (&mx.exists, &mx.records, mx.reach()) {
            (Fact::Unknown(why), _, _) | (_, Fact::Unknown(why), _) => report.undetermined(why),
            (Fact::Absent, _, _) => report.found(senders::evidence(sender).text("fault", "nxdomain")),
            (_, Fact::Known(_), _) | (_, _, Reach::Reached) => {}
            (_, _, Reach::Undetermined(why)) => report.undetermined(&why),
            (_, Fact::Absent, Reach::Unreachable) => {
                report.found(senders::evidence(sender).text("fault", "nothing"));
            }
        }
    });
}
