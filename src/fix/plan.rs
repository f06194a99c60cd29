//! From a report to the plan: proposals are tried one by one, merged by RRset, ordered and proven.
//!
//! Each kind of fix proposes on the report as the fixes before it left it, so that a record with three faults is
//! mended by three of them and published once. A proposal that clears nothing, that makes anything worse, or that
//! the guard refuses is dropped, with the reason. What is left is laid over DNS once more, fix by fix in the order
//! of the plan: that is the proof.

use std::collections::BTreeSet;

use super::draft::{Disposition, Draft, SetEdit};
use super::guard::{self, Refusal};
use super::kinds::{Case, KINDS, Kind};
use super::ledger::Ledger;
use super::rollout::{self, Stage};
use super::trial::Trials;
use super::{Change, remaining, wait};
use crate::check::Judging;
use crate::dns::layered::Edit;
use crate::dns::{Question, RecordType, Source};
use crate::finding::Finding;
use crate::report::Report;
use crate::review::{Mark, Review};

pub use super::remaining::{Remaining, Who};

/// What to change, in order.
#[derive(Debug)]
pub struct Plan {
    /// The fixes, those that clear most refusals first.
    pub fixes: Vec<Fix>,
    /// Proposals that were dropped, and why.
    pub refused: Vec<Refused>,
    /// What this plan does not mend, and who can.
    pub remaining: Vec<Remaining>,
    /// What comes later: how DMARC is tightened, step by step.
    pub rollout: Vec<Stage>,
    /// The report on the same DNS with every fix in place; `None` when there is nothing to fix.
    pub after: Option<Box<Report>>,
    /// Whether every fix is proven, and nothing fails after the last that did not fail before the first.
    pub proved: bool,
}

/// Changes that belong together: to one RRset, or to several of which none serves alone.
#[derive(Debug, Clone)]
pub struct Fix {
    /// `fix-1`, `fix-2`, … in the order of the plan.
    pub id: String,
    /// What is done, one part for each kind of fix.
    pub parts: Vec<Part>,
    /// The RRsets.
    pub changes: Vec<Change>,
    /// The findings that are gone with it.
    pub clears: Vec<Mark>,
    /// Findings that show only now: what they are about was hidden before, and is as it was.
    pub reveals: Vec<Mark>,
    /// The receivers whose refusals are gone with it, and with the fixes before it.
    pub accepts: Vec<String>,
    /// Whether somebody must look at it before it is published.
    pub disposition: Disposition,
    /// Everything was judged again with it, what it was made for is cleared, and nothing new fails.
    pub proved: bool,
    /// How long the old answers may still be met; `None` when the zone does not say.
    pub wait: Option<wait::Seconds>,
}

/// One thing that a fix does.
#[derive(Debug, Clone)]
pub struct Part {
    /// The kind of fix.
    pub kind: &'static Kind,
    /// The named values of its sentence.
    pub values: std::collections::BTreeMap<&'static str, crate::finding::Value>,
    /// Whether somebody must look at it.
    pub disposition: Disposition,
    /// The findings it was made for.
    pub aims: Vec<Mark>,
}

/// A proposal that was dropped.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The kind of fix.
    pub kind: &'static Kind,
    /// The findings it was made for.
    pub aims: Vec<Mark>,
    /// Why.
    pub why: Refusal,
}

/// Which fixes are planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    All,
    /// Those that need nobody's decision.
    Safe,
}

/// How the fixes of a report are planned.
#[derive(Clone, Copy)]
pub struct Planning<'a> {
    /// How reports are judged: as the one that is planned for was.
    pub judging: Judging<'a>,
    /// What the user laid over DNS already.
    pub edits: &'a [Edit],
    /// Which fixes are planned.
    pub scope: Scope,
    /// The kinds of fixes, in the order in which they are tried.
    pub kinds: &'a [&'static Kind],
}

