use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::tests::change;
use super::*;
use crate::zone::files::NoFiles;

const SOA: &str = "@ 3600 IN SOA ns.example.fr. h.example.fr. 7 1 1 1 300\n";

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

fn patched(text: &[u8], changes: &[Change], serial: Serial) -> Result<Patched, PatchError> {
    let origin = name("example.fr");
    patch(&ZoneText { file: "z", bytes: text, origin: Some(&origin), files: &NoFiles }, changes, serial)
}

#[track_caller]
fn becomes(text: &str, changes: &[Change], expected: &str) {
    let patched = patched(text.as_bytes(), changes, Serial::Keep).unwrap();
    assert_eq!(String::from_utf8(patched.bytes).unwrap(), expected);
    let again = self::patched(expected.as_bytes(), changes, Serial::Keep).unwrap();
    assert_eq!(String::from_utf8(again.bytes).unwrap(), expected, "the second time");
}

fn txt(owner: &str, old: &[&str], new: &[&str]) -> Change {
    change(owner, RecordType::Txt, old, new)
}

#[test]
fn only_the_data_is_replaced() {
    becomes(
        "$TTL 300\n@\t\tIN  TXT\t\"old\" ; why\nWWW A 192.0.2.1\n",
        &[txt("example.fr", &["old"], &["new"])],
        "$TTL 300\n@\t\tIN  TXT\t\"new\" ; why\nWWW A 192.0.2.1\n",
    );
    becomes(
        "$TTL 300\nMail  5m IN ( MX 10 ; first\n  a )\n",
        &[change("mail.example.fr", RecordType::Mx, &["10 a.example.fr."], &["20 a.example.fr."])],
        "$TTL 300\nMail  5m IN ( MX 20 ; first\n  a )\n",
    );
}

#[test]
fn the_others_of_the_rrset_stay() {
    becomes(
        "$TTL 300\n@ TXT one\n  TXT \"two\" ; 2\n  TXT three\n",
        &[txt("example.fr", &["one", "two", "three"], &["one", "2", "three"])],
        "$TTL 300\n@ TXT one\n  TXT \"2\" ; 2\n  TXT three\n",
    );
}

#[test]
fn a_removed_owner_is_not_passed_on() {
    becomes(
        "$TTL 300\n@ MX 10 a\nwww   TXT x\n      A 192.0.2.1\n      AAAA 2001:db8::1\n",
        &[txt("www.example.fr", &["x"], &[])],
        "$TTL 300\n@ MX 10 a\nwww   A 192.0.2.1\n      AAAA 2001:db8::1\n",
    );
    becomes(
        "$TTL 300\nwww\tTXT x\n$ORIGIN sub.example.fr.\n\tA 192.0.2.1\n",
        &[txt("www.example.fr", &["x"], &[])],
        "$TTL 300\n$ORIGIN sub.example.fr.\nwww.example.fr.\tA 192.0.2.1\n",
    );
}

#[test]
fn a_removed_ttl_is_not_passed_on_either() {
    becomes(
        "@ 60 TXT x\n@ 300 TXT y\nwww A 192.0.2.1\nftp A 192.0.2.1\n",
        &[txt("example.fr", &["x", "y"], &["x"])],
        "@ 60 TXT x\nwww 300 A 192.0.2.1\nftp A 192.0.2.1\n",
    );
}

#[test]
fn a_new_owner_stands_behind_its_nearest_relative() {
    becomes(
        "$TTL 1h\n@       IN MX    10 a\ns1._domainkey IN CNAME s1.esp.example.\nwww     IN A     192.0.2.1\n",
        &[
            txt("_dmarc.example.fr", &[], &["\"v=DMARC1; p=none\""]),
            change("s2._domainkey.example.fr", RecordType::Cname, &[], &["s2.esp.example."]),
            Change { ttl: 3600, ..txt("example.fr", &[], &["\"v=spf1 -all\""]) },
        ],
        "$TTL 1h\n@       IN MX    10 a\n_dmarc  300 IN TXT   \"v=DMARC1; p=none\"\n@       IN TXT   \"v=spf1 -all\"\n\
         s1._domainkey IN CNAME s1.esp.example.\ns2._domainkey 300 IN CNAME s2.esp.example.\nwww     IN A     192.0.2.1\n",
    );
}

