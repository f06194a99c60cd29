//! A key record being read: every tag judged by its section of RFC 6376, and what is wrong kept with its place.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};

use super::{KeyProblem, KeyRecord, KeyTag, KeyType, Problem, Quoting};
use crate::dkim::public_key::{self, DerKey, PublicKey, RsaForm, RsaKey};
use crate::limits;
use crate::taglist::{self, Tag};
use crate::text::{self, Span};

/// The tags that RFC 6376 section 3.6.1 defines, and the one that it dropped.
const KNOWN_TAGS: [&str; 8] = ["v", "g", "h", "k", "n", "p", "s", "t"];

/// A record being read.
pub(super) struct Reading<'a> {
    record: &'a [u8],
    boundaries: &'a [usize],
    tags: Vec<Tag<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(record: &'a [u8], boundaries: &'a [usize]) -> Self {
        let within = record.get(..limits::RECORD_OCTETS).unwrap_or(record);
        let mut reading = Self { record: within, boundaries, tags: taglist::split(within), problems: Vec::new() };
        if within.len() < record.len() {
            reading.note(KeyProblem::TooLong, within.len()..within.len());
        }
        reading
    }

    pub(super) fn finish(mut self) -> KeyRecord {
        self.judge_names();
        self.judge_version();
        let key_type = self.judge_type();
        let hashes = self.judge_hashes();
        let services = self.judge_services();
        let flags = self.judge_flags();
        self.judge_granularity();
        let key = self.judge_key(&key_type);
        self.judge_quoting();
        self.problems.sort_by_key(|problem| problem.span.start);
        let keep = |tag: &Tag<'_>| KeyTag {
            name: text::show(tag.name),
            value: tag.value.map(<[u8]>::to_vec),
            span: tag.span.clone(),
            value_span: tag.value_span.clone(),
        };
        let tags = self.tags.iter().map(keep).collect();
        KeyRecord { text: self.record.to_vec(), tags, key_type, hashes, services, flags, key, problems: self.problems }
    }

    fn note(&mut self, kind: KeyProblem, span: Span) {
        self.problems.push(Problem { kind, span });
    }

    /// The first tag of this name that has a value.
    fn value(&self, name: &str) -> Option<(&'a [u8], Span)> {
        let tag = self.tags.iter().find(|tag| tag.name == name.as_bytes() && tag.value.is_some())?;
        Some((tag.value?, tag.value_span.clone()))
    }

    fn judge_names(&mut self) {
        let mut seen = BTreeMap::new();
        for tag in self.tags.clone() {
            let shown = text::show(tag.name);
            if tag.span.is_empty() {
                self.note(KeyProblem::EmptyPiece, tag.span);
            } else if tag.value.is_none() {
                self.note(KeyProblem::NoEquals(shown), tag.span);
            } else if !is_tag_name(tag.name) {
                self.note(KeyProblem::TagName(shown), tag.name_span);
            } else if seen.insert(tag.name, ()).is_some() {
                self.note(KeyProblem::DuplicateTag(shown), tag.span);
            } else if !KNOWN_TAGS.contains(&shown.as_str()) {
                let meant = meant_tag(&shown);
                self.note(KeyProblem::UnknownTag { name: shown, meant }, tag.name_span);
            }
        }
    }

    fn judge_version(&mut self) {
        let Some((value, span)) = self.value("v") else {
            return self.note(KeyProblem::VersionAbsent, 0..0);
        };
        if value != b"DKIM1" {
            self.note(KeyProblem::Version(text::show(value)), span.clone());
        }
        if self.tags.first().is_some_and(|first| first.name != b"v") {
            self.note(KeyProblem::VersionNotFirst, span);
        }
    }

    fn judge_type(&mut self) -> KeyType {
        let Some((value, span)) = self.value("k") else { return KeyType::Rsa };
        for (name, key_type) in [("rsa", KeyType::Rsa), ("ed25519", KeyType::Ed25519)] {
            if value.eq_ignore_ascii_case(name.as_bytes()) {
                self.judge_case(value, name, span);
                return key_type;
            }
        }
        let shown = text::show(value);
        self.note(KeyProblem::TypeUnknown(shown.clone()), span);
        KeyType::Other(shown)
    }

    fn judge_case(&mut self, value: &[u8], right: &str, span: Span) {
        if value != right.as_bytes() {
            self.note(KeyProblem::ValueCase(text::show(value)), span);
        }
    }

    /// A value with colons, its elements compared with the words it may hold, and its place;
    /// `unknown` makes a problem of any other element. Empty elements are passed over.
    fn judge_list(
        &mut self,
        name: &str,
        words: &[&str],
        unknown: Option<fn(String) -> KeyProblem>,
    ) -> Option<(Vec<String>, Span)> {
        let (value, span) = self.value(name)?;
        let mut kept = Vec::new();
        let mut start = span.start;
        for piece in value.split(|octet| *octet == b':') {
            let place = taglist::trim(self.record, start..start + piece.len());
            start += piece.len() + 1;
            let Some(element) = self.record.get(place.clone()).filter(|element| !element.is_empty()) else { continue };
            match words.iter().find(|word| element.eq_ignore_ascii_case(word.as_bytes())) {
                Some(word) => {
                    self.judge_case(element, word, place);
                    kept.push((*word).to_owned());
                }
                None => {
                    let shown = text::show(element);
                    if let Some(problem) = unknown {
                        self.note(problem(shown.clone()), place);
                    }
                    kept.push(shown);
                }
            }
        }
        Some((kept, span))
    }

    fn judge_hashes(&mut self) -> Option<Vec<String>> {
        let (hashes, span) = self.judge_list("h", &["sha1", "sha256"], Some(KeyProblem::HashUnknown))?;
        let allows = |name: &str| hashes.iter().any(|hash| hash == name);
        if !allows("sha256") {
            self.note(KeyProblem::NoUsableHash, span);
        } else if allows("sha1") {
            self.note(KeyProblem::HashSha1, span);
        }
        Some(hashes)
    }

    fn judge_services(&mut self) -> Option<Vec<String>> {
        // Service types are registered one by one; those of other services are no problem here.
        let (services, span) = self.judge_list("s", &["*", "email"], None)?;
        if !services.iter().any(|service| service == "*" || service == "email") {
            self.note(KeyProblem::NotForMail, span);
        }
        Some(services)
    }

    fn judge_flags(&mut self) -> Vec<String> {
        let Some((flags, span)) = self.judge_list("t", &["y", "s"], Some(KeyProblem::FlagUnknown)) else {
            return Vec::new();
        };
        if flags.iter().any(|flag| flag == "y") {
            self.note(KeyProblem::Testing, span);
        }
        flags
    }

    fn judge_granularity(&mut self) {
        if let Some((value, span)) = self.value("g") {
            self.note(KeyProblem::Granularity, span.clone());
            if value != b"*" {
                self.note(KeyProblem::GranularityLimits, span);
            }
        }
    }

    fn judge_key(&mut self, key_type: &KeyType) -> Option<PublicKey> {
        let Some((value, span)) = self.value("p") else {
            self.note(KeyProblem::KeyMissing, self.record.len()..self.record.len());
            return None;
        };
        if value.is_empty() {
            self.note(KeyProblem::Revoked, span);
            return None;
        }
        self.judge_boundaries(&span);
        let octets = self.decode(value, &span)?;
        let key = match key_type {
            KeyType::Rsa => self.judge_rsa(&octets, &span)?,
            KeyType::Ed25519 => self.judge_ed25519(&octets, &span)?,
            KeyType::Other(_) => return None,
        };
        if let Some(sample) = key.sample() {
            self.note(KeyProblem::SampleKey(sample), span);
        }
        Some(key)
    }

    fn judge_boundaries(&mut self, key: &Span) {
        let is_space = |at: usize| key.contains(&at) && self.record.get(at).is_some_and(|octet| is_folding(*octet));
        let met: Vec<_> =
            self.boundaries.iter().filter(|at| is_space(**at) || is_space(at.saturating_sub(1))).collect();
        for at in met {
            self.note(KeyProblem::SpaceAtBoundary, at.saturating_sub(1)..at + 1);
        }
    }

    /// The octets of the key, read as far as possible; `None` when a character stands in the way.
    fn decode(&mut self, value: &[u8], span: &Span) -> Option<Vec<u8>> {
        let mut symbols = Vec::with_capacity(value.len());
        let mut padding = 0;
        let mut padded: Option<usize> = None;
        let mut is_base64 = true;
        let mut at = 0;
        while let Some(octet) = value.get(at) {
            let place = span.start + at;
            match octet {
                octet if is_folding(*octet) => {}
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => symbols.push(*octet),
                // More key behind it: what is wrong is the `=`, which ends the key.
                octet if is_base64_octet(*octet) && *octet != b'=' => {
                    let start = padded.take().unwrap_or(place);
                    self.note(KeyProblem::PaddingInside, start..start + padding);
                    is_base64 = false;
                    padding = 0;
                }
                b'=' => {
                    padded.get_or_insert(place);
                    padding += 1;
                }
                _ => {
                    // A run is one problem: `"" "`, or the octets of one character.
                    let run = value
                        .get(at..)
                        .unwrap_or_default()
                        .iter()
                        .take_while(|octet| !is_base64_octet(**octet))
                        .count()
                        .max(1);
                    let wrong = value.get(at..at + run).unwrap_or_default();
                    self.note(KeyProblem::Base64Character(text::show(wrong)), place..place + run);
                    is_base64 = false;
                    at += run - 1;
                }
            }
            at += 1;
        }
        if !is_base64 {
            return None;
        }
        if symbols.len() > 40 && !symbols.iter().any(u8::is_ascii_uppercase) {
            self.note(KeyProblem::LowerCased, span.clone());
        }
        let wanted = match symbols.len() % 4 {
            0 => 0,
            1 => {
                // The six bits left over hold no octet; what stands before them is still worth a look.
                self.note(KeyProblem::Base64Length(symbols.len()), span.clone());
                symbols.pop();
                padding
            }
            2 => 2,
            _ => 1,
        };
        if padding != wanted {
            self.note(KeyProblem::Base64Padding { found: padding, wanted }, span.end.saturating_sub(padding)..span.end);
        }
        BASE64.decode(&symbols).ok()
    }

    fn judge_rsa(&mut self, octets: &[u8], span: &Span) -> Option<PublicKey> {
        match public_key::read_der(octets) {
            Ok(DerKey::Rsa { key, form, lax }) => {
                match form {
                    RsaForm::Spki => {}
                    RsaForm::Pkcs1 => self.note(KeyProblem::BareRsa, span.clone()),
                }
                if !lax.is_empty() {
                    self.note(KeyProblem::LenientDer(lax), span.clone());
                }
                self.judge_rsa_numbers(&key, span);
                Some(PublicKey::Rsa(key))
            }
            Ok(DerKey::Ed25519) => {
                self.note(KeyProblem::TypeMismatch { declared: "rsa", found: "ed25519" }, span.clone());
                None
            }
            Err(_) if octets.len() == 32 => {
                self.note(KeyProblem::TypeMismatch { declared: "rsa", found: "ed25519" }, span.clone());
                None
            }
            Err(error) => {
                self.note(error.into(), span.clone());
                None
            }
        }
    }

    fn judge_rsa_numbers(&mut self, key: &RsaKey, span: &Span) {
        let mut note = |kind| self.note(kind, span.clone());
        match key.bits() {
            bits @ ..1_024 => note(KeyProblem::RsaTooShort(bits)),
            bits @ 1_024..2_048 => note(KeyProblem::RsaShort(bits)),
            2_048 => {}
            bits => note(KeyProblem::RsaLong(bits)),
        }
        if key.has_broken_exponent() {
            note(KeyProblem::ExponentBroken);
        } else if key.exponent() != Some(65_537) {
            note(KeyProblem::ExponentUnusual(key.exponent()));
        }
        if key.has_even_modulus() {
            note(KeyProblem::ModulusEven);
        } else if let Some(prime) = key.small_factor() {
            note(KeyProblem::ModulusFactor(prime));
        } else if key.is_roca() {
            note(KeyProblem::ModulusRoca);
        }
    }

    fn judge_ed25519(&mut self, octets: &[u8], span: &Span) -> Option<PublicKey> {
        if let Ok(point) = <[u8; 32]>::try_from(octets) {
            if public_key::is_low_order(&point) {
                self.note(KeyProblem::Ed25519LowOrder, span.clone());
            }
            return Some(PublicKey::Ed25519(point));
        }
        let kind = match public_key::read_der(octets) {
            Ok(DerKey::Rsa { .. }) => KeyProblem::TypeMismatch { declared: "ed25519", found: "rsa" },
            Ok(DerKey::Ed25519) => KeyProblem::Ed25519Wrapped,
            Err(_) => KeyProblem::Ed25519Length(octets.len()),
        };
        self.note(kind, span.clone());
        None
    }

    fn judge_quoting(&mut self) {
        // Notes are free text for people: quotes are at home there.
        let notes = self.value("n").map_or(0..0, |(_, span)| span);
        let mut at = 0;
        let mut last: Option<(Quoting, Span)> = None;
        while let Some(rest) = self.record.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((quoting, length)) = quoting_at(rest).filter(|_| !notes.contains(&at)) else {
                at += 1;
                continue;
            };
            let span = at..at + length;
            at = span.end;
            last = match last.take() {
                Some((same, before)) if same == quoting && before.end == span.start => {
                    Some((same, before.start..span.end))
                }
                other => {
                    if let Some((quoting, span)) = other {
                        self.note(KeyProblem::Quoting(quoting), span);
                    }
                    Some((quoting, span))
                }
            };
        }
        if let Some((quoting, span)) = last {
            self.note(KeyProblem::Quoting(quoting), span);
        }
    }
}

