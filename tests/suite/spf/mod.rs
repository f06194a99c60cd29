//! SPF: the public suite of RFC 7208, our own vectors, records from the wild.

mod cases;
mod census;
#[cfg(feature = "cli")]
mod differential;
mod facts;
mod fixtures;
mod mail_auth;
pub(crate) mod records;
mod rfc7208;
mod trace;
