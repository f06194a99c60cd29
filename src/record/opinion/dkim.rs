//! DKIM key records: what mail-auth reads otherwise than RFC 6376 section 3.6.1 asks.
//!
//! It keeps the octets of a key unread until a signature comes: what is said of a key here is said of
//! the record, not of the mail that is signed with it.

use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::dkim::DkimError;

use super::{Aspect, Cause, Heard, Reader};
use crate::dkim::key::{KeyProblem, KeyRecord, KeyState};
use crate::taglist;

/// Each way in which mail-auth differs; sections are those of RFC 6376.
pub(super) static CAUSES: [Cause; 11] = [
    // A repeated tag is taken, and the last one that can be read counts (section 3.2).
    Cause {
        reader: Reader::MailAuth,
        code: "last-duplicate",
        changes: &[Aspect::TooLax],
        holds: |record| has(record, |problem| matches!(problem, KeyProblem::DuplicateTag(_))),
    },
    // Tag names count in any case, and white space inside them is skipped (section 3.2).
    Cause {
        reader: Reader::MailAuth,
        code: "name-case",
        changes: &[Aspect::TooStrict, Aspect::TooLax, Aspect::Revoked, Aspect::Flags],
        holds: has_loose_name,
    },
    // Pieces that are no tags are passed over (section 3.2).
    Cause {
        reader: Reader::MailAuth,
        code: "not-a-tag",
        changes: &[Aspect::TooLax],
        holds: |record| has(record, |problem| matches!(problem, KeyProblem::NoEquals(_) | KeyProblem::TagName(_))),
    },
    // The version counts in any case, and white space inside it is skipped (section 3.6.1).
    Cause {
        reader: Reader::MailAuth,
        code: "version-case",
        changes: &[Aspect::TooLax],
        holds: |record| {
            let is_loose = |value: &String| value != "DKIM1" && compact(value).eq_ignore_ascii_case("DKIM1");
            value(record, "v").as_ref().is_some_and(is_loose)
        },
    },
    // The version need not come first (section 3.6.1).
    Cause {
        reader: Reader::MailAuth,
        code: "version-not-first",
        changes: &[Aspect::TooLax],
        holds: |record| has(record, |problem| *problem == KeyProblem::VersionNotFirst),
    },
    // An empty key type is RSA, and white space inside one is skipped (section 3.6.1).
    Cause {
        reader: Reader::MailAuth,
        code: "loose-type",
        changes: &[Aspect::TooLax],
        holds: |record| value(record, "k").is_some_and(|value| value.is_empty() || compact(&value) != value),
    },
    // What `h` allows is not looked at (section 3.6.1).
    Cause {
        reader: Reader::MailAuth,
        code: "hashes-ignored",
        changes: &[Aspect::TooLax],
        holds: |record| has(record, |problem| *problem == KeyProblem::NoUsableHash),
    },
    // What `s` allows is not looked at (section 3.6.1).
    Cause {
        reader: Reader::MailAuth,
        code: "services-ignored",
        changes: &[Aspect::TooLax],
        holds: |record| has(record, |problem| *problem == KeyProblem::NotForMail),
    },
    // The length and the padding of base64 are not checked (RFC 4648 section 4).
    Cause {
        reader: Reader::MailAuth,
        code: "base64-unchecked",
        changes: &[Aspect::TooLax],
        holds: |record| {
            let is_wrong = |problem: &KeyProblem| {
                matches!(
                    problem,
                    KeyProblem::Base64Padding { .. } | KeyProblem::Base64Length(_) | KeyProblem::LowerCased
                )
            };
            has(record, is_wrong) || value(record, "p").is_some_and(|key| key.trim_end_matches('=').contains('='))
        },
    },
    // Whether the octets are a key of that type shows with the first signature (section 3.6.1).
    Cause {
        reader: Reader::MailAuth,
        code: "key-unchecked",
        changes: &[Aspect::TooLax],
        holds: |record| {
            let is_no_key = |problem: &KeyProblem| {
                matches!(
                    problem,
                    KeyProblem::Der(_)
                        | KeyProblem::TypeMismatch { .. }
                        | KeyProblem::Ed25519Length(_)
                        | KeyProblem::Ed25519Wrapped
                        | KeyProblem::ExponentBroken
                        | KeyProblem::ModulusEven
                )
            };
            has(record, is_no_key)
        },
    },
    // A key that is too short fails with the first signature (RFC 8301 section 3.2).
    Cause {
        reader: Reader::MailAuth,
        code: "short-key",
        changes: &[Aspect::TooLax],
        holds: |record| has(record, |problem| matches!(problem, KeyProblem::RsaTooShort(_))),
    },
];

/// Asks mail-auth.
pub(super) fn hear(text: &[u8]) -> Heard {
    let (we, they) = (Taken::by_us(text), Taken::by_mail_auth(text));
    let mut heard = Heard::of(they.is_usable(), we.is_usable());
    match (we, they) {
        (Taken::Key(ours), Taken::Key(theirs)) if ours != theirs => heard.differs.push(Aspect::Flags),
        (Taken::Key(_), Taken::Revoked) | (Taken::Revoked, Taken::Key(_)) => heard.differs.push(Aspect::Revoked),
        (Taken::Key(_), Taken::Key(_))
        | (Taken::Revoked, Taken::Revoked)
        | (Taken::Nothing, _)
        | (_, Taken::Nothing) => {}
    }
    heard
}

/// What a reader takes from a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Key(Flags),
    Revoked,
    Nothing,
}

/// What `t` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Flags {
    is_testing: bool,
    forbids_subdomains: bool,
}

/// The bits that mail-auth sets for `t=y` and `t=s`; it does not export their names.
const TESTING: u64 = 0x10;
const MATCH_DOMAIN: u64 = 0x20;

impl Taken {
    fn by_us(text: &[u8]) -> Self {
        let record = KeyRecord::read(text);
        match record.state() {
            KeyState::Valid => {
                Self::Key(Flags { is_testing: record.is_testing(), forbids_subdomains: record.forbids_subdomains() })
            }
            KeyState::Revoked => Self::Revoked,
            KeyState::Invalid => Self::Nothing,
        }
    }

    fn by_mail_auth(text: &[u8]) -> Self {
        match DomainKey::parse(text) {
            Ok(key) => {
                Self::Key(Flags { is_testing: key.has_flag(TESTING), forbids_subdomains: key.has_flag(MATCH_DOMAIN) })
            }
            Err(mail_auth::Error::Dkim(DkimError::RevokedPublicKey)) => Self::Revoked,
            Err(_) => Self::Nothing,
        }
    }

    fn is_usable(self) -> bool {
        self != Self::Nothing
    }
}

fn has(record: &str, is: impl Fn(&KeyProblem) -> bool) -> bool {
    KeyRecord::read(record.as_bytes()).has(is)
}

/// The value of the first tag of this name.
fn value(record: &str, name: &str) -> Option<String> {
    let tags = taglist::split(record.as_bytes()).into_iter();
    let values = tags.filter(|tag| tag.name == name.as_bytes()).filter_map(|tag| tag.value);
    values.map(|value| String::from_utf8_lossy(value).into_owned()).next()
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_whitespace()).collect()
}

/// A tag that we do not know by its name and mail-auth does.
fn has_loose_name(record: &str) -> bool {
    taglist::split(record.as_bytes()).iter().filter(|tag| tag.value.is_some()).any(|tag| {
        let written = String::from_utf8_lossy(tag.name);
        let meant = compact(&written).to_ascii_lowercase();
        written != meant.as_str() && ["v", "h", "k", "p", "s", "t"].contains(&meant.as_str())
    })
}
