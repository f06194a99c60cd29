//! One question, one server, one reply: the transports.
//!
//! Plain DNS is spoken here directly, UDP first (RFC 1035 section 4.2), with hickory's codec:
//! its UDP client does not connect its socket, so a closed port looks like silence, and its TCP
//! client drops what it cannot read without a word. TLS and HTTPS are hickory's; there, a reply
//! that cannot be read shows as no reply.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hickory_resolver::net::NetError;
use hickory_resolver::net::h2::HttpsClientStream;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::tls::tls_exchange;
use hickory_resolver::net::xfer::{DnsExchange, DnsHandle, FirstAnswer};
use hickory_resolver::proto::op::{DnsRequest, Edns, Message, MessageType, Query, ResponseCode};
use hickory_resolver::proto::rr::{Name, RecordType as WireType};
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};
use tokio::sync::{Mutex, Semaphore};
use tokio::time::{Instant, timeout_at};

use crate::dns::FailureKind;
use crate::limits;

/// The UDP payload we offer: what passes without fragments nearly everywhere (RFC 9715 section 3).
const UDP_PAYLOAD: u16 = 1232;

/// The bound hickory puts on an encrypted question. Ours is shorter; this one ends what nobody waits for.
const PATIENCE: Duration = Duration::from_secs(60);

/// One server of a resolver.
pub(super) struct Server {
    /// Its address and port, as reports name it.
    pub(super) label: Arc<str>,
    address: SocketAddr,
    transport: Transport,
}

enum Transport {
    /// UDP, and TCP for what does not fit (RFC 7766).
    Plain,
    /// One connection that all questions share (RFC 7858, RFC 8484).
    Encrypted(Box<Channel>),
}

impl Server {
    pub(super) fn plain(address: SocketAddr) -> Self {
        Self { label: address.to_string().into(), address, transport: Transport::Plain }
    }

    pub(super) fn tls(address: SocketAddr, name: ServerName<'static>, tls: ClientConfig) -> Self {
        Self::encrypted(address, Session::Tls(name), tls)
    }

    pub(super) fn https(address: SocketAddr, host: Arc<str>, path: Arc<str>, tls: ClientConfig) -> Self {
        Self::encrypted(address, Session::Https { host, path }, tls)
    }

    fn encrypted(address: SocketAddr, session: Session, tls: ClientConfig) -> Self {
        let provider = TokioRuntimeProvider::default();
        let places = Semaphore::new(limits::ENCRYPTED_IN_FLIGHT);
        let channel = Channel { address, session, tls, provider, places, open: Mutex::default() };
        Self { label: address.to_string().into(), address, transport: Transport::Encrypted(Box::new(channel)) }
    }

    /// Asks for `kind` at `name` and brings the whole reply, whatever its response code; asks again
    /// without EDNS when the server does not understand it (RFC 6891 section 7).
    pub(super) async fn ask(&self, name: &Name, kind: WireType, end: Instant) -> Result<Message, FailureKind> {
        let reply = self.send(&query(name, kind, true), end).await?;
        match reply.metadata.response_code {
            ResponseCode::FormErr | ResponseCode::NotImp => self.send(&query(name, kind, false), end).await,
            _ => Ok(reply),
        }
    }

    async fn send(&self, query: &Message, end: Instant) -> Result<Message, FailureKind> {
        let reply = match &self.transport {
            Transport::Plain => self.send_plain(query, end).await?,
            Transport::Encrypted(channel) => channel.send(query, end).await.map_err(|error| failure(&error))?,
        };
        if reply.metadata.truncation {
            return Err(FailureKind::Truncated);
        }
        if answers(&reply, query) { Ok(reply) } else { Err(FailureKind::Malformed) }
    }

    async fn send_plain(&self, query: &Message, end: Instant) -> Result<Message, FailureKind> {
        let octets = query.to_vec().map_err(|_| FailureKind::Malformed)?;
        match self.send_udp(query, &octets, end).await? {
            Datagram::Whole(reply) => Ok(reply),
            Datagram::Truncated => match timeout_at(end, self.send_tcp(&octets)).await {
                Ok(Ok(reply)) => read(query, &reply).map_err(|_| FailureKind::Malformed),
                Ok(Err(_)) | Err(_) => Err(FailureKind::Truncated),
            },
        }
    }

