//! Transport facts: what a domain announces for the way in between servers, MTA-STS (RFC 8461) and
//! TLS-RPT (RFC 8460). Their TXT records alone: the policy over HTTPS is not looked at.

use super::{Fact, Subject};
use crate::dns::answers::join;
use crate::dns::{Answers, Location, Need, Question, RecordData, RecordType, Txt};
use crate::fields;
use crate::mtasts::{self, StsError, StsRecord};
use crate::name::DomainName;
use crate::tlsrpt::{self, TlsRptError, TlsRptRecord};

/// Where the record of MTA-STS stands, below the domain (RFC 8461 section 3.1).
pub const MTA_STS: &str = "_mta-sts";

/// Where the record of TLS-RPT stands, below the domain (RFC 8460 section 3).
pub const TLS_RPT: &str = "_smtp._tls";

/// Where people put the record of TLS-RPT by mistake.
const MISPLACED: [&str; 2] = ["_tls._smtp", "_smtp-tls"];

/// The records of MTA-STS at one name.
pub type MtaSts = Owner<StsRecord, StsError>;

/// The records of TLS-RPT at one name.
pub type TlsRpt = Owner<TlsRptRecord, TlsRptError>;

/// What a domain announces; `None` where there is no room for the labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportFacts {
    /// That it has a policy for TLS.
    pub mta_sts: Option<MtaSts>,
    /// Where reports about TLS go.
    pub tls_rpt: Option<TlsRpt>,
    /// Records of TLS-RPT at names that nobody asks, where the right one has none: looked for in zone files
    /// alone, for they are not worth a question.
    pub misplaced: Vec<TlsRpt>,
}

/// The records of one protocol at one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner<R, E> {
    /// The name.
    pub name: DomainName,
    /// The CNAME targets that were followed from it.
    pub chain: Vec<DomainName>,
    /// Its records, at least one: those that senders take for one or, without any, those that were meant as
    /// one. Texts about something else are none.
    pub texts: Fact<Vec<Text<R, E>>>,
}

/// One TXT record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<R, E> {
    /// Its strings as published.
    pub txt: Txt,
    /// Where it stands in a zone file.
    pub location: Option<Location>,
    /// What it says, or why it says nothing.
    pub reading: Result<R, E>,
}

impl<R, E> Owner<R, E> {
    /// The record, when there is exactly one, whether it can be read or not.
    pub fn only(&self) -> Option<&Text<R, E>> {
        match self.texts.known()?.as_slice() {
            [only] => Some(only),
            [] | [_, _, ..] => None,
        }
    }
}

/// Collects what a domain announces.
///
/// # Errors
/// The [`Need`] for its TXT records.
pub fn gather(subject: &Subject, answers: &Answers) -> Result<TransportFacts, Need> {
    let at = |label: &str| subject.domain.child(label).ok();
    let mta_sts = at(MTA_STS).map(|name| owner(name, answers, mtasts::VERSION, StsRecord::read)).transpose();
    let tls_rpt = at(TLS_RPT).map(|name| owner(name, answers, tlsrpt::VERSION, TlsRptRecord::read)).transpose();
    let (mta_sts, tls_rpt) = join((mta_sts, tls_rpt))?;
    let is_there = tls_rpt.iter().any(|owner| owner.texts.known().is_some());
    let misplaced = if is_there { Vec::new() } else { misplaced(subject) };
    Ok(TransportFacts { mta_sts, tls_rpt, misplaced })
}

fn owner<R, E>(
    name: DomainName,
    answers: &Answers,
    version: &str,
    read: fn(&[u8]) -> Result<R, E>,
) -> Result<Owner<R, E>, Need> {
    let answer = answers.txt(&name)?;
    let texts = match answer.unanswered(&Question::new(name.clone(), RecordType::Txt)) {
        Some(why) => Fact::Unknown(why),
        None => {
            let records = answer.records().iter().map(|record| (&record.data, record.location.as_ref()));
            texts(records, version, read)
        }
    };
    Ok(Owner { chain: answer.chain().to_vec(), texts, name })
}

/// What stands in the zone files at the wrong names.
fn misplaced(subject: &Subject) -> Vec<TlsRpt> {
    let names = MISPLACED.iter().filter_map(|label| subject.domain.child(label).ok());
    let owners = names.map(|name| {
        let records = subject.zones.iter().flat_map(|zone| zone.at(&name, RecordType::Txt));
        let records = records.map(|record| (&record.data, Some(&record.location)));
        let texts = texts(records, tlsrpt::VERSION, TlsRptRecord::read);
        Owner { chain: Vec::new(), texts, name }
    });
    owners.filter(|owner| owner.texts.known().is_some()).collect()
}

/// The records of a protocol among those of a name.
fn texts<'r, R, E>(
    records: impl Iterator<Item = (&'r RecordData, Option<&'r Location>)>,
    version: &str,
    read: fn(&[u8]) -> Result<R, E>,
) -> Fact<Vec<Text<R, E>>> {
    let (mut taken, mut meant) = (Vec::new(), Vec::new());
    for (data, location) in records {
        let RecordData::Txt(txt) = data else { continue };
        let octets = txt.joined();
        let text = Text { txt: txt.clone(), location: location.cloned(), reading: read(&octets) };
        if fields::behind(&octets, version).is_some() {
            taken.push(text);
        } else if fields::meant(&octets, version).is_some() {
            meant.push(text);
        }
    }
    let found = if taken.is_empty() { meant } else { taken };
    if found.is_empty() { Fact::Absent } else { Fact::Known(found) }
}
