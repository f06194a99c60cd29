//! Lists of recipients over scripted worlds: each domain is asked for once, several at a time, and no
//! address comes out.

use std::collections::BTreeMap;
use std::time::Duration;

use preflight::dns::{FailureKind, Question, RecordType};
use preflight::i18n::{Lang, Texts};
use preflight::limits;
use preflight::name::DomainName;
use preflight::predict::receivers::Receivers;
use preflight::recipients::lookup::look_up;
use preflight::recipients::{List, Reason, Recipients};
use preflight::report::json;
use preflight::report::terminal::{self, Detail};

use crate::support::scripted::Scripted;
use crate::support::world::World;

const DELAY: Duration = Duration::from_millis(100);
const DEADLINE: Duration = Duration::from_secs(20);
const JOBS: usize = 4;

fn world() -> World {
    let mut world = World::default()
        .with("gmail.com", RecordType::Mx, "5 gmail-smtp-in.l.google.com.")
        .with("gmail-smtp-in.l.google.com", RecordType::A, "192.0.2.26")
        .with("work.example", RecordType::Mx, "10 ASPMX.L.Google.com.")
        .with("aspmx.l.google.com", RecordType::A, "192.0.2.27")
        .with("filtered.example", RecordType::Mx, "10 mx.filter.example.")
        .with("filtered.example", RecordType::Mx, "20 aspmx.l.google.com.")
        .with("mx.filter.example", RecordType::A, "192.0.2.28")
        .with("orange.fr", RecordType::Mx, "10 smtp-in.orange.fr.")
        .with("smtp-in.orange.fr", RecordType::A, "192.0.2.29")
        .with("hotmail.fr", RecordType::Mx, "2 hotmail-fr.olc.protection.outlook.com.")
        .with("hotmail-fr.olc.protection.outlook.com", RecordType::A, "192.0.2.30")
        .with("web.example", RecordType::A, "192.0.2.80")
        .with("silent.example", RecordType::Mx, "0 .")
        .txt("empty.example", "nothing");
    world.fail_name("broken.example", FailureKind::Servfail);
    world.fail_name("slow.example", FailureKind::Timeout);
    world
}

/// Reads a list and looks it up, with the clock paused.
fn run(world: World, text: &str) -> (Recipients, Vec<(Question, Duration)>, usize) {
    let list = List::read(text.as_bytes()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let source = Scripted::new(world, DELAY);
        let found = look_up(&source, &list, &Receivers::default().all(), JOBS, DEADLINE).await;
        (found, source.asked(), source.most_at_once())
    })
}

fn shares(recipients: &Recipients) -> Vec<(&str, u64)> {
    recipients.receivers.iter().map(|share| (share.receiver.as_str(), share.count)).collect()
}

#[test]
fn recipients_are_counted_by_receiver() {
    let text = "a@gmail.com\nb@orange.fr\nc@work.example\nd@GMAIL.com\ne@hotmail.fr\nf@web.example\ng@filtered.example\nh@[192.0.2.1]\n";
    let (found, _, _) = run(world(), text);
    assert_eq!(shares(&found), [("gmail", 2), ("google_workspace", 1), ("outlook", 1), ("orange", 1)]);
    assert_eq!((found.total, found.other, found.refused_total, found.undetermined_total), (8, 3, 0, 0));
}

#[test]
fn refusals_are_told_by_line_with_what_was_meant() {
    let text = "a@gmial.com\nb@silent.example\nno address\nc@empty.example\nd@gmail.com\ne@gmial.com\n";
    let (found, _, _) = run(world(), text);
    let told: Vec<_> = found
        .refused
        .iter()
        .map(|one| (one.line, one.domain.as_ref().map(DomainName::as_str), one.reason, one.suggestion))
        .collect();
    assert_eq!(
        told,
        [
            (1, Some("gmial.com"), Reason::NoDomain, Some("gmail.com")),
            (2, Some("silent.example"), Reason::NullMx, None),
            (3, None, Reason::Syntax, None),
            (4, Some("empty.example"), Reason::NoHost, None),
            (6, Some("gmial.com"), Reason::NoDomain, Some("gmail.com")),
        ]
    );
    assert_eq!((found.refused_total, found.total), (5, 6));
}

