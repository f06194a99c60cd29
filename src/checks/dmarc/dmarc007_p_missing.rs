//! DMARC007 `dmarc-p-missing`: a policy record without a policy.
//!
//! RFC 7489 section 6.3 requires `p`. Without it a record counts as `p=none` when it names a valid
//! report address, and for nothing otherwise (RFC 9989 section 4.10.1, RFC 7489 section 6.6.3): an
//! error then, a warning with such an address. A `p` without a value is no `p`.

use super::records::{self, Published};
use crate::checks::prelude::*;
use crate::dmarc::mend;
use crate::dmarc::record::{self, Entry, ProblemKind, Reading};
use crate::dmarc::tags::TagName;
use crate::text::Span;

/// DMARC007.
pub static RULE: Rule = Rule {
    id: "DMARC007",
    slug: "dmarc-p-missing",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(7489, "6.3"), rfc(9989, "4.10.1")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::each_record(facts, report, |published, report| {
        if published.record.p != Entry::Absent || hides_policy(published) {
            return;
        }
        let evidence = published.evidence(&place(published));
        report.found(published.propose(match published.record.policy_9989() {
            Some(_) => evidence.text("effect", "none").only(Severity::Warning),
            None => evidence.text("effect", "nothing"),
        }));
    });
}

/// Whether the policy is there, behind something that is no semicolon: another rule's finding.
fn hides_policy(published: Published<'_>) -> bool {
    match record::read(&mend::with_semicolons(&published.record.text)) {
        Reading::Policy(record) => record.p != Entry::Absent,
        Reading::NearMiss(_) | Reading::Unrelated => false,
    }
}

/// The empty `p`, else the version: behind it a policy is missing.
fn place(published: Published<'_>) -> Span {
    let empty = ProblemKind::EmptyValue(TagName::P);
    let empty = published.record.problems.iter().find(|problem| problem.kind == empty);
    let text = &published.record.text;
    let version = text.iter().position(|octet| *octet == b';').unwrap_or(text.len());
    empty.map_or(0..version, |problem| problem.span.clone())
}
