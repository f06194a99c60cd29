//! check_host(), RFC 7208 section 4: what one receiver concludes about one client.
//!
//! It asks what a receiver would ask, in the same order: one term after the other, and only the
//! addresses of one `mx` or `ptr` side by side. The whole record is parsed before any term counts
//! (section 4.6), so a mistake behind `all` still gives "permerror".

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;

use super::macros::{DomainSpec, ExpandError, Letter, MacroString, Place, Values};
use super::outcome::{Cause, Evaluation, Matched, Reason, SpfResult, Step, StepOutcome};
use super::published::Selected;
use super::record::{Directive, Hosts, Mechanism, Network, Published, Record, name_lookups};
use super::request::Request;
use crate::dns::answers::all;
use crate::dns::{Answer, Answers, Need, Question, RecordData, RecordType, Unanswered};
use crate::name::DomainName;
use crate::rdns::reverse_name;
use crate::text::Span;

/// Terms that may need DNS (RFC 7208 section 4.6.4).
pub const LOOKUP_LIMIT: u32 = 10;

/// Terms that may find nothing (RFC 7208 section 4.6.4, the recommended default).
pub const VOID_LIMIT: u32 = 2;

/// Exchanges an `mx` target may have, and names of a client that `ptr` looks at (section 4.6.4).
pub const NAME_LIMIT: usize = 10;

/// Evaluates a request: result, the term that decided, counters, explanation and trace.
///
/// # Errors
/// The [`Need`] for the next answers.
pub fn check_host(answers: &Answers, request: &Request) -> Result<Evaluation, Need> {
    let mut run = Run {
        answers,
        request,
        sender: None,
        lookups: 0,
        void_lookups: 0,
        expanded: BTreeSet::new(),
        unanswered: None,
    };
    let verdict = match &request.domain {
        Ok(domain) => {
            run.sender = Some(domain);
            run.check(domain, &[])?
        }
        Err(bad) => Verdict::of(SpfResult::None, Reason::BadDomain(bad.text.clone()), None, None),
    };
    let explanation = match &verdict.explain {
        Some(explain) if verdict.result == SpfResult::Fail => run.explanation(explain)?,
        Some(_) | None => None,
    };
    Ok(Evaluation {
        result: verdict.result,
        matched: verdict.matched,
        lookups: run.lookups,
        void_lookups: run.void_lookups,
        explanation,
        cause: verdict.cause,
        trace: verdict.steps,
        expanded: run.expanded,
        unanswered: run.unanswered,
    })
}

/// One call of check_host(), its recursions included: the counters are common to all of them.
struct Run<'a> {
    answers: &'a Answers,
    request: &'a Request,
    /// The domain of the identity; `None` only when there is nothing to evaluate.
    sender: Option<&'a DomainName>,
    lookups: u32,
    void_lookups: u32,
    expanded: BTreeSet<Letter>,
    unanswered: Option<Unanswered>,
}

/// What came of one domain.
struct Verdict {
    result: SpfResult,
    matched: Option<Matched>,
    cause: Option<Cause>,
    explain: Option<Explain>,
    steps: Vec<Step>,
}

/// Where the explanation of a "fail" is to be found.
struct Explain {
    domain: DomainName,
    target: DomainSpec,
}

/// What came of one term.
enum Outcome {
    Match,
    NoMatch,
    /// An `include` whose domain passed, by this term.
    Included(Option<Matched>),
    Error(SpfResult, Cause),
}

impl Verdict {
    fn of(result: SpfResult, reason: Reason, domain: Option<&DomainName>, span: Option<Span>) -> Self {
        Self::error(result, Cause { reason, domain: domain.cloned(), span })
    }

    fn error(result: SpfResult, cause: Cause) -> Self {
        Self { result, matched: None, cause: Some(cause), explain: None, steps: Vec::new() }
    }
}

/// The record under evaluation.
#[derive(Clone, Copy)]
struct Frame<'a> {
    domain: &'a DomainName,
    record: &'a Record,
    /// The domains from the one checked to this one.
    path: &'a [DomainName],
}