impl<'a> Planning<'a> {
    /// Every kind of fix, over DNS as it is.
    pub fn new(judging: Judging<'a>) -> Self {
        Self { judging, edits: &[], scope: Scope::All, kinds: KINDS }
    }

    /// Plans the fixes of a report whose answers came from `source`.
    ///
    /// What a proposal leads to and the check did not ask is asked of `source`; nothing is asked twice.
    pub async fn plan(&self, report: &Report, source: &dyn Source) -> Plan {
        let trials = Trials::new(self.judging, report, source, self.edits);
        let mut search = Search {
            trials: &trials,
            report,
            planning: self,
            ledger: Ledger::default(),
            taken: Vec::new(),
            refused: Vec::new(),
        };
        let after = search.run().await;
        let taken = grouped(&search.taken, &search.ledger.changes());
        let mut urgent = taken.clone();
        urgent.sort_by_cached_key(|group| std::cmp::Reverse(weight(group, report)));
        let mut fixes = prove(urgent, &search.ledger, report, &trials).await;
        if fixes.iter().any(|fix| !fix.proved) {
            // One leans on another that weighs less: then they come as they were found.
            fixes = prove(taken, &search.ledger, report, &trials).await;
        }
        let last = after.as_ref().unwrap_or(report);
        let harmless = guard::harm(&Review::of(report, last), report).is_none();
        let proved = harmless && fixes.iter().all(|fix| fix.proved);
        let remaining = remaining::of(last);
        let rollout = rollout::stages(last);
        let refused = search.refused;
        Plan { fixes, refused, remaining, rollout, after: after.map(Box::new), proved }
    }
}

/// How many proposals are taken together at the most.
const LAID_BARE: usize = 5;

/// What is not tried again.
#[derive(Debug, PartialEq, Eq)]
struct Tried {
    kind: &'static str,
    edits: Vec<SetEdit>,
}

impl Tried {
    fn of(draft: &Draft) -> Self {
        Self { kind: draft.kind.slug, edits: draft.edits.clone() }
    }
}

/// The search for proposals that help.
struct Search<'s, 'a> {
    trials: &'s Trials<'a>,
    report: &'a Report,
    planning: &'s Planning<'a>,
    ledger: Ledger,
    taken: Vec<Draft>,
    refused: Vec<Refused>,
}

