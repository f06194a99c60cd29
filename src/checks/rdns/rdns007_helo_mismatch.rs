//! RDNS007 `rdns-helo-mismatch`: the HELO name does not lead to the address that mail comes from.
//!
//! A receiver may look whether the name in EHLO has the address of the client; RFC 5321 section 4.1.4
//! forbids to refuse mail for that alone, but filters count it. One HELO name may have the addresses of
//! many servers. For a network one of its addresses is enough.

use super::greetings;
use crate::checks::prelude::*;
use crate::rdns::HeloForm;

/// RDNS007.
pub static RULE: Rule = Rule {
    id: "RDNS007",
    slug: "rdns-helo-mismatch",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(5321, "4.1.4"), rfc(7208, "2.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for helo in &facts.helos {
        let resolves = helo.resolves();
        match (resolves.one(), &resolves.hanging) {
            (Some(true), _) => {}
            (Some(false), _) if helo.form == HeloForm::Literal => {}
            // Without any address the name is the matter of another rule.
            (Some(false), _) | (None, None) => continue,
            (None, Some(why)) => {
                report.undetermined(why);
                continue;
            }
        }
        let mut strangers = Vec::new();
        for network in greetings::networks(facts, helo) {
            let leads = helo.leads_to(*network);
            match (leads.one(), &leads.hanging) {
                (Some(true), _) => report.pass(),
                (Some(false), _) => strangers.push(shown(*network)),
                (None, Some(why)) => report.undetermined(why),
                (None, None) => {}
            }
        }
        if !strangers.is_empty() {
            report.found(greetings::evidence(helo).text("addresses", strangers.join(", ")));
        }
    }
    report.not_applicable();
}

fn shown(network: ipnet::IpNet) -> String {
    let is_one = network.prefix_len() == network.max_prefix_len();
    if is_one { network.addr().to_string() } else { network.to_string() }
}
