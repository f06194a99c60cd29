//! SPF records that end by letting everybody pass, or by saying nothing (RFC 7208 sections 4.7, 5.1 and 8.2).
//! `all=` ends none: it is a modifier that nobody knows.

use super::spf_terms::{replaced, underlined};
use super::{Case, Kind};
use crate::finding::{Finding, Value};
use crate::fix::Draft;

/// Ends them with `~all`.
pub(super) static KIND: Kind = Kind { slug: "spf-all", rules: &["SPF005", "SPF008", "SPF009", "SPF010"], propose };

/// What everybody else gets: a mark, and no refusal by SPF alone.
pub(super) const END: &str = "~all";

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(KIND.rules).filter(|finding| ends(finding)).filter_map(|finding| {
        let (own, span) = underlined(case, finding)?;
        // Where there is no end, it comes behind the rest.
        let end = if span.is_empty() { format!(" {END}") } else { END.to_owned() };
        let text = replaced(own.record, &[(span, end)])?;
        let draft = Draft::new(&KIND).aims_at(finding).replace_text(own.name, own.txt, &text);
        Some(draft.text("name", own.name.as_str()).narrowing().to_review())
    });
    drafts.collect()
}

/// Whether the finding is about the end of the record, and not about another mechanism that is written as a
/// modifier.
fn ends(finding: &Finding) -> bool {
    let corrected = finding.evidence.values.get("corrected");
    finding.rule.id != "SPF005" || corrected == Some(&Value::Text(END.to_owned()))
}
