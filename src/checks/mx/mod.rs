//! Rules about mx.
mod hosts;
pub mod mx001_missing_implicit;
pub mod mx002_missing_unreachable;
pub mod mx004_null_mixed;
pub mod mx005_null_sender;
pub mod mx006_cname_target;
pub mod mx007_ip_literal;
pub mod mx008_private_address;
pub mod mx009_unresolvable;
pub mod mx010_dangling;
pub mod mx011_name_doubled;
pub mod mx015_localhost;
mod sending;
