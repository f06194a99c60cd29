//! The census: prices, void lookups, loops, bounds.

use std::time::{Duration, Instant};

use preflight::dns::{FailureKind, RecordType};
use preflight::limits;
use preflight::name::DomainName;
use preflight::spf::census::{Census, State, Target, Terminator, VoidLookups, census};
use preflight::spf::evaluate::check_host;
use preflight::spf::outcome::SpfResult;
use preflight::spf::record::Qualifier;
use preflight::spf::request::Request;

use crate::support::world::World;

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

fn count(world: &World) -> Census {
    world.solve(|answers| census(answers, &name("example.com"))).0
}

/// Text of each term of the root, lookups before it, with what it leads to.
fn prices(census: &Census) -> Vec<(String, u32, u32)> {
    let root = &census.root;
    let record = root.record().unwrap();
    root.entries.iter().map(|entry| (record.shown(&entry.span), entry.before, entry.total)).collect()
}

#[test]
fn each_term_has_its_price() {
    let world = World::default()
        .txt(
            "example.com",
            "v=spf1 ip4:192.0.2.0/24 a mx include:one.example exists:%{i}.example.net ptr redirect=two.example",
        )
        .with("example.com", RecordType::A, "192.0.2.1")
        .with("example.com", RecordType::Mx, "10 mail.example.com.")
        .with("mail.example.com", RecordType::A, "198.51.100.1")
        .txt("one.example", "v=spf1 a:mail.example.com include:three.example -all mx")
        .txt("two.example", "v=spf1 ip4:203.0.113.0/24 ~all")
        .txt("three.example", "v=spf1 ip4:198.51.100.0/24 ?all");
    let census = count(&world);
    let expected = [
        ("ip4:192.0.2.0/24", 0, 0),
        ("a", 0, 1),
        ("mx", 1, 1),
        ("include:one.example", 2, 3),
        ("exists:%{i}.example.net", 5, 1),
        ("ptr", 6, 1),
        ("redirect=two.example", 7, 1),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(term, before, total)| (term.to_owned(), before, total)).collect();
    assert_eq!(prices(&census), expected);
    assert_eq!((census.lookups, census.root.depth()), (8, 2));
    // `a`, `mx` and the included `a` have no AAAA.
    assert_eq!(census.void_lookups, VoidLookups { ipv4: 0, ipv6: 3 });
    assert_eq!(census.terminator(), Terminator::All(Qualifier::Softfail, name("two.example")));
    assert_eq!(census.authorized().ipv4_count(), 256 * 3);
    assert!(matches!(census.root.entries[4].target, Target::Unknown));
    assert_eq!(census.hanging, None);
}

#[test]
fn questions_that_do_not_depend_on_each_other_are_asked_together() {
    let world = World::default()
        .txt("example.com", "v=spf1 a:a.example mx:b.example include:c.example exists:d.example redirect=e.example");
    let mut turns = Vec::new();
    let mut answers = preflight::dns::Answers::default();
    while let Err(need) = census(&answers, &name("example.com")) {
        let questions = need.into_questions();
        turns.push(questions.len());
        for question in questions {
            let answer = world.answer(&question);
            answers.insert(question, answer);
        }
    }
    assert_eq!(turns, [1, 6]);
}

#[test]
fn what_is_behind_all_is_neither_counted_nor_asked() {
    let world = World::default().txt("example.com", "v=spf1 a -all include:b.example mx redirect=c.example");
    let (census, answers) = world.solve(|answers| census(answers, &name("example.com")));
    assert_eq!((census.lookups, answers.len()), (1, 3));
    assert_eq!(census.root.entries.iter().filter(|entry| entry.is_reached).count(), 2);
    assert!(!census.is_truncated);
}

#[test]
fn the_state_of_each_target() {
    let world = World::default()
        .txt("example.com", "v=spf1 include:none.example include:gone.example include:two.example include:bad.example include:down.example -all")
        .txt("none.example", "something else")
        .txt("two.example", "v=spf1 -all")
        .txt("two.example", "v=spf1 +all")
        .txt("bad.example", "v=spf1 ip4:1.2.3 a:x.example -all")
        .fail("down.example", RecordType::Txt, FailureKind::Servfail);
    let census = count(&world);
    let states: Vec<_> = census.root.entries.iter().filter_map(|entry| entry.child()).map(|node| &node.state).collect();
    use preflight::spf::published::Absence;
    assert_eq!(
        states[..4],
        [&State::None(None), &State::None(Some(Absence::NxDomain)), &State::Multiple(2), &State::SyntaxErrors]
    );
    assert!(matches!(states[4], State::Unanswered(_)));
    let hanging = census.hanging.as_ref().unwrap();
    assert_eq!(hanging.domain, name("down.example"));
    let missing: Vec<_> = census.missing_names().into_iter().map(DomainName::as_str).collect();
    assert_eq!(missing, ["gone.example", "x.example"]);
}

