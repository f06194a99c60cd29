//! Streams that nobody declared: what DNS shows of them, and what follows; streams of a named provider.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use preflight::check;
use preflight::cli::args::StreamArgs;
use preflight::cli::settings::Declared;
use preflight::dmarc::Generation;
use preflight::dmarc::align::{Aligned, Verdict};
use preflight::dns::{FailureKind, RecordType, Source};
use preflight::facts::stream::StreamFacts;
use preflight::facts::{Facts, Subject};
use preflight::name::DomainName;
use preflight::predict::from_facts::situation;
use preflight::predict::receivers::Receivers;
use preflight::predict::{Certainty, Outcome, Prediction, predict};
use preflight::spf::outcome::SpfResult;
use preflight::stream::MailFrom;
use preflight::zone::files::NoFiles;
use preflight::zone::{Zone, ZoneData};

use crate::support::rounds::chain;
use crate::support::scripted::Scripted;
use crate::support::world::World;

/// A key of RFC 8463 appendix A.2.
const KEY: &str = "\"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"";

/// What every domain here has beside its senders.
const DMARC: &str = "_dmarc.example.fr TXT \"v=DMARC1; p=reject\"";

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

/// Lines `name TYPE data`, and the policy; `KEY` stands for a key.
fn world(lines: &[&str]) -> World {
    let lines: Vec<String> = lines.iter().chain([&DMARC]).map(|line| line.replace("KEY", KEY)).collect();
    World::of_lines(&lines)
}

fn subject() -> Subject {
    Subject {
        domain: name("example.fr"),
        selectors: Vec::new(),
        declared: Vec::new(),
        zones: Vec::new(),
        blocklists: [].into(),
        as_of: "2026-11-21T09:00:00Z".parse().unwrap(),
    }
}

fn gathered(source: &dyn Source, subject: Subject) -> Facts {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(check::gather(source, subject, Duration::from_secs(60))).0
}

fn facts(lines: &[&str]) -> Facts {
    gathered(&world(lines), subject())
}

fn names(facts: &Facts) -> Vec<&str> {
    facts.streams.iter().map(|one| one.stream.name.as_str()).collect()
}

fn stream<'a>(facts: &'a Facts, name: &str) -> &'a StreamFacts {
    facts.streams.iter().find(|one| one.stream.name == name).unwrap_or_else(|| panic!("{name}: {:?}", names(facts)))
}

fn mail_from(one: &StreamFacts) -> String {
    match &one.stream.mail_from {
        MailFrom::Mailbox { domain, .. } => domain.to_string(),
        MailFrom::Below(domain) => format!("below {domain}"),
        MailFrom::Null => "null".to_owned(),
        MailFrom::Unknown => "unknown".to_owned(),
    }
}

fn signatures(one: &StreamFacts) -> Vec<String> {
    one.stream.dkim.iter().map(|signature| format!("{}@{}", signature.selector, signature.domain)).collect()
}

fn networks(one: &StreamFacts) -> Vec<String> {
    one.stream.networks().map(ToString::to_string).collect()
}

/// Whether SPF is aligned; both generations agree here.
fn spf_aligned(facts: &Facts, stream: &str) -> Option<bool> {
    let alignments = facts.dmarc.streams.iter().find(|all| all.stream == stream).unwrap();
    alignments.spf.as_ref().map(|(_, both)| {
        assert_eq!(both.get(Generation::Rfc9989), both.get(Generation::Rfc7489));
        *both.get(Generation::Rfc9989) == Aligned::Yes
    })
}

fn dmarc(facts: &Facts, one: &StreamFacts) -> Verdict {
    let [new, old] = Generation::ALL.map(|generation| one.dmarc(facts, generation));
    assert_eq!(new, old);
    new
}

