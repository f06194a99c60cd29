//! Is preflight as fast as it promises? Prints each figure beside its limit; a limit that is missed
//! makes the bench fail. Run it with `cargo bench`; `docs/performance.md` says what the figures mean.
//!
//! Left out: the network. Every question goes to a server in this process, or to nobody.

// A bench fails by panicking, like a test.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

#[path = "../tests/suite/support/mod.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod support;

use std::fmt::Display;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use preflight::check::{self, Judging};
use preflight::dns::drive::Pace;
use preflight::dns::live::{self, ResolverSpec, Trust};
use preflight::dns::recorded::Recording;
use preflight::dns::{Answers, RecordType};
use preflight::explain::explain;
use preflight::facts::Subject;
use preflight::fix::Planning;
use preflight::name::{DomainName, Selector};
use preflight::predict::from_facts::situation;
use preflight::predict::predict;
use preflight::predict::receivers::Receivers;
use preflight::report::{Levels, Report};
use preflight::stream::{Signature, Stream};
use preflight::zone::Zone;
use preflight::zone::files::NoFiles;
use tokio::runtime;

use support::rounds::chain;
use support::server::{self, Server};
use support::world::World;

/// How long the server lets a question wait.
const DELAY: Duration = Duration::from_millis(20);

fn main() -> ExitCode {
    let mut limits = Limits::default();
    start_up(&mut limits);
    for (name, world, subject) in
        [("demo", demo_world(), demo_subject()), ("healthy", healthy_world(), healthy_subject())]
    {
        evaluation(&mut limits, name, &world, &subject);
        prediction(&mut limits, name, &world, &subject);
        planning(&mut limits, name, &world, &subject);
        questions(&mut limits, name, &world, &subject);
    }
    bounces(&mut limits);
    if limits.missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whole processes, from start to end.
fn start_up(limits: &mut Limits) {
    let reply =
        "host mx.example.com[192.0.2.1] said: 550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown";
    for (arguments, runs, limit) in [
        (&["--version"][..], 200, 10),
        (&["demo"], 100, 50),
        (&["explain", "550"], 100, 10),
        (&["explain", "--lang", "fr", reply], 100, 10),
    ] {
        let time = median(runs, || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_preflight"));
            command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
            let started = Instant::now();
            let done = command.status().unwrap();
            let time = started.elapsed();
            // The demonstration ends with 1: it shows a domain whose mail is refused.
            assert!(done.code().is_some_and(|code| code < 2), "preflight {arguments:?}: {done}");
            time
        });
        let what =
            arguments.iter().map(|one| if one.contains(' ') { "REPLY" } else { one }).collect::<Vec<_>>().join(" ");
        limits.at_most(&format!("preflight {what}, whole process"), time, Duration::from_millis(limit));
    }
}

/// From answers to a report, without any I/O.
fn evaluation(limits: &mut Limits, name: &str, world: &World, subject: &Subject) {
    let receivers = Receivers::default().default_set();
    let (_, answers) = chain(world, subject);
    let time = median(500, || {
        let answers: Answers = answers.iter().map(|(question, answer)| (question.clone(), answer.clone())).collect();
        let started = Instant::now();
        let facts = check::facts(subject.clone(), &answers).unwrap();
        let report = Report::new(facts, answers, &receivers, &Levels::default());
        let time = started.elapsed();
        black_box(report);
        time
    });
    limits.at_most(&format!("{name}: answers to report"), time, Duration::from_millis(1));
}

/// What every receiver, filter and program would answer, from facts that are gathered.
fn prediction(limits: &mut Limits, name: &str, world: &World, subject: &Subject) {
    let receivers = Receivers::default().all();
    let (_, answers) = chain(world, subject);
    let facts = check::facts(subject.clone(), &answers).unwrap();
    let today = subject.as_of.to_zoned(jiff::tz::TimeZone::UTC).date();
    let time = median(500, || {
        let started = Instant::now();
        for stream in &facts.streams {
            black_box(predict(&situation(&facts, stream), &receivers, today));
        }
        started.elapsed()
    });
    let what = format!("{name}: predictions of all {} receivers, {} streams", receivers.len(), facts.streams.len());
    limits.at_most(&what, time, Duration::from_millis(1));
}

