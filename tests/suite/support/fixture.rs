//! Fixtures of rules: a header that says what to expect, then a zone that is the whole world.
//!
//! The origin is the root, so that one file can hold the domain, its providers and nothing else;
//! every name that is not in it does not exist.
//!
//! ```text
//! ;! expect: SPF016 SPF022=warning   every rule of the family that fails, with a lowered severity
//! ;! undetermined: SPF001            every rule of the family that cannot be decided
//! ;! fires: gmail-ptr-missing        worlds of receivers: every rule that applies for sure, and
//! ;! may: outlook-ptr-missing        every one that may
//! ;! because: eleven includes
//! ;! as-of: 2026-11-21
//! ;! domain: example.fr              default
//! ;! selector: s1,s2                 and ip, mail-from, helo, provider, dkim, volume: one declared stream
//! ;! blocklists: zen.spamhaus.org   the lists to ask, or default, with a key where one is needed
//! ;! fail: _dmarc.example.fr TXT servfail
//! ;! live: yes                       the rules see answers alone, as without a zone file
//! ;! unfixed: nobody knows who sends why no record mends it for certain, where a fix is claimed
//! ;! stage: reports_clean 14 v=DMARC1; p=quarantine   one step of the roll-out: condition, days, record
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use preflight::check::{self, Judging};
use preflight::cli::args::StreamArgs;
use preflight::cli::settings::Declared;
use preflight::dns::layered::Layered;
use preflight::dns::{Answer, Answers, Failure, FailureKind, From, Question, RecordType, Source};
use preflight::dnsbl::choice::Wish;
use preflight::dnsbl::{Access, Chosen, choose};
use preflight::facts::{Facts, Subject};
use preflight::fix::{Change, Plan, Planning};
use preflight::name::DomainName;
use preflight::predict::receivers::Receivers;
use preflight::report::{Levels, Report};
use preflight::zone::files::NoFiles;
use preflight::zone::{Zone, ZoneData};

/// One fixture, read.
pub(crate) struct Fixture {
    pub(crate) path: PathBuf,
    pub(crate) expect: BTreeMap<String, Option<String>>,
    pub(crate) undetermined: BTreeSet<String>,
    pub(crate) fires: BTreeSet<String>,
    pub(crate) may: BTreeSet<String>,
    /// Why no fix clears it.
    pub(crate) unfixed: Option<String>,
    /// The steps by which DMARC is to be tightened.
    pub(crate) stages: Vec<String>,
    pub(crate) world: ZoneWorld,
    subject: Subject,
}

/// A zone as a source, with questions that fail.
pub(crate) struct ZoneWorld {
    data: ZoneData,
    pub(crate) failing: BTreeMap<Question, FailureKind>,
}

impl Source for ZoneWorld {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        match self.failing.get(question) {
            Some(kind) => Box::pin(std::future::ready(Answer::Failed(Failure::of(*kind)))),
            None => self.data.ask(question),
        }
    }
}

