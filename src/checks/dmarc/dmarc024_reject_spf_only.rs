//! DMARC024 `dmarc-reject-spf-only`: the policy asks to reject, and nothing but SPF can pass.
//!
//! A domain that asks to reject must not rely on SPF alone (RFC 9989 section 7.4), which fails as soon
//! as a message is forwarded. An error when streams were declared with their signatures and none of them
//! has an aligned one whose key works. Where the signatures are not known, a warning when no key was
//! found; selectors cannot be listed (RFC 6376 section 3.1), so that one may have been missed. Streams
//! of which SPF is not aligned either are left to ALN001.

use crate::checks::paths::{self, Holds};
use crate::checks::prelude::*;
use crate::dmarc::discover::LABEL;
use crate::dmarc::tags::Policy;
use crate::dns::Unanswered;
use crate::facts::dkim::{SelectorState, Stopped};
use crate::facts::dmarc::Author;
use crate::facts::mx::Reach;
use crate::facts::spf::SpfState;
use crate::name::DomainName;

/// DMARC024.
pub static RULE: Rule = Rule {
    id: "DMARC024",
    slug: "dmarc-reject-spf-only",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "7.4"), rfc(9989, "8")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    if !facts.is_not_sending() {
        for author in facts.dmarc.authors.values() {
            match paths::asks_for(author, Policy::Reject) {
                Holds::Yes => judge(facts, author, report),
                Holds::Hangs(why) => report.undetermined(&why),
                Holds::No | Holds::Unsaid => {}
            }
        }
    }
    report.not_applicable();
}

fn judge(facts: &Facts, author: &Author, report: &mut Outcomes) {
    match paths::declared_sign(facts, author) {
        Holds::Yes => report.pass(),
        Holds::Hangs(why) => report.undetermined(&why),
        // Without SPF either, the streams have no path to lose, and ALN001 says so.
        Holds::No if paths::declared_have_none(facts, author) => {}
        Holds::No => report.found(evidence(author).text("known", "declared")),
        Holds::Unsaid => match any_key(facts, &author.name) {
            Holds::Yes => report.pass(),
            Holds::Hangs(why) => report.undetermined(&why),
            Holds::Unsaid => {}
            Holds::No => report.found(evidence(author).text("known", "probed").only(Severity::Warning)),
        },
    }
}

/// Whether a key was found with which mail of an Author Domain may be signed.
fn any_key(facts: &Facts, author: &DomainName) -> Holds {
    let dkim = &facts.dkim;
    let may_verify = |state: &SelectorState| matches!(state, SelectorState::Valid | SelectorState::Multiple);
    if dkim.keys.iter().any(|key| may_verify(&key.state)) {
        return Holds::Yes;
    }
    // Guesses were made for the checked domain alone.
    if dkim.probing.stopped == Some(Stopped::Wildcard) || *author != facts.subject.domain {
        return Holds::Unsaid;
    }
    hanging(facts).map_or(Holds::No, Holds::Hangs)
}

/// A question whose answer might show a key, a provider whose selectors were not tried, or that nothing
/// sends.
fn hanging(facts: &Facts) -> Option<Unanswered> {
    let dkim = &facts.dkim;
    let keys = dkim.keys.iter().find_map(|key| key.unanswered()).or_else(|| dkim.probing.unanswered.first());
    let wildcard = match &dkim.wildcard {
        Fact::Unknown(why) => Some(why),
        Fact::Absent | Fact::Known(_) => None,
    };
    let spf = match &facts.spf.policy.state {
        SpfState::Undetermined(why) => Some(why),
        SpfState::Found | SpfState::None | SpfState::Multiple => {
            let census = facts.spf.policy.census.known();
            census.and_then(|census| census.hanging.as_ref()).map(|hanging| &hanging.unanswered)
        }
    };
    let mx = match (&facts.mx.records, facts.mx.reach()) {
        (Fact::Unknown(why), _) => Some(why.clone()),
        (Fact::Absent, Reach::Undetermined(why)) => Some(why),
        (Fact::Absent | Fact::Known(_), _) => None,
    };
    keys.or(wildcard).or(spf).cloned().or(mx)
}

fn evidence(author: &Author) -> Evidence {
    let place = author.name.child(LABEL).unwrap_or_else(|_| author.name.clone());
    let at = paths::applied(author).find(|applied| applied.treatment().1 == Policy::Reject);
    let evidence = Evidence::txt(&place).name("domain", &author.name);
    evidence.name("policy_domain", at.map_or(&author.name, |applied| &applied.at))
}
