//! The recipients on the terminal: where they go, the largest receiver first, and which of them would
//! be refused themselves.

use super::Detail;
use super::paint::{Ink, hanging, paint};
use crate::i18n::Texts;
use crate::recipients::{Recipients, Refused};
use crate::report::sentences::unanswered;
use crate::values;

/// Refused lines and undetermined domains that are shown where nothing more was asked for.
const SHOWN: usize = 10;

/// The section; nothing where only verdicts are shown.
pub fn section(recipients: &Recipients, texts: &Texts, detail: Detail, width: usize) -> String {
    if detail == Detail::Quiet {
        return String::new();
    }
    let shown = if detail == Detail::Verbose { usize::MAX } else { SHOWN };
    let line = |text: &str| hanging(text, "  ", "    ", width);
    let mut out = format!("\n{}\n", paint(Ink::Head, texts.plain("heading-recipients")));
    out.push_str(&line(&texts.text("recipients-total", values! {"count": recipients.total})));
    out.push_str(&shares(recipients, texts));
    if recipients.refused_total > 0 {
        let title = texts.text("recipients-refused", values! {"count": recipients.refused_total});
        out.push_str(&line(&paint(Ink::Bad, title)));
        for refused in recipients.refused.iter().take(shown) {
            out.push_str(&hanging(&sentence(refused, texts), "    ", "      ", width));
        }
        out.push_str(&more(recipients.refused_total, recipients.refused.len().min(shown), texts, width));
    }
    if recipients.undetermined_total > 0 {
        let title = texts.text("recipients-undetermined", values! {"count": recipients.undetermined_total});
        out.push_str(&line(&paint(Ink::Open, title)));
        for one in recipients.undetermined.iter().take(shown) {
            out.push_str(&hanging(&unanswered(&one.why, texts), "    ", "      ", width));
        }
    }
    if recipients.left_out > 0 {
        out.push_str(&line(&texts.text("recipients-left-out", values! {"count": recipients.left_out})));
    }
    out
}

/// One line a receiver, the counts below each other.
fn shares(recipients: &Recipients, texts: &Texts) -> String {
    let known = recipients.receivers.iter().map(|share| (share.name.clone(), share.count));
    let mut shares: Vec<_> = known.collect();
    if recipients.other > 0 {
        shares.push((texts.plain("recipients-other"), recipients.other));
        shares.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    }
    let widest = shares.iter().map(|(name, _)| textwrap::core::display_width(name)).max().unwrap_or_default();
    let digits = shares.iter().map(|(_, count)| count.to_string().len()).max().unwrap_or_default();
    let line = |(name, count): &(String, u64)| {
        let gap = " ".repeat(widest - textwrap::core::display_width(name));
        format!("    {name}{gap}  {count:>digits$}\n")
    };
    shares.iter().map(line).collect()
}

/// One refused line, with its reply and what was probably meant.
fn sentence(refused: &Refused, texts: &Texts) -> String {
    let (code, status) = refused.reason.reply();
    let domain = refused.domain.as_ref().map(ToString::to_string).unwrap_or_default();
    let values = values! {
        "line": refused.line.to_string(),
        "reason": refused.reason.as_str(),
        "domain": domain,
        "code": code.to_string(),
        "status": status,
        "meant": refused.suggestion.unwrap_or("nothing"),
    };
    texts.text("recipients-line", values)
}

fn more(total: u64, shown: usize, texts: &Texts, width: usize) -> String {
    match total.saturating_sub(shown as u64) {
        0 => String::new(),
        rest => hanging(&texts.text("recipients-more", values! {"count": rest}), "    ", "      ", width),
    }
}
