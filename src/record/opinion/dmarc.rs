//! DMARC records: what mail-auth reads otherwise than we do. It follows RFC 9989, and so does the
//! reading that it is compared with here.

use mail_auth::common::parse::TxtRecordParser;
use mail_auth::dmarc as theirs;

use super::{Aspect, Cause, Heard, Reader};
use crate::dmarc::record::{self as ours, Entry, NearMissReason, PolicyRecord, Reading};
use crate::dmarc::tags::{FailureOptions, Mode, Policy, Psd, TagName};
use crate::dmarc::uri::{UriVerdict, read_list};
use crate::taglist::{self, Tag};

/// What the value of any tag can change.
const ANYTHING: &[Aspect] = &[
    Aspect::TooStrict,
    Aspect::TooLax,
    Aspect::Policies,
    Aspect::Modes,
    Aspect::TestMode,
    Aspect::Place,
    Aspect::FailureOptions,
    Aspect::Addresses,
];

/// Each way in which mail-auth differs; sections are those of RFC 9989.
pub(super) static CAUSES: [Cause; 14] = [
    // The version counts in any case (section 4.7).
    Cause {
        reader: Reader::MailAuth,
        code: "version-case",
        changes: &[Aspect::TooLax],
        holds: |record| {
            let record = record.trim_start_matches(is_lead).as_bytes();
            matches!(ours::read(record), Reading::NearMiss(miss) if miss.reason == NearMissReason::Case)
        },
    },
    // Semicolons may stand before the version (section 4.8).
    Cause {
        reader: Reader::MailAuth,
        code: "leading-semicolon",
        changes: &[Aspect::TooLax],
        holds: |record| record.trim_start().starts_with(';'),
    },
    // White space is skipped wherever it stands, inside words too (section 4.8).
    Cause {
        reader: Reader::MailAuth,
        code: "white-space",
        changes: ANYTHING,
        holds: |record| {
            let without: Vec<u8> = record.bytes().filter(|octet| !octet.is_ascii_whitespace()).collect();
            Taken::by_us(record.as_bytes()) != Taken::by_us(&without)
        },
    },
    // A wrong alignment mode refuses the record; it has its default (section 4.8).
    Cause {
        reader: Reader::MailAuth,
        code: "mode-refused",
        changes: &[Aspect::TooStrict],
        holds: |record| values(record, &[TagName::Adkim, TagName::Aspf]).any(|value| Mode::parse(value).is_none()),
    },
    // A wrong policy refuses the record; with a report address it is `none` (section 4.10.1).
    Cause {
        reader: Reader::MailAuth,
        code: "policy-refused",
        changes: &[Aspect::TooStrict],
        holds: |record| {
            values(record, &[TagName::P, TagName::Sp, TagName::Np]).any(|value| Policy::parse(value).is_none())
        },
    },
    // A wrong failure option refuses the record; the tag has its default (section 4.8).
    Cause {
        reader: Reader::MailAuth,
        code: "failure-options-refused",
        changes: &[Aspect::TooStrict],
        holds: |record| options(record).any(|option| !matches!(option, b"0" | b"1" | b"d" | b"D" | b"s" | b"S")),
    },
    // A wrong `%` or `!` in a report address refuses the record; it spoils that address (section 4.8).
    Cause {
        reader: Reader::MailAuth,
        code: "address-refused",
        changes: &[Aspect::TooStrict],
        holds: |record| addresses(record).any(has_bad_escape),
    },
    // Only `mailto` counts as a report address when there is no policy (section 4.10.1).
    Cause {
        reader: Reader::MailAuth,
        code: "only-mailto",
        changes: &[Aspect::TooStrict],
        holds: |record| {
            let is_other = |uri| matches!(uri, UriVerdict::OtherScheme(_));
            addresses(record).any(|list| read_list(list, 0..list.len()).into_iter().any(|uri| is_other(uri.verdict)))
        },
    },
    // A piece without `=` makes the tag behind it unknown (section 4.8).
    Cause {
        reader: Reader::MailAuth,
        code: "tag-swallowed",
        changes: ANYTHING,
        holds: |record| {
            let tags = taglist::split(record.as_bytes());
            let (_, earlier) = tags.split_last().unwrap_or((&EMPTY, &[]));
            earlier.iter().any(|tag| tag.value.is_none() && !tag.span.is_empty())
        },
    },
    // Of a repeated tag the last counts; readers choose (RFC 6376 section 3.2 forbids it).
    Cause {
        reader: Reader::MailAuth,
        code: "last-duplicate",
        changes: ANYTHING,
        holds: |record| {
            let names = taglist::split(record.as_bytes()).iter().filter_map(known).collect::<Vec<_>>();
            names.iter().enumerate().any(|(at, name)| names.iter().take(at).any(|before| before == name))
        },
    },
    // Report addresses are hardly checked (sections 4.6 and 4.8).
    Cause {
        reader: Reader::MailAuth,
        code: "address-unchecked",
        changes: &[Aspect::TooLax, Aspect::Addresses],
        holds: |record| {
            let is_wrong = |uri| matches!(uri, UriVerdict::Invalid(_));
            addresses(record).any(|list| read_list(list, 0..list.len()).into_iter().any(|uri| is_wrong(uri.verdict)))
        },
    },
    // What stands behind `?` stays in the address (RFC 6068 section 2).
    Cause {
        reader: Reader::MailAuth,
        code: "address-query",
        changes: &[Aspect::Addresses],
        holds: |record| addresses(record).any(|list| list.contains(&b'?')),
    },
    // Of several failure options only some count (section 4.7).
    Cause {
        reader: Reader::MailAuth,
        code: "failure-options-merged",
        changes: &[Aspect::FailureOptions],
        holds: |record| options(record).count() > 1,
    },
    // There is no percentage in RFC 9989; readers of RFC 7489 section 6.3 still honour it.
    Cause {
        reader: Reader::MailAuth,
        code: "percentage-ignored",
        changes: &[Aspect::Percentage],
        holds: |record| matches!(ours::read(record.as_bytes()), Reading::Policy(policy) if policy.pct.or(100) < 100),
    },
];

