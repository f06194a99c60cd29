//! Blocklists: what lists of every temper do to a report, who is asked how often, and where keys are not.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use preflight::check;
use preflight::checks::Quiet;
use preflight::cli::args::StreamArgs;
use preflight::cli::settings::Declared;
use preflight::dns::cache::Cached;
use preflight::dns::confirm::{Apart, Confirming};
use preflight::dns::keyed::{Key, Keyed};
use preflight::dns::pace::PacedZones;
use preflight::dns::recorded::Recorder;
use preflight::dns::{Answer, FailureKind, Question, RecordType, Source};
use preflight::dnsbl::choice::Wish;
use preflight::dnsbl::{Access, Asked, Fault, Kind, Refusal, choose};
use preflight::facts::Subject;
use preflight::facts::dnsbl::{ListState, NotAsked};
use preflight::finding::Severity;
use preflight::i18n::{Lang, Texts};
use preflight::limits;
use preflight::name::DomainName;
use preflight::predict::receivers::Receivers;
use preflight::report::terminal::{self, Detail};
use preflight::report::{Levels, Report, json};

use crate::support::scripted::Scripted;
use crate::support::world::World;

const V4: &str = "192.0.2.10";
const V6: &str = "2001:db8::10";

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

/// A domain that sends from one address of each family, and the lists to ask: `named` by the user, or as usual.
fn subject(domain: &str, lists: &str, named: bool) -> Subject {
    let args = StreamArgs { ip: vec![V4.into(), V6.into()], ..StreamArgs::default() };
    let domain = name(domain);
    let mut chosen = choose(&Wish::parse([lists]).unwrap(), true, |list| list.access == Access::Key, false).unwrap();
    chosen.iter_mut().for_each(|one| one.named = named);
    Subject {
        declared: Declared::of(&args).unwrap().stream(&domain).into_iter().collect(),
        selectors: Vec::new(),
        zones: Vec::new(),
        blocklists: chosen.into(),
        as_of: "2026-11-21T09:00:00Z".parse().unwrap(),
        domain,
    }
}

async fn report(source: &dyn Source, subject: Subject) -> Report {
    let (facts, answers) = check::gather(source, subject, limits::DEADLINE).await;
    Report::new(facts, answers, &Receivers::default().default_set(), &Levels::new())
}

fn blocking<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap().block_on(future)
}

/// The name of an entry in a zone.
fn entry(zone: &str, subject: &str) -> String {
    let asked = subject.parse().map_or_else(|_| Asked::Domain(name(subject)), Asked::Address);
    asked.question(&name(zone)).unwrap().name.to_string()
}

/// A world with test entries of ZEN for both families.
fn zen() -> World {
    World::default().with(&entry("zen.spamhaus.org", "127.0.0.2"), RecordType::A, "127.0.0.2").with(
        &entry("zen.spamhaus.org", "::ffff:127.0.0.2"),
        RecordType::A,
        "127.0.0.2",
    )
}

/// The findings about blocklists, with their severity.
fn findings(report: &Report) -> Vec<(&'static str, Severity)> {
    let about_lists = report.findings().filter(|finding| finding.rule.id.starts_with("BL") && finding.is_failure());
    about_lists.map(|finding| (finding.rule.id, finding.severity())).collect()
}

/// Worlds in which ZEN says nothing that counts: the state it gets, and the world.
fn useless() -> Vec<(ListState, World)> {
    let listed = entry("zen.spamhaus.org", "127.0.0.2");
    let unlisted = entry("zen.spamhaus.org", "127.0.0.1");
    let with = |world: World, answer: &str| {
        let names = [listed.as_str(), &unlisted, &entry("zen.spamhaus.org", V4)].map(str::to_owned);
        names.iter().fold(world, |world, name| world.with(name, RecordType::A, answer))
    };
    vec![
        (ListState::Unusable(Fault::ListsAll), with(World::default(), "127.0.0.2")),
        (ListState::Refused(Refusal::PublicResolver), with(World::default(), "127.255.255.254")),
        (ListState::Refused(Refusal::Excessive), with(World::default(), "127.255.255.255")),
        (ListState::Unusable(Fault::Outside([198, 51, 100, 1].into())), with(World::default(), "198.51.100.1")),
        (ListState::Unusable(Fault::TestMissing), World::default()),
        (ListState::Refused(Refusal::Server), zen().fail(&listed, RecordType::A, FailureKind::Refused)),
    ]
}

