//! The record that was meant: what a broken policy record becomes when every fault in it has one
//! correction and no other.
//!
//! A text that comes out of here was read again: nothing is wrong with it, and every report address
//! can get reports. Where two corrections are possible there is none.

use crate::dmarc::Generation;
use crate::dmarc::record::{self, NearMissReason, PolicyRecord, ProblemKind, Reading};
use crate::dmarc::tags::{Policy, TagName};
use crate::dmarc::uri::{self, ReportUri};
use crate::taglist;
use crate::text::Span;

/// The corrected record; `None` when it is not known for certain.
pub(crate) fn mended(text: &[u8]) -> Option<String> {
    written(tags(text)?)
}

/// The record as far as it asks for no more than any receiver reads in it today: a policy that is no word counts
/// for nothing, and of two the weaker counts. `None` when something else is not known for certain.
pub(crate) fn mended_with_care(text: &[u8]) -> Option<String> {
    written(read(text, Doubt::Weakest)?)
}

/// The record with no policy above a ceiling.
pub(crate) fn capped(text: &str, ceiling: Ceiling) -> Option<String> {
    let mut tags = tags(text.as_bytes())?;
    let value = |tags: &Tags, name| {
        let found = tags.iter().find(|(known, _)| *known == name);
        found.and_then(|(_, value)| Policy::parse(value.as_bytes()))
    };
    let own = value(&tags, TagName::P)?;
    let (sp, np) = (value(&tags, TagName::Sp), value(&tags, TagName::Np));
    let subdomain = sp.unwrap_or(own).min(ceiling.subdomain);
    let nonexistent = np.or(sp).unwrap_or(own).min(ceiling.nonexistent);
    let own = own.min(ceiling.own);
    tags.retain(|(name, _)| !is_policy(*name));
    let mut policies = vec![(TagName::P, own.as_str().to_owned())];
    if sp.is_some() || subdomain != own {
        policies.push((TagName::Sp, subdomain.as_str().to_owned()));
    }
    if np.is_some() || nonexistent != subdomain {
        policies.push((TagName::Np, nonexistent.as_str().to_owned()));
    }
    tags.splice(0..0, policies);
    written(tags)
}

/// The record with other tags set, behind the policies.
pub(crate) fn with(text: &[u8], set: &[(TagName, &str)]) -> Option<String> {
    let mut tags = tags(text)?;
    tags.retain(|(name, _)| set.iter().all(|(other, _)| other != name));
    let behind = tags.iter().rposition(|(name, _)| is_policy(*name)).map_or(0, |at| at + 1);
    tags.splice(behind..behind, set.iter().map(|(name, value)| (*name, (*value).to_owned())));
    written(tags)
}

/// The record without one of its tags, corrected besides.
pub(crate) fn without(text: &[u8], name: TagName) -> Option<String> {
    let mut tags = tags(text)?;
    tags.retain(|(known, _)| *known != name);
    written(tags)
}

/// One record for several that ask for the same and differ in their report addresses alone.
pub(crate) fn merged<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> Option<String> {
    let mut records = texts.into_iter().map(tags).collect::<Option<Vec<_>>>()?.into_iter();
    let mut merged = records.next()?;
    for record in records {
        if policies(&record) != policies(&merged) {
            return None;
        }
        for (name, value) in record.into_iter().filter(|(name, _)| is_report(*name)) {
            match merged.iter_mut().find(|(known, _)| *known == name) {
                Some((_, addresses)) => add_addresses(addresses, &value),
                None => merged.push((name, value)),
            }
        }
    }
    written(merged)
}

/// The policies that a record may ask for at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ceiling {
    /// For the name itself.
    pub(crate) own: Policy,
    /// For names below.
    pub(crate) subdomain: Policy,
    /// For names below that do not exist.
    pub(crate) nonexistent: Policy,
}

impl Ceiling {
    /// No policy but `none`.
    pub(crate) const NONE: Self = Self { own: Policy::None, subdomain: Policy::None, nonexistent: Policy::None };

