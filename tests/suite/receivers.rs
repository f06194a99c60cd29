//! The receivers that ship: every rule that DNS decides, over worlds written from its source.
//!
//! A world in `fixtures/receivers/` is a zone with one declared stream. Its header lists every rule, of
//! all receivers, that applies there for sure (`fires`) and every one that may (`may`); what it does
//! not list must not apply. So each world also says of every other rule that it is quiet.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::date;
use preflight::predict::from_facts::situation;
use preflight::predict::logic::Truth;
use preflight::predict::receivers::Receivers;
use preflight::predict::rules::{Confidence, Kind, Receiver};
use preflight::predict::truths;

use crate::support::fixture::Fixture;

/// Every world, by name.
fn worlds() -> BTreeMap<String, Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/receivers");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path: PathBuf| (path.file_stem().unwrap().to_string_lossy().into_owned(), Fixture::read(&path)))
        .collect()
}

fn all() -> Vec<Receiver> {
    Receivers::default().all()
}

/// The ids of the rules that apply for sure, and of those that may.
fn applying(fixture: &Fixture, receivers: &[Receiver]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (facts, _) = fixture.facts();
    let [stream] = facts.streams.as_slice() else { panic!("{}: not one stream", fixture.path.display()) };
    let situation = situation(&facts, stream);
    let (mut sure, mut open) = (BTreeSet::new(), BTreeSet::new());
    for receiver in receivers {
        let truths = truths(&situation, receiver, date(2026, 11, 21));
        assert_eq!(truths.len(), receiver.rules.len());
        for (rule, truth) in receiver.rules.iter().zip(truths) {
            match truth {
                Truth::True => _ = sure.insert(rule.id.clone()),
                Truth::Unknown => _ = open.insert(rule.id.clone()),
                Truth::False => {}
            }
        }
    }
    (sure, open)
}