const EMPTY: Tag<'static> =
    Tag { name: b"", name_span: 0..0, value: None, value_span: 0..0, span: 0..0, spaced: false };

/// Asks mail-auth.
pub(super) fn hear(text: &[u8]) -> Heard {
    let (we, they) = (Taken::by_us(text), Taken::by_mail_auth(text));
    let mut heard = Heard::of(they.is_some(), we.is_some());
    if let (Some(we), Some(they)) = (we, they) {
        heard.differs.extend(we.differs_from(&they));
    }
    heard
}

/// What a reader takes from a record that applies.
#[derive(Debug, PartialEq, Eq)]
struct Taken {
    /// Of the name itself, of names below, of names that do not exist.
    policies: [Policy; 3],
    /// For DKIM, for SPF.
    modes: (Mode, Mode),
    testing: bool,
    place: Psd,
    failure_options: FailureOptions,
    addresses: [Vec<String>; 2],
    percentage: u8,
}

impl Taken {
    fn by_us(text: &[u8]) -> Option<Self> {
        let Reading::Policy(record) = ours::read(text) else { return None };
        let terms = record.policy_9989()?;
        Some(Self {
            policies: [terms.own, terms.subdomain, terms.nonexistent],
            modes: record.modes(),
            testing: record.t.or(false),
            place: record.place(),
            failure_options: match record.fo {
                Entry::Valid(options) => options,
                Entry::Absent | Entry::Invalid => DEFAULT_OPTIONS,
            },
            addresses: mailboxes(&record),
            percentage: record.pct.or(100),
        })
    }

    fn by_mail_auth(text: &[u8]) -> Option<Self> {
        let record = theirs::Dmarc::parse(text).ok()?;
        // What its evaluation does without `p` (RFC 9989 section 4.10.1).
        let is_without_policy = record.p == theirs::Policy::Unspecified;
        if is_without_policy && record.rua.is_empty() {
            return None;
        }
        let policies = [&record.p, &record.sp, &record.np];
        let policies = policies.map(|policy| if is_without_policy { Policy::None } else { policy_of(policy) });
        let list = |uris: &[theirs::URI]| uris.iter().map(|uri| uri.uri().to_owned()).collect();
        Some(Self {
            policies,
            modes: (mode_of(record.adkim), mode_of(record.aspf)),
            testing: record.t,
            place: match record.psd {
                theirs::Psd::Yes => Psd::Yes,
                theirs::Psd::No => Psd::No,
                theirs::Psd::Default => Psd::Unsaid,
            },
            failure_options: options_of(&record.fo),
            addresses: [list(&record.rua), list(&record.ruf)],
            percentage: 100,
        })
    }

