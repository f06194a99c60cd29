//! Second opinions: each difference is named, on small examples and over real records, and none of
//! them touches the verdict.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use preflight::i18n::{Lang, Texts};
use preflight::record::Kind;
use preflight::record::opinion::{Aspect, Difference, Opinion, Reader, causes, opinions};
use proptest::prelude::*;
use serde_json::Value;

use crate::spf::records::lines;

const KINDS: [Kind; 3] = [Kind::Spf, Kind::Dmarc, Kind::Dkim];

/// The 1024-bit key of RFC 6376 appendix C.
const KEY: &str = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB";

/// A key of 512 bits.
const SHORT_KEY: &str = "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBANXefYLpQkqgKFT1NjNBjNql7I9U05b2FxhxbmjP5TqiRvClslSGvbeeyezgl9Xudcs3c6mL+WbFsb8uNs7yT38CAwEAAQ==";

/// For each cause of DMARC, a record that is read differently because of it, and one without it.
const DMARC: [(&str, &str, &str); 14] = [
    ("version-case", "v=dmarc1; p=none", "V=DMARC1; p=none"),
    ("leading-semicolon", "; v=DMARC1; p=none", "v=DMARC1; p=none;"),
    ("white-space", "v=DMARC1; p=rej ect", "v=DMARC1 ; p = reject"),
    ("mode-refused", "v=DMARC1; p=none; adkim=relaxed", "v=DMARC1; p=none; adkim=R"),
    ("policy-refused", "v=DMARC1; p=none; sp=", "v=DMARC1; p=none; sp=None"),
    ("failure-options-refused", "v=DMARC1; p=none; fo=x", "v=DMARC1; p=none; fo=1"),
    (
        "address-refused",
        "v=DMARC1; p=none; rua=mailto:a!b@example.com",
        "v=DMARC1; p=none; rua=mailto:a%21b@example.com!10m",
    ),
    ("only-mailto", "v=DMARC1; rua=https://example.com/reports", "v=DMARC1; rua=mailto:a@example.com"),
    ("tag-swallowed", "v=DMARC1; p=none; adkim; sp=reject", "v=DMARC1; p=none; sp=reject; adkim"),
    ("last-duplicate", "v=DMARC1; p=none; p=reject", "v=DMARC1; p=reject; sp=reject"),
    ("address-unchecked", "v=DMARC1; p=none; rua=mailto://a@example.com", "v=DMARC1; p=none; rua=mailto:A@example.com"),
    (
        "address-query",
        "v=DMARC1; p=none; ruf=mailto:a@example.com?subject=x",
        "v=DMARC1; p=none; ruf=mailto:a@example.com",
    ),
    ("failure-options-merged", "v=DMARC1; p=none; fo=1:d:s", "v=DMARC1; p=none; fo=d"),
    ("percentage-ignored", "v=DMARC1; p=reject; pct=20", "v=DMARC1; p=reject; pct=100"),
];

/// The same for DKIM; `KEY` stands for the key.
const DKIM: [(&str, &str, &str); 11] = [
    ("last-duplicate", "v=DKIM1; t=s; t=y; p=KEY", "v=DKIM1; t=s:y; p=KEY"),
    ("name-case", "v=DKIM1; P=KEY", "v=DKIM1; X=1; p=KEY"),
    ("not-a-tag", "v=DKIM1; p=KEY; notes", "v=DKIM1; p=KEY; n=notes"),
    ("version-case", "v=dkim1; p=KEY", "v = DKIM1 ; p=KEY"),
    ("version-not-first", "k=rsa; v=DKIM1; p=KEY", "k=rsa; p=KEY"),
    ("loose-type", "v=DKIM1; k=; p=KEY", "v=DKIM1; k=RSA; p=KEY"),
    ("hashes-ignored", "v=DKIM1; h=sha1; p=KEY", "v=DKIM1; h=sha256; p=KEY"),
    ("services-ignored", "v=DKIM1; s=tlsrpt; p=KEY", "v=DKIM1; s=email; p=KEY"),
    ("base64-unchecked", "v=DKIM1; p=KEY=", "v=DKIM1; p="),
    ("key-unchecked", "v=DKIM1; k=ed25519; p=KEY", "v=DKIM1; k=rsa; p=KEY"),
    ("short-key", "v=DKIM1; p=SHORT", "v=DKIM1; p=KEY"),
];

/// Whether an engine accepts a record.
pub(crate) fn accepts(kind: Kind, reader: Reader, record: &str) -> bool {
    opinion(kind, reader, record).accepts
}

fn opinion(kind: Kind, reader: Reader, record: &str) -> Opinion {
    opinions(kind, record.as_bytes()).into_iter().find(|opinion| opinion.reader == reader).unwrap()
}

