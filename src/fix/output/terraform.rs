//! Terraform configuration for the zones of three providers.
//!
//! - Cloudflare: `cloudflare_dns_record` (provider 5, "cloudflare_dns_record (Resource)"): one resource a record; the
//!   full name; a TXT content is one or more strings in quotes (Cloudflare DNS API); an MX has its preference
//!   beside the content; TTLs from 60 to 86400 seconds.
//! - Route 53: `aws_route53_record` (AWS provider, "Resource: aws_route53_record"): one resource an RRset; the
//!   provider puts the outer quotes of a text itself, so that the next string of a long one starts behind
//!   `""`; special characters in three octal digits (Amazon Route 53 Developer Guide, "TXT record type").
//! - OVHcloud: `ovh_domain_zone_record` (provider documentation): one resource a record; the name below the
//!   zone, empty at the apex; data as in a zone file, texts in quotes, because the API adds those that lack and
//!   the plan would then never be empty; TTLs of 60 seconds or more.
//!
//! Strings are HCL (HCL Native Syntax Specification, "Template Expressions"). A label says type and owner, and is
//! the same in every run.

use std::fmt::Write as _;

use super::page::{Page, record};
use crate::dns::{RecordData, Txt};
use crate::fix::Change;
use crate::name::DomainName;

/// Whose resources are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Provider {
    Cloudflare,
    Route53,
    Ovh,
}

impl Provider {
    fn resource(self) -> &'static str {
        match self {
            Self::Cloudflare => "cloudflare_dns_record",
            Self::Route53 => "aws_route53_record",
            Self::Ovh => "ovh_domain_zone_record",
        }
    }

    /// The variable that holds the identifier of the zone; OVHcloud needs none.
    fn zone_variable(self) -> Option<&'static str> {
        match self {
            Self::Cloudflare => Some("var.cloudflare_zone_id"),
            Self::Route53 => Some("var.route53_zone_id"),
            Self::Ovh => None,
        }
    }
}

pub(super) fn write(page: &mut Page<'_>, provider: Provider) {
    page.say("output-changes-only");
    if let Some(variable) = provider.zone_variable() {
        page.say_with("output-terraform-zone", "variable", variable);
    }
    for change in page.changes {
        page.line("");
        match provider {
            Provider::Route53 => rrset(page, change),
            Provider::Cloudflare | Provider::Ovh => records(page, provider, change),
        }
    }
}

/// One resource for the whole RRset.
fn rrset(page: &mut Page<'_>, change: &Change) {
    if change.new.is_empty() {
        page.list("output-terraform-removed", change, change.old.iter());
        return;
    }
    let label = label(change, 0);
    page.list("output-removed", change, change.removed());
    if !change.old.is_empty() {
        let name = change.name.as_str();
        let import =
            format!("terraform import {}.{label} <zone_id>_{name}_{}", Provider::Route53.resource(), change.kind);
        page.say("output-terraform-exists");
        page.comment(&import);
    }
    let values: Vec<_> = change.new.iter().map(|data| format!("    {},", string(&route53_value(data)))).collect();
    let attributes = [
        ("zone_id", "var.route53_zone_id".to_owned()),
        ("name", string(&octal_name(&change.name))),
        ("type", string(&change.kind.to_string())),
        ("ttl", change.ttl.to_string()),
        ("records", format!("[\n{}\n  ]", values.join("\n"))),
    ];
    block(page, Provider::Route53, &label, &attributes);
}

/// One resource for each record that comes or changes; those that stay are somebody's already.
fn records(page: &mut Page<'_>, provider: Provider, change: &Change) {
    let stays = |data: &RecordData| change.old.contains(data) && change.old_ttl == Some(change.ttl);
    let attributes = |data: &RecordData| match provider {
        Provider::Cloudflare => cloudflare(change, data),
        Provider::Ovh => Some(ovh(page.zone, change, data)),
        Provider::Route53 => None,
    };
    let written = change.new.iter().map(attributes).collect::<Option<Vec<_>>>();
    page.list("output-terraform-unchanged", change, change.new.iter().filter(|data| stays(data)));
    let Some(written) = written else {
        page.list("output-removed", change, change.removed());
        page.list("output-unwritable", change, change.added());
        return;
    };
    let mut gone = change.removed();
    for (index, (data, attributes)) in change.new.iter().zip(written).enumerate() {
        if stays(data) {
            continue;
        }
        let label = label(change, index);
        let before = if change.old.contains(data) { Some(data) } else { gone.next() };
        if let Some(before) = before {
            let id = match provider {
                Provider::Ovh => format!("<record_id>.{}", page.zone),
                Provider::Cloudflare | Provider::Route53 => "<zone_id>/<record_id>".to_owned(),
            };
            page.say("output-terraform-exists");
            page.comment(&record(change, change.old_ttl.unwrap_or(change.ttl), before));
            page.comment(&format!("terraform import {}.{label} {id}", provider.resource()));
        }
        block(page, provider, &label, &attributes);
    }
    page.list("output-terraform-removed", change, gone);
}

