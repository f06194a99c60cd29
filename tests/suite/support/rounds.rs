//! How long a check takes, in rounds: all that is needed is answered at once, until nothing is needed.

use futures_util::FutureExt;
use preflight::check;
use preflight::dns::{Answers, Source};
use preflight::facts::Subject;

/// The longest chain of questions of which each needs the answer before, and all the answers. The source must
/// answer on the spot.
pub(crate) fn chain(source: &dyn Source, subject: &Subject) -> (u32, Answers) {
    let gathers = check::gathers(subject);
    let mut answers = Answers::default();
    for round in 0.. {
        let needs: Vec<_> = gathers.iter().filter_map(|gather| gather(&answers).err()).collect();
        if needs.is_empty() {
            return (round, answers);
        }
        for question in needs.into_iter().flat_map(|need| need.into_questions()) {
            let answer = source.ask(&question).now_or_never().expect("a world in memory answers at once");
            answers.insert(question, answer);
        }
    }
    unreachable!("questions are bounded")
}
