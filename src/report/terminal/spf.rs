//! `preflight spf` on the terminal: the result, the term that decided, and the way there.

use super::Detail;
use super::paint::{Ink, hanging, paint};
use crate::i18n::Texts;
use crate::report::sentences::{cause, identity, unanswered};
use crate::spf::outcome::{Evaluation, SpfResult, Step, StepOutcome};
use crate::spf::request::Request;
use crate::text;
use crate::values;

/// One evaluation, and the one `before` without the records that were laid over DNS.
pub fn evaluation(
    evaluation: &Evaluation,
    before: Option<&Evaluation>,
    request: &Request,
    texts: &Texts,
    detail: Detail,
    width: usize,
) -> String {
    let (line, ink) = result(evaluation, request, texts);
    let mut out = paint(ink, hanging(&line, "", "  ", width).trim_end()) + "\n";
    if detail == Detail::Quiet {
        return out;
    }
    if let Some(before) = before {
        let (line, _) = result(before, request, texts);
        out.push_str(&hanging(&texts.text("what-if-before", values! {"verdict": line}), "  ", "    ", width));
    }
    if let Some(why) = &evaluation.unanswered {
        out.push_str(&hanging(&unanswered(why, texts), "  ", "  ", width));
    } else if let Some(why) = &evaluation.cause {
        out.push_str(&hanging(&cause(why, texts), "  ", "  ", width));
    }
    if let Some(matched) = &evaluation.matched {
        let values = values! {"term": matched.term.as_str(), "domain": matched.domain.to_string()};
        out.push_str(&hanging(&texts.text("spf-matched", values), "  ", "  ", width));
    }
    if let Some(explanation) = &evaluation.explanation {
        let values = values! {"explanation": text::show_text(explanation)};
        out.push_str(&hanging(&texts.text("spf-explanation", values), "  ", "  ", width));
    }
    let counts = values! {"lookups": u64::from(evaluation.lookups), "voids": u64::from(evaluation.void_lookups)};
    out.push_str(&hanging(&texts.text("spf-counts", counts), "  ", "  ", width));
    if !evaluation.trace.is_empty() {
        out.push('\n');
        out.push_str(&hanging(&texts.plain("spf-steps"), "", "", width));
        steps(&evaluation.trace, 0, texts, &mut out);
    }
    out
}

/// What a receiver comes to, in one sentence.
fn result(evaluation: &Evaluation, request: &Request, texts: &Texts) -> (String, Ink) {
    let (key, ink) = match evaluation.result {
        _ if evaluation.unanswered.is_some() => ("spf-undetermined", Ink::Open),
        SpfResult::Pass => ("spf-pass", Ink::Good),
        SpfResult::Fail => ("spf-fail", Ink::Bad),
        SpfResult::Softfail => ("spf-softfail", Ink::Warn),
        SpfResult::Neutral => ("spf-neutral", Ink::Warn),
        SpfResult::None => ("spf-none", Ink::Warn),
        SpfResult::Permerror => ("spf-permerror", Ink::Bad),
        SpfResult::Temperror => ("spf-undetermined", Ink::Open),
    };
    (texts.text(key, values! {"ip": request.ip.to_string(), "domain": identity(request)}), ink)
}

/// The lookups so far, then the term, indented by the records it stands in.
fn steps(steps: &[Step], depth: usize, texts: &Texts, out: &mut String) {
    for step in steps {
        let (key, ink) = match step.outcome {
            StepOutcome::Match => ("spf-step-match", Ink::Good),
            StepOutcome::NoMatch => ("spf-step-no-match", Ink::Dim),
            StepOutcome::Redirected(_) => ("spf-step-redirected", Ink::Head),
            StepOutcome::Error(_) => ("spf-step-error", Ink::Bad),
        };
        let result = match step.outcome {
            StepOutcome::Redirected(result) | StepOutcome::Error(result) => result.as_str(),
            StepOutcome::Match | StepOutcome::NoMatch => "",
        };
        let indent = "  ".repeat(depth.min(12));
        let outcome = paint(ink, texts.text(key, values! {"result": result}));
        if step.nested.is_empty() {
            out.push_str(&format!("  {:>2}  {indent}{}  {outcome}\n", step.lookups, step.term));
        } else {
            // The count of a term that leads to a record is told behind what it led to.
            out.push_str(&format!("      {indent}{}\n", step.term));
            self::steps(&step.nested, depth + 1, texts, out);
            out.push_str(&format!("  {:>2}  {indent}└ {}  {outcome}\n", step.lookups, step.term));
        }
    }
}
