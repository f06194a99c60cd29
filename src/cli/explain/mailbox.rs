//! `--mailbox`: many bounces in a file (mbox) or a folder (Maildir, or files that end in `.eml`).

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use mail_parser::mailbox::mbox;
use serde::Serialize;

use super::super::args::Format;
use super::super::run::{Stop, problem_line, to_json};
use super::super::settings::{Output, Problem};
use super::super::sink::{Sink, complain};
use crate::explain::dsn;
use crate::explain::summary::Summary;
use crate::explain::words;
use crate::i18n::Texts;
use crate::limits;
use crate::report::terminal::{self, paint};

/// The summary as JSON.
#[derive(Serialize)]
struct Published {
    schema: u8,
    messages: u64,
    bounces: u64,
    fixable_in_dns: u64,
    delivered: u64,
    others: u64,
    cut: u64,
    causes: Vec<PublishedCause>,
}

#[derive(Serialize)]
struct PublishedCause {
    cause: &'static str,
    reason: &'static str,
    fixable_in_dns: bool,
    title: String,
    actions: Vec<String>,
    count: u64,
    temporary: u64,
    permanent: u64,
    receivers: Vec<PublishedReceiver>,
}

#[derive(Serialize)]
struct PublishedReceiver {
    receiver: Option<&'static str>,
    count: u64,
}

/// Sums a mailbox up: exit code 0, or 2 when a part of it could not be read.
pub(super) fn run(path: &Path, output: &Output) -> Result<u8, Stop> {
    let texts = Texts::of(output.lang);
    let mut summary = Summary::default();
    let mut code = 0;
    let mut count = |message: Result<Vec<u8>, Problem>| match message {
        Ok(message) => add(&mut summary, &message),
        Err(problem) => {
            code = 2;
            complain(&problem_line(&problem, texts));
        }
    };
    if path.is_dir() {
        files(path)?.for_each(|file| count(file.and_then(|file| whole(&file))));
    } else {
        messages(path)?.for_each(count);
    }
    if summary.messages == 0 && code == 0 {
        return Err(Problem::new("problem-mailbox-empty").with("file", path.display()).into());
    }
    let mut sink = Sink::open(output)?;
    sink.write(&match output.format {
        Format::Terminal => terminal::explain::summary(&summary, texts, output.detail, paint::width()),
        Format::Json => serde_json::to_string_pretty(&published(&summary, texts)).unwrap_or_default() + "\n",
        Format::Jsonl => to_json(&published(&summary, texts)) + "\n",
    })?;
    sink.finish()?;
    Ok(code)
}

fn add(summary: &mut Summary, message: &[u8]) {
    summary.messages += 1;
    match dsn::read(message) {
        Some(notification) => {
            summary.cut += u64::from(notification.is_cut);
            notification.reports.iter().for_each(|report| summary.add(report));
        }
        None => summary.others += 1,
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    Problem::new("problem-file").with("file", path.display()).because(error)
}

/// Messages, or what kept one from being read.
type Messages<'a> = Box<dyn Iterator<Item = Result<Vec<u8>, Problem>> + 'a>;

/// The messages of a file: those of an mbox, or the one that it is.
fn messages(path: &Path) -> Result<Messages<'_>, Problem> {
    let mut reader = BufReader::new(File::open(path).map_err(|error| unreadable(path, &error))?);
    if !reader.fill_buf().map_err(|error| unreadable(path, &error))?.starts_with(b"From ") {
        return Ok(Box::new(std::iter::once(whole(path))));
    }
    let messages = mbox::MessageIterator::new(Capped::new(reader));
    Ok(Box::new(messages.map(|message| match message {
        Ok(message) => Ok(message.unwrap_contents()),
        Err(error) => Err(unreadable(path, &error)),
    })))
}

