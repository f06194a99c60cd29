//! DMARC in both generations: RFC 9989 (tree walk) and RFC 7489 (Public Suffix List).
//!
//! Receivers of both are alive, so every policy and every alignment is computed twice.

pub mod align;
pub mod discover;
pub(crate) mod mend;
pub mod record;
pub mod separators;
pub mod tags;
pub mod uri;

use crate::dns::Need;
use crate::dns::answers::join;

/// Which of the two specifications a receiver follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generation {
    /// RFC 9989 (2026): tree walk, `np`, `t`, `psd`.
    Rfc9989,
    /// RFC 7489 (2015): Public Suffix List, `pct`.
    Rfc7489,
}

impl Generation {
    /// Both, the newer first.
    pub const ALL: [Self; 2] = [Self::Rfc9989, Self::Rfc7489];

    /// The word of reports and of receiver rules.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rfc9989 => "rfc9989",
            Self::Rfc7489 => "rfc7489",
        }
    }
}

/// The same thing under each generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Both<T> {
    /// Under RFC 9989.
    pub rfc9989: T,
    /// Under RFC 7489.
    pub rfc7489: T,
}

impl<T> Both<T> {
    /// What holds under one generation.
    pub fn get(&self, generation: Generation) -> &T {
        match generation {
            Generation::Rfc9989 => &self.rfc9989,
            Generation::Rfc7489 => &self.rfc7489,
        }
    }

    /// Finds out for each generation, both at once.
    ///
    /// # Errors
    /// The union of what both need.
    pub fn gather(find: impl Fn(Generation) -> Result<T, Need>) -> Result<Self, Need> {
        let (rfc9989, rfc7489) = join((find(Generation::Rfc9989), find(Generation::Rfc7489)))?;
        Ok(Self { rfc9989, rfc7489 })
    }
}
