//! Puts a patched file in the place of the one it was made from.
//!
//! The new octets go to a file beside it first, with the same mode and owner, and are on the disk before it takes
//! the name: whatever goes wrong, the name leads to the whole old file or to the whole new one.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::zone::files::{FileError, read_bounded};

/// Why a file was not replaced; it is what it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The file cannot be read or written.
    #[error("{0}")]
    File(#[source] FileError),
    /// The file is not what it was when the patch was made.
    #[error("the file changed meanwhile")]
    Changed,
    /// The new file cannot be written beside the old one.
    #[error("no file can be written beside it: {0}")]
    Beside(#[source] io::Error),
    /// The new file cannot be given the owner and group of the old one.
    #[error("the new file would not have the owner of the old one: {0}")]
    Owner(#[source] io::Error),
}

/// Replaces the octets of a file, provided that they are still `before`.
///
/// A link stays a link: the file it leads to is replaced. The mode, the owner and the group stay.
///
/// # Errors
/// [`WriteError`]; the old file is whole then, and there is no other file beside it.
pub fn write(path: &Path, before: &[u8], patched: &[u8]) -> Result<(), WriteError> {
    let file = |error: io::Error| WriteError::File(error.into());
    let real = fs::canonicalize(path).map_err(file)?;
    let metadata = fs::metadata(&real).map_err(file)?;
    if !metadata.is_file() {
        return Err(WriteError::File(FileError::NotAFile));
    }
    // Whoever may not write to the file may not replace it either, although the folder might let them.
    OpenOptions::new().write(true).open(&real).map_err(file)?;
    let folder = real.parent().unwrap_or(Path::new("."));
    let mut new = NamedTempFile::new_in(folder).map_err(WriteError::Beside)?;
    new.write_all(patched).map_err(WriteError::Beside)?;
    keep_owner(new.as_file(), &metadata).map_err(WriteError::Owner)?;
    new.as_file().set_permissions(metadata.permissions()).map_err(WriteError::Beside)?;
    new.as_file().sync_all().map_err(WriteError::Beside)?;
    if read_bounded(&real).map_err(WriteError::File)? != before {
        return Err(WriteError::Changed);
    }
    new.persist(&real).map_err(|error| WriteError::Beside(error.error))?;
    // The new file is in its place; a file system that cannot sync folders has nothing to report.
    _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

#[cfg(unix)]
fn keep_owner(new: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let made = new.metadata()?;
    let differs = |now: u32, then: u32| (now != then).then_some(then);
    match (differs(made.uid(), old.uid()), differs(made.gid(), old.gid())) {
        (None, None) => Ok(()),
        (owner, group) => fchown(new, owner, group),
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn the_file_and_no_other() {
        let folder = folder();
        let path = folder.path().join("z");
        fs::write(&path, "old").unwrap();
        write(&path, b"old", b"\xff").unwrap();
        assert_eq!((fs::read(&path).unwrap(), names(folder.path())), (b"\xff".to_vec(), vec!["z".to_owned()]));
    }

    #[test]
    fn what_changed_meanwhile_is_not_lost() {
        let folder = folder();
        let path = folder.path().join("z");
        fs::write(&path, "newer").unwrap();
        assert!(matches!(write(&path, b"old", b"new"), Err(WriteError::Changed)));
        assert_eq!((fs::read(&path).unwrap(), names(folder.path())), (b"newer".to_vec(), vec!["z".to_owned()]));
        assert!(matches!(write(&folder.path().join("none"), b"", b"new"), Err(WriteError::File(_))));
        assert_eq!(names(folder.path()), ["z"]);
    }

    #[cfg(unix)]
    #[test]
    fn mode_owner_and_link_stay() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
        let folder = folder();
        let (path, link) = (folder.path().join("z"), folder.path().join("link"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        // Only root may give a file away; everybody else sees that their own stays.
        let given = chown(&path, Some(12_345), Some(12_346)).is_ok();
        symlink("z", &link).unwrap();
        write(&link, b"old", b"new").unwrap();
        let metadata = fs::metadata(&path).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o7777, 0o640);
        assert!(!given || (metadata.uid(), metadata.gid()) == (12_345, 12_346));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_is_not_replaced() {
        use std::os::unix::fs::FileTypeExt;
        assert!(matches!(write(Path::new("/dev/full"), b"x", b"new"), Err(WriteError::File(FileError::NotAFile))));
        assert!(fs::metadata("/dev/full").unwrap().file_type().is_char_device());
    }
}