impl Search<'_, '_> {
    /// Takes what helps, and returns the report with all of it; `None` when nothing does.
    async fn run(&mut self) -> Option<Report> {
        let mut current: Option<Report> = None;
        let mut seen: Vec<Tried> = Vec::new();
        // Each turn takes one proposal, and none is tried twice.
        'turns: loop {
            for draft in self.proposed(current.as_ref().unwrap_or(self.report)) {
                let tried = Tried::of(&draft);
                if draft.edits.is_empty() || seen.contains(&tried) {
                    continue;
                }
                seen.push(tried);
                match self.settle(draft.clone(), current.as_ref().unwrap_or(self.report)).await {
                    Ok((ledger, drafts, after)) => {
                        self.ledger = ledger;
                        seen.extend(drafts.iter().map(Tried::of));
                        self.taken.extend(drafts);
                        current = Some(after);
                        continue 'turns;
                    }
                    Err(why) => self.refused.push(Refused { kind: draft.kind, aims: draft.aims, why }),
                }
            }
            return current;
        }
    }

    /// What all kinds propose on a report.
    fn proposed(&self, report: &Report) -> Vec<Draft> {
        let drafts = self.planning.kinds.iter().flat_map(|kind| (kind.propose)(&Case::new(report)));
        drafts.filter(|draft| self.planning.scope == Scope::All || draft.disposition == Disposition::Safe).collect()
    }

    /// Tries one proposal, and with it what mends the faults that it lays bare: a record that could not be read
    /// hides what else is wrong with it.
    async fn settle(&self, draft: Draft, before: &Report) -> Result<(Ledger, Vec<Draft>, Report), Refusal> {
        let (mut ledger, mut after) = self.attempt(&draft, before, &self.ledger).await?;
        let mut drafts = vec![draft];
        loop {
            let Some(harm) = guard::harm(&Review::of(before, &after), before) else {
                // Small steps, each no worse than the one before, must not lead somewhere worse than the start.
                let worse = guard::harm(&Review::of(self.report, &after), self.report);
                return match worse.filter(|worse| matches!(worse, Refusal::Worsens(_))) {
                    Some(worse) => Err(worse),
                    None => Ok((ledger, drafts, after)),
                };
            };
            let Refusal::Breaks(bare) = &harm else { return Err(harm) };
            if drafts.len() >= LAID_BARE {
                return Err(harm);
            }
            let known = |draft: &Draft| drafts.iter().any(|known| Tried::of(known) == Tried::of(draft));
            let mends = |draft: &Draft| draft.aims.iter().any(|aim| bare.contains(aim)) && !known(draft);
            let next = self.proposed(&after).into_iter().find(mends);
            let Some(next) = next else { return Err(harm) };
            (ledger, after) = self.attempt(&next, &after, &ledger).await.map_err(|_| harm)?;
            drafts.push(next);
        }
    }

    /// Tries one proposal on top of those that were taken.
    async fn attempt(&self, draft: &Draft, before: &Report, on: &Ledger) -> Result<(Ledger, Report), Refusal> {
        let mut ledger = on.clone();
        for edit in &draft.edits {
            self.enter(&mut ledger, &edit.question).await?;
        }
        // What goes makes room for what comes.
        let (leaving, coming): (Vec<_>, Vec<_>) = draft.edits.iter().partition(|edit| edit.new.is_empty());
        for edit in leaving.into_iter().chain(coming) {
            ledger.apply(edit).map_err(Refusal::Blocked)?;
        }
        let changes = ledger.changes();
        if let Some(why) = guard::records(&changes) {
            return Err(why);
        }
        let after = self.trials.with(&changes).await.ok_or(Refusal::Untried)?;
        let clears = {
            let review = Review::of(before, &after);
            review.cleared.iter().any(|finding| draft.aims.contains(&Mark::of(finding)))
        };
        if !clears {
            return Err(Refusal::Idle);
        }
        if let Some(why) = guard::outcome(draft, &changes, before, &after) {
            return Err(why);
        }
        Ok((ledger, after))
    }

    /// Looks at what stands where a change is to be, an alias included.
    async fn enter(&self, ledger: &mut Ledger, question: &Question) -> Result<(), Refusal> {
        let kinds: &[RecordType] = match question.kind {
            RecordType::Cname => &[RecordType::Cname, RecordType::Txt, RecordType::Mx, RecordType::A, RecordType::Aaaa],
            _ => &[question.kind],
        };
        for kind in kinds {
            let question = Question::new(question.name.clone(), *kind);
            if ledger.knows(&question) {
                continue;
            }
            let answer = self.trials.look(&question).await;
            ledger.enter(&question, &answer).map_err(Refusal::Blocked)?;
            let is_alias = !answer.chain().is_empty() && *kind != RecordType::Cname;
            if is_alias && self.trials.may_be_alias(&question.name) {
                let alias = Question::new(question.name.clone(), RecordType::Cname);
                let answer = self.trials.look(&alias).await;
                ledger.enter(&alias, &answer).map_err(Refusal::Blocked)?;
            }
        }
        Ok(())
    }
}

/// Proposals that touch the same RRsets, and the changes that they come to.
#[derive(Clone)]
struct Group {
    parts: Vec<Part>,
    changes: Vec<Change>,
}

