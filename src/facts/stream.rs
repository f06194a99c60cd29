//! The facts of each stream: what SPF can come to for it, which of its keys verify, whether its
//! MAIL FROM receives mail.
//!
//! What DNS cannot show (the address, the signature) leaves several outcomes possible; a question
//! without an answer leaves them open for another reason, which is kept.

use std::collections::BTreeSet;

use super::dkim::{DkimFacts, PublishedKey, SelectorState};
use super::spf::{Identity, SpfPolicy, SpfState, SpfVerdict};
use super::{Facts, mx};
use crate::dkim::key::KeyState;
use crate::dmarc::align::{self, Aligned, Path, Verdict};
use crate::dmarc::{Both, Generation};
use crate::dns::answers::{all, join};
use crate::dns::{Answers, Need, Unanswered};
use crate::facts::mx::{MxFacts, Reach};
use crate::mx::NullMx;
use crate::spf::census::{Census, Entry, Node, State, Target, census};
use crate::spf::outcome::SpfResult;
use crate::spf::published::Selected;
use crate::spf::record::{Directive, Mechanism, Qualifier};
use crate::stream::{MailFrom, Signature, Stream};

/// One stream and what is known of it.
#[derive(Debug, Clone)]
pub struct StreamFacts {
    /// The stream.
    pub stream: Stream,
    /// What stands at its MAIL FROM domain; `None` when there is no such domain, or it is unknown.
    pub mail_from: Option<MailFromFacts>,
}

/// What DNS says of a MAIL FROM domain.
#[derive(Debug, Clone)]
pub struct MailFromFacts {
    /// Its SPF record.
    pub record: SpfRecordState,
    /// The tree of the record.
    pub census: Census,
    /// Whether it receives mail.
    pub mx: MxFacts,
}

/// What SPF record a MAIL FROM domain has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpfRecordState {
    /// None.
    Missing,
    /// One that may pass somebody, or that cannot be evaluated.
    Found,
    /// One that passes nobody.
    DeniesAll,
    /// Several: none counts (RFC 7208 section 4.5).
    Several,
    /// It is not known.
    Unknown(Unanswered),
}

/// A value that may be one of several, and the question that would narrow it, if one hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open<T> {
    /// The values it may have; never empty.
    pub values: Vec<T>,
    /// The question without an answer; `None` when DNS cannot tell more.
    pub hanging: Option<Unanswered>,
}

impl<T> Open<T> {
    /// A value that is known.
    pub fn known(value: T) -> Self {
        Self { values: vec![value], hanging: None }
    }

