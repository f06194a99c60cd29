//! DKIM: our own cases, the public suites of key records, a second opinion, and any octets at all.

use std::collections::{BTreeMap, BTreeSet};

use preflight::checks;
use preflight::dkim::discover::{Found, Signals};
use preflight::dkim::key::{Effect, KeyRecord, KeyState, KeyType};
use preflight::dkim::public_key::PublicKey;
use preflight::dns::{Answer, Answers, FailureKind, From, Negative, Origin, Question, RecordData, RecordType, Txt};
use preflight::facts::dkim::{DkimFacts, SelectorState, Stopped, gather};
use preflight::facts::{Fact, Subject};
use preflight::limits;
use preflight::name::{DomainName, Selector};
use preflight::stream::{MailFrom, Signature, Stream};
use proptest::prelude::*;
use serde::Deserialize;

use crate::support::fixture;
use crate::support::suites;
use crate::support::world::World;

/// One document of `fixtures/dkim/keys.yml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    description: String,
    spec: String,
    world: Vec<String>,
    domain: String,
    selector: String,
    state: String,
    problems: Option<Vec<String>>,
    name: Option<String>,
    #[serde(rename = "type")]
    key_type: Option<String>,
    bits: Option<usize>,
    repaired: Option<String>,
    chain: Option<Vec<String>>,
    target_meant: Option<String>,
    #[serde(default)]
    misplaced: Vec<String>,
    #[serde(default)]
    dangling: bool,
    #[serde(default)]
    halves: bool,
    #[serde(default)]
    forbids_subdomains: bool,
}

fn name(text: &str) -> DomainName {
    DomainName::parse(text).expect(text)
}

fn subject(domain: &str, selectors: &[&str]) -> Subject {
    let selectors = selectors.iter().map(|selector| Selector::parse(selector).expect(selector)).collect();
    Subject {
        domain: name(domain),
        selectors,
        declared: Vec::new(),
        zones: Vec::new(),
        blocklists: [].into(),
        as_of: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn state_word(state: &SelectorState) -> &'static str {
    match state {
        SelectorState::Valid => "valid",
        SelectorState::Revoked => "revoked",
        SelectorState::Invalid => "invalid",
        SelectorState::Multiple => "multiple",
        SelectorState::Missing(_) => "missing",
        SelectorState::Undetermined(_) => "undetermined",
    }
}

fn codes(record: &KeyRecord) -> Vec<&'static str> {
    record.problems.iter().map(|problem| problem.kind.code()).collect()
}

#[test]
fn cases_from_the_standards() {
    let text = std::fs::read_to_string("fixtures/dkim/keys.yml").unwrap();
    let cases: Vec<Case> = serde_saphyr::from_multiple(&text).unwrap();
    assert!(cases.len() >= 48, "only {} cases were read", cases.len());
    for case in cases {
        let at = format!("{} ({}, RFC {})", case.id, case.description, case.spec);
        let world = World::of_lines(&case.world);
        let subject = subject(&case.domain, &[&case.selector]);
        let (facts, _) = world.solve(|answers| gather(&subject, &Signals::default(), answers));
        let key = &facts.keys[0];
        assert_eq!(state_word(&key.state), case.state, "{at}: {:?}", key.published);
        assert_eq!(key.found, Found::Named, "{at}");
        let first = key.published.records.first().map(|published| &published.record);
        let chain: Vec<_> = key.published.chain.iter().map(DomainName::to_string).collect();
        let misplaced: Vec<_> = key.misplaced.iter().map(|slip| slip.name.to_string()).collect();
        assert_eq!(misplaced, case.misplaced, "{at}");
        assert_eq!(key.is_dangling(), case.dangling, "{at}");
        assert_eq!(key.halves.is_some(), case.halves, "{at}");
        assert_eq!(first.is_some_and(KeyRecord::forbids_subdomains), case.forbids_subdomains, "{at}");
        assert_eq!(first.and_then(KeyRecord::repaired), case.repaired, "{at}");
        assert_eq!(key.target_without_own_domain().map(|name| name.to_string()), case.target_meant, "{at}");
        if let Some(problems) = case.problems {
            assert_eq!(codes(first.expect(&at)), problems, "{at}");
        }
        if let Some(bits) = case.bits {
            assert_eq!(first.and_then(KeyRecord::bits), Some(bits), "{at}");
        }
        if let Some(key_type) = case.key_type {
            assert_eq!(first.map(|record| record.key_type.as_str()), Some(&*key_type), "{at}");
        }
        if let Some(wanted) = case.chain {
            assert_eq!(chain, wanted, "{at}");
        }
        if let Some(wanted) = case.name {
            assert_eq!(key.name, name(&wanted), "{at}");
        }
    }
}

