//! What an answer of a list means.
//!
//! An A record in 127.0.0.0/8 says that something is listed (RFC 5782 section 2.1), but only as the
//! list documents it. An address outside of 127.0.0.0/8 comes from somebody else: a domain that
//! changed hands, a resolver that redirects what does not exist. 127.255.255.0/24 and some codes of
//! single lists say "you may not ask". None of these is ever a listing.

use std::net::Ipv4Addr;
use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::de::Error as _;

use super::{Code, List, Sense};
use crate::dns::{Answer, FailureKind, Question, RecordData, Unanswered};

/// What a list says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// It has an entry, with these answers; never empty.
    Listed(Vec<Hit>),
    /// It has none.
    NotListed,
    /// It does not answer us.
    Refused(Refusal),
    /// Its answer is worth nothing.
    Unusable(Fault),
    /// Nothing came back.
    Unanswered(Unanswered),
}

/// One answer with its meaning; an answer of several bits has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The answer.
    pub answer: Ipv4Addr,
    /// What the list says of it.
    pub code: &'static Code,
}

/// Why a list does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The name of the zone is wrong (127.255.255.252).
    ZoneName,
    /// The question came through a public resolver, or one without a name of its own (127.255.255.254).
    PublicResolver,
    /// Too many questions (127.255.255.255).
    Excessive,
    /// Another answer of 127.255.255.0/24.
    Other,
    /// The resolver is blocked, mostly for too many questions.
    Blocked,
    /// Addresses are nothing to ask this list about.
    Address,
    /// The name server answered REFUSED.
    Server,
}

impl Refusal {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::ZoneName,
        Self::PublicResolver,
        Self::Excessive,
        Self::Other,
        Self::Blocked,
        Self::Address,
        Self::Server,
    ];

    /// Its variant of the text `dnsbl-refused`.
    pub fn id(self) -> &'static str {
        match self {
            Self::ZoneName => "zone-name",
            Self::PublicResolver => "public-resolver",
            Self::Excessive => "excessive",
            Self::Other => "other",
            Self::Blocked => "blocked",
            Self::Address => "address",
            Self::Server => "server",
        }
    }
}

/// Why the answers of a list are worth nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An answer outside of 127.0.0.0/8.
    Outside(Ipv4Addr),
    /// The entry that is never listed is listed: everything is.
    ListsAll,
    /// The entry that is always listed is not: the list is empty, or does not show itself to us.
    TestMissing,
    /// An answer in 127.0.0.0/8 that the list does not explain.
    Undocumented(Ipv4Addr),
}

impl Fault {
    /// Its variant of the text `dnsbl-unusable`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Outside(_) => "outside",
            Self::ListsAll => "lists-all",
            Self::TestMissing => "test-missing",
            Self::Undocumented(_) => "undocumented",
        }
    }

    /// The answer at fault.
    pub fn answer(self) -> Option<Ipv4Addr> {
        match self {
            Self::Outside(answer) | Self::Undocumented(answer) => Some(answer),
            Self::ListsAll | Self::TestMissing => None,
        }
    }
}

/// One answer or a family of answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pattern {
    /// Four octets, each a number or a range.
    Code(Octets),
    /// A bit of the last octet of 127.0.0.x.
    Bit(u8),
}

/// Four octets, each a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Octets([RangeInclusive<u8>; 4]);

impl Pattern {
    /// Whether an answer is one of them.
    pub fn matches(&self, answer: Ipv4Addr) -> bool {
        let octets = answer.octets();
        match self {
            Self::Code(Octets(ranges)) => ranges.iter().zip(octets).all(|(range, octet)| range.contains(&octet)),
            Self::Bit(bit) => octets.starts_with(&[127, 0, 0]) && octets[3] & bit != 0,
        }
    }
}

impl<'de> Deserialize<'de> for Octets {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let range = |part: &str| {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            Some(from.parse().ok()?..=to.parse().ok()?)
        };
        let ranges: Option<Vec<_>> = text.split('.').map(range).collect();
        let ranges = ranges.and_then(|ranges| ranges.try_into().ok());
        ranges.map(Self).ok_or_else(|| D::Error::custom(format!("{text:?} is not four octets")))
    }
}

impl Reading {
    /// Reads the answer to a question about a subject.
    pub fn of(list: &'static List, question: &Question, answer: &Answer) -> Self {
        let answers = match look(list, question, answer) {
            Ok(answers) => answers,
            Err(nothing) => return nothing,
        };
        let hits: Vec<_> = answers.iter().flat_map(|answer| hits(list, *answer)).collect();
        match (answers.first(), hits.is_empty()) {
            (None, _) => Self::NotListed,
            (Some(answer), true) => Self::Unusable(Fault::Undocumented(*answer)),
            (Some(_), false) if hits.iter().all(|hit| hit.code.sense == Sense::Neutral) => Self::NotListed,
            (Some(_), false) => Self::Listed(hits),
        }
    }

