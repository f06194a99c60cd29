//! What a reply means: response codes, CNAME chains, absences, record data.

use std::collections::BTreeSet;

use hickory_resolver::proto::op::{Message, ResponseCode};
use hickory_resolver::proto::rr::rdata::opt::{EdnsCode, EdnsOption};
use hickory_resolver::proto::rr::rdata::{CAA, TLSA};
use hickory_resolver::proto::rr::{Name, RData, Record as WireRecord, RecordType as WireType};
use hickory_resolver::proto::serialize::binary::BinEncodable;

use crate::dns::record::quote;
use crate::dns::{FailureKind, Record, RecordData, RecordType, Txt};
use crate::limits;
use crate::name::DomainName;

/// The names from the one asked for to the one that has the answer.
#[derive(Debug)]
pub(super) struct Chain {
    asked: DomainName,
    /// The CNAME targets, in order.
    pub(super) targets: Vec<DomainName>,
    /// The lowest TTL of the aliases; no answer behind them may be kept longer.
    ttl: u32,
}

/// What a reply says of the end of the chain.
#[derive(Debug)]
pub(super) enum Reading {
    /// The records, in the order of their data, and the lowest TTL on the way to them.
    Records(Vec<Record>, u32),
    /// No record of this type; for how long, when the reply has an SOA.
    NoData(Option<u32>),
    /// No such name; for how long, when the reply has an SOA.
    NxDomain(Option<u32>),
    /// Aliases that lead out of this reply: their end must be asked for.
    Unfinished,
}

impl Chain {
    pub(super) fn new(asked: DomainName) -> Self {
        Self { asked, targets: Vec::new(), ttl: u32::MAX }
    }

    /// Where the answer must be.
    pub(super) fn end(&self) -> &DomainName {
        self.targets.last().unwrap_or(&self.asked)
    }

    fn follow(&mut self, target: DomainName, ttl: u32) -> Result<(), FailureKind> {
        let known = target == self.asked || self.targets.contains(&target);
        if known || self.targets.len() >= limits::CNAME_CHAIN {
            return Err(FailureKind::CnameLoop);
        }
        self.targets.push(target);
        self.ttl = self.ttl.min(ttl);
        Ok(())
    }
}

/// The failure that a response code stands for; none when the server answered.
pub(super) fn refusal(reply: &Message) -> Option<FailureKind> {
    match reply.metadata.response_code {
        ResponseCode::NoError | ResponseCode::NXDomain => None,
        ResponseCode::Refused => Some(FailureKind::Refused),
        ResponseCode::FormErr => Some(FailureKind::Formerr),
        _ if says_bogus(reply) => Some(FailureKind::Bogus),
        _ => Some(FailureKind::Servfail),
    }
}

/// An extended error that blames DNSSEC: codes 1, 2 and 5 to 12 (RFC 8914 section 4).
fn says_bogus(reply: &Message) -> bool {
    const EXTENDED_ERROR: u16 = 15;
    let option = reply.edns.as_ref().and_then(|edns| edns.option(EdnsCode::Unknown(EXTENDED_ERROR)));
    let Some(EdnsOption::Unknown(_, octets)) = option else { return false };
    octets.first_chunk().is_some_and(|code| matches!(u16::from_be_bytes(*code), 1 | 2 | 5..=12))
}

/// Reads a reply without a [`refusal`]: follows its aliases, then looks at their end. The response
/// code speaks of that end too (RFC 6604 section 3).
pub(super) fn read(reply: &Message, kind: RecordType, chain: &mut Chain) -> Result<Reading, FailureKind> {
    let before = chain.targets.len();
    if kind != RecordType::Cname {
        while let Some((target, ttl)) = alias(reply, chain.end())? {
            chain.follow(target, ttl)?;
        }
    }
    let records = records_at(reply, chain.end(), kind)?;
    if !records.is_empty() {
        let ttl = records.iter().map(|record| record.ttl).fold(chain.ttl, u32::min);
        return Ok(Reading::Records(records, ttl));
    }
    let (soa, is_referral) = authority(reply);
    let soa = soa.map(|ttl| ttl.min(chain.ttl));
    if reply.metadata.response_code == ResponseCode::NXDomain {
        return Ok(Reading::NxDomain(soa));
    }
    if soa.is_none() && chain.targets.len() > before {
        return Ok(Reading::Unfinished);
    }
    // Name servers without an SOA send us elsewhere, which is no absence (RFC 2308 section 2.2).
    if is_referral { Err(FailureKind::Servfail) } else { Ok(Reading::NoData(soa)) }
}

