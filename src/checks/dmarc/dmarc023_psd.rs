//! DMARC023 `dmarc-psd`: `psd` says of the name what it is not.
//!
//! `psd=y` is for public suffixes: at any other name it makes every subdomain an organization of its
//! own, and ends the relaxed alignment between them (RFC 9989 sections 4.7 and 4.10.2): an error.
//! `psd=n` below the organizational domain cuts the name off from it: a warning, for that may be
//! meant (RFC 9989 section 11.8). `psd=u` is the default and says nothing: a remark.

use super::records::{self, Published};
use crate::checks::prelude::*;
use crate::dmarc::discover;
use crate::dmarc::mend;
use crate::dmarc::record::Entry;
use crate::dmarc::tags::{Psd, TagName};
use crate::name::DomainName;
use crate::taglist;
use crate::text::Span;

/// DMARC023.
pub static RULE: Rule = Rule {
    id: "DMARC023",
    slug: "dmarc-psd",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.7"), rfc(9989, "4.10.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::each_record(facts, report, |published, report| {
        let Entry::Valid(psd) = published.record.psd else { return };
        let domain = published.owner.domain();
        let organization = discover::organizational_domain_7489(&domain);
        let lowered = match psd {
            Psd::Yes if is_suffix(&domain) => return,
            Psd::Yes => Severity::Error,
            Psd::No if organization == domain => return,
            Psd::No => Severity::Warning,
            Psd::Unsaid => Severity::Info,
        };
        let evidence = published.evidence(&place(published)).only(lowered);
        let evidence = evidence.name("domain", &domain).name("organization", &organization).text("psd", word(psd));
        let without = mend::without(&published.record.text, TagName::Psd);
        // Whoever wrote `psd=n` below the organization may have meant it.
        let corrected = without.filter(|_| psd != Psd::No);
        report.found(records::propose(evidence, published.owner, &published.record.text, corrected));
    });
}

/// A top-level domain is a suffix whether or not the list knows it.
fn is_suffix(domain: &DomainName) -> bool {
    domain.label_count() <= 1 || discover::is_public_suffix(domain)
}

/// Where the tag stands.
fn place(published: Published<'_>) -> Span {
    let tags = taglist::split(&published.record.text);
    let psd = tags.iter().find(|tag| TagName::parse(tag.name) == Some(TagName::Psd));
    psd.map_or(0..0, |tag| tag.span.clone())
}

/// The word by which the sentences choose.
fn word(psd: Psd) -> &'static str {
    match psd {
        Psd::Yes => "y",
        Psd::No => "n",
        Psd::Unsaid => "u",
    }
}
