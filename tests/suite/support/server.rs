//! A DNS server in this process, on loopback: it serves a [`World`], misbehaves where it is told
//! to, and remembers what it was asked.

use std::collections::BTreeMap;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hickory_server::Server as Encrypted;
use hickory_server::net::runtime::Time;
use hickory_server::proto::op::{Edns, Message, MessageType, OpCode, Query, ResponseCode};
use hickory_server::proto::rr::rdata::opt::EdnsOption;
use hickory_server::proto::rr::rdata::{A, AAAA, CNAME, MX, NS, NULL, PTR, SOA, TXT};
use hickory_server::proto::rr::{Name, RData, Record as WireRecord, RecordType as WireType};
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use hickory_server::zone_handler::MessageResponseBuilder;
use preflight::dns::{Answer, FailureKind, Question, RecordData, RecordType};
use preflight::name::DomainName;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::task::JoinHandle;

use super::world::World;

/// How a question is answered, other than by the world alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// As the world says.
    Normal,
    /// With the AD bit.
    Authenticated,
    /// Absences without their SOA.
    WithoutSoa,
    /// The first alias only, as a server does that does not follow it.
    FirstAlias,
    /// Name servers to ask instead, and nothing else.
    Referral,
    /// A response code and nothing else.
    Code(ResponseCode),
    /// SERVFAIL, with the extended error "DNSSEC bogus".
    Bogus,
    /// FORMERR, without the question, for as long as there is EDNS.
    NoEdns,
    /// Not at all.
    Silent,
    /// Not at all until this much time has passed.
    Late(Duration),
    /// Truncated over UDP, in the middle of a record; whole over TCP.
    Truncated,
    /// Truncated over UDP; TCP closes without a word.
    TruncatedWithoutTcp,
    /// Octets without meaning.
    Garbage,
    /// Octets without meaning behind the right header.
    GarbageBehindHeader,
    /// A reply to another question first, then the right one.
    ForgedFirst,
    /// These octets as the data of a record of the type asked for.
    Raw(Vec<u8>),
}

/// How a question came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    Udp,
    Tcp,
    Encrypted,
}

/// A question that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) question: Question,
    pub(crate) from: SocketAddr,
    pub(crate) over: Over,
    /// The UDP payload that EDNS offers; none without EDNS.
    pub(crate) edns: Option<u16>,
    pub(crate) wants_ad: bool,
}

/// A world and the ways in which it is served.
#[derive(Debug, Default)]
struct Script {
    world: World,
    behaviours: BTreeMap<Question, Vec<Behaviour>>,
    /// How long every answer takes.
    delay: Duration,
    log: Mutex<Vec<Asked>>,
}

/// The server while it is being prepared.
#[derive(Debug, Default)]
pub(crate) struct Preparing(Script);

/// A running server; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    /// Where it listens, over UDP and TCP.
    pub(crate) address: SocketAddr,
    script: Arc<Script>,
    tasks: Vec<JoinHandle<()>>,
}

/// A running server over TLS and over HTTPS; it ends when this is dropped.
pub(crate) struct Secure {
    /// Where it listens for DNS over TLS.
    pub(crate) tls: SocketAddr,
    /// Where it listens for DNS over HTTPS, at `/dns-query`.
    pub(crate) https: SocketAddr,
    server: Encrypted<Handler>,
}

/// A certificate that vouches for itself, and its key.
pub(crate) struct Identity {
    /// The certificate in DER.
    pub(crate) certificate: Vec<u8>,
    config: rustls::ServerConfig,
}

/// A server that serves `world`.
pub(crate) fn serving(world: World) -> Preparing {
    Preparing(Script { world, ..Script::default() })
}

impl Preparing {
    /// Answers a question in these ways, one after the other; the last one stays.
    pub(crate) fn when(mut self, name: &str, kind: RecordType, ways: impl IntoIterator<Item = Behaviour>) -> Self {
        self.0.behaviours.insert(question(name, kind), ways.into_iter().collect());
        self
    }

    /// Lets every answer take this much time; the benches do.
    #[allow(dead_code, reason = "the benches share this file")]
    pub(crate) fn slow(mut self, delay: Duration) -> Self {
        self.0.delay = delay;
        self
    }

    /// Listens on loopback.
    pub(crate) async fn start(self) -> Server {
        self.start_at(Ipv4Addr::LOCALHOST, 0).await
    }

