//! From what is known of the sending addresses and the greeting of a stream to what a receiver sees.

use super::Situation;
use super::logic::Possible;
use super::vocabulary::{
    Fact, FactValue, HeloAddress, HeloForm, HeloMatches, IpFamily, PtrConfirmed, PtrGeneric, PtrRecord,
};
use crate::facts::Facts;
use crate::facts::address::{Family, Forward, is_large};
use crate::facts::stream::{Open, StreamFacts};
use crate::rdns;

/// Sets what follows from the addresses and from the name given at EHLO.
pub(super) fn set(situation: &mut Situation, facts: &Facts, stream: &StreamFacts) {
    if let Some(provider) = stream.stream.provider.filter(|_| stream.stream.ips.is_empty()) {
        return trust(situation, &provider.id);
    }
    set_open(situation, stream.family(), |family| match family {
        Family::Ipv4 => IpFamily::Ipv4,
        Family::Ipv6 => IpFamily::Ipv6,
    });
    let seen = |open: Open<bool>, good: bool| if stream.stream.declared { open } else { doubted(open, good) };
    set_open(situation, seen(stream.ptr_present(facts), true), either(PtrRecord::Present, PtrRecord::Missing));
    set_open(situation, seen(stream.ptr_confirmed(facts), true), either(PtrConfirmed::Yes, PtrConfirmed::No));
    set_open(situation, seen(stream.ptr_generic(facts), false), either(PtrGeneric::Yes, PtrGeneric::No));
    for network in stream.stream.ips.iter().filter(|network| is_large(**network)) {
        for fact in [Fact::PtrRecord, Fact::PtrConfirmed, Fact::PtrGeneric] {
            situation.assume(fact, format!("sample:{}", network.trunc()));
        }
    }
    if stream.stream.helo.is_none() {
        return greet(situation, confirmed_name(facts, stream));
    }
    set_open(situation, stream.helo_form(), form);
    set_open(situation, stream.helo_resolves(facts), either(HeloAddress::Exists, HeloAddress::Missing));
    set_open(situation, stream.helo_matches(facts), either(HeloMatches::Yes, HeloMatches::No));
}

/// An address that nobody declared may not send at all: what is wrong with it refuses nothing for sure.
fn doubted(open: Open<bool>, good: bool) -> Open<bool> {
    if open.values == [good] { open } else { Open { values: vec![true, false], hanging: open.hanging } }
}

/// The addresses of a provider and how its servers greet are its own affair, and taken to be in order.
fn trust(situation: &mut Situation, provider: &str) {
    situation.set(&Possible::only(PtrRecord::Present));
    situation.set(&Possible::only(PtrConfirmed::Yes));
    situation.set(&Possible::only(PtrGeneric::No));
    greets_well(situation);
    for fact in
        [Fact::PtrRecord, Fact::PtrConfirmed, Fact::PtrGeneric, Fact::HeloForm, Fact::HeloAddress, Fact::HeloMatches]
    {
        situation.assume(fact, format!("address:{provider}"));
    }
}

/// Nobody said how the server greets: it is taken to do so with the name of its address where that leads
/// back to it, and else with some full name that leads to it. DNS shows no greeting.
fn greet(situation: &mut Situation, name: Option<String>) {
    greets_well(situation);
    let assumed = name.map_or_else(|| "greeting:full name".to_owned(), |name| format!("helo:{name}"));
    for fact in [Fact::HeloForm, Fact::HeloAddress, Fact::HeloMatches] {
        situation.assume(fact, assumed.clone());
    }
}

fn either<V: Copy>(yes: V, no: V) -> impl Fn(bool) -> V {
    move |holds| if holds { yes } else { no }
}

fn greets_well(situation: &mut Situation) {
    situation.set(&Possible::only(HeloForm::Fqdn));
    situation.set(&Possible::only(HeloAddress::Exists));
    situation.set(&Possible::only(HeloMatches::Yes));
}

/// The name of the first address, where every address of the stream has one that leads back.
fn confirmed_name(facts: &Facts, stream: &StreamFacts) -> Option<String> {
    if stream.ptr_confirmed(facts).one() != Some(&true) {
        return None;
    }
    let address = facts.addresses.iter().find(|address| address.sender.is_of(&stream.stream.name))?;
    let name = address.names().iter().find(|name| name.forward == Forward::Confirmed)?;
    Some(name.name.to_string())
}

fn form(form: rdns::HeloForm) -> HeloForm {
    match form {
        rdns::HeloForm::Fqdn => HeloForm::Fqdn,
        rdns::HeloForm::SingleLabel => HeloForm::SingleLabel,
        rdns::HeloForm::Localhost => HeloForm::Localhost,
        rdns::HeloForm::Address => HeloForm::Address,
        rdns::HeloForm::Literal => HeloForm::Literal,
        rdns::HeloForm::Invalid => HeloForm::Invalid,
    }
}

/// Sets a fact to what is open, as its own values.
fn set_open<T, V: FactValue>(situation: &mut Situation, open: Open<T>, value: impl Fn(T) -> V) {
    let Open { values, hanging } = open;
    if let Some(possible) = Possible::any_of(values.into_iter().map(value)) {
        situation.set(&possible);
    }
    if hanging.is_some() {
        situation.hangs(V::FACT);
    }
}
