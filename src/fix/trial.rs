//! A proposal tried: its records laid over the very DNS that the check saw, and everything judged again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Change;
use crate::check::Judging;
use crate::dns::layered::{Edit, Layered};
use crate::dns::remembered::Remembered;
use crate::dns::{Answer, Answers, From, Question, RecordType, Source};
use crate::facts::Subject;
use crate::limits;
use crate::name::{DomainName, Selector};
use crate::report::Report;
use crate::zone::{Zone, ZoneData};

/// The place where proposals are tried.
pub(super) struct Trials<'a> {
    judging: Judging<'a>,
    before: &'a Report,
    source: Remembered<'a>,
    /// What the user laid over DNS already.
    edits: &'a [Edit],
    left: AtomicUsize,
}

impl<'a> Trials<'a> {
    /// Trials against the report `before`, whose answers came from `source`, with the user's `edits` in it.
    pub(super) fn new(judging: Judging<'a>, before: &'a Report, source: &'a dyn Source, edits: &'a [Edit]) -> Self {
        let source = Remembered::new(&before.answers, source);
        Self { judging, before, source, edits, left: AtomicUsize::new(limits::FIX_TRIALS) }
    }

    /// What stands at a name today.
    pub(super) async fn look(&self, question: &Question) -> Answer {
        self.source.ask(question).await
    }

    /// Whether a name that answers for another one is an alias itself, and not by a wildcard alone: only a zone
    /// file tells the two apart (RFC 4592 section 2.2).
    pub(super) fn may_be_alias(&self, name: &DomainName) -> bool {
        let zones = self.before.facts.subject.zones.iter().filter(|zone| name.is_within(&zone.origin));
        let mut held = zones.map(|zone| zone.at(name, RecordType::Cname).next().is_some()).peekable();
        held.peek().is_none() || held.any(|is_alias| is_alias)
    }

    /// The report on the domain with these changes; `None` when there were enough trials.
    pub(super) async fn with(&self, changes: &[Change]) -> Option<Report> {
        // Nothing below waits, and other domains of the run have answers on their way.
        tokio::task::yield_now().await;
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).ok()?;
        let subject = self.subject(changes);
        let touched =
            |edit: &&Edit| changes.iter().any(|change| (&change.name, change.kind) == (&edit.name, edit.kind));
        let kept = self.edits.iter().filter(|edit| !touched(edit)).cloned();
        let edits: Vec<Edit> = kept.chain(changes.iter().flat_map(Change::edits)).collect();
        let zones = subject.zones.iter().map(|zone| ZoneData::new(zone));
        let laid = Layered::new(zones, &edits, From::Fix, Some(Box::new(&self.source)));
        let mut answers = Answers::default();
        for (question, _) in self.before.answers.iter() {
            answers.insert_as_in(&self.before.answers, question.clone(), laid.ask(question).await);
        }
        Some(self.judging.report_with(&laid, subject, answers).await)
    }

    /// The subject as the changes leave it: its zone files edited, and keys looked for where they are put.
    fn subject(&self, changes: &[Change]) -> Subject {
        let mut subject = self.before.facts.subject.clone();
        for zone in &mut subject.zones {
            if changes.iter().any(|change| change.name.is_within(&zone.origin)) {
                *zone = Arc::new(edited(zone, changes));
            }
        }
        for change in changes.iter().filter(|change| !change.new.is_empty()) {
            if let Some(selector) = selector_at(&change.name, &subject.domain)
                && !subject.selectors.contains(&selector)
            {
                subject.selectors.push(selector);
            }
        }
        subject
    }
}

/// The selector whose key stands at a name, below the domain.
fn selector_at(name: &DomainName, domain: &DomainName) -> Option<Selector> {
    let keys = domain.child("_domainkey").ok()?;
    let depth = name.label_count().checked_sub(keys.label_count())?;
    let labels: Vec<_> = name.labels().take(depth).collect();
    if !name.is_within(&keys) || labels.contains(&"*") {
        return None;
    }
    Selector::parse(&labels.join(".")).ok()
}

/// The zone with the changes in it.
fn edited(zone: &Zone, changes: &[Change]) -> Zone {
    let mut zone = zone.clone();
    for change in changes {
        if !change.name.is_within(&zone.origin) {
            continue;
        }
        zone.replace(&change.name, change.kind, change.ttl, &change.new);
    }
    zone
}
