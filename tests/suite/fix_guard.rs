//! What no fix may do, whoever proposes it: kinds of fixes that mean harm, and the reason why nothing comes of them.

use std::sync::Arc;
use std::time::Duration;

use preflight::check::Judging;
use preflight::dns::{RecordData, RecordType, Txt};
use preflight::facts::Subject;
use preflight::fix::kinds::{Case, Kind};
use preflight::fix::{Draft, Gone, Plan, Planning};
use preflight::name::{DomainName, Selector};
use preflight::predict::receivers::Receivers;
use preflight::report::Levels;
use preflight::stream::{MailFrom, Signature, Stream};

use crate::support::world::World;

const KEY: &str = "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1ZTkfWwgmz+xL6Ma/GeEFuZWpBE5YM21DcJUcws4WTSiV4ghwbwTsNU1zG4MUi3tr1/c7yAfhZEd1l5y6dzFADST+irUbBcFMsP3ZWgDB+6g7hnXQO2hbi9DcxpmWVea6/W4WC9wD24/oxgiCxwtvH0dlUeJ6fVAtd+O7sDtKSwEAyEYogZjQPqkGqNMZqvNS7AGzaMHMfdcw+BJ84B4YtjxVGG2haKZVp7u3WD2RtIM8xjyjmrngFLey+e/jT0jRck+iupVoU6HLlJvhWVd10ZBv5Bzdn1xuZ1Mm7PWeuWo1vmASavC69CrPfijGFQPxQgeVrqd+nTpNV2mswScRwIDAQAB";

const SPF: &str = "v=spf1 include:spf.letters.example ip4:192.0.2.25 ~all";

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

fn txt(text: &str) -> RecordData {
    RecordData::Txt(Txt::chunked(text))
}

/// A domain in good order but for an SPF record of the discontinued type, which every draft here says it clears.
fn world() -> World {
    World::default()
        .txt("example.fr", SPF)
        .with("example.fr", RecordType::Spf, &format!("\"{SPF}\""))
        .with("example.fr", RecordType::Mx, "10 mail.example.fr.")
        .with("mail.example.fr", RecordType::A, "192.0.2.25")
        .with("www.example.fr", RecordType::Cname, "web.example.net.")
        .with("25.2.0.192.in-addr.arpa", RecordType::Ptr, "mail.example.fr.")
        .with("9.113.0.203.in-addr.arpa", RecordType::Ptr, "out.letters.example.")
        .with("out.letters.example", RecordType::A, "203.0.113.9")
        .txt("spf.letters.example", "v=spf1 ip4:203.0.113.0/27 -all")
        .txt("s1._domainkey.example.fr", KEY)
        .txt("_dmarc.example.fr", "v=DMARC1; p=none; rua=mailto:d@example.fr")
}

fn stream(address: &str, selector: Option<&str>) -> Stream {
    let domain = name("example.fr");
    let signature = |text| Signature { domain: domain.clone(), selector: Selector::parse(text).unwrap() };
    Stream {
        name: address.to_owned(),
        declared: true,
        evidence: Vec::new(),
        mail_from: MailFrom::Mailbox { local: None, domain: domain.clone() },
        ips: vec![format!("{address}/32").parse().unwrap()],
        dkim: selector.map(signature).into_iter().collect(),
        ..Stream::inferred(&domain)
    }
}

/// The plan that one kind alone comes to.
fn planned(kind: &'static Kind, declared: Vec<Stream>) -> Plan {
    let subject = Subject {
        domain: name("example.fr"),
        selectors: Vec::new(),
        declared,
        zones: Vec::new(),
        blocklists: Arc::default(),
        as_of: "2026-11-21T00:00:00Z".parse().unwrap(),
    };
    let (receivers, levels) = (Receivers::default().default_set(), Levels::new());
    let judging = Judging { receivers: &receivers, levels: &levels, volume: None, deadline: Duration::from_secs(60) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let world = world();
        let report = judging.report(&world, subject).await;
        let kinds = [kind];
        Planning { kinds: &kinds, ..Planning::new(judging) }.plan(&report, &world).await
    })
}

/// A draft that does clear something, so that only the guard can be what stops it.
fn clearing(case: &Case<'_>, kind: &'static Kind) -> Option<Draft> {
    let finding = case.failing(&["SPF045"]).next()?;
    Some(Draft::new(kind).aims_at(finding).change(case.domain(), RecordType::Spf, Gone::All, Vec::new()))
}

/// What becomes of a kind with two streams, one through the provider and one of the domain's own.
#[track_caller]
fn refused(kind: &'static Kind, why: &str) {
    let plan = planned(kind, vec![stream("203.0.113.9", Some("s1")), stream("192.0.2.25", Some("s1"))]);
    let reasons: Vec<_> = plan.refused.iter().map(|refused| refused.why.id()).collect();
    assert_eq!((plan.fixes.len(), reasons), (0, vec![why]), "{:?}", plan.refused);
    assert!(plan.after.is_none());
}

