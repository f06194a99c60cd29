//! The hosts that MX records name, for the rules that judge them one by one.

use crate::checks::prelude::*;
use crate::facts::mx::HostFact;

/// Judges every host; a null MX has none.
pub(super) fn each_host(facts: &Facts, report: &mut Outcomes, mut judge: impl FnMut(&HostFact, &mut Outcomes)) {
    if let Fact::Unknown(why) = &facts.mx.records {
        return report.undetermined(why);
    }
    if facts.mx.hosts.is_empty() {
        return report.not_applicable();
    }
    for host in &facts.mx.hosts {
        judge(host, report);
    }
    report.pass();
}

/// Evidence about the MX record of a host.
pub(super) fn evidence(facts: &Facts, host: &HostFact) -> Evidence {
    let evidence = Evidence::at(&facts.mx.domain, RecordType::Mx).location(host.exchange.location.as_ref());
    evidence.name("domain", &facts.mx.domain).name("host", &host.exchange.host)
}

/// Whether what is wrong with the name itself is told by a rule of its own, so that what it resolves
/// to need not be: an address, the host itself, a missing final dot.
pub(super) fn is_misnamed(host: &HostFact) -> bool {
    host.literal.is_some() || host.is_localhost || host.missing_dot.is_some()
}
