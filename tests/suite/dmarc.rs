//! DMARC: our cases in `fixtures/dmarc`, written from the RFCs, and the public suites.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use preflight::dmarc::align::{self, Aligned, Path, Verdict};
use preflight::dmarc::discover::{self, Determined, Discovered, NoPolicy};
use preflight::dmarc::record::{self, PolicyRecord, Reading, Terms};
use preflight::dmarc::tags::{Mode, Policy, Psd};
use preflight::dmarc::{Both, Generation};
use preflight::dns::{Answers, FailureKind, RecordData, RecordType, Txt};
use preflight::facts::dmarc::{Authorisation, DmarcFacts, Receives, authorisation, gather};
use preflight::facts::{Fact, Subject};
use preflight::name::{DomainName, Selector};
use preflight::stream::{MailFrom, Signature, Stream};
use proptest::prelude::*;
use serde::Deserialize;

use crate::support::suites;
use crate::support::world::World;

/// One case of a fixture file; what is left out is not looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Case {
    id: String,
    spec: String,
    zone: BTreeMap<String, Vec<String>>,
    strings: BTreeMap<String, Vec<String>>,
    mx: BTreeMap<String, Vec<String>>,
    a: BTreeMap<String, Vec<String>>,
    exists: Vec<String>,
    fails: Vec<String>,
    from: String,
    walk: BTreeMap<String, Vec<String>>,
    organization: BTreeMap<String, [String; 2]>,
    policy: Option<Expected>,
    treatment: Option<Expected>,
    rua: Vec<String>,
    aligned: Vec<Pair>,
    null_reverse_path: bool,
    helo: Option<String>,
    spf: Option<Authenticated>,
    dkim: Vec<Authenticated>,
    result: Option<Expected>,
    reports: BTreeMap<String, String>,
    receives: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    rfc9989: String,
    rfc7489: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    identifier: String,
    by: String,
    /// Given: compared in this mode, whatever the policy says.
    mode: Option<String>,
    rfc9989: String,
    rfc7489: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Authenticated {
    domain: String,
    pass: Option<bool>,
}

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn cases(file: &str) -> Vec<Case> {
    let path = format!("{}/fixtures/dmarc/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let cases: Vec<Case> = serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let ids: BTreeSet<_> = cases.iter().map(|case| &case.id).collect();
    assert_eq!(ids.len(), cases.len(), "{file}: an id twice");
    cases
}

impl Case {
    fn world(&self) -> World {
        let mut world = World::default();
        for (owner, texts) in &self.zone {
            for text in texts {
                world = world.txt(owner, text);
            }
        }
        for (owner, strings) in &self.strings {
            world.add(owner, RecordType::Txt, RecordData::Txt(Txt::new(strings)));
        }
        for (kind, records) in [(RecordType::Mx, &self.mx), (RecordType::A, &self.a)] {
            for (owner, data) in records.iter().flat_map(|(owner, set)| set.iter().map(move |data| (owner, data))) {
                world = world.with(owner, kind, data);
            }
        }
        self.exists.iter().for_each(|name| world.exists(name));
        self.fails.iter().for_each(|name| world.fail_name(name, FailureKind::Servfail));
        world
    }

    /// The stream that the case describes.
    fn stream(&self) -> Stream {
        let from = name(&self.from);
        let mail_from = match &self.spf {
            _ if self.null_reverse_path => MailFrom::Null,
            Some(spf) => MailFrom::Mailbox { local: None, domain: name(&spf.domain) },
            None => MailFrom::Unknown,
        };
        let signature =
            |dkim: &Authenticated| Signature { domain: name(&dkim.domain), selector: Selector::parse("s1").unwrap() };
        Stream {
            name: self.id.clone(),
            declared: true,
            mail_from,
            helo: self.helo.as_deref().map(name),
            dkim: self.dkim.iter().map(signature).collect(),
            ..Stream::inferred(&from)
        }
    }

    fn facts(&self) -> (DmarcFacts, Answers) {
        let subject = Subject {
            domain: name(&self.from),
            selectors: Vec::new(),
            declared: vec![self.stream()],
            zones: Vec::new(),
            blocklists: [].into(),
            as_of: Timestamp::UNIX_EPOCH,
        };
        self.world().solve(|answers| gather(&subject, &subject.declared, answers))
    }
}

fn shown_policy(discovered: &Discovered) -> String {
    match discovered {
        Discovered::Applies(applied) => {
            let testing = if applied.terms.testing { ", testing" } else { "" };
            let pct = if applied.terms.pct < 100 { format!(", pct {}", applied.terms.pct) } else { String::new() };
            format!("{} at {}{testing}{pct}", applied.policy, applied.at)
        }
        Discovered::Nothing(NoPolicy::NoRecord) => "no record".to_owned(),
        Discovered::Nothing(NoPolicy::Several(at)) => format!("several at {at}"),
        Discovered::Nothing(NoPolicy::Unusable(at)) => format!("unusable at {at}"),
        Discovered::Unknown(_) => "undetermined".to_owned(),
    }
}

fn shown_treatment(discovered: &Discovered) -> String {
    match discovered {
        Discovered::Applies(applied) => match applied.treatment() {
            (weakest, strongest) if weakest == strongest => weakest.to_string(),
            (weakest, strongest) => format!("{weakest} to {strongest}"),
        },
        Discovered::Nothing(_) | Discovered::Unknown(_) => "none".to_owned(),
    }
}

fn shown_alignment(aligned: &Aligned) -> &'static str {
    match aligned {
        Aligned::Yes => "yes",
        Aligned::No => "no",
        Aligned::Unknown(_) => "undetermined",
    }
}

