//! The words of a zone file, with their places (RFC 1035 section 5.1).
//!
//! The lexer takes any octets: CRLF and LF, a byte order mark, Latin-1, NUL, a last line without an
//! end. It yields one [`Entry`] for each record or directive. What it cannot read becomes a
//! [`Fault`] of that entry, and it goes on with the next thing that looks like a record, so that a
//! forgotten quote costs one record and not the rest of the file. It takes linear time, whatever
//! the input.

use std::ops::Range;

use crate::dns::RecordType;
use crate::dns::record::{Field, unescape};

/// Reads a zone file entry by entry.
#[derive(Debug)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
    line_start: usize,
    /// Set once a parenthesis was found that never closes: from then on one must close before the
    /// next one opens, so that no stretch of the file is read more than a few times.
    strict: bool,
}

/// One record or directive: everything up to the end of its line, or of its parentheses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The first line starts with white space: the owner is the one before (RFC 1035 section 5.1).
    pub indented: bool,
    /// The words, in order.
    pub tokens: Vec<Token>,
    /// Comments that stand on one line with the unquoted word before them.
    pub comments: Vec<Comment>,
    /// What could not be read.
    pub faults: Vec<Fault>,
    /// The octets of the entry in its file, its last line end included.
    pub span: Range<usize>,
}

/// One word, or one text in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First octet in the file, behind the opening quote if there is one.
    pub start: usize,
    /// One past the last octet, before the closing quote.
    pub end: usize,
    /// The line, from 1.
    pub line: u32,
    /// The byte column of the word or of its opening quote, from 1.
    pub column: u32,
    /// Whether it stands in quotes.
    pub quoted: bool,
}

/// A comment that follows an unquoted word on the same line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// Which token of the entry it follows.
    pub after: usize,
    /// The octets of the comment, `;` included.
    pub start: usize,
    /// One past the last octet.
    pub end: usize,
    /// The line, from 1.
    pub line: u32,
    /// The byte column of `;`, from 1.
    pub column: u32,
}

/// Something that is no zone file syntax, and where it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What it is.
    pub kind: FaultKind,
    /// The line, from 1.
    pub line: u32,
    /// The byte column, from 1.
    pub column: u32,
}

/// The ways in which octets fail to be words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FaultKind {
    /// A quoted text that does not end on its line.
    #[error("the quote does not end on its line; write several strings in parentheses instead")]
    OpenQuote,
    /// A parenthesis that never closes.
    #[error("the parenthesis is never closed")]
    OpenParenthesis,
    /// A closing parenthesis without an opening one.
    #[error("a parenthesis closes here that was never opened")]
    CloseParenthesis,
    /// `\` that is followed neither by a character nor by three digits up to 255.
    #[error("an escape is \\ and a character, or \\ and three digits up to 255")]
    Escape,
}

impl<'a> Lexer<'a> {
    /// A lexer at the start of a file; a byte order mark is skipped.
    pub fn new(bytes: &'a [u8]) -> Self {
        let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        Self { bytes, at: start, line: 1, line_start: start, strict: false }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn column(&self) -> u32 {
        u32::try_from(self.at - self.line_start + 1).unwrap_or(u32::MAX)
    }

    fn fault(&self, kind: FaultKind) -> Fault {
        Fault { kind, line: self.line, column: self.column() }
    }

    fn at_line_end(&self) -> bool {
        matches!(self.rest(), [] | [b'\n', ..] | [b'\r', b'\n', ..])
    }

    /// Moves behind the next line end.
    fn skip_line(&mut self) {
        match self.rest().iter().position(|byte| *byte == b'\n') {
            Some(length) => {
                self.at += length + 1;
                self.line += 1;
                self.line_start = self.at;
            }
            None => self.at = self.bytes.len(),
        }
    }

    fn word(&mut self, entry: &mut Entry) {
        let (start, line, column) = (self.at, self.line, self.column());
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b';' | b'(' | b')' | b'"' => break,
                b'\\' => self.escape(entry),
                _ => self.at += 1,
            }
        }
        entry.tokens.push(Token { start, end: self.at, line, column, quoted: false });
    }

    /// Reads a quoted text; false when it does not end on its line.
    fn quoted(&mut self, entry: &mut Entry) -> bool {
        let (line, column, open) = (self.line, self.column(), self.fault(FaultKind::OpenQuote));
        self.at += 1;
        let start = self.at;
        loop {
            if self.at_line_end() {
                entry.faults.push(open);
                return false;
            }
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => self.escape(entry),
                Some(_) | None => self.at += 1,
            }
        }
        entry.tokens.push(Token { start, end: self.at, line, column, quoted: true });
        self.at += 1;
        true
    }

    fn escape(&mut self, entry: &mut Entry) {
        let fault = self.fault(FaultKind::Escape);
        self.at += 1;
        match unescape(self.rest()) {
            Some((_, used)) if !self.at_line_end() => self.at += used,
            Some(_) | None => entry.faults.push(fault),
        }
    }

    fn comment(&mut self, entry: &mut Entry) {
        let start = self.at;
        let length = self.rest().iter().position(|byte| *byte == b'\n').unwrap_or(self.rest().len());
        let end = start + self.rest().get(..length).unwrap_or_default().trim_ascii_end().len();
        if let Some(last) = entry.tokens.last()
            && !last.quoted
            && last.line == self.line
        {
            let (line, column, after) = (self.line, self.column(), entry.tokens.len() - 1);
            entry.comments.push(Comment { after, start, end, line, column });
        }
        self.at += length;
    }

    /// Leaves the broken record: skips the rest of its line, and of the text and the parentheses
    /// that are open, but nothing that looks like a record and nothing behind an empty line.
    fn recover(&mut self, mut in_quotes: bool, mut in_parentheses: bool) {
        self.skip_line();
        while self.at < self.bytes.len() && (in_quotes || in_parentheses) {
            let line = self.rest().split(|byte| *byte == b'\n').next().unwrap_or_default();
            if line.trim_ascii().is_empty() || looks_like_a_record(line) {
                return;
            }
            let quotes = line.iter().filter(|byte| **byte == b'"').count();
            in_quotes ^= !quotes.is_multiple_of(2);
            in_parentheses &= in_quotes || !line.contains(&b')');
            self.skip_line();
        }
    }

    /// Goes back to the line behind an opening parenthesis that nothing closes.
    fn rewind(&mut self, open: &Open, entry: &mut Entry) {
        entry.faults.push(open.fault);
        entry.tokens.retain(|token| token.line <= open.fault.line);
        entry.comments.retain(|comment| comment.line <= open.fault.line);
        (self.at, self.line, self.line_start) = (open.at, open.fault.line, open.line_start);
        self.strict = true;
        self.recover(false, true);
    }
}

