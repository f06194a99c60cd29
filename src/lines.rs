//! The lines of a text that somebody else wrote: read as they are needed, none longer than a bound.

use std::io::{self, BufRead, Read};

/// The lines of a reader.
pub struct Lines<R> {
    reader: R,
    number: usize,
    bound: usize,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its text, without the end of the line and without a byte order mark; `None` when it is longer
    /// than the bound, and was skipped.
    pub text: Option<String>,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `reader`, none longer than `bound` octets.
    pub fn new(reader: R, bound: usize) -> Self {
        Self { reader, number: 0, bound }
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut octets = Vec::new();
        let bound = self.bound as u64;
        if (&mut self.reader).take(bound + 1).read_until(b'\n', &mut octets)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let number = self.number;
        if octets.len() > self.bound {
            // The rest of an endless line is skipped, not kept.
            while !octets.ends_with(b"\n") {
                octets.clear();
                if (&mut self.reader).take(bound.max(1)).read_until(b'\n', &mut octets)? == 0 {
                    break;
                }
            }
            return Ok(Some(Line { number, text: None }));
        }
        let text = String::from_utf8_lossy(&octets);
        let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
        Ok(Some(Line { number, text: Some(text.to_owned()) }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, bound: usize) -> Vec<Option<String>> {
        Lines::new(text.as_bytes(), bound).map(|line| line.expect("memory can be read").text).collect()
    }

    #[test]
    fn ends_and_marks() {
        let whole = |texts: &[&str]| texts.iter().map(|text| Some((*text).to_owned())).collect::<Vec<_>>();
        assert_eq!(lines("\u{feff}a\r\nb\n\nc", 80), whole(&["a", "b", "", "c"]));
        assert_eq!(lines("", 80), whole(&[]));
    }

    #[test]
    fn long_lines_are_skipped_whole() {
        let text = format!("{}\nb\n{}", "x".repeat(100), "y".repeat(100));
        assert_eq!(lines(&text, 10), [None, Some("b".to_owned()), None]);
    }
}
