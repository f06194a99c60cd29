//! Live DNS, against a server in this process: what comes back, and what was sent for it.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::time::Duration;

use hickory_server::proto::op::ResponseCode;
use preflight::dns::live::{Live, ResolverError, ResolverSpec, Trust, resolvers};
use preflight::dns::{Answer, FailureKind, From, Negative, Question, RecordData, RecordType, RrSet, Source, Txt};
use preflight::limits;
use preflight::name::DomainName;

use crate::support::server::{Behaviour, Identity, Over, Server, closed_port, serving};
use crate::support::world::World;

/// Long enough for any answer on loopback that comes at all.
const PATIENT: Duration = Duration::from_secs(10);
/// For questions whose answer never comes.
const HURRIED: Duration = Duration::from_millis(200);

fn question(name: &str, kind: RecordType) -> Question {
    Question::new(DomainName::parse(name).unwrap(), kind)
}

async fn ask(source: &dyn Source, name: &str, kind: RecordType) -> Answer {
    source.ask(&question(name, kind)).await
}

async fn connect(resolver: &str, timeout: Duration) -> Live {
    Live::connect(&resolver.parse().unwrap(), timeout, &Trust::Public).await.unwrap()
}

async fn live(server: &Server) -> Live {
    connect(&server.address.to_string(), PATIENT).await
}

fn records(answer: Answer) -> RrSet {
    match answer {
        Answer::Records(set) => set,
        other => panic!("records expected: {other:?}"),
    }
}

fn failure(answer: &Answer) -> FailureKind {
    match answer {
        Answer::Failed(failure) => failure.kind,
        other => panic!("a failure expected: {other:?}"),
    }
}

fn chain(answer: &Answer) -> Vec<&str> {
    answer.chain().iter().map(DomainName::as_str).collect()
}

/// How the one question of a test was sent, each time.
fn sent(server: &Server) -> Vec<(Over, bool)> {
    server.asked().iter().map(|asked| (asked.over, asked.edns.is_some())).collect()
}

const UDP: (Over, bool) = (Over::Udp, true);
const UDP_PLAIN: (Over, bool) = (Over::Udp, false);
const TCP: (Over, bool) = (Over::Tcp, true);

#[tokio::test]
async fn records_come_with_ttl_and_server() {
    let world = World::default().with("a.example", RecordType::Mx, "20 mx2.example.").with(
        "a.example",
        RecordType::Mx,
        "10 mx1.example.",
    );
    let server = serving(world).start().await;
    let set = records(ask(&live(&server).await, "a.example", RecordType::Mx).await);

    let shown: Vec<_> = set.records.iter().map(|record| record.data.to_string()).collect();
    assert_eq!(shown, ["10 mx1.example.", "20 mx2.example."], "in the order of the data, however it came");
    assert_eq!((set.ttl, set.authenticated, set.chain.len()), (300, false, 0));
    assert_eq!(set.origin.from, From::Live);
    assert_eq!(set.origin.server.as_deref(), Some(&*server.address.to_string()));
    assert_eq!(sent(&server), [UDP]);
    assert_eq!(server.asked()[0].edns, Some(1232), "a payload that passes without fragments");
}

