//! SPF records that rely on reverse DNS, which should not be published (RFC 7208 section 5.5).
//!
//! `ptr` passes every address with a confirmed name within the domain, and DNS cannot list those. The addresses
//! that the check saw, and whose names lead back, are written out instead; what else sends so, only the holder knows.

use super::spf_terms::{replaced, shown, underlined};
use super::{Case, Kind};
use crate::facts::address::Forward;
use crate::fix::Draft;
use crate::spf::record::{Mechanism, Qualifier, Record};

/// Writes addresses in its place, or takes it out where other terms pass somebody.
pub(super) static KIND: Kind = Kind { slug: "spf-ptr", rules: &["SPF028"], propose };

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(KIND.rules).filter_map(|finding| {
        let (own, span) = underlined(case, finding)?;
        let directive = own.record.directives().find(|(known, _)| **known == span).map(|(_, directive)| directive)?;
        // Of another domain's names, or with a qualifier that keeps somebody out, nothing is known.
        if directive.qualifier != Qualifier::Pass || directive.mechanism != Mechanism::Ptr(None) {
            return None;
        }
        let addresses = addresses(case);
        if addresses.is_empty() && !passes_others(own.record) {
            return None;
        }
        let term = shown(own.record, &span);
        let instead = addresses.join(" ");
        let text = replaced(own.record, &[(span, instead.clone())])?;
        let draft = Draft::new(&KIND).aims_at(finding).replace_text(own.name, own.txt, &text);
        let draft = draft.text("name", own.name.as_str()).text("term", term);
        let draft = draft.text("instead", if instead.is_empty() { "nothing" } else { &instead });
        Some(draft.narrowing().to_review())
    });
    drafts.collect()
}

/// The addresses that may send and have a confirmed name within the domain.
fn addresses(case: &Case<'_>) -> Vec<String> {
    let stands_for = |known: &&crate::facts::address::AddressFacts| {
        let names = || known.names().iter();
        let is_ours = names().any(|name| name.name.is_within(case.domain()) && name.forward == Forward::Confirmed);
        is_ours && known.sender.sample_of.is_empty()
    };
    let addresses = case.facts().addresses.iter().filter(stands_for).map(|known| known.sender.address);
    addresses.map(|address| format!("{}:{address}", if address.is_ipv4() { "ip4" } else { "ip6" })).collect()
}

/// Whether somebody passes by another term.
fn passes_others(record: &Record) -> bool {
    record.redirect().is_some()
        || record.directives().any(|(_, directive)| {
            directive.qualifier == Qualifier::Pass && !matches!(directive.mechanism, Mechanism::Ptr(_) | Mechanism::All)
        })
}
