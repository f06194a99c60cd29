//! What a plan does not mend, and who can.

use crate::finding::{Finding, Proposal};
use crate::report::Report;
use crate::review::Mark;

/// A broken rule that is left.
#[derive(Debug, Clone)]
pub struct Remaining {
    /// The finding.
    pub mark: Mark,
    /// Who can mend it.
    pub who: Who,
    /// The records that they would publish, where that is known.
    pub records: Vec<Proposal>,
}

/// Who can mend what this zone cannot; the words of the JSON report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The holder of the domain, who must decide something first.
    Holder,
    /// Whoever holds the other name that the finding is about.
    OtherDomain,
    /// Whoever signs the mail: the provider, or the administrator of the mail server.
    Signer,
    /// Whoever the mail is sent through.
    Provider,
    /// Whoever the address was got from: the host or the network.
    AddressOwner,
    /// The administrator of the mail server.
    MailServer,
    /// The operator of the blocklist, once the cause is gone.
    ListOperator,
}

impl Who {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::OtherDomain => "other_domain",
            Self::Signer => "signer",
            Self::Provider => "provider",
            Self::AddressOwner => "address_owner",
            Self::MailServer => "mail_server",
            Self::ListOperator => "list_operator",
        }
    }
}

/// Rules whose matter lies with somebody else than their family's usual party.
const EXCEPTIONS: &[(&str, Who)] = &[
    ("ALN004", Who::Provider),
    ("ALN005", Who::Provider),
    ("ALN006", Who::Holder),
    ("ALN008", Who::Holder),
    ("ALN009", Who::Holder),
    ("RDNS006", Who::MailServer),
    ("RDNS007", Who::MailServer),
    ("RDNS008", Who::MailServer),
    ("BL007", Who::Provider),
];

/// What is broken in a report, in its order, with who can mend it.
pub(super) fn of(report: &Report) -> Vec<Remaining> {
    let left = |finding: &Finding| Remaining {
        mark: Mark::of(finding),
        who: who(finding, report),
        records: finding.evidence.publish.clone(),
    };
    report.findings().filter(|finding| finding.is_failure()).map(left).collect()
}

fn who(finding: &Finding, report: &Report) -> Who {
    let id = finding.rule.id;
    if let Some((_, who)) = EXCEPTIONS.iter().find(|(rule, _)| *rule == id) {
        return *who;
    }
    let family = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = &finding.evidence.place.name;
    match family {
        "DKIM" | "ALN" => Who::Signer,
        "RDNS" => Who::AddressOwner,
        "BL" => Who::ListOperator,
        _ if is_elsewhere(finding, report) || !super::kinds::Case::new(report).is_own(name) => Who::OtherDomain,
        _ => Who::Holder,
    }
}

/// Whether what it proposes is another's to publish.
fn is_elsewhere(finding: &Finding, report: &Report) -> bool {
    let case = super::kinds::Case::new(report);
    let proposals = &finding.evidence.publish;
    !proposals.is_empty() && !proposals.iter().any(|proposal| case.is_own(&proposal.name))
}
