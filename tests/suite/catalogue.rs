//! The rules about rules: what holds for every entry of the catalogue, proved by walking it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use preflight::checks::{Basis, CATALOGUE, RENAMED, RETIRED, Rule};
use preflight::finding::Severity;
use preflight::i18n::{Lang, TextError, Texts, files};

/// A file or folder of the repository.
pub(crate) fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Where a rule's code stands: `src/checks/<family>/<id>_<slug>.rs`, as in `spf016_lookups_exceeded.rs`.
pub(crate) fn source_of(rule: &Rule) -> PathBuf {
    let family = family(rule.id);
    let name = rule.slug.trim_start_matches(&format!("{}-", subject(rule.id))).replace('-', "_");
    root(&format!("src/checks/{family}/{}_{name}.rs", rule.id.to_lowercase()))
}

/// The folder and the text file: the letters of an id in lower case, but for the blocklists, whose ids have two
/// letters, and for transport, where several small protocols are together.
pub(crate) fn family(id: &str) -> String {
    match id.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase() {
        letters if letters == "bl" => "dnsbl".to_owned(),
        letters if ["sts", "rpt"].contains(&letters.as_str()) => "transport".to_owned(),
        letters => letters,
    }
}

/// The beginning of the slug.
fn subject(id: &str) -> String {
    match family(id) {
        family if family != "transport" => family,
        _ if id.starts_with("RPT") => "tlsrpt".to_owned(),
        _ => "sts".to_owned(),
    }
}

/// The families, in the order of the catalogue.
pub(crate) const FAMILIES: [&str; 8] = ["spf", "dkim", "dmarc", "mx", "aln", "rdns", "dnsbl", "transport"];

#[test]
fn ids_are_well_formed_unique_and_in_order() {
    let mut seen = BTreeSet::new();
    for rule in CATALOGUE {
        let digits = rule.id.trim_start_matches(|c: char| c.is_ascii_uppercase());
        assert!(digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", rule.id);
        assert!(seen.insert(rule.id), "{} is used twice", rule.id);
        assert!(!RETIRED.contains(&rule.id), "{} is retired", rule.id);
    }
    let order = |rule: &Rule| (FAMILIES.iter().position(|f| *f == family(rule.id)), rule.id);
    assert!(CATALOGUE.is_sorted_by_key(|rule| order(rule)), "the list is in the order of families and ids");
}

#[test]
fn slugs_are_well_formed_and_unique() {
    let mut seen = BTreeSet::new();
    for rule in CATALOGUE {
        let well_formed = rule.slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        assert!(well_formed && rule.slug.starts_with(&format!("{}-", subject(rule.id))), "{}", rule.slug);
        assert!(seen.insert(rule.slug), "{} is used twice", rule.slug);
        assert!(!RENAMED.iter().any(|(old, _)| *old == rule.slug), "{} was renamed away", rule.slug);
    }
}

#[test]
fn severity_follows_the_basis() {
    for rule in CATALOGUE {
        assert!(!rule.basis.citations().is_empty(), "{} cites nothing", rule.id);
        let allowed = match rule.basis {
            Basis::Must(_) | Basis::Receivers(_) => Severity::Error,
            Basis::Should(_) => Severity::Warning,
            Basis::Advice(_) => Severity::Info,
        };
        assert!(rule.severity <= allowed, "{} is {:?} on a weaker basis", rule.id, rule.severity);
    }
}

#[test]
fn each_rule_has_its_own_file_and_every_file_is_listed() {
    let mut listed = BTreeSet::new();
    for rule in CATALOGUE {
        let file = source_of(rule);
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let head = format!("//! {} `{}`:", rule.id, rule.slug);
        assert!(text.starts_with(&head), "{} starts with {head:?}", file.display());
        assert!(text.contains(&format!("id: \"{}\"", rule.id)), "{}", file.display());
        listed.insert(file);
    }
    for family in FAMILIES {
        for entry in std::fs::read_dir(root(&format!("src/checks/{family}"))).unwrap() {
            let file = entry.unwrap().path();
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let behind = name.trim_start_matches(|c: char| c.is_ascii_lowercase());
            if behind.starts_with(|c: char| c.is_ascii_digit()) {
                assert!(listed.contains(&file), "{} is not in the catalogue", file.display());
            }
        }
    }
}

#[test]
fn every_rule_has_a_failing_and_a_passing_fixture_and_every_folder_a_rule() {
    for rule in CATALOGUE {
        let folder = root("fixtures/rules").join(rule.id);
        let names: Vec<String> = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        for kind in ["bad", "good"] {
            let has = names.iter().any(|name| name.starts_with(kind) && name.ends_with(".zone"));
            assert!(has, "{} has no {kind}*.zone", rule.id);
        }
    }
    for entry in std::fs::read_dir(root("fixtures/rules")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(CATALOGUE.iter().any(|rule| rule.id == name), "fixtures/rules/{name} belongs to no rule");
    }
}

#[test]
fn every_rule_has_its_four_sentences_in_both_languages() {
    for lang in Lang::ALL {
        let texts = Texts::of(lang);
        for rule in CATALOGUE {
            for part in ["rule", "title", "why", "advice"] {
                let key = format!("{}-{part}", rule.id);
                assert!(texts.has(&key), "{key} is missing in {}", lang.as_str());
            }
            let headline = texts.try_text(&format!("{}-rule", rule.id), []);
            assert!(headline.is_ok(), "{}-rule needs no values: {headline:?}", rule.id);
        }
    }
}

/// Keys of a text file with the variables each names.
fn keys(content: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = FluentResource::try_new(content.to_owned()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    drop(resource);
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut refers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in content.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic())) {
            current = key.trim().to_owned();
            assert!(keys.insert(current.clone(), BTreeSet::new()).is_none(), "{current} stands twice");
        }
        let mut rest = line;
        while let Some(at) = rest.find('$') {
            let name: String =
                rest[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect();
            rest = &rest[at + 1..];
            keys.entry(current.clone()).or_default().insert(name);
        }
        for name in references(line) {
            refers.entry(current.clone()).or_default().insert(name.to_owned());
        }
    }
    let own = keys.clone();
    for (key, others) in refers {
        // A file is read by itself.
        let of =
            |other| own.get(other).unwrap_or_else(|| panic!("{key} takes in {other}, which stands in another file"));
        let theirs: BTreeSet<_> = others.iter().flat_map(of).cloned().collect();
        keys.entry(key).or_default().extend(theirs);
    }
    keys
}

