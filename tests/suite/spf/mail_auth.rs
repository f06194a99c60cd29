//! The SPF scenarios of mail-auth, read line by line: keys repeat, so they are no YAML.

use std::net::IpAddr;

use preflight::dns::{RecordData, RecordType, Txt};
use preflight::name::DomainName;
use preflight::rdns::reverse_name;
use preflight::spf::evaluate::check_host;
use preflight::spf::request::Request;

use crate::support::suites;
use crate::support::world::World;

/// Where we differ, and why: scenario, sender, address, our result.
const SETTLED: [(&str, &str, &str, &str); 1] = [
    // The host has AAAA only, and `exists` asks for A whatever the family of the client is
    // (RFC 7208 section 5.7).
    ("Exists", "sender@ip6.test.org", "167.1.2.3", "fail"),
];

#[test]
fn every_scenario_of_mail_auth() {
    let (mut scenarios, mut checks, mut settled) = (0, 0, 0);
    for file in ["exists.yml", "mx.yml", "ptr.yml"] {
        let Some(text) = suites::read(&format!("spf-mail-auth/{file}")) else { return };
        for document in text.split("\n---") {
            let scenario = Scenario::read(document);
            scenarios += 1;
            for check in &scenario.checks {
                checks += 1;
                let request = Request::mail_from(check.ip.parse().unwrap(), &check.sender, &check.helo);
                let (found, _) = scenario.world.solve(|answers| check_host(answers, &request));
                let ours = SETTLED.iter().find(|(name, sender, ip, _)| {
                    (*name, *sender, *ip) == (scenario.name.as_str(), check.sender.as_str(), check.ip.as_str())
                });
                let expected = ours.map_or(check.expect.as_str(), |(_, _, _, result)| result);
                settled += usize::from(ours.is_some() && expected != check.expect);
                assert_eq!(found.result.as_str(), expected, "{file}: {}: {check:?}", scenario.name);
            }
        }
    }
    println!("mail-auth: {scenarios} scenarios, {checks} checks, {settled} settled from the RFC");
    assert_eq!((scenarios, checks, settled), (7, 28, SETTLED.len()));
}

#[derive(Default)]
struct Scenario {
    name: String,
    world: World,
    checks: Vec<Check>,
}

/// The values in force; they carry over to the next check. The result is that of the sender: what
/// `domain` names is looked at as the HELO name first, which decides nothing here.
#[derive(Debug, Clone, Default)]
struct Check {
    sender: String,
    ip: String,
    helo: String,
    expect: String,
}

impl Scenario {
    fn read(document: &str) -> Self {
        let mut scenario = Self::default();
        let mut check = Check::default();
        for line in document.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (key, value) = line.trim_start_matches("- ").split_once(':').unwrap();
            let value = value.trim();
            match key {
                "name" => scenario.name = value.to_owned(),
                "records" | "tests" => {}
                "domain" | "helo" => check.helo = value.to_owned(),
                "sender" => check.sender = value.to_owned(),
                "ip" => check.ip = value.to_owned(),
                "expect" => {
                    check.expect = value.to_owned();
                    scenario.checks.push(check.clone());
                }
                _ => scenario.record(key, value),
            }
        }
        scenario
    }

    fn record(&mut self, kind: &str, line: &str) {
        let (owner, data) = line.split_once(' ').unwrap();
        if matches!(kind, "spf" | "txt" | "exp") {
            return self.world.add(owner, RecordType::Txt, RecordData::Txt(Txt::chunked(data)));
        }
        for (index, value) in data.split(',').map(str::trim).enumerate() {
            match kind {
                "a" | "aaaa" => self.address(owner, value),
                "ptr" => {
                    let reverse = reverse_name(owner.parse().unwrap());
                    let name = DomainName::parse(value).unwrap();
                    self.world.add(reverse.as_str(), RecordType::Ptr, RecordData::Ptr(name));
                }
                // Exchanges are given by their addresses.
                "mx" => {
                    let host = format!("mx{index}.{owner}");
                    let exchange = DomainName::parse(&host).unwrap();
                    self.world.add(owner, RecordType::Mx, RecordData::Mx { preference: 10, exchange });
                    self.address(&host, value);
                }
                other => panic!("{other}"),
            }
        }
    }

    fn address(&mut self, owner: &str, value: &str) {
        match value.parse().unwrap() {
            IpAddr::V4(four) => self.world.add(owner, RecordType::A, RecordData::A(four)),
            IpAddr::V6(six) => self.world.add(owner, RecordType::Aaaa, RecordData::Aaaa(six)),
        }
    }
}
