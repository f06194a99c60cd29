//! The command as people run it: what it prints, where, and the exit code.
//!
//! The cases are `tests/cli/*.trycmd`, run from the root of the repository; `TRYCMD=overwrite cargo test cli`
//! writes what they print now. The environment is pinned here, so that no variable changes what is printed.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use crate::catalogue::root;

const BINARY: &str = env!("CARGO_BIN_EXE_preflight");

/// Nothing here needs a network: answers are recorded, or come from files, or from a closed port.
#[test]
fn commands_print_what_the_cases_say() {
    trycmd::TestCases::new()
        .default_bin_path(BINARY)
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .case("tests/cli/*.trycmd");
}

fn preflight(args: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(args).current_dir(root("tests/cli")).env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG");
    command
}

/// A reader that goes away, as in `preflight rules | head -1`, is no error and no news.
#[test]
fn a_closed_pipe_is_no_error() {
    for args in [&["rules", "--format", "json"][..], &["schema"], &["man"], &["demo"], &["demo", "--format", "json"]] {
        let mut child =
            preflight(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary is built");
        let mut pipe = BufReader::with_capacity(1, child.stdout.take().unwrap());
        pipe.read_line(&mut String::new()).unwrap();
        drop(pipe);
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        let code = child.wait().unwrap().code();
        assert!(said.is_empty(), "{args:?} says {said:?}");
        assert!(matches!(code, Some(0 | 1)), "{args:?} ends with {code:?}");
    }
}

/// `LC_ALL` wins over `LC_MESSAGES`, which wins over `LANG`; `--lang` wins over them all.
#[test]
fn the_language_is_that_of_the_environment_unless_it_is_named() {
    let french = |set: &[(&str, &str)], args: &[&str]| {
        let output = preflight(args).envs(set.iter().copied()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains("Codes de sortie")
    };
    assert!(!french(&[], &["--help"]));
    assert!(french(&[("LANG", "fr_FR.UTF-8")], &["--help"]));
    assert!(french(&[("LANG", "en_GB.UTF-8"), ("LC_MESSAGES", "fr_BE")], &["--help"]));
    assert!(!french(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C")], &["--help"]));
    assert!(french(&[("LC_ALL", "")], &["--lang", "fr", "--help"]));
    assert!(!french(&[("LANG", "fr_FR.UTF-8")], &["--help", "--lang=en"]));
}

/// `--output` leaves standard output empty, and holds no colour even where colour is forced on the terminal.
#[test]
fn a_report_in_a_file_is_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.txt");
    let printed = preflight(&["demo"]).env("NO_COLOR", "1").output().unwrap();
    let written = preflight(&["demo", "--output", file.to_str().unwrap()]).output().unwrap();
    assert_eq!((written.stdout.as_slice(), written.status.code()), (&b""[..], printed.status.code()));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), String::from_utf8(printed.stdout).unwrap());
}

/// What `--record` wrote, `--replay` answers from. Only a zone file lists its selectors, so keys are left out.
#[test]
fn a_recorded_run_replays_to_the_same_report() {
    let folder = tempfile::tempdir().unwrap();
    let world = folder.path().join("world.json");
    let run = |args: &[&str]| {
        let output = preflight(args).output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    };
    let zone = ["example.fr", "--zone", "../../fixtures/worlds/demo.zone", "--offline", "--format", "json"];
    let (recorded, code) = run(&[&zone[..], &["--record", world.to_str().unwrap()]].concat());
    let (replayed, again) = run(&["example.fr", "--format", "json", "--replay", world.to_str().unwrap()]);
    let judged = |report: &str| {
        let report: serde_json::Value = serde_json::from_str(report).unwrap();
        ["verdict", "spf", "dmarc", "mx", "streams", "predictions"].map(|field| report[field].clone())
    };
    assert_eq!((judged(&recorded), code), (judged(&replayed), again));
}
