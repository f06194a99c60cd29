//! The tags of a policy record and the values they may have (RFC 9989 section 4.7).

use std::fmt;

/// A tag that RFC 9989 defines, or that RFC 7489 defined before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TagName {
    /// Version.
    V,
    /// Policy of the name itself.
    P,
    /// Policy of names below.
    Sp,
    /// Policy of names below that do not exist.
    Np,
    /// DKIM alignment mode.
    Adkim,
    /// SPF alignment mode.
    Aspf,
    /// Test mode.
    T,
    /// Public suffix domain.
    Psd,
    /// Failure reporting options.
    Fo,
    /// Where aggregate reports go.
    Rua,
    /// Where failure reports go.
    Ruf,
    /// Percentage of mail the policy applies to; RFC 7489 only.
    Pct,
    /// Format of failure reports; RFC 7489 only.
    Rf,
    /// Interval of aggregate reports; RFC 7489 only.
    Ri,
}

impl TagName {
    const ALL: [Self; 14] = [
        Self::V,
        Self::P,
        Self::Sp,
        Self::Np,
        Self::Adkim,
        Self::Aspf,
        Self::T,
        Self::Psd,
        Self::Fo,
        Self::Rua,
        Self::Ruf,
        Self::Pct,
        Self::Rf,
        Self::Ri,
    ];

    /// The tag as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V => "v",
            Self::P => "p",
            Self::Sp => "sp",
            Self::Np => "np",
            Self::Adkim => "adkim",
            Self::Aspf => "aspf",
            Self::T => "t",
            Self::Psd => "psd",
            Self::Fo => "fo",
            Self::Rua => "rua",
            Self::Ruf => "ruf",
            Self::Pct => "pct",
            Self::Rf => "rf",
            Self::Ri => "ri",
        }
    }

    /// Reads a tag name; ABNF strings match in any case (RFC 5234 section 2.3).
    pub fn parse(name: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.as_str().as_bytes().eq_ignore_ascii_case(name))
    }

    /// The tag that an unknown name was probably meant to be: one edit away from a name of three
    /// letters or more, or the word that a short name stands for.
    pub fn suggestion(name: &[u8]) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        if name == b"policy" {
            return Some(Self::P);
        }
        Self::ALL
            .into_iter()
            .filter(|tag| tag.as_str().len() >= 3)
            .find(|tag| one_edit_apart(&name, tag.as_str().as_bytes()))
    }
}

impl fmt::Display for TagName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One letter added, dropped, changed, or two neighbours exchanged.
fn one_edit_apart(a: &[u8], b: &[u8]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let lead = long.iter().zip(short).take_while(|(x, y)| x == y).count();
    let (long, short) = (&long[lead..], &short[lead..]);
    match (long, short) {
        ([_, rest @ ..], _) if rest == short => true,
        ([_, long @ ..], [_, short @ ..]) if long == short => true,
        ([x1, x2, long @ ..], [y1, y2, short @ ..]) => x1 == y2 && x2 == y1 && long == short,
        _ => false,
    }
}

/// What the domain owner asks for when mail fails; ordered from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Policy {
    /// Only report.
    None,
    /// Treat as suspicious.
    Quarantine,
    /// Refuse.
    Reject,
}

