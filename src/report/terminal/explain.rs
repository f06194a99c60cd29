//! `preflight explain` on the terminal: the cause, what it means, the steps.

use super::paint::{Ink, hanging, paint, paragraph};
use super::{Detail, findings};
use crate::explain::cause::Cause;
use crate::explain::evidence::Evidence;
use crate::explain::patterns;
use crate::explain::summary::{Row, Summary};
use crate::explain::words::{self, Words};
use crate::explain::{Explanation, KnownBy, Outcome};
use crate::finding::Finding;
use crate::i18n::Texts;
use crate::limits;
use crate::name::DomainName;
use crate::report::Report;
use crate::report::sentences::Sentences;
use crate::values;

/// One bounce in full.
pub fn bounce(explanation: &Explanation, texts: &Texts, detail: Detail, width: usize) -> String {
    let words = Words::of(explanation, texts);
    let mut out = paint(ink(explanation), hanging(&words.title, "", "  ", width).trim_end()) + "\n";
    out.push_str(&paint(Ink::Dim, hanging(&head(explanation, texts), "  ", "  ", width).trim_end()));
    out.push('\n');
    if detail == Detail::Quiet {
        return out;
    }
    out.push('\n');
    out.push_str(&paragraph(&words.meaning, 2, width));
    let Some(side) = explanation.side() else { return out };
    let dns = texts.text("explain-dns", values! {"dns": explanation.dns_word()});
    let acts = texts.text("explain-side", values! {"side": side.as_str()});
    out.push('\n');
    out.push_str(&paragraph(&texts.text("explain-who", values! {"dns": dns, "side": acts}), 2, width));
    out.push_str(&format!("\n{}\n", paint(Ink::Head, texts.plain("explain-label-steps"))));
    out.push_str(&numbered(&words.actions, width));
    out.push('\n');
    let by = match explanation.known_by {
        KnownBy::Code if !words::is_registered(explanation) => "code_in_use",
        by => by.as_str(),
    };
    let known = texts.text("explain-known", values! {"by": by});
    let known = match (&explanation.source, detail) {
        (Some(source), Detail::Verbose) => {
            format!("{known} ({}, {})", words::sources(source.name, texts), source.checked)
        }
        (_, _) => known,
    };
    out.push_str(&paint(Ink::Dim, paragraph(&known, 2, width).trim_end()));
    out.push('\n');
    // Where nothing else is known, the meaning holds the last of them already.
    let told = usize::from(matches!(explanation.known_by, KnownBy::Code | KnownBy::Nothing));
    for (code, sentence) in words.codes.iter().rev().skip(told).rev() {
        let line = texts.text("explain-code-line", values! {"code": code.clone(), "sentence": sentence.clone()});
        out.push_str(&paint(Ink::Dim, hanging(&line, "  ", "    ", width).trim_end()));
        out.push('\n');
    }
    for other in &words.elsewhere {
        let values = values! {"receiver": other.name, "title": words::title(other.cause, texts)};
        let line = texts.text("explain-elsewhere", values);
        out.push_str(&paint(Ink::Dim, hanging(&line, "  ", "    ", width).trim_end()));
        out.push('\n');
    }
    out
}

/// One of many bounces, in a line or two.
pub fn short(place: &str, explanation: &Explanation, texts: &Texts, width: usize) -> String {
    let words = Words::of(explanation, texts);
    let line =
        texts.text("explain-short", values! {"place": place, "title": words.title, "head": head(explanation, texts)});
    paint(ink(explanation), hanging(&line, "", "  ", width).trim_end()) + "\n"
}

/// Steps, one below the other.
fn numbered(steps: &[String], width: usize) -> String {
    let step = |(number, step): (usize, &String)| hanging(step, &format!("  {number}. "), "     ", width);
    (1..).zip(steps).map(step).collect()
}

/// Bounces by cause: what is kept of them does not grow with their number, for causes are a closed list.
#[derive(Debug, Default)]
pub struct Causes(Vec<Group>);

/// The bounces of one cause.
#[derive(Debug)]
struct Group {
    cause: &'static Cause,
    first: Explanation,
    /// What became of all of them, if it is the same.
    outcome: Outcome,
    /// The numbers of the first lines or recipients.
    places: Vec<usize>,
    count: usize,
}

impl Causes {
    /// Adds what stands in a line, or what a recipient got.
    pub fn add(&mut self, explanation: &Explanation, place: usize) {
        let Some(cause) = explanation.cause else { return };
        match self.0.iter_mut().find(|group| group.cause.id == cause.id) {
            Some(group) => {
                if group.outcome != explanation.outcome {
                    group.outcome = Outcome::Unknown;
                }
                if group.places.len() < limits::PLACES_SHOWN {
                    group.places.push(place);
                }
                group.count += 1;
            }
            None => self.0.push(Group {
                cause,
                first: explanation.clone(),
                outcome: explanation.outcome,
                places: vec![place],
                count: 1,
            }),
        }
    }

    /// The steps of each cause once, and what the check of the sender's domain shows of it. `of` names what the
    /// places count: `lines` or `recipients`.
    pub fn steps(&self, of: &str, check: Option<&Report>, texts: &Texts, detail: Detail, width: usize) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let mut out = format!("\n{}\n", paint(Ink::Head, texts.plain("explain-label-steps")));
        for group in &self.0 {
            let places: Vec<_> = group.places.iter().map(usize::to_string).collect();
            let values = values! {
                "count": group.count,
                "places": places.join(", "),
                "more": group.count - group.places.len(),
            };
            let places = texts.text(&format!("explain-places-{of}"), values);
            let values = values! {"title": words::title(group.cause, texts), "places": places};
            let heading = texts.text("explain-cause-places", values);
            out.push_str(&format!("\n{}\n", paint(Ink::Head, hanging(&heading, "", "  ", width).trim_end())));
            out.push_str(&numbered(&words::actions(group.cause, texts, group.outcome), width));
            if let Some(report) = check {
                let shown = Evidence::of(&group.first, report);
                out.push_str(&evidence(&shown, &report.facts.subject.domain, texts, detail, width));
            }
        }
        out
    }
}

