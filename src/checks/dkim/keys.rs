//! The key records that the rules judge: which of them, and what evidence about one looks like.

use crate::checks::Outcomes;
use crate::dkim::discover::Found;
use crate::dkim::key::{Effect, KeyProblem, KeyRecord, KeyState, Problem};
use crate::dns::{FailureKind, RecordData, RecordType, Txt, Unanswered};
use crate::facts::dkim::{KeyFact, PublishedKey, SelectorState};
use crate::facts::{Fact, Facts};
use crate::finding::Evidence;
use crate::text::Span;
use crate::zone::records::Cut;

use super::faults::Fault;

/// What a rule may do with one selector.
pub(super) enum Sight<'a> {
    /// Judge it.
    Judge(&'a KeyFact),
    /// Leave it: nothing is there, or the wildcard rule tells what is.
    Leave,
    /// Wait for this question.
    Wait(&'a Unanswered),
}

/// One record that verifiers read as a key.
pub(super) struct Judged<'a> {
    /// Its selector.
    pub(super) fact: &'a KeyFact,
    /// The record.
    pub(super) key: &'a PublishedKey,
    /// What a `;` without quotes cut off in the zone file, where that is a fault.
    pub(super) cut: Option<&'a Cut>,
}

/// Every selector with what a rule may do with it.
pub(super) fn selectors(facts: &Facts) -> impl Iterator<Item = Sight<'_>> {
    facts.dkim.keys.iter().map(|key| sight(key, facts))
}

/// Reports the first problem of this fault in each key record, where `say` has evidence for it.
pub(super) fn tell(
    facts: &Facts,
    report: &mut Outcomes,
    fault: Fault,
    say: impl Fn(&Judged<'_>, &Problem) -> Option<Evidence>,
) {
    judge(facts, report, |key| key.problems(fault).find_map(|problem| say(key, problem)));
}

/// Reports what `say` finds in each key record. A selector with several records has none that
/// counts (RFC 6376 section 3.6.2.2), and another rule.
pub(super) fn judge(facts: &Facts, report: &mut Outcomes, say: impl Fn(&Judged<'_>) -> Option<Evidence>) {
    for sight in selectors(facts) {
        match sight {
            Sight::Wait(why) => report.undetermined(why),
            Sight::Leave => {}
            Sight::Judge(fact) => {
                let [key] = fact.published.records.as_slice() else { continue };
                report.pass();
                if let Some(evidence) = say(&Judged { fact, key, cut: cut(key, facts) }) {
                    report.found(evidence);
                }
            }
        }
    }
    report.not_applicable();
}

/// Evidence about one selector, whatever is or is not there.
pub(super) fn about(key: &KeyFact, kind: RecordType) -> Evidence {
    let found = match key.found {
        Found::Named | Found::Stream(_) => "named",
        Found::Seen => "zone",
        Found::Implied { .. } | Found::Generic => "probed",
    };
    Evidence::at(&key.name, kind)
        .selector(&key.selector)
        .text("selector", key.selector.as_str())
        .name("name", &key.name)
        .text("found", found)
}

impl Judged<'_> {
    /// The record as it was read.
    pub(super) fn record(&self) -> &KeyRecord {
        &self.key.record
    }

    /// Evidence about the record with a part underlined.
    pub(super) fn evidence(&self, span: &Span) -> Evidence {
        about(self.fact, RecordType::Txt)
            .location(self.key.location.as_ref())
            .excerpt(&self.record().text, span.clone())
    }

    /// The problems that make this fault and follow from no other one.
    fn problems(&self, fault: Fault) -> impl Iterator<Item = &Problem> {
        self.record().problems.iter().filter(move |problem| fault.is_told_by(problem, self))
    }

    /// The first problem that makes this fault.
    pub(super) fn problem(&self, fault: Fault) -> Option<&Problem> {
        self.problems(fault).next()
    }

    /// Proposes a text in place of the record, if there is one. What is published behind a CNAME
    /// is for the owner of the target to change.
    pub(super) fn propose(&self, evidence: Evidence, text: Option<String>) -> Evidence {
        match text.filter(|text| self.fact.published.chain.is_empty() && is_sound(text)) {
            Some(text) => evidence.publish(
                &self.fact.name,
                RecordType::Txt,
                RecordData::Txt(Txt::new(text.as_bytes().chunks(255))),
            ),
            None => evidence,
        }
    }

    /// The record with its tags changed; `None` when one of its pieces is no tag.
    pub(super) fn changed(&self, change: impl FnOnce(&mut Vec<(String, String)>)) -> Option<String> {
        let pieces = self.record().tags.iter().filter(|tag| !tag.span.is_empty());
        let pairs = pieces.map(|tag| Some((tag.name.clone(), String::from_utf8(tag.value.clone()?).ok()?)));
        let mut tags = pairs.collect::<Option<Vec<_>>>()?;
        change(&mut tags);
        let tags: Vec<_> = tags.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Some(tags.join("; "))
    }

    /// The record with one tag set, behind the version when it had none.
    pub(super) fn with(&self, name: &str, value: &str) -> Option<String> {
        self.changed(|tags| match tags.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value.to_owned(),
            None => {
                let behind_version = usize::from(tags.first().is_some_and(|(first, _)| first == "v"));
                tags.insert(behind_version, (name.to_owned(), value.to_owned()));
            }
        })
    }

    /// The value of `p=` without its white space.
    pub(super) fn key_text(&self) -> Option<String> {
        let value = self.record().tag("p")?.value.as_ref()?;
        String::from_utf8(value.iter().copied().filter(|octet| !octet.is_ascii_whitespace()).collect()).ok()
    }
}

