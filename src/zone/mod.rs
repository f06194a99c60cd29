//! Zone files: read with places, answer as an authority.

pub mod answer;
pub mod lexer;
pub mod records;
