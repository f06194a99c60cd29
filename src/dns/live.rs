//! Live DNS: the only source that opens sockets.
//!
//! [`Live`] asks one resolver, recursion desired, absolute names only: no search list, no hosts
//! file, no local names. It works on whole replies, because an absence needs what a resolver
//! library drops: the CNAME chain before it, the AD bit, the SOA or its lack.
//!
//! How often a question is sent, all within its timeout:
//! - over UDP, twice: a second time after half of the time in silence;
//! - over TCP, once more when the reply did not fit (RFC 7766);
//! - without EDNS, once more after FORMERR or NOTIMP (RFC 6891 section 7);
//! - after SERVFAIL, once more; with several servers, to the next one, after any failure but a bogus
//!   answer;
//! - for the end of an alias that the reply does not follow, at most [`CNAME_CHAIN`](crate::limits::CNAME_CHAIN) times.

mod read;
mod spec;
mod wire;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::BoxFuture;
use hickory_resolver::proto::op::{Message, ResponseCode};
use hickory_resolver::proto::rr::RecordType as WireType;
use tokio::time::Instant;

pub use spec::{Host, ResolverError, ResolverSpec, Trust};

use self::read::{Chain, Reading};
use self::wire::Server;
use super::cache::Cached;
use super::confirm::{Apart, Confirming};
use super::pace::{Paced, PacedZones};
use super::{Answer, Failure, FailureKind, From, Negative, Origin, Question, RecordType, RrSet, Source};
use crate::dnsbl;
use crate::name::DomainName;

/// One resolver: a server, or several that are tried in turn.
pub struct Live {
    servers: Vec<Server>,
    /// The server to begin with: the first, until it cannot be reached and another one can.
    begin: AtomicUsize,
    timeout: Duration,
}

/// The source for a whole run: each resolver asked politely, each but the first asked only before an
/// absence is believed, and all answers shared by the domains of the run; without a spec, the
/// system's resolver. `timeout` bounds one question to one resolver, tries included. Blocklists are asked
/// through the first resolver alone, a few questions at once.
///
/// # Errors
/// [`ResolverError`] when a resolver cannot be used.
pub async fn resolvers(
    specs: &[ResolverSpec],
    timeout: Duration,
    trust: &Trust,
) -> Result<Cached<Box<dyn Source>>, ResolverError> {
    let (first, others) = specs.split_first().unwrap_or((&ResolverSpec::System, &[]));
    let first = Arc::new(Paced::new(Live::connect(first, timeout, trust).await?));
    let mut all: Box<dyn Source> = Box::new(Arc::clone(&first));
    for spec in others {
        let second = Paced::new(Live::connect(spec, timeout, trust).await?);
        all = Box::new(Confirming { first: all, second });
    }
    let zones = dnsbl::zones();
    let within = PacedZones::new(first, zones.clone());
    Ok(Cached::new(Box::new(Apart { zones, within, elsewhere: all })))
}

impl Live {
    /// Prepares to ask a resolver; `timeout` bounds one question, tries included. Nothing is sent yet,
    /// but a host name in `spec` is resolved through the system.
    ///
    /// # Errors
    /// [`ResolverError`] when the system has no resolver, a host has no address or TLS cannot be set up.
    pub async fn connect(spec: &ResolverSpec, timeout: Duration, trust: &Trust) -> Result<Self, ResolverError> {
        Ok(Self { servers: spec.servers(trust).await?, begin: AtomicUsize::new(0), timeout })
    }

    /// Prepares to ask the servers of a `resolv.conf`, at another port than 53 where needed.
    ///
    /// # Errors
    /// [`ResolverError::System`] when it names no server.
    #[cfg(all(unix, not(any(target_os = "android", target_vendor = "apple"))))]
    pub fn from_resolv_conf(text: &str, port: u16, timeout: Duration) -> Result<Self, ResolverError> {
        Ok(Self { servers: spec::resolv_conf_servers(text, port)?, begin: AtomicUsize::new(0), timeout })
    }

    async fn look_up(&self, question: &Question) -> Answer {
        let end = Instant::now() + self.timeout;
        let mut chain = Chain::new(question.name.clone());
        let mut authenticated = true;
        loop {
            let (reply, server) = match self.ask_servers(chain.end(), question.kind, end).await {
                Ok(found) => found,
                Err((kind, server)) => return failed(kind, server, chain),
            };
            authenticated &= reply.metadata.authentic_data;
            let reading = match read::read(&reply, question.kind, &mut chain) {
                Ok(reading) => reading,
                Err(kind) => return failed(kind, Some(server), chain),
            };
            let origin = Origin { from: From::Live, server: Some(server) };
            match reading {
                Reading::Unfinished => {}
                Reading::Records(records, ttl) => {
                    return Answer::Records(RrSet { records, ttl, chain: chain.targets, authenticated, origin });
                }
                Reading::NoData(ttl) => return Answer::NoData(nothing(ttl, chain, authenticated, origin)),
                Reading::NxDomain(ttl) => return Answer::NxDomain(nothing(ttl, chain, authenticated, origin)),
            }
        }
    }

    /// The first reply that is no refusal, with its server; else how the first server failed, which
    /// is the one that usually answers. Several servers share the time that is left.
    async fn ask_servers(
        &self,
        name: &DomainName,
        kind: RecordType,
        end: Instant,
    ) -> Result<(Message, Arc<str>), (FailureKind, Option<Arc<str>>)> {
        let name = read::wire_name(name).map_err(|kind| (kind, None))?;
        let kind = WireType::from(kind.number());
        let begin = self.begin.load(Ordering::Relaxed);
        let mut first_failure = None;
        let mut unreachable = true;
        for (tries, at) in self.turns(begin).enumerate() {
            let Some(server) = self.servers.get(at) else { break };
            let left = self.servers.len().saturating_sub(tries).max(1);
            let now = Instant::now();
            let share = end.saturating_duration_since(now) / u32::try_from(left).unwrap_or(u32::MAX);
            let (failure, may_pass) = match server.ask(&name, kind, now + share).await {
                Ok(reply) => match read::refusal(&reply) {
                    None => {
                        if unreachable && at != begin {
                            self.begin.store(at, Ordering::Relaxed);
                        }
                        return Ok((reply, server.label.clone()));
                    }
                    Some(failure) => (failure, reply.metadata.response_code == ResponseCode::ServFail),
                },
                Err(failure) => (failure, false),
            };
            unreachable &= matches!(failure, FailureKind::Timeout | FailureKind::Network);
            first_failure.get_or_insert((failure, Some(server.label.clone())));
            // A resolver that found an answer bogus must not be outvoted by one that does not look.
            if failure == FailureKind::Bogus || (self.servers.len() == 1 && !may_pass) {
                break;
            }
        }
        Err(first_failure.unwrap_or((FailureKind::Network, None)))
    }

    /// The servers in the order of their turns, by index: each once, a lone one twice.
    fn turns(&self, begin: usize) -> impl Iterator<Item = usize> {
        let count = self.servers.len();
        (begin..begin + count.max(2)).map(move |at| at % count.max(1))
    }
}

fn nothing(ttl: Option<u32>, chain: Chain, authenticated: bool, origin: Origin) -> Negative {
    Negative { ttl, chain: chain.targets, authenticated: Some(authenticated), origin }
}

fn failed(kind: FailureKind, server: Option<Arc<str>>, chain: Chain) -> Answer {
    Answer::Failed(Failure { kind, server, chain: chain.targets })
}

impl Source for Live {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(self.look_up(question))
    }
}
