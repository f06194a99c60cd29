//! Where the answers of a run come from: the layers that the flags ask for, put together.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::args::DnsArgs;
use super::config::Config;
use super::errors::Sentence;
use super::settings::{self, Problem};
use crate::dmarc::discover::registrable_domain;
use crate::dns::drive::Pace;
use crate::dns::keyed::{Keyed, Keys};
use crate::dns::layered::{Edit, EditError, Layered};
use crate::dns::live::{self, ResolverSpec, Trust};
use crate::dns::recorded::{Recorder, Recording, Replay};
use crate::dns::{From, Source};
use crate::name::DomainName;
use crate::zone::records::ZoneErrorKind;
use crate::zone::{Includes, Zone, ZoneData};

/// Any source, with its answers kept.
type Recorded = Recorder<Box<dyn Source>>;

/// The sources of a run.
pub(super) struct Sources {
    source: Box<dyn Source>,
    /// The same without what was laid on top, where something was and DNS or a recording is below.
    before: Option<Box<dyn Source>>,
    /// Something answers below the zone files.
    is_over_dns: bool,
    /// What keeps the answers, and where they go; only on demand, for a list may be long.
    keep: Option<Keep>,
    /// The edits that were laid on top.
    pub(super) edits: Vec<Edit>,
    /// The zone files that were laid on top.
    pub(super) zones: Vec<Arc<Zone>>,
    /// The moment the answers speak of.
    pub(super) as_of: Timestamp,
    /// The recording that answers, with `--replay`.
    pub(super) recorded: Option<Arc<Replay>>,
}

/// What `--record` asked for.
struct Keep {
    recorder: Arc<Recorded>,
    path: PathBuf,
}

impl Sources {
    /// Opens what the flags name, for domains below `home`. No question is asked yet.
    ///
    /// # Errors
    /// A [`Problem`] for the first file, edit or resolver that cannot be used.
    pub(super) async fn open(
        args: &DnsArgs,
        config: &Config,
        pace: Pace,
        keys: Keys,
        home: Option<DomainName>,
    ) -> Result<Self, Problem> {
        let zones = args.zone.iter().map(|path| read_zone(path, home.as_ref())).collect::<Result<Vec<_>, _>>()?;
        let edits = edits(args)?;
        let mut recorded = None;
        let (below, as_of): (Option<Arc<dyn Source>>, _) = match &args.replay {
            Some(path) => {
                let replay = Arc::new(Replay::new(read_recording(path)?));
                recorded = Some(Arc::clone(&replay));
                let as_of = replay.as_of();
                (Some(replay), as_of)
            }
            None if args.offline => (None, Timestamp::now()),
            None => (Some(Arc::new(Keyed::new(live(args, config, pace).await?, keys))), Timestamp::now()),
        };
        let laid = |edits: &[Edit]| -> Box<dyn Source> {
            let below = below.clone().map(|below| -> Box<dyn Source> { Box::new(below) });
            Box::new(Layered::new(zones.iter().map(|zone| ZoneData::new(zone)), edits, From::Set, below))
        };
        let (source, before): (Box<dyn Source>, Option<Box<dyn Source>>) = match &below {
            Some(below) if zones.is_empty() && edits.is_empty() => (Box::new(Arc::clone(below)), None),
            Some(below) => (laid(&edits), Some(Box::new(Arc::clone(below)))),
            // Without anything below, a zone file is the situation itself, and no proposal.
            None => (laid(&edits), (!edits.is_empty()).then(|| laid(&[]))),
        };
        let (source, keep): (Box<dyn Source>, _) = match &args.record {
            Some(path) => {
                let recorder = Arc::new(Recorder::new(source));
                (Box::new(Arc::clone(&recorder)), Some(Keep { recorder, path: path.clone() }))
            }
            None => (source, None),
        };
        let is_over_dns = below.is_some();
        Ok(Self { source, before, is_over_dns, keep, edits, zones, as_of, recorded })
    }

