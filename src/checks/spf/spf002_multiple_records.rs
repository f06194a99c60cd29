//! SPF002 `spf-multiple-records`: the domain has more than one SPF record.
//!
//! A domain must not have several records that would be selected (RFC 7208 section 3.2); with two
//! the result is "permerror", whatever they say (RFC 7208 section 4.5). One TXT record of several
//! strings is one record. The merged record is proposed when merging cannot change what was meant:
//! nothing but mechanisms that pass, and the same `all` at the end of each.

use super::own;
use crate::checks::prelude::*;
use crate::spf::evaluate::LOOKUP_LIMIT;
use crate::spf::record::{Mechanism, Qualifier, Record, TermKind};

/// SPF002.
pub static RULE: Rule = Rule {
    id: "SPF002",
    slug: "spf-multiple-records",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7208, "3.2"), rfc(7208, "4.5")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(records) = own::records(facts, report) else { return };
    let [_, second, ..] = records else { return report.pass() };
    let domain = &facts.subject.domain;
    let merged = merged(records);
    let evidence = own::evidence(facts, second.text(), 0..second.text().len())
        .number("count", records.len())
        .text("merge", if merged.is_some() { "clear" } else { "unclear" });
    report.found(match merged {
        Some(txt) => evidence.publish(domain, RecordType::Txt, RecordData::Txt(txt)),
        None => evidence,
    });
}

/// The one record that says what all of them say; `None` when that is open to interpretation.
fn merged(records: &[Record]) -> Option<Txt> {
    let mut terms: Vec<String> = Vec::new();
    let mut all: Option<Qualifier> = None;
    let mut lookups = 0;
    for record in records {
        let (last, senders) = record.terms.split_last()?;
        let TermKind::Directive(last) = &last.kind else { return None };
        let is_same = last.mechanism == Mechanism::All && all.is_none_or(|all| all == last.qualifier);
        if !is_same || !record.errors.is_empty() {
            return None;
        }
        all = Some(last.qualifier);
        for sender in senders {
            let TermKind::Directive(directive) = &sender.kind else { return None };
            if directive.qualifier != Qualifier::Pass || directive.mechanism == Mechanism::All {
                return None;
            }
            let term = directive.to_string();
            if !terms.contains(&term) {
                lookups += directive.mechanism.lookups();
                terms.push(term);
            }
        }
    }
    if lookups > LOOKUP_LIMIT {
        return None;
    }
    let all = all.map(|qualifier| format!("{}all", qualifier.as_char()));
    let words: Vec<String> = ["v=spf1".to_owned()].into_iter().chain(terms).chain(all).collect();
    let text = words.join(" ");
    Record::parse(text.as_bytes()).errors.is_empty().then(|| Txt::chunked(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(texts: &[&str]) -> Option<String> {
        let records: Vec<_> = texts.iter().map(|text| Record::parse(text.as_bytes())).collect();
        merged(&records).map(|txt| String::from_utf8(txt.joined()).unwrap())
    }

    #[test]
    fn the_union_of_what_passes() {
        let texts = ["v=spf1 MX +include:a.example ~all", "v=spf1 include:b.example mx ~all"];
        assert_eq!(merge(&texts).as_deref(), Some("v=spf1 mx include:a.example include:b.example ~all"));
    }

    #[test]
    fn what_is_open_to_interpretation_is_left() {
        for second in [
            "v=spf1 mx -all",
            "v=spf1 mx",
            "v=spf1 -ip4:192.0.2.1 ~all",
            "v=spf1 redirect=a.example",
            "v=spf1 ~all exp=a.example",
            "v=spf1 ip4:192.0.2 ~all",
            "v=spf1",
            "v=spf1 a:1.example a:2.example a:3.example a:4.example a:5.example a:6.example a:7.example a:8.example \
             a:9.example a:10.example ~all",
        ] {
            assert_eq!(merge(&["v=spf1 a ~all", second]), None, "{second}");
        }
    }
}
