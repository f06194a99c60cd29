//! What DNS says of the domains of a list: each is asked for once, several side by side.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::stream::{self, StreamExt};

use super::{List, Lot, Reason, Recipients, Refused, Share, Undetermined, route, typo};
use crate::dns::drive::{Gather, drive};
use crate::dns::{Source, Unanswered};
use crate::facts::Fact;
use crate::facts::mx::{self, MxFacts, Reach};
use crate::limits;
use crate::mx::NullMx;
use crate::name::DomainName;
use crate::predict::rules::Receiver;

/// Asks for the domains of a list, `jobs` at once, each within `deadline`.
///
/// # Panics
/// Never: what could not be asked any more was answered with a failure.
pub async fn look_up(
    source: &dyn Source,
    list: &List,
    receivers: &[Receiver],
    jobs: usize,
    deadline: Duration,
) -> Recipients {
    let mut tally = Tally::new(list);
    // In the order of names: what comes out does not depend on who answers first.
    let mut looked = stream::iter(&list.domains)
        .map(|(domain, lot)| async move {
            let gathers: [Gather<'_>; 1] = [Box::new(|answers| mx::gather(domain, answers).map(drop))];
            let answers = drive(source, &gathers, deadline).await;
            let facts = mx::gather(domain, &answers).expect("drive ends when the gather lacks nothing");
            (domain, lot, fate(&facts, receivers))
        })
        .buffered(jobs.max(1));
    while let Some((domain, lot, fate)) = looked.next().await {
        tally.count(domain, lot, fate);
    }
    tally.finish(receivers)
}

/// What becomes of the mail for a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// The receiver with this id takes it.
    Known(String),
    /// Somebody else does.
    Other,
    /// It is refused for what the domain is.
    Refused(Reason),
    /// Nobody answered.
    Undetermined(Unanswered),
}

fn fate(mx: &MxFacts, receivers: &[Receiver]) -> Fate {
    match (&mx.exists, &mx.records, mx.reach()) {
        (Fact::Unknown(why), _, _) | (_, Fact::Unknown(why), _) => Fate::Undetermined(why.clone()),
        (Fact::Absent, _, _) => Fate::Refused(Reason::NoDomain),
        (_, Fact::Known(set), _) if set.null == NullMx::Yes => Fate::Refused(Reason::NullMx),
        (_, Fact::Known(_), _) => {
            route::receiver_of(mx, receivers).map_or(Fate::Other, |receiver| Fate::Known(receiver.id.clone()))
        }
        (_, Fact::Absent, Reach::Reached) => Fate::Other,
        (_, Fact::Absent, Reach::Undetermined(why)) => Fate::Undetermined(why),
        (_, Fact::Absent, Reach::Unreachable) => Fate::Refused(Reason::NoHost),
    }
}

/// What was counted so far.
struct Tally {
    known: BTreeMap<String, u64>,
    recipients: Recipients,
}

impl Tally {
    fn new(list: &List) -> Self {
        let mut tally = Self { known: BTreeMap::new(), recipients: Recipients::default() };
        tally.recipients.total = list.total();
        tally.recipients.other = list.literals;
        tally.recipients.left_out = list.left_out;
        tally.refuse(None, &list.broken, Reason::Syntax);
        tally
    }

    fn count(&mut self, domain: &DomainName, lot: &Lot, fate: Fate) {
        match fate {
            Fate::Known(receiver) => *self.known.entry(receiver).or_default() += lot.count,
            Fate::Other => self.recipients.other += lot.count,
            Fate::Refused(reason) => self.refuse(Some(domain), lot, reason),
            Fate::Undetermined(why) => {
                self.recipients.undetermined_total += lot.count;
                if self.recipients.undetermined.len() < limits::UNDETERMINED_RECIPIENTS {
                    self.recipients.undetermined.push(Undetermined { domain: domain.clone(), count: lot.count, why });
                }
            }
        }
    }

    fn refuse(&mut self, domain: Option<&DomainName>, lot: &Lot, reason: Reason) {
        let suggestion = domain.and_then(typo::suggestion);
        self.recipients.refused_total += lot.count;
        let lines = lot.lines.iter().map(|line| Refused { line: *line, domain: domain.cloned(), reason, suggestion });
        self.recipients.refused.extend(lines);
        // The first lines are kept, and there is no more in memory than twice what is kept.
        if self.recipients.refused.len() >= 2 * limits::REFUSED_RECIPIENTS {
            self.keep_first_lines();
        }
    }

    fn keep_first_lines(&mut self) {
        self.recipients.refused.sort_by_key(|refused| refused.line);
        self.recipients.refused.truncate(limits::REFUSED_RECIPIENTS);
    }

    fn finish(mut self, receivers: &[Receiver]) -> Recipients {
        self.keep_first_lines();
        let share = |receiver: &Receiver| {
            let count = *self.known.get(&receiver.id)?;
            Some(Share { receiver: receiver.id.clone(), name: receiver.name.clone(), count })
        };
        self.recipients.receivers = receivers.iter().filter_map(share).collect();
        // The largest first; of equals in the order in which receivers are shown.
        self.recipients.receivers.sort_by_key(|share| std::cmp::Reverse(share.count));
        self.recipients
    }
}
