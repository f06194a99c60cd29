//! What is true of a domain's DMARC: its records as published, the policy and the alignments that
//! follow under each generation, and whether its reports may and can be delivered.

use std::collections::{BTreeMap, BTreeSet};

use super::mx::existence;
use super::{Fact, Subject};
use crate::dkim::discover::WILDCARD_PROBE;
use crate::dmarc::align::{self, Aligned, Mechanism};
use crate::dmarc::discover::{self, Determined, Discovered, LABEL, NoPolicy, Walk};
use crate::dmarc::record::{self, PolicyRecord, Reading};
use crate::dmarc::tags::{Mode, TagName};
use crate::dmarc::{Both, Generation};
use crate::dns::answers::{all, join};
use crate::dns::{Answer, Answers, Location, Need, Question, Record, RecordData, RecordType, Txt, Unanswered};
use crate::mx;
use crate::name::DomainName;
use crate::stream::{MailFrom, Signature, Stream};

/// The DMARC facts of one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DmarcFacts {
    /// The domain that was named.
    pub domain: DomainName,
    /// That domain and the From domain of every stream, as Author Domains.
    pub authors: BTreeMap<DomainName, Author>,
    /// Where else the record of the domain was looked for, with what looks like one; empty when a
    /// policy applies under both generations.
    pub misplaced: Vec<Owner>,
    /// Every domain that reports go to.
    pub reports: Vec<ReportHost>,
    /// The alignments of the streams, in their order.
    pub streams: Vec<StreamAlignments>,
}

impl DmarcFacts {
    /// The domain that was named, as an Author Domain.
    pub fn author(&self) -> Option<&Author> {
        self.authors.get(&self.domain)
    }

    /// Every name whose record speaks for an Author Domain, once each.
    pub fn speaking(&self) -> impl Iterator<Item = &Owner> {
        let owners = self.authors.values().flat_map(Author::speaking);
        owners.map(|owner| (&owner.name, owner)).collect::<BTreeMap<_, _>>().into_values()
    }
}

/// One Author Domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The domain.
    pub name: DomainName,
    /// What is published at its own `_dmarc` name; `None` when there is no room for the label.
    pub owner: Option<Owner>,
    /// The names above whose record speaks for it because its own name has none, or would if it
    /// were right: those of its organizational domain (RFC 7489) and of the policy domain. Empty
    /// when its own name has a policy record, and when nobody answered for that.
    pub above: Vec<Owner>,
    /// The policy that applies to it.
    pub policy: Both<Discovered>,
    /// Its organizational domain.
    pub organization: Both<Determined<DomainName>>,
    /// Its tree walk.
    pub walk: Walk,
}

/// The text records of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The name asked for.
    pub name: DomainName,
    /// The CNAME targets that were followed from it.
    pub chain: Vec<DomainName>,
    /// Its texts.
    pub texts: Fact<Vec<Text>>,
    /// What is behind its CNAMEs when they lead to nothing that looks like a policy record; looked
    /// at where the record speaks for an Author Domain.
    pub dead_end: Option<DeadEnd>,
}

/// The end of CNAMEs that lead to no policy record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadEnd {
    /// Known when a wildcard makes the CNAME, so that nobody meant it for policies.
    pub wildcard: Fact<()>,
    /// The registrable domain that the last target needs, absent when nobody has it; looked at when
    /// the target does not exist.
    pub registrable: Option<(DomainName, Fact<()>)>,
}

impl Owner {
    /// The CNAME target behind which nothing is, when the chain ends so.
    pub fn dangling(&self) -> Option<&DomainName> {
        self.chain.last().filter(|_| self.texts.is_absent())
    }

    /// The domain that the records speak for: the name without its first label.
    pub fn domain(&self) -> DomainName {
        self.name.parent().unwrap_or_else(DomainName::root)
    }

    /// The texts that are policy records or were meant to be.
    pub fn meant(&self) -> impl Iterator<Item = &Text> {
        self.texts.known().into_iter().flatten().filter(|text| text.reading != Reading::Unrelated)
    }

    /// The policy records among the texts.
    pub fn policies(&self) -> impl Iterator<Item = (&Text, &PolicyRecord)> {
        self.texts.known().into_iter().flatten().filter_map(|text| match &text.reading {
            Reading::Policy(record) => Some((text, &**record)),
            Reading::NearMiss(_) | Reading::Unrelated => None,
        })
    }
}

/// One TXT record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its strings as published.
    pub txt: Txt,
    /// Its TTL in seconds.
    pub ttl: u32,
    /// Where it stands in a zone file.
    pub location: Option<Location>,
    /// What it is to DMARC.
    pub reading: Reading,
}

