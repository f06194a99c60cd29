//! What an evaluation says of itself: the term that decided, the trace, the cause, the questions.

use preflight::dns::{FailureKind, RecordType};
use preflight::name::DomainName;
use preflight::spf::evaluate::check_host;
use preflight::spf::outcome::{Evaluation, Reason, SpfResult, Step, StepOutcome};
use preflight::spf::record::Qualifier;
use preflight::spf::request::Request;

use crate::support::world::World;

fn request(ip: &str) -> Request {
    Request::mail_from(ip.parse().unwrap(), "user@example.com", "mail.example.com")
}

/// The evaluation, and the questions of each turn in the order in which they were put.
fn evaluate(world: &World, ip: &str) -> (Evaluation, Vec<Vec<String>>) {
    let mut answers = preflight::dns::Answers::default();
    let mut turns = Vec::new();
    loop {
        match check_host(&answers, &request(ip)) {
            Ok(evaluation) => return (evaluation, turns),
            Err(need) => {
                let questions = need.into_questions();
                turns.push(questions.iter().map(ToString::to_string).collect());
                for question in questions {
                    let answer = world.answer(&question);
                    answers.insert(question, answer);
                }
            }
        }
    }
}

fn world() -> World {
    World::default()
        .txt("example.com", "v=spf1 ip4:192.0.2.0/24 ?include:one.example mx -all")
        .txt("one.example", "v=spf1 a:host.example ~include:two.example redirect=three.example")
        .txt("two.example", "v=spf1 -all")
        .txt("three.example", "v=spf1 ip4:203.0.113.7 ~all")
        .with("host.example", RecordType::Aaaa, "2001:db8::1")
        .with("example.com", RecordType::Mx, "10 mx1.example.")
        .with("example.com", RecordType::Mx, "20 mx2.example.")
        .with("mx2.example", RecordType::A, "198.51.100.2")
}

fn flat(steps: &[Step], depth: usize, lines: &mut Vec<String>) {
    for step in steps {
        lines.push(format!(
            "{}{} {:?} {}/{}",
            " ".repeat(depth),
            step.term,
            step.outcome,
            step.lookups,
            step.void_lookups
        ));
        flat(&step.nested, depth + 1, lines);
    }
}

#[test]
fn the_trace_is_a_tree_with_running_counts() {
    let (found, turns) = evaluate(&world(), "203.0.113.7");
    let mut lines = Vec::new();
    flat(&found.trace, 0, &mut lines);
    assert_eq!(
        lines,
        [
            "ip4:192.0.2.0/24 NoMatch 0/0",
            "?include:one.example Match 4/1",
            " a:host.example NoMatch 2/1",
            " ~include:two.example NoMatch 3/1",
            "  -all Match 3/1",
            " redirect=three.example Redirected(Pass) 4/1",
            "  ip4:203.0.113.7 Match 4/1",
        ]
    );
    assert_eq!((found.result, found.lookups, found.void_lookups), (SpfResult::Neutral, 4, 1));
    let matched = found.matched.unwrap();
    assert_eq!((matched.term.as_str(), matched.qualifier), ("ip4:203.0.113.7", Qualifier::Pass));
    let path: Vec<_> = matched.path.iter().map(DomainName::as_str).collect();
    assert_eq!(path, ["example.com", "one.example", "three.example"]);
    assert_eq!(
        turns,
        [["example.com TXT"], ["one.example TXT"], ["host.example A"], ["two.example TXT"], ["three.example TXT"]],
        "one question after the other, and none behind the match"
    );
}

#[test]
fn the_exchanges_of_one_term_are_asked_side_by_side() {
    let (found, turns) = evaluate(&world(), "198.51.100.2");
    assert_eq!(found.result, SpfResult::Pass);
    assert_eq!(turns.last().unwrap(), &["mx1.example A", "mx2.example A"]);
    let (found, turns) = evaluate(&world(), "192.0.2.77");
    assert_eq!((found.result, turns.len()), (SpfResult::Pass, 1));
}

#[test]
fn a_question_without_an_answer_is_named() {
    let broken = world().fail("host.example", RecordType::A, FailureKind::Servfail);
    let (found, _) = evaluate(&broken, "203.0.113.7");
    assert_eq!(found.result, SpfResult::Temperror);
    let cause = found.cause.clone().unwrap();
    assert!(matches!(cause.reason, Reason::Unanswered(_)));
    assert_eq!(cause.domain.unwrap().as_str(), "one.example");
    assert_eq!(found.known().unwrap_err().question.to_string(), "host.example A");
    assert_eq!(found.trace.last().unwrap().outcome, StepOutcome::Error(SpfResult::Temperror));
    // What comes before the failure stands.
    let (found, _) = evaluate(&broken, "192.0.2.1");
    assert_eq!(found.known(), Ok(SpfResult::Pass));
}

/// RFC 7208 section 5.5: a `ptr` whose question fails does not match. We then do not know the result.
#[test]
fn a_ptr_that_could_not_be_looked_at_leaves_the_result_open() {
    let world = World::default().txt("example.com", "v=spf1 ptr -all").fail(
        "1.2.0.192.in-addr.arpa",
        RecordType::Ptr,
        FailureKind::Timeout,
    );
    let (found, _) = evaluate(&world, "192.0.2.1");
    assert_eq!(found.result, SpfResult::Fail);
    assert!(found.known().is_err());
}

#[test]
fn the_reasons_of_permerror() {
    let reason = |record: &str| {
        let mut world = world().txt("broken.example", "v=spf1 ip4:192.0.2 -all").txt("none.example", "x");
        for n in 0..3 {
            world = world.txt(&format!("ring{n}.example"), &format!("v=spf1 include:ring{}.example -all", (n + 1) % 3));
        }
        let world = world.txt("test.example", record);
        let request = Request::mail_from("203.0.113.1".parse().unwrap(), "a@test.example", "h.example");
        let (found, _) = world.solve(|answers| check_host(answers, &request));
        assert_eq!(found.result, SpfResult::Permerror, "{record}");
        let cause = found.cause.unwrap();
        (cause.reason, cause.domain.map(|domain| domain.to_string()), cause.span)
    };
    let (syntax, domain, span) = reason("v=spf1 include:broken.example -all");
    assert!(matches!(syntax, Reason::Syntax(error) if error.text == "192.0.2"));
    assert_eq!((domain.as_deref(), span), (Some("broken.example"), Some(7..18)));
    let (none, domain, span) = reason("v=spf1 a include:none.example -all");
    assert_eq!(none, Reason::IncludeWithoutRecord("none.example".to_owned()));
    assert_eq!((domain.as_deref(), span), (Some("test.example"), Some(9..29)));
    assert_eq!(reason("v=spf1 redirect=none.example").0, Reason::RedirectWithoutRecord("none.example".to_owned()));
    assert_eq!(reason("v=spf1 include:ring0.example -all").0, Reason::TooManyLookups);
    assert_eq!(reason("v=spf1 a:n1.example a:n2.example a:n3.example -all").0, Reason::TooManyVoidLookups);
}
