//! DKIM005 `dkim-p-bad-base64`: the key is not valid base64.
//!
//! `p=` is base64, in which only white space may stand between the characters (RFC 6376 section
//! 3.2). A character that base64 does not have, an end in the middle, a wrong end or a key in lower case make it a syntax
//! error (RFC 6376 section 6.1.2, step 5).

use super::faults::Fault;
use super::keys::Judged;
use super::keys::tell;
use crate::checks::prelude::*;
use crate::dkim::key::KeyProblem;

/// DKIM005.
pub static RULE: Rule = Rule {
    id: "DKIM005",
    slug: "dkim-p-bad-base64",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(6376, "3.2"), rfc(6376, "6.1.2")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    tell(facts, report, Fault::Base64, |key, problem| {
        let (flaw, text) = match &problem.kind {
            KeyProblem::Base64Character(text) => ("character", text.as_str()),
            KeyProblem::PaddingInside => ("inside", ""),
            KeyProblem::LowerCased => ("lower", ""),
            KeyProblem::Base64Padding { .. } => ("padding", ""),
            _ => ("length", ""),
        };
        let evidence = key.evidence(&problem.span).text("flaw", flaw).text("text", text);
        Some(key.propose(evidence, padded(key)))
    });
}

/// The record with as many `=` behind the key as its length asks for.
fn padded(key: &Judged<'_>) -> Option<String> {
    let text = key.key_text()?;
    let bare = text.trim_end_matches('=');
    key.with("p", &format!("{bare}{}", "=".repeat((4 - bare.len() % 4) % 4)))
}
