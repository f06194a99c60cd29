//! The overlay: each sentence of the contract of `--zone`, `--set`, `--unset` and `--offline`.
//!
//! Edits are tried over three sources that hold the same data: a zone file, a live DNS (a world in
//! memory that expands wildcards as an authority does), and a recording of it, read back from JSON.

// Helpers of tests may panic as tests may.
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stderr)]

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use preflight::dns::layered::{Edit, Layered};
use preflight::dns::recorded::{Recorder, Recording, Replay};
use preflight::dns::{Answer, FailureKind, From, Question, RecordType, Source};
use preflight::name::DomainName;
use preflight::zone::files::NoFiles;
use preflight::zone::{Zone, ZoneData};

use crate::support::world::World;

const ZONE: &str = r#"$ORIGIN example.fr.
$TTL 300
@ SOA ns.example.net. host 1 2 3 4 600
@ NS ns.example.net.
@ MX 10 mx
@ TXT "v=spf1 -all"
* TXT wild
* A 192.0.2.9
mx A 192.0.2.1
solo TXT alone
same A 192.0.2.9
duo TXT one
duo A 192.0.2.2
top TXT top
_dmarc.top TXT below
www CNAME web.example.net.
"#;

/// The same without wildcards.
const PLAIN: &str = r#"$ORIGIN plain.fr.
$TTL 300
@ SOA ns.example.net. host 1 2 3 4 600
@ NS ns.example.net.
solo TXT alone
a.b TXT leaf
www CNAME web.example.net.
"#;

fn outside() -> World {
    World::default().with("web.example.net", RecordType::A, "192.0.2.80").txt("web.example.net", "web")
}

fn zone(text: &str) -> ZoneData {
    let zone = Zone::parse("test.zone", text.as_bytes(), None, &NoFiles);
    assert_eq!(zone.errors, []);
    ZoneData::new(&zone)
}

/// A live DNS: the world, and wildcards as RFC 4592 has them.
#[derive(Clone)]
struct Live(World);

impl Live {
    /// What a resolver sees of these zones.
    fn of(texts: &[&str]) -> Self {
        let mut world = outside();
        for text in texts {
            for record in Zone::parse("test.zone", text.as_bytes(), None, &NoFiles).records {
                world.add(record.owner.as_str(), record.kind, record.data);
            }
        }
        Self(world)
    }

    fn answer(&self, question: &Question) -> Answer {
        let answer = self.0.answer(question);
        if !matches!(&answer, Answer::NxDomain(negative) if negative.chain.is_empty()) {
            return answer;
        }
        let exists = |name: &DomainName| {
            !matches!(self.0.answer(&Question::new(name.clone(), RecordType::Soa)), Answer::NxDomain(_))
        };
        let encloser = std::iter::successors(question.name.parent(), DomainName::parent).find(exists);
        let Some(Ok(wildcard)) = encloser.map(|name| name.wildcard()) else { return answer };
        match self.0.answer(&Question::new(wildcard, question.kind)) {
            Answer::Records(mut set) => {
                set.records.iter_mut().for_each(|record| record.name = question.name.clone());
                Answer::Records(set)
            }
            other => other,
        }
    }
}

impl Source for Live {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(std::future::ready(self.answer(question)))
    }
}

fn question(text: &str) -> Question {
    let (name, kind) = text.split_once(' ').unwrap();
    Question::new(DomainName::parse(name).unwrap(), RecordType::parse(kind).unwrap())
}

/// `+NAME TYPE DATA` sets, `-NAME TYPE` unsets.
fn edits(texts: &[&str]) -> Vec<Edit> {
    let edit = |text: &&str| match text.strip_prefix('-') {
        Some(text) => Edit::parse_unset(text).unwrap(),
        None => Edit::parse_set(text.strip_prefix('+').unwrap()).unwrap(),
    };
    texts.iter().map(edit).collect()
}

fn ask(source: &dyn Source, text: &str) -> Answer {
    source.ask(&question(text)).now_or_never().expect("these sources never wait")
}

fn show(answer: &Answer) -> String {
    let chain: String = answer.chain().iter().map(|name| format!("{name} > ")).collect();
    let end = match answer {
        Answer::Records(set) => {
            set.records.iter().map(|record| record.data.to_string()).collect::<Vec<_>>().join(" | ")
        }
        Answer::NoData(_) => "nodata".into(),
        Answer::NxDomain(_) => "nxdomain".into(),
        Answer::Failed(failure) => failure.kind.to_string(),
        Answer::OutOfZone => "out_of_zone".into(),
    };
    format!("{chain}{end}")
}

