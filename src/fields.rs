//! A version, then fields: the form that records of MTA-STS and TLS-RPT share (RFC 8461 section 3.1,
//! RFC 8460 section 3).

use crate::taglist::{self, Tag};

/// The pieces behind `v=<version>;`. `None` for a text that does not begin so: senders pass it over.
pub(crate) fn behind<'t>(text: &'t [u8], version: &str) -> Option<Vec<Tag<'t>>> {
    let mut tags = taglist::split(text).into_iter();
    let first = tags.next()?;
    let written = text.get(first.span.clone()).and_then(|written| written.strip_prefix(b"v="));
    let is_version = first.span.start == 0 && written == Some(version.as_bytes());
    // The version is followed by a semicolon, also when nothing else is.
    let is_ended = text.get(first.span.end..).is_some_and(|rest| rest.contains(&b';'));
    (is_version && is_ended).then(|| tags.collect())
}

/// The name and the value of a piece, or the piece as it is shown when it is no field.
pub(crate) fn field(tag: &Tag<'_>) -> Result<(String, String), String> {
    let is_name = |octet: &u8| octet.is_ascii_alphanumeric() || matches!(octet, b'_' | b'-' | b'.');
    let is_value = |octet: &u8| matches!(octet, 0x21..=0x3a | 0x3c | 0x3e..=0x7e);
    let starts = tag.name.first().is_some_and(u8::is_ascii_alphanumeric) && tag.name.len() <= 32;
    let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    match tag.value {
        Some(value) if !value.is_empty() && starts && tag.name.iter().all(is_name) && value.iter().all(is_value) => {
            Ok((text(tag.name), text(value)))
        }
        Some(_) | None => Err(crate::text::show(tag.name)),
    }
}

/// The pieces of a text that was meant as a record of this version, which may be written otherwise and
/// stand anywhere. `None` for a text about something else.
pub(crate) fn meant(text: &[u8], version: &str) -> Option<Vec<String>> {
    let letters = version.strip_suffix("v1").unwrap_or(version);
    let text = String::from_utf8_lossy(text);
    let is_around = |c: char| c.is_whitespace() || matches!(c, '"' | '\u{201c}'..='\u{201f}');
    let mut is_meant = false;
    let mut pieces = Vec::new();
    for piece in text.trim_matches(is_around).split(';').map(str::trim) {
        match behind_version(piece, letters).filter(|_| !is_meant) {
            Some(rest) => {
                is_meant = true;
                pieces.push(rest.to_owned());
            }
            None => pieces.push(piece.to_owned()),
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    is_meant.then_some(pieces)
}

/// What stands behind the version in the same piece, as in `v=stsv1 id=1`; `None` without a version of
/// these letters.
fn behind_version<'p>(piece: &'p str, letters: &str) -> Option<&'p str> {
    let (name, value) = piece.split_once('=')?;
    let (start, rest) = value.trim_start().split_at_checked(letters.len())?;
    let rest = rest.trim_start_matches(['v', 'V']).trim_start_matches(|c: char| c.is_ascii_digit());
    let is_version = name.trim().eq_ignore_ascii_case("v") && start.eq_ignore_ascii_case(letters);
    let is_ended = !rest.starts_with(|c: char| c.is_alphanumeric());
    (is_version && is_ended).then(|| rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant() {
        for (text, pieces) in [
            ("v=STSv1; id=1;", Some(&["id=1"][..])),
            ("v=stsv1; id=1", Some(&["id=1"])),
            (" V = STS1, id=1", Some(&["id=1"])),
            ("id=1; v=STSv1", Some(&["id=1"])),
            ("v=STSv1 id=1", Some(&["id=1"])),
            ("\u{201c}v=STSv1; id=1\u{201d}", Some(&["id=1"])),
            ("v=STSv1", Some(&[])),
            ("v=spf1 include:hosts.example", None),
            ("v=status; id=1", None),
            ("id=1", None),
            ("v=TLSRPTv1; rua=mailto:a@example.com", None),
        ] {
            let read = meant(text.as_bytes(), "STSv1");
            assert_eq!(read, pieces.map(|pieces| pieces.iter().map(|piece| (*piece).to_owned()).collect()), "{text}");
        }
    }
}