    /// Reads the answers for the two test entries (RFC 5782 section 5); `None` when the list works.
    pub fn of_tests(list: &'static List, listed: (&Question, &Answer), unlisted: (&Question, &Answer)) -> Option<Self> {
        let (present, absent) = (look(list, listed.0, listed.1), look(list, unlisted.0, unlisted.1));
        match (present, absent) {
            // A refusal explains more than a silence beside it.
            (Err(why @ Self::Refused(_)), _) | (_, Err(why @ Self::Refused(_))) => Some(why),
            (Err(why), _) | (_, Err(why)) => Some(why),
            (Ok(_), Ok(absent)) if !absent.is_empty() => Some(Self::Unusable(Fault::ListsAll)),
            (Ok(present), Ok(_)) if present.is_empty() => Some(Self::Unusable(Fault::TestMissing)),
            (Ok(_), Ok(_)) => None,
        }
    }
}

/// The answers within 127.0.0.0/8, none for an absence; or what makes them worth nothing.
fn look(list: &List, question: &Question, answer: &Answer) -> Result<Vec<Ipv4Addr>, Reading> {
    if let Answer::Failed(failure) = answer
        && failure.kind == FailureKind::Refused
    {
        return Err(Reading::Refused(Refusal::Server));
    }
    if let Some(unanswered) = answer.unanswered(question) {
        return Err(Reading::Unanswered(unanswered));
    }
    let answers: Vec<_> = answer
        .records()
        .iter()
        .filter_map(|record| match &record.data {
            RecordData::A(address) => Some(*address),
            _ => None,
        })
        .collect();
    if let Some(outside) = answers.iter().find(|answer| !answer.is_loopback()) {
        return Err(Reading::Unusable(Fault::Outside(*outside)));
    }
    match answers.iter().find_map(|answer| refusal(list, *answer)) {
        Some(refusal) => Err(Reading::Refused(refusal)),
        None => Ok(answers),
    }
}

fn refusal(list: &List, answer: Ipv4Addr) -> Option<Refusal> {
    match answer.octets() {
        [127, 255, 255, 252] => Some(Refusal::ZoneName),
        [127, 255, 255, 254] => Some(Refusal::PublicResolver),
        [127, 255, 255, 255] => Some(Refusal::Excessive),
        [127, 255, 255, _] => Some(Refusal::Other),
        _ => list.refusals.iter().find(|code| code.pattern.matches(answer)).map(|code| code.why),
    }
}

fn hits(list: &'static List, answer: Ipv4Addr) -> impl Iterator<Item = Hit> {
    let is_meant = move |code: &&Code| code.pattern.matches(answer) && answer != Ipv4Addr::LOCALHOST;
    list.codes.iter().filter(is_meant).map(move |code| Hit { answer, code })
}

#[cfg(test)]
mod tests {
    use super::super::lists;
    use super::*;
    use crate::dns::{Failure, From, Negative, Origin, Record, RecordType, RrSet};
    use crate::name::DomainName;