impl<'a> Run<'a> {
    /// Evaluates the record of `domain`, reached through the domains of `path`.
    fn check(&mut self, domain: &DomainName, path: &[DomainName]) -> Result<Verdict, Need> {
        let published: Arc<Published> = match self.answers.spf(domain)? {
            Ok(published) => Arc::clone(published),
            Err(unanswered) => {
                let (result, cause) = self.temperror(unanswered, domain, None);
                return Ok(Verdict::error(result, cause));
            }
        };
        let record = match published.selected() {
            Selected::None => return Ok(Verdict::of(SpfResult::None, Reason::NoRecord, Some(domain), None)),
            Selected::One(record) => record,
            Selected::Many(records) => {
                let reason = Reason::MultipleRecords(records.len());
                return Ok(Verdict::of(SpfResult::Permerror, reason, Some(domain), None));
            }
        };
        if let Some(error) = record.errors.first() {
            let reason = Reason::Syntax(Box::new(error.clone()));
            return Ok(Verdict::of(SpfResult::Permerror, reason, Some(domain), Some(error.term.clone())));
        }
        let path: Vec<DomainName> = path.iter().chain([domain]).cloned().collect();
        self.record(Frame { domain, record, path: &path })
    }

    fn record(&mut self, frame: Frame<'_>) -> Result<Verdict, Need> {
        let mut steps = Vec::new();
        let explain =
            frame.record.exp().map(|(_, target)| Explain { domain: frame.domain.clone(), target: target.clone() });
        for (span, directive) in frame.record.directives() {
            let mut step = frame.step(span);
            let outcome = self.directive(frame, span, directive, &mut step)?;
            step.lookups = self.lookups;
            step.void_lookups = self.void_lookups;
            let inner = match outcome {
                Outcome::NoMatch => {
                    steps.push(step);
                    continue;
                }
                Outcome::Error(result, cause) => {
                    step.outcome = StepOutcome::Error(result);
                    steps.push(step);
                    return Ok(Verdict { steps, ..Verdict::error(result, cause) });
                }
                Outcome::Match => None,
                Outcome::Included(inner) => inner,
            };
            step.outcome = StepOutcome::Match;
            let here = Matched {
                term: step.term.clone(),
                span: span.clone(),
                domain: frame.domain.clone(),
                path: frame.path.to_vec(),
                qualifier: directive.qualifier,
            };
            steps.push(step);
            let matched = Some(inner.unwrap_or(here));
            return Ok(Verdict { result: directive.qualifier.into(), matched, cause: None, explain, steps });
        }
        match frame.record.redirect() {
            Some((span, target)) => self.redirect(frame, span, target, steps),
            None => Ok(Verdict { result: SpfResult::Neutral, matched: None, cause: None, explain: None, steps }),
        }
    }

    /// `redirect` (RFC 7208 section 6.1): the other domain's result and explanation stand.
    fn redirect(
        &mut self,
        frame: Frame<'_>,
        span: &Span,
        target: &DomainSpec,
        mut steps: Vec<Step>,
    ) -> Result<Verdict, Need> {
        let mut step = frame.step(span);
        let mut verdict = match self.count(1 + name_lookups(target), frame, span) {
            Err((result, cause)) => Verdict::error(result, cause),
            Ok(()) => match self.target(target, frame)? {
                Ok(name) => {
                    step.target = Some(name.to_string());
                    self.check(&name, frame.path)?
                }
                Err(_) => Verdict::of(SpfResult::None, Reason::BadDomain(target.text.to_string()), None, None),
            },
        };
        if verdict.result == SpfResult::None {
            verdict.result = SpfResult::Permerror;
            let name = step.target.clone().unwrap_or_else(|| target.text.to_string());
            verdict.cause = Some(frame.cause(Reason::RedirectWithoutRecord(name), span));
        }
        step.nested = std::mem::take(&mut verdict.steps);
        step.lookups = self.lookups;
        step.void_lookups = self.void_lookups;
        step.outcome = StepOutcome::Redirected(verdict.result);
        steps.push(step);
        verdict.steps = steps;
        Ok(verdict)
    }

    fn directive(
        &mut self,
        frame: Frame<'_>,
        span: &Span,
        directive: &Directive,
        step: &mut Step,
    ) -> Result<Outcome, Need> {
        if let Err((result, cause)) = self.count(directive.mechanism.lookups(), frame, span) {
            return Ok(Outcome::Error(result, cause));
        }
        let name = match directive.mechanism.domain() {
            None => frame.domain.clone(),
            Some(target) => match self.target(target, frame)? {
                Ok(name) => name,
                Err(error) => return Ok(nameless(frame, span, &directive.mechanism, &error)),
            },
        };
        if directive.mechanism.lookups() > 0 {
            step.target = Some(name.to_string());
        }
        match &directive.mechanism {
            Mechanism::All => Ok(Outcome::Match),
            Mechanism::Ip4(network) => Ok(Outcome::of(matches4(self.request.ip, network))),
            Mechanism::Ip6(network) => Ok(Outcome::of(matches6(self.request.ip, network))),
            Mechanism::Include(_) => self.include(frame, span, &name, step),
            Mechanism::A(hosts) => self.a(frame, span, hosts, &name),
            Mechanism::Mx(hosts) => self.mx(frame, span, hosts, &name),
            Mechanism::Ptr(_) => self.ptr(frame, span, &name),
            Mechanism::Exists(_) => self.exists(frame, span, &name),
        }
    }