/// Padding is judged before decoding; bits left over in the last symbol are overlooked, as
/// OpenSSL and the libraries built on it do.
static BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

fn is_folding(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t' | b'\r' | b'\n')
}

fn is_base64_octet(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'/' | b'=') || is_folding(octet)
}

/// `ALPHA *ALNUMPUNC` (RFC 6376 section 3.2).
fn is_tag_name(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_alphabetic)
        && name.iter().all(|octet| octet.is_ascii_alphanumeric() || *octet == b'_')
}

/// The tag whose misspelling a name seems to be.
fn meant_tag(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "key" | "pk" | "pub" | "pubkey" | "public" | "publickey" => Some("p"),
        "version" | "ver" => Some("v"),
        "keytype" | "type" | "alg" | "a" => Some("k"),
        "hash" => Some("h"),
        "service" => Some("s"),
        "flags" => Some("t"),
        lower => KNOWN_TAGS.into_iter().find(|known| *known == lower),
    }
}

/// The remains of quoting that text begins with, and their length.
pub(super) fn quoting_at(text: &[u8]) -> Option<(Quoting, usize)> {
    let entity = ["&quot;", "&#34;", "&#x22;"]
        .into_iter()
        .find(|entity| text.get(..entity.len()).is_some_and(|start| start.eq_ignore_ascii_case(entity.as_bytes())));
    match (text.first()?, entity) {
        (_, Some(entity)) => Some((Quoting::Entity, entity.len())),
        (b'"', None) => Some((Quoting::Quote, 1)),
        (b'\\', None) => Some((Quoting::Backslash, 1)),
        (_, None) => None,
    }
}
