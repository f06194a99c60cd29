//! Blocklists in the published shape.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::v1;
use crate::dnsbl::Asked;
use crate::facts::dnsbl::{ListFacts, ListState};
use crate::i18n::Texts;
use crate::report::{Report, sentences};
use crate::values;

/// The addresses that were looked up, with what is listed of each.
pub(super) fn addresses(report: &Report, texts: &Texts) -> Vec<v1::Address> {
    let entries = report.facts.dnsbl.lists.iter().flat_map(|list| &list.entries);
    let addresses: BTreeSet<_> = entries
        .filter_map(|entry| match entry.asked {
            Asked::Address(address) => Some(address),
            Asked::Domain(_) => None,
        })
        .collect();
    let address =
        |ip: IpAddr| v1::Address { ip: ip.to_string(), ptr: None, fcrdns: None, listed: listed(report, ip, texts) };
    addresses.into_iter().map(address).collect()
}

/// The lists that have an address, lists of good senders included.
pub(super) fn listed(report: &Report, ip: IpAddr, texts: &Texts) -> Vec<v1::Listing> {
    let entries = report.facts.dnsbl.of_address(ip).filter(|(_, entry)| !entry.hits().is_empty());
    let listing = |(list, entry): (&ListFacts, &crate::facts::dnsbl::Entry)| {
        let mut codes: Vec<_> = entry.hits().iter().map(|hit| hit.answer.to_string()).collect();
        codes.dedup();
        let meaning = |id: &str| texts.text("dnsbl-meaning", values! {"meaning": id});
        let meanings: Vec<_> = entry.hits().iter().map(|hit| meaning(&hit.code.meaning)).collect();
        let of = list.chosen.list;
        v1::Listing {
            list: of.zone.to_string(),
            codes,
            meaning: meanings.join(&texts.plain("list-separator")),
            removal: of.removal.clone(),
        }
    };
    entries.map(listing).collect()
}

/// Each list with its state.
pub(super) fn blocklists(report: &Report, texts: &Texts) -> Vec<v1::Blocklist> {
    let blocklist = |list: &ListFacts| v1::Blocklist {
        list: list.chosen.list.zone.to_string(),
        kind: list.kind.as_str(),
        state: match list.state {
            ListState::Usable => "usable",
            ListState::Refused(_) => "refused",
            ListState::Unusable(_) | ListState::Unanswered(_) => "unusable",
            ListState::NotAsked(_) => "not_asked",
        },
        why: sentences::list_state(&list.state, texts),
    };
    report.facts.dnsbl.lists.iter().map(blocklist).collect()
}
