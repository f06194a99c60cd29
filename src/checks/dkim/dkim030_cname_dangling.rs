//! DKIM030 `dkim-cname-dangling`: the CNAME of a selector leads nowhere.
//!
//! A verifier follows the CNAME and finds no key (RFC 6376 section 6.1.2, step 3): the target does not
//! exist, has no TXT record, or the chain never ends. A target that only lacks its final dot is the
//! business of DKIM032.

use super::keys::{self, Sight};
use crate::checks::prelude::*;
use crate::facts::dkim::{KeyFact, SelectorState};

/// DKIM030.
pub static RULE: Rule = Rule {
    id: "DKIM030",
    slug: "dkim-cname-dangling",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "6.1.2"), rfc(1034, "3.6.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for key in facts.dkim.keys.iter().filter(|key| loops(key)) {
        let target = key.published.chain.first().unwrap_or(&key.name);
        report.found(keys::about(key, RecordType::Cname).text("flaw", "loop").name("target", target));
    }
    for sight in keys::selectors(facts) {
        match sight {
            Sight::Wait(why) => report.undetermined(why),
            Sight::Judge(key) => judge(key, report),
            Sight::Leave => {}
        }
    }
    report.not_applicable();
}

fn judge(key: &KeyFact, report: &mut Outcomes) {
    let Some(target) = key.published.chain.last() else { return };
    if !key.is_dangling() || key.target_without_own_domain().is_some() {
        return report.pass();
    }
    report.found(keys::about(key, RecordType::Cname).text("flaw", "missing").name("target", target));
}

fn loops(key: &KeyFact) -> bool {
    matches!(&key.state, SelectorState::Undetermined(why) if keys::is_loop(why))
}
