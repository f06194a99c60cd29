//! The check of one domain, from the source to the report: what is gathered, and in which company.
//!
//! The streams follow from SPF, MX, the keys and a few return paths; what hangs on them is gathered
//! for those that show at once, so that it is known when the last key is.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::dkim::discover::Signals;
use crate::dns::answers::{all, join};
use crate::dns::drive::{Gather, resume};
use crate::dns::{Answers, Need, Source};
use crate::facts::{Facts, Subject, address, dkim, dmarc, dnsbl, helo, mx, senders, spf, stream, transport};
use crate::name::{DomainName, Selector};
use crate::predict::rules::Receiver;
use crate::report::{Levels, Report};
use crate::stream::Stream;
use crate::stream::infer::{self, Evidence};
use crate::stream::paths::{self, Paths};

/// How the domains of a run are judged.
#[derive(Debug, Clone, Copy)]
pub struct Judging<'a> {
    /// The receivers to predict.
    pub receivers: &'a [Receiver],
    /// How the configuration treats single rules.
    pub levels: &'a Levels,
    /// The volume of every stream that states none, in messages a day to one receiver.
    pub volume: Option<u64>,
    /// How long one domain may take.
    pub deadline: Duration,
}

impl Judging<'_> {
    /// Asks a source all that the check of a subject needs, and judges it.
    pub async fn report(&self, source: &dyn Source, subject: Subject) -> Report {
        self.report_with(source, subject, Answers::default()).await
    }

    /// The same, where some answers are known already.
    pub async fn report_with(&self, source: &dyn Source, subject: Subject, known: Answers) -> Report {
        let (mut facts, answers) = gather_with(source, subject, known, self.deadline).await;
        if let Some(volume) = self.volume {
            // Those of the configuration have their own.
            facts.streams.iter_mut().for_each(|known| _ = known.stream.volume.get_or_insert(volume));
        }
        Report::new(facts, answers, self.receivers, self.levels)
    }
}

/// Asks a source all that the check of a subject needs, protocols side by side.
///
/// # Panics
/// Never: what could not be asked any more was answered with a failure.
pub async fn gather(source: &dyn Source, subject: Subject, deadline: Duration) -> (Facts, Answers) {
    gather_with(source, subject, Answers::default(), deadline).await
}

/// The same, where some answers are known already.
///
/// # Panics
/// Never, as [`gather`].
pub async fn gather_with(
    source: &dyn Source,
    subject: Subject,
    known: Answers,
    deadline: Duration,
) -> (Facts, Answers) {
    // Most trials of a fix ask nothing that the check did not.
    if !known.is_empty()
        && let Ok(facts) = facts(subject.clone(), &known)
    {
        return (facts, known);
    }
    let answers = resume(source, &gathers(&subject), known, deadline).await;
    let facts = facts(subject, &answers).expect("the loop ends when no gather lacks anything");
    (facts, answers)
}

/// The gathers of a check: each is driven on its own.
pub fn gathers(subject: &Subject) -> [Gather<'_>; 6] {
    [
        Box::new(|answers| spf::gather_policy(subject, answers).map(drop)),
        Box::new(|answers| gather_dkim(subject, answers).map(drop)),
        Box::new(|answers| mx::gather(&subject.domain, answers).map(drop)),
        Box::new(|answers| gather_sending(subject, answers)),
        Box::new(|answers| senders::gather(subject, answers).map(drop)),
        Box::new(|answers| transport::gather(subject, answers).map(drop)),
    ]
}

/// All that is known of the subject.
///
/// # Errors
/// The [`Need`] for what is missing.
pub fn facts(subject: Subject, answers: &Answers) -> Result<Facts, Need> {
    let seen = Seen::of(&subject, answers);
    let streams = seen.streams(&subject, answers)?;
    let sending = sending(&subject, &streams, &seen.policy, &seen.exchanges, answers)?;
    let (policy, (mx, dkim)) = join((seen.policy, join((seen.exchanges, seen.keys))))?;
    let Sending { verdicts, dmarc, addresses, helos, dnsbl, streams } = sending;
    let beside = (senders::gather(&subject, answers), transport::gather(&subject, answers));
    let (senders, transport) = join(beside)?;
    let spf = spf::SpfFacts { policy, verdicts };
    Ok(Facts { spf, dkim, dmarc, mx, transport, addresses, helos, dnsbl, senders, streams, subject })
}

