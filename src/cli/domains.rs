//! The domains of a run, one after the other: those of the command line, then the lines of
//! `--input`. A list is read as it is needed, so that its length does not matter.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::settings::{self, Problem};
use crate::name::DomainName;

/// The lines of a list; comments (`#`) and empty lines are passed over.
pub(super) struct Lines {
    shown: String,
    reader: Box<dyn BufRead>,
    line: usize,
    bound: u64,
}

/// One line of a list.
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: usize,
    /// Its text, without the end of the line.
    pub(super) text: Result<String, Problem>,
}

impl Lines {
    /// Opens a list whose lines have at most `bound` octets; `-` is standard input.
    ///
    /// # Errors
    /// A [`Problem`] when it cannot be read.
    pub(super) fn open(path: &Path, bound: usize) -> Result<Self, Problem> {
        let shown = path.display().to_string();
        let unreadable = |error: io::Error| Problem::new("problem-file").with("file", &shown).because(&error);
        let reader: Box<dyn BufRead> = if path == Path::new("-") {
            Box::new(BufReader::new(io::stdin()))
        } else {
            let file = File::open(path).map_err(unreadable)?;
            if file.metadata().map_err(unreadable)?.is_dir() {
                return Err(unreadable(io::ErrorKind::IsADirectory.into()));
            }
            Box::new(BufReader::new(file))
        };
        Ok(Self { shown, reader, line: 0, bound: bound as u64 })
    }

    /// The name of the list.
    pub(super) fn name(&self) -> &str {
        &self.shown
    }

    fn read(&mut self) -> Option<Result<String, Problem>> {
        let mut octets = Vec::new();
        let bound = self.bound;
        let read = (&mut self.reader).take(bound + 1).read_until(b'\n', &mut octets);
        let problem = |key: &'static str| Problem::new(key).with("file", &self.shown);
        match read {
            Err(error) => return Some(Err(problem("problem-file").because(&error))),
            Ok(0) => return None,
            Ok(_) => self.line += 1,
        }
        if octets.len() as u64 > bound {
            // The rest of an endless line is skipped, not kept.
            while !octets.ends_with(b"\n") {
                octets.clear();
                match (&mut self.reader).take(bound).read_until(b'\n', &mut octets) {
                    Ok(0) | Err(_) => break,
                    Ok(_) => {}
                }
            }
            return Some(Err(problem("problem-line-long").with("line", self.line)));
        }
        let text = String::from_utf8_lossy(&octets);
        Some(Ok(text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']).to_owned()))
    }
}

impl Iterator for Lines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        loop {
            let text = self.read()?;
            if text.as_ref().is_ok_and(|text| text.trim().is_empty() || text.starts_with('#')) {
                continue;
            }
            return Some(Line { number: self.line, text });
        }
    }
}

/// The domains that were typed, then those of the list; each is a domain or the problem with it.
pub(super) fn all(typed: &[String], list: Option<Lines>) -> impl Iterator<Item = Result<DomainName, Problem>> {
    let typed: Vec<_> = typed.iter().map(|text| settings::domain(text)).collect();
    let listed = list.into_iter().flat_map(|lines| {
        let file = lines.name().to_owned();
        lines.map(move |line| {
            let text = line.text?;
            settings::domain(&text).map_err(|problem| problem.in_line(&file, line.number))
        })
    });
    typed.into_iter().chain(listed)
}
