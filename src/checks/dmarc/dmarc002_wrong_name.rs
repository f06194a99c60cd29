//! DMARC002 `dmarc-wrong-name`: the policy record stands at a name that nobody asks.
//!
//! Receivers ask `_dmarc.<domain>` and, when that has no record, the same label at names above
//! (RFC 9989 section 4.10.1, RFC 7489 section 6.6.3). A record at the domain itself, without the
//! underscore, or with the domain appended once more is never seen. Looked at only where no policy
//! applies; the record may then be moved as it is.

use super::records;
use crate::checks::prelude::*;
use crate::dmarc::Generation;
use crate::dmarc::discover::Discovered;
use crate::dmarc::mend;
use crate::facts::dmarc::Author;

/// DMARC002.
pub static RULE: Rule = Rule {
    id: "DMARC002",
    slug: "dmarc-wrong-name",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.10.1"), rfc(7489, "6.6.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some((author, own)) = facts.dmarc.author().and_then(|author| Some((author, author.owner.as_ref()?))) else {
        return report.not_applicable();
    };
    let misplaced = records::misplaced(facts);
    for (owner, text) in &misplaced {
        let broken = text.txt.joined();
        // Of two records only a human knows which one counts.
        let corrected = if misplaced.len() == 1 { mend::mended(&broken) } else { None };
        let evidence = records::evidence(owner, text).excerpt(&broken, 0..broken.len()).name("right", &own.name);
        let is_free = own.chain.is_empty() && own.meant().next().is_none();
        report.found(records::propose(evidence, own, b"", corrected.filter(|_| is_free)));
    }
    for owner in &facts.dmarc.misplaced {
        if let Fact::Unknown(why) = &owner.texts {
            report.undetermined(why);
        }
    }
    conclude(author, report);
}

/// The word for an author without misplaced records.
fn conclude(author: &Author, report: &mut Outcomes) {
    let policies = Generation::ALL.map(|generation| author.policy.get(generation));
    let own = author.owner.iter().any(|owner| owner.policies().next().is_some());
    if own || policies.iter().any(|policy| matches!(policy, Discovered::Applies(_))) {
        return report.pass();
    }
    for policy in policies {
        if let Discovered::Unknown(why) = policy {
            report.undetermined(why);
        }
    }
    report.not_applicable();
}
