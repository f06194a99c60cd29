//! DMARC in both generations: RFC 9989 (tree walk) and RFC 7489 (Public Suffix List).

pub mod align;
pub mod discover;
pub mod record;