#[test]
fn a_list_that_says_nothing_is_no_news_about_the_domain() {
    let without = blocking(report(&World::default(), subject("example.fr", "none", false)));
    for (expected, world) in useless() {
        let source = Scripted::new(world, Duration::ZERO);
        let report = blocking(report(&source, subject("example.fr", "zen.spamhaus.org", false)));
        let list = &report.facts.dnsbl.lists[0];
        assert_eq!((list.kind, &list.state), (Kind::Ip4, &expected));
        assert!(
            findings(&report).iter().all(|(id, severity)| (*id, *severity) == ("BL005", Severity::Info)),
            "{expected:?}"
        );
        assert_eq!((report.verdict, report.is_open()), (without.verdict, without.is_open()), "{expected:?}");
        let asked = source.asked();
        let subject = entry("zen.spamhaus.org", V4);
        assert!(
            asked.iter().all(|(question, _)| question.name.as_str() != subject),
            "{expected:?}: asked all the same"
        );
        let texts = Texts::of(Lang::En);
        let published = json::report(&report, texts);
        let told: Vec<_> =
            published.undetermined.iter().filter(|open| open.what.contains("zen.spamhaus.org")).collect();
        assert!(!told.is_empty(), "{expected:?} stands under what is undetermined");
        assert!(published.blocklists[0].why.is_some() && published.blocklists[0].state != "usable");
    }
}

#[test]
fn silence_leaves_a_named_list_open_and_no_other() {
    let listed = entry("zen.spamhaus.org", "127.0.0.2");
    let lost = zen().fail(&listed, RecordType::A, FailureKind::Servfail);
    let lost_later = zen().fail(&entry("zen.spamhaus.org", V4), RecordType::A, FailureKind::Timeout);
    let useless = useless().into_iter().map(|(_, world)| world);
    for world in useless.chain([lost, lost_later]) {
        for named in [true, false] {
            let report = blocking(report(&world, subject("example.fr", "zen.spamhaus.org", named)));
            let open = report.findings().any(|finding| finding.rule.id == "BL001" && !finding.is_failure());
            assert_eq!(open, named, "{:?}", report.facts.dnsbl.lists[0].state);
            assert!(findings(&report).iter().all(|(_, severity)| *severity < Severity::Error));
            assert!(report.quiet(Quiet::Pass).all(|rule| rule != "BL001"), "silence is no absence");
        }
    }
}

#[test]
fn listings_of_every_kind_are_found() {
    let world = zen()
        .with(&entry("zen.spamhaus.org", V4), RecordType::A, "127.0.0.4")
        .with(&entry("zen.spamhaus.org", V6), RecordType::A, "127.0.0.3")
        .with("dbltest.com.dbl.spamhaus.org", RecordType::A, "127.0.1.2")
        .with("example.fr.dbl.spamhaus.org", RecordType::A, "127.0.1.4");
    let report = blocking(report(&world, subject("example.fr", "default", false)));
    let expected = [("BL001", Severity::Error), ("BL003", Severity::Error), ("BL010", Severity::Warning)];
    assert_eq!(findings(&report), expected);
    let published = json::report(&report, Texts::of(Lang::En));
    let listed = &published.addresses.iter().find(|address| address.ip == V4).unwrap().listed[0];
    assert_eq!((listed.list.as_str(), listed.codes.as_slice()), ("zen.spamhaus.org", &["127.0.0.4".to_owned()][..]));
    assert_eq!(listed.meaning, "infected or misused machine");
    assert_eq!(listed.removal.as_deref(), Some("https://check.spamhaus.org/"));
    let of = |list: &str, kind| {
        let found = published.blocklists.iter().find(|one| one.list == list && one.kind == kind);
        found.map(|one| one.state)
    };
    assert_eq!(of("zen.spamhaus.org", "ip6"), Some("usable"));
    assert_eq!(of("bl.spamcop.net", "ip4"), Some("unusable"), "it has no test entry in this world");
}