#[test]
fn a_new_line_is_relative_to_the_origin_there() {
    becomes(
        "$TTL 300\n$ORIGIN fr.\nexample\tMX 0 .\n",
        &[txt("example.fr", &[], &["x"]), txt("_dmarc.example.fr", &[], &["y"])],
        "$TTL 300\n$ORIGIN fr.\nexample\tMX 0 .\nexample\tTXT \"x\"\n_dmarc.example\tTXT \"y\"\n",
    );
    becomes(
        "$TTL 300\n@ TXT a\n$ORIGIN sub.example.fr.\nx TXT b\n",
        &[txt("y.other.sub.example.fr", &[], &["c"])],
        "$TTL 300\n@ TXT a\n$ORIGIN sub.example.fr.\nx TXT b\ny.other TXT \"c\"\n",
    );
}

#[test]
fn an_alias_gives_its_place_to_text() {
    becomes(
        "$TTL 300\na CNAME b\n_dmarc  IN CNAME x.example.\nz A 192.0.2.1",
        &[
            change("_dmarc.example.fr", RecordType::Cname, &["x.example."], &[]),
            txt("_dmarc.example.fr", &[], &["\"v=DMARC1; p=none\""]),
        ],
        "$TTL 300\na CNAME b\n_dmarc  IN TXT \"v=DMARC1; p=none\"\nz A 192.0.2.1",
    );
}

#[test]
fn line_ends_and_the_lack_of_one_are_kept() {
    becomes(
        "\u{feff}$TTL 300\r\n@ TXT x\r\n  MX 0 .",
        &[txt("example.fr", &["x"], &["y"]), txt("a.example.fr", &[], &["z"])],
        "\u{feff}$TTL 300\r\n@ TXT \"y\"\r\n  MX 0 .\r\na TXT \"z\"",
    );
    becomes("$TTL 300\n@ TXT x", &[txt("example.fr", &["x"], &["y"])], "$TTL 300\n@ TXT \"y\"");
    becomes(
        "$TTL 300\n@ CNAME x.example.",
        &[change("example.fr", RecordType::Cname, &["x.example."], &[]), txt("example.fr", &[], &["y"])],
        "$TTL 300\n@ TXT \"y\"",
    );
}

#[test]
fn octets_that_are_no_text_are_kept() {
    let text = b"$TTL 300\n; caf\xe9\n@ TXT x ; \xff\n\xe9 TXT y\n";
    let patched = patched(text, &[txt("example.fr", &["x"], &["y"])], Serial::Keep).unwrap();
    assert_eq!(patched.bytes, b"$TTL 300\n; caf\xe9\n@ TXT \"y\" ; \xff\n\xe9 TXT y\n");
}

