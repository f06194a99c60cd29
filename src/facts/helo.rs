//! What the streams say at HELO or EHLO, and whether it leads to the addresses they send from.

use std::net::IpAddr;

use ipnet::IpNet;

use super::address::{either, union};
use super::mx::{self, Addresses, Reach};
use super::stream::{Open, StreamFacts};
use super::{Fact, Facts};
use crate::dns::answers::all;
use crate::dns::{Answers, Need};
use crate::name::DomainName;
use crate::rdns::{self, HeloForm};
use crate::stream::Stream;

/// The HELO name of one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeloFacts {
    /// The name of the stream.
    pub stream: String,
    /// Whether the user declared the stream.
    pub declared: bool,
    /// The HELO name, as it was given.
    pub name: DomainName,
    /// Its form.
    pub form: HeloForm,
    /// Its addresses; `None` for what is no fully qualified name.
    pub addresses: Option<Addresses>,
}

/// Collects what is known of the HELO names.
///
/// # Errors
/// The [`Need`] for their addresses.
pub fn gather(streams: &[Stream], answers: &Answers) -> Result<Vec<HeloFacts>, Need> {
    let named = streams.iter().filter_map(|stream| Some((stream, stream.helo.as_ref()?)));
    all(named.map(|(stream, name)| {
        let form = HeloForm::of(name);
        let addresses = match form {
            HeloForm::Fqdn => Some(mx::addresses(name, answers)?.0),
            HeloForm::SingleLabel | HeloForm::Localhost | HeloForm::Address | HeloForm::Literal | HeloForm::Invalid => {
                None
            }
        };
        Ok(HeloFacts { stream: stream.name.clone(), declared: stream.declared, name: name.clone(), form, addresses })
    }))
}

impl HeloFacts {
    /// Whether the name has an address.
    pub fn resolves(&self) -> Open<bool> {
        match self.addresses.as_ref().map(Addresses::reach) {
            Some(Reach::Reached) => Open::known(true),
            Some(Reach::Unreachable) | None => Open::known(false),
            Some(Reach::Undetermined(why)) => either(Some(why)),
        }
    }

    /// Whether it leads to an address of this network; an address literal speaks for itself.
    pub fn leads_to(&self, network: IpNet) -> Open<bool> {
        if let Some(address) = rdns::literal(&self.name) {
            return Open::known(network.contains(&address));
        }
        let Some(addresses) = &self.addresses else { return Open::known(false) };
        let family = match network.addr().to_canonical() {
            IpAddr::V4(_) => &addresses.v4,
            IpAddr::V6(_) => &addresses.v6,
        };
        match family {
            Fact::Known(found) => Open::known(found.iter().any(|address| network.contains(address))),
            Fact::Absent => Open::known(false),
            Fact::Unknown(why) => either(Some(why.clone())),
        }
    }
}

impl StreamFacts {
    /// The form of the HELO name; every form when none was given.
    pub fn helo_form(&self) -> Open<HeloForm> {
        match &self.stream.helo {
            Some(name) => Open::known(HeloForm::of(name)),
            None => Open { values: HeloForm::ALL.to_vec(), hanging: None },
        }
    }

    /// Whether the HELO name has an address.
    pub fn helo_resolves(&self, facts: &Facts) -> Open<bool> {
        self.helo(facts).map_or_else(|| either(None), HeloFacts::resolves)
    }

    /// Whether the HELO name leads to the addresses that the stream sends from.
    pub fn helo_matches(&self, facts: &Facts) -> Open<bool> {
        let Some(helo) = self.helo(facts) else { return either(None) };
        union(self.stream.ips.iter().map(|network| helo.leads_to(*network)))
    }

    fn helo<'a>(&self, facts: &'a Facts) -> Option<&'a HeloFacts> {
        facts.helos.iter().find(|helo| helo.stream == self.stream.name)
    }
}
