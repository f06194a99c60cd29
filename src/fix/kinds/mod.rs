//! The kinds of fixes: one file each, one list of them all.
//!
//! A [`Kind`] reads the report as the fixes before it left it and proposes [`Draft`]s; whether one is taken is
//! decided by trial. Adding one is a file, a line in [`KINDS`], and its sentence in both languages; the tests walk
//! the list, and the fixtures of the rules that it names prove it.

mod dkim_alias;
mod dkim_keys;
mod dmarc_publish;
mod dmarc_records;
mod forward_name;
mod mta_sts;
mod mx_records;
mod proposed;
mod return_path;
mod spf_all;
mod spf_dead_terms;
mod spf_lookups;
mod spf_ptr;
mod spf_publish;
mod spf_repair;
mod spf_terms;
mod spf_void_lookups;
mod tls_rpt;

use super::draft::Draft;
use crate::dmarc::discover::registrable_domain;
use crate::dns::{Answer, RecordData, RecordType, Txt};
use crate::facts::Facts;
use crate::facts::dkim::{KeyFact, SelectorState};
use crate::finding::Finding;
use crate::name::DomainName;
use crate::report::Report;

/// Every kind, in the order in which they are tried: what makes a record readable comes before what improves it,
/// and what is certain before what somebody must look at.
pub static KINDS: &[&Kind] = &[
    // SPF may name the exchanges: those come first.
    &mx_records::NAME,
    &mx_records::ALIAS,
    &mx_records::MIXED,
    &mx_records::DEAD,
    &spf_publish::MERGE,
    &spf_publish::MOVE,
    &spf_repair::KIND,
    &spf_publish::TYPE99,
    &spf_dead_terms::KIND,
    &spf_publish::SENDER,
    &spf_publish::PARK,
    &spf_publish::PUBLISH,
    &dkim_keys::REPAIR,
    &dkim_keys::SEVERAL,
    &dkim_keys::MOVE,
    &dkim_keys::BESIDE,
    &dkim_alias::DOT,
    &dkim_alias::PROVIDER,
    &dmarc_records::MERGE,
    &dmarc_records::MOVE,
    &dmarc_records::BESIDE,
    &dmarc_records::REPAIR,
    &dmarc_records::PCT,
    &dmarc_publish::ALIAS,
    &dmarc_publish::GENERATIONS,
    &dmarc_publish::PUBLISH,
    &dmarc_publish::REPORTS,
    &mx_records::NULL,
    &mx_records::EXPLICIT,
    &mta_sts::KIND,
    &tls_rpt::KIND,
    &forward_name::KIND,
    &return_path::KIND,
    &spf_void_lookups::KIND,
    &spf_lookups::KIND,
    &spf_ptr::KIND,
    &spf_all::KIND,
];

/// One kind of fix.
pub struct Kind {
    /// Its name, as in `fix-<slug>` of the texts.
    pub slug: &'static str,
    /// The rules whose findings it can clear.
    pub rules: &'static [&'static str],
    /// What it proposes.
    pub propose: fn(&Case<'_>) -> Vec<Draft>,
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.slug)
    }
}

/// What a kind looks at.
pub struct Case<'a> {
    /// The report as it stands now.
    pub report: &'a Report,
}

impl<'a> Case<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        Self { report }
    }

    /// The facts.
    pub fn facts(&self) -> &'a Facts {
        &self.report.facts
    }

    /// The domain that was named.
    pub fn domain(&self) -> &'a DomainName {
        &self.report.facts.subject.domain
    }

    /// The broken rules among these.
    pub fn failing(&self, rules: &'static [&'static str]) -> impl Iterator<Item = &'a Finding> {
        let report = self.report;
        report.findings().filter(move |finding| finding.is_failure() && rules.contains(&finding.rule.id))
    }

    /// Whether the holder of the domain publishes at this name: within the registrable domain and, where there are
    /// zone files, within one of them.
    pub fn is_own(&self, name: &DomainName) -> bool {
        let held = registrable_domain(self.domain()).unwrap_or_else(|| self.domain().clone());
        let zones = &self.facts().subject.zones;
        name.is_within(&held) && (zones.is_empty() || zones.iter().any(|zone| name.is_within(&zone.origin)))
    }

    /// Whether nothing at all shows that the domain sends: not even a key that no verifier can use, for mail may be
    /// signed with it.
    pub fn is_parked(&self) -> bool {
        let is_gone = |key: &KeyFact| match &key.state {
            SelectorState::Missing(_) => key.published.chain.is_empty() && key.misplaced.is_empty(),
            SelectorState::Revoked => true,
            SelectorState::Valid
            | SelectorState::Invalid
            | SelectorState::Multiple
            | SelectorState::Undetermined(_) => false,
        };
        let exists = !self.facts().mx.exists.is_absent();
        exists && self.facts().is_not_sending() && self.facts().dkim.keys.iter().all(is_gone)
    }

    /// The TXT records at the very name, as far as the check saw them.
    pub fn texts(&self, name: &DomainName) -> Vec<&'a Txt> {
        let answer = self.report.answers.get(name, RecordType::Txt).ok();
        let own = answer.filter(|answer| answer.chain().is_empty()).map(Answer::records).unwrap_or_default();
        own.iter().filter_map(|record| if let RecordData::Txt(txt) = &record.data { Some(txt) } else { None }).collect()
    }
}
