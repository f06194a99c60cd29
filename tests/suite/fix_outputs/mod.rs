//! What `preflight fix` writes: each format is read back by the tool it is for, or by a reader of its language, and
//! must hold just the records of the plan.

// Helpers of tests may panic as tests may.
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stderr)]

mod bind;
mod dnscontrol;
mod golden;
#[cfg(feature = "cli")]
mod in_place;
#[cfg(feature = "live")]
mod nsupdate;
mod octodns;
mod patch;
mod terraform;

use std::collections::BTreeSet;

use preflight::dns::{RecordData, RecordType, Txt};
use preflight::fix::Change;
use preflight::fix::output::{self, Language};
use preflight::i18n::{Lang, Texts};
use preflight::name::DomainName;

/// A record as the formats have it: owner, type, TTL, data with its texts joined.
type Plain = (String, String, u32, String);

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn zone() -> DomainName {
    name("example.fr")
}

fn data(kind: RecordType, texts: &[&str]) -> Vec<RecordData> {
    texts.iter().map(|text| RecordData::parse(kind, text).unwrap()).collect()
}

fn change(owner: &str, kind: RecordType, old: &[&str], new: &[&str]) -> Change {
    let old = data(kind, old);
    Change {
        name: name(owner),
        kind,
        ttl: 300,
        old_ttl: Some(3600).filter(|_| !old.is_empty()),
        old,
        new: data(kind, new),
    }
}

/// A text longer than one string, with everything that some format must escape.
const HARD: &str =
    r#"v=x; "quoted" 'single' back\slash ${template} %{template} $${two} `tick` {brace} <a&b> é 日 # ; //"#;

/// Changes of every kind and with every character that is special somewhere.
fn plan() -> Vec<Change> {
    let long = format!("v=spf1 {}-all", "ip4:192.0.2.1 ".repeat(30));
    let mut hard = change("example.fr", RecordType::Txt, &["\"v=spf1 mx -all\"", "\"site=1\""], &["\"site=1\""]);
    hard.new.insert(0, RecordData::Txt(Txt::chunked(&long)));
    hard.new.push(RecordData::Txt(Txt::chunked(&format!("{HARD}{}", "é".repeat(200)))));
    vec![
        hard,
        change("example.fr", RecordType::Mx, &["10 old.example.fr."], &["10 mx1.example.fr.", "20 mx2.example.net."]),
        change("_dmarc.example.fr", RecordType::Cname, &["x.example.net."], &[]),
        change("_dmarc.example.fr", RecordType::Txt, &[], &["\"v=DMARC1; p=none; rua=mailto:d@example.fr\""]),
        change("s1._domainkey.example.fr", RecordType::Cname, &[], &["s1.esp.example."]),
        change("s10._domainkey.example.fr", RecordType::Txt, &["\"v=DKIM1; p=\" \"abc\""], &["\"v=DKIM1; p=abc\""]),
        change("quiet.example.fr", RecordType::Mx, &[], &["0 ."]),
        change("old.example.fr", RecordType::Spf, &["\"v=spf1 -all\""], &[]),
        change("mx1.example.fr", RecordType::A, &["192.0.2.9"], &["192.0.2.1", "192.0.2.2"]),
        change("mx1.example.fr", RecordType::Aaaa, &[], &["2001:db8::1"]),
        change("1.example.fr", RecordType::Ptr, &[], &["mx1.example.fr."]),
    ]
}

fn written(language: Language, changes: &[Change]) -> String {
    let notes = ["Publish SPF for two senders".to_owned(), "d’abord « ceci »".to_owned()];
    output::write(language, &zone(), changes, &notes, Texts::of(Lang::En))
}

/// The records that the changes leave, and their TTL as `ttl` has it.
fn wanted(changes: &[Change]) -> BTreeSet<Plain> {
    let plain = |change: &Change, data: &RecordData| {
        (change.name.to_string(), change.kind.to_string(), change.ttl, self::plain(data))
    };
    changes.iter().flat_map(|change| change.new.iter().map(move |data| plain(change, data))).collect()
}

/// Data whose strings do not matter.
fn plain(data: &RecordData) -> String {
    match data {
        RecordData::Txt(txt) => String::from_utf8(txt.joined()).unwrap(),
        other => other.to_string(),
    }
}

/// The name that a relative one means in the zone, the apex being `apex`.
fn absolute(relative: &str, apex: &str) -> String {
    if relative == apex { zone().to_string() } else { zone().child(relative).unwrap().to_string() }
}