#[test]
fn mailchimp_bounces_at_home_and_signs_for_the_domain() {
    let facts = facts(&[
        "example.fr TXT \"v=spf1 include:servers.mcsv.net ~all\"",
        "servers.mcsv.net TXT \"v=spf1 ip4:198.51.100.0/24 ip4:203.0.113.0/24 ?all\"",
        "k2._domainkey.example.fr CNAME dkim2.mcsv.net.",
        "k3._domainkey.example.fr CNAME dkim3.mcsv.net.",
        "dkim2.mcsv.net TXT KEY",
        "dkim3.mcsv.net TXT KEY",
    ]);
    assert_eq!(names(&facts), ["mailchimp"]);
    let one = stream(&facts, "mailchimp");
    assert!(!one.stream.declared && one.stream.volume.is_none() && one.stream.ips.is_empty());
    let evidence: Vec<_> = one.stream.evidence.iter().map(DomainName::as_str).collect();
    assert_eq!(evidence, ["servers.mcsv.net", "k2._domainkey.example.fr"]);
    assert_eq!(mail_from(one), "below mcsv.net");
    assert_eq!((one.spf(&facts).one(), spf_aligned(&facts, "mailchimp")), (Some(&SpfResult::Pass), Some(false)));
    assert_eq!(signatures(one), ["k2@example.fr", "k3@example.fr"]);
    assert_eq!(one.dkim(&facts).one(), Some(&true));
    assert_eq!(dmarc(&facts, one), Verdict::Pass);
    assert_eq!(one.assumes(&facts), ["mail_from:mcsv.net", "dkim:k2", "dkim:k3"]);
}

#[test]
fn brevo_bounces_at_home_unless_the_brand_has_a_name() {
    let zone = "_dmarc.example.fr. 300 TXT \"v=DMARC1; p=reject\"
example.fr. 300 TXT \"v=spf1 include:spf.brevo.com -all\"
spf.brevo.com. 300 TXT \"v=spf1 ip4:198.51.100.0/24 -all\"
brevo1._domainkey.example.fr. 300 CNAME b1.example-fr.dkim.brevo.com.
b1.example-fr.dkim.brevo.com. 300 TXT KEY
. 300 SOA ns.example. hostmaster.example. 1 7200 900 1209600 300
";
    let brand = "news.example.fr. 300 CNAME r1.brand.brevosend.com.
r1.brand.brevosend.com. 300 TXT \"v=spf1 ip4:198.51.100.0/24 -all\"
";
    let of = |text: String| {
        let text = text.replace("KEY", KEY);
        let zone = Zone::parse("example.zone", text.as_bytes(), Some(&DomainName::root()), &NoFiles);
        assert!(zone.errors.is_empty(), "{:?}", zone.errors);
        let source = ZoneData::new(&zone);
        gathered(&source, Subject { zones: vec![Arc::new(zone)], ..subject() })
    };
    let without = of(zone.to_owned());
    let one = stream(&without, "brevo");
    assert_eq!((mail_from(one), spf_aligned(&without, "brevo")), ("below brevosend.com".to_owned(), Some(false)));
    assert_eq!(signatures(one), ["brevo1@example.fr"]);

    let with = of(format!("{zone}{brand}"));
    let one = stream(&with, "brevo");
    assert_eq!((mail_from(one), spf_aligned(&with, "brevo")), ("news.example.fr".to_owned(), Some(true)));
    assert_eq!(one.spf(&with).one(), Some(&SpfResult::Pass));
    assert_eq!(one.assumes(&with), ["include:r1.brand.brevosend.com", "dkim:brevo1"]);
}

const MAILJET: [&str; 3] = [
    "example.fr TXT \"v=spf1 include:spf.mailjet.com -all\"",
    "spf.mailjet.com TXT \"v=spf1 ip4:198.51.100.0/24 -all\"",
    "mailjet._domainkey.example.fr TXT KEY",
];

