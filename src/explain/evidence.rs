//! What the check of the sender's domain shows of a bounce: the findings that would cause it now.

use super::Explanation;
use crate::finding::{Finding, Severity};
use crate::predict::{Outcome, Prediction};
use crate::report::Report;

/// What a check shows of a bounce.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// What it comes to.
    pub shown: Shown,
    /// The findings that would cause the bounce now, or that are open.
    pub findings: Vec<&'a Finding>,
    /// The receiver's own prediction, when it gives this very status now.
    pub predicted: Option<&'a Prediction>,
}

/// What the evidence comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// DNS holds what would cause the bounce.
    Causes,
    /// DNS holds what may have a part in it, and does not decide.
    Contributes,
    /// Nothing that was answered would, and not everything was answered.
    Open,
    /// DNS looks right.
    Clear,
    /// The cause is nothing that DNS shows.
    Elsewhere,
}

impl Shown {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Causes => "causes",
            Self::Contributes => "contributes",
            Self::Open => "open",
            Self::Clear => "clear",
            Self::Elsewhere => "elsewhere",
        }
    }
}

impl<'a> Evidence<'a> {
    /// What a report shows of a bounce: errors and warnings of the rules that answer for its cause.
    pub fn of(explanation: &Explanation, report: &'a Report) -> Self {
        let families = explanation.cause.map_or(&[][..], |cause| cause.rules);
        let answers = |finding: &&Finding| {
            let family = finding.rule.id.trim_end_matches(|c: char| c.is_ascii_digit());
            families.iter().any(|one| one.letters() == family)
        };
        let of: Vec<&Finding> = report.findings().filter(answers).collect();
        let (failed, open): (Vec<&Finding>, Vec<&Finding>) = of.into_iter().partition(|finding| finding.is_failure());
        let failed: Vec<_> = failed.into_iter().filter(|finding| finding.severity() >= Severity::Warning).collect();
        let (shown, findings) = match (failed.is_empty(), open.is_empty()) {
            _ if families.is_empty() => (Shown::Elsewhere, Vec::new()),
            (false, _) if explanation.dns_word() == "yes" => (Shown::Causes, failed),
            (false, _) => (Shown::Contributes, failed),
            (true, false) => (Shown::Open, open),
            (true, true) => (Shown::Clear, Vec::new()),
        };
        let predicted = report.predictions().find(|prediction| is_this(prediction, explanation));
        Self { shown, findings, predicted }
    }
}

/// Whether a receiver is expected to say what it said in the bounce.
fn is_this(prediction: &Prediction, explanation: &Explanation) -> bool {
    let status =
        prediction.rule.as_ref().and_then(|rule| rule.reply.as_ref()).and_then(|reply| reply.status.as_deref());
    let refuses = matches!(prediction.outcome, Outcome::Reject | Outcome::Defer);
    refuses
        && explanation.receiver.is_some_and(|receiver| receiver == prediction.receiver)
        && explanation.status.is_some_and(|said| status.is_some_and(|status| status == said.to_string()))
}
