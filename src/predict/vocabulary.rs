//! The facts that receiver rules may speak of, with every value each may have.
//!
//! The list below is the only place to add one: its name and values in rules, its type in code, and
//! its place in a [`Situation`](super::Situation) all come from it.

use std::fmt;

use super::logic::{Member, Possible};

/// A type that holds the values of one fact.
pub trait FactValue: Member<Kind = ()> + Ord + Into<Value> + 'static {
    /// The fact.
    const FACT: Fact;
    /// Every value, in the order of the list.
    const ALL: &'static [Self];
}

macro_rules! vocabulary {
    ($( $(#[$about:meta])* $fact:ident = $name:literal { $( $(#[$what:meta])* $value:ident = $word:literal, )+ } )+) => {
        /// A fact that a rule may speak of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fact { $( $(#[$about])* $fact, )+ }

        /// A value of a fact.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Value { $( #[doc = concat!("A value of `", $name, "`.")] $fact($fact), )+ }

        impl Fact {
            /// Every fact, in the order of the list.
            pub const ALL: &'static [Self] = &[ $( Self::$fact, )+ ];

            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();

            /// Its place in the list.
            pub fn place(self) -> usize {
                self as usize
            }

            /// Its name in rules.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$fact => $name, )+ }
            }

            /// Every value it may have, in the order of the list.
            pub fn values(self) -> &'static [Value] {
                match self { $( Self::$fact => const { &[ $( Value::$fact($fact::$value), )+ ] }, )+ }
            }
        }

        impl Value {
            /// The fact it is a value of.
            pub fn fact(self) -> Fact {
                match self { $( Self::$fact(_) => Fact::$fact, )+ }
            }

            /// Its word in rules.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$fact(value) => value.as_str(), )+ }
            }
        }

        impl Member for Value {
            type Kind = Fact;

            fn kind(self) -> Fact {
                self.fact()
            }

            fn place(self) -> u32 {
                match self { $( Self::$fact(value) => value as u32, )+ }
            }

            fn list(fact: Fact) -> impl Iterator<Item = Self> {
                fact.values().iter().copied()
            }
        }

        $(
            $(#[$about])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $fact { $( $(#[$what])* $value, )+ }

            impl $fact {
                /// Its word in rules.
                pub fn as_str(self) -> &'static str {
                    match self { $( Self::$value => $word, )+ }
                }
            }

            impl Member for $fact {
                type Kind = ();

                fn kind(self) {}

                fn place(self) -> u32 {
                    self as u32
                }

                fn list((): ()) -> impl Iterator<Item = Self> {
                    Self::ALL.iter().copied()
                }
            }

            impl FactValue for $fact {
                const FACT: Fact = Fact::$fact;
                const ALL: &'static [Self] = &[ $( Self::$value, )+ ];
            }

            impl From<$fact> for Value {
                fn from(value: $fact) -> Self {
                    Self::$fact(value)
                }
            }
        )+
    };
}

