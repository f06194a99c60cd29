//! What an explanation says, in a language.

use super::cause::{Cause, Reason};
use super::codes::{Codes, Kind, Status};
use super::{Explanation, KnownBy, Outcome, patterns};
use crate::i18n::{Lang, Texts};
use crate::values;

/// The sentences of an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What the matter is, in one line.
    pub title: String,
    /// What it means for the sender.
    pub meaning: String,
    /// What to do, in order.
    pub actions: Vec<String>,
    /// What each code means by the registry: the code as it was given, and its sentence.
    pub codes: Vec<(String, String)>,
    /// What receivers mean by the status, where nothing tells which receiver spoke.
    pub elsewhere: Vec<Elsewhere>,
}

/// What a receiver means by a status that others use otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The receiver, by its id.
    pub receiver: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// The cause.
    pub cause: &'static Cause,
}

impl Words {
    /// The sentences in a language.
    pub fn of(explanation: &Explanation, texts: &Texts) -> Self {
        let codes = registered(explanation, texts);
        let Some(cause) = explanation.cause else {
            let title = match explanation.known_by {
                KnownBy::Nothing if codes.is_empty() => texts.plain("explain-unknown"),
                _ => texts.plain("explain-no-failure"),
            };
            let meaning = codes.first().map_or_else(|| title.clone(), |(_, sentence)| sentence.clone());
            return Self { title, meaning, actions: Vec::new(), codes, elsewhere: Vec::new() };
        };
        let mut meaning = means(cause, texts, explanation.outcome);
        // Where nothing but the code is known, its registered meaning is all there is to say.
        if let (KnownBy::Code | KnownBy::Nothing, Some((code, sentence))) = (explanation.known_by, codes.last()) {
            let by = if is_registered(explanation) { "registry" } else { "use" };
            meaning = texts.text(
                "explain-means-code",
                values! {"by": by, "meaning": meaning, "code": code.clone(), "sentence": sentence.clone()},
            );
        }
        let actions = actions(cause, texts, explanation.outcome);
        Self { title: title(cause, texts), meaning, actions, codes, elsewhere: elsewhere(explanation) }
    }
}

/// Whether the last code of an explanation has its meaning by a standard.
pub fn is_registered(explanation: &Explanation) -> bool {
    let codes = Codes::get();
    let is_status = explanation.status.is_some_and(|status| codes.status(status).is_some());
    let basic = explanation.code.and_then(|code| codes.basic(code));
    is_status || basic.is_some_and(|basic| basic.kind == Kind::Registered)
}

/// What receivers mean by the status of a bounce of which nothing but the code is known.
fn elsewhere(explanation: &Explanation) -> Vec<Elsewhere> {
    let is_bare = matches!(explanation.known_by, KnownBy::Code | KnownBy::Nothing) && explanation.receiver.is_none();
    let Some(status) = explanation.status.filter(|_| is_bare) else { return Vec::new() };
    let users = patterns::users(status).filter_map(|(file, code)| {
        let cause = Some(code.cause).filter(|cause| Some(*cause) != explanation.cause)?;
        Some(Elsewhere { receiver: file.receiver?, name: file.name?, cause })
    });
    users.collect()
}

/// What the matter is, in one line.
pub fn title(cause: &Cause, texts: &Texts) -> String {
    texts.plain(&format!("explain-cause-{}", cause.id))
}

/// What it means for the sender; [`Outcome::Unknown`] speaks of both, mail held back and mail refused.
pub fn means(cause: &Cause, texts: &Texts, outcome: Outcome) -> String {
    texts.text(&format!("explain-means-{}", cause.id), values! {"outcome": outcome.as_str()})
}

/// What to do, in order: mail that is only held back need not be sent again, and mail that was refused or given up is
/// not tried again. [`Outcome::Unknown`] speaks of both.
pub fn actions(cause: &Cause, texts: &Texts, outcome: Outcome) -> Vec<String> {
    let action = |id| texts.text(&format!("explain-do-{id}"), values! {"outcome": outcome.as_str()});
    cause.actions.iter().map(action).collect()
}

/// The names of sources: titles stay in their own language, what stands between them is set as the language does.
pub fn sources(names: &str, texts: &Texts) -> String {
    match texts.lang() {
        Lang::En => names.to_owned(),
        Lang::Fr => names.replace("; ", "\u{a0}; "),
    }
}

/// A reason in a few words.
pub fn reason(reason: Reason, texts: &Texts) -> String {
    texts.plain(&format!("explain-reason-{}", reason.as_str().replace('_', "-")))
}

/// The sentence of a basic code that is known.
pub fn basic(code: u16, texts: &Texts) -> Option<String> {
    Codes::get().basic(code).map(|basic| texts.plain(&format!("explain-code-{}", basic.code)))
}

/// The sentence of a status that is registered.
pub fn status(status: Status, texts: &Texts) -> Option<String> {
    Codes::get().status(status).map(|registered| texts.plain(&registered.key()))
}

/// The codes of an explanation that are known: the basic one, then the enhanced.
fn registered(explanation: &Explanation, texts: &Texts) -> Vec<(String, String)> {
    let basic = explanation.code.and_then(|code| Some((code.to_string(), basic(code, texts)?)));
    let status = explanation.status.and_then(|known| {
        let sentence = status(known, texts)?;
        Some((known.to_string(), otherwise(explanation, known, &sentence, texts).unwrap_or(sentence)))
    });
    basic.into_iter().chain(status).collect()
}

/// The sentence of a status where the registry means another cause by it than this bounce has.
fn otherwise(explanation: &Explanation, status: Status, sentence: &str, texts: &Texts) -> Option<String> {
    let cause = explanation.cause?;
    let registered = Codes::get().status(status)?;
    let meant = registered.cause.filter(|meant| meant.id != cause.id)?;
    let of_receiver = explanation.receiver.and_then(|id| {
        let (file, code) = patterns::code(id, status)?;
        file.name.filter(|_| code.cause != meant)
    });
    let (by, receiver) = match of_receiver {
        Some(name) => ("receiver", name),
        None if !registered.weak && meant.reason != cause.reason => ("text", ""),
        None => return None,
    };
    Some(texts.text("explain-code-otherwise", values! {"by": by, "sentence": sentence, "receiver": receiver}))
}
