//! DMARC records that are missing: at the domain, behind a CNAME that leads nowhere, above a subdomain, or at the
//! domain that reports go to.

use super::{Case, Kind};
use crate::dmarc::discover::LABEL;
use crate::dns::{RecordData, RecordType, Txt};
use crate::facts::mx::Reach;
use crate::finding::Value;
use crate::fix::{Draft, Gone};
use crate::name::DomainName;

/// Publishes the first record: one that asks for reports, or for the refusal of everything where nothing is sent.
pub(super) static PUBLISH: Kind = Kind { slug: "dmarc-publish", rules: &["DMARC001"], propose: publish };

/// Publishes a record in place of a CNAME that leads to none, and takes one away beside which a record stands
/// (RFC 1034 section 3.6.2).
pub(super) static ALIAS: Kind = Kind { slug: "dmarc-alias", rules: &["DMARC037"], propose: alias };

/// Makes the organizational domain the same for both generations of receivers (RFC 9989 section 4.10.2).
pub(super) static GENERATIONS: Kind =
    Kind { slug: "dmarc-generations", rules: &["DMARC041"], propose: |case| elsewhere(case, &GENERATIONS) };

/// Lets a domain of the same holder take the reports (RFC 9990 section 4).
pub(super) static REPORTS: Kind =
    Kind { slug: "dmarc-reports", rules: &["DMARC029"], propose: |case| elsewhere(case, &REPORTS) };

fn publish(case: &Case<'_>) -> Vec<Draft> {
    let Ok(name) = case.domain().child(LABEL) else { return Vec::new() };
    // Where nobody has the domain, nobody publishes.
    let is_there = case.is_own(&name) && !case.facts().mx.exists.is_absent();
    let drafts = case.failing(PUBLISH.rules).filter(|_| is_there);
    drafts.map(|finding| first(case, Draft::new(&PUBLISH).aims_at(finding), &name)).collect()
}

fn alias(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(ALIAS.rules).filter(|finding| case.is_own(&finding.evidence.place.name));
    let drafts = drafts.filter_map(|finding| {
        let name = &finding.evidence.place.name;
        let draft = Draft::new(&ALIAS).aims_at(finding).text("name", name.as_str());
        let draft = draft.change(name, RecordType::Cname, Gone::All, Vec::new());
        match finding.evidence.values.get("fault") {
            Some(Value::Text(fault)) if fault == "beside" => {
                Some(draft.text("record", "kept").text("policy", "kept").to_review())
            }
            Some(Value::Text(fault)) if fault == "nothing" || fault == "unregistered" => {
                Some(first(case, draft, name).text("record", "new"))
            }
            // Another one holds the policy: that may well be meant.
            Some(Value::Text(_) | Value::Number(_)) | None => None,
        }
    });
    drafts.collect()
}

/// The record that a finding proposes at another name than its own.
fn elsewhere(case: &Case<'_>, kind: &'static Kind) -> Vec<Draft> {
    let drafts = case.failing(kind.rules).filter_map(|finding| {
        let proposal = finding.evidence.publish.first().filter(|proposal| case.is_own(&proposal.name))?;
        let draft = Draft::new(kind).aims_at(finding).text("name", proposal.name.as_str());
        let named = ["domain", "host"].into_iter().filter_map(|key| match finding.evidence.values.get(key) {
            Some(Value::Text(text)) => Some((key, text)),
            Some(Value::Number(_)) | None => None,
        });
        let draft = named.fold(draft, |draft, (key, text)| draft.text(key, text));
        Some(draft.change(&proposal.name, proposal.kind, Gone::These(Vec::new()), vec![proposal.data.clone()]))
    });
    drafts.collect()
}

/// The draft with the first record of a name. Somebody must read the reports, or be sure that nothing is sent.
fn first(case: &Case<'_>, draft: Draft, name: &DomainName) -> Draft {
    let domain = name.parent().unwrap_or_else(DomainName::root);
    let (text, policy) = if case.is_parked() {
        ("v=DMARC1; p=reject; sp=reject; np=reject".to_owned(), "reject")
    } else if case.facts().mx.reach() == Reach::Reached {
        (format!("v=DMARC1; p=none; rua=mailto:dmarc@{domain}"), "none")
    } else {
        // No report would arrive at the domain itself.
        ("v=DMARC1; p=none".to_owned(), "blind")
    };
    let record = RecordData::Txt(Txt::chunked(&text));
    let draft = draft.change(name, RecordType::Txt, Gone::These(Vec::new()), vec![record]);
    draft.text("name", name.as_str()).text("domain", domain.as_str()).text("policy", policy).to_review()
}
