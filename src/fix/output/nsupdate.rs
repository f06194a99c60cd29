//! A script for `nsupdate` (BIND 9 Administrator Reference Manual, "nsupdate - dynamic DNS update utility").
//!
//! One message, so that all changes are made or none (RFC 2136 section 3.7). Its prerequisites state every
//! RRset as it was when the plan was made: what somebody else changed meanwhile is not overwritten, the
//! server refuses instead. They also name what would make a server ignore an addition without a word: a
//! CNAME beside other data (RFC 2136 section 3.4.2.2). All deletions come before the first addition for the
//! same reason. An empty line sends what was read so far, so that there is none.

use super::page::{Page, record};
use crate::dns::RecordType;
use crate::dns::record::dotted;
use crate::fix::Change;

pub(super) fn write(page: &mut Page<'_>) {
    page.line(&format!("zone {}", dotted(page.zone)));
    let mut prerequisites: Vec<String> = Vec::new();
    for line in page.changes.iter().flat_map(|change| required(change, page.changes)) {
        if !prerequisites.contains(&line) {
            prerequisites.push(line);
        }
    }
    for line in prerequisites {
        page.line(&line);
    }
    for change in page.changes.iter().filter(|change| !change.old.is_empty()) {
        page.line(&format!("update delete {} {}", dotted(&change.name), change.kind));
    }
    for change in page.changes {
        for data in &change.new {
            page.line(&format!("update add {}", record(change, change.ttl, data)));
        }
    }
    page.line("send");
}

/// What must hold before a change is made.
fn required(change: &Change, all: &[Change]) -> Vec<String> {
    let (owner, kind) = (dotted(&change.name), change.kind);
    if !change.old.is_empty() {
        return change.old.iter().map(|data| format!("prereq yxrrset {owner} IN {kind} {data}")).collect();
    }
    let others = |other: &&Change| other.name == change.name && other.kind != kind;
    if kind == RecordType::Cname {
        let alone = !all.iter().any(|other| others(&other) && !other.old.is_empty());
        return vec![if alone {
            format!("prereq nxdomain {owner}")
        } else {
            format!("prereq nxrrset {owner} IN {kind}")
        }];
    }
    let mut lines = vec![format!("prereq nxrrset {owner} IN {kind}")];
    if !all.iter().filter(others).any(|other| other.kind == RecordType::Cname) {
        lines.push(format!("prereq nxrrset {owner} IN CNAME"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::tests::{change, written};
    use crate::dns::RecordType;

    #[test]
    fn an_alias_gives_way_to_text() {
        let changes = [
            change("_dmarc.example.fr", RecordType::Txt, &[], &["\"v=DMARC1; p=none\""]),
            change("_dmarc.example.fr", RecordType::Cname, &["x.example."], &[]),
            change("example.fr", RecordType::Txt, &["\"a\"", "\"b\""], &["\"a\"", "\"c\" \"d\""]),
        ];
        let expected = "\
; Why.
zone example.fr.
prereq nxrrset _dmarc.example.fr. IN TXT
prereq yxrrset _dmarc.example.fr. IN CNAME x.example.
prereq yxrrset example.fr. IN TXT \"a\"
prereq yxrrset example.fr. IN TXT \"b\"
update delete _dmarc.example.fr. CNAME
update delete example.fr. TXT
update add _dmarc.example.fr. 300 IN TXT \"v=DMARC1; p=none\"
update add example.fr. 300 IN TXT \"a\"
update add example.fr. 300 IN TXT \"c\" \"d\"
send
";
        assert_eq!(written(Language::Nsupdate, &changes), expected);
    }

    #[test]
    fn an_addition_is_not_ignored_in_silence() {
        let txt = change("a.example.fr", RecordType::Txt, &[], &["x"]);
        let mx = change("a.example.fr", RecordType::Mx, &[], &["0 ."]);
        let alias = change("b.example.fr", RecordType::Cname, &[], &["x.example."]);
        let script = written(Language::Nsupdate, &[txt, mx, alias]);
        let required: Vec<_> = script.lines().filter(|line| line.starts_with("prereq")).collect();
        assert_eq!(
            required,
            [
                "prereq nxrrset a.example.fr. IN TXT",
                "prereq nxrrset a.example.fr. IN CNAME",
                "prereq nxrrset a.example.fr. IN MX",
                "prereq nxdomain b.example.fr."
            ]
        );
        assert!(!script.contains("\n\n"));
    }
}