macro_rules! kind {
    ($name:ident, $draft:expr) => {
        static $name: Kind = Kind {
            slug: "spf-type99",
            rules: &["SPF045"],
            propose: |case| clearing(case, &$name).map($draft).into_iter().collect(),
        };
    };
}

#[test]
fn what_does_no_harm_is_taken() {
    kind!(HARMLESS, |draft| draft);
    let plan = planned(&HARMLESS, vec![stream("192.0.2.25", Some("s1"))]);
    assert_eq!(plan.fixes.len(), 1, "{:?}", plan.refused);
    assert!(plan.proved && plan.refused.is_empty());
}

#[test]
fn no_second_spf_record() {
    kind!(SECOND, |draft| draft.change(
        &name("example.fr"),
        RecordType::Txt,
        Gone::These(Vec::new()),
        vec![txt("v=spf1 mx -all")]
    ));
    refused(&SECOND, "second-spf");
}

#[test]
fn no_sender_is_dropped() {
    kind!(DROPPING, |draft| draft.replace_text(&name("example.fr"), &Txt::chunked(SPF), "v=spf1 ip4:192.0.2.25 ~all"));
    refused(&DROPPING, "drops-sender");
    // Not even where nobody is known to send by it.
    let plan = planned(&DROPPING, vec![stream("192.0.2.25", Some("s1"))]);
    assert_eq!(plan.refused.first().map(|refused| refused.why.id()), Some("drops-sender"));
}

#[test]
fn no_provider_is_flattened() {
    kind!(FLATTENING, |draft| draft.replace_text(
        &name("example.fr"),
        &Txt::chunked(SPF),
        "v=spf1 ip4:203.0.113.0/27 ip4:192.0.2.25 ~all"
    ));
    refused(&FLATTENING, "flattens");
}

#[test]
fn no_policy_is_raised_while_mail_fails() {
    kind!(RAISING, |draft| draft.replace_text(
        &name("_dmarc.example.fr"),
        &Txt::chunked("v=DMARC1; p=none; rua=mailto:d@example.fr"),
        "v=DMARC1; p=reject; rua=mailto:d@example.fr"
    ));
    // One stream that neither passes SPF nor signs is enough.
    let plan = planned(&RAISING, vec![stream("192.0.2.25", Some("s1")), stream("198.51.100.1", None)]);
    assert_eq!(plan.refused.first().map(|refused| refused.why.id()), Some("raises-policy"), "{:?}", plan.refused);
}

#[test]
fn no_key_in_use_is_removed() {
    kind!(REMOVING, |draft| draft.change(&name("s1._domainkey.example.fr"), RecordType::Txt, Gone::All, Vec::new()));
    refused(&REMOVING, "removes-key");
}

#[test]
fn nothing_stands_beside_an_alias() {
    kind!(BESIDE, |draft| draft.change(
        &name("www.example.fr"),
        RecordType::Txt,
        Gone::These(Vec::new()),
        vec![txt("a")]
    ));
    refused(&BESIDE, "alias");
    kind!(ALIAS, |draft| draft.change(
        &name("mail.example.fr"),
        RecordType::Cname,
        Gone::All,
        vec![RecordData::Cname(name("web.example.net"))]
    ));
    refused(&ALIAS, "occupied");
}

#[test]
fn what_is_not_there_is_not_replaced() {
    kind!(GONE, |draft| draft.replace_text(&name("example.fr"), &Txt::chunked("v=spf1 a -all"), "v=spf1 mx -all"));
    refused(&GONE, "gone");
}

#[test]
fn nothing_is_broken_or_made_worse() {
    // An include of nothing: SPF fails for everybody.
    kind!(BREAKING, |draft| draft.replace_text(
        &name("example.fr"),
        &Txt::chunked(SPF),
        "v=spf1 include:spf.letters.example ip4:192.0.2.25 include:nothing.example.net ~all"
    ));
    let plan = planned(&BREAKING, vec![stream("192.0.2.25", Some("s1"))]);
    assert_eq!(plan.refused.first().map(|refused| refused.why.id()), Some("breaks"), "{:?}", plan.refused);
}

#[test]
fn what_clears_nothing_is_not_proposed() {
    static IDLE: Kind = Kind {
        slug: "spf-type99",
        rules: &["SPF045"],
        propose: |case| {
            let finding = case.failing(&["SPF045"]).next();
            let draft = |finding| Draft::new(&IDLE).aims_at(finding);
            let idle = |draft: Draft| draft.change(&name("x.example.fr"), RecordType::Txt, Gone::All, vec![txt("a")]);
            finding.map(draft).map(idle).into_iter().collect()
        },
    };
    refused(&IDLE, "idle");
}
