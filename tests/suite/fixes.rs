//! Fixes: each one laid over the world it is made for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use preflight::checks::CATALOGUE;
use preflight::finding::Value;
use preflight::fix::kinds::KINDS;
use preflight::fix::{Disposition, Plan};
use preflight::i18n::{Lang, Texts};
use preflight::report::sentences::part;
use preflight::report::{Report, terminal};
use preflight::review::{Mark, Review};
use preflight::spf::outcome::SpfResult;

use crate::support::fixture::{self, Fixture};

/// The rules that some kind of fix says it can clear.
fn claimed() -> BTreeSet<&'static str> {
    KINDS.iter().flat_map(|kind| kind.rules).copied().collect()
}

/// One fixture, the report on it, and the plan of its fixes.
struct Planned {
    id: String,
    fixture: Fixture,
    report: Report,
    plan: Plan,
}

/// Every fixture, planned once.
fn planned() -> &'static [Planned] {
    static PLANNED: LazyLock<Vec<Planned>> = LazyLock::new(|| {
        let all = fixture::all().into_iter();
        let plan = |(id, fixture): (String, Fixture)| {
            let (report, plan) = fixture.planned();
            Planned { id, fixture, report, plan }
        };
        all.map(plan).collect()
    });
    &PLANNED
}

/// The bad fixtures of the rules that some kind of fix claims.
fn bad() -> impl Iterator<Item = &'static Planned> {
    let claimed = claimed();
    planned().iter().filter(move |planned| {
        let name = planned.fixture.path.file_name().unwrap_or_default().to_string_lossy();
        claimed.contains(planned.id.as_str()) && name.starts_with("bad")
    })
}

