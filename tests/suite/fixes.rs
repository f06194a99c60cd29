//! Fixes: each one laid over the world it is made for.

use std::collections::BTreeSet;

use preflight::fix::Plan;
use preflight::fix::kinds::KINDS;
use preflight::report::Report;
use preflight::review::{Mark, Review};

use crate::support::fixture::{self, Fixture};

/// The rules that some kind of fix says it can clear.
fn claimed() -> BTreeSet<&'static str> {
    KINDS.iter().flat_map(|kind| kind.rules).copied().collect()
}

/// The bad fixtures of those rules.
fn bad() -> impl Iterator<Item = (String, Fixture)> {
    let claimed = claimed();
    let is_bad =
        |path: &std::path::Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("bad"));
    fixture::all().into_iter().filter(move |(id, fixture)| claimed.contains(id.as_str()) && is_bad(&fixture.path))
}

/// The broken rules of a report, marked.
fn broken(report: &Report) -> BTreeSet<Mark> {
    report.findings().filter(|finding| finding.is_failure()).map(Mark::of).collect()
}

fn last<'a>(report: &'a Report, plan: &'a Plan) -> &'a Report {
    plan.after.as_deref().unwrap_or(report)
}

/// What a fix claims, it does: the rule holds afterwards, nothing else is broken, and every fix says that it is
/// proven. A fixture that no record can mend for certain says why in its header.
#[test]
fn the_bad_fixture_of_every_rule_that_claims_a_fix_passes_with_it() {
    let mut wrong = Vec::new();
    for (id, fixture) in bad() {
        let place = fixture.path.display();
        let (report, plan) = fixture.planned();
        let after = last(&report, &plan);
        let is_left = broken(after).iter().any(|mark| mark.rule == id);
        if is_left != fixture.unfixed.is_some() {
            let refused: Vec<_> = plan.refused.iter().map(|refused| (refused.kind.slug, &refused.why)).collect();
            wrong.push(format!("{place}: {} {refused:?}", if is_left { "is not fixed" } else { "is fixed after all" }));
        }
        if !plan.proved || plan.fixes.iter().any(|fix| !fix.proved) {
            wrong.push(format!("{place}: the plan is not proven: {:?}", plan.fixes));
        }
        let review = Review::of(&report, after);
        if let Some(shift) = review.worse().next() {
            wrong.push(format!("{place}: {shift:?} is worse"));
        }
        let revealed: BTreeSet<_> = plan.fixes.iter().flat_map(|fix| &fix.reveals).cloned().collect();
        for new in broken(after).difference(&broken(&report)).filter(|new| !revealed.contains(new)) {
            wrong.push(format!("{place}: {new:?} is new"));
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A rule that is never cleared in any fixture is claimed in vain.
#[test]
fn every_kind_of_fix_clears_what_it_names() {
    let mut cleared = BTreeSet::new();
    let mut used = BTreeSet::new();
    for (_, fixture) in fixture::all() {
        let (_, plan) = fixture.planned();
        cleared.extend(plan.fixes.iter().flat_map(|fix| &fix.clears).map(|mark| mark.rule));
        used.extend(plan.fixes.iter().flat_map(|fix| &fix.parts).map(|part| part.kind.slug));
    }
    let in_vain: Vec<_> = claimed().difference(&cleared).copied().collect();
    assert!(in_vain.is_empty(), "no fixture is cleared of {in_vain:?}");
    let unused: Vec<_> = KINDS.iter().map(|kind| kind.slug).filter(|slug| !used.contains(slug)).collect();
    assert!(unused.is_empty(), "no fixture needs {unused:?}");
}

/// Applied twice, a plan changes nothing more.
#[test]
fn nothing_is_left_to_fix_behind_a_plan() {
    for (_, fixture) in bad() {
        let (_, plan) = fixture.planned();
        let changes: Vec<_> = plan.fixes.iter().flat_map(|fix| fix.changes.clone()).collect();
        let (_, again) = fixture.planned_on(&changes);
        assert!(again.fixes.is_empty(), "{}: {:?}", fixture.path.display(), again.fixes);
    }
}
