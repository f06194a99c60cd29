//! The domains, other than the one that is checked, which the declared streams send in the name of.

use crate::checks::prelude::*;
use crate::facts::senders::{Role, Sender};

/// Judges every such domain; what is wrong with the checked domain itself has rules among those
/// about MX.
pub(super) fn each(facts: &Facts, report: &mut Outcomes, mut judge: impl FnMut(&Sender, &mut Outcomes)) {
    for sender in &facts.senders {
        judge(sender, report);
    }
    if facts.senders.is_empty() {
        report.not_applicable();
    } else {
        report.pass();
    }
}

/// Evidence about the MX records of a domain and the stream that uses it.
pub(super) fn evidence(sender: &Sender) -> Evidence {
    let domain = &sender.mx.domain;
    let role = match sender.role {
        Role::From => "from",
        Role::MailFrom => "mail-from",
    };
    let evidence = Evidence::at(domain, RecordType::Mx).stream(&sender.stream).text("stream", &sender.stream);
    evidence.name("domain", domain).text("role", role)
}
