//! Rules about blocklists.
pub mod bl001_ip_listed_major;
pub mod bl002_ip_listed_minor;
pub mod bl003_domain_listed;
pub mod bl004_domain_abused;
pub mod bl005_query_refused;
pub mod bl007_shared_address;
pub mod bl008_infrastructure_listed;
pub mod bl009_recently_registered;
pub mod bl010_ipv6_listed;
pub mod bl011_allowlisted;
mod listings;
