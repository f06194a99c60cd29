//! Rules about transport.
mod records;
pub mod rpt002_invalid;
pub mod rpt003_wrong_name;
pub mod sts002_txt_invalid;
