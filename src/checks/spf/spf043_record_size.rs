//! SPF043 `spf-record-size`: the answer with the record is too large for a plain UDP packet.
//!
//! The answer to the TXT question should fit in 512 octets, the other TXT records of the name included
//! (RFC 7208 section 3.4): above that it takes EDNS or TCP, which some firewalls still stop. Where name
//! and texts together pass 450 octets the limit is near: that is advice only.

use super::own;
use crate::checks::prelude::*;
use crate::name::DomainName;

/// SPF043.
pub static RULE: Rule = Rule {
    id: "SPF043",
    slug: "spf-record-size",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(7208, "3.4")]),
    since: None,
    check,
};

/// Octets of a DNS message over UDP without EDNS (RFC 1035 section 2.3.4).
const UDP: usize = 512;

/// Octets of name and texts up to which an answer should fit (RFC 7208 section 3.4).
const ROOM: usize = 450;

fn check(facts: &Facts, report: &mut Outcomes) {
    if own::records(facts, report).is_none() {
        return;
    }
    let domain = &facts.subject.domain;
    let texts = &facts.spf.policy.texts;
    let octets = answer_octets(domain, texts);
    let said: usize = domain.as_str().len() + texts.iter().map(|txt| txt.joined().len()).sum::<usize>();
    let evidence = Evidence::txt(domain).name("domain", domain).number("octets", octets).number("records", texts.len());
    if octets > UDP {
        report.found(evidence);
    } else if said > ROOM {
        report.found(evidence.only(Severity::Info));
    }
    report.pass();
}

/// Octets of the answer, names compressed, without what a server may add: header, question, and for
/// each record its fixed fields and its strings with their lengths (RFC 1035 section 4.1).
fn answer_octets(domain: &DomainName, texts: &[Txt]) -> usize {
    const HEADER: usize = 12;
    const QUESTION: usize = 4;
    const RECORD: usize = 12;
    let name: usize = domain.label_octets().map(|label| label.len() + 1).sum::<usize>() + 1;
    let strings = |txt: &Txt| txt.strings().map(|string| string.len() + 1).sum::<usize>();
    HEADER + name + QUESTION + texts.iter().map(|txt| RECORD + strings(txt)).sum::<usize>()
}
