//! Records whose character-strings do not join to what was meant.
//!
//! Strings are joined with nothing between them (RFC 9989 section 4.5), so a separator that stands
//! in neither of two strings is missing, and white space at the end of one stays in the middle.

use crate::dmarc::mend;
use crate::dmarc::record::{self, Reading};
use crate::facts::dmarc::Text;
use crate::limits;
use crate::taglist;
use crate::text::Span;

/// Where strings join badly, and the text that was meant.
pub(super) struct Mended {
    /// The tag that the first bad joint spoils, in the joined text.
    pub(super) span: Span,
    /// The text with its joints mended.
    pub(super) text: Vec<u8>,
}

/// Tries every joint with what may be missing there; one that leaves less wrong was bad. `None`
/// when no joint is.
pub(super) fn mended(text: &Text) -> Option<Mended> {
    let count = text.txt.strings().len();
    if !(2..=limits::DMARC_STRINGS).contains(&count) {
        return None;
    }
    let joined = text.txt.joined();
    let (mut span, mut whole, mut end) = (None, Vec::new(), 0);
    for (index, string) in text.txt.strings().enumerate() {
        let start = end;
        end += string.len();
        let rest = joined.get(end..).unwrap_or_default();
        let faults_with = |joint: &Vec<u8>| faults(&[joint, rest].concat());
        let plain = [&whole, string].concat();
        let best = joints(&whole, string).into_iter().filter(|_| index > 0).min_by_key(faults_with);
        whole = match best {
            Some(better) if faults_with(&better) < faults_with(&plain) => {
                span.get_or_insert_with(|| piece_at(&joined, start));
                better
            }
            Some(_) | None => plain,
        };
    }
    span.map(|span| Mended { span, text: whole })
}

/// The ways to join two strings with what is missing between tags or between addresses, or without
/// the white space that does not belong there.
fn joints(before: &[u8], string: &[u8]) -> [Vec<u8>; 3] {
    [
        [before, b";", string].concat(),
        [before, b",", string].concat(),
        [before.trim_ascii_end(), string.trim_ascii_start()].concat(),
    ]
}

/// How much is wrong with a text; what is no policy record at all is worse than any fault.
fn faults(text: &[u8]) -> usize {
    let Reading::Policy(record) = record::read(text) else { return usize::MAX };
    let problems = record.problems.iter().filter(|problem| mend::is_fault(problem.kind));
    let addresses = record.rua.iter().chain(&record.ruf).filter(|uri| !uri.is_valid());
    problems.count() + addresses.count()
}

/// The tag around an offset.
fn piece_at(text: &[u8], at: usize) -> Span {
    let around = |span: &Span| span.start < at && at < span.end;
    taglist::split(text).into_iter().map(|tag| tag.span).find(around).unwrap_or(at..at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Txt;

    #[test]
    fn bad_joints() {
        for (strings, meant) in [
            (&["v=DMARC1; p=none; rua=mailto:a@exa", "mple.com"][..], None),
            (&["v=DMARC1; s", "p=none; p=none"], None),
            (&["v=DMARC1; p=none;", "rua=mailto:a@example.com"], None),
            (&["v=DMARC1; p=bogus; ", "rua=mailto:a@example.com"], None),
            (&["v=DMARC1", "p=none", "sp=none"], Some("v=DMARC1;p=none;sp=none")),
            (&["v=DMARC1; p=rej ", " ect"], Some("v=DMARC1; p=reject")),
            (
                &["v=DMARC1; p=none; rua=mailto:a@example.com", "mailto:b@example.com"],
                Some("v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com"),
            ),
        ] {
            let txt = Txt::new(strings.iter().map(|string| string.as_bytes()));
            let reading = record::read(&txt.joined());
            let text = Text { txt, ttl: 0, location: None, reading };
            let text = mended(&text).map(|mended| String::from_utf8(mended.text).unwrap());
            assert_eq!(text.as_deref(), meant, "{strings:?}");
        }
    }
}
