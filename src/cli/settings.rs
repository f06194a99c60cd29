//! What the command line and the configuration mean together, resolved and validated.
//!
//! Everything is read once, here; a mistake is a [`Problem`] with the value that was typed, and
//! exit code 2. Flags win over `preflight.toml`.

use std::path::{Path, PathBuf};

use ipnet::IpNet;

use super::args::{ColorArg, FailOn, Format, GateArgs, LangArg, MinCertainty, OnUndetermined, OutputArgs, StreamArgs};
use super::config::Config;
use super::errors::Sentence;
use crate::dns::drive::Pace;
use crate::i18n::{Lang, Texts};
use crate::limits;
use crate::name::{DomainName, NameError, Selector};
use crate::report::terminal::Detail;
use crate::stream::providers::{self, Provider};
use crate::stream::{BULK, MailFrom, Signature, Stream};
use crate::text;
use crate::values;

/// A mistake of the user, as a text to be written in the language of the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    sentence: Sentence,
    line: Option<(String, usize)>,
}

impl Problem {
    /// A mistake whose sentence is `key`.
    pub fn new(key: &'static str) -> Self {
        Self { sentence: Sentence::new(key), line: None }
    }

    /// Names a value of the sentence, made safe to show.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.sentence = self.sentence.with(name, value);
        self
    }

    /// Says what the mistake comes from, where the sentence has its `error`.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Sentence>) -> Self {
        self.sentence = self.sentence.because(cause);
        self
    }

    /// The same, told with the file and line where it stands.
    #[must_use]
    pub fn in_line(mut self, file: &str, line: usize) -> Self {
        self.line = Some((text::show_text(file), line));
        self
    }

    /// Its sentence, without the line.
    pub fn sentence(&self) -> &Sentence {
        &self.sentence
    }

    /// The sentence in one language, with the line.
    pub fn text(&self, texts: &Texts) -> String {
        let sentence = self.sentence.text(texts);
        match &self.line {
            Some((file, line)) => texts
                .text("problem-line", values! {"file": file.as_str(), "line": line.to_string(), "problem": sentence}),
            None => sentence,
        }
    }
}

/// A file that could not be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    match error.kind() {
        std::io::ErrorKind::NotFound => Problem::new("problem-file-missing").with("file", path.display()),
        _ => Problem::new("problem-file").with("file", path.display()).with("error", error),
    }
}

/// How the report is printed.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its format.
    pub format: Format,
    /// The file, else standard output.
    pub file: Option<PathBuf>,
    /// The language.
    pub lang: Lang,
    /// How much.
    pub detail: Detail,
    /// Colour.
    pub color: ColorArg,
}

impl Output {
    /// Resolves the output flags; `language` is the default.
    pub fn of(args: &OutputArgs, language: Lang) -> Self {
        Self {
            format: args.format.unwrap_or(Format::Terminal),
            file: args.output.clone(),
            lang: args.lang.map_or(language, LangArg::lang),
            detail: match (args.quiet, args.verbose) {
                (true, _) => Detail::Quiet,
                (false, true) => Detail::Verbose,
                (false, false) => Detail::Normal,
            },
            color: args.color.unwrap_or(ColorArg::Auto),
        }
    }
}

impl LangArg {
    /// The language.
    pub fn lang(self) -> Lang {
        match self {
            Self::Fr => Lang::Fr,
            Self::En => Lang::En,
        }
    }
}

/// The language of the environment: `LC_ALL`, `LC_MESSAGES`, `LANG`, the first that is set.
pub fn environment_language() -> Lang {
    let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).map_or(Lang::En, |locale| Lang::of_locale(&locale))
}

/// What makes the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate {
    /// From what on the run fails.
    pub fail_on: FailOn,
    /// Whether possible refusals count.
    pub min_certainty: MinCertainty,
    /// What open questions come to.
    pub undetermined: OnUndetermined,
}