    /// The table of RFC 7208 section 5.2.
    fn include(&mut self, frame: Frame<'_>, span: &Span, name: &DomainName, step: &mut Step) -> Result<Outcome, Need> {
        let verdict = self.check(name, frame.path)?;
        step.nested = verdict.steps;
        Ok(match (verdict.result, verdict.cause) {
            (SpfResult::Pass, _) => Outcome::Included(verdict.matched),
            (SpfResult::Fail | SpfResult::Softfail | SpfResult::Neutral, _) => Outcome::NoMatch,
            (result @ (SpfResult::Temperror | SpfResult::Permerror), Some(cause)) => Outcome::Error(result, cause),
            (SpfResult::None | SpfResult::Temperror | SpfResult::Permerror, _) => {
                let reason = Reason::IncludeWithoutRecord(name.to_string());
                Outcome::Error(SpfResult::Permerror, frame.cause(reason, span))
            }
        })
    }

    fn a(&mut self, frame: Frame<'_>, span: &Span, hosts: &Hosts, name: &DomainName) -> Result<Outcome, Need> {
        let answer = self.answers.addresses_like(name, self.request.ip)?;
        if let Some(stop) = self.stop(answer, name, self.address_type(), frame, span) {
            return Ok(stop);
        }
        Ok(Outcome::of(has_address(answer, self.request.ip, hosts)))
    }

    /// `mx` (RFC 7208 section 5.4): the exchanges' addresses cost nothing, but more than ten
    /// exchanges are an error, and a domain without MX matches nothing.
    fn mx(&mut self, frame: Frame<'_>, span: &Span, hosts: &Hosts, name: &DomainName) -> Result<Outcome, Need> {
        let answer = self.answers.get(name, RecordType::Mx)?;
        if let Some(stop) = self.stop(answer, name, RecordType::Mx, frame, span) {
            return Ok(stop);
        }
        let exchanges = exchanges(answer);
        if exchanges.len() > NAME_LIMIT {
            let reason = Reason::TooManyExchanges(exchanges.len());
            return Ok(Outcome::Error(SpfResult::Permerror, frame.cause(reason, span)));
        }
        let named: Vec<_> = exchanges.into_iter().filter(|exchange| !exchange.is_root()).collect();
        let found = all(named.iter().map(|exchange| self.answers.addresses_like(exchange, self.request.ip)))?;
        // Exchanges may be looked at in any order: a match is a match, whatever another one does.
        if found.iter().any(|answer| has_address(answer, self.request.ip, hosts)) {
            return Ok(Outcome::Match);
        }
        for (exchange, answer) in named.iter().zip(&found) {
            if let Some(unanswered) = answer.unanswered(&Question::new((*exchange).clone(), self.address_type())) {
                let (result, cause) = self.temperror(unanswered, frame.domain, Some(span.clone()));
                return Ok(Outcome::Error(result, cause));
            }
        }
        // The limit is on terms that find nothing: an `mx` is one when no exchange has an address.
        if !found.is_empty() && found.iter().all(|answer| answer.is_void()) {
            return Ok(self.void(frame, span).unwrap_or(Outcome::NoMatch));
        }
        Ok(Outcome::NoMatch)
    }

    /// `exists` (RFC 7208 section 5.7): an A record, whatever the family of the client.
    fn exists(&mut self, frame: Frame<'_>, span: &Span, name: &DomainName) -> Result<Outcome, Need> {
        let answer = self.answers.get(name, RecordType::A)?;
        if let Some(stop) = self.stop(answer, name, RecordType::A, frame, span) {
            return Ok(stop);
        }
        Ok(Outcome::of(!answer.records().is_empty()))
    }

    /// `ptr` (RFC 7208 section 5.5). A failing question is no error here: the mechanism does not
    /// match, but then we do not know that it would not.
    fn ptr(&mut self, frame: Frame<'_>, span: &Span, name: &DomainName) -> Result<Outcome, Need> {
        let (names, is_void) = self.client_names()?;
        if is_void && let Some(stop) = self.void(frame, span) {
            return Ok(stop);
        }
        // A name outside the target cannot match, validated or not: it need not be looked up.
        let candidates: Vec<_> = names.into_iter().filter(|candidate| candidate.is_within(name)).collect();
        Ok(Outcome::of(!self.validated(candidates)?.is_empty()))
    }