type Attribute = (&'static str, String);

fn cloudflare(change: &Change, data: &RecordData) -> Option<Vec<Attribute>> {
    let (content, priority) = match data {
        RecordData::Mx { preference, exchange } => (exchange.to_string(), Some(*preference)),
        RecordData::Cname(name) | RecordData::Ns(name) | RecordData::Ptr(name) => (name.to_string(), None),
        RecordData::A(_) | RecordData::Aaaa(_) | RecordData::Txt(_) => (data.to_string(), None),
        // The fields of these stand in a map of their own, by type.
        RecordData::Soa { .. } | RecordData::Other(_) => return None,
    };
    let mut attributes = vec![
        ("zone_id", "var.cloudflare_zone_id".to_owned()),
        ("name", string(change.name.as_str())),
        ("type", string(&change.kind.to_string())),
        ("ttl", change.ttl.clamp(60, 86_400).to_string()),
        ("content", string(&content)),
    ];
    attributes.extend(priority.map(|preference| ("priority", preference.to_string())));
    Some(attributes)
}

fn ovh(zone: &DomainName, change: &Change, data: &RecordData) -> Vec<Attribute> {
    vec![
        ("zone", string(zone.as_str())),
        ("subdomain", string(&super::page::relative(&change.name, zone).unwrap_or_default())),
        ("fieldtype", string(&change.kind.to_string())),
        ("ttl", change.ttl.max(60).to_string()),
        ("target", string(&data.to_string())),
    ]
}

/// A resource block, the equals signs in one column.
fn block(page: &mut Page<'_>, provider: Provider, label: &str, attributes: &[Attribute]) {
    let width = attributes.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    page.line(&format!("resource \"{}\" \"{label}\" {{", provider.resource()));
    for (name, value) in attributes {
        page.line(&format!("  {name:width$} = {value}"));
    }
    page.line("}");
}

/// A value as the Route 53 provider takes it.
fn route53_value(data: &RecordData) -> String {
    match data {
        RecordData::Txt(txt) => route53_text(txt),
        RecordData::A(_)
        | RecordData::Aaaa(_)
        | RecordData::Cname(_)
        | RecordData::Mx { .. }
        | RecordData::Ns(_)
        | RecordData::Ptr(_)
        | RecordData::Soa { .. }
        | RecordData::Other(_) => data.to_string(),
    }
}

fn route53_text(txt: &Txt) -> String {
    let strings: Vec<_> =
        txt.strings().map(|octets| octets.iter().map(|octet| octal(*octet)).collect::<String>()).collect();
    strings.join("\"\"")
}

/// An octet of a text in Route 53: printable ones as they are, quotes behind a backslash.
fn octal(octet: u8) -> String {
    match octet {
        b'"' => "\\\"".to_owned(),
        b'\\' => "\\134".to_owned(),
        b' '..=b'~' => char::from(octet).to_string(),
        other => format!("\\{other:03o}"),
    }
}

/// A name in Route 53: printable octets as they are, dots within a label and all else in octal.
fn octal_name(name: &DomainName) -> String {
    let labels = name.label_octets().map(|label| {
        label.iter().fold(String::new(), |mut text, octet| {
            match octet {
                b'.' | b'\\' | ..=b' ' | 0x7f.. => _ = write!(text, "\\{octet:03o}"),
                plain => text.push(char::from(*plain)),
            }
            text
        })
    });
    labels.collect::<Vec<_>>().join(".")
}

/// A label: type, owner with `_` for its dots, and the place in the RRset from the second record on.
///
/// It starts with a letter and has letters, digits, `_` and `-` only. Two owners can only come to the same text when
/// one has a character that labels lack or a `_` that does not start a label: those get a sum of the name behind it.
fn label(change: &Change, index: usize) -> String {
    let plain = |label: &str| {
        let rest = label.strip_prefix('_').unwrap_or(label);
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let keep = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let name: String = change.name.as_str().chars().map(keep).collect();
    let mut label = format!("{}_{name}", change.kind.to_string().to_ascii_lowercase());
    if !change.name.labels().all(plain) {
        label.push_str(&format!("_{:08x}", sum(change.name.as_str())));
    }
    if index > 0 {
        label.push_str(&format!("_{}", index + 1));
    }
    label
}

/// The FNV-1a sum of a text: the same on every machine and in every version.
fn sum(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// An HCL string in quotes; nothing in it is a template.
fn string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('"' | '\\', _) => quoted.extend(['\\', c]),
            ('$' | '%', Some('{')) => quoted.extend([c, c]),
            // `$${` would read as an escaped `${`.
            ('$' | '%', Some(next)) if *next == c => _ = write!(quoted, "\\u{:04x}", u32::from(c)),
            (c, _) if c.is_control() => _ = write!(quoted, "\\u{:04x}", u32::from(c)),
            (c, _) => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::tests::{change, written};
    use super::*;
    use crate::dns::RecordType;

    fn labels(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| label(&change(name, RecordType::Txt, &[], &["x"]), 0)).collect()
    }

    #[test]
    fn labels_are_valid_and_differ() {
        let names = ["_dmarc.example.fr", "dmarc.example.fr", "1.example.fr", "a-b.example.fr"];
        let expected = ["txt__dmarc_example_fr", "txt_dmarc_example_fr", "txt_1_example_fr", "txt_a-b_example_fr"];
        assert_eq!(labels(&names), expected);
        let odd =
            ["*.example.fr", "a_.example.fr", "a._.example.fr", "a_b.example.fr", r"a\.b.example.fr", "a.b.example.fr"];
        let made = labels(&odd);
        assert_eq!(made.iter().collect::<std::collections::BTreeSet<_>>().len(), odd.len(), "{made:?}");
        assert!(made.iter().all(|label| label.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))));
    }

    #[test]
    fn nothing_in_a_string_is_a_template() {
        assert_eq!(string(r#"a"b\c"#), r#""a\"b\\c""#);
        assert_eq!(string("${a} %{b} $ % $5 100%"), r#""$${a} %%{b} $ % $5 100%""#);
        assert_eq!(string("$${a}"), r#""\u0024$${a}""#);
        assert_eq!(string("a\u{7}"), r#""a\u0007""#);
    }

    #[test]
    fn route_53_has_one_resource_an_rrset() {
        let changes = [
            change(
                "example.fr",
                RecordType::Txt,
                &["\"v=spf1 -all\"", "\"keep\""],
                &["\"v=\\\"\" \"\\\\\\195\"", "\"keep\""],
            ),
            change("x.example.fr", RecordType::Mx, &["0 ."], &[]),
        ];
        let expected = r#"# Why.
# Only what changes stands here; everything else stays as it is.
# The identifier of the zone is expected in var.route53_zone_id.

# To remove:
# example.fr. 300 IN TXT "v=spf1 -all"
# The record exists: change its resource, or import it under this name:
# terraform import aws_route53_record.txt_example_fr <zone_id>_example.fr_TXT
resource "aws_route53_record" "txt_example_fr" {
  zone_id = var.route53_zone_id
  name    = "example.fr"
  type    = "TXT"
  ttl     = 300
  records = [
    "v=\\\"\"\"\\134\\303",
    "keep",
  ]
}

# To remove, with its resource:
# x.example.fr. 300 IN MX 0 .
"#;
        assert_eq!(written(Language::Route53, &changes), expected);
        let odd = DomainName::from_labels([&b"a.b\xe4"[..], b"*", b"fr"]).unwrap();
        assert_eq!(octal_name(&odd), r"a\056b\344.*.fr");
    }

    #[test]
    fn cloudflare_and_ovh_have_one_resource_a_record() {
        let mx = change(
            "example.fr",
            RecordType::Mx,
            &["10 a.example.", "20 b.example."],
            &["10 a.example.", "5 c.example.", "7 d.example."],
        );
        let expected = r#"# Why.
# Only what changes stands here; everything else stays as it is.
# The identifier of the zone is expected in var.cloudflare_zone_id.

# Unchanged:
# example.fr. 300 IN MX 10 a.example.
# The record exists: change its resource, or import it under this name:
# example.fr. 300 IN MX 20 b.example.
# terraform import cloudflare_dns_record.mx_example_fr_2 <zone_id>/<record_id>
resource "cloudflare_dns_record" "mx_example_fr_2" {
  zone_id  = var.cloudflare_zone_id
  name     = "example.fr"
  type     = "MX"
  ttl      = 300
  content  = "c.example"
  priority = 5
}
resource "cloudflare_dns_record" "mx_example_fr_3" {
  zone_id  = var.cloudflare_zone_id
  name     = "example.fr"
  type     = "MX"
  ttl      = 300
  content  = "d.example"
  priority = 7
}
"#;
        assert_eq!(written(Language::Cloudflare, &[mx]), expected);

        let mut txt = change("_dmarc.example.fr", RecordType::Txt, &["x", "y"], &["\"v=DMARC1; p=none\""]);
        txt.ttl = 30;
        let expected = r#"# Why.
# Only what changes stands here; everything else stays as it is.

# The record exists: change its resource, or import it under this name:
# _dmarc.example.fr. 300 IN TXT "x"
# terraform import ovh_domain_zone_record.txt__dmarc_example_fr <record_id>.example.fr
resource "ovh_domain_zone_record" "txt__dmarc_example_fr" {
  zone      = "example.fr"
  subdomain = "_dmarc"
  fieldtype = "TXT"
  ttl       = 60
  target    = "\"v=DMARC1; p=none\""
}
# To remove, with its resource:
# _dmarc.example.fr. 300 IN TXT "y"
"#;
        assert_eq!(written(Language::Ovh, &[txt]), expected);
    }
}