    /// Sends a datagram, and once more when half of the time passed in silence; a late reply to the
    /// first still counts. What is not for this question is ignored (RFC 5452 section 9.1).
    async fn send_udp(&self, query: &Message, octets: &[u8], end: Instant) -> Result<Datagram, FailureKind> {
        let socket = self.connected().await.map_err(|_| FailureKind::Network)?;
        let now = Instant::now();
        let resend_at = now + end.saturating_duration_since(now) / 2;
        let mut buffer = vec![0; usize::from(u16::MAX)];
        let (mut sent_again, mut silence) = (false, FailureKind::Timeout);

        socket.send(octets).await.map_err(|_| FailureKind::Network)?;
        loop {
            let length = match timeout_at(if sent_again { end } else { resend_at }, socket.recv(&mut buffer)).await {
                Ok(received) => received.map_err(|_| FailureKind::Network)?,
                Err(_) if sent_again => return Err(silence),
                Err(_) => {
                    sent_again = true;
                    socket.send(octets).await.map_err(|_| FailureKind::Network)?;
                    continue;
                }
            };
            let datagram = buffer.get(..length).unwrap_or_default();
            if is_truncated(query, datagram) {
                return Ok(Datagram::Truncated);
            }
            match read(query, datagram) {
                Ok(reply) if answers(&reply, query) => return Ok(Datagram::Whole(reply)),
                Ok(_) | Err(Unread::Stray) => {}
                Err(Unread::Broken) => return Err(FailureKind::Malformed),
                Err(Unread::Noise) => silence = FailureKind::Malformed,
            }
        }
    }

    /// A socket of its own for each question: the kernel draws its port (RFC 5452 section 9.2), and a
    /// connected socket hears of a closed port and of nobody else.
    async fn connected(&self) -> std::io::Result<UdpSocket> {
        let local: SocketAddr = match self.address {
            SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
            SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
        };
        let socket = UdpSocket::bind(local).await?;
        socket.connect(self.address).await?;
        Ok(socket)
    }

    /// One message each way, length first (RFC 1035 section 4.2.2).
    async fn send_tcp(&self, octets: &[u8]) -> std::io::Result<Vec<u8>> {
        let length = u16::try_from(octets.len()).map_err(std::io::Error::other)?;
        let mut stream = TcpStream::connect(self.address).await?;
        stream.write_all(&[&length.to_be_bytes(), octets].concat()).await?;
        let mut reply = vec![0; usize::from(stream.read_u16().await?)];
        stream.read_exact(&mut reply).await?;
        Ok(reply)
    }
}

enum Datagram {
    Whole(Message),
    Truncated,
}

/// Why octets are not the reply.
enum Unread {
    /// A message, but not to this question.
    Stray,
    /// Not readable, and not to this question as far as one can see.
    Noise,
    /// To this question, but not readable.
    Broken,
}

fn query(name: &Name, kind: WireType, edns: bool) -> Message {
    let mut message = Message::query();
    message.add_query(Query::query(name.clone(), kind));
    message.metadata.recursion_desired = true;
    // Asks for the AD bit in the reply without asking for signatures (RFC 6840 section 5.7).
    message.metadata.authentic_data = true;
    if edns {
        message.edns.get_or_insert_with(Edns::new).set_max_payload(UDP_PAYLOAD);
    }
    message
}

fn read(query: &Message, octets: &[u8]) -> Result<Message, Unread> {
    let ours = octets.first_chunk() == Some(&query.metadata.id.to_be_bytes());
    match Message::from_vec(octets) {
        Ok(reply) if ours && reply.metadata.message_type == MessageType::Response => Ok(reply),
        Ok(_) => Err(Unread::Stray),
        Err(_) if ours => Err(Unread::Broken),
        Err(_) => Err(Unread::Noise),
    }
}

