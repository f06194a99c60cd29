//! MTA-STS: the TXT record, the policy document, and which hosts a policy covers (RFC 8461).
//!
//! Only texts are read here. Fetching the document over HTTPS is left to a source of its own; what a
//! response must be for its body to count is said by [`is_usable`].

use std::collections::BTreeSet;

use crate::fields;
use crate::name::DomainName;

/// The longest a policy may be kept, in seconds (RFC 8461 section 3.2).
pub const MAX_AGE: u32 = 31_557_600;

/// The version of the records.
pub(crate) const VERSION: &str = "STSv1";

/// A TXT record at `_mta-sts.<domain>` (RFC 8461 section 3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StsRecord {
    /// Changes whenever the policy does.
    pub id: String,
}

/// Why a TXT record announces no policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StsError {
    /// It does not begin with `v=STSv1;`: senders pass it over.
    #[error("the record does not begin with v=STSv1;")]
    Version,
    /// A piece between semicolons is no field.
    #[error("\"{0}\" is no field")]
    Field(String),
    /// No `id`, or more than one.
    #[error("there is not exactly one id")]
    Id,
    /// An `id` that is not one to 32 letters and digits.
    #[error("the id \"{0}\" is not 1 to 32 letters and digits")]
    IdValue(String),
}

impl StsRecord {
    /// Reads the joined strings of a TXT record.
    ///
    /// # Errors
    /// [`StsError`] for the first thing that breaks the grammar.
    pub fn read(text: &[u8]) -> Result<Self, StsError> {
        let tags = fields::behind(text, VERSION).ok_or(StsError::Version)?;
        let fields: Vec<_> = tags.iter().map(fields::field).collect::<Result<_, _>>().map_err(StsError::Field)?;
        let mut ids = fields.iter().filter(|(name, _)| *name == "id").map(|(_, value)| value);
        let (Some(id), None) = (ids.next(), ids.next()) else { return Err(StsError::Id) };
        if is_id(id) { Ok(Self { id: id.clone() }) } else { Err(StsError::IdValue(id.clone())) }
    }
}

/// One to 32 letters and digits.
fn is_id(id: &str) -> bool {
    (1..=32).contains(&id.len()) && id.bytes().all(|octet| octet.is_ascii_alphanumeric())
}

/// The one record that was meant by these texts. Its id is theirs where they agree on one that is legal,
/// else `fresh`: an id says nothing but that the policy changed (RFC 8461 section 3.1).
pub(crate) fn mended<'t>(texts: impl IntoIterator<Item = &'t [u8]>, fresh: &str) -> Option<String> {
    let pieces = texts.into_iter().map(|text| fields::meant(text, VERSION)).collect::<Option<Vec<_>>>()?;
    let mut ids = BTreeSet::new();
    for piece in pieces.iter().flatten() {
        if let Some((name, id)) = piece.split_once('=')
            && name.trim().eq_ignore_ascii_case("id")
        {
            ids.insert(id.trim());
        }
    }
    let id = ids.first().copied().filter(|id| ids.len() == 1 && is_id(id)).unwrap_or(fresh);
    let text = format!("v={VERSION}; id={id};");
    StsRecord::read(text.as_bytes()).is_ok().then_some(text)
}

/// What a policy asks of senders (RFC 8461 section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// No policy any more.
    None,
    /// Report what would fail, and deliver.
    Testing,
    /// Do not deliver to hosts that fail.
    Enforce,
}

/// A policy document (RFC 8461 section 3.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StsPolicy {
    /// What it asks of senders.
    pub mode: Mode,
    /// How long it may be kept, in seconds.
    pub max_age: u32,
    /// The patterns of the mail exchanges it covers.
    pub mx: Vec<String>,
}

/// Why a document is no policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// A line without `key: value`.
    #[error("line {0} is no \"key: value\"")]
    Line(usize),
    /// A key that must be there is not.
    #[error("\"{0}\" is missing")]
    Missing(&'static str),
    /// A value that its key cannot have.
    #[error("\"{value}\" is no value of \"{key}\"")]
    Value {
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
    },
}

