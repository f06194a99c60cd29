//! Whole worlds: a zone that holds every name, and the flags of the run over it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use preflight::cli::args::StreamArgs;
use preflight::cli::settings::Declared;
use preflight::dns::{Answers, Source};
use preflight::facts::{Facts, Subject};
use preflight::name::DomainName;
use preflight::predict::receivers::Receivers;
use preflight::report::{Levels, Report};
use preflight::zone::files::NoFiles;
use preflight::zone::{Zone, ZoneData};

/// The moment all worlds speak of.
pub(crate) const AS_OF: &str = "2026-11-21T09:00:00Z";

/// A world by name, with the stream that is declared in it.
pub(crate) struct Whole {
    pub(crate) name: &'static str,
    ip: Option<&'static str>,
    selector: Option<&'static str>,
    volume: Option<&'static str>,
}

/// Every world.
pub(crate) const ALL: [Whole; 4] = [
    Whole { name: "demo", ip: Some("203.0.113.9"), selector: Some("letters1"), volume: Some("bulk") },
    Whole { name: "healthy", ip: Some("203.0.113.9"), selector: Some("s1"), volume: Some("bulk") },
    Whole { name: "parked", ip: None, selector: None, volume: None },
    Whole { name: "bare", ip: None, selector: None, volume: None },
];

/// Where the worlds lie.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/worlds")
}

impl Whole {
    /// The zone as a source.
    pub(crate) fn source(&self) -> ZoneData {
        let file = format!("{}.zone", self.name);
        let bytes = std::fs::read(folder().join(&file)).unwrap();
        let zone = Zone::parse(&file, &bytes, None, &NoFiles);
        assert!(zone.errors.is_empty(), "{:?}", zone.errors);
        ZoneData::new(&zone)
    }

    /// What is asked of it.
    pub(crate) fn subject(&self) -> Subject {
        let domain = DomainName::parse("example.fr").unwrap();
        let args = StreamArgs {
            ip: self.ip.map(str::to_owned).into_iter().collect(),
            selector: self.selector.map(str::to_owned).into_iter().collect(),
            volume: self.volume.map(str::to_owned),
            ..StreamArgs::default()
        };
        let declared = Declared::of(&args).unwrap().stream(&domain).into_iter().collect();
        Subject {
            domain,
            selectors: Vec::new(),
            declared,
            zones: Vec::new(),
            blocklists: [].into(),
            as_of: AS_OF.parse().unwrap(),
        }
    }

    /// Gathers over a source, which may be the world or something over it.
    pub(crate) fn gather(&self, source: &dyn Source) -> (Facts, Answers) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(preflight::check::gather(source, self.subject(), Duration::from_secs(60)))
    }

    /// The whole report over a source.
    pub(crate) fn report(&self, source: &dyn Source) -> Report {
        let (facts, answers) = self.gather(source);
        Report::new(facts, answers, &Receivers::default().default_set(), &Levels::new())
    }
}
