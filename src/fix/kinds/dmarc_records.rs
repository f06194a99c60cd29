//! DMARC records that are there and do not say what was meant.
//!
//! No mended record asks for more than receivers of either generation apply today: a policy that was never in
//! force has refused nobody's mail yet, and the way up is the roll-out's. Where a record that some receivers read
//! as stronger is weakened so, somebody must look at it.

use super::{Case, Kind};
use crate::dmarc::Generation;
use crate::dmarc::mend::{self, Ceiling};
use crate::dmarc::record::{self, Reading};
use crate::dmarc::tags::{Policy, TagName};
use crate::dns::{RecordData, RecordType, Txt};
use crate::finding::Finding;
use crate::fix::{Draft, Gone};
use crate::name::DomainName;

/// Writes the record that was meant (RFC 9989 sections 4.7 and 4.8).
pub(super) static REPAIR: Kind = Kind {
    slug: "dmarc-repair",
    rules: &[
        "DMARC004", "DMARC006", "DMARC007", "DMARC008", "DMARC011", "DMARC012", "DMARC023", "DMARC027", "DMARC036",
    ],
    propose: repair,
};

/// Makes one record of several (RFC 9989 section 4.10, RFC 7489 section 6.6.3).
pub(super) static MERGE: Kind = Kind { slug: "dmarc-merge", rules: &["DMARC003"], propose: merge };

/// Publishes the record where receivers ask for it (RFC 9989 section 4.10.1).
pub(super) static MOVE: Kind = Kind { slug: "dmarc-move", rules: &["DMARC002"], propose: moved };

/// Asks both generations for the same: `pct` alone is read by one of them (RFC 9989 section A.6).
pub(super) static PCT: Kind = Kind { slug: "dmarc-pct", rules: &["DMARC020"], propose: share };

/// Takes away a text that no receiver reads, beside a record that says the same.
pub(super) static BESIDE: Kind = Kind { slug: "dmarc-beside", rules: &["DMARC004"], propose: beside };

fn repair(case: &Case<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for finding in case.failing(REPAIR.rules).filter(|finding| case.is_own(&finding.evidence.place.name)) {
        let name = &finding.evidence.place.name;
        let [old] = meant(case, name)[..] else { continue };
        let Some(text) = proposed(finding).or_else(|| mend::mended_with_care(&old.joined())) else { continue };
        let Some(draft) = replaced(&REPAIR, name, &[old], &text) else { continue };
        match drafts.iter_mut().find(|known| known.edits == draft.edits) {
            Some(known) => *known = known.clone().aims_at(finding),
            None => drafts.push(draft.aims_at(finding)),
        }
    }
    drafts
}

fn merge(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(MERGE.rules).filter(|finding| case.is_own(&finding.evidence.place.name));
    let drafts = drafts.filter_map(|finding| {
        let name = &finding.evidence.place.name;
        let is_policy = |txt: &&Txt| matches!(record::read(&txt.joined()), Reading::Policy(_));
        let texts: Vec<_> = case.texts(name).into_iter().filter(is_policy).collect();
        // Several count for nothing today: one of them asks for nothing either, whatever they say.
        let harmless = texts.iter().map(|txt| mend::capped(&mend::mended_with_care(&txt.joined())?, Ceiling::NONE));
        let harmless = harmless.collect::<Option<Vec<_>>>()?;
        let merged = mend::merged(harmless.iter().map(String::as_bytes))?;
        let meant = texts.iter().filter_map(|txt| mend::mended(&txt.joined())).collect::<Vec<_>>();
        let draft = published(Draft::new(&MERGE), name, &texts, &merged).aims_at(finding);
        Some(kept(draft, &merged, meant.iter().map(String::as_str)))
    });
    drafts.collect()
}

fn moved(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(MOVE.rules).filter_map(|finding| {
        let wrong = &finding.evidence.place.name;
        let proposal = finding.evidence.publish.first().filter(|proposal| case.is_own(&proposal.name))?;
        let meant_here = meant(case, wrong);
        let [old] = meant_here[..] else { return None };
        let text = proposed(finding)?;
        let draft = replaced(&MOVE, &proposal.name, &[], &text)?.aims_at(finding).text("wrong", wrong.as_str());
        let gone = Gone::These(vec![RecordData::Txt(old.clone())]);
        Some(if case.is_own(wrong) { draft.change(wrong, RecordType::Txt, gone, Vec::new()) } else { draft })
    });
    drafts.collect()
}