    /// The value, when there is only one.
    pub fn one(&self) -> Option<&T> {
        match self.values.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// Collects the facts of the streams.
///
/// # Errors
/// The [`Need`] for what is missing.
pub fn gather(streams: &[Stream], answers: &Answers) -> Result<Vec<StreamFacts>, Need> {
    all(streams.iter().map(|stream| {
        let mail_from = match &stream.mail_from {
            MailFrom::Mailbox { domain, .. } => Some(domain),
            // The HELO name stands in, as postmaster (RFC 7208 section 2.4).
            MailFrom::Null => stream.helo.as_ref(),
            MailFrom::Below(_) | MailFrom::Unknown => None,
        };
        let Some(domain) = mail_from else { return Ok(StreamFacts { stream: stream.clone(), mail_from: None }) };
        let tree = join((answers.spf(domain), census(answers, domain)));
        let ((published, census), mx) = join((tree, mx::gather(domain, answers)))?;
        let record = match published {
            Err(why) => SpfRecordState::Unknown(why),
            Ok(published) => match published.selected() {
                Selected::None => SpfRecordState::Missing,
                Selected::Many(_) => SpfRecordState::Several,
                Selected::One(_) if denies_all(&census) => SpfRecordState::DeniesAll,
                Selected::One(_) => SpfRecordState::Found,
            },
        };
        Ok(StreamFacts { stream: stream.clone(), mail_from: Some(MailFromFacts { record, census, mx }) })
    }))
}

impl StreamFacts {
    /// The results that SPF can have for this stream, by the identity that DMARC looks at.
    pub fn spf(&self, facts: &Facts) -> Open<SpfResult> {
        let identity = match &self.stream.mail_from {
            MailFrom::Mailbox { .. } => Identity::MailFrom,
            MailFrom::Null => Identity::Helo,
            // The provider's own affair.
            MailFrom::Below(_) => return Open::known(SpfResult::Pass),
            MailFrom::Unknown => return anything(None),
        };
        let verdicts: Vec<_> = facts.spf.verdicts.iter().filter(|v| self.owns(v) && v.identity == identity).collect();
        if !verdicts.is_empty() {
            let hanging = verdicts.iter().find_map(|verdict| verdict.evaluation.unanswered.clone());
            if hanging.is_some() {
                return anything(hanging);
            }
            let mut results: BTreeSet<_> = verdicts.iter().map(|verdict| verdict.evaluation.result).collect();
            // One address was looked at for each network: the others may fare otherwise. Those of a
            // provider stand for all of its addresses.
            if self.stream.through.is_none()
                && verdicts.iter().any(|verdict| !holds_for_all(verdict))
                && let Some(known) = &self.mail_from
            {
                results.extend(without_address(known).values);
            }
            return Open { values: results.into_iter().collect(), hanging: None };
        }
        match &self.mail_from {
            Some(known) => without_address(known),
            None => anything(None),
        }
    }

    /// Whether any signature of the stream verifies; on the assumption that the sender signs
    /// correctly with the selectors it was declared with, or its provider with its own.
    pub fn dkim(&self, facts: &Facts) -> Open<bool> {
        if self.stream.provider_signs {
            return Open::known(true);
        }
        if self.stream.dkim.is_empty() {
            return Open { values: vec![true, false], hanging: None };
        }
        any(self.stream.dkim.iter().map(|signature| verifies(signature, &facts.dkim)))
    }

    /// The DMARC result under one generation.
    pub fn dmarc(&self, facts: &Facts, generation: Generation) -> Verdict {
        let Some(author) = facts.dmarc.authors.get(&self.stream.from) else { return Verdict::Undetermined };
        let alignments = facts.dmarc.streams.iter().find(|all| all.stream == self.stream.name);
        let mut paths = Vec::new();
        if let Some(alignments) = alignments {
            let spf = self.spf(facts);
            let passes = match spf.one() {
                Some(result) => Some(*result == SpfResult::Pass),
                None if !spf.values.contains(&SpfResult::Pass) => Some(false),
                None => None,
            };
            let aligned = |both: &Both<Aligned>| both.get(generation).clone();
            paths.extend(alignments.spf.as_ref().map(|(_, both)| Path { passes, aligned: aligned(both) }));
            paths.extend(alignments.dkim.iter().map(|(signature, both)| Path {
                passes: verifies(signature, &facts.dkim).one().copied(),
                aligned: aligned(both),
            }));
        }
        match align::verdict(author.policy.get(generation), &paths) {
            // What is not known of the MAIL FROM or the signature may still be aligned.
            Verdict::Fail if !self.is_known() => Verdict::Undetermined,
            verdict => verdict,
        }
    }

    /// Whether everything is known that may authenticate: the MAIL FROM, and with what it signs.
    fn is_known(&self) -> bool {
        let has_mail_from = match &self.stream.mail_from {
            MailFrom::Mailbox { .. } | MailFrom::Null | MailFrom::Below(_) => true,
            MailFrom::Unknown => false,
        };
        has_mail_from && (self.stream.provider_signs || !self.stream.dkim.is_empty())
    }

    /// What is taken for granted: `mail_from:` the provider's own return path, `include:` that the
    /// provider sends from there, `dkim:` that the sender signs with this selector, `signs:` that the
    /// provider signs with this domain of its own.
    pub fn assumes(&self, facts: &Facts) -> Vec<String> {
        let mut assumes: Vec<_> = self.assumed_for_spf(facts).into_iter().collect();
        assumes.extend(self.assumed_for_dkim(facts));
        assumes
    }

    /// The assumption behind the SPF result.
    pub fn assumed_for_spf(&self, facts: &Facts) -> Option<String> {
        let through = self.stream.through.as_ref().filter(|_| facts.spf.verdicts.iter().any(|v| self.owns(v)));
        match &self.stream.mail_from {
            MailFrom::Below(domain) => Some(format!("mail_from:{domain}")),
            MailFrom::Mailbox { .. } | MailFrom::Null | MailFrom::Unknown => {
                through.map(|through| format!("include:{}", through.include))
            }
        }
    }

    /// The assumptions behind the DKIM result.
    pub fn assumed_for_dkim(&self, facts: &Facts) -> Vec<String> {
        let valid = |signature: &&Signature| verifies(signature, &facts.dkim).one() == Some(&true);
        let own = self.stream.dkim.iter().filter(valid).map(|signature| format!("dkim:{}", signature.selector));
        own.chain(self.stream.provider_signs.then(|| format!("signs:{}", self.provider_domain()))).collect()
    }

    /// With which domain the provider signs when nothing else is set up, or else its id.
    fn provider_domain(&self) -> String {
        let provider = self.stream.provider;
        let domain = provider.and_then(|provider| provider.default_dkim.as_ref()).map(ToString::to_string);
        domain.or_else(|| provider.map(|provider| provider.id.clone())).unwrap_or_else(|| "provider".to_owned())
    }

    fn owns(&self, verdict: &SpfVerdict) -> bool {
        verdict.stream == self.stream.name
    }

    /// Whether the MAIL FROM domain receives mail; `None` when there is no such domain.
    pub fn receives(&self) -> Option<Reach> {
        self.mail_from.as_ref().map(|known| known.mx.reach())
    }
}

/// Whether the result for the address that was looked at is that of its whole network: it is one
/// address, or an `ip4` or `ip6` that holds all of it decided.
pub(crate) fn holds_for_all(verdict: &SpfVerdict) -> bool {
    let network = verdict.network;
    if network.prefix_len() == network.max_prefix_len() {
        return true;
    }
    let term = verdict.evaluation.matched.as_ref().map(|matched| matched.term.trim_start_matches(['+', '-', '~', '?']));
    let range = term.and_then(|term| term.split_once(':')).and_then(|(name, range)| {
        matches!(name.to_ascii_lowercase().as_str(), "ip4" | "ip6").then(|| range.parse::<ipnet::IpNet>().ok())?
    });
    range.is_some_and(|range| range.contains(&network))
}

/// Whether a signature with this key verifies.
pub fn verifies(signature: &Signature, keys: &DkimFacts) -> Open<bool> {
    let either = |hanging| Open { values: vec![true, false], hanging };
    let Some(key) = keys.key(&signature.domain, &signature.selector) else { return either(None) };
    match &key.state {
        SelectorState::Valid => Open::known(true),
        SelectorState::Revoked | SelectorState::Invalid | SelectorState::Missing(_) => Open::known(false),
        // Which record a verifier takes is undefined (RFC 6376 section 3.6.2.2); where none is a key, it is all one.
        SelectorState::Multiple => {
            let is_valid = |published: &PublishedKey| published.record.state() == KeyState::Valid;
            if key.published.records.iter().any(is_valid) { either(None) } else { Open::known(false) }
        }
        SelectorState::Undetermined(why) => either(Some(why.clone())),
    }
}

/// Whether any of them holds.
fn any(values: impl Iterator<Item = Open<bool>>) -> Open<bool> {
    let mut hanging = None;
    let mut may_hold = false;
    for value in values {
        if value.one() == Some(&true) {
            return Open::known(true);
        }
        may_hold |= value.values.contains(&true);
        hanging = hanging.or(value.hanging);
    }
    if may_hold { Open { values: vec![true, false], hanging } } else { Open::known(false) }
}

fn anything(hanging: Option<Unanswered>) -> Open<SpfResult> {
    use SpfResult::{Fail, Neutral, None, Pass, Permerror, Softfail};
    Open { values: vec![None, Neutral, Pass, Fail, Softfail, Permerror], hanging }
}

/// What SPF can come to for an address that nobody named.
fn without_address(known: &MailFromFacts) -> Open<SpfResult> {
    match &known.record {
        SpfRecordState::Missing => Open::known(SpfResult::None),
        SpfRecordState::Several => Open::known(SpfResult::Permerror),
        SpfRecordState::DeniesAll => Open::known(SpfResult::Fail),
        SpfRecordState::Unknown(why) => anything(Some(why.clone())),
        SpfRecordState::Found => {
            let hanging = known.census.hanging.as_ref().map(|hanging| hanging.unanswered.clone());
            if hanging.is_some() {
                return anything(hanging);
            }
            let mut results = BTreeSet::new();
            outcomes(&known.census.root, &mut results);
            let is_sound = |entry: &Entry| match &entry.target {
                Target::Unknown | Target::NoName(_) => false,
                Target::Record(node) => node.state == State::Found,
                Target::Nothing | Target::Addresses(_) | Target::Exchanges { .. } | Target::Exists { .. } => true,
            };
            // What lies deeper, or depends on the sender, may end the evaluation anywhere.
            if !known.census.entries().iter().all(|(_, entry)| is_sound(entry)) {
                results.insert(SpfResult::Permerror);
            }
            if known.census.lookups > LOOKUPS
                || known.census.void_lookups.ipv4.max(known.census.void_lookups.ipv6) > VOIDS
            {
                results.insert(SpfResult::Permerror);
            }
            Open { values: results.into_iter().collect(), hanging: None }
        }
    }
}

/// Terms that may need DNS, and those of them that may find nothing (RFC 7208 section 4.6.4).
const LOOKUPS: u32 = 10;
const VOIDS: u32 = 2;

/// Every result that a record can have for some address: it ends at a match, at the end, or at the
/// first term that no receiver can evaluate.
fn outcomes(node: &Node, results: &mut BTreeSet<SpfResult>) {
    match node.state {
        State::Found => {}
        // The whole record is read before anything is evaluated (RFC 7208 section 4.6).
        State::SyntaxErrors | State::Multiple(_) | State::None(_) | State::Loop => {
            results.insert(SpfResult::Permerror);
            return;
        }
        State::Unanswered(_) | State::Beyond => {
            results.extend(anything(None).values);
            return;
        }
    }
    for entry in node.entries.iter().filter(|entry| entry.is_reached) {
        let Some(directive) = node.directive(entry) else {
            match &entry.target {
                Target::Record(target) => return outcomes(target, results),
                Target::Unknown | Target::NoName(_) => return results.extend(anything(None).values),
                Target::Nothing | Target::Addresses(_) | Target::Exchanges { .. } | Target::Exists { .. } => continue,
            }
        };
        if entry.child().is_some_and(|included| included.state != State::Found) {
            let mut inside = BTreeSet::new();
            if let Some(included) = entry.child() {
                outcomes(included, &mut inside);
            }
            results.extend(inside);
            return;
        }
        results.insert(SpfResult::from(directive.qualifier));
        if directive.mechanism == Mechanism::All {
            return;
        }
    }
    results.insert(SpfResult::Neutral);
}

/// True when DNS shows nothing that sends: the domain takes no mail (null MX, or neither MX nor
/// address) or its SPF record passes nobody, and there is no usable key.
pub fn shows_no_sender(policy: &SpfPolicy, exchanges: &MxFacts, keys: &DkimFacts) -> bool {
    let no_key = keys.valid().next().is_none() && keys.probing.unanswered.is_empty();
    let null = exchanges.records.known().is_some_and(|set| set.null == NullMx::Yes);
    let takes_no_mail = null || (exchanges.records.is_absent() && exchanges.reach() == Reach::Unreachable);
    let passes_nobody = policy.state == SpfState::Found && policy.census.known().is_some_and(denies_all);
    no_key && (takes_no_mail || passes_nobody)
}

/// True for a record that passes nobody, such as `v=spf1 -all`.
pub fn denies_all(census: &Census) -> bool {
    let root = &census.root;
    let mut reached = root.entries.iter().filter(|entry| entry.is_reached).map(|entry| root.directive(entry));
    let first = reached.next().flatten();
    let is_deny =
        |directive: &Directive| directive.mechanism == Mechanism::All && directive.qualifier == Qualifier::Fail;
    root.state == State::Found && first.is_some_and(is_deny)
}

/// Whether a record passes everybody: `+all`, its own or behind the includes that are reached before. `None` while
/// a question hangs and nothing of the kind was seen.
pub fn permits_all(census: &Census) -> Option<bool> {
    let mut nodes = vec![&census.root];
    while let Some(node) = nodes.pop() {
        for entry in node.entries.iter().filter(|entry| entry.is_reached) {
            let passes = node.directive(entry).is_none_or(|directive| directive.qualifier == Qualifier::Pass);
            let is_all = node.directive(entry).is_some_and(|directive| directive.mechanism == Mechanism::All);
            if passes && is_all {
                return Some(true);
            }
            nodes.extend(entry.child().filter(|_| passes));
        }
    }
    if census.hanging.is_some() { None } else { Some(false) }
}
