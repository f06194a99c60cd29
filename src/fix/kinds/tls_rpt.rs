//! TLS-RPT records that no sender reads, or that stand where none asks.

use super::{Case, Kind, proposed};
use crate::dns::{RecordData, RecordType};
use crate::fix::{Draft, Gone};

/// Writes the record that was meant, at the name that senders ask (RFC 8460 section 3). Whatever stands at
/// wrong names becomes that one record.
pub(super) static KIND: Kind = Kind { slug: "tls-rpt", rules: &["RPT002", "RPT003"], propose };

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let transport = &case.facts().transport;
    let Some(right) = &transport.tls_rpt else { return Vec::new() };
    let misplaced: Vec<_> = transport.misplaced.iter().filter(|owner| case.is_own(&owner.name)).collect();
    let wrong = misplaced.first().map_or("none", |owner| owner.name.as_str());
    let drafts = proposed::drafts(case, &KIND).into_iter().map(|draft| {
        let draft = draft.text("name", right.name.as_str()).text("wrong", wrong);
        misplaced.iter().fold(draft, |draft, owner| {
            let texts = owner.texts.known().into_iter().flatten();
            let gone = Gone::These(texts.map(|text| RecordData::Txt(text.txt.clone())).collect());
            draft.change(&owner.name, RecordType::Txt, gone, Vec::new())
        })
    });
    drafts.collect()
}