/// A domain that the reports of a policy domain go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportHost {
    /// The domain whose policy record names it.
    pub policy_domain: DomainName,
    /// The domain of the report address.
    pub host: DomainName,
    /// The tags that name it: `rua`, `ruf` or both.
    pub tags: BTreeSet<TagName>,
    /// Whether both belong to one organization; then no authorisation is needed.
    pub same_organization: Both<Aligned>,
    /// Whether it agreed to get these reports.
    pub authorisation: Authorisation,
    /// Whether it receives mail.
    pub receives: Receives,
}

/// Whether a domain agreed to get the reports of another (RFC 9990 section 4, RFC 9991 section 5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authorisation {
    /// Both are one organization under both generations.
    NotNeeded,
    /// It did.
    Granted,
    /// It did, but sends reports on to these domains: then nobody gets any.
    Elsewhere(Vec<DomainName>),
    /// It did not.
    Missing,
    /// The name that would say so is too long to exist.
    NameTooLong,
    /// Nobody answered.
    Unknown(Unanswered),
}

/// Whether a domain receives mail (RFC 5321 section 5.1, RFC 7505).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receives {
    /// It has an MX record or an address.
    Yes,
    /// It says that it receives none.
    NullMx,
    /// It has neither.
    Nothing,
    /// Nobody answered.
    Unknown(Unanswered),
}

/// The alignments of one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamAlignments {
    /// The name of the stream.
    pub stream: String,
    /// Its Author Domain.
    pub from: DomainName,
    /// The domain that SPF authenticates, where it is known, and its alignment.
    pub spf: Option<(DomainName, Both<Aligned>)>,
    /// Its signatures and their alignments, in the order they were declared.
    pub dkim: Vec<(Signature, Both<Aligned>)>,
}

/// Gathers the DMARC facts of a subject and its streams.
///
/// # Errors
/// The [`Need`] for what is missing; a question that failed is a fact.
pub fn gather(subject: &Subject, streams: &[Stream], answers: &Answers) -> Result<DmarcFacts, Need> {
    let names: BTreeSet<_> = std::iter::once(&subject.domain).chain(streams.iter().map(|s| &s.from)).collect();
    let authors = all(names.into_iter().map(|name| author(answers, name)));
    let streams = all(streams.iter().map(|stream| alignments(answers, stream)));
    let (authors, streams) = join((authors, streams))?;
    let misplaced = match authors.iter().find(|author| author.name == subject.domain) {
        Some(author) if author.lacks_policy() => misplaced(answers, &subject.domain),
        Some(_) | None => Ok(Vec::new()),
    };
    let reports = all(destinations(&authors).into_iter().map(|(key, tags)| report_host(answers, key, tags)));
    let (misplaced, reports) = join((misplaced, reports))?;
    Ok(DmarcFacts {
        domain: subject.domain.clone(),
        authors: authors.into_iter().map(|author| (author.name.clone(), author)).collect(),
        misplaced,
        reports,
        streams,
    })
}

impl Author {
    /// The names whose record speaks for it, its own first.
    pub fn speaking(&self) -> impl Iterator<Item = &Owner> {
        self.owner.iter().chain(&self.above)
    }

    /// True when its own name has no record and one generation at least finds none above.
    fn lacks_policy(&self) -> bool {
        let own = self.owner.as_ref().is_some_and(|owner| owner.policies().next().is_some());
        let nothing = |generation| matches!(self.policy.get(generation), Discovered::Nothing(_));
        !own && Generation::ALL.into_iter().any(nothing)
    }
}

fn author(answers: &Answers, name: &DomainName) -> Result<Author, Need> {
    let own = name.child(LABEL).ok().map(|name| speaker(answers, name)).transpose();
    let policy = Both::gather(|generation| discover::policy(answers, name, generation));
    let organization = Both::gather(|generation| discover::organizational_domain(answers, name, generation));
    let walk = discover::walk(answers, name);
    let ((owner, policy), (organization, walk)) = join((join((own, policy)), join((organization, walk))))?;
    let above = match &owner {
        Some(own) if own.policies().next().is_some() || matches!(own.texts, Fact::Unknown(_)) => Vec::new(),
        Some(_) | None => all(above(name, &policy).into_iter().map(|name| speaker(answers, name)))?,
    };
    Ok(Author { name: name.clone(), owner, above, policy, organization, walk })
}

/// The `_dmarc` names above `name` that its policy comes from, or would come from.
fn above(name: &DomainName, policy: &Both<Discovered>) -> BTreeSet<DomainName> {
    let found = Generation::ALL.into_iter().filter_map(|generation| match policy.get(generation) {
        Discovered::Applies(applied) => Some(applied.at.clone()),
        Discovered::Nothing(NoPolicy::Several(at) | NoPolicy::Unusable(at)) => Some(at.clone()),
        Discovered::Nothing(NoPolicy::NoRecord) | Discovered::Unknown(_) => None,
    });
    let domains = found.chain([discover::organizational_domain_7489(name)]);
    domains.filter(|domain| domain != name).filter_map(|domain| domain.child(LABEL).ok()).collect()
}