    /// Listens at an address; port 0 is any that is free.
    pub(crate) async fn start_at(self, ip: Ipv4Addr, port: u16) -> Server {
        let script = Arc::new(self.0);
        let (udp, tcp) = loop {
            let tcp = TcpListener::bind((ip, port)).await.expect("loopback has a free port");
            match UdpSocket::bind(tcp.local_addr().unwrap()).await {
                Ok(udp) => break (udp, tcp),
                Err(error) => assert_eq!(port, 0, "port {port} is taken: {error}"),
            }
        };
        let address = tcp.local_addr().unwrap();
        let tasks =
            vec![tokio::spawn(serve_udp(udp, Arc::clone(&script))), tokio::spawn(serve_tcp(tcp, Arc::clone(&script)))];
        Server { address, script, tasks }
    }
}

impl Server {
    /// What was asked so far, in order.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.script.log.lock().unwrap().clone()
    }

    /// What was asked, once so many questions have come.
    pub(crate) async fn asked_so_many(&self, count: usize) -> Vec<Asked> {
        while self.asked().len() < count {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        self.asked()
    }

    /// How often each question came.
    pub(crate) fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for asked in self.asked() {
            *counts.entry(asked.question.to_string()).or_default() += 1;
        }
        counts
    }

    /// Serves the same world over TLS and HTTPS.
    pub(crate) async fn secure(&self, identity: &Identity) -> Secure {
        self.secure_at(identity, 0).await
    }

    /// As [`Server::secure`], with DNS over TLS at a given port.
    pub(crate) async fn secure_at(&self, identity: &Identity, port: u16) -> Secure {
        let with_alpn = |protocol: &[u8]| {
            let mut config = identity.config.clone();
            config.alpn_protocols = vec![protocol.to_vec()];
            Arc::new(config)
        };
        let mut server = Encrypted::new(Handler(Arc::clone(&self.script)));
        let tls = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        let https = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let addresses = (tls.local_addr().unwrap(), https.local_addr().unwrap());
        let patience = Duration::from_secs(5);
        server.register_tls_listener_with_tls_config(tls, patience, with_alpn(b"dot")).unwrap();
        server
            .register_https_listener_with_tls_config(https, patience, with_alpn(b"h2"), None, "/dns-query".into())
            .unwrap();
        Secure { tls: addresses.0, https: addresses.1, server }
    }
}

impl Identity {
    /// One for these names and addresses.
    pub(crate) fn of(names: &[&str]) -> Self {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let rcgen::CertifiedKey { cert, signing_key } = rcgen::generate_simple_self_signed(names).unwrap();
        let key = rustls::pki_types::PrivatePkcs8KeyDer::from(signing_key.serialize_der());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key.into())
            .unwrap();
        Self { certificate: cert.der().to_vec(), config }
    }
}

impl Secure {
    /// Closes every connection and stops listening.
    pub(crate) async fn stop(mut self) {
        self.server.shutdown_gracefully().await.unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// An address at which nobody listens.
pub(crate) async fn closed_port() -> SocketAddr {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    socket.local_addr().unwrap()
}

async fn serve_udp(socket: UdpSocket, script: Arc<Script>) {
    let socket = Arc::new(socket);
    let mut buffer = [0; 4096];
    while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
        let (socket, script, query) = (Arc::clone(&socket), Arc::clone(&script), buffer[..length].to_vec());
        tokio::spawn(async move {
            for reply in script.replies(&query, from, Over::Udp).await {
                socket.send_to(&reply, from).await.unwrap();
            }
        });
    }
}

async fn serve_tcp(listener: TcpListener, script: Arc<Script>) {
    while let Ok((stream, from)) = listener.accept().await {
        tokio::spawn(serve_connection(stream, from, Arc::clone(&script)));
    }
}

async fn serve_connection(mut stream: TcpStream, from: SocketAddr, script: Arc<Script>) {
    while let Ok(length) = stream.read_u16().await {
        let mut query = vec![0; usize::from(length)];
        stream.read_exact(&mut query).await.unwrap();
        let replies = script.replies(&query, from, Over::Tcp).await;
        if replies.is_empty() {
            return;
        }
        for reply in replies {
            let length = u16::try_from(reply.len()).unwrap().to_be_bytes();
            stream.write_all(&[&length[..], &reply].concat()).await.unwrap();
        }
    }
}

impl Script {
    /// The messages that go back for a query, one after the other.
    async fn replies(&self, query: &[u8], from: SocketAddr, over: Over) -> Vec<Vec<u8>> {
        let query = Message::from_vec(query).expect("a query that can be read");
        assert_eq!((query.metadata.message_type, query.metadata.op_code), (MessageType::Query, OpCode::Query));
        let [asked] = query.queries.as_slice() else { panic!("one question, not {}", query.queries.len()) };
        let question = Question::new(domain_name(asked.name()), RecordType::from_number(asked.query_type().into()));
        let behaviour = self.next_behaviour(&question, &query, from, over);
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        if let Behaviour::Late(time) = behaviour {
            tokio::time::sleep(time).await;
        }
        let mut reply = self.reply(&question, &query, &behaviour);
        let whole = reply.to_vec().unwrap();
        let id = query.metadata.id.to_be_bytes();
        match (behaviour, over) {
            (Behaviour::Silent, _) | (Behaviour::TruncatedWithoutTcp, Over::Tcp) => vec![],
            (Behaviour::Truncated | Behaviour::TruncatedWithoutTcp, Over::Udp) => {
                reply.metadata.truncation = true;
                let mut cut = reply.to_vec().unwrap();
                cut.truncate(cut.len() - 5);
                vec![cut]
            }
            (Behaviour::Garbage, _) => vec![vec![0xff; 3]],
            (Behaviour::GarbageBehindHeader, _) => {
                vec![[&id[..], &[0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0], &[0xc0; 20]].concat()]
            }
            (Behaviour::ForgedFirst, _) => {
                let mut forged = reply.clone();
                forged.queries = vec![Query::query(Name::from_ascii("forged.example.").unwrap(), WireType::TXT)];
                vec![forged.to_vec().unwrap(), whole]
            }
            _ => vec![whole],
        }
    }

