//! MX: what the record sets of `fixtures/mx` come to.

use preflight::address::{is_documentation, is_private};
use preflight::dns::{FailureKind, RecordType};
use preflight::facts::Fact;
use preflight::facts::mx::{HostFact, MxFacts, Reach, gather};
use preflight::name::DomainName;
use serde::Deserialize;

use crate::support::world::World;

/// One document of `fixtures/mx/records.yml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    description: String,
    spec: String,
    world: Vec<String>,
    #[serde(default)]
    failing: Vec<String>,
    #[serde(default)]
    null: Option<String>,
    reach: String,
    exists: Option<String>,
    implicit: Option<bool>,
    #[serde(default)]
    localhost: bool,
    #[serde(default)]
    private: Vec<String>,
    #[serde(default)]
    documentation: Option<Vec<String>>,
    #[serde(default)]
    unreachable: Option<Vec<String>>,
    #[serde(default)]
    unregistered: Option<Vec<String>>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    literals: Vec<String>,
    #[serde(default)]
    meant: Vec<String>,
}

/// What the hosts of a domain have, in words.
fn words<T: ToString>(facts: &MxFacts, of: impl Fn(&HostFact) -> Option<T>) -> Vec<String> {
    facts.hosts.iter().filter_map(of).map(|value| value.to_string()).collect()
}

#[test]
fn record_sets() {
    let text = std::fs::read_to_string("fixtures/mx/records.yml").unwrap();
    let cases: Vec<Case> = serde_saphyr::from_multiple(&text).unwrap();
    assert!(cases.len() >= 17, "only {} cases were read", cases.len());
    let domain = DomainName::parse("example.org").unwrap();
    for case in cases {
        let at = format!("{} ({}, RFC {})", case.id, case.description, case.spec);
        let mut world = World::of_lines(&case.world);
        for question in &case.failing {
            let (name, kind) = question.split_once(' ').expect(&at);
            world = world.fail(name, RecordType::parse(kind).expect(&at), FailureKind::Servfail);
        }
        let (facts, _) = world.solve(|answers| gather(&domain, answers));
        let reach = match facts.reach() {
            Reach::Reached => "Reached",
            Reach::Unreachable => "Unreachable",
            Reach::Undetermined(_) => "Undetermined",
        };
        let exists = match &facts.exists {
            Fact::Known(()) => "yes",
            Fact::Absent => "no",
            Fact::Unknown(_) => "unknown",
        };
        assert_eq!(reach, case.reach, "{at}");
        assert_eq!(exists, case.exists.as_deref().unwrap_or("yes"), "{at}");
        if let Some(null) = case.null {
            assert_eq!(facts.records.known().map(|set| format!("{:?}", set.null)), Some(null), "{at}");
        }
        if let Some(implicit) = case.implicit {
            assert_eq!(facts.is_implicit(), implicit, "{at}");
        }
        let addresses = || facts.hosts.iter().flat_map(|host| host.addresses.iter());
        let private: Vec<_> = addresses().filter(|a| is_private(*a)).map(|a| a.to_string()).collect();
        assert_eq!(private, case.private, "{at}");
        if let Some(wanted) = case.documentation {
            let documentation: Vec<_> = addresses().filter(|a| is_documentation(*a)).map(|a| a.to_string()).collect();
            assert_eq!(documentation, wanted, "{at}");
        }
        if let Some(wanted) = case.unreachable {
            let gone =
                |host: &HostFact| (host.addresses.reach() == Reach::Unreachable).then(|| host.exchange.host.clone());
            assert_eq!(words(&facts, gone), wanted, "{at}");
        }
        if let Some(wanted) = case.unregistered {
            let nobodys = |host: &HostFact| {
                host.registrable.as_ref().filter(|(_, exists)| exists.is_absent()).map(|(parent, _)| parent.clone())
            };
            assert_eq!(words(&facts, nobodys), wanted, "{at}");
        }
        let alias = |host: &HostFact| (!host.chain.is_empty()).then(|| host.exchange.host.clone());
        assert_eq!(words(&facts, alias), case.aliases, "{at}");
        assert_eq!(words(&facts, |host| host.literal), case.literals, "{at}");
        assert_eq!(words(&facts, |host| host.missing_dot.clone()), case.meant, "{at}");
        assert_eq!(facts.hosts.iter().any(|host| host.is_localhost), case.localhost, "{at}");
    }
}