/// The messages that a line takes in whole: `{ other-message }`.
fn references(line: &str) -> impl Iterator<Item = &str> {
    let inside = line.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(inside, _)| inside.trim()));
    inside.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_values() {
    for ((subject, english), (other, french)) in files(Lang::En).iter().zip(files(Lang::Fr)) {
        assert_eq!(subject, other);
        let (english, french) = (keys(english), keys(french));
        let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| {
            a.keys().filter(|k| !b.contains_key(*k)).cloned().collect::<Vec<_>>()
        };
        assert_eq!(only(&english, &french), Vec::<String>::new(), "{subject}.ftl: missing in French");
        assert_eq!(only(&french, &english), Vec::<String>::new(), "{subject}.ftl: missing in English");
        for (key, values) in &english {
            assert_eq!(values, &french[key], "{subject}.ftl: {key} names other values in French");
        }
    }
}

#[test]
fn a_key_stands_in_one_file_and_is_found_there() {
    for lang in Lang::ALL {
        let mut all = BTreeSet::new();
        for (subject, content) in files(lang) {
            for (key, values) in keys(content) {
                let place = format!("{key} of {}/{subject}.ftl", lang.as_str());
                let text = Texts::of(lang).try_text(&key, []);
                let is_whole = matches!(text, Ok(_) | Err(TextError::Broken { .. }));
                assert!(is_whole && (text.is_ok() || !values.is_empty()), "{place}: {text:?}");
                assert!(all.insert(key), "{place} stands in another file, too");
            }
        }
    }
}

#[test]
fn no_text_belongs_to_a_rule_that_is_not_there() {
    for (_, content) in files(Lang::En) {
        for key in keys(content).keys().filter(|key| key.starts_with(|c: char| c.is_ascii_uppercase())) {
            let id = key.split('-').next().unwrap();
            assert!(CATALOGUE.iter().any(|rule| rule.id == id), "{key} belongs to no rule");
        }
    }
}