    fn next_behaviour(&self, question: &Question, query: &Message, from: SocketAddr, over: Over) -> Behaviour {
        let mut log = self.log.lock().unwrap();
        let ways = self.behaviours.get(question).map(Vec::as_slice).unwrap_or_default();
        // Nothing to count for most questions, and thousands of domains put very many.
        let before = match ways {
            [] => 0,
            _ => log.iter().filter(|asked| asked.question == *question).count(),
        };
        log.push(Asked {
            question: question.clone(),
            from,
            over,
            edns: query.edns.as_ref().map(Edns::max_payload),
            wants_ad: query.metadata.authentic_data,
        });
        match (ways.get(before).or(ways.last()), self.world.answer(question)) {
            (Some(way), _) => way.clone(),
            (None, Answer::Failed(failure)) => failing(failure.kind),
            (None, _) => Behaviour::Normal,
        }
    }

    fn reply(&self, question: &Question, query: &Message, behaviour: &Behaviour) -> Message {
        let mut reply = Message::response(query.metadata.id, OpCode::Query);
        reply.queries = query.queries.clone();
        reply.metadata.recursion_desired = query.metadata.recursion_desired;
        reply.metadata.recursion_available = true;
        if query.edns.is_some() {
            reply.edns = Some(Edns::new());
        }
        match behaviour {
            Behaviour::Code(code) => reply.metadata.response_code = *code,
            Behaviour::NoEdns if query.edns.is_some() => {
                reply.metadata.response_code = ResponseCode::FormErr;
                reply.queries.clear();
                reply.edns = None;
            }
            Behaviour::Bogus => {
                const BOGUS: [u8; 2] = [0, 6];
                reply.metadata.response_code = ResponseCode::ServFail;
                let edns = reply.edns.get_or_insert_with(Edns::new);
                edns.options_mut().insert(EdnsOption::Unknown(15, BOGUS.to_vec()));
            }
            Behaviour::Referral => reply.authorities = vec![referral(&question.name)],
            Behaviour::Raw(octets) => {
                let code = WireType::from(question.kind.number());
                let data = match octets.as_slice() {
                    [] => RData::Update0(code),
                    octets => RData::Unknown { code, rdata: NULL::with(octets.to_vec()) },
                };
                reply.answers = vec![WireRecord::from_rdata(wire_name(&question.name), 300, data)];
            }
            _ => self.answer(question, &mut reply, *behaviour == Behaviour::FirstAlias),
        }
        if *behaviour == Behaviour::WithoutSoa {
            reply.authorities.clear();
        }
        reply.metadata.authentic_data = *behaviour == Behaviour::Authenticated;
        reply
    }

    /// What the world says, aliases written out, a loop once around.
    fn answer(&self, question: &Question, reply: &mut Message, first_alias_only: bool) {
        let mut name = question.name.clone();
        let mut seen = vec![];
        while let Some(target) = self.alias(&name).filter(|_| question.kind != RecordType::Cname) {
            let data = RData::CNAME(CNAME(wire_name(&target)));
            reply.add_answer(WireRecord::from_rdata(wire_name(&name), 300, data));
            seen.push(name);
            name = target;
            if first_alias_only || seen.contains(&name) {
                return;
            }
        }
        match self.world.answer(&Question::new(name.clone(), question.kind)) {
            Answer::Records(set) => {
                for record in set.records {
                    let data = wire_data(&record.data);
                    reply.add_answer(WireRecord::from_rdata(wire_name(&record.name), record.ttl, data));
                }
            }
            Answer::NoData(_) => reply.authorities = vec![soa(&name)],
            Answer::NxDomain(_) => {
                reply.metadata.response_code = ResponseCode::NXDomain;
                reply.authorities = vec![soa(&name)];
            }
            Answer::Failed(_) => reply.metadata.response_code = ResponseCode::ServFail,
            Answer::OutOfZone => panic!("a world has no edge"),
        }
    }

