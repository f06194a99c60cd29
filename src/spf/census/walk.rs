//! The walk that makes a census: depth first, everything that is missing collected on the way.

use std::sync::Arc;

use super::{Addresses, Census, Entry, Found, Hanging, Node, State, Target, VoidLookups};
use crate::dns::{Answer, Answers, Need, Question, RecordData, RecordType, Unanswered};
use crate::limits;
use crate::name::DomainName;
use crate::spf::evaluate::{NAME_LIMIT, exchanges};
use crate::spf::macros::DomainSpec;
use crate::spf::published::Selected;
use crate::spf::record::{Mechanism, Modifier, Record, Term, TermKind, name_lookups};
use crate::text::Span;

/// Walks the tree, collecting what is missing on the way.
struct Walker<'a> {
    answers: &'a Answers,
    need: Option<Need>,
    lookups: u32,
    records: usize,
    is_truncated: bool,
    hanging: Option<Hanging>,
}

/// The term that is being looked at.
#[derive(Clone, Copy)]
struct Here<'a> {
    domain: &'a DomainName,
    span: &'a Span,
    path: &'a [DomainName],
    /// Terms that no receiver reaches put no questions.
    is_reached: bool,
}

/// Walks the whole tree of `domain`.
pub(super) fn walk(answers: &Answers, domain: &DomainName) -> Result<Census, Need> {
    let mut walker = Walker { answers, need: None, lookups: 0, records: 0, is_truncated: false, hanging: None };
    let root = walker.node(domain, &[], true);
    match walker.need {
        Some(need) => Err(need),
        None => Ok(Census {
            lookups: walker.lookups,
            void_lookups: root.void_lookups(),
            is_truncated: walker.is_truncated,
            hanging: walker.hanging,
            root,
        }),
    }
}

impl<'a> Walker<'a> {
    /// The node of `domain`, reached through the names of `path`. What no receiver reaches is not
    /// followed.
    fn node(&mut self, domain: &DomainName, path: &[DomainName], is_reached: bool) -> Node {
        let empty = |state| Node { domain: domain.clone(), state, published: None, entries: Vec::new(), lookups: 0 };
        if path.contains(domain) {
            return empty(State::Loop);
        }
        if !is_reached || path.len() > limits::SPF_DEPTH || self.records >= limits::SPF_RECORDS {
            self.is_truncated |= is_reached;
            return empty(State::Beyond);
        }
        self.records += 1;
        let published = match self.answers.spf(domain) {
            Ok(Ok(published)) => Arc::clone(published),
            Ok(Err(unanswered)) => {
                self.hang(unanswered.clone(), domain, None);
                return empty(State::Unanswered(unanswered));
            }
            Err(need) => {
                self.lack(need);
                return empty(State::Beyond);
            }
        };
        let mut node = empty(State::None(published.absence));
        match published.selected() {
            Selected::None => {}
            Selected::Many(records) => node.state = State::Multiple(records.len()),
            Selected::One(record) => {
                node.state = if record.errors.is_empty() { State::Found } else { State::SyntaxErrors };
                let path: Vec<DomainName> = path.iter().chain([domain]).cloned().collect();
                let before = self.lookups;
                node.entries = self.entries(record, domain, &path);
                node.lookups = self.lookups - before;
            }
        }
        node.published = Some(published);
        node
    }

    /// The terms in their order; `redirect` is evaluated last, wherever it stands (section 6.1).
    fn entries(&mut self, record: &Record, domain: &DomainName, path: &[DomainName]) -> Vec<Entry> {
        let all = record.all().map(|(span, _)| span.start);
        let mut entries = Vec::with_capacity(record.terms.len());
        let mut redirects = Vec::new();
        for (index, term) in record.terms.iter().enumerate() {
            let is_redirect = matches!(term.kind, TermKind::Modifier(Modifier::Redirect(_)));
            let is_reached = match all {
                Some(all) => !is_redirect && term.span.start <= all,
                None => true,
            };
            let here = Here { domain, span: &term.span, path, is_reached };
            if is_redirect {
                redirects.push((index, here, term));
            } else {
                entries.push(self.entry(index, here, term));
            }
        }
        for (index, here, term) in redirects {
            entries.push(self.entry(index, here, term));
        }
        entries.sort_by_key(|entry| entry.index);
        entries
    }

    fn entry(&mut self, index: usize, here: Here<'_>, term: &Term) -> Entry {
        let own = match &term.kind {
            TermKind::Directive(directive) => directive.mechanism.lookups(),
            TermKind::Modifier(Modifier::Redirect(target)) => 1 + name_lookups(target),
            TermKind::Modifier(Modifier::Exp(_) | Modifier::Unknown { .. }) | TermKind::Broken => 0,
        };
        let before = self.lookups;
        if here.is_reached {
            self.lookups += own;
        }
        let target = match &term.kind {
            TermKind::Directive(directive) => self.target(&directive.mechanism, here),
            TermKind::Modifier(Modifier::Redirect(target)) => self.record_at(target, here),
            TermKind::Modifier(Modifier::Exp(_) | Modifier::Unknown { .. }) | TermKind::Broken => Target::Nothing,
        };
        let total = if here.is_reached { self.lookups - before } else { own };
        let void_lookups = if here.is_reached { target.void_lookups() } else { VoidLookups::default() };
        let (span, is_reached) = (here.span.clone(), here.is_reached);
        Entry { index, span, is_reached, before, own, total, void_lookups, target }
    }

