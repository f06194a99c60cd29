//! RDNS004 `rdns-ptr-generic`: the PTR name of a sending address is the default name of its network.
//!
//! Hosters and access providers give every address a name that holds the address itself or words such
//! as `dyn` or `vps`. Receivers take such a host for a home connection or a machine for rent that
//! nobody looks after, and refuse or filter its mail (GMX, Web.de, T-Online). Names that hold their
//! address in decimal, hexadecimal, reversed or zero-padded form count, and those with a mark of
//! `src/rdns/generic.toml`. With several names, one that was chosen is enough.

use super::addresses::{self, Verdict};
use crate::checks::prelude::*;
use crate::facts::address::AddressFacts;

/// RDNS004.
pub static RULE: Rule = Rule {
    id: "RDNS004",
    slug: "rdns-ptr-generic",
    severity: Severity::Warning,
    basis: Basis::Receivers(&[
        page("GMX Postmaster: error messages", "https://postmaster.gmx.net/en/error-messages"),
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
        Verdict::of(address.is_generic(), false, || default_name(address))
    });
}

fn default_name(address: &AddressFacts) -> Evidence {
    let evidence = addresses::named(address);
    match address.names().iter().find_map(|name| name.generic.as_ref()) {
        Some(generic) => evidence.text("sign", generic.sign.word()).text("part", &generic.part),
        None => evidence,
    }
}
