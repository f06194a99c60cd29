//! SPF terms that authorise nobody, nobody else, or everybody, and harm the rest of the record.
//!
//! A term whose name does not exist matches nothing; an `include` of nothing makes all of SPF fail (RFC 7208
//! section 5.2). Nobody loses the right to send when it goes. An `include` that lets everybody pass is taken out
//! on purpose, and somebody should look at it; so should they where a `redirect` goes, because `~all` then says of
//! everybody else what nothing said so far, as where `all` is missing.

use std::collections::BTreeMap;

use super::spf_all::END;
use super::spf_terms::{Own, replaced, shown, underlined};
use super::{Case, Kind};
use crate::fix::Draft;
use crate::spf::record::{Mechanism, Modifier, Qualifier, Record, TermKind};
use crate::text::Span;

/// Takes them out.
pub(super) static KIND: Kind = Kind {
    slug: "spf-dead-terms",
    rules: &["SPF022", "SPF023", "SPF025", "SPF026", "SPF027", "SPF035", "SPF039"],
    propose,
};

/// The rules whose terms let somebody pass.
const WIDE: &[&str] = &["SPF039"];

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let mut drafts = BTreeMap::new();
    for finding in case.failing(KIND.rules) {
        let Some((own, span)) = underlined(case, finding) else { continue };
        let wide = WIDE.contains(&finding.rule.id);
        let (_, terms, draft) = drafts.entry((own.name, wide)).or_insert_with(|| (own, Vec::new(), Draft::new(&KIND)));
        terms.push(span);
        *draft = draft.clone().aims_at(finding);
    }
    drafts.into_iter().filter_map(|((_, wide), (own, terms, draft))| without(&own, terms, draft, wide)).collect()
}

/// The draft that takes these terms out of a record.
fn without(own: &Own<'_>, mut terms: Vec<Span>, draft: Draft, wide: bool) -> Option<Draft> {
    terms.sort_by_key(|term| term.start);
    terms.dedup();
    let named: Vec<_> = terms.iter().map(|term| shown(own.record, term)).collect();
    let ends = terms.iter().any(|term| !instead(own.record, term).is_empty());
    let edits: Vec<_> = terms.into_iter().map(|term| (term.clone(), instead(own.record, &term))).collect();
    let text = replaced(own.record, &edits)?;
    let draft = draft.replace_text(own.name, own.txt, &text).text("name", own.name.as_str());
    let draft = draft.text("terms", named.join(", "));
    let draft = draft.text("end", if ends { END } else { "none" });
    Some(match (wide, passes_somebody(&text)) {
        (true, _) => draft.narrowing().to_review(),
        // What is left says that nobody sends: that may be meant, or the term was.
        (false, false) => draft.to_review(),
        (false, true) if ends => draft.to_review(),
        (false, true) => draft,
    })
}

/// Whether anybody can pass by a record.
fn passes_somebody(text: &str) -> bool {
    let record = Record::parse(text.as_bytes());
    record.redirect().is_some() || record.directives().any(|(_, directive)| directive.qualifier == Qualifier::Pass)
}

/// What stands where a term was: after a `redirect` nothing says any more what happens to everybody else (RFC 7208
/// section 4.7), unless `all` does, which makes a `redirect` idle (RFC 7208 section 6.1).
fn instead(record: &Record, term: &Span) -> String {
    let is_it = |span: &Span| span.start <= term.start && term.end <= span.end;
    let found = record.terms.iter().find(|known| is_it(&known.span)).map(|known| &known.kind);
    let has_end = record.directives().any(|(_, directive)| directive.mechanism == Mechanism::All);
    match found {
        Some(TermKind::Modifier(Modifier::Redirect(_))) if !has_end => END.to_owned(),
        Some(TermKind::Modifier(_) | TermKind::Directive(_) | TermKind::Broken) | None => String::new(),
    }
}
