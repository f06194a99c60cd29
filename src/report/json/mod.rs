//! The report as JSON: version 1 is in [`v1`]; the conversion from the report is here.

mod blocklists;
mod fixes;
pub mod v1;

use super::sentences::{self, Sentences};
use super::{RULESET, Report};
use crate::checks::Quiet;
use crate::dkim::discover::Found;
use crate::dmarc::Both;
use crate::dmarc::Generation;
use crate::dmarc::align::{self, Aligned};
use crate::dmarc::discover::{Determined, Discovered};
use crate::dns::{Answer, Question};
use crate::facts::Fact;
use crate::facts::address::{AddressFacts, Forward, PtrName, Role};
use crate::facts::dkim::{KeyFact, SelectorState};
use crate::facts::mx::{HostFact, MxFacts, Reach};
use crate::facts::spf::SpfState;
use crate::facts::stream::StreamFacts;
use crate::facts::transport::{Owner, TransportFacts};
use crate::finding::Finding;
use crate::i18n::Texts;
use crate::mx::NullMx;
use crate::name::DomainName;
use crate::predict::{BranchAnswer, Prediction};
use crate::recipients::{Recipients, Refused};
use crate::spf::census::{Census, Node};
use crate::stream::{MailFrom, Signature};
use crate::text;

/// The report of one domain in the published shape.
pub fn report(report: &Report, texts: &Texts) -> v1::Report {
    let facts = &report.facts;
    v1::Report {
        schema: 1,
        preflight: env!("CARGO_PKG_VERSION"),
        ruleset: RULESET,
        as_of: facts.subject.as_of.to_string(),
        lang: texts.lang().as_str(),
        domain: facts.subject.domain.to_string(),
        verdict: report.verdict.as_str(),
        spf: spf(report),
        dkim: v1::Dkim {
            keys: facts.dkim.keys.iter().map(key).collect(),
            probed: facts.dkim.probing.probed,
            wildcard: !facts.dkim.wildcard.is_absent() && facts.dkim.wildcard.known().is_some(),
        },
        dmarc: dmarc(report),
        mx: facts.mx.records.known().map(|set| exchanges(&facts.mx, set.null)).unwrap_or_default(),
        mx_state: mx_state(&facts.mx),
        addresses: facts
            .addresses
            .iter()
            .map(|one| address(one, blocklists::listed(report, one.sender.address, texts)))
            .collect(),
        blocklists: blocklists::blocklists(report, texts),
        transport: transport(&facts.transport),
        streams: match report.streams.is_empty() {
            true => Vec::new(),
            false => facts.streams.iter().map(|one| stream(one, report)).collect(),
        },
        findings: findings(report, texts),
        predictions: predictions(report),
        fixes: report.plan.as_ref().map(|plan| fixes::fixes(plan, texts)).unwrap_or_default(),
        plan: report.plan.as_ref().map(|plan| fixes::plan(plan, report, texts)),
        what_if: report.before.as_ref().map(|before| fixes::what_if(before, report)),
        undetermined: report
            .unanswered()
            .map(|why| v1::Undetermined { what: why.question.to_string(), why: sentences::unanswered(&why, texts) })
            .chain(sentences::silent_lists(report, texts).map(|(what, why)| v1::Undetermined { what, why }))
            .collect(),
        rules: v1::Rules {
            pass: report.quiet(Quiet::Pass).collect(),
            not_applicable: report.quiet(Quiet::NotApplicable).collect(),
        },
        dns: report.answers.iter().map(|(question, answer)| dns(question, answer)).collect(),
        recipients: None,
    }
}

/// What a list of recipients comes to, in the published shape.
pub fn recipients(recipients: &Recipients, texts: &Texts) -> v1::Recipients {
    let known = recipients.receivers.iter();
    let mut receivers: Vec<_> =
        known.map(|share| v1::RecipientShare { receiver: share.receiver.clone(), count: share.count }).collect();
    if recipients.other > 0 {
        receivers.push(v1::RecipientShare { receiver: "other".to_owned(), count: recipients.other });
        receivers.sort_by_key(|share| std::cmp::Reverse(share.count));
    }
    v1::Recipients {
        total: recipients.total,
        receivers,
        refused: recipients.refused.iter().map(refused).collect(),
        refused_total: recipients.refused_total,
        undetermined: recipients
            .undetermined
            .iter()
            .map(|one| v1::UndeterminedRecipients {
                domain: one.domain.to_string(),
                count: one.count,
                why: sentences::unanswered(&one.why, texts),
            })
            .collect(),
        undetermined_total: recipients.undetermined_total,
        left_out: recipients.left_out,
    }
}