fn check(case: &Case, what: &str, expected: &Expected, found: impl Fn(Generation) -> String) {
    let found = [found(Generation::Rfc9989), found(Generation::Rfc7489)];
    let expected = [expected.rfc9989.clone(), expected.rfc7489.clone()];
    assert_eq!(found, expected, "{} ({}): {what} under RFC 9989 and RFC 7489", case.id, case.spec);
}

#[test]
fn discovery() {
    let cases = cases("discovery.yaml");
    for case in &cases {
        let world = case.world();
        for (start, targets) in &case.walk {
            let walked: Vec<_> = discover::walk_targets(&name(start)).iter().map(DomainName::to_string).collect();
            assert_eq!(walked, *targets, "{} ({})", case.id, case.spec);
        }
        for (of, [rfc9989, rfc7489]) in &case.organization {
            let expected = Expected { rfc9989: rfc9989.clone(), rfc7489: rfc7489.clone() };
            check(case, of, &expected, |generation| {
                match world.solve(|answers| discover::organizational_domain(answers, &name(of), generation)).0 {
                    Determined::Known(domain) => domain.to_string(),
                    Determined::Unknown(_) => "undetermined".to_owned(),
                }
            });
        }
        if case.from.is_empty() {
            continue;
        }
        check_author(case, &world);
    }
    println!("discovery.yaml: {} cases", cases.len());
}

fn check_author(case: &Case, world: &World) {
    let (facts, _) = case.facts();
    let author = facts.author().expect("the named domain is among the authors");
    if let Some(expected) = &case.policy {
        check(case, "policy", expected, |generation| shown_policy(author.policy.get(generation)));
    }
    if let Some(expected) = &case.treatment {
        check(case, "treatment", expected, |generation| shown_treatment(author.policy.get(generation)));
    }
    if !case.rua.is_empty() {
        let owner = author.owner.as_ref().expect("room for the label");
        let (_, record) = owner.policies().next().expect("a record");
        let rua: Vec<_> = record.rua.iter().filter_map(|uri| uri.mailbox()).map(|m| &m.address).collect();
        assert_eq!(rua, case.rua.iter().collect::<Vec<_>>(), "{} ({})", case.id, case.spec);
    }
    for pair in &case.aligned {
        let mechanism = match pair.by.as_str() {
            "spf" => align::Mechanism::Spf,
            "dkim" => align::Mechanism::Dkim,
            other => panic!("{}: {other} authenticates nothing", case.id),
        };
        let expected = Expected { rfc9989: pair.rfc9989.clone(), rfc7489: pair.rfc7489.clone() };
        let identifier = name(&pair.identifier);
        check(case, &pair.identifier, &expected, |generation| {
            let aligned = world.solve(|answers| match pair.mode.as_deref() {
                None => align::aligned(answers, &author.name, &identifier, mechanism, generation),
                Some(mode) => {
                    let mode = Mode::parse(mode.as_bytes()).expect("a mode");
                    align::align(answers, &author.name, &identifier, mode, generation)
                }
            });
            shown_alignment(&aligned.0).to_owned()
        });
    }
}

