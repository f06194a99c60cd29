//! Keys under names that no verifier asks for: the domain appended twice, `_domainkey` misspelled
//! or forgotten.

use std::collections::BTreeMap;

use crate::dkim::key::{KeyRecord, KeyState};
use crate::dns::{Location, RecordData, RecordType};
use crate::facts::Facts;
use crate::name::{DomainName, Selector};
use crate::zone::ZoneRecord;

/// A record under a name that looks like that of a key.
pub(super) struct Slip {
    /// Where it is.
    pub(super) name: DomainName,
    /// The signing domain that was meant.
    pub(super) domain: DomainName,
    /// The selector that was meant.
    pub(super) selector: Selector,
    /// The record.
    pub(super) data: RecordData,
    /// Where it stands in a zone file.
    pub(super) location: Option<Location>,
}

impl Slip {
    /// The type of the record.
    pub(super) fn kind(&self) -> RecordType {
        match self.data {
            RecordData::Cname(_) => RecordType::Cname,
            _ => RecordType::Txt,
        }
    }

    /// True when the record can be moved as it is.
    pub(super) fn is_usable(&self) -> bool {
        match &self.data {
            RecordData::Cname(_) => true,
            RecordData::Txt(txt) => KeyRecord::read_txt(txt).state() == KeyState::Valid,
            _ => false,
        }
    }
}

/// Every slip that the zone files show, or that an answer for a named selector without a key shows.
pub(super) fn slips(facts: &Facts) -> Vec<Slip> {
    let mut slips = BTreeMap::new();
    for slip in in_zones(facts).chain(asked_for(facts)) {
        slips.entry(slip.name.clone()).or_insert(slip);
    }
    slips.into_values().collect()
}

fn asked_for(facts: &Facts) -> impl Iterator<Item = Slip> {
    facts.dkim.keys.iter().flat_map(|key| {
        key.misplaced.iter().filter_map(|misplaced| {
            let published = misplaced.published.records.first()?;
            Some(Slip {
                name: misplaced.name.clone(),
                domain: key.domain.clone(),
                selector: key.selector.clone(),
                data: RecordData::Txt(published.txt.clone()),
                location: published.location.clone(),
            })
        })
    })
}

fn in_zones(facts: &Facts) -> impl Iterator<Item = Slip> {
    let domain = &facts.subject.domain;
    facts.subject.zones.iter().flat_map(|zone| &zone.records).filter_map(|record| slip(record, domain))
}

fn slip(record: &ZoneRecord, domain: &DomainName) -> Option<Slip> {
    let (says_dkim, looks_like_key) = match &record.data {
        RecordData::Txt(txt) => {
            let key = KeyRecord::read_txt(txt);
            let version = key.tag("v").and_then(|tag| tag.value.as_deref());
            (version.is_some_and(|version| version.eq_ignore_ascii_case(b"DKIM1")), key.is_key_like())
        }
        RecordData::Cname(_) => (false, true),
        _ => return None,
    };
    let labels: Vec<_> = record.owner.labels().collect();
    let own: Vec<_> = domain.labels().collect();
    let below = labels.strip_suffix(own.as_slice())?;
    let selector = match (below.strip_suffix(own.as_slice()), below) {
        (Some([selector @ .., "_domainkey"]), _) if looks_like_key => selector,
        (_, [selector @ .., label]) if looks_like_key && is_misspelled(label) => selector,
        (_, [_]) if says_dkim => below,
        _ => return None,
    };
    Some(Slip {
        name: record.owner.clone(),
        domain: domain.clone(),
        selector: Selector::parse(&selector.join(".")).ok()?,
        data: record.data.clone(),
        location: Some(record.location.clone()),
    })
}

/// True for `domainkey`, `_domainkeys`, `_domain-key` and their like.
fn is_misspelled(label: &str) -> bool {
    let letters: String = label.chars().filter(|letter| !matches!(letter, '-' | '_')).collect();
    label != "_domainkey" && matches!(letters.as_str(), "domainkey" | "domainkeys" | "domainskey")
}
