//! The report as JSON: version 1 is in [`v1`]; the conversion from the report is here.

pub mod v1;
