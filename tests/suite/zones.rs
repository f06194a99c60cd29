//! Zone files: the public suites, the inputs on which other readers fail, and what must hold for
//! any octets.

// Helpers of tests may panic as tests may.
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stderr)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use preflight::dns::{RecordData, RecordType};
use preflight::name::DomainName;
use preflight::zone::files::{Files, NoFiles};
use preflight::zone::records::{Lost, ZoneErrorKind};
use preflight::zone::{Includes, Zone, ZoneData};
use proptest::prelude::*;

use crate::support::{suites, tools};

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

/// Reads lines below `$ORIGIN example.fr.` and `$TTL 300`; the lines count from 3.
fn read(lines: impl AsRef<[u8]>) -> Zone {
    let text = [b"$ORIGIN example.fr.\n$TTL 300\n", lines.as_ref()].concat();
    Zone::parse("z", &text, None, &NoFiles)
}

fn shown(zone: &Zone) -> Vec<String> {
    zone.records.iter().map(ToString::to_string).collect()
}

fn errors(zone: &Zone) -> Vec<String> {
    zone.errors.iter().map(ToString::to_string).collect()
}

/// One record without errors, shown without `TTL IN`.
#[track_caller]
fn good(lines: impl AsRef<[u8]>, expected: &str) {
    let zone = read(lines);
    assert_eq!(errors(&zone), Vec::<String>::new());
    assert_eq!(shown(&zone).iter().map(|text| text.replace(" 300 IN ", " ")).collect::<Vec<_>>(), [expected]);
}

/// One error at a place, and a record behind it that is still read.
#[track_caller]
fn bad(line: &str, expected: &str) {
    let zone = read(format!("{line}\nnext IN A 192.0.2.1\n"));
    assert_eq!(errors(&zone), [expected], "{line:?}");
    assert_eq!(shown(&zone), ["next.example.fr. 300 IN A 192.0.2.1"], "{line:?}");
}

mod public {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Row {
        file: String,
        origin: String,
        records: BTreeMap<String, usize>,
    }

    /// Zones that are not read without errors: the end of the file name, the errors (line, column,
    /// text), and why they are right.
    const WITH_ERRORS: [(&str, &[&str]); 10] = [
        // The file they include is no part of the suite.
        ("good-spf-1.zone11.xa.zone", &["4:10: \"COMMON-SCENARIO-INCLUDE\" is not included: "]),
        ("good-spf-2.zone11.xa.zone", &["4:10: \"COMMON-SCENARIO-INCLUDE\" is not included: "]),
        ("invalid-syntax-1.zone11.xa.zone", &["4:10: \"COMMON-SCENARIO-INCLUDE\" is not included: "]),
        ("multiple-spf-records.zone11.xa.zone", &["4:10: \"COMMON-SCENARIO-INCLUDE\" is not included: "]),
        ("ns1.all-different-spf.zone11.xa.zone", &["6:10: \"COMMON-SCENARIO-INCLUDE-THREE-NS\" is not included: "]),
        ("ns2-3.spf-missing-on-one.zone11.xa.zone", &["6:10: \"COMMON-SCENARIO-INCLUDE-THREE-NS\" is not included: "]),
        ("ns2.inconsistent-spf.zone11.xa.zone", &["6:10: \"COMMON-SCENARIO-INCLUDE\" is not included: "]),
        ("ns2.same-spf-different-txt.zone11.xa.zone", &["6:10: \"COMMON-SCENARIO-INCLUDE\" is not included: "]),
        ("null-spf-arpa-zone.zone11.arpa.zone", &["3:10: \"COMMON-SCENARIO-INCLUDE\" is not included: "]),
        // ANAME is a type of one server only; the included file is not part of the suite.
        (
            "dnssec__example.com.zone",
            &[
                "14:17: \"ANAME\" is not a record type",
                "25:17: \"ANAME\" is not a record type",
                "37:10: \"../include.example.com.zone\" is not included: ",
            ],
        ),
    ];

