//! How long a check takes, in rounds: questions that need no other answer go out together, so the longest
//! chain of questions is what one waits for.

use std::sync::Arc;

use preflight::dnsbl::choice::Wish;
use preflight::dnsbl::{Chosen, choose};
use preflight::facts::Subject;

use crate::support::rounds::chain;
use crate::support::worlds;

fn default_lists() -> Arc<[Chosen]> {
    choose(&Wish::parse(["default"]).unwrap(), true, |_| false, false).unwrap().into()
}

/// Blocklists and reverse names are asked beside the rest: they lengthen a check by no more than the time of
/// their own last question, and not at all where SPF and the keys take longer.
#[test]
fn blocklists_wait_for_nothing_but_whom_to_look_for() {
    for whole in &worlds::ALL {
        let (source, subject) = (whole.source(), whole.subject());
        let (without, _) = chain(&source, &Subject { blocklists: Arc::default(), ..subject.clone() });
        let (with, _) = chain(&source, &Subject { blocklists: default_lists(), ..subject.clone() });
        println!("{}: {without} rounds, {with} with blocklists", whole.name);
        // Their test entries go out in the first round, so two are the least there can be.
        assert!(with <= (without + 1).max(2), "{}: {without} rounds, {with} with blocklists", whole.name);
        if !subject.declared.is_empty() {
            assert!(with <= without.max(4), "{}: {without} rounds, {with} with blocklists", whole.name);
        }
    }
}
