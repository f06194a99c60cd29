//! Blocklists in the published shape.

use std::net::IpAddr;

use super::v1;
use crate::facts::dnsbl::{ListFacts, ListState};
use crate::i18n::Texts;
use crate::report::{Report, sentences};
use crate::values;

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
