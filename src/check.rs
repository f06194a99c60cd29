//! The check of one domain, from the source to the facts: what is gathered, and in which company.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::dkim::discover::Signals;
use crate::dns::answers::join;
use crate::dns::drive::{Gather, drive};
use crate::dns::{Answers, Need, Source};
use crate::facts::{Facts, Subject, address, dkim, dmarc, dnsbl, helo, mx, senders, spf, stream};
use crate::name::Selector;

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
pub fn gathers(subject: &Subject) -> [Gather<'_>; 10] {
    [
        Box::new(|answers| spf::gather_policy(subject, answers).map(drop)),
        Box::new(|answers| spf::gather_verdicts(subject, answers).map(drop)),
        Box::new(|answers| gather_dkim(subject, answers).map(drop)),
        Box::new(|answers| dmarc::gather(subject, answers).map(drop)),
        Box::new(|answers| mx::gather(&subject.domain, answers).map(drop)),
        Box::new(|answers| gather_addresses(subject, answers).map(drop)),
        Box::new(|answers| helo::gather(&subject.streams, answers).map(drop)),
        Box::new(|answers| stream::gather(subject, answers).map(drop)),
        Box::new(|answers| dnsbl::gather(subject, answers).map(drop)),
        Box::new(|answers| senders::gather(subject, answers).map(drop)),
    ]
}

/// All that is known of the subject.
///
/// # Errors
/// The [`Need`] for what is missing.
pub fn facts(subject: Subject, answers: &Answers) -> Result<Facts, Need> {
    let (spf, mx) = join((spf::gather(&subject, answers), mx::gather(&subject.domain, answers)))?;
    let dkim = dkim::gather(&subject, &signals(&subject, &spf.policy, &mx), answers)?;
    let dmarc = dmarc::gather(&subject, answers)?;
    let senders = address::senders(&subject.streams, &spf.policy, &mx);
    let addresses = address::gather(&subject.domain, senders, answers)?;
    let helos = helo::gather(&subject.streams, answers)?;
    let streams = stream::gather(&subject, answers)?;
    let dnsbl = dnsbl::gather(&subject, answers)?;
    let senders = senders::gather(&subject, answers)?;
    Ok(Facts { spf, dkim, dmarc, mx, addresses, helos, dnsbl, senders, streams, subject })
}

/// The keys. What SPF and MX say of the providers adds selectors; what needs no such hint is asked
/// at once, without waiting for them.
fn gather_dkim(subject: &Subject, answers: &Answers) -> Result<dkim::DkimFacts, Need> {
    let hints = join((spf::gather_policy(subject, answers), mx::gather(&subject.domain, answers)))
        .map(|(policy, exchanges)| signals(subject, &policy, &exchanges));
    let known = hints.as_ref().map_or_else(|_| Signals::default(), Clone::clone);
    let (_, keys) = join((hints, dkim::gather(subject, &known, answers)))?;
    Ok(keys)
}

/// The reverse DNS of the addresses that mail may come from. Those of the streams are asked at once,
/// without waiting for what SPF and MX name.
fn gather_addresses(subject: &Subject, answers: &Answers) -> Result<Vec<address::AddressFacts>, Need> {
    let hints = join((spf::gather_policy(subject, answers), mx::gather(&subject.domain, answers)));
    let senders = match &hints {
        Ok((policy, exchanges)) => address::senders(&subject.streams, policy, exchanges),
        Err(_) => address::stream_senders(&subject.streams),
    };
    let (_, addresses) = join((hints, address::gather(&subject.domain, senders, answers)))?;
    Ok(addresses)
}

/// What else is known of the domain from which selectors follow.
fn signals(subject: &Subject, policy: &spf::SpfPolicy, exchanges: &mx::MxFacts) -> Signals {
    let entries = policy.census.known().map(|census| census.entries()).unwrap_or_default();
    Signals {
        spf: entries.iter().filter_map(|(_, entry)| entry.child()).map(|node| node.domain.clone()).collect(),
        mx: exchanges.hosts.iter().map(|host| host.exchange.host.clone()).collect(),
        selectors: seen_in_zones(subject),
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
