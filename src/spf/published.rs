//! What a name publishes: which of its TXT records are SPF, and which only look like it
//! (RFC 7208 section 4.5).

use super::parse::is_selectable;
use super::record::Record;
use crate::dns::{Answer, RecordData};
use crate::text;

/// The SPF side of one TXT answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The selectable records, in the order of the answer; each was parsed once.
    pub records: Vec<Record>,
    /// Texts that look like SPF and that no receiver selects.
    pub near_misses: Vec<NearMiss>,
    /// `spf2.0/…` texts of Sender ID (RFC 4406), dead since 2012.
    pub sender_id: Vec<Box<[u8]>>,
    /// How many TXT records the name has in all.
    pub texts: usize,
    /// How DNS said that the name has no TXT record at all.
    pub absence: Option<Absence>,
}

/// How DNS says that there is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Absence {
    /// The name exists without this type.
    NoData,
    /// The name does not exist.
    NxDomain,
}

/// Which record is selected at a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selected<'a> {
    /// None: the result is "none".
    None,
    /// This one.
    One(&'a Record),
    /// Several, of which none counts: the result is "permerror".
    Many(&'a [Record]),
}

/// A text that looks like SPF but is not selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The text.
    pub text: Box<[u8]>,
    /// What keeps it from being selected.
    pub kind: NearMissKind,
    /// The text as it should be.
    pub corrected: Option<String>,
}

/// What keeps a text from being an SPF record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NearMissKind {
    /// White space in front.
    LeadingSpace,
    /// Quote marks inside the text.
    Quoted,
    /// Octets outside US-ASCII in front, such as a byte order mark.
    NonAscii,
    /// Something other than a space behind `v=spf1`: `v=spf1-all`, `v=spf1;`.
    NoSpace,
    /// Another number: `v=spf10`, `v=spf2`.
    Version,
    /// White space inside the version: `v=spf 1`, `v = spf1`.
    SpacedVersion,
    /// The version is not whole: `spf1 …`, `v:spf1 …`.
    Garbled,
}

impl Published {
    /// Reads an answer to a TXT question; a failed one holds nothing (see
    /// [`crate::dns::Answers::spf`], which never confuses the two).
    pub fn read(answer: &Answer) -> Self {
        let absence = match answer {
            Answer::NoData(_) => Some(Absence::NoData),
            Answer::NxDomain(_) => Some(Absence::NxDomain),
            Answer::Records(_) | Answer::Failed(_) | Answer::OutOfZone => None,
        };
        let mut published =
            Self { records: Vec::new(), near_misses: Vec::new(), sender_id: Vec::new(), texts: 0, absence };
        for record in answer.records() {
            if let RecordData::Txt(txt) = &record.data {
                published.texts += 1;
                published.take(&txt.joined(), txt.boundaries());
            }
        }
        published
    }

    /// Which record a receiver selects.
    pub fn selected(&self) -> Selected<'_> {
        match self.records.as_slice() {
            [] => Selected::None,
            [one] => Selected::One(one),
            many => Selected::Many(many),
        }
    }

    /// Whether receivers would select a text as an SPF record (RFC 7208 section 4.5).
    pub fn is_selected(text: &[u8]) -> bool {
        is_selectable(text)
    }

    fn take(&mut self, text: &[u8], boundaries: Vec<usize>) {
        if is_selectable(text) {
            self.records.push(Record::with_boundaries(text, boundaries));
        } else if text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case(b"spf2.0/")) {
            self.sender_id.push(text.into());
        } else if let Some(near) = NearMiss::read(text) {
            self.near_misses.push(near);
        }
    }
}

