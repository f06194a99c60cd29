//! `preflight.toml`: defaults of the flags, streams, and the level of single rules.
//!
//! Unknown keys are errors: a mistyped `fail_onn` must not silently change what a CI run means.
//! `--config` names the file; else it is looked for in the working folder and its parents, up to
//! the root of the repository.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::args::{FailOn, MinCertainty, OnUndetermined};
use super::blocklists;
use super::settings::{self, Problem};
use crate::checks::{self, Rule};
use crate::dns::keyed::Key;
use crate::dnsbl::List;
use crate::dnsbl::choice::Wish;
use crate::finding::Treat;
use crate::limits;
use crate::stream::{BULK, Signature, Stream};

/// The configuration, resolved.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The language.
    pub lang: Option<crate::i18n::Lang>,
    /// From what on the run fails.
    pub fail_on: Option<FailOn>,
    /// Whether possible refusals count.
    pub min_certainty: Option<MinCertainty>,
    /// What open questions come to.
    pub undetermined: Option<OnUndetermined>,
    /// The receivers to predict.
    pub receivers: Vec<String>,
    /// Where questions go.
    pub resolver: Vec<String>,
    /// Which blocklists are asked.
    pub blocklists: Option<Wish>,
    /// Where the keys of blocklists are.
    pub blocklist_keys: Vec<(&'static List, KeyPlace)>,
    /// The declared streams.
    pub streams: Vec<Stream>,
    /// The level of single rules.
    pub levels: Vec<Level>,
}

/// Where the key of a blocklist is.
#[derive(Debug, Clone)]
pub enum KeyPlace {
    /// In the file.
    Here(Key),
    /// In a variable of the environment.
    Variable(String),
}

/// How one rule is treated, and why.
#[derive(Debug, Clone)]
pub struct Level {
    /// The rule.
    pub rule: &'static Rule,
    /// How.
    pub treat: Treat,
    /// The reason; required.
    pub reason: String,
}

/// A configuration that could not be read: the sentence, and the place in the file.
#[derive(Debug)]
pub struct ConfigError {
    /// What is wrong.
    pub problem: Problem,
    /// Where, when there is a place.
    pub place: Option<Box<ConfigPlace>>,
}

/// The place of a mistake in a configuration.
#[derive(Debug)]
pub struct ConfigPlace {
    /// The file.
    pub file: PathBuf,
    /// Its text.
    pub text: String,
    /// The part at fault.
    pub span: std::ops::Range<usize>,
}

