//! DKIM key records (RFC 6376 section 3.6.1, RFC 8301, RFC 8463) and selector discovery.

pub mod discover;
pub mod key;
pub mod public_key;
