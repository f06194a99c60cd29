//! The one integration-test binary: one module per subject.

mod support;

mod catalogue;
mod dkim;
mod dmarc;
mod drive;
mod layered;
#[cfg(feature = "live")]
mod live;
mod rules;
mod spf;
mod zones;
