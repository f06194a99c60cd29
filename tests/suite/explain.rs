//! Bounces explained: how often the cause is right, by source, and what must never be confused.

use std::collections::{BTreeMap, BTreeSet};

use preflight::explain::cause::Reason;
use preflight::explain::explain;
use serde::Deserialize;

use crate::support::suites;

/// One line of the collection of bounces.
#[derive(Deserialize)]
struct Line {
    text: String,
    reason: String,
    source: String,
    /// How the line was made, when nobody received it as it stands.
    #[serde(default)]
    derived: Option<String>,
}

impl Line {
    /// About a third of the lines, chosen by their text (FNV-1a), which nobody looked at while the
    /// patterns were written.
    fn is_held_out(&self) -> bool {
        let hash = self.text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        hash.is_multiple_of(3)
    }

    /// Where it comes from, in a few words.
    fn origin(&self) -> &'static str {
        const ORIGINS: [(&str, &str); 13] = [
            ("Google Workspace help", "Google's table"),
            ("kumomta", "KumoMTA"),
            ("zone-mta", "zone-mta"),
            ("smtp-field-manual", "smtp-field-manual"),
            ("set-of-emails", "set-of-emails"),
            ("Exchange Online NDR", "Microsoft's tables"),
            ("Microsoft Outlook.com", "Microsoft's tables"),
            ("go-sisimai", "sisimai"),
            ("public paste", "public reports"),
            ("NetEase", "NetEase's table"),
            ("vdukhovni/postfix", "Postfix, rspamd"),
            ("rspamd", "Postfix, rspamd"),
            ("seed", "articles"),
        ];
        ORIGINS.iter().find(|(mark, _)| self.source.contains(mark)).map_or("others", |(_, origin)| origin)
    }
}

/// The collection; `None` (and a line on standard error) without the folder.
fn lines() -> Option<Vec<Line>> {
    let text = suites::read("../reference/bounces.jsonl")?;
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// How many of some lines are right.
#[derive(Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn count(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    fn share(&self) -> f64 {
        self.right as f64 * 100.0 / self.all.max(1) as f64
    }
}

/// `cargo test explain -- --nocapture` prints what `docs/explain-accuracy.md` records.
#[test]
fn reasons_are_right_by_source() {
    let Some(lines) = lines() else { return };
    let mut scores: BTreeMap<(String, bool), Score> = BTreeMap::new();
    let mut confusion: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in &lines {
        let found = explain(&line.text).reason().map_or("none", Reason::as_str);
        let derived = if line.derived.is_some() { ", derived" } else { "" };
        let is_right = found == line.reason;
        scores.entry((format!("{}{derived}", line.origin()), line.is_held_out())).or_default().count(is_right);
        if !is_right && line.derived.is_none() {
            *confusion.entry((line.reason.clone(), found.to_owned())).or_default() += 1;
        }
    }
    for ((origin, held_out), score) in &scores {
        let which = if *held_out { "held out" } else { "seen" };
        println!("{origin:<30} {which:<9} {:>4} of {:>4} {:>6.1} %", score.right, score.all, score.share());
    }
    for held_out in [false, true] {
        let total = scores.iter().filter(|((origin, held), _)| *held == held_out && !origin.ends_with("derived"));
        let total = total.fold(Score::default(), |sum, (_, one)| Score { right: sum.right + one.right, all: sum.all + one.all });
        println!("total, held out {held_out}: {} of {} {:.1} %", total.right, total.all, total.share());
    }
    for ((wanted, found), count) in confusion {
        println!("{wanted} taken for {found}: {count}");
    }
}

#[test]
fn the_reasons_are_those_of_the_collection() {
    let Some(lines) = lines() else { return };
    let used: BTreeSet<_> = lines.iter().map(|line| line.reason.as_str()).collect();
    let known: BTreeSet<_> = Reason::ALL.into_iter().map(Reason::as_str).collect();
    assert_eq!(used, known);
}
