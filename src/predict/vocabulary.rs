//! The facts that receiver rules may speak of, with every value each may have.
//!
//! The list below is the only place to add one: its name and values in rules, its type in code, and
//! its place in a [`Situation`](super::Situation) all come from it.

use std::fmt;

use super::logic::Possible;

/// A type that holds the values of one fact.
pub trait FactValue: Copy + Ord + Into<Value> + 'static {
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

            /// Its name in rules.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$fact => $name, )+ }
            }

            /// Every value it may have.
            pub fn values(self) -> Vec<Value> {
                match self { $( Self::$fact => $fact::ALL.iter().copied().map(Value::$fact).collect(), )+ }
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
    /// Whether any signature verifies.
    DkimVerdict = "dkim.verdict" {
        /// One does.
        Pass = "pass",
        /// None does, or there is none.
        Fail = "fail",
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
        /// It has neither, or does not exist.
        Missing = "none",
    }
}

impl Fact {
    /// The fact with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fact| fact.as_str() == name)
    }

    /// Its value with this word.
    pub fn value(self, word: &str) -> Option<Value> {
        self.values().into_iter().find(|value| value.as_str() == word)
    }

    /// Nothing is known: any value is possible.
    pub fn unknown(self) -> Possible<Value> {
        Possible::any_of(self.values()).expect("every fact of the list has a value")
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