/// Where the alias at `owner` leads, and its TTL.
fn alias(reply: &Message, owner: &DomainName) -> Result<Option<(DomainName, u32)>, FailureKind> {
    for record in &reply.answers {
        if let RData::CNAME(target) = &record.data
            && name(&record.name)? == *owner
        {
            return Ok(Some((name(&target.0)?, ttl(record))));
        }
    }
    Ok(None)
}

/// The record set, sorted: servers rotate it, and its order means nothing (RFC 2181 section 5).
fn records_at(reply: &Message, owner: &DomainName, kind: RecordType) -> Result<Vec<Record>, FailureKind> {
    let mut seen = BTreeSet::new();
    let mut records = Vec::new();
    for record in reply.answers.iter().filter(|record| record.record_type() == WireType::from(kind.number())) {
        if name(&record.name)? != *owner {
            continue;
        }
        let data = data(&record.data, kind)?;
        if seen.insert(data.clone()) {
            records.push(Record { name: owner.clone(), ttl: ttl(record), data, location: None });
        }
    }
    records.sort_by(|a, b| a.data.cmp(&b.data));
    Ok(records)
}

/// How long an absence may be kept (RFC 2308 section 5), and whether the authority section is that
/// of a referral.
fn authority(reply: &Message) -> (Option<u32>, bool) {
    let soa = reply.authorities.iter().find_map(|record| match &record.data {
        RData::SOA(soa) => Some(ttl(record).min(soa.minimum)),
        _ => None,
    });
    let servers = reply.authorities.iter().any(|record| record.record_type() == WireType::NS);
    (soa, soa.is_none() && servers)
}

/// A TTL with its highest bit set counts as zero (RFC 2181 section 8).
fn ttl(record: &WireRecord) -> u32 {
    if record.ttl > i32::MAX.unsigned_abs() { 0 } else { record.ttl }
}

fn name(wire: &Name) -> Result<DomainName, FailureKind> {
    DomainName::from_labels(wire.iter()).map_err(|_| FailureKind::Malformed)
}

/// The name as the codec wants it; always absolute, so that no search list applies.
pub(super) fn wire_name(name: &DomainName) -> Result<Name, FailureKind> {
    Name::from_labels(name.label_octets()).map_err(|_| FailureKind::Malformed)
}

fn data(wire: &RData, kind: RecordType) -> Result<RecordData, FailureKind> {
    Ok(match wire {
        RData::A(address) => RecordData::A(address.0),
        RData::AAAA(address) => RecordData::Aaaa(address.0),
        RData::CNAME(target) => RecordData::Cname(name(&target.0)?),
        RData::NS(server) => RecordData::Ns(name(&server.0)?),
        RData::PTR(target) => RecordData::Ptr(name(&target.0)?),
        RData::MX(mx) => RecordData::Mx { preference: mx.preference, exchange: name(&mx.exchange)? },
        RData::SOA(soa) => RecordData::Soa {
            mname: name(&soa.mname)?,
            rname: name(&soa.rname)?,
            numbers: [
                soa.serial,
                soa.refresh.cast_unsigned(),
                soa.retry.cast_unsigned(),
                soa.expire.cast_unsigned(),
                soa.minimum,
            ],
        },
        RData::TXT(txt) => RecordData::Txt(Txt::new(&txt.txt_data)),
        RData::CAA(caa) => RecordData::Other(show_caa(caa)),
        RData::TLSA(tlsa) => RecordData::Other(show_tlsa(tlsa)),
        other => return other_data(other, kind).ok_or(FailureKind::Malformed),
    })
}

/// Data that the codec keeps as octets. For the types it reads itself there is none: what is left
/// of them, such as a TXT record without a string, is no data of theirs.
fn other_data(wire: &RData, kind: RecordType) -> Option<RecordData> {
    let octets = wire.to_bytes().ok()?;
    match kind {
        RecordType::Spf => strings(&octets).map(RecordData::Txt),
        RecordType::Ds => show_ds(&octets).map(RecordData::Other),
        // RFC 3597 section 5.
        RecordType::Other(_) => {
            let text = format!("\\# {} {}", octets.len(), hex(&octets));
            Some(RecordData::Other(text.trim_end().into()))
        }
        RecordType::A
        | RecordType::Aaaa
        | RecordType::Caa
        | RecordType::Cname
        | RecordType::Mx
        | RecordType::Ns
        | RecordType::Ptr
        | RecordType::Soa
        | RecordType::Tlsa
        | RecordType::Txt => None,
    }
}

