//! How long a check takes, in rounds: questions that need no other answer go out together, so the longest
//! chain of questions is what one waits for.

use std::sync::Arc;

use preflight::check;
use preflight::dns::{Answers, Source};
use preflight::dnsbl::choice::Wish;
use preflight::dnsbl::{Chosen, choose};
use preflight::facts::Subject;

use crate::support::worlds;

/// Asks in rounds, as soon as a question is known.
fn rounds(source: &dyn Source, subject: &Subject) -> usize {
    let gathers = check::gathers(subject);
    let mut answers = Answers::default();
    for round in 0.. {
        let needs: Vec<_> = gathers.iter().filter_map(|gather| gather(&answers).err()).collect();
        if needs.is_empty() {
            return round;
        }
        for question in needs.into_iter().flat_map(|need| need.into_questions()) {
            let answer = futures_util::FutureExt::now_or_never(source.ask(&question)).expect("a zone answers at once");
            answers.insert(question, answer);
        }
    }
    unreachable!("questions are bounded")
}

fn default_lists() -> Arc<[Chosen]> {
    choose(&Wish::parse(["default"]).unwrap(), true, |_| false, false).unwrap().into()
}

/// Blocklists and reverse names are asked beside the rest: they lengthen a check by no more than the time of
/// their own last question, and not at all where SPF and the keys take longer.
#[test]
fn blocklists_wait_for_nothing_but_whom_to_look_for() {
    for whole in &worlds::ALL {
        let (source, subject) = (whole.source(), whole.subject());
        let without = rounds(&source, &Subject { blocklists: Arc::default(), ..subject.clone() });
        let with = rounds(&source, &Subject { blocklists: default_lists(), ..subject.clone() });
        println!("{}: {without} rounds, {with} with blocklists", whole.name);
        // Their test entries go out in the first round, so two are the least there can be.
        assert!(with <= (without + 1).max(2), "{}: {without} rounds, {with} with blocklists", whole.name);
        if !subject.declared.is_empty() {
            assert!(with <= without.max(4), "{}: {without} rounds, {with} with blocklists", whole.name);
        }
    }
}
