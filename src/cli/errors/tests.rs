//! Every error has its sentence in both languages. Each list below is walked by a match from one
//! variant to the next, so that a new variant does not compile before it is in the list.

use std::io;
use std::iter::successors;
use std::path::Path;

use hickory_resolver::net::NetError;

use super::*;
use crate::cli::config::Config;
use crate::cli::help;
use crate::dns::recorded::Recording;
use crate::dns::{Question, RecordType};
use crate::i18n::Lang;
use crate::name::DomainName;
use crate::zone::Zone;
use crate::zone::files::NoFiles;

/// What a sample holds where an error names something; every sentence must show it.
const SAMPLE: &str = "sample";

fn name() -> DomainName {
    DomainName::parse(SAMPLE).unwrap()
}

/// The sentences in both languages. [`Texts::text`] fails on a value that is not given.
fn told(sentence: &Sentence) -> [String; 2] {
    Lang::ALL.map(|lang| sentence.text(Texts::of(lang)))
}

fn check<'a, E: Display + 'a>(errors: impl IntoIterator<Item = &'a E>)
where
    Sentence: From<&'a E>,
{
    for error in errors {
        let shown = error.to_string();
        let [english, french] = told(&Sentence::from(error));
        assert!(!english.is_empty() && english != french, "{shown}: {english}, {french}");
        for told in [english, french] {
            assert!(!shown.contains(SAMPLE) || told.contains(SAMPLE), "{shown}: {told}");
        }
    }
}

fn names() -> impl Iterator<Item = NameError> {
    successors(Some(NameError::Empty), |error| {
        Some(match error {
            NameError::Empty => NameError::EmptyLabel,
            NameError::EmptyLabel => NameError::LabelTooLong(SAMPLE.into()),
            NameError::LabelTooLong(_) => NameError::TooLong,
            NameError::TooLong => NameError::Character('%'),
            NameError::Character(_) => NameError::Idna,
            NameError::Idna => NameError::Escape,
            NameError::Escape => return None,
        })
    })
}

fn data() -> impl Iterator<Item = DataError> {
    successors(Some(DataError::Missing { kind: RecordType::Mx, wanted: 2 }), |error| {
        Some(match error {
            DataError::Missing { .. } => DataError::Extra(RecordType::A),
            DataError::Extra(_) => DataError::Address(SAMPLE.into()),
            DataError::Address(_) => DataError::Number(SAMPLE.into()),
            DataError::Number(_) => DataError::Name { text: SAMPLE.into(), source: NameError::Idna },
            DataError::Name { .. } => DataError::StringTooLong(256),
            DataError::StringTooLong(_) => DataError::Unterminated,
            DataError::Unterminated => DataError::Generic,
            DataError::Generic => return None,
        })
    })
}

fn edits() -> impl Iterator<Item = EditError> {
    successors(Some(EditError::Missing { expected: SAMPLE, missing: "type" }), |error| {
        Some(match error {
            EditError::Missing { .. } => EditError::Name { text: SAMPLE.into(), source: NameError::Escape },
            EditError::Name { .. } => EditError::Type(SAMPLE.into()),
            EditError::Type(_) => {
                EditError::Data { name: name(), kind: RecordType::A, source: DataError::Address("x".into()) }
            }
            EditError::Data { .. } => EditError::Extra(SAMPLE.into()),
            EditError::Extra(_) => return None,
        })
    })
}

fn files() -> impl Iterator<Item = FileError> {
    successors(Some(FileError::from(io::Error::from(io::ErrorKind::NotFound))), |error| {
        Some(match error {
            FileError::Io(_) => FileError::NotAFile,
            FileError::NotAFile => FileError::TooLarge,
            FileError::TooLarge => FileError::Outside,
            FileError::Outside => FileError::Refused,
            FileError::Refused => return None,
        })
    })
}

fn faults() -> impl Iterator<Item = FaultKind> {
    successors(Some(FaultKind::OpenQuote), |error| {
        Some(match error {
            FaultKind::OpenQuote => FaultKind::OpenParenthesis,
            FaultKind::OpenParenthesis => FaultKind::CloseParenthesis,
            FaultKind::CloseParenthesis => FaultKind::Escape,
            FaultKind::Escape => return None,
        })
    })
}

fn generates() -> impl Iterator<Item = GenerateError> {
    successors(Some(GenerateError::Range), |error| {
        Some(match error {
            GenerateError::Range => GenerateError::Limit,
            GenerateError::Limit => GenerateError::Modifier,
            GenerateError::Modifier => GenerateError::Negative,
            GenerateError::Negative => return None,
        })
    })
}

fn zones() -> impl Iterator<Item = ZoneErrorKind> {
    use ZoneErrorKind::*;
    successors(Some(Syntax(FaultKind::Escape)), |error| {
        Some(match error {
            Syntax(_) => NoOwner,
            NoOwner => Name { text: SAMPLE.into(), source: NameError::EmptyLabel },
            Name { .. } => NotAscii(SAMPLE.into()),
            NotAscii(_) => NoOrigin(SAMPLE.into()),
            NoOrigin(_) => NoZone,
            NoZone => OutOfZone { owner: name(), origin: DomainName::root() },
            OutOfZone { .. } => Class(SAMPLE.into()),
            Class(_) => Ttl(SAMPLE.into()),
            Ttl(_) => NoType,
            NoType => Type(SAMPLE.into()),
            Type(_) => Data(DataError::Generic),
            Data(_) => Directive(SAMPLE.into()),
            Directive(_) => Arguments { directive: "$TTL", takes: "" },
            Arguments { .. } => Include { path: SAMPLE.into(), source: FileError::Outside },
            Include { .. } => IncludeCycle(SAMPLE.into()),
            IncludeCycle(_) => IncludeLimit(SAMPLE.into()),
            IncludeLimit(_) => Generate(GenerateError::Range),
            Generate(_) => return None,
        })
    })
}

fn entries() -> impl Iterator<Item = EntryProblem> {
    successors(Some(EntryProblem::Duplicate), |error| {
        Some(match error {
            EntryProblem::Duplicate => EntryProblem::Data { text: SAMPLE.into(), source: DataError::Unterminated },
            EntryProblem::Data { .. } => EntryProblem::Missing { status: "failed", member: SAMPLE },
            EntryProblem::Missing { .. } => EntryProblem::Unexpected { status: SAMPLE, member: "ttl" },
            EntryProblem::Unexpected { .. } => EntryProblem::Chain,
            EntryProblem::Chain => return None,
        })
    })
}

fn recordings() -> impl Iterator<Item = RecordingError> {
    successors(Some(RecordingError::Io(io::ErrorKind::StorageFull.into())), |error| {
        Some(match error {
            RecordingError::Io(_) => RecordingError::TooLarge,
            RecordingError::TooLarge => RecordingError::Json(serde_json::from_str::<u8>("{").unwrap_err()),
            RecordingError::Json(_) => RecordingError::Version(2),
            RecordingError::Version(_) => RecordingError::Entry {
                number: 1,
                question: Question::new(name(), RecordType::A),
                problem: EntryProblem::Duplicate,
            },
            RecordingError::Entry { .. } => return None,
        })
    })
}

fn resolvers() -> impl Iterator<Item = ResolverError> {
    use ResolverError::*;
    successors(Some(Form(SAMPLE.into())), |error| {
        Some(match error {
            Form(_) => Scheme(SAMPLE.into()),
            Scheme(_) => Port(SAMPLE.into()),
            Port(_) => Host { host: SAMPLE.into(), source: NameError::Escape },
            Host { .. } => CertificateName(SAMPLE.into()),
            CertificateName(_) => HttpsV6(std::net::Ipv6Addr::LOCALHOST),
            HttpsV6(_) => Path(SAMPLE.into()),
            Path(_) => System(NetError::from(SAMPLE)),
            System(_) => Unresolvable { host: name(), source: io::ErrorKind::NotFound.into() },
            Unresolvable { .. } => Tls(rustls::Error::General(SAMPLE.into())),
            Tls(_) => return None,
        })
    })
}

fn typed_values() -> impl Iterator<Item = ValueError> {
    successors(Some(ValueError::Seconds), |error| {
        Some(match error {
            ValueError::Seconds => ValueError::Jobs,
            ValueError::Jobs => ValueError::Address,
            ValueError::Address => return None,
        })
    })
}

#[test]
fn every_variant_has_a_sentence_in_both_languages() {
    check(&names().collect::<Vec<_>>());
    check(&data().collect::<Vec<_>>());
    check(&edits().collect::<Vec<_>>());
    check(&files().collect::<Vec<_>>());
    check(&faults().collect::<Vec<_>>());
    check(&generates().collect::<Vec<_>>());
    check(&zones().collect::<Vec<_>>());
    check(&entries().collect::<Vec<_>>());
    check(&recordings().collect::<Vec<_>>());
    check(&resolvers().collect::<Vec<_>>());
    check(&typed_values().collect::<Vec<_>>());
}

#[test]
fn what_the_system_says() {
    use io::ErrorKind::*;
    check(&[NotFound, PermissionDenied, IsADirectory, NotADirectory, InvalidData].map(io::Error::from));
    check(&[StorageFull, QuotaExceeded, ReadOnlyFilesystem].map(io::Error::from));
    let [_, french] = told(&Sentence::from(&io::Error::other(SAMPLE)));
    assert_eq!(french, SAMPLE);
}

/// The keys that the sentences of an error are made of, outermost first.
fn keys(sentence: &Sentence) -> Vec<&'static str> {
    let below = sentence.parts.iter().filter_map(|(_, part)| match part {
        Part::Sentence(cause) => Some(keys(cause)),
        Part::Value(_) => None,
    });
    std::iter::once(sentence.key).chain(below.flatten()).collect()
}