impl NearMiss {
    /// Says what is wrong with a text that looks like SPF; `None` when it does not.
    pub fn read(text: &[u8]) -> Option<Self> {
        if is_selectable(text) {
            return None;
        }
        let shown = String::from_utf8_lossy(text);
        let is_quote = |c: char| matches!(c, '"' | '\'' | '`' | '\\' | '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}');
        let is_junk = |c: char| c.is_whitespace() || is_quote(c) || !c.is_ascii() || c.is_ascii_control();
        let core = shown.trim_start_matches(is_junk);
        let front = &shown[..shown.len() - core.len()];
        let (kind, corrected) = match version(core)? {
            Version::Whole if front.is_empty() => return None,
            Version::Whole => {
                let kind = if front.chars().any(is_quote) {
                    NearMissKind::Quoted
                } else if front.is_ascii() {
                    NearMissKind::LeadingSpace
                } else {
                    NearMissKind::NonAscii
                };
                (kind, Some(core.trim_end_matches(is_quote).to_owned()))
            }
            Version::Wrong(kind, corrected) => (kind, corrected),
        };
        Some(Self { text: text.into(), kind, corrected: corrected.map(|text| text::show_text(&text)) })
    }
}

enum Version {
    Whole,
    Wrong(NearMissKind, Option<String>),
}

/// What the beginning of a text says of its version; `None` when the text is about something else.
fn version(text: &str) -> Option<Version> {
    let lower = text.to_ascii_lowercase();
    if is_selectable(lower.as_bytes()) {
        return Some(Version::Whole);
    }
    let corrected = |rest: &str| {
        let terms = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | ':' | '"'));
        Some(format!("v=spf1 {terms}").trim_end().to_owned())
    };
    if let Some(rest) = lower.strip_prefix("v=spf1") {
        let written = &text[text.len() - rest.len()..];
        return Some(if rest.starts_with(|c: char| c.is_ascii_digit()) {
            Version::Wrong(NearMissKind::Version, None)
        } else {
            Version::Wrong(NearMissKind::NoSpace, corrected(written))
        });
    }
    if lower.strip_prefix("v=spf").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return Some(Version::Wrong(NearMissKind::Version, None));
    }
    // Once without its spaces: `v=spf 1`, `v = spf1`.
    let mut wanted = "v=spf1".chars().peekable();
    let mut end = 0;
    for (at, c) in lower.char_indices() {
        if wanted.peek() == Some(&c) {
            wanted.next();
        } else if !c.is_whitespace() {
            break;
        }
        end = at + c.len_utf8();
        if wanted.peek().is_none() {
            break;
        }
    }
    if wanted.peek().is_none() {
        return Some(Version::Wrong(NearMissKind::SpacedVersion, corrected(&text[end..])));
    }
    for start in ["spf1", "=spf1", "v:spf1", "v spf1", "vspf1", "v=v=spf1", "v-spf1", "spf=1", "v=sfp1", "v=sp1"] {
        if let Some(rest) = lower.strip_prefix(start)
            && (rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace()))
        {
            return Some(Version::Wrong(NearMissKind::Garbled, corrected(&text[start.len()..])));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_selected() {
        for text in ["v=spf1", "V=sPf1 -all", "v=spf1  "] {
            assert!(is_selectable(text.as_bytes()), "{text:?}");
        }
        for text in ["v=spf10 -all", "v=spf1-all", " v=spf1", "v=spf1\t-all", "v=spf", ""] {
            assert!(!is_selectable(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn near_misses() {
        for (text, kind, corrected) in [
            ("v=spf1; a -all", NearMissKind::NoSpace, Some("v=spf1 a -all")),
            ("v=spf1-all", NearMissKind::NoSpace, Some("v=spf1 -all")),
            (" v=spf1 -all", NearMissKind::LeadingSpace, Some("v=spf1 -all")),
            ("\"v=spf1 -all\"", NearMissKind::Quoted, Some("v=spf1 -all")),
            ("\u{feff}v=spf1 -all", NearMissKind::NonAscii, Some("v=spf1 -all")),
            ("v=spf 1 a -all", NearMissKind::SpacedVersion, Some("v=spf1 a -all")),
            ("spf1 mx", NearMissKind::Garbled, Some("v=spf1 mx")),
            ("v=spf10 -all", NearMissKind::Version, None),
            ("v=spf2 -all", NearMissKind::Version, None),
        ] {
            let near = NearMiss::read(text.as_bytes()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((near.kind, near.corrected.as_deref()), (kind, corrected), "{text}");
        }
        for text in ["v=spf1 -all", "v=DKIM1; p=", "google-site-verification=x", "spf2.0/pra -all", "v=spfl am not"] {
            assert_eq!(NearMiss::read(text.as_bytes()), None, "{text}");
        }
    }
}
