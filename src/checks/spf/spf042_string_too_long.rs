//! SPF042 `spf-string-too-long`: a string of a TXT record in a zone file is longer than 255 octets.
//!
//! A character-string has one octet for its length (RFC 1035 section 3.3). A name server refuses the
//! zone file, or cuts the text. Over DNS there is no such string, so this rule looks at files only:
//! at the domain and at every name whose record is read for it.

use super::tree;
use crate::checks::prelude::*;
use crate::dns::record::DataError;
use crate::zone::records::{Lost, ZoneErrorKind};

/// SPF042.
pub static RULE: Rule = Rule {
    id: "SPF042",
    slug: "spf-string-too-long",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(1035, "3.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let names = tree::names(facts);
    for error in facts.subject.zones.iter().flat_map(|zone| &zone.errors) {
        let ZoneErrorKind::Data(DataError::StringTooLong(octets)) = error.kind else { continue };
        let Lost::At(owner, Some(kind @ (RecordType::Txt | RecordType::Spf))) = &error.lost else { continue };
        if names.contains(owner) {
            let evidence = Evidence::at(owner, *kind).name("owner", owner).number("octets", octets);
            report.found(evidence.location(Some(&error.location)));
        }
    }
    let texts = |name| facts.subject.zones.iter().flat_map(move |zone| zone.at(name, RecordType::Txt));
    if names.into_iter().any(|name| texts(name).next().is_some()) {
        report.pass();
    } else {
        report.not_applicable();
    }
}
