//! The loop that asks: every question once, nobody held up, always an end.

use std::time::Duration;

use preflight::dns::answers::all;
use preflight::dns::drive::{Gather, Pace, drive};
use preflight::dns::{Answer, Answers, FailureKind, Need, Question, RecordData, RecordType};
use preflight::limits;
use preflight::name::DomainName;
use proptest::prelude::{Strategy, any, proptest};
use proptest::test_runner::Config;
use tokio::time::Instant;

use crate::support::scripted::Scripted;
use crate::support::world::World;

const NEVER: Duration = Duration::from_secs(1_000_000);

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

fn txt(text: &str) -> Question {
    Question::new(name(text), RecordType::Txt)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Reads each name in turn; one is asked only when the one before is known.
fn one_after_the_other<'a>(names: &'a [&'a str]) -> Gather<'a> {
    Box::new(move |answers| names.iter().try_for_each(|text| answers.txt(&name(text)).map(drop)))
}

/// Reads all names side by side.
fn side_by_side<'a>(names: &'a [&'a str]) -> Gather<'a> {
    Box::new(move |answers| all(names.iter().map(|text| answers.txt(&name(text)))).map(drop))
}

fn failure(answers: &Answers, question: &Question) -> Option<FailureKind> {
    match answers.get(&question.name, question.kind) {
        Ok(Answer::Failed(failure)) => Some(failure.kind),
        Ok(_) | Err(_) => None,
    }
}

#[tokio::test(start_paused = true)]
async fn no_question_is_asked_twice() {
    let source = Scripted::new(World::default(), seconds(1)).delay(txt("b.example"), seconds(3));
    let gathers = [
        one_after_the_other(&["a.example", "b.example", "c.example"]),
        side_by_side(&["b.example", "c.example", "a.example"]),
        one_after_the_other(&["c.example", "b.example"]),
    ];
    let answers = drive(&source, &gathers, Pace::default().deadline).await;

    let mut asked: Vec<_> = source.asked().into_iter().map(|(question, _)| question).collect();
    asked.sort();
    assert_eq!(asked, [txt("a.example"), txt("b.example"), txt("c.example")]);
    assert_eq!(answers.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_slow_answer_holds_nobody_else() {
    let source = Scripted::new(World::default(), seconds(1)).delay(txt("slow.example"), seconds(10));
    let gathers = [
        one_after_the_other(&["slow.example", "after.example"]),
        one_after_the_other(&["a.example", "b.example", "c.example"]),
    ];
    drive(&source, &gathers, seconds(20)).await;

    assert_eq!(source.asked_at(&txt("c.example")), Some(seconds(2)));
    assert_eq!(source.asked_at(&txt("after.example")), Some(seconds(10)));
}

#[tokio::test(start_paused = true)]
async fn a_slow_branch_does_not_hold_its_sibling_in_the_same_gather() {
    let source = Scripted::new(World::default(), seconds(1)).delay(txt("slow.example"), seconds(10));
    let branches = |answers: &Answers| {
        let branch = |texts: [&str; 2]| texts.iter().try_for_each(|text| answers.txt(&name(text)).map(drop));
        all([branch(["slow.example", "after.example"]), branch(["a.example", "b.example"])]).map(drop)
    };
    drive(&source, &[Box::new(branches)], seconds(20)).await;

    assert_eq!(source.asked_at(&txt("b.example")), Some(seconds(1)));
    assert_eq!(source.asked_at(&txt("after.example")), Some(seconds(10)));
}

#[tokio::test(start_paused = true)]
async fn the_deadline_answers_what_is_open_and_what_would_follow() {
    let world = World::default().txt("quick.example", "here");
    let source = Scripted::new(world, seconds(1)).delay(txt("stuck.example"), NEVER);
    let gathers = [
        one_after_the_other(&["quick.example", "stuck.example", "next.example", "last.example"]),
        one_after_the_other(&["stuck.example"]),
    ];
    let began = Instant::now();
    let answers = drive(&source, &gathers, seconds(20)).await;

    assert_eq!(began.elapsed(), seconds(20), "the deadline is the end, and the work after it takes no time");
    assert!(matches!(answers.txt(&name("quick.example")), Ok(Answer::Records(_))), "what came before stays");
    for text in ["stuck.example", "next.example", "last.example"] {
        assert_eq!(failure(&answers, &txt(text)), Some(FailureKind::Deadline), "{text}");
    }
    for gather in &gathers {
        assert_eq!(gather(&answers), Ok(()), "the partial result lacks nothing");
    }
    assert_eq!(source.asked_at(&txt("next.example")), None, "nothing is asked past the deadline");
}

#[tokio::test(start_paused = true)]
async fn questions_are_bounded() {
    let names: Vec<String> = (0..limits::QUESTIONS_PER_DOMAIN + 7).map(|n| format!("n{n}.example")).collect();
    let wide = |answers: &Answers| all(names.iter().map(|text| answers.txt(&name(text)))).map(drop);
    let source = Scripted::new(World::default(), seconds(1));
    let answers = drive(&source, &[Box::new(wide)], seconds(20)).await;

    assert_eq!(source.asked().len(), limits::QUESTIONS_PER_DOMAIN);
    assert_eq!(wide(&answers), Ok(()));
    let limited = names.iter().filter(|text| failure(&answers, &txt(text)) == Some(FailureKind::Limit));
    assert_eq!(limited.count(), 7);
}

#[tokio::test(start_paused = true)]
async fn questions_are_bounded_one_after_the_other_too() {
    let names: Vec<String> = (0..limits::QUESTIONS_PER_DOMAIN + 7).map(|n| format!("n{n}.example")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let source = Scripted::new(World::default(), Duration::ZERO);
    let answers = drive(&source, &[one_after_the_other(&names)], NEVER).await;

    assert_eq!(source.asked().len(), limits::QUESTIONS_PER_DOMAIN);
    assert_eq!(answers.len(), names.len());
}

/// Follows the names in the TXT records of `root.example`, and theirs.
fn follow(answers: &Answers, from: &DomainName) -> Result<(), Need> {
    let records = answers.txt(from)?.records();
    let next = records.iter().filter_map(|record| match &record.data {
        RecordData::Txt(txt) => Some(name(&String::from_utf8(txt.joined()).unwrap())),
        _ => None,
    });
    all(next.map(|next| follow(answers, &next))).map(drop)
}

fn tree() -> World {
    World::default()
        .txt("root.example", "a.example")
        .txt("root.example", "b.example")
        .txt("root.example", "c.example")
        .txt("a.example", "d.example")
        .txt("a.example", "e.example")
        .txt("b.example", "d.example")
        .txt("d.example", "f.example")
        .fail("e.example", RecordType::Txt, FailureKind::Servfail)
}

proptest! {
    #![proptest_config(Config::with_cases(64))]

    /// Answers that arrive in any order lead to the same end.
    #[test]
    fn the_order_of_arrival_does_not_matter(delays in proptest::collection::vec(any::<u8>(), 7).prop_shuffle()) {
        let names = ["root.example", "a.example", "b.example", "c.example", "d.example", "e.example", "f.example"];
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let run = |delays: &[u8]| runtime.block_on(async {
            let mut source = Scripted::new(tree(), Duration::ZERO);
            for (text, delay) in names.iter().zip(delays) {
                source = source.delay(txt(text), Duration::from_millis(u64::from(*delay)));
            }
            let gathers: [Gather<'_>; 2] = [
                Box::new(|answers| follow(answers, &name("root.example"))),
                Box::new(|answers| follow(answers, &name("b.example"))),
            ];
            let answers = drive(&source, &gathers, seconds(20)).await;
            answers.iter().map(|(question, answer)| (question.clone(), answer.clone())).collect::<Vec<_>>()
        });
        assert_eq!(run(&delays), run(&[0; 7]));
    }
}
