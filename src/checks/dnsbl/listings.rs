//! What the lists say, for the rules that each judge a part of it.

use std::net::IpAddr;

use crate::checks::prelude::*;
use crate::dns::Unanswered;
use crate::dnsbl::reading::Hit;
use crate::dnsbl::{Asked, Kind, Sense, Weight};
use crate::facts::address::stands_for;
use crate::facts::dnsbl::{Entry, ListFacts, Role};
use crate::facts::stream::StreamFacts;
use crate::mx::registrable;
use crate::name::DomainName;

/// The part that a rule judges.
pub(super) struct Part {
    /// What was asked about.
    pub(super) kinds: &'static [Kind],
    /// Of lists of this weight; of all without one.
    pub(super) weight: Option<Weight>,
    /// The kind of news.
    pub(super) senses: &'static [Sense],
    /// The parts in the mail of the domain.
    pub(super) roles: &'static [Role],
    /// The addresses of a provider's pool alone, or all the others; everything without a word.
    pub(super) shared: Option<bool>,
}

/// Addresses.
pub(super) const ADDRESSES: &[Role] = &[Role::Sender, Role::Exchange];

/// Domains that stand in the mail itself.
pub(super) const IDENTITIES: &[Role] = &[Role::From, Role::MailFrom, Role::Helo];

/// Finds the entries of a part; `evidence` completes what is said of each.
///
/// A list that says nothing leaves the rule open only when the user named it: a list that refuses us or
/// is down is no news about the domain. But neither does the rule pass then: it takes the word of every list
/// that was asked.
pub(super) fn judge(
    facts: &Facts,
    report: &mut Outcomes,
    part: &Part,
    evidence: impl Fn(Evidence, &ListFacts, &Entry, &Hit) -> Evidence,
) {
    let (mut judged, mut silent) = (false, false);
    for list in facts.dnsbl.lists.iter().filter(|list| part.is_about(list)) {
        for entry in list.entries.iter().filter(|entry| part.roles.contains(&entry.looked.role)) {
            let hits: Vec<_> = entry.hits().iter().filter(|hit| part.senses.contains(&hit.code.sense)).collect();
            match (part.concerns(facts, entry), hits.first()) {
                (Ok(true), first) => {
                    judged = true;
                    if let Some(first) = first {
                        report.found(evidence(told(list, entry, &hits, first), list, entry, first));
                    }
                }
                (Err(why), Some(_)) if part.shared == Some(false) => report.undetermined(&why),
                (Ok(false) | Err(_), _) => {}
            }
        }
        if let Some(why) = list.open() {
            silent = true;
            // The rules about the domain's own addresses already say what is open for a pool.
            if list.chosen.named && part.shared != Some(true) {
                report.undetermined(&why);
            }
        }
    }
    if judged && !silent { report.pass() } else { report.not_applicable() }
}

impl Part {
    fn is_about(&self, list: &ListFacts) -> bool {
        let of = list.chosen.list;
        self.kinds.contains(&list.kind)
            && self.weight.is_none_or(|weight| weight == of.weight)
            && of.codes.iter().any(|code| self.senses.contains(&code.sense))
    }

    /// Whether the address is one of those the part is about; with the question that hangs when SPF does not
    /// say whose it is, or when there may be nothing that sends from it.
    fn concerns(&self, facts: &Facts, entry: &Entry) -> Result<bool, Unanswered> {
        if let Asked::Address(address) = &entry.asked
            && let Some(why) = facts.address_hangs_on(*address)
        {
            return Err(why.clone());
        }
        match (&entry.asked, self.shared) {
            (Asked::Address(address), Some(wanted)) => Ok(is_shared(facts, *address)? == wanted),
            (Asked::Address(_) | Asked::Domain(_), _) => Ok(true),
        }
    }
}

/// True for an address of a provider, who sends for many from there: the stream's provider is known to, or
/// SPF passes it through the record of another organization.
fn is_shared(facts: &Facts, address: IpAddr) -> Result<bool, Unanswered> {
    let sends = |stream: &&StreamFacts| stream.stream.ips.iter().any(|net| stands_for(*net).to_canonical() == address);
    let provider = |stream: &StreamFacts| stream.stream.provider.is_some_and(|provider| provider.shared_pool);
    if facts.streams.iter().filter(sends).any(provider) {
        return Ok(true);
    }
    let own = registrable(&facts.subject.domain);
    let is_anothers = |holder: Option<DomainName>| holder.is_some() && holder != own;
    let verdicts = || facts.spf.verdicts.iter().filter(|verdict| stands_for(verdict.network).to_canonical() == address);
    let mut terms = verdicts().filter_map(|verdict| verdict.evaluation.matched.as_ref());
    if terms.any(|term| is_anothers(registrable(&term.domain))) {
        return Ok(true);
    }
    match verdicts().find_map(|verdict| verdict.evaluation.unanswered.clone()) {
        Some(why) => Err(why),
        None => Ok(false),
    }
}

/// What every finding says: who is listed, by whom, with which answers, what the first of them means,
/// and where to turn.
fn told(list: &ListFacts, entry: &Entry, hits: &[&Hit], first: &Hit) -> Evidence {
    let of = list.chosen.list;
    let mut answers: Vec<_> = hits.iter().map(|hit| hit.answer.to_string()).collect();
    answers.dedup();
    let evidence = match entry.asked.question(&list.chosen.zone) {
        Some(question) => Evidence::at(&question.name, question.kind),
        None => Evidence::at(&list.chosen.zone, RecordType::A),
    };
    let evidence = evidence
        .text("subject", entry.asked.to_string())
        .text("list", &of.name)
        .text("zone", of.zone.as_str())
        .text("answers", answers.join(", "))
        .text("meaning", &first.code.meaning)
        .text("removal", of.removal.as_deref().unwrap_or("none"))
        .text("expires", of.expires.as_deref().unwrap_or("none"));
    match first.code.severity {
        Some(lowered) => evidence.only(lowered.into()),
        None => evidence,
    }
}

/// Where the lists are described that most receivers ask.
pub(super) const SPAMHAUS: Citation = page("Spamhaus blocklists", "https://www.spamhaus.org/blocklists/");
