//! JavaScript for dnscontrol (dnscontrol documentation: `D_EXTEND`, `TXT`, `MX`, `CNAME`, `TTL`).
//!
//! `D_EXTEND` adds to the domain as if its records stood in the original `D()`, so that it can be pasted
//! behind it whatever that looks like; the records it replaces must leave `D()` first, and a comment lists
//! them in the same words, to be searched for. A text is one JavaScript string, however long: dnscontrol
//! cuts it itself. Without a comma before the last parenthesis and without `END` every version reads it.

use super::page::{Page, by_owner, record};
use crate::dns::record::dotted;
use crate::dns::{RecordData, RecordType};

pub(super) fn write(page: &mut Page<'_>) {
    page.say("output-changes-only");
    let (mut calls, mut gone, mut unwritable) = (Vec::new(), Vec::new(), Vec::new());
    for change in by_owner(page.changes).into_values() {
        let owner = page.relative(&change.name).unwrap_or_else(|| "@".to_owned());
        let new = change.new.iter().map(|data| call(change.kind, &owner, change.ttl, data)).collect::<Option<Vec<_>>>();
        let Some(new) = new else {
            unwritable.push(change);
            continue;
        };
        calls.extend(new);
        let ttl = change.old_ttl.unwrap_or(change.ttl);
        let said = |data| call(change.kind, &owner, ttl, data).unwrap_or_else(|| record(change, ttl, data));
        gone.extend(change.old.iter().map(said));
    }
    for change in unwritable {
        page.list("output-removed", change, change.removed());
        page.list("output-unwritable", change, change.new.iter());
    }
    if !gone.is_empty() {
        page.say("output-dnscontrol-removed");
        gone.iter().for_each(|call| page.comment(call));
    }
    if !calls.is_empty() {
        page.line(&format!("D_EXTEND({},", string(page.zone.as_str())));
        page.line(&calls.iter().map(|call| format!("  {call}")).collect::<Vec<_>>().join(",\n"));
        page.line(");");
    }
}

/// One record as a call; `None` for data that has no form here.
fn call(kind: RecordType, owner: &str, ttl: u32, data: &RecordData) -> Option<String> {
    let (function, arguments) = match data {
        RecordData::A(address) => ("A", string(&address.to_string())),
        RecordData::Aaaa(address) => ("AAAA", string(&address.to_string())),
        RecordData::Cname(name) => ("CNAME", string(&dotted(name))),
        RecordData::Mx { preference, exchange } => ("MX", format!("{preference}, {}", string(&dotted(exchange)))),
        RecordData::Ns(name) => ("NS", string(&dotted(name))),
        RecordData::Ptr(name) => ("PTR", string(&dotted(name))),
        // A JavaScript string holds characters: octets that are none cannot be said.
        RecordData::Txt(txt) if kind == RecordType::Txt => ("TXT", string(&String::from_utf8(txt.joined()).ok()?)),
        RecordData::Txt(_) | RecordData::Soa { .. } | RecordData::Other(_) => return None,
    };
    Some(format!("{function}({}, {arguments}, TTL({ttl}))", string(owner)))
}

/// A JavaScript string. JSON is one, but for two line separators that ECMAScript 5 takes for line ends.
fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::tests::{change, written};
    use super::*;

    #[test]
    fn what_goes_stands_in_the_same_words() {
        let changes = [
            change(
                "example.fr",
                RecordType::Txt,
                &["\"v=spf1 -all\"", "\"keep\""],
                &["\"v=spf1 mx \" \"-all\"", "\"keep\""],
            ),
            change("a.example.fr", RecordType::Txt, &[], &["\"\\255\""]),
            change("s._domainkey.example.fr", RecordType::Cname, &[], &["s.esp.example."]),
        ];
        let expected = r#"// Why.
// Only what changes stands here; everything else stays as it is.
// This tool has no form for these records; change them at the provider:
// a.example.fr. 300 IN TXT "\255"
// To remove from the D() of this domain before pasting:
// TXT("@", "v=spf1 -all", TTL(300))
// TXT("@", "keep", TTL(300))
D_EXTEND("example.fr",
  TXT("@", "v=spf1 mx -all", TTL(300)),
  TXT("@", "keep", TTL(300)),
  CNAME("s._domainkey", "s.esp.example.", TTL(300))
);
"#;
        assert_eq!(written(Language::DnsControl, &changes), expected);
        assert_eq!(string("\"\\\u{2028}\u{1}"), r#""\"\\\u2028\u0001""#);
    }
}