#[test]
fn mailjet_has_a_return_path_that_can_be_asked_for() {
    let shown = [
        &MAILJET[..],
        &["bnc3.example.fr CNAME bnc3.mailjet.com.", "bnc3.mailjet.com TXT \"v=spf1 include:spf.mailjet.com -all\""],
    ]
    .concat();
    let with = facts(&shown);
    let one = stream(&with, "mailjet");
    assert_eq!((mail_from(one), spf_aligned(&with, "mailjet")), ("bnc3.example.fr".to_owned(), Some(true)));
    assert_eq!((one.spf(&with).one(), networks(one)), (Some(&SpfResult::Pass), vec!["198.51.100.0/24".to_owned()]));
    assert_eq!(one.assumes(&with), ["include:spf.mailjet.com", "dkim:mailjet"]);

    let without = facts(&MAILJET);
    assert_eq!(mail_from(stream(&without, "mailjet")), "below mailjet.com");
}

#[test]
fn a_return_path_nobody_answers_for_is_unknown() {
    let world = world(&MAILJET).fail("bnc3.example.fr", RecordType::Mx, FailureKind::Servfail);
    let facts = gathered(&world, subject());
    let one = stream(&facts, "mailjet");
    assert_eq!((mail_from(one), spf_aligned(&facts, "mailjet")), ("unknown".to_owned(), None));
    assert_eq!(one.spf(&facts).one(), None);
    assert_eq!(one.dmarc(&facts, Generation::Rfc9989), Verdict::Pass, "the signature is enough");
}

#[test]
fn ses_shows_its_custom_mail_from() {
    let facts = facts(&[
        "example.fr A 192.0.2.80",
        "example.fr TXT \"v=spf1 include:amazonses.com -all\"",
        "amazonses.com TXT \"v=spf1 ip4:198.51.100.0/24 ip4:203.0.113.0/24 -all\"",
        "mail.example.fr MX 10 feedback-smtp.eu-west-1.amazonses.com.",
        "feedback-smtp.eu-west-1.amazonses.com A 198.51.100.9",
        "mail.example.fr TXT \"v=spf1 include:amazonses.com ~all\"",
    ]);
    assert_eq!(names(&facts), ["amazon-ses"]);
    let one = stream(&facts, "amazon-ses");
    assert_eq!((mail_from(one), spf_aligned(&facts, "amazon-ses")), ("mail.example.fr".to_owned(), Some(true)));
    assert_eq!(one.spf(&facts).one(), Some(&SpfResult::Pass));
    assert_eq!((signatures(one).len(), one.dkim(&facts).one()), (0, None), "its selectors cannot be guessed");
}

#[test]
fn resend_sends_through_ses_and_is_not_taken_for_it() {
    let facts = facts(&[
        "resend._domainkey.example.fr TXT KEY",
        "send.example.fr MX 10 feedback-smtp.eu-west-1.amazonses.com.",
        "send.example.fr TXT \"v=spf1 include:amazonses.com ~all\"",
        "amazonses.com TXT \"v=spf1 ip4:198.51.100.0/24 -all\"",
        "example.fr MX 10 mx.example.fr.",
        "mx.example.fr A 192.0.2.25",
    ]);
    assert_eq!(names(&facts), ["resend"]);
    let one = stream(&facts, "resend");
    assert_eq!((mail_from(one), signatures(one)), ("send.example.fr".to_owned(), vec!["resend@example.fr".to_owned()]));
}

const GOOGLE: [&str; 7] = [
    "example.fr MX 1 smtp.google.com.",
    "smtp.google.com A 198.51.100.25",
    "example.fr TXT \"v=spf1 include:_spf.google.com ~all\"",
    "_spf.google.com TXT \"v=spf1 include:_netblocks.google.com include:_netblocks2.google.com ~all\"",
    "_netblocks.google.com TXT \"v=spf1 ip4:198.51.100.0/24 ip4:192.0.2.0/24 ~all\"",
    "_netblocks2.google.com TXT \"v=spf1 ip6:2001:db8:1::/48 ~all\"",
    "google._domainkey.example.fr TXT KEY",
];