    /// The first ten names of the client, and whether it has none.
    fn client_names(&mut self) -> Result<(Vec<DomainName>, bool), Need> {
        let reverse = reverse_name(self.request.ip);
        let answer = self.answers.get(&reverse, RecordType::Ptr)?;
        self.note(answer.unanswered(&Question::new(reverse, RecordType::Ptr)));
        let names = answer.records().iter().filter_map(|record| match &record.data {
            RecordData::Ptr(name) => Some(name.clone()),
            _ => None,
        });
        Ok((names.take(NAME_LIMIT).collect(), answer.is_void()))
    }

    /// Those of the names that lead back to the client.
    fn validated(&mut self, names: Vec<DomainName>) -> Result<Vec<DomainName>, Need> {
        let found = all(names.iter().map(|name| self.answers.addresses_like(name, self.request.ip)))?;
        let exact = Hosts { domain: None, prefix4: None, prefix6: None };
        let mut validated = Vec::new();
        let mut hanging = None;
        for (name, answer) in names.iter().zip(found) {
            if has_address(answer, self.request.ip, &exact) {
                validated.push(name.clone());
            }
            let unanswered = answer.unanswered(&Question::new(name.clone(), self.address_type()));
            hanging = hanging.or(unanswered);
        }
        if validated.is_empty() {
            self.note(hanging);
        }
        Ok(validated)
    }

    /// The value of `%{p}` (RFC 7208 section 7.3): the domain itself, else a name below it, else
    /// any validated name.
    fn validated_name(&mut self, domain: &DomainName) -> Result<Option<DomainName>, Need> {
        let (names, _) = self.client_names()?;
        let validated = self.validated(names)?;
        let rank = |name: &&DomainName| (*name != domain, !name.is_within(domain));
        Ok(validated.iter().min_by_key(rank).cloned())
    }

    /// The name that a domain in a term stands for; the inner error when it stands for none.
    fn target(&mut self, target: &DomainSpec, frame: Frame<'_>) -> Result<Result<DomainName, ExpandError>, Need> {
        self.expanded.extend(target.macros.macros().map(|found| found.letter));
        self.expanding(&target.macros, frame.domain, |values| target.expand(values))
    }