vocabulary! {
    /// What SPF record the MAIL FROM domain has.
    SpfRecord = "spf.record" {
        /// None.
        Missing = "missing",
        /// One that may pass somebody.
        Found = "found",
        /// One that passes nobody (`v=spf1 -all`).
        DeniesAll = "denies_all",
        /// Several, so none counts (RFC 7208 section 4.5).
        Several = "several",
    }
    /// The SPF result for MAIL FROM (RFC 7208 section 2.6).
    SpfVerdict = "spf.verdict" {
        /// No record, or no domain.
        None = "none",
        /// The record says nothing of the address.
        Neutral = "neutral",
        /// The address may send.
        Pass = "pass",
        /// It may not.
        Fail = "fail",
        /// It probably may not.
        Softfail = "softfail",
        /// DNS failed the receiver.
        Temperror = "temperror",
        /// The records cannot be evaluated.
        Permerror = "permerror",
    }
    /// Whether the MAIL FROM domain is aligned with the Author Domain.
    SpfAligned = "spf.aligned" {
        /// It is.
        Yes = "yes",
        /// It is not.
        No = "no",
    }
    /// Whether the record passes everybody (`+all`).
    SpfPermissive = "spf.permissive" {
        /// It does.
        Yes = "yes",
        /// It does not.
        No = "no",
    }
    /// Whether any signature verifies.
    DkimVerdict = "dkim.verdict" {
        /// One does.
        Pass = "pass",
        /// There are signatures, and none does.
        Fail = "fail",
        /// There is no signature.
        None = "none",
    }
    /// Whether a signature that verifies is aligned with the Author Domain.
    DkimAligned = "dkim.aligned" {
        /// One is.
        Yes = "yes",
        /// None is.
        No = "no",
    }
    /// What DMARC record the Author Domain has, its own or an inherited one.
    DmarcRecord = "dmarc.record" {
        /// None that counts.
        Missing = "missing",
        /// One of which nothing can be used.
        Unusable = "unusable",
        /// One without `p`, which is read as `none`.
        NoPolicy = "no_policy",
        /// One with a policy.
        Valid = "valid",
    }
    /// The policy that mail which fails DMARC gets, after test mode and percentage.
    DmarcPolicy = "dmarc.policy" {
        /// DMARC does not apply.
        Absent = "absent",
        /// Nothing is asked for.
        None = "none",
        /// Treat as suspicious.
        Quarantine = "quarantine",
        /// Refuse.
        Reject = "reject",
    }
    /// The DMARC result.
    DmarcVerdict = "dmarc.verdict" {
        /// DMARC does not apply.
        None = "none",
        /// An aligned domain authenticates.
        Pass = "pass",
        /// None does.
        Fail = "fail",
    }
    /// Whether the MAIL FROM domain receives mail.
    MailFromMx = "mail_from.mx" {
        /// It has an MX record or an address.
        Exists = "exists",
        /// It says that it receives none (RFC 7505).
        Null = "null",
        /// It has MX records, and none leads to an address.
        Unreachable = "unreachable",
        /// It exists and has neither.
        Missing = "none",
        /// It does not exist.
        Nonexistent = "nxdomain",
    }
    /// Whether the Author Domain receives mail.
    FromMx = "from.mx" {
        /// It has an MX record or an address.
        Exists = "exists",
        /// It says that it receives none (RFC 7505).
        Null = "null",
        /// It has MX records, and none leads to an address.
        Unreachable = "unreachable",
        /// It exists and has neither.
        Missing = "none",
        /// It does not exist.
        Nonexistent = "nxdomain",
    }
    /// Whether the sending address has a name (PTR).
    PtrRecord = "ptr.record" {
        /// It has.
        Present = "present",
        /// It has none.
        Missing = "missing",
    }
    /// Whether the name leads back to the sending address.
    PtrConfirmed = "ptr.confirmed" {
        /// One of the names does.
        Yes = "yes",
        /// None does, or there is none.
        No = "no",
    }
    /// Whether the name looks like one of a pool of addresses.
    PtrGeneric = "ptr.generic" {
        /// It does.
        Yes = "yes",
        /// It does not, or there is none.
        No = "no",
    }
    /// The family of the sending address.
    IpFamily = "ip.family" {
        /// IPv4.
        Ipv4 = "ipv4",
        /// IPv6.
        Ipv6 = "ipv6",
    }
    /// What the server says at EHLO.
    HeloForm = "helo.form" {
        /// A fully qualified domain name.
        Fqdn = "fqdn",
        /// A name of one label.
        SingleLabel = "single_label",
        /// `localhost`, or a name below it.
        Localhost = "localhost",
        /// A bare address.
        Address = "address",
        /// An address literal (RFC 5321 section 4.1.3).
        Literal = "literal",
        /// Nothing that is allowed there.
        Invalid = "invalid",
    }
    /// Whether the EHLO name has an address.
    HeloAddress = "helo.address" {
        /// It has.
        Exists = "exists",
        /// It has none.
        Missing = "missing",
    }
    /// Whether the EHLO name leads to the sending address.
    HeloMatches = "helo.matches" {
        /// It does.
        Yes = "yes",
        /// It does not.
        No = "no",
    }
    /// Whether the sending address is on Spamhaus SBL.
    IpSbl = "ip.sbl" {
        /// It is.
        Listed = "listed",
        /// It is not.
        Unlisted = "unlisted",
        /// Nobody looked, or the list would not say.
        Unasked = "unasked",
    }
    /// Whether the sending address is on Spamhaus CSS.
    IpCss = "ip.css" {
        /// It is.
        Listed = "listed",
        /// It is not.
        Unlisted = "unlisted",
        /// Nobody looked, or the list would not say.
        Unasked = "unasked",
    }
    /// Whether the sending address is on Spamhaus XBL.
    IpXbl = "ip.xbl" {
        /// It is.
        Listed = "listed",
        /// It is not.
        Unlisted = "unlisted",
        /// Nobody looked, or the list would not say.
        Unasked = "unasked",
    }
    /// Whether the sending address is on Spamhaus PBL.
    IpPbl = "ip.pbl" {
        /// It is.
        Listed = "listed",
        /// It is not.
        Unlisted = "unlisted",
        /// Nobody looked, or the list would not say.
        Unasked = "unasked",
    }
    /// Whether the sending address is on the list of Barracuda.
    IpBarracuda = "ip.barracuda" {
        /// It is.
        Listed = "listed",
        /// It is not.
        Unlisted = "unlisted",
        /// Nobody looked, or the list would not say.
        Unasked = "unasked",
    }
    /// Whether the sending address is on a list of Abusix.
    IpAbusix = "ip.abusix" {
        /// It is.
        Listed = "listed",
        /// It is not.
        Unlisted = "unlisted",
        /// Nobody looked, or the list would not say.
        Unasked = "unasked",
    }
    /// Whether the MAIL FROM domain is on Spamhaus DBL.
    MailFromDbl = "mail_from.dbl" {
        /// It is.
        Listed = "listed",
        /// It is not.
        Unlisted = "unlisted",
        /// Nobody looked, or the list would not say.
        Unasked = "unasked",
    }
    /// Whether the MAIL FROM domain is on a list of Abusix.
    MailFromAbusix = "mail_from.abusix" {
        /// It is.
        Listed = "listed",
        /// It is not.
        Unlisted = "unlisted",
        /// Nobody looked, or the list would not say.
        Unasked = "unasked",
    }
    /// Whether the Author Domain is on Spamhaus DBL.
    FromDbl = "from.dbl" {
        /// It is.
        Listed = "listed",
        /// It is not.
        Unlisted = "unlisted",
        /// Nobody looked, or the list would not say.
        Unasked = "unasked",
    }
    /// Whether the EHLO name is on Spamhaus DBL.
    HeloDbl = "helo.dbl" {
        /// It is.
        Listed = "listed",
        /// It is not.
        Unlisted = "unlisted",
        /// Nobody looked, or the list would not say.
        Unasked = "unasked",
    }
}

impl Fact {
    /// The fact with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fact| fact.as_str() == name)
    }

    /// Its value with this word.
    pub fn value(self, word: &str) -> Option<Value> {
        self.values().iter().copied().find(|value| value.as_str() == word)
    }

    /// Nothing is known: any value is possible.
    pub fn unknown(self) -> Possible<Value> {
        Possible::anything(self).expect("every fact of the list has a value")
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