fn refused(refused: &Refused) -> v1::RefusedRecipient {
    let (code, status) = refused.reason.reply();
    v1::RefusedRecipient {
        line: refused.line,
        domain: refused.domain.as_ref().map(DomainName::to_string),
        reason: refused.reason.as_str(),
        reply: v1::Reply { code: Some(code), status: Some(status.to_owned()), text: None },
        suggestion: refused.suggestion,
    }
}

fn spf(report: &Report) -> v1::Spf {
    let policy = &report.facts.spf.policy;
    let census = policy.census.known();
    v1::Spf {
        state: match policy.state {
            SpfState::Found => "found",
            SpfState::None => "none",
            SpfState::Multiple => "multiple",
            SpfState::Undetermined(_) => "undetermined",
        },
        record: policy.record().map(|record| text::show(record.text())),
        lookups: census.map(|census| census.lookups),
        void_lookups: census
            .map(|census| v1::VoidLookups { ipv4: census.void_lookups.ipv4, ipv6: census.void_lookups.ipv6 }),
        tree: census.map(tree).unwrap_or_default(),
    }
}

fn tree(census: &Census) -> Vec<v1::SpfTerm> {
    terms(&census.root)
}

fn terms(node: &Node) -> Vec<v1::SpfTerm> {
    let shown =
        |entry: &crate::spf::census::Entry| node.record().map(|record| record.shown(&entry.span)).unwrap_or_default();
    node.entries
        .iter()
        .map(|entry| v1::SpfTerm {
            term: shown(entry),
            domain: node.domain.to_string(),
            lookups: entry.total,
            cumulative: entry.before + entry.total,
            terms: entry.child().map(terms).unwrap_or_default(),
        })
        .collect()
}

fn key(key: &KeyFact) -> v1::DkimKey {
    let record = key.record();
    v1::DkimKey {
        domain: key.domain.to_string(),
        selector: key.selector.to_string(),
        state: key_state(&key.state),
        kind: record.map(|record| record.key_type.as_str().to_owned()),
        bits: record.and_then(|record| record.bits()).and_then(|bits| u32::try_from(bits).ok()),
        cname: names(&key.published.chain),
        found_by: match key.found {
            Found::Named => "named",
            Found::Stream(_) => "stream",
            Found::Seen => "seen",
            Found::Implied { .. } => "provider",
            Found::Generic => "probe",
        },
    }
}

/// The word for the state of a selector; several records are as good as none that works.
pub fn key_state(state: &SelectorState) -> &'static str {
    match state {
        SelectorState::Valid => "valid",
        SelectorState::Revoked => "revoked",
        SelectorState::Invalid | SelectorState::Multiple => "invalid",
        SelectorState::Missing(_) => "missing",
        SelectorState::Undetermined(_) => "undetermined",
    }
}

fn transport(facts: &TransportFacts) -> v1::Transport {
    v1::Transport {
        checked: false,
        mta_sts: transport_record(facts.mta_sts.as_ref()),
        tls_rpt: transport_record(facts.tls_rpt.as_ref()),
    }
}

fn transport_record<R, E>(owner: Option<&Owner<R, E>>) -> v1::TransportRecord {
    let only = owner.and_then(Owner::only);
    let state = match owner.map(|owner| &owner.texts) {
        None | Some(Fact::Absent) => "none",
        Some(Fact::Unknown(_)) => "undetermined",
        Some(Fact::Known(_)) if only.is_some_and(|text| text.reading.is_ok()) => "found",
        Some(Fact::Known(_)) => "invalid",
    };
    v1::TransportRecord { state, record: only.map(|text| text::show(&text.txt.joined())) }
}

