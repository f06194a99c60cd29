//! DMARC020 `dmarc-pct`: the record asks for a share of the mail only, which half of the receivers no
//! longer read.
//!
//! `pct` is historic (RFC 9989 section A.6 and section C.5.2): who follows RFC 9989 ignores it, so that
//! the policy strikes all failing mail there, and a share of it where RFC 7489 is still followed. A
//! warning; a remark for `pct=100`, which is what its absence means, and beside `p=none`, where there is
//! nothing to share out. `pct=0` beside `t=y` says the same to both and is right.

use super::records::{self, Published};
use crate::checks::prelude::*;
use crate::dmarc::record::Entry;
use crate::dmarc::tags::{Policy, TagName};
use crate::taglist;
use crate::text::Span;

/// DMARC020.
pub static RULE: Rule = Rule {
    id: "DMARC020",
    slug: "dmarc-pct",
    severity: Severity::Warning,
    basis: Basis::Should(&[rfc(9989, "A.6"), rfc(7489, "6.6.4")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::each_record(facts, report, |published, report| {
        let record = published.record;
        let is_tested = record.t == Entry::Valid(true);
        let fault = match record.pct {
            Entry::Absent => return,
            Entry::Valid(0) if is_tested => return,
            Entry::Valid(100) => "whole",
            Entry::Valid(_) => "share",
            Entry::Invalid => "invalid",
        };
        let policies = [record.p, record.sp, record.np];
        let is_enforced = policies.iter().any(|policy| policy.valid().is_some_and(|policy| policy > Policy::None));
        let (span, value) = place(published);
        let evidence = published.evidence(&span).text("value", value).text("fault", fault);
        report.found(match (fault, is_enforced) {
            ("whole", _) | (_, false) => evidence.text("enforced", "no").only(Severity::Info),
            (_, true) => evidence.text("enforced", "yes"),
        });
    });
}

/// Where the tag stands, and its value.
fn place(published: Published<'_>) -> (Span, Vec<u8>) {
    let tags = taglist::split(&published.record.text);
    let pct = tags.iter().find(|tag| TagName::parse(tag.name) == Some(TagName::Pct));
    pct.map_or((0..0, Vec::new()), |tag| (tag.span.clone(), tag.value.unwrap_or_default().to_vec()))
}