/// One line of a suite of key records.
#[derive(Deserialize)]
struct SuiteRecord {
    id: String,
    record: String,
    #[serde(default)]
    valid: Option<bool>,
    #[serde(default)]
    oracle: Option<Oracle>,
}

#[derive(Deserialize)]
struct Oracle {
    status: String,
    bits: Option<usize>,
}

fn suite(path: &str) -> Option<Vec<SuiteRecord>> {
    let text = suites::read(path)?;
    let records: Vec<SuiteRecord> = text.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    assert!(!records.is_empty(), "{path} is empty");
    Some(records)
}

/// How a general-purpose library would file what we read.
fn status(record: &KeyRecord) -> &'static str {
    let has_any = |wanted: &[&str]| record.has(|kind| wanted.contains(&kind.code()));
    if has_any(&["key_missing"]) {
        "missing-p"
    } else if has_any(&["revoked"]) {
        "revoked"
    } else if has_any(&["base64_character", "base64_padding", "base64_length"]) {
        "bad-base64"
    } else if has_any(&["truncated", "algorithm", "not_a_key"]) {
        "bad-der"
    } else if has_any(&["ed25519_length", "ed25519_wrapped"]) {
        "bad-length"
    } else if has_any(&["type_mismatch", "type_unknown"]) {
        "wrong-type"
    } else {
        "ok"
    }
}

#[test]
fn published_keys_are_read_as_a_crypto_library_reads_them() {
    let Some(records) = suite("records-wild/dkim-key.jsonl") else { return };
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut remainder = Vec::new();
    for line in &records {
        let record = KeyRecord::read(line.record.as_bytes());
        let oracle = line.oracle.as_ref().expect("every published key has an oracle");
        *counts.entry((oracle.status.clone(), status(&record))).or_default() += 1;
        let bits = record.bits().filter(|_| status(&record) == "ok");
        // The library judges the key alone; a record whose key is good must be valid unless another tag spoils it.
        let is_usable = record.state() == KeyState::Valid;
        if oracle.status != status(&record) || oracle.bits != bits || is_usable != (oracle.status == "ok") {
            remainder.push((&line.id, &oracle.status, oracle.bits, codes(&record)));
        }
    }
    println!("records-wild: {} keys, (oracle, ours): {counts:?}, remainder {}", records.len(), remainder.len());
    assert!(remainder.is_empty(), "{remainder:#?}");
}

#[test]
fn stated_verdicts() {
    let Some(records) = suite("record-vectors/dkim-key.jsonl") else { return };
    let mut remainder = Vec::new();
    for line in &records {
        let record = KeyRecord::read(line.record.as_bytes());
        if line.valid != Some(record.state() != KeyState::Invalid) {
            remainder.push((&line.id, line.valid, codes(&record)));
        }
    }
    println!("record-vectors: {} keys, remainder {}", records.len(), remainder.len());
    assert!(remainder.is_empty(), "{remainder:#?}");
}

/// Every record of the three suites.
fn all_suite_records() -> Option<Vec<SuiteRecord>> {
    let paths = ["records-wild/dkim-key.jsonl", "record-vectors/dkim-key.jsonl", "records-from-tests/dkim-key.jsonl"];
    paths.into_iter().map(suite).collect::<Option<Vec<_>>>().map(|suites| suites.into_iter().flatten().collect())
}

#[test]
fn records_of_other_projects_read_the_same_twice() {
    for line in all_suite_records().unwrap_or_default() {
        let record = KeyRecord::read(line.record.as_bytes());
        check_invariants(&record);
        assert_eq!(record, KeyRecord::read(line.record.as_bytes()), "{}", line.id);
    }
}

/// mail-auth 0.13 keeps the octets of a key as they are until a signature is at hand. Where it takes
/// a record that we refuse, one of these must be among our reasons.
#[cfg(feature = "cli")]
const UNSEEN_BY_MAIL_AUTH: [&str; 4] = ["not_a_key", "truncated", "type_mismatch", "rsa_too_short"];

