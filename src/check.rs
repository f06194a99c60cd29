//! The check of one domain, from the source to the facts: what is gathered, and in which company.
//!
//! The streams follow from SPF, MX, the keys and a few return paths; what hangs on them is gathered
//! for those that show at once, so that it is known when the last key is.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::dkim::discover::Signals;
use crate::dns::answers::{all, join};
use crate::dns::drive::{Gather, drive};
use crate::dns::{Answers, Need, Source};
use crate::facts::{Facts, Subject, dkim, dmarc, mx, spf, stream};
use crate::name::{DomainName, Selector};
use crate::stream::Stream;
use crate::stream::infer::{self, Evidence};
use crate::stream::paths::{self, Paths};

/// Asks a source all that the check of a subject needs, protocols side by side.
///
/// # Panics
/// Never: what could not be asked any more was answered with a failure.
pub async fn gather(source: &dyn Source, subject: Subject, deadline: Duration) -> (Facts, Answers) {
    let answers = drive(source, &gathers(&subject), deadline).await;
    let facts = facts(subject, &answers).expect("drive ends when no gather lacks anything");
    (facts, answers)
}

/// The gathers of a check: each is driven on its own.
pub fn gathers(subject: &Subject) -> [Gather<'_>; 4] {
    [
        Box::new(|answers| spf::gather_policy(subject, answers).map(drop)),
        Box::new(|answers| gather_dkim(subject, answers).map(drop)),
        Box::new(|answers| mx::gather(&subject.domain, answers).map(drop)),
        Box::new(|answers| gather_sending(subject, answers)),
    ]
}

/// All that is known of the subject.
///
/// # Errors
/// The [`Need`] for what is missing.
pub fn facts(subject: Subject, answers: &Answers) -> Result<Facts, Need> {
    let seen = Seen::of(&subject, answers);
    let streams = seen.streams(&subject, answers)?;
    let Sending { verdicts, dmarc, streams } = sending(&subject, &streams, answers)?;
    let (policy, (mx, dkim)) = join((seen.policy, join((seen.exchanges, seen.keys))))?;
    Ok(Facts { spf: spf::SpfFacts { policy, verdicts }, dkim, dmarc, mx, streams, subject })
}

/// What hangs on the streams.
struct Sending {
    verdicts: Vec<spf::SpfVerdict>,
    dmarc: dmarc::DmarcFacts,
    streams: Vec<stream::StreamFacts>,
}

fn sending(subject: &Subject, streams: &[Stream], answers: &Answers) -> Result<Sending, Need> {
    let verdicts = spf::gather_verdicts(subject, streams, answers);
    let dmarc = dmarc::gather(subject, streams, answers);
    let (verdicts, (dmarc, streams)) = join((verdicts, join((dmarc, stream::gather(streams, answers)))))?;
    Ok(Sending { verdicts, dmarc, streams })
}

/// Asks what hangs on the streams, for those that show already.
fn gather_sending(subject: &Subject, answers: &Answers) -> Result<(), Need> {
    if is_settled(subject) {
        return sending(subject, &subject.declared, answers).map(drop);
    }
    let seen = Seen::of(subject, answers);
    let streams = seen.streams(subject, answers);
    let early = match &streams {
        Ok(_) => Ok(Vec::new()),
        Err(_) => seen.early(subject, answers),
    };
    match (streams, early) {
        (Ok(streams), _) => sending(subject, &streams, answers).map(drop),
        (Err(missing), Ok(early)) => join((Err::<(), _>(missing), sending(subject, &early, answers))).map(drop),
        (Err(missing), Err(more)) => Err(missing.and(more)),
    }
}

/// Whether the streams are what the user declared, with nothing to fill in.
fn is_settled(subject: &Subject) -> bool {
    !subject.declared.is_empty() && subject.declared.iter().all(|stream| stream.provider.is_none())
}

/// What streams are inferred from, as far as it is known.
struct Seen {
    policy: Result<spf::SpfPolicy, Need>,
    exchanges: Result<mx::MxFacts, Need>,
    keys: Result<dkim::DkimFacts, Need>,
    paths: Paths,
    /// What is missing of the return paths.
    unasked: Option<Need>,
}

