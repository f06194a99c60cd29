//! Fixes: the changes to DNS that clear findings and refusals, each proven on the same DNS.

mod change;
pub mod output;

pub use change::{Change, Op};
