//! New lines that look like those around them.

use super::words::{LINE, words};
use crate::dns::{RecordData, RecordType};
use crate::name::DomainName;
use crate::zone::layout::Placed;
use crate::zone::lexer::Token;

use super::super::page::relative;
use crate::dns::record::dotted;

/// A record to be written on a line of its own.
pub(super) struct NewLine<'a> {
    pub(super) owner: &'a str,
    /// The TTL, when the one in force is another.
    pub(super) ttl: Option<u32>,
    pub(super) kind: RecordType,
    pub(super) data: &'a RecordData,
}

impl NewLine<'_> {
    /// The line without its end, in the columns of an entry beside it.
    pub(super) fn text(&self, bytes: &[u8], beside: Option<&Placed>) -> String {
        let columns = beside.and_then(|placed| Columns::of(bytes, placed)).unwrap_or_default();
        let mut line = self.owner.to_owned();
        line.push_str(&padding(width(&line), columns.first, columns.tabs));
        if let Some(ttl) = self.ttl {
            line.push_str(&format!("{ttl}{}", columns.ttl_gap));
        }
        if let Some((class, gap)) = &columns.class {
            line.push_str(&format!("{class}{gap}"));
        }
        line.push_str(&self.kind.to_string());
        line.push_str(&columns.data_gap(self.kind));
        let words = words(self.data);
        let total = width(&line) + words.iter().map(|word| word.len() + 1).sum::<usize>();
        if words.len() == 1 || total <= LINE {
            return line + &words.join(" ");
        }
        let next_line = format!("{}{}  ", eol(bytes), blank(line.as_bytes()));
        format!("{line}( {} )", words.join(&next_line))
    }
}

/// Where the words of a line stand.
struct Columns {
    /// The column of the first word behind the owner, from 0.
    first: usize,
    /// Whether tabs lead to it.
    tabs: bool,
    ttl_gap: String,
    /// The class as written and what follows it.
    class: Option<(String, String)>,
    /// The type as written and what follows it.
    kind: (String, String),
}

impl Default for Columns {
    fn default() -> Self {
        let gap = || " ".to_owned();
        Self {
            first: 0,
            tabs: false,
            ttl_gap: gap(),
            class: Some(("IN".to_owned(), gap())),
            kind: (String::new(), gap()),
        }
    }
}

impl Columns {
    /// Those of an entry whose words before the data stand on one line.
    fn of(bytes: &[u8], placed: &Placed) -> Option<Self> {
        let head = &placed.head;
        let kind = head.kind?;
        let first = [head.ttl, head.class, head.kind].into_iter().flatten().min_by_key(|token| token.start)?;
        let text = |from: usize, to: usize| bytes.get(from..to).and_then(|text| std::str::from_utf8(text).ok());
        let before = text(placed.entry.span.start, first.start)?;
        if !text(placed.entry.span.start, kind.end)?.bytes().all(|byte| byte != b'(' && byte != b'\n') {
            return None;
        }
        let gap = |token: &Token| {
            let rest = bytes.get(token.end..).unwrap_or_default();
            let length = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            text(token.end, token.end + length).filter(|gap| !gap.is_empty()).unwrap_or(" ").to_owned()
        };
        let with_gap = |token: Token| Some((text(token.start, token.end)?.to_owned(), gap(&token)));
        Some(Self {
            first: width(before),
            tabs: before.contains('\t'),
            ttl_gap: head.ttl.as_ref().or(head.class.as_ref()).map_or_else(|| " ".to_owned(), gap),
            class: head.class.and_then(with_gap),
            kind: with_gap(kind)?,
        })
    }

    /// What leads from a type to the column of the data.
    fn data_gap(&self, kind: RecordType) -> String {
        let (written, gap) = &self.kind;
        if gap.len() == 1 || gap.contains('\t') {
            return gap.clone();
        }
        " ".repeat((written.len() + gap.len()).saturating_sub(kind.to_string().len()).max(1))
    }
}

/// An owner as it is written where `origin` is in force.
pub(super) fn spell(owner: &DomainName, origin: Option<&DomainName>) -> String {
    match origin {
        Some(origin) => relative(owner, origin).unwrap_or_else(|| "@".to_owned()),
        None => dotted(owner),
    }
}

/// White space from one column to another, at least one character.
pub(super) fn padding(from: usize, to: usize, tabs: bool) -> String {
    if !tabs {
        return " ".repeat(to.saturating_sub(from).max(1));
    }
    let stops = (to / TAB).saturating_sub(from / TAB);
    "\t".repeat(stops.max(1))
}

/// Columns from one tab stop to the next.
const TAB: usize = 8;

/// The columns that a text takes from the start of a line.
pub(super) fn width(text: &str) -> usize {
    text.chars().fold(0, |column, c| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 })
}

/// White space as wide as a text, with the tabs it has.
pub(super) fn blank(text: &[u8]) -> String {
    text.iter().map(|byte| if *byte == b'\t' { '\t' } else { ' ' }).collect()
}

/// How the lines of a file end: as the first one does.
pub(super) fn eol(bytes: &[u8]) -> &'static str {
    let first = bytes.iter().position(|byte| *byte == b'\n');
    let before = first.and_then(|at| at.checked_sub(1)).and_then(|at| bytes.get(at));
    if before == Some(&b'\r') { "\r\n" } else { "\n" }
}
