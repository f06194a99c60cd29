//! Facts: what is true of a domain, and where it came from.
//!
//! One file per protocol holds its facts and its gather: a pure function of the [`Answers`] that
//! says `?` on what it lacks. [`Facts::gather`] runs them all once more when nothing is missing.

pub mod address;
pub mod dkim;
pub mod dmarc;
pub mod dnsbl;
pub mod helo;
pub mod mx;
pub mod senders;
pub mod spf;
pub mod stream;
pub mod transport;

use std::sync::Arc;

use jiff::Timestamp;

use crate::dns::{Location, RecordType, Unanswered};
use crate::dnsbl::Chosen;
use crate::name::{DomainName, Selector};
use crate::stream::Stream;
use crate::zone::Zone;
use crate::zone::records::Cut;

/// What one run looks at.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The domain that was named.
    pub domain: DomainName,
    /// Selectors that the user named, beside those of the streams.
    pub selectors: Vec<Selector>,
    /// The ways of sending that the user declared.
    pub declared: Vec<Stream>,
    /// The zone files that answer, for what only a file can show: errors, and what a comment cut off.
    pub zones: Vec<Arc<Zone>>,
    /// The blocklists to ask.
    pub blocklists: Arc<[Chosen]>,
    /// The moment the run speaks of: rules with a date, and nothing else, look at it.
    pub as_of: Timestamp,
}

impl Subject {
    /// What a `;` outside quotes cut off the TXT record that stands at this place of a zone file.
    pub fn cut_at(&self, location: &Location) -> Option<&Cut> {
        let mut records = self.zones.iter().flat_map(|zone| &zone.records);
        records.find(|record| record.location == *location && record.kind == RecordType::Txt)?.cut.as_ref()
    }
}

/// All that is known of one domain.
#[derive(Debug)]
pub struct Facts {
    /// What was asked.
    pub subject: Subject,
    /// SPF.
    pub spf: spf::SpfFacts,
    /// DKIM.
    pub dkim: dkim::DkimFacts,
    /// DMARC.
    pub dmarc: dmarc::DmarcFacts,
    /// The mail exchanges.
    pub mx: mx::MxFacts,
    /// What is announced for TLS between servers.
    pub transport: transport::TransportFacts,
    /// What the blocklists say.
    pub dnsbl: dnsbl::DnsblFacts,
    /// The addresses that mail may come from, those of the streams first.
    pub addresses: Vec<address::AddressFacts>,
    /// What the streams say at HELO, for those that say it.
    pub helos: Vec<helo::HeloFacts>,
    /// The other domains that declared streams send in the name of.
    pub senders: Vec<senders::Sender>,
    /// The streams: those declared or, without any, those inferred; none when nothing sends.
    pub streams: Vec<stream::StreamFacts>,
}

/// One fact: there is none, we could not look, or here it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact<T> {
    /// DNS said that there is none.
    Absent,
    /// Nothing is known: the question hangs.
    Unknown(Unanswered),
    /// What is there.
    Known(T),
}

impl<T> Fact<T> {
    /// The value, when it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Absent | Self::Unknown(_) => None,
        }
    }

    /// True when DNS said that there is none.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Changes a known value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Fact<U> {
        match self {
            Self::Absent => Fact::Absent,
            Self::Unknown(why) => Fact::Unknown(why),
            Self::Known(value) => Fact::Known(change(value)),
        }
    }
}

/// True for names that exist for examples only (RFC 2606, RFC 6761): there, documentation
/// addresses are expected and no finding.
pub fn is_sample_name(domain: &DomainName) -> bool {
    let labels: Vec<_> = domain.labels().collect();
    match labels.as_slice() {
        [.., "example" | "test" | "invalid"] => true,
        // example.com, example.net and example.org are reserved; example.fr and its like are used as samples.
        [.., "example", _] => true,
        _ => false,
    }
}
