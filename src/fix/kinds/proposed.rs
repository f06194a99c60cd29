//! Fixes that a rule proposes itself: the record that was meant, in place of the one that is there.

use super::{Case, Kind};
use crate::dmarc::record::{self, Reading};
use crate::dns::{RecordData, RecordType, Txt};
use crate::fields;
use crate::finding::{Finding, Proposal};
use crate::fix::{Draft, Gone};
use crate::mtasts;
use crate::name::DomainName;
use crate::spf::published::{NearMiss, Published};
use crate::tlsrpt;

/// One draft for each record that findings of these rules propose; findings that propose the same share one.
pub(super) fn drafts(case: &Case<'_>, kind: &'static Kind) -> Vec<Draft> {
    let mut drafts: Vec<(&[Proposal], Draft)> = Vec::new();
    for finding in case.failing(kind.rules) {
        let proposals = finding.evidence.publish.as_slice();
        if proposals.is_empty() || !proposals.iter().all(|proposal| case.is_own(&proposal.name)) {
            continue;
        }
        match drafts.iter_mut().find(|(known, _)| *known == proposals) {
            Some((_, draft)) => *draft = draft.clone().aims_at(finding),
            None => drafts.push((proposals, draft(case, kind, finding))),
        }
    }
    drafts.into_iter().map(|(_, draft)| draft).collect()
}

/// The draft for one finding.
pub(super) fn draft(case: &Case<'_>, kind: &'static Kind, finding: &Finding) -> Draft {
    let draft = Draft::new(kind).aims_at(finding).text("name", finding.evidence.place.name.as_str());
    finding.evidence.publish.iter().fold(draft, |draft, proposal| {
        let gone = replaced(case, proposal);
        draft.change(&proposal.name, proposal.kind, gone, vec![proposal.data.clone()])
    })
}

/// What a proposed record stands in place of: texts of the same protocol, the whole set of other types, and no
/// address.
fn replaced(case: &Case<'_>, proposal: &Proposal) -> Gone {
    match &proposal.data {
        RecordData::Txt(txt) => texts_like(case, &proposal.name, txt),
        _ if matches!(proposal.kind, RecordType::A | RecordType::Aaaa) => Gone::These(Vec::new()),
        _ => Gone::All,
    }
}

/// The texts at a name that speak of the same thing as `txt`, well or badly.
fn texts_like(case: &Case<'_>, name: &DomainName, txt: &Txt) -> Gone {
    let subject = subject(&txt.joined());
    if subject == Subject::Other || name.labels().any(|label| label == "_domainkey") {
        return Gone::All;
    }
    let same = case.texts(name).into_iter().filter(|known| self::subject(&known.joined()) == subject);
    Gone::These(same.map(|known| RecordData::Txt(known.clone())).collect())
}

/// What a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Spf,
    Dmarc,
    MtaSts,
    TlsRpt,
    Other,
}

fn subject(text: &[u8]) -> Subject {
    if Published::is_selected(text) || NearMiss::read(text).is_some() {
        Subject::Spf
    } else if record::read(text) != Reading::Unrelated {
        Subject::Dmarc
    } else if fields::meant(text, mtasts::VERSION).is_some() {
        Subject::MtaSts
    } else if fields::meant(text, tlsrpt::VERSION).is_some() {
        Subject::TlsRpt
    } else {
        Subject::Other
    }
}
