//! ALN009 `aln-sender-null-mx`: a declared stream sends in the name of a domain that takes no mail.
//!
//! A domain with a null MX should not be used in From or MAIL FROM: nothing could be answered (RFC 7505
//! section 4.2). Yahoo refuses such mail. The checked domain itself is left to MX005.

use super::senders;
use crate::checks::prelude::*;
use crate::mx::NullMx;

/// ALN009.
pub static RULE: Rule = Rule {
    id: "ALN009",
    slug: "aln-sender-null-mx",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(7505, "4.2"),
        page("Yahoo SMTP error codes", "https://senders.yahooinc.com/error-codes"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    senders::each(facts, report, |sender, report| match &sender.mx.records {
        Fact::Unknown(why) => report.undetermined(why),
        Fact::Known(set) if set.null == NullMx::Yes => report.found(senders::evidence(sender)),
        Fact::Known(_) | Fact::Absent => {}
    });
}
