//! SPF, RFC 7208: record, macros, check_host(), census.
//!
//! ```text
//!  TXT answer ─► Published ─► Record ─► check_host()  what one receiver concludes, step by step
//!                                   └─► census()      the whole tree and what each term costs
//! ```
//!
//! The two are different questions. A receiver stops at the first match or at the eleventh lookup;
//! an auditor reads on, counts to fourteen and names the `include` that costs five.

pub mod census;
pub mod error;
pub mod evaluate;
pub mod macros;
pub mod outcome;
mod parse;
pub mod published;
pub mod record;
pub mod request;