/// Whoever does not answer has not said that the domain is not there.
#[test]
fn what_got_no_answer_is_never_refused() {
    let (found, _, _) = run(world(), "a@broken.example\nb@slow.example\nc@slow.example\n");
    assert_eq!((found.refused_total, found.undetermined_total), (0, 3));
    let told: BTreeMap<_, _> = found.undetermined.iter().map(|one| (one.domain.as_str(), one.count)).collect();
    assert_eq!(told, BTreeMap::from([("broken.example", 1), ("slow.example", 2)]));
    for kind in [RecordType::A, RecordType::Aaaa] {
        let world = world().fail("empty.example", kind, FailureKind::Servfail);
        let (found, _, _) = run(world, "a@empty.example\n");
        assert_eq!((found.refused_total, found.undetermined_total), (0, 1), "{kind} fails");
    }
}

/// A thousand lines of one domain cost what one line costs, and domains wait for each other in bounds.
#[test]
fn each_domain_is_asked_for_once_and_few_at_a_time() {
    let many: String = (0..1_000).map(|n| format!("user{n}@gmail.com\n")).collect();
    let (_, once, _) = run(world(), "a@gmail.com\n");
    let (found, asked, _) = run(world(), &many);
    assert_eq!((found.total, asked.len()), (1_000, once.len()));

    let domains: String = (0..40).map(|n| format!("a@shop{n}.example\n")).collect();
    let (found, asked, most) = run(World::default(), &domains);
    assert_eq!((found.refused_total, asked.len()), (40, 40));
    assert!(most <= JOBS && most > 1, "{most} questions at once");
}

/// A long list of nonsense is counted, and not kept.
#[test]
fn what_is_kept_of_refused_recipients_is_bounded() {
    let text: String = (0..2_500).map(|n| format!("a@gone{n}.example\nnonsense {n}\n")).collect();
    let (found, _, _) = run(World::default(), &text);
    assert_eq!((found.refused_total, found.refused.len()), (5_000, limits::REFUSED_RECIPIENTS));
    assert!(found.refused.is_sorted_by_key(|one| one.line), "in the order of the list");
    assert_eq!(found.refused.last().map(|one| one.line), Some(limits::REFUSED_RECIPIENTS));
}

#[test]
fn no_address_comes_out() {
    let text = "hidden.one@gmail.com\nhidden.two@gmial.com\nhidden three@gmail.com\nhidden.four@broken.example\n";
    let (found, _, _) = run(world(), text);
    for lang in Lang::ALL {
        let texts = Texts::of(lang);
        let shown = terminal::recipients::section(&found, texts, Detail::Verbose, 80);
        let published = serde_json::to_string(&json::recipients(&found, texts)).unwrap();
        assert!(shown.contains("gmial.com") && published.contains("gmial.com"));
        assert!(!shown.contains("hidden") && !published.contains("hidden"), "{shown}{published}");
        assert!(!format!("{found:?}").contains("hidden"));
    }
}

#[test]
fn the_published_shape() {
    let (found, _, _) = run(world(), "a@web.example\nb@web.example\nc@gmail.com\nd@gmial.com\ne@broken.example\n");
    let published = serde_json::to_value(json::recipients(&found, Texts::of(Lang::En))).unwrap();
    let shares = serde_json::json!([{"receiver": "other", "count": 2}, {"receiver": "gmail", "count": 1}]);
    assert_eq!(published["receivers"], shares);
    let refused = serde_json::json!({
        "line": 4, "domain": "gmial.com", "reason": "no_such_domain", "suggestion": "gmail.com",
        "reply": {"code": 550, "status": "5.1.2", "text": null},
    });
    assert_eq!(published["refused"], serde_json::json!([refused]));
    assert_eq!((&published["total"], &published["left_out"]), (&serde_json::json!(5), &serde_json::json!(0)));
    assert_eq!(published["undetermined"][0]["domain"], "broken.example");
}