    fn differs_from(&self, other: &Self) -> impl Iterator<Item = Aspect> {
        [
            (self.policies == other.policies, Aspect::Policies),
            (self.modes == other.modes, Aspect::Modes),
            (self.testing == other.testing, Aspect::TestMode),
            (self.place == other.place, Aspect::Place),
            (self.failure_options == other.failure_options, Aspect::FailureOptions),
            (self.addresses == other.addresses, Aspect::Addresses),
            (self.percentage == other.percentage, Aspect::Percentage),
        ]
        .into_iter()
        .filter_map(|(is_same, aspect)| (!is_same).then_some(aspect))
    }
}

/// `fo=0`.
const DEFAULT_OPTIONS: FailureOptions = FailureOptions { all_failed: true, any_failed: false, dkim: false, spf: false };

/// The addresses of `rua` and of `ruf`; mail-auth keeps them in lower case.
fn mailboxes(record: &PolicyRecord) -> [Vec<String>; 2] {
    [&record.rua, &record.ruf]
        .map(|uris| uris.iter().filter_map(|uri| uri.mailbox()).map(|mailbox| mailbox.address.to_lowercase()).collect())
}

fn policy_of(policy: &theirs::Policy) -> Policy {
    match policy {
        theirs::Policy::None | theirs::Policy::Unspecified => Policy::None,
        theirs::Policy::Quarantine => Policy::Quarantine,
        theirs::Policy::Reject => Policy::Reject,
    }
}

fn mode_of(mode: theirs::Alignment) -> Mode {
    match mode {
        theirs::Alignment::Relaxed => Mode::Relaxed,
        theirs::Alignment::Strict => Mode::Strict,
    }
}

fn options_of(report: &theirs::Report) -> FailureOptions {
    let none = FailureOptions::default();
    match report {
        theirs::Report::All => DEFAULT_OPTIONS,
        theirs::Report::Any => FailureOptions { any_failed: true, ..none },
        theirs::Report::Dkim => FailureOptions { dkim: true, ..none },
        theirs::Report::Spf => FailureOptions { spf: true, ..none },
        theirs::Report::DkimSpf => FailureOptions { dkim: true, spf: true, ..none },
    }
}

/// What mail-auth passes over in front of the version.
fn is_lead(c: char) -> bool {
    c == ';' || c.is_ascii_whitespace()
}

fn known(tag: &Tag<'_>) -> Option<TagName> {
    tag.value.and_then(|_| TagName::parse(tag.name))
}

/// The values of these tags, in every place where they stand.
fn values<'a>(record: &'a str, names: &'a [TagName]) -> impl Iterator<Item = &'a [u8]> {
    let tags = taglist::split(record.as_bytes()).into_iter();
    tags.filter(|tag| known(tag).is_some_and(|name| names.contains(&name))).filter_map(|tag| tag.value)
}

/// The options of `fo`.
fn options(record: &str) -> impl Iterator<Item = &[u8]> {
    values(record, &[TagName::Fo]).flat_map(|value| value.split(|octet| *octet == b':')).map(<[u8]>::trim_ascii)
}

/// The lists of `rua` and `ruf`.
fn addresses(record: &str) -> impl Iterator<Item = &[u8]> {
    values(record, &[TagName::Rua, TagName::Ruf])
}

/// A `%` without two hexadecimal digits behind it, or a `!` without a size.
fn has_bad_escape(list: &[u8]) -> bool {
    list.split(|octet| *octet == b',').any(|address| {
        let is_hex = |octets: Option<&[u8]>| octets.is_some_and(|octets| octets.iter().all(u8::is_ascii_hexdigit));
        let mut rest = address.trim_ascii();
        while let Some(at) = rest.iter().position(|octet| matches!(octet, b'%' | b'!')) {
            let behind = rest.get(at + 1..).unwrap_or_default();
            if rest.get(at) == Some(&b'%') && !is_hex(behind.get(..2)) {
                return true;
            }
            if rest.get(at) == Some(&b'!') {
                let digits = behind.iter().take_while(|octet| octet.is_ascii_digit()).count();
                let unit = behind.get(digits..).unwrap_or_default();
                let is_unit = matches!(unit, [] | [b'k' | b'K' | b'm' | b'M' | b'g' | b'G' | b't' | b'T']);
                return !is_unit || (digits == 0 && !unit.is_empty());
            }
            rest = behind;
        }
        false
    })
}
