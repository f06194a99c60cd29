//! Programs that judge what is written for them.

use std::process::{Command, Output, Stdio};

/// A program, when it is installed; otherwise `None` and a line on standard error.
///
/// # Panics
/// When it is missing and `PREFLIGHT_TOOLS` is `required`: a gate that is skipped is no gate.
pub(crate) fn find(program: &str) -> Option<Command> {
    let mut asked = Command::new(program);
    asked.arg("-v").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if asked.status().is_ok() {
        return Some(Command::new(program));
    }
    let required = std::env::var_os("PREFLIGHT_TOOLS").is_some_and(|value| value == "required");
    assert!(!required, "{program} is not installed, and PREFLIGHT_TOOLS=required");
    eprintln!("{program} is not installed: what it would judge was not judged");
    None
}

/// What a program said on both its outputs.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