/// Puts together what touches the same RRset, in the order in which it was found.
fn grouped(taken: &[Draft], changes: &[Change]) -> Vec<Group> {
    let mut groups: Vec<(BTreeSet<Question>, Vec<&Draft>)> = Vec::new();
    for draft in taken {
        let mut touched: BTreeSet<_> = draft.edits.iter().map(|edit| edit.question.clone()).collect();
        let mut drafts = Vec::new();
        let (same, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(known, _)| known.iter().any(|question| touched.contains(question)));
        groups = others;
        for (known, before) in same {
            touched.extend(known);
            drafts.extend(before);
        }
        drafts.push(draft);
        groups.push((touched, drafts));
    }
    groups
        .into_iter()
        .map(|(touched, drafts)| Group {
            parts: drafts.into_iter().map(Part::of).collect(),
            changes: changes.iter().filter(|change| touched.contains(&change.question())).cloned().collect(),
        })
        .filter(|group| !group.changes.is_empty())
        .collect()
}

/// How much hangs on a group: certain refusals, possible ones, then how grave its findings are.
fn weight(group: &Group, report: &Report) -> (usize, usize, crate::finding::Severity) {
    let aims: Vec<_> = group.parts.iter().flat_map(|part| &part.aims).collect();
    let is_aim = |finding: &&Finding| finding.is_failure() && aims.iter().any(|mark| **mark == Mark::of(finding));
    let mut weight = (0, 0, crate::finding::Severity::Info);
    for finding in report.findings().filter(is_aim) {
        let (certain, possible) = report.refusals_behind(finding);
        weight = (weight.0.max(certain), weight.1.max(possible), weight.2.max(finding.severity()));
    }
    weight
}

impl Part {
    fn of(draft: &Draft) -> Self {
        let Draft { kind, values, disposition, aims, .. } = draft.clone();
        Self { kind, values, disposition, aims }
    }
}

/// Lays one group after the other over DNS.
async fn prove(groups: Vec<Group>, ledger: &Ledger, report: &Report, trials: &Trials<'_>) -> Vec<Fix> {
    let mut laid: Vec<Change> = Vec::new();
    let mut before: Option<Report> = None;
    let mut fixes = Vec::new();
    for (index, Group { parts, changes }) in groups.into_iter().enumerate() {
        laid.extend(changes.iter().cloned());
        let after = trials.with(&laid).await;
        let proof = after.as_ref().map(|after| Proof::of(before.as_ref().unwrap_or(report), after, &parts, report));
        let Proof { clears, reveals, accepts, proved } = proof.unwrap_or_default();
        let wait = changes.iter().filter_map(|change| ledger.wait(&change.question())).max();
        let disposition = parts.iter().map(|part| part.disposition).max().unwrap_or(Disposition::Safe);
        let id = format!("fix-{}", index + 1);
        fixes.push(Fix { id, parts, changes, clears, reveals, accepts, disposition, proved, wait });
        before = after.or(before);
    }
    fixes
}

/// What judging everything again came to.
#[derive(Debug, Default)]
struct Proof {
    clears: Vec<Mark>,
    reveals: Vec<Mark>,
    accepts: Vec<String>,
    proved: bool,
}

impl Proof {
    /// Compares the report before a fix with the one after it; `first` is the one without any fix.
    fn of(before: &Report, after: &Report, parts: &[Part], first: &Report) -> Self {
        let review = Review::of(before, after);
        let clears: Vec<_> = review.cleared.iter().map(|finding| Mark::of(finding)).collect();
        let reveals = review.new.iter().filter(|finding| guard::is_revealed(finding, before));
        let ended = review.predictions.iter().filter(|shift| shift.clears_refusal());
        let accepts: BTreeSet<_> = ended.filter_map(|shift| Some(shift.before?.name.clone())).collect();
        let was_there = |mark: &&Mark| first.findings().any(|f| f.is_failure() && Mark::of(f) == **mark);
        let mut aims = parts.iter().flat_map(|part| &part.aims).filter(was_there);
        Self {
            proved: aims.all(|aim| clears.contains(aim)) && guard::harm(&review, before).is_none(),
            reveals: reveals.map(|finding| Mark::of(finding)).collect(),
            accepts: accepts.into_iter().collect(),
            clears,
        }
    }
}
