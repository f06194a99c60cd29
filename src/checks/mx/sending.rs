//! Whether a domain shows that it sends mail: what is only untidy for one that does not is a fault
//! for one that does.

use crate::facts::Facts;
use crate::facts::dkim::SelectorState;
use crate::facts::spf::SpfState;
use crate::spf::record::{Qualifier, Record};

/// Whether a domain sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sending {
    /// A stream is declared, SPF lets somebody pass, or there is a key.
    Visible,
    /// Nothing of this is there.
    NotVisible,
    /// A question hangs.
    Unknown,
}

impl Sending {
    /// What the facts show.
    pub(super) fn of(facts: &Facts) -> Self {
        let authorises = match &facts.spf.policy.state {
            SpfState::Found => facts.spf.policy.record().is_none_or(lets_pass),
            // Two records are an error, but whoever wrote them has senders to list.
            SpfState::Multiple => true,
            SpfState::None | SpfState::Undetermined(_) => false,
        };
        if !facts.subject.declared.is_empty() || authorises || facts.dkim.valid().next().is_some() {
            return Self::Visible;
        }
        if is_open(facts) { Self::Unknown } else { Self::NotVisible }
    }

    /// The word by which the sentences choose.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Visible => "yes",
            Self::NotVisible => "no",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether a record has a term with which somebody may pass.
fn lets_pass(record: &Record) -> bool {
    let passes = record.directives().any(|(_, directive)| directive.qualifier == Qualifier::Pass);
    passes || record.redirect().is_some()
}

/// Whether a question hangs whose answer might show a sender.
fn is_open(facts: &Facts) -> bool {
    let spf = matches!(facts.spf.policy.state, SpfState::Undetermined(_));
    let keys = facts.dkim.keys.iter().any(|key| matches!(key.state, SelectorState::Undetermined(_)));
    spf || keys || !facts.dkim.probing.unanswered.is_empty()
}
