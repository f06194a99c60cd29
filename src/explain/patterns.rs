//! The wordings of replies, and what they mean (`patterns/*.toml`): one file of wordings that many
//! servers share, one for each receiver with wordings or codes of its own.
//!
//! A wording is compared without regard to case; `*` stands for what varies, and `{a,b}` for either. The beginning of
//! the longest fixed part of each goes into one automaton, which reads a reply once; what it finds is then compared whole.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::Deserialize;

use super::cause::{self, Cause};
use super::codes::{Codes, Status};
use super::reply::normal;
use crate::limits;
use crate::name::DomainName;
use crate::pattern;
use crate::predict::rules::Stage;

/// Wordings of one cause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// The cause they mean, by its id.
    pub cause: String,
    /// When in the session they are said.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// How much they say by themselves.
    #[serde(default)]
    pub says: Says,
    /// The statuses beside which they mean it (`7.9`), whatever their class; any, when there is none.
    #[serde(default)]
    pub with: Vec<String>,
    /// The wordings.
    pub wordings: Vec<String>,
    /// Where they are written, when that is not the source of the file.
    #[serde(default)]
    pub source: Option<String>,
}

/// How much a wording says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Says {
    /// That something was refused, and nothing else.
    Least,
    /// Less than a code beside it.
    Little,
    /// What the matter is.
    #[default]
    Much,
}

/// What a receiver means by a status code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VendorCode {
    /// Subject and detail, or the first and last of a range: `7.26`, `7.606-649`.
    pub code: String,
    /// The cause, by its id.
    pub cause: String,
    /// When in the session it is said.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// Whether nobody else uses it: then it shows which receiver it is.
    #[serde(default)]
    pub own: bool,
}

/// A file of wordings and codes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The receiver they belong to; none in the file that all share.
    #[serde(default)]
    pub receiver: Option<String>,
    /// Its name for people.
    #[serde(default)]
    pub name: Option<String>,
    /// Texts that only this receiver's replies hold.
    #[serde(default)]
    pub marks: Vec<String>,
    /// Hosts that answer for it, beside those of its receiver file.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Texts around the sender's domain, or its mailbox, in the place of `*`.
    #[serde(default)]
    pub sender: Vec<String>,
    /// Texts around the address that the mail came from.
    #[serde(default)]
    pub client: Vec<String>,
    /// Where it was read.
    pub source: String,
    /// When.
    #[serde(deserialize_with = "crate::predict::written::day")]
    pub checked: jiff::civil::Date,
    /// Codes.
    #[serde(default, rename = "code")]
    pub codes: Vec<VendorCode>,
    /// Wordings.
    #[serde(default, rename = "pattern")]
    pub patterns: Vec<Pattern>,
}

impl VendorCode {
    /// Whether it is this status, whatever its class.
    pub fn covers(&self, status: Status) -> bool {
        self.range().is_some_and(|(subject, details)| subject == status.subject && details.contains(&status.detail))
    }

    fn range(&self) -> Option<(u16, RangeInclusive<u16>)> {
        let (subject, details) = self.code.split_once('.')?;
        let (first, last) = details.split_once('-').unwrap_or((details, details));
        Some((subject.parse().ok()?, first.parse().ok()?..=last.parse().ok()?))
    }
}

/// The embedded files: the shared one, then the receivers in alphabetical order.
#[rustfmt::skip]
const FILES: [&str; 32] = [
    include_str!("patterns/general.toml"),
    include_str!("patterns/apple.toml"),
    include_str!("patterns/att.toml"),
    include_str!("patterns/barracuda.toml"),
    include_str!("patterns/cloudmark.toml"),
    include_str!("patterns/comcast.toml"),
    include_str!("patterns/exim.toml"),
    include_str!("patterns/free.toml"),
    include_str!("patterns/gmail.toml"),
    include_str!("patterns/gmx_webde.toml"),
    include_str!("patterns/godaddy.toml"),
    include_str!("patterns/ionos.toml"),
    include_str!("patterns/ironport.toml"),
    include_str!("patterns/laposte.toml"),
    include_str!("patterns/libero.toml"),
    include_str!("patterns/m365.toml"),
    include_str!("patterns/mailru.toml"),
    include_str!("patterns/mimecast.toml"),
    include_str!("patterns/netease.toml"),
    include_str!("patterns/orange.toml"),
    include_str!("patterns/outlook.toml"),
    include_str!("patterns/policyd_spf.toml"),
    include_str!("patterns/postfix.toml"),
    include_str!("patterns/proofpoint.toml"),
    include_str!("patterns/qq.toml"),
    include_str!("patterns/rspamd.toml"),
    include_str!("patterns/sfr.toml"),
    include_str!("patterns/stalwart.toml"),
    include_str!("patterns/tonline.toml"),
    include_str!("patterns/yahoo.toml"),
    include_str!("patterns/yandex.toml"),
    include_str!("patterns/zoho.toml"),
];

