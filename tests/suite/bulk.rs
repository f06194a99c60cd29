//! Many domains in one run of the program: their order, what they share, what one of them cannot
//! spoil, and memory that does not follow their number.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::OnceLock;
use std::time::Duration;

use preflight::dns::{FailureKind, RecordType};
use preflight::limits;

use crate::support::server::{self, Server};
use crate::support::world::World;

/// As long a list as anybody pastes.
const MANY: usize = 1_000;

/// One in so many domains has keys, and is asked for every usual selector.
const WITH_KEYS: usize = 10;

/// Octets of memory that one more domain may cost: its report alone is larger.
const OCTETS_PER_DOMAIN: usize = 10_000;

/// A run of the program, and what the server was asked.
struct Run {
    code: Option<i32>,
    reports: Vec<serde_json::Value>,
    complaints: String,
    asked: BTreeMap<String, usize>,
    /// The most memory that it held at once, in octets.
    peak: Option<usize>,
}

fn domain(number: usize) -> String {
    format!("shop{number}.example")
}

/// Domains of one provider, and one whose name server is broken.
fn world(count: usize) -> World {
    let mut world = World::default()
        .txt("_spf.provider.test", "v=spf1 include:_pool.provider.test a:out.provider.test -all")
        .txt("_pool.provider.test", "v=spf1 ip4:192.0.2.0/24 -all")
        .with("out.provider.test", RecordType::A, "198.51.100.1")
        .with("out.provider.test", RecordType::Aaaa, "2001:db8::1")
        .with("mx.provider.test", RecordType::A, "198.51.100.2")
        .with("mx.provider.test", RecordType::Aaaa, "2001:db8::2");
    for number in 0..count {
        let domain = domain(number);
        world = world
            .txt(&domain, "v=spf1 include:_spf.provider.test -all")
            .txt(&format!("_dmarc.{domain}"), "v=DMARC1; p=reject")
            .with(&domain, RecordType::Mx, "10 mx.provider.test.");
        if number % WITH_KEYS == 0 {
            world.exists(&format!("_domainkey.{domain}"));
        }
    }
    for name in ["broken.example", "_dmarc.broken.example", "_domainkey.broken.example"] {
        world.fail_name(name, FailureKind::Servfail);
    }
    world
}

/// Checks a list through a server of its own, and waits for the end.
async fn check(world: World, list: &str) -> Run {
    let server = server::serving(world).start().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("list.txt"), list).unwrap();
    let mut child = start(&server, folder.path());
    let mut peak = None;
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        peak = peak.max(most_memory(&child));
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let reports = read("reports").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    Run { code, reports, complaints: read("complaints"), asked: server.counts(), peak }
}

fn start(server: &Server, folder: &Path) -> Child {
    let resolver = server.address.to_string();
    Command::new(env!("CARGO_BIN_EXE_preflight"))
        .args(["--input", "list.txt", "--format", "jsonl", "--lang", "en", "--resolver", &resolver])
        // What is tested is not how fast the machine is: a question that the test lets fail fails at once.
        .args(["--timeout", "120", "--deadline", "600"])
        .current_dir(folder)
        .env_clear()
        .stdout(File::create(folder.join("reports")).unwrap())
        .stderr(File::create(folder.join("complaints")).unwrap())
        .spawn()
        .unwrap()
}

/// The most memory that a process held so far, where the system says so.
fn most_memory(child: &Child) -> Option<usize> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<usize>().ok()? * 1024)
}

/// Many domains and a broken one in their middle: one run, looked at by several tests.
fn long_run() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    RUN.get_or_init(|| blocking(check(world(MANY), &list(MANY))))
}

fn list(count: usize) -> String {
    let half = count / 2;
    let names = (0..half).map(domain).chain(["broken.example".to_owned()]).chain((half..count).map(domain));
    names.map(|name| name + "\n").collect()
}

fn blocking<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn every_domain_comes_out_in_the_order_of_the_list() {
    let run = long_run();
    let domains: Vec<_> = run.reports.iter().map(|report| report["domain"].as_str().unwrap()).collect();
    let list = list(MANY);
    let listed: Vec<_> = list.lines().collect();
    assert_eq!(domains, listed);
    assert_eq!(run.complaints, "");
}

#[test]
fn a_domain_that_fails_takes_no_other_with_it() {
    let (broken, others): (Vec<_>, Vec<_>) =
        long_run().reports.iter().partition(|report| report["domain"] == "broken.example");
    assert!(broken.iter().all(|report| report["undetermined"].as_array().is_some_and(|open| open.len() > 2)));
    for report in others {
        assert_eq!(report["undetermined"], serde_json::json!([]), "{}", report["domain"]);
        assert_eq!(report["spf"]["lookups"], 3, "{}", report["domain"]);
    }
}

#[test]
fn what_the_domains_share_is_asked_once() {
    let asked = &long_run().asked;
    let shared: Vec<_> = asked.iter().filter(|(question, _)| question.contains("provider.test")).collect();
    assert_eq!(shared.len(), 6, "{shared:?}");
    assert!(shared.iter().all(|(_, count)| **count == 1), "{shared:?}");
    let questions: usize = asked.values().sum();
    assert!(
        questions > limits::CACHED_ANSWERS,
        "more answers than are kept, and yet the shared ones were: {questions}"
    );
}

#[test]
fn memory_does_not_follow_the_number_of_domains() {
    let few = MANY / 10;
    let short = blocking(check(world(few), &list(few)));
    let (Some(small), Some(large)) = (short.peak, long_run().peak) else { return };
    let growth = large.saturating_sub(small);
    assert!(growth < (MANY - few) * OCTETS_PER_DOMAIN, "{few} domains: {small} octets, {MANY}: {large}");
}

#[tokio::test]
async fn lines_that_are_no_domains_are_named_and_the_rest_is_checked() {
    let too_long = "x".repeat(5_000);
    let list = format!(
        "# a list\nshop0.example\n\nnot a domain\nshop1.example\n{too_long}\nhttps://shop2.example/\nshop2.example"
    );
    let run = check(world(3), &list).await;

    let domains: Vec<_> = run.reports.iter().map(|report| report["domain"].as_str().unwrap()).collect();
    assert_eq!(domains, ["shop0.example", "shop1.example", "shop2.example"]);
    let complaints: Vec<_> = run.complaints.lines().collect();
    assert_eq!(complaints.len(), 3, "{complaints:?}");
    for (complaint, line) in complaints.iter().zip([4, 6, 7]) {
        assert!(complaint.starts_with(&format!("error: list.txt, line {line}: ")), "{complaint}");
    }
    assert_eq!(run.code, Some(2));
}