impl Gate {
    /// Resolves the flags over the configuration.
    pub fn of(args: &GateArgs, config: &Config) -> Self {
        Self {
            fail_on: args.fail_on.or(config.fail_on).unwrap_or(FailOn::Error),
            min_certainty: args.min_certainty.or(config.min_certainty).unwrap_or(MinCertainty::Certain),
            undetermined: args.undetermined.or(config.undetermined).unwrap_or(OnUndetermined::Fail),
        }
    }
}

/// The bounds of time.
pub fn pace(timeout: Option<std::time::Duration>, deadline: Option<std::time::Duration>) -> Pace {
    Pace { timeout: timeout.unwrap_or(limits::TIMEOUT), deadline: deadline.unwrap_or(limits::DEADLINE) }
}

/// A domain to check: at least two labels, no address, nothing that is no host name.
///
/// # Errors
/// A [`Problem`] that says what to type instead.
pub fn domain(typed: &str) -> Result<DomainName, Problem> {
    let bare = typed.trim();
    if bare.parse::<std::net::IpAddr>().is_ok() {
        return Err(Problem::new("problem-domain-is-address").with("text", bare));
    }
    if let Some((_, host)) = bare.split_once("://") {
        let host = host.split(['/', ':']).next().unwrap_or_default();
        return Err(Problem::new("problem-domain-is-url").with("text", bare).with("host", host));
    }
    if let Some((_, host)) = bare.rsplit_once('@') {
        return Err(Problem::new("problem-domain-is-mailbox").with("text", bare).with("host", host));
    }
    let name =
        DomainName::parse(bare).map_err(|error| Problem::new("problem-domain").with("text", bare).because(&error))?;
    // A sender's domain is a host name (RFC 5321 section 2.3.5); `_` is left to those who check a name of their own.
    let is_host = |octet: u8| octet.is_ascii_alphanumeric() || octet == b'-' || octet == b'_';
    if let Some(octet) = name.label_octets().flatten().find(|octet| !is_host(*octet)) {
        let error = NameError::Character(char::from(octet));
        return Err(Problem::new("problem-domain").with("text", bare).because(&error));
    }
    if name.label_count() < 2 {
        return Err(Problem::new("problem-domain-single-label").with("text", bare));
    }
    Ok(name)
}

/// What the stream flags say, before it is known of which domain.
#[derive(Debug, Clone, Default)]
pub struct Declared {
    ips: Vec<IpNet>,
    mail_from: Option<MailFrom>,
    helo: Option<DomainName>,
    provider: Option<&'static Provider>,
    selectors: Vec<Selector>,
    dkim: Vec<Signature>,
    volume: Option<u64>,
}

impl Declared {
    /// Reads the stream flags.
    ///
    /// # Errors
    /// A [`Problem`] for the first value that cannot be read.
    pub fn of(args: &StreamArgs) -> Result<Self, Problem> {
        let all = |texts: &[String], read: fn(&str) -> Result<IpNet, Problem>| {
            texts.iter().map(|text| read(text)).collect::<Result<Vec<_>, _>>()
        };
        let declared = Self {
            ips: all(&args.ip, network)?,
            mail_from: args.mail_from.as_deref().map(mail_from).transpose()?,
            helo: args.helo.as_deref().map(helo).transpose()?,
            provider: args.provider.as_deref().map(provider).transpose()?,
            selectors: args.selector.iter().map(|text| selector(text)).collect::<Result<_, _>>()?,
            dkim: args.dkim.iter().map(|text| signature(text)).collect::<Result<_, _>>()?,
            volume: args.volume.as_deref().map(volume).transpose()?,
        };
        // With a null reverse-path the HELO name is what SPF checks (RFC 7208 section 2.4).
        if declared.mail_from == Some(MailFrom::Null) && declared.helo.is_none() {
            return Err(Problem::new("problem-null-needs-helo"));
        }
        Ok(declared)
    }

