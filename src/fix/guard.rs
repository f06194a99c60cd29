//! What no fix may do, whoever proposes it.
//!
//! The kinds of fixes are written so that they do none of this; the guard looks at what comes out, so that a
//! mistake in one of them stays without harm.

use std::collections::BTreeSet;

use super::Change;
use super::draft::Draft;
use super::ledger::Blocked;
use crate::dkim::key::{KeyRecord, KeyState};
use crate::dkim::public_key::PublicKey;
use crate::dmarc::Generation;
use crate::dmarc::align::Verdict;
use crate::dmarc::discover::Discovered;
use crate::dmarc::tags::Policy;
use crate::dns::{RecordData, RecordType};
use crate::facts::Facts;
use crate::facts::stream::Open;
use crate::finding::Finding;
use crate::report::Report;
use crate::review::{Mark, Review};
use crate::spf::census::{Census, Networks, State};
use crate::spf::outcome::SpfResult;
use crate::spf::published::Published;
use crate::spf::record::{Mechanism, Qualifier, Record};

/// Why a proposal is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The records it would change cannot be changed so.
    Blocked(Blocked),
    /// Two SPF records would stand at one name (RFC 7208 section 3.2).
    SecondSpf,
    /// A stream that passes SPF would not pass it any more, or addresses would lose the right to send.
    DropsSender,
    /// DMARC would ask for more while mail of a stream does not pass it.
    RaisesPolicy,
    /// A key that verifies mail would go.
    RemovesKey,
    /// The addresses of an include would be written out: nobody would follow when its owner changes them.
    Flattens,
    /// Other rules would be broken by it.
    Breaks(Vec<Mark>),
    /// A receiver would treat mail worse.
    Worsens(Vec<String>),
    /// It clears nothing of what it was made for.
    Idle,
    /// There was no room to try it.
    Untried,
}

impl Refusal {
    /// The word by which its sentence is chosen.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Blocked(Blocked::Unread) => "unread",
            Self::Blocked(Blocked::Alias) => "alias",
            Self::Blocked(Blocked::Occupied) => "occupied",
            Self::Blocked(Blocked::Gone) => "gone",
            Self::SecondSpf => "second-spf",
            Self::DropsSender => "drops-sender",
            Self::RaisesPolicy => "raises-policy",
            Self::RemovesKey => "removes-key",
            Self::Flattens => "flattens",
            Self::Breaks(_) => "breaks",
            Self::Worsens(_) => "worsens",
            Self::Idle => "idle",
            Self::Untried => "untried",
        }
    }

    /// The rules or receivers that it is about, one after the other.
    pub fn detail(&self) -> String {
        match self {
            Self::Breaks(marks) => {
                let ids: BTreeSet<_> = marks.iter().map(|mark| mark.rule).collect();
                ids.into_iter().collect::<Vec<_>>().join(", ")
            }
            Self::Worsens(receivers) => receivers.join(", "),
            Self::Blocked(_)
            | Self::SecondSpf
            | Self::DropsSender
            | Self::RaisesPolicy
            | Self::RemovesKey
            | Self::Flattens
            | Self::Idle
            | Self::Untried => String::new(),
        }
    }
}

/// What is wrong with the sets that a proposal leaves, whatever they lead to.
pub(super) fn records(changes: &[Change]) -> Option<Refusal> {
    changes.iter().any(is_second_spf).then_some(Refusal::SecondSpf)
}

/// What is wrong with what a proposal leads to.
pub(super) fn outcome(draft: &Draft, changes: &[Change], before: &Report, after: &Report) -> Option<Refusal> {
    if changes.iter().any(|change| removes_key(change, &after.facts)) {
        return Some(Refusal::RemovesKey);
    }
    if drops_sender(draft, before, after) {
        return Some(Refusal::DropsSender);
    }
    if flattens(before, after) {
        return Some(Refusal::Flattens);
    }
    raises_policy(&before.facts, &after.facts).then_some(Refusal::RaisesPolicy)
}

/// What gets worse. Mail of a stream that shows only now fared no better while nobody saw it.
pub(super) fn harm(review: &Review<'_>, before: &Report) -> Option<Refusal> {
    let worse = review.worse().filter(|shift| shift.before.is_some());
    let mut worse: Vec<String> = worse.filter_map(|shift| Some(shift.after?.name.clone())).collect();
    worse.sort();
    worse.dedup();
    if !worse.is_empty() {
        return Some(Refusal::Worsens(worse));
    }
    let broken: Vec<_> =
        review.new.iter().filter(|finding| !is_revealed(finding, before)).map(|f| Mark::of(f)).collect();
    (!broken.is_empty()).then_some(Refusal::Breaks(broken))
}

/// Whether a new finding is about what was there and hidden before: an address that nothing named, whose reverse
/// name and listings no fix of this domain touches; a stream that did not show; that nothing but one path of a
/// stream is aligned, where none was.
pub(super) fn is_revealed(finding: &Finding, before: &Report) -> bool {
    let id = finding.rule.id;
    let of_address = ["RDNS", "BL"].contains(&id.trim_end_matches(|c: char| c.is_ascii_digit()));
    let known = |name: &String| before.facts.streams.iter().any(|stream| stream.stream.name == *name);
    let of_new_stream = finding.evidence.place.stream.as_ref().is_some_and(|name| !known(name));
    of_address || of_new_stream || id == SINGLE_PATH
}

/// Only one path of a stream is aligned.
const SINGLE_PATH: &str = "ALN002";

fn is_second_spf(change: &Change) -> bool {
    if change.kind != RecordType::Txt || change.added().next().is_none() {
        return false;
    }
    let is_spf = |data: &&RecordData| match data {
        RecordData::Txt(txt) => Published::is_selected(&txt.joined()),
        _ => false,
    };
    change.new.iter().filter(is_spf).count() > 1
}

