//! MX records that lead nowhere, or say two things at once.

use super::{Case, Kind, proposed};
use crate::dns::{RecordData, RecordType};
use crate::facts::mx::{HostFact, Reach};
use crate::finding::Finding;
use crate::fix::{Draft, Gone};
use crate::mx::NullMx;
use crate::name::DomainName;

/// Says that the domain takes no mail (RFC 7505 section 3).
pub(super) static NULL: Kind =
    Kind { slug: "mx-null", rules: &["MX002", "MX004"], propose: |case| proposed::drafts(case, &NULL) };

/// Takes the null MX away beside an exchange that takes mail.
pub(super) static MIXED: Kind = Kind { slug: "mx-mixed", rules: &["MX004"], propose: mixed };

/// Writes down what holds without an MX record, too (RFC 5321 section 5.1).
pub(super) static EXPLICIT: Kind = Kind { slug: "mx-explicit", rules: &["MX001"], propose: explicit };

/// Takes exchanges away that take no mail, beside one that does.
pub(super) static DEAD: Kind = Kind { slug: "mx-dead", rules: &["MX009", "MX010", "MX015"], propose: dead };

/// Names the host that was meant (RFC 1035 sections 3.3.9 and 5.1).
pub(super) static NAME: Kind = Kind { slug: "mx-name", rules: &["MX007", "MX011"], propose: name };

/// Names the host with the addresses in place of an alias of it (RFC 2181 section 10.3).
pub(super) static ALIAS: Kind = Kind { slug: "mx-alias", rules: &["MX006"], propose: alias };

/// The preference of a first MX record.
const PREFERENCE: u16 = 10;

/// The label of the host that an address gets as its name.
const LABEL: &str = "mail";

fn mixed(case: &Case<'_>) -> Vec<Draft> {
    let Some(set) = case.facts().mx.records.known().filter(|set| set.null == NullMx::Mixed) else { return Vec::new() };
    if case.facts().mx.reach() != Reach::Reached {
        return Vec::new();
    }
    let null = set.exchanges.iter().filter(|exchange| exchange.host.is_root());
    let null: Vec<_> = null.map(|exchange| record(exchange.preference, &exchange.host)).collect();
    let drafts = case.failing(MIXED.rules).map(|finding| {
        let draft = Draft::new(&MIXED).aims_at(finding).text("name", case.domain().as_str());
        draft.change(case.domain(), RecordType::Mx, Gone::These(null.clone()), Vec::new()).to_review()
    });
    drafts.collect()
}

fn explicit(case: &Case<'_>) -> Vec<Draft> {
    let domain = case.domain();
    let drafts = case.failing(EXPLICIT.rules).filter(|_| case.is_own(domain)).map(|finding| {
        let draft = Draft::new(&EXPLICIT).aims_at(finding).text("name", domain.as_str());
        draft.change(domain, RecordType::Mx, Gone::Nothing, vec![record(PREFERENCE, domain)])
    });
    drafts.collect()
}

fn dead(case: &Case<'_>) -> Vec<Draft> {
    let lives = |host: &HostFact| host.addresses.reach() == Reach::Reached && !host.is_localhost;
    if !case.facts().mx.hosts.iter().any(lives) {
        return Vec::new();
    }
    let drafts = case.failing(DEAD.rules).filter_map(|finding| {
        let host = host(case, finding)?;
        let gone = Gone::These(vec![record(host.exchange.preference, &host.exchange.host)]);
        let draft = Draft::new(&DEAD).aims_at(finding).text("name", case.domain().as_str());
        let draft = draft.text("host", host.exchange.host.as_str());
        Some(draft.change(case.domain(), RecordType::Mx, gone, Vec::new()))
    });
    drafts.collect()
}

fn name(case: &Case<'_>) -> Vec<Draft> {
    let named = case.failing(NAME.rules).filter_map(|finding| Some((finding, host(case, finding)?)));
    let (addresses, slips): (Vec<_>, Vec<_>) = named.partition(|(_, host)| host.literal.is_some());
    let addressed = addresses.into_iter().filter_map(|(finding, host)| named_host(case, finding, host));
    slipped(case, &slips).into_iter().chain(addressed).collect()
}

/// The final dot where it is missing, in all records at once: it is one slip.
fn slipped(case: &Case<'_>, slips: &[(&Finding, &HostFact)]) -> Option<Draft> {
    let mut draft = Draft::new(&NAME).text("name", case.domain().as_str()).text("address", "none");
    let (mut old, mut new, mut hosts) = (Vec::new(), Vec::new(), Vec::new());
    for (finding, host) in slips {
        let Some(meant) = &host.missing_dot else { continue };
        old.push(record(host.exchange.preference, &host.exchange.host));
        new.push(record(host.exchange.preference, meant));
        hosts.push(meant.to_string());
        draft = draft.aims_at(finding);
    }
    let draft = draft.text("host", hosts.join(", "));
    (!old.is_empty()).then(|| draft.change(case.domain(), RecordType::Mx, Gone::These(old), new))
}

/// A name for an address that stands where a host must.
fn named_host(case: &Case<'_>, finding: &Finding, host: &HostFact) -> Option<Draft> {
    let address = host.literal?;
    let meant = case.domain().child(LABEL).ok()?;
    let old = record(host.exchange.preference, &host.exchange.host);
    let new = record(host.exchange.preference, &meant);
    let draft = Draft::new(&NAME).aims_at(finding).text("name", case.domain().as_str()).text("host", meant.as_str());
    let draft = draft.change(case.domain(), RecordType::Mx, Gone::These(vec![old]), vec![new]);
    let (kind, data) = RecordData::of_address(address);
    let draft = draft.change(&meant, kind, Gone::Nothing, vec![data]);
    Some(draft.text("address", address.to_string()).to_review())
}

/// The host behind an alias, where both are the domain's own: an alias of somebody else's host may be there so that
/// they can be changed. Senders then see another name, which certificates and policies must bear.
fn alias(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(ALIAS.rules).filter_map(|finding| {
        let host = host(case, finding)?;
        let target = host.chain.last().filter(|target| case.is_own(target))?;
        let old = record(host.exchange.preference, &host.exchange.host);
        let new = record(host.exchange.preference, target);
        let draft = Draft::new(&ALIAS).aims_at(finding).text("name", case.domain().as_str());
        let draft = draft.text("host", target.as_str()).text("alias", host.exchange.host.as_str()).to_review();
        Some(draft.change(case.domain(), RecordType::Mx, Gone::These(vec![old]), vec![new]))
    });
    drafts.collect()
}

/// The host that a finding names.
fn host<'a>(case: &Case<'a>, finding: &Finding) -> Option<&'a HostFact> {
    let named = finding.evidence.values.get("host")?;
    let is_it = |host: &&HostFact| *named == crate::finding::Value::Text(host.exchange.host.to_string());
    case.facts().mx.hosts.iter().find(is_it).filter(|_| case.is_own(case.domain()))
}

fn record(preference: u16, exchange: &DomainName) -> RecordData {
    RecordData::Mx { preference, exchange: exchange.clone() }
}
