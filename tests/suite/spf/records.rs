//! Records of other people: what their projects say of them, and that ours survives them.

use std::collections::BTreeMap;

use preflight::spf::record::{Record, TermKind};
use proptest::prelude::*;
use serde::Deserialize;

use crate::support::suites;

/// One line of the collected records.
#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) record: String,
    valid: Option<bool>,
}

pub(crate) fn lines(path: &str) -> Vec<Line> {
    let text = suites::read(path).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"))).collect()
}

/// Where other implementations judge differently, and why the RFC is on our side.
const DISAGREEMENTS: [(&str, &str); 3] = [
    // checkdmarc is given the presentation format here, quotes and all, and takes it apart first. As the
    // text of a record it has no version (section 4.5).
    ("spf-90525077cc", "quotes are no part of a record"),
    // A verdict on DNS, not on the text: three names that do not exist.
    ("spf-10bd8cff3d", "the text is valid; section 4.6.4 makes it a permerror when it is evaluated"),
    // checkdmarc only warns of what follows `exp`, but a word that is no mechanism is a permerror.
    ("spf-29c6efc6cc", "an unknown mechanism, section 4.6.1"),
];

#[test]
fn verdicts_of_other_implementations() {
    let lines = lines("record-vectors/spf.jsonl");
    let mut expected: BTreeMap<&str, &str> = DISAGREEMENTS.into_iter().collect();
    let mut wrong = Vec::new();
    for line in &lines {
        let record = Record::parse(line.record.as_bytes());
        if line.valid != Some(record.errors.is_empty()) && expected.remove(line.id.as_str()).is_none() {
            wrong.push(format!("{}: {:?} valid {:?}: {:?}", line.id, line.record, line.valid, record.errors));
        }
    }
    println!("record vectors: {} verdicts, {} of them settled from the RFC", lines.len(), DISAGREEMENTS.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(lines.is_empty() || expected.is_empty(), "no disagreement any more: {expected:?}");
}

#[test]
fn records_of_other_projects_and_of_real_domains() {
    let mut count = 0;
    for path in ["records-from-tests/spf.jsonl", "records-wild/spf.jsonl"] {
        for line in lines(path) {
            check_invariants(line.record.as_bytes());
            count += 1;
        }
    }
    println!("{count} records read twice and printed");
}

/// What holds for any text: parsing is repeatable, the places are in order and cover all but
/// spaces, the terms in their own words are the text again, and a plain rewriting means the same.
fn check_invariants(text: &[u8]) {
    let record = Record::parse(text);
    assert_eq!(record, Record::parse(text));
    assert_eq!(record.text(), text);
    let mut rest = text.to_vec();
    let mut end = 0;
    for term in &record.terms {
        assert!(term.span.start >= end && term.span.start < term.span.end && term.span.end <= text.len());
        end = term.span.end;
        rest[term.span.clone()].fill(b' ');
    }
    for error in &record.errors {
        assert!(error.span.start <= error.span.end && error.span.end <= text.len());
        assert!(error.span.start >= error.term.start && error.span.end <= error.term.end);
    }
    // What no term covers is the version.
    assert!(rest.split(|octet| *octet == b' ').filter(|word| !word.is_empty()).count() <= 1, "{:?}", text);
    for term in &record.terms {
        if let TermKind::Directive(directive) = &term.kind {
            let plain = format!("v=spf1 {directive}");
            let again = Record::parse(plain.as_bytes());
            assert_eq!(again.errors, [], "{plain}");
            let [(_, rewritten)] = again.directives().collect::<Vec<_>>()[..] else { panic!("{plain}") };
            assert_eq!(rewritten.to_string(), directive.to_string());
            assert_eq!(rewritten.qualifier, directive.qualifier);
        }
    }
}

/// Words that records are made of, and some that they are not.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(" ".to_owned()),
        Just("v=spf1 ".to_owned()),
        "[-+~?]?(all|include|a|mx|ptr|ip4|ip6|exists)[:=/]?",
        "(redirect|exp|x-y)=",
        "[a-z0-9_.%-]{1,12}\\.(com|example|1)\\.?",
        "%\\{?[slodipvhcrtx][0-9]{0,3}r?[-.+,/_=x]{0,2}\\}?",
        "[0-9]{1,3}(\\.[0-9]{1,3}){2,3}",
        "[0-9a-f:]{2,20}",
        "//?[0-9]{0,3}",
        "[\\t\u{a0}\u{2013},;\"]",
    ]
}

proptest! {
    #[test]
    fn any_octets(text in proptest::collection::vec(any::<u8>(), 0..200)) {
        check_invariants(&text);
        check_invariants(&[b"v=spf1 ", text.as_slice()].concat());
    }

    #[test]
    fn anything_like_a_record(words in proptest::collection::vec(word(), 0..24)) {
        check_invariants(words.concat().as_bytes());
        check_invariants(format!("v=spf1 {}", words.concat()).as_bytes());
    }
}
