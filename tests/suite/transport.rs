//! MTA-STS, TLS-RPT and DANE records: the vectors of the reference, and the public ones.

use preflight::dane::Tlsa;
use preflight::i18n::{Lang, Texts};
use preflight::mtasts::{StsError, StsPolicy, StsRecord, is_usable};
use preflight::name::DomainName;
use preflight::report::json;
use preflight::tlsrpt::TlsRptRecord;

use crate::support::fixture::Fixture;
use crate::support::suites;

/// T01 and T02: RFC 8461 section 3.1.
#[test]
fn the_id_is_letters_and_digits() {
    assert_eq!(StsRecord::read(b"v=STSv1; id=20160831085700Z;").unwrap().id, "20160831085700Z");
    let hyphens = StsRecord::read(b"v=STSv1; id=2016-08-31;");
    assert_eq!(hyphens, Err(StsError::IdValue("2016-08-31".into())));
    assert_eq!(StsRecord::read(b"v=STSv1"), Err(StsError::Version));
    assert_eq!(StsRecord::read(b"v=STSv1;"), Err(StsError::Id));
    assert_eq!(StsRecord::read(b"v=stsv1; id=1"), Err(StsError::Version));
    assert_eq!(StsRecord::read(b"v = STSv1; id=1"), Err(StsError::Version));
    assert!(StsRecord::read(format!("v=STSv1; id={}", "1".repeat(33)).as_bytes()).is_err());
}

/// T03: RFC 8461 section 4.1.
#[test]
fn a_star_stands_for_one_label() {
    let policy = StsPolicy::read("version: STSv1\r\nmode: enforce\r\nmx: *.example.net\r\nmax_age: 86400\r\n").unwrap();
    let covers = |host: &str| policy.covers(&DomainName::parse(host).unwrap());
    assert!(covers("mail.example.net"));
    assert!(!covers("example.net") && !covers("a.b.example.net"));
}

/// T04: RFC 8461 section 3.3.
#[test]
fn a_redirect_is_no_policy() {
    assert!(is_usable(200, "text/plain; charset=utf-8"));
    assert!(!is_usable(301, "text/plain") && !is_usable(200, "text/html"));
}

/// T05: RFC 8460 section 3.
#[test]
fn reports_go_to_mailto_and_https() {
    let record = TlsRptRecord::read(b"v=TLSRPTv1;rua=https://reporting.example.com/v1/tlsrpt").unwrap();
    assert_eq!(record.rua, ["https://reporting.example.com/v1/tlsrpt"]);
    assert!(TlsRptRecord::read(b"v=TLSRPTv1; rua=ftp://example.com").is_err());
    assert!(TlsRptRecord::read(b"v=TLSRPTv1;").is_err());
}

/// T06: RFC 7672 section 3.1.3.
#[test]
fn usages_of_the_public_authorities_are_not_for_smtp() {
    let data = "ab".repeat(32);
    assert!(!Tlsa::parse(&format!("1 1 1 {data}")).unwrap().is_for_smtp());
    assert!(Tlsa::parse(&format!("3 1 1 {data}")).unwrap().is_for_smtp());
    assert!(!Tlsa::parse("3 1 1 abcd").unwrap().is_for_smtp());
    assert_eq!(Tlsa::parse("3 1 1"), None);
    assert_eq!(Tlsa::parse("3 1 1 abc"), None);
}

/// Records whose stated verdict is settled otherwise from the RFC, with the reason.
const SETTLED: [(&str, &str); 3] = [
    ("mta-sts-4d4a88b75f", "a TLS-RPT record filed under MTA-STS"),
    ("mta-sts-a6e8f2f30a", "a TLS-RPT record filed under MTA-STS"),
    ("mta-sts-policy-fa1c48cab4", "of a repeated key the first counts (RFC 8461 section 3.2)"),
];

#[test]
fn public_vectors() {
    let mut wrong = Vec::new();
    for (file, valid) in [
        ("mta-sts", (|text| StsRecord::read(text).is_ok()) as fn(&[u8]) -> bool),
        ("tls-rpt", |text| TlsRptRecord::read(text).is_ok()),
        ("mta-sts-policy", |text| StsPolicy::read(&String::from_utf8_lossy(text)).is_ok()),
    ] {
        let Some(text) = suites::read(&format!("record-vectors/{file}.jsonl")) else { return };
        for line in text.lines().filter(|line| !line.is_empty()) {
            let case: serde_json::Value = serde_json::from_str(line).unwrap();
            let (id, record) = (case["id"].as_str().unwrap(), case["record"].as_str().unwrap_or_default());
            let settled = SETTLED.iter().any(|(settled, _)| *settled == id);
            // What was settled must still differ, or it is settled no more.
            if (case["valid"].as_bool() == Some(valid(record.as_bytes()))) == settled {
                wrong.push(format!("{file} {id}: {record:?} valid {} {}", case["valid"], case["error"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The JSON report says which records were seen, and keeps "none" apart from "nobody answered".
#[test]
fn the_report_says_what_was_seen() {
    for (place, mta_sts, tls_rpt) in [
        ("STS002/good.zone", ("found", Some("v=STSv1; id=20261121T090000Z;")), ("none", None)),
        ("STS002/bad.zone", ("invalid", Some("v=STSv1; id=2026-11-21;")), ("none", None)),
        ("STS002/bad-several.zone", ("invalid", None), ("none", None)),
        ("STS002/unknown.zone", ("undetermined", None), ("none", None)),
        ("RPT002/bad-no-rua.zone", ("none", None), ("invalid", Some("v=TLSRPTv1;"))),
        ("RPT003/bad.zone", ("none", None), ("none", None)),
    ] {
        let (report, _) = Fixture::read(&crate::catalogue::root("fixtures/rules").join(place)).planned();
        let seen = json::report(&report, Texts::of(Lang::En)).transport;
        assert!(!seen.checked, "{place}");
        for (seen, (state, record)) in [(seen.mta_sts, mta_sts), (seen.tls_rpt, tls_rpt)] {
            assert_eq!((seen.state, seen.record.as_deref()), (state, record), "{place}");
        }
        // The wrong names are looked for in the zone file, and cost no question.
        let wrong = ["_tls._smtp.example.fr", "_smtp-tls.example.fr"];
        assert!(!report.answers.iter().any(|(question, _)| wrong.contains(&question.name.as_str())), "{place}");
    }
}
