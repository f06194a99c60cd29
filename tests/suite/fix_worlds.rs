//! Plans over worlds that nobody wrote by hand: random faults, and the zones of others.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use preflight::check::Judging;
use preflight::dns::From;
use preflight::dns::layered::Layered;
use preflight::facts::Subject;
use preflight::finding::Severity;
use preflight::fix::output::zone_patch::{Serial, ZoneText, patch};
use preflight::fix::{Change, Plan, Planning};
use preflight::name::{DomainName, Selector};
use preflight::predict::receivers::Receivers;
use preflight::report::{Levels, Report};
use preflight::review::{Mark, Review};
use preflight::stream::{MailFrom, Signature, Stream};
use preflight::zone::files::NoFiles;
use preflight::zone::{Zone, ZoneData};
use proptest::prelude::*;

use crate::support::suites;

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

/// The plan of a domain in a zone, on its own or with an own stream, after changes that are made already.
fn planned(zone: &Zone, domain: &DomainName, sends: bool, changes: &[Change]) -> (Report, Plan) {
    let mut zone = zone.clone();
    changes.iter().for_each(|change| zone.replace(&change.name, change.kind, change.ttl, &change.new));
    let source = Layered::new([ZoneData::new(&zone)], &[], From::Zone, None);
    let subject = Subject {
        domain: domain.clone(),
        selectors: Vec::new(),
        declared: if sends { vec![stream(domain)] } else { Vec::new() },
        zones: vec![Arc::new(zone)],
        blocklists: Arc::default(),
        as_of: "2026-11-21T00:00:00Z".parse().unwrap(),
    };
    let receivers = Receivers::default().default_set();
    let levels = Levels::new();
    let deadline = Duration::from_secs(60);
    let judging = Judging { receivers: &receivers, levels: &levels, volume: None, deadline };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let report = judging.report(&source, subject).await;
        let plan = Planning::new(judging).plan(&report, &source).await;
        (report, plan)
    })
}

fn stream(domain: &DomainName) -> Stream {
    let signature = Signature { domain: domain.clone(), selector: Selector::parse("s1").unwrap() };
    Stream {
        name: "own".to_owned(),
        declared: true,
        evidence: Vec::new(),
        mail_from: MailFrom::Mailbox { local: None, domain: domain.clone() },
        ips: vec!["192.0.2.25/32".parse().unwrap()],
        dkim: vec![signature],
        volume: Some(5_000),
        ..Stream::inferred(domain)
    }
}

fn changes(plan: &Plan) -> Vec<Change> {
    plan.fixes.iter().flat_map(|fix| fix.changes.clone()).collect()
}

/// What is an error in a report.
fn errors(report: &Report) -> BTreeSet<Mark> {
    let errors = report.findings().filter(|f| f.is_failure() && f.severity() == Severity::Error);
    errors.map(Mark::of).collect()
}

/// What must hold of any plan: nothing it is responsible for is worse, and it is done when it is done.
fn is_harmless(report: &Report, plan: &Plan) -> Result<(), String> {
    let Some(after) = plan.after.as_deref() else {
        return if plan.fixes.is_empty() { Ok(()) } else { Err("fixes without a proof".to_owned()) };
    };
    let revealed: BTreeSet<_> = plan.fixes.iter().flat_map(|fix| &fix.reveals).cloned().collect();
    // What was a warning is not added: a domain that takes mail again lacks its SPF record the more.
    let broken: BTreeSet<_> = report.findings().filter(|f| f.is_failure()).map(Mark::of).collect();
    let new: Vec<_> = errors(after).difference(&broken).filter(|mark| !revealed.contains(mark)).cloned().collect();
    if !new.is_empty() {
        return Err(format!("adds {new:?}"));
    }
    let review = Review::of(report, after);
    // A stream that shows only now fared no better while nobody saw it.
    if let Some(shift) = review.worse().find(|shift| shift.before.is_some()) {
        return Err(format!("worsens {shift:?}"));
    }
    for change in plan.fixes.iter().flat_map(|fix| &fix.changes) {
        let spf =
            change.new.iter().filter(|data| data.to_string().to_ascii_lowercase().starts_with("\"v=spf1 ")).count();
        if spf > 1 {
            return Err(format!("publishes {spf} SPF records: {change:?}"));
        }
    }
    let told: Vec<_> = plan.fixes.iter().filter(|fix| !fix.proved).map(|fix| &fix.id).collect();
    if plan.proved && !told.is_empty() { Err(format!("{told:?} are not proven, and the plan is")) } else { Ok(()) }
}