fn dmarc(report: &Report) -> v1::Dmarc {
    let author = report.facts.dmarc.author();
    let found = |generation| author.map(|author| author.policy.get(generation));
    let organization = |generation| {
        let known = author.map(|author| author.organization.get(generation));
        match known {
            Some(Determined::Known(name)) => Some(name.to_string()),
            Some(Determined::Unknown(_)) | None => None,
        }
    };
    let state = |generation| match found(generation) {
        Some(Discovered::Applies(_)) => "found",
        Some(Discovered::Nothing(_)) | None => "none",
        Some(Discovered::Unknown(_)) => "undetermined",
    };
    let applied = |generation| match found(generation) {
        Some(Discovered::Applies(applied)) => Some(applied),
        Some(Discovered::Nothing(_) | Discovered::Unknown(_)) | None => None,
    };
    let at = |generation| applied(generation).map(|applied| format!("_dmarc.{}", applied.at));
    let policy = |generation| applied(generation).map(|applied| applied.policy.as_str());
    use Generation::{Rfc7489, Rfc9989};
    v1::Dmarc {
        rfc9989: v1::Dmarc9989 {
            state: state(Rfc9989),
            record_at: at(Rfc9989),
            organizational_domain: organization(Rfc9989),
            policy: policy(Rfc9989),
            testing: applied(Rfc9989).is_some_and(|applied| applied.terms.testing),
        },
        rfc7489: v1::Dmarc7489 {
            state: state(Rfc7489),
            record_at: at(Rfc7489),
            organizational_domain: organization(Rfc7489),
            policy: policy(Rfc7489),
            pct: applied(Rfc7489).map(|applied| applied.terms.pct),
        },
    }
}

fn mx_state(mx: &MxFacts) -> &'static str {
    match &mx.records {
        Fact::Unknown(_) => "undetermined",
        Fact::Absent if mx.is_implicit() => "implicit",
        Fact::Absent => "none",
        Fact::Known(set) => match set.null {
            NullMx::Yes => "null",
            NullMx::No | NullMx::WrongPreference | NullMx::Mixed => "found",
        },
    }
}

fn exchanges(mx: &MxFacts, null: NullMx) -> Vec<v1::Mx> {
    let hosts = mx.hosts.iter().map(exchange);
    let set = mx.records.known();
    let roots = set.into_iter().flat_map(|set| &set.exchanges).filter(|exchange| exchange.host.is_root());
    let nulls = roots.map(|exchange| v1::Mx {
        preference: exchange.preference,
        exchange: exchange.host.to_string(),
        addresses: Vec::new(),
        state: if null == NullMx::Yes { "null" } else { "no_address" },
        cname: Vec::new(),
    });
    nulls.chain(hosts).collect()
}

fn exchange(host: &HostFact) -> v1::Mx {
    v1::Mx {
        preference: host.exchange.preference,
        exchange: host.exchange.host.to_string(),
        addresses: host.addresses.iter().map(|address| address.to_string()).collect(),
        state: host_state(host),
        cname: names(&host.chain),
    }
}

/// The word for what an exchange comes to.
pub fn host_state(host: &HostFact) -> &'static str {
    match host.addresses.reach() {
        _ if host.literal.is_some() => "address_literal",
        Reach::Reached => "ok",
        Reach::Unreachable if host.addresses.nxdomain => "nxdomain",
        Reach::Unreachable => "no_address",
        Reach::Undetermined(_) => "undetermined",
    }
}

fn address(address: &AddressFacts, listed: Vec<v1::Listing>) -> v1::Address {
    let names = address.names();
    let first = names.iter().find(|name| name.forward == Forward::Confirmed).or_else(|| names.first());
    let role = |role: &Role| match role {
        Role::Stream(name) => format!("stream:{name}"),
        Role::Exchange => "mx".to_owned(),
        Role::Spf => "spf".to_owned(),
    };
    v1::Address {
        ip: address.sender.address.to_string(),
        roles: address.sender.roles.iter().map(role).collect(),
        sample_of: address.sender.sample_of.iter().map(ToString::to_string).collect(),
        ptr: first.map(|name| name.name.to_string()),
        fcrdns: address.is_confirmed().one().copied(),
        names: match &address.ptr {
            Fact::Unknown(_) => None,
            Fact::Absent => Some(Vec::new()),
            Fact::Known(names) => Some(names.iter().map(address_name).collect()),
        },
        listed,
    }
}

fn address_name(name: &PtrName) -> v1::AddressName {
    v1::AddressName {
        name: name.name.to_string(),
        fcrdns: match &name.forward {
            Forward::Confirmed => Some(true),
            Forward::Elsewhere(_) | Forward::Nowhere => Some(false),
            Forward::Unknown(_) | Forward::Beyond => None,
        },
        generic: name.generic.is_some(),
        own: name.own,
    }
}

