//! Streams: the ways in which a domain sends.
//!
//! A stream is *declared* (flags, or `[[stream]]` in `preflight.toml`) or *inferred* from what DNS
//! shows. Everything a stream leaves out is unknown, not absent: without addresses the SPF result
//! is open, without a selector the signature is.

use ipnet::IpNet;

use crate::name::{DomainName, Selector};

/// One way of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    /// Its name in reports.
    pub name: String,
    /// Declared by the user, or inferred.
    pub declared: bool,
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
    /// Signing domains and selectors; none means that the signature is not known.
    pub dkim: Vec<Signature>,
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
            evidence: vec![domain.clone()],
            from: domain.clone(),
            mail_from: MailFrom::Mailbox { local: None, domain: domain.clone() },
            helo: None,
            ips: Vec::new(),
            dkim: Vec::new(),
            volume: None,
        }
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
    /// Not known.
    Unknown,
}

impl MailFrom {
    /// The domain, where one is known.
    pub fn domain(&self) -> Option<&DomainName> {
        match self {
            Self::Mailbox { domain, .. } => Some(domain),
            Self::Null | Self::Unknown => None,
        }
    }
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
