//! Whole worlds to whole reports, in both languages, and the same whatever the order of answers.

use std::path::Path;
use std::time::Duration;

use futures_util::future::BoxFuture;
use preflight::dns::recorded::{Recorder, Recording, Replay};
use preflight::dns::{Answer, Question, Source};
use preflight::i18n::{Lang, Texts};
use preflight::report::json;
use preflight::report::terminal::{self, Detail};

use crate::support::worlds;

/// The golden reports: `PREFLIGHT_BLESS=1 cargo test reports` writes them, the diff is for review.
#[test]
fn reports_are_the_golden_ones() {
    for world in &worlds::ALL {
        let report = world.planned(&world.source());
        for lang in Lang::ALL {
            let texts = Texts::of(lang);
            let (name, tag) = (world.name, lang.as_str());
            let shown = anstream::adapter::strip_str(&terminal::report(&report, texts, Detail::Normal, 80)).to_string();
            golden(&format!("{name}.{tag}.txt"), &shown);
            assert!(shown.lines().all(fits), "{name}.{tag}: a line is wider than 80 columns\n{shown}");
            let published = serde_json::to_string_pretty(&json::report(&report, texts)).unwrap();
            golden(&format!("{name}.{tag}.json"), &(without_version(&published) + "\n"));
        }
    }
}

/// Records to copy are never wrapped; everything else fits.
fn fits(line: &str) -> bool {
    let is_record = [". TXT ", " IN TXT ", " IN MX ", " IN CNAME "].iter().any(|mark| line.contains(mark));
    is_record || textwrap::core::display_width(line) <= 80
}

fn without_version(json: &str) -> String {
    json.replace(concat!("\"preflight\": \"", env!("CARGO_PKG_VERSION"), "\""), "\"preflight\": \"…\"")
}

fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports").join(name);
    if std::env::var_os("PREFLIGHT_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if found != expected {
        let at = found.lines().zip(expected.lines()).position(|(a, b)| a != b).unwrap_or_default();
        let line = |text: &str| text.lines().nth(at).unwrap_or("(no line)").to_owned();
        panic!("{name}, line {}:\n  now    {}\n  before {}", at + 1, line(found), line(&expected));
    }
}

/// The embedded world of the demonstration is what its zone answers.
#[test]
fn the_demonstration_is_recorded_from_its_zone() {
    let world = &worlds::ALL[0];
    let recorder = Recorder::new(world.source());
    world.planned(&recorder);
    let recording = recorder.recording(worlds::AS_OF.parse().unwrap());
    let mut found = Vec::new();
    recording.write(&mut found).unwrap();
    golden("../worlds/demo.json", &String::from_utf8(found).unwrap());
}

/// The README shows the demonstration as it is.
#[test]
fn the_readme_shows_the_demonstration() {
    let (start, end) = ("<!-- demo -->\n", "<!-- /demo -->");
    // As the program has it: from the recording, which knows no file and line.
    let recording = Recording::read(&worlds::folder().join("demo.json")).unwrap();
    let report = worlds::ALL[0].planned(&Replay::new(recording));
    let drawn = terminal::report(&report, Texts::of(Lang::En), Detail::Normal, 80);
    let shown = anstream::adapter::strip_str(&drawn).to_string();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = readme.split_once(start).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let current = format!("{head}{start}```text\n{shown}```\n{end}{tail}");
    if std::env::var_os("PREFLIGHT_BLESS").is_some() {
        std::fs::write(&path, &current).unwrap();
    } else {
        assert!(readme == current, "README.md lags: PREFLIGHT_BLESS=1 cargo test reports");
    }
}

/// Answers that come in any order make the same bytes.
#[test]
fn the_order_of_answers_does_not_matter() {
    struct Shuffled<S> {
        source: S,
        seed: u64,
    }
    impl<S: Source> Source for Shuffled<S> {
        fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
            use std::hash::{DefaultHasher, Hash, Hasher};
            let mut hasher = DefaultHasher::new();
            (self.seed, question).hash(&mut hasher);
            let delay = Duration::from_millis(hasher.finish() % 1_000);
            Box::pin(async move {
                tokio::time::sleep(delay).await;
                self.source.ask(question).await
            })
        }
    }
    for world in &worlds::ALL {
        let texts = Texts::of(Lang::En);
        let render = |source: &dyn Source| {
            let report = world.planned(source);
            let text = terminal::report(&report, texts, Detail::Verbose, 80);
            text + &serde_json::to_string(&json::report(&report, texts)).unwrap()
        };
        let expected = render(&world.source());
        for seed in 0..8 {
            let shuffled = render(&Shuffled { source: world.source(), seed });
            assert!(shuffled == expected, "{}: other bytes with seed {seed}", world.name);
        }
    }
}