#[test]
fn a_list_that_is_barred_is_not_asked_and_says_so() {
    let mut barred = subject("example.fr", "zen.spamhaus.org", false);
    barred.blocklists = choose(&Wish::parse(["zen.spamhaus.org"]).unwrap(), true, |_| false, true).unwrap().into();
    let source = Scripted::new(zen(), Duration::ZERO);
    let report = blocking(report(&source, barred));
    assert_eq!(report.facts.dnsbl.lists[0].state, ListState::NotAsked(NotAsked::PublicResolver));
    assert!(source.asked().iter().all(|(question, _)| !question.name.is_within(&name("spamhaus.org"))));
    assert!(report.is_open(), "the list was named");
}

#[test]
fn test_entries_are_asked_once_in_a_run() {
    blocking(async {
        let source = Arc::new(Scripted::new(zen(), Duration::from_millis(20)));
        let cached = Cached::new(Arc::clone(&source));
        let domains = (0..5).map(|n| report(&cached, subject(&format!("shop{n}.example"), "zen.spamhaus.org", false)));
        join_all(domains).await;
        for test in ["127.0.0.2", "127.0.0.1", "::ffff:127.0.0.2", "::ffff:127.0.0.1"] {
            let test = name(&entry("zen.spamhaus.org", test));
            let asked = source.asked().into_iter().filter(|(question, _)| question.name == test).count();
            assert_eq!(asked, 1, "{test}");
        }
    });
}

#[test]
fn too_many_addresses_are_left_out_and_counted() {
    let mut many = subject("example.fr", "zen.spamhaus.org", false);
    let networks = (0..40).map(|n| format!("192.0.2.{n}").parse::<std::net::IpAddr>().unwrap().into());
    many.declared[0].ips = networks.collect();
    let report = blocking(report(&zen(), many));
    assert_eq!(report.facts.dnsbl.lists[0].entries.len(), limits::BLOCKLIST_ADDRESSES);
    assert_eq!(report.facts.dnsbl.left_out, 40 - limits::BLOCKLIST_ADDRESSES);
    let told = json::report(&report, Texts::of(Lang::En)).undetermined;
    assert!(told.iter().any(|open| open.why.contains("24 addresses")));
}

/// Addresses that mean something else in every network, or nothing, are no business of a list.
#[test]
fn addresses_that_are_no_place_are_not_asked_about() {
    let mut private = subject("mairie-fictive.fr", "zen.spamhaus.org", false);
    private.declared[0].ips.push("10.0.0.1/32".parse().unwrap());
    let report = blocking(report(&zen(), private));
    assert!(report.facts.dnsbl.lists.iter().all(|list| list.state == ListState::NotAsked(NotAsked::Nothing)));
}

#[test]
fn at_most_a_few_questions_at_once_in_each_list() {
    blocking(async {
        let source = Arc::new(Scripted::new(World::default(), Duration::from_secs(1)));
        let paced = PacedZones::new(Arc::clone(&source), preflight::dnsbl::zones());
        let questions: Vec<_> =
            (0..30).map(|n| Question::new(name(&format!("n{n}.zen.spamhaus.org")), RecordType::A)).collect();
        join_all(questions.iter().map(|question| paced.ask(question))).await;
        assert_eq!(source.most_at_once(), limits::BLOCKLIST_IN_FLIGHT);

        let elsewhere: Vec<_> = (0..30).map(|n| Question::new(name(&format!("n{n}.example")), RecordType::A)).collect();
        join_all(elsewhere.iter().map(|question| paced.ask(question))).await;
        assert_eq!(source.most_at_once(), 30, "other names do not wait");
    });
}

