//! MX005 `mx-null-sender`: a declared stream sends in the name of the domain, which says that it takes
//! no mail.
//!
//! A domain with a null MX should not be used in From or MAIL FROM: nothing could be answered, and a
//! receiver may refuse such mail with 550 5.7.27 (RFC 7505 section 4.2). Yahoo does. Inferred streams
//! are not judged: a null MX is then taken for what it says.

use crate::checks::prelude::*;
use crate::mx::NullMx;

/// MX005.
pub static RULE: Rule = Rule {
    id: "MX005",
    slug: "mx-null-sender",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(7505, "4.2"),
        page("Yahoo SMTP error codes", "https://senders.yahooinc.com/error-codes"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let domain = &facts.mx.domain;
    let declared = facts.streams.iter().map(|facts| &facts.stream).filter(|stream| stream.declared);
    let uses = declared.filter(|stream| stream.from == *domain || stream.mail_from.domain() == Some(domain));
    for stream in uses {
        match &facts.mx.records {
            Fact::Unknown(why) => report.undetermined(why),
            Fact::Known(set) if set.null == NullMx::Yes => {
                let location = set.exchanges.first().and_then(|exchange| exchange.location.as_ref());
                let evidence = Evidence::at(domain, RecordType::Mx).location(location).stream(&stream.name);
                report.found(evidence.name("domain", domain).text("stream", &stream.name));
            }
            Fact::Known(_) | Fact::Absent => report.pass(),
        }
    }
    report.not_applicable();
}