#[test]
fn duplicates_and_loops() {
    let world = World::default()
        .txt(
            "example.com",
            "v=spf1 a a:example.com ip4:192.0.2.1 ip4:192.0.2.1/32 include:one.example include:two.example -all",
        )
        .with("example.com", RecordType::A, "192.0.2.1")
        .txt("one.example", "v=spf1 include:two.example -all")
        .txt("two.example", "v=spf1 redirect=one.example");
    let census = count(&world);
    let again: Vec<_> =
        census.duplicates().into_iter().map(|duplicate| (duplicate.what, duplicate.again.domain.to_string())).collect();
    assert_eq!(
        again,
        [
            ("a:example.com/32//128".to_owned(), "example.com".to_owned()),
            ("ip4:192.0.2.1/32".to_owned(), "example.com".to_owned()),
            ("include:two.example".to_owned(), "example.com".to_owned()),
        ]
    );
    let (one, two) = (name("one.example"), name("two.example"));
    assert_eq!(census.loops(), [vec![one.clone(), two.clone(), one.clone()], vec![two.clone(), one, two]]);
}

#[test]
fn an_include_that_lets_everybody_pass() {
    let world = World::default()
        .txt("example.com", "v=spf1 include:open.example include:closed.example -all")
        .txt("open.example", "v=spf1 include:wider.example ~all")
        .txt("wider.example", "v=spf1 ip4:0.0.0.0/0 -all")
        .txt("closed.example", "v=spf1 ?all");
    let census = count(&world);
    let open: Vec<_> =
        census.root.entries.iter().filter_map(|entry| entry.child()).map(|node| node.passes_everyone()).collect();
    assert_eq!(open, [true, false]);
    assert_eq!(census.authorized().ipv4_count(), 1 << 32);
}

#[test]
fn more_exchanges_than_a_receiver_accepts() {
    let mut world = World::default().txt("example.com", "v=spf1 mx -all");
    for host in 0..11 {
        world = world.with("example.com", RecordType::Mx, &format!("10 mx{host}.example.com."));
    }
    let (census, answers) = world.solve(|answers| census(answers, &name("example.com")));
    let Target::Exchanges { found, hosts, .. } = &census.root.entries[0].target else { panic!("{census:?}") };
    assert_eq!((found, hosts.len(), answers.len()), (&preflight::spf::census::Found::Records(11), 0, 2));
}

/// A record of a thousand includes: every record is parsed once, and looking again is cheap.
#[test]
fn a_thousand_terms_are_parsed_once() {
    let terms: Vec<String> = (0..1_000).map(|n| format!("include:n{n}.example")).collect();
    let mut world = World::default().txt("example.com", &format!("v=spf1 {} -all", terms.join(" ")));
    for n in 0..1_000 {
        world = world.txt(&format!("n{n}.example"), "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all");
    }
    let (census, answers) = world.solve(|answers| census(answers, &name("example.com")));
    assert_eq!((census.lookups, census.root.entries.len(), census.is_truncated), (1_000, 1_001, false));
    // The very same records, not equal ones: a second look shares what the first has parsed.
    let again = preflight::spf::census::census(&answers, &name("example.com")).unwrap();
    for (first, second) in census.root.entries.iter().zip(&again.root.entries) {
        let shared = [first, second].map(|entry| entry.child().and_then(|child| child.published.clone()));
        if let [Some(first), Some(second)] = &shared {
            assert!(std::sync::Arc::ptr_eq(first, second));
        }
    }
    let start = Instant::now();
    for _ in 0..10 {
        preflight::spf::census::census(&answers, &name("example.com")).unwrap();
    }
    assert!(start.elapsed() < Duration::from_secs(5), "ten looks took {:?}", start.elapsed());
}

/// A ring of a thousand names ends at the bound on depth, on a small stack.
#[test]
fn a_ring_of_a_thousand_names_ends() {
    let mut world = World::default().txt("example.com", "v=spf1 include:n0.example -all");
    for n in 0..1_000 {
        world = world.txt(&format!("n{n}.example"), &format!("v=spf1 include:n{}.example -all", (n + 1) % 1_000));
    }
    let small = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let (census, verdict) = small
        .spawn(move || {
            let request = Request::mail_from("192.0.2.1".parse().unwrap(), "a@example.com", "mail.example.com");
            (count(&world), world.solve(|answers| check_host(answers, &request)).0)
        })
        .unwrap()
        .join()
        .unwrap();
    assert!(census.is_truncated);
    assert_eq!(census.root.depth(), limits::SPF_DEPTH + 1);
    assert_eq!((verdict.result, verdict.lookups), (SpfResult::Permerror, 11));
}

/// Two includes in each of many levels are millions of ways: the bound on records holds.
#[test]
fn a_tree_that_doubles_at_each_level_ends() {
    let mut world = World::default().txt("example.com", "v=spf1 include:n0.example include:n0.example -all");
    for n in 0..40 {
        let next = n + 1;
        world = world
            .txt(&format!("n{n}.example"), &format!("v=spf1 include:n{next}.example include:n{next}.example -all"));
    }
    let census = count(&world);
    assert!(census.is_truncated);
    assert!(census.lookups as usize <= 2 * limits::SPF_RECORDS);
}
