//! DMARC001 `dmarc-missing`: no policy applies to the domain, under either generation.
//!
//! Without a record at `_dmarc.<domain>` or at a name above it that counts, DMARC does not apply
//! (RFC 9989 section 4.10.1, RFC 7489 section 6.6.3). Receivers of bulk mail refuse it for that alone.

use crate::checks::prelude::*;
use crate::dmarc::Generation;
use crate::dmarc::discover::{Discovered, NoPolicy};

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
            // A record that is there and unusable is the business of other rules.
            Discovered::Applies(_) | Discovered::Nothing(NoPolicy::Several(_) | NoPolicy::Unusable(_)) => {
                return report.pass();
            }
            Discovered::Unknown(why) => report.undetermined(why),
            Discovered::Nothing(NoPolicy::NoRecord) => nothing += 1,
        }
    }
    if nothing == Generation::ALL.len() {
        let domain = &facts.subject.domain;
        let Ok(owner) = domain.child("_dmarc") else { return };
        let record = Txt::chunked(&format!("v=DMARC1; p=none; rua=mailto:dmarc@{domain}"));
        let evidence = Evidence::txt(&owner).name("domain", domain);
        report.found(evidence.publish(&owner, RecordType::Txt, RecordData::Txt(record)));
    }
}