#[test]
fn long_texts_stand_in_parentheses() {
    let (a, b) = ("a".repeat(255), "b".repeat(20));
    let long = format!("\"{a}\" \"{b}\"");
    becomes(
        "$TTL 300\n@\tIN TXT old ; c\n",
        &[txt("example.fr", &["old"], &[&long])],
        &format!("$TTL 300\n@\tIN TXT ( \"{a}\"\n \t         \"{b}\" ) ; c\n"),
    );
    becomes(
        "$TTL 300\r\n@ TXT x\r\n",
        &[txt("a.example.fr", &[], &[&long])],
        &format!("$TTL 300\r\n@ TXT x\r\na TXT ( \"{a}\"\r\n        \"{b}\" )\r\n"),
    );
    becomes(
        &format!("$TTL 300\n@ TXT ( \"{a}\" ; one\n  \"{b}\" ) ; two\n"),
        &[txt("example.fr", &[&long], &["\"v=spf1 \" \"-all\" \"x\"", "y"])],
        "$TTL 300\n@ TXT ( ; one\n        \"v=spf1 \"\n        \"-all\"\n        \"x\" ) ; two\n@ TXT \"y\"\n",
    );
    becomes(
        "$TTL 300\n@ TXT ( \"a\" ; one\n        \"b\" ; two\n        \"c\" ; three\n )\n",
        &[txt("example.fr", &["\"a\" \"b\" \"c\""], &["\"a\" \"B\" \"c\""])],
        "$TTL 300\n@ TXT ( \"a\" ; one\n        \"B\" ; two\n        \"c\" ; three\n )\n",
    );
}

#[test]
fn a_text_that_was_cut_off_leaves_nothing_behind() {
    becomes(
        "$TTL 300\n_dmarc TXT v=DMARC1; p=none\n",
        &[txt("_dmarc.example.fr", &["v=DMARC1"], &["\"v=DMARC1; p=none\""])],
        "$TTL 300\n_dmarc TXT \"v=DMARC1; p=none\"\n",
    );
}

#[test]
fn records_that_cannot_be_read_are_replaced() {
    let long = "x".repeat(256);
    becomes(
        &format!("$TTL 300\n@\tTXT\t\"{long}\" ; key\n"),
        &[txt("example.fr", &[], &["y"])],
        "$TTL 300\n@\tTXT\t\"y\" ; key\n",
    );
    becomes(
        "$TTL 300\na  IN TXT \"v=DKIM1;\n  p=abc\"\n\tA 192.0.2.1\n",
        &[txt("a.example.fr", &[], &["y"])],
        "$TTL 300\na  IN TXT \"y\"\n\tA 192.0.2.1\n",
    );
    becomes(
        &format!("$TTL 300\na TXT \"{long}\"\n  A 192.0.2.1\n"),
        &[txt("a.example.fr", &[], &[])],
        "$TTL 300\na A 192.0.2.1\n",
    );
}

#[test]
fn ttls_keep_their_spelling_unless_they_change() {
    becomes(
        "$TTL 1h\n@ 5M IN TXT x\n@ 1h TXT y\n",
        &[Change { ttl: 3600, ..txt("a.example.fr", &[], &["z"]) }, txt("example.fr", &["x", "y"], &["w", "y"])],
        "$TTL 1h\n@ 5M IN TXT \"w\"\n@ 1h TXT y\na TXT \"z\"\n",
    );
}

#[test]
fn records_that_stay_keep_the_ttl_that_their_line_gives_them() {
    let mx = |old: &[&str], new: &[&str]| change("example.fr", RecordType::Mx, old, new);
    let (a, b, c) = ("10 a.example.fr.", "20 b.example.fr.", "30 c.example.fr.");
    becomes("$TTL 3600\n@ MX 10 a\n@ 300 MX 20 b\n", &[mx(&[a, b], &[a])], "$TTL 3600\n@ MX 10 a\n");
    becomes("@ 300 MX 20 b\n@ 1H30M MX 10 a\n  MX 30 c\n", &[mx(&[b, a, c], &[a, c])], "@ 1H30M MX 10 a\n  MX 30 c\n");
    becomes(
        "$TTL 3600\n@ MX 10 a\n@ 300 MX 20 b\n",
        &[mx(&[a, b], &[a, b, c])],
        "$TTL 3600\n@ MX 10 a\n@ 300 MX 20 b\n@ 300 MX 30 c.example.fr.\n",
    );
    becomes(
        "$TTL 1H\n@ MX 10 a\n@ 300 MX 10 a ; again\n@ 5M MX 20 b\n",
        &[mx(&[a, b], &[a])],
        "$TTL 1H\n@ MX 10 a\n@ 300 MX 10 a ; again\n",
    );
}