impl Seen {
    fn of(subject: &Subject, answers: &Answers) -> Self {
        let mut seen = Self {
            policy: spf::gather_policy(subject, answers),
            exchanges: mx::gather(&subject.domain, answers),
            keys: gather_dkim(subject, answers),
            paths: Paths::default(),
            unasked: None,
        };
        if is_settled(subject) {
            return seen;
        }
        seen.paths = paths::seen(&subject.domain, &subject.zones);
        let mut lookups = vec![paths::look(&subject.domain, paths::probed(), answers)];
        if subject.declared.is_empty() {
            lookups.push(paths::look(&subject.domain, infer::suspects(&seen.evidence(&subject.domain)), answers));
        }
        let named = subject.declared.iter().filter_map(|stream| Some((&stream.from, stream.provider?)));
        lookups.extend(named.map(|(from, provider)| paths::look(from, [provider], answers)));
        for looked in lookups {
            match looked {
                Ok(paths) => seen.paths.extend(paths),
                Err(need) => {
                    seen.unasked = Some(match seen.unasked.take() {
                        Some(before) => before.and(need),
                        None => need,
                    });
                }
            }
        }
        seen
    }

    fn evidence<'a>(&'a self, domain: &'a DomainName) -> Evidence<'a> {
        Evidence {
            domain,
            policy: self.policy.as_ref().ok(),
            exchanges: self.exchanges.as_ref().ok(),
            keys: self.keys.as_ref().ok(),
            paths: &self.paths,
        }
    }

    /// The streams: those declared, with what their provider brings, or those that DNS shows.
    fn streams(&self, subject: &Subject, answers: &Answers) -> Result<Vec<Stream>, Need> {
        if is_settled(subject) {
            return Ok(subject.declared.clone());
        }
        let missing = [self.policy.as_ref().err(), self.exchanges.as_ref().err(), self.keys.as_ref().err()];
        let missing = missing.into_iter().flatten().chain(&self.unasked).cloned().reduce(Need::and);
        if let Some(missing) = missing {
            return Err(missing);
        }
        if let (Ok(policy), Ok(exchanges), Ok(keys)) = (&self.policy, &self.exchanges, &self.keys)
            && subject.declared.is_empty()
            && stream::shows_no_sender(policy, exchanges, keys)
        {
            return Ok(Vec::new());
        }
        self.early(subject, answers)
    }

    /// The streams as far as they show already.
    fn early(&self, subject: &Subject, answers: &Answers) -> Result<Vec<Stream>, Need> {
        let mut streams = subject.declared.clone();
        if streams.is_empty() {
            streams = infer::infer(&self.evidence(&subject.domain));
        }
        for stream in &mut streams {
            infer::complete(stream, &self.evidence(&subject.domain));
        }
        all(streams.into_iter().map(|stream| infer::with_addresses(stream, &self.paths, answers)))
    }
}

/// The keys. What SPF, MX and return paths say of the providers adds selectors; what needs no such
/// hint is asked at once, without waiting for them.
fn gather_dkim(subject: &Subject, answers: &Answers) -> Result<dkim::DkimFacts, Need> {
    let traces = join((spf::gather_policy(subject, answers), mx::gather(&subject.domain, answers)));
    let probed =
        if is_settled(subject) { Ok(Paths::default()) } else { paths::look(&subject.domain, paths::probed(), answers) };
    let hints = join((traces, probed)).map(|((policy, exchanges), paths)| signals(subject, &policy, &exchanges, paths));
    let known = hints.as_ref().map_or_else(|_| Signals::default(), Clone::clone);
    let (_, keys) = join((hints, dkim::gather(subject, &known, answers)))?;
    Ok(keys)
}

/// What else is known of the domain from which selectors follow.
fn signals(subject: &Subject, policy: &spf::SpfPolicy, exchanges: &mx::MxFacts, mut paths: Paths) -> Signals {
    let entries = policy.census.known().map(|census| census.entries()).unwrap_or_default();
    paths.extend(paths::seen(&subject.domain, &subject.zones));
    Signals {
        spf: entries.iter().filter_map(|(_, entry)| entry.child()).map(|node| node.domain.clone()).collect(),
        mx: exchanges.hosts.iter().map(|host| host.exchange.host.clone()).collect(),
        selectors: seen_in_zones(subject),
        paths: paths.shown.into_iter().filter(|shown| shown.path.keys).collect(),
    }
}

/// Selectors that own a record in the zone files at hand.
fn seen_in_zones(subject: &Subject) -> BTreeSet<Selector> {
    let Ok(keys) = subject.domain.child("_domainkey") else { return BTreeSet::new() };
    let owners = subject.zones.iter().flat_map(|zone| zone.records.iter().map(|record| &record.owner));
    let below = owners.filter(|owner| **owner != keys && owner.is_within(&keys));
    below
        .filter_map(|owner| {
            let depth = owner.label_count() - keys.label_count();
            let labels: Vec<&str> = owner.labels().take(depth).collect();
            Selector::parse(&labels.join(".")).ok().filter(|selector| !selector.as_str().contains('*'))
        })
        .collect()
}
