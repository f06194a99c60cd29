//! YAML, read as octoDNS does.

use std::collections::{BTreeMap, BTreeSet};

use preflight::dns::record::unescape;
use preflight::fix::output::Language;
use serde_json::Value;

use super::{absolute, plan, wanted, written};

/// The text that octoDNS publishes for a value: `\;` and other escapes of presentation format, `"` as it is.
fn text(value: &str) -> String {
    let mut octets = Vec::new();
    let mut rest = value.as_bytes();
    while let [first, behind @ ..] = rest {
        let (octet, used) = if *first == b'\\' { unescape(behind).unwrap() } else { (*first, 0) };
        octets.push(octet);
        rest = &behind[used..];
    }
    String::from_utf8(octets).unwrap()
}

fn value(kind: &str, value: &Value) -> String {
    match kind {
        "TXT" => text(value.as_str().unwrap()),
        "MX" => format!("{} {}", value["preference"], value["exchange"].as_str().unwrap()),
        _ => value.as_str().unwrap().to_owned(),
    }
}

#[test]
fn yaml_holds_the_plan() {
    let yaml = written(Language::OctoDns, &plan());
    let owners: BTreeMap<String, Value> = serde_saphyr::from_str(&yaml).unwrap();
    let mut records = BTreeSet::new();
    for (owner, entries) in &owners {
        let entries = entries.as_array().cloned().unwrap_or_else(|| vec![entries.clone()]);
        for entry in entries {
            let kind = entry["type"].as_str().unwrap().to_owned();
            let ttl = u32::try_from(entry["ttl"].as_u64().unwrap()).unwrap();
            let only = entry.get("value").map(|value| vec![value.clone()]);
            for data in only.unwrap_or_else(|| entry["values"].as_array().unwrap().clone()) {
                records.insert((absolute(owner, ""), kind.clone(), ttl, value(&kind, &data)));
            }
        }
    }
    assert_eq!(records, wanted(&plan()));
}

/// What octoDNS refuses: an unescaped semicolon behind a letter, an escaped backslash before one, octets that are
/// no ASCII, keys out of order.
#[test]
fn octodns_refuses_nothing() {
    let yaml = written(Language::OctoDns, &plan());
    let body = yaml.split_once("---\n").unwrap().1;
    assert!(body.is_ascii() && !body.contains(r"\\;"));
    assert!(body.split(';').rev().skip(1).all(|before| before.ends_with('\\')), "{body}");
    let owners: Vec<_> = body.lines().filter(|line| line.starts_with('\'')).collect();
    let expected = ["'':", "'1':", "'_dmarc':", "'mx1':", "'quiet':", "'s1._domainkey':", "'s10._domainkey':"];
    assert_eq!(owners, expected);
}
