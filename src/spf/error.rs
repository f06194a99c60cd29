//! What can be wrong with the text of an SPF record: one kind for each mistake people make.

use std::fmt;

use super::macros::MacroProblem;
use crate::text::Span;

/// One place where a record breaks the grammar of RFC 7208 section 12; a receiver answers
/// "permerror" to any of them (section 4.6), wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}: \"{text}\"")]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: Problem,
    /// Where it is wrong: octets of the record.
    pub span: Span,
    /// The octets there, made fit to be shown.
    pub text: String,
    /// The whole term written right, where that is clear.
    pub corrected: Option<String>,
    /// The term that is wrong: octets of the record.
    pub term: Span,
}

/// The kinds of syntax errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// The text does not begin with `v=spf1` and a space.
    Version,
    /// An octet outside printable US-ASCII: a typographic dash, a no-break space, a U-label.
    NonAscii,
    /// White space other than the space: TAB, CR, LF.
    Whitespace,
    /// A qualifier with a space behind it (`- all`).
    LoneQualifier,
    /// A space behind `:` or `=` (`include: example.net`).
    SpaceInTerm,
    /// A comma or semicolon where a space belongs.
    Separator,
    /// A word that is no mechanism, without `=` (RFC 7208 section 4.6.1).
    UnknownMechanism,
    /// The name before `=` is no name: empty, or it does not begin with a letter.
    ModifierName,
    /// A qualifier before a modifier (`-redirect=`).
    QualifiedModifier,
    /// More than one `redirect`, or more than one `exp` (RFC 7208 section 6).
    DuplicateModifier,
    /// `all` with something behind it.
    UnexpectedArgument,
    /// A mechanism without the argument it needs: `include`, `ip4:`, `exists`.
    MissingArgument,
    /// `:` or `=` with no domain behind it.
    EmptyDomain,
    /// An IP address where a domain belongs (`a:192.0.2.1`).
    IpLiteral,
    /// A domain of one label (`include:localhost`).
    SingleLabel,
    /// A last label that no top-level domain can be (`example.123`, `example.-com`).
    TopLabel,
    /// An IPv6 address behind `ip4:`, or the other way round.
    WrongFamily,
    /// Text behind `ip4:` or `ip6:` that is no address.
    Address(AddressProblem),
    /// A prefix length that is not one.
    Cidr(CidrProblem),
    /// A macro that is not one.
    Macro(MacroProblem),
}

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressProblem {
    /// Fewer than four octets (`192.0.2`).
    Short,
    /// An octet above 255.
    Octet,
    /// An octet with a leading zero.
    LeadingZero,
    /// A port, a host name, two words that ran together: no address at all.
    Malformed,
}

/// What is wrong with a prefix length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CidrProblem {
    /// Above 32 for IPv4, above 128 for IPv6.
    TooLarge,
    /// A leading zero (`/08`).
    LeadingZero,
    /// Not `/` or `//` with digits behind it.
    Malformed,
    /// A mechanism or modifier that takes none (`include:example.net/24`).
    NotAllowed,
}

impl Problem {
    /// A stable word for reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::NonAscii => "non_ascii",
            Self::Whitespace => "whitespace",
            Self::LoneQualifier => "lone_qualifier",
            Self::SpaceInTerm => "space_in_term",
            Self::Separator => "separator",
            Self::UnknownMechanism => "unknown_mechanism",
            Self::ModifierName => "modifier_name",
            Self::QualifiedModifier => "qualified_modifier",
            Self::DuplicateModifier => "duplicate_modifier",
            Self::UnexpectedArgument => "unexpected_argument",
            Self::MissingArgument => "missing_argument",
            Self::EmptyDomain => "empty_domain",
            Self::IpLiteral => "ip_literal",
            Self::SingleLabel => "single_label",
            Self::TopLabel => "top_label",
            Self::WrongFamily => "wrong_family",
            Self::Address(_) => "address",
            Self::Cidr(_) => "cidr",
            Self::Macro(_) => "macro",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Version => "the record does not begin with \"v=spf1 \"",
            Self::NonAscii => "not printable US-ASCII",
            Self::Whitespace => "white space that is no space",
            Self::LoneQualifier => "a qualifier on its own",
            Self::SpaceInTerm => "a space inside a term",
            Self::Separator => "a comma or semicolon between terms",
            Self::UnknownMechanism => "unknown mechanism",
            Self::ModifierName => "not a modifier name",
            Self::QualifiedModifier => "a modifier has no qualifier",
            Self::DuplicateModifier => "this modifier may stand once only",
            Self::UnexpectedArgument => "\"all\" takes no argument",
            Self::MissingArgument => "the argument is missing",
            Self::EmptyDomain => "the domain is missing",
            Self::IpLiteral => "an IP address is no domain",
            Self::SingleLabel => "a domain of one label",
            Self::TopLabel => "not a top-level domain",
            Self::WrongFamily => "an address of the other family",
            Self::Address(AddressProblem::Short) => "the address has fewer than four octets",
            Self::Address(AddressProblem::Octet) => "an octet of the address is above 255",
            Self::Address(AddressProblem::LeadingZero) => "an octet of the address has a leading zero",
            Self::Address(AddressProblem::Malformed) => "not an IP address",
            Self::Cidr(CidrProblem::TooLarge) => "the prefix length is too large",
            Self::Cidr(CidrProblem::LeadingZero) => "the prefix length has a leading zero",
            Self::Cidr(CidrProblem::Malformed) => "not a prefix length",
            Self::Cidr(CidrProblem::NotAllowed) => "no prefix length may stand here",
            Self::Macro(problem) => return problem.fmt(f),
        })
    }
}
