//! ALN001 `aln-no-aligned-path`: nothing that a declared stream authenticates is aligned with its From
//! domain.
//!
//! DMARC passes when SPF or DKIM authenticates a domain that is aligned with the Author Domain (RFC
//! 9989 section 4.4, RFC 7489 section 3.1), and receivers of bulk mail ask for that whatever the policy
//! is. Judged are declared streams of which MAIL FROM and signing domains are known; a stream without a
//! named signature may have an aligned one. A warning where no DMARC policy applies. What is aligned
//! under one generation of DMARC alone, and a signing domain that only strict alignment leaves out,
//! have rules of their own; so has a path that is aligned and does not authenticate.

use crate::checks::paths::{self, Holds, Paths};
use crate::checks::prelude::*;
use crate::dmarc::Generation;

/// ALN001.
pub static RULE: Rule = Rule {
    id: "ALN001",
    slug: "aln-no-aligned-path",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(9989, "4.4"),
        rfc(7489, "3.1"),
        page("Gmail email sender guidelines", "https://support.google.com/mail/answer/81126"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for paths in paths::declared(facts) {
        match Generation::ALL.map(|generation| paths.either(generation)) {
            [Holds::Yes, _] | [_, Holds::Yes] => report.pass(),
            [Holds::Hangs(why), _] | [_, Holds::Hangs(why)] => report.undetermined(&why),
            [Holds::Unsaid, _] | [_, Holds::Unsaid] => {}
            [Holds::No, Holds::No] if paths.signs_below(facts).is_some() => {}
            [Holds::No, Holds::No] => report.found(evidence(facts, &paths)),
        }
    }
    report.not_applicable();
}

fn evidence(facts: &Facts, paths: &Paths<'_>) -> Evidence {
    let evidence = paths.evidence();
    let author = facts.dmarc.authors.get(&paths.alignments.from);
    match author.is_some_and(|author| paths::applied(author).next().is_some()) {
        true => evidence.text("policy", "yes"),
        false => evidence.text("policy", "no").only(Severity::Warning),
    }
}