/// All wordings, made ready.
pub struct Patterns {
    files: Vec<File>,
    wordings: Vec<Wording>,
    /// For each anchor of the automaton, what may stand around it.
    anchored: Vec<Vec<Anchored>>,
    automaton: AhoCorasick,
}

/// What an anchor belongs to.
#[derive(Clone, Copy)]
enum Anchored {
    Wording(usize),
    /// A mark of the receiver of this file.
    Mark(usize),
}

/// One wording, made ready.
struct Wording {
    file: usize,
    pattern: usize,
    /// Its fixed parts, in order.
    parts: Vec<String>,
    /// Which of them is the longest.
    longest: usize,
    /// Whether anything may stand behind it, even letters.
    open: bool,
    /// How much is fixed.
    weight: usize,
}

/// What a text matches.
#[derive(Debug, Clone, Copy)]
pub struct Match<'a> {
    /// The receiver whose wording it is.
    pub receiver: Option<&'a str>,
    /// The file it stands in.
    pub file: &'a File,
    /// The pattern.
    pub pattern: &'a Pattern,
    /// Its cause.
    pub cause: &'static Cause,
    /// How many letters of it are fixed.
    pub weight: usize,
    /// From where to where in the text its first occurrence stands.
    pub at: (usize, usize),
}

impl Match<'_> {
    /// Whether it names by itself why the sender is not trusted.
    pub fn is_much_about_trust(&self) -> bool {
        self.pattern.says == Says::Much && self.cause.reason.is_about_trust()
    }

    /// Whether it is but a part of another wording that has no gaps: `listed in` within `user not listed in`.
    pub fn is_part_of(&self, other: &Self) -> bool {
        let (start, end) = other.at;
        let is_whole = end - start == other.weight;
        is_whole && self.weight < other.weight && start <= self.at.0 && self.at.1 <= end
    }
}

/// All that a text shows.
#[derive(Debug, Default)]
pub struct Seen<'a> {
    /// Wordings.
    pub matches: Vec<Match<'a>>,
    /// Receivers whose marks it bears.
    pub marked: Vec<&'a str>,
}

impl Patterns {
    /// The embedded ones, read once.
    pub fn get() -> &'static Self {
        static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
            let read = |text: &&str| toml::from_str(text).expect("the embedded data is read by a test");
            Patterns::of(FILES.iter().map(read).collect())
        });
        &PATTERNS
    }

    fn of(files: Vec<File>) -> Self {
        let mut anchors: BTreeMap<String, Vec<Anchored>> = BTreeMap::new();
        let mut wordings = Vec::new();
        for (file, content) in files.iter().enumerate() {
            for mark in &content.marks {
                anchors.entry(normal(mark)).or_default().push(Anchored::Mark(file));
            }
            for (pattern, one) in content.patterns.iter().enumerate() {
                for text in one.wordings.iter().flat_map(|text| spellings(text)) {
                    let wording = Wording::read(file, pattern, &text);
                    let anchor = anchor(wording.longest()).to_owned();
                    anchors.entry(anchor).or_default().push(Anchored::Wording(wordings.len()));
                    wordings.push(wording);
                }
            }
        }
        let (texts, anchored): (Vec<_>, Vec<_>) = anchors.into_iter().unzip();
        // The form that is made fastest: it is made at every start, and reads more than fast enough.
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .build(texts)
            .expect("the embedded wordings are few enough; a test makes it");
        Self { files, wordings, anchored, automaton }
    }

    /// The files.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// All that a text shows; it is written as [`normal`] writes it.
    pub fn seen(&self, text: &str, status: Option<Status>) -> Seen<'_> {
        let mut seen = Seen::default();
        let mut compared = vec![false; self.wordings.len()];
        for found in self.automaton.find_overlapping_iter(text) {
            let anchored = self.anchored.get(found.pattern().as_usize()).map(Vec::as_slice).unwrap_or_default();
            let behind = text.as_bytes().get(found.start()..).unwrap_or_default();
            for one in anchored {
                match *one {
                    Anchored::Mark(file) => {
                        let stands_alone = is_border(text, found.start()) && is_border(text, found.end());
                        let receiver = self.files.get(file).and_then(|file| file.receiver.as_deref());
                        let new = |receiver: &&str| stands_alone && !seen.marked.contains(receiver);
                        seen.marked.extend(receiver.filter(new));
                    }
                    Anchored::Wording(at) => {
                        let stands_here = |wording: &Wording| behind.starts_with(wording.longest().as_bytes());
                        if !self.wordings.get(at).is_some_and(stands_here) {
                            continue;
                        }
                        let is_new = compared.get_mut(at).is_some_and(|done| !std::mem::replace(done, true));
                        seen.matches.extend(is_new.then(|| self.matching(at, text, status)).flatten());
                    }
                }
            }
        }
        // Of two that say as much the last counts: replies begin with stock texts.
        seen.matches.sort_by_key(|found| found.at.1);
        seen
    }

    fn matching(&self, at: usize, text: &str, status: Option<Status>) -> Option<Match<'_>> {
        let wording = self.wordings.get(at)?;
        let file = self.files.get(wording.file)?;
        let pattern = file.patterns.get(wording.pattern)?;
        let cause = cause::named(&pattern.cause)?;
        let receiver = file.receiver.as_deref();
        let fits = pattern.with.is_empty()
            || status.is_some_and(|status| pattern.with.contains(&format!("{}.{}", status.subject, status.detail)));
        let at = wording.place_in(text).filter(|_| fits)?;
        Some(Match { receiver, file, pattern, cause, weight: wording.weight, at })
    }

    /// What this receiver means by a status.
    pub fn code(&self, receiver: &str, status: Status) -> Option<(&File, &VendorCode)> {
        let file = self.of_receiver(receiver)?;
        Some((file, file.codes.iter().find(|code| code.covers(status))?))
    }

    /// The file of a receiver.
    pub fn of_receiver(&self, receiver: &str) -> Option<&File> {
        self.files.iter().find(|file| file.receiver.as_deref() == Some(receiver))
    }

    /// The receiver that a host answers for.
    pub fn of_host(&self, host: &str) -> Option<&str> {
        let host = DomainName::parse(host).ok()?;
        let answers = self.files.iter().filter_map(|file| {
            let forms = file.hosts.iter().filter(|form| pattern::matches(form, &host));
            // A host of Outlook.com has a name below that of Microsoft 365.
            forms.map(String::len).max().map(|length| (length, file))
        });
        answers.max_by_key(|(length, _)| *length).and_then(|(_, file)| file.receiver.as_deref())
    }

    /// The receiver that alone uses a status: its file says so, or the registry does not have it and no other file does.
    pub fn owner(&self, status: Status) -> Option<&str> {
        let mut users = self.users(status);
        let is_registered = Codes::get().status(status).is_some();
        match (users.next(), users.next()) {
            (Some((file, _)), None) if !is_registered => file.receiver.as_deref(),
            (first, second) => {
                let mut all = first.into_iter().chain(second).chain(users);
                all.find(|(_, code)| code.own).and_then(|(file, _)| file.receiver.as_deref())
            }
        }
    }

    /// The receivers that mean something by a status, and what.
    pub fn users(&self, status: Status) -> impl Iterator<Item = (&File, &VendorCode)> {
        let meant = move |file: &'_ File| file.codes.iter().position(|code| code.covers(status));
        let used = self.files.iter().filter_map(move |file| Some((file, meant(file)?)));
        used.filter_map(|(file, at)| Some((file, file.codes.get(at)?)))
    }
}