/// What a name holds whose record speaks for an Author Domain.
fn speaker(answers: &Answers, name: DomainName) -> Result<Owner, Need> {
    let owner = owner(answers, name)?;
    let leads_nowhere = !matches!(owner.texts, Fact::Unknown(_)) && owner.meant().next().is_none();
    let dead_end = match owner.chain.last() {
        Some(end) if leads_nowhere => Some(dead_end(answers, &owner, end)?),
        Some(_) | None => None,
    };
    Ok(Owner { dead_end, ..owner })
}

fn dead_end(answers: &Answers, owner: &Owner, end: &DomainName) -> Result<DeadEnd, Need> {
    let wildcard = match owner.domain().child(WILDCARD_PROBE) {
        Err(_) => Ok(Fact::Absent),
        Ok(probe) => {
            answers.txt(&probe).map(|answer| match answer.unanswered(&Question::new(probe, RecordType::Txt)) {
                Some(why) => Fact::Unknown(why),
                None if answer.chain() == owner.chain => Fact::Known(()),
                None => Fact::Absent,
            })
        }
    };
    let is_missing = matches!(answers.txt(&owner.name)?, Answer::NxDomain(_));
    let registrable = mx::registrable(end).filter(|_| is_missing).map(|parent| {
        let answer = answers.get(&parent, RecordType::Ns)?;
        let exists = existence(answer, &Question::new(parent.clone(), RecordType::Ns));
        Ok((parent, exists))
    });
    let (wildcard, registrable) = join((wildcard, registrable.transpose()))?;
    Ok(DeadEnd { wildcard, registrable })
}

fn owner(answers: &Answers, name: DomainName) -> Result<Owner, Need> {
    let answer = answers.txt(&name)?;
    let texts = match answer.unanswered(&Question::new(name.clone(), RecordType::Txt)) {
        Some(why) => Fact::Unknown(why),
        None if answer.is_void() => Fact::Absent,
        None => Fact::Known(answer.records().iter().filter_map(text).collect()),
    };
    Ok(Owner { chain: answer.chain().to_vec(), texts, dead_end: None, name })
}

fn text(record: &Record) -> Option<Text> {
    let RecordData::Txt(txt) = &record.data else { return None };
    let reading = record::read(&txt.joined());
    Some(Text { txt: txt.clone(), ttl: record.ttl, location: record.location.clone(), reading })
}

/// Looks where people put the record by mistake: at the domain itself, without the underscore or
/// with one more, with the domain or the label appended twice, and below `www`.
fn misplaced(answers: &Answers, domain: &DomainName) -> Result<Vec<Owner>, Need> {
    let places = [
        Ok(domain.clone()),
        domain.child("dmarc"),
        domain.child(&format!("{LABEL}_")),
        domain.child(&format!("{LABEL}.{domain}")),
        domain.child(&format!("{LABEL}.{LABEL}")),
        domain.child(&format!("{LABEL}.www")),
    ];
    let looked = all(places.into_iter().flatten().map(|place| owner(answers, place)))?;
    Ok(looked
        .into_iter()
        .map(|owner| Owner {
            texts: owner.texts.map(|texts| texts.into_iter().filter(|t| t.reading != Reading::Unrelated).collect()),
            ..owner
        })
        .filter(|owner| match &owner.texts {
            Fact::Known(texts) => !texts.is_empty(),
            Fact::Unknown(_) => true,
            Fact::Absent => false,
        })
        .collect())
}

/// A policy domain, and a domain its reports go to.
type Destination = (DomainName, DomainName);

/// Every destination that a policy in force names.
fn destinations(authors: &[Author]) -> BTreeMap<Destination, BTreeSet<TagName>> {
    let mut found: BTreeMap<Destination, BTreeSet<TagName>> = BTreeMap::new();
    for author in authors {
        for generation in Generation::ALL {
            let Discovered::Applies(applied) = author.policy.get(generation) else { continue };
            for (tag, uris) in [(TagName::Rua, &applied.record.rua), (TagName::Ruf, &applied.record.ruf)] {
                for mailbox in uris.iter().filter_map(|uri| uri.mailbox()) {
                    found.entry((applied.at.clone(), mailbox.domain.clone())).or_default().insert(tag);
                }
            }
        }
    }
    found
}

