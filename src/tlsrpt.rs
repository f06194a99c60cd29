//! TLS-RPT: where reports about TLS go (RFC 8460 section 3).

use crate::dmarc::uri;
use crate::fields;

/// The version of the records.
pub(crate) const VERSION: &str = "TLSRPTv1";

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
    #[error("\"{0}\" is no field")]
    Field(String),
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
        let mut rua = Vec::new();
        for tag in fields::behind(text, VERSION).ok_or(TlsRptError::Version)? {
            match (tag.name, tag.value) {
                // White space may stand around the commas, and addresses have an `=` in their query.
                (b"rua", Some(list)) if !list.is_empty() => {
                    let list = String::from_utf8_lossy(list);
                    rua.extend(list.split(',').map(|address| address.trim().to_owned()));
                }
                _ => _ = fields::field(&tag).map_err(TlsRptError::Field)?,
            }
        }
        match rua.iter().find(|address| !is_known(address)) {
            Some(other) => Err(TlsRptError::Address(other.clone())),
            None if rua.is_empty() => Err(TlsRptError::Rua),
            None => Ok(Self { rua }),
        }
    }
}

/// Whether reports can go to an address: its scheme is one of the two, and it has no characters that no
/// URI has bare.
fn is_known(address: &str) -> bool {
    let (scheme, rest) = address.split_once(':').unwrap_or_default();
    let is_scheme = ["mailto", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_scheme && !rest.is_empty() && rest.bytes().all(|octet| octet.is_ascii_graphic())
}

/// The one record that was meant by these texts: the addresses of all of them. `None` where one is not
/// known for certain, or none is there.
pub(crate) fn mended<'t>(texts: impl IntoIterator<Item = &'t [u8]>) -> Option<String> {
    let (mut rua, mut others) = (Vec::new(), Vec::new());
    for piece in texts.into_iter().map(|text| fields::meant(text, VERSION)).collect::<Option<Vec<_>>>()?.concat() {
        let list = match piece.split_once('=').map(|(name, value)| (name.trim(), value)) {
            Some((name, list)) if name.eq_ignore_ascii_case("rua") => list,
            // A semicolon inside the list of addresses.
            None if !rua.is_empty() => piece.as_str(),
            Some(_) | None => {
                others.push(piece);
                continue;
            }
        };
        for address in list.split(',').map(str::trim).filter(|address| !address.is_empty()) {
            let address = meant_address(address)?;
            if !rua.contains(&address) {
                rua.push(address);
            }
        }
    }
    let mut text = format!("v={VERSION}; rua={}", rua.join(","));
    others.iter().for_each(|other| text.push_str(&format!("; {other}")));
    TlsRptRecord::read(text.as_bytes()).is_ok().then_some(text)
}

/// An address, or the `mailto:` that a bare one lacks.
fn meant_address(address: &str) -> Option<String> {
    if is_known(address) {
        return Some(address.to_owned());
    }
    let mailto = format!("mailto:{address}");
    let is_mailbox = uri::read_list(mailto.as_bytes(), 0..mailto.len()).iter().all(|uri| uri.mailbox().is_some());
    (is_mailbox && !address.contains(':')).then_some(mailto)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_addresses() {
        let read = |text: &str| TlsRptRecord::read(text.as_bytes()).map(|record| record.rua);
        let two = vec!["mailto:a@example.com".to_owned(), "https://example.com/?to=a".to_owned()];
        assert_eq!(read("v=TLSRPTv1; rua=mailto:a@example.com , https://example.com/?to=a"), Ok(two));
        assert_eq!(read("v=TLSRPTv1; rua="), Err(TlsRptError::Field("rua".into())));
        let spaced = "mailto:a@example.com mailto:b@example.com";
        assert_eq!(read(&format!("v=TLSRPTv1; rua={spaced}")), Err(TlsRptError::Address(spaced.into())));
        assert_eq!(read("v=TLSRPTv1; rua=mailto:a@example.com,"), Err(TlsRptError::Address(String::new())));
    }

    #[test]
    fn what_was_meant() {
        for (texts, meant) in [
            (&["v=tlsrptv1; rua=mailto:a@example.com"][..], Some("rua=mailto:a@example.com")),
            (&["v=TLSRPTv1; rua=a@example.com"], Some("rua=mailto:a@example.com")),
            (
                &["v=TLSRPTv1; rua=mailto:a@example.com; b@example.com"],
                Some("rua=mailto:a@example.com,mailto:b@example.com"),
            ),
            (&["v=TLSRPTv1 rua=mailto:a@example.com,"], Some("rua=mailto:a@example.com")),
            (&["v=TLSRPTv1; rua=mailto:a@example.com; x=1"], Some("rua=mailto:a@example.com; x=1")),
            (
                &["v=TLSRPTv1; rua=mailto:a@example.com", "v=TLSRPTv1; rua=https://example.com/r,mailto:a@example.com"],
                Some("rua=mailto:a@example.com,https://example.com/r"),
            ),
            (&["v=TLSRPTv1; rua=mailto:a@example.com", "v=TLSRPTv1;"], Some("rua=mailto:a@example.com")),
            (&["v=TLSRPTv1;"], None),
            (&["v=TLSRPTv1; rua=http://example.com/r"], None),
            (&["v=TLSRPTv1; rua=nobody"], None),
            (&["v=TLSRPTv1; rua=mailto:a@example.com; bogus field"], None),
            (&["v=spf1 -all"], None),
        ] {
            let meant = meant.map(|fields| format!("v=TLSRPTv1; {fields}"));
            assert_eq!(mended(texts.iter().map(|text| text.as_bytes())), meant, "{texts:?}");
        }
    }
}