#[test]
#[cfg(feature = "cli")]
fn a_second_opinion() {
    use mail_auth::common::parse::TxtRecordParser;
    use mail_auth::common::verify::DomainKey;

    let Some(records) = all_suite_records() else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut remainder = Vec::new();
    let mut explained = BTreeSet::new();
    for line in &records {
        let record = KeyRecord::read(line.record.as_bytes());
        let ours = record.state() == KeyState::Valid;
        let theirs = DomainKey::parse(line.record.as_bytes()).is_ok();
        let problems = codes(&record);
        let reason = UNSEEN_BY_MAIL_AUTH.into_iter().find(|reason| problems.contains(reason));
        let filed = match (ours, theirs, reason) {
            (true, true, _) => "both accept",
            (false, false, _) => "both refuse",
            (false, true, Some(reason)) => {
                explained.insert(reason);
                "only mail-auth accepts"
            }
            (false, true, None) | (true, false, _) => {
                remainder.push((&line.id, ours, theirs, problems, &line.record));
                "remainder"
            }
        };
        *counts.entry(filed).or_default() += 1;
    }
    println!("mail-auth 0.13: {} records, {counts:?}, explained by {explained:?}", records.len());
    assert!(remainder.is_empty(), "{remainder:#?}");
    assert_eq!(explained, BTreeSet::from(UNSEEN_BY_MAIL_AUTH), "a reason that explains nothing any more");
}

/// What holds for every record, however broken.
fn check_invariants(record: &KeyRecord) {
    for problem in &record.problems {
        assert!(problem.span.start <= problem.span.end && problem.span.end <= record.text.len(), "{problem:?}");
        assert!(!problem.kind.to_string().is_empty());
    }
    for tag in &record.tags {
        assert!(tag.span.start <= tag.value_span.start && tag.value_span.end <= tag.span.end, "{tag:?}");
    }
    let is_unusable = record.problems.iter().any(|problem| problem.kind.effect() == Effect::Unusable);
    match record.state() {
        KeyState::Valid => assert!(record.key.is_some() && !is_unusable),
        KeyState::Revoked => assert!(record.key.is_none() && !is_unusable),
        KeyState::Invalid => assert!(is_unusable),
    }
    let is_of_its_type = match &record.key {
        Some(PublicKey::Rsa(_)) => record.key_type == KeyType::Rsa,
        Some(PublicKey::Ed25519(_)) => record.key_type == KeyType::Ed25519,
        None => true,
    };
    assert!(is_of_its_type, "{:?} holds {:?}", record.key_type, record.key);
    if let Some(repaired) = record.repaired() {
        assert_eq!(KeyRecord::read(repaired.as_bytes()).state(), KeyState::Valid);
    }
}

const OWN_ED25519: &str = "v=DKIM1; k=ed25519; p=XqFbxnAnCkTTeM8z2LmPH1h9AO/8gfBaUqVTqb1ao3A=";

proptest! {
    #[test]
    fn any_octets_are_read(octets in proptest::collection::vec(any::<u8>(), 0..600), cut in 1usize..300) {
        let record = KeyRecord::read(&octets);
        check_invariants(&record);
        prop_assert_eq!(&record, &KeyRecord::read(&octets));
        let txt = Txt::new(octets.chunks(cut));
        check_invariants(&KeyRecord::read_txt(&txt));
    }

    #[test]
    fn any_tags_are_read(text in "([vkhstgnpPx]? ?=? ?[A-Za-z0-9+/=:*\"\\\\ ]{0,40};?){0,8}") {
        check_invariants(&KeyRecord::read(text.as_bytes()));
    }

    #[test]
    fn any_change_to_a_good_key_is_survived(at in 0usize..400, octet in any::<u8>()) {
        let text = std::fs::read_to_string("fixtures/dkim/keys.yml").unwrap();
        let good = text.lines().find_map(|line| line.split_once("v=DKIM1; p=MIIBI")).map(|(_, rest)| rest).unwrap();
        let key: String = good.chars().filter(|c| c.is_ascii_alphanumeric() || "+/=".contains(*c)).collect();
        let mut record = format!("v=DKIM1; p=MIIBI{key}").into_bytes();
        let place = at % record.len();
        record[place] = octet;
        check_invariants(&KeyRecord::read(&record));
    }
}

fn found(facts: &DkimFacts) -> Vec<(&str, &'static str)> {
    facts.keys.iter().map(|key| (key.selector.as_str(), state_word(&key.state))).collect()
}

