//! What a plan does not mend, who can, and what to ask of them.

use std::collections::BTreeMap;

use super::kinds::Case;
use crate::finding::{Finding, Proposal, Value};
use crate::report::Report;
use crate::spf::record::{Mechanism, Record};

/// A broken rule that is left.
#[derive(Debug, Clone)]
pub struct Remaining {
    /// The finding itself: a mark would not tell apart what one rule finds twice at one name.
    pub finding: Finding,
    /// Who can mend it.
    pub who: Who,
    /// What to ask of them: the sentence `remaining-<advice>`.
    pub advice: &'static str,
    /// The named values of that sentence: the `name` of the finding, the `right` one where that is another, the
    /// `domain` that was checked, the name `below` which its keys stand, the `record` to publish, or `none`, the SPF
    /// `records` of the domain, and whether their `ends` differ.
    pub values: BTreeMap<&'static str, Value>,
    /// The records that they would publish, where that is known.
    pub records: Vec<Proposal>,
}

/// Who can mend what this zone cannot; the words of the JSON report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The holder of the domain, who must decide something first.
    Holder,
    /// Whoever holds the other name that the finding is about.
    OtherDomain,
    /// Whoever signs the mail: the provider, or the administrator of the mail server.
    Signer,
    /// Whoever the mail is sent through.
    Provider,
    /// Whoever the address was got from: the host or the network.
    AddressOwner,
    /// The administrator of the mail server.
    MailServer,
    /// The operator of the blocklist, once the cause is gone.
    ListOperator,
}

impl Who {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::OtherDomain => "other_domain",
            Self::Signer => "signer",
            Self::Provider => "provider",
            Self::AddressOwner => "address_owner",
            Self::MailServer => "mail_server",
            Self::ListOperator => "list_operator",
        }
    }
}

/// Rules whose matter DNS alone does not settle: who can, and what to ask of them. All others are the holder's of
/// the name that they are about.
const ELSEWHERE: &[(&str, Who, &str)] = &[
    ("DKIM001", Who::Signer, "signer"),
    ("DKIM002", Who::Signer, "signer"),
    ("DKIM003", Who::Signer, "key"),
    ("DKIM004", Who::Signer, "signer"),
    ("DKIM005", Who::Signer, "signer"),
    ("DKIM006", Who::Signer, "key"),
    ("DKIM007", Who::Signer, "key"),
    ("DKIM010", Who::Signer, "key"),
    ("DKIM011", Who::Signer, "key"),
    ("DKIM012", Who::Signer, "key"),
    ("DKIM014", Who::Signer, "key"),
    ("DKIM015", Who::Signer, "signer"),
    ("DKIM016", Who::Signer, "signer"),
    ("DKIM018", Who::Signer, "signer"),
    ("DKIM020", Who::Signer, "signer"),
    ("DKIM025", Who::Signer, "signer"),
    ("DKIM026", Who::Signer, "signer"),
    ("DKIM027", Who::Signer, "signer"),
    ("DKIM028", Who::Signer, "signer"),
    ("DKIM029", Who::Signer, "signer"),
    ("DKIM030", Who::Signer, "signer"),
    ("DKIM031", Who::Signer, "signer"),
    ("DKIM032", Who::Signer, "signer"),
    ("DKIM033", Who::Signer, "signer"),
    ("DKIM039", Who::Signer, "key"),
    ("DKIM043", Who::Signer, "signing-domain"),
    ("DKIM046", Who::Signer, "signer"),
    ("ALN001", Who::Signer, "signing-domain"),
    ("ALN002", Who::Signer, "signing-domain"),
    ("ALN004", Who::Provider, "return-path"),
    ("ALN005", Who::Provider, "signing-domain"),
    ("RDNS001", Who::AddressOwner, "ptr"),
    ("RDNS002", Who::AddressOwner, "ptr"),
    ("RDNS003", Who::AddressOwner, "ptr"),
    ("RDNS004", Who::AddressOwner, "ptr"),
    ("RDNS005", Who::AddressOwner, "ptr"),
    ("RDNS006", Who::MailServer, "helo"),
    ("RDNS007", Who::MailServer, "helo"),
    ("RDNS008", Who::MailServer, "helo"),
    ("RDNS009", Who::AddressOwner, "ptr"),
    ("RDNS010", Who::AddressOwner, "address-owner"),
    ("RDNS011", Who::AddressOwner, "ptr"),
    ("BL001", Who::ListOperator, "list-operator"),
    ("BL002", Who::ListOperator, "list-operator"),
    ("BL003", Who::ListOperator, "list-operator"),
    ("BL004", Who::ListOperator, "list-operator"),
    ("BL005", Who::Holder, "resolver"),
    ("BL007", Who::Provider, "provider"),
    ("BL008", Who::ListOperator, "list-operator"),
    ("BL009", Who::Holder, "age"),
    ("BL010", Who::ListOperator, "list-operator"),
    ("BL011", Who::ListOperator, "list-operator"),
];

/// Rules about records at a name that nobody asks.
const MISPLACED: &[&str] = &["SPF052", "DMARC002", "RPT003"];

/// What is broken in a report, in its order, with who can mend it.
pub(super) fn of(report: &Report) -> Vec<Remaining> {
    let case = Case::new(report);
    report.findings().filter(|finding| finding.is_failure()).map(|finding| left(&case, finding)).collect()
}