    /// Zones whose apex is not what the index says (it has the name of the file): their own apex,
    /// and how many records stand there.
    const OWN_ORIGIN: [(&str, &str, usize); 5] = [
        ("rfc1034-6-1-root.zone", ".", 23),
        ("rfc4035-appendix-A.zone", "example", 25),
        ("rfc5155-appendix-A.zone", "example", 24),
        ("doth__example8.axfr.good", "example8", 2684),
        ("invalid.zone.tst", "invalid.zone", 1),
    ];

    /// What the index counts, counted on what was read.
    fn count(zone: &Zone) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for record in &zone.records {
            *counts.entry(record.kind.to_string()).or_default() += 1;
            let RecordData::Txt(txt) = &record.data else { continue };
            let text = txt.joined().to_ascii_lowercase();
            for (start, what) in [(&b"v=spf1"[..], "spf"), (b"v=dmarc1", "dmarc")] {
                if record.kind == RecordType::Txt && text.starts_with(start) {
                    *counts.entry(what.to_owned()).or_default() += 1;
                }
            }
        }
        counts
    }

    #[test]
    fn every_zone_of_the_suites() {
        let Some(index) = suites::read("zones/INDEX.jsonl") else { return };
        let folder = suites::folder().unwrap();
        let (mut compared, mut own) = (0, 0);
        for row in index.lines().map(|line| serde_json::from_str::<Row>(line).unwrap()) {
            let path = folder.join("zones").join(&row.file);
            let expected = OWN_ORIGIN.iter().find(|(file, ..)| row.file.ends_with(file));
            let origin = Some(name(&row.origin)).filter(|_| expected.is_none());
            let zone = Zone::read(&path, origin.as_ref(), Includes::InFolder).unwrap();
            let known: &[&str] =
                WITH_ERRORS.iter().find(|(file, _)| row.file.ends_with(file)).map_or(&[], |(_, errors)| errors);
            assert_eq!(zone.errors.len(), known.len(), "{}: {:?}", row.file, errors(&zone));
            for (error, known) in errors(&zone).iter().zip(known) {
                assert!(error.contains(&format!("{}:{known}", row.file)), "{error}\nis not\n{known}");
            }
            if let Some((_, origin, records)) = expected {
                assert_eq!((zone.origin.as_str(), zone.records.len()), (*origin, *records), "{}", row.file);
                own += 1;
            } else if !row.records.is_empty() {
                let types = |counts: &BTreeMap<String, usize>| {
                    let known = |what: &str| RecordType::parse(what).is_some() || ["spf", "dmarc"].contains(&what);
                    counts.clone().into_iter().filter(|(what, _)| known(what)).collect::<BTreeMap<_, _>>()
                };
                assert_eq!(types(&count(&zone)), types(&row.records), "{}", row.file);
                compared += 1;
            }
        }
        assert_eq!((compared, own), (189, OWN_ORIGIN.len()));
    }

    /// What is printed of every public zone reads back as the same records.
    #[test]
    fn printed_zones_read_back() {
        let Some(index) = suites::read("zones/INDEX.jsonl") else { return };
        let folder = suites::folder().unwrap();
        for row in index.lines().map(|line| serde_json::from_str::<Row>(line).unwrap()) {
            let zone = Zone::read(&folder.join("zones").join(&row.file), None, Includes::InFolder).unwrap();
            let printed = shown(&zone);
            let text = printed.iter().map(|line| format!("{line}\n")).collect::<String>();
            let again = Zone::parse("printed", text.as_bytes(), Some(&DomainName::root()), &NoFiles);
            assert_eq!((errors(&again), shown(&again)), (vec![], printed), "{}", row.file);
        }
    }

    /// BIND refuses what we find errors in, and of the rest it reads the same records.
    #[test]
    fn bind_agrees() {
        if tools::find("named-checkzone").is_none() {
            return;
        }
        let Some(index) = suites::read("zones/INDEX.jsonl") else { return };
        let folder = suites::folder().unwrap();
        let dump = tempfile::NamedTempFile::new().unwrap();
        let mut refused = Vec::new();
        for row in index.lines().map(|line| serde_json::from_str::<Row>(line).unwrap()) {
            let path = folder.join("zones").join(&row.file);
            let own = OWN_ORIGIN.iter().any(|(file, ..)| row.file.ends_with(file));
            let zone = Zone::read(&path, Some(&name(&row.origin)).filter(|_| !own), Includes::InFolder).unwrap();
            let checked = Command::new("named-checkzone")
                .args(["-i", "none", "-k", "ignore", "-n", "ignore", "-r", "ignore", "-m", "ignore", "-D", "-o"])
                .args([dump.path(), Path::new(&format!("{}", zone.origin)), &path])
                .output()
                .unwrap();
            if !checked.status.success() {
                let said = String::from_utf8_lossy(&checked.stdout).into_owned();
                // These are no syntax: pieces of zones, and names that a zone may not have.
                let incomplete = said.contains("has no NS records") || said.contains("has 0 SOA records");
                if zone.errors.is_empty() && !incomplete {
                    refused.push(format!("{}: {said}", row.file));
                }
                continue;
            }
            assert_eq!(errors(&zone), [""; 0], "{}", row.file);
            let theirs = Zone::read(dump.path(), Some(&zone.origin), Includes::InFolder).unwrap();
            assert_eq!(errors(&theirs), [""; 0], "{}", row.file);
            let judged = |zone: &Zone| {
                let records = zone.records.iter().filter(|record| !matches!(record.data, RecordData::Other(_)));
                records.map(|r| (r.owner.clone(), r.kind, r.data.clone())).collect::<BTreeSet<_>>()
            };
            assert_eq!(judged(&zone), judged(&theirs), "{}", row.file);
        }
        assert_eq!(refused, [""; 0]);
    }
}

