//! The one integration-test binary: one module per subject.

mod support;

mod dkim;
mod dmarc;
mod layered;
mod live;
mod predict;
mod spf;
mod zones;