/// Looks at the header alone: servers cut a message in the middle of a record.
fn is_truncated(query: &Message, datagram: &[u8]) -> bool {
    const RESPONSE_AND_TC: u8 = 0x82;
    let ours = datagram.first_chunk() == Some(&query.metadata.id.to_be_bytes());
    ours && datagram.get(2).is_some_and(|flags| flags & RESPONSE_AND_TC == RESPONSE_AND_TC)
}

/// The reply repeats the question; a refusal may leave it out.
fn answers(reply: &Message, query: &Message) -> bool {
    let says_no = !matches!(reply.metadata.response_code, ResponseCode::NoError | ResponseCode::NXDomain);
    reply.queries == query.queries || (reply.queries.is_empty() && says_no)
}

/// A connection that is opened when it is needed, and again when the server has closed it.
struct Channel {
    address: SocketAddr,
    session: Session,
    tls: ClientConfig,
    /// Owns the tasks that read from the connections; they end with it.
    provider: TokioRuntimeProvider,
    /// One for each question on the connection.
    places: Semaphore,
    open: Mutex<Option<Open>>,
}

enum Session {
    Tls(ServerName<'static>),
    Https { host: Arc<str>, path: Arc<str> },
}

#[derive(Clone)]
struct Open {
    handle: DnsExchange<TokioRuntimeProvider>,
    /// Tells this connection from the one that replaced it.
    mark: Arc<()>,
}

impl Channel {
    /// Sends over the open connection, and once more over a new one when that was closed meanwhile
    /// (RFC 7766 section 6.2.4). A connection that stays silent is not used again.
    async fn send(&self, query: &Message, end: Instant) -> Result<Message, NetError> {
        // Held until the reply is in; the semaphore is never closed.
        let _place = timeout_at(end, self.places.acquire()).await.map_err(|_| NetError::Timeout)?;
        let mut tried = false;
        loop {
            let connection = timeout_at(end, self.connection());
            let (open, was_open) = connection.await.unwrap_or(Err(NetError::Timeout))?;
            let reply = timeout_at(end, open.handle.send(DnsRequest::from(query.clone())).first_answer());
            match reply.await.unwrap_or(Err(NetError::Timeout)) {
                Ok(reply) => return Ok(reply.into_message()),
                Err(error) => {
                    self.forget(&open).await;
                    if tried || !was_open || matches!(error, NetError::Timeout) {
                        return Err(error);
                    }
                    tried = true;
                }
            }
        }
    }

    /// The connection, and whether it was there already. The lock is held while it is opened: those
    /// who wait share one handshake.
    async fn connection(&self) -> Result<(Open, bool), NetError> {
        let mut slot = self.open.lock().await;
        if let Some(open) = slot.as_ref() {
            return Ok((open.clone(), true));
        }
        let open = Open { handle: self.connect().await?, mark: Arc::default() };
        *slot = Some(open.clone());
        Ok((open, false))
    }

    async fn connect(&self) -> Result<DnsExchange<TokioRuntimeProvider>, NetError> {
        let provider = self.provider.clone();
        match &self.session {
            Session::Tls(name) => {
                // The bound on questions in flight is ours; hickory's must not be met first.
                let room = Some(limits::ENCRYPTED_IN_FLIGHT * 2);
                tls_exchange(self.address, name.clone(), self.tls.clone(), PATIENCE, room, provider).await
            }
            Session::Https { host, path } => {
                let mut builder = HttpsClientStream::builder(Arc::new(self.tls.clone()), provider);
                builder.request_timeout(PATIENCE);
                builder.exchange(self.address, host.clone(), path.clone()).await
            }
        }
    }

    async fn forget(&self, broken: &Open) {
        let mut slot = self.open.lock().await;
        if slot.as_ref().is_some_and(|open| Arc::ptr_eq(&open.mark, &broken.mark)) {
            *slot = None;
        }
    }
}

fn failure(error: &NetError) -> FailureKind {
    match error {
        NetError::Timeout => FailureKind::Timeout,
        NetError::Proto(_) => FailureKind::Malformed,
        NetError::Truncated => FailureKind::Truncated,
        // The server was not reached, or what was reached is no DNS server we may trust.
        _ => FailureKind::Network,
    }
}
