//! The verdict of one domain: one word, the first that holds.

use std::net::IpAddr;

use super::Report;
use crate::dns::Unanswered;
use crate::facts::dkim::KeyFact;
use crate::facts::spf::SpfState;
use crate::facts::{Fact, Facts, stream};
use crate::finding::Severity;
use crate::predict::{Certainty, Outcome};

/// The verdict, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A receiver would certainly refuse a stream.
    Rejected,
    /// A refusal is possible, a deferral or the junk folder certain, or an error was found.
    AtRisk,
    /// An outcome hangs on a question without an answer.
    Undetermined,
    /// Nothing declared or visible sends.
    NotSending,
    /// None of these.
    Clear,
}

impl Verdict {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::AtRisk => "at_risk",
            Self::Undetermined => "undetermined",
            Self::NotSending => "not_sending",
            Self::Clear => "clear",
        }
    }

    /// The verdict of a report.
    pub fn of(report: &Report) -> Self {
        let any = |outcome, certainty| report.predictions().any(|p| p.outcome == outcome && p.certainty == certainty);
        // What is possible only because a question of ours got no answer is open, not a risk.
        let possible_refusal = report.predictions().any(|p| {
            let refuses = matches!(p.outcome, Outcome::Reject | Outcome::Defer);
            refuses && p.certainty == Certainty::Possible && p.undetermined.is_empty()
        });
        let certain_harm = any(Outcome::Defer, Certainty::Certain) || any(Outcome::Junk, Certainty::Certain);
        let error = report.findings().any(|finding| finding.is_failure() && finding.severity() == Severity::Error);
        if any(Outcome::Reject, Certainty::Certain) {
            Self::Rejected
        } else if possible_refusal || certain_harm || error {
            Self::AtRisk
        } else if report.is_open() {
            Self::Undetermined
        } else if report.facts.is_not_sending() {
            Self::NotSending
        } else {
            Self::Clear
        }
    }
}

impl Facts {
    /// True when nothing sends: no stream is declared, and DNS shows none.
    pub fn is_not_sending(&self) -> bool {
        self.subject.declared.is_empty() && stream::shows_no_sender(&self.spf.policy, &self.mx, &self.dkim)
    }

    /// The question on which it hangs whether the domain sends at all; none when a stream is declared or
    /// a key shows it.
    pub fn sending_hangs_on(&self) -> Option<&Unanswered> {
        if !self.subject.declared.is_empty() || self.is_not_sending() {
            return None;
        }
        if let Fact::Unknown(why) = &self.dkim.wildcard {
            return Some(why);
        }
        if self.dkim.valid().next().is_some() {
            return None;
        }
        let keys = || self.dkim.keys.iter().find_map(KeyFact::unanswered).or(self.dkim.probing.unanswered.first());
        let spf = match &self.spf.policy.state {
            SpfState::Undetermined(why) => Some(why),
            SpfState::Found | SpfState::None | SpfState::Multiple => None,
        };
        self.mx.hangs_on().or_else(keys).or(spf)
    }

    /// The question on which it hangs whether mail leaves an address at all: that of
    /// [`sending_hangs_on`](Self::sending_hangs_on), for an address that nothing but the streams that show
    /// names. Without the answer there may be no such stream.
    pub fn address_hangs_on(&self, address: IpAddr) -> Option<&Unanswered> {
        let sender = self.addresses.iter().map(|known| &known.sender).find(|sender| sender.address == address)?;
        self.sending_hangs_on().filter(|_| sender.is_only_of_streams())
    }
}
