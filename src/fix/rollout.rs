//! How DMARC is tightened, step by step, once everything passes.
//!
//! Both generations of receivers must make the same of every step: `t=y` is a test for readers of RFC 9989 (section
//! 4.7), who do not look at `pct`; `pct=0` is one for readers of RFC 7489 (section 6.6.4), who do not know `t`.
//! A test of a policy applies the one below it, and the reports show what the policy itself would have struck.

use crate::dmarc::Generation;
use crate::dmarc::discover::{Applied, Discovered};
use crate::dmarc::record::{PolicyRecord, Reading, read};
use crate::dmarc::tags::{Policy, TagName};
use crate::dns::Txt;
use crate::facts::mx::Reach;
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
    /// Somebody reads the mailbox that the reports go to.
    MailboxReady,
    /// Reports show all wanted mail passing.
    ReportsClean,
    /// Nobody missed mail, and the reports are still clean.
    NothingLost,
    /// The domain sends nothing: at once.
    NotSending,
}

impl Condition {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::MailboxReady, Self::ReportsClean, Self::NothingLost, Self::NotSending];

    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MailboxReady => "mailbox_ready",
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

/// How far a domain has come, by what every receiver applies to its failing mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// Nothing, and nobody gets reports.
    Blind,
    /// Nothing.
    Monitored,
    /// Nothing, as a test of quarantine.
    QuarantineTested,
    /// Quarantine.
    Quarantined,
    /// Quarantine, as a test of reject.
    RejectTested,
    /// Reject.
    Rejected,
}

impl Level {
    const STEPS: [Self; 5] =
        [Self::Monitored, Self::QuarantineTested, Self::Quarantined, Self::RejectTested, Self::Rejected];

    /// Where the weaker of both generations stands.
    fn of(applied: &[&Applied]) -> Self {
        let applies = applied.iter().map(|one| one.treatment().0).min().unwrap_or(Policy::None);
        let says = applied.iter().map(|one| one.policy).min().unwrap_or(Policy::None);
        let reports = applied.iter().all(|one| one.record.rua.iter().any(|uri| uri.mailbox().is_some()));
        match (applies, says) {
            (Policy::Reject, _) => Self::Rejected,
            (Policy::Quarantine, Policy::Reject) => Self::RejectTested,
            (Policy::Quarantine, Policy::None | Policy::Quarantine) => Self::Quarantined,
            (Policy::None, Policy::Quarantine | Policy::Reject) => Self::QuarantineTested,
            (Policy::None, Policy::None) if reports => Self::Monitored,
            (Policy::None, Policy::None) => Self::Blind,
        }
    }

    fn is_test(self) -> bool {
        matches!(self, Self::QuarantineTested | Self::RejectTested)
    }

    /// The policy tags of the step.
    fn tags(self) -> &'static str {
        match self {
            Self::Blind | Self::Monitored => "p=none",
            Self::QuarantineTested => "p=quarantine; t=y; pct=0",
            Self::Quarantined => "p=quarantine",
            Self::RejectTested => "p=reject; t=y; pct=0",
            Self::Rejected => "p=reject; sp=reject; np=reject",
        }
    }

    fn policy(self) -> Policy {
        match self {
            Self::Blind | Self::Monitored => Policy::None,
            Self::QuarantineTested | Self::Quarantined => Policy::Quarantine,
            Self::RejectTested | Self::Rejected => Policy::Reject,
        }
    }
}

/// The steps from the record that a domain has to the strongest policy that its mail can stand; none without a
/// record of its own that both generations read.
pub(super) fn stages(report: &Report) -> Vec<Stage> {
    let domain = &report.facts.subject.domain;
    let Some(author) = report.facts.dmarc.author() else { return Vec::new() };
    let mut applied: Vec<&Applied> = Vec::new();
    for generation in Generation::ALL {
        match author.policy.get(generation) {
            Discovered::Applies(one) if one.at == *domain => applied.push(one),
            Discovered::Applies(_) | Discovered::Nothing(_) | Discovered::Unknown(_) => return Vec::new(),
        }
    }
    let (Some(owner), Some(first)) = (author.owner.as_ref(), applied.first()) else { return Vec::new() };
    if !owner.chain.is_empty() {
        return Vec::new(); // whoever holds the target publishes it
    }
    let now = Level::of(&applied);
    let reports = (now == Level::Blind).then(|| format!("mailto:dmarc@{domain}"));
    let stage = |level: Level, condition, days, reports: Option<&str>| Stage {
        name: owner.name.clone(),
        record: Txt::chunked(&rewritten(&first.record, level, reports)),
        condition,
        days,
    };
    if report.facts.is_not_sending() {
        let last = stage(Level::Rejected, Condition::NotSending, 0, None);
        return if now == Level::Rejected { Vec::new() } else { vec![last] };
    }
    // Reports would not arrive at a domain that takes no mail, and without any nobody sees what fails.
    if now == Level::Blind && report.facts.mx.reach() != Reach::Reached {
        return Vec::new();
    }
    // Mail that passes by SPF alone fails when it is forwarded: nobody may ask for its refusal (RFC 9989 section
    // 7.4).
    let may_reject = report.facts.dkim.valid().next().is_some();
    let highest = if may_reject { Level::Rejected } else { Level::Quarantined };
    // A test would weaken what holds for subdomains already.
    let skips_tests = [first.record.sp.valid(), first.record.np.valid()]
        .into_iter()
        .flatten()
        .any(|policy| policy > now.policy() && !now.is_test());
    let steps = Level::STEPS.into_iter().filter(|level| *level > now && *level <= highest);
    let mut stages: Vec<Stage> = Vec::new();
    for level in steps.filter(|level| !(level.is_test() && skips_tests)) {
        let is_first = now <= Level::Monitored && stages.iter().all(|done| done.condition == Condition::MailboxReady);
        let (condition, days) = match level {
            Level::Blind | Level::Monitored => (Condition::MailboxReady, 0),
            _ if is_first => (Condition::ReportsClean, FIRST),
            Level::QuarantineTested | Level::Quarantined | Level::RejectTested | Level::Rejected => {
                (Condition::NothingLost, NEXT)
            }
        };
        stages.push(stage(level, condition, days, reports.as_deref()));
    }
    stages
}

/// The record with the policy of a step: its report addresses and alignment modes stay, and what it says of
/// subdomains stays where that is stronger.
fn rewritten(record: &PolicyRecord, level: Level, reports: Option<&str>) -> String {
    let is_stronger = |value: &[u8]| Policy::parse(value).is_some_and(|policy| policy > level.policy());
    let kept = taglist::split(&record.text).into_iter().filter_map(|tag| {
        let (name, value) = (TagName::parse(tag.name)?, tag.value?);
        let keeps = match name {
            TagName::Rua => reports.is_none(),
            TagName::Ruf | TagName::Adkim | TagName::Aspf | TagName::Fo | TagName::Psd => true,
            TagName::Sp | TagName::Np => is_stronger(value),
            TagName::V | TagName::P | TagName::T | TagName::Pct | TagName::Rf | TagName::Ri => false,
        };
        keeps.then_some(format!("{}={}", name.as_str(), std::str::from_utf8(value).ok()?))
    });
    let text = std::iter::once(format!("v=DMARC1; {}", level.tags())).chain(kept);
    let text = text.chain(reports.map(|rua| format!("rua={rua}"))).collect::<Vec<_>>().join("; ");
    debug_assert!(matches!(read(text.as_bytes()), Reading::Policy(_)), "what is rewritten is a policy");
    text
}