fn codes(opinion: &Opinion) -> Vec<&'static str> {
    opinion.differences.iter().map(|difference| difference.code()).collect()
}

/// Reads whole files beside the engines: every disagreement must have a name. The counts come back.
pub(crate) fn explained(kind: Kind, files: &[&str]) -> String {
    let lines: Vec<_> = files.iter().flat_map(|file| lines(file)).collect();
    let mut counts: BTreeMap<(Reader, &str), usize> = BTreeMap::new();
    let mut agreed: BTreeMap<Reader, usize> = BTreeMap::new();
    let mut unexplained = Vec::new();
    for line in &lines {
        for opinion in opinions(kind, line.record.as_bytes()) {
            *agreed.entry(opinion.reader).or_default() += usize::from(opinion.agrees());
            for difference in &opinion.differences {
                match difference {
                    Difference::Named(cause) => *counts.entry((opinion.reader, cause.code)).or_default() += 1,
                    Difference::Unnamed => {
                        unexplained.push(format!("{:?} on {}: {:?}", opinion.reader, line.id, line.record));
                    }
                }
            }
        }
    }
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    let mut summary = format!("{}: {} records of real domains and of other projects\n", kind.as_str(), lines.len());
    for (reader, count) in agreed {
        summary += &format!("{count:4} {}: agrees\n", reader.as_str());
    }
    for ((reader, code), count) in counts {
        summary += &format!("{count:4} {}: {code}\n", reader.as_str());
    }
    summary + "   0 without a cause"
}

/// On each example the cause alone is told; on each counterexample the engine agrees.
fn check_examples(kind: Kind, examples: &[(&str, &str, &str)], filled: impl Fn(&str) -> String) {
    assert_eq!(causes(kind).len(), examples.len());
    for cause in causes(kind) {
        let (code, example, counterexample) = examples.iter().find(|(code, ..)| *code == cause.code).expect(cause.code);
        let (example, counterexample) = (filled(example), filled(counterexample));
        assert!((cause.holds)(&example), "{code}: {example}");
        assert_eq!(codes(&opinion(kind, cause.reader, &example)), [*code], "{example}");
        assert!(!(cause.holds)(&counterexample), "{code}: {counterexample}");
        let other = opinion(kind, cause.reader, &counterexample);
        assert!(other.accepts && other.agrees(), "{counterexample}: {other:?}");
    }
}

#[test]
fn every_cause_of_dmarc_has_its_example() {
    check_examples(Kind::Dmarc, &DMARC, str::to_owned);
}

#[test]
fn every_cause_of_dkim_has_its_example() {
    check_examples(Kind::Dkim, &DKIM, |text| text.replace("KEY", KEY).replace("SHORT", SHORT_KEY));
}

#[test]
fn every_disagreement_over_dmarc_records_has_a_cause() {
    let files = ["records-wild/dmarc.jsonl", "records-from-tests/dmarc.jsonl", "record-vectors/dmarc.jsonl"];
    println!("{}", explained(Kind::Dmarc, &files));
}

#[test]
fn every_disagreement_over_key_records_has_a_cause() {
    let files = ["records-wild/dkim-key.jsonl", "records-from-tests/dkim-key.jsonl", "record-vectors/dkim-key.jsonl"];
    println!("{}", explained(Kind::Dkim, &files));
}

#[test]
fn verdicts_that_differ_are_told_from_readings_that_differ() {
    let state = |record: &str| {
        let opinion = opinion(Kind::Dmarc, Reader::MailAuth, record);
        (opinion.accepts, opinion.same_verdict, opinion.agrees())
    };
    assert_eq!(state("v=DMARC1; p=none"), (true, true, true));
    assert_eq!(state("v=DMARC1; p=none; p=reject"), (true, true, false));
    assert_eq!(state("v=DMARC1; p=none; aspf=x"), (false, false, false));
    assert_eq!(state("v=dmarc1; p=none"), (true, false, false));
    assert_eq!(state("nothing"), (false, true, true));
}

#[test]
fn codes_are_unique_and_told_in_both_languages() {
    for kind in KINDS {
        let mut seen = Vec::new();
        for cause in causes(kind) {
            assert!(!seen.contains(&cause.code), "{} stands twice", cause.code);
            assert!(!cause.changes.is_empty() && Reader::of(kind).contains(&cause.reader), "{}", cause.code);
            seen.push(cause.code);
            for lang in Lang::ALL {
                let told = Texts::of(lang).try_text(&Difference::Named(cause).key(kind), []);
                assert!(told.is_ok(), "{told:?}");
            }
        }
    }
    let told = Lang::ALL.map(|lang| Texts::of(lang).has(&Difference::Unnamed.key(Kind::Spf)));
    assert_eq!(told, [true, true]);
}