#[test]
fn google_sends_in_the_domain_s_own_name_from_its_include() {
    let facts = facts(&GOOGLE);
    assert_eq!(names(&facts), ["google"]);
    let one = stream(&facts, "google");
    assert_eq!(mail_from(one), "example.fr");
    assert_eq!(networks(one), ["198.51.100.0/24", "2001:db8:1::/48"]);
    assert_eq!((one.spf(&facts).one(), spf_aligned(&facts, "google")), (Some(&SpfResult::Pass), Some(true)));
    assert_eq!(one.assumes(&facts), ["include:_spf.google.com", "dkim:google"]);
    assert_eq!(dmarc(&facts, one), Verdict::Pass);
    let rules = Receivers::default().all();
    let predictions = predict(&situation(&facts, one), &rules, "2026-11-21".parse().unwrap());
    let refuses = |one: &&Prediction| one.outcome == Outcome::Reject && one.certainty == Certainty::Certain;
    assert_eq!(predictions.iter().find(refuses), None);
}

#[test]
fn different_ends_of_an_include_leave_both_results_open() {
    let mut lines = GOOGLE.to_vec();
    lines[2] = "example.fr TXT \"v=spf1 -ip4:198.51.100.0/24 include:_spf.google.com ~all\"";
    let facts = facts(&lines);
    let spf = stream(&facts, "google").spf(&facts);
    assert_eq!(spf.values, [SpfResult::Pass, SpfResult::Fail]);
    assert!(spf.hanging.is_none());
}

#[test]
fn a_provider_past_the_tenth_lookup_gets_the_permerror() {
    let others: Vec<String> = (0..10).map(|n| format!("s{n}.test TXT \"v=spf1 -all\"")).collect();
    let includes: String = (0..10).map(|n| format!("include:s{n}.test ")).collect();
    let record = format!("example.fr TXT \"v=spf1 {includes}include:_spf.google.com ~all\"");
    let mut lines = GOOGLE.to_vec();
    lines[2] = &record;
    lines.extend(others.iter().map(String::as_str));
    let facts = facts(&lines);
    let one = stream(&facts, "google");
    assert_eq!(one.spf(&facts).one(), Some(&SpfResult::Permerror));
    assert_eq!(dmarc(&facts, one), Verdict::Pass, "the signature is enough");
}

#[test]
fn microsoft_is_known_by_the_mail_exchange_and_the_keys() {
    let facts = facts(&[
        "example.fr MX 0 example-fr.mail.protection.outlook.com.",
        "example-fr.mail.protection.outlook.com A 198.51.100.25",
        "selector1._domainkey.example.fr CNAME selector1-example-fr._domainkey.example.onmicrosoft.com.",
        "selector1-example-fr._domainkey.example.onmicrosoft.com TXT KEY",
        "example.fr TXT \"v=spf1 include:spf.protection.outlook.com -all\"",
        "spf.protection.outlook.com TXT \"v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::/32 -all\"",
    ]);
    assert_eq!(names(&facts), ["microsoft365"]);
    let one = stream(&facts, "microsoft365");
    assert_eq!((mail_from(one), signatures(one)), ("example.fr".to_owned(), vec!["selector1@example.fr".to_owned()]));
    assert_eq!(one.spf(&facts).one(), Some(&SpfResult::Pass));
}

#[test]
fn klaviyo_shows_below_send_alone() {
    let facts = facts(&[
        "example.fr MX 10 mx.example.fr.",
        "mx.example.fr A 192.0.2.25",
        "send.example.fr CNAME klaviyodns.com.",
        "klaviyodns.com TXT \"v=spf1 include:spf.klaviyodns.com -all\"",
        "spf.klaviyodns.com TXT \"v=spf1 ip4:198.51.100.0/24 -all\"",
        "kl._domainkey.send.example.fr CNAME dkim1.klaviyodns.com.",
        "dkim1.klaviyodns.com TXT KEY",
    ]);
    assert_eq!(names(&facts), ["klaviyo"]);
    let one = stream(&facts, "klaviyo");
    assert_eq!(
        (mail_from(one), signatures(one)),
        ("send.example.fr".to_owned(), vec!["kl@send.example.fr".to_owned()])
    );
    assert_eq!((one.spf(&facts).one(), dmarc(&facts, one)), (Some(&SpfResult::Pass), Verdict::Pass));
}