#[test]
fn every_world_comes_to_the_rules_of_its_header() {
    let (receivers, mut wrong) = (all(), Vec::new());
    for (name, fixture) in worlds() {
        let (sure, open) = applying(&fixture, &receivers);
        for (what, found, expected) in [("fires", &sure, &fixture.fires), ("may", &open, &fixture.may)] {
            let more: Vec<_> = found.difference(expected).map(String::as_str).collect();
            let less: Vec<_> = expected.difference(found).map(String::as_str).collect();
            if !more.is_empty() || !less.is_empty() {
                wrong.push(format!(
                    "{name}: {what}: not expected: {}; expected and missing: {}",
                    more.join(" "),
                    less.join(" ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_that_dns_decides_has_a_world_where_it_fires_and_one_where_it_does_not() {
    let worlds = worlds();
    let mut missing = Vec::new();
    let mut known = BTreeSet::new();
    for rule in all().into_iter().flat_map(|receiver| receiver.rules) {
        // A rule of which the receiver says that it may, or that needs a setting, is never sure.
        let is_sure = !rule.may
            && rule.scope.option.is_none()
            && rule.scope.above.is_none_or(|above| matches!(above, preflight::predict::rules::Above::Messages(_)));
        let applies = |fixture: &Fixture| if is_sure { &fixture.fires } else { &fixture.may }.contains(&rule.id);
        let names = |fixture: &Fixture| fixture.fires.contains(&rule.id) || fixture.may.contains(&rule.id);
        if !worlds.values().any(applies) {
            missing.push(format!("{} applies nowhere", rule.id));
        }
        if worlds.values().all(names) {
            missing.push(format!("{} is never quiet", rule.id));
        }
        known.insert(rule.id);
    }
    for (name, fixture) in &worlds {
        for id in fixture.fires.union(&fixture.may).filter(|id| !known.contains(*id)) {
            missing.push(format!("{name} names {id}, which is no rule"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_files_are_sound() {
    let today = date(2026, 11, 21);
    let mut seen = BTreeSet::new();
    for receiver in all() {
        let own = |id: &str| id.starts_with(&format!("{}-", receiver.id));
        for rule in receiver.rules.iter().filter(|rule| own(&rule.id)) {
            assert!(seen.insert(rule.id.clone()), "{} stands twice", rule.id);
            assert!(!rule.source.is_empty() && rule.checked <= today, "{}", rule.id);
            assert!(rule.since.is_none_or(|since| since <= today), "{}", rule.id);
            // What is only concluded, or seen in replies, is no promise.
            let hedged = rule.may || rule.scope.option.is_some();
            assert!(rule.confidence == Confidence::Documented || hedged, "{} is not documented, and sure", rule.id);
        }
        for unseen in receiver.unseen.iter().filter(|unseen| own(&unseen.id)) {
            assert!(seen.insert(unseen.id.clone()), "{} stands twice", unseen.id);
        }
        for note in receiver.notes.iter().chain(&receiver.claims).filter(|note| own(&note.id)) {
            assert!(seen.insert(note.id.clone()), "{} stands twice", note.id);
            assert!(!note.en.is_empty() && !note.fr.is_empty() && note.en != note.fr, "{}", note.id);
        }
        if receiver.kind == Kind::Software {
            assert!(receiver.mx.is_empty(), "{}: a program has no mail exchange", receiver.id);
        }
    }
    println!("{} receivers, {} entries", all().len(), seen.len());
}

#[test]
fn a_workspace_keeps_the_rules_for_everyone() {
    let known = Receivers::default();
    let ids = |id: &str| -> BTreeSet<_> { known.get(id).unwrap().rules.into_iter().map(|rule| rule.id).collect() };
    let (personal, hosted) = (ids("gmail"), ids("google_workspace"));
    assert!(hosted.contains("gmail-unauthenticated") && hosted.contains("gmail-dmarc-reject"));
    assert!(personal.contains("gmail-bulk-spf") && !hosted.iter().any(|id| id.contains("bulk")));
    assert!(hosted.is_subset(&personal));
}

#[test]
fn settings_are_heard_only_of_receivers_that_were_named() {
    let known = Receivers::default();
    let options = |receiver: &Receiver| receiver.rules.iter().filter(|rule| rule.scope.option.is_some()).count();
    let m365 = known.get("m365").unwrap();
    assert!(options(&m365) > 0 && options(&m365.clone().heard(true)) == options(&m365));
    assert_eq!(options(&m365.heard(false)), 0);
    assert!(known.default_set().iter().all(|receiver| options(receiver) == 0 && receiver.kind == Kind::Mailbox));
    assert_eq!(known.default_set().len(), 10);
}

#[test]
fn a_folder_adds_receivers_and_replaces_them() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let load = || Receivers::with_folder(folder.path());
    assert!(load().unwrap_err().to_string().contains("no file that ends in .toml"));

    let head = |id: &str| {
        format!("[receiver]\nid = \"{id}\"\nname = \"Own\"\nkind = \"mailbox\"\nmx = []\ndmarc = \"unknown\"\n")
    };
    let rule = |id: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nwhen = \"spf.verdict != pass\"\naction = \"reject\"\nstage = \"mail_from\"\n\
             confidence = \"documented\"\nsource = \"our own\"\nchecked = 2026-11-21\n"
        )
    };
    write("ours.toml", &(head("ours") + &rule("ours-spf")));
    write("free.toml", &(head("free") + &rule("free-spf")));
    write("notes.txt", "not read");
    let known = load().unwrap();
    assert!(known.ids().ends_with(&["policyd_spf", "ours"]));
    assert_eq!(known.get("FREE").unwrap().rules[0].id, "free-spf");
    assert_eq!(known.default_set().last().unwrap().id, "ours");

    write("ours.toml", &(head("ours") + &rule("theirs-spf")));
    let error = load().unwrap_err().to_string();
    assert!(error.contains("ours.toml:8:") && error.contains("does not start with"), "{error}");
    write("ours.toml", &(head("ours") + "rules_of = { receiver = \"nobody\", mailboxes = \"hosted\" }\n"));
    assert!(load().unwrap_err().to_string().contains("rules_of"));
    write("ours.toml", &head("free"));
    assert!(load().unwrap_err().to_string().contains("another receiver `free`"));
    write("ours.toml", &("#".repeat(1 << 20) + "#\n"));
    assert!(load().unwrap_err().to_string().contains("too large"));
}
