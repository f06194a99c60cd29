//! Exit codes and what makes them (design: first that applies of 2, 1, 3, 0).

/// Nothing to report.
pub const OK: u8 = 0;
