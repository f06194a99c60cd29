//! Reply codes and enhanced status codes: what each means by itself (`codes.toml`).

use std::fmt;

use super::cause::Cause;
use super::tables;

/// An enhanced status code: class, subject and detail (RFC 3463 section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Status {
    /// 2, 4 or 5.
    pub class: u8,
    /// What it is about, 0 to 7 where it is registered.
    pub subject: u16,
    /// More exactly.
    pub detail: u16,
}

impl Status {
    /// Reads `5.7.26`; the class is 2, 4 or 5, the other numbers have one to three digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let mut number = || {
            let part = parts.next()?;
            let is_number = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse::<u16>().ok())?
        };
        let (class, subject, detail) = (number()?, number()?, number()?);
        let class = u8::try_from(class).ok().filter(|class| matches!(class, 2 | 4 | 5))?;
        parts.next().is_none().then_some(Self { class, subject, detail })
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// Whether a basic code is one of SMTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// A standard of SMTP defines it.
    #[default]
    Registered,
    /// Only the registry names it, beside a status.
    Associated,
    /// Servers send it, or lists print it, and no standard defines it.
    Stray,
}

/// A basic code.
#[derive(Debug)]
pub struct Basic {
    /// Its three digits.
    pub code: u16,
    /// Whether it is one of SMTP.
    pub kind: Kind,
    /// Where it is defined.
    pub reference: Option<&'static str>,
    /// What it means by itself; none for a reply that is no failure.
    pub cause: Option<&'static Cause>,
    /// Whether one of its usual causes lies in DNS.
    pub partly: bool,
    /// Whether it says more than a weak status beside it.
    pub strong: bool,
}

/// A registered status code, whatever its class.
#[derive(Debug)]
pub struct Registered {
    /// Subject and detail, as in `7.26`.
    pub code: &'static str,
    /// The subject.
    pub subject: u16,
    /// The detail.
    pub detail: u16,
    /// The basic codes that the registry sets beside it.
    pub basic: &'static [u16],
    /// Where it is defined.
    pub reference: &'static str,
    /// What it means by itself; none for one that is no failure.
    pub cause: Option<&'static Cause>,
    /// Whether any wording says more.
    pub weak: bool,
}

/// The registry.
#[derive(Debug)]
pub struct Codes {
    /// Where it was read.
    pub source: &'static str,
    /// When.
    pub checked: jiff::civil::Date,
    /// Basic codes.
    pub basic: &'static [Basic],
    /// Enhanced status codes.
    pub status: &'static [Registered],
}

impl Codes {
    /// The embedded registry.
    pub fn get() -> &'static Self {
        &tables::CODES
    }

    /// A basic code that is known.
    pub fn basic(&self, code: u16) -> Option<&Basic> {
        self.basic.iter().find(|basic| basic.code == code)
    }

    /// A status code that is registered.
    pub fn status(&self, status: Status) -> Option<&Registered> {
        self.status.iter().find(|one| (one.subject, one.detail) == (status.subject, status.detail))
    }
}

impl Registered {
    /// The name of its sentence.
    pub fn key(&self) -> String {
        format!("explain-status-{}", self.code.replace('.', "-"))
    }
}
