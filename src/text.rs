//! Text from DNS made fit for people: nothing that a record holds may steer a terminal.
//!
//! Records are octets. Printable UTF-8 is shown as it is; everything else (control characters,
//! bidirectional overrides, octets that are no UTF-8) is shown as `\DDD` or `\u{…}`.

use std::ops::Range;

/// A span of octets in a record.
pub type Span = Range<usize>;

/// Shows octets, unsafe ones escaped.
pub fn show(octets: &[u8]) -> String {
    show_with_span(octets, &(0..0)).0
}

/// Shows octets, and where `span` of them lies in the shown text (byte offsets on `char` borders).
pub fn show_with_span(octets: &[u8], span: &Span) -> (String, Span) {
    let mut shown = String::with_capacity(octets.len());
    let (mut start, mut end) = (None, None);
    let mut at = 0;
    let mut mark = |at: usize, shown: &String, end: &mut Option<usize>| {
        if start.is_none() && at >= span.start {
            start = Some(shown.len());
        }
        if end.is_none() && at >= span.end {
            *end = Some(shown.len());
        }
    };
    for chunk in octets.utf8_chunks() {
        for c in chunk.valid().chars() {
            mark(at, &shown, &mut end);
            push_char(c, &mut shown);
            at += c.len_utf8();
        }
        for octet in chunk.invalid() {
            mark(at, &shown, &mut end);
            shown.push_str(&format!("\\{octet:03}"));
            at += 1;
        }
    }
    mark(at, &shown, &mut end);
    let length = shown.len();
    let start = start.unwrap_or(length);
    (shown, start..end.unwrap_or(length).max(start))
}

/// Shows a text that is already one (a file name, a message from below), unsafe characters escaped.
pub fn show_text(text: &str) -> String {
    show(text.as_bytes())
}

fn push_char(c: char, shown: &mut String) {
    match c {
        ' '..='~' => shown.push(c),
        c if c.is_control() && u32::from(c) < 256 && c.len_utf8() == 1 => {
            shown.push_str(&format!("\\{:03}", u32::from(c)))
        }
        c if c.is_control() || is_invisible(c) => shown.push_str(&format!("\\u{{{:X}}}", u32::from(c))),
        c => shown.push(c),
    }
}

/// Characters that change the direction or the look of what stands around them (Unicode
/// Bidi_Control, zero-width and line separators, no-break space, byte order mark).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// How many edits turn one word into the other (Levenshtein), to find what was meant by a mistyped
/// word; texts of more than 64 octets are no words and far from everything.
pub fn distance(a: &str, b: &str) -> usize {
    const LONG: usize = 64;
    if a.len() > LONG || b.len() > LONG {
        return usize::MAX;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal() {
        assert_eq!(show(b"v=spf1 -all"), "v=spf1 -all");
        assert_eq!(show(b"a\x1b[31m\x00"), r"a\027[31m\000");
        assert_eq!(show(b"\xff\xc3\xa9"), r"\255é");
        assert_eq!(show("a\u{202e}b\u{a0}c".as_bytes()), r"a\u{202E}b\u{A0}c");
    }

    #[test]
    fn spans_follow_what_is_shown() {
        let (shown, span) = show_with_span(b"a\x00bc\xffd", &(2..5));
        assert_eq!(&shown[span], r"bc\255");
        let (shown, span) = show_with_span(b"abc", &(3..9));
        assert_eq!((&shown[span.clone()], span.start), ("", 3));
    }

    #[test]
    fn edits_between_words() {
        assert_eq!((distance("inclde", "include"), distance("", "mx"), distance("exists", "exists")), (1, 2, 0));
        assert_eq!(distance(&"x".repeat(1_000), "mx"), usize::MAX);
    }
}