/// The files of a folder: of a Maildir those in `cur` and `new`, else those that end in `.eml`.
fn files(folder: &Path) -> Result<impl Iterator<Item = Result<PathBuf, Problem>>, Problem> {
    let is_maildir = folder.join("cur").is_dir() && folder.join("new").is_dir();
    let folders = if is_maildir { vec![folder.join("cur"), folder.join("new")] } else { vec![folder.to_owned()] };
    let mut entries = Vec::new();
    for folder in folders {
        let read = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
        entries
            .push(read.map(move |entry| entry.map(|entry| entry.path()).map_err(|error| unreadable(&folder, &error))));
    }
    Ok(entries.into_iter().flatten().filter(move |path| match path {
        Ok(path) => {
            path.is_file() && (is_maildir || path.extension().is_some_and(|end| end.eq_ignore_ascii_case("eml")))
        }
        Err(_) => true,
    }))
}

/// A file that is one message, no more of it than is read of a message.
fn whole(path: &Path) -> Result<Vec<u8>, Problem> {
    let mut octets = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(limits::MESSAGE_OCTETS as u64 + 1).read_to_end(&mut octets).map_err(|error| unreadable(path, &error))?;
    Ok(octets)
}

/// An mbox of which no message is longer than the bound, and no line: the reader of mail-parser keeps a
/// whole message.
struct Capped<R> {
    reader: R,
    line: Vec<u8>,
    at: usize,
    left: usize,
}

impl<R: BufRead> Capped<R> {
    fn new(reader: R) -> Self {
        Self { reader, line: Vec::new(), at: 0, left: limits::MESSAGE_OCTETS }
    }

    /// Reads the next line that belongs to what is kept.
    fn fill(&mut self) -> io::Result<()> {
        while self.at >= self.line.len() {
            let is_start = self.line.is_empty() || self.line.ends_with(b"\n");
            self.line.clear();
            self.at = 0;
            let bound = limits::BOUNCE_LINE_OCTETS as u64;
            if (&mut self.reader).take(bound).read_until(b'\n', &mut self.line)? == 0 {
                return Ok(());
            }
            if is_start && self.line.starts_with(b"From ") {
                // One octet more than is read of a message, so that it is known to be cut.
                self.left = limits::MESSAGE_OCTETS + 1;
                return Ok(());
            }
            if self.left == 0 {
                self.at = self.line.len();
            }
            self.left = self.left.saturating_sub(self.line.len());
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Capped<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill()?;
        Ok(self.line.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

fn published(summary: &Summary, texts: &Texts) -> Published {
    let (bounces, fixable_in_dns) = summary.failed();
    let causes = summary.rows().into_iter().map(|row| PublishedCause {
        cause: &row.cause.id,
        reason: row.cause.reason.as_str(),
        fixable_in_dns: row.cause.dns,
        title: words::title(row.cause, texts),
        actions: words::actions(row.cause, texts, row.count.outcome()),
        count: row.count.all(),
        temporary: row.count.temporary,
        permanent: row.count.permanent,
        receivers: row.receivers.into_iter().map(|(receiver, count)| PublishedReceiver { receiver, count }).collect(),
    });
    Published {
        schema: 1,
        messages: summary.messages,
        bounces,
        fixable_in_dns,
        delivered: summary.delivered,
        others: summary.others,
        cut: summary.cut,
        causes: causes.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_messages_of_an_mbox_are_cut_and_the_next_is_read() {
        let long = "x\n".repeat(limits::MESSAGE_OCTETS);
        let text = format!("From a Mon\nSubject: one\n\n{long}From b Tue\nSubject: two\n\ny\n");
        let lengths: Vec<_> = mbox::MessageIterator::new(Capped::new(text.as_bytes()))
            .map(|message| message.unwrap().unwrap_contents().len())
            .collect();
        assert_eq!(lengths.len(), 2);
        assert!((limits::MESSAGE_OCTETS + 1..limits::MESSAGE_OCTETS + 10).contains(&lengths[0]), "{lengths:?}");
        assert_eq!(lengths[1], "Subject: two\n\ny\n".len());
    }
}
