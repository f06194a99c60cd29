//! Where the public suites lie.

use std::path::{Path, PathBuf};

/// The folder of the public suites: the one `PREFLIGHT_SUITES` names, else the sibling folder, if
/// there is one.
///
/// # Panics
/// When `PREFLIGHT_SUITES` names a folder that is not there: a suite that was asked for must run.
pub(crate) fn folder() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("PREFLIGHT_SUITES") {
        let named = PathBuf::from(named);
        assert!(named.is_dir(), "PREFLIGHT_SUITES names {}, which is no folder", named.display());
        return Some(named);
    }
    let sibling = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites");
    sibling.is_dir().then_some(sibling)
}

/// The text of one file of the suites; `None` (and a line on standard error) without the folder.
pub(crate) fn read(path: &str) -> Option<String> {
    let Some(folder) = folder() else {
        eprintln!("public suites not found: {path} was not run (set PREFLIGHT_SUITES)");
        return None;
    };
    let file = folder.join(path);
    let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    // Some suites are Latin-1 on purpose; their octets are kept as characters.
    Some(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => error.into_bytes().iter().map(|octet| char::from(*octet)).collect(),
    })
}