/// The fixes of one domain, tried and proven, beyond the check: answers are there, so that all of it is work.
fn planning(limits: &mut Limits, name: &str, world: &World, subject: &Subject) {
    let receivers = Receivers::default().default_set();
    let levels = Levels::default();
    let Pace { deadline, .. } = Pace::default();
    let judging = Judging { receivers: &receivers, levels: &levels, volume: None, deadline };
    let runtime = runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let report = judging.report(world, subject.clone()).await;
        let mut times = Vec::new();
        let mut fixes = 0;
        for _ in 0..60 {
            let started = Instant::now();
            let plan = Planning::new(judging).plan(&report, world).await;
            times.push(started.elapsed());
            fixes = black_box(plan).fixes.len();
        }
        times.sort();
        let what = format!("{name}: {fixes} fixes planned and proven");
        limits.at_most(&what, times[times.len() / 2], Duration::from_millis(20));
    });
}

/// The check of one domain through a server that lets every question wait: it should take as long
/// as the longest chain of questions of which each needs the answer before, and ask nothing twice.
fn questions(limits: &mut Limits, name: &str, world: &World, subject: &Subject) {
    let (rounds, answers) = chain(world, subject);
    let ideal = DELAY * rounds;
    // The server has a thread of its own, as it would elsewhere; the client has one, as in the program.
    let elsewhere = runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let here = runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let time = median(15, || {
        let server = elsewhere.block_on(server::serving(world.clone()).slow(DELAY).start());
        let time = here.block_on(check_through(&server, subject));
        let counts = server.counts();
        assert_eq!(counts.len(), answers.len(), "{name}: the loop asks what the gathers need");
        let twice: Vec<_> = counts.iter().filter(|(_, count)| **count > 1).collect();
        limits.hold(twice.is_empty(), || format!("{name}: asked more than once: {twice:?}"));
        time
    });
    println!("{name}: {} questions, each once; {rounds} one after the other, ideal {}", answers.len(), Shown(ideal));
    let ratio = time.as_secs_f64() / ideal.as_secs_f64();
    let verdict = limits.judge(ratio <= 1.2);
    println!("{name}: check of one domain: limit 1.20 of the ideal, median {} is {ratio:.2}: {verdict}", Shown(time));
}

async fn check_through(server: &Server, subject: &Subject) -> Duration {
    let spec = ResolverSpec::parse(&server.address.to_string()).unwrap();
    let Pace { timeout, deadline } = Pace::default();
    let source = live::resolvers(&[spec], timeout, &Trust::Public).await.unwrap();
    let started = Instant::now();
    black_box(check::gather(&source, subject.clone(), deadline).await);
    started.elapsed()
}

/// Ten thousand bounce lines, explained one after the other on one core.
fn bounces(limits: &mut Limits) {
    const LINES: usize = 10_000;
    let samples = [
        "550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
        "host gmail-smtp-in.l.google.com[192.0.2.1] said: 550-5.7.26 This mail has been blocked because the sender is unauthenticated. 550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. 550 5.7.26 For more information, go to https://support.google.com/mail/answer/81126 - gsmtp (in reply to end of DATA command)",
        "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1",
        "SMTP error from remote mail server after RCPT TO:<ann@example.com>: host mx.example.com [192.0.2.1]: 450 4.2.0 Greylisted",
        "nothing that anybody knows, with some words to compare and no code at all",
    ];
    let time = median(5, || {
        let started = Instant::now();
        for line in samples.iter().cycle().take(LINES) {
            black_box(explain(black_box(line)));
        }
        started.elapsed()
    });
    limits.at_most(&format!("{LINES} bounce lines explained"), time, Duration::from_secs(1));
}

/// The median of the times that `run` reports.
fn median(runs: usize, mut run: impl FnMut() -> Duration) -> Duration {
    run(); // what is read once per process is read now
    let mut times: Vec<_> = (0..runs).map(|_| run()).collect();
    times.sort();
    times[times.len() / 2]
}

/// The figures against their limits.
#[derive(Default)]
struct Limits {
    missed: usize,
}

impl Limits {
    fn at_most(&mut self, what: &str, time: Duration, limit: Duration) {
        let verdict = self.judge(time <= limit);
        println!("{what}: limit {}, median {}: {verdict}", Shown(limit), Shown(time));
    }

