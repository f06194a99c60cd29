//! Streams: the ways in which a domain sends.
//!
//! A stream is *declared* (flags, or `[[stream]]` in `preflight.toml`) or *inferred* from what DNS
//! shows. Everything a stream leaves out is unknown, not absent: without addresses the SPF result
//! is open, without a selector the signature is.

pub mod infer;
pub mod paths;
pub mod providers;

use ipnet::IpNet;

use self::providers::Provider;
use crate::name::{DomainName, Selector};

/// One way of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    /// Its name in reports.
    pub name: String,
    /// Declared by the user, or inferred.
    pub declared: bool,
    /// Who sends, when that is a known provider.
    pub provider: Option<&'static Provider>,
    /// From what it was inferred; empty when declared.
    pub evidence: Vec<DomainName>,
    /// The Author Domain (RFC5322.From).
    pub from: DomainName,
    /// The MAIL FROM.
    pub mail_from: MailFrom,
    /// The name given at EHLO.
    pub helo: Option<DomainName>,
    /// The sending addresses; none means that they are not known.
    pub ips: Vec<IpNet>,
    /// Addresses that stand for the provider's where its own are not known.
    pub through: Option<Through>,
    /// Signing domains and selectors; none means that the signature is not known.
    pub dkim: Vec<Signature>,
    /// The provider signs with a domain of its own.
    pub provider_signs: bool,
    /// Messages a day to one receiver; `None` is unknown.
    pub volume: Option<u64>,
}

impl Stream {
    /// What is taken for a domain that declares no stream: the domain sends in its own name, from
    /// addresses and with a signature that are not known.
    pub fn inferred(domain: &DomainName) -> Self {
        Self {
            name: domain.to_string(),
            declared: false,
            provider: None,
            evidence: vec![domain.clone()],
            from: domain.clone(),
            mail_from: MailFrom::Mailbox { local: None, domain: domain.clone() },
            helo: None,
            ips: Vec::new(),
            through: None,
            dkim: Vec::new(),
            provider_signs: false,
            volume: None,
        }
    }

    /// Its addresses, or those that stand for its provider's.
    pub fn networks(&self) -> impl Iterator<Item = &IpNet> {
        self.ips.iter().chain(self.through.iter().flat_map(|through| &through.networks))
    }
}

/// The identity that SPF looks at first (RFC 7208 section 2.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailFrom {
    /// A mailbox of this domain; the local part where one was given.
    Mailbox {
        /// The part before `@`, as typed.
        local: Option<String>,
        /// The domain.
        domain: DomainName,
    },
    /// The null reverse-path of bounces: the HELO name stands in, as postmaster.
    Null,
    /// A name at or below this domain of the provider: SPF is taken to pass there, and it is not aligned.
    Below(DomainName),
    /// Not known.
    Unknown,
}

impl MailFrom {
    /// The domain, where it is known exactly.
    pub fn domain(&self) -> Option<&DomainName> {
        match self {
            Self::Mailbox { domain, .. } => Some(domain),
            Self::Null | Self::Below(_) | Self::Unknown => None,
        }
    }
}

/// The part of an SPF record by which a provider's addresses pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Through {
    /// The provider's name in SPF; that it sends from there is an assumption.
    pub include: DomainName,
    /// The first and the last network in it.
    pub networks: Vec<IpNet>,
}

/// With which key a stream signs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature {
    /// The signing domain (`d=`).
    pub domain: DomainName,
    /// The selector (`s=`).
    pub selector: Selector,
}

/// The volume from which bulk rules bind (`--volume bulk`), in messages a day to one receiver.
pub const BULK: u64 = 5_000;
