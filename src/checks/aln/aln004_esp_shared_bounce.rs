//! ALN004 `aln-esp-shared-bounce`: bounces of a stream go to a domain of its provider.
//!
//! SPF authenticates the MAIL FROM domain (RFC 7208 section 2.4). Where that is the provider's, SPF passes
//! and is not aligned with the Author Domain (RFC 9989 section 4.4): DMARC rests on DKIM alone. Judged
//! are declared and inferred streams whose MAIL FROM is known. The record of the custom return path is
//! printed where it is the same for every customer.

use crate::checks::prelude::*;
use crate::name::DomainName;
use crate::stream::providers::{self, Provider};
use crate::stream::{MailFrom, Stream};

/// ALN004.
pub static RULE: Rule = Rule {
    id: "ALN004",
    slug: "aln-esp-shared-bounce",
    severity: Severity::Info,
    basis: Basis::Advice(&[rfc(9989, "4.4"), rfc(7208, "2.4")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    if let Some(why) = facts.sending_hangs_on() {
        return report.undetermined(why);
    }
    for stream in facts.streams.iter().map(|facts| &facts.stream) {
        let (domain, provider) = match &stream.mail_from {
            MailFrom::Below(domain) => (domain, stream.provider),
            MailFrom::Mailbox { domain, .. } => (domain, providers::provider_of_domain(domain)),
            MailFrom::Null | MailFrom::Unknown => continue,
        };
        match provider.filter(|provider| !provider.owns_domain(&stream.from)) {
            Some(provider) => report.found(evidence(stream, provider, domain)),
            None => report.pass(),
        }
    }
    report.not_applicable();
}

fn evidence(stream: &Stream, provider: &Provider, domain: &DomainName) -> Evidence {
    let evidence = Evidence::txt(&stream.from)
        .stream(&stream.name)
        .text("stream", &stream.name)
        .text("provider", &provider.name)
        .name("domain", domain)
        .name("from", &stream.from);
    match custom(stream, provider) {
        Some((name, target)) => {
            evidence.text("custom", "record").publish(&name, RecordType::Cname, RecordData::Cname(target))
        }
        None if provider.return_paths.is_empty() => evidence.text("custom", "none"),
        None => evidence.text("custom", "free"),
    }
}

/// The custom return path, where both its label and its target are the same for everybody.
fn custom(stream: &Stream, provider: &Provider) -> Option<(DomainName, DomainName)> {
    provider.return_paths.iter().find_map(|path| {
        let target = path.cname.as_deref().filter(|target| !target.contains('*'))?;
        Some((stream.from.child(path.label.as_deref()?).ok()?, DomainName::parse(target).ok()?))
    })
}
