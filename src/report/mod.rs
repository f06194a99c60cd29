//! The report.

pub mod json;
