//! RPT003 `tlsrpt-wrong-name`: the TLS-RPT record stands at a name that nobody asks.
//!
//! Senders ask `_smtp._tls.<domain>` and no other name (RFC 8460 section 3). With the labels swapped, or as
//! one, the record is never seen. Only zone files are searched for it, and only where the right name has none.

use super::records;
use crate::checks::prelude::*;
use crate::facts::transport::TlsRpt;
use crate::tlsrpt;

/// RPT003.
pub static RULE: Rule = Rule {
    id: "RPT003",
    slug: "tlsrpt-wrong-name",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(8460, "3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(right) = &facts.transport.tls_rpt else { return report.not_applicable() };
    match &right.texts {
        Fact::Known(_) => report.pass(),
        Fact::Unknown(why) if !facts.transport.misplaced.is_empty() => report.undetermined(why),
        Fact::Absent => facts.transport.misplaced.iter().for_each(|wrong| report.found(evidence(facts, right, wrong))),
        Fact::Unknown(_) => {}
    }
    report.not_applicable();
}

fn evidence(facts: &Facts, right: &TlsRpt, wrong: &TlsRpt) -> Evidence {
    let place = Evidence::txt(&wrong.name).name("record", &wrong.name).name("right", &right.name);
    let Some(first) = wrong.texts.known().and_then(|texts| texts.first()) else { return place };
    let octets = first.txt.joined();
    let place = place.location(first.location.as_ref()).excerpt(&octets, 0..octets.len());
    // All that stand anywhere else become the one record that there may be.
    let texts: Vec<_> = facts.transport.misplaced.iter().flat_map(|wrong| records::whole(facts, wrong)).collect();
    records::propose(place, right, tlsrpt::mended(texts.iter().map(Vec::as_slice)))
}