impl Policy {
    /// The policy as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Quarantine => "quarantine",
            Self::Reject => "reject",
        }
    }

    /// Reads a policy, in any case.
    pub fn parse(value: &[u8]) -> Option<Self> {
        [Self::None, Self::Quarantine, Self::Reject]
            .into_iter()
            .find(|policy| policy.as_str().as_bytes().eq_ignore_ascii_case(value))
    }

    /// The policy that a value was probably meant to be: one edit away.
    pub fn suggestion(value: &[u8]) -> Option<Self> {
        let value = value.to_ascii_lowercase();
        [Self::None, Self::Quarantine, Self::Reject]
            .into_iter()
            .find(|policy| one_edit_apart(&value, policy.as_str().as_bytes()))
    }

    /// One level lower: what `t=y` asks for (RFC 9989 section 4.7), and what a message outside the
    /// `pct` sample gets (RFC 7489 section 6.6.4).
    #[must_use]
    pub fn lowered(self) -> Self {
        match self {
            Self::Reject => Self::Quarantine,
            Self::Quarantine | Self::None => Self::None,
        }
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How close an authenticated domain must be to the Author Domain (RFC 9989 section 4.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Mode {
    /// The same organizational domain.
    #[default]
    Relaxed,
    /// The same name.
    Strict,
}

impl Mode {
    /// Reads `r` or `s`, in any case.
    pub fn parse(value: &[u8]) -> Option<Self> {
        match value {
            b"r" | b"R" => Some(Self::Relaxed),
            b"s" | b"S" => Some(Self::Strict),
            _ => None,
        }
    }
}

/// What a record says of its name's place in the tree (RFC 9989 section 4.7, `psd`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Psd {
    /// A public suffix domain.
    Yes,
    /// The organizational domain of what is below.
    No,
    /// Nothing is said.
    #[default]
    Unsaid,
}

impl Psd {
    /// Reads `y`, `n` or `u`, in any case.
    pub fn parse(value: &[u8]) -> Option<Self> {
        match value {
            b"y" | b"Y" => Some(Self::Yes),
            b"n" | b"N" => Some(Self::No),
            b"u" | b"U" => Some(Self::Unsaid),
            _ => None,
        }
    }
}

/// When failure reports are wanted (RFC 9989 section 4.7, `fo`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FailureOptions {
    /// `0`: when nothing gave an aligned pass.
    pub all_failed: bool,
    /// `1`: when anything gave something else than an aligned pass.
    pub any_failed: bool,
    /// `d`: when a signature did not verify, aligned or not.
    pub dkim: bool,
    /// `s`: when SPF did not pass, aligned or not.
    pub spf: bool,
}

/// What is wrong with the options of `fo`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailureOptionProblem {
    /// An option that is not defined.
    Unknown,
    /// `0` and `1` exclude each other (RFC 9989 section 4.8).
    Exclusive,
    /// An option given twice.
    Repeated,
}

impl FailureOptions {
    /// Reads options with colons between them.
    ///
    /// # Errors
    /// The first [`FailureOptionProblem`]; the tag then has its default, `0`.
    pub fn parse(value: &[u8]) -> Result<Self, FailureOptionProblem> {
        let mut options = Self::default();
        for option in value.split(|octet| *octet == b':') {
            let slot = match option.trim_ascii() {
                b"0" => &mut options.all_failed,
                b"1" => &mut options.any_failed,
                b"d" | b"D" => &mut options.dkim,
                b"s" | b"S" => &mut options.spf,
                _ => return Err(FailureOptionProblem::Unknown),
            };
            if std::mem::replace(slot, true) {
                return Err(FailureOptionProblem::Repeated);
            }
        }
        if options.all_failed && options.any_failed {
            return Err(FailureOptionProblem::Exclusive);
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probable_tags() {
        for (written, meant) in [
            ("rau", Some(TagName::Rua)),
            ("rfu", Some(TagName::Ruf)),
            ("adkm", Some(TagName::Adkim)),
            ("aspff", Some(TagName::Aspf)),
            ("ppct", Some(TagName::Pct)),
            ("policy", Some(TagName::P)),
            ("q", None),
            ("x-comment", None),
        ] {
            assert_eq!(TagName::suggestion(written.as_bytes()), meant, "{written}");
        }
    }

    #[test]
    fn probable_policies() {
        for (written, meant) in [
            ("rejct", Some(Policy::Reject)),
            ("Rejecte", Some(Policy::Reject)),
            ("quarantaine", Some(Policy::Quarantine)),
            ("none.", Some(Policy::None)),
            ("monitor", None),
            ("", None),
        ] {
            assert_eq!(Policy::suggestion(written.as_bytes()), meant, "{written}");
        }
    }

    #[test]
    fn failure_options() {
        assert_eq!(FailureOptions::parse(b"1:d:s").map(|o| (o.any_failed, o.dkim, o.spf)), Ok((true, true, true)));
        assert_eq!(FailureOptions::parse(b"0:1"), Err(FailureOptionProblem::Exclusive));
        assert_eq!(FailureOptions::parse(b"d:d"), Err(FailureOptionProblem::Repeated));
        assert_eq!(FailureOptions::parse(b"x"), Err(FailureOptionProblem::Unknown));
    }
}