/// What a domain may have at each place, well or badly.
mod pieces {
    pub(super) const KEY: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1ZTkfWwgmz+xL6Ma/GeEFuZWpBE5YM21DcJUcws4WTSiV4ghwbwTsNU1zG4MUi3tr1/c7yAfhZEd1l5y6dzFADST+irUbBcFMsP3ZWgDB+6g7hnXQO2hbi9DcxpmWVea6/W4WC9wD24/oxgiCxwtvH0dlUeJ6fVAtd+O7sDtKSwEAyEYogZjQPqkGqNMZqvNS7AGzaMHMfdcw+BJ84B4YtjxVGG2haKZVp7u3WD2RtIM8xjyjmrngFLey+e/jT0jRck+iupVoU6HLlJvhWVd10ZBv5Bzdn1xuZ1Mm7PWeuWo1vmASavC69CrPfijGFQPxQgeVrqd+nTpNV2mswScRwIDAQAB";

    pub(super) const SPF: [&str; 22] = [
        "",
        "@ TXT \"v=spf1 ip4:192.0.2.25 ~all\"",
        "@ TXT \"v=spf1 mx -all\"",
        "@ TXT \"v=spf1 ipv4:192.0.2.25 ~all\"",
        "@ TXT \"v=spf1 ip4=192.0.2.25 ~all\"",
        "@ TXT \"v=spf1 ip4:192.0.2.25 - all\"",
        "@ TXT \"v=spf1 ip4:192.0.2.25, ip4:192.0.2.26 ~all\"",
        "@ TXT \"v=spf1 ip4:192.0.2.25\" \"include:spf.letters.example ~all\"",
        "@ TXT \"v=spf1 ip4:192.0.2.25 ~all\"\n@ TXT \"v=spf1 include:spf.letters.example ~all\"",
        "@ TXT \"v=spf1 ip4:192.0.2.25 ~all\"\n@ TXT \"v=spf1 mx -all\"",
        "@ TXT \"v=spf1 include:spf.gone.example ip4:192.0.2.25 ~all\"",
        "@ TXT \"v=spf1 ip4:192.0.2.25 +all\"",
        "@ TXT \"v=spf1 ip4:192.0.2.25 include:wide.example ~all\"",
        "@ TXT \"v=spf1 a mx a:h1 a:h2 ip4:192.0.2.25 ~all\"",
        "@ TXT \"v=spf1 a mx a:h1.@ a:h2.@ a:h3.@ a:h4.@ a:h5.@ a:h6.@ a:h7.@ a:h8.@ a:h9.@ ip4:192.0.2.25 ~all\"",
        "@ TXT \"v=spf1 a:h1.@ a:h2.@ a:h3.@ a:old.@ mx ip4:192.0.2.25 ~all\"",
        "@ TXT \"v=spf1 include:@ ip4:192.0.2.25 ~all\"",
        "@ TXT \"v=spf1 ip4:192.0.2.25 redirect=_spf.@\"",
        "@ TXT \"v=spf1; ip4:192.0.2.25 ~all\"",
        "@ SPF \"v=spf1 ip4:192.0.2.25 ~all\"",
        "_spf TXT \"v=spf1 ip4:192.0.2.25 ~all\"",
        "@ TXT \"v=spf1 ip4:192.0.2.99 -all\"",
    ];

