//! One question fails: what hangs on it is undetermined, and the rest of the report stands.

use std::collections::BTreeSet;

use futures_util::future::BoxFuture;
use preflight::dns::{Answer, Failure, FailureKind, Question, Source};
use preflight::predict::{Certainty, Outcome};
use preflight::report::{Report, Verdict};

use crate::support::worlds;

/// A source in which one question fails.
struct Broken<'a> {
    source: &'a dyn Source,
    question: &'a Question,
    kind: FailureKind,
}

impl Source for Broken<'_> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        if question == self.question {
            return Box::pin(std::future::ready(Answer::Failed(Failure::of(self.kind))));
        }
        self.source.ask(question)
    }
}

/// Every question of every world fails in turn, in each way a resolver fails.
#[test]
fn no_failure_makes_a_finding_or_a_better_verdict() {
    let ways = [FailureKind::Servfail, FailureKind::Refused, FailureKind::Timeout, FailureKind::Truncated];
    let (mut wrong, mut runs) = (Vec::new(), 0);
    for world in &worlds::ALL {
        let source = world.source();
        let whole = world.report(&source);
        let before = findings(&whole);
        // In the world of the demonstration every question, in every way; elsewhere, guessed selectors are all
        // alike, and so are the ways to say nothing.
        let ways = if world.name == "demo" { &ways[..] } else { &ways[..2] };
        let asked = whole.answers.iter().map(|(question, _)| question);
        for question in asked.filter(|question| world.name == "demo" || !is_guess(question)) {
            for kind in ways.iter().copied() {
                let broken = Broken { source: &source, question, kind };
                let report = world.report(&broken);
                runs += 1;
                let place = format!("{}: {question} fails with {kind}", world.name);
                // A list that refuses us is told, and by itself changes no verdict.
                let of_list = whole.facts.subject.blocklists.iter().any(|list| question.name.is_within(&list.zone));
                for (id, name) in findings(&report).difference(&before).filter(|(id, _)| !of_list || *id != "BL005") {
                    wrong.push(format!("{place}, and {id} is found at {name}"));
                }
                let is_better = matches!(report.verdict, Verdict::Clear | Verdict::NotSending);
                if report.verdict != whole.verdict && is_better && !of_list {
                    wrong.push(format!("{place}, and the verdict becomes {:?}", report.verdict));
                }
                for refusal in refusals(&report).difference(&refusals(&whole)) {
                    wrong.push(format!("{place}, and {refusal} is certain"));
                }
                if !report.unanswered().any(|why| why.question == *question) {
                    wrong.push(format!("{place}, and the report does not say so"));
                }
            }
        }
    }
    println!("{runs} runs with one failing question");
    assert!(runs > 500);
    assert!(wrong.is_empty(), "{} of {runs}:\n{}", wrong.len(), wrong.join("\n"));
}

/// With no answer at all nothing is found, nothing is promised, and the report says why.
#[test]
fn without_any_answer_nothing_is_found() {
    struct Silent;
    impl Source for Silent {
        fn ask<'a>(&'a self, _: &'a Question) -> BoxFuture<'a, Answer> {
            Box::pin(std::future::ready(Answer::Failed(Failure::of(FailureKind::Timeout))))
        }
    }
    for world in &worlds::ALL {
        let report = world.report(&Silent);
        let mut found = findings(&report);
        // What is wrong with the declaration itself needs no answer.
        found.retain(|(id, _)| world.name != "misaligned" || *id != "ALN001");
        assert_eq!(found, BTreeSet::new(), "{}", world.name);
        assert_eq!(report.verdict, Verdict::Undetermined, "{}", world.name);
        assert!(report.has_no_resolver() && report.is_open());
    }
}

fn is_guess(question: &Question) -> bool {
    let labels: Vec<_> = question.name.labels().collect();
    labels.get(1) == Some(&"_domainkey") && !["s1", "default", "preflight-wildcard-probe"].contains(&labels[0])
}

fn findings(report: &Report) -> BTreeSet<(&'static str, String)> {
    let failures = report.findings().filter(|finding| finding.is_failure());
    failures.map(|finding| (finding.rule.id, finding.evidence.place.name.to_string())).collect()
}

fn refusals(report: &Report) -> BTreeSet<String> {
    let certain = report.predictions().filter(|p| p.outcome == Outcome::Reject && p.certainty == Certainty::Certain);
    certain.map(|p| p.receiver.clone()).collect()
}
