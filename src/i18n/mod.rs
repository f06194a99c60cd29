//! Every sentence, in both languages (Project Fluent: French and English count differently).
//!
//! One file per subject and language, side by side. A text is asked for by key and values; the
//! tests prove that both languages have every key with the same variables, so a missing text is a
//! failing test and is never shown.

use std::collections::HashMap;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::finding::Value;

/// A language of the reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The tag of the language.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language of a locale such as `fr_FR.UTF-8`: French for `fr`, else English.
    pub fn of_locale(locale: &str) -> Self {
        let tag = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
        if tag.eq_ignore_ascii_case("fr") { Self::Fr } else { Self::En }
    }
}

macro_rules! files {
    ($lang:literal) => {
        &[
            ("aln", include_str!(concat!($lang, "/aln.ftl"))),
            ("cli", include_str!(concat!($lang, "/cli.ftl"))),
            ("dkim", include_str!(concat!($lang, "/dkim.ftl"))),
            ("dmarc", include_str!(concat!($lang, "/dmarc.ftl"))),
            ("dnsbl", include_str!(concat!($lang, "/dnsbl.ftl"))),
            ("errors", include_str!(concat!($lang, "/errors.ftl"))),
            ("explain", include_str!(concat!($lang, "/explain.ftl"))),
            ("fix", include_str!(concat!($lang, "/fix.ftl"))),
            ("mx", include_str!(concat!($lang, "/mx.ftl"))),
            ("opinion", include_str!(concat!($lang, "/opinion.ftl"))),
            ("outputs", include_str!(concat!($lang, "/outputs.ftl"))),
            ("rdns", include_str!(concat!($lang, "/rdns.ftl"))),
            ("receivers", include_str!(concat!($lang, "/receivers.ftl"))),
            ("report", include_str!(concat!($lang, "/report.ftl"))),
            ("spf", include_str!(concat!($lang, "/spf.ftl"))),
            ("transport", include_str!(concat!($lang, "/transport.ftl"))),
        ]
    };
}

/// The text files of a language: subject and content.
pub fn files(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::En => files!("en"),
        Lang::Fr => files!("fr"),
    }
}

/// The texts of one language.
pub struct Texts {
    lang: Lang,
    /// The place among [`files`] of the file that has a key.
    places: HashMap<&'static str, usize>,
    /// Each file, read when the first of its texts is asked for: no run needs all of them, and to read them all takes
    /// longer than to explain a bounce.
    bundles: Vec<OnceLock<FluentBundle<FluentResource>>>,
}

/// Why a text could not be written; only tests see it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// There is no such key.
    #[error("no text {key} in {lang}")]
    Missing {
        /// The key.
        key: String,
        /// The language.
        lang: &'static str,
    },
    /// The text names a value that it was not given, or is not well-formed.
    #[error("text {key} in {lang}: {errors:?}")]
    Broken {
        /// The key.
        key: String,
        /// The language.
        lang: &'static str,
        /// What Fluent says.
        errors: Vec<FluentError>,
    },
}

/// Values of a text, by name.
pub type Values<'a> = &'a [(&'a str, Value)];

impl Texts {
    /// The texts of a language, each file read once per run.
    pub fn of(lang: Lang) -> &'static Self {
        static TEXTS: [OnceLock<Texts>; 2] = [const { OnceLock::new() }; 2];
        TEXTS[lang as usize].get_or_init(|| {
            let of_file =
                |(place, (_, content)): (usize, &(_, &'static str))| keys(content).map(move |key| (key, place));
            let places = files(lang).iter().enumerate().flat_map(of_file).collect();
            Self { lang, places, bundles: files(lang).iter().map(|_| OnceLock::new()).collect() }
        })
    }

    fn bundle(&self, key: &str) -> Option<&FluentBundle<FluentResource>> {
        let place = *self.places.get(key)?;
        let (subject, content) = files(self.lang).get(place)?;
        Some(self.bundles.get(place)?.get_or_init(|| {
            let id: LanguageIdentifier = self.lang.as_str().parse().expect("both tags are well-formed");
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            // Isolation marks would reach terminals and JSON.
            bundle.set_use_isolating(false);
            let resource = FluentResource::try_new((*content).to_owned()).unwrap_or_else(|(partial, errors)| {
                debug_assert!(false, "{subject}.ftl: {errors:?}");
                partial
            });
            let added = bundle.add_resource(resource);
            debug_assert!(added.is_ok(), "{subject}.ftl: {added:?}");
            bundle
        }))
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether there is such a text.
    pub fn has(&self, key: &str) -> bool {
        self.places.contains_key(key)
    }

    /// Writes a text.
    pub fn text<'a>(&self, key: &str, values: impl IntoIterator<Item = (&'a str, &'a Value)>) -> String {
        match self.try_text(key, values) {
            Ok(text) => text,
            Err(error) => {
                debug_assert!(false, "{error}");
                key.to_owned()
            }
        }
    }

    /// Writes a text without values.
    pub fn plain(&self, key: &str) -> String {
        self.text(key, [])
    }

    /// Writes a text, or says why it cannot.
    ///
    /// # Errors
    /// [`TextError`] for a missing key or a value that the text names and was not given.
    pub fn try_text<'a>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, &'a Value)>,
    ) -> Result<String, TextError> {
        let lang = self.lang.as_str();
        let missing = || TextError::Missing { key: key.to_owned(), lang };
        let bundle = self.bundle(key).ok_or_else(missing)?;
        let pattern = bundle.get_message(key).and_then(|message| message.value()).ok_or_else(missing)?;
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(name, self.fluent(value));
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if errors.is_empty() { Ok(text) } else { Err(TextError::Broken { key: key.to_owned(), lang, errors }) }
    }

    fn fluent<'a>(&self, value: &'a Value) -> FluentValue<'a> {
        match value {
            Value::Text(text) => FluentValue::from(text.as_str()),
            Value::Number(number) => FluentValue::from(*number as f64),
        }
    }
}

/// The keys of a file: what stands at the beginning of a line, before `=`.
fn keys(content: &str) -> impl Iterator<Item = &str> {
    let messages = content.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    messages.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim_end())
}

/// Builds the values of a text in place.
#[macro_export]
macro_rules! values {
    ($($name:literal: $value:expr),* $(,)?) => {
        [$(($name, &$crate::finding::Value::from($value))),*]
    };
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}
