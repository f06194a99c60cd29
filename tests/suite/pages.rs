//! The pages that are made from the code: `docs/rules/*.md` and `docs/rfc-index.md`.
//!
//! `PREFLIGHT_BLESS=1 cargo test pages` writes them. Without it the tests fail when a page lags
//! behind the code, is missing, or belongs to no rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use preflight::checks::{Basis, CATALOGUE, Citation, Rule};
use preflight::dmarc::Generation;
use preflight::explain::cause::{self, Cause};
use preflight::explain::codes::{Codes, Kind, Status};
use preflight::explain::patterns::{self, File, VendorCode};
use preflight::explain::{Outcome, words};
use preflight::finding::Value;
use preflight::i18n::{Lang, Texts, files};
use preflight::predict::condition::Points;
use preflight::predict::receivers::Receivers;
use preflight::predict::rules::{Above, Action, Reply, Scope};

use crate::catalogue::{FAMILIES, family, root, source_of};

/// Said at the top of every generated page.
const GENERATED: &str = "<!-- Made from the code by `PREFLIGHT_BLESS=1 cargo test pages`; do not edit. -->";

#[test]
fn pages_of_rules_are_those_of_the_code() {
    let mut pages: BTreeMap<String, String> =
        CATALOGUE.iter().map(|rule| (format!("{}.md", rule.id), page(rule))).collect();
    pages.insert("README.md".to_owned(), table());
    agree(&root("docs/rules"), &pages);
}

#[test]
fn the_index_of_rfcs_is_that_of_the_code() {
    let expected = index(&cited());
    let found = settle(&root("docs/rfc-index.md"), &expected);
    assert!(found == expected, "docs/rfc-index.md lags: PREFLIGHT_BLESS=1 cargo test pages");
}