fn share(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(PCT.rules).filter(|finding| case.is_own(&finding.evidence.place.name));
    let drafts = drafts.filter_map(|finding| {
        let name = &finding.evidence.place.name;
        let [old] = meant(case, name)[..] else { return None };
        let text = old.joined();
        let Reading::Policy(record) = record::read(&text) else { return None };
        let draft = Draft::new(&PCT).aims_at(finding);
        let strongest = [&record.p, &record.sp, &record.np].into_iter().filter_map(|policy| policy.valid()).max();
        let is_share = record.pct.valid().is_some_and(|pct| pct < 100) && strongest > Some(Policy::None);
        // Whoever does not read `pct` applies the policy to all mail: what is left out changes nothing, and `t=y` asks
        // those for what `pct=0` asks the others.
        let mended = match is_share {
            true => mend::with(&text, &[(TagName::T, "y"), (TagName::Pct, "0")])?,
            false => mend::without(&text, TagName::Pct)?,
        };
        let draft = published(draft, name, &[old], &mended).text("test", if is_share { "yes" } else { "no" });
        Some(if is_share { draft.to_review() } else { draft })
    });
    drafts.collect()
}

fn beside(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(BESIDE.rules).filter(|finding| case.is_own(&finding.evidence.place.name));
    let drafts = drafts.filter_map(|finding| {
        let name = &finding.evidence.place.name;
        let texts = meant(case, name);
        let (read, unread): (Vec<_>, Vec<_>) =
            texts.into_iter().partition(|txt| matches!(record::read(&txt.joined()), Reading::Policy(_)));
        let [read] = read[..] else { return None };
        let says = |txt: &Txt| mend::mended(&txt.joined());
        let same = unread.into_iter().filter(|txt| says(txt).is_some() && says(txt) == says(read));
        let same: Vec<_> = same.map(|txt| RecordData::Txt(txt.clone())).collect();
        let draft = Draft::new(&BESIDE).aims_at(finding).text("name", name.as_str());
        (!same.is_empty()).then(|| draft.change(name, RecordType::Txt, Gone::These(same), Vec::new()))
    });
    drafts.collect()
}

/// The record that a rule proposes.
fn proposed(finding: &Finding) -> Option<String> {
    match finding.evidence.publish.as_slice() {
        [only] => match &only.data {
            RecordData::Txt(txt) => String::from_utf8(txt.joined()).ok(),
            _ => None,
        },
        [] | [_, _, ..] => None,
    }
}

/// The texts at a name that are policies or were meant as such.
fn meant<'a>(case: &Case<'a>, name: &DomainName) -> Vec<&'a Txt> {
    case.texts(name).into_iter().filter(|txt| record::read(&txt.joined()) != Reading::Unrelated).collect()
}

/// The draft that puts a record in place of what is there, as far as it asks for no more than is in force.
fn replaced(kind: &'static Kind, name: &DomainName, old: &[&Txt], text: &str) -> Option<Draft> {
    let in_force = match old {
        [only] => Ceiling::of(&only.joined()),
        [] | [_, _, ..] => Ceiling::NONE,
    };
    let capped = mend::capped(text, in_force)?;
    let draft = published(Draft::new(kind), name, old, &capped);
    let weakens = old.iter().any(|old| is_weaker(&capped, &old.joined()));
    let draft = kept(draft, &capped, [text].into_iter());
    Some(if weakens { draft.to_review() } else { draft })
}

fn published(draft: Draft, name: &DomainName, old: &[&Txt], text: &str) -> Draft {
    let gone = Gone::These(old.iter().map(|txt| RecordData::Txt((*txt).clone())).collect());
    draft.change(name, RecordType::Txt, gone, vec![RecordData::Txt(Txt::chunked(text))]).text("name", name.as_str())
}

/// Names the policy that stays although a stronger one was meant.
fn kept<'t>(draft: Draft, text: &str, mut meant: impl Iterator<Item = &'t str>) -> Draft {
    let own = Ceiling::of(text.as_bytes());
    let is_kept = meant.any(|meant| {
        let meant = Ceiling::of(meant.as_bytes());
        meant.own > own.own || meant.subdomain > own.subdomain || meant.nonexistent > own.nonexistent
    });
    draft.text("kept", if is_kept { own.own.as_str() } else { "no" })
}

/// Whether a reader of either generation gets less from a text than from another.
fn is_weaker(new: &str, old: &[u8]) -> bool {
    let (Reading::Policy(new), Reading::Policy(old)) = (record::read(new.as_bytes()), record::read(old)) else {
        return false;
    };
    Generation::ALL.into_iter().any(|generation| match (new.terms(generation), old.terms(generation)) {
        (Some(new), Some(old)) => {
            new.own < old.own || new.subdomain < old.subdomain || new.nonexistent < old.nonexistent
        }
        (None, Some(_)) => true,
        (_, None) => false,
    })
}