    pub(super) const DKIM: [&str; 9] = [
        "",
        "s1._domainkey TXT \"v=DKIM1; k=rsa; p=#1\" \"#2\"",
        "s1._domainkey TXT \"v=DKIM1; k=rsa; p=#1\"\ns1._domainkey TXT \"#2\"",
        "s1._domainkey TXT \"#2\" \"v=DKIM1; k=rsa; p=#1\"",
        "s1._domainkey TXT \"v=DKIM1\\\\; k=rsa\\\\; p=#1\" \"#2\"",
        "s1._domainkey TXT \"k=rsa; v=DKIM1; p=#1\" \"#2\"",
        "s1._domainkey TXT \"v=DKIM1; k=rsa; p=#1\"",
        "s1._domainkey TXT \"v=DKIM1; k=rsa; p=\"",
        "s1._domainkey.@ TXT \"v=DKIM1; k=rsa; p=#1\" \"#2\"",
    ];

    pub(super) const DMARC: [&str; 14] = [
        "",
        "_dmarc TXT \"v=DMARC1; p=none; rua=mailto:d@@\"",
        "_dmarc TXT \"v=DMARC1; p=reject; rua=mailto:d@@\"",
        "_dmarc TXT \"v=DMARC1; p=rejct; rua=mailto:d@@\"",
        "_dmarc TXT \"v=DMARC1, p=quarantine, rua=mailto:d@@\"",
        "_dmarc TXT \"v=DMARC1; p=none; p=none\"",
        "_dmarc TXT \"v=DMARC1; p=none\"\n_dmarc TXT \"v=DMARC1; p=none; rua=mailto:d@@\"",
        "_dmarc TXT \"v=DMARC1; p=none\"\n_dmarc TXT \"v=DMARC1; p=reject\"",
        "_dmarc TXT \"p=reject; v=DMARC1\"",
        "_dmarc TXT \"v=DMARC1; p=reject; pct=20; rua=mailto:d@@\"",
        "_dmarc TXT \"v=DMARC1; p=none; rua=d@@\"",
        "_dmarc TXT \"v=DMARC1; p=none; rua=mailto:d@reports.example\"",
        "dmarc TXT \"v=DMARC1; p=none; rua=mailto:d@@\"",
        "_dmarc CNAME gone.example.",
    ];

    pub(super) const MX: [&str; 8] = [
        "@ MX 10 mail",
        "",
        "@ MX 0 .",
        "@ MX 0 .\n@ MX 10 mail",
        "@ MX 10 mail\n@ MX 20 dead",
        "@ MX 10 192.0.2.25.",
        "@ MX 10 mail.@",
        "@ MX 10 mx.gone.example.",
    ];
}