#[tokio::test]
async fn every_type_that_is_judged_arrives() {
    let world = World::default()
        .with("a.example", RecordType::A, "192.0.2.1")
        .with("a.example", RecordType::Aaaa, "2001:db8::1")
        .with("a.example", RecordType::Ns, "ns.example.")
        .with("a.example", RecordType::Soa, "ns.example. host.example. 1 7200 900 1209600 300")
        .with("1.2.0.192.in-addr.arpa", RecordType::Ptr, "a.example.");
    let raw = [
        (RecordType::Caa, [&b"\x00\x05issue"[..], b"c\"a.example"].concat(), r#"0 issue "c\"a.example""#),
        (RecordType::Tlsa, vec![3, 1, 1, 0xab, 0xcd], "3 1 1 abcd"),
        (RecordType::Ds, vec![0x12, 0x34, 13, 2, 0xab], "4660 13 2 ab"),
        (RecordType::Spf, b"\x06v=spf1\x05 -all".to_vec(), r#""v=spf1" " -all""#),
        (RecordType::Other(65_280), vec![1, 2], r"\# 2 0102"),
    ];
    let mut preparing = serving(world.clone());
    for (kind, octets, _) in &raw {
        preparing = preparing.when("a.example", *kind, [Behaviour::Raw(octets.clone())]);
    }
    let server = preparing.start().await;
    let live = live(&server).await;

    let from_world = [RecordType::A, RecordType::Aaaa, RecordType::Ns, RecordType::Soa].map(|kind| ("a.example", kind));
    for (name, kind) in from_world.into_iter().chain([("1.2.0.192.in-addr.arpa", RecordType::Ptr)]) {
        let answer = ask(&live, name, kind).await;
        assert_eq!(answer.records(), world.answer(&question(name, kind)).records(), "{name} {kind}");
        assert_eq!(answer.records().len(), 1, "{name} {kind}");
    }
    for (kind, _, text) in &raw {
        let set = records(ask(&live, "a.example", *kind).await);
        assert_eq!(set.records[0].data.to_string(), *text, "{kind}");
    }
}

#[tokio::test]
async fn a_world_reads_the_same_through_the_server() {
    let failing = |world: World, (name, kind): &(&str, FailureKind)| {
        world.fail(&format!("{name}.example"), RecordType::Txt, *kind)
    };
    let failures = [
        ("servfail", FailureKind::Servfail),
        ("refused", FailureKind::Refused),
        ("formerr", FailureKind::Formerr),
        ("truncated", FailureKind::Truncated),
        ("bogus", FailureKind::Bogus),
        ("malformed", FailureKind::Malformed),
    ];
    let world = failures
        .iter()
        .fold(World::default(), failing)
        .txt("a.example", "here")
        .with("alias.example", RecordType::Cname, "a.example.")
        .with("loop.example", RecordType::Cname, "loop.example.");
    let server = serving(world.clone()).start().await;
    let live = live(&server).await;

    for name in ["a", "alias", "loop", "gone"].into_iter().chain(failures.map(|(name, _)| name)) {
        let question = question(&format!("{name}.example"), RecordType::Txt);
        match (live.ask(&question).await, world.answer(&question)) {
            (Answer::Records(live), Answer::Records(world)) => {
                assert_eq!((live.records, live.ttl, live.chain), (world.records, world.ttl, world.chain), "{name}");
            }
            (Answer::NoData(live), Answer::NoData(world)) | (Answer::NxDomain(live), Answer::NxDomain(world)) => {
                assert_eq!(live.chain, world.chain, "{name}");
            }
            (Answer::Failed(live), Answer::Failed(world)) => {
                assert_eq!((live.kind, live.chain), (world.kind, world.chain), "{name}");
            }
            (live, world) => panic!("{name}: {live:?}, not {world:?}"),
        }
    }
}

#[tokio::test]
async fn every_question_has_a_port_of_its_own() {
    let server = serving(World::default()).start().await;
    let live = live(&server).await;
    let questions: Vec<_> = (0..40).map(|n| question(&format!("n{n}.example"), RecordType::Txt)).collect();
    futures_util::future::join_all(questions.iter().map(|question| live.ask(question))).await;
    let ports: BTreeSet<_> = server.asked().into_iter().map(|asked| asked.from).collect();
    assert_eq!((server.asked().len(), ports.len()), (40, 40));
}

#[tokio::test]
async fn text_keeps_its_strings_and_any_octet() {
    let strings: [&[u8]; 4] = [b"v=spf1 ", b"", b"\xff\x00\"\\", b"-all"];
    let mut world = World::default();
    world.add("a.example", RecordType::Txt, RecordData::Txt(Txt::new(strings)));
    let server = serving(world).start().await;
    let set = records(ask(&live(&server).await, "a.example", RecordType::Txt).await);
    assert_eq!(set.records[0].data, RecordData::Txt(Txt::new(strings)));
}

#[tokio::test]
async fn names_with_odd_octets_are_asked_and_followed() {
    let odd = r"a\032b\255.example";
    let world = World::default().with(odd, RecordType::Cname, r"c\.d.example.").with(
        r"c\.d.example",
        RecordType::A,
        "192.0.2.1",
    );
    let server = serving(world).start().await;
    let answer = ask(&live(&server).await, odd, RecordType::A).await;
    assert_eq!(chain(&answer), [r"c\.d.example"]);
    assert_eq!(records(answer).records.len(), 1);
}

#[tokio::test]
async fn two_kinds_of_absence_with_and_without_soa() {
    let mut world = World::default();
    world.exists("here.example");
    for (behaviour, ttl) in [(Behaviour::Normal, Some(60)), (Behaviour::WithoutSoa, None)] {
        let server = serving(world.clone())
            .when("here.example", RecordType::Txt, [behaviour.clone()])
            .when("gone.example", RecordType::Txt, [behaviour])
            .start()
            .await;
        let live = live(&server).await;
        let expected = |negative: &Negative| {
            assert_eq!((negative.ttl, negative.authenticated), (ttl, Some(false)));
            assert_eq!(negative.origin.server.as_deref(), Some(&*server.address.to_string()));
        };
        match ask(&live, "here.example", RecordType::Txt).await {
            Answer::NoData(negative) => expected(&negative),
            other => panic!("{other:?}"),
        }
        match ask(&live, "gone.example", RecordType::Txt).await {
            Answer::NxDomain(negative) => expected(&negative),
            other => panic!("{other:?}"),
        }
        assert_eq!(server.asked().len(), 2, "an absence is no reason to ask again");
    }
}

#[tokio::test]
async fn the_ad_bit_is_asked_for_and_read_on_absences_too() {
    let mut world = World::default().txt("a.example", "here");
    world.exists("here.example");
    let mut preparing = serving(world);
    for name in ["a.example", "here.example", "gone.example"] {
        preparing = preparing.when(name, RecordType::Txt, [Behaviour::Authenticated]);
    }
    let server = preparing.start().await;
    let live = live(&server).await;
    assert!(records(ask(&live, "a.example", RecordType::Txt).await).authenticated);
    for name in ["here.example", "gone.example"] {
        match ask(&live, name, RecordType::Txt).await {
            Answer::NoData(negative) | Answer::NxDomain(negative) => {
                assert_eq!(negative.authenticated, Some(true), "{name}");
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(server.asked().iter().all(|asked| asked.wants_ad));
}

#[tokio::test]
async fn servfail_is_tried_once_more() {
    let world = || World::default().txt("a.example", "here");
    let servfail = Behaviour::Code(ResponseCode::ServFail);

    let passing = [servfail.clone(), Behaviour::Normal];
    let server = serving(world()).when("a.example", RecordType::Txt, passing).start().await;
    records(ask(&live(&server).await, "a.example", RecordType::Txt).await);
    assert_eq!(sent(&server), [UDP, UDP]);

    let server = serving(world()).when("a.example", RecordType::Txt, [servfail]).start().await;
    let answer = ask(&live(&server).await, "a.example", RecordType::Txt).await;
    assert_eq!(failure(&answer), FailureKind::Servfail);
    assert_eq!(sent(&server), [UDP, UDP]);
    let Answer::Failed(failure) = answer else { unreachable!() };
    assert_eq!(failure.server.as_deref(), Some(&*server.address.to_string()));
}

#[tokio::test]
async fn refusals_are_no_absence() {
    for (behaviour, kind, expected) in [
        (Behaviour::Code(ResponseCode::Refused), FailureKind::Refused, vec![UDP]),
        (Behaviour::Code(ResponseCode::NotImp), FailureKind::Servfail, vec![UDP, UDP_PLAIN]),
        (Behaviour::Code(ResponseCode::FormErr), FailureKind::Formerr, vec![UDP, UDP_PLAIN]),
        (Behaviour::Code(ResponseCode::NotAuth), FailureKind::Servfail, vec![UDP]),
        (Behaviour::Bogus, FailureKind::Bogus, vec![UDP]),
        (Behaviour::Referral, FailureKind::Servfail, vec![UDP]),
    ] {
        let server = serving(World::default()).when("a.example", RecordType::Txt, [behaviour.clone()]).start().await;
        let answer = ask(&live(&server).await, "a.example", RecordType::Txt).await;
        assert_eq!((failure(&answer), sent(&server)), (kind, expected), "{behaviour:?}");
    }
}

#[tokio::test]
async fn a_server_without_edns_is_asked_without() {
    let world = World::default().txt("a.example", "here");
    let server = serving(world).when("a.example", RecordType::Txt, [Behaviour::NoEdns]).start().await;
    records(ask(&live(&server).await, "a.example", RecordType::Txt).await);
    assert_eq!(sent(&server), [UDP, UDP_PLAIN]);
}

#[tokio::test]
async fn silence_is_a_timeout_after_two_datagrams() {
    let server = serving(World::default()).when("a.example", RecordType::Txt, [Behaviour::Silent]).start().await;
    let live = connect(&server.address.to_string(), HURRIED).await;
    assert_eq!(failure(&ask(&live, "a.example", RecordType::Txt).await), FailureKind::Timeout);
    server.asked_so_many(2).await;
    assert_eq!(sent(&server), [UDP, UDP]);
}

#[tokio::test]
async fn a_lost_datagram_is_sent_again() {
    let world = World::default().txt("a.example", "here");
    let lost = [Behaviour::Silent, Behaviour::Normal];
    let server = serving(world).when("a.example", RecordType::Txt, lost).start().await;
    let live = connect(&server.address.to_string(), Duration::from_secs(1)).await;
    records(ask(&live, "a.example", RecordType::Txt).await);
    assert_eq!(sent(&server), [UDP, UDP]);
}

#[tokio::test]
async fn a_late_reply_to_the_first_datagram_counts() {
    let world = World::default().txt("a.example", "here");
    let late = [Behaviour::Late(Duration::from_millis(1_100)), Behaviour::Silent];
    let server = serving(world).when("a.example", RecordType::Txt, late).start().await;
    let live = connect(&server.address.to_string(), Duration::from_secs(2)).await;
    records(ask(&live, "a.example", RecordType::Txt).await);
    assert_eq!(sent(&server), [UDP, UDP]);
}

#[tokio::test]
async fn what_does_not_fit_comes_over_tcp() {
    let world = World::default().txt("a.example", &"long ".repeat(400));
    let server = serving(world.clone()).when("a.example", RecordType::Txt, [Behaviour::Truncated]).start().await;
    let answer = ask(&live(&server).await, "a.example", RecordType::Txt).await;
    assert_eq!(answer.records(), world.answer(&question("a.example", RecordType::Txt)).records());
    assert_eq!(sent(&server), [UDP, TCP]);
}

#[tokio::test]
async fn truncated_and_no_tcp_is_a_failure() {
    let world = World::default().txt("a.example", "here");
    let mute = [Behaviour::TruncatedWithoutTcp];
    let server = serving(world).when("a.example", RecordType::Txt, mute).start().await;
    let answer = ask(&live(&server).await, "a.example", RecordType::Txt).await;
    assert_eq!((failure(&answer), sent(&server)), (FailureKind::Truncated, vec![UDP, TCP]));
}

#[tokio::test]
async fn what_cannot_be_read_is_malformed() {
    let garbage = |behaviour| serving(World::default()).when("a.example", RecordType::Txt, [behaviour]).start();

    let server = garbage(Behaviour::GarbageBehindHeader).await;
    let answer = ask(&live(&server).await, "a.example", RecordType::Txt).await;
    assert_eq!((failure(&answer), sent(&server)), (FailureKind::Malformed, vec![UDP]));

    for octets in [vec![], vec![9, b'a']] {
        let server = garbage(Behaviour::Raw(octets.clone())).await;
        let answer = ask(&live(&server).await, "a.example", RecordType::Txt).await;
        assert_eq!(failure(&answer), FailureKind::Malformed, "TXT data {octets:?}");
    }

    let server = garbage(Behaviour::Garbage).await;
    let live = connect(&server.address.to_string(), Duration::from_secs(1)).await;
    let answer = ask(&live, "a.example", RecordType::Txt).await;
    assert_eq!(failure(&answer), FailureKind::Malformed, "noise is waited out, then named");
}

#[tokio::test]
async fn a_reply_to_another_question_is_ignored() {
    let world = World::default().txt("a.example", "here");
    let server = serving(world).when("a.example", RecordType::Txt, [Behaviour::ForgedFirst]).start().await;
    let set = records(ask(&live(&server).await, "a.example", RecordType::Txt).await);
    assert_eq!(set.records[0].name.as_str(), "a.example");
    assert_eq!(sent(&server), [UDP]);
}

#[tokio::test]
async fn a_closed_port_is_a_network_failure() {
    let address = closed_port().await;
    let answer = ask(&connect(&address.to_string(), PATIENT).await, "a.example", RecordType::Txt).await;
    assert_eq!(failure(&answer), FailureKind::Network);
    let Answer::Failed(failure) = answer else { unreachable!() };
    assert_eq!(failure.server.as_deref(), Some(&*address.to_string()));
}

#[tokio::test]
async fn aliases_are_kept_in_order() {
    let world = World::default()
        .with("a.example", RecordType::Cname, "b.example.")
        .with("b.example", RecordType::Cname, "c.example.")
        .txt("c.example", "here")
        .with("to-nothing.example", RecordType::Cname, "c.example.")
        .with("to-nowhere.example", RecordType::Cname, "gone.invalid.");
    let server = serving(world).start().await;
    let live = live(&server).await;

    let answer = ask(&live, "a.example", RecordType::Txt).await;
    assert_eq!(chain(&answer), ["b.example", "c.example"]);
    assert_eq!(records(answer).records[0].name.as_str(), "c.example");

    let answer = ask(&live, "to-nothing.example", RecordType::A).await;
    assert!(matches!(answer, Answer::NoData(_)), "{answer:?}");
    assert_eq!(chain(&answer), ["c.example"]);

    let answer = ask(&live, "to-nowhere.example", RecordType::A).await;
    assert!(matches!(answer, Answer::NxDomain(_)), "{answer:?}");
    assert_eq!(chain(&answer), ["gone.invalid"]);

    let answer = ask(&live, "a.example", RecordType::Cname).await;
    assert_eq!(chain(&answer), [""; 0], "an alias that was asked for is not followed");
    assert_eq!(records(answer).records[0].data.to_string(), "b.example.");

    assert_eq!(server.asked().len(), 4, "one reply holds the whole chain");
}

#[tokio::test]
async fn an_alias_that_the_server_does_not_follow_is_followed() {
    let world = World::default()
        .with("a.example", RecordType::Cname, "b.example.")
        .with("b.example", RecordType::Cname, "c.example.")
        .txt("c.example", "here");
    let one = [Behaviour::FirstAlias];
    let server = serving(world.clone())
        .when("a.example", RecordType::Txt, one.clone())
        .when("b.example", RecordType::Txt, one.clone())
        .when("c.example", RecordType::Txt, [Behaviour::Authenticated])
        .when("a.example", RecordType::A, one.clone())
        .when("b.example", RecordType::A, [Behaviour::Code(ResponseCode::Refused)])
        .start()
        .await;
    let live = live(&server).await;

    let answer = ask(&live, "a.example", RecordType::Txt).await;
    assert_eq!(chain(&answer), ["b.example", "c.example"]);
    assert!(!records(answer).authenticated, "no more than its weakest part");
    let counts = server.counts();
    assert_eq!(counts.values().copied().collect::<Vec<_>>(), [1, 1, 1], "{counts:?}");

    let answer = ask(&live, "a.example", RecordType::A).await;
    assert_eq!((failure(&answer), chain(&answer)), (FailureKind::Refused, vec!["b.example"]));
}

#[tokio::test]
async fn a_loop_of_aliases_is_no_absence() {
    let world = || {
        World::default()
            .with("a.example", RecordType::Cname, "b.example.")
            .with("b.example", RecordType::Cname, "a.example.")
            .with("self.example", RecordType::Cname, "self.example.")
    };
    let server = serving(world()).start().await;
    let live_once_around = live(&server).await;
    let answer = ask(&live_once_around, "a.example", RecordType::Txt).await;
    assert_eq!((failure(&answer), chain(&answer)), (FailureKind::CnameLoop, vec!["b.example"]));
    let answer = ask(&live_once_around, "self.example", RecordType::Txt).await;
    assert_eq!(failure(&answer), FailureKind::CnameLoop);

    let step_by_step = serving(world())
        .when("a.example", RecordType::Txt, [Behaviour::FirstAlias])
        .when("b.example", RecordType::Txt, [Behaviour::FirstAlias])
        .start()
        .await;
    let answer = ask(&live(&step_by_step).await, "a.example", RecordType::Txt).await;
    assert_eq!(failure(&answer), FailureKind::CnameLoop);
    assert_eq!(step_by_step.asked().len(), 2);
}

#[tokio::test]
async fn a_chain_without_end_is_a_loop() {
    let chain_of = |length: usize| {
        let mut world = World::default().txt(&format!("n{length}.example"), "here");
        for n in 0..length {
            let target = format!("n{}.example.", n + 1);
            world = world.with(&format!("n{n}.example"), RecordType::Cname, &target);
        }
        world
    };
    let server = serving(chain_of(limits::CNAME_CHAIN)).start().await;
    records(ask(&live(&server).await, "n0.example", RecordType::Txt).await);
    let server = serving(chain_of(limits::CNAME_CHAIN + 1)).start().await;
    let answer = ask(&live(&server).await, "n0.example", RecordType::Txt).await;
    assert_eq!(failure(&answer), FailureKind::CnameLoop);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn names_are_absolute_and_never_answered_locally() {
    let server = serving(World::default()).start().await;
    let text = "search corp.example lan\nnameserver 127.0.0.1\noptions ndots:5 attempts:4\n";
    let live = Live::from_resolv_conf(text, server.address.port(), PATIENT).unwrap();
    for name in ["gone", "gone.example", "localhost"] {
        let answer = ask(&live, name, RecordType::A).await;
        assert!(matches!(answer, Answer::NxDomain(_)), "{name}: {answer:?}");
    }
    let asked: Vec<_> = server.asked().iter().map(|asked| asked.question.to_string()).collect();
    assert_eq!(asked, ["gone A", "gone.example A", "localhost A"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_system_without_a_resolver_is_an_error() {
    for text in ["", "search corp.example\n", "nameserver nonsense\n"] {
        let result = Live::from_resolv_conf(text, 53, PATIENT);
        assert!(matches!(result, Err(ResolverError::System(_))), "{text:?}");
    }
}

/// Loopback has a second address on Linux only.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_next_server_is_asked_after_any_failure() {
    const SECOND: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);
    for behaviour in [Behaviour::Silent, Behaviour::Code(ResponseCode::Refused), Behaviour::GarbageBehindHeader] {
        let here = World::default().txt("a.example", "here");
        let failing = |behaviour| serving(World::default()).when("a.example", RecordType::Txt, [behaviour]);
        let first = failing(behaviour.clone()).start().await;
        let port = first.address.port();
        let second = serving(here).start_at(SECOND, port).await;
        let text = "nameserver 127.0.0.1\nnameserver 127.0.0.2\n";
        let live = Live::from_resolv_conf(text, port, Duration::from_secs(2)).unwrap();
        let set = records(ask(&live, "a.example", RecordType::Txt).await);
        assert_eq!(set.origin.server.as_deref(), Some(&*second.address.to_string()), "{behaviour:?}");
        assert_eq!(sent(&second), [UDP]);
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_server_that_is_down_is_asked_once() {
    let first = serving(World::default().fail("a.example", RecordType::Txt, FailureKind::Timeout)).start().await;
    let port = first.address.port();
    let second = serving(World::default()).start_at(Ipv4Addr::new(127, 0, 0, 2), port).await;
    let text = "nameserver 127.0.0.1\nnameserver 127.0.0.2\n";
    let live = Live::from_resolv_conf(text, port, Duration::from_secs(2)).unwrap();
    for name in ["a.example", "b.example", "c.example"] {
        assert!(matches!(ask(&live, name, RecordType::Txt).await, Answer::NxDomain(_)));
    }
    assert_eq!(first.counts().into_iter().collect::<Vec<_>>(), [("a.example TXT".to_owned(), 2)]);
    assert_eq!(second.asked().len(), 3);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_bogus_answer_is_not_outvoted() {
    let first = serving(World::default().fail("a.example", RecordType::Txt, FailureKind::Bogus)).start().await;
    let port = first.address.port();
    let here = World::default().txt("a.example", "here");
    let second = serving(here).start_at(Ipv4Addr::new(127, 0, 0, 2), port).await;
    let text = "nameserver 127.0.0.1\nnameserver 127.0.0.2\n";
    let live = Live::from_resolv_conf(text, port, PATIENT).unwrap();
    assert_eq!(failure(&ask(&live, "a.example", RecordType::Txt).await), FailureKind::Bogus);
    assert!(second.asked().is_empty());
}

/// The address in the form of `--resolver`, with a name for the certificate.
fn tls_at(port: u16, name: &str) -> ResolverSpec {
    format!("tls://127.0.0.1:{port}#{name}").parse().unwrap()
}

#[tokio::test]
async fn dns_over_tls_and_over_https() {
    let server = serving(World::default().txt("a.example", "here")).start().await;
    let identity = Identity::of(&["dns.example", "localhost", "127.0.0.1"]);
    let secure = server.secure(&identity).await;
    let trust = Trust::Only(vec![identity.certificate.clone()]);
    let specs = [
        format!("tls://127.0.0.1:{}#dns.example", secure.tls.port()),
        format!("tls://127.0.0.1:{}", secure.tls.port()),
        format!("tls://localhost:{}", secure.tls.port()),
        format!("https://127.0.0.1:{}/dns-query", secure.https.port()),
        format!("https://localhost:{}/dns-query", secure.https.port()),
    ];
    for text in specs {
        let live = Live::connect(&text.parse().unwrap(), PATIENT, &trust).await.unwrap();
        let set = records(ask(&live, "a.example", RecordType::Txt).await);
        assert!(set.origin.server.is_some_and(|server| server.starts_with("127.0.0.1:")), "{text}");
        let answer = ask(&live, "gone.example", RecordType::Txt).await;
        assert!(matches!(answer, Answer::NxDomain(Negative { ttl: Some(60), .. })), "{text}: {answer:?}");
    }
    assert!(server.asked().iter().all(|asked| asked.over == Over::Encrypted));
    assert_eq!(server.asked().len(), 10);
}

#[tokio::test]
async fn many_questions_share_one_encrypted_connection() {
    let server = serving(World::default()).start().await;
    let identity = Identity::of(&["dns.example"]);
    let secure = server.secure(&identity).await;
    let trust = Trust::Only(vec![identity.certificate.clone()]);
    let live = Live::connect(&tls_at(secure.tls.port(), "dns.example"), PATIENT, &trust).await.unwrap();
    let questions: Vec<_> =
        (0..limits::IN_FLIGHT).map(|n| question(&format!("n{n}.example"), RecordType::Txt)).collect();
    let answers = futures_util::future::join_all(questions.iter().map(|question| live.ask(question))).await;
    for answer in answers {
        assert!(matches!(answer, Answer::NxDomain(_)), "{answer:?}");
    }
    let connections: BTreeSet<_> = server.asked().into_iter().map(|asked| asked.from).collect();
    assert_eq!((server.asked().len(), connections.len()), (limits::IN_FLIGHT, 1));
}

#[tokio::test]
async fn a_certificate_that_does_not_fit_is_not_trusted() {
    let server = serving(World::default().txt("a.example", "here")).start().await;
    let identity = Identity::of(&["dns.example"]);
    let secure = server.secure(&identity).await;
    let only = Trust::Only(vec![identity.certificate.clone()]);
    let other = Trust::Only(vec![Identity::of(&["dns.example"]).certificate]);
    for (name, trust) in [("dns.example", &Trust::Public), ("dns.example", &other), ("other.example", &only)] {
        let live = Live::connect(&tls_at(secure.tls.port(), name), PATIENT, trust).await.unwrap();
        let answer = ask(&live, "a.example", RecordType::Txt).await;
        assert_eq!(failure(&answer), FailureKind::Network, "{name} {trust:?}");
    }
    assert!(server.asked().is_empty(), "nothing is said to a server that is not trusted");

    let broken = Trust::Only(vec![b"no certificate".to_vec()]);
    let result = Live::connect(&tls_at(secure.tls.port(), "dns.example"), PATIENT, &broken).await;
    assert!(matches!(result, Err(ResolverError::Tls(_))));
}

#[tokio::test]
async fn a_connection_that_was_closed_is_opened_again() {
    let server = serving(World::default().txt("a.example", "here")).start().await;
    let identity = Identity::of(&["dns.example"]);
    let secure = server.secure(&identity).await;
    let port = secure.tls.port();
    let trust = Trust::Only(vec![identity.certificate.clone()]);
    let live = Live::connect(&tls_at(port, "dns.example"), PATIENT, &trust).await.unwrap();
    records(ask(&live, "a.example", RecordType::Txt).await);

    secure.stop().await;
    let _again = server.secure_at(&identity, port).await;
    records(ask(&live, "a.example", RecordType::Txt).await);
}

#[tokio::test]
async fn a_whole_run_confirms_absences_and_shares_answers() {
    let first = serving(World::default().txt("a.example", "here"))
        .when("lost.example", RecordType::Txt, [Behaviour::Code(ResponseCode::Refused)])
        .when("bare.example", RecordType::Txt, [Behaviour::WithoutSoa])
        .start()
        .await;
    let second = serving(World::default().txt("new.example", "just published")).start().await;
    let specs = [&first, &second].map(|server| server.address.to_string().parse().unwrap());
    let source = resolvers(&specs, PATIENT, &Trust::Public).await.unwrap();

    for _ in 0..3 {
        records(ask(&source, "a.example", RecordType::Txt).await);
        let set = records(ask(&source, "new.example", RecordType::Txt).await);
        assert_eq!(set.origin.server.as_deref(), Some(&*second.address.to_string()));
        assert!(matches!(ask(&source, "gone.example", RecordType::Txt).await, Answer::NxDomain(_)));
        assert_eq!(failure(&ask(&source, "lost.example", RecordType::Txt).await), FailureKind::Refused);
        assert!(matches!(ask(&source, "bare.example", RecordType::Txt).await, Answer::NxDomain(_)));
    }
    let counts = |server: &Server| server.counts().into_iter().collect::<Vec<_>>();
    let expected = |pairs: &[(&str, usize)]| -> Vec<(String, usize)> {
        pairs.iter().map(|(name, count)| (format!("{name}.example TXT"), *count)).collect()
    };
    assert_eq!(counts(&first), expected(&[("a", 1), ("bare", 3), ("gone", 1), ("lost", 3), ("new", 1)]));
    assert_eq!(counts(&second), expected(&[("bare", 3), ("gone", 1), ("new", 1)]));
}
