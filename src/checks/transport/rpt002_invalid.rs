//! RPT002 `tlsrpt-invalid`: the TLS-RPT record asks nobody for reports.
//!
//! Exactly one record at `_smtp._tls.<domain>` begins with `v=TLSRPTv1;` and names in `rua` where reports go,
//! by `mailto:` or `https:`; otherwise senders take it that no reports are wanted (RFC 8460 section 3).

use super::records;
use crate::checks::prelude::*;
use crate::facts::transport::Text;
use crate::tlsrpt::{self, TlsRptError, TlsRptRecord};

/// RPT002.
pub static RULE: Rule = Rule {
    id: "RPT002",
    slug: "tlsrpt-invalid",
    severity: Severity::Error,
    basis: Basis::Must(&[rfc(8460, "3")]),
    since: None,
    check,
};

fn check(facts: &Facts, report: &mut Outcomes) {
    records::judge(facts.transport.tls_rpt.as_ref(), report, |owner, first, others| {
        let (shown, reason, fault) = match &first.reading {
            Err(error) if others.is_empty() || *error == TlsRptError::Version => told(first, error),
            Ok(_) | Err(_) => (others.first().unwrap_or(first), "several", ""),
        };
        let evidence = records::evidence(owner, shown, fault).text("reason", reason);
        let evidence = evidence.number("count", others.len() + 1);
        let texts = records::whole(facts, owner);
        records::propose(evidence, owner, tlsrpt::mended(texts.iter().map(Vec::as_slice)))
    });
}

/// The record with the word by which the sentences choose, and its part at fault.
fn told<'t>(
    text: &'t Text<TlsRptRecord, TlsRptError>,
    error: &'t TlsRptError,
) -> (&'t Text<TlsRptRecord, TlsRptError>, &'static str, &'t str) {
    match error {
        TlsRptError::Version => (text, "version", ""),
        TlsRptError::Field(piece) => (text, "field", piece),
        TlsRptError::Rua => (text, "no_rua", ""),
        TlsRptError::Address(address) if address.is_empty() => (text, "no_address", ""),
        TlsRptError::Address(address) => (text, "address", address),
    }
}