fn stream(one: &StreamFacts, report: &Report) -> v1::Stream {
    let facts = &report.facts;
    let stream = &one.stream;
    let alignments = facts.dmarc.streams.iter().find(|alignments| alignments.stream == stream.name);
    let spf = one.spf(facts);
    let dkim = |signature: &Signature| v1::StreamDkim {
        domain: signature.domain.to_string(),
        selector: signature.selector.to_string(),
        state: facts
            .dkim
            .key(&signature.domain, &signature.selector)
            .map_or("undetermined", |key| key_state(&key.state)),
        aligned: alignments
            .and_then(|all| all.dkim.iter().find(|(known, _)| known == signature))
            .map_or(v1::Aligned { rfc9989: None, rfc7489: None }, |(_, both)| aligned(both)),
    };
    v1::Stream {
        name: stream.name.clone(),
        declared: stream.declared,
        evidence: (!stream.evidence.is_empty()).then(|| names(&stream.evidence).join(" ")),
        from: stream.from.to_string(),
        mail_from: match &stream.mail_from {
            MailFrom::Mailbox { local: Some(local), domain } => Some(format!("{}@{domain}", text::show_text(local))),
            MailFrom::Mailbox { local: None, domain } => Some(domain.to_string()),
            MailFrom::Below(domain) => Some(domain.to_string()),
            MailFrom::Null => Some(String::new()),
            MailFrom::Unknown => None,
        },
        helo: stream.helo.as_ref().map(DomainName::to_string),
        ips: stream.ips.iter().map(|net| address_or_net(*net)).collect(),
        provider: stream.provider.map(|provider| provider.id.clone()),
        volume: stream.volume,
        assumes: one.assumes(facts),
        spf: v1::StreamSpf {
            result: spf.one().map_or("undetermined", |result| result.as_str()).to_owned(),
            aligned: alignments
                .and_then(|all| all.spf.as_ref())
                .map_or(v1::Aligned { rfc9989: None, rfc7489: None }, |(_, both)| aligned(both)),
        },
        dkim: stream.dkim.iter().map(dkim).collect(),
        dmarc: v1::StreamDmarc {
            rfc9989: stream_dmarc(one, report, Generation::Rfc9989),
            rfc7489: stream_dmarc(one, report, Generation::Rfc7489),
        },
    }
}

/// The DMARC result of a stream under one generation.
pub fn stream_dmarc(one: &StreamFacts, report: &Report, generation: Generation) -> &'static str {
    match one.dmarc(&report.facts, generation) {
        align::Verdict::Pass => "pass",
        align::Verdict::Fail => "fail",
        align::Verdict::None => "none",
        align::Verdict::Undetermined => "undetermined",
    }
}

fn address_or_net(net: ipnet::IpNet) -> String {
    if net.prefix_len() == net.max_prefix_len() { net.addr().to_string() } else { net.to_string() }
}

fn aligned(both: &Both<Aligned>) -> v1::Aligned {
    let known = |aligned: &Aligned| match aligned {
        Aligned::Yes => Some(true),
        Aligned::No => Some(false),
        Aligned::Unknown(_) => None,
    };
    v1::Aligned { rfc9989: known(&both.rfc9989), rfc7489: known(&both.rfc7489) }
}

/// One finding in the published shape.
pub fn finding(finding: &Finding, texts: &Texts) -> v1::Finding {
    let said = Sentences::of(finding, texts);
    let place = &finding.evidence.place;
    let citations: Vec<_> = finding.rule.basis.citations().iter().map(ToString::to_string).collect();
    v1::Finding {
        rule: finding.rule.id,
        slug: finding.rule.slug,
        severity: finding.severity().as_str(),
        state: if finding.is_failure() { "fail" } else { "undetermined" },
        name: place.name.to_string(),
        kind: place.kind.to_string(),
        selector: place.selector.as_ref().map(ToString::to_string),
        stream: place.stream.clone(),
        location: place.location.as_ref().map(|location| v1::Location {
            file: location.file.to_string(),
            line: location.line,
            column: location.column,
        }),
        title: said.title,
        why: said.why,
        advice: said.advice,
        reference: citations.join("; "),
        excerpt: finding.evidence.excerpt.as_ref().map(|excerpt| {
            let (text, span) = text::show_with_span(&excerpt.octets, &excerpt.span);
            v1::Excerpt { text, start: span.start, end: span.end }
        }),
        publish: finding
            .evidence
            .publish
            .iter()
            .map(|proposal| v1::Publish {
                name: proposal.name.to_string(),
                kind: proposal.kind.to_string(),
                data: proposal.data.to_string(),
            })
            .collect(),
        fixes: Vec::new(),
    }
}