    fn hold(&mut self, holds: bool, complaint: impl Fn() -> String) {
        if !holds {
            println!("{}: {}", complaint(), self.judge(false));
        }
    }

    fn judge(&mut self, is_within: bool) -> &'static str {
        self.missed += usize::from(!is_within);
        if is_within { "within" } else { "MISSED" }
    }
}

/// A time in milliseconds, or in microseconds below one.
struct Shown(Duration);

impl Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let micros = self.0.as_secs_f64() * 1e6;
        if micros < 1_000.0 { write!(f, "{micros:.0} µs") } else { write!(f, "{:.1} ms", micros / 1_000.0) }
    }
}

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

/// The world of `preflight demo`, as a server can serve it.
fn demo_world() -> World {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/worlds/demo.zone");
    let zone = Zone::parse("demo.zone", &std::fs::read(file).unwrap(), Some(&DomainName::root()), &NoFiles);
    assert!(zone.errors.is_empty(), "{:?}", zone.errors);
    let mut world = World::default();
    for record in zone.records {
        world.add(record.owner.as_str(), record.kind, record.data);
    }
    world
}

fn demo_subject() -> Subject {
    subject("example.fr", "203.0.113.9/32", "letters1")
}

/// A domain in good order, with what such domains have: mailboxes and a newsletter elsewhere, three
/// keys behind CNAMEs, reports to a processor.
fn healthy_world() -> World {
    let key = {
        let demo = Recording::parse(include_bytes!("../fixtures/worlds/demo.json")).unwrap();
        let at = |(question, _): &(_, _)| {
            let question: &preflight::dns::Question = question;
            question.name == name("selector1._domainkey.example.fr") && question.kind == RecordType::Txt
        };
        let (_, answer) = demo.answers.into_iter().find(at).unwrap();
        answer.records()[0].data.clone()
    };
    let mut world = World::default()
        .txt("example.com", "v=spf1 mx include:_spf.mailboxes.example include:_spf.letters.example -all")
        .txt("_spf.mailboxes.example", "v=spf1 include:_one.mailboxes.example include:_two.mailboxes.example ~all")
        .txt("_one.mailboxes.example", "v=spf1 ip4:192.0.2.0/25 ip6:2001:db8:1::/48 ~all")
        .txt("_two.mailboxes.example", "v=spf1 ip4:192.0.2.128/25 ~all")
        .txt("_spf.letters.example", "v=spf1 ip4:198.51.100.0/24 ~all")
        .txt("_dmarc.example.com", "v=DMARC1; p=reject; rua=mailto:example@reports.example")
        .txt("example.com._report._dmarc.reports.example", "v=DMARC1")
        .with("reports.example", RecordType::Mx, "10 in.reports.example.")
        .with("in.reports.example", RecordType::A, "203.0.113.50")
        .with("example.com", RecordType::A, "203.0.113.80")
        .with("example.com", RecordType::Mx, "10 in1.mailboxes.example.")
        .with("example.com", RecordType::Mx, "20 in2.mailboxes.example.")
        .with("in1.mailboxes.example", RecordType::A, "192.0.2.10")
        .with("in1.mailboxes.example", RecordType::Aaaa, "2001:db8:1::10")
        .with("in2.mailboxes.example", RecordType::A, "192.0.2.11");
    for selector in ["s1", "s2", "k1"] {
        let target = format!("{selector}.keys.letters.example");
        world = world.with(&format!("{selector}._domainkey.example.com"), RecordType::Cname, &format!("{target}."));
        world.add(&target, RecordType::Txt, key.clone());
    }
    world
}

fn healthy_subject() -> Subject {
    subject("example.com", "198.51.100.7/32", "s1")
}

/// A domain with one declared stream.
fn subject(domain: &str, network: &str, selector: &str) -> Subject {
    let domain = name(domain);
    let signature = Signature { domain: domain.clone(), selector: Selector::parse(selector).unwrap() };
    let stream = Stream {
        declared: true,
        evidence: Vec::new(),
        ips: vec![network.parse().unwrap()],
        dkim: vec![signature],
        ..Stream::inferred(&domain)
    };
    let as_of = "2026-11-21T00:00:00Z".parse().unwrap();
    Subject { domain, selectors: Vec::new(), declared: vec![stream], zones: Vec::new(), blocklists: [].into(), as_of }
}