#[test]
fn the_serial_is_raised_with_an_edit_only() {
    let bump = Serial::Bump { today: Date::constant(2026, 11, 22) };
    let text = format!("{SOA}@ TXT x\n");
    let changed = patched(text.as_bytes(), &[txt("example.fr", &["x"], &["y"])], bump).unwrap();
    assert_eq!(changed.serial, Some((7, 8)));
    let expected = text.replace(". 7 1", ". 8 1").replace("TXT x", "300 TXT \"y\"");
    assert_eq!(String::from_utf8(changed.bytes.clone()).unwrap(), expected);
    let again = patched(&changed.bytes, &[txt("example.fr", &["y"], &["y"])], bump).unwrap();
    assert_eq!((again.bytes, again.serial), (changed.bytes, None));
    let fragment = patched(b"$TTL 300\n@ TXT x\n", &[txt("example.fr", &["x"], &["y"])], bump);
    assert_eq!(fragment, Err(PatchError::NoSoa));
}

#[test]
fn what_cannot_be_edited_is_said() {
    let origin = name("example.fr");
    let files = BTreeMap::from([("mail.inc".to_owned(), b"@ MX 10 a\nbig TXT \"".to_vec())]);
    let patch = |text: &str, change: Change| {
        let text = ZoneText { file: "z", bytes: text.as_bytes(), origin: Some(&origin), files: &files };
        super::patch(&text, &[change], Serial::Keep)
    };
    let mx = |old: &[&str], new: &[&str]| change("example.fr", RecordType::Mx, old, new);
    let included = mx(&["10 a.example.fr."], &["0 ."]);
    let file = Arc::from("mail.inc");
    assert_eq!(
        patch("$TTL 300\n$INCLUDE mail.inc\n", included.clone()),
        Err(PatchError::Included { question: included.question(), file: Arc::clone(&file) })
    );
    let broken = txt("big.example.fr", &[], &["x"]);
    assert_eq!(
        patch("$TTL 300\n$INCLUDE mail.inc\n", broken.clone()),
        Err(PatchError::Included { question: broken.question(), file })
    );
    let stays = mx(&["10 a.example.fr."], &["10 a.example.fr.", "20 b.example.fr."]);
    let added = patch("$TTL 300\n@ TXT x\n$INCLUDE mail.inc\n", stays).unwrap();
    assert_eq!(added.bytes, b"$TTL 300\n@ TXT x\n@ MX 20 b.example.fr.\n$INCLUDE mail.inc\n");

    let generated = patch("$TTL 300\n$GENERATE 1-2 h$ TXT x$\n", txt("h2.example.fr", &["x2"], &["y"]));
    assert!(matches!(generated, Err(PatchError::Generated { location, .. }) if location.line == 2));
    let stale = patch("$TTL 300\n@ TXT x\n", txt("example.fr", &["z"], &["y"]));
    assert!(matches!(stale, Err(PatchError::Stale { .. })));
    let outside = patch("$TTL 300\n@ TXT x\n", txt("example.net", &[], &["y"]));
    assert!(matches!(outside, Err(PatchError::OutOfZone { .. })));
}

#[test]
fn an_included_file_that_would_inherit_another_owner_is_no_wrong_file() {
    let origin = name("example.fr");
    let files = BTreeMap::from([("inherits.inc".to_owned(), b"  MX 10 a\n".to_vec())]);
    let text = b"$TTL 300\n@ TXT x\nwww TXT y\n$INCLUDE inherits.inc\n";
    let text = ZoneText { file: "z", bytes: text, origin: Some(&origin), files: &files };
    let result = patch(&text, &[txt("www.example.fr", &["y"], &[])], Serial::Keep);
    assert!(matches!(result, Err(PatchError::Unfaithful { question }) if question.kind == RecordType::Mx));
}
