//! Which names and records the rules judge, and how a finding shows one of them.
//!
//! Judged is what speaks for an Author Domain of the run: its own record, else the one above that
//! applies or would apply. What is wrong with a record that is discarded anyway (one of several, or
//! glued together from its strings) is not told besides.

use super::split;
use crate::checks::prelude::*;
use crate::dmarc::Generation;
use crate::dmarc::mend;
use crate::dmarc::record::{self, NearMissReason, PolicyRecord, Problem, Reading, Terms};
use crate::dmarc::tags::{Policy, TagName};
use crate::facts::dmarc::{Owner, Text};
use crate::text::Span;
use crate::zone::records::Cut;

/// A policy record that is alone at its name.
#[derive(Clone, Copy)]
pub(super) struct Published<'a> {
    /// Its name.
    pub(super) owner: &'a Owner,
    /// The TXT record.
    pub(super) text: &'a Text,
    /// What it says.
    pub(super) record: &'a PolicyRecord,
}

/// Judges every policy record that counts and is whole.
pub(super) fn each_record(facts: &Facts, report: &mut Outcomes, mut judge: impl FnMut(Published<'_>, &mut Outcomes)) {
    each_owner(facts, report, |owner, report| match only_record(owner) {
        Some(published) if split::mended(published.text).is_none() && cut_off(facts, published.text).is_none() => {
            judge(published, report);
            true
        }
        Some(_) | None => false,
    });
}

/// Judges every name that speaks for an Author Domain and has an answer. `judge` says whether there
/// was anything to judge.
pub(super) fn each_owner(facts: &Facts, report: &mut Outcomes, mut judge: impl FnMut(&Owner, &mut Outcomes) -> bool) {
    let mut judged = false;
    for owner in facts.dmarc.speaking() {
        match &owner.texts {
            Fact::Unknown(why) => report.undetermined(why),
            Fact::Absent | Fact::Known(_) => judged |= judge(owner, report),
        }
    }
    if judged { report.pass() } else { report.not_applicable() }
}

/// The policy record of a name that has exactly one.
pub(super) fn only_record(owner: &Owner) -> Option<Published<'_>> {
    let mut policies = owner.policies();
    let (text, record) = policies.next()?;
    policies.next().is_none().then_some(Published { owner, text, record })
}

/// What a `;` outside quotes cut off the text in the zone file, where it was meant as text.
pub(super) fn cut_off<'a>(facts: &'a Facts, text: &Text) -> Option<&'a Cut> {
    facts.subject.cut_at(text.location.as_ref()?).filter(|cut| cut.touches)
}

/// What stands at names that nobody asks and is a policy record, or was meant as one: a text
/// without a version counts where only policies are expected, and not here.
pub(super) fn misplaced(facts: &Facts) -> Vec<(&Owner, &Text)> {
    let has_version = |text: &Text| match &text.reading {
        Reading::Policy(_) => true,
        Reading::NearMiss(miss) => miss.reason != NearMissReason::NoVersion,
        Reading::Unrelated => false,
    };
    let all = facts.dmarc.misplaced.iter().flat_map(|owner| owner.meant().map(move |text| (owner, text)));
    all.filter(|(_, text)| has_version(text)).collect()
}

impl Published<'_> {
    /// Evidence about the record with a part underlined.
    pub(super) fn evidence(&self, span: &Span) -> Evidence {
        evidence(self.owner, self.text).excerpt(&self.record.text, span.clone())
    }

    /// The evidence with the corrected record, where there is one for certain.
    pub(super) fn propose(&self, evidence: Evidence) -> Evidence {
        propose(evidence, self.owner, &self.record.text, mend::mended(&self.record.text))
    }

    /// The problems that something else than a semicolon between two tags does not explain.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.record.problems.iter().filter(|problem| !self.has_separator_in(&problem.span))
    }

    /// Whether something stands within a span where a semicolon should.
    pub(super) fn has_separator_in(&self, span: &Span) -> bool {
        mend::separators(self.record).any(|separator| separator.start >= span.start && separator.end <= span.end)
    }
}

/// Evidence about one text at a name.
pub(super) fn evidence(owner: &Owner, text: &Text) -> Evidence {
    Evidence::txt(&owner.name).name("record", &owner.name).location(text.location.as_ref())
}

/// Proposes `corrected` instead of the text `broken` at a name, and says which tag it would be the
/// first to put in force. Nothing is proposed beside other policies or behind a CNAME.
pub(super) fn propose(evidence: Evidence, owner: &Owner, broken: &[u8], corrected: Option<String>) -> Evidence {
    let is_alone = owner.chain.is_empty() && owner.meant().count() <= 1;
    let Some(text) = corrected.filter(|_| is_alone) else { return evidence.text("raised", "no") };
    let raised = raised(broken, text.as_bytes()).map(|(tag, policy)| format!("{tag}={policy}"));
    let evidence = evidence.text("raised", raised.as_deref().unwrap_or("no"));
    evidence.publish(&owner.name, RecordType::Txt, RecordData::Txt(Txt::chunked(&text)))
}

/// The first policy of a new text that is stronger than what some receiver reads in the old one.
fn raised(old: &[u8], new: &[u8]) -> Option<(TagName, Policy)> {
    let stronger = |tag: TagName, of: fn(&Terms) -> Policy| {
        let policy = weakest(new, of);
        (policy > weakest(old, of)).then_some((tag, policy))
    };
    stronger(TagName::P, |terms| terms.own).or_else(|| stronger(TagName::Sp, |terms| terms.subdomain))
}

/// The weaker of what both generations of readers take from a text.
fn weakest(text: &[u8], of: fn(&Terms) -> Policy) -> Policy {
    let Reading::Policy(record) = record::read(text) else { return Policy::None };
    let read = Generation::ALL.into_iter().map(|generation| record.terms(generation));
    read.map(|terms| terms.as_ref().map_or(Policy::None, of)).min().unwrap_or(Policy::None)
}
