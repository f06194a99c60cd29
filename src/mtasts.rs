//! MTA-STS: the TXT record, the policy document, and which hosts a policy covers (RFC 8461).
//!
//! Only texts are read here. Fetching the document over HTTPS is left to a source of its own; what a
//! response must be for its body to count is said by [`is_usable`].

use crate::name::DomainName;
use crate::taglist;

/// The longest a policy may be kept, in seconds (RFC 8461 section 3.2).
pub const MAX_AGE: u32 = 31_557_600;

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
        let fields = fields(text, b"STSv1").ok_or(StsError::Version)??;
        let mut ids = fields.iter().filter(|(name, _)| *name == "id").map(|(_, value)| value);
        let (Some(id), None) = (ids.next(), ids.next()) else { return Err(StsError::Id) };
        if !(1..=32).contains(&id.len()) || !id.bytes().all(|octet| octet.is_ascii_alphanumeric()) {
            return Err(StsError::IdValue(id.clone()));
        }
        Ok(Self { id: id.clone() })
    }
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

/// The fields behind `v=<version>;` as names and values: the form that MTA-STS and TLS-RPT share.
/// `None` when the version is another.
pub(crate) fn fields(text: &[u8], version: &[u8]) -> Option<Result<Vec<(String, String)>, StsError>> {
    let mut tags = taglist::split(text).into_iter();
    let first = tags.next()?;
    let is_version = !first.spaced && first.name == b"v" && first.value == Some(version);
    // The version is followed by a semicolon, also when nothing else is.
    if !is_version || text.get(first.span.end..).is_none_or(|rest| !rest.contains(&b';')) {
        return None;
    }
    let field = |tag: taglist::Tag<'_>| {
        let is_name = |octet: &u8| octet.is_ascii_alphanumeric() || matches!(octet, b'_' | b'-' | b'.');
        let is_value = |octet: &u8| matches!(octet, 0x21..=0x3a | 0x3c | 0x3e..=0x7e);
        let shown = || StsError::Field(crate::text::show(tag.name));
        match tag.value {
            Some(value) if !value.is_empty() && !tag.name.is_empty() => {
                let starts = tag.name.first().is_some_and(u8::is_ascii_alphanumeric) && tag.name.len() <= 32;
                let fits = starts && tag.name.iter().all(is_name) && value.iter().all(is_value);
                let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
                if fits { Ok((text(tag.name), text(value))) } else { Err(shown()) }
            }
            _ => Err(shown()),
        }
    };
    Some(tags.map(field).collect())
}