impl StsPolicy {
    /// Reads a document; of a key that stands twice the first counts, except `mx`.
    ///
    /// # Errors
    /// [`PolicyError`] for the first thing that breaks the format.
    pub fn read(document: &str) -> Result<Self, PolicyError> {
        let (mut first, mut mx) = (std::collections::BTreeMap::new(), Vec::new());
        for (at, line) in document.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let (key, value) = line.split_once(':').ok_or(PolicyError::Line(at + 1))?;
            match (key.trim(), value.trim()) {
                (_, "") => return Err(PolicyError::Line(at + 1)),
                ("mx", pattern) if is_pattern(pattern) => mx.push(pattern.to_ascii_lowercase()),
                ("mx", other) => return Err(PolicyError::Value { key: "mx", value: other.to_owned() }),
                (key, value) => _ = first.entry(key.to_owned()).or_insert_with(|| value.to_owned()),
            }
        }
        let get = |key: &'static str| first.get(key).cloned().ok_or(PolicyError::Missing(key));
        let wrong = |key: &'static str, value: String| PolicyError::Value { key, value };
        let version = get("version")?;
        if version != "STSv1" {
            return Err(wrong("version", version));
        }
        let mode = match get("mode")? {
            mode if mode == "enforce" => Mode::Enforce,
            mode if mode == "testing" => Mode::Testing,
            mode if mode == "none" => Mode::None,
            other => return Err(wrong("mode", other)),
        };
        let age = get("max_age")?;
        let digits = age.len() <= 10 && age.bytes().all(|octet| octet.is_ascii_digit());
        let max_age = age.parse().ok().filter(|seconds| digits && *seconds <= MAX_AGE);
        let max_age = max_age.ok_or_else(|| wrong("max_age", age))?;
        if mx.is_empty() && mode != Mode::None {
            return Err(PolicyError::Missing("mx"));
        }
        Ok(Self { mode, max_age, mx })
    }

    /// Whether a mail exchange is covered: `*.` stands for exactly one label (RFC 8461 section 4.1).
    pub fn covers(&self, host: &DomainName) -> bool {
        self.mx.iter().any(|pattern| match pattern.strip_prefix("*.") {
            Some(above) => {
                host.parent().is_some_and(|parent| DomainName::parse(above).is_ok_and(|above| parent == above))
            }
            None => DomainName::parse(pattern).is_ok_and(|name| name == *host),
        })
    }
}

/// A host name in A-labels, or one with `*.` in front.
fn is_pattern(pattern: &str) -> bool {
    let name = pattern.strip_prefix("*.").unwrap_or(pattern);
    name.is_ascii() && DomainName::parse(name).is_ok()
}

/// Whether a response to the request for the document may be read: status 200 and plain text;
/// redirects are never followed (RFC 8461 section 3.3).
pub fn is_usable(status: u16, media_type: &str) -> bool {
    let media = media_type.split(';').next().unwrap_or_default().trim();
    status == 200 && media.eq_ignore_ascii_case("text/plain")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legal_id_is_kept() {
        for (texts, id) in [
            (&["v=stsv1; id=20261121"][..], "20261121"),
            (&["v=STSv1 ID=a1"], "a1"),
            (&["v=STSv1; id=2026-11-21"], "fresh1"),
            (&["v=STSv1;"], "fresh1"),
            (&["v=STSv1; id=1; id=2"], "fresh1"),
            (&["v=STSv1; id=1;", "v=STSv1; id=1"], "1"),
            (&["v=STSv1; id=1;", "v=STSv1; id=2"], "fresh1"),
        ] {
            let read = mended(texts.iter().map(|text| text.as_bytes()), "fresh1");
            assert_eq!(read, Some(format!("v=STSv1; id={id};")), "{texts:?}");
        }
        assert_eq!(mended([&b"v=spf1 -all"[..]], "fresh1"), None);
    }
}
