//! What the tests share: worlds, suites, and a way to run a pure evaluation.

pub(crate) mod fixture;
pub(crate) mod rounds;
pub(crate) mod scripted;
#[cfg(feature = "live")]
pub(crate) mod server;
pub(crate) mod suites;
pub(crate) mod tools;
pub(crate) mod world;
pub(crate) mod worlds;
