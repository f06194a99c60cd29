//! DMARC001 `dmarc-missing`: no policy applies to the domain, under either generation.
//!
//! Without a record at `_dmarc.<domain>` or at a name above it that counts, DMARC does not apply
//! (RFC 9989 section 4.10.1, RFC 7489 section 6.6.3). Receivers of bulk mail refuse it for that alone.
//! Where another rule says why nothing applies (a record at a wrong name, one that is not taken for
//! a policy, a CNAME that leads nowhere), this one is silent.

use super::records;
use crate::checks::prelude::*;
use crate::dmarc::Generation;
use crate::dmarc::discover::{Discovered, NoPolicy};
use crate::facts::dmarc::Author;

/// DMARC001.
pub static RULE: Rule = Rule {
    id: "DMARC001",
    slug: "dmarc-missing",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(9989, "4.10.1"),
        page("Gmail SMTP errors and codes", "https://support.google.com/a/answer/3726730"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(author) = facts.dmarc.author() else { return report.not_applicable() };
    let mut nothing = 0;
    for generation in Generation::ALL {
        match author.policy.get(generation) {
            Discovered::Applies(_) => return report.pass(),
            // A record that is there and unusable is the business of other rules.
            Discovered::Nothing(NoPolicy::Several(_) | NoPolicy::Unusable(_)) => return report.not_applicable(),
            Discovered::Unknown(why) => report.undetermined(why),
            Discovered::Nothing(NoPolicy::NoRecord) => nothing += 1,
        }
    }
    if nothing < Generation::ALL.len() {
        return;
    }
    match told_elsewhere(facts, author) {
        Fact::Known(()) => report.not_applicable(),
        Fact::Unknown(why) => report.undetermined(&why),
        Fact::Absent => {
            let domain = &facts.subject.domain;
            let Ok(owner) = domain.child("_dmarc") else { return };
            let record = Txt::chunked(&format!("v=DMARC1; p=none; rua=mailto:dmarc@{domain}"));
            let evidence = Evidence::txt(&owner).name("domain", domain);
            report.found(evidence.publish(&owner, RecordType::Txt, RecordData::Txt(record)));
        }
    }
}

/// Known when another rule says why no policy applies; unknown while a question hangs that would
/// tell.
fn told_elsewhere(facts: &Facts, author: &Author) -> Fact<()> {
    let is_unread = author.speaking().any(|owner| owner.meant().next().is_some());
    if is_unread || !records::misplaced(facts).is_empty() {
        return Fact::Known(());
    }
    let own = author.owner.as_ref().and_then(|owner| owner.dead_end.as_ref());
    let hanging = facts.dmarc.misplaced.iter().find_map(|owner| match &owner.texts {
        Fact::Unknown(why) => Some(why.clone()),
        Fact::Absent | Fact::Known(_) => None,
    });
    match (own.map(|dead_end| &dead_end.wildcard), hanging) {
        (Some(Fact::Absent), _) => Fact::Known(()),
        (Some(Fact::Unknown(why)), _) => Fact::Unknown(why.clone()),
        (Some(Fact::Known(())) | None, Some(why)) => Fact::Unknown(why),
        (Some(Fact::Known(())) | None, None) => Fact::Absent,
    }
}
