//! ALN002 `aln-single-path`: only one of SPF and DKIM is aligned for a declared stream.
//!
//! Whoever takes part in DMARC fully has both aligned (RFC 9989 section 8). SPF alone does not survive
//! forwarding, where the address is another one: a warning. DKIM alone does, and is a remark: it breaks
//! when a list changes the message, or when a key is lost. Judged are declared streams of which MAIL
//! FROM and signatures are known, where both generations of DMARC agree. That a domain asks to reject
//! with SPF alone has a rule of its own.

use crate::checks::paths::{self, Holds, Paths};
use crate::checks::prelude::*;
use crate::dmarc::Generation;
use crate::dmarc::tags::Policy;

/// ALN002.
pub static RULE: Rule = Rule {
    id: "ALN002",
    slug: "aln-single-path",
    severity: Severity::Warning,
    basis: Basis::Must(&[rfc(9989, "8")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for paths in paths::declared(facts) {
        let spf = agreed(Generation::ALL.map(|generation| paths.spf(generation)));
        let dkim = agreed(Generation::ALL.map(|generation| paths.dkim(generation)));
        match (spf, dkim) {
            (Some(Holds::Yes), Some(Holds::Yes)) => report.pass(),
            (None | Some(Holds::Unsaid), _) | (_, None | Some(Holds::Unsaid)) => {}
            (Some(Holds::Hangs(why)), _) | (_, Some(Holds::Hangs(why))) => report.undetermined(&why),
            (Some(Holds::Yes), Some(Holds::No)) => judge_spf_alone(facts, &paths, report),
            (Some(Holds::No), Some(Holds::Yes)) => {
                report.found(paths.evidence().text("path", "dkim").only(Severity::Info));
            }
            (Some(Holds::No), Some(Holds::No)) => {}
        }
    }
    report.not_applicable();
}

/// What both generations say; `None` when they differ.
fn agreed([one, other]: [Holds; 2]) -> Option<Holds> {
    match (one, other) {
        (Holds::Hangs(why), _) | (_, Holds::Hangs(why)) => Some(Holds::Hangs(why)),
        (one, other) => (one == other).then_some(one),
    }
}

fn judge_spf_alone(facts: &Facts, paths: &Paths<'_>, report: &mut Outcomes) {
    let author = facts.dmarc.authors.get(&paths.alignments.from);
    match author.map_or(Holds::No, |author| paths::asks_for(author, Policy::Reject)) {
        Holds::Yes if author.is_some_and(|author| paths::declared_sign(facts, author) == Holds::No) => {}
        Holds::Hangs(why) => report.undetermined(&why),
        Holds::Yes | Holds::No | Holds::Unsaid => report.found(paths.evidence().text("path", "spf")),
    }
}
