//! TLS-RPT: where reports about TLS go (RFC 8460 section 3).

use crate::mtasts::fields;

/// A TXT record at `_smtp._tls.<domain>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsRptRecord {
    /// Where reports go: `mailto:` or `https:` addresses.
    pub rua: Vec<String>,
}

/// Why a TXT record asks for no reports.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TlsRptError {
    /// It does not begin with `v=TLSRPTv1;`.
    #[error("the record does not begin with v=TLSRPTv1;")]
    Version,
    /// A piece between semicolons is no field.
    #[error("a piece of the record is no field")]
    Field,
    /// No `rua`.
    #[error("there is no rua")]
    Rua,
    /// An address of another kind than `mailto:` and `https:`.
    #[error("\"{0}\" is neither mailto: nor https:")]
    Address(String),
}

impl TlsRptRecord {
    /// Reads the joined strings of a TXT record.
    ///
    /// # Errors
    /// [`TlsRptError`] for the first thing that breaks the grammar.
    pub fn read(text: &[u8]) -> Result<Self, TlsRptError> {
        let fields = fields(text, b"TLSRPTv1").ok_or(TlsRptError::Version)?.map_err(|_| TlsRptError::Field)?;
        let all = fields.iter().filter(|(name, _)| name == "rua").map(|(_, value)| value);
        let rua: Vec<_> = all.flat_map(|rua| rua.split(',')).map(|address| address.trim().to_owned()).collect();
        if rua.is_empty() {
            return Err(TlsRptError::Rua);
        }
        let known = |address: &str| {
            let (scheme, rest) = address.split_once(':').unwrap_or_default();
            ["mailto", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) && !rest.is_empty()
        };
        match rua.iter().find(|address| !known(address)) {
            Some(other) => Err(TlsRptError::Address(other.clone())),
            None => Ok(Self { rua }),
        }
    }
}