/// What of a part stands in the automaton. Its size is what a start costs: whole parts would make it six times as
/// large, and what a few letters find is compared whole anyway.
fn anchor(part: &str) -> &str {
    part.get(..part.floor_char_boundary(limits::ANCHOR_OCTETS)).unwrap_or(part)
}

/// What a wording with `{a,b}` in it stands for.
fn spellings(text: &str) -> Vec<String> {
    let Some((before, rest)) = text.split_once('{') else { return vec![text.to_owned()] };
    let Some((choices, after)) = rest.split_once('}') else { return vec![text.to_owned()] };
    let ends = spellings(after);
    choices.split(',').flat_map(|choice| ends.iter().map(move |end| format!("{before}{choice}{end}"))).collect()
}

impl Wording {
    fn read(file: usize, pattern: usize, text: &str) -> Self {
        let text = normal(text);
        let parts: Vec<String> =
            text.split('*').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
        let weight = parts.iter().map(String::len).sum();
        let longest = (0..parts.len()).max_by_key(|at| parts.get(*at).map(String::len)).unwrap_or_default();
        Self { file, pattern, parts, longest, open: text.ends_with('*'), weight }
    }

    /// The part whose beginning stands in the automaton. A test keeps wordings from being empty.
    fn longest(&self) -> &str {
        self.parts.get(self.longest).map_or("", String::as_str)
    }

    /// Where the parts stand in the text one after the other, the first and the last at the borders of words.
    fn place_in(&self, text: &str) -> Option<(usize, usize)> {
        let (first, rest) = self.parts.split_first()?;
        text.match_indices(first.as_str()).find_map(|(at, _)| {
            let mut end = at + first.len();
            let follows = rest.iter().all(|part| {
                let behind = text.get(end..).unwrap_or_default();
                let found = behind.find(part.as_str()).filter(|gap| *gap <= limits::WORDING_GAP);
                end += found.unwrap_or_default() + part.len();
                found.is_some()
            });
            (follows && is_border(text, at) && (self.open || is_border(text, end))).then_some((at, end))
        })
    }
}

/// Whether no word goes on across this place.
fn is_border(text: &str, at: usize) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    !(is_letter(before.chars().next_back()) && is_letter(behind.chars().next()))
}