/// What hangs on the streams.
struct Sending {
    verdicts: Vec<spf::SpfVerdict>,
    dmarc: dmarc::DmarcFacts,
    addresses: Vec<address::AddressFacts>,
    helos: Vec<helo::HeloFacts>,
    dnsbl: dnsbl::DnsblFacts,
    streams: Vec<stream::StreamFacts>,
}

/// The addresses of the streams are asked for their names at once, without waiting for what SPF and MX name.
fn sending(
    subject: &Subject,
    streams: &[Stream],
    policy: &Policy,
    exchanges: &Exchanges,
    answers: &Answers,
) -> Result<Sending, Need> {
    let senders = match (policy, exchanges) {
        (Ok(policy), Ok(exchanges)) => address::senders(streams, policy, exchanges),
        (Err(_), _) | (_, Err(_)) => address::stream_senders(streams),
    };
    let verdicts = spf::gather_verdicts(subject, streams, answers);
    let dmarc = dmarc::gather(subject, streams, answers);
    let listed = match exchanges {
        Ok(exchanges) => dnsbl::gather(subject, streams, &senders, exchanges, answers),
        Err(missing) => Err(dnsbl::gather_early(subject, answers).err().into_iter().fold(missing.clone(), Need::and)),
    };
    let named = join((address::gather(&subject.domain, senders, answers), helo::gather(streams, answers)));
    let authenticated = join((verdicts, join((dmarc, stream::gather(streams, answers)))));
    let ((verdicts, (dmarc, streams)), ((addresses, helos), dnsbl)) = join((authenticated, join((named, listed))))?;
    Ok(Sending { verdicts, dmarc, addresses, helos, dnsbl, streams })
}

/// What SPF says, or what is missing of it.
type Policy = Result<spf::SpfPolicy, Need>;

/// The mail exchanges, or what is missing of them.
type Exchanges = Result<mx::MxFacts, Need>;

/// Asks what hangs on the streams, for those that show already.
fn gather_sending(subject: &Subject, answers: &Answers) -> Result<(), Need> {
    if is_settled(subject) {
        let policy = spf::gather_policy(subject, answers);
        let exchanges = mx::gather(&subject.domain, answers);
        let sending = sending(subject, &subject.declared, &policy, &exchanges, answers);
        return join((sending, join((policy, exchanges)))).map(drop);
    }
    let seen = Seen::of(subject, answers);
    let sending = |streams: &[Stream]| sending(subject, streams, &seen.policy, &seen.exchanges, answers).map(drop);
    let missing = match seen.streams(subject, answers) {
        Ok(streams) => return sending(&streams),
        Err(missing) => missing,
    };
    let shown = seen.shown(subject);
    let addressed = seen.addressed(shown.clone(), answers);
    let early = sending(addressed.as_ref().unwrap_or(&shown)).err();
    Err(addressed.err().into_iter().chain(early).fold(missing, Need::and))
}

/// Whether the streams are what the user declared, with nothing to fill in.
fn is_settled(subject: &Subject) -> bool {
    !subject.declared.is_empty() && subject.declared.iter().all(|stream| stream.provider.is_none())
}

/// What streams are inferred from, as far as it is known.
struct Seen {
    policy: Policy,
    exchanges: Exchanges,
    keys: Result<dkim::DkimFacts, Need>,
    paths: Paths,
    /// What is missing of the return paths.
    unasked: Option<Need>,
}