/// The outermost parenthesis that is open.
struct Open {
    fault: Fault,
    at: usize,
    line_start: usize,
}

impl Iterator for Lexer<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let mut entry = Entry::default();
        let mut start = self.at;
        let mut open: Option<Open> = None;
        let mut depth = 0usize;
        loop {
            let Some(byte) = self.peek() else {
                if let Some(open) = &open {
                    self.rewind(open, &mut entry);
                }
                break;
            };
            match byte {
                b'\n' => {
                    self.skip_line();
                    if depth > 0 {
                        continue;
                    }
                    if !entry.tokens.is_empty() || !entry.faults.is_empty() {
                        break;
                    }
                    entry = Entry::default();
                    start = self.at;
                }
                b' ' | b'\t' | b'\r' => {
                    entry.indented |= self.at == start && byte != b'\r';
                    self.at += 1;
                }
                b';' => self.comment(&mut entry),
                b'(' => {
                    if let Some(open) = open.as_ref().filter(|_| self.strict) {
                        self.rewind(open, &mut entry);
                        break;
                    }
                    if depth == 0 {
                        let fault = self.fault(FaultKind::OpenParenthesis);
                        open = Some(Open { fault, at: self.at, line_start: self.line_start });
                    }
                    depth += 1;
                    self.at += 1;
                }
                b')' if depth == 0 => {
                    entry.faults.push(self.fault(FaultKind::CloseParenthesis));
                    self.skip_line();
                    break;
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        open = None;
                    }
                    self.at += 1;
                }
                b'"' => {
                    if !self.quoted(&mut entry) {
                        self.recover(true, depth > 0);
                        break;
                    }
                }
                _ => self.word(&mut entry),
            }
        }
        if entry.tokens.is_empty() && entry.faults.is_empty() {
            return None;
        }
        entry.span = start..self.at;
        Some(entry)
    }
}

impl Token {
    /// The text as written, without its quotes.
    pub fn raw<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// The text with its escapes resolved.
    pub fn octets(&self, bytes: &[u8]) -> Vec<u8> {
        let raw = self.raw(bytes);
        let mut octets = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(byte) = raw.get(at) {
            at += 1;
            match unescape(raw.get(at..).unwrap_or_default()) {
                Some((octet, used)) if *byte == b'\\' => {
                    octets.push(octet);
                    at += used;
                }
                Some(_) | None => octets.push(*byte),
            }
        }
        octets
    }

    /// The word as a field of record data.
    pub fn field(&self, bytes: &[u8]) -> Field {
        let raw = String::from_utf8_lossy(self.raw(bytes)).into_owned();
        Field { octets: self.octets(bytes), raw, quoted: self.quoted }
    }
}

