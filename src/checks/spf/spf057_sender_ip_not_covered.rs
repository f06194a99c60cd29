//! SPF057 `spf-sender-ip-not-covered`: an address that a declared stream sends from does not pass SPF.
//!
//! check_host() (RFC 7208 section 4) is run as a receiver runs it, for the MAIL FROM or, where that is
//! null, for the HELO name; the finding says which term decided. Of a network its first address is
//! looked at, and the rule passes when that speaks for all of it. What keeps the checked domain's own record from being evaluated at all has rules of its
//! own; of other domains nobody else speaks. What hangs on a local part or HELO name that was not given
//! is left open. The term to add stands first, where it costs no lookup.

use std::collections::BTreeSet;

use ipnet::IpNet;

use super::{mend, own};
use crate::address;
use crate::checks::paths;
use crate::checks::prelude::*;
use crate::facts::is_sample_name;
use crate::facts::spf::{Identity, SpfVerdict};
use crate::facts::stream::{StreamFacts, holds_for_all};
use crate::name::DomainName;
use crate::spf::outcome::SpfResult;
use crate::spf::record::Record;
use crate::stream::MailFrom;

/// SPF057.
pub static RULE: Rule = Rule {
    id: "SPF057",
    slug: "spf-sender-ip-not-covered",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        rfc(7208, "4"),
        page("Gmail email sender guidelines", "https://support.google.com/mail/answer/81126"),
    ]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    let failing: Vec<_> = checked(facts).filter(|checked| checked.is_refused(facts)).collect();
    for one in checked(facts) {
        if let Some(why) = &one.verdict.evaluation.unanswered {
            report.undetermined(why);
        } else if one.is_refused(facts) {
            report.found(evidence(facts, &one, &failing));
        } else if one.verdict.evaluation.result == SpfResult::Pass && holds_for_all(one.verdict) {
            report.pass();
        }
    }
    report.not_applicable();
}

/// One address of a declared stream, with what SPF says of it.
struct Checked<'a> {
    stream: &'a StreamFacts,
    domain: &'a DomainName,
    verdict: &'a SpfVerdict,
}

/// Every address of the declared streams, under the identity that DMARC looks at.
fn checked(facts: &Facts) -> impl Iterator<Item = Checked<'_>> {
    paths::declared(facts).flat_map(|paths| {
        let stream = paths.stream;
        let (identity, domain) = match &stream.stream.mail_from {
            MailFrom::Mailbox { domain, .. } => (Identity::MailFrom, Some(domain)),
            MailFrom::Null => (Identity::Helo, stream.stream.helo.as_ref()),
            MailFrom::Below(_) | MailFrom::Unknown => (Identity::MailFrom, None),
        };
        let own = move |verdict: &&SpfVerdict| verdict.stream == stream.stream.name && verdict.identity == identity;
        let verdicts = facts.spf.verdicts.iter().filter(own);
        domain
            .into_iter()
            .flat_map(move |domain| verdicts.clone().map(move |verdict| Checked { stream, domain, verdict }))
    })
}

impl Checked<'_> {
    /// Whether the address does not pass, and no other rule says why.
    fn is_refused(&self, facts: &Facts) -> bool {
        let evaluation = &self.verdict.evaluation;
        if evaluation.unanswered.is_some() || !self.verdict.assumed.is_empty() {
            return false;
        }
        match evaluation.result {
            SpfResult::Pass | SpfResult::Temperror => false,
            SpfResult::Fail | SpfResult::Softfail | SpfResult::Neutral => true,
            SpfResult::None | SpfResult::Permerror => *self.domain != facts.subject.domain,
        }
    }

    /// The record at the domain, where exactly one is there and can be evaluated.
    fn record(&self) -> Option<&Record> {
        self.stream.mail_from.as_ref()?.census.root.record().filter(|record| record.errors.is_empty())
    }
}

fn evidence(facts: &Facts, one: &Checked<'_>, failing: &[Checked<'_>]) -> Evidence {
    let evaluation = &one.verdict.evaluation;
    let evidence = Evidence::txt(one.domain)
        .stream(&one.stream.stream.name)
        .name("domain", one.domain)
        .text("stream", &one.stream.stream.name);
    let evidence = evidence.text("address", shown(one.verdict.network)).text("result", evaluation.result.as_str());
    let (evidence, place) = match (&evaluation.matched, &evaluation.cause) {
        (Some(matched), _) => {
            let evidence = evidence.text("decided", "term").text("term", &matched.term);
            (evidence.name("holder", &matched.domain), (matched.domain == *one.domain).then(|| matched.span.clone()))
        }
        (None, Some(_)) => (evidence.text("decided", "cause").text("term", "").name("holder", one.domain), None),
        (None, None) => (evidence.text("decided", "end").text("term", "").name("holder", one.domain), None),
    };
    let Some(record) = one.record() else { return evidence };
    let evidence = evidence.location(own::location(facts, one.domain, RecordType::Txt, record.text()));
    let evidence = match place {
        Some(span) => evidence.excerpt(record.text(), span),
        None => evidence,
    };
    let same: BTreeSet<_> =
        failing.iter().filter(|other| other.domain == one.domain).map(|other| other.verdict.network).collect();
    match covering(facts, one.domain, record, &same) {
        Some(text) => evidence.publish(one.domain, RecordType::Txt, RecordData::Txt(Txt::chunked(&text))),
        None => evidence,
    }
}

/// The record with these networks in front; only for names of the checked domain, and for addresses
/// that anybody can send from.
fn covering(facts: &Facts, domain: &DomainName, record: &Record, networks: &BTreeSet<IpNet>) -> Option<String> {
    let is_sample = is_sample_name(domain);
    let is_usable = |network: &IpNet| {
        let address = network.addr();
        !address::is_private(address) && (is_sample || !address::is_documentation(address))
    };
    let is_own = domain.is_within(&facts.subject.domain) && facts.spf.policy.chain.is_empty();
    if !is_own || !networks.iter().all(is_usable) {
        return None;
    }
    let terms: Vec<_> = networks.iter().map(term).collect();
    let first = record.terms.first()?.span.start;
    mend::replaced(record, &[(first..first, terms.join(" ") + " ")])
}

fn term(network: &IpNet) -> String {
    match network {
        IpNet::V4(_) => format!("ip4:{}", shown(*network)),
        IpNet::V6(_) => format!("ip6:{}", shown(*network)),
    }
}

/// A network as people write it: one address without its length.
fn shown(network: IpNet) -> String {
    if network.prefix_len() == network.max_prefix_len() {
        network.addr().to_string()
    } else {
        network.trunc().to_string()
    }
}
