//! Makes the tables of `src/explain/tables.rs` from the TOML files beside it: a bounce is explained without reading
//! any. What is wrong in those files is an error of the build, which names the file.

// A build script speaks to cargo on standard output, to people on standard error.
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "src/explain/normal.rs"]
#[allow(unreachable_pub, reason = "the library exports it")]
mod normal;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::value::{Date, Datetime};

use normal::normal;

/// How much of a wording stands in the automaton, in octets. It is made at every start, and what a few letters find is
/// compared whole anyway.
const ANCHOR_OCTETS: usize = 4;

/// Where the TOML files are.
const FOLDER: &str = "src/explain";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match make() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn make() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={FOLDER}");
    let folder = Path::new(FOLDER);
    let causes: Causes = read(&folder.join("causes.toml"))?;
    let codes: Codes = read(&folder.join("codes.toml"))?;
    let files = files(&folder.join("patterns"))?;
    let mut tables = Tables { causes: &causes.all, out: String::new() };
    tables.causes().map_err(|error| format!("causes.toml: {error}"))?;
    tables.codes(&codes).map_err(|error| format!("codes.toml: {error}"))?;
    tables.files(&files)?;
    tables.wordings(&files)?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("tables.rs"), tables.out)?;
    Ok(())
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path)?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// The files of wordings: the shared one, then the receivers in alphabetical order.
fn files(folder: &Path) -> Result<Vec<(PathBuf, File)>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let mut paths: Vec<_> =
        entries.into_iter().filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    paths.sort_by_key(|path| (path.file_stem().is_none_or(|name| name != "general"), path.clone()));
    paths.into_iter().map(|path| Ok((path.clone(), read(&path)?))).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Causes {
    #[serde(rename = "cause")]
    all: Vec<Cause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cause {
    id: String,
    reason: String,
    side: String,
    #[serde(default)]
    dns: bool,
    #[serde(default)]
    partly: bool,
    temporary: Option<String>,
    actions: Vec<String>,
    #[serde(default)]
    rules: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Codes {
    source: String,
    checked: Datetime,
    basic: Vec<Basic>,
    status: Vec<Registered>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Basic {
    code: u16,
    kind: Option<String>,
    reference: Option<String>,
    cause: Option<String>,
    #[serde(default)]
    partly: bool,
    #[serde(default)]
    strong: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Registered {
    code: String,
    #[serde(default)]
    basic: Vec<u16>,
    reference: String,
    cause: Option<String>,
    #[serde(default)]
    weak: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    receiver: Option<String>,
    name: Option<String>,
    #[serde(default)]
    marks: Vec<String>,
    #[serde(default)]
    hosts: Vec<String>,
    #[serde(default)]
    sender: Vec<String>,
    #[serde(default)]
    client: Vec<String>,
    source: String,
    checked: Datetime,
    #[serde(default, rename = "code")]
    codes: Vec<VendorCode>,
    #[serde(default, rename = "pattern")]
    patterns: Vec<Pattern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VendorCode {
    code: String,
    cause: String,
    stage: Option<String>,
    #[serde(default)]
    own: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    cause: String,
    stage: Option<String>,
    says: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    wordings: Vec<String>,
    source: Option<String>,
}

/// The tables as Rust: the `Debug` form of texts, numbers and lists of them is that of the language.
struct Tables<'a> {
    causes: &'a [Cause],
    out: String,
}

impl Tables<'_> {
    fn causes(&mut self) -> Result<()> {
        writeln!(self.out, "pub(super) static CAUSES: [Cause; {}] = [", self.causes.len())?;
        for Cause { id, reason, side, dns, partly, temporary, actions, rules } in self.causes {
            temporary.as_deref().map(|id| self.cause(id)).transpose()?;
            let (reason, side) = (variant("Reason", reason), variant("Side", side));
            let rules = list(rules.iter().map(|family| variant("Family", family)));
            writeln!(
                self.out,
                "Cause {{ id: {id:?}, reason: {reason}, side: {side}, dns: {dns}, partly: {partly}, \
                 temporary: {temporary:?}, actions: &{actions:?}, rules: {rules} }},",
            )?;
        }
        writeln!(self.out, "];")?;
        Ok(())
    }

    /// The place of a cause in its table.
    fn cause(&self, id: &str) -> Result<String> {
        let at =
            self.causes.iter().position(|cause| cause.id == id).ok_or_else(|| format!("there is no cause {id}"))?;
        Ok(format!("&CAUSES[{at}]"))
    }

    fn codes(&mut self, codes: &Codes) -> Result<()> {
        let optional = |cause: &Option<String>| cause.as_deref().map(|id| self.cause(id)).transpose().map(option);
        let mut basics = Vec::new();
        for Basic { code, kind, reference, cause, partly, strong } in &codes.basic {
            let (kind, cause) = (variant("Kind", kind.as_deref().unwrap_or("registered")), optional(cause)?);
            basics.push(format!(
                "Basic {{ code: {code}, kind: {kind}, reference: {reference:?}, cause: {cause}, partly: {partly}, \
                 strong: {strong} }}"
            ));
        }
        let mut registered = Vec::new();
        for Registered { code, basic, reference, cause, weak } in &codes.status {
            let ((subject, detail), cause) = (status(code)?, optional(cause)?);
            registered.push(format!(
                "Registered {{ code: {code:?}, subject: {subject}, detail: {detail}, basic: &{basic:?}, \
                 reference: {reference:?}, cause: {cause}, weak: {weak} }}"
            ));
        }
        let (source, checked) = (&codes.source, day(&codes.checked)?);
        let (basic, status) = (list(basics), list(registered));
        writeln!(
            self.out,
            "pub(super) static CODES: Codes = Codes {{ source: {source:?}, checked: {checked}, basic: {basic}, \
             status: {status} }};"
        )?;
        Ok(())
    }

    fn files(&mut self, files: &[(PathBuf, File)]) -> Result<()> {
        writeln!(self.out, "pub(super) static FILES: [File; {}] = [", files.len())?;
        for (path, file) in files {
            let file = self.file(file).map_err(|error| format!("{}: {error}", path.display()))?;
            writeln!(self.out, "{file},")?;
        }
        writeln!(self.out, "];")?;
        Ok(())
    }

    fn file(&self, file: &File) -> Result<String> {
        let said_at = |stage: &Option<String>| option(stage.as_deref().map(|stage| variant("Stage", stage)));
        let mut codes = Vec::new();
        for VendorCode { code, cause, stage, own } in &file.codes {
            let (from, to) = code.split_once('-').unwrap_or((code, code));
            let (subject, first) = status(from)?;
            let last: u16 = to.rsplit('.').next().unwrap_or(to).parse()?;
            let (cause, stage) = (self.cause(cause)?, said_at(stage));
            codes.push(format!(
                "VendorCode {{ code: {code:?}, subject: {subject}, first: {first}, last: {last}, cause: {cause}, \
                 stage: {stage}, own: {own} }}"
            ));
        }
        let mut patterns = Vec::new();
        for Pattern { cause, stage, says, with, wordings, source } in &file.patterns {
            let (cause, stage) = (self.cause(cause)?, said_at(stage));
            let says = variant("Says", says.as_deref().unwrap_or("much"));
            let with = with.iter().map(|code| status(code)).collect::<Result<Vec<_>>>()?;
            patterns.push(format!(
                "Pattern {{ cause: {cause}, stage: {stage}, says: {says}, with: &{with:?}, wordings: &{wordings:?}, \
                 source: {source:?} }}"
            ));
        }
        let File { receiver, name, hosts, sender, client, source, checked, .. } = file;
        let (checked, codes, patterns) = (day(checked)?, list(codes), list(patterns));
        Ok(format!(
            "File {{ receiver: {receiver:?}, name: {name:?}, hosts: &{hosts:?}, sender: &{sender:?}, \
             client: &{client:?}, source: {source:?}, checked: {checked}, codes: {codes}, patterns: {patterns} }}"
        ))
    }

    /// Every spelling of every wording in its parts, and what the automaton looks for.
    fn wordings(&mut self, files: &[(PathBuf, File)]) -> Result<()> {
        let mut anchors: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut wordings = Vec::new();
        for (file, (path, content)) in files.iter().enumerate() {
            for mark in &content.marks {
                anchors.entry(normal(mark)).or_default().push(format!("Anchored::Mark({file})"));
            }
            for (pattern, one) in content.patterns.iter().enumerate() {
                for text in one.wordings.iter().flat_map(|text| spellings(text)) {
                    let text = normal(&text);
                    let parts: Vec<&str> = text.split('*').map(str::trim).filter(|part| !part.is_empty()).collect();
                    let lengths = parts.iter().map(|part| part.len());
                    let longest = lengths.enumerate().max_by_key(|(_, length)| *length).map_or(0, |(at, _)| at);
                    let anchor = parts
                        .get(longest)
                        .copied()
                        .ok_or_else(|| format!("{}: a wording without a word", path.display()))?;
                    let anchor = anchor.get(..anchor.floor_char_boundary(ANCHOR_OCTETS)).unwrap_or(anchor);
                    let place = format!("Anchored::Wording({})", wordings.len());
                    anchors.entry(anchor.to_owned()).or_default().push(place);
                    let (open, weight) = (text.ends_with('*'), parts.iter().map(|part| part.len()).sum::<usize>());
                    wordings.push(format!(
                        "Wording {{ file: {file}, pattern: {pattern}, parts: &{parts:?}, longest: {longest}, \
                         open: {open}, weight: {weight} }}"
                    ));
                }
            }
        }
        let texts: Vec<&String> = anchors.keys().collect();
        let (count, wordings) = (wordings.len(), wordings.join(",\n"));
        let anchored = list(anchors.values().map(list));
        writeln!(self.out, "pub(super) static WORDINGS: [Wording; {count}] = [\n{wordings}\n];")?;
        writeln!(self.out, "pub(super) static ANCHORS: [&str; {}] = {texts:?};", texts.len())?;
        writeln!(self.out, "pub(super) static ANCHORED: &[&[Anchored]] = {anchored};")?;
        Ok(())
    }
}

/// `mail_from` as `Stage::MailFrom`; the compiler knows which there are.
fn variant(of: &str, word: &str) -> String {
    let upper = |part: &str| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)).collect();
    format!("{of}::{}", word.split('_').map(upper).collect::<Vec<String>>().concat())
}

fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

fn list<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().fold("&[".to_owned(), |list, value| list + value.as_ref() + ", ") + "]"
}

/// Subject and detail of `7.26`.
fn status(code: &str) -> Result<(u16, u16)> {
    let (subject, detail) = code.split_once('.').ok_or_else(|| format!("{code} is no status"))?;
    Ok((subject.parse()?, detail.parse()?))
}

fn day(written: &Datetime) -> Result<String> {
    match (written.date, written.time) {
        (Some(Date { year, month, day }), None) => Ok(format!("jiff::civil::date({year}, {month}, {day})")),
        (_, _) => Err(format!("{written} is not a day").into()),
    }
}

/// What a wording with `{a,b}` in it stands for.
fn spellings(text: &str) -> Vec<String> {
    let Some((before, rest)) = text.split_once('{') else { return vec![text.to_owned()] };
    let Some((choices, after)) = rest.split_once('}') else { return vec![text.to_owned()] };
    let ends = spellings(after);
    choices.split(',').flat_map(|choice| ends.iter().map(move |end| format!("{before}{choice}{end}"))).collect()
}
