//! The report: facts, findings and predictions of one domain, and the verdict on them.
//!
//! It holds no sentence: [`sentences`] and the renderers write those, in the language asked for.

pub mod json;
pub mod sentences;
#[cfg(feature = "cli")]
pub mod terminal;
pub mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::checks::{self, Checked, Quiet};
use crate::dns::{Answer, Answers, FailureKind, Unanswered};
use crate::facts::Facts;
use crate::facts::stream::StreamFacts;
use crate::finding::{Finding, Severity, Treat};
use crate::fix::Plan;
use crate::predict::from_facts::situation;
use crate::predict::rules::{About, Receiver};
use crate::predict::vocabulary::Fact;
use crate::predict::{Certainty, Outcome, Prediction, predict};
use crate::review::Mark;

pub use verdict::Verdict;

/// The day of the rules that this version carries.
pub const RULESET: &str = "2026-11-21";

/// What was found for one domain.
#[derive(Debug)]
pub struct Report {
    /// The facts.
    pub facts: Facts,
    /// Every answer that was used.
    pub answers: Answers,
    /// Every rule with what it came to; findings of rules that are allowed are left out.
    pub checked: Vec<Checked>,
    /// The predictions of each stream, in the order of [`Facts::streams`].
    pub streams: Vec<Vec<Prediction>>,
    /// For what else these receivers refuse mail: what DNS does not show.
    pub unseen: BTreeSet<About>,
    /// The verdict.
    pub verdict: Verdict,
    /// What to change in DNS, once that was planned.
    pub plan: Option<Plan>,
    /// The report on the same domain without the records that were laid over DNS, where some were.
    pub before: Option<Box<Self>>,
}

/// How the configuration treats single rules, by id.
pub type Levels = BTreeMap<&'static str, Treat>;

impl Report {
    /// Judges the facts.
    pub fn new(facts: Facts, answers: Answers, receivers: &[Receiver], levels: &Levels) -> Self {
        let mut checked = checks::run_all(&facts);
        for one in &mut checked {
            let level = levels.get(one.rule.id).copied();
            if level == Some(Treat::Allow) {
                one.findings.clear();
            }
            for finding in &mut one.findings {
                finding.level = level;
            }
        }
        let today = day_of(&facts);
        let streams = match facts.is_not_sending() {
            true => Vec::new(),
            false => facts.streams.iter().map(|s| predict(&situation(&facts, s), receivers, today)).collect(),
        };
        let unseen = receivers.iter().flat_map(|receiver| &receiver.unseen).map(|unseen| unseen.about).collect();
        let mut report =
            Self { facts, answers, checked, streams, unseen, verdict: Verdict::Clear, plan: None, before: None };
        report.verdict = Verdict::of(&report);
        report
    }

    /// The day that the report speaks of.
    pub fn today(&self) -> Date {
        day_of(&self.facts)
    }