#[test]
fn alignment() {
    let cases = cases("alignment.yaml");
    for case in &cases {
        let world = case.world();
        check_author(case, &world);
        let (facts, _) = case.facts();
        let author = facts.author().expect("the named domain is among the authors");
        let [stream] = facts.streams.as_slice() else { panic!("{}: one stream", case.id) };
        let expected = case.result.as_ref().unwrap_or_else(|| panic!("{}: no result", case.id));
        check(case, "result", expected, |generation| {
            let path = |aligned: &Both<Aligned>, passes| Path { passes, aligned: aligned.get(generation).clone() };
            let spf = stream.spf.iter().zip(&case.spf).map(|((_, aligned), spf)| path(aligned, spf.pass));
            let dkim = stream.dkim.iter().zip(&case.dkim).map(|((_, aligned), dkim)| path(aligned, dkim.pass));
            let paths: Vec<_> = spf.chain(dkim).collect();
            shown_verdict(align::verdict(author.policy.get(generation), &paths)).to_owned()
        });
    }
    println!("alignment.yaml: {} cases", cases.len());
}

fn shown_verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Fail => "fail",
        Verdict::None => "none",
        Verdict::Undetermined => "undetermined",
    }
}

#[test]
fn reports() {
    let cases = cases("reports.yaml");
    for case in &cases {
        let (facts, _) = case.facts();
        let hosts: BTreeMap<_, _> = facts.reports.iter().map(|report| (report.host.to_string(), report)).collect();
        for (host, expected) in &case.reports {
            let shown = match &hosts[host].authorisation {
                Authorisation::NotNeeded => "not needed".to_owned(),
                Authorisation::Granted => "granted".to_owned(),
                Authorisation::Elsewhere(others) => format!("elsewhere {}", others[0]),
                Authorisation::Missing => "missing".to_owned(),
                Authorisation::NameTooLong => "name too long".to_owned(),
                Authorisation::Unknown(_) => "undetermined".to_owned(),
            };
            assert_eq!(shown, *expected, "{} ({}): {host}", case.id, case.spec);
        }
        for (host, expected) in &case.receives {
            let shown = match &hosts[host].receives {
                Receives::Yes => "yes",
                Receives::NullMx => "null mx",
                Receives::Nothing => "nothing",
                Receives::Unknown(_) => "undetermined",
            };
            assert_eq!(shown, expected, "{} ({}): {host}", case.id, case.spec);
        }
    }
    println!("reports.yaml: {} cases", cases.len());
}

#[test]
fn a_report_name_without_room() {
    let long = name(&format!("{}.example", ["a".repeat(60), "b".repeat(60), "c".repeat(60), "d".repeat(40)].join(".")));
    let (found, answers) = World::default().solve(|answers| authorisation(answers, &long, &name("reports.example")));
    assert_eq!((found, answers.is_empty()), (Authorisation::NameTooLong, true));
}

fn subject(domain: &str) -> Subject {
    Subject {
        domain: name(domain),
        selectors: Vec::new(),
        declared: Vec::new(),
        zones: Vec::new(),
        blocklists: [].into(),
        as_of: Timestamp::UNIX_EPOCH,
    }
}

#[test]
fn everything_at_the_name_is_kept() {
    let world = World::default()
        .txt("_dmarc.example.com", "v=DMARC1; p=none")
        .txt("_dmarc.example.com", "v=spf1 -all")
        .txt("_dmarc.example.com", "v=dmarc1; p=none");
    let (facts, _) = world.solve(|answers| gather(&subject("example.com"), &[], answers));
    let owner = facts.author().and_then(|author| author.owner.as_ref()).unwrap();
    assert_eq!(owner.texts.known().map(Vec::len), Some(3));
    assert_eq!(owner.policies().count(), 1);
    assert!(facts.misplaced.is_empty());
}

