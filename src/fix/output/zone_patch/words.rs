//! Record data in place of other data, word by word, with the layout of what was there.

use std::ops::Range;

use super::lines::{blank, eol};
use super::walk::Edit;
use crate::dns::RecordData;
use crate::dns::record::{dotted, quote};
use crate::zone::layout::Placed;
use crate::zone::lexer::Token;

/// Columns that a line of several texts may have before they stand below each other.
pub(super) const LINE: usize = 100;

/// The words of record data, names absolute.
pub(super) fn words(data: &RecordData) -> Vec<String> {
    match data {
        RecordData::Txt(txt) => txt.strings().map(quote).collect(),
        RecordData::Mx { preference, exchange } => vec![preference.to_string(), dotted(exchange)],
        RecordData::A(_)
        | RecordData::Aaaa(_)
        | RecordData::Cname(_)
        | RecordData::Ns(_)
        | RecordData::Ptr(_)
        | RecordData::Soa { .. }
        | RecordData::Other(_) => vec![data.to_string()],
    }
}

/// The edits that turn the data of an entry without faults into `new`.
///
/// Words that stay are not touched. As many new words as old ones take their places one by one; otherwise the
/// stretch from the first to the last that differs is written anew, the comments in it before the words.
pub(super) fn edits(bytes: &[u8], placed: &Placed, old: Option<&RecordData>, new: &RecordData) -> Vec<Edit> {
    let tokens = placed.entry.tokens.get(placed.head.first_data..).unwrap_or_default();
    let new = words(new);
    let old = old.map(words).filter(|old| old.len() == tokens.len() && !is_generic(bytes, tokens)).unwrap_or_default();
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = |words: &[String]| words.get(start..).unwrap_or_default().to_vec();
    let end = rest(&old).iter().rev().zip(rest(&new).iter().rev()).take_while(|(a, b)| a == b).count();
    // There is always a word to write in place of another: a neighbour that stays is written again if need be.
    let lacks = start + end >= tokens.len() || start + end >= new.len();
    let (start, end) = match (lacks, start) {
        (false, _) => (start, end),
        (true, 0) => (0, end.saturating_sub(1)),
        (true, _) => (start - 1, end),
    };
    let tokens = tokens.get(start..tokens.len().saturating_sub(end)).unwrap_or_default();
    let new = new.get(start..new.len().saturating_sub(end)).unwrap_or_default();
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
    let end = if end == 0 { behind_touching_comment(bytes, placed, last) } else { extent(last).end };
    if tokens.len() == new.len() {
        let edit = |(token, word): (&Token, &String)| Edit { range: extent(token), text: word.clone().into_bytes() };
        let mut edits: Vec<_> = tokens.iter().zip(new).map(edit).collect();
        if let Some(edit) = edits.last_mut() {
            edit.range.end = end;
        }
        return edits;
    }
    vec![stretch(bytes, placed, extent(first).start..end, new)]
}

/// The octets of a word, its quotes included.
pub(super) fn extent(token: &Token) -> Range<usize> {
    if token.quoted { token.start - 1..token.end + 1 } else { token.start..token.end }
}

/// Whether the data is in the form for unknown types (RFC 3597 section 5).
fn is_generic(bytes: &[u8], tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|first| !first.quoted && first.raw(bytes) == b"\\#")
}

/// Where a word ends, with the comment that touches it: what follows a `;` within an unquoted text was meant as text,
/// and would otherwise stay behind the text that replaces it.
fn behind_touching_comment(bytes: &[u8], placed: &Placed, last: &Token) -> usize {
    let end = extent(last).end;
    let mut comments = placed.entry.comments.iter();
    let touching = comments.find(|comment| !last.quoted && comment.start == end && bytes.get(end) == Some(&b';'));
    touching.map_or(end, |comment| comment.end)
}

/// New words for a stretch of an entry; parentheses that open or close in it still do.
fn stretch(bytes: &[u8], placed: &Placed, range: Range<usize>, words: &[String]) -> Edit {
    let around = Around::of(bytes, placed, &range);
    let line = bytes.get(..range.start).unwrap_or_default().rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let width = line.len() + words.iter().map(|word| word.len() + 1).sum::<usize>();
    let below_each_other = !around.comments.is_empty() || (words.len() > 1 && width > LINE);
    let encloses = below_each_other && around.before == 0 && around.behind == 0;
    let opens = around.behind.saturating_sub(around.before) + usize::from(encloses);
    let closes = around.before.saturating_sub(around.behind) + usize::from(encloses);
    let indent = blank(line) + if opens > 0 { "  " } else { "" };
    let next_line = format!("{}{indent}", eol(bytes));

    let mut text = "( ".repeat(opens).into_bytes();
    for comment in around.comments {
        text.extend(bytes.get(comment).unwrap_or_default());
        text.extend(next_line.bytes());
    }
    let separator = if below_each_other { next_line.as_str() } else { " " };
    text.extend(words.join(separator).bytes());
    text.extend(" )".repeat(closes).bytes());
    Edit { range, text }
}

/// What a stretch of an entry stands in and holds besides words.
struct Around {
    /// How many parentheses are open before it.
    before: usize,
    /// How many are open behind it.
    behind: usize,
    /// The comments in it.
    comments: Vec<Range<usize>>,
}

impl Around {
    fn of(bytes: &[u8], placed: &Placed, range: &Range<usize>) -> Self {
        let mut around = Self { before: 0, behind: 0, comments: Vec::new() };
        let mut tokens = placed.entry.tokens.iter().map(extent).peekable();
        let (mut at, mut depth) = (placed.entry.span.start, 0usize);
        while at < range.end {
            if at <= range.start {
                around.before = depth;
            }
            if let Some(token) = tokens.next_if(|token| token.start <= at) {
                at = token.end.max(at + 1);
                continue;
            }
            match bytes.get(at) {
                Some(b'(') => depth += 1,
                Some(b')') => depth = depth.saturating_sub(1),
                Some(b';') => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                    let text = rest.get(..length).unwrap_or_default().trim_ascii_end();
                    if at >= range.start && at + text.len() < range.end {
                        around.comments.push(at..at + text.len());
                    }
                    at += length.max(1) - 1;
                }
                Some(_) | None => {}
            }
            at += 1;
        }
        around.behind = depth;
        around
    }
}