/// Whether a line is a directive, or an owner (or none), a TTL and a class in either order, and
/// then a type that exists. Lines of a text that was broken over several do not pass.
fn looks_like_a_record(line: &[u8]) -> bool {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r');
    if let [b'$', letter, ..] = line {
        return letter.is_ascii_alphabetic();
    }
    let indented = line.first().is_some_and(is_blank);
    let words = line.split(is_blank).filter(|word| !word.is_empty());
    for word in words.skip(usize::from(!indented)).take(3) {
        let Ok(word) = std::str::from_utf8(word) else { return false };
        if is_class(word) || RecordType::parse(word).is_some() {
            return true;
        }
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
    }
    false
}

/// Whether a word is a class (RFC 1035 section 3.2.4, RFC 3597 section 5).
pub fn is_class(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    let number = |digits: &str| digits.parse::<u16>().is_ok();
    matches!(upper.as_str(), "IN" | "CH" | "CS" | "HS") || upper.strip_prefix("CLASS").is_some_and(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &[u8]) -> Vec<Vec<String>> {
        let show = |token: &Token| String::from_utf8_lossy(token.raw(text)).into_owned();
        Lexer::new(text).map(|entry| entry.tokens.iter().map(show).collect()).collect()
    }

    fn faults(text: &str) -> Vec<(FaultKind, u32, u32)> {
        Lexer::new(text.as_bytes()).flat_map(|entry| entry.faults).map(|f| (f.kind, f.line, f.column)).collect()
    }

    #[test]
    fn words_and_places() {
        let text = b"\xef\xbb\xbfa  TXT ( \"x;y\"\r\n \"z\" ) ; end\r\n\r\n b\\ c\"d\"\"e\"f";
        assert_eq!(words(text), [vec!["a", "TXT", "x;y", "z"], vec!["b\\ c", "d", "e", "f"]]);
        let entries: Vec<_> = Lexer::new(text).collect();
        let places = |at: usize| entries[at].tokens.iter().map(|t| (t.line, t.column, t.quoted)).collect::<Vec<_>>();
        assert_eq!(places(0), [(1, 1, false), (1, 4, false), (1, 10, true), (2, 2, true)]);
        assert_eq!(places(1), [(4, 2, false), (4, 6, true), (4, 9, true), (4, 12, false)]);
        assert_eq!((entries[0].indented, entries[1].indented), (false, true));
        assert_eq!(entries[1].tokens[0].octets(text), b"b c");
    }

    #[test]
    fn comments_that_cut_a_word() {
        let text = b"a TXT v=DMARC1; p=none\r\nb TXT \"x\" ; fine\nc TXT d ;e";
        let cut: Vec<_> = Lexer::new(text).map(|entry| entry.comments).collect();
        assert_eq!(&text[cut[0][0].start..cut[0][0].end], b"; p=none");
        assert_eq!((cut[0][0].after, cut[0][0].column), (2, 15));
        assert!(cut[1].is_empty());
        assert_eq!(cut[2][0].after, 2);
    }

    #[test]
    fn one_fault_costs_one_record() {
        use FaultKind::*;
        for (text, fault, left) in [
            ("a TXT \"open\nb A 192.0.2.1\n", (OpenQuote, 1, 7), "b"),
            ("a TXT \"v=DKIM1;\n  p=abc\"\nb A 192.0.2.1\n", (OpenQuote, 1, 7), "b"),
            ("a TXT ( \"v=DKIM1;\n p=abc\"\n \"more\" )\nb 1h IN A 192.0.2.1\n", (OpenQuote, 1, 9), "b"),
            ("a MX 10 (\nb A 192.0.2.1\nc TXT ( \"x\" )\n", (OpenParenthesis, 1, 9), "b"),
            ("a MX ) 10\nb A 192.0.2.1\n", (CloseParenthesis, 1, 6), "b"),
            ("a TXT x\\\nb A 192.0.2.1\n", (Escape, 1, 8), "b"),
            ("a TXT \"\\25\"\nb A 192.0.2.1\n", (Escape, 1, 8), "b"),
            ("a TXT \\256 x\nb A 192.0.2.1\n", (Escape, 1, 7), "b"),
        ] {
            assert_eq!(faults(text), [fault], "{text:?}");
            assert_eq!(words(text.as_bytes())[1][0], left, "{text:?}");
        }
    }

    #[test]
    fn parentheses_that_never_close_are_each_said_once() {
        let text = "a TXT ( \"x\"\n".repeat(2_000);
        let found = faults(&text);
        assert_eq!(found.len(), 2_000);
        assert!(found.iter().enumerate().all(|(at, (_, line, _))| at + 1 == *line as usize));
        assert!(faults("a TXT ( ( \"x\" ) \"y\"\n )\n").is_empty());
    }

    #[test]
    fn linear_time_on_hostile_files() {
        for piece in ["(", ")", "\"", "\\", "a (\n", "(\n;", ")\n", "\"\n\n", " \n"] {
            let text = piece.repeat(200_000);
            let _ = Lexer::new(text.as_bytes()).count();
        }
    }
}
