//! What the records laid over DNS change: findings that go and come, and answers that become others.

use super::findings;
use super::paint::{Ink, hanging, paint, paragraph};
use super::predictions;
use crate::i18n::Texts;
use crate::predict::rules::Reply;
use crate::predict::{Certainty, Outcome, Prediction};
use crate::report::Report;
use crate::report::sentences::Sentences;
use crate::review::{Review, Shift};
use crate::values;

/// The comparison of the situation before with the one judged.
pub fn section(before: &Report, after: &Report, texts: &Texts, width: usize) -> String {
    let review = Review::of(before, after);
    if review.is_empty() {
        return paragraph(&texts.plain("what-if-nothing"), 2, width);
    }
    let was = super::verdict_line(before, texts, width);
    let mut out = hanging(&texts.text("what-if-before", values! {"verdict": plain(&was)}), "  ", "    ", width);
    for (key, ink, found) in [("what-if-cleared", Ink::Good, &review.cleared), ("what-if-new", Ink::Bad, &review.new)] {
        if found.is_empty() {
            continue;
        }
        out.push_str(&format!("  {}\n", paint(ink, texts.plain(key))));
        for finding in found {
            out.push_str(&findings::headline(finding, &Sentences::of(finding, texts), texts, width));
        }
    }
    for shift in review.predictions.iter().filter(|shift| tells(shift)) {
        let side =
            |prediction: Option<&_>| prediction.map_or_else(|| "—".to_owned(), |one| predictions::cell(one, texts));
        let name = shift.before.or(shift.after).map(|one| one.name.clone()).unwrap_or_default();
        let values = values! {
            "receiver": name, "stream": shift.stream, "before": side(shift.before), "after": side(shift.after)
        };
        let ink = if shift.is_worse() { Ink::Bad } else { Ink::Good };
        let line = hanging(&texts.text("what-if-shift", values), "  ", "    ", width);
        out.push_str(&paint(ink, line.trim_end()));
        out.push('\n');
    }
    out
}

/// Whether a change shows: a rule may take the place of another that says the same.
fn tells(shift: &Shift<'_>) -> bool {
    fn told(prediction: Option<&Prediction>) -> Option<(Outcome, Certainty, Option<&Reply>)> {
        prediction.map(|one| (one.outcome, one.certainty, one.rule.as_ref().and_then(|rule| rule.reply.as_ref())))
    }
    told(shift.before) != told(shift.after)
}

/// A line without its colours and line ends.
fn plain(painted: &str) -> String {
    anstream::adapter::strip_str(painted.trim_end()).to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}
