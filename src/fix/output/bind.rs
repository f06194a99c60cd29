//! Whole RRsets in master file format (RFC 1035 section 5), to be put in place of those in a zone file.
//!
//! Names are absolute and every record has its owner, TTL and class, so that a line means the same
//! wherever it is pasted. What goes stands above as a comment.

use super::page::{Page, record};

pub(super) fn write(page: &mut Page<'_>) {
    for change in page.changes {
        page.line("");
        page.list("output-removed", change, change.removed());
        for data in &change.new {
            page.line(&record(change, change.ttl, data));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::tests::{change, written};
    use crate::dns::RecordType;

    #[test]
    fn whole_rrsets_and_what_goes() {
        let changes = [
            change(
                "example.fr",
                RecordType::Mx,
                &["10 a.example.", "20 b.example."],
                &["10 a.example.", "5 c.example."],
            ),
            change("_dmarc.example.fr", RecordType::Cname, &["x.example."], &[]),
        ];
        assert_eq!(
            written(Language::Bind, &changes),
            "; Why.\n\n; To remove:\n; example.fr. 300 IN MX 20 b.example.\nexample.fr. 300 IN MX 10 a.example.\n\
             example.fr. 300 IN MX 5 c.example.\n\n; To remove:\n; _dmarc.example.fr. 300 IN CNAME x.example.\n"
        );
    }
}