#[test]
fn records_in_the_wrong_place() {
    for place in ["example.com", "dmarc.example.com", "_dmarc.example.com.example.com", "_dmarc.www.example.com"] {
        let world = World::default().txt(place, "v=DMARC1; p=none").txt("example.com", "v=spf1 -all");
        let (facts, _) = world.solve(|answers| gather(&subject("example.com"), &[], answers));
        let places: Vec<_> = facts.misplaced.iter().map(|owner| owner.name.as_str()).collect();
        assert_eq!(places, [place]);
        assert_eq!(facts.misplaced[0].policies().count(), 1);
    }
    let world = World::default().fail("example.com", RecordType::Txt, FailureKind::Timeout);
    let (facts, _) = world.solve(|answers| gather(&subject("example.com"), &[], answers));
    assert!(matches!(facts.misplaced.as_slice(), [owner] if matches!(owner.texts, Fact::Unknown(_))));
}

#[test]
fn an_alias_that_leads_nowhere() {
    let world = World::default().with("_dmarc.example.com", RecordType::Cname, "policy.provider.example.");
    let (facts, _) = world.solve(|answers| gather(&subject("example.com"), &[], answers));
    let owner = facts.author().and_then(|author| author.owner.as_ref()).unwrap();
    assert_eq!(owner.dangling(), Some(&name("policy.provider.example")));

    let world = world.txt("policy.provider.example", "v=DMARC1; p=reject");
    let (facts, _) = world.solve(|answers| gather(&subject("example.com"), &[], answers));
    let owner = facts.author().and_then(|author| author.owner.as_ref()).unwrap();
    assert_eq!((owner.dangling(), owner.chain.len(), owner.policies().count()), (None, 1, 1));

    let world = World::default().with("_dmarc.example.com", RecordType::Cname, "policy.provider.example.").fail(
        "policy.provider.example",
        RecordType::Txt,
        FailureKind::Servfail,
    );
    let (facts, _) = world.solve(|answers| gather(&subject("example.com"), &[], answers));
    assert_eq!(facts.author().and_then(|author| author.owner.as_ref()?.dangling()), None);
}

#[test]
fn a_walk_is_asked_in_one_turn() {
    let need = discover::walk(&Answers::default(), &name("a.b.c.d.e.f.g.h.example.com")).unwrap_err();
    assert_eq!(need.questions().count(), 8);
}

// The public suites. A disagreement stands beside the reason for which ours is the right reading.

fn lines(path: &str) -> Option<Vec<serde_json::Value>> {
    let text = suites::read(path)?;
    Some(text.lines().map(|line| serde_json::from_str(line).expect(path)).collect())
}

/// Vectors whose verdict is not that of RFC 9989, and why.
const RECORD_DISAGREEMENTS: [(&str, &str); 8] = [
    ("dmarc-bca7044624", "only v must come first (RFC 9989 section 4.7); p second is RFC 7489 grammar"),
    (
        "dmarc-b36fc7fb9a",
        "a size is digits of any number, and ignored (RFC 9989 section 4.8): the address is valid, so p=none",
    ),
    ("dmarc-c64f2f7e12", "rf is historic, so an unknown tag, and ignored (RFC 9989 section 4.7)"),
    ("dmarc-7568d432ba", "ri is historic, so an unknown tag, and ignored (RFC 9989 section 4.7)"),
    ("dmarc-924f41809d", "an invalid p with a valid rua is read as none (RFC 9989 section 4.10.1)"),
    ("dmarc-6a68e28706", "an invalid psd has its default (RFC 9989 section 4.8)"),
    ("dmarc-b1b5a24bab", "an invalid fo has its default (RFC 9989 section 4.8)"),
    ("dmarc-fd0d0b6d69", "no white space inside a URI (RFC 9989 section 4.8, RFC 3986): both addresses are invalid"),
];

#[test]
fn suite_record_vectors() {
    let Some(vectors) = lines("record-vectors/dmarc.jsonl") else { return };
    let mut disagreements = BTreeSet::new();
    for vector in &vectors {
        let id = vector["id"].as_str().unwrap();
        let text = vector["record"].as_str().unwrap();
        let record = policy_record(text.as_bytes());
        let terms = record.as_ref().and_then(PolicyRecord::policy_9989);
        let expected = vector["expect"].as_object();
        let agrees = terms.is_some() == vector["valid"].as_bool().unwrap()
            && expected.is_none_or(|expected| {
                terms.zip(record.as_ref()).is_some_and(|(terms, record)| agrees_with(expected, record, terms))
            });
        if !agrees {
            disagreements.insert(id);
        }
    }
    let settled: BTreeSet<_> = RECORD_DISAGREEMENTS.iter().map(|(id, _)| *id).collect();
    assert_eq!(disagreements, settled);
    println!("record-vectors/dmarc: {} vectors, {} settled otherwise", vectors.len(), settled.len());
}