    /// A recorded world alone.
    pub(super) fn of_recording(recording: Recording) -> Self {
        let replay = Arc::new(Replay::new(recording));
        let as_of = replay.as_of();
        let recorded = Some(Arc::clone(&replay));
        let (edits, zones) = (Vec::new(), Vec::new());
        Self { source: Box::new(replay), before: None, is_over_dns: true, keep: None, edits, zones, as_of, recorded }
    }

    /// The source of the situation without what was laid on top, where that is another one.
    pub(super) fn before(&self) -> Option<&dyn Source> {
        self.before.as_deref()
    }

    /// The zone files of that situation: none where something answers below them.
    pub(super) fn zones_before(&self) -> Vec<Arc<Zone>> {
        if self.is_over_dns { Vec::new() } else { self.zones.clone() }
    }

    /// The source to ask.
    pub(super) fn source(&self) -> &dyn Source {
        &*self.source
    }

    /// Writes what was answered, where `--record` asked for it.
    ///
    /// # Errors
    /// A [`Problem`] when the file cannot be written.
    pub(super) fn finish(&self) -> Result<(), Problem> {
        let Some(Keep { recorder, path }) = &self.keep else { return Ok(()) };
        let problem = |cause: Sentence| Problem::new("problem-output").with("file", path.display()).because(cause);
        let file = std::fs::File::create(path).map_err(|error| problem(Sentence::from(&error)))?;
        let recording = recorder.recording(self.as_of);
        recording.write(std::io::BufWriter::new(file)).map_err(|error| problem(Sentence::from(&error)))
    }
}

async fn live(args: &DnsArgs, config: &Config, pace: Pace) -> Result<Box<dyn Source>, Problem> {
    let named = if args.resolver.is_empty() { &config.resolver } else { &args.resolver };
    let mut specs = Vec::new();
    for text in named {
        let spec = ResolverSpec::parse(text)
            .map_err(|error| Problem::new("problem-resolver").with("text", text).because(&error))?;
        specs.push(spec);
    }
    let shown = named.join(", ");
    let source = live::resolvers(&specs, pace.timeout, &Trust::Public).await.map_err(|error| {
        let text = if shown.is_empty() { "system" } else { &shown };
        Problem::new("problem-resolver").with("text", text).because(&error)
    })?;
    Ok(Box::new(source))
}

/// Reads a zone file. One that does not say which zone it is, as name servers are told that by their own
/// configuration, is taken for that of `home`.
fn read_zone(path: &Path, home: Option<&DomainName>) -> Result<Arc<Zone>, Problem> {
    let read = |origin: Option<&DomainName>| {
        let zone = Zone::read(path, origin, Includes::InFolder);
        zone.map_err(|error| Problem::new("problem-zone").with("file", path.display()).because(&error.source))
    };
    let zone = read(None)?;
    let is_nameless = zone.errors.iter().any(|error| error.kind == ZoneErrorKind::NoZone);
    Ok(Arc::new(if is_nameless && home.is_some() { read(home)? } else { zone }))
}

/// The registrable domain that all of these names share: the zone that a file without a name is taken for.
pub(super) fn home(domains: impl IntoIterator<Item = impl AsRef<str>>) -> Option<DomainName> {
    let registrable =
        |text: _| settings::domain(AsRef::<str>::as_ref(&text)).ok().and_then(|domain| registrable_domain(&domain));
    let mut homes = domains.into_iter().map(registrable);
    let first = homes.next()??;
    homes.all(|home| home.as_ref() == Some(&first)).then_some(first)
}

fn read_recording(path: &Path) -> Result<Recording, Problem> {
    Recording::read(path).map_err(|error| Problem::new("problem-replay").with("file", path.display()).because(&error))
}

fn edits(args: &DnsArgs) -> Result<Vec<Edit>, Problem> {
    let problem = |text: &String, error: &EditError| Problem::new("problem-edit").with("text", text).because(error);
    let mut edits = Vec::new();
    for text in &args.set {
        edits.push(Edit::parse_set(text).map_err(|error| problem(text, &error))?);
    }
    for text in &args.unset {
        edits.push(Edit::parse_unset(text).map_err(|error| problem(text, &error))?);
    }
    Ok(edits)
}
