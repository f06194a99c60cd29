//! Reverse DNS and HELO: which addresses are looked at, and what streams know of theirs.

use std::time::Duration;

use futures_util::future::BoxFuture;
use preflight::checks::{self, CATALOGUE};
use preflight::cli::args::StreamArgs;
use preflight::cli::settings::Declared;
use preflight::dns::{Answer, FailureKind, Question, RecordType, Source};
use preflight::facts::address::{Family, Forward, Role, stands_for};
use preflight::facts::stream::{Open, StreamFacts};
use preflight::facts::{Facts, Subject};
use preflight::name::DomainName;
use preflight::rdns::HeloForm;
use preflight::report::json;
use preflight::stream::Stream;

use crate::support::world::World;

const REVERSE: &str = "25.2.0.192.in-addr.arpa";

/// The facts of `example.fr` in a world, with a stream from these addresses and with this greeting.
fn facts(source: &dyn Source, ips: &[&str], helo: Option<&str>) -> Facts {
    let domain = DomainName::parse("example.fr").unwrap();
    let args = StreamArgs {
        ip: ips.iter().map(|ip| (*ip).to_owned()).collect(),
        helo: helo.map(str::to_owned),
        ..StreamArgs::default()
    };
    let unsaid = || Stream { declared: true, ..Stream::inferred(&domain) };
    let declared = vec![Declared::of(&args).unwrap().stream(&domain).unwrap_or_else(unsaid)];
    let subject = Subject {
        domain,
        selectors: Vec::new(),
        declared,
        zones: Vec::new(),
        blocklists: [].into(),
        as_of: "2026-11-21T09:00:00Z".parse().unwrap(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(preflight::check::gather(source, subject, Duration::from_secs(60))).0
}

fn only(facts: &Facts) -> &StreamFacts {
    facts.streams.first().unwrap()
}

fn world(ptr: &[&str], forward: &[(&str, &str)]) -> World {
    let world = ptr.iter().fold(World::default(), |world, name| world.with(REVERSE, RecordType::Ptr, name));
    forward.iter().fold(world, |world, (name, address)| {
        let kind = if address.contains(':') { RecordType::Aaaa } else { RecordType::A };
        world.with(name, kind, address)
    })
}

/// `Some` of the one value, `None` for both; and whether a question hangs.
fn state(open: Open<bool>) -> (Option<bool>, bool) {
    (open.one().copied(), open.hanging.is_some())
}

#[test]
fn what_a_stream_knows_of_its_reverse_names() {
    const YES: (Option<bool>, bool) = (Some(true), false);
    const NO: (Option<bool>, bool) = (Some(false), false);
    const BOTH: (Option<bool>, bool) = (None, false);
    const HANGS: (Option<bool>, bool) = (None, true);
    let good = world(&["mail.example.fr."], &[("mail.example.fr", "192.0.2.25")]);
    let half = world(
        &["mail.example.fr.", "192-0-2-25.provider.example."],
        &[("mail.example.fr", "192.0.2.25"), ("192-0-2-25.provider.example", "192.0.2.25")],
    );
    let stranger = world(&["mail.example.fr."], &[("mail.example.fr", "192.0.2.26")]);
    let six = world(&["mail.example.fr."], &[("mail.example.fr", "2001:db8::25")]);
    let generic = world(&["192-0-2-25.provider.example."], &[("192-0-2-25.provider.example", "192.0.2.25")]);
    let silent = World::default().fail(REVERSE, RecordType::Ptr, FailureKind::Servfail);
    let no_forward = world(&["mail.example.fr."], &[]).fail("mail.example.fr.", RecordType::A, FailureKind::Timeout);
    let nothing = World::default();
    let sample = world(&[], &[]).with("1.2.0.192.in-addr.arpa", RecordType::Ptr, "a.example.fr.").with(
        "a.example.fr",
        RecordType::A,
        "192.0.2.1",
    );
    let one: &[&str] = &["192.0.2.25"];
    for (case, world, ips, present, confirmed, is_generic) in [
        ("all well", &good, one, YES, YES, NO),
        ("a second, default name", &half, one, YES, YES, BOTH),
        ("leads elsewhere", &stranger, one, YES, NO, NO),
        ("leads nowhere in this family", &six, one, YES, NO, NO),
        ("a default name", &generic, one, YES, YES, YES),
        ("no PTR", &nothing, one, NO, NO, NO),
        ("the reverse zone fails", &silent, one, HANGS, HANGS, HANGS),
        ("the name fails", &no_forward, one, YES, HANGS, NO),
        ("a second address without a name", &good, &["192.0.2.25", "192.0.2.26"], BOTH, BOTH, NO),
        ("no address", &good, &[], BOTH, BOTH, BOTH),
        ("a private address", &good, &["10.0.0.1"], BOTH, BOTH, BOTH),
        ("a network with a good sample", &sample, &["192.0.2.0/24"], YES, YES, NO),
        ("a network with a bad sample", &nothing, &["192.0.2.0/24"], BOTH, BOTH, NO),
        ("a small network with a bad sample", &nothing, &["192.0.2.16/28"], NO, NO, NO),
    ] {
        let facts = facts(world, ips, None);
        let stream = only(&facts);
        assert_eq!(state(stream.ptr_present(&facts)), present, "{case}: present");
        assert_eq!(state(stream.ptr_confirmed(&facts)), confirmed, "{case}: confirmed");
        assert_eq!(state(stream.ptr_generic(&facts)), is_generic, "{case}: generic");
    }
}

#[test]
fn what_a_stream_knows_of_its_greeting() {
    let world = world(
        &["mail.example.fr."],
        &[("mail.example.fr", "192.0.2.25"), ("www.example.fr", "192.0.2.80"), ("six.example.fr", "2001:db8::25")],
    )
    .fail("lost.example.fr", RecordType::A, FailureKind::Timeout);
    let one: &[&str] = &["192.0.2.25"];
    for (helo, ips, form, resolves, matches) in [
        ("mail.example.fr", one, HeloForm::Fqdn, (Some(true), false), (Some(true), false)),
        ("mail.example.fr", &["192.0.2.24/29"], HeloForm::Fqdn, (Some(true), false), (Some(true), false)),
        ("mail.example.fr", &["192.0.2.25", "192.0.2.26"], HeloForm::Fqdn, (Some(true), false), (None, false)),
        ("mail.example.fr", &[], HeloForm::Fqdn, (Some(true), false), (None, false)),
        ("www.example.fr", one, HeloForm::Fqdn, (Some(true), false), (Some(false), false)),
        ("six.example.fr", one, HeloForm::Fqdn, (Some(true), false), (Some(false), false)),
        ("none.example.fr", one, HeloForm::Fqdn, (Some(false), false), (Some(false), false)),
        ("lost.example.fr", one, HeloForm::Fqdn, (None, true), (None, true)),
        ("mail", one, HeloForm::SingleLabel, (Some(false), false), (Some(false), false)),
        ("[192.0.2.25]", one, HeloForm::Literal, (Some(false), false), (Some(true), false)),
    ] {
        let facts = facts(&world, ips, Some(helo));
        let stream = only(&facts);
        assert_eq!(stream.helo_form().one(), Some(&form), "{helo}");
        assert_eq!(state(stream.helo_resolves(&facts)), resolves, "{helo} {ips:?}: resolves");
        assert_eq!(state(stream.helo_matches(&facts)), matches, "{helo} {ips:?}: matches");
    }
    let facts = facts(&world, one, None);
    let stream = only(&facts);
    assert_eq!(stream.helo_form().values.len(), HeloForm::ALL.len());
    assert_eq!(
        (state(stream.helo_resolves(&facts)), state(stream.helo_matches(&facts))),
        ((None, false), (None, false))
    );
}

#[test]
fn the_family_of_a_stream() {
    let family = |ips: &[&str]| only(&facts(&World::default(), ips, None)).family().values;
    assert_eq!(family(&["192.0.2.25"]), [Family::Ipv4]);
    assert_eq!(family(&["2001:db8::/64"]), [Family::Ipv6]);
    assert_eq!(family(&["192.0.2.25", "2001:db8::25"]), [Family::Ipv4, Family::Ipv6]);
    assert_eq!(family(&[]), [Family::Ipv4, Family::Ipv6]);
}

#[test]
fn which_address_stands_for_a_network() {
    for (network, address) in [
        ("192.0.2.25/32", "192.0.2.25"),
        ("192.0.2.0/24", "192.0.2.1"),
        ("192.0.2.7/24", "192.0.2.7"),
        ("192.0.2.4/31", "192.0.2.4"),
        ("2001:db8::25/128", "2001:db8::25"),
        ("2001:db8::/64", "2001:db8::1"),
        ("2001:db8::/127", "2001:db8::"),
        ("0.0.0.0/0", "0.0.0.1"),
    ] {
        assert_eq!(stands_for(network.parse().unwrap()).to_string(), address, "{network}");
    }
}

#[test]
fn which_addresses_are_looked_at_and_why() {
    let world = World::default()
        .with("example.fr", RecordType::Mx, "10 mail.example.fr.")
        .with("example.fr", RecordType::Mx, "20 mx.provider.example.")
        .with("mail.example.fr", RecordType::A, "192.0.2.25")
        .with("mail.example.fr", RecordType::Aaaa, "2001:db8::25")
        .with("mx.provider.example", RecordType::A, "198.51.100.1")
        .with("example.fr", RecordType::A, "192.0.2.80")
        .with("out.provider.example", RecordType::A, "198.51.100.2")
        .txt(
            "example.fr",
            "v=spf1 a mx a:out.provider.example ip4:192.0.2.9 ip4:192.0.2.16/28 ip4:203.0.113.0/24 \
             ip6:2001:db8::9 ip4:10.0.0.1 -ip4:192.0.2.66 include:_spf.example.fr include:spf.provider.example -all",
        )
        .txt("_spf.example.fr", "v=spf1 ip4:192.0.2.10 -all")
        .txt("spf.provider.example", "v=spf1 ip4:198.51.100.3 -all");
    let facts = facts(&world, &["192.0.2.9", "203.0.113.0/24"], None);
    let found: Vec<_> = facts
        .addresses
        .iter()
        .map(|known| {
            let roles = known.sender.roles.iter().map(|role| match role {
                Role::Stream(_) => "stream",
                Role::Exchange => "mx",
                Role::Spf => "spf",
            });
            format!("{} {} {}", known.shown(), roles.collect::<Vec<_>>().join("+"), known.sender.declared)
        })
        .collect();
    assert_eq!(
        found,
        [
            "192.0.2.9 stream+spf true",
            "203.0.113.1 (203.0.113.0/24) stream true",
            "192.0.2.25 mx+spf false",
            "2001:db8::25 mx+spf false",
            "192.0.2.80 spf false",
            "192.0.2.17 spf false",
            "2001:db8::9 spf false",
            "192.0.2.10 spf false",
        ]
    );
}

/// A crafted record or reverse zone costs no more than the bounds allow.
#[test]
fn the_bounds_hold() {
    let list: Vec<String> = (0..200).map(|host| format!("ip4:192.0.2.{host}")).collect();
    let many = World::default().txt("example.fr", &format!("v=spf1 {} -all", list.join(" ")));
    assert_eq!(facts(&many, &[], None).addresses.len(), preflight::limits::SENDERS);

    let names: Vec<String> = (0..30).map(|at| format!("m{at:02}.example.fr.")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    // The name that leads back is behind the tenth: receivers do not get there either.
    let facts = facts(&world(&names, &[("m29.example.fr", "192.0.2.25")]), &["192.0.2.25"], None);
    let address = facts.addresses.first().unwrap();
    let beyond = address.names().iter().filter(|name| name.forward == Forward::Beyond).count();
    assert_eq!((address.names().len(), beyond), (30, 20));
    assert_eq!(address.is_confirmed(), Open::known(false));
}

/// A source that knows nothing of the reverse tree, as a zone file does.
struct WithoutReverse(World);

impl Source for WithoutReverse {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        match question.kind {
            RecordType::Ptr => Box::pin(std::future::ready(Answer::OutOfZone)),
            _ => self.0.ask(question),
        }
    }
}

/// What a zone file cannot say of an address is worth a word only when somebody named the address.
#[test]
fn a_zone_file_is_not_asked_for_reverse_names_that_nobody_named() {
    let world = || {
        let world = World::default().with("example.fr", RecordType::Mx, "10 mail.example.fr.");
        WithoutReverse(world.with("mail.example.fr", RecordType::A, "192.0.2.25"))
    };
    let open = |facts: &Facts| -> Vec<&str> {
        let own = CATALOGUE.iter().filter(|rule| rule.id.starts_with("RDNS"));
        own.filter(|rule| !checks::run(rule, facts).findings.is_empty()).map(|rule| rule.id).collect()
    };
    assert_eq!(open(&facts(&world(), &[], None)), Vec::<&str>::new());
    let named = open(&facts(&world(), &["192.0.2.25"], None));
    assert_eq!(named, ["RDNS001", "RDNS002", "RDNS003", "RDNS004", "RDNS005", "RDNS011"]);
}

/// Where nothing is known the report says null, not false.
#[test]
fn the_report_keeps_absent_and_unknown_apart() {
    let published = |world: &World| {
        let facts = facts(world, &["192.0.2.25"], None);
        let report = preflight::report::Report::new(
            facts,
            preflight::dns::Answers::default(),
            &[],
            &preflight::report::Levels::new(),
        );
        let texts = preflight::i18n::Texts::of(preflight::i18n::Lang::En);
        serde_json::to_value(json::report(&report, texts)).unwrap()["addresses"][0].clone()
    };
    let known = published(&world(&["mail.example.fr."], &[("mail.example.fr", "192.0.2.25")]));
    assert_eq!(known["ptr"], "mail.example.fr");
    assert_eq!(known["fcrdns"], true);
    assert_eq!(known["roles"], serde_json::json!(["stream:example.fr"]));
    assert_eq!(
        known["names"],
        serde_json::json!([{"name": "mail.example.fr", "fcrdns": true, "generic": false, "own": true}])
    );
    let absent = published(&World::default());
    assert_eq!(
        (&absent["ptr"], &absent["fcrdns"], &absent["names"]),
        (&serde_json::Value::Null, &false.into(), &serde_json::json!([]))
    );
    let unknown = published(&World::default().fail(REVERSE, RecordType::Ptr, FailureKind::Servfail));
    assert!(unknown["ptr"].is_null() && unknown["fcrdns"].is_null() && unknown["names"].is_null());
}

/// A record to publish is proposed when it is certain to be right, and only then.
#[test]
fn records_to_publish() {
    let proposed = |id: &str, world: &World, helo: Option<&str>| -> Vec<String> {
        let facts = facts(world, &["192.0.2.25"], helo);
        let checked = checks::run(checks::find(id).unwrap(), &facts);
        let evidence = checked.findings.iter().map(|finding| &finding.evidence);
        evidence
            .flat_map(|evidence| &evidence.publish)
            .map(|one| format!("{} {} {}", one.name, one.kind, one.data))
            .collect()
    };
    let unnamed = world(&[], &[("mail.example.fr", "192.0.2.25"), ("www.example.fr", "192.0.2.80")]);
    let ptr = format!("{REVERSE} PTR mail.example.fr.");
    assert_eq!(proposed("RDNS001", &unnamed, Some("mail.example.fr")), [ptr.as_str()]);
    assert_eq!(proposed("RDNS001", &unnamed, Some("www.example.fr")), Vec::<String>::new());
    assert_eq!(proposed("RDNS001", &unnamed, None), Vec::<String>::new());
    let exchange = unnamed.with("example.fr", RecordType::Mx, "10 mail.example.fr.");
    assert_eq!(proposed("RDNS001", &exchange, None), [ptr]);

    let own = world(&["mail.example.fr."], &[]);
    assert_eq!(proposed("RDNS002", &own, None), ["mail.example.fr A 192.0.2.25"]);
    let elsewhere = world(&["mail.example.fr."], &[("mail.example.fr", "192.0.2.26")]);
    assert_eq!(proposed("RDNS002", &elsewhere, None), Vec::<String>::new());
    assert_eq!(proposed("RDNS002", &world(&["mail.provider.example."], &[]), None), Vec::<String>::new());
}