fn report_host(
    answers: &Answers,
    (policy_domain, host): Destination,
    tags: BTreeSet<TagName>,
) -> Result<ReportHost, Need> {
    let same_organization =
        Both::gather(|generation| align::align(answers, &policy_domain, &host, Mode::Relaxed, generation));
    let authorised = same_organization.and_then(|same| {
        let one = Generation::ALL.into_iter().all(|generation| *same.get(generation) == Aligned::Yes);
        let authorisation = if one { Authorisation::NotNeeded } else { authorisation(answers, &policy_domain, &host)? };
        Ok((same, authorisation))
    });
    let ((same_organization, authorisation), receives) = join((authorised, receives(answers, &host)))?;
    Ok(ReportHost { policy_domain, host, tags, same_organization, authorisation, receives })
}

/// Looks for the record with which `host` agrees to get the reports of `policy_domain`
/// (RFC 9990 section 4).
///
/// # Errors
/// The [`Need`] for its TXT records.
pub fn authorisation(answers: &Answers, policy_domain: &DomainName, host: &DomainName) -> Result<Authorisation, Need> {
    let Ok(name) = host.child(&format!("{policy_domain}._report.{LABEL}")) else {
        return Ok(Authorisation::NameTooLong);
    };
    let owner = owner(answers, name)?;
    if let Fact::Unknown(why) = owner.texts {
        return Ok(Authorisation::Unknown(why));
    }
    let mut elsewhere = None;
    for (_, record) in owner.policies() {
        let others: Vec<_> =
            record.rua.iter().filter_map(|uri| uri.mailbox()).map(|m| m.domain.clone()).filter(|d| d != host).collect();
        if others.is_empty() {
            return Ok(Authorisation::Granted);
        }
        elsewhere.get_or_insert(others);
    }
    Ok(elsewhere.map_or(Authorisation::Missing, Authorisation::Elsewhere))
}

fn receives(answers: &Answers, host: &DomainName) -> Result<Receives, Need> {
    let mx = answers.get(host, RecordType::Mx)?;
    if let Some(why) = mx.unanswered(&Question::new(host.clone(), RecordType::Mx)) {
        return Ok(Receives::Unknown(why));
    }
    let is_null = |data: &RecordData| matches!(data, RecordData::Mx { exchange, .. } if exchange.is_root());
    match mx.records() {
        [] => {}
        records if records.iter().all(|record| is_null(&record.data)) => return Ok(Receives::NullMx),
        _ => return Ok(Receives::Yes),
    }
    if matches!(mx, Answer::NxDomain(_)) {
        return Ok(Receives::Nothing);
    }
    // Without MX records the address itself is the mail exchange (RFC 5321 section 5.1).
    let kinds = [RecordType::A, RecordType::Aaaa];
    let addresses = all(kinds.into_iter().map(|kind| answers.get(host, kind)))?;
    if addresses.iter().any(|answer| !answer.records().is_empty()) {
        return Ok(Receives::Yes);
    }
    let unanswered = kinds
        .into_iter()
        .zip(addresses)
        .find_map(|(kind, answer)| answer.unanswered(&Question::new(host.clone(), kind)));
    Ok(unanswered.map_or(Receives::Nothing, Receives::Unknown))
}

fn alignments(answers: &Answers, stream: &Stream) -> Result<StreamAlignments, Need> {
    let aligned = |identifier: &DomainName, mechanism| {
        Both::gather(|generation| align::aligned(answers, &stream.from, identifier, mechanism, generation))
    };
    // With a null reverse-path the HELO name is the MAIL FROM domain (RFC 7208 section 2.4).
    let authenticated = match &stream.mail_from {
        MailFrom::Mailbox { domain, .. } => Some(domain),
        MailFrom::Null => stream.helo.as_ref(),
        MailFrom::Below(_) | MailFrom::Unknown => None,
    };
    let spf = match (&stream.mail_from, authenticated) {
        (MailFrom::Below(domain), _) => Ok(not_aligned(&stream.from, domain)),
        (MailFrom::Mailbox { .. } | MailFrom::Null | MailFrom::Unknown, known) => {
            known.map(|domain| Ok((domain.clone(), aligned(domain, Mechanism::Spf)?))).transpose()
        }
    };
    let dkim =
        all(stream.dkim.iter().map(|signature| Ok((signature.clone(), aligned(&signature.domain, Mechanism::Dkim)?))));
    let (spf, dkim) = join((spf, dkim))?;
    Ok(StreamAlignments { stream: stream.name.clone(), from: stream.from.clone(), spf, dkim })
}

/// What lies at or below a provider's domain is not aligned, and needs no question; but for the
/// provider itself nobody knows, for the name is not known exactly.
fn not_aligned(from: &DomainName, provider: &DomainName) -> Option<(DomainName, Both<Aligned>)> {
    let is_own = mx::registrable(from) == mx::registrable(provider);
    (!is_own).then(|| (provider.clone(), Both { rfc9989: Aligned::No, rfc7489: Aligned::No }))
}
