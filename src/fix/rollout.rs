//! How DMARC is tightened, step by step, once everything passes.
//!
//! Both generations of receivers must make the same of every step: `t=y` is a test for readers of RFC 9989 (section
//! 4.7), who do not look at `pct`; `pct=0` is one for readers of RFC 7489 (section 6.3), who do not know `t`.

use crate::dmarc::Generation;
use crate::dmarc::discover::Discovered;
use crate::dmarc::record::{PolicyRecord, Reading, read};
use crate::dmarc::tags::{Policy, TagName};
use crate::dns::Txt;
use crate::name::DomainName;
use crate::report::Report;
use crate::taglist;

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Where the record stands.
    pub name: DomainName,
    /// The record.
    pub record: Txt,
    /// When it may be published.
    pub condition: Condition,
    /// How long the step before it stays at the least, in days.
    pub days: u16,
}

/// What must hold before a step; the words of the JSON report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Reports show all wanted mail passing.
    ReportsClean,
    /// Nobody missed mail, and the reports are still clean.
    NothingLost,
    /// The domain sends nothing: at once.
    NotSending,
}

impl Condition {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReportsClean => "reports_clean",
            Self::NothingLost => "nothing_lost",
            Self::NotSending => "not_sending",
        }
    }
}

/// Days of reports before the first step: senders of two weeks show up, monthly mail not.
const FIRST: u16 = 14;
/// Days between the others.
const NEXT: u16 = 7;

/// The steps from the record that a domain has to the strongest policy that its mail can stand; none without a
/// record of its own that both generations read alike.
pub(super) fn stages(report: &Report) -> Vec<Stage> {
    let Some(author) = report.facts.dmarc.author() else { return Vec::new() };
    let mut applied = Vec::new();
    for generation in Generation::ALL {
        match author.policy.get(generation) {
            Discovered::Applies(one) if one.at == report.facts.subject.domain => applied.push(one),
            Discovered::Applies(_) | Discovered::Nothing(_) | Discovered::Unknown(_) => return Vec::new(),
        }
    }
    let (Some(owner), Some(first)) = (author.owner.as_ref(), applied.first()) else { return Vec::new() };
    if !owner.chain.is_empty() {
        return Vec::new(); // whoever holds the target publishes it
    }
    let policy = applied.iter().map(|one| one.policy).min().unwrap_or(Policy::None);
    let stage = |tags: &str, condition, days| Stage {
        name: owner.name.clone(),
        record: Txt::chunked(&rewritten(&first.record, tags)),
        condition,
        days,
    };
    let full = || "p=reject; sp=reject; np=reject";
    if report.facts.is_not_sending() {
        return match policy {
            Policy::Reject => Vec::new(),
            Policy::None | Policy::Quarantine => vec![stage(full(), Condition::NotSending, 0)],
        };
    }
    let quarantine = || stage("p=quarantine", Condition::NothingLost, NEXT);
    // Mail that passes by SPF alone fails when it is forwarded: nobody may ask for its refusal (RFC 9989 section
    // 7.4).
    let may_reject = report.facts.dkim.valid().next().is_some();
    let last =
        || [stage("p=reject; t=y; pct=0", Condition::NothingLost, NEXT), stage(full(), Condition::NothingLost, NEXT)];
    let mut stages = Vec::new();
    if policy == Policy::None {
        stages.push(stage("p=quarantine; t=y; pct=0", Condition::ReportsClean, FIRST));
        stages.push(quarantine());
    }
    if policy != Policy::Reject && may_reject {
        stages.extend(last());
    }
    stages
}

/// The record with these policy tags, its report addresses and alignment modes kept.
fn rewritten(record: &PolicyRecord, policy: &str) -> String {
    let kept = taglist::split(&record.text).into_iter().filter_map(|tag| {
        let name = TagName::parse(tag.name)?;
        let keeps = matches!(name, TagName::Rua | TagName::Ruf | TagName::Adkim | TagName::Aspf | TagName::Fo);
        Some(format!("{}={}", name.as_str(), std::str::from_utf8(tag.value.filter(|_| keeps)?).ok()?))
    });
    let text = std::iter::once(format!("v=DMARC1; {policy}")).chain(kept).collect::<Vec<_>>().join("; ");
    debug_assert!(matches!(read(text.as_bytes()), Reading::Policy(_)), "what is rewritten is a policy");
    text
}
