//! HCL, read by a parser of the language; the values become octets again as each provider makes them.

use std::collections::BTreeSet;

use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use preflight::dns::{RecordData, RecordType};
use preflight::fix::Change;
use preflight::fix::output::Language;

use super::{Plain, absolute, plain, plan, wanted, written};

fn blocks(language: Language, kind: &str) -> Vec<Block> {
    let text = written(language, &plan());
    let body: Body = hcl_edit::parser::parse_body(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let blocks: Vec<_> = body.blocks().cloned().collect();
    let labels: BTreeSet<_> = blocks.iter().map(|block| block.labels[1].as_str().to_owned()).collect();
    assert_eq!(labels.len(), blocks.len());
    assert!(labels.iter().all(|label| label.starts_with(|c: char| c.is_ascii_alphabetic())));
    assert!(blocks.iter().all(|block| block.has_ident("resource") && block.labels[0].as_str() == kind));
    blocks
}

fn value<'b>(block: &'b Block, key: &str) -> &'b Expression {
    &block.body.get_attribute(key).unwrap_or_else(|| panic!("{key}")).value
}

fn text(block: &Block, key: &str) -> String {
    string(value(block, key))
}

fn string(value: &Expression) -> String {
    value.as_str().unwrap_or_else(|| panic!("a template, no string: {value:?}")).to_owned()
}

fn number(block: &Block, key: &str) -> u32 {
    value(block, key).as_number().and_then(|number| number.as_u64()).unwrap().try_into().unwrap()
}

/// Data in presentation format, final dots or not.
fn parsed(kind: &str, text: &str) -> String {
    plain(&RecordData::parse(RecordType::parse(kind).unwrap(), text).unwrap())
}

#[test]
fn cloudflare() {
    let read = |block: &Block| -> Plain {
        let (kind, content) = (text(block, "type"), text(block, "content"));
        let data = if kind == "MX" { format!("{} {content}", number(block, "priority")) } else { content };
        assert_eq!(value(block, "zone_id").to_string().trim(), "var.cloudflare_zone_id");
        (text(block, "name"), kind.clone(), number(block, "ttl"), parsed(&kind, &data))
    };
    let records: BTreeSet<_> = blocks(Language::Cloudflare, "cloudflare_dns_record").iter().map(read).collect();
    assert_eq!(records, wanted(&plan()));
}

#[test]
fn ovh() {
    let read = |block: &Block| -> Plain {
        let kind = text(block, "fieldtype");
        assert_eq!(text(block, "zone"), "example.fr");
        let owner = absolute(&text(block, "subdomain"), "");
        (owner, kind.clone(), number(block, "ttl"), parsed(&kind, &text(block, "target")))
    };
    let records: BTreeSet<_> = blocks(Language::Ovh, "ovh_domain_zone_record").iter().map(read).collect();
    assert_eq!(records, wanted(&plan()));
}

/// What Route 53 makes of a text: quotes that end a string and begin the next, and octets in octal.
fn route53_text(text: &str) -> String {
    let mut octets = Vec::new();
    let mut lengths = vec![0];
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        match (first, behind) {
            (b'"', [b'"', behind @ ..]) => {
                lengths.push(0);
                rest = behind;
                continue;
            }
            (b'\\', [b'"', behind @ ..]) => {
                octets.push(b'"');
                rest = behind;
            }
            (b'\\', [a @ b'0'..=b'3', b, c, behind @ ..]) => {
                octets.push((a - b'0') * 64 + (b - b'0') * 8 + (c - b'0'));
                rest = behind;
            }
            (plain, _) => octets.push(*plain),
        }
        *lengths.last_mut().unwrap() += 1;
    }
    assert!(lengths.iter().all(|length| *length <= 255), "{lengths:?}");
    String::from_utf8(octets).unwrap()
}

#[test]
fn route53() {
    let mut records = BTreeSet::new();
    for block in blocks(Language::Route53, "aws_route53_record") {
        let kind = text(&block, "type");
        for value in value(&block, "records").as_array().unwrap().iter() {
            let value = string(value);
            let data = if kind == "TXT" { route53_text(&value) } else { parsed(&kind, &value) };
            records.insert((text(&block, "name"), kind.clone(), number(&block, "ttl"), data));
        }
    }
    assert_eq!(records, wanted(&plan()));
}

/// Records that stay as they are belong to resources that exist: a second one would be refused.
#[test]
fn what_stays_is_left_alone() {
    let mut changes = plan();
    changes.truncate(1);
    let changes: Vec<Change> = changes.into_iter().map(|change| Change { ttl: 3600, ..change }).collect();
    let text = written(Language::Cloudflare, &changes);
    assert!(text.contains("# Unchanged:\n# example.fr. 3600 IN TXT \"site=1\"\n"), "{text}");
    assert_eq!(text.matches("resource ").count(), 2, "{text}");
}