    /// Whether anything was declared.
    pub fn is_empty(&self) -> bool {
        self.ips.is_empty()
            && self.mail_from.is_none()
            && self.helo.is_none()
            && self.provider.is_none()
            && self.selectors.is_empty()
            && self.dkim.is_empty()
            && self.volume.is_none()
    }

    /// The volume, where nothing but it was declared: it is that of each stream that shows.
    pub fn volume_alone(&self) -> Option<u64> {
        let rest = Self { volume: None, ..self.clone() };
        self.volume.filter(|_| rest.is_empty())
    }

    /// The stream of one domain; `None` when nothing was declared, or no more than a volume.
    pub fn stream(&self, domain: &DomainName) -> Option<Stream> {
        if self.is_empty() || self.volume_alone().is_some() {
            return None;
        }
        let own =
            self.selectors.iter().map(|selector| Signature { domain: domain.clone(), selector: selector.clone() });
        Some(Stream {
            name: domain.to_string(),
            declared: true,
            evidence: Vec::new(),
            from: domain.clone(),
            provider: self.provider,
            mail_from: self.mail_from.clone().unwrap_or_else(|| usual_mail_from(domain, self.provider)),
            helo: self.helo.clone(),
            ips: self.ips.clone(),
            through: None,
            dkim: own.chain(self.dkim.iter().cloned()).collect(),
            provider_signs: false,
            volume: self.volume,
        })
    }
}

/// An address or a network.
///
/// # Errors
/// A [`Problem`] when it is neither.
pub fn network(typed: &str) -> Result<IpNet, Problem> {
    let address = || typed.parse::<std::net::IpAddr>().map(IpNet::from);
    typed.parse::<IpNet>().or_else(|_| address()).map_err(|_| Problem::new("problem-network").with("text", typed))
}

/// A MAIL FROM: an address, a domain, or nothing for the null reverse-path.
///
/// # Errors
/// A [`Problem`] when the part behind `@` is no domain name.
pub fn mail_from(typed: &str) -> Result<MailFrom, Problem> {
    // Quotes that a shell left in place mean nothing, too.
    let bare = typed.trim().trim_matches('"').trim_start_matches('<').trim_end_matches('>');
    if bare.is_empty() {
        return Ok(MailFrom::Null);
    }
    let (local, host) = match bare.rsplit_once('@') {
        Some((local, host)) => (Some(local.to_owned()), host),
        None => (None, bare),
    };
    let domain = DomainName::parse(host)
        .map_err(|error| Problem::new("problem-mail-from").with("text", typed).because(&error))?;
    Ok(MailFrom::Mailbox { local, domain })
}

/// The MAIL FROM when nothing is said: the domain itself, or what the provider brings.
pub fn usual_mail_from(domain: &DomainName, provider: Option<&Provider>) -> MailFrom {
    match provider {
        Some(_) => MailFrom::Unknown,
        None => MailFrom::Mailbox { local: None, domain: domain.clone() },
    }
}

/// A provider, by its id or name.
///
/// # Errors
/// A [`Problem`] that lists the ids that look like it.
pub fn provider(typed: &str) -> Result<&'static Provider, Problem> {
    providers::find(typed.trim()).ok_or_else(|| {
        let near = providers::near(typed.trim());
        let problem = Problem::new("problem-provider").with("text", typed).with("near", near.join(", "));
        problem.with("any", if near.is_empty() { "no" } else { "yes" })
    })
}

/// The name a server gives at EHLO.
///
/// # Errors
/// A [`Problem`] when it is no domain name.
pub fn helo(typed: &str) -> Result<DomainName, Problem> {
    DomainName::parse(typed).map_err(|error| Problem::new("problem-helo").with("text", typed).because(&error))
}

/// A selector.
///
/// # Errors
/// A [`Problem`] when it could not stand in a name.
pub fn selector(typed: &str) -> Result<Selector, Problem> {
    Selector::parse(typed).map_err(|error| Problem::new("problem-selector").with("text", typed).because(&error))
}

