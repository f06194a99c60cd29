//! Rules about streams as a whole: whether what they authenticate is aligned with their From domain
//! (RFC 9989 section 4.4), and whether the domains they name exist and take mail.
pub mod aln001_no_aligned_path;
pub mod aln002_single_path;
pub mod aln004_esp_shared_bounce;
pub mod aln005_esp_default_dkim_domain;
pub mod aln006_from_domain_is_freemail;
pub mod aln008_sender_domain_nonexistent;
pub mod aln009_sender_null_mx;
mod senders;
