//! Whole worlds: a zone that holds every name, and the flags of the run over it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Parser;
use preflight::check::Judging;
use preflight::cli::args::Cli;
use preflight::cli::settings::Declared;
use preflight::dns::{Question, Source};
use preflight::dnsbl::choice::{self, Wish};
use preflight::facts::Subject;
use preflight::fix::Planning;
use preflight::name::DomainName;
use preflight::predict::receivers::Receivers;
use preflight::report::{Levels, Report};
use preflight::zone::files::NoFiles;
use preflight::zone::{Zone, ZoneData};

/// The moment all worlds speak of.
pub(crate) const AS_OF: &str = "2026-11-21T09:00:00Z";

/// A world by name, with the flags that declare a stream in it.
pub(crate) struct Whole {
    pub(crate) name: &'static str,
    flags: &'static [&'static str],
}

/// Every world; the demonstration comes first.
pub(crate) const ALL: [Whole; 13] = [
    Whole { name: "demo", flags: &["--ip=203.0.113.9", "--selector=letters1", "--volume=bulk"] },
    Whole { name: "healthy", flags: &["--ip=203.0.113.9", "--selector=s1", "--volume=bulk"] },
    Whole { name: "unaligned", flags: &[] },
    Whole { name: "nospf", flags: &["--ip=192.0.2.25", "--selector=s1"] },
    Whole { name: "lookups", flags: &[] },
    Whole { name: "revoked", flags: &["--ip=192.0.2.25", "--selector=s1", "--volume=bulk"] },
    Whole { name: "weak", flags: &["--ip=192.0.2.25", "--selector=s1", "--volume=bulk"] },
    Whole {
        name: "misaligned",
        flags: &["--ip=203.0.113.9", "--mail-from=bounce.letters.example", "--dkim=d=letters.example,s=k1"],
    },
    Whole { name: "parked", flags: &[] },
    Whole { name: "nullmx", flags: &["--ip=192.0.2.25", "--selector=s1"] },
    Whole { name: "noptr", flags: &["--ip=192.0.2.25", "--selector=s1", "--volume=low"] },
    Whole { name: "listed", flags: &["--ip=192.0.2.25", "--selector=s1", "--volume=low"] },
    Whole { name: "bare", flags: &[] },
];

/// Where the worlds lie.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/worlds")
}

impl Whole {
    fn zone(&self) -> Zone {
        let file = format!("{}.zone", self.name);
        let bytes = std::fs::read(folder().join(&file)).unwrap();
        let zone = Zone::parse(&file, &bytes, None, &NoFiles);
        assert!(zone.errors.is_empty(), "{:?}", zone.errors);
        zone
    }

    /// The zone as a source.
    pub(crate) fn source(&self) -> ZoneData {
        ZoneData::new(&self.zone())
    }

    /// What is asked of it. The blocklists are those whose test entries the zone holds, as in a recording.
    pub(crate) fn subject(&self) -> Subject {
        let typed = ["preflight", "example.fr"].iter().chain(self.flags);
        let args = Cli::try_parse_from(typed).unwrap().check;
        let domain = DomainName::parse("example.fr").unwrap();
        let zone = self.zone();
        let holds = |question: &Question| zone.records.iter().any(|record| record.owner == question.name);
        let mut blocklists = choice::choose(&Wish::default(), true, |_| false, false).unwrap();
        blocklists.retain(|list| list.zone_in(holds).is_some());
        Subject {
            declared: Declared::of(&args.stream).unwrap().stream(&domain).into_iter().collect(),
            domain,
            selectors: Vec::new(),
            zones: Vec::new(),
            blocklists: blocklists.into(),
            as_of: AS_OF.parse().unwrap(),
        }
    }

    /// The whole report over a source.
    pub(crate) fn report(&self, source: &dyn Source) -> Report {
        self.judged(source, false)
    }

    /// The whole report over a source, with its plan.
    pub(crate) fn planned(&self, source: &dyn Source) -> Report {
        self.judged(source, true)
    }

    fn judged(&self, source: &dyn Source, plans: bool) -> Report {
        let receivers = Receivers::default().default_set();
        let deadline = Duration::from_secs(60);
        let judging = Judging { receivers: &receivers, levels: &Levels::new(), volume: None, deadline };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let mut report = judging.report(source, self.subject()).await;
            if plans {
                report.plan = Some(Planning::new(judging).plan(&report, source).await);
            }
            report
        })
    }
}