#[test]
fn the_versions_are_those_of_the_manifest() {
    let manifest: toml::Table = include_str!("../../Cargo.toml").parse().unwrap();
    for reader in [Reader::MailAuth, Reader::DeconSpf] {
        let pinned = manifest["dependencies"][reader.as_str()]["version"].as_str().unwrap();
        assert!(pinned.starts_with(&format!("{}.", reader.version())), "{}: {pinned}", reader.as_str());
    }
}

#[test]
fn decon_spf_is_not_asked_beyond_what_it_reads() {
    let record = format!("v=spf1 {}-all", "a:host.example.com ".repeat(40));
    let opinion = opinion(Kind::Spf, Reader::DeconSpf, &record);
    assert_eq!((opinion.accepts, codes(&opinion)), (false, vec!["length"]));
    // Its `all()` and `redirect()` panic on this one.
    assert!(accepts(Kind::Spf, Reader::DeconSpf, "v=spf1"));
}

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_preflight"));
    command.args(["record", "--lang", "en"]).args(arguments).env("NO_COLOR", "1").output().unwrap()
}

#[test]
fn the_flag_adds_and_changes_nothing() {
    let short = format!("v=DKIM1; p={SHORT_KEY}");
    for record in [
        "v=spf1 ip4:192.0.2.1 -all",
        "v=spf1 ipv4:192.0.2.1 -all",
        "v=spf1 include:example.com -all x=",
        "v=DMARC1; p=reject; aspf=x",
        "v=dmarc1; p=reject",
        short.as_str(),
    ] {
        let (plain, more) = (run(&[record]), run(&[record, "--second-opinion"]));
        assert_eq!(plain.status.code(), more.status.code(), "{record}");
        assert!(more.stdout.starts_with(&plain.stdout) && more.stdout.len() > plain.stdout.len(), "{record}");
        let json = |arguments: &[&str]| -> (Option<i32>, Value) {
            let output = run(arguments);
            (output.status.code(), serde_json::from_slice(&output.stdout).unwrap())
        };
        let plain = json(&[record, "--format", "json"]);
        let mut more = json(&[record, "--format", "json", "--second-opinion"]);
        assert!(plain.1.get("second_opinion").is_none());
        assert!(more.1.as_object_mut().unwrap().remove("second_opinion").is_some_and(|heard| heard.is_array()));
        assert_eq!(plain, more, "{record}");
    }
}

#[test]
fn what_the_terminal_and_json_say() {
    let record = "v=spf1 ipv4:192.0.2.1 -all";
    let shown = String::from_utf8(run(&[record, "--second-opinion"]).stdout).unwrap();
    let heard = shown.split_once("mail-auth").unwrap().1;
    assert!(heard.starts_with(" 0.13: accepts it\n  It takes a word that is no mechanism"), "{shown}");
    assert!(heard.ends_with("\ndecon-spf 0.3: refuses it\n"), "{shown}");
    let json: Value = serde_json::from_slice(&run(&[record, "--second-opinion", "--format", "json"]).stdout).unwrap();
    let opinion = &json["second_opinion"][0];
    assert_eq!(opinion["reader"], "mail-auth");
    assert_eq!(opinion["version"], "0.13");
    assert_eq!((&opinion["accepts"], &opinion["agrees"]), (&Value::Bool(true), &Value::Bool(false)));
    assert_eq!(opinion["differences"][0]["code"], "unknown-word");
    assert_eq!(json["second_opinion"][1]["differences"], Value::Array(Vec::new()));
    let shown = String::from_utf8(run(&["v=DMARC1; p=none; p=reject", "--second-opinion"]).stdout).unwrap();
    assert!(shown.contains("\nmail-auth 0.13: reads it differently\n  Of a tag"), "{shown}");
}

proptest! {
    /// Whatever the octets, every engine gives an opinion, and the opinion is consistent.
    #[test]
    fn any_octets(
        start in prop_oneof![Just(""), Just("v=spf1 "), Just("v=DMARC1; p=none; "), Just("v=DKIM1; p=")],
        octets in proptest::collection::vec(any::<u8>(), 0..120),
    ) {
        for kind in KINDS {
            for opinion in opinions(kind, &[start.as_bytes(), &octets].concat()) {
                let changes = |aspect| opinion.differences.iter().any(|difference| match difference {
                    Difference::Named(cause) => cause.changes.contains(&aspect),
                    Difference::Unnamed => true,
                });
                let aspect = if opinion.accepts { Aspect::TooLax } else { Aspect::TooStrict };
                prop_assert!(opinion.same_verdict || changes(aspect));
            }
        }
    }
}