#[test]
fn nothing_found_is_none_of_so_many() {
    let mut world = World::default();
    world.exists("_domainkey.example.org");
    let (facts, answers) = world.solve(|answers| gather(&subject("example.org", &[]), &Signals::default(), answers));
    assert_eq!(found(&facts), []);
    assert_eq!(facts.probing.probed, limits::SELECTOR_PROBES);
    assert!(facts.probing.left_out > 0 && facts.probing.stopped.is_none());
    // Each guess, the wildcard, and `_domainkey`.
    assert_eq!(answers.len(), limits::SELECTOR_PROBES + 2);
}

#[test]
fn guessing_stops_where_nothing_can_be_below() {
    let world = World::default().txt("example.org", "hello");
    let (facts, answers) =
        world.solve(|answers| gather(&subject("example.org", &["s1"]), &Signals::default(), answers));
    assert_eq!(facts.probing.stopped, Some(Stopped::NothingBelow));
    assert_eq!((facts.probing.probed, found(&facts)), (1, vec![("s1", "missing")]));
    // The two guards, the named selector, and the two names of a slip.
    assert_eq!(answers.len(), 5);
}

#[test]
fn a_server_that_denies_a_name_with_others_below_it_is_not_believed() {
    let world = World::default()
        .txt("s1._domainkey.example.org", OWN_ED25519)
        .txt("google._domainkey.example.org", OWN_ED25519);
    let below = Question::new(name("_domainkey.example.org"), RecordType::Txt);
    let denied = Answer::NxDomain(Negative::from(Origin::of(From::Replay)));
    let mut answers: Answers = [(below, denied)].into_iter().collect();
    let facts = loop {
        match gather(&subject("example.org", &["s1"]), &Signals::default(), &answers) {
            Ok(facts) => break facts,
            Err(need) => need.into_questions().into_iter().for_each(|question| {
                let answer = world.answer(&question);
                answers.insert(question, answer);
            }),
        }
    };
    assert_eq!(facts.probing.stopped, None);
    assert_eq!(found(&facts), [("s1", "valid"), ("google", "valid")]);
}

#[test]
fn a_wildcard_makes_hits_worthless() {
    let wildcard = "preflight-wildcard-probe._domainkey.example.org";
    let world = World::default()
        .txt(wildcard, "v=DKIM1; p=")
        .txt("selector1._domainkey.example.org", "v=DKIM1; p=")
        .txt("selector2._domainkey.example.org", OWN_ED25519);
    let signals = Signals { spf: BTreeSet::from([name("spf.protection.outlook.com")]), ..Signals::default() };
    let (facts, _) = world.solve(|answers| gather(&subject("example.org", &[]), &signals, answers));
    assert_eq!(facts.probing.stopped, Some(Stopped::Wildcard));
    assert!(facts.wildcard.known().is_some_and(|published| published.records.len() == 1));
    let sources: Vec<_> = facts.keys.iter().map(|key| (key.selector.as_str(), key.from_wildcard)).collect();
    assert_eq!(sources, [("selector1", true), ("selector2", false)]);
    assert_eq!(facts.published().count(), 1);

    // A wildcard that is a CNAME to nowhere is one as well.
    let world = World::default().with(wildcard, RecordType::Cname, "gone.example.net.");
    let (facts, _) = world.solve(|answers| gather(&subject("example.org", &[]), &Signals::default(), answers));
    assert_eq!((facts.probing.stopped, facts.keys.len()), (Some(Stopped::Wildcard), 0));
}

