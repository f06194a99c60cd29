//! RDNS006 `rdns-helo-not-fqdn`: a server greets with what is not the resolvable name of a host.
//!
//! At EHLO a client gives its fully qualified name, one that has an address (RFC 5321 sections 2.3.5 and
//! 4.1.1.1). Orange refuses others (OFR_20x), and most filters know `localhost` and bare addresses as
//! marks of infected machines. An address literal is allowed to a host without a name (RFC 5321 section
//! 4.1.3), so it is a warning; so is a stream that was not declared.

use super::greetings;
use crate::checks::prelude::*;
use crate::rdns::HeloForm;

/// RDNS006.
pub static RULE: Rule = Rule {
    id: "RDNS006",
    slug: "rdns-helo-not-fqdn",
    severity: Severity::Error,
    basis: Basis::Must(&[
        rfc(5321, "2.3.5"),
        rfc(5321, "4.1.1.1"),
        page("Orange Postmaster", "https://postmaster.orange.fr/"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    for helo in &facts.helos {
        let evidence = || greetings::evidence(helo).text("form", helo.form.word());
        match helo.form {
            HeloForm::Fqdn => {
                let resolves = helo.resolves();
                match (resolves.one(), &resolves.hanging) {
                    (Some(true), _) => report.pass(),
                    (Some(false), _) => report.found(evidence()),
                    (None, Some(why)) => report.undetermined(why),
                    (None, None) => {}
                }
            }
            HeloForm::Literal => report.found(evidence().only(Severity::Warning)),
            HeloForm::SingleLabel | HeloForm::Localhost | HeloForm::Address | HeloForm::Invalid => {
                report.found(evidence());
            }
        }
    }
    report.not_applicable();
}
