//! The wordings of replies, and what they mean (`patterns/*.toml`): one file of wordings that many
//! servers share, one for each receiver with wordings or codes of its own.
//!
//! A wording is compared without regard to case; `*` stands for what varies, and `{a,b}` for either. The beginning of
//! the longest fixed part of each goes into one automaton, which reads a reply once; what it finds is then compared whole.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::cause::Cause;
use super::codes::{Codes, Status};
use super::tables;
use crate::limits;
use crate::name::DomainName;
use crate::pattern;
use crate::predict::rules::Stage;

/// Wordings of one cause.
#[derive(Debug)]
pub struct Pattern {
    /// The cause they mean.
    pub cause: &'static Cause,
    /// When in the session they are said.
    pub stage: Option<Stage>,
    /// How much they say by themselves.
    pub says: Says,
    /// Subject and detail of the statuses beside which they mean it; any, when there is none.
    pub with: &'static [(u16, u16)],
    /// The wordings.
    pub wordings: &'static [&'static str],
    /// Where they are written, when that is not the source of the file.
    pub source: Option<&'static str>,
}

/// How much a wording says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// That something was refused, and nothing else.
    Least,
    /// Less than a code beside it.
    Little,
    /// What the matter is.
    Much,
}

/// What a receiver means by a status code.
#[derive(Debug)]
pub struct VendorCode {
    /// Subject and detail, or the first and last of a range: `7.26`, `7.606-649`.
    pub code: &'static str,
    /// The subject.
    pub subject: u16,
    /// The first detail.
    pub first: u16,
    /// The last detail.
    pub last: u16,
    /// The cause.
    pub cause: &'static Cause,
    /// When in the session it is said.
    pub stage: Option<Stage>,
    /// Whether nobody else uses it: then it shows which receiver it is.
    pub own: bool,
}

/// A file of wordings and codes.
#[derive(Debug)]
pub struct File {
    /// The receiver they belong to; none in the file that all share.
    pub receiver: Option<&'static str>,
    /// Its name for people.
    pub name: Option<&'static str>,
    /// Hosts that answer for it, beside those of its receiver file.
    pub hosts: &'static [&'static str],
    /// Texts around the sender's domain, or its mailbox, in the place of `*`.
    pub sender: &'static [&'static str],
    /// Texts around the address that the mail came from.
    pub client: &'static [&'static str],
    /// Where it was read.
    pub source: &'static str,
    /// When.
    pub checked: jiff::civil::Date,
    /// Codes.
    pub codes: &'static [VendorCode],
    /// Wordings.
    pub patterns: &'static [Pattern],
}

impl VendorCode {
    /// Whether it is this status, whatever its class.
    pub fn covers(&self, status: Status) -> bool {
        self.subject == status.subject && (self.first..=self.last).contains(&status.detail)
    }
}

/// What an anchor of the automaton belongs to: a wording, or a mark that a file has.
#[derive(Clone, Copy)]
pub(super) enum Anchored {
    Wording(usize),
    Mark(usize),
}

/// One spelling of a wording.
pub(super) struct Wording {
    pub(super) file: usize,
    pub(super) pattern: usize,
    /// Its fixed parts, in order.
    pub(super) parts: &'static [&'static str],
    /// Which of them is the longest.
    pub(super) longest: usize,
    /// Whether anything may stand behind it, even letters.
    pub(super) open: bool,
    /// How much is fixed.
    pub(super) weight: usize,
}

/// What a text matches.
#[derive(Debug, Clone, Copy)]
pub struct Match {
    /// The receiver whose wording it is.
    pub receiver: Option<&'static str>,
    /// The file it stands in.
    pub file: &'static File,
    /// The pattern.
    pub pattern: &'static Pattern,
    /// Its cause.
    pub cause: &'static Cause,
    /// How many letters of it are fixed.
    pub weight: usize,
    /// From where to where in the text its first occurrence stands.
    pub at: (usize, usize),
}

impl Match {
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
pub struct Seen {
    /// Wordings.
    pub matches: Vec<Match>,
    /// Receivers whose marks it bears.
    pub marked: Vec<&'static str>,
}

/// The files: the shared one, then the receivers in alphabetical order.
pub fn files() -> &'static [File] {
    &tables::FILES
}

/// The automaton over the anchors. Made in its plainest form: it is made at every start, and reads more than fast enough.
fn automaton() -> &'static AhoCorasick {
    static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let mut builder = AhoCorasick::builder();
        builder.kind(Some(AhoCorasickKind::NoncontiguousNFA)).prefilter(false).dense_depth(1);
        builder.build(tables::ANCHORS).expect("the wordings are few enough; a test makes it")
    });
    &AUTOMATON
}