impl From<Problem> for ConfigError {
    fn from(problem: Problem) -> Self {
        Self { problem, place: None }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lang: Option<LangName>,
    fail_on: Option<FailOn>,
    min_certainty: Option<MinCertainty>,
    undetermined: Option<OnUndetermined>,
    #[serde(default)]
    receivers: Vec<String>,
    #[serde(default)]
    resolver: Vec<String>,
    blocklists: Option<toml::Spanned<String>>,
    #[serde(default)]
    blocklist: std::collections::BTreeMap<toml::Spanned<String>, BlocklistTable>,
    #[serde(default)]
    stream: Vec<toml::Spanned<StreamTable>>,
    #[serde(default)]
    rules: std::collections::BTreeMap<toml::Spanned<String>, LevelTable>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LangName {
    Fr,
    En,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StreamTable {
    name: Option<String>,
    from: String,
    mail_from: Option<String>,
    helo: Option<String>,
    #[serde(default)]
    ip: Vec<String>,
    provider: Option<String>,
    #[serde(default)]
    dkim: Vec<DkimTable>,
    signs: Option<Signs>,
    volume: Option<VolumeValue>,
}

/// Who signs, when it is not the sender's own domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Signs {
    Provider,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DkimTable {
    domain: Option<String>,
    selector: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum VolumeValue {
    Number(u64),
    Word(VolumeWord),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum VolumeWord {
    Low,
    Bulk,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlocklistTable {
    key: Option<String>,
    key_env: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelTable {
    level: Treat,
    reason: String,
}

impl Config {
    /// Reads the file that was named, else the one that is found, else nothing.
    ///
    /// # Errors
    /// [`ConfigError`] when a file is there and cannot be used.
    pub fn load(named: Option<&Path>) -> Result<Self, ConfigError> {
        let path = match named {
            Some(path) => path.to_owned(),
            None => match find() {
                Some(path) => path,
                None => return Ok(Self::default()),
            },
        };
        let text = read(&path)?;
        Self::parse(&path, &text)
    }

    /// Reads the text of a configuration.
    ///
    /// # Errors
    /// [`ConfigError`] with the place at fault.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let at = |problem: Problem, span| ConfigError {
            problem,
            place: Some(Box::new(ConfigPlace { file: path.to_owned(), text: blocklists::without_keys(text), span })),
        };
        let file: File = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            at(Problem::new("problem-config").with("file", path.display()).because(&error), span)
        })?;
        let wish = file
            .blocklists
            .as_ref()
            .map(|words| blocklists::wish([words.get_ref().as_str()]).map_err(|problem| at(problem, words.span())));
        let mut blocklist_keys = Vec::new();
        for (name, table) in file.blocklist {
            let span = name.span();
            blocklist_keys.push(key(name.get_ref(), table).map_err(|problem| at(problem, span))?);
        }
        let mut streams = Vec::new();
        for table in file.stream {
            let span = table.span();
            streams.push(stream(table.into_inner()).map_err(|problem| at(problem, span))?);
        }
        let mut levels = Vec::new();
        for (name, table) in file.rules {
            let rule = checks::find(name.get_ref())
                .ok_or_else(|| at(Problem::new("problem-rule-unknown").with("text", name.get_ref()), name.span()))?;
            if table.reason.trim().is_empty() {
                return Err(at(Problem::new("problem-reason-missing").with("rule", name.get_ref()), name.span()));
            }
            levels.push(Level { rule, treat: table.level, reason: table.reason });
        }
        Ok(Self {
            lang: file.lang.map(|lang| match lang {
                LangName::Fr => crate::i18n::Lang::Fr,
                LangName::En => crate::i18n::Lang::En,
            }),
            fail_on: file.fail_on,
            min_certainty: file.min_certainty,
            undetermined: file.undetermined,
            receivers: file.receivers,
            resolver: file.resolver,
            blocklists: wish.transpose()?,
            blocklist_keys,
            streams,
            levels,
        })
    }
}

/// The list that a table is about, and where its key is.
fn key(name: &str, table: BlocklistTable) -> Result<(&'static List, KeyPlace), Problem> {
    let list = blocklists::find(name)?;
    let problem = |key| Problem::new(key).with("text", &list.zone);
    if list.keyed.is_none() {
        return Err(problem("problem-blocklist-no-key"));
    }
    match (table.key, table.key_env) {
        (Some(text), None) => {
            let key = Key::parse(&text).map_err(|_| problem("problem-blocklist-key-form"))?;
            Ok((list, KeyPlace::Here(key)))
        }
        (None, Some(variable)) => Ok((list, KeyPlace::Variable(variable))),
        (Some(_), Some(_)) | (None, None) => Err(problem("problem-blocklist-key-twice")),
    }
}

fn stream(table: StreamTable) -> Result<Stream, Problem> {
    let from = settings::domain(&table.from)?;
    let provider = table.provider.as_deref().map(settings::provider).transpose()?;
    let mut dkim = Vec::new();
    for key in table.dkim {
        let domain = key.domain.as_deref().map(settings::domain).transpose()?.unwrap_or_else(|| from.clone());
        dkim.push(Signature { domain, selector: settings::selector(&key.selector)? });
    }
    let mail_from = match table.mail_from.as_deref() {
        Some(text) => settings::mail_from(text)?,
        None => settings::usual_mail_from(&from, provider),
    };
    Ok(Stream {
        name: table.name.unwrap_or_else(|| from.to_string()),
        declared: true,
        evidence: Vec::new(),
        provider,
        mail_from,
        helo: table.helo.as_deref().map(settings::helo).transpose()?,
        ips: table.ip.iter().map(|text| settings::network(text)).collect::<Result<_, _>>()?,
        through: None,
        dkim,
        provider_signs: table.signs == Some(Signs::Provider),
        volume: table.volume.map(|volume| match volume {
            VolumeValue::Number(number) => number,
            VolumeValue::Word(VolumeWord::Low) => 0,
            VolumeValue::Word(VolumeWord::Bulk) => BULK,
        }),
        from,
    })
}

/// `preflight.toml` in the working folder or its parents, up to the root of the repository.
fn find() -> Option<PathBuf> {
    let start = std::env::current_dir().ok()?;
    for folder in start.ancestors() {
        let file = folder.join("preflight.toml");
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

fn read(path: &Path) -> Result<String, Problem> {
    let unreadable = |error: std::io::Error| Problem::new("problem-file").with("file", path.display()).because(&error);
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > limits::FILE_OCTETS {
        return Err(Problem::new("problem-file-size").with("file", path.display()));
    }
    let octets = std::fs::read(path).map_err(unreadable)?;
    String::from_utf8(octets).map_err(|_| Problem::new("problem-file-utf8").with("file", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, ConfigError> {
        Config::parse(Path::new("preflight.toml"), text)
    }

    #[test]
    fn a_whole_file() {
        let config = parse(
            "lang = \"fr\"\nfail_on = \"rejection\"\nreceivers = [\"gmail\"]\nresolver = [\"system\"]\n\n\
             [[stream]]\nname = \"news\"\nfrom = \"example.fr\"\nmail_from = \"b.news.example.fr\"\nip = [\"192.0.2.0/28\"]\n\
             dkim = [{ selector = \"s1\" }, { domain = \"esp.example\", selector = \"k\" }]\nvolume = \"bulk\"\n",
        )
        .unwrap();
        assert_eq!(config.fail_on, Some(FailOn::Rejection));
        let stream = &config.streams[0];
        assert_eq!(
            (stream.name.as_str(), stream.volume, stream.dkim[0].domain.as_str()),
            ("news", Some(BULK), "example.fr")
        );
    }

    #[test]
    fn a_provider_stands_for_what_is_left_out() {
        let text = "[[stream]]\nfrom = \"example.fr\"\nprovider = \"Brevo\"\nsigns = \"provider\"\n";
        let stream = &parse(text).unwrap().streams[0];
        assert_eq!(stream.provider.map(|provider| provider.id.as_str()), Some("brevo"));
        assert!(stream.provider_signs && stream.mail_from == crate::stream::MailFrom::Unknown);
        let error = parse(&text.replace("Brevo", "brevi")).unwrap_err();
        assert_eq!(error.problem.sentence().key(), "problem-provider");
    }

    #[test]
    fn mistakes_name_their_place() {
        for (text, at) in [
            ("fail_onn = \"error\"\n", "fail_onn"),
            ("lang = \"de\"\n", "\"de\""),
            ("[rules]\nSPF999 = { level = \"allow\", reason = \"x\" }\n", "SPF999"),
        ] {
            let error = parse(text).unwrap_err();
            let place = error.place.expect(text);
            assert_eq!(&place.text[place.span], at);
        }
        assert!(parse("[[stream]]\nfrom = \"a b\"\n").is_err());
    }
}
