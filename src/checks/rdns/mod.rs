//! Rules about reverse DNS and HELO.
mod addresses;
mod greetings;
pub mod rdns001_ptr_missing;
pub mod rdns002_fcrdns_mismatch;
pub mod rdns003_ptr_multiple;
pub mod rdns004_ptr_generic;
pub mod rdns005_ptr_invalid_name;
pub mod rdns006_helo_not_fqdn;
pub mod rdns007_helo_mismatch;
pub mod rdns008_helo_ptr_differ;
pub mod rdns009_ipv6_no_ptr;
pub mod rdns010_ipv6_prefix_shared;
pub mod rdns011_ptr_domain_unrelated;