fn left(case: &Case<'_>, finding: &Finding) -> Remaining {
    let (who, advice) = who(case, finding);
    let domain = case.domain().as_str();
    let record = finding.evidence.publish.first().map(|proposal| {
        let Proposal { name, kind, data } = proposal;
        format!("{name} {kind} {data}")
    });
    let name = finding.evidence.place.name.to_string();
    let texts = [
        ("right", right(case, finding).unwrap_or_else(|| name.clone())),
        ("name", name),
        ("domain", domain.to_owned()),
        ("below", format!("_domainkey.{domain}")),
        ("record", record.unwrap_or_else(|| "none".to_owned())),
        ("records", spf(case).map(|record| format!("\"{record}\"")).collect::<Vec<_>>().join(", ")),
        ("ends", if ends_differ(case) { "differ" } else { "agree" }.to_owned()),
    ];
    let shown = |(key, text): (&'static str, String)| (key, Value::Text(crate::text::show(text.as_bytes())));
    Remaining {
        finding: finding.clone(),
        who,
        advice,
        values: texts.into_iter().map(shown).collect(),
        records: finding.evidence.publish.clone(),
    }
}

fn who(case: &Case<'_>, finding: &Finding) -> (Who, &'static str) {
    let known = ELSEWHERE.iter().find(|(rule, _, _)| *rule == finding.rule.id);
    match known {
        Some((_, who, advice)) => (*who, advice),
        None if is_elsewhere(case, finding) || !case.is_own(&finding.evidence.place.name) => {
            (Who::OtherDomain, "other-domain")
        }
        None if MISPLACED.contains(&finding.rule.id) => (Who::Holder, "misplaced"),
        None if finding.rule.id == "SPF002" => (Who::Holder, "several-spf"),
        None => (Who::Holder, "holder"),
    }
}

/// The name at which a misplaced record belongs.
fn right(case: &Case<'_>, finding: &Finding) -> Option<String> {
    match finding.evidence.values.get("right") {
        Some(Value::Text(right)) => Some(right.clone()),
        Some(Value::Number(_)) | None => MISPLACED.contains(&finding.rule.id).then(|| case.domain().to_string()),
    }
}

/// The SPF records of the domain.
fn spf<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Record> {
    case.facts().spf.policy.published.iter().flat_map(|published| &published.records)
}

/// Whether the SPF records of the domain say different things of everybody else.
fn ends_differ(case: &Case<'_>) -> bool {
    let end = |record: &Record| {
        let all = record.directives().find(|(_, directive)| directive.mechanism == Mechanism::All);
        all.map(|(_, directive)| directive.qualifier)
    };
    let mut ends = spf(case).map(end);
    let first = ends.next();
    ends.any(|end| Some(end) != first)
}

/// Whether what it proposes is another's to publish.
fn is_elsewhere(case: &Case<'_>, finding: &Finding) -> bool {
    let proposals = &finding.evidence.publish;
    !proposals.is_empty() && !proposals.iter().any(|proposal| case.is_own(&proposal.name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::checks::CATALOGUE;
    use crate::fix::kinds::KINDS;
    use crate::i18n::{Lang, Texts};

    /// Families of records that stand at the name that a finding is about: whoever holds it can mend them.
    const RECORDS: [&str; 4] = ["SPF", "DMARC", "MX", "ALN"];

    #[test]
    fn every_rule_is_somebodys_to_mend() {
        let claimed: BTreeSet<_> = KINDS.iter().flat_map(|kind| kind.rules).copied().collect();
        for rule in CATALOGUE {
            let family = rule.id.trim_end_matches(|c: char| c.is_ascii_digit());
            let is_told = ELSEWHERE.iter().any(|(id, _, _)| *id == rule.id);
            let is_zone = ["DKIM034", "DKIM035"].contains(&rule.id) || RECORDS.contains(&family);
            assert!(claimed.contains(rule.id) || is_told || is_zone, "{}", rule.id);
        }
        let known = |id: &str| CATALOGUE.iter().any(|rule| rule.id == id);
        assert!(ELSEWHERE.iter().all(|(id, _, _)| known(id)), "only rules of the catalogue");
    }

    #[test]
    fn everybody_can_be_asked_in_both_languages() {
        let advices = ELSEWHERE.iter().map(|(_, _, advice)| *advice).chain([
            "other-domain",
            "holder",
            "misplaced",
            "several-spf",
        ]);
        let advices: BTreeSet<_> = advices.collect();
        for (advice, lang) in advices.iter().flat_map(|advice| Lang::ALL.map(|lang| (advice, lang))) {
            for record in ["none", "1.2.0.192.in-addr.arpa PTR mail.example.fr"] {
                let values = [("name", "x"), ("domain", "example.fr"), ("below", "y"), ("record", record)];
                let values = values.into_iter().chain([("right", "z"), ("records", "a, b"), ("ends", "differ")]);
                let values: Vec<_> = values.map(|(key, text)| (key, Value::Text(text.to_owned()))).collect();
                let text =
                    Texts::of(lang).try_text(&format!("remaining-{advice}"), values.iter().map(|(k, v)| (*k, v)));
                assert!(text.as_ref().is_ok_and(|text| !text.is_empty()), "{advice}: {text:?}");
            }
        }
    }
}
