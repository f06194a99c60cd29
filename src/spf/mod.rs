//! SPF, RFC 7208: record, macros, check_host(), census.

pub mod census;
pub mod evaluate;
pub mod macros;
pub mod record;