#[test]
fn mistakes_in_a_configuration_are_told_in_both_languages() {
    let mut strangers = Vec::new();
    for (text, key) in [
        ("lang = \"fr\"\nlang = \"en\"\n", "error-toml-duplicate"),
        ("lang = de\n", "error-toml-value"),
        ("lang = french\n", "error-toml-value"),
        ("resolver = [192.0.2.1]\n", "error-toml-value"),
        ("lang = \"fr\n", "error-toml-text"),
        ("lang = \"\\q\"\n", "error-toml-text"),
        ("receivers = [\"a\" \"b\"]\n", "error-toml-comma"),
        ("receivers = [\"a\"\n", "error-toml-unclosed"),
        ("clé = 1\n", "error-toml-key"),
        ("lang =\n", "error-toml-value"),
        ("lang\n", "error-toml-no-value"),
        ("= 1\n", "error-toml"),
        ("fail_onn = \"error\"\n", "error-misfit-unknown"),
        ("fail_on = \"erro\"\n", "error-misfit-word"),
        ("fail_on = 3\n", "error-misfit-no-word"),
        ("receivers = \"gmail\"\n", "error-misfit-type"),
        ("receivers = [1]\n", "error-misfit-type"),
        ("rules = 1\n", "error-misfit-type"),
        ("[[stream]]\nname = \"x\"\n", "error-misfit-missing"),
        ("[[stream]]\nfrom = 2026-01-01\n", "error-misfit-type"),
        ("[[stream]]\nfrom = \"example.fr\"\nvolume = \"many\"\n", "error-misfit-volume"),
        ("[rules]\nSPF001 = { level = \"allow\" }\n", "error-misfit-missing"),
    ] {
        let problem = Config::parse(Path::new("preflight.toml"), text).unwrap_err().problem;
        let [english, french] = told(problem.sentence());
        if keys(problem.sentence()) != ["problem-config", key] || english == french {
            strangers.push((text, key, english));
        }
    }
    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn mistakes_in_a_recording_are_told_in_both_languages() {
    let entry = |members: &str| {
        format!(r#"{{"preflight_recording":1,"as_of":"2026-01-01T00:00:00Z","answers":[{{{members}}}]}}"#)
    };
    for (text, key) in [
        (String::from("{"), "error-json-end"),
        ("[1,]".into(), "error-json-comma"),
        ("{\"preflight_recording\":1,}".into(), "error-json-comma"),
        ("{x}".into(), "error-json-key"),
        ("{\"preflight_recording\":}".into(), "error-json-value"),
        ("{\"preflight_recording\" 1}".into(), "error-json-expected"),
        ("{\"preflight_recording\":1} x".into(), "error-json-trailing"),
        ("{\"preflight_recording\":01}".into(), "error-json"),
        ("{}".into(), "error-misfit-missing"),
        ("{\"preflight_recording\":1,\"preflight_recording\":1}".into(), "error-misfit-duplicate"),
        ("{\"preflight_recording\":-1}".into(), "error-misfit-number"),
        ("{\"preflight_recording\":null}".into(), "error-misfit-type"),
        ("1".into(), "error-misfit-type"),
        (entry(r#""nam":1"#), "error-misfit-unknown"),
        (entry(r#""name":"a..b""#), "error-misfit-name"),
        (entry(r#""name":"a b""#), "error-misfit-name"),
        (entry(r#""name":"a.example","type":"TTX""#), "error-type"),
        (entry(r#""name":"a.example","type":"A","status":"gone""#), "error-misfit-word"),
        (entry(r#""name":"a.example","type":"A","status":"nodata","ttl":"x""#), "error-misfit-type"),
    ] {
        let sentence = Sentence::from(&Recording::parse(text.as_bytes()).unwrap_err());
        // What is wrong with a name is a sentence of its own within.
        let within: &[&str] = if key == "error-misfit-name" { &["name-error"] } else { &[] };
        assert_eq!(keys(&sentence), [&["error-json-place", key], within].concat(), "{text}");
        let [english, french] = told(&sentence);
        assert!(english.starts_with("line 1, column ") && french.starts_with("ligne 1, colonne "), "{english}");
    }
}

#[test]
fn name_errors_in_a_recording_keep_their_values() {
    for error in names() {
        let json: serde_json::Error = serde::de::Error::custom(&error);
        assert_eq!(told(&Sentence::from(&json)), told(&Sentence::new("error-misfit-name").because(&error)));
    }
}

#[test]
fn every_directive_says_in_both_languages_what_it_takes() {
    let zone = Zone::parse("z", b"$ORIGIN\n$TTL\n$INCLUDE\n$GENERATE\n", None, &NoFiles);
    let mut seen = 0;
    for error in &zone.errors {
        if let ZoneErrorKind::Arguments { takes, .. } = &error.kind {
            let [_, french] = told(&Sentence::from(&error.kind));
            assert!(!french.contains(takes), "{french}");
            seen += 1;
        }
    }
    assert_eq!(seen, 4);
}

#[test]
fn usage_errors_speak_french() {
    for (typed, says) in [
        (&["--offlin"][..], "l’option --offlin n’existe pas\nPeut-être --offline"),
        (&["rules", "--nothing"], "l’option --nothing n’existe pas"),
        (&["check", "--nothing"], "mettre -- devant"),
        (&["check", "--second-opinion"], "l’option --second-opinion n’existe pas"),
        (&["--offline=yes"], "--offline n’attend pas de valeur"),
        (&["--lang"], "attend une valeur"),
        (&["--lang", "de"], "valeurs possibles"),
        (&["--format", "jsonn"], "Peut-être json"),
        (&["--lang", "fr", "--lang", "en"], "ne se donne qu’une fois"),
        (&["-q", "-v"], "ne va pas avec"),
        (&["spf"], "il manque --ip <IP>"),
        (&["spf", "--ip", "192.0.2.0/24"], "écrire une seule adresse IP"),
        (&["--timeout", "0"], "écrire un nombre de secondes, supérieur à 0 et d’au plus 86400"),
        (&["--deadline", "soon"], "écrire un nombre de secondes"),
        (&["--jobs", "0"], "écrire un nombre entier de 1 à 512"),
        (&["completions", "dos"], "valeurs possibles"),
    ] {
        let words = std::iter::once("preflight").chain(typed.iter().copied());
        let error = help::command(Lang::Fr).try_get_matches_from(words).unwrap_err();
        let told = help::usage_error(&error, Lang::Fr);
        assert!(told.starts_with("erreur\u{a0}: ") && told.contains(says), "{typed:?}: {told}");
        assert!(!told.contains("error"), "{typed:?}: {told}");
    }
}

#[test]
fn bounds_of_time_say_what_is_allowed() {
    for text in ["0", "-1", "soon", "", "86401", "inf", "NaN"] {
        let words = ["preflight".to_owned(), format!("--timeout={text}")];
        let error = help::command(Lang::En).try_get_matches_from(words).unwrap_err();
        let told = help::usage_error(&error, Lang::En);
        assert!(told.contains("above 0 and at most 86400") || text.is_empty(), "{told}");
    }
}
