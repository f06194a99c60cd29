//! Policies that do not exist: what a bad `p`, `sp` or `np` does to the whole record.

use super::records::{self, Published};
use crate::checks::prelude::*;
use crate::dmarc::record::{Problem, ProblemKind};
use crate::dmarc::tags::{Policy, TagName};

/// Finds the tags of these names whose value is no policy.
pub(super) fn find(names: &[TagName], facts: &Facts, report: &mut Outcomes) {
    records::each_record(facts, report, |published, report| {
        for problem in published.problems() {
            match problem.kind {
                ProblemKind::InvalidValue(name) if names.contains(&name) => {
                    report.found(evidence(published, name, problem));
                }
                _ => {}
            }
        }
    });
}

fn evidence(published: Published<'_>, name: TagName, problem: &Problem) -> Evidence {
    let value = published.record.text.get(problem.span.clone()).unwrap_or_default();
    // What readers of RFC 9989 make of it; those of RFC 7489 do not look at `np`.
    let effect = if published.record.policy_9989().is_some() { "none" } else { "nothing" };
    let evidence = published.evidence(&problem.span);
    let evidence = evidence.text("tag", name.as_str()).text("value", value).text("effect", effect);
    published.propose(evidence.text("meant", Policy::suggestion(value).map_or("unknown", Policy::as_str)))
}