#[test]
fn ovh_and_the_domain_s_own_server_are_two_streams() {
    let facts = facts(&[
        "example.fr MX 1 mx1.mail.ovh.net.",
        "mx1.mail.ovh.net A 198.51.100.25",
        "example.fr TXT \"v=spf1 ip4:192.0.2.25 a:web.example.fr mx include:mx.ovh.com ~all\"",
        "web.example.fr A 192.0.2.80",
        "mx.ovh.com TXT \"v=spf1 ip4:198.51.100.0/24 -all\"",
    ]);
    assert_eq!(names(&facts), ["ovh", "example.fr"]);
    assert_eq!(mail_from(stream(&facts, "ovh")), "example.fr");
    assert_eq!(
        (networks(stream(&facts, "ovh")), stream(&facts, "ovh").dkim(&facts).one()),
        (vec!["198.51.100.0/24".to_owned()], None)
    );
    let own = stream(&facts, "example.fr");
    assert_eq!(networks(own), ["192.0.2.25/32", "192.0.2.80/32"], "the hosts of the mail exchange are the provider's");
    assert_eq!((own.spf(&facts).one(), own.dkim(&facts).one()), (Some(&SpfResult::Pass), None));
    assert!(own.assumes(&facts).is_empty() && own.stream.provider.is_none());
}

#[test]
fn one_medium_trace_is_not_enough_and_two_are() {
    let include = [
        "example.fr TXT \"v=spf1 include:_spf.mail.hostinger.com ~all\"",
        "_spf.mail.hostinger.com TXT \"v=spf1 ip4:198.51.100.0/24 -all\"",
        "example.fr MX 10 mx.example.net.",
        "mx.example.net A 192.0.2.25",
    ];
    let one = facts(&include);
    assert_eq!(names(&one), ["example.fr"]);
    assert!(one.streams[0].stream.ips.is_empty(), "nothing is known of it");
    let key = "hostingermail-a._domainkey.example.fr CNAME hostingermail-a.dkim.mail.hostinger.com.";
    let target = "hostingermail-a.dkim.mail.hostinger.com TXT KEY";
    let two = facts(&[&include[..], &[key, target]].concat());
    assert_eq!(names(&two), ["hostinger"]);
}

#[test]
fn traces_of_low_confidence_never_make_a_stream() {
    let facts = facts(&[
        "example.fr TXT \"v=spf1 include:spf.sarbacane.com ~all\"",
        "spf.sarbacane.com TXT \"v=spf1 ip4:198.51.100.0/24 -all\"",
        "sarbacane._domainkey.example.fr TXT KEY",
    ]);
    assert_eq!(names(&facts), ["example.fr"]);
}

#[test]
fn the_exchange_of_a_filter_is_no_sender() {
    let inbound = [
        "example.fr MX 10 d1a.ess.barracudanetworks.com.",
        "d1a.ess.barracudanetworks.com A 198.51.100.25",
        "example.fr TXT \"v=spf1 ip4:192.0.2.25 -all\"",
    ];
    assert_eq!(names(&facts(&inbound)), ["example.fr"]);
    let mut outbound = inbound;
    outbound[2] = "example.fr TXT \"v=spf1 include:spf.ess.barracudanetworks.com -all\"";
    assert_eq!(names(&facts(&outbound)), ["barracuda"]);
}

#[test]
fn what_a_provider_includes_is_its_own_affair() {
    let facts = facts(&[
        "example.fr A 192.0.2.80",
        "example.fr TXT \"v=spf1 include:spf.mailjet.com -all\"",
        "spf.mailjet.com TXT \"v=spf1 include:sendgrid.net -all\"",
        "sendgrid.net TXT \"v=spf1 ip4:198.51.100.0/24 -all\"",
    ]);
    assert_eq!(names(&facts), ["mailjet"]);
}

