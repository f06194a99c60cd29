//! The one integration-test binary: one module per subject.

// A test fails by panicking; clippy allows that in test functions only, not in what they share.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod support;

mod alignment;
#[cfg(feature = "cli")]
mod bulk;
mod catalogue;
mod cli;
mod dkim;
mod dmarc;
mod dnsbl;
mod drive;
mod faults;
mod fix_guard;
mod fix_outputs;
mod fix_worlds;
#[cfg(feature = "cli")]
mod fix_write;
mod fixes;
mod layered;
#[cfg(feature = "live")]
mod live;
mod mx;
#[cfg(feature = "cli")]
mod opinion;
mod pace;
mod pages;
mod predict;
mod rdns;
mod receivers;
mod recipients;
mod reports;
mod rounds;
mod rules;
mod schema;
mod spf;
mod streams;
mod transport;
mod zones;
