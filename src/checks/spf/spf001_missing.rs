//! SPF001 `spf-missing`: the domain has no SPF record.
//!
//! A TXT record counts when it is `v=spf1`, alone or with a space behind it (RFC 7208 section 4.5);
//! without one the result is "none". An error where the domain is, or may be, a MAIL FROM domain; a
//! warning where declared streams use another one, or nothing is declared and no mail can come back
//! to the domain. A text that was meant as a record and is not selected is told by SPF047, SPF048 or SPF049.

use ipnet::IpNet;

use crate::checks::prelude::*;
use crate::facts::mx::Reach;
use crate::facts::spf::SpfState;
use crate::stream::{MailFrom, Stream};

/// SPF001.
pub static RULE: Rule = Rule {
    id: "SPF001",
    slug: "spf-missing",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(7208, "4.5"),
        page("Gmail SMTP errors and codes", "https://support.google.com/a/answer/3726730"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    match &facts.spf.policy.state {
        SpfState::Found | SpfState::Multiple => return report.pass(),
        SpfState::Undetermined(why) => return report.undetermined(why),
        SpfState::None => {}
    }
    if facts.spf.policy.published.as_ref().is_some_and(|published| !published.near_misses.is_empty()) {
        return report.not_applicable();
    }
    let domain = &facts.subject.domain;
    let evidence = Evidence::txt(domain).name("domain", domain);
    report.found(if is_mail_from(facts) {
        let evidence = evidence.text("use", "mail_from");
        match declared_senders(facts) {
            Some(txt) => evidence.publish(domain, RecordType::Txt, RecordData::Txt(txt)),
            None => evidence,
        }
    } else {
        evidence.text("use", "other").only(Severity::Warning)
    });
}

/// Whether the domain is, or may be, the domain of a MAIL FROM: that of a declared stream or, where
/// none is declared, one that bounces can come back to.
fn is_mail_from(facts: &Facts) -> bool {
    if facts.subject.declared.is_empty() {
        return facts.mx.reach() != Reach::Unreachable;
    }
    facts.subject.declared.iter().any(|stream| uses(stream, facts))
}

/// Whether a stream is checked against the domain's record; a null MAIL FROM leaves the HELO name
/// (RFC 7208 section 2.4), and one that is not known may be any.
fn uses(stream: &Stream, facts: &Facts) -> bool {
    let domain = &facts.subject.domain;
    match &stream.mail_from {
        MailFrom::Mailbox { domain: used, .. } => used == domain,
        MailFrom::Null => stream.helo.as_ref() == Some(domain),
        MailFrom::Below(_) => false,
        MailFrom::Unknown => true,
    }
}

/// The record of the declared streams, when the addresses of each are declared.
fn declared_senders(facts: &Facts) -> Option<Txt> {
    let streams: Vec<_> = facts.subject.declared.iter().filter(|stream| uses(stream, facts)).collect();
    if streams.is_empty() || streams.iter().any(|stream| stream.ips.is_empty()) {
        return None;
    }
    let mut terms: Vec<String> = streams.iter().flat_map(|stream| &stream.ips).map(ip_term).collect();
    terms.sort();
    terms.dedup();
    Some(Txt::chunked(&format!("v=spf1 {} ~all", terms.join(" "))))
}

fn ip_term(network: &IpNet) -> String {
    let name = if network.addr().is_ipv4() { "ip4" } else { "ip6" };
    if network.prefix_len() == network.max_prefix_len() {
        format!("{name}:{}", network.addr())
    } else {
        format!("{name}:{}", network.trunc())
    }
}
