//! SPF records that are missing, several, at the wrong name or of the wrong type.

use super::{Case, Kind, proposed};
use crate::dns::{RecordData, RecordType, Txt};
use crate::facts::mx::Reach;
use crate::facts::spf::SpfState;
use crate::finding::Finding;
use crate::fix::{Draft, Gone};
use crate::name::DomainName;
use crate::spf::outcome::SpfResult;
use crate::stream::{MailFrom, Stream};

/// Publishes a record for the senders that are known: those that were declared or, where none was, those that
/// DNS shows (RFC 7208 section 3).
pub(super) static PUBLISH: Kind = Kind { slug: "spf-publish", rules: &["SPF001", "SPF057"], propose: publish };

/// Says of a domain without any trace of mail that nobody sends for it (RFC 7208 section 10.1.2).
pub(super) static PARK: Kind = Kind { slug: "spf-park", rules: &["SPF001"], propose: park };

/// Makes one record of several (RFC 7208 section 3.2).
pub(super) static MERGE: Kind =
    Kind { slug: "spf-merge", rules: &["SPF002"], propose: |case| proposed::drafts(case, &MERGE) };

/// Publishes at the domain what stands where no receiver asks.
pub(super) static MOVE: Kind =
    Kind { slug: "spf-move", rules: &["SPF052"], propose: |case| proposed::drafts(case, &MOVE) };

/// Lets addresses that the user declared pass.
pub(super) static SENDER: Kind =
    Kind { slug: "spf-sender", rules: &["SPF057"], propose: |case| proposed::drafts(case, &SENDER) };

/// Publishes as TXT what stands in the discontinued type, which then goes (RFC 7208 section 3.1).
pub(super) static TYPE99: Kind = Kind { slug: "spf-type99", rules: &["SPF045"], propose: type99 };

fn publish(case: &Case<'_>) -> Vec<Draft> {
    let missing = case.failing(&["SPF001"]).filter_map(|finding| first(case, finding, senders(case)));
    let elsewhere = case.failing(&["SPF057"]).filter_map(|finding| first(case, finding, failing(case, finding)?));
    missing.chain(elsewhere).collect()
}

/// The draft of the first record of a name, with these terms; `None` without any term, and where another holds
/// the name. Whether these are all the senders only the holder knows.
fn first(case: &Case<'_>, finding: &Finding, terms: Vec<String>) -> Option<Draft> {
    let name = &finding.evidence.place.name;
    if terms.is_empty() || !case.is_own(name) {
        return None;
    }
    let text = format!("v=spf1 {} ~all", terms.join(" "));
    Some(published(Draft::new(&PUBLISH), name, &text).aims_at(finding).text("terms", terms.join(" ")))
}

fn published(draft: Draft, name: &DomainName, text: &str) -> Draft {
    let record = RecordData::Txt(Txt::chunked(text));
    draft.change(name, RecordType::Txt, Gone::These(Vec::new()), vec![record]).text("name", name.as_str()).to_review()
}

/// The terms for who sends with the domain in its MAIL FROM. Of a declared stream that leaves both its addresses
/// and its provider open nobody knows the terms, so that there are none at all.
fn senders(case: &Case<'_>) -> Vec<String> {
    let is_declared = !case.facts().subject.declared.is_empty();
    let streams = case.facts().streams.iter().map(|known| &known.stream);
    let mut terms = Vec::new();
    for stream in streams.filter(|stream| stream.mail_from.domain() == Some(case.domain())) {
        let of_stream = terms_of(stream);
        if of_stream.is_empty() && is_declared {
            return Vec::new();
        }
        terms.extend(of_stream);
    }
    if !is_declared {
        terms.extend(own_exchanges(case));
    }
    let mut once: Vec<String> = Vec::new();
    terms.into_iter().for_each(|term| {
        if !once.contains(&term) {
            once.push(term)
        }
    });
    once
}

/// The addresses of a stream, else what its provider asks its customers to include.
fn terms_of(stream: &Stream) -> Vec<String> {
    if !stream.ips.is_empty() {
        return stream.ips.iter().map(term).collect();
    }
    let include = stream.provider.and_then(|provider| provider.include());
    include.map(|name| format!("include:{name}")).into_iter().collect()
}

/// `mx`, where the domain runs its mail exchanges itself: they send what its users write.
fn own_exchanges(case: &Case<'_>) -> Option<String> {
    let hosts = &case.facts().mx.hosts;
    let is_ours = hosts.iter().all(|host| case.is_own(&host.exchange.host) && host.addresses.reach() == Reach::Reached);
    (!hosts.is_empty() && is_ours).then(|| "mx".to_owned())
}

/// The declared addresses that do not pass at a MAIL FROM domain without a record.
fn failing(case: &Case<'_>, finding: &Finding) -> Option<Vec<String>> {
    let name = &finding.evidence.place.name;
    let of_name = |stream: &&Stream| match &stream.mail_from {
        MailFrom::Mailbox { domain, .. } => domain == name,
        MailFrom::Null => stream.helo.as_ref() == Some(name),
        MailFrom::Below(_) | MailFrom::Unknown => false,
    };
    let declared: Vec<_> = case.facts().subject.declared.iter().filter(of_name).collect();
    let has_none = |stream: &&Stream| {
        let mut verdicts = case.facts().spf.verdicts.iter().filter(|verdict| verdict.stream == stream.name);
        verdicts.any(|verdict| verdict.evaluation.result == SpfResult::None)
    };
    declared.iter().any(has_none).then(|| declared.iter().flat_map(|stream| terms_of(stream)).collect())
}

fn term(network: &ipnet::IpNet) -> String {
    let name = if network.addr().is_ipv4() { "ip4" } else { "ip6" };
    match network.prefix_len() == network.max_prefix_len() {
        true => format!("{name}:{}", network.addr()),
        false => format!("{name}:{}", network.trunc()),
    }
}

fn park(case: &Case<'_>) -> Vec<Draft> {
    let facts = case.facts();
    if !case.is_parked() || facts.spf.policy.state != SpfState::None {
        return Vec::new();
    }
    let drafts = case.failing(PARK.rules).filter(|finding| case.is_own(&finding.evidence.place.name));
    drafts.map(|finding| published(Draft::new(&PARK), case.domain(), "v=spf1 -all").aims_at(finding)).collect()
}

fn type99(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(TYPE99.rules).map(|finding| {
        let published = proposed::draft(case, &TYPE99, finding);
        published.change(&finding.evidence.place.name, RecordType::Spf, Gone::All, Vec::new())
    });
    drafts.collect()
}