/// French typography: a no-break space before `: ; ! ?` and inside « », the apostrophe ’, no "vous".
#[test]
fn french_is_set_as_french() {
    for (subject, content) in files(Lang::Fr) {
        for (at, line) in content.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let place = format!("{subject}.ftl:{}: {line}", at + 1);
            let text = visible(line);
            assert!(!text.contains('\''), "straight apostrophe, {place}");
            let chars: Vec<char> = text.chars().collect();
            for (i, c) in chars.iter().enumerate() {
                let before = if i == 0 { ' ' } else { chars[i - 1] };
                if matches!(c, ':' | ';' | '!' | '?') {
                    assert!(matches!(before, '\u{a0}' | '\u{202f}'), "no-break space before {c:?}, {place}");
                }
                if *c == '»' {
                    assert!(matches!(before, '\u{a0}' | '\u{202f}'), "no-break space before », {place}");
                }
            }
            let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
            assert!(!words.iter().any(|word| ["vous", "votre", "vos"].contains(&word.as_str())), "{place}");
        }
    }
}

/// The part of a line that is prose: without the key, placeables, selectors, code in quotes or backticks.
fn visible(line: &str) -> String {
    let text = match line.split_once(" = ") {
        Some((key, text)) if key.starts_with(|c: char| c.is_ascii_alphabetic()) && !key.contains(' ') => text,
        _ => line,
    };
    let (mut prose, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(['`', '{']) {
        let close = if rest[at..].starts_with('`') { '`' } else { '}' };
        prose.push_str(&rest[..at]);
        // What does not close on this line is the frame of a selector, not prose.
        let length = rest[at + 1..].find(close).map_or(rest.len() - at, |end| end + 2);
        prose.push('\u{a0}');
        rest = &rest[at + length..];
    }
    prose.push_str(rest);
    prose.trim_start_matches([' ', '}']).to_owned()
}

#[test]
fn the_scaffold_leaves_nothing_behind() {
    for rule in CATALOGUE {
        let code = std::fs::read_to_string(source_of(rule)).unwrap();
        assert!(!code.contains("SCAFFOLD"), "{}", rule.id);
    }
    for lang in Lang::ALL {
        for (subject, content) in files(lang) {
            assert!(!content.contains("SCAFFOLD"), "{}/{subject}.ftl", lang.as_str());
        }
    }
}

/// Rules of severity error that are not here yet, and the issue that brings each.
const LATER: [(&str, &str); 7] = [
    ("DKIM045", "the message mode"),
    ("DMARC016", "the rest of the catalogue: an error beside BIMI only"),
    ("STS003", "policies over HTTPS"),
    ("STS004", "policies over HTTPS"),
    ("STS005", "policies over HTTPS"),
    ("STS010", "certificates of mail exchanges"),
    ("STS011", "policies over HTTPS: the host that serves them"),
];

/// Every rule that the reference calls an error is in the catalogue, or its absence is accounted for.
#[test]
fn error_rules_of_the_reference_are_here_or_have_their_issue() {
    for (id, why) in LATER {
        assert!(!CATALOGUE.iter().any(|rule| rule.id == id), "{id} is here; it was left for: {why}");
    }
    let Some(reference) = crate::support::suites::folder().map(|suites| suites.join("../reference/standards.md"))
    else {
        return;
    };
    let Ok(text) = std::fs::read_to_string(&reference) else {
        eprintln!("no reference beside the suites: the list of rules was not compared");
        return;
    };
    let mut compared = 0;
    for line in text.lines().filter(|line| line.starts_with("| **")) {
        let cells: Vec<_> = line.split(" | ").collect();
        let Some(id) = cells[0].trim_start_matches("| **").split("**").next() else { continue };
        if !FAMILIES.contains(&family(id).as_str()) {
            continue;
        }
        let severity = cells.get(2).copied().unwrap_or_default();
        let is_error = severity.split(|c: char| !c.is_alphanumeric()).any(|word| word == "E");
        let here = CATALOGUE.iter().any(|rule| rule.id == id) || LATER.iter().any(|(later, _)| *later == id);
        if is_error {
            compared += 1;
            assert!(here, "{id} is an error in the reference and not accounted for: {line}");
        }
    }
    assert!(compared > 75, "{compared} rules of the reference compared");
}

/// The rules about alignment, which the reference lists in its text: each is here, or somebody says why not.
#[test]
fn alignment_rules_of_the_reference_are_here_or_told_otherwise() {
    let elsewhere = [
        ("ALN003", "told by DMARC024, whose error it is"),
        ("ALN007", "the message mode: Reply-To stands in a message"),
    ];
    for number in 1..=9 {
        let id = format!("ALN00{number}");
        let here = CATALOGUE.iter().any(|rule| rule.id == id);
        let told = elsewhere.iter().any(|(other, _)| *other == id);
        assert!(here != told, "{id}: either a rule or left out, with the reason");
    }
}
