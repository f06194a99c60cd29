//! DKIM keys that survive: damaged records put together again, spare ones taken away, misplaced ones moved.
//!
//! The public key never changes: the signer has the private half of this one and no other.

use super::{Case, Kind, proposed};
use crate::dkim::key::{KeyRecord, KeyState};
use crate::dns::{RecordData, RecordType};
use crate::facts::dkim::KeyFact;
use crate::finding::Finding;
use crate::fix::{Draft, Gone};

/// Publishes the key in a record that verifiers read (RFC 6376 section 3.6.1).
pub(super) static REPAIR: Kind = Kind {
    slug: "dkim-repair",
    rules: &[
        "DKIM004", "DKIM005", "DKIM006", "DKIM012", "DKIM014", "DKIM015", "DKIM016", "DKIM018", "DKIM020", "DKIM025",
        "DKIM027", "DKIM028",
    ],
    propose: |case| proposed::drafts(case, &REPAIR),
};

/// Leaves a selector the one record that can be used (RFC 6376 section 3.6.2.2).
pub(super) static SEVERAL: Kind = Kind { slug: "dkim-several", rules: &["DKIM026"], propose: several };

/// Publishes a key where verifiers ask for it (RFC 6376 section 3.6.2.1), and takes it away where nobody does.
pub(super) static MOVE: Kind = Kind { slug: "dkim-move", rules: &["DKIM033"], propose: misplaced };

/// Takes away what stands beside the CNAME of a selector and says the same (RFC 1034 section 3.6.2).
pub(super) static BESIDE: Kind = Kind { slug: "dkim-beside-alias", rules: &["DKIM031"], propose: beside };

/// The key of a finding.
fn key<'a>(case: &Case<'a>, finding: &Finding) -> Option<&'a KeyFact> {
    case.facts().dkim.keys.iter().find(|key| key.name == finding.evidence.place.name)
}

fn several(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(SEVERAL.rules).filter_map(|finding| {
        let key = key(case, finding).filter(|key| key.published.chain.is_empty() && case.is_own(&key.name))?;
        let (usable, spare): (Vec<_>, Vec<_>) =
            key.published.records.iter().partition(|published| published.record.state() == KeyState::Valid);
        let (first, again) = usable.split_first()?;
        // Of two keys only the signer knows which one signs.
        if again.iter().any(|other| other.record.key != first.record.key) {
            return None;
        }
        let gone = spare.iter().chain(again).filter(|other| other.txt != first.txt);
        let gone: Vec<_> = gone.map(|published| RecordData::Txt(published.txt.clone())).collect();
        let draft = Draft::new(&SEVERAL).aims_at(finding).text("name", key.name.as_str()).number("count", gone.len());
        Some(draft.change(&key.name, RecordType::Txt, Gone::These(gone), Vec::new()))
    });
    drafts.collect()
}

fn misplaced(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(MOVE.rules).filter(|finding| case.is_own(&finding.evidence.place.name));
    let drafts = drafts.filter_map(|finding| {
        let place = &finding.evidence.place;
        let stands = records(case, finding);
        let draft = Draft::new(&MOVE).aims_at(finding).text("name", place.name.as_str());
        let draft = draft.change(&place.name, place.kind, Gone::These(stands.clone()), Vec::new());
        match finding.evidence.publish.as_slice() {
            [proposal] if case.is_own(&proposal.name) => {
                let draft = draft.text("right", proposal.name.as_str()).text("there", "nothing");
                Some(draft.change(&proposal.name, proposal.kind, Gone::All, vec![proposal.data.clone()]))
            }
            [] => {
                // What is left behind goes where the right name has the very same key.
                let selector = place.selector.as_ref()?;
                let right = case.facts().dkim.key(case.domain(), selector)?;
                let draft = draft.text("right", right.name.as_str()).text("there", "key");
                let kept = right.record()?.key.as_ref()?;
                let is_same = |data: &RecordData| match data {
                    RecordData::Txt(txt) => KeyRecord::read_txt(txt).key.as_ref() == Some(kept),
                    _ => false,
                };
                stands.iter().all(is_same).then_some(draft)
            }
            [_, ..] => None,
        }
    });
    drafts.collect()
}

/// The key records or the alias at the wrong name; other texts there stay.
fn records(case: &Case<'_>, finding: &Finding) -> Vec<RecordData> {
    let place = &finding.evidence.place;
    if place.kind == RecordType::Cname {
        let zones = case.facts().subject.zones.iter();
        return zones
            .flat_map(|zone| zone.at(&place.name, RecordType::Cname))
            .map(|record| record.data.clone())
            .collect();
    }
    let in_zones = case.facts().subject.zones.iter().flat_map(|zone| zone.at(&place.name, RecordType::Txt));
    let asked = case.facts().dkim.keys.iter().flat_map(|key| &key.misplaced).filter(|slip| slip.name == place.name);
    let asked = asked.flat_map(|slip| &slip.published.records).map(|published| RecordData::Txt(published.txt.clone()));
    let is_key = |data: &RecordData| matches!(data, RecordData::Txt(txt) if KeyRecord::read_txt(txt).is_key_like());
    let mut records: Vec<_> = in_zones.map(|record| record.data.clone()).chain(asked).filter(is_key).collect();
    records.sort();
    records.dedup();
    records
}

fn beside(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(BESIDE.rules).filter_map(|finding| {
        let name = &finding.evidence.place.name;
        let texts = case.texts(name);
        if texts.is_empty() || !case.is_own(name) {
            return None;
        }
        // Whether the alias leads to the same key shows when it is tried.
        let draft = Draft::new(&BESIDE).aims_at(finding).text("name", name.as_str());
        Some(draft.change(name, RecordType::Txt, Gone::All, Vec::new()))
    });
    drafts.collect()
}
