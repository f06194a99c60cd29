//! Rules about dmarc.
pub mod dmarc001_missing;
pub mod dmarc002_wrong_name;
pub mod dmarc003_multiple;
pub mod dmarc004_not_version_first;
pub mod dmarc006_separator;
pub mod dmarc007_p_missing;
pub mod dmarc008_p_invalid;
pub mod dmarc011_duplicate_tag;
pub mod dmarc012_sp_np_invalid;
pub mod dmarc023_psd;
pub mod dmarc027_rua_syntax;
pub mod dmarc029_external_unauthorised;
pub mod dmarc036_string_split;
pub mod dmarc037_cname;
mod invalid;
mod mend;
mod records;
mod split;
