//! The evidence behind a report: what each protocol publishes, the price of every SPF term, every
//! rule and every answer. Shown with `-v`.

use super::paint::{Ink, hanging, paint, paragraph};
use crate::checks::Quiet;
use crate::dmarc::Generation;
use crate::dmarc::discover::Discovered;
use crate::dns::Answer;
use crate::facts::Fact;
use crate::facts::dkim::{KeyFact, SelectorState};
use crate::facts::spf::SpfState;
use crate::i18n::Texts;
use crate::report::{Report, json};
use crate::spf::census::Node;
use crate::text;
use crate::values;

/// What SPF, DKIM, DMARC and MX publish.
pub fn section(report: &Report, texts: &Texts, width: usize) -> String {
    let mut out = spf(report, texts, width);
    out.push_str(&dkim(report, texts, width));
    for (generation, name) in [(Generation::Rfc9989, "RFC 9989"), (Generation::Rfc7489, "RFC 7489")] {
        out.push_str(&dmarc(report, generation, name, texts, width));
    }
    out.push_str(&mx(report, texts, width));
    out
}

fn spf(report: &Report, texts: &Texts, width: usize) -> String {
    let policy = &report.facts.spf.policy;
    let line = match (&policy.state, policy.census.known()) {
        (SpfState::Found, Some(census)) => {
            texts.text("evidence-spf-found", values! {"lookups": census.lookups as usize})
        }
        (SpfState::None, _) => texts.plain("evidence-spf-none"),
        (SpfState::Multiple, _) => texts.plain("evidence-spf-multiple"),
        (SpfState::Undetermined(_) | SpfState::Found, _) => texts.plain("evidence-spf-undetermined"),
    };
    let mut out = paragraph(&line, 2, width);
    if let Some(record) = policy.record() {
        out.push_str(&hanging(&text::show(record.text()), "    ", "      ", width));
    }
    if let Some(census) = policy.census.known() {
        tree(&census.root, 0, &mut out);
    }
    out
}

/// Every term that costs lookups, with its price and the running count.
fn tree(node: &Node, depth: usize, out: &mut String) {
    for entry in &node.entries {
        if entry.total == 0 {
            continue;
        }
        let term = node.record().map(|record| record.shown(&entry.span)).unwrap_or_default();
        let indent = "  ".repeat(depth.min(12));
        out.push_str(&format!("    {:>3} {:>4}  {indent}{term}\n", entry.total, format!("({})", entry.before + entry.total)));
        if let Some(child) = entry.child() {
            tree(child, depth + 1, out);
        }
    }
}

fn dkim(report: &Report, texts: &Texts, width: usize) -> String {
    let dkim = &report.facts.dkim;
    let mut out = String::new();
    for key in &dkim.keys {
        if matches!(key.state, SelectorState::Missing(_)) && !key.found.is_certain() {
            continue;
        }
        out.push_str(&key_line(key, texts, width));
    }
    let stopped = match dkim.probing.stopped {
        Some(crate::facts::dkim::Stopped::NothingBelow) => Some("evidence-dkim-stopped"),
        Some(crate::facts::dkim::Stopped::Wildcard) => Some("evidence-dkim-wildcard"),
        None if out.is_empty() => Some("evidence-dkim-none"),
        None => None,
    };
    if let Some(key) = stopped {
        out.push_str(&hanging(&texts.text(key, values! {"probed": dkim.probing.probed}), "  ", "    ", width));
    }
    out
}

fn key_line(key: &KeyFact, texts: &Texts, width: usize) -> String {
    let record = key.record();
    let values = values! {
        "selector": key.selector.to_string(),
        "state": json::key_state(&key.state),
        "type": record.map(|record| text::show_text(record.key_type.as_str())).unwrap_or_default(),
        "bits": record.and_then(|record| record.bits()).unwrap_or_default(),
    };
    let mut line = texts.text("evidence-dkim-key", values);
    if !key.published.chain.is_empty() {
        let chain: Vec<_> = key.published.chain.iter().map(ToString::to_string).collect();
        line.push_str(&format!(", {}", texts.text("evidence-via", values! {"chain": chain.join(" → ")})));
    }
    hanging(&line, "  ", "    ", width)
}

fn dmarc(report: &Report, generation: Generation, name: &str, texts: &Texts, width: usize) -> String {
    let discovered = report.facts.dmarc.author().map(|author| author.policy.get(generation));
    let (state, policy, at) = match discovered {
        Some(Discovered::Applies(applied)) => ("found", applied.policy.as_str(), applied.at.to_string()),
        Some(Discovered::Nothing(_)) | None => ("none", "", String::new()),
        Some(Discovered::Unknown(_)) => ("undetermined", "", String::new()),
    };
    let values = values! {"generation": name, "state": state, "policy": policy, "at": at};
    hanging(&texts.text("evidence-dmarc", values), "  ", "    ", width)
}

fn mx(report: &Report, texts: &Texts, width: usize) -> String {
    let mx = &report.facts.mx;
    let plain = match &mx.records {
        Fact::Unknown(_) => "evidence-mx-undetermined",
        Fact::Absent if mx.is_implicit() => "evidence-mx-implicit",
        Fact::Absent => "evidence-mx-none",
        Fact::Known(set) if set.null == crate::mx::NullMx::Yes => {
            let values = values! {"exchange": ".", "state": "null", "addresses": ""};
            return paragraph(&texts.text("evidence-mx", values), 2, width);
        }
        Fact::Known(_) => {
            let lines = mx.hosts.iter().map(|host| {
                let addresses: Vec<_> = host.addresses.iter().map(|address| address.to_string()).collect();
                let values = values! {
                    "exchange": format!("{} {}", host.exchange.preference, host.exchange.host),
                    "state": json::host_state(host),
                    "addresses": addresses.join(", "),
                };
                hanging(&texts.text("evidence-mx", values), "  ", "    ", width)
            });
            return lines.collect();
        }
    };
    paragraph(&texts.plain(plain), 2, width)
}

/// The rules that found nothing.
pub fn rules(report: &Report, texts: &Texts, width: usize) -> String {
    let mut out = String::new();
    for (key, quiet) in [("rules-pass", Quiet::Pass), ("rules-not-applicable", Quiet::NotApplicable)] {
        let ids: Vec<_> = report.quiet(quiet).collect();
        if !ids.is_empty() {
            let line = texts.text(key, values! {"count": ids.len(), "rules": ids.join(" ")});
            out.push_str(&hanging(&line, "  ", "    ", width));
        }
    }
    out
}

/// Every answer, in the order of names. Guessed selectors that do not exist are left out: their
/// number stands in the line about DKIM.
pub fn dns(report: &Report, width: usize) -> String {
    let mut out = String::new();
    for (question, answer) in report.answers.iter() {
        let guess = question.name.labels().nth(1) == Some("_domainkey");
        let shown = match answer {
            Answer::Records(set) => set.records.iter().map(|record| record.data.to_string()).collect(),
            Answer::NoData(_) | Answer::NxDomain(_) if guess => continue,
            Answer::NoData(_) => vec!["NODATA".to_owned()],
            Answer::NxDomain(_) => vec!["NXDOMAIN".to_owned()],
            Answer::Failed(failure) => vec![failure.kind.to_string()],
            Answer::OutOfZone => vec!["out_of_zone".to_owned()],
        };
        let chain: String = answer.chain().iter().map(|name| format!(" → {name}")).collect();
        out.push_str(&format!("  {}\n", paint(Ink::Dim, format!("{question}{chain}"))));
        for line in shown {
            out.push_str(&hanging(&text::show_text(&line), "    ", "      ", width));
        }
    }
    out
}
