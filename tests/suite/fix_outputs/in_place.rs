//! What happens to a file when there is no room for the next one.

use std::fs;
use std::path::Path;
use std::process::Command;

use preflight::fix::output::in_place::{self, WriteError};

use crate::support::tools;

/// Names the file to the process that has no room.
const FILE: &str = "PREFLIGHT_TEST_FULL";

const OLD: &str = "@ TXT old\n";

/// A limit on the size of files fails a write as a full disk does, and takes no right to set.
#[cfg(unix)]
#[test]
fn a_full_disk_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("z");
    fs::write(&file, OLD).unwrap();
    let run = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" --exact fix_outputs::in_place::without_room"])
        .arg(std::env::current_exe().unwrap())
        .env(FILE, &file)
        .output()
        .unwrap();
    assert!(run.status.success() && tools::said(&run).contains("1 passed"), "{}", tools::said(&run));
    assert_eq!(fs::read_to_string(&file).unwrap(), OLD);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// The part of the test above that runs in a process of its own; otherwise there is nothing to do.
#[test]
fn without_room() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let long = "x".repeat(1 << 20);
    let result = in_place::write(Path::new(&file), OLD.as_bytes(), long.as_bytes());
    assert!(matches!(result, Err(WriteError::Beside(_))), "{result:?}");
}
