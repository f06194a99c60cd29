//! DKIM043 `dkim-subdomain-signing`: a declared stream signs with a subdomain of its From domain, whose
//! policy wants the very same domain.
//!
//! With `adkim=s` only a signature of the Author Domain itself is aligned (RFC 9989 section 4.4). A
//! warning where SPF is aligned, and may carry DMARC instead.

use crate::checks::paths::{self, Holds, Paths};
use crate::checks::prelude::*;
use crate::dmarc::Generation;
use crate::dmarc::discover::Discovered;
use crate::dns::Unanswered;

/// DKIM043.
pub static RULE: Rule = Rule {
    id: "DKIM043",
    slug: "dkim-subdomain-signing",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.4"), rfc(7489, "3.1.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for paths in paths::declared(facts).filter(|paths| !paths.alignments.dkim.is_empty()) {
        match paths.signs_below(facts) {
            Some(signature) => {
                let evidence = paths.evidence().selector(&signature.selector).name("signing", &signature.domain);
                let spf = Generation::ALL.map(|generation| paths.spf(generation));
                report.found(match spf.contains(&Holds::No) {
                    true => evidence,
                    false => evidence.only(Severity::Warning),
                });
            }
            None => match strictness(facts, &paths) {
                Some(why) => report.undetermined(&why),
                None => report.pass(),
            },
        }
    }
    report.not_applicable();
}

/// The question that keeps the alignment of the signatures open.
fn strictness(facts: &Facts, paths: &Paths<'_>) -> Option<Unanswered> {
    let signs_itself = paths.alignments.dkim.iter().any(|(signature, _)| signature.domain == paths.alignments.from);
    let author = facts.dmarc.authors.get(&paths.alignments.from)?;
    let hanging = Generation::ALL.into_iter().find_map(|generation| match author.policy.get(generation) {
        Discovered::Unknown(why) => Some(why.clone()),
        Discovered::Applies(_) | Discovered::Nothing(_) => None,
    });
    hanging.filter(|_| !signs_itself)
}
