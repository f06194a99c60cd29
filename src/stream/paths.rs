//! Custom return paths: names below a domain whose CNAME or mail exchange is a provider's.
//!
//! Those with a label that is the same for everybody are asked for; the others are recognised in the
//! zone files at hand. One question for the mail exchanges shows both the CNAMEs and the exchanges,
//! and is needed again for the MAIL FROM that it shows.

use std::sync::Arc;

use super::providers::{self, Provider, ReturnPath};
use crate::dns::answers::all;
use crate::dns::{Answers, Need, Question, RecordData, RecordType};
use crate::name::DomainName;
use crate::zone::Zone;

/// What was found of return paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paths {
    /// Those that are there.
    pub shown: Vec<Shown>,
    /// Providers of which a return path may be there: a question got no answer.
    pub open: Vec<&'static Provider>,
}

/// A return path that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its name, a MAIL FROM domain.
    pub name: DomainName,
    /// The CNAME target or the mail exchange that shows it.
    pub target: DomainName,
    /// Whose it is.
    pub provider: &'static Provider,
    /// Which of the provider's forms it has.
    pub path: &'static ReturnPath,
}

impl Paths {
    /// Adds what was found elsewhere.
    pub fn extend(&mut self, other: Self) {
        for shown in other.shown {
            if !self.shown.contains(&shown) {
                self.shown.push(shown);
            }
        }
        self.open.extend(other.open);
    }

    /// The return path of one provider.
    pub fn of(&self, provider: &Provider) -> Option<&Shown> {
        self.shown.iter().find(|shown| shown.provider.id == provider.id)
    }

    /// Whether a return path of this provider may be there although none was seen.
    pub fn is_open(&self, provider: &Provider) -> bool {
        self.open.iter().any(|open| open.id == provider.id)
    }
}

/// The providers whose return path is worth a question without any other trace of them.
pub fn probed() -> impl Iterator<Item = &'static Provider> {
    providers::all().iter().filter(|provider| provider.return_paths.iter().any(|path| path.probe))
}

/// Asks for the return paths of some providers below a domain.
///
/// # Errors
/// The [`Need`] for their mail exchanges, all at once.
pub fn look(
    domain: &DomainName,
    providers: impl IntoIterator<Item = &'static Provider>,
    answers: &Answers,
) -> Result<Paths, Need> {
    let asked = providers.into_iter().flat_map(|provider| {
        let labelled = provider.return_paths.iter().filter_map(|path| Some((path, path.label.as_deref()?)));
        labelled.filter_map(move |(path, label)| Some((provider, path, domain.child(label).ok()?)))
    });
    let looked = all(asked.map(|(provider, path, name)| {
        let answer = answers.get(&name, RecordType::Mx)?;
        let exchanges = answer.records().iter().filter_map(|record| exchange(&record.data));
        let cnames = answer.chain().iter().map(|target| (Some(target), None));
        let found = cnames.chain(exchanges.map(|host| (None, Some(host)))).find_map(|(cname, exchange)| {
            path.leads_to(cname, exchange).then(|| cname.or(exchange).cloned()).flatten()
        });
        let unanswered = answer.unanswered(&Question::new(name.clone(), RecordType::Mx)).is_some();
        let open = (found.is_none() && unanswered).then_some(provider);
        Ok((found.map(|target| Shown { name, target, provider, path }), open))
    }))?;
    let (shown, open): (Vec<_>, Vec<_>) = looked.into_iter().unzip();
    Ok(Paths { shown: shown.into_iter().flatten().collect(), open: open.into_iter().flatten().collect() })
}

/// The return paths below a domain that stand in zone files at hand.
pub fn seen(domain: &DomainName, zones: &[Arc<Zone>]) -> Paths {
    let mut paths = Paths::default();
    let records = zones.iter().flat_map(|zone| &zone.records);
    for record in records.filter(|record| record.owner != *domain && record.owner.is_within(domain)) {
        let (cname, exchange) = match &record.data {
            RecordData::Cname(target) => (Some(target), None),
            data => (None, exchange(data)),
        };
        let Some(target) = cname.or(exchange) else { continue };
        for provider in providers::all() {
            if let Some(path) = provider.return_paths.iter().find(|path| path.leads_to(cname, exchange)) {
                paths.shown.push(Shown { name: record.owner.clone(), target: target.clone(), provider, path });
            }
        }
    }
    paths
}

fn exchange(data: &RecordData) -> Option<&DomainName> {
    match data {
        RecordData::Mx { exchange, .. } => Some(exchange),
        _ => None,
    }
}