    /// What both generations of readers take from a text: the weaker of the two.
    pub(crate) fn of(text: &[u8]) -> Self {
        let Reading::Policy(record) = record::read(text) else { return Self::NONE };
        let read = Generation::ALL.into_iter().map(|generation| match record.terms(generation) {
            Some(terms) => Self { own: terms.own, subdomain: terms.subdomain, nonexistent: terms.nonexistent },
            None => Self::NONE,
        });
        let weaker = |one: Self, other: Self| Self {
            own: one.own.min(other.own),
            subdomain: one.subdomain.min(other.subdomain),
            nonexistent: one.nonexistent.min(other.nonexistent),
        };
        read.reduce(weaker).unwrap_or(Self::NONE)
    }
}

/// Whether a problem keeps a record from being what its owner meant; the others are matters of taste.
pub(crate) fn is_fault(kind: ProblemKind) -> bool {
    match kind {
        ProblemKind::Separator(_)
        | ProblemKind::NoEqualsSign
        | ProblemKind::TagName
        | ProblemKind::EmptyValue(_)
        | ProblemKind::InvalidValue(_)
        | ProblemKind::FailureOptions(_)
        | ProblemKind::ValueCharacter(_)
        | ProblemKind::Duplicate(_)
        | ProblemKind::Unknown(_)
        | ProblemKind::PolicyMissing => true,
        ProblemKind::EmptyPiece
        | ProblemKind::NameCase(_)
        | ProblemKind::ValueCase(_)
        | ProblemKind::Historic(_)
        | ProblemKind::PolicyNotSecond => false,
    }
}

/// Where something else stands in place of a semicolon.
pub(crate) fn separators(record: &PolicyRecord) -> impl Iterator<Item = &Span> {
    let is_separator = |kind| matches!(kind, ProblemKind::Separator(_));
    record.problems.iter().filter(move |problem| is_separator(problem.kind)).map(|problem| &problem.span)
}

/// The record with a semicolon wherever something else stood in place of one.
pub(crate) fn with_semicolons(text: &[u8]) -> Vec<u8> {
    let mut mended = text.to_vec();
    let Reading::Policy(record) = record::read(text) else { return mended };
    let spans: Vec<_> = separators(&record).collect();
    for span in spans.into_iter().rev() {
        let before = text[..span.start].trim_ascii_end().last();
        let behind = text[span.end..].trim_ascii_start().first();
        let is_end = before == Some(&b';') || matches!(behind, None | Some(b';'));
        let semicolon: &[u8] = if is_end { b"" } else { b"; " };
        mended.splice(span.clone(), semicolon.iter().copied());
    }
    mended
}

/// Tags with their values, in order, without the version.
type Tags = Vec<(TagName, String)>;

/// What becomes of a policy that is not known for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// The record is not mended.
    Stop,
    /// It is the weakest that is possible.
    Weakest,
}

/// Reads what was meant; a record without a policy means `p=none`, which is how receivers take it
/// (RFC 9989 section 4.10.1).
fn tags(text: &[u8]) -> Option<Tags> {
    read(text, Doubt::Stop)
}

fn read(text: &[u8], doubt: Doubt) -> Option<Tags> {
    let text = with_semicolons(with_version(text)?.as_bytes());
    let mut tags = Tags::new();
    for tag in taglist::split(&text).iter().skip(1).filter(|tag| !tag.span.is_empty()) {
        match (TagName::parse(tag.name), tag.value) {
            (Some(TagName::V), Some(b"DMARC1")) | (Some(_), Some([])) => {}
            (Some(name), Some(value)) => {
                let value = std::str::from_utf8(value).ok()?;
                let value = match (meant(name, value), doubt) {
                    (None, Doubt::Weakest) if is_policy(name) => Policy::None.as_str().to_owned(),
                    (value, Doubt::Stop | Doubt::Weakest) => value?,
                };
                add(&mut tags, name, value, doubt)?;
            }
            // A semicolon inside a list of addresses.
            (None, None) => match tags.last_mut() {
                Some((TagName::Rua | TagName::Ruf, list)) => {
                    add_addresses(list, &meant_addresses(std::str::from_utf8(tag.name).ok()?)?);
                }
                Some(_) | None => return None,
            },
            (None, Some(_)) | (Some(_), None) => return None,
        }
    }
    if !tags.iter().any(|(name, _)| *name == TagName::P) {
        add(&mut tags, TagName::P, Policy::None.as_str().to_owned(), doubt)?;
    }
    Some(tags)
}

