//! ALN005 `aln-esp-default-dkim-domain`: a provider signs a stream with its own domain only.
//!
//! Such a signature verifies and is not aligned with the Author Domain (RFC 9989 section 4.4), so that it
//! does nothing for DMARC. Judged are streams with named signatures, streams of which it is declared
//! that the provider signs, and streams of a provider known to sign so whose every selector is missing.

use crate::checks::prelude::*;
use crate::dkim::discover::Found;
use crate::facts::dkim::SelectorState;
use crate::name::DomainName;
use crate::stream::Stream;
use crate::stream::providers::{self, Provider};

/// ALN005.
pub static RULE: Rule = Rule {
    id: "ALN005",
    slug: "aln-esp-default-dkim-domain",
    severity: Severity::Warning,
    basis: Basis::Receivers(&[
        rfc(9989, "4.4"),
        page("Gmail email sender guidelines", "https://support.google.com/mail/answer/81126"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    if let Some(why) = facts.sending_hangs_on() {
        return report.undetermined(why);
    }
    for stream in facts.streams.iter().map(|facts| &facts.stream) {
        match signer(facts, stream) {
            Signer::Own => report.pass(),
            Signer::Unknown => {}
            Signer::Provider(provider, domain) => {
                let evidence = Evidence::txt(&stream.from)
                    .stream(&stream.name)
                    .text("stream", &stream.name)
                    .text("provider", &provider.name)
                    .name("from", &stream.from);
                report.found(match domain {
                    Some(domain) => evidence.text("known", "yes").name("domain", domain),
                    None => evidence.text("known", "no").text("domain", ""),
                });
            }
        }
    }
    report.not_applicable();
}

/// Whose domain a stream is signed with.
enum Signer<'a> {
    /// At least one signature is of no provider.
    Own,
    /// The provider's alone; its domain, where it is known.
    Provider(&'static Provider, Option<&'a DomainName>),
    /// Nobody knows.
    Unknown,
}

fn signer<'a>(facts: &Facts, stream: &'a Stream) -> Signer<'a> {
    let foreign = |domain: &DomainName| {
        providers::provider_of_domain(domain).filter(|provider| !provider.owns_domain(&stream.from))
    };
    let signing: Option<Vec<_>> = stream.dkim.iter().map(|signature| foreign(&signature.domain)).collect();
    match (signing.as_deref(), stream.provider) {
        (None, _) => Signer::Own,
        (Some([provider, ..]), _) => Signer::Provider(provider, stream.dkim.first().map(|signature| &signature.domain)),
        (Some([]), Some(provider)) if stream.provider_signs || has_no_key(facts, stream, provider) => {
            Signer::Provider(provider, provider.default_dkim.as_ref())
        }
        (Some([]), _) => Signer::Unknown,
    }
}

/// Whether a provider that then signs with its own domain has no key of the sender's: every selector
/// that it hands out was asked for, and is missing.
fn has_no_key(facts: &Facts, stream: &Stream, provider: &Provider) -> bool {
    let implied = facts.dkim.keys.iter().filter(|key| match &key.found {
        Found::Implied { provider: by, .. } => by.id == provider.id && key.domain == stream.from,
        Found::Named | Found::Stream(_) | Found::Seen | Found::Generic => false,
    });
    let mut states =
        implied.map(|key| matches!(key.state, SelectorState::Missing(_)) && key.published.chain.is_empty());
    let can_be_known = provider.default_dkim.is_some() && provider.patterns.is_empty();
    can_be_known && states.next() == Some(true) && states.all(|is_missing| is_missing)
}