/// `d=example.fr,s=s1`.
fn signature(typed: &str) -> Result<Signature, Problem> {
    let problem = || Problem::new("problem-dkim").with("text", typed);
    let (mut domain, mut own) = (None, None);
    for part in typed.split(',') {
        match part.trim().split_once('=') {
            Some(("d", value)) => domain = Some(DomainName::parse(value.trim()).map_err(|_| problem())?),
            Some(("s", value)) => own = Some(selector(value.trim())?),
            _ => return Err(problem()),
        }
    }
    match (domain, own) {
        (Some(domain), Some(selector)) => Ok(Signature { domain, selector }),
        _ => Err(problem()),
    }
}

fn volume(typed: &str) -> Result<u64, Problem> {
    match typed {
        "low" => Ok(0),
        "bulk" => Ok(BULK),
        number => number.parse().map_err(|_| Problem::new("problem-volume").with("text", typed)),
    }
}

/// The streams of one domain: those of the flags, else those of the configuration that send in its
/// name or in the name of a subdomain.
pub fn streams(domain: &DomainName, flags: &Declared, config: &Config) -> Vec<Stream> {
    match flags.stream(domain) {
        Some(stream) => vec![stream],
        None => config.streams.iter().filter(|stream| stream.from.is_within(domain)).cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_checked_where_they_are_typed() {
        assert_eq!(domain(" Example.FR. ").unwrap().as_str(), "example.fr");
        assert_eq!(domain("bücher.example").unwrap().as_str(), "xn--bcher-kva.example");
        for (typed, key) in [
            ("fr", "problem-domain-single-label"),
            ("192.0.2.1", "problem-domain-is-address"),
            ("2001:db8::1", "problem-domain-is-address"),
            ("https://example.fr/x", "problem-domain-is-url"),
            ("ann@example.fr", "problem-domain-is-mailbox"),
            ("exa mple.fr", "problem-domain"),
            ("", "problem-domain"),
            ("example..fr", "problem-domain"),
        ] {
            assert_eq!(domain(typed).unwrap_err().sentence().key(), key, "{typed:?}");
        }
    }

    #[test]
    fn every_problem_has_its_sentence() {
        for lang in Lang::ALL {
            let texts = Texts::of(lang);
            for typed in ["fr", "192.0.2.1", "https://example.fr", "a@example.fr", "a b.fr", "a..fr", ""] {
                assert!(!domain(typed).unwrap_err().text(texts).is_empty());
            }
            for problem in [
                network("x").unwrap_err(),
                mail_from("a@b..c").unwrap_err(),
                signature("d=x").unwrap_err(),
                volume("many").unwrap_err(),
                selector("").unwrap_err(),
                helo("a b").unwrap_err(),
                provider("brevi").unwrap_err(),
                provider("qqqqqqqq").unwrap_err(),
            ] {
                assert!(!problem.text(texts).is_empty());
            }
        }
    }

    #[test]
    fn stream_flags_make_one_stream() {
        let args = StreamArgs {
            ip: vec!["192.0.2.1".into(), "2001:db8::/64".into()],
            selector: vec!["s1".into()],
            dkim: vec!["d=esp.example, s=k2".into()],
            volume: Some("bulk".into()),
            mail_from: Some("<>".into()),
            helo: Some("mail.example.fr".into()),
            provider: None,
        };
        let own = DomainName::parse("example.fr").unwrap();
        let stream = Declared::of(&args).unwrap().stream(&own).unwrap();
        assert_eq!((stream.mail_from, stream.volume, stream.dkim.len()), (MailFrom::Null, Some(5_000), 2));
        assert_eq!(stream.dkim[0].domain, own);
        assert!(Declared::of(&StreamArgs::default()).unwrap().stream(&own).is_none());
    }
}