/// Adds a tag; a second one of the same name must say the same or, where doubt is allowed, be a policy.
fn add(tags: &mut Tags, name: TagName, value: String, doubt: Doubt) -> Option<()> {
    match tags.iter_mut().find(|(known, _)| *known == name) {
        Some((_, known)) if *known != value && doubt == Doubt::Weakest && is_policy(name) => {
            let weaker = Policy::parse(known.as_bytes())?.min(Policy::parse(value.as_bytes())?);
            weaker.as_str().clone_into(known);
        }
        Some((_, known)) if *known != value => return None,
        Some(_) => {}
        None => tags.push((name, value)),
    }
    Some(())
}

/// Writes a record, `p` behind the version, and reads it again.
fn written(mut tags: Tags) -> Option<String> {
    tags.sort_by_key(|(name, _)| *name != TagName::P);
    let mut text = String::from("v=DMARC1");
    for (name, value) in &tags {
        text.push_str(&format!("; {name}={value}"));
    }
    is_sound(text.as_bytes()).then_some(text)
}

/// Whether nothing is wrong with a record, its report addresses included.
fn is_sound(text: &[u8]) -> bool {
    let Reading::Policy(record) = record::read(text) else { return false };
    let gets_reports = |uri: &ReportUri| uri.mailbox().is_some();
    !record.problems.iter().any(|problem| is_fault(problem.kind))
        && record.rua.iter().chain(&record.ruf).all(gets_reports)
}

/// The text with its version in front, as it must be written.
fn with_version(text: &[u8]) -> Option<String> {
    let (reason, span) = match record::read(text) {
        Reading::Policy(_) => return String::from_utf8(text.to_vec()).ok(),
        Reading::NearMiss(miss) => (miss.reason, miss.span),
        Reading::Unrelated => return None,
    };
    let behind = |at: usize| text.get(at..);
    let rest = match reason {
        NearMissReason::LeadingSpace | NearMissReason::LeadingQuote => behind(span.end)?.to_vec(),
        // What is glued to the version belongs to the rest.
        NearMissReason::Case | NearMissReason::Glued => behind(span.start + b"DMARC1".len())?.to_vec(),
        NearMissReason::WrongVersion => behind(span.end)?.to_vec(),
        NearMissReason::NotFirst => [text.get(..span.start)?, behind(span.end)?].concat(),
        NearMissReason::NoVersion => text.strip_prefix(b"DMARC1").unwrap_or(text).to_vec(),
    };
    let rest = std::str::from_utf8(&rest).ok()?;
    let is_junk =
        |c: char| c.is_whitespace() || matches!(c, ';' | ',' | ':' | '"' | '\'' | '\\' | '\u{201c}'..='\u{201f}');
    let rest = rest.trim_matches(is_junk);
    let rest = rest.strip_prefix("v=DMARC1").map_or(rest, |rest| rest.trim_start_matches(is_junk));
    Some(format!("v=DMARC1; {rest}"))
}

/// The value that was meant.
fn meant(name: TagName, value: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    match name {
        TagName::P | TagName::Sp | TagName::Np => {
            let policy = Policy::parse(value.as_bytes()).or_else(|| Policy::suggestion(value.as_bytes()));
            policy.map(|policy| policy.as_str().to_owned())
        }
        TagName::Adkim | TagName::Aspf => Some(match lower.as_str() {
            "relaxed" => "r".to_owned(),
            "strict" => "s".to_owned(),
            _ => lower,
        }),
        TagName::T | TagName::Psd => Some(lower),
        TagName::Rua | TagName::Ruf => meant_addresses(value),
        TagName::V | TagName::Fo | TagName::Pct | TagName::Rf | TagName::Ri => Some(value.to_owned()),
    }
}

/// The list of report addresses that was meant.
fn meant_addresses(list: &str) -> Option<String> {
    let entries = list.split(',').map(str::trim).filter(|entry| !entry.is_empty());
    let mut addresses = String::new();
    for address in entries.map(meant_address) {
        add_addresses(&mut addresses, &address?);
    }
    Some(addresses)
}