/// True for a text that verifies mail, with a key that nobody else has.
fn is_sound(text: &str) -> bool {
    let record = KeyRecord::read(text.as_bytes());
    record.state() == KeyState::Valid && record.problems.iter().all(|problem| problem.kind.effect() < Effect::Unsafe)
}

fn sight<'a>(key: &'a KeyFact, facts: &'a Facts) -> Sight<'a> {
    if let SelectorState::Undetermined(why) = &key.state {
        // A guess that got no answer may not be a selector at all.
        return if key.found.is_certain() && !is_loop(why) { Sight::Wait(why) } else { Sight::Leave };
    }
    let is_key = key.published.records.iter().any(|published| published.record.is_key_like());
    let has_records = !key.published.records.is_empty();
    let is_judged_anyway = key.found.is_named() && (is_key || !has_records);
    match &facts.dkim.wildcard {
        // `_adsp` and its like are no selectors.
        _ if !key.found.is_named() && !is_key && key.selector.as_str().starts_with('_') => Sight::Leave,
        Fact::Known(_) if key.from_wildcard && !is_judged_anyway => Sight::Leave,
        // Whether it is the domain's wildcard that answers is not known.
        Fact::Unknown(why)
            if key.domain == facts.subject.domain && !is_judged_anyway && !(key.found.is_certain() && is_key) =>
        {
            Sight::Wait(why)
        }
        Fact::Known(_) | Fact::Absent | Fact::Unknown(_) => Sight::Judge(key),
    }
}

/// True for a CNAME chain that never ends: there will be no other answer.
pub(super) fn is_loop(why: &Unanswered) -> bool {
    why.failure.as_ref().is_some_and(|failure| failure.kind == FailureKind::CnameLoop)
}

/// What the zone file lost at a `;` outside quotes: a fault when the text goes on there, or when
/// what is left is no key.
fn cut<'a>(key: &PublishedKey, facts: &'a Facts) -> Option<&'a Cut> {
    let cut = facts.subject.cut_at(key.location.as_ref()?)?;
    let has_no_key = key.record.has(|kind| *kind == KeyProblem::KeyMissing);
    (cut.touches || (has_no_key && key.record.is_key_like())).then_some(cut)
}
