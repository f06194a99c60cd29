//! YAML for octoDNS (octoDNS documentation, "Records", and its `YamlProvider`).
//!
//! Each key is an owner relative to the zone, the empty one being the apex; several types at one owner are a
//! list. Keys stand in natural order everywhere, because `YamlProvider` refuses others (`enforce_order`). A
//! text is one value, however long: octoDNS cuts it into strings itself. `;` is written `\;`, the form of
//! `escaped_semicolons: true`, the default of octoDNS 1.

use std::collections::BTreeMap;

use super::page::{Page, by_owner};
use crate::dns::record::dotted;
use crate::dns::{RecordData, RecordType, Txt};
use crate::fix::Change;

pub(super) fn write(page: &mut Page<'_>) {
    page.say("output-changes-only");
    let mut owners: BTreeMap<Vec<Piece>, (String, Vec<Vec<String>>)> = BTreeMap::new();
    for change in by_owner(page.changes).into_values() {
        page.list("output-removed", change, change.removed());
        if change.new.is_empty() {
            continue;
        }
        let Some(lines) = entry(change) else {
            page.list("output-unwritable", change, change.new.iter());
            continue;
        };
        let owner = page.relative(&change.name).unwrap_or_default();
        owners.entry(natural(&owner)).or_insert((owner, Vec::new())).1.push(lines);
    }
    if owners.values().flat_map(|(_, entries)| entries.iter().flatten()).any(|line| line.contains("\\;")) {
        page.say("output-octodns-semicolon");
    }
    if owners.is_empty() {
        return;
    }
    page.line("---");
    for (owner, entries) in owners.into_values() {
        page.line(&format!("{}:", quoted(&owner)));
        let several = entries.len() > 1;
        for lines in entries {
            for (index, line) in lines.iter().enumerate() {
                let indent = match (several, index) {
                    (true, 0) => "  - ",
                    (true, _) => "    ",
                    (false, _) => "  ",
                };
                page.line(&format!("{indent}{line}"));
            }
        }
    }
}

/// The lines of one RRset; `None` for data that has no form here.
fn entry(change: &Change) -> Option<Vec<String>> {
    let values = change.new.iter().map(value).collect::<Option<Vec<_>>>()?;
    let mut lines = vec![format!("ttl: {}", change.ttl), format!("type: {}", change.kind)];
    match (change.kind, values.as_slice()) {
        (RecordType::Cname | RecordType::Ptr, [only]) => lines.extend(only.iter().map(|line| format!("value: {line}"))),
        _ => {
            lines.push("values:".to_owned());
            for value in &values {
                lines.extend(value.iter().enumerate().map(|(at, line)| {
                    let indent = if at == 0 { "  - " } else { "    " };
                    format!("{indent}{line}")
                }));
            }
        }
    }
    Some(lines)
}

/// The lines of one value.
fn value(data: &RecordData) -> Option<Vec<String>> {
    Some(match data {
        RecordData::A(address) => vec![quoted(&address.to_string())],
        RecordData::Aaaa(address) => vec![quoted(&address.to_string())],
        RecordData::Cname(name) | RecordData::Ns(name) | RecordData::Ptr(name) => vec![quoted(&dotted(name))],
        RecordData::Mx { preference, exchange } => {
            vec![format!("exchange: {}", quoted(&dotted(exchange))), format!("preference: {preference}")]
        }
        RecordData::Txt(txt) => vec![quoted(&text(txt))],
        RecordData::Soa { .. } | RecordData::Other(_) => return None,
    })
}

/// A text as octoDNS holds it: in presentation format without the outer quotes, but `"` as it is and `;` escaped.
fn text(txt: &Txt) -> String {
    let octets = txt.joined();
    // octoDNS takes quotes at the start, and those around a space, for its own.
    let escape_quotes = octets.starts_with(b"\"") || octets.windows(3).any(|three| three == b"\" \"");
    let mut text = String::with_capacity(octets.len());
    for (at, octet) in octets.iter().enumerate() {
        match octet {
            b';' => text.push_str("\\;"),
            // Two backslashes before a semicolon are refused as escaped twice.
            b'\\' if octets.get(at + 1) == Some(&b';') => text.push_str("\\092"),
            b'\\' => text.push_str("\\\\"),
            b'"' if escape_quotes => text.push_str("\\034"),
            b' '..=b'~' => text.push(char::from(*octet)),
            other => text.push_str(&format!("\\{other:03}")),
        }
    }
    text
}

/// A YAML string in single quotes, in which only the quote itself is special (YAML 1.2.2 section 7.3.2).
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A run of other characters and the number behind it.
type Piece = (String, Option<u128>);

/// The key by which names stand in natural order: numbers in them count as numbers.
fn natural(name: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (before, from) = rest.split_at(digits);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (number, behind) = from.split_at(end);
        let number = (!number.is_empty()).then(|| number.parse().unwrap_or(u128::MAX));
        pieces.push((before.to_owned(), number));
        rest = behind;
    }
    // Two names whose numbers are the same or too large stay two keys.
    pieces.push((name.to_owned(), None));
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::tests::{change, written};
    use super::*;

    #[test]
    fn several_types_at_one_owner() {
        let changes = [
            change("s10._domainkey.example.fr", RecordType::Cname, &[], &["s10.esp.example."]),
            change("s2._domainkey.example.fr", RecordType::Cname, &[], &["s2.esp.example."]),
            change("example.fr", RecordType::Txt, &["\"v=spf1\""], &["\"it's; \" \"\\\"x\\\"\""]),
            change("example.fr", RecordType::Mx, &[], &["0 ."]),
            change("old.example.fr", RecordType::Spf, &["\"v=spf1\""], &[]),
            change("t.example.fr", RecordType::Tlsa, &[], &["3 1 1 ab"]),
        ];
        let expected = r#"# Why.
# Only what changes stands here; everything else stays as it is.
# To remove:
# example.fr. 300 IN TXT "v=spf1"
# To remove:
# old.example.fr. 300 IN SPF "v=spf1"
# This tool has no form for these records; change them at the provider:
# t.example.fr. 300 IN TLSA 3 1 1 ab
# The semicolons are escaped, as YamlProvider reads them with `escaped_semicolons: true`.
---
'':
  - ttl: 300
    type: MX
    values:
      - exchange: '.'
        preference: 0
  - ttl: 300
    type: TXT
    values:
      - 'it''s\; "x"'
's2._domainkey':
  ttl: 300
  type: CNAME
  value: 's2.esp.example.'
's10._domainkey':
  ttl: 300
  type: CNAME
  value: 's10.esp.example.'
"#;
        assert_eq!(written(Language::OctoDns, &changes), expected);
    }

    #[test]
    fn texts_that_octodns_would_misread() {
        let escaped = |octets: &[u8]| text(&Txt::new([octets]));
        assert_eq!(escaped(br#"a\;b\c"#), r"a\092\;b\\c");
        assert_eq!(escaped(br#""a" "b""#), r"\034a\034 \034b\034");
        assert_eq!(escaped("é".as_bytes()), r"\195\169");
    }
}