fn policy_record(text: &[u8]) -> Option<PolicyRecord> {
    match record::read(text) {
        Reading::Policy(record) => Some(*record),
        Reading::NearMiss(_) | Reading::Unrelated => None,
    }
}

fn agrees_with(expected: &serde_json::Map<String, serde_json::Value>, record: &PolicyRecord, terms: Terms) -> bool {
    let (adkim, aspf) = record.modes();
    let mode = |mode| if mode == Mode::Strict { "s" } else { "r" };
    expected.iter().all(|(tag, value)| match tag.as_str() {
        "p" => value == terms.own.as_str(),
        "sp" => value == terms.subdomain.as_str(),
        "np" => value == terms.nonexistent.as_str(),
        "adkim" => value == mode(adkim),
        "aspf" => value == mode(aspf),
        "t" => value.as_bool() == Some(terms.testing),
        "psd" => {
            value
                == match record.place() {
                    Psd::Yes => "yes",
                    Psd::No => "no",
                    Psd::Unsaid => "default",
                }
        }
        "rua" => {
            let rua: Vec<_> = record.rua.iter().filter_map(|uri| uri.mailbox()).map(|m| m.address.as_str()).collect();
            value.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect::<Vec<_>>() == rua
        }
        other => panic!("the vectors also expect {other}"),
    })
}

#[test]
fn suite_alignment() {
    let Some(vectors) = lines("record-vectors/alignment.jsonl") else { return };
    for vector in &vectors {
        let mode = if vector["mode"] == "strict" { Mode::Strict } else { Mode::Relaxed };
        let (a, b) = (name(vector["a"].as_str().unwrap()), name(vector["b"].as_str().unwrap()));
        // Written for the Public Suffix List: without a record the tree walk sees two organizations.
        let (aligned, _) = World::default().solve(|answers| align::align(answers, &a, &b, mode, Generation::Rfc7489));
        assert_eq!(aligned == Aligned::Yes, vector["aligned"].as_bool().unwrap(), "{}", vector["id"]);
    }
    println!("record-vectors/alignment: {} vectors", vectors.len());
}

