//! The command line: what was typed, what it means, what is printed, and the exit code.
//!
//! This is the only part that reads the clock, the environment and files named by the user. It
//! hands the pure middle a source, a subject and a moment, and prints what comes back.

pub mod args;
mod blocklists;
mod catalogue;
pub mod config;
mod domains;
pub mod errors;
pub mod exit;
mod fix;
pub mod help;
pub mod progress;
mod receivers;
mod recipients;
mod record;
pub mod settings;

mod run;
mod sink;
mod sources;
mod spf;

pub use run::{main, schema};