/// What one entry of a list was meant to be: itself, or with the one slip undone that makes it no
/// address.
fn meant_address(entry: &str) -> Option<String> {
    let is_bare = !entry.contains(':');
    let corrections = [
        Some(entry.to_owned()),
        is_bare.then(|| format!("mailto:{entry}")),
        entry.strip_prefix("mailto:").map(|rest| format!("mailto:{}", rest.trim_start_matches('/').trim_start())),
        Some(entry.split_whitespace().collect::<Vec<_>>().join(",")),
    ];
    let reads = |list: &String| {
        let uris = uri::read_list(list.as_bytes(), 0..list.len());
        uris.iter().all(|uri| uri.mailbox().is_some())
    };
    corrections.into_iter().flatten().find(reads)
}

/// Adds those addresses of a list that another does not have.
fn add_addresses(list: &mut String, more: &str) {
    for address in more.split(',') {
        if !list.split(',').any(|known| known == address) {
            let comma = if list.is_empty() { "" } else { "," };
            list.push_str(&format!("{comma}{address}"));
        }
    }
}

fn is_policy(name: TagName) -> bool {
    matches!(name, TagName::P | TagName::Sp | TagName::Np)
}

fn is_report(name: TagName) -> bool {
    matches!(name, TagName::Rua | TagName::Ruf)
}