    fn list(zone: &str) -> &'static List {
        lists().iter().find(|list| list.zone.as_str() == zone).expect(zone)
    }

    fn question() -> Question {
        Question::new(DomainName::parse("99.2.0.192.list.example").unwrap(), RecordType::A)
    }

    fn nothing() -> Answer {
        Answer::NxDomain(Negative::from(Origin::of(From::Live)))
    }

    fn answer(addresses: &[&str]) -> Answer {
        let record = |address: &&str| Record {
            name: question().name,
            ttl: 300,
            data: RecordData::A(address.parse().unwrap()),
            location: None,
        };
        let records = addresses.iter().map(record).collect();
        let origin = Origin::of(From::Live);
        Answer::Records(RrSet { records, ttl: 300, chain: Vec::new(), authenticated: false, origin })
    }

    fn read(zone: &str, addresses: &[&str]) -> Reading {
        Reading::of(list(zone), &question(), &answer(addresses))
    }

    fn meanings(reading: &Reading) -> Vec<&str> {
        match reading {
            Reading::Listed(hits) => hits.iter().map(|hit| hit.code.meaning.as_str()).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// Every documented sentinel of every list, and those that all share.
    #[test]
    fn a_refusal_is_no_listing() {
        for list in lists() {
            for (sentinel, why) in [
                ("127.255.255.252", Refusal::ZoneName),
                ("127.255.255.254", Refusal::PublicResolver),
                ("127.255.255.255", Refusal::Excessive),
                ("127.255.255.250", Refusal::Other),
            ] {
                assert_eq!(read(list.zone.as_str(), &[sentinel]), Reading::Refused(why), "{} {sentinel}", list.zone);
                assert_eq!(read(list.zone.as_str(), &["127.0.0.2", sentinel]), Reading::Refused(why), "{}", list.zone);
            }
        }
        for (zone, sentinel, why) in [
            ("dbl.spamhaus.org", "127.0.1.255", Refusal::Address),
            ("zrd.dq.spamhaus.net", "127.0.2.255", Refusal::Address),
            ("multi.surbl.org", "127.0.0.1", Refusal::Blocked),
            ("multi.uribl.com", "127.0.0.1", Refusal::Blocked),
            ("multi.uribl.com", "127.0.0.255", Refusal::Blocked),
            ("list.dnswl.org", "127.0.0.255", Refusal::Excessive),
        ] {
            assert_eq!(read(zone, &[sentinel]), Reading::Refused(why), "{zone} {sentinel}");
        }
        let refused = Answer::Failed(Failure::of(FailureKind::Refused));
        let reading = Reading::of(list("zen.spamhaus.org"), &question(), &refused);
        assert_eq!(reading, Reading::Refused(Refusal::Server));
    }

    #[test]
    fn what_nobody_documents_is_no_listing() {
        for list in lists() {
            let zone = list.zone.as_str();
            for address in ["192.0.2.1", "10.0.0.1", "0.0.0.0"] {
                let outside = Reading::Unusable(Fault::Outside(address.parse().unwrap()));
                assert_eq!(read(zone, &[address]), outside, "{zone} {address}");
                assert_eq!(read(zone, &["127.0.0.2", address]), outside, "{zone} {address}");
            }
            assert!(!matches!(read(zone, &["127.0.0.1"]), Reading::Listed(_)), "{zone}");
            assert!(matches!(read(zone, &["127.9.9.9"]), Reading::Unusable(Fault::Undocumented(_))), "{zone}");
            assert_eq!(Reading::of(list, &question(), &nothing()), Reading::NotListed);
        }
        assert_eq!(
            read("bl.spamcop.net", &["127.0.0.3"]),
            Reading::Unusable(Fault::Undocumented([127, 0, 0, 3].into()))
        );
    }

    #[test]
    fn what_could_not_be_asked_is_not_known() {
        for kind in FailureKind::ALL.into_iter().filter(|kind| *kind != FailureKind::Refused) {
            let reading = Reading::of(list("zen.spamhaus.org"), &question(), &Answer::Failed(Failure::of(kind)));
            assert!(matches!(reading, Reading::Unanswered(_)), "{kind}");
        }
        let beyond = Reading::of(list("zen.spamhaus.org"), &question(), &Answer::OutOfZone);
        assert!(matches!(beyond, Reading::Unanswered(_)));
    }

    #[test]
    fn codes_ranges_and_bits() {
        for (zone, answers, expected) in [
            ("zen.spamhaus.org", &["127.0.0.2", "127.0.0.9"][..], &["spam-source", "hijacked-network"][..]),
            ("zen.spamhaus.org", &["127.0.0.6"], &["exploited"]),
            ("zen.spamhaus.org", &["127.0.0.11"], &["policy-range"]),
            ("dbl.spamhaus.org", &["127.0.1.104"], &["abused-phishing"]),
            ("zrd.dq.spamhaus.net", &["127.0.2.24"], &["first-seen-today"]),
            ("multi.surbl.org", &["127.0.0.72"], &["phishing", "spam-domain"]),
            ("multi.uribl.com", &["127.0.0.2"], &["spam-domain"]),
            ("list.dnswl.org", &["127.0.15.2"], &["trust-medium"]),
            ("rep.mailspike.net", &["127.0.0.20"], &["reputation-excellent"]),
            // An answer that nobody explains takes nothing from one beside it.
            ("bl.spamcop.net", &["127.0.0.2", "127.0.0.9"], &["spam-source"]),
        ] {
            assert_eq!(meanings(&read(zone, answers)), expected, "{zone} {answers:?}");
        }
        assert_eq!(read("rep.mailspike.net", &["127.0.0.14"]), Reading::NotListed, "neutral is no news");
    }

    #[test]
    fn test_entries_decide_whether_a_list_works() {
        let zen = list("zen.spamhaus.org");
        let question = question();
        let tests =
            |listed: Answer, unlisted: Answer| Reading::of_tests(zen, (&question, &listed), (&question, &unlisted));
        let here = || answer(&["127.0.0.2"]);
        let lost = || Answer::Failed(Failure::of(FailureKind::Servfail));
        assert_eq!(tests(here(), nothing()), None);
        assert_eq!(tests(here(), here()), Some(Reading::Unusable(Fault::ListsAll)));
        assert_eq!(tests(nothing(), nothing()), Some(Reading::Unusable(Fault::TestMissing)));
        let sentinel = answer(&["127.255.255.254"]);
        assert_eq!(tests(sentinel.clone(), nothing()), Some(Reading::Refused(Refusal::PublicResolver)));
        assert_eq!(tests(sentinel.clone(), sentinel), Some(Reading::Refused(Refusal::PublicResolver)));
        assert!(matches!(tests(here(), answer(&["192.0.2.1"])), Some(Reading::Unusable(Fault::Outside(_)))));
        assert!(matches!(tests(lost(), nothing()), Some(Reading::Unanswered(_))));
        assert!(matches!(tests(here(), lost()), Some(Reading::Unanswered(_))), "half a proof is none");
    }
}
