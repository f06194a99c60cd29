//! CNAMEs to the keys that a provider publishes for its customers.
//!
//! Whether a key stands at the target is asked when the alias is tried: what leads nowhere is not proposed.

use super::{Case, Kind, proposed};
use crate::dns::{RecordData, RecordType};
use crate::finding::Finding;
use crate::fix::{Draft, Gone};
use crate::name::{DomainName, Selector};
use crate::stream::providers::{self, KeyCname, Provider};

/// Gives the target of an alias its final dot (RFC 1035 section 5.1).
pub(super) static DOT: Kind =
    Kind { slug: "dkim-alias-dot", rules: &["DKIM032"], propose: |case| proposed::drafts(case, &DOT) };

/// Leads a selector to the key of its provider, where the target is known without an account there.
pub(super) static PROVIDER: Kind =
    Kind { slug: "dkim-alias", rules: &["DKIM001", "DKIM002", "DKIM030", "DKIM032"], propose: aliases };

fn aliases(case: &Case<'_>) -> Vec<Draft> {
    let drafts = case.failing(PROVIDER.rules).flat_map(|finding| match &finding.evidence.place.selector {
        Some(selector) => of_selector(case, finding, selector).into_iter().collect(),
        None => of_providers(case, finding),
    });
    drafts.collect()
}

/// The alias of a selector that is known to be signed with, or that is there and leads to nothing.
fn of_selector(case: &Case<'_>, finding: &Finding, selector: &Selector) -> Option<Draft> {
    let name = &finding.evidence.place.name;
    let key = case.facts().dkim.keys.iter().find(|key| key.name == *name)?;
    let streams = case.facts().streams.iter().map(|known| &known.stream);
    let mut sending = streams.filter_map(|stream| stream.provider);
    let has = |provider: &&'static Provider| known(provider, selector).is_some();
    let owns = |provider: &&'static Provider| {
        has(provider) && provider.own_selectors.iter().any(|own| own.eq_ignore_ascii_case(selector.as_str()))
    };
    let provider = sending.find(has).or_else(|| providers::all().iter().find(owns))?;
    let target = known(provider, selector)?.target(&key.domain)?;
    (key.published.chain.first() != Some(&target)).then(|| draft(finding, provider, name, target))
}

/// The aliases of the providers that DNS shows to send, of which none signs yet: the first of each that has a key.
fn of_providers(case: &Case<'_>, finding: &Finding) -> Vec<Draft> {
    let streams = case.facts().streams.iter().map(|known| &known.stream);
    let mut drafts = Vec::new();
    for (stream, provider) in streams.filter_map(|stream| Some((stream, stream.provider?))) {
        for key in &provider.key_cnames {
            let selector = Selector::parse(&key.selector).ok();
            let name = selector.and_then(|selector| selector.key_name(&stream.from).ok());
            let alias = name.zip(key.target(&stream.from)).filter(|(name, _)| case.is_own(name));
            drafts.extend(alias.map(|(name, target)| draft(finding, provider, &name, target)));
        }
    }
    drafts
}

fn known<'p>(provider: &'p Provider, selector: &Selector) -> Option<&'p KeyCname> {
    provider.key_cnames.iter().find(|key| key.selector.eq_ignore_ascii_case(selector.as_str()))
}

fn draft(finding: &Finding, provider: &Provider, name: &DomainName, target: DomainName) -> Draft {
    let draft = Draft::new(&PROVIDER).aims_at(finding).text("name", name.as_str());
    let draft = draft.text("provider", &provider.name).text("target", target.as_str());
    draft.change(name, RecordType::Cname, Gone::All, vec![RecordData::Cname(target)]).to_review()
}
