//! DMARC036 `dmarc-string-split`: the strings of the record do not join to what was meant.
//!
//! The strings of a TXT record are joined with nothing between them (RFC 9989 section 4.5). A cut
//! between two tags without a semicolon glues them together, white space at a cut stays in the
//! middle of a value. A string of more than 255 octets does not exist (RFC 1035 section 3.3): a name
//! server refuses the zone that holds one.

use super::{records, split};
use crate::checks::prelude::*;
use crate::dmarc::mend;
use crate::dns::Location;
use crate::dns::record::DataError;
use crate::name::DomainName;
use crate::zone::records::{Lost, ZoneErrorKind};

/// DMARC036.
pub static RULE: Rule = Rule {
    id: "DMARC036",
    slug: "dmarc-string-split",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(9989, "4.5"), rfc(1035, "3.3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let too_long = too_long(facts);
    for (name, octets, location) in &too_long {
        let evidence = Evidence::txt(name).name("record", name).location(Some(location));
        report.found(evidence.text("fault", "long").number("octets", *octets).text("raised", "no"));
    }
    if !too_long.is_empty() {
        return;
    }
    records::each_owner(facts, report, |owner, report| {
        for text in owner.meant() {
            let Some(mended) = split::mended(text) else { continue };
            let joined = text.txt.joined();
            let evidence = records::evidence(owner, text).excerpt(&joined, mended.span.clone());
            let evidence = evidence.text("fault", "joint").number("octets", joined.len());
            report.found(records::propose(evidence, owner, &joined, mend::mended(&mended.text)));
        }
        owner.policies().next().is_some()
    });
}

/// Strings in zone files that are too long, at names that speak for an Author Domain.
fn too_long(facts: &Facts) -> Vec<(&DomainName, usize, &Location)> {
    let errors = facts.subject.zones.iter().flat_map(|zone| &zone.errors);
    let long = errors.filter_map(|error| match (&error.kind, &error.lost) {
        (ZoneErrorKind::Data(DataError::StringTooLong(octets)), Lost::At(name, Some(RecordType::Txt))) => {
            Some((name, *octets, &error.location))
        }
        _ => None,
    });
    long.filter(|(name, _, _)| facts.dmarc.speaking().any(|owner| owner.name == **name)).collect()
}
