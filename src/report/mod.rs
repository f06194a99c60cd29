//! The report.

pub mod json;
pub mod sentences;
#[cfg(feature = "cli")]
pub mod terminal;