/// What a record asks for besides reports, in one order.
fn policies(tags: &Tags) -> Vec<&(TagName, String)> {
    let mut policies: Vec<_> = tags.iter().filter(|(name, _)| !is_report(*name)).collect();
    policies.sort();
    policies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant() {
        for (broken, meant) in [
            ("v=DMARC1; p=none", Some("v=DMARC1; p=none")),
            ("v=DMARC1; rua=mailto:a@example.com; p=None;", Some("v=DMARC1; p=none; rua=mailto:a@example.com")),
            ("v=dmarc1; p=reject", Some("v=DMARC1; p=reject")),
            ("v=dmarc1 p=reject", Some("v=DMARC1; p=reject")),
            ("v=DMARC1p=none", Some("v=DMARC1; p=none")),
            ("v=DMARC1, p=none, rua=mailto:a@example.com", Some("v=DMARC1; p=none; rua=mailto:a@example.com")),
            ("v=DMARC; p=none", Some("v=DMARC1; p=none")),
            ("\"v=DMARC1; p=none; rua=mailto:a@example.com\"", Some("v=DMARC1; p=none; rua=mailto:a@example.com")),
            ("\u{201c}v=DMARC1; p=none\u{201d}", Some("v=DMARC1; p=none")),
            ("  v=DMARC1; p=none", Some("v=DMARC1; p=none")),
            ("p=reject; v=DMARC1; sp=none", Some("v=DMARC1; p=reject; sp=none")),
            ("p=reject; rua=mailto:a@example.com", Some("v=DMARC1; p=reject; rua=mailto:a@example.com")),
            ("DMARC1; p=none", Some("v=DMARC1; p=none")),
            ("v=DMARC1; p=none\\; rua=mailto:a@example.com", Some("v=DMARC1; p=none; rua=mailto:a@example.com")),
            ("v=DMARC1; p=none\nrua=mailto:a@example.com", Some("v=DMARC1; p=none; rua=mailto:a@example.com")),
            ("v=DMARC1; p=rejct; sp=nonne", Some("v=DMARC1; p=reject; sp=none")),
            ("v=DMARC1; p=monitor", None),
            ("v=DMARC1; rua=mailto:a@example.com", Some("v=DMARC1; p=none; rua=mailto:a@example.com")),
            ("v=DMARC1; p=none; p=none", Some("v=DMARC1; p=none")),
            ("v=DMARC1; p=none; p=reject", None),
            ("v=DMARC1; p=none; x=1", None),
            ("v=DMARC1; p=none; bogus", None),
            ("v=DMARC1; p=none; adkim=strict; pct=50", Some("v=DMARC1; p=none; adkim=s; pct=50")),
            ("v=DMARC1; p=none; pct=110", None),
            ("v=DMARC1; p=none; rua=a@example.com", Some("v=DMARC1; p=none; rua=mailto:a@example.com")),
            ("v=DMARC1; p=none; rua=mailto://a@example.com,", Some("v=DMARC1; p=none; rua=mailto:a@example.com")),
            ("v=DMARC1; p=none; rua=mailto: a@example.com", Some("v=DMARC1; p=none; rua=mailto:a@example.com")),
            (
                "v=DMARC1; p=none; rua=mailto:a@example.com mailto:b@example.com",
                Some("v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com"),
            ),
            (
                "v=DMARC1; p=none; rua=mailto:a@example.com; mailto:b@example.com",
                Some("v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com"),
            ),
            (
                "v=DMARC1; p=none; rua=mailto:a@example.com,b@example.com",
                Some("v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com"),
            ),
            ("v=DMARC1; p=none; rua=mailto:a,b@example.com", None),
            ("v=DMARC1; p=none; rua=https://example.com/", None),
            ("v=spf1 -all", None),
        ] {
            assert_eq!(mended(broken.as_bytes()).as_deref(), meant, "{broken}");
        }
    }

    #[test]
    fn doubtful_policies_are_the_weakest() {
        for (broken, weakest) in [
            ("v=DMARC1; p=monitor", Some("v=DMARC1; p=none")),
            ("v=DMARC1; p=reject; np=bogus", Some("v=DMARC1; p=reject; np=none")),
            ("v=DMARC1; p=quarantine; p=reject; adkim=s", Some("v=DMARC1; p=quarantine; adkim=s")),
            ("v=DMARC1; p=none; adkim=r; adkim=s", None),
            ("v=DMARC1; p=none; x=1", None),
        ] {
            assert_eq!(mended_with_care(broken.as_bytes()).as_deref(), weakest, "{broken}");
        }
    }

    #[test]
    fn no_policy_is_above_the_ceiling() {
        let ceiling = |text: &str| Ceiling::of(text.as_bytes());
        assert_eq!(ceiling("v=DMARC1; p=rejct; rua=mailto:a@example.com"), Ceiling::NONE);
        assert_eq!(ceiling("v=dmarc1; p=reject"), Ceiling::NONE);
        let quarantine = ceiling("v=DMARC1; p=quarantine; np=reject");
        assert_eq!((quarantine.own, quarantine.nonexistent), (Policy::Quarantine, Policy::Quarantine));
        for (text, capped) in [
            ("v=DMARC1; p=reject", "v=DMARC1; p=quarantine"),
            ("v=DMARC1; p=reject; sp=none", "v=DMARC1; p=quarantine; sp=none"),
            ("v=DMARC1; p=none; sp=reject; np=reject", "v=DMARC1; p=none; sp=quarantine; np=quarantine"),
            ("v=DMARC1; p=none; rua=mailto:a@example.com", "v=DMARC1; p=none; rua=mailto:a@example.com"),
        ] {
            assert_eq!(super::capped(text, quarantine).as_deref(), Some(capped), "{text}");
        }
        let own = Ceiling { own: Policy::Reject, ..Ceiling::NONE };
        assert_eq!(super::capped("v=DMARC1; p=reject", own).as_deref(), Some("v=DMARC1; p=reject; sp=none"));
    }

    #[test]
    fn tags_that_are_set_stand_behind_the_policies() {
        let set = [(TagName::T, "y"), (TagName::Pct, "0")];
        let text = b"v=DMARC1; p=quarantine; pct=50; rua=mailto:a@example.com";
        assert_eq!(with(text, &set).as_deref(), Some("v=DMARC1; p=quarantine; t=y; pct=0; rua=mailto:a@example.com"));
    }

    #[test]
    fn records_that_ask_for_the_same() {
        let merge = |texts: [&str; 2]| merged(texts.map(str::as_bytes));
        assert_eq!(
            merge(["v=DMARC1; p=none; rua=mailto:a@example.com", "v=DMARC1; rua=mailto:b@example.com; p=none"])
                .as_deref(),
            Some("v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com")
        );
        assert_eq!(merge(["v=DMARC1; p=none", "v=DMARC1; p=reject"]), None);
        assert_eq!(without(b"v=DMARC1; p=none; psd=y", TagName::Psd).as_deref(), Some("v=DMARC1; p=none"));
    }
}