impl Seen {
    fn of(subject: &Subject, answers: &Answers) -> Self {
        let policy = spf::gather_policy(subject, answers);
        let exchanges = mx::gather(&subject.domain, answers);
        let probed = probed(subject, answers);
        let keys = keys(subject, &policy, &exchanges, &probed, answers);
        let mut seen = Self { policy, exchanges, keys, paths: Paths::default(), unasked: None };
        seen.add(probed);
        if is_settled(subject) {
            return seen;
        }
        if subject.declared.is_empty() {
            let suspects = infer::suspects(&seen.evidence(&subject.domain));
            seen.add(paths::look(&subject.domain, suspects, answers));
        }
        for stream in &subject.declared {
            seen.add(paths::look(&stream.from, stream.provider, answers));
        }
        seen
    }

    fn add(&mut self, looked: Result<Paths, Need>) {
        match looked {
            Ok(paths) => self.paths.extend(paths),
            Err(need) => self.unasked = self.unasked.take().into_iter().chain([need]).reduce(Need::and),
        }
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
        self.addressed(self.shown(subject), answers)
    }

    /// The streams as far as they show already.
    fn shown(&self, subject: &Subject) -> Vec<Stream> {
        if subject.declared.is_empty() {
            return infer::infer(&self.evidence(&subject.domain));
        }
        let evidence = self.evidence(&subject.domain);
        subject.declared.iter().cloned().map(|stream| infer::completed(stream, &evidence)).collect()
    }

    /// The same with the addresses that stand for their providers.
    fn addressed(&self, streams: Vec<Stream>, answers: &Answers) -> Result<Vec<Stream>, Need> {
        all(streams.into_iter().map(|stream| infer::with_addresses(stream, &self.paths, answers)))
    }
}

fn gather_dkim(subject: &Subject, answers: &Answers) -> Result<dkim::DkimFacts, Need> {
    let (policy, exchanges) = (spf::gather_policy(subject, answers), mx::gather(&subject.domain, answers));
    keys(subject, &policy, &exchanges, &probed(subject, answers), answers)
}

/// The return paths that stand in a zone file, or are asked for without any other trace.
fn probed(subject: &Subject, answers: &Answers) -> Result<Paths, Need> {
    if is_settled(subject) {
        return Ok(Paths::default());
    }
    let mut paths = paths::look(&subject.domain, paths::probed(), answers)?;
    paths.extend(paths::seen(&subject.domain, &subject.zones));
    Ok(paths)
}

/// The keys. What SPF, MX and return paths say of the providers adds selectors; what needs no such
/// hint is asked at once, without waiting for them.
fn keys(
    subject: &Subject,
    policy: &Policy,
    exchanges: &Exchanges,
    probed: &Result<Paths, Need>,
    answers: &Answers,
) -> Result<dkim::DkimFacts, Need> {
    let known = match (policy, exchanges, probed) {
        (Ok(policy), Ok(exchanges), Ok(paths)) => signals(subject, policy, exchanges, paths),
        (Err(_), _, _) | (_, Err(_), _) | (_, _, Err(_)) => Signals::default(),
    };
    let keys = dkim::gather(subject, &known, answers);
    let hints = [policy.as_ref().err(), exchanges.as_ref().err(), probed.as_ref().err()];
    match hints.into_iter().flatten().cloned().reduce(Need::and) {
        Some(missing) => Err(keys.err().into_iter().fold(missing, Need::and)),
        None => keys,
    }
}

/// What else is known of the domain from which selectors follow.
fn signals(subject: &Subject, policy: &spf::SpfPolicy, exchanges: &mx::MxFacts, paths: &Paths) -> Signals {
    let entries = policy.census.known().map(|census| census.entries()).unwrap_or_default();
    Signals {
        spf: entries.iter().filter_map(|(_, entry)| entry.child()).map(|node| node.domain.clone()).collect(),
        mx: exchanges.hosts.iter().map(|host| host.exchange.host.clone()).collect(),
        selectors: seen_in_zones(subject),
        paths: paths.shown.iter().filter(|shown| shown.path.keys).cloned().collect(),
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