impl Fixture {
    /// Reads a fixture.
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut header: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for line in text.lines().filter_map(|line| line.strip_prefix(";! ")) {
            let (key, value) = line.split_once(':').unwrap_or_else(|| panic!("{}: {line}", path.display()));
            header.entry(key.trim()).or_default().push(value.trim());
        }
        let known = "expect fires may undetermined because as-of domain selector ip mail-from helo provider dkim volume fail live blocklists unfixed stage";
        for key in header.keys() {
            assert!(known.split(' ').any(|word| word == *key), "{}: unknown header {key}", path.display());
        }
        let one = |key: &str| header.get(key).map(|values| values[0].to_owned());
        let words = |key: &str| -> Vec<String> {
            one(key).unwrap_or_default().split([' ', ',']).filter(|w| !w.is_empty()).map(str::to_owned).collect()
        };
        // A list that may go on over several lines.
        let lists = |key: &str| -> BTreeSet<String> {
            let lines = header.get(key).into_iter().flatten();
            lines.flat_map(|line| line.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned)).collect()
        };
        let is_judged = ["expect", "fires", "may"].iter().any(|key| header.contains_key(key));
        assert!(is_judged, "{}: no expect header", path.display());
        assert!(one("because").is_some_and(|why| !why.is_empty()), "{}: no because header", path.display());

        let shown = path.file_name().unwrap().to_string_lossy().into_owned();
        // Behind the rest, so that the places of the records stay those of the file.
        let whole = format!("{text}\n. 3600 SOA ns.example. hostmaster.example. 1 7200 900 1209600 300\n");
        let zone = Zone::parse(&shown, whole.as_bytes(), Some(&DomainName::root()), &NoFiles);
        let domain = DomainName::parse(&one("domain").unwrap_or_else(|| "example.fr".into())).unwrap();
        let stream = StreamArgs {
            ip: words("ip"),
            mail_from: one("mail-from"),
            helo: one("helo"),
            provider: one("provider"),
            selector: words("selector"),
            dkim: header.get("dkim").into_iter().flatten().map(|text| (*text).to_owned()).collect(),
            volume: one("volume"),
        };
        let declared = Declared::of(&stream).unwrap_or_else(|problem| panic!("{}: {problem:?}", path.display()));
        let as_of = format!("{}T00:00:00Z", one("as-of").unwrap_or_else(|| "2026-11-21".into()));
        let fail = header.get("fail").into_iter().flatten().map(|line| {
            let words: Vec<_> = line.split(' ').collect();
            let kind = FailureKind::ALL.into_iter().find(|kind| kind.as_str() == words[2]);
            let name = DomainName::parse(words[0]).unwrap();
            (Question::new(name, RecordType::parse(words[1]).unwrap()), kind.expect("a kind of failure"))
        });
        Self {
            expect: words("expect")
                .into_iter()
                .map(|word| match word.split_once('=') {
                    Some((id, severity)) => (id.to_owned(), Some(severity.to_owned())),
                    None => (word, None),
                })
                .collect(),
            undetermined: words("undetermined").into_iter().collect(),
            fires: lists("fires"),
            may: lists("may"),
            unfixed: one("unfixed"),
            stages: header.get("stage").into_iter().flatten().map(|line| (*line).to_owned()).collect(),
            world: ZoneWorld { data: ZoneData::new(&zone), failing: fail.collect() },
            subject: Subject {
                declared: declared.stream(&domain).into_iter().collect(),
                selectors: Vec::new(),
                blocklists: blocklists(&one("blocklists").unwrap_or_else(|| "none".into())),
                zones: if header.contains_key("live") { Vec::new() } else { vec![Arc::new(zone)] },
                as_of: as_of.parse().unwrap(),
                domain,
            },
            path: path.to_owned(),
        }
    }

    /// The report on the fixture, and the plan of its fixes.
    pub(crate) fn planned(&self) -> (Report, Plan) {
        self.planned_on(&[])
    }

    /// The same, with changes in place already.
    pub(crate) fn planned_on(&self, changes: &[Change]) -> (Report, Plan) {
        let edits: Vec<_> = changes.iter().flat_map(Change::edits).collect();
        let mut subject = self.subject.clone();
        for zone in &mut subject.zones {
            let mut edited = Zone::clone(zone);
            changes.iter().for_each(|change| edited.replace(&change.name, change.kind, change.ttl, &change.new));
            *zone = Arc::new(edited);
        }
        // An edited zone knows what an alias hid; one that answers with failures has to go on doing so.
        let is_edited = !changes.is_empty() && self.world.failing.is_empty();
        let zones: Vec<_> = subject.zones.iter().filter(|_| is_edited).map(|zone| ZoneData::new(zone)).collect();
        let source = Layered::new(zones, &edits, From::Fix, Some(Box::new(&self.world)));
        let receivers = Receivers::default().default_set();
        let judging =
            Judging { receivers: &receivers, levels: &Levels::new(), volume: None, deadline: Duration::from_secs(60) };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let report = judging.report(&source, subject).await;
            let plan = Planning { edits: &edits, ..Planning::new(judging) }.plan(&report, &source).await;
            (report, plan)
        })
    }

    /// Gathers the facts of the fixture.
    pub(crate) fn facts(&self) -> (Facts, Answers) {
        self.facts_with(Answers::default())
    }

    /// The same, where some answers are known already.
    pub(crate) fn facts_with(&self, known: Answers) -> (Facts, Answers) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let gathered = check::gather_with(&self.world, self.subject.clone(), known, Duration::from_secs(60));
        runtime.block_on(gathered)
    }
}

/// The lists that a header names.
fn blocklists(names: &str) -> Arc<[Chosen]> {
    let wish = Wish::parse([names]).unwrap_or_else(|error| panic!("{names}: {error}"));
    choose(&wish, true, |list| list.access == Access::Key, false).unwrap().into()
}

/// Every fixture of the rules, with the id of its folder.
pub(crate) fn all() -> Vec<(String, Fixture)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules");
    let mut found = Vec::new();
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        let id = folder.file_name().unwrap().to_string_lossy().into_owned();
        found.extend(files(&folder).into_iter().map(|file| (id.clone(), Fixture::read(&file))));
    }
    found.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
    found
}

/// The worlds in which DMARC is tightened, by name.
pub(crate) fn rollouts() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rollout");
    files(&folder).iter().map(|file| Fixture::read(file)).collect()
}

/// The files of a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
