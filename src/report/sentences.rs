//! The sentences of a finding, in one language: shared by every renderer.

use super::Report;
use crate::dns::Unanswered;
use crate::facts::dnsbl::{ListFacts, ListState, NotAsked};
use crate::finding::{Finding, State, Value};
use crate::fix::{Disposition, Part, Remaining};
use crate::i18n::Texts;
use crate::spf::outcome::{Cause, Reason};
use crate::values;

/// What a finding says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentences {
    /// What.
    pub title: String,
    /// So what.
    pub why: String,
    /// Do what.
    pub advice: String,
}

impl Sentences {
    /// Writes the sentences of a finding.
    pub fn of(finding: &Finding, texts: &Texts) -> Self {
        let id = finding.rule.id;
        let values = || finding.evidence.values.iter().map(|(name, value)| (*name, value));
        match &finding.state {
            State::Fail => Self {
                title: texts.text(&format!("{id}-title"), values()),
                why: texts.text(&format!("{id}-why"), values()),
                advice: texts.text(&format!("{id}-advice"), values()),
            },
            State::Undetermined(why) => Self {
                title: texts.text("undetermined-title", values! {"rule": texts.plain(&format!("{id}-rule"))}),
                why: unanswered(why, texts),
                advice: texts.plain("undetermined-advice"),
            },
        }
    }
}

/// What a part of a fix does, and what somebody must make sure of first.
pub fn part(part: &Part, texts: &Texts) -> (String, Option<String>) {
    let slug = part.kind.slug;
    let values = || part.values.iter().map(|(name, value)| (*name, value));
    let what = texts.text(&format!("fix-{slug}"), values());
    let is_review = part.disposition == Disposition::Review;
    (what, is_review.then(|| texts.text(&format!("fix-{slug}-review"), values())))
}

/// What to ask of whom, of a finding that no fix clears.
pub fn remaining(remaining: &Remaining, texts: &Texts) -> String {
    let values = remaining.values.iter().map(|(name, value)| (*name, value));
    texts.text(&format!("remaining-{}", remaining.advice), values)
}

/// Why a question has no answer.
pub fn unanswered(why: &Unanswered, texts: &Texts) -> String {
    let (reason, server) = match &why.failure {
        Some(failure) => (failure.kind.as_str(), failure.server.as_deref().unwrap_or("none")),
        None => ("out_of_zone", "none"),
    };
    let question = why.question.to_string();
    let named: [(&str, &Value); 3] =
        values! {"question": question, "reason": reason, "server": crate::text::show_text(server)};
    texts.text("undetermined-why", named)
}

/// Why a blocklist says nothing; `None` for one that works.
pub fn list_state(state: &ListState, texts: &Texts) -> Option<String> {
    Some(match state {
        ListState::Usable => return None,
        ListState::Unanswered(why) => unanswered(why, texts),
        ListState::Refused(refusal) => texts.text("dnsbl-state-refused", values! {"refusal": refusal.id()}),
        ListState::Unusable(fault) => {
            let answer = fault.answer().map(|answer| answer.to_string()).unwrap_or_default();
            texts.text("dnsbl-state-unusable", values! {"fault": fault.id(), "answer": answer})
        }
        ListState::NotAsked(reason) => {
            let reason = match reason {
                NotAsked::PublicResolver => "public-resolver",
                NotAsked::Nothing => "nothing",
            };
            texts.text("dnsbl-state-not-asked", values! {"reason": reason})
        }
    })
}

/// What the blocklists leave open, with the reason, beside the questions that got no answer: the lists that
/// refuse us or answer nonsense, and what there was no room to ask.
pub fn silent_lists(report: &Report, texts: &Texts) -> impl Iterator<Item = (String, String)> {
    let dnsbl = &report.facts.dnsbl;
    let is_silent = |list: &&ListFacts| match list.state {
        ListState::Refused(_) | ListState::Unusable(_) | ListState::NotAsked(NotAsked::PublicResolver) => true,
        ListState::Usable | ListState::Unanswered(_) | ListState::NotAsked(NotAsked::Nothing) => false,
    };
    let silent = dnsbl.lists.iter().filter(is_silent);
    // A list of both families may fail for one of them alone.
    let called = |list: &ListFacts| match list.chosen.list.kinds.len() {
        1 => list.chosen.list.zone.to_string(),
        _ => format!("{} {}", list.chosen.list.zone, list.kind.as_str()),
    };
    let mut told: Vec<_> = silent.filter_map(|list| Some((called(list), list_state(&list.state, texts)?))).collect();
    if dnsbl.left_out > 0 {
        let text = texts.text("dnsbl-left-out", values! {"count": dnsbl.left_out});
        told.push((report.facts.subject.domain.to_string(), text));
    }
    told.into_iter()
}

/// Why SPF comes to "none" or "permerror".
pub fn cause(cause: &Cause, texts: &Texts) -> String {
    let domain = cause.domain.as_ref().map(ToString::to_string).unwrap_or_default();
    let (reason, detail) = match &cause.reason {
        Reason::BadDomain(text) => ("bad-domain", crate::text::show_text(text)),
        Reason::NoRecord => ("no-record", String::new()),
        Reason::MultipleRecords(count) => ("multiple", count.to_string()),
        Reason::Syntax(error) => ("syntax", error.kind.code().to_owned()),
        Reason::TooManyLookups => ("lookups", String::new()),
        Reason::TooManyVoidLookups => ("voids", String::new()),
        Reason::TooManyExchanges(count) => ("exchanges", count.to_string()),
        Reason::IncludeWithoutRecord(target) => ("include", crate::text::show_text(target)),
        Reason::RedirectWithoutRecord(target) => ("redirect", crate::text::show_text(target)),
        Reason::Unanswered(why) => return unanswered(why, texts),
    };
    texts.text("spf-cause", values! {"domain": domain, "reason": reason, "detail": detail})
}

/// The domain of a request, also one that is none.
pub fn identity(request: &crate::spf::request::Request) -> String {
    match &request.domain {
        Ok(domain) => domain.to_string(),
        Err(bad) => crate::text::show_text(&bad.text),
    }
}