fn findings(report: &Report, texts: &Texts) -> Vec<v1::Finding> {
    let with_fixes = |one: &Finding| v1::Finding {
        fixes: report.fixes_for(one).into_iter().map(str::to_owned).collect(),
        ..finding(one, texts)
    };
    report.findings().map(with_fixes).collect()
}

fn predictions(report: &Report) -> Vec<v1::Prediction> {
    report.predicted().map(|(stream, one)| prediction(one, stream, report)).collect()
}

fn prediction(prediction: &Prediction, stream: &StreamFacts, report: &Report) -> v1::Prediction {
    let rule = prediction.rule.as_ref();
    let fill = |reply: &crate::predict::rules::Reply| v1::Reply {
        code: reply.code,
        status: reply.status.clone(),
        text: filled(reply, stream),
    };
    v1::Prediction {
        receiver: prediction.receiver.clone(),
        stream: stream.stream.name.clone(),
        outcome: prediction.outcome.as_str(),
        certainty: prediction.certainty.as_str(),
        stage: rule.map(|rule| rule.stage.as_str().to_owned()),
        reply: rule.and_then(|rule| rule.reply.as_ref()).map(fill),
        rule: rule.map(|rule| rule.id.clone()),
        because: report.because(prediction, stream).into_iter().map(str::to_owned).collect(),
        assumes: prediction.assumes.iter().cloned().collect(),
        needs: prediction.needs.iter().map(need).collect(),
        option: rule.and_then(|rule| rule.scope.option.clone()),
        earlier: prediction.earlier.clone(),
        then: prediction.then.clone(),
        confidence: rule.map(|rule| rule.confidence.as_str()),
        source: rule.map(|rule| rule.source.clone()),
        checked: rule.map(|rule| rule.checked.to_string()),
    }
}

/// The reply text with what is known of the stream filled in; what is not known stays named.
pub fn filled(reply: &crate::predict::rules::Reply, stream: &StreamFacts) -> Option<String> {
    let from = stream.stream.from.to_string();
    let mail_from = stream.stream.mail_from.domain().map(DomainName::to_string);
    let ip = match stream.stream.ips.as_slice() {
        [only] => Some(only.addr().to_string()),
        _ => None,
    };
    reply.filled(|placeholder| match placeholder {
        "{from_domain}" => Some(from.as_str()),
        "{mailfrom_domain}" => mail_from.as_deref(),
        "{ip}" => ip.as_deref(),
        _ => None,
    })
}

fn need(question: &crate::predict::Question) -> v1::Need {
    v1::Need {
        ask: question.ask.as_str().to_owned(),
        branches: question
            .branches
            .iter()
            .map(|branch| {
                let (fact, value) = match &branch.answer {
                    BranchAnswer::Values(values) => {
                        let fact = values.first().map(|value| value.fact().as_str()).unwrap_or_default();
                        let words: Vec<_> = values.iter().map(|value| value.as_str()).collect();
                        (fact.to_owned(), words.join("|"))
                    }
                    BranchAnswer::Volume(messages) => ("volume".to_owned(), messages.to_string()),
                };
                v1::Branch {
                    fact,
                    value,
                    outcome: branch.outcome.as_str(),
                    status: branch.reply.as_ref().and_then(|reply| reply.status.clone()),
                }
            })
            .collect(),
    }
}

fn dns(question: &Question, answer: &Answer) -> v1::DnsAnswer {
    let (status, reason, ttl, origin, data) = match answer {
        Answer::Records(set) => {
            let data = set.records.iter().map(|record| record.data.to_string()).collect();
            ("records", None, Some(set.ttl), Some(&set.origin), data)
        }
        Answer::NoData(negative) => ("nodata", None, negative.ttl, Some(&negative.origin), Vec::new()),
        Answer::NxDomain(negative) => ("nxdomain", None, negative.ttl, Some(&negative.origin), Vec::new()),
        Answer::Failed(failure) => ("failed", Some(failure.kind.as_str()), None, None, Vec::new()),
        Answer::OutOfZone => ("out_of_zone", None, None, None, Vec::new()),
    };
    let server = match answer {
        Answer::Failed(failure) => failure.server.as_deref(),
        _ => origin.and_then(|origin| origin.server.as_deref()),
    };
    v1::DnsAnswer {
        name: question.name.to_string(),
        kind: question.kind.to_string(),
        status,
        reason,
        ttl,
        from: origin.map(|origin| origin.from),
        server: server.map(text::show_text),
        cname: names(answer.chain()),
        data,
    }
}

fn names(names: &[DomainName]) -> Vec<String> {
    names.iter().map(DomainName::to_string).collect()
}