    fn target(&mut self, mechanism: &Mechanism, here: Here<'_>) -> Target {
        let name = match mechanism.domain().map(|target| target.fixed(here.domain)) {
            None => here.domain.clone(),
            Some(Some(Ok(name))) => name,
            Some(Some(Err(error))) => return Target::NoName(error.to_string()),
            Some(None) => return Target::Unknown,
        };
        match mechanism {
            Mechanism::All | Mechanism::Ip4(_) | Mechanism::Ip6(_) => Target::Nothing,
            Mechanism::Ptr(_) => Target::Unknown,
            Mechanism::Include(_) => Target::Record(Box::new(self.node(&name, here.path, here.is_reached))),
            Mechanism::A(_) | Mechanism::Mx(_) | Mechanism::Exists(_) if !here.is_reached => Target::Nothing,
            Mechanism::A(_) => self.addresses(&name, here).map_or(Target::Nothing, Target::Addresses),
            Mechanism::Mx(_) => self.exchanges(name, here),
            Mechanism::Exists(_) => match self.ask(&name, RecordType::A, here) {
                Some((_, found)) => Target::Exists { name, found },
                None => Target::Nothing,
            },
        }
    }

    fn record_at(&mut self, target: &DomainSpec, here: Here<'_>) -> Target {
        match target.fixed(here.domain) {
            Some(Ok(name)) => Target::Record(Box::new(self.node(&name, here.path, here.is_reached))),
            Some(Err(error)) => Target::NoName(error.to_string()),
            None => Target::Unknown,
        }
    }

    fn addresses(&mut self, name: &DomainName, here: Here<'_>) -> Option<Addresses> {
        let four = self.ask(name, RecordType::A, here);
        let six = self.ask(name, RecordType::Aaaa, here);
        let ((answer4, found4), (answer6, found6)) = (four?, six?);
        let ipv4 = answer4.records().iter().filter_map(|record| match record.data {
            RecordData::A(address) => Some(address),
            _ => None,
        });
        let ipv6 = answer6.records().iter().filter_map(|record| match record.data {
            RecordData::Aaaa(address) => Some(address),
            _ => None,
        });
        Some(Addresses { name: name.clone(), found4, found6, ipv4: ipv4.collect(), ipv6: ipv6.collect() })
    }

    fn exchanges(&mut self, name: DomainName, here: Here<'_>) -> Target {
        let Some((answer, found)) = self.ask(&name, RecordType::Mx, here) else { return Target::Nothing };
        let names: Vec<_> = exchanges(answer).into_iter().filter(|exchange| !exchange.is_root()).cloned().collect();
        let names = if names.len() > NAME_LIMIT { Vec::new() } else { names };
        let hosts = names.iter().filter_map(|exchange| self.addresses(exchange, here)).collect();
        Target::Exchanges { name, found, hosts }
    }

    /// The answer to a question, when there is one; else the question is added to the needs.
    fn ask(&mut self, name: &DomainName, kind: RecordType, here: Here<'_>) -> Option<(&'a Answer, Found)> {
        let answers = self.answers;
        match answers.get(name, kind) {
            Ok(answer) => {
                let found = Found::of(answer, Question::new(name.clone(), kind));
                if let Found::Unanswered(unanswered) = &found {
                    self.hang(unanswered.clone(), here.domain, Some(here.span.clone()));
                }
                Some((answer, found))
            }
            Err(need) => {
                self.lack(need);
                None
            }
        }
    }

    fn lack(&mut self, need: Need) {
        self.need = Some(match self.need.take() {
            Some(before) => before.and(need),
            None => need,
        });
    }

    fn hang(&mut self, unanswered: Unanswered, domain: &DomainName, span: Option<Span>) {
        if self.hanging.is_none() {
            self.hanging = Some(Hanging { unanswered, domain: domain.clone(), span });
        }
    }
}

impl Target {
    /// Whether the term itself finds nothing. A missing record behind `include` or `redirect` is not
    /// counted: it is an error of its own (RFC 7208 sections 5.2 and 6.1).
    fn void_lookups(&self) -> VoidLookups {
        let of = |ipv4: bool, ipv6: bool| VoidLookups { ipv4: ipv4.into(), ipv6: ipv6.into() };
        match self {
            Self::Nothing | Self::Unknown | Self::NoName(_) | Self::Record(_) => VoidLookups::default(),
            Self::Addresses(host) => of(host.found4.is_void(), host.found6.is_void()),
            Self::Exchanges { found, .. } | Self::Exists { found, .. } if found.is_void() => VoidLookups::BOTH,
            Self::Exists { .. } => VoidLookups::default(),
            Self::Exchanges { hosts, .. } if hosts.is_empty() => VoidLookups::default(),
            Self::Exchanges { hosts, .. } => {
                let no4 = hosts.iter().all(|host| host.found4.is_void());
                let no6 = hosts.iter().all(|host| host.found6.is_void());
                of(no4, no6)
            }
        }
    }
}
