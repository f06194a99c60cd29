//! ALN006 `aln-from-domain-is-freemail`: a declared stream sends from a domain at which the public has
//! mailboxes, and is not authenticated by it.
//!
//! Only the servers of the mailbox provider can pass SPF or DKIM for such a domain, so that its DMARC
//! policy (RFC 9989 section 4.4) strikes everybody else; Gmail says that it lets mail in the name of
//! gmail.com fail. An error where the policy asks to quarantine or to reject, else a warning. Which
//! domains these are is data, `src/mailboxes.toml`.

use crate::checks::paths::{self, Holds};
use crate::checks::prelude::*;
use crate::dmarc::tags::Policy;
use crate::mailboxes;

/// ALN006.
pub static RULE: Rule = Rule {
    id: "ALN006",
    slug: "aln-from-domain-is-freemail",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(9989, "4.4"),
        page("Gmail email sender guidelines", "https://support.google.com/mail/answer/81126"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for paths in paths::declared(facts) {
        let from = &paths.alignments.from;
        let Some(provider) = mailboxes::provider_of(from) else {
            report.pass();
            continue;
        };
        match paths.authenticates(facts) {
            Holds::Yes => report.pass(),
            Holds::Hangs(why) => report.undetermined(&why),
            Holds::No | Holds::Unsaid => {
                let author = facts.dmarc.authors.get(from);
                let enforced = author.is_some_and(|author| paths::asks_for(author, Policy::Quarantine) == Holds::Yes);
                let evidence = paths.evidence().text("provider", &provider.name);
                report.found(match enforced {
                    true => evidence,
                    false => evidence.only(Severity::Warning),
                });
            }
        }
    }
    report.not_applicable();
}