#[test]
fn no_second_resolver_is_asked_about_lists() {
    blocking(async {
        let first = Arc::new(Scripted::new(World::default(), Duration::ZERO));
        let second = Arc::new(Scripted::new(World::default(), Duration::ZERO));
        let elsewhere = Confirming { first: Arc::clone(&first), second: Arc::clone(&second) };
        let apart = Apart { zones: preflight::dnsbl::zones(), within: Arc::clone(&first), elsewhere };
        for asked in ["10.2.0.192.zen.spamhaus.org", "10.2.0.192.sesame123.zen.dq.spamhaus.net", "a.example"] {
            apart.ask(&Question::new(name(asked), RecordType::A)).await;
        }
        let seen: Vec<_> = second.asked().into_iter().map(|(question, _)| question.name.to_string()).collect();
        assert_eq!(seen, ["a.example"]);
        assert_eq!(first.asked().len(), 3);
    });
}

/// A key leaves with the question and comes back in nothing: no report, no recording, no failure.
#[test]
fn a_key_is_nowhere_but_on_the_wire() {
    const KEY: &str = "sesame123open";
    let keyed = |subject: &str| entry("zen.dq.spamhaus.net", subject).replace("zen.dq", &format!("{KEY}.zen.dq"));
    let world = || {
        World::default()
            .with(&keyed("127.0.0.2"), RecordType::A, "127.0.0.2")
            .with(&keyed("::ffff:127.0.0.2"), RecordType::Cname, &format!("{KEY}.elsewhere.example."))
            .with(&format!("{KEY}.elsewhere.example"), RecordType::A, "127.0.0.2")
            .with(&keyed(V4), RecordType::A, "127.0.0.2")
    };
    let lost = world().fail(&keyed(V4), RecordType::A, FailureKind::Servfail);
    for (world, is_listed) in [(world(), true), (lost, false)] {
        let wire = Arc::new(Scripted::new(world, Duration::ZERO));
        let keys = vec![(name("zen.dq.spamhaus.net"), Key::parse(KEY).unwrap())];
        let recorder = Recorder::new(Keyed::new(Arc::clone(&wire), keys));
        let mut subject = subject("example.fr", "zen.spamhaus.org", true);
        subject.blocklists = choose(&Wish::parse(["zen.spamhaus.org"]).unwrap(), true, |_| true, false).unwrap().into();
        let report = blocking(report(&recorder, subject));

        assert!(wire.asked().iter().any(|(question, _)| question.name.as_str() == keyed(V4)), "the key went out");
        assert_eq!(findings(&report).contains(&("BL001", Severity::Error)), is_listed);
        let mut recording = Vec::new();
        recorder.recording(report.facts.subject.as_of).write(&mut recording).unwrap();
        let recording = String::from_utf8(recording).unwrap();
        assert!(recording.contains("10.2.0.192.zen.dq.spamhaus.net"));
        let mut shown = vec![recording, format!("{:?}", report.facts), format!("{:?}", report.answers)];
        for texts in Lang::ALL.map(Texts::of) {
            shown.push(serde_json::to_string(&json::report(&report, texts)).unwrap());
            shown.push(terminal::report(&report, texts, Detail::Verbose, 100));
        }
        for text in shown {
            assert!(!text.contains(KEY), "{text}");
        }
    }
}

/// Data that repeats the key cannot be shown, nor believed.
#[test]
fn an_answer_that_repeats_the_key_is_none() {
    let question = Question::new(name("a.zen.dq.spamhaus.net"), RecordType::Txt);
    let world = World::default().txt("a.sesame123.zen.dq.spamhaus.net", "you are Sesame123");
    let keyed = Keyed::new(world, vec![(name("zen.dq.spamhaus.net"), Key::parse("sesame123").unwrap())]);
    let answer = blocking(keyed.ask(&question));
    assert!(matches!(&answer, Answer::Failed(failure) if failure.kind == FailureKind::Malformed));
    assert!(!format!("{answer:?}").to_ascii_lowercase().contains("sesame"));
}

#[test]
fn the_documentation_names_every_list() {
    let usage = std::fs::read_to_string(crate::catalogue::root("docs/usage.md")).unwrap();
    for list in preflight::dnsbl::lists() {
        assert!(usage.contains(&format!("| `{}` |", list.zone)), "{}", list.zone);
    }
}