    /// Every finding, the gravest first, then in the order of the catalogue.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let mut findings: Vec<_> = self.checked.iter().flat_map(|checked| &checked.findings).collect();
        findings.sort_by_key(|finding| (!finding.is_failure(), std::cmp::Reverse(finding.severity())));
        findings.into_iter()
    }

    /// Every prediction of every stream.
    pub fn predictions(&self) -> impl Iterator<Item = &Prediction> {
        self.streams.iter().flatten()
    }

    /// True when an outcome hangs on a question that got no answer.
    pub fn is_open(&self) -> bool {
        self.findings().any(|finding| !finding.is_failure())
            || self.predictions().any(|p| p.outcome == Outcome::Undetermined || !p.undetermined.is_empty())
    }

    /// The rules that hold, or that have nothing to judge.
    pub fn quiet(&self, quiet: Quiet) -> impl Iterator<Item = &'static str> {
        self.checked.iter().filter(move |checked| checked.quiet == Some(quiet)).map(|checked| checked.rule.id)
    }

    /// The questions that got no answer.
    pub fn unanswered(&self) -> impl Iterator<Item = Unanswered> {
        self.answers.iter().filter_map(|(question, answer)| answer.unanswered(question))
    }

    /// True when questions were asked and not one got an answer from the network.
    pub fn has_no_resolver(&self) -> bool {
        let lost = |answer: &Answer| match answer {
            Answer::Failed(failure) => {
                matches!(failure.kind, FailureKind::Network | FailureKind::Timeout | FailureKind::Deadline)
            }
            Answer::Records(_) | Answer::NoData(_) | Answer::NxDomain(_) | Answer::OutOfZone => false,
        };
        !self.answers.is_empty() && self.answers.iter().all(|(_, answer)| lost(answer))
    }

    /// The predictions with the stream that each is about.
    pub fn predicted(&self) -> impl Iterator<Item = (&StreamFacts, &Prediction)> {
        let by_stream = self.facts.streams.iter().zip(&self.streams);
        by_stream.flat_map(|(stream, predictions)| predictions.iter().map(move |one| (stream, one)))
    }

    /// The ids of the broken rules behind the facts of a prediction.
    pub fn because(&self, prediction: &Prediction, stream: &StreamFacts) -> Vec<&'static str> {
        let mut ids = Vec::new();
        for finding in self.findings().filter(|finding| is_behind(finding, prediction, stream)) {
            if !ids.contains(&finding.rule.id) {
                ids.push(finding.rule.id);
            }
        }
        ids
    }

    /// The ids of the fixes that clear a finding.
    pub fn fixes_for(&self, finding: &Finding) -> Vec<&str> {
        let mark = Mark::of(finding);
        let fixes = self.plan.iter().flat_map(|plan| &plan.fixes);
        fixes.filter(|fix| finding.is_failure() && fix.clears.contains(&mark)).map(|fix| fix.id.as_str()).collect()
    }

    /// How many certain refusals a finding is behind, and how many other bad predictions.
    pub fn refusals_behind(&self, finding: &Finding) -> (usize, usize) {
        let is_refusal = |p: &Prediction| p.outcome == Outcome::Reject && p.certainty == Certainty::Certain;
        let (certain, possible): (Vec<_>, Vec<_>) = self.consequences(finding).partition(|p| is_refusal(p));
        (certain.len(), possible.len())
    }

    /// The bad predictions that a finding is behind.
    pub fn consequences<'a>(&'a self, finding: &'a Finding) -> impl Iterator<Item = &'a Prediction> {
        let bad = |p: &Prediction| matches!(p.outcome, Outcome::Reject | Outcome::Defer | Outcome::Junk);
        let behind = move |(stream, one): &(&StreamFacts, &Prediction)| bad(one) && is_behind(finding, one, stream);
        self.predicted().filter(behind).map(|(_, prediction)| prediction)
    }
}

fn day_of(facts: &Facts) -> Date {
    facts.subject.as_of.to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Whether a finding is a reason of a prediction: an error on what its facts are about, of this stream or
/// of the domain as a whole.
fn is_behind(finding: &Finding, prediction: &Prediction, stream: &StreamFacts) -> bool {
    let id = finding.rule.id;
    let of_stream = finding.evidence.place.stream.as_ref().is_none_or(|name| *name == stream.stream.name);
    let weighs = finding.is_failure() && finding.severity() == Severity::Error;
    weighs && of_stream && prediction.because.iter().any(|fact| concerns(*fact, id))
}

/// Whether a rule speaks of what a fact of the receivers' rules is about.
fn concerns(fact: Fact, id: &str) -> bool {
    let is_of =
        |family: &str| id.strip_prefix(family).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let greets = || GREETING.contains(&id);
    match fact {
        Fact::SpfRecord | Fact::SpfVerdict | Fact::SpfPermissive => is_of("SPF"),
        Fact::DkimVerdict => is_of("DKIM"),
        Fact::DkimAligned => is_of("DKIM") || is_of("DMARC") || is_of("ALN"),
        Fact::DmarcRecord | Fact::DmarcPolicy => is_of("DMARC"),
        Fact::DmarcVerdict | Fact::SpfAligned => is_of("DMARC") || is_of("ALN"),
        Fact::MailFromMx | Fact::FromMx => is_of("MX") || is_of("ALN"),
        Fact::IpFamily | Fact::PtrRecord | Fact::PtrConfirmed | Fact::PtrGeneric => is_of("RDNS") && !greets(),
        Fact::HeloForm | Fact::HeloAddress | Fact::HeloMatches => greets(),
        Fact::IpSbl
        | Fact::IpCss
        | Fact::IpXbl
        | Fact::IpPbl
        | Fact::IpBarracuda
        | Fact::IpAbusix
        | Fact::MailFromDbl
        | Fact::MailFromAbusix
        | Fact::FromDbl
        | Fact::HeloDbl => is_of("BL"),
    }
}

/// The rules of reverse DNS that are about the name given at EHLO.
const GREETING: [&str; 3] = ["RDNS006", "RDNS007", "RDNS008"];
