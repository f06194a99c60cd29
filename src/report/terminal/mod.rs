//! The report for people: the verdict first, then what matters, then the records to publish.

pub mod findings;
pub mod paint;
