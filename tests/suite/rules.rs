//! Every fixture of every rule: what must fail fails, what must hold holds, and what is said of it
//! can be said in both languages.

use std::collections::{BTreeMap, BTreeSet};

use preflight::checks::{self, CATALOGUE, Quiet};
use preflight::dns::{Answers, FailureKind, Question};
use preflight::finding::State;
use preflight::i18n::{Lang, Texts};

use crate::catalogue::family;
use crate::support::fixture;

#[test]
fn every_fixture_comes_to_what_its_header_says() {
    let mut wrong = Vec::new();
    for (id, fixture) in fixture::all() {
        let (facts, _) = fixture.facts();
        let (mut failing, mut open) = (BTreeMap::new(), BTreeMap::new());
        let mut own_quiet = None;
        for rule in CATALOGUE.iter().filter(|rule| family(rule.id) == family(&id)) {
            let checked = checks::run(rule, &facts);
            if rule.id == id {
                own_quiet = checked.quiet;
            }
            for finding in &checked.findings {
                match &finding.state {
                    State::Fail => {
                        let lowered =
                            (finding.severity() != rule.severity).then(|| finding.severity().as_str().to_owned());
                        failing.insert(rule.id.to_owned(), lowered);
                    }
                    State::Undetermined(why) => _ = open.insert(rule.id.to_owned(), format!("{why:?}")),
                }
            }
        }
        let place = fixture.path.display();
        if failing != fixture.expect {
            wrong.push(format!("{place}: fails {failing:?}, expected {:?}", fixture.expect));
        }
        if !open.keys().eq(&fixture.undetermined) {
            wrong.push(format!("{place}: undetermined {open:?}, expected {:?}", fixture.undetermined));
        }
        let name = fixture.path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("bad") && !fixture.expect.contains_key(&id) {
            wrong.push(format!("{place}: a bad fixture expects its own rule"));
        }
        if name.starts_with("good") && own_quiet != Some(Quiet::Pass) {
            wrong.push(format!("{place}: {id} does not pass but is {own_quiet:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} fixtures are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_finding_can_be_said_in_both_languages() {
    let mut wrong = Vec::new();
    for (_, fixture) in fixture::all() {
        let (facts, _) = fixture.facts();
        for finding in checks::run_all(&facts).into_iter().flat_map(|checked| checked.findings) {
            if !finding.is_failure() {
                continue;
            }
            for lang in Lang::ALL {
                for part in ["title", "why", "advice"] {
                    let key = format!("{}-{part}", finding.rule.id);
                    let values = finding.evidence.values.iter().map(|(name, value)| (*name, value));
                    if let Err(error) = Texts::of(lang).try_text(&key, values) {
                        wrong.push(format!("{}: {error}", fixture.path.display()));
                    }
                }
            }
            if let Some(excerpt) = &finding.evidence.excerpt {
                let inside = excerpt.span.start <= excerpt.span.end && excerpt.span.end <= excerpt.octets.len();
                if !inside {
                    wrong.push(format!(
                        "{}: {} underlines outside its record",
                        fixture.path.display(),
                        finding.rule.id
                    ));
                }
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One question that fails can only hide findings, never make one: a failure is not an absence.
#[test]
fn a_failing_question_never_makes_a_finding() {
    let mut wrong = Vec::new();
    for (_, mut fixture) in fixture::all() {
        let (facts, answers) = fixture.facts();
        let before = failing(&facts);
        let asked: Vec<_> = answers.iter().map(|(question, _)| question.clone()).collect();
        for question in asked.into_iter().filter(|question| !is_guess(question)) {
            let kept = fixture.world.failing.insert(question.clone(), FailureKind::Servfail);
            let mut known = Answers::default();
            for (other, answer) in answers.iter().filter(|(other, _)| **other != question) {
                known.insert_as_in(&answers, other.clone(), answer.clone());
            }
            let after = failing(&fixture.facts_with(known).0);
            match kept {
                Some(kind) => _ = fixture.world.failing.insert(question.clone(), kind),
                None => _ = fixture.world.failing.remove(&question),
            }
            for (id, place) in after.difference(&before) {
                wrong.push(format!("{}: {question} fails, and {id} is found at {place}", fixture.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn failing(facts: &preflight::facts::Facts) -> BTreeSet<(&'static str, String)> {
    let findings = checks::run_all(facts).into_iter().flat_map(|checked| checked.findings);
    findings.filter(|f| f.is_failure()).map(|f| (f.rule.id, f.evidence.place.name.to_string())).collect()
}

/// Guessed selectors are a hundred questions of one kind; one stands for them all.
fn is_guess(question: &Question) -> bool {
    let labels: Vec<_> = question.name.labels().collect();
    labels.get(1) == Some(&"_domainkey") && !["s1", "preflight-wildcard-probe"].contains(&labels[0])
}
