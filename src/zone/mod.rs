//! Zone files: read with places, answer as an authority.

pub mod answer;
pub mod files;
pub mod generate;
pub(crate) mod layout;
pub mod lexer;
pub mod records;

pub use answer::ZoneData;
pub use files::{Files, Includes};
pub use records::{Zone, ZoneError, ZoneRecord};
