//! Exit codes, and what makes them: the first that applies of 2, 1, 3 and 0.

use super::args::{FailOn, MinCertainty, OnUndetermined};
use super::settings::Gate;
use crate::finding::Severity;
use crate::predict::{Certainty, Outcome};
use crate::report::Report;

/// How a run went, so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// An input could not be read, or was no domain.
    pub unreadable: bool,
    /// Something is at or above `--fail-on`.
    pub failed: bool,
    /// A question got no answer, and an outcome hangs on it.
    pub open: bool,
}

impl Tally {
    /// Counts one report.
    pub fn count(&mut self, report: &Report, gate: &Gate) {
        self.failed |= fails(report, gate);
        self.open |= report.is_open();
    }

    /// The exit code.
    pub fn code(self, gate: &Gate) -> u8 {
        match self {
            Self { unreadable: true, .. } => 2,
            Self { failed: true, .. } => 1,
            Self { open: true, .. } if gate.fail_on != FailOn::Never && gate.undetermined == OnUndetermined::Fail => 3,
            _ => 0,
        }
    }
}

fn fails(report: &Report, gate: &Gate) -> bool {
    let refused = report.predictions().any(|prediction| {
        let counts = gate.min_certainty == MinCertainty::Possible || prediction.certainty == Certainty::Certain;
        prediction.outcome == Outcome::Reject && counts
    });
    let found = |least: Severity| report.findings().any(|f| f.is_failure() && f.severity() >= least);
    match gate.fail_on {
        FailOn::Never => false,
        FailOn::Rejection => refused,
        FailOn::Error => refused || found(Severity::Error),
        FailOn::Warning => refused || found(Severity::Warning),
    }
}
