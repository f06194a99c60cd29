//! The receivers that preflight knows, and those a user adds.
//!
//! Adding one takes a file in `receivers/` and a line in [`FILES`], or a file in a folder of one's own
//! (`--receivers`). A file is read when its receiver is asked for.

use std::path::Path;

use super::rules::{Mailboxes, Receiver};
use super::written::{ReceiverFile, RuleError};
use crate::limits;

/// The receivers that ship, in the order in which they are shown: the large ones first, then the
/// filters before others' mailboxes, then software. `checked` in the files is the day of the copy
/// of the page that was read.
#[rustfmt::skip]
const FILES: [(&str, &str); 38] = [
    ("gmail", include_str!("receivers/gmail.toml")),
    ("google_workspace", include_str!("receivers/google_workspace.toml")),
    ("outlook", include_str!("receivers/outlook.toml")),
    ("m365", include_str!("receivers/m365.toml")),
    ("yahoo", include_str!("receivers/yahoo.toml")),
    ("apple", include_str!("receivers/apple.toml")),
    ("orange", include_str!("receivers/orange.toml")),
    ("free", include_str!("receivers/free.toml")),
    ("sfr", include_str!("receivers/sfr.toml")),
    ("laposte", include_str!("receivers/laposte.toml")),
    ("bouygues", include_str!("receivers/bouygues.toml")),
    ("ovh", include_str!("receivers/ovh.toml")),
    ("gmx_webde", include_str!("receivers/gmx_webde.toml")),
    ("ionos", include_str!("receivers/ionos.toml")),
    ("tonline", include_str!("receivers/tonline.toml")),
    ("libero", include_str!("receivers/libero.toml")),
    ("tim", include_str!("receivers/tim.toml")),
    ("mailru", include_str!("receivers/mailru.toml")),
    ("yandex", include_str!("receivers/yandex.toml")),
    ("netease", include_str!("receivers/netease.toml")),
    ("qq", include_str!("receivers/qq.toml")),
    ("zoho", include_str!("receivers/zoho.toml")),
    ("proton", include_str!("receivers/proton.toml")),
    ("fastmail", include_str!("receivers/fastmail.toml")),
    ("comcast", include_str!("receivers/comcast.toml")),
    ("att", include_str!("receivers/att.toml")),
    ("proofpoint", include_str!("receivers/proofpoint.toml")),
    ("mimecast", include_str!("receivers/mimecast.toml")),
    ("barracuda", include_str!("receivers/barracuda.toml")),
    ("ironport", include_str!("receivers/ironport.toml")),
    ("cloudmark", include_str!("receivers/cloudmark.toml")),
    ("postfix", include_str!("receivers/postfix.toml")),
    ("exim", include_str!("receivers/exim.toml")),
    ("rspamd", include_str!("receivers/rspamd.toml")),
    ("spamassassin", include_str!("receivers/spamassassin.toml")),
    ("stalwart", include_str!("receivers/stalwart.toml")),
    ("opendmarc", include_str!("receivers/opendmarc.toml")),
    ("policyd_spf", include_str!("receivers/policyd_spf.toml")),
];

/// The receivers of a prediction that names none: the large ones and the French ones.
const DEFAULT: [&str; 10] =
    ["gmail", "outlook", "m365", "yahoo", "apple", "orange", "free", "sfr", "laposte", "gmx_webde"];