/// All that a text shows; it is written as [`normal`](super::normal::normal) writes it.
pub fn seen(text: &str, status: Option<Status>) -> Seen {
    let mut seen = Seen::default();
    let mut compared = [false; tables::WORDINGS.len()];
    for found in automaton().find_overlapping_iter(text) {
        let anchored = tables::ANCHORED.get(found.pattern().as_usize()).copied().unwrap_or_default();
        let behind = text.as_bytes().get(found.start()..).unwrap_or_default();
        for one in anchored {
            match *one {
                Anchored::Mark(file) => {
                    let stands_alone = is_border(text, found.start()) && is_border(text, found.end());
                    let receiver = files().get(file).and_then(|file| file.receiver);
                    let new = |receiver: &&str| stands_alone && !seen.marked.contains(receiver);
                    seen.marked.extend(receiver.filter(new));
                }
                Anchored::Wording(at) => {
                    let stands_here = |wording: &&Wording| behind.starts_with(wording.longest().as_bytes());
                    let Some(wording) = tables::WORDINGS.get(at).filter(stands_here) else { continue };
                    let is_new = compared.get_mut(at).is_some_and(|done| !std::mem::replace(done, true));
                    seen.matches.extend(is_new.then(|| wording.matching(text, status)).flatten());
                }
            }
        }
    }
    // Of two that say as much the last counts: replies begin with stock texts.
    seen.matches.sort_by_key(|found| found.at.1);
    seen
}

/// What this receiver means by a status.
pub fn code(receiver: &str, status: Status) -> Option<(&'static File, &'static VendorCode)> {
    let file = of_receiver(receiver)?;
    Some((file, file.codes.iter().find(|code| code.covers(status))?))
}

/// The file of a receiver.
pub fn of_receiver(receiver: &str) -> Option<&'static File> {
    files().iter().find(|file| file.receiver == Some(receiver))
}

/// The receiver that a host answers for.
pub fn of_host(host: &str) -> Option<&'static str> {
    let host = DomainName::parse(host).ok()?;
    let answers = files().iter().filter_map(|file| {
        let forms = file.hosts.iter().filter(|form| pattern::matches(form, &host));
        // A host of Outlook.com has a name below that of Microsoft 365.
        forms.map(|form| form.len()).max().map(|length| (length, file))
    });
    answers.max_by_key(|(length, _)| *length).and_then(|(_, file)| file.receiver)
}

/// The receiver that alone uses a status: its file says so, or the registry does not have it and no other file does.
pub fn owner(status: Status) -> Option<&'static str> {
    let mut users = users(status);
    let is_registered = Codes::get().status(status).is_some();
    match (users.next(), users.next()) {
        (Some((file, _)), None) if !is_registered => file.receiver,
        (first, second) => {
            let mut all = first.into_iter().chain(second).chain(users);
            all.find(|(_, code)| code.own).and_then(|(file, _)| file.receiver)
        }
    }
}

/// The receivers that mean something by a status, and what.
pub fn users(status: Status) -> impl Iterator<Item = (&'static File, &'static VendorCode)> {
    let meant = move |file: &'static File| file.codes.iter().find(|code| code.covers(status));
    files().iter().filter_map(move |file| Some((file, meant(file)?)))
}

impl Wording {
    /// The part whose beginning stands in the automaton. A test keeps wordings from being empty.
    fn longest(&self) -> &str {
        self.parts.get(self.longest).copied().unwrap_or_default()
    }

    fn matching(&self, text: &str, status: Option<Status>) -> Option<Match> {
        let file = files().get(self.file)?;
        let pattern = file.patterns.get(self.pattern)?;
        let is_beside = |status: Status| pattern.with.contains(&(status.subject, status.detail));
        let fits = pattern.with.is_empty() || status.is_some_and(is_beside);
        let at = self.place_in(text).filter(|_| fits)?;
        Some(Match { receiver: file.receiver, file, pattern, cause: pattern.cause, weight: self.weight, at })
    }

    /// Where the parts stand in the text one after the other, the first and the last at the borders of words.
    fn place_in(&self, text: &str) -> Option<(usize, usize)> {
        let (first, rest) = self.parts.split_first()?;
        text.match_indices(first).find_map(|(at, _)| {
            let mut end = at + first.len();
            let follows = rest.iter().all(|part| {
                let behind = text.get(end..).unwrap_or_default();
                let found = behind.find(part).filter(|gap| *gap <= limits::WORDING_GAP);
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