#[test]
fn selectors_come_from_everywhere_and_are_asked_once() {
    let world = World::default()
        .txt("google._domainkey.example.org", OWN_ED25519)
        .txt("mailjet._domainkey.example.org", "v=DKIM1; p=")
        .with("k2._domainkey.example.org", RecordType::Cname, "dkim2.mcsv.example.net.")
        .txt("news._domainkey.example.net", OWN_ED25519);
    let mut subject = subject("example.org", &["google"]);
    subject.declared.push(Stream {
        name: "newsletter".into(),
        declared: true,
        mail_from: MailFrom::Unknown,
        dkim: ["news", "old"]
            .map(|selector| Signature { domain: name("example.net"), selector: Selector::parse(selector).unwrap() })
            .into(),
        ..Stream::inferred(&name("example.org"))
    });
    let signals = Signals {
        spf: BTreeSet::from([name("_spf.google.com")]),
        mx: BTreeSet::from([name("mx1.hostinger.com")]),
        selectors: BTreeSet::from([Selector::parse("20260101").unwrap()]),
        paths: Vec::new(),
    };
    let (facts, _) = world.solve(|answers| gather(&subject, &signals, answers));
    assert_eq!(
        found(&facts),
        [
            ("google", "valid"),
            ("news", "valid"),
            ("old", "missing"),
            ("20260101", "missing"),
            ("hostingermail-a", "missing"),
            ("hostingermail-b", "missing"),
            ("hostingermail-c", "missing"),
            ("k2", "missing"),
            ("mailjet", "revoked"),
        ]
    );
    let reasons: Vec<_> = facts.keys.iter().map(|key| key.found.is_certain()).collect();
    assert_eq!(reasons, [true, true, true, true, false, false, false, false, false]);
    assert!(facts.keys[7].is_dangling());
    assert_eq!(facts.valid().count(), 2);
}

#[test]
fn what_hangs_is_not_missing() {
    let world = World::default()
        .txt("example.org", "hello")
        .fail("s1._domainkey.example.org", RecordType::Txt, FailureKind::Servfail)
        .fail("_domainkey.example.org", RecordType::Txt, FailureKind::Timeout)
        .fail("preflight-wildcard-probe._domainkey.example.org", RecordType::Txt, FailureKind::Timeout)
        .fail("google._domainkey.example.org", RecordType::Txt, FailureKind::Refused);
    let (facts, _) = world.solve(|answers| gather(&subject("example.org", &["s1"]), &Signals::default(), answers));
    assert_eq!(found(&facts), [("s1", "undetermined")]);
    assert!(matches!(facts.wildcard, Fact::Unknown(_)) && matches!(facts.at_domainkey, Fact::Unknown(_)));
    let hanging: Vec<_> = facts.probing.unanswered.iter().map(|why| why.question.name.to_string()).collect();
    assert_eq!(hanging, ["google._domainkey.example.org"]);
    assert_eq!(facts.probing.stopped, None);
}

#[test]
fn names_that_do_not_fit() {
    let long = ["a"; 120].join(".");
    let (facts, _) = World::default()
        .solve(|answers| gather(&subject(&format!("{long}.example"), &["s1"]), &Signals::default(), answers));
    assert_eq!((facts.keys.len(), facts.too_long.len()), (0, 1));
    let mut world = World::default();
    world.add("_domainkey.example.org", RecordType::Txt, RecordData::Txt(Txt::new(["o=~"])));
    let (facts, _) = world.solve(|answers| gather(&subject("example.org", &[]), &Signals::default(), answers));
    assert_eq!(facts.at_domainkey, Fact::Known(vec![Txt::new(["o=~"])]));
}

/// What a rule proposes to publish can be published: it is a key that verifies mail, or a CNAME.
#[test]
fn proposed_records_are_sound() {
    let mut proposals = BTreeMap::new();
    for (id, fixture) in fixture::all().into_iter().filter(|(id, _)| id.starts_with("DKIM")) {
        let (facts, _) = fixture.facts();
        let findings = checks::run_all(&facts).into_iter().flat_map(|checked| checked.findings);
        for proposal in findings.filter(|finding| finding.rule.id == id).flat_map(|finding| finding.evidence.publish) {
            match &proposal.data {
                RecordData::Txt(txt) => assert_eq!(KeyRecord::read_txt(txt).state(), KeyState::Valid, "{id}: {txt:?}"),
                other => assert!(matches!(other, RecordData::Cname(_)), "{id}: {other:?}"),
            }
            *proposals.entry(id.clone()).or_insert(0) += 1;
        }
    }
    let counted: Vec<_> = proposals.iter().map(|(id, count)| (id.as_str(), *count)).collect();
    assert_eq!(
        counted,
        [
            ("DKIM004", 1),
            ("DKIM005", 1),
            ("DKIM006", 1),
            ("DKIM012", 1),
            ("DKIM014", 3),
            ("DKIM015", 2),
            ("DKIM016", 1),
            ("DKIM018", 1),
            ("DKIM020", 1),
            ("DKIM025", 1),
            ("DKIM027", 4),
            ("DKIM028", 3),
            ("DKIM032", 2),
            ("DKIM033", 4),
        ]
    );
}
