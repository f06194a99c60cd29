//! The form of the public SPF suite: a small world, and checks with their allowed results.

use std::collections::BTreeMap;

use preflight::dns::{FailureKind, RecordData, RecordType, Txt};
use preflight::name::DomainName;
use preflight::spf::evaluate::check_host;
use preflight::spf::outcome::Evaluation;
use preflight::spf::request::Request;
use serde::Deserialize;
use serde_json::Value;

use crate::support::world::World;

/// One world and what is asked of it.
#[derive(Debug, Deserialize)]
pub(crate) struct Scenario {
    pub(crate) description: String,
    pub(crate) tests: BTreeMap<String, Case>,
    pub(crate) zonedata: BTreeMap<String, Vec<Value>>,
}

/// One check.
#[derive(Debug, Deserialize)]
pub(crate) struct Case {
    /// The section it is taken from.
    pub(crate) spec: Value,
    pub(crate) helo: String,
    pub(crate) host: String,
    pub(crate) mailfrom: String,
    result: OneOrMore,
    /// `DEFAULT` stands for the receiver's own words: the domain explains nothing.
    explanation: Option<String>,
    /// Lookups counted at the end, void lookups among them.
    lookups: Option<u32>,
    void_lookups: Option<u32>,
    /// The term that decided.
    matched: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Scenario {
    /// Runs every check; returns what went wrong.
    pub(crate) fn run(&self) -> Vec<String> {
        let world = self.world();
        let judge = |(name, case): (&String, &Case)| {
            let wrong = case.judge(&case.evaluate(&world))?;
            Some(format!("{}: {name}: {wrong}", self.description))
        };
        self.tests.iter().filter_map(judge).collect()
    }

    pub(crate) fn world(&self) -> World {
        let mut world = World::default();
        for (owner, records) in &self.zonedata {
            let owner = DomainName::from_octets(&latin1(owner)).unwrap();
            // A name with TXT records of its own has no others; SPF stands for TXT elsewhere.
            let has_txt = records.iter().any(|record| record.get("TXT").is_some());
            world.exists(owner.as_str());
            for record in records {
                world = add(world, owner.as_str(), record, has_txt);
            }
        }
        world
    }
}

fn add(mut world: World, owner: &str, record: &Value, has_txt: bool) -> World {
    let Some(fields) = record.as_object() else {
        assert_eq!(record, "TIMEOUT");
        world.fail_name(owner, FailureKind::Timeout);
        return world;
    };
    for (kind, value) in fields {
        let kind = RecordType::parse(kind).unwrap_or_else(|| panic!("{kind}"));
        if value == "TIMEOUT" {
            world = world.fail(owner, kind, FailureKind::Timeout);
        } else if value == "SERVFAIL" {
            world = world.fail(owner, kind, FailureKind::Servfail);
        } else if value != "NONE" {
            if kind == RecordType::Spf && !has_txt {
                world.add(owner, RecordType::Txt, data(kind, value));
            }
            world.add(owner, kind, data(kind, value));
        }
    }
    world
}

fn data(kind: RecordType, value: &Value) -> RecordData {
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{value}")).to_owned();
    match (kind, value) {
        (RecordType::Txt | RecordType::Spf, Value::Array(strings)) => {
            RecordData::Txt(Txt::new(strings.iter().map(|string| latin1(&text(string)))))
        }
        (RecordType::Txt | RecordType::Spf, _) => RecordData::Txt(Txt::new([latin1(&text(value))])),
        (RecordType::Mx, Value::Array(fields)) => {
            let exchange = text(&fields[1]);
            let exchange = if exchange.is_empty() { ".".to_owned() } else { exchange };
            RecordData::parse(kind, &format!("{} {exchange}", fields[0])).unwrap()
        }
        _ => RecordData::parse(kind, &text(value)).unwrap_or_else(|error| panic!("{value}: {error}")),
    }
}

/// The octets of a text that was read as Latin-1; other characters as UTF-8.
fn latin1(text: &str) -> Vec<u8> {
    let mut octets = Vec::new();
    for c in text.chars() {
        match u8::try_from(c) {
            Ok(octet) => octets.push(octet),
            Err(_) => octets.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    octets
}

impl Case {
    pub(crate) fn evaluate(&self, world: &World) -> Evaluation {
        let request = Request::mail_from(self.host.parse().unwrap(), &self.mailfrom, &self.helo);
        world.solve(|answers| check_host(answers, &request)).0
    }

    /// Says what differs from what is expected.
    fn judge(&self, found: &Evaluation) -> Option<String> {
        let allowed = match &self.result {
            OneOrMore::One(one) => std::slice::from_ref(one),
            OneOrMore::More(more) => more,
        };
        if !allowed.iter().any(|result| result == found.result.as_str()) {
            return Some(format!("{} instead of {allowed:?}: {:?}", found.result, found.cause));
        }
        let explanation = found.explanation.as_deref().unwrap_or("DEFAULT");
        if self.explanation.as_deref().is_some_and(|expected| expected != explanation) {
            return Some(format!("explained by {explanation:?} instead of {:?}", self.explanation));
        }
        if self.lookups.is_some_and(|expected| expected != found.lookups) {
            return Some(format!("{} lookups instead of {:?}", found.lookups, self.lookups));
        }
        if self.void_lookups.is_some_and(|expected| expected != found.void_lookups) {
            return Some(format!("{} void lookups instead of {:?}", found.void_lookups, self.void_lookups));
        }
        let matched = found.matched.as_ref().map(|matched| matched.term.as_str());
        if self.matched.is_some() && self.matched.as_deref() != matched {
            return Some(format!("matched {matched:?} instead of {:?}", self.matched));
        }
        None
    }
}