/// Character-strings, each with its length in front (RFC 1035 section 3.3).
fn strings(mut octets: &[u8]) -> Option<Txt> {
    let mut strings = Vec::new();
    while let Some((length, rest)) = octets.split_first() {
        let (string, rest) = rest.split_at_checked(usize::from(*length))?;
        strings.push(string);
        octets = rest;
    }
    Some(Txt::new(strings))
}

/// RFC 8659 section 4.1.1.
fn show_caa(caa: &CAA) -> Box<str> {
    format!("{} {} {}", caa.flags(), crate::text::show_text(&caa.tag), quote(&caa.value)).into()
}

/// RFC 6698 section 2.2.
fn show_tlsa(tlsa: &TLSA) -> Box<str> {
    let [usage, selector, matching]: [u8; 3] = [tlsa.cert_usage.into(), tlsa.selector.into(), tlsa.matching.into()];
    format!("{usage} {selector} {matching} {}", hex(&tlsa.cert_data)).into()
}

/// RFC 4034 section 5.3.
fn show_ds(octets: &[u8]) -> Option<Box<str>> {
    let ([high, low, algorithm, digest_type], digest) = octets.split_first_chunk()?;
    let tag = u16::from_be_bytes([*high, *low]);
    Some(format!("{tag} {algorithm} {digest_type} {}", hex(digest)).into())
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use hickory_resolver::proto::op::OpCode;
    use hickory_resolver::proto::rr::rdata::{A, CNAME};
    use proptest::collection::vec;
    use proptest::prelude::{Just, any, prop_oneof, proptest};
    use proptest::test_runner::Config;

    use super::*;

    fn wire(text: &str) -> Name {
        wire_name(&DomainName::parse(text).unwrap()).unwrap()
    }

    /// `a.example` with this TTL leads to `b.example` with that one.
    fn ttl_of(alias_ttl: u32, record_ttl: u32) -> u32 {
        let mut reply = Message::response(0, OpCode::Query);
        let alias = RData::CNAME(CNAME(wire("b.example")));
        reply.add_answer(WireRecord::from_rdata(wire("a.example"), alias_ttl, alias));
        let address = RData::A(A(Ipv4Addr::new(192, 0, 2, 1)));
        reply.add_answer(WireRecord::from_rdata(wire("b.example"), record_ttl, address));
        let mut chain = Chain::new(DomainName::parse("a.example").unwrap());
        match read(&reply, RecordType::A, &mut chain) {
            Ok(Reading::Records(_, ttl)) => ttl,
            other => panic!("{other:?}"),
        }
    }

    /// A reply with one record of a type whose data is these octets, some octets of it changed.
    fn changed_reply(kind: u16, octets: &[u8], changes: &[(usize, u8)]) -> Vec<u8> {
        let header = [0, 0, 0x81, 0x80, 0, 0, 0, 1, 0, 0, 0, 0];
        let fixed = [&[1, b'a', 0][..], &kind.to_be_bytes(), &[0, 1, 0, 0, 0, 60]].concat();
        let length = u16::try_from(octets.len()).unwrap_or(u16::MAX).to_be_bytes();
        let mut reply = [&header[..], &fixed, &length, octets].concat();
        for (at, octet) in changes {
            let at = at % reply.len();
            reply[at] = *octet;
        }
        reply
    }

    proptest! {
        #![proptest_config(Config::with_cases(4096))]

        #[test]
        fn no_reply_panics(
            kind in prop_oneof![Just(1u16), Just(2), Just(5), Just(6), Just(12), Just(15), Just(16), Just(28), Just(43), Just(52), Just(99), Just(257), any::<u16>()],
            octets in vec(any::<u8>(), 0..64),
            changes in vec((any::<usize>(), any::<u8>()), 0..3),
        ) {
            if let Ok(reply) = Message::from_vec(&changed_reply(kind, &octets, &changes)) {
                let mut chain = Chain::new(DomainName::parse("a").unwrap());
                let _ = (refusal(&reply), read(&reply, RecordType::from_number(kind), &mut chain));
            }
        }
    }

    #[test]
    fn an_answer_lives_no_longer_than_what_leads_to_it() {
        assert_eq!((ttl_of(60, 300), ttl_of(300, 60)), (60, 60));
        assert_eq!((ttl_of(60, 1 << 31), ttl_of(60, (1 << 31) - 1)), (0, 60));
    }

    #[test]
    fn broken_character_strings_are_refused() {
        assert_eq!(strings(b"\x01a\x00"), Some(Txt::new(["a", ""])));
        assert_eq!(strings(b"\x02a"), None);
    }
}