#[test]
fn who_holds_a_record_for_the_domain_sends_nothing() {
    let facts = facts(&[
        "example.fr A 192.0.2.80",
        "example.fr TXT \"v=spf1 include:%{i}._ip.%{h}._ehlo.%{d}._spf.vali.email include:1._spf.easydmarc.test -all\"",
        "1._spf.easydmarc.test TXT \"v=spf1 include:spf.mailjet.com -all\"",
        "spf.mailjet.com TXT \"v=spf1 ip4:198.51.100.0/24 -all\"",
    ]);
    assert_eq!(names(&facts), ["mailjet"]);
}

#[test]
fn a_domain_that_does_not_send_has_no_streams() {
    let facts = facts(&["example.fr TXT \"v=spf1 -all\"", "example.fr MX 0 ."]);
    assert!(facts.is_not_sending() && facts.streams.is_empty());
}

fn declared(lines: &[&str], args: StreamArgs) -> Facts {
    let stream = Declared::of(&args).unwrap().stream(&name("example.fr")).unwrap();
    gathered(&world(lines), Subject { declared: vec![stream], ..subject() })
}

#[test]
fn a_named_provider_fills_what_was_not_given() {
    let provider = |id: &str| StreamArgs { provider: Some(id.to_owned()), ..StreamArgs::default() };
    let google = declared(&GOOGLE, provider("google"));
    let one = stream(&google, "example.fr");
    assert!(one.stream.declared);
    assert_eq!((mail_from(one), signatures(one)), ("example.fr".to_owned(), vec!["google@example.fr".to_owned()]));
    assert_eq!((one.spf(&google).one(), one.stream.ips.len()), (Some(&SpfResult::Pass), 0));

    // A record that does not let it pass.
    let mut lines = GOOGLE.to_vec();
    lines[2] = "example.fr TXT \"v=spf1 ip4:203.0.113.7 -all\"";
    let missing = declared(&lines, provider("Google Workspace"));
    assert_eq!(stream(&missing, "example.fr").spf(&missing).one(), Some(&SpfResult::Fail));

    // What was given stays.
    let given =
        StreamArgs { mail_from: Some("b.example.fr".into()), ip: vec!["192.0.2.1".into()], ..provider("mailjet") };
    let kept = declared(&MAILJET, given);
    let one = stream(&kept, "example.fr");
    assert_eq!((mail_from(one), networks(one)), ("b.example.fr".to_owned(), vec!["192.0.2.1/32".to_owned()]));
    assert_eq!(signatures(one), ["mailjet@example.fr"]);
}

#[test]
fn a_provider_that_signs_itself_passes_and_is_not_aligned() {
    let args = StreamArgs { provider: Some("brevo".to_owned()), ..StreamArgs::default() };
    let mut stream = Declared::of(&args).unwrap().stream(&name("example.fr")).unwrap();
    stream.provider_signs = true;
    let facts = gathered(&world(&[]), Subject { declared: vec![stream], ..subject() });
    let one = &facts.streams[0];
    assert_eq!((one.spf(&facts).one(), one.dkim(&facts).one()), (Some(&SpfResult::Pass), Some(&true)));
    assert_eq!(dmarc(&facts, one), Verdict::Fail);
    assert_eq!(one.assumes(&facts), ["mail_from:brevosend.com", "signs:brevosend.com"]);
}

/// Inference adds no round of its own where everything shows at the domain, and asks nothing twice.
#[test]
fn inference_holds_nothing_up() {
    let world = world(&GOOGLE);
    let args = StreamArgs { ip: vec!["198.51.100.7".into()], selector: vec!["google".into()], ..StreamArgs::default() };
    let declared = Declared::of(&args).unwrap().stream(&name("example.fr")).unwrap();
    let (declared, _) = chain(&world, &Subject { declared: vec![declared], ..subject() });
    let (inferred, answers) = chain(&world, &subject());
    assert!(inferred <= declared, "{inferred} rounds instead of {declared}");

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let source = Scripted::new(world, Duration::from_millis(20));
        check::gather(&source, subject(), Duration::from_secs(60)).await;
        let asked: Vec<_> = source.asked().into_iter().map(|(question, _)| question).collect();
        assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), asked.len(), "asked twice");
        assert_eq!(asked.len(), answers.len());
    });
}
