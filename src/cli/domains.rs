//! The domains of a run, one after the other: those of the command line, then the lines of
//! `--input`. A list is read as it is needed, so that its length does not matter.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::settings::{self, Problem};
use crate::lines;
use crate::name::DomainName;

/// The lines of a list; comments (`#`) and empty lines are passed over.
pub(super) struct Lines {
    shown: String,
    lines: lines::Lines<Box<dyn BufRead>>,
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
        Ok(Self { shown: path.display().to_string(), lines: lines::Lines::new(reader(path)?, bound) })
    }

    /// The name of the list.
    pub(super) fn name(&self) -> &str {
        &self.shown
    }
}

/// Opens a file that is read line by line; `-` is standard input.
///
/// # Errors
/// A [`Problem`] when it cannot be read.
pub(super) fn reader(path: &Path) -> Result<Box<dyn BufRead>, Problem> {
    let unreadable = |error: io::Error| Problem::new("problem-file").with("file", path.display()).because(&error);
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    Ok(Box::new(BufReader::new(file)))
}

impl Iterator for Lines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let problem = |key: &'static str| Problem::new(key).with("file", &self.shown);
        loop {
            let line = match self.lines.next()? {
                Ok(line) => line,
                Err(error) => return Some(Line { number: 0, text: Err(problem("problem-file").because(&error)) }),
            };
            let number = line.number;
            match line.text {
                None => return Some(Line { number, text: Err(problem("problem-line-long").with("line", number)) }),
                Some(text) if text.trim().is_empty() || text.starts_with('#') => {}
                Some(text) => return Some(Line { number, text: Ok(text) }),
            }
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