/// Asks over a zone file, over live DNS, and over a recording of that.
fn check(edit: &[&str], cases: &[(&str, &str)]) {
    let edits = edits(edit);
    let over_zone = Layered::new([zone(ZONE), zone(PLAIN)], &edits, From::Set, Some(Box::new(Live(outside()))));
    let recorder = Arc::new(Recorder::new(Live::of(&[ZONE, PLAIN])));
    let over_live = Layered::new([], &edits, From::Set, Some(Box::new(Arc::clone(&recorder))));
    for (text, expected) in cases {
        assert_eq!(show(&ask(&over_zone, text)), *expected, "{text} over a zone with {edit:?}");
        assert_eq!(show(&ask(&over_live, text)), *expected, "{text} over live DNS with {edit:?}");
    }
    let mut written = Vec::new();
    recorder.recording("2026-11-21T09:00:00Z".parse().unwrap()).write(&mut written).unwrap();
    let replay = Replay::new(Recording::parse(&written).unwrap());
    let over_replay = Layered::new([], &edits, From::Set, Some(Box::new(replay)));
    for (text, expected) in cases {
        assert_eq!(show(&ask(&over_replay, text)), *expected, "{text} over a recording with {edit:?}");
    }
}

#[test]
fn without_edits_all_three_say_the_same() {
    check(
        &[],
        &[
            ("example.fr MX", "10 mx.example.fr."),
            ("x.example.fr TXT", r#""wild""#),
            ("x.example.fr MX", "nodata"),
            ("x.solo.example.fr TXT", "nxdomain"),
            ("www.example.fr A", "web.example.net > 192.0.2.80"),
            ("b.plain.fr TXT", "nodata"),
            ("x.plain.fr TXT", "nxdomain"),
        ],
    );
}

#[test]
fn inside_its_cut_the_file_is_final() {
    let live = Live(outside().txt("x.plain.fr", "live").txt("b.plain.fr", "live").with(
        "solo.plain.fr",
        RecordType::Mx,
        "10 live.example.",
    ));
    let layered = Layered::new([zone(PLAIN)], &[], From::Set, Some(Box::new(live)));
    assert_eq!(show(&ask(&layered, "x.plain.fr TXT")), "nxdomain");
    assert_eq!(show(&ask(&layered, "solo.plain.fr MX")), "nodata");
    assert_eq!(show(&ask(&layered, "b.plain.fr TXT")), "nodata");
    let answer = ask(&layered, "solo.plain.fr TXT");
    assert_eq!(answer.records()[0].location.as_ref().map(ToString::to_string).as_deref(), Some("test.zone:5:1"));
}

#[test]
fn below_a_delegation_and_outside_the_next_source_answers() {
    let text = format!("{PLAIN}sub NS ns.sub\nns.sub A 192.0.2.53\n");
    let live = Live(outside().txt("sub.plain.fr", "child").with("ns.sub.plain.fr", RecordType::A, "192.0.2.54"));
    let layered = Layered::new([zone(&text)], &[], From::Set, Some(Box::new(live)));
    assert_eq!(show(&ask(&layered, "sub.plain.fr TXT")), r#""child""#);
    assert_eq!(show(&ask(&layered, "ns.sub.plain.fr A")), "192.0.2.54");
    assert_eq!(show(&ask(&layered, "x.sub.plain.fr A")), "nxdomain");
    assert_eq!(show(&ask(&layered, "web.example.net TXT")), r#""web""#);
}

#[test]
fn a_cname_that_leaves_is_followed_there_and_back() {
    let text = format!("{PLAIN}out CNAME back.example.net.\n");
    let live = Live(
        outside()
            .with("back.example.net", RecordType::Cname, "solo.plain.fr.")
            .txt("solo.plain.fr", "what live DNS still has")
            .with("far.example.net", RecordType::Cname, "back.example.net."),
    );
    let layered = Layered::new([zone(&text)], &[], From::Set, Some(Box::new(live)));
    assert_eq!(show(&ask(&layered, "www.plain.fr A")), "web.example.net > 192.0.2.80");
    assert_eq!(show(&ask(&layered, "out.plain.fr TXT")), r#"back.example.net > solo.plain.fr > "alone""#);
    assert_eq!(show(&ask(&layered, "far.example.net TXT")), r#"back.example.net > solo.plain.fr > "alone""#);
    assert_eq!(show(&ask(&layered, "far.example.net MX")), "back.example.net > solo.plain.fr > nodata");
}

#[test]
fn behind_a_cname_of_ours_nothing_is_authenticated() {
    struct Validating(Live);
    impl Source for Validating {
        fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
            let mut answer = self.0.answer(question);
            if let Answer::Records(set) = &mut answer {
                set.authenticated = true;
            }
            Box::pin(std::future::ready(answer))
        }
    }
    let layered = Layered::new([zone(PLAIN)], &[], From::Set, Some(Box::new(Validating(Live(outside())))));
    let authenticated = |text| matches!(ask(&layered, text), Answer::Records(set) if set.authenticated);
    assert!(authenticated("web.example.net A"));
    assert!(!authenticated("www.plain.fr A"));
}

#[test]
fn a_chain_over_two_layers_that_never_ends() {
    let text = format!("{PLAIN}l CNAME l.example.net.\n");
    let live = Live(outside().with("l.example.net", RecordType::Cname, "l.plain.fr."));
    let layered = Layered::new([zone(&text)], &[], From::Set, Some(Box::new(live)));
    assert_eq!(show(&ask(&layered, "l.plain.fr A")), "l.example.net > cname_loop");
    check(
        &["+l.plain.fr CNAME m.example.net", "+m.example.net CNAME l.plain.fr"],
        &[("l.plain.fr A", "m.example.net > cname_loop")],
    );
    let long: Vec<String> = (0..20).map(|n| format!("+c{n}.plain.fr CNAME c{}.plain.fr", n + 1)).collect();
    let long = edits(&long.iter().map(String::as_str).collect::<Vec<_>>());
    let layered = Layered::new([], &long, From::Set, None);
    assert!(show(&ask(&layered, "c0.plain.fr A")).ends_with("cname_loop"));
}

#[test]
fn offline_what_the_zone_cannot_say_is_out_of_zone() {
    let text = format!("{PLAIN}sub NS ns.sub\n");
    let layered = Layered::new([zone(&text)], &edits(&["+new.example CNAME solo.plain.fr"]), From::Set, None);
    for outside in ["www.plain.fr A", "x.sub.plain.fr A", "example.com TXT"] {
        assert_eq!(show(&ask(&layered, outside)), "out_of_zone", "{outside}");
    }
    assert_eq!(show(&ask(&layered, "x.plain.fr A")), "nxdomain");
    assert_eq!(show(&ask(&layered, "new.example TXT")), r#"solo.plain.fr > "alone""#);
}

#[test]
fn set_replaces_the_whole_set() {
    check(
        &["+example.fr MX 20 a.example.net", "+example.fr MX 30 b.example.net", "+duo.example.fr TXT v=spf1 a; ~all"],
        &[
            ("example.fr MX", "20 a.example.net. | 30 b.example.net."),
            ("example.fr TXT", r#""v=spf1 -all""#),
            ("duo.example.fr TXT", r#""v=spf1 a; ~all""#),
            ("duo.example.fr A", "192.0.2.2"),
            ("duo.example.fr MX", "nodata"),
            ("x.example.fr TXT", r#""wild""#),
        ],
    );
}

#[test]
fn set_makes_the_name_and_its_ancestors_exist() {
    check(
        &["+new.b.example.fr TXT x", "+_dmarc.new.plain.fr TXT y"],
        &[
            ("new.b.example.fr TXT", r#""x""#),
            // The wildcard lent an address to all three.
            ("new.b.example.fr A", "nodata"),
            ("b.example.fr A", "nodata"),
            ("other.b.example.fr A", "nxdomain"),
            ("x.other.b.example.fr A", "nxdomain"),
            ("c.example.fr A", "192.0.2.9"),
            ("example.fr MX", "10 mx.example.fr."),
            ("new.plain.fr A", "nodata"),
            ("_dmarc.new.plain.fr A", "nodata"),
            ("other.new.plain.fr A", "nxdomain"),
            ("other.plain.fr A", "nxdomain"),
        ],
    );
}

#[test]
fn a_name_with_the_data_of_the_wildcard_keeps_it() {
    check(
        &["+same.example.fr TXT x", "+lent.example.fr TXT x"],
        &[("same.example.fr A", "192.0.2.9"), ("lent.example.fr A", "nodata")],
    );
}

#[test]
fn data_set_beside_a_cname_is_seen_with_it() {
    check(
        &["+www.example.fr TXT x"],
        &[
            ("www.example.fr TXT", r#""x""#),
            ("www.example.fr CNAME", "web.example.net."),
            ("www.example.fr A", "web.example.net > 192.0.2.80"),
        ],
    );
}

#[test]
fn a_cname_set_beside_data_is_seen_with_it() {
    check(
        &["+duo.example.fr CNAME web.example.net", "+www.plain.fr CNAME solo.plain.fr"],
        &[
            ("duo.example.fr TXT", r#""one""#),
            ("duo.example.fr CNAME", "web.example.net."),
            ("duo.example.fr MX", "web.example.net > nodata"),
            ("www.plain.fr TXT", r#"solo.plain.fr > "alone""#),
        ],
    );
    check(
        &["+two.plain.fr CNAME web.example.net", "+two.plain.fr CNAME solo.plain.fr"],
        &[("two.plain.fr A", "malformed"), ("two.plain.fr CNAME", "web.example.net. | solo.plain.fr.")],
    );
    check(
        &["+duo.example.fr CNAME web.example.net", "-duo.example.fr TXT"],
        &[("duo.example.fr TXT", r#"web.example.net > "web""#), ("duo.example.fr A", "192.0.2.2")],
    );
}

#[test]
fn unset_leaves_nodata_where_something_else_lives() {
    check(
        &["-duo.example.fr TXT", "-top.example.fr TXT", "-example.fr TXT"],
        &[
            ("duo.example.fr TXT", "nodata"),
            ("duo.example.fr A", "192.0.2.2"),
            ("top.example.fr TXT", "nodata"),
            ("_dmarc.top.example.fr TXT", r#""below""#),
            ("example.fr TXT", "nodata"),
        ],
    );
    check(
        &["-solo.plain.fr TXT", "+a.solo.plain.fr TXT x"],
        &[("solo.plain.fr TXT", "nodata"), ("solo.plain.fr A", "nodata")],
    );
}

#[test]
fn unset_else_leaves_the_wildcard_or_nxdomain() {
    check(
        &["-solo.example.fr TXT", "-solo.plain.fr TXT", "-a.b.plain.fr TXT"],
        &[("solo.example.fr TXT", r#""wild""#), ("solo.plain.fr TXT", "nxdomain"), ("a.b.plain.fr TXT", "nxdomain")],
    );
    check(
        &["-www.example.fr CNAME", "-www.plain.fr CNAME", "-_dmarc.top.example.fr TXT"],
        &[
            ("www.example.fr CNAME", "nodata"),
            ("www.example.fr A", "192.0.2.9"),
            ("www.plain.fr A", "nxdomain"),
            ("_dmarc.top.example.fr TXT", "nxdomain"),
        ],
    );
}

#[test]
fn unset_of_what_is_not_there_changes_nothing() {
    check(
        &["-x.example.fr TXT", "-x.plain.fr TXT", "-duo.example.fr MX", "-www.example.fr A"],
        &[
            ("x.example.fr TXT", r#""wild""#),
            ("x.plain.fr TXT", "nxdomain"),
            ("duo.example.fr MX", "nodata"),
            ("www.example.fr A", "web.example.net > 192.0.2.80"),
        ],
    );
}

#[test]
fn edits_of_a_wildcard_reach_the_names_it_covers() {
    check(
        &["+*.example.fr TXT new", "+*.plain.fr TXT here"],
        &[
            ("x.example.fr TXT", r#""new""#),
            ("x.y.example.fr TXT", r#""new""#),
            ("x.example.fr A", "192.0.2.9"),
            ("mx.example.fr TXT", "nodata"),
            ("x.solo.example.fr TXT", "nxdomain"),
            ("x.plain.fr TXT", r#""here""#),
            ("x.plain.fr A", "nodata"),
            ("b.plain.fr TXT", "nodata"),
            ("x.b.plain.fr TXT", "nxdomain"),
        ],
    );
    check(
        &["-*.example.fr TXT", "+*.w.plain.fr CNAME web.example.net"],
        &[
            ("x.example.fr TXT", "nodata"),
            ("x.example.fr A", "192.0.2.9"),
            ("x.w.plain.fr A", "web.example.net > 192.0.2.80"),
            ("w.plain.fr A", "nodata"),
        ],
    );
    check(
        &["-*.example.fr TXT", "-*.example.fr A"],
        &[("x.example.fr TXT", "nxdomain"), ("*.example.fr A", "nxdomain"), ("mx.example.fr A", "192.0.2.1")],
    );
}

#[test]
fn edited_records_say_so_and_a_wildcard_answers_with_the_name_asked() {
    let edits = edits(&["+*.plain.fr TXT here", "+solo.plain.fr 60 TXT x", "-a.b.plain.fr TXT"]);
    for source in [
        Layered::new([zone(PLAIN)], &edits, From::Set, None),
        Layered::new([], &edits, From::Set, Some(Box::new(Live::of(&[PLAIN])))),
    ] {
        let Answer::Records(set) = ask(&source, "x.plain.fr TXT") else { panic!("no records") };
        assert_eq!((set.records[0].name.as_str(), set.origin.from), ("x.plain.fr", From::Set));
        let Answer::Records(set) = ask(&source, "solo.plain.fr TXT") else { panic!("no records") };
        assert_eq!((set.ttl, set.origin.from, &set.records[0].location), (60, From::Set, &None));
    }
    let fixed = Layered::new([zone(PLAIN)], &edits, From::Fix, None);
    assert!(matches!(ask(&fixed, "solo.plain.fr TXT"), Answer::Records(set) if set.origin.from == From::Fix));
    assert!(matches!(ask(&fixed, "solo.plain.fr MX"), Answer::NoData(negative) if negative.origin.from == From::Zone));
}

#[test]
fn a_delegation_that_is_set_or_unset_moves_the_cut() {
    let text = format!("{PLAIN}sub NS ns.sub\n");
    let live = || Some(Box::new(Live(outside().txt("x.solo.plain.fr", "child"))) as Box<dyn Source>);
    let layered = Layered::new([zone(&text)], &edits(&["+solo.plain.fr NS ns.example.net"]), From::Set, live());
    assert_eq!(show(&ask(&layered, "x.solo.plain.fr TXT")), r#""child""#);
    let layered = Layered::new([zone(&text)], &edits(&["-sub.plain.fr NS", "+sub.plain.fr TXT x"]), From::Set, live());
    assert_eq!(show(&ask(&layered, "sub.plain.fr TXT")), r#""x""#);
    assert_eq!(show(&ask(&layered, "x.sub.plain.fr TXT")), "nxdomain");
    // Below a delegation the zone file holds nothing: the edit is over what comes next.
    let layered = Layered::new([zone(&text)], &edits(&["+x.sub.plain.fr TXT y"]), From::Set, live());
    assert_eq!(show(&ask(&layered, "x.sub.plain.fr TXT")), r#""y""#);
}

#[test]
fn a_probe_without_answer_leaves_the_question_unanswered() {
    let failing = |name: &str| {
        let world = Live::of(&[ZONE, PLAIN]).0;
        Live(world.fail(name, RecordType::Txt, FailureKind::Timeout))
    };
    let over = |live: Live, edit: &str| Layered::new([], &edits(&[edit]), From::Set, Some(Box::new(live)));
    // Nobody can say whether the wildcard covers the name.
    let layered = over(failing("*.example.fr"), "+duo.example.fr MX 10 a.example");
    assert_eq!(show(&ask(&layered, "duo.example.fr MX")), "10 a.example.");
    assert_eq!(show(&ask(&layered, "duo.example.fr A")), "timeout");
    assert_eq!(show(&ask(&layered, "example.fr MX")), "10 mx.example.fr.");
    // Nobody can say whether something lives below: then the wildcard may answer, or not.
    let layered = over(failing("_dmarc.solo.example.fr"), "-solo.example.fr TXT");
    assert_eq!(show(&ask(&layered, "solo.example.fr TXT")), "out_of_zone");
    // Without a wildcard it is an absence in any case; the one that says less is given.
    let layered = over(failing("_dmarc.solo.plain.fr"), "-solo.plain.fr TXT");
    assert_eq!(show(&ask(&layered, "solo.plain.fr TXT")), "nodata");
}

#[test]
fn names_that_no_edit_touches_cost_one_question() {
    let recorder = Arc::new(Recorder::new(Live::of(&[ZONE])));
    let edits = edits(&["+_dmarc.example.fr TXT v=DMARC1; p=none", "-example.fr MX"]);
    let layered = Layered::new([], &edits, From::Set, Some(Box::new(Arc::clone(&recorder))));
    for text in ["_dmarc.example.fr TXT", "duo.example.fr A", "x.example.fr TXT", "example.fr TXT", "fr NS"] {
        ask(&layered, text);
    }
    assert_eq!(recorder.recording("2026-11-21T09:00:00Z".parse().unwrap()).answers.len(), 4);
}

/// Nothing covers a name in a registry's zone: what was said not to stand there does not, also offline.
#[test]
fn unset_in_a_registry_answers_offline() {
    let offline = Layered::new([], &edits(&["-_dmarc.fr TXT", "-mail.example.fr TXT"]), From::Set, None);
    assert_eq!(show(&ask(&offline, "_dmarc.fr TXT")), "nodata");
    assert_eq!(show(&ask(&offline, "_dmarc.fr A")), "out_of_zone");
    assert_eq!(show(&ask(&offline, "mail.example.fr TXT")), "out_of_zone");
}
