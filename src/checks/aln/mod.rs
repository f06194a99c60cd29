//! Rules about streams as a whole: whether what they authenticate is aligned with their From domain
//! (RFC 9989 section 4.4), and whether the domains they name exist and take mail.
pub mod aln004_esp_shared_bounce;
pub mod aln005_esp_default_dkim_domain;
