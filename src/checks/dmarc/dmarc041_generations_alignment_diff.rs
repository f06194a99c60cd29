//! DMARC041 `dmarc-generations-alignment-diff`: a domain is aligned with the From domain for one
//! generation of receivers, and not for the other.
//!
//! RFC 9989 finds the organizational domain by walking the tree of DMARC records (RFC 9989 section
//! 4.10.2), RFC 7489 in the Public Suffix List (RFC 7489 section 3.2); they differ where a subdomain has
//! a record and the domain above has none, or where `psd` cuts it off. Judged are all streams, inferred
//! ones too, for what DNS shows of them is as true. An error where a declared stream has nothing else
//! that is aligned for those receivers, else a warning.

use crate::checks::paths::{self, Holds, Paths};
use crate::checks::prelude::*;
use crate::dmarc::align::Aligned;
use crate::dmarc::discover::{self, Found, LABEL};
use crate::dmarc::{Both, Generation};
use crate::dns::Unanswered;
use crate::name::DomainName;

/// DMARC041.
pub static RULE: Rule = Rule {
    id: "DMARC041",
    slug: "dmarc-generations-alignment-diff",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.10.2"), rfc(7489, "3.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for paths in paths::all(facts) {
        let spf = paths.alignments.spf.iter().map(|(domain, aligned)| (domain, aligned));
        let dkim = paths.alignments.dkim.iter().map(|(signature, aligned)| (&signature.domain, aligned));
        let mut seen: Vec<&DomainName> = Vec::new();
        for (identifier, aligned) in spf.chain(dkim) {
            match lost(aligned) {
                Lost::Nowhere => report.pass(),
                Lost::Unknown(why) => report.undetermined(&why),
                Lost::Under(_) if seen.contains(&identifier) => {}
                Lost::Under(generation) => {
                    seen.push(identifier);
                    report.found(evidence(facts, &paths, identifier, generation));
                }
            }
        }
    }
    report.not_applicable();
}

/// Under which generation an identifier that is aligned under the other is not.
enum Lost {
    Nowhere,
    Under(Generation),
    Unknown(Unanswered),
}

fn lost(aligned: &Both<Aligned>) -> Lost {
    match (&aligned.rfc9989, &aligned.rfc7489) {
        (Aligned::Unknown(why), _) | (_, Aligned::Unknown(why)) => Lost::Unknown(why.clone()),
        (Aligned::No, Aligned::Yes) => Lost::Under(Generation::Rfc9989),
        (Aligned::Yes, Aligned::No) => Lost::Under(Generation::Rfc7489),
        (Aligned::Yes, Aligned::Yes) | (Aligned::No, Aligned::No) => Lost::Nowhere,
    }
}

fn evidence(facts: &Facts, paths: &Paths<'_>, identifier: &DomainName, lost: Generation) -> Evidence {
    let organization = discover::organizational_domain_7489(&paths.alignments.from);
    let is_only = paths.stream.stream.declared && paths.either(lost) == Holds::No;
    let evidence = paths.evidence().name("identifier", identifier).name("organization", &organization);
    let evidence = evidence.text("lost", lost.as_str()).text("only", if is_only { "yes" } else { "no" });
    let evidence = if is_only { evidence } else { evidence.only(Severity::Warning) };
    match organization.child(LABEL) {
        Ok(name) if mends(facts, paths, identifier, &organization, lost) => {
            evidence.publish(&name, RecordType::Txt, RecordData::Txt(Txt::chunked("v=DMARC1; p=none")))
        }
        Ok(_) | Err(_) => evidence,
    }
}

/// Whether a record at the organizational domain of RFC 7489 makes it that of the tree walk, too: the
/// identifier is that very domain, has no record, and no record on the way says where the tree ends.
fn mends(
    facts: &Facts,
    paths: &Paths<'_>,
    identifier: &DomainName,
    organization: &DomainName,
    lost: Generation,
) -> bool {
    let Some(author) = facts.dmarc.authors.get(&paths.alignments.from) else { return false };
    let is_bare = |(name, found): &(DomainName, Found)| name == organization && *found == Found::Nothing;
    lost == Generation::Rfc9989 && identifier == organization && author.walk.steps.iter().any(is_bare)
}