/// The inputs on which zone readers were seen to fail: wrong data, no place, or a panic.
mod tricky {
    use super::*;

    #[test]
    fn keys_in_parentheses() {
        good(
            "s1._domainkey IN TXT ( \"v=DKIM1; k=rsa; \"\n\t\"p=MIGf\" )  ; key",
            r#"s1._domainkey.example.fr. TXT "v=DKIM1; k=rsa; " "p=MIGf""#,
        );
        good("a TXT(\"x\")", r#"a.example.fr. TXT "x""#);
        good("a TXT ( ; none\n ; none either\n x ; y\n )", r#"a.example.fr. TXT "x""#);
    }

    #[test]
    fn escapes() {
        good(r"a TXT v=DMARC1\059p=none", r#"a.example.fr. TXT "v=DMARC1;p=none""#);
        good(r"a TXT v=DMARC1\;p=none", r#"a.example.fr. TXT "v=DMARC1;p=none""#);
        good(r#"a TXT "say \"hi\" \\ \000 \255""#, r#"a.example.fr. TXT "say \"hi\" \\ \000 \255""#);
        good(r"a\.b TXT x\ y", r#"a\.b.example.fr. TXT "x y""#);
        good(r"a TXT \064 \@ @", r#"a.example.fr. TXT "@" "@" "@""#);
        bad(r"a TXT \25", r"z:3:7: an escape is \ and a character, or \ and three digits up to 255");
    }

    #[test]
    fn text_cut_at_a_semicolon_is_marked() {
        let cut = |line: &str| {
            let cut = read(line).records.first().and_then(|record| record.cut.clone());
            cut.map(|cut| (cut.location.column, cut.text, cut.touches))
        };
        assert_eq!(cut("_dmarc TXT v=DMARC1; p=none"), Some((20, "; p=none".into(), true)));
        assert_eq!(cut("_dmarc TXT v=DMARC1 ; p=none"), Some((21, "; p=none".into(), false)));
        assert_eq!(cut("_dmarc TXT ( v=DMARC1;\n p=none )"), Some((22, ";".into(), true)));
        assert_eq!(cut("_dmarc TXT \"v=DMARC1\"; p=none"), None);
        assert_eq!(cut("_dmarc TXT ( ; comment\n \"v=DMARC1\" ) ; comment"), None);
        assert_eq!(cut("a A 192.0.2.1; address"), None);
        assert_eq!(cut("_dmarc TXT v=DMARC1\n; a comment"), None);
    }

    #[test]
    fn numbers_with_units() {
        let zone = Zone::parse(
            "z",
            b"$TTL 1h30m\nexample.fr. SOA ns.example.fr. h.example.fr. 2026112101 2H 15m 2w 1d\nwww.example.fr. A 192.0.2.1",
            None,
            &NoFiles,
        );
        assert_eq!(
            shown(&zone),
            [
                "example.fr. 5400 IN SOA ns.example.fr. h.example.fr. 2026112101 7200 900 1209600 86400",
                "www.example.fr. 5400 IN A 192.0.2.1"
            ]
        );
    }

    #[test]
    fn strings_of_more_than_255_octets() {
        bad(
            &format!("a TXT \"short\" \"{}\"", "x".repeat(256)),
            "z:3:15: a string of 256 octets; one string holds at most 255",
        );
        assert_eq!(read(format!("a TXT \"{}\"", r"\065".repeat(255))).errors, []);
    }

    #[test]
    fn a_last_line_without_an_end() {
        good("a A 192.0.2.1", "a.example.fr. A 192.0.2.1");
        good("a TXT \"x\"", r#"a.example.fr. TXT "x""#);
        good("a TXT x ; comment", r#"a.example.fr. TXT "x""#);
        assert_eq!(errors(&read("a TXT \"x")).len(), 1);
        assert_eq!(errors(&read("a TXT x\\")).len(), 1);
        assert_eq!(errors(&read("a TXT ( x")).len(), 1);
    }

    #[test]
    fn types_known_and_unknown() {
        good("a SPF \"v=spf1 -all\"", r#"a.example.fr. SPF "v=spf1 -all""#);
        good("a TYPE99 x", r#"a.example.fr. SPF "x""#);
        good(r"a TYPE65534 \# 3 abCD ef", r"a.example.fr. TYPE65534 \# 3 abcdef");
        good(r"a CLASS1 TYPE1 \# 4 c0000201", "a.example.fr. A 192.0.2.1");
        good("a DS 60485 5 1 2BB183AF 5F22588", "a.example.fr. DS 60485 5 1 2BB183AF 5F22588");
        good("a CAA 0 issue \"ca.example; x=y\"", r#"a.example.fr. CAA 0 issue "ca.example; x=y""#);
        good("_25._tcp TLSA 3 1 1 abcd", "_25._tcp.example.fr. TLSA 3 1 1 abcd");
        good("a HTTPS 1 . alpn=h2", "a.example.fr. HTTPS 1 . alpn=h2");
        good("a SSHFP 1 1 abcd", "a.example.fr. SSHFP 1 1 abcd");
        good("a NAPTR 1 1 \"s\" \"SIP\" \"\" b", r#"a.example.fr. NAPTR 1 1 "s" "SIP" "" b.example.fr."#);
        good("_sip._tcp SRV 1 2 3 b", "_sip._tcp.example.fr. SRV 1 2 3 b.example.fr.");
        bad("a ALIAS b", "z:3:3: \"ALIAS\" is not a record type");
        bad(
            "a TYPE65534 ab",
            r"z:3:13: unknown data is written \# and its length, then as many octets in hexadecimal that fit the type",
        );
        bad(
            r"a A \# 3 c00002",
            r"z:3:5: unknown data is written \# and its length, then as many octets in hexadecimal that fit the type",
        );
        bad("a TXT", "z:3:3: TXT data needs 1 fields");
        bad("a", "z:3:1: there is no record type");
        bad("a 300 IN", "z:3:7: there is no record type");
    }

    #[test]
    fn owners_with_underscores_wildcards_and_octets() {
        good("_dmarc.foo_bar TXT x", r#"_dmarc.foo_bar.example.fr. TXT "x""#);
        good("*.A TXT x", r#"*.a.example.fr. TXT "x""#);
        good(r"a\032b TXT x", r#"a\032b.example.fr. TXT "x""#);
        good("@ MX 0 .", "example.fr. MX 0 .");
        good("a\\@b.example.fr. TXT x", r#"a\@b.example.fr. TXT "x""#);
        bad("a..b A 192.0.2.1", "z:3:1: \"a..b\" is not a domain name");
        bad("bücher A 192.0.2.1", "z:3:1: \"bücher\" is not ASCII; write the A-label (xn--…)");
        bad("a CNAME bücher", "z:3:9: \"bücher\" is not ASCII; write the A-label (xn--…)");
        bad("a\0b A 192.0.2.1", "z:3:1: \"a\0b\" is not a domain name");
    }

    #[test]
    fn owner_ttl_and_class_in_any_order() {
        for head in ["a 60 IN A", "a IN 60 A", "a in 1m a", "a 60 CLASS1 A"] {
            assert_eq!(shown(&read(format!("{head} 192.0.2.1"))), ["a.example.fr. 60 IN A 192.0.2.1"], "{head}");
        }
        let zone = read("a A 192.0.2.1\n\tIN TXT one\n 60 TXT two\n\n; between\n  TXT three\n");
        let owners: Vec<_> = zone.records.iter().map(|r| (r.owner.as_str(), r.ttl, r.location.line)).collect();
        let owner = "a.example.fr";
        assert_eq!(owners, [(owner, 300, 3), (owner, 300, 4), (owner, 60, 5), (owner, 300, 8)]);
        bad("a 2147483648 A 192.0.2.1", "z:3:3: \"2147483648\" is not a TTL");
        bad("a 1x A 192.0.2.1", "z:3:3: \"1x\" is not a TTL");
        bad("a CH TXT x", "z:3:3: the class \"CH\" is not IN");
    }

    #[test]
    fn records_that_contradict_each_other_are_kept() {
        let zone = read("a CNAME b\na CNAME c\na TXT x\na 60 TXT x\n");
        assert_eq!((zone.records.len(), errors(&zone).len()), (4, 0));
        assert_eq!(zone.at(&name("a.example.fr"), RecordType::Cname).count(), 2);
    }

    #[test]
    fn what_is_left_over_behind_the_data() {
        bad("a A 192.0.2.1 192.0.2.2", "z:3:15: there is something left over after the A data");
        bad("a MX 10 mx extra", "z:3:12: there is something left over after the MX data");
        bad("a CNAME b c", "z:3:11: there is something left over after the CNAME data");
        bad("a MX ten mx", "z:3:6: \"ten\" is not a number that fits here");
        bad("a AAAA 192.0.2.1", "z:3:8: \"192.0.2.1\" is not an address of this family");
    }

    #[test]
    fn any_octets_in_text() {
        good("a TXT \"caf\u{e9}\"", r#"a.example.fr. TXT "caf\195\169""#);
        good(b"a TXT \"caf\xe9\" \xff", r#"a.example.fr. TXT "caf\233" "\255""#);
        good(b"a TXT \"\x00\x01\t\x7f\"", r#"a.example.fr. TXT "\000\001\009\127""#);
        // Quotes of a word processor are text: the space between them splits it in two.
        good("a TXT \u{201c}v=spf1 -all\u{201d}", r#"a.example.fr. TXT "\226\128\156v=spf1" "-all\226\128\157""#);
        good("a TXT \"\"", r#"a.example.fr. TXT """#);
        good("a TXT \"a\"\"b\"c", r#"a.example.fr. TXT "a" "b" "c""#);
    }

    #[test]
    fn text_over_several_lines() {
        bad(
            "a TXT \"v=spf1\n -all\"",
            "z:3:7: the quote does not end on its line; write several strings in parentheses instead",
        );
        bad(
            "a TXT \"v=spf1 -all",
            "z:3:7: the quote does not end on its line; write several strings in parentheses instead",
        );
        bad("a TXT ( \"x\"", "z:3:7: the parenthesis is never closed");
        bad("a TXT \"x\" )", "z:3:11: a parenthesis closes here that was never opened");
    }

    #[test]
    fn a_file_as_windows_leaves_it() {
        let zone = Zone::read(Path::new("fixtures/zones/windows.zone"), None, Includes::InFolder).unwrap();
        assert_eq!(errors(&zone), [""; 0]);
        assert_eq!(
            shown(&zone),
            [
                "example.fr. 86400 IN SOA ns1.example.fr. host.example.fr. 2026112101 7200 900 1209600 300",
                "example.fr. 86400 IN NS ns1.example.fr.",
                r#"example.fr. 86400 IN TXT "caf\233" "v=spf1 -all""#,
                r#"s1._domainkey.example.fr. 86400 IN TXT "v=DKIM1; k=rsa; " "p=MIGf""#,
                "ns1.example.fr. 86400 IN A 192.0.2.1",
            ]
        );
    }

    #[test]
    fn every_error_is_said_and_the_rest_is_read() {
        let zone = Zone::read(Path::new("fixtures/zones/errors.zone"), None, Includes::InFolder).unwrap();
        let places: Vec<_> = zone.errors.iter().map(|e| (e.location.line, e.location.column)).collect();
        assert_eq!(
            places,
            [
                (5, 25),
                (6, 27),
                (8, 17),
                (9, 1),
                (10, 17),
                (11, 25),
                (12, 25),
                (13, 35),
                (14, 17),
                (15, 17),
                (16, 1),
                (17, 1),
                (18, 25),
                (19, 31),
                (20, 1),
                (21, 1),
                (22, 17),
                (23, 17),
                (25, 25),
            ]
        );
        let owners: Vec<_> = zone.records.iter().map(|record| record.owner.as_str()).collect();
        assert_eq!(owners, ["example.fr", "good.example.fr"]);
        let at = |name: &str, kind| Lost::At(self::name(&format!("{name}.example.fr")), kind);
        assert_eq!(zone.errors[0].lost, at("open", Some(RecordType::Txt)));
        assert_eq!(zone.errors[2].lost, at("unknown", None));
        assert_eq!(zone.errors[11].lost, Lost::Nothing);
        assert_eq!(zone.errors[13].lost, at("closed", Some(RecordType::Mx)));
    }

    #[test]
    fn errors_are_bounded_and_counted() {
        let zone = read("a A x\n".repeat(1_500));
        assert_eq!((zone.errors.len(), zone.more_errors), (1_000, 500));
        assert!(zone.lost().contains(&Lost::Anywhere));
    }

    #[test]
    fn places_of_words() {
        let zone = read("www IN TXT (\n  \"a\" ; first\n  b )\n");
        let record = &zone.records[0];
        let places: Vec<_> = record.data_tokens().iter().map(|t| (t.line, t.column, t.quoted)).collect();
        assert_eq!(places, [(4, 3, true), (5, 3, false)]);
        assert_eq!(record.location.to_string(), "z:3:1");
        assert_eq!(record.tokens.len(), 5);
    }
}

mod directives {
    use super::*;

    #[test]
    fn origins_follow_each_other() {
        let zone = read(
            "a A 192.0.2.1\n$ORIGIN b\n@ A 192.0.2.2\n$origin c\nd A 192.0.2.3\n$ORIGIN example.fr.\ne A 192.0.2.4\n",
        );
        let owners: Vec<_> = zone.records.iter().map(|record| record.owner.as_str()).collect();
        assert_eq!(owners, ["a.example.fr", "b.example.fr", "d.c.b.example.fr", "e.example.fr"]);
        // Behind a broken $ORIGIN no relative name means anything.
        let zone = read("$ORIGIN a..b\nc A 192.0.2.1\nd.example.fr. A 192.0.2.2\n");
        assert_eq!((zone.records.len(), zone.errors.len()), (1, 2));
        assert!(matches!(zone.errors[1].kind, ZoneErrorKind::NoOrigin(_)));
    }

    #[test]
    fn includes() {
        let path = Path::new("fixtures/zones/include/example.fr.zone");
        let zone = Zone::read(path, None, Includes::InFolder).unwrap();
        let lines: Vec<_> =
            zone.records.iter().map(|r| format!("{} {} {}", r.owner, r.kind, r.location.line)).collect();
        assert_eq!(
            lines,
            [
                "example.fr SOA 4",
                "example.fr NS 5",
                "www.example.fr A 6",
                "example.fr MX 1",
                "example.fr TXT 2",
                "mx.example.fr A 3",
                "www.example.fr AAAA 8",
                "news.example.fr MX 1",
                "news.example.fr TXT 2",
                "mx.news.example.fr A 3",
                "loop.example.fr A 1",
                "ns1.example.fr A 14",
            ]
        );
        assert_eq!(&*zone.records[3].location.file, "fixtures/zones/include/parts/mail.inc");
        let said = errors(&zone);
        let root = "fixtures/zones/include/example.fr.zone";
        for (said, expected) in said.iter().zip([
            "fixtures/zones/include/parts/loop.inc:2:10: \"example.fr.zone\" includes itself".to_owned(),
            "fixtures/zones/include/parts/loop.inc:3:8: \"192.0.2\" is not an address of this family".to_owned(),
            format!("{root}:11:10: \"../outside.inc\" is not included: it lies outside the folder of the zone file"),
            format!("{root}:12:10: \"parts\" is not included: it is not a regular file"),
            format!("{root}:13:10: \"missing.inc\" is not included: "),
        ]) {
            assert!(said.starts_with(&expected), "{said}\nis not\n{expected}");
        }
        assert_eq!(said.len(), 5);
        let anywhere = Zone::read(path, None, Includes::Anywhere).unwrap();
        assert_eq!((anywhere.errors.len(), anywhere.records.len()), (4, 13));
        // What a file that was not read may hold is unknown, not missing.
        assert!(zone.lost().contains(&Lost::Anywhere));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_does_not_lead_outside() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("inside");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(folder.path().join("secret"), "secret A 192.0.2.1\n").unwrap();
        std::os::unix::fs::symlink(folder.path().join("secret"), inside.join("link")).unwrap();
        std::fs::write(inside.join("zone"), "$ORIGIN example.fr.\n$INCLUDE link\n").unwrap();
        let zone = Zone::read(&inside.join("zone"), None, Includes::InFolder).unwrap();
        assert_eq!((zone.records.len(), zone.errors.len()), (0, 1));
        assert!(Zone::read(&inside, None, Includes::InFolder).is_err());
        assert!(Zone::read(&inside.join("none"), None, Includes::InFolder).is_err());
    }

    #[test]
    fn included_files_are_bounded() {
        let many = "$INCLUDE a\n".repeat(100);
        let files = |a: &str| {
            BTreeMap::from([("a", a), ("b", "x A 192.0.2.1\n$INCLUDE a\n")].map(|(k, v)| (k.to_owned(), v.into())))
        };
        let read = |a: &str| Zone::parse("z", many.as_bytes(), Some(&name("example.fr")), &files(a) as &dyn Files);
        let zone = read("x A 192.0.2.1\n");
        assert_eq!((zone.records.len(), zone.errors.len()), (64, 36));
        assert!(zone.errors.iter().all(|error| matches!(error.kind, ZoneErrorKind::IncludeLimit(_))));
        // Files that name each other end at once.
        let zone = read("$INCLUDE b\n$INCLUDE z\n");
        assert_eq!(zone.records.len(), 32);
        assert!(matches!(zone.errors[0].kind, ZoneErrorKind::IncludeCycle(_)));
    }

    #[test]
    fn generate() {
        let zone = read(
            "$GENERATE 1-3 host-$ 60 IN A 192.0.2.$\n$GENERATE 0-2/2 ${10,3}.r PTR h$$\n$GENERATE 1-1 m$ MX \"10 mx$\"\n$GENERATE 1-1 t$ TXT \"\\\"a $ b\\\" c\\; d\"\n",
        );
        assert_eq!(errors(&zone), [""; 0]);
        assert_eq!(
            shown(&zone),
            [
                "host-1.example.fr. 60 IN A 192.0.2.1",
                "host-2.example.fr. 60 IN A 192.0.2.2",
                "host-3.example.fr. 60 IN A 192.0.2.3",
                r"010.r.example.fr. 300 IN PTR h\$.example.fr.",
                r"012.r.example.fr. 300 IN PTR h\$.example.fr.",
                "m1.example.fr. 300 IN MX 10 mx1.example.fr.",
                r#"t1.example.fr. 300 IN TXT "a 1 b" "c;" "d""#,
            ]
        );
        assert!(zone.records.iter().all(|record| record.generated));
        assert_eq!(zone.records[2].location.to_string(), "z:3:1");
        assert_eq!(zone.records[0].data_tokens().len(), 1);
        bad("$GENERATE 1-70000 h$ A 192.0.2.1", "z:3:11: the zone would have more than 65536 generated records");
        bad("$GENERATE 1-2 h$ A", "z:3:1: $GENERATE takes a range, an owner, a type and data");
        bad("$GENERATE 1-1 h$ A 192.0.2.$x", "z:3:1: \"192.0.2.1x\" is not an address of this family");
    }

    #[test]
    fn directives_with_the_wrong_arguments() {
        bad("$TTL", "z:3:1: $TTL takes one number of seconds");
        bad("$TTL soon", "z:3:6: \"soon\" is not a TTL");
        bad("$INCLUDE a b c", "z:3:1: $INCLUDE takes a file and perhaps an origin");
        bad("$DATE now", "z:3:1: the directive \"$DATE\" is not known");
    }
}

mod always {
    use super::*;

    proptest! {
        #[test]
        fn any_octets_are_read_to_the_end(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let zone = Zone::parse("z", &bytes, Some(&name("example.fr")), &NoFiles);
            let _ = (ZoneData::new(&zone), Zone::parse("z", &bytes, None, &NoFiles));
        }

        /// Pieces of zone syntax in any order reach further than random octets.
        #[test]
        fn any_pieces_are_read_to_the_end(pieces in prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..60)) {
            let text = pieces.concat();
            let zone = Zone::parse("z", text.as_bytes(), None, &NoFiles);
            let lines = u32::try_from(text.lines().count().max(1)).unwrap();
            for location in zone.errors.iter().map(|e| &e.location).chain(zone.records.iter().map(|r| &r.location)) {
                prop_assert!((1..=lines).contains(&location.line) && location.column > 0);
            }
            let _ = ZoneData::new(&zone);
        }

        #[test]
        fn printed_records_read_back(
            label in "[a-z*_][a-z0-9_-]{0,10}",
            strings in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..=255), 1..4),
            preference in any::<u16>(),
            octets in prop::collection::vec(any::<u8>(), 1..=63),
        ) {
            let odd = DomainName::from_labels([octets.as_slice(), b"example", b"fr"]).unwrap();
            let owner = name(&format!("{label}.example.fr"));
            for data in [
                RecordData::Txt(preflight::dns::Txt::new(&strings)),
                RecordData::Mx { preference, exchange: odd.clone() },
            ] {
                let kind = if matches!(data, RecordData::Txt(_)) { RecordType::Txt } else { RecordType::Mx };
                for owner in [&owner, &odd] {
                    let text = format!("{owner}. 60 IN {kind} {data}\n");
                    let zone = Zone::parse("z", text.as_bytes(), Some(&name("example.fr")), &NoFiles);
                    prop_assert_eq!(errors(&zone), Vec::<String>::new());
                    prop_assert_eq!(&zone.records[0].data, &data);
                    prop_assert_eq!(&zone.records[0].owner, owner);
                    prop_assert_eq!(shown(&zone).concat() + "\n", text);
                }
            }
        }
    }

    const PIECES: [&str; 30] = [
        "a",
        "@",
        " ",
        "\t",
        "\n",
        "\r\n",
        "(",
        ")",
        "\"",
        ";",
        "\\",
        "\\0",
        "\\300",
        "$",
        "$ORIGIN ",
        "$TTL ",
        "$INCLUDE ",
        "$GENERATE ",
        "1-3",
        "${1,2,n}",
        "IN ",
        "TXT ",
        "A ",
        "MX ",
        "SOA ",
        "192.0.2.1",
        "10",
        ".",
        "example.fr. ",
        "\\# 2 ",
    ];

    /// Large zones take memory and time in proportion.
    #[test]
    fn two_hundred_thousand_records() {
        let lines: String = (0..200_000).map(|n| format!("h{n} IN TXT \"v=spf1 ip4:192.0.2.1 -all\"\n")).collect();
        let zone = read(&lines);
        assert_eq!((zone.records.len(), zone.errors.len()), (200_000, 0));
        assert_eq!(zone.records[199_999].location.line, 200_002);
        // A record holds its own five words and nothing of the rest of the file.
        assert!(zone.records.iter().all(|record| record.tokens.len() == 4));
        let data = ZoneData::new(&zone);
        assert_eq!(data.origin(), &name("example.fr"));
    }
}
