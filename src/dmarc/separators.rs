//! What stands in a policy record where a semicolon should.
//!
//! RFC 9989 section 4.8 knows one separator. People write commas, line breaks and escapes of zone
//! files, and lose the rest of the record: the place of each is found, so that it can be mended.

use super::tags::TagName;
use crate::taglist::{self, Tag};
use crate::text::Span;

/// What stands where a `;` should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Separator {
    /// Only white space.
    Space,
    /// A line break.
    Newline,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A backslash, as in `\;`: an escape of zone files that was published.
    Backslash,
    /// A quotation mark, straight or curly.
    Quote,
    /// A no-break space, or another character outside ASCII.
    NotAscii,
}

/// Finds what stands where a `;` should, around and inside one piece of a record: clinging to the
/// name, before a known tag inside the value, and clinging to the end of the value.
pub fn find(text: &[u8], tag: &Tag<'_>) -> Vec<(Separator, Span)> {
    let mut found: Vec<Span> = clinging(text, &tag.name_span).into_iter().collect();
    let mut rest = tag.value_span.clone();
    while let Some(gap) = next_tag(text, rest.clone()) {
        rest.start = gap.end;
        found.push(gap);
    }
    let value = &text[tag.value_span.clone()];
    let junk = value.iter().rev().take_while(|octet| is_junk(**octet)).count();
    // A colon or a comma at the end of a list is the list's own problem.
    let ends_list = matches!(TagName::parse(tag.name), Some(TagName::Rua | TagName::Ruf | TagName::Fo));
    if junk > 0 && junk < value.len() && !ends_list {
        found.push(tag.value_span.end - junk..tag.value_span.end);
    }
    found.into_iter().map(|span| (separator_of(&text[span.clone()]), span)).collect()
}

/// What clings to the front of a tag name: a quotation mark, a no-break space, a comma.
fn clinging(text: &[u8], name: &Span) -> Option<Span> {
    let junk = text[name.clone()].iter().take_while(|octet| is_junk(**octet)).count();
    let span = name.start..name.start + junk;
    (junk > 0 && span.end < name.end).then_some(span)
}

/// Where, inside a value, junk or white space stands directly before a known tag and its `=`.
fn next_tag(text: &[u8], value: Span) -> Option<Span> {
    let is_gap = |octet: u8| is_junk(octet) || octet.is_ascii_whitespace();
    let equals = (value.start..value.end).filter(|at| text[*at] == b'=');
    for at in equals {
        let name = taglist::trim(text, value.start..at);
        let letters = text[name.clone()].iter().rev().take_while(|octet| octet.is_ascii_alphabetic()).count();
        let start = name.end - letters;
        let gap = text[value.start..start].iter().rev().take_while(|octet| is_gap(**octet)).count();
        if gap > 0 && TagName::parse(&text[start..name.end]).is_some() {
            return Some(start - gap..start);
        }
    }
    None
}

/// Octets that people put where a semicolon belongs.
fn is_junk(octet: u8) -> bool {
    matches!(octet, b',' | b':' | b'\\' | b'"' | b'\'') || !octet.is_ascii()
}

fn separator_of(gap: &[u8]) -> Separator {
    if gap.iter().any(|octet| matches!(octet, b'\r' | b'\n')) {
        return Separator::Newline;
    }
    match gap.iter().find(|octet| !octet.is_ascii_whitespace()) {
        None => Separator::Space,
        Some(b',') => Separator::Comma,
        Some(b':') => Separator::Colon,
        Some(b'\\') => Separator::Backslash,
        Some(b'"' | b'\'') => Separator::Quote,
        // Curly quotation marks are U+2018 to U+201F: E2 80 98 to E2 80 9F in UTF-8.
        Some(_) => match gap.windows(3).any(|w| matches!(w, [0xe2, 0x80, 0x98..=0x9f])) {
            true => Separator::Quote,
            false => Separator::NotAscii,
        },
    }
}
