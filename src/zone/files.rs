//! Where the files of a zone come from.
//!
//! The reader itself opens nothing: it asks a [`Files`]. [`Folder`] is the one that touches the
//! disk, and it stays inside the folder of the zone file unless it is told otherwise, because a
//! zone in a pull request is written by somebody we do not know.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::records::Zone;
use crate::limits;
use crate::name::DomainName;

/// Opens the files that `$INCLUDE` names.
pub trait Files {
    /// Reads one file, named as the directive names it.
    ///
    /// # Errors
    /// [`FileError`] says why it is not read.
    fn open(&self, path: &str) -> Result<Included, FileError>;
}

/// An included file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Included {
    /// The name that locations carry.
    pub shown: String,
    /// The same for two names of one file.
    pub identity: String,
    /// Its octets.
    pub bytes: Vec<u8>,
}

/// Why a file is not read.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The operating system says no.
    #[error("{0}")]
    Io(#[source] Arc<io::Error>),
    /// It is a folder, a device or a pipe.
    #[error("it is not a regular file")]
    NotAFile,
    /// It is larger than [`limits::FILE_OCTETS`].
    #[error("it is larger than {} MiB", limits::FILE_OCTETS >> 20)]
    TooLarge,
    /// It lies outside the folder of the zone file.
    #[error("it lies outside the folder of the zone file")]
    Outside,
    /// Nothing is included here at all.
    #[error("files are not included here")]
    Refused,
}

impl PartialEq for FileError {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Io(a), Self::Io(b)) => a.kind() == b.kind(),
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

impl Eq for FileError {}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        Self::Io(Arc::new(error))
    }
}

/// A zone file that could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {source}")]
pub struct ReadError {
    /// The file as it was named.
    pub file: String,
    /// Why.
    pub source: FileError,
}

/// Which files a zone may include.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Includes {
    /// Those in the folder of the zone file and below.
    #[default]
    InFolder,
    /// Those that can be read.
    Anywhere,
}

impl Zone {
    /// Reads a zone file and what it includes.
    ///
    /// # Errors
    /// [`ReadError`] when the file itself cannot be read; what is wrong inside it is in
    /// [`Zone::errors`].
    pub fn read(path: &Path, origin: Option<&DomainName>, includes: Includes) -> Result<Self, ReadError> {
        let file = path.display().to_string();
        let bytes = match read_bounded(path) {
            Ok(bytes) => bytes,
            Err(source) => return Err(ReadError { file, source }),
        };
        let root = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let identity = fs::canonicalize(path).map_or_else(|_| file.clone(), |real| real.display().to_string());
        Ok(Self::parse_as(&file, identity, &bytes, origin, &Folder { root, includes }))
    }
}

/// The folder of a zone file; included names are relative to it.
#[derive(Debug, Clone)]
pub struct Folder {
    /// The folder; empty for the working folder.
    pub root: PathBuf,
    /// Whether files outside of it may be read.
    pub includes: Includes,
}

impl Files for Folder {
    fn open(&self, path: &str) -> Result<Included, FileError> {
        let joined = self.root.join(path);
        let root = if self.root.as_os_str().is_empty() { Path::new(".") } else { &self.root };
        // What is opened is the path with its links resolved, so that it is also what was judged.
        let real = fs::canonicalize(&joined)?;
        if self.includes == Includes::InFolder && !real.starts_with(fs::canonicalize(root)?) {
            return Err(FileError::Outside);
        }
        let bytes = read_bounded(&real)?;
        Ok(Included { shown: joined.display().to_string(), identity: real.display().to_string(), bytes })
    }
}

/// No files: every `$INCLUDE` is refused.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn open(&self, _: &str) -> Result<Included, FileError> {
        Err(FileError::Refused)
    }
}

/// Files in memory, by name.
impl Files for BTreeMap<String, Vec<u8>> {
    fn open(&self, path: &str) -> Result<Included, FileError> {
        let bytes = self.get(path).ok_or_else(|| FileError::from(io::Error::from(io::ErrorKind::NotFound)))?;
        Ok(Included { shown: path.to_owned(), identity: path.to_owned(), bytes: bytes.clone() })
    }
}

/// The octets of a regular file within the bound on files.
pub(crate) fn read_bounded(path: &Path) -> Result<Vec<u8>, FileError> {
    if !fs::metadata(path)?.is_file() {
        return Err(FileError::NotAFile);
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(limits::FILE_OCTETS + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits::FILE_OCTETS {
        return Err(FileError::TooLarge);
    }
    Ok(bytes)
}
