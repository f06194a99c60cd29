//! Causes, codes and wordings as `build.rs` makes them from `causes.toml`, `codes.toml` and `patterns/*.toml`.

use super::cause::{Cause, Family, Reason, Side};
use super::codes::{Basic, Codes, Kind, Registered};
use super::patterns::{Anchored, File, Pattern, Says, VendorCode, Wording};
use crate::predict::rules::Stage;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