/// Whether a key goes that verifies mail. One that stays, written otherwise or at another name, does not go.
fn removes_key(change: &Change, after: &Facts) -> bool {
    if change.kind != RecordType::Txt || !change.name.labels().any(|label| label == "_domainkey") {
        return false;
    }
    let published = after.dkim.valid().filter_map(|key| key.record()?.key.clone());
    let kept: Vec<_> = published.chain(keys(&change.new)).collect();
    keys(&change.old).iter().any(|old| !kept.contains(old))
}

/// The public keys among records that verify mail.
fn keys(data: &[RecordData]) -> Vec<PublicKey> {
    let read = |data: &RecordData| match data {
        RecordData::Txt(txt) => Some(KeyRecord::read_txt(txt)).filter(|key| key.state() == KeyState::Valid),
        _ => None,
    };
    data.iter().filter_map(read).filter_map(|record| record.key).collect()
}

/// Whether a sender loses SPF that has it: a stream that passes, or addresses of a record that works.
fn drops_sender(draft: &Draft, before: &Report, after: &Report) -> bool {
    let result = |report: &Report, name: &str| {
        let stream = report.facts.streams.iter().find(|stream| stream.stream.name == name);
        stream.map(|stream| stream.spf(&report.facts))
    };
    let passes = |open: &Open<SpfResult>| open.one() == Some(&SpfResult::Pass);
    // A question without an answer takes nobody's right away.
    let fails = |open: &Open<SpfResult>| !passes(open) && open.hanging.is_none();
    let lost = |name: &str| {
        result(before, name).is_some_and(|open| passes(&open)) && result(after, name).is_some_and(|open| fails(&open))
    };
    if before.facts.streams.iter().any(|stream| lost(&stream.stream.name)) {
        return true;
    }
    // No fix makes a record that names senders one that says that nobody sends.
    let is_silenced = after.facts.is_not_sending() && !before.facts.is_not_sending();
    if is_silenced && names_senders(&before.facts) && !names_senders(&after.facts) {
        return true;
    }
    // A record that does not work lets nobody pass, and of one with a gap it is not known whom.
    let works = |census: &&Census| census.root.state == State::Found && census.hanging.is_none();
    let authorized = |report: &Report| report.facts.spf.policy.census.known().filter(works).map(Census::authorized);
    match (authorized(before), authorized(after)) {
        (Some(before), Some(after)) if !draft.narrows => !covers(&after, &before),
        _ => false,
    }
}

/// Whether the domain's own SPF record means to let somebody pass.
fn names_senders(facts: &Facts) -> bool {
    let passes = |record: &Record| record.directives().any(|(_, directive)| directive.qualifier == Qualifier::Pass);
    facts.spf.policy.record().is_some_and(|record| passes(record) || record.redirect().is_some())
}

fn covers(outer: &Networks, inner: &Networks) -> bool {
    inner.ipv4.iter().all(|net| outer.ipv4.iter().any(|outer| outer.contains(net)))
        && inner.ipv6.iter().all(|net| outer.ipv6.iter().any(|outer| outer.contains(net)))
}

/// Whether an `include` went and addresses of it came.
fn flattens(before: &Report, after: &Report) -> bool {
    let (Some(old), Some(new)) = (before.facts.spf.policy.record(), after.facts.spf.policy.record()) else {
        return false;
    };
    let includes = |record: &Record| -> Vec<Mechanism> {
        let all = record.directives().map(|(_, directive)| directive.mechanism.clone());
        all.filter(|mechanism| matches!(mechanism, Mechanism::Include(_))).collect()
    };
    let kept = includes(new);
    let Some(census) = before.facts.spf.policy.census.known() else { return false };
    let written: Vec<_> = new.directives().map(|(_, directive)| &directive.mechanism).collect();
    let was_written: Vec<_> = old.directives().map(|(_, directive)| &directive.mechanism).collect();
    census.root.entries.iter().any(|entry| {
        let Some(directive) = census.root.directive(entry) else { return false };
        if !matches!(directive.mechanism, Mechanism::Include(_)) || kept.contains(&directive.mechanism) {
            return false;
        }
        let gone = census.root.networks(entry);
        written.iter().filter(|mechanism| !was_written.contains(mechanism)).any(|mechanism| match mechanism {
            Mechanism::Ip4(network) => gone.ipv4.iter().any(|net| net.contains(&network.net())),
            Mechanism::Ip6(network) => gone.ipv6.iter().any(|net| net.contains(&network.net())),
            _ => false,
        })
    })
}

/// Whether a stronger policy comes into force while mail of a stream does not pass DMARC for certain.
fn raises_policy(before: &Facts, after: &Facts) -> bool {
    let is_raised = Generation::ALL.iter().any(|generation| {
        let (old, new) = (in_force(before, *generation), in_force(after, *generation));
        new.is_some_and(|new| new > old.unwrap_or(Policy::None))
    });
    let fails = |generation: &Generation| {
        after.streams.is_empty() || after.streams.iter().any(|stream| stream.dmarc(after, *generation) != Verdict::Pass)
    };
    is_raised && !after.is_not_sending() && Generation::ALL.iter().any(fails)
}

/// The policy that holds for mail of the domain itself.
fn in_force(facts: &Facts, generation: Generation) -> Option<Policy> {
    match facts.dmarc.author()?.policy.get(generation) {
        Discovered::Applies(applied) => Some(applied.policy),
        Discovered::Nothing(_) | Discovered::Unknown(_) => None,
    }
}