#[derive(Debug, Deserialize)]
struct EvalVector {
    id: String,
    txt: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    existing_hosts: Vec<String>,
    dns_errors: Vec<String>,
    header_from: Option<String>,
    spf: Option<EvalIdentifier>,
    #[serde(default)]
    dkim: Vec<EvalIdentifier>,
    spec: Option<String>,
    policy_domain: Option<String>,
    report_domain: Option<String>,
    expect: BTreeMap<String, serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct EvalIdentifier {
    domain: String,
    result: String,
}

impl EvalVector {
    fn world(&self) -> World {
        let mut world = World::default();
        for (owner, texts) in &self.txt {
            for text in texts {
                world = world.txt(owner, text);
            }
        }
        self.existing_hosts.iter().for_each(|host| world.exists(host));
        for failing in &self.dns_errors {
            let owner = failing.strip_prefix("TXT ").expect("TXT questions fail");
            world = world.fail(owner, RecordType::Txt, FailureKind::Servfail);
        }
        world
    }
}

#[test]
fn suite_evaluation() {
    let Some(text) = suites::read("dmarc-eval/vectors.jsonl") else { return };
    let vectors: Vec<EvalVector> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for vector in &vectors {
        if vector.report_domain.is_some() {
            check_report_vector(vector);
        } else {
            // Where nothing is said both generations agree.
            let generations = match vector.spec.as_deref() {
                Some("RFC 9989") => &[Generation::Rfc9989][..],
                _ => &Generation::ALL,
            };
            generations.iter().for_each(|generation| check_eval_vector(vector, *generation));
        }
    }
    println!("dmarc-eval: {} vectors", vectors.len());
}

fn check_report_vector(vector: &EvalVector) {
    let (policy, host) = (vector.policy_domain.as_deref().unwrap(), vector.report_domain.as_deref().unwrap());
    let (found, _) = vector.world().solve(|answers| authorisation(answers, &name(policy), &name(host)));
    assert_eq!(found == Authorisation::Granted, vector.expect["accepts"].as_bool().unwrap(), "{}", vector.id);
    if vector.expect["error"] == "no-record" {
        assert_eq!(found, Authorisation::Missing, "{}", vector.id);
    }
}

fn check_eval_vector(vector: &EvalVector, generation: Generation) {
    let world = vector.world();
    let from = name(vector.header_from.as_deref().unwrap());
    let (policy, _) = world.solve(|answers| discover::policy(answers, &from, generation));
    let path = |identifier: &EvalIdentifier, mechanism| {
        let domain = name(&identifier.domain);
        let (aligned, _) = world.solve(|answers| align::aligned(answers, &from, &domain, mechanism, generation));
        Path { passes: Some(identifier.result == "pass"), aligned }
    };
    let spf: Vec<_> = vector.spf.iter().map(|spf| path(spf, align::Mechanism::Spf)).collect();
    let dkim: Vec<_> = vector.dkim.iter().map(|dkim| path(dkim, align::Mechanism::Dkim)).collect();
    let passes = |paths: &[Path]| paths.iter().any(|p| p.passes == Some(true) && p.aligned == Aligned::Yes);
    for (what, expected) in &vector.expect {
        let found = match what.as_str() {
            "spf_aligned" => serde_json::json!(passes(&spf)),
            "dkim_aligned" => serde_json::json!(passes(&dkim)),
            "result" => serde_json::json!(shown_verdict(align::verdict(&policy, spf.iter().chain(&dkim)))),
            "policy" => match &policy {
                Discovered::Applies(applied) => serde_json::json!(applied.policy.as_str()),
                Discovered::Nothing(_) | Discovered::Unknown(_) => serde_json::Value::Null,
            },
            "found_at" => match &policy {
                Discovered::Applies(applied) => serde_json::json!(applied.at.as_str()),
                Discovered::Nothing(_) | Discovered::Unknown(_) => serde_json::Value::Null,
            },
            other => panic!("{}: also expects {other}", vector.id),
        };
        assert_eq!(found, *expected, "{} under {}: {what}", vector.id, generation.as_str());
    }
}

/// Checks of the list's own test file that come out otherwise, with what we find.
const SUFFIX_DISAGREEMENTS: [(&str, &str); 2] = [
    // The list's algorithm: an exception rule (!city.kobe.jp) without its leftmost label is the public
    // suffix, and the registrable domain has one label more. The same file wants www.ck for !www.ck.
    ("checkPublicSuffix('city.kobe.jp', 'kobe.jp');", "city.kobe.jp"),
    ("checkPublicSuffix('www.city.kobe.jp', 'kobe.jp');", "city.kobe.jp"),
];

#[test]
fn suite_public_suffixes() {
    let Some(text) = suites::read("psl/test_psl.txt") else { return };
    let mut checked = 0;
    let mut disagreements = BTreeMap::new();
    for line in text.lines() {
        let Some(arguments) = line.strip_prefix("checkPublicSuffix(").and_then(|rest| rest.strip_suffix(");")) else {
            continue;
        };
        checked += 1;
        let (input, expected) = arguments.split_once(", ").unwrap();
        let unquoted = |text: &str| text.strip_prefix('\'').and_then(|t| t.strip_suffix('\'')).map(str::to_owned);
        // A leading dot makes no name; the file expects null for it.
        let domain = unquoted(input).and_then(|input| DomainName::parse(&input).ok());
        let found = domain.as_ref().and_then(discover::registrable_domain);
        let expected = unquoted(expected).map(|expected| name(&expected));
        if found != expected {
            disagreements.insert(line, found.map_or_else(|| "null".to_owned(), |found| found.to_string()));
        }
    }
    let settled = BTreeMap::from(SUFFIX_DISAGREEMENTS.map(|(line, found)| (line, found.to_owned())));
    assert_eq!(disagreements, settled);
    println!("psl: {checked} checks, {} settled otherwise", settled.len());
}

#[test]
fn suite_published_records() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in ["records-wild/dmarc.jsonl", "records-from-tests/dmarc.jsonl"] {
        let Some(vectors) = lines(path) else { return };
        for vector in &vectors {
            let text = vector["record"].as_str().unwrap().as_bytes();
            assert_sound(text);
            *counts
                .entry(match record::read(text) {
                    Reading::Policy(_) => "policy",
                    Reading::NearMiss(_) => "near miss",
                    // All of them were collected as DMARC records.
                    Reading::Unrelated => panic!("{path}: {} read as unrelated", vector["record"]),
                })
                .or_default() += 1;
        }
    }
    println!("published and test records: {counts:?}");
    assert_eq!(counts.values().sum::<usize>(), 131);
}

