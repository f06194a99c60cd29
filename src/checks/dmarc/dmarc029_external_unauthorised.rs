//! DMARC029 `dmarc-external-unauthorised`: reports go to a domain of somebody else that did not agree.
//!
//! Before a receiver sends reports to another organization it asks that one for a record at
//! `<policy domain>._report._dmarc.<destination>`; without `v=DMARC1` there it must not send them
//! (RFC 9990 section 4, RFC 9991 section 5). The record is for the destination to publish. Where the
//! two domains are one organization to some receivers and not to others, this is a warning.

use super::records;
use crate::checks::prelude::*;
use crate::dmarc::Generation;
use crate::dmarc::align::Aligned;
use crate::dmarc::discover::Discovered;
use crate::dmarc::record::PolicyRecord;
use crate::dmarc::uri::ReportUri;
use crate::dns::Unanswered;
use crate::facts::dmarc::{Authorisation, ReportHost};
use crate::name::DomainName;

/// DMARC029.
pub static RULE: Rule = Rule {
    id: "DMARC029",
    slug: "dmarc-external-unauthorised",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9990, "4"), rfc(9991, "5")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for host in &facts.dmarc.reports {
        let reason = match &host.authorisation {
            Authorisation::NotNeeded | Authorisation::Granted => continue,
            Authorisation::Unknown(why) => {
                report.undetermined(why);
                continue;
            }
            Authorisation::Missing => "missing",
            Authorisation::Elsewhere(_) => "elsewhere",
            Authorisation::NameTooLong => "too_long",
        };
        match externality(host) {
            Ok(severity) => report.found(evidence(facts, host, reason).only(severity)),
            Err(why) => report.undetermined(why),
        }
    }
    for author in facts.dmarc.authors.values() {
        for generation in Generation::ALL {
            if let Discovered::Unknown(why) = author.policy.get(generation) {
                report.undetermined(why);
            }
        }
    }
    if facts.dmarc.reports.is_empty() { report.not_applicable() } else { report.pass() }
}

/// How much it weighs that a destination did not agree: all receivers ask for its consent, or
/// those of one generation; or it is not known whether any does.
fn externality(host: &ReportHost) -> Result<Severity, &Unanswered> {
    match (&host.same_organization.rfc9989, &host.same_organization.rfc7489) {
        (Aligned::No, Aligned::No) => Ok(Severity::Error),
        (Aligned::No, _) | (_, Aligned::No) => Ok(Severity::Warning),
        (Aligned::Unknown(why), _) | (_, Aligned::Unknown(why)) => Err(why),
        (Aligned::Yes, Aligned::Yes) => Ok(Severity::Warning),
    }
}

fn evidence(facts: &Facts, host: &ReportHost, reason: &'static str) -> Evidence {
    let destination = host.host.child(&format!("{}._report._dmarc", host.policy_domain));
    let owner = facts.dmarc.speaking().find(|owner| owner.domain() == host.policy_domain);
    let evidence = match owner.and_then(records::only_record) {
        Some(published) => match address(published.record, &host.host) {
            Some(uri) => published.evidence(&uri.span),
            None => records::evidence(published.owner, published.text),
        },
        None => Evidence::txt(&host.policy_domain).name("record", &host.policy_domain),
    };
    let evidence = evidence.name("domain", &host.policy_domain).name("host", &host.host).text("reason", reason);
    match destination {
        Ok(name) if host.authorisation == Authorisation::Missing => {
            let consent = RecordData::Txt(Txt::chunked("v=DMARC1"));
            evidence.name("consent", &name).publish(&name, RecordType::Txt, consent)
        }
        Ok(name) => evidence.name("consent", &name),
        Err(_) => evidence.text("consent", format!("{}._report._dmarc.{}", host.policy_domain, host.host)),
    }
}

/// The first address at a domain.
fn address<'a>(record: &'a PolicyRecord, host: &DomainName) -> Option<&'a ReportUri> {
    let mut uris = record.rua.iter().chain(&record.ruf);
    uris.find(|uri| uri.mailbox().is_some_and(|mailbox| mailbox.domain == *host))
}
