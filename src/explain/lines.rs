//! The bounces of a text, one after the other: a line each, but for the replies that go over several.

use std::io::{self, BufRead};

use super::codes::Status;
use crate::limits;
use crate::lines::{Line, Lines};

/// One bounce of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    /// The number of its first line, from 1.
    pub line: usize,
    /// Its text; `None` when a line is longer than the bound, and was passed over.
    pub text: Option<String>,
}

/// The bounces of a reader. Empty lines are passed over.
pub struct Bounces<R> {
    lines: Lines<R>,
    next: Option<Line>,
}

impl<R: BufRead> Bounces<R> {
    /// The bounces of `reader`.
    pub fn new(reader: R) -> Self {
        Self { lines: Lines::new(reader, limits::BOUNCE_LINE_OCTETS), next: None }
    }

    fn line(&mut self) -> Option<io::Result<Line>> {
        self.next.take().map(Ok).or_else(|| self.lines.next())
    }

    fn read(&mut self) -> io::Result<Option<Bounce>> {
        let first = loop {
            match self.line().transpose()? {
                None => return Ok(None),
                Some(line) if line.text.as_deref().is_some_and(|text| text.trim().is_empty()) => {}
                Some(line) => break line,
            }
        };
        let (number, Some(mut text)) = (first.number, first.text) else {
            return Ok(Some(Bounce { line: first.number, text: None }));
        };
        let mut open = Open::of(&text);
        for _ in 1..limits::REPLY_LINES {
            let Some(line) = self.line().transpose()? else { break };
            let belongs = line.text.as_deref().is_some_and(|next| {
                let is_folded = next.starts_with([' ', '\t']) && !next.trim().is_empty();
                is_folded || open.as_ref().is_some_and(|open| open.is_continued_by(next))
            });
            if !belongs {
                self.next = Some(line);
                break;
            }
            let next = line.text.unwrap_or_default();
            if !next.starts_with([' ', '\t']) {
                open = Open::of(&next);
            }
            text.push('\n');
            text.push_str(&next);
        }
        Ok(Some(Bounce { line: number, text: Some(text) }))
    }
}

/// A reply that goes on.
struct Open {
    code: String,
    status: Option<Status>,
}

impl Open {
    /// The reply whose line this is, when more of it follows: `550-` (RFC 5321 section 4.2.1). Logs write its lines
    /// behind one another with `\n` or a space between them; then the last one decides.
    fn of(line: &str) -> Option<Self> {
        let last = line.rsplit("\\n").next().filter(|last| code(last).is_some()).unwrap_or(line);
        let code = code(last)?;
        let rest = last.get(3..)?.strip_prefix('-').filter(|rest| !rest.contains(&format!(" {code} ")))?;
        Some(Self { code: code.to_owned(), status: leading(rest) })
    }

    /// Whether a line is of the same reply: it has the same code, and the same status where both have one (RFC 2034
    /// section 4).
    fn is_continued_by(&self, line: &str) -> bool {
        let status = line.get(4..).and_then(leading);
        let is_other = self.status.zip(status).is_some_and(|(one, other)| one != other);
        code(line) == Some(self.code.as_str()) && !is_other
    }
}

/// The basic code that a line begins with.
fn code(line: &str) -> Option<&str> {
    line.get(..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The status that a text begins with.
fn leading(text: &str) -> Option<Status> {
    text.split([' ', '\\']).next().and_then(Status::parse)
}

impl<R: BufRead> Iterator for Bounces<R> {
    type Item = io::Result<Bounce>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounces(text: &str) -> Vec<(usize, Option<String>)> {
        Bounces::new(text.as_bytes())
            .map(|one| one.expect("memory can be read"))
            .map(|one| (one.line, one.text))
            .collect()
    }

    #[test]
    fn replies_of_several_lines() {
        let text = "550-5.7.26 one\r\n550 5.7.26 two\r\n\r\n550 three\n550 four\nhost said:\n  folded\n";
        let expected =
            [(1, "550-5.7.26 one\n550 5.7.26 two"), (4, "550 three"), (5, "550 four"), (6, "host said:\n  folded")];
        assert_eq!(bounces(text), expected.map(|(line, text)| (line, Some(text.to_owned()))));
    }

    #[test]
    fn replies_of_another_bounce_stay_apart() {
        for lines in [["550-5.7.26 one", "550 5.1.1 two"], ["550-one\\n550 two", "550 three"]] {
            let expected = [(1, lines[0]), (2, lines[1])].map(|(line, text)| (line, Some(text.to_owned())));
            assert_eq!(bounces(&lines.join("\n")), expected);
        }
        assert_eq!(bounces("550-one\\n550-two\n550 three").len(), 1);
        assert_eq!(bounces("550-5.7.26 one\n550 two").len(), 1);
    }

    #[test]
    fn a_whole_reply_in_one_line_is_one_bounce() {
        let lines = ["550-5.1.1 No such user. 550 5.1.1 a - gsmtp", "550-5.1.1 No such user. 550 5.1.1 b - gsmtp"];
        assert_eq!(bounces(&lines.join("\n")).len(), 2);
        assert_eq!(bounces("550-one 550-two\n550 three").len(), 1);
    }

    #[test]
    fn what_is_too_long_is_passed_over() {
        let text = format!("{}\n550 b\n", "x".repeat(limits::BOUNCE_LINE_OCTETS + 1));
        assert_eq!(bounces(&text), [(1, None), (2, Some("550 b".to_owned()))]);
        let endless = "550-x\n".repeat(limits::REPLY_LINES * 3);
        assert_eq!(bounces(&endless).len(), 3);
        assert_eq!(bounces("\n\n \n"), []);
    }
}
