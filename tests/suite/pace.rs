//! Questions of many domains at once: the polite bound, and what they share.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use preflight::dns::cache::Cached;
use preflight::dns::confirm::Confirming;
use preflight::dns::drive::{Gather, drive};
use preflight::dns::pace::Paced;
use preflight::dns::{Answer, FailureKind, Question, RecordType, Source};
use preflight::limits;
use preflight::name::DomainName;

use crate::support::scripted::Scripted;
use crate::support::world::World;

fn txt(text: &str) -> Question {
    Question::new(DomainName::parse(text).unwrap(), RecordType::Txt)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test(start_paused = true)]
async fn at_most_so_many_at_once_over_all_domains() {
    let source = Arc::new(Scripted::new(World::default(), seconds(4)));
    let paced = Paced::new(Arc::clone(&source));
    let domains = (0..limits::IN_FLIGHT * 3).map(|n| {
        let paced = &paced;
        async move {
            let question = txt(&format!("n{n}.example"));
            let gather: Gather<'_> = Box::new(|answers| answers.txt(&question.name).map(drop));
            drive(paced, &[gather], limits::DEADLINE).await
        }
    });
    let answers = join_all(domains).await;

    assert_eq!(source.most_at_once(), limits::IN_FLIGHT);
    let last = source.asked().into_iter().map(|(_, at)| at).max();
    assert_eq!(last, Some(seconds(8)), "the last ones waited longer than a question may take");
    assert!(last > Some(limits::TIMEOUT));
    for answers in answers {
        let answered = answers.iter().all(|(_, answer)| matches!(answer, Answer::NxDomain(_)));
        assert!(answered, "a place in the queue is no timeout: {answers:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn one_asks_and_all_who_wait_share() {
    let world = World::default().txt("a.example", "here").fail("b.example", RecordType::Txt, FailureKind::Servfail);
    for (text, again) in [("a.example", 1), ("b.example", 2), ("c.example", 1)] {
        let source = Arc::new(Scripted::new(world.clone(), seconds(1)));
        let cached = Cached::new(Arc::clone(&source));
        let question = txt(text);
        let answers = join_all((0..50).map(|_| cached.ask(&question))).await;
        assert!(answers.iter().all(|answer| *answer == world.answer(&question)));
        assert_eq!(source.asked().len(), 1, "{text}: one question for fifty who ask at once");

        tokio::time::sleep(seconds(1)).await;
        cached.ask(&question).await;
        assert_eq!(source.asked().len(), again, "{text}: a failure is not kept");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_kept_as_long_as_its_ttl() {
    let source = Arc::new(Scripted::new(World::default().txt("a.example", "here"), Duration::ZERO));
    let cached = Cached::new(Arc::clone(&source));
    for (wait, asked) in [(0, 1), (299, 1), (1, 2), (299, 2)] {
        tokio::time::sleep(seconds(wait)).await;
        cached.ask(&txt("a.example")).await;
        assert_eq!(source.asked().len(), asked);
    }
}

#[tokio::test(start_paused = true)]
async fn an_asker_who_gives_up_does_not_block_the_others() {
    let source = Arc::new(Scripted::new(World::default().txt("a.example", "here"), seconds(3)));
    let cached = Cached::new(Arc::clone(&source));
    let question = txt("a.example");
    let gives_up = tokio::time::timeout(seconds(1), cached.ask(&question));
    let (gone, stays) = tokio::join!(gives_up, cached.ask(&question));
    assert!(gone.is_err());
    assert!(matches!(stays, Answer::Records(_)));
}

#[tokio::test(start_paused = true)]
async fn the_oldest_answers_make_room() {
    let source = Arc::new(Scripted::new(World::default(), Duration::ZERO));
    let cached = Cached::new(Arc::clone(&source));
    for n in 0..=limits::CACHED_ANSWERS {
        cached.ask(&txt(&format!("n{n}.example"))).await;
    }
    let before = source.asked().len();
    tokio::time::sleep(seconds(1)).await;
    cached.ask(&txt(&format!("n{}.example", limits::CACHED_ANSWERS))).await;
    assert_eq!(source.asked().len(), before, "the newest is kept");
    cached.ask(&txt("n0.example")).await;
    assert_eq!(source.asked().len(), before + 1, "the oldest is gone");
}

#[tokio::test(start_paused = true)]
async fn what_is_asked_again_and_again_stays() {
    let source = Arc::new(Scripted::new(World::default().txt("shared.example", "here"), Duration::ZERO));
    let cached = Cached::new(Arc::clone(&source));
    for n in 0..limits::CACHED_ANSWERS * 3 {
        cached.ask(&txt(&format!("n{n}.example"))).await;
        if n % 100 == 0 {
            cached.ask(&txt("shared.example")).await;
        }
    }
    let shared = source.asked().into_iter().filter(|(question, _)| *question == txt("shared.example"));
    assert_eq!(shared.count(), 1, "many questions that nobody repeats do not push it out");
}

#[tokio::test(start_paused = true)]
async fn an_absence_is_believed_when_the_second_does_not_contradict() {
    let here = || World::default().txt("a.example", "here");
    let mut exists = World::default();
    exists.exists("a.example");
    let fails = World::default().fail("a.example", RecordType::Txt, FailureKind::Timeout);
    let nothing = World::default;

    for (first, second, expected, asks_second) in [
        (nothing(), here(), here(), true),
        (exists.clone(), here(), here(), true),
        (nothing(), nothing(), nothing(), true),
        (nothing(), exists.clone(), nothing(), true),
        (exists.clone(), nothing(), exists.clone(), true),
        (nothing(), fails.clone(), nothing(), true),
        (fails.clone(), here(), fails.clone(), false),
        (here(), nothing(), here(), false),
    ] {
        let second = Arc::new(Scripted::new(second, Duration::ZERO));
        let confirming = Confirming { first, second: Arc::clone(&second) };
        let question = txt("a.example");
        assert_eq!(confirming.ask(&question).await, expected.answer(&question));
        assert_eq!(second.asked().len(), usize::from(asks_second), "{confirming:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn resolvers_confirm_in_a_chain() {
    let last = World::default().txt("a.example", "here");
    let chain = Confirming { first: Confirming { first: World::default(), second: World::default() }, second: last };
    assert!(matches!(chain.ask(&txt("a.example")).await, Answer::Records(_)));
}