/// What holds for any text: the same reading twice, places inside the text, and no generation that
/// makes `sp` out of nothing.
fn assert_sound(text: &[u8]) {
    let reading = record::read(text);
    assert_eq!(reading, record::read(text));
    assert_eq!(record::is_policy(text), matches!(reading, Reading::Policy(_)));
    let inside = |span: &std::ops::Range<usize>| span.start <= span.end && span.end <= text.len();
    match &reading {
        Reading::Unrelated => {}
        Reading::NearMiss(miss) => assert!(inside(&miss.span)),
        Reading::Policy(record) => {
            assert!(record.problems.iter().all(|problem| inside(&problem.span)));
            assert!(record.rua.iter().chain(&record.ruf).all(|uri| inside(&uri.span)));
            for terms in Generation::ALL.into_iter().filter_map(|generation| record.terms(generation)) {
                let (weakest, strongest) = terms.treatment(terms.own);
                assert!(weakest <= strongest && strongest <= terms.own);
                assert!(!terms.fallback || terms.own == Policy::None);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_octets_are_read(text in proptest::collection::vec(any::<u8>(), 0..200)) {
        assert_sound(&text);
        assert_sound(&[b"v=DMARC1;", &text[..]].concat());
    }

    #[test]
    fn any_mixture_of_pieces_is_read(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "v=DMARC1", ";", "; ", "p=none", "sp=", "np=reject", "rua=", "mailto:", "a@example.com", ",", "!", "10m",
                "\\", "\"", "\u{a0}", "\u{201c}", " ", "\n", "=", "pct=", "50", "fo=0:1", "%", ":", "t=y",
            ]),
            0..24,
        )
    ) {
        assert_sound(pieces.concat().as_bytes());
        assert_sound(format!("v=DMARC1;{}", pieces.concat()).as_bytes());
    }

    /// An answer that did not come never makes more certain: what is known with a failing name is
    /// what is known whatever record that name has.
    #[test]
    fn a_failure_hides_but_never_misleads(
        records in proptest::collection::vec(proptest::option::of(0usize..4), 4),
        hidden in 0usize..4,
    ) {
        let names = ["a.b.example.com", "b.example.com", "example.com", "com"];
        let texts = ["v=DMARC1; p=none", "v=DMARC1; p=reject; sp=quarantine", "v=DMARC1; p=none; psd=y", "v=DMARC1; p=none; psd=n"];
        let world = |hide: bool| {
            let mut world = World::default();
            for (at, (owner, record)) in names.iter().zip(&records).enumerate() {
                let owner = format!("_dmarc.{owner}");
                if hide && at == hidden {
                    world.fail_name(&owner, FailureKind::Timeout);
                } else if let Some(record) = record {
                    world = world.txt(&owner, texts[*record]);
                }
            }
            world
        };
        let (start, other) = (name(names[0]), name("c.example.com"));
        for generation in Generation::ALL {
            let look = |world: &World| world.solve(|answers| {
                Ok((
                    discover::organizational_domain(answers, &start, generation)?,
                    discover::policy(answers, &start, generation)?,
                    align::align(answers, &start, &other, Mode::Relaxed, generation)?,
                ))
            }).0;
            let (seen, truth) = (look(&world(true)), look(&world(false)));
            prop_assert!(matches!(seen.0, Determined::Unknown(_)) || seen.0 == truth.0, "{seen:?} {truth:?}");
            prop_assert!(matches!(seen.1, Discovered::Unknown(_)) || seen.1 == truth.1, "{seen:?} {truth:?}");
            prop_assert!(matches!(seen.2, Aligned::Unknown(_)) || seen.2 == truth.2, "{seen:?} {truth:?}");
        }
    }
}