/// The page on receivers is written by hand up to a mark, and made from their files behind it.
#[test]
fn the_table_of_receivers_is_that_of_their_files() {
    const MARK: &str =
        "<!-- From here on made from the files by `PREFLIGHT_BLESS=1 cargo test pages`; do not edit. -->\n";
    let path = root("docs/receivers.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (by_hand, _) = page.split_once(MARK).expect("the mark");
    let expected = format!("{by_hand}{MARK}{}", tables_of_receivers());
    assert!(settle(&path, &expected) == expected, "docs/receivers.md lags: PREFLIGHT_BLESS=1 cargo test pages");
}

/// Every entry of the collection that the rules were read from has a row, and every row leads somewhere.
#[test]
fn the_collection_is_mapped_in_writing() {
    let page = std::fs::read_to_string(root("docs/receivers.md")).unwrap();
    let rows: Vec<Vec<&str>> = page
        .lines()
        .skip_while(|line| !line.starts_with("| receiver | condition |"))
        .skip(2)
        .map_while(|line| line.strip_prefix("| "))
        .map(|line| line.trim_end_matches(" |").split(" | ").collect())
        .collect();
    let ids: BTreeSet<String> = Receivers::default()
        .all()
        .into_iter()
        .flat_map(|receiver| {
            let rules = receiver.rules.into_iter().map(|rule| rule.id);
            let notes = receiver.notes.into_iter().chain(receiver.claims).map(|note| note.id);
            rules.chain(receiver.unseen.into_iter().map(|unseen| unseen.id)).chain(notes).collect::<Vec<_>>()
        })
        .collect();
    let mut reached = BTreeSet::new();
    for row in &rows {
        let [_, _, _, became] = row.as_slice() else { panic!("{row:?}") };
        for id in became.split(", ").map(|id| id.split(" (").next().unwrap().trim_matches('`')) {
            assert!(ids.contains(id), "{row:?}: there is no {id}");
            reached.insert(id.to_owned());
        }
    }
    let made_of_notes = ["orange-spamhaus", "orange-abusix", "rspamd-score-junk", "spamassassin-score"];
    let unreached: Vec<_> = ids.difference(&reached).filter(|id| !made_of_notes.contains(&id.as_str())).collect();
    assert!(unreached.is_empty(), "from nowhere: {unreached:?}");

    let Some(text) = crate::support::suites::read("../reference/receivers.json") else { return };
    let collected: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let no_receivers = ["rfc", "spamhaus"];
    let word = |entry: &serde_json::Value, key: &str| entry[key].as_str().unwrap().to_owned();
    let mut wanted: Vec<_> = collected
        .iter()
        .map(|entry| [word(entry, "receiver"), word(entry, "condition"), word(entry, "action")])
        .filter(|[receiver, ..]| !no_receivers.contains(&receiver.as_str()))
        .collect();
    let mut found: Vec<_> = rows.iter().map(|row| [0, 1, 2].map(|at| row[at].to_owned())).collect();
    let count = wanted.len();
    wanted.retain(|entry| match found.iter().position(|row| row == entry) {
        Some(at) => {
            found.remove(at);
            false
        }
        None => true,
    });
    assert!(wanted.is_empty() && found.is_empty(), "not mapped: {wanted:?}\nmapped from nothing: {found:?}");
    println!("{count} entries of the collection, all mapped");
}

#[test]
fn the_page_on_codes_is_that_of_the_data() {
    let expected = page_of_codes();
    let found = settle(&root("docs/smtp-codes.md"), &expected);
    assert!(found == expected, "docs/smtp-codes.md lags: PREFLIGHT_BLESS=1 cargo test pages");
}

/// Every code with its meaning, causes and steps, and what receivers mean by it, in both languages.
fn page_of_codes() -> String {
    let mut out = format!(
        "# SMTP codes, bounces and what to do\n\n{GENERATED}\n\n[English](#in-english) · [Français](#en-français)\n"
    );
    for lang in Lang::ALL {
        codes_in(lang, &mut out);
    }
    out
}

/// The words of the page.
struct Labels {
    language: &'static str,
    intro: &'static str,
    basic: &'static str,
    status: &'static str,
    receivers: &'static str,
    causes: &'static str,
    heads: [&'static str; 7],
    kinds: [&'static str; 2],
    partly: &'static str,
    reason: &'static str,
    read: &'static str,
    known_by: &'static str,
    colon: &'static str,
}

const ENGLISH: Labels = Labels {
    language: "In English",
    intro: "The first digit says what becomes of the mail: 2 accepted, 3 the server waits for more, 4 held back (the sending server tries again), 5 refused. There are no replies that begin with 1. The enhanced status code behind it says why, and the text behind that says it best: `preflight explain 'THE REPLY'` reads all three. X stands for 4 or 5.",
    basic: "Basic codes",
    status: "Enhanced status codes",
    receivers: "Codes that receivers use in their own way",
    causes: "Causes and steps",
    heads: [
        "Code",
        "Meaning",
        "By itself",
        "Defined in",
        "With basic code",
        "Receivers that mean something else",
        "Receiver",
    ],
    kinds: ["the registry only", "no standard"],
    partly: "one of its usual causes lies in DNS",
    reason: "Reason",
    read: "read on",
    known_by: "Known wordings of",
    colon: ":",
};

const FRENCH: Labels = Labels {
    language: "En français",
    intro: "Le premier chiffre dit ce que devient le message\u{a0}: 2 accepté, 3 le serveur attend la suite, 4 différé (le serveur d’envoi réessaie), 5 refusé. Aucune réponse ne commence par 1. Le code d’état étendu qui suit dit pourquoi, et le texte qui suit le dit le mieux\u{a0}: `preflight explain 'LA RÉPONSE'` lit les trois. X vaut 4 ou 5.",
    basic: "Codes de base",
    status: "Codes d’état étendus",
    receivers: "Codes que des messageries emploient à leur façon",
    causes: "Causes et démarches",
    heads: [
        "Code",
        "Sens",
        "À lui seul",
        "Défini par",
        "Avec le code de base",
        "Messageries qui veulent dire autre chose",
        "Messagerie",
    ],
    kinds: ["le registre seulement", "aucun standard"],
    partly: "une de ses causes habituelles est dans le DNS",
    reason: "Raison",
    read: "lu le",
    known_by: "Textes propres à",
    colon: "\u{a0}:",
};

fn codes_in(lang: Lang, out: &mut String) {
    let labels = match lang {
        Lang::En => &ENGLISH,
        Lang::Fr => &FRENCH,
    };
    let texts = Texts::of(lang);
    let [code, meaning, alone, defined, beside, others, receiver] = labels.heads;
    let link = |cause: Option<&Cause>| {
        cause.map_or_else(String::new, |cause| {
            format!("[{}](#{}-{})", cell(&words::title(cause, texts)), lang.as_str(), cause.id)
        })
    };
    let codes = Codes::get();
    _ = write!(
        out,
        "\n## {}\n\n{}\n\n{} ({} {}).\n\n### {}\n\n| {code} | {meaning} | {alone} | {defined} |\n|---|---|---|---|\n",
        labels.language,
        labels.intro,
        words::sources(codes.source, texts),
        labels.read,
        codes.checked,
        labels.basic
    );
    let mut basics: Vec<_> = codes.basic.iter().collect();
    basics.sort_by_key(|basic| (basic.kind == Kind::Stray, basic.code));
    for basic in basics {
        let defined = match (basic.kind, basic.reference) {
            (Kind::Registered, Some(reference)) => words::sources(reference, texts),
            (Kind::Associated, Some(reference)) => format!("{reference} ({})", labels.kinds[0]),
            (Kind::Stray, _) | (_, None) => labels.kinds[1].to_owned(),
        };
        let sentence = words::basic(basic.code, texts).unwrap();
        let partly = if basic.partly { format!(" ({})", labels.partly) } else { String::new() };
        _ = writeln!(out, "| {} | {}{partly} | {} | {defined} |", basic.code, cell(&sentence), link(basic.cause));
    }
    _ = write!(
        out,
        "\n### {}\n\n| {code} | {meaning} | {alone} | {beside} | {others} | {defined} |\n|---|---|---|---|---|---|\n",
        labels.status
    );
    for registered in codes.status {
        let status = Status::parse(&format!("5.{}", registered.code)).unwrap();
        let basic: Vec<_> = registered.basic.iter().map(u16::to_string).collect();
        let others = vendors().filter(|(_, code)| code.covers(status) && registered.cause != Some(code.cause));
        let others: Vec<_> = others
            .map(|(file, code)| format!("{}{} {}", name_of(file), labels.colon, link(Some(code.cause))))
            .collect();
        let sentence = words::status(status, texts).unwrap();
        _ = writeln!(
            out,
            "| X.{} | {} | {} | {} | {} | {} |",
            registered.code,
            cell(&sentence),
            link(registered.cause),
            basic.join(", "),
            words::sources(&others.join("; "), texts),
            words::sources(registered.reference, texts)
        );
    }
    _ = write!(out, "\n### {}\n\n| {receiver} | {code} | {meaning} |\n|---|---|---|\n", labels.receivers);
    for (file, code) in vendors() {
        _ = writeln!(out, "| {} | X.{} | {} |", name_of(file), code.code, link(Some(code.cause)));
    }
    _ = write!(out, "\n### {}\n", labels.causes);
    for cause in cause::all() {
        _ = write!(
            out,
            "\n<a id=\"{}-{}\"></a>\n\n#### {}\n\n{}{} {} (`{}`). {} {}\n\n",
            lang.as_str(),
            cause.id,
            prose(&words::title(cause, texts)),
            labels.reason,
            labels.colon,
            words::reason(cause.reason, texts),
            cause.reason.as_str(),
            prose(&words::means(cause, texts, Outcome::Unknown)),
            texts.text("explain-dns", [("dns", &Value::from(cause.dns_word()))])
        );
        for (number, action) in (1..).zip(words::actions(cause, texts, Outcome::Unknown)) {
            _ = writeln!(out, "{number}. {}", prose(&action));
        }
        let files = patterns::files().iter().filter(|file| file.receiver.is_some());
        let known: Vec<_> =
            files.filter(|file| file.patterns.iter().any(|pattern| pattern.cause == cause)).map(name_of).collect();
        if !known.is_empty() {
            _ = write!(out, "\n{} {}.\n", labels.known_by, known.join(", "));
        }
    }
}

/// What receivers mean by codes.
fn vendors() -> impl Iterator<Item = (&'static File, &'static VendorCode)> {
    patterns::files().iter().flat_map(|file| file.codes.iter().map(move |code| (file, code)))
}

fn name_of(file: &File) -> &str {
    file.name.unwrap_or_default()
}

/// Every rule of every receiver, and what DNS does not decide.
fn tables_of_receivers() -> String {
    let mut out = String::new();
    for receiver in Receivers::default().all() {
        let dmarc = receiver.dmarc.map_or("not known", |generation| match generation {
            Generation::Rfc7489 => "RFC 7489",
            Generation::Rfc9989 => "RFC 9989",
        });
        _ = write!(
            out,
            "\n## {} (`{}`)\n\nKind: {}. DMARC: {dmarc}.",
            receiver.name,
            receiver.id,
            receiver.kind.as_str()
        );
        let patterns: Vec<_> = receiver.mx.iter().map(|pattern| format!("`{pattern}`")).collect();
        if !patterns.is_empty() {
            _ = write!(out, " MX: {}.", patterns.join(", "));
        }
        out.push('\n');
        if receiver.rules.is_empty() {
            out.push_str("\nNo published rule that DNS decides.\n");
        } else {
            out.push_str("\n| rule | when | to whom | then | stage | since | known | source | read |\n|---|---|---|---|---|---|---|---|---|\n");
        }
        for rule in &receiver.rules {
            let since = rule.since.map_or_else(String::new, |date| date.to_string());
            _ = writeln!(
                out,
                "| `{}` | `{}` | {} | {} | {} | {since} | {} | {} | {} |",
                rule.id,
                rule.when.to_string().replace('|', "\\|"),
                to_whom(&rule.scope),
                then(rule.action, rule.may, rule.points, rule.reply.as_ref()),
                rule.stage.as_str(),
                rule.confidence.as_str(),
                cell(&rule.source),
                rule.checked,
            );
        }
        if !receiver.unseen.is_empty() {
            out.push_str("\nNot decided by DNS:\n\n| entry | because of | then | stage | known | source | read |\n|---|---|---|---|---|---|---|\n");
        }
        for unseen in &receiver.unseen {
            _ = writeln!(
                out,
                "| `{}` | {} | {} | {} | {} | {} | {} |",
                unseen.id,
                Texts::of(Lang::En).plain(&format!("unseen-{}", unseen.about.as_str().replace('_', "-"))),
                then(unseen.action, false, None, unseen.reply.as_ref()),
                unseen.stage.as_str(),
                unseen.confidence.as_str(),
                cell(&unseen.source),
                unseen.checked,
            );
        }
        for (heading, notes) in [("It also says", &receiver.notes), ("Only others say", &receiver.claims)] {
            if !notes.is_empty() {
                _ = write!(out, "\n{heading}:\n\n");
            }
            for note in notes {
                _ = writeln!(out, "- {} ({}, read {})", prose(&note.en), prose(&note.source), note.checked);
            }
        }
    }
    out
}

fn to_whom(scope: &Scope) -> String {
    let above = scope.above.map(|above| match above {
        Above::Messages(messages) => format!("from {messages} messages a day"),
        Above::Unpublished => "bulk, from an unpublished volume".to_owned(),
    });
    let mailboxes = scope.mailboxes.map(|mailboxes| format!("{} mailboxes", mailboxes.as_str()));
    let option = scope.option.as_ref().map(|option| format!("with `{option}`"));
    let parts: Vec<_> = [above, mailboxes, option].into_iter().flatten().collect();
    if parts.is_empty() { "everyone".to_owned() } else { parts.join(", ") }
}

fn then(action: Action, may: bool, points: Option<Points>, reply: Option<&Reply>) -> String {
    let may = if may { "may " } else { "" };
    let points = points.map(|points| format!(" {points}")).unwrap_or_default();
    let codes = reply.map(|reply| format!(" {}", reply.codes())).unwrap_or_default();
    format!("{may}{}{points}{codes}", action.as_str()).trim_end().to_owned()
}

/// Text that may stand in a cell.
fn cell(text: &str) -> String {
    prose(text).replace('|', "\\|")
}

/// The folder holds these pages and no others.
fn agree(folder: &Path, pages: &BTreeMap<String, String>) {
    let blessing = std::env::var_os("PREFLIGHT_BLESS").is_some();
    let mut wrong = Vec::new();
    for (name, expected) in pages {
        if settle(&folder.join(name), expected) != *expected {
            wrong.push(format!("{name} lags"));
        }
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let file = entry.unwrap().path();
        if pages.contains_key(&*file.file_name().unwrap().to_string_lossy()) {
            continue;
        }
        match blessing {
            true => std::fs::remove_file(&file).unwrap(),
            false => wrong.push(format!("{} is left over", file.display())),
        }
    }
    assert!(wrong.is_empty(), "PREFLIGHT_BLESS=1 cargo test pages writes them:\n{}", wrong.join("\n"));
}

/// What stands in a page, once it is written where that was asked for.
fn settle(path: &Path, expected: &str) -> String {
    if std::env::var_os("PREFLIGHT_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, expected).unwrap();
    }
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The page of one rule.
fn page(rule: &Rule) -> String {
    let code = std::fs::read_to_string(source_of(rule)).unwrap();
    let (summary, details) = head(&code);
    let since = rule.since.map_or_else(|| "always".to_owned(), |date| date.to_string());
    let sources: Vec<_> = rule.basis.citations().iter().map(link).collect();
    let mut out = format!("# {} `{}`\n\n{GENERATED}\n\n{}\n\n", rule.id, rule.slug, prose(&summary));
    _ = write!(
        out,
        "| | |\n|---|---|\n| Severity, at most | {} |\n| Basis | {} |\n| Sources | {} |\n| In force since | {since} |\n",
        rule.severity.as_str(),
        basis(rule),
        sources.join("; "),
    );
    if !details.is_empty() {
        _ = write!(out, "\n{}\n", prose(&details));
    }
    for lang in Lang::ALL {
        let [heading, colon, by_case, labels @ ..] = match lang {
            Lang::En => ["In English", ":", ", by case:", "Rule", "Title", "Why", "Advice"],
            Lang::Fr => ["En français", "\u{a0}:", ", selon le cas\u{a0}:", "Règle", "Titre", "Pourquoi", "Conseil"],
        };
        _ = write!(out, "\n## {heading}\n\n");
        for (label, part) in labels.iter().zip(["rule", "title", "why", "advice"]) {
            match sentences(lang, &format!("{}-{part}", rule.id)).as_slice() {
                [only] => _ = writeln!(out, "- **{label}**{colon} {}", prose(only)),
                several => {
                    _ = writeln!(out, "- **{label}**{by_case}");
                    several.iter().for_each(|one| _ = writeln!(out, "  - {}", prose(one)));
                }
            }
        }
    }
    out.push_str("\n## Examples\n");
    for file in zones(rule) {
        out.push_str(&example(&file));
    }
    out
}

/// The first sentence of a file's head, without id and slug, and the paragraphs behind it.
fn head(code: &str) -> (String, String) {
    let lines = code.lines().map_while(|line| line.strip_prefix("//!"));
    let text: Vec<_> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let text = text.join("\n");
    let (first, rest) = text.split_once("\n\n").unwrap_or((&text, ""));
    let (_, summary) = first.split_once(": ").unwrap_or(("", first));
    let mut letters = summary.chars();
    let capital = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    (capital + letters.as_str(), rest.trim().to_owned())
}

fn basis(rule: &Rule) -> &'static str {
    match rule.basis {
        Basis::Must(_) => "what a standard requires",
        Basis::Receivers(_) => "a refusal that receivers document",
        Basis::Should(_) => "what a standard recommends",
        Basis::Advice(_) => "good practice",
    }
}

fn link(citation: &Citation) -> String {
    match citation {
        Citation::Rfc { number, section } => {
            let part = if section.starts_with(|c: char| c.is_ascii_digit()) { "section" } else { "appendix" };
            format!("[{citation}](https://www.rfc-editor.org/rfc/rfc{number}.html#{part}-{section})")
        }
        Citation::Page { title, url } => format!("[{title}]({url})"),
    }
}

/// A sentence with its values shown as `{name}`; one for each form that its selectors choose.
fn sentences(lang: Lang, key: &str) -> Vec<String> {
    let content = files(lang).iter().map(|(_, content)| *content).collect::<String>();
    let written = whole(&content, key);
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect();
    let variables: BTreeSet<String> = written.split('$').skip(1).map(name).collect();
    let chosen = choices(&written);
    let mut worlds = vec![BTreeMap::new()];
    for name in variables {
        let mut values = vec![format!("{{{name}}}")];
        values.extend(chosen.get(&name).into_iter().flatten().cloned());
        worlds = worlds
            .iter()
            .flat_map(|world| values.iter().map(|value| with(world, &name, value)).collect::<Vec<_>>())
            .collect();
    }
    let mut said: Vec<String> = Vec::new();
    for world in worlds {
        let text = Texts::of(lang).try_text(key, world.iter().map(|(name, value)| (name.as_str(), value)));
        let text = text.unwrap_or_else(|error| panic!("{error}"));
        if !said.contains(&text) {
            said.push(text);
        }
    }
    said
}

fn with(world: &BTreeMap<String, Value>, name: &str, value: &str) -> BTreeMap<String, Value> {
    let mut world = world.clone();
    world.insert(name.to_owned(), Value::from(value));
    world
}

/// A message with those that it refers to, as in `{ dkim-found }`.
fn whole(content: &str, key: &str) -> String {
    let mut text = message(content, key).to_owned();
    let placeables: Vec<_> = text.split("{ ").skip(1).filter_map(|rest| rest.split_once(" }")).collect();
    let named = placeables.iter().map(|(inside, _)| *inside);
    let named = named.filter(|inside| inside.starts_with(|c: char| c.is_ascii_alphabetic()) && !inside.contains(' '));
    let referred: Vec<_> = named.map(|other| whole(content, other)).collect();
    for other in referred {
        text.push('\n');
        text.push_str(&other);
    }
    text
}

/// The lines of one message, as they stand in the file.
fn message<'a>(content: &'a str, key: &str) -> &'a str {
    let start = content.find(&format!("\n{key} =")).map(|at| at + 1).unwrap_or_default();
    let length = content[start..]
        .match_indices('\n')
        .map(|(at, _)| at)
        .find(|at| content[start + at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '#'))
        .unwrap_or(content.len() - start);
    &content[start..start + length]
}

/// The words that each selector of a message chooses by; numbers and plurals are no words.
fn choices(message: &str) -> BTreeMap<String, BTreeSet<String>> {
    const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut selector = String::new();
    for line in message.lines() {
        if let Some((before, _)) = line.split_once("->") {
            selector = before.rsplit('$').next().unwrap_or_default().trim().to_owned();
        }
        let key = line.trim().trim_start_matches('*').strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let word = key.map(|(word, _)| word).filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
        // "other" is a plural in one selector and a word in another; the default form covers it.
        if let Some(word) = word.filter(|word| !PLURALS.contains(word)) {
            found.entry(selector.clone()).or_default().insert(word.to_owned());
        }
    }
    found
}

/// Text that Markdown would take for tags or cells, made safe; what stands in backticks is code.
fn prose(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => part.replace('<', "\\<").replace('*', "\\*"),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}

/// The fixtures of a rule: what breaks it, what keeps it, then the rest.
fn zones(rule: &Rule) -> Vec<PathBuf> {
    let folder = root("fixtures/rules").join(rule.id);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// One fixture: why it stands there, the flags of its run, and the zone.
fn example(file: &Path) -> String {
    let name = file.file_name().unwrap().to_string_lossy();
    let text = std::fs::read_to_string(file).unwrap();
    let header = |wanted: &str| {
        let lines = text.lines().filter_map(|line| line.strip_prefix(";! ")?.split_once(':'));
        lines.filter(|(key, _)| key.trim() == wanted).map(|(_, value)| value.trim().to_owned()).collect::<Vec<_>>()
    };
    let state = match &*name {
        name if name.starts_with("bad") => "Broken",
        name if name.starts_with("good") => "Kept",
        _ if header("undetermined").iter().any(|ids| !ids.is_empty()) => "Not determined",
        _ => "Quiet",
    };
    let mut out = format!("\n### {state}: {}\n\n", prose(&header("because").join("; ")));
    let flags = ["domain", "ip", "mail-from", "helo", "selector", "dkim", "volume", "fail"];
    let run: Vec<_> = flags
        .iter()
        .flat_map(|flag| header(flag).into_iter().map(move |value| (flag, value)))
        .map(|(flag, value)| match *flag {
            "domain" => format!("`{value}` is checked"),
            "fail" => format!("the question `{value}` fails"),
            flag => format!("`--{flag} {value}`"),
        })
        .collect();
    if !run.is_empty() {
        _ = write!(out, "With {}.\n\n", run.join(", "));
    }
    let zone: Vec<_> = text.lines().filter(|line| !line.starts_with(";!")).collect();
    match zone.iter().all(|line| line.trim().is_empty()) {
        true => out.push_str("The zone is empty.\n"),
        false => _ = write!(out, "```text\n{}\n```\n", zone.join("\n").trim_end()),
    }
    out
}

/// `docs/rules/README.md`: every rule in one table.
fn table() -> String {
    let mut out = format!("# Rules\n\n{GENERATED}\n\n{} rules. ", CATALOGUE.len());
    out.push_str(
        "The severity is the highest that a finding of the rule has. `preflight rules ID` prints a rule;\n\
         `docs/configuration.md` says how to allow one.\n",
    );
    for name in FAMILIES {
        let mut rules = CATALOGUE.iter().filter(|rule| family(rule.id) == name).peekable();
        if rules.peek().is_none() {
            continue;
        }
        _ = write!(
            out,
            "\n## {}\n\n| rule | name | severity | what holds when all is well |\n|---|---|---|---|\n",
            name.to_uppercase()
        );
        for rule in rules {
            let holds = sentences(Lang::En, &format!("{}-rule", rule.id)).join(" ").replace('|', "\\|");
            let (id, slug, severity) = (rule.id, rule.slug, rule.severity.as_str());
            _ = writeln!(out, "| [{id}]({id}.md) | `{slug}` | {severity} | {} |", prose(&holds));
        }
    }
    out
}

/// A part of an RFC: number, then `section`, `appendix` or `erratum`, then which.
type Part = (u16, &'static str, Vec<Place>);

/// One step of a section number; numbers come in their own order, before letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Number(u32),
    Letter(String),
}

/// Every part of an RFC that is cited under `src/`, with the files that cite it.
fn cited() -> BTreeMap<Part, BTreeSet<String>> {
    let mut found: BTreeMap<Part, BTreeSet<String>> = BTreeMap::new();
    let mut folders = vec![root("src")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "toml") {
                let shown = path.strip_prefix(root("")).unwrap().to_string_lossy().replace('\\', "/");
                for part in citations(&std::fs::read_to_string(&path).unwrap()) {
                    found.entry(part).or_default().insert(shown.clone());
                }
            }
        }
    }
    found
}

