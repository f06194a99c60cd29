//! RDNS002 `rdns-fcrdns-mismatch`: no PTR name of a sending address leads back to it.
//!
//! Anybody can write any name into the reverse zone of an address of theirs, so a name counts only
//! when it has that address, in the same family (RFC 8601 section 2.7.3). Gmail refuses mail from
//! addresses whose name does not lead back (5.7.25), Orange too (OFR_107). An error for the address of a
//! declared stream; a warning for one that merely stands in SPF or MX, which may never send, and for one
//! that stands for a large network.

use super::addresses::{self, Verdict};
use crate::checks::prelude::*;
use crate::facts::address::{AddressFacts, Forward};

/// RDNS002.
pub static RULE: Rule = Rule {
    id: "RDNS002",
    slug: "rdns-fcrdns-mismatch",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(1912, "2.1"),
        page("Gmail SMTP errors and codes", "https://support.google.com/a/answer/3726730"),
        page("Orange Postmaster", "https://postmaster.orange.fr/"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    addresses::each_address(facts, report, |address| {
        if address.ptr.is_absent() {
            return Verdict::Nothing;
        }
        Verdict::of(address.is_confirmed(), true, || mismatch(address))
    });
}

/// What the name leads to instead, and the record that mends it where the name is the domain's own
/// and has no address at all in that family.
fn mismatch(address: &AddressFacts) -> Evidence {
    let evidence = addresses::named(address).text("kind", RecordData::of_address(address.sender.address).0.to_string());
    let [only] = address.names() else { return evidence.text("leads", "several") };
    match &only.forward {
        Forward::Elsewhere(found) => {
            let found: Vec<_> = found.iter().take(3).map(ToString::to_string).collect();
            evidence.text("leads", "elsewhere").text("found", found.join(", "))
        }
        Forward::Nowhere => {
            let evidence = evidence.text("leads", "nowhere");
            let is_ours = only.own && only.chain.is_empty() && only.fault.is_none();
            match is_ours && address.sender.sample_of.is_empty() {
                true => {
                    let (kind, data) = RecordData::of_address(address.sender.address);
                    evidence.publish(&only.name, kind, data)
                }
                false => evidence,
            }
        }
        Forward::Confirmed | Forward::Unknown(_) | Forward::Beyond => evidence,
    }
}