/// The fixture at this place, planned.
fn at(place: &str) -> &'static Planned {
    planned().iter().find(|planned| planned.fixture.path.ends_with(place)).unwrap()
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
    for Planned { id, fixture, report, plan } in bad() {
        let place = fixture.path.display();
        let after = last(report, plan);
        let is_left = broken(after).iter().any(|mark| mark.rule == id);
        if is_left != fixture.unfixed.is_some() {
            let refused: Vec<_> = plan.refused.iter().map(|refused| (refused.kind.slug, &refused.why)).collect();
            wrong.push(format!("{place}: {} {refused:?}", if is_left { "is not fixed" } else { "is fixed after all" }));
        }
        if !plan.proved || plan.fixes.iter().any(|fix| !fix.proved) {
            wrong.push(format!("{place}: the plan is not proven: {:?}", plan.fixes));
        }
        let review = Review::of(report, after);
        if let Some(shift) = review.worse().find(|shift| shift.before.is_some()) {
            wrong.push(format!("{place}: {shift:?} is worse"));
        }
        let revealed: BTreeSet<_> = plan.fixes.iter().flat_map(|fix| &fix.reveals).cloned().collect();
        for new in broken(after).difference(&broken(report)).filter(|new| !revealed.contains(new)) {
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
    for Planned { plan, .. } in planned() {
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
    for Planned { fixture, plan, .. } in bad() {
        let changes: Vec<_> = plan.fixes.iter().flat_map(|fix| fix.changes.clone()).collect();
        let (_, again) = fixture.planned_on(&changes);
        assert!(again.fixes.is_empty(), "{}: {:?}", fixture.path.display(), again.fixes);
    }
}

/// Every step is one that both generations of receivers read alike, and none comes before its time.
#[test]
fn the_rollout_of_each_world_is_the_one_in_its_header() {
    for fixture in fixture::rollouts() {
        let (_, plan) = fixture.planned();
        let shown = plan.rollout.iter().map(|stage| {
            let record = String::from_utf8(stage.record.joined()).unwrap();
            format!("{} {} {record}", stage.condition.as_str(), stage.days)
        });
        assert_eq!(shown.collect::<Vec<_>>(), fixture.stages, "{}", fixture.path.display());
    }
}

/// A policy that was never in force is not put in force by mending its record; the way up is the roll-out's.
#[test]
fn a_mended_record_asks_for_no_more_than_before() {
    for (place, record) in [
        ("DMARC008/bad.zone", "v=DMARC1; p=none; rua=mailto:dmarc@example.fr"),
        ("DMARC008/bad-word.zone", "v=DMARC1; p=none"),
        ("DMARC004/bad-case.zone", "v=DMARC1; p=none"),
        ("DMARC002/bad-apex.zone", "v=DMARC1; p=none"),
        ("DMARC006/bad-unquoted.zone", "v=DMARC1; p=none"),
        ("DMARC003/bad.zone", "v=DMARC1; p=none"),
        ("DMARC012/bad-sp-alone.zone", "v=DMARC1; p=none; sp=none; rua=mailto:dmarc@example.fr"),
        ("DMARC012/bad-np.zone", "v=DMARC1; p=none; np=none"),
    ] {
        let changes = at(place).plan.fixes.iter().flat_map(|fix| &fix.changes);
        let at_dmarc = changes.filter(|change| change.name.as_str().starts_with("_dmarc."));
        let new: Vec<_> = at_dmarc.flat_map(|change| &change.new).map(ToString::to_string).collect();
        assert_eq!(new, [format!("\"{record}\"")], "{place}");
    }
}

/// What is left is named by its own text, and advice leads to the name where something can be done.
#[test]
fn what_is_left_is_told_as_what_it_is() {
    for (place, told) in [
        ("SPF037/bad_halves.zone", &["ip4:0.0.0.0/1 in the SPF", "ip4:128.0.0.0/1 in the SPF"][..]),
        (
            "DMARC002/bad-two.zone",
            &["Decide what _dmarc.example.fr is to say, publish that there, and take away what stands at _dmarc.www."],
        ),
        (
            "SPF002/bad_contradiction.zone",
            &["contradict each other", "\"v=spf1 ip4:192.0.2.0/24 ~all\"", "\"v=spf1 ip4:198.51.100.0/24 -all\""],
        ),
        ("DKIM005/bad-pasted.zone", &["goes on behind a `=`"]),
        ("DKIM006/bad-bare.zone", &["clears DKIM006, proven on the same DNS"]),
    ] {
        let Planned { report, plan, .. } = at(place);
        let text = terminal::fixes::whole(plan, report, Texts::of(Lang::En), 1_000);
        told.iter().for_each(|told| assert_eq!(text.matches(told).count(), 1, "{place}: {told}\n{text}"));
    }
}

/// A record that nothing closed gets an end only with somebody's consent, whatever else is mended.
#[test]
fn an_end_that_comes_with_something_else_is_told_and_for_review() {
    let Planned { plan, .. } = at("SPF025/bad.zone");
    let fix = plan.fixes.iter().find(|fix| fix.clears.iter().any(|mark| mark.rule == "SPF025")).unwrap();
    assert_eq!(
        (fix.disposition, fix.changes[0].new[0].to_string()),
        (Disposition::Review, "\"v=spf1 ip4:192.0.2.0/24 ~all\"".to_owned())
    );
    for lang in Lang::ALL {
        let (what, review) = part(&fix.parts[0], Texts::of(lang));
        assert!(what.contains("~all") && review.is_some(), "{what}");
    }
}

/// The list of kinds is sound: each has a name of its own, rules of the catalogue and its sentences.
#[test]
fn every_kind_of_fix_can_be_said_in_both_languages() {
    let slugs: BTreeSet<_> = KINDS.iter().map(|kind| kind.slug).collect();
    assert_eq!(slugs.len(), KINDS.len(), "two kinds share a name");
    for kind in KINDS {
        let known = |id: &str| CATALOGUE.iter().any(|rule| rule.id == id);
        assert!(!kind.rules.is_empty() && kind.rules.iter().all(|id| known(id)), "{}", kind.slug);
        assert!(Lang::ALL.iter().all(|lang| Texts::of(*lang).has(&format!("fix-{}", kind.slug))), "{}", kind.slug);
    }
    let mut wrong = Vec::new();
    for Planned { fixture, plan, .. } in planned() {
        let place = fixture.path.display();
        let mut say = |key: &str, values: &BTreeMap<&'static str, Value>| {
            for lang in Lang::ALL {
                match Texts::of(lang).try_text(key, values.iter().map(|(name, value)| (*name, value))) {
                    Ok(text) if !text.trim().is_empty() => {}
                    Ok(_) => wrong.push(format!("{place}: {key} says nothing")),
                    Err(error) => wrong.push(format!("{place}: {error}")),
                }
            }
        };
        for part in plan.fixes.iter().flat_map(|fix| &fix.parts) {
            say(&format!("fix-{}", part.kind.slug), &part.values);
            if part.disposition == Disposition::Review {
                say(&format!("fix-{}-review", part.kind.slug), &part.values);
            }
        }
        for left in &plan.remaining {
            say(&format!("remaining-{}", left.advice), &left.values);
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Nobody said who sends: that a mended record may refuse somebody is no reason to leave it broken.
#[test]
fn a_typo_is_mended_whoever_sends() {
    let fixture = Fixture::read(&crate::catalogue::root("fixtures/rules/SPF004/bad-unknown-sender.zone"));
    let (report, plan) = fixture.planned();
    assert!(report.facts.streams.iter().all(|stream| stream.spf(&report.facts).one() == Some(&SpfResult::Permerror)));
    assert!(plan.refused.is_empty(), "{:?}", plan.refused);
    let after = last(&report, &plan);
    let spf = after.facts.streams.iter().map(|stream| stream.spf(&after.facts));
    assert!(spf.clone().count() > 0 && spf.into_iter().all(|spf| spf.one().is_none()), "the sender is still unknown");
    assert!(plan.proved && broken(after).iter().all(|mark| mark.rule != "SPF004"));
}
