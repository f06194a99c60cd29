//! `preflight fix --write`: the zone file on the disk, and nothing else.

use std::path::Path;
use std::process::{Command, Output};

const ZONE: &str = include_str!("../cli/fix.zone");

/// Runs the program in a folder, with nothing of the environment of the test.
fn fix(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_preflight"));
    command.arg("fix").arg("example.fr").args(arguments).args(["--offline", "--undetermined", "pass", "--lang", "en"]);
    command.current_dir(folder).env_clear().output().unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("example.fr.zone"), ZONE).unwrap();
    folder
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

#[test]
fn only_the_lines_that_must_change_do() {
    let folder = folder();
    let done = fix(folder.path(), &["--zone", "example.fr.zone", "--write", "--serial", "bump"]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("example.fr.zone: written"), "{done:?}");
    let after = std::fs::read_to_string(folder.path().join("example.fr.zone")).unwrap();
    let changed: Vec<_> = lines(ZONE).into_iter().zip(lines(&after)).filter(|(old, new)| old != new).collect();
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert!(changed[0].1.ends_with("7200 900 1209600 300 ; the serial"), "{changed:?}");
    assert_eq!(changed[1].1, "@\tTXT\t\"v=spf1 ip4:192.0.2.25 -all\" ; spf");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");

    // Nothing is left to write, not even a serial.
    let again = fix(folder.path(), &["--zone", "example.fr.zone", "--write", "--serial", "bump"]);
    assert_eq!((again.status.code(), again.stderr.len()), (Some(0), 0), "{again:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("example.fr.zone")).unwrap(), after);
}

#[test]
fn the_diff_is_what_is_written() {
    let folder = folder();
    let path = folder.path().join("example.fr.zone");
    let diff = fix(folder.path(), &["--zone", "example.fr.zone", "--as", "diff"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), ZONE, "a diff writes nothing");
    let diff = String::from_utf8(diff.stdout).unwrap();
    let (gone, come): (Vec<_>, Vec<_>) = diff
        .lines()
        .filter(|line| line.starts_with(['-', '+']) && !line.starts_with("---") && !line.starts_with("+++"))
        .partition(|line| line.starts_with('-'));
    fix(folder.path(), &["--zone", "example.fr.zone", "--write"]);
    let after = std::fs::read_to_string(&path).unwrap();
    for line in come {
        assert!(lines(&after).contains(&&line[1..]), "{line}");
    }
    for line in gone {
        assert!(lines(ZONE).contains(&&line[1..]) && !lines(&after).contains(&&line[1..]), "{line}");
    }
}

#[test]
fn each_change_goes_to_the_zone_that_holds_it() {
    let folder = folder();
    let below = "$ORIGIN mail.example.fr.\n$TTL 300\n@ SOA ns1.example.fr. h.example.fr. 1 2 3 4 5\n@ A 192.0.2.25\n";
    let parent = ZONE.replace("mail\tA\t192.0.2.25   ; our server", "mail\tNS\tns1");
    std::fs::write(folder.path().join("example.fr.zone"), parent).unwrap();
    std::fs::write(folder.path().join("mail.zone"), below).unwrap();
    let done = fix(folder.path(), &["--zone", "example.fr.zone", "--zone", "mail.zone", "--write"]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("mail.zone")).unwrap(), below);
    let after = std::fs::read_to_string(folder.path().join("example.fr.zone")).unwrap();
    assert!(after.contains("\"v=spf1 ip4:192.0.2.25 -all\" ; spf"), "{after}");
}

#[test]
fn what_an_included_file_holds_is_told_and_nothing_is_written() {
    let folder = folder();
    let (head, rest) = ZONE.split_at(ZONE.find("; what may send").unwrap());
    std::fs::write(folder.path().join("example.fr.zone"), format!("{head}$INCLUDE spf.inc\n")).unwrap();
    std::fs::write(folder.path().join("spf.inc"), rest).unwrap();
    let done = fix(folder.path(), &["--zone", "example.fr.zone", "--write"]);
    assert_eq!(done.status.code(), Some(2), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("spf.inc"), "{done:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("spf.inc")).unwrap(), rest);
}

/// What could not be read may hold the other half of the matter, such as a second SPF record.
#[test]
fn a_file_that_cannot_be_read_whole_is_left_alone() {
    let folder = folder();
    let missing = format!("{ZONE}$INCLUDE missing.inc\n");
    std::fs::write(folder.path().join("example.fr.zone"), &missing).unwrap();
    let done = fix(folder.path(), &["--zone", "example.fr.zone", "--write"]);
    assert_eq!(done.status.code(), Some(2), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("not all of it can be read"), "{done:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("example.fr.zone")).unwrap(), missing);
}

/// Name servers are told by their configuration which zone a file is; here the domain tells it.
#[test]
fn a_file_without_a_name_is_that_of_the_domain() {
    let folder = folder();
    let nameless = ZONE.replace("$ORIGIN example.fr.\n", "");
    std::fs::write(folder.path().join("example.fr.zone"), &nameless).unwrap();
    let done = fix(folder.path(), &["--zone", "example.fr.zone", "--write"]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let after = std::fs::read_to_string(folder.path().join("example.fr.zone")).unwrap();
    let mended = nameless.replace("ipv4:192.0.2.25 a:old.example.fr -all", "ip4:192.0.2.25 -all");
    assert_eq!(after, mended);
}

/// A full disk, or a quota: the zone as it was, and no half of a new one beside it.
#[test]
fn a_disk_that_takes_no_more_loses_nothing() {
    let folder = folder();
    let path = folder.path().join("example.fr.zone");
    let long = format!("{ZONE}{}", "; a line that fills the disk\n".repeat(2_000));
    std::fs::write(&path, &long).unwrap();
    // The limit is in blocks of 512 octets, and writing beyond it is an error where the signal is ignored.
    let limited = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
    let arguments = ["fix", "example.fr", "--zone", "example.fr.zone", "--write", "--offline", "--lang", "en"];
    let mut command = Command::new("/bin/sh");
    command.args(["-c", limited, env!("CARGO_BIN_EXE_preflight")]).args(arguments).args(["--undetermined", "pass"]);
    let done = command.current_dir(folder.path()).env_clear().output().unwrap();
    assert_eq!(done.status.code(), Some(2), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("example.fr.zone"), "{done:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), long);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");
}