    fn alias(&self, name: &DomainName) -> Option<DomainName> {
        let answer = self.world.answer(&Question::new(name.clone(), RecordType::Cname));
        answer.records().iter().find_map(|record| match &record.data {
            RecordData::Cname(target) => Some(target.clone()),
            _ => None,
        })
    }
}

/// How a server behaves that makes a question fail in this way.
fn failing(kind: FailureKind) -> Behaviour {
    match kind {
        FailureKind::Servfail | FailureKind::Limit => Behaviour::Code(ResponseCode::ServFail),
        FailureKind::Refused => Behaviour::Code(ResponseCode::Refused),
        FailureKind::Formerr => Behaviour::Code(ResponseCode::FormErr),
        FailureKind::Timeout | FailureKind::Deadline | FailureKind::Network => Behaviour::Silent,
        FailureKind::Truncated => Behaviour::TruncatedWithoutTcp,
        FailureKind::Bogus => Behaviour::Bogus,
        FailureKind::CnameLoop => Behaviour::Normal,
        FailureKind::Malformed => Behaviour::GarbageBehindHeader,
    }
}

fn question(name: &str, kind: RecordType) -> Question {
    Question::new(DomainName::parse(name).unwrap(), kind)
}

fn wire_name(name: &DomainName) -> Name {
    Name::from_labels(name.label_octets()).unwrap()
}

fn domain_name(name: &Name) -> DomainName {
    DomainName::from_labels(name.iter()).unwrap()
}

/// The SOA that goes with an absence; it may be kept for a minute.
fn soa(name: &DomainName) -> WireRecord {
    let zone = wire_name(&name.last_labels(1));
    let data = SOA::new(zone.clone(), zone.clone(), 1, 7200, 900, 1_209_600, 60);
    WireRecord::from_rdata(zone, 300, RData::SOA(data))
}

fn referral(name: &DomainName) -> WireRecord {
    let zone = wire_name(&name.last_labels(1));
    WireRecord::from_rdata(zone.clone(), 300, RData::NS(NS(zone)))
}

fn wire_data(data: &RecordData) -> RData {
    match data {
        RecordData::A(address) => RData::A(A(*address)),
        RecordData::Aaaa(address) => RData::AAAA(AAAA(*address)),
        RecordData::Cname(name) => RData::CNAME(CNAME(wire_name(name))),
        RecordData::Mx { preference, exchange } => RData::MX(MX::new(*preference, wire_name(exchange))),
        RecordData::Ns(name) => RData::NS(NS(wire_name(name))),
        RecordData::Ptr(name) => RData::PTR(PTR(wire_name(name))),
        RecordData::Soa { mname, rname, numbers: [serial, refresh, retry, expire, minimum] } => {
            let [refresh, retry, expire] = [refresh, retry, expire].map(|number| number.cast_signed());
            RData::SOA(SOA::new(wire_name(mname), wire_name(rname), *serial, refresh, retry, expire, *minimum))
        }
        RecordData::Txt(txt) => RData::TXT(TXT::from_bytes(txt.strings().collect())),
        RecordData::Other(text) => panic!("no wire form for {text}; use Behaviour::Raw"),
    }
}

/// The same script behind TLS and HTTPS.
struct Handler(Arc<Script>);

impl RequestHandler for Handler {
    fn handle_request<'s, 'r, 'f, R, T>(
        &'s self,
        request: &'r Request,
        mut handle: R,
    ) -> Pin<Box<dyn Future<Output = ResponseInfo> + Send + 'f>>
    where
        R: ResponseHandler + 'f,
        T: Time + 'f,
        's: 'f,
        'r: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            let replies = self.0.replies(request.as_slice(), request.src(), Over::Encrypted).await;
            let Some(reply) = replies.first() else { return std::future::pending().await };
            let reply = Message::from_vec(reply).expect("garbage is sent over UDP and TCP only");
            let builder = MessageResponseBuilder::from_message_request(request);
            let response = builder.build(reply.metadata, &reply.answers, &reply.authorities, [], []);
            handle.send_response(response).await.unwrap()
        })
    }
}
