//! SPF037 `spf-broad-network`: the record authorises far more addresses than anybody sends from.
//!
//! A term of the domain's own records that passes a network wider than /16 (IPv4) or /32 (IPv6) is a
//! warning, one wider than /8 an error: Gmail refuses mail for "suspicious entries" (5.7.24), and a
//! pass that anybody can have carries DMARC with it (RFC 9989 section 7.1). More than 2^20 IPv4
//! addresses over all includes is a warning. Records that pass everybody are told by SPF008 and SPF039.

use std::collections::BTreeSet;

use super::{own, tree};
use crate::checks::prelude::*;
use crate::spf::census::{Census, Entry, Node};
use crate::spf::record::Mechanism;

/// SPF037.
pub static RULE: Rule = Rule {
    id: "SPF037",
    slug: "spf-broad-network",
    severity: Severity::Error,
    basis: Basis::Receivers(&[
        page("Gmail SMTP errors and codes", "https://support.google.com/a/answer/3726730"),
        rfc(9989, "7.1"),
    ]),
    since: None,
    check,
};

/// The widest prefix lengths that are not told.
const NARROW4: u8 = 16;
const NARROW6: u8 = 32;

/// The widest prefix length that is no error.
const WIDE: u8 = 8;

/// Addresses above which the whole is told: 2^20.
const ADDRESSES: u64 = 1 << 20;

fn check(facts: &Facts, report: &mut Outcomes) {
    let Some(census) = tree::census(facts, report) else { return };
    let mut seen = BTreeSet::new();
    for (node, entry) in tree::passing(&census.root) {
        let is_own = node.domain.is_within(&facts.subject.domain);
        if let Some(prefix) = broad_prefix(node, entry).filter(|_| is_own && seen.insert((&node.domain, entry.index))) {
            let evidence = own::term(facts, node, entry).text("what", "term").number("prefix", prefix);
            let evidence = evidence.name("domain", &facts.subject.domain);
            report.found(if prefix < WIDE { evidence } else { evidence.only(Severity::Warning) });
        }
    }
    if seen.is_empty() {
        check_whole(facts, census, report);
    }
    report.pass();
}

/// The prefix length of a network that is too wide.
fn broad_prefix(node: &Node, entry: &Entry) -> Option<u8> {
    let (ipv4, ipv6) = match &node.directive(entry)?.mechanism {
        Mechanism::Ip4(network) => (network.prefix, None),
        Mechanism::Ip6(network) => (None, network.prefix),
        Mechanism::A(hosts) | Mechanism::Mx(hosts) => (hosts.prefix4, hosts.prefix6),
        Mechanism::All | Mechanism::Include(_) | Mechanism::Ptr(_) | Mechanism::Exists(_) => (None, None),
    };
    let ipv4 = ipv4.filter(|prefix| *prefix < NARROW4);
    let ipv6 = ipv6.filter(|prefix| *prefix < NARROW6);
    ipv4.into_iter().chain(ipv6).min()
}

/// The sum of it all: certain as soon as it is too much, whatever is still unknown.
fn check_whole(facts: &Facts, census: &Census, report: &mut Outcomes) {
    let domain = &facts.subject.domain;
    let addresses = census.authorized().ipv4_count();
    if census.root.passes_everyone() {
        return;
    }
    if addresses > ADDRESSES {
        let evidence = Evidence::txt(domain).text("what", "whole").name("domain", domain);
        report.found(evidence.number("addresses", addresses).only(Severity::Warning));
    } else if let Some(hanging) = &census.hanging {
        report.undetermined(&hanging.unanswered);
    }
}
