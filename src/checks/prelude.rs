//! What every rule needs.

pub use super::{Basis, Citation, Outcomes, Rule, page, rfc};
pub use crate::dns::{RecordData, RecordType, Txt};
pub use crate::facts::{Fact, Facts};
pub use crate::finding::{Evidence, Severity};