    fn expanding<T>(
        &mut self,
        macros: &MacroString,
        domain: &DomainName,
        expand: impl FnOnce(&Values<'_>) -> T,
    ) -> Result<T, Need> {
        let validated = match macros.uses(Letter::ValidatedName) {
            true => self.validated_name(domain)?,
            false => None,
        };
        Ok(expand(&Values {
            local: &self.request.local,
            sender_domain: self.sender.unwrap_or(domain),
            domain,
            ip: self.request.ip,
            helo: &self.request.helo,
            validated: validated.as_ref(),
            receiver: &self.request.receiver,
            now: self.request.now,
        }))
    }

    /// The explanation (RFC 7208 section 6.2); whatever goes wrong on the way, there is just none,
    /// and nothing here counts against a limit.
    fn explanation(&mut self, explain: &Explain) -> Result<Option<String>, Need> {
        let unanswered = self.unanswered.clone();
        let explanation = self.explain(explain);
        self.unanswered = unanswered;
        explanation
    }

    fn explain(&mut self, explain: &Explain) -> Result<Option<String>, Need> {
        let target = self.expanding(&explain.target.macros, &explain.domain, |values| explain.target.expand(values))?;
        let Ok(name) = target else { return Ok(None) };
        let [record] = self.answers.txt(&name)?.records() else { return Ok(None) };
        let RecordData::Txt(txt) = &record.data else { return Ok(None) };
        let (text, errors) = MacroString::parse(&txt.joined(), 0, Place::Explanation);
        if !errors.is_empty() {
            return Ok(None);
        }
        let expanded = self.expanding(&text, &explain.domain, |values| text.expand(values))?;
        Ok(expanded.ok().and_then(|octets| String::from_utf8(octets).ok()))
    }

    /// Counts lookups; the eleventh ends the evaluation before it is made.
    fn count(&mut self, lookups: u32, frame: Frame<'_>, span: &Span) -> Result<(), (SpfResult, Cause)> {
        self.lookups += lookups;
        if self.lookups > LOOKUP_LIMIT {
            return Err((SpfResult::Permerror, frame.cause(Reason::TooManyLookups, span)));
        }
        Ok(())
    }

    /// Counts a term that found nothing; says so when it is one too many.
    fn void(&mut self, frame: Frame<'_>, span: &Span) -> Option<Outcome> {
        self.void_lookups += 1;
        (self.void_lookups > VOID_LIMIT)
            .then(|| Outcome::Error(SpfResult::Permerror, frame.cause(Reason::TooManyVoidLookups, span)))
    }

    /// Ends a term whose question failed, or found nothing once too often.
    fn stop(
        &mut self,
        answer: &Answer,
        name: &DomainName,
        kind: RecordType,
        frame: Frame<'_>,
        span: &Span,
    ) -> Option<Outcome> {
        if let Some(unanswered) = answer.unanswered(&Question::new(name.clone(), kind)) {
            let (result, cause) = self.temperror(unanswered, frame.domain, Some(span.clone()));
            return Some(Outcome::Error(result, cause));
        }
        if answer.is_void() { self.void(frame, span) } else { None }
    }

    fn temperror(&mut self, unanswered: Unanswered, domain: &DomainName, span: Option<Span>) -> (SpfResult, Cause) {
        let reason = Reason::Unanswered(Box::new(unanswered.clone()));
        self.note(Some(unanswered));
        (SpfResult::Temperror, Cause { reason, domain: Some(domain.clone()), span })
    }

    fn note(&mut self, unanswered: Option<Unanswered>) {
        if self.unanswered.is_none() {
            self.unanswered = unanswered;
        }
    }

    fn address_type(&self) -> RecordType {
        if self.request.ip.is_ipv4() { RecordType::A } else { RecordType::Aaaa }
    }
}

impl Outcome {
    fn of(is_match: bool) -> Self {
        if is_match { Self::Match } else { Self::NoMatch }
    }
}

impl Frame<'_> {
    fn step(&self, span: &Span) -> Step {
        Step {
            domain: self.domain.clone(),
            term: self.record.shown(span),
            span: span.clone(),
            target: None,
            lookups: 0,
            void_lookups: 0,
            outcome: StepOutcome::NoMatch,
            nested: Vec::new(),
        }
    }

    fn cause(&self, reason: Reason, span: &Span) -> Cause {
        Cause { reason, domain: Some(self.domain.clone()), span: Some(span.clone()) }
    }
}

/// What comes of a term whose domain is no name. RFC 7208 section 4.8 leaves names that DNS cannot
/// carry undefined: nothing can be asked, so nothing matches, and an `include` finds no record. A
/// local part outside US-ASCII never matches, not even there (RFC 8616 section 4).
fn nameless(frame: Frame<'_>, span: &Span, mechanism: &Mechanism, error: &ExpandError) -> Outcome {
    match (mechanism, error) {
        (Mechanism::Include(target), ExpandError::Name(_)) => {
            let reason = Reason::IncludeWithoutRecord(target.text.to_string());
            Outcome::Error(SpfResult::Permerror, frame.cause(reason, span))
        }
        (_, ExpandError::Name(_) | ExpandError::LocalPart) => Outcome::NoMatch,
    }
}

/// The hosts of an MX answer, in the order of preference, a null MX included.
pub(super) fn exchanges(answer: &Answer) -> Vec<&DomainName> {
    let mut exchanges: Vec<_> = answer
        .records()
        .iter()
        .filter_map(|record| match &record.data {
            RecordData::Mx { preference, exchange } => Some((*preference, exchange)),
            _ => None,
        })
        .collect();
    exchanges.sort();
    exchanges.into_iter().map(|(_, exchange)| exchange).collect()
}

/// Whether the client is in one of the networks that an address answer makes.
fn has_address(answer: &Answer, ip: IpAddr, hosts: &Hosts) -> bool {
    answer.records().iter().any(|record| match &record.data {
        RecordData::A(address) => matches4(ip, &Network { address: *address, prefix: hosts.prefix4 }),
        RecordData::Aaaa(address) => matches6(ip, &Network { address: *address, prefix: hosts.prefix6 }),
        _ => false,
    })
}

fn matches4(ip: IpAddr, network: &Network<std::net::Ipv4Addr>) -> bool {
    match ip {
        IpAddr::V4(four) => network.net().contains(&four),
        IpAddr::V6(_) => false,
    }
}

fn matches6(ip: IpAddr, network: &Network<std::net::Ipv6Addr>) -> bool {
    match ip {
        IpAddr::V6(six) => network.net().contains(&six),
        IpAddr::V4(_) => false,
    }
}