/// Why a folder of receivers could not be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder or a file in it could not be read.
    #[error("{file}: {source}")]
    Io {
        /// Which.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// A file is too large to be one of receivers.
    #[error("{0} is too large for a receiver file")]
    Size(String),
    /// There is no receiver file in the folder.
    #[error("{0} has no file that ends in .toml")]
    Empty(String),
    /// A file does not say what a receiver file says.
    #[error(transparent)]
    Rule(#[from] RuleError),
}

/// Receivers by id: those that ship, replaced and followed by those of a folder.
#[derive(Debug, Clone, Default)]
pub struct Receivers {
    added: Vec<ReceiverFile>,
}

impl Receivers {
    /// Those that ship, and those of a folder: every `*.toml` in it, in the order of their names. One
    /// with the id of a receiver that ships replaces it.
    ///
    /// # Errors
    /// [`FolderError`] for the first file that cannot be used.
    pub fn with_folder(folder: &Path) -> Result<Self, FolderError> {
        let shown = |path: &Path| path.display().to_string();
        let io = |path: &Path| {
            let file = shown(path);
            move |source| FolderError::Io { file, source }
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(io(folder))? {
            let path = entry.map_err(io(folder))?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                paths.push(path);
            }
        }
        paths.sort();
        if paths.is_empty() {
            return Err(FolderError::Empty(shown(folder)));
        }
        let mut added: Vec<ReceiverFile> = Vec::new();
        for path in paths {
            if std::fs::metadata(&path).map_err(io(&path))?.len() > limits::RECEIVER_FILE_OCTETS {
                return Err(FolderError::Size(shown(&path)));
            }
            let text = std::fs::read_to_string(&path).map_err(io(&path))?;
            let read = ReceiverFile::parse(&shown(&path), &text)?;
            if added.iter().any(|known| known.receiver.id == read.receiver.id) {
                let message = format!("there is another receiver `{}` in the folder", read.receiver.id);
                return Err(RuleError { file: shown(&path), line: 1, message }.into());
            }
            added.push(read);
        }
        let all = Self { added };
        // What it takes from another must be there, and take from nobody itself.
        for read in &all.added {
            if read.rules_of.as_ref().is_some_and(|of| all.file(&of.receiver).is_none_or(|of| of.rules_of.is_some())) {
                let message = "`rules_of` names no receiver with rules of its own".to_owned();
                return Err(RuleError { file: read.receiver.id.clone() + ".toml", line: 1, message }.into());
            }
        }
        Ok(all)
    }

    /// Every id, in the order in which receivers are shown.
    pub fn ids(&self) -> Vec<&str> {
        let ships = FILES.iter().map(|(id, _)| *id);
        let more = self.added.iter().map(|read| read.receiver.id.as_str());
        ships.chain(more.filter(|id| FILES.iter().all(|(known, _)| known != id))).collect()
    }

    /// The receiver with this id, in any case.
    pub fn get(&self, id: &str) -> Option<Receiver> {
        let ReceiverFile { mut receiver, rules_of } = self.file(id)?;
        if let Some(of) = rules_of {
            let other = self.file(&of.receiver)?.receiver;
            let holds = |mailboxes: Option<Mailboxes>| mailboxes.is_none_or(|theirs| theirs == of.mailboxes);
            receiver.rules.extend(other.rules.into_iter().filter(|rule| holds(rule.scope.mailboxes)));
            receiver.unseen.extend(other.unseen.into_iter().filter(|unseen| holds(unseen.scope.mailboxes)));
            receiver.notes.extend(other.notes);
        }
        Some(receiver)
    }

    /// Every receiver.
    pub fn all(&self) -> Vec<Receiver> {
        self.ids().into_iter().filter_map(|id| self.get(id)).collect()
    }

    /// Those that are predicted when none is named: the default set, and all of the folder.
    pub fn default_set(&self) -> Vec<Receiver> {
        let added = self.added.iter().map(|read| read.receiver.id.as_str()).filter(|id| !DEFAULT.contains(id));
        DEFAULT.into_iter().chain(added).filter_map(|id| self.get(id)).map(|receiver| receiver.heard(false)).collect()
    }

    fn file(&self, id: &str) -> Option<ReceiverFile> {
        let added = self.added.iter().find(|read| read.receiver.id.eq_ignore_ascii_case(id));
        added.cloned().or_else(|| {
            let (id, text) = FILES.iter().find(|(known, _)| known.eq_ignore_ascii_case(id))?;
            let read = ReceiverFile::parse(&format!("{id}.toml"), text);
            Some(read.expect("the files that ship are read by a test"))
        })
    }
}