/// A zone of the root with a domain, its hosts and its providers.
fn world(spf: &str, dkim: &str, dmarc: &str, mx: &str) -> Zone {
    let (first, second) = pieces::KEY.split_at(200);
    let own = [spf, dkim, dmarc, mx].join("\n");
    let own = own.replace("#1", first).replace("#2", second);
    // `@` inside a text stands for the domain.
    let lines = own.lines().map(|line| match line.split_once([' ']) {
        Some((owner, rest)) => {
            let owner = if owner == "@" { "@".to_owned() } else { owner.replace(".@", ".example.fr") };
            format!(
                "{owner} {}\n",
                rest.replace("@@", "@example.fr").replace(".@", ".example.fr").replace(":@ ", ":example.fr ")
            )
        }
        None => format!("{line}\n"),
    });
    let hosts: String = (1..=9).map(|at| format!("h{at} A 192.0.2.{at}\n")).collect();
    let text = format!(
        "$TTL 3600\n. SOA ns.example. host.example. 1 7200 900 1209600 300\n$ORIGIN example.fr.\n{}{hosts}\
         mail A 192.0.2.25\n$ORIGIN .\n\
         25.2.0.192.in-addr.arpa. PTR mail.example.fr.\n\
         spf.letters.example. TXT \"v=spf1 ip4:203.0.113.0/27 -all\"\n\
         wide.example. TXT \"v=spf1 +all\"\n",
        lines.collect::<String>()
    );
    Zone::parse("world", text.as_bytes(), Some(&DomainName::root()), &NoFiles)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever is wrong at once: the plan adds no error and no refusal, and applied twice it changes nothing more.
    #[test]
    fn plans_do_no_harm_and_come_to_an_end(
        spf in proptest::sample::select(pieces::SPF.as_slice()),
        dkim in proptest::sample::select(pieces::DKIM.as_slice()),
        dmarc in proptest::sample::select(pieces::DMARC.as_slice()),
        mx in proptest::sample::select(pieces::MX.as_slice()),
        sends in any::<bool>(),
    ) {
        let zone = world(spf, dkim, dmarc, mx);
        let domain = name("example.fr");
        let (report, plan) = planned(&zone, &domain, sends, &[]);
        if let Err(why) = is_harmless(&report, &plan) {
            prop_assert!(false, "{why}\n{plan:#?}");
        }
        let (_, again) = planned(&zone, &domain, sends, &changes(&plan));
        prop_assert!(again.fixes.is_empty(), "{:#?}\nthen {:#?}", plan.fixes, again.fixes);
    }
}

#[derive(serde::Deserialize)]
struct Row {
    file: String,
    origin: String,
}

/// Zones that others publish: what can be mended is, the file still reads, and every other record is what it was,
/// byte for byte.
#[test]
fn public_zones_are_mended_without_touching_the_rest() {
    let Some(folder) = suites::folder().map(|suites| suites.join("zones")) else {
        return eprintln!("public suites not found: their zones were not mended (set PREFLIGHT_SUITES)");
    };
    let index = std::fs::read_to_string(folder.join("INDEX.jsonl")).unwrap();
    let rows: Vec<Row> = index.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mut mended, mut kinds, mut wrong) = (0, BTreeSet::new(), Vec::new());
    for Row { file, origin } in rows.iter().filter(|row| row.file.ends_with(".zone")) {
        let (path, origin) = (folder.join(file), name(origin));
        let bytes = std::fs::read(&path).unwrap();
        let zone = Zone::parse(file, &bytes, Some(&origin), &NoFiles);
        let (report, plan) = planned(&zone, &origin, false, &[]);
        if let Err(why) = is_harmless(&report, &plan) {
            wrong.push(format!("{file}: {why}"));
        }
        let planned_changes = changes(&plan);
        if planned_changes.is_empty() {
            continue;
        }
        mended += 1;
        kinds.extend(plan.fixes.iter().flat_map(|fix| &fix.parts).map(|part| part.kind.slug));
        let text = ZoneText { file, bytes: &bytes, origin: Some(&origin), files: &NoFiles };
        let patched = match patch(&text, &planned_changes, Serial::Keep) {
            Ok(patched) => patched,
            Err(error) => {
                wrong.push(format!("{file}: {error}"));
                continue;
            }
        };
        let after = Zone::parse(file, &patched.bytes, Some(&origin), &NoFiles);
        let touched = |owner: &DomainName, kind| planned_changes.iter().any(|c| c.name == *owner && c.kind == kind);
        let rest = |zone: &Zone| -> Vec<_> {
            let others = zone.records.iter().filter(|record| !touched(&record.owner, record.kind));
            others.map(ToString::to_string).collect()
        };
        if rest(&zone) != rest(&after) {
            wrong.push(format!("{file}: other records changed"));
        }
        let (_, again) = planned(&after, &origin, false, &[]);
        if !again.fixes.is_empty() {
            wrong.push(format!("{file}: not all was mended at once: {:?}", again.fixes));
        }
    }
    eprintln!("{mended} of {} public zones mended, by {kinds:?}", rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(mended > 0, "no zone had anything to mend");
}
