//! From what blocklists say to what a receiver that asks them sees.
//!
//! A list that was not asked, or would not say, predicts nothing. Where the user named it, the rules about
//! blocklists are undetermined, and with them the check.

use super::Situation;
use super::logic::Possible;
use super::vocabulary::{
    FactValue, FromDbl, HeloDbl, IpAbusix, IpBarracuda, IpCss, IpPbl, IpSbl, IpXbl, MailFromAbusix, MailFromDbl,
};
use crate::dnsbl::reading::Hit;
use crate::dnsbl::{Asked, Reading};
use crate::facts::Facts;
use crate::facts::dnsbl::ListFacts;
use crate::facts::stream::StreamFacts;

const ZEN: &str = "zen.spamhaus.org";
const DBL: &str = "dbl.spamhaus.org";
const BARRACUDA: &str = "b.barracudacentral.org";
const ABUSIX: &str = "combined.mail.abusix.zone";

/// Sets what the lists say of the addresses and the domains of a stream.
pub(super) fn set(situation: &mut Situation, facts: &Facts, stream: &StreamFacts) {
    let addresses: Vec<_> = facts
        .addresses
        .iter()
        .filter(|address| address.sender.is_of(&stream.stream.name))
        .map(|address| Asked::Address(address.sender.address))
        .collect();
    let of_zen = |meanings: &'static [&'static str]| move |hit: &Hit| meanings.contains(&hit.code.meaning.as_str());
    let spam = of_zen(&["spam-source", "hijacked-network", "botnet-controller"]);
    set_fact::<IpSbl>(situation, facts, ZEN, &addresses, spam);
    set_fact::<IpCss>(situation, facts, ZEN, &addresses, of_zen(&["snowshoe"]));
    set_fact::<IpXbl>(situation, facts, ZEN, &addresses, of_zen(&["exploited"]));
    set_fact::<IpPbl>(situation, facts, ZEN, &addresses, of_zen(&["policy-range"]));
    set_fact::<IpBarracuda>(situation, facts, BARRACUDA, &addresses, |_| true);
    set_fact::<IpAbusix>(situation, facts, ABUSIX, &addresses, |_| true);
    let domain = |name: Option<&crate::name::DomainName>| name.map(|name| Asked::Domain(name.clone()));
    let mail_from: Vec<_> = domain(stream.stream.mail_from.domain()).into_iter().collect();
    set_fact::<MailFromDbl>(situation, facts, DBL, &mail_from, |_| true);
    set_fact::<MailFromAbusix>(situation, facts, ABUSIX, &mail_from, |_| true);
    let from: Vec<_> = domain(Some(&stream.stream.from)).into_iter().collect();
    set_fact::<FromDbl>(situation, facts, DBL, &from, |_| true);
    let helo: Vec<_> = domain(stream.stream.helo.as_ref()).into_iter().collect();
    set_fact::<HeloDbl>(situation, facts, DBL, &helo, |_| true);
}

/// Sets whether any of these things stands on a list under a code that counts. Things that differ leave
/// both open.
fn set_fact<T: FactValue>(
    situation: &mut Situation,
    facts: &Facts,
    zone: &str,
    things: &[Asked],
    counts: impl Fn(&Hit) -> bool,
) {
    let value = |word: &str| T::ALL.iter().copied().find(|value| (*value).into().as_str() == word);
    let [Some(listed), Some(unlisted), Some(unasked)] = ["listed", "unlisted", "unasked"].map(value) else { return };
    let values = things.iter().map(|thing| match said(facts, zone, thing) {
        Some(hits) if hits.iter().any(&counts) => listed,
        Some(_) => unlisted,
        None => unasked,
    });
    situation.set(&Possible::any_of(values).unwrap_or_else(|| Possible::only(unasked)));
}

/// What a list says of one thing: nothing when it was not asked or is of no use, no hit when the thing is not
/// listed.
fn said<'a>(facts: &'a Facts, zone: &str, thing: &Asked) -> Option<&'a [Hit]> {
    let kind = thing.kind();
    let is_it = |list: &&ListFacts| list.chosen.list.zone.as_str() == zone && list.kind == kind;
    let list = facts.dnsbl.lists.iter().find(is_it)?;
    let asked = thing.for_list(list.chosen.list);
    match list.entries.iter().find(|entry| entry.asked == asked).map(|entry| &entry.reading)? {
        Reading::Listed(hits) => Some(hits),
        Reading::NotListed => Some(&[]),
        Reading::Refused(_) | Reading::Unusable(_) | Reading::Unanswered(_) => None,
    }
}