/// The citations of a file: `RFC 7208 section 4.6.4` in prose, also over the end of a line, and `rfc(7208, "4.6.4")`.
fn citations(text: &str) -> Vec<Part> {
    let spelled = text.replace("rfc(", " RFC ").replace(", \"", " section ");
    let words: Vec<_> =
        spelled.split_whitespace().filter(|word| !matches!(*word, "//" | "///" | "//!" | "#")).collect();
    let bare = |at: usize| words.get(at).map_or("", |word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
    let mut found = Vec::new();
    for start in (0..words.len()).filter(|at| bare(*at) == "RFC") {
        let Ok(number) = bare(start + 1).parse() else { continue };
        let kind = match bare(start + 2) {
            "section" | "sections" => "section",
            "appendix" => "appendix",
            "erratum" | "errata" => "erratum",
            _ => continue,
        };
        let numbered = |at: usize| match kind {
            "appendix" => bare(at).starts_with(|c: char| c.is_ascii_uppercase()),
            _ => bare(at).starts_with(|c: char| c.is_ascii_digit()),
        };
        // "sections 4.4 and 4.10.2" names two.
        let several = matches!(bare(start + 2), "sections" | "errata");
        let mut at = start + 3;
        while numbered(at) {
            found.push((number, kind, places(bare(at))));
            at += match words.get(at + 1) {
                Some(&"and") if several => 2,
                Some(_) if several && words[at].ends_with(',') => 1,
                Some(_) | None => break,
            };
        }
    }
    found
}

fn places(section: &str) -> Vec<Place> {
    let step = |part: &str| part.parse().map_or_else(|_| Place::Letter(part.to_owned()), Place::Number);
    section.split('.').map(step).collect()
}

/// `docs/rfc-index.md`: where each part of a standard is obeyed.
fn index(cited: &BTreeMap<Part, BTreeSet<String>>) -> String {
    let mut out =
        format!("# Where the standards are obeyed\n\n{GENERATED}\n\nEvery part of an RFC that the code cites.\n");
    let mut last = None;
    for ((number, kind, places), files) in cited {
        if last != Some(*number) {
            let address = format!("https://www.rfc-editor.org/rfc/rfc{number}.html");
            _ = write!(out, "\n## [RFC {number}]({address})\n\n| part | files |\n|---|---|\n");
            last = Some(*number);
        }
        let part: Vec<_> = places
            .iter()
            .map(|place| match place {
                Place::Number(number) => number.to_string(),
                Place::Letter(letter) => letter.clone(),
            })
            .collect();
        let files: Vec<_> = files.iter().map(|file| format!("[{file}](../{file})")).collect();
        _ = writeln!(out, "| {kind} {} | {} |", part.join("."), files.join(", "));
    }
    out
}

#[test]
fn citations_are_found_in_every_form() {
    let text = "//! As RFC 7208 section\n//! 4.6.4, and (RFC 9989 sections 4.4, 4.5 and 4.10.2): 5 of them.\n\
                /// RFC 7208 appendix D.1; RFC 7208 erratum 5227. RFC 5321 needs 7.\n    rfc(6376, \"3.6.1\"),\n";
    let shown: Vec<_> = citations(text).iter().map(|part| format!("{part:?}")).collect();
    let expected = [
        (7208, "section", places("4.6.4")),
        (9989, "section", places("4.4")),
        (9989, "section", places("4.5")),
        (9989, "section", places("4.10.2")),
        (7208, "appendix", places("D.1")),
        (7208, "erratum", places("5227")),
        (6376, "section", places("3.6.1")),
    ];
    assert_eq!(shown, expected.map(|part| format!("{part:?}")));
    assert!(places("4.10") > places("4.9"));
}
