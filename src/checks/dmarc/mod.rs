//! Rules about dmarc.
pub mod dmarc001_missing;
