//! `--mailbox`: many bounces in a file (mbox) or a folder (Maildir, or files that end in `.eml`).

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use mail_parser::mailbox::mbox;
use serde::Serialize;

use super::super::args::Format;
use super::super::run::{Stop, problem_line, to_json};
use super::super::settings::{Output, Problem};
use super::super::sink::{self, Sink, complain};
use crate::explain::cause;
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
    fixable_in_dns: Option<bool>,
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
    sink::refuse_inputs(output, [path])?;
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
        let read = |file: PathBuf| File::open(&file).and_then(whole).map_err(|error| unreadable(&file, &error));
        files(path)?.for_each(|file| count(file.and_then(read)));
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
    let start = reader.fill_buf().map_err(|error| unreadable(path, &error))?;
    let before = start.len() - dsn::beginning(start).len();
    let is_mbox = dsn::beginning(start).starts_with(b"From ");
    if !is_mbox {
        let message = whole(reader).map_err(|error| unreadable(path, &error));
        return Ok(Box::new(
            std::iter::once(message).filter(|message| !matches!(message, Ok(octets) if octets.is_empty())),
        ));
    }
    reader.consume(before);
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

/// What is one message, no more of it than is read of a message.
fn whole(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut octets = Vec::new();
    reader.take(limits::MESSAGE_OCTETS as u64 + 1).read_to_end(&mut octets)?;
    Ok(octets)
}

/// An mbox of which no message is longer than the bound, and no line: the reader of mail-parser keeps a
/// whole message. A line that only looks like one that parts messages is quoted for that reader.
struct Capped<R> {
    reader: R,
    line: Vec<u8>,
    at: usize,
    left: usize,
    /// Whether what comes next begins a line.
    at_start: bool,
    /// Whether what was kept ends in the middle of a line.
    is_open: bool,
    is_first: bool,
}

impl<R: BufRead> Capped<R> {
    fn new(reader: R) -> Self {
        Self {
            reader,
            line: Vec::new(),
            at: 0,
            left: limits::MESSAGE_OCTETS,
            at_start: true,
            is_open: false,
            is_first: true,
        }
    }

    /// Reads the next line that belongs to what is kept.
    fn fill(&mut self) -> io::Result<()> {
        while self.at >= self.line.len() {
            self.line.clear();
            self.at = 0;
            let bound = limits::BOUNCE_LINE_OCTETS as u64;
            if (&mut self.reader).take(bound).read_until(b'\n', &mut self.line)? == 0 {
                return Ok(());
            }
            let is_start = std::mem::replace(&mut self.at_start, self.line.ends_with(b"\n"));
            if is_start && self.line.starts_with(b"From ") {
                if std::mem::take(&mut self.is_first) || dsn::is_separator(&self.line) {
                    if std::mem::take(&mut self.is_open) {
                        self.line.insert(0, b'\n');
                    }
                    // One octet more than is read of a message, so that it is known to be cut.
                    self.left = limits::MESSAGE_OCTETS + 1;
                    return Ok(());
                }
                self.line.insert(0, b'>');
            }
            if self.left == 0 {
                self.at = self.line.len();
            } else {
                self.is_open = !self.line.ends_with(b"\n");
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
        cause: row.cause.id,
        reason: row.cause.reason.as_str(),
        fixable_in_dns: (row.cause.id != cause::UNKNOWN).then_some(row.cause.dns),
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
        let next = "From b Tue Nov  3 10:00:00 2026\nSubject: two\n\ny\n";
        let text = format!("From a Mon\nSubject: one\n\n{long}{next}");
        let lengths = |text: &str| -> Vec<_> {
            mbox::MessageIterator::new(Capped::new(text.as_bytes()))
                .map(|message| message.unwrap().unwrap_contents().len())
                .collect()
        };
        // A single line may be as long, and ends with the bound in the middle of it.
        let line = format!("From a Mon\nSubject: one\n\n{}\n{next}", "x".repeat(limits::MESSAGE_OCTETS * 2));
        assert_eq!(lengths(&line)[1..], ["Subject: two\n\ny\n".len()]);
        let lengths = lengths(&text);
        assert_eq!(lengths.len(), 2);
        assert!((limits::MESSAGE_OCTETS + 1..limits::MESSAGE_OCTETS + 10).contains(&lengths[0]), "{lengths:?}");
        assert_eq!(lengths[1], "Subject: two\n\ny\n".len());
    }

    #[test]
    fn sentences_do_not_part_messages() {
        let text = "From a\nSubject: one\n\nFrom now on we refuse.\nFrom 10:30 to noon\n\nFrom b@example.com Tue Nov  3 \
                    10:00:00 2026\nSubject: two\n\n>From c\n";
        let messages: Vec<_> = mbox::MessageIterator::new(Capped::new(text.as_bytes()))
            .map(|message| String::from_utf8(message.unwrap().unwrap_contents()).unwrap())
            .collect();
        assert_eq!(
            messages,
            ["Subject: one\n\nFrom now on we refuse.\nFrom 10:30 to noon\n\n", "Subject: two\n\nFrom c\n"]
        );
    }
}