/// Codes, receiver, stage and outcome in one line.
fn head(explanation: &Explanation, texts: &Texts) -> String {
    let codes = explanation.code.map(|code| code.to_string()).into_iter();
    let codes: Vec<_> = codes.chain(explanation.status.map(|status| status.to_string())).collect();
    let receiver = explanation.receiver.map(receiver_name);
    let stage = explanation.stage.map(|stage| texts.text("explain-stage", values! {"stage": stage.as_str()}));
    let outcome = texts.text("explain-outcome", values! {"outcome": explanation.outcome.as_str()});
    let codes = (!codes.is_empty()).then(|| codes.join(" "));
    [codes, receiver.map(str::to_owned), stage, Some(outcome)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The name of a receiver for people.
fn receiver_name(id: &'static str) -> &'static str {
    patterns::of_receiver(id).and_then(|file| file.name).unwrap_or(id)
}

fn ink(explanation: &Explanation) -> Ink {
    match explanation.outcome {
        Outcome::Accepted | Outcome::Continues => Ink::Good,
        Outcome::Temporary => Ink::Warn,
        Outcome::GivenUp | Outcome::Permanent => Ink::Bad,
        Outcome::Unknown => Ink::Open,
    }
}

/// What the check of the sender's domain shows of a bounce; a quiet run names the findings in a line each.
pub fn evidence(evidence: &Evidence<'_>, domain: &DomainName, texts: &Texts, detail: Detail, width: usize) -> String {
    let values = values! {"shown": evidence.shown.as_str(), "domain": domain.to_string()};
    let heading = hanging(&texts.text("explain-evidence", values), "", "  ", width);
    let mut out = format!("\n{}\n", paint(Ink::Head, heading.trim_end()));
    let is_told = |finding: &&&Finding| detail > Detail::Quiet || finding.is_failure();
    for finding in evidence.findings.iter().filter(is_told) {
        out.push_str(&match detail {
            Detail::Quiet => findings::headline(finding, &Sentences::of(finding, texts), texts, width),
            _ => findings::finding(finding, texts, width),
        });
    }
    if let Some(prediction) = evidence.predicted {
        let values = values! {"receiver": prediction.name.as_str(), "certainty": prediction.certainty.as_str()};
        out.push_str(&paragraph(&texts.text("explain-predicted", values), 2, width));
    }
    out
}

/// Many bounces: those that DNS can clear first.
pub fn summary(summary: &Summary, texts: &Texts, detail: Detail, width: usize) -> String {
    let (failed, dns) = summary.failed();
    let line = texts.text("explain-summary", values! {"bounces": failed, "messages": summary.messages});
    let mut out = paint(Ink::Head, line) + "\n";
    if failed > 0 {
        let values = values! {"count": dns, "share": share(dns, failed)};
        out.push_str(&paragraph(&texts.text("explain-summary-dns", values), 2, width));
    }
    let waiting = summary.rows().iter().map(|row| row.count.temporary).sum();
    let notes =
        [("waiting", waiting), ("delivered", summary.delivered), ("others", summary.others), ("cut", summary.cut)];
    for (key, count) in notes.into_iter().filter(|(_, count)| *count > 0) {
        out.push_str(&paragraph(&texts.text(&format!("explain-summary-{key}"), values! {"count": count}), 2, width));
    }
    if detail == Detail::Quiet {
        return out;
    }
    let rows = summary.rows();
    let headings = [
        (&["yes"][..], "explain-summary-fixable"),
        (&["partly"], "explain-summary-partly"),
        (&["no", "unknown"], "explain-summary-rest"),
    ];
    for (dns, heading) in headings {
        let of: Vec<_> = rows.iter().filter(|row| dns.contains(&row.cause.dns_word())).collect();
        if of.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{}\n", paint(Ink::Head, texts.plain(heading))));
        for row in of {
            out.push_str(&cause(row, failed, texts, detail, width));
        }
    }
    out
}

fn cause(row: &Row, failed: u64, texts: &Texts, detail: Detail, width: usize) -> String {
    let count = row.count.all();
    let first = format!("  {count:>6}  {:>3} %  ", share(count, failed));
    let rest = " ".repeat(first.len());
    let mut out = hanging(&words::title(row.cause, texts), &first, &rest, width);
    let receivers: Vec<_> = row
        .receivers
        .iter()
        .map(|(id, count)| {
            let name =
                id.map_or_else(|| texts.plain("explain-summary-receiver-unknown"), |id| receiver_name(id).to_owned());
            format!("{name} {count}")
        })
        .collect();
    out.push_str(&paint(Ink::Dim, hanging(&receivers.join(", "), &rest, &rest, width).trim_end()));
    out.push('\n');
    if detail == Detail::Verbose {
        for (number, action) in words::actions(row.cause, texts, row.count.outcome()).iter().enumerate() {
            out.push_str(&hanging(action, &format!("{rest}{}. ", number + 1), &format!("{rest}   "), width));
        }
    }
    out
}

/// A share in whole percent.
fn share(part: u64, whole: u64) -> u64 {
    (part * 100 + whole / 2) / whole.max(1)
}
