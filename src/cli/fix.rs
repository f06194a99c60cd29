//! `preflight fix`: the plan of one domain, for people, for a tool that publishes it, or written to the zone files.

use std::collections::BTreeMap;
use std::path::Path;

use super::args::{FixArgs, Format, SerialArg, Tool};
use super::blocklists::Lists;
use super::config::Config;
use super::exit::Tally;
use super::run::{Run, Stop, block_on, to_json, told_zone_errors};
use super::settings::{self, Output, Problem};
use super::sink::{self, Sink, complain};
use super::sources::{self, Sources};
use crate::dmarc::discover::registrable_domain;
use crate::dns::{Answer, Question, RecordType, Source};
use crate::fix::output::zone_patch::{self, Patched, Serial, ZoneText};
use crate::fix::output::{self, Language, in_place};
use crate::fix::{Change, Plan, Scope};
use crate::i18n::{Lang, Texts};
use crate::name::DomainName;
use crate::report::sentences::part;
use crate::report::terminal::{self, Detail};
use crate::report::{Report, json};
use crate::values;
use crate::zone::Zone;
use crate::zone::files::{Folder, Includes, read_bounded};

/// Runs the command. The exit code is that of the check with every fix in place.
pub(super) fn run(args: &FixArgs, language: Lang) -> Result<u8, Stop> {
    let check = args.check();
    let config = Config::load(check.gate.config.as_deref())?;
    let output = Output::of(&check.output, config.lang.unwrap_or(language));
    let texts = Texts::of(output.lang);
    refuse_what_cannot_be_had(args)?;
    sink::refuse_inputs(&output, check.dns.files())?;
    let domain = settings::domain(&args.domain)?;
    let pace = settings::pace(check.dns.timeout, check.dns.deadline);
    block_on(async {
        let mut lists = Lists::of(&check, &config)?;
        let home = sources::home(&check.domains);
        let sources = Sources::open(&check.dns, &config, pace, std::mem::take(&mut lists.keys), home).await?;
        let mut run = Run::of(&check, config, output, lists, &sources)?;
        run.scope = if args.safe { Scope::Safe } else { Scope::All };
        let mut report = run.check(domain, &sources, pace.deadline).await;
        if report.plan.is_none() {
            report.plan = Some(run.plan(&report, &sources, pace.deadline).await);
        }
        let job = Job { args, run: &run, sources: &sources, report: &report, texts };
        let mut sink = if args.tool.is_some() { Sink::open_exact(&run.output)? } else { Sink::open(&run.output)? };
        let written = job.output().await;
        let written = written.and_then(|octets| sink.write_octets(&octets)).and_then(|()| job.write());
        sink.finish()?;
        written?;
        let mut tally = Tally { unreadable: told_zone_errors(&sources, texts), ..Tally::default() };
        let last = report.plan.as_ref().and_then(|plan| plan.after.as_deref());
        tally.count(last.unwrap_or(&report), &run.gate);
        sources.finish()?;
        Ok(tally.code(&run.gate))
    })?
}

/// Flags that say different things, or nothing together.
fn refuse_what_cannot_be_had(args: &FixArgs) -> Result<(), Problem> {
    let edits_files = args.write || args.tool == Some(Tool::Diff);
    let is_edited = !args.dns.set.is_empty() || !args.dns.unset.is_empty();
    let problem = match args.tool {
        Some(Tool::Diff) if args.dns.zone.is_empty() => "problem-fix-zone",
        Some(_) if args.output.format.is_some() => "problem-fix-format",
        _ if args.serial.is_some() && !edits_files => "problem-fix-serial",
        // The plan starts from what was laid over the file, which the file does not hold.
        _ if edits_files && is_edited => "problem-fix-edits",
        _ => return Ok(()),
    };
    Err(Problem::new(problem))
}

/// One plan on its way out.
struct Job<'a> {
    args: &'a FixArgs,
    run: &'a Run,
    sources: &'a Sources,
    report: &'a Report,
    texts: &'a Texts,
}

impl Job<'_> {
    /// What is printed.
    async fn output(&self) -> Result<Vec<u8>, Problem> {
        let Some(plan) = &self.report.plan else { return Ok(Vec::new()) };
        let text = match (self.args.tool, self.run.output.format) {
            (Some(Tool::Diff), _) => return self.diff(plan),
            (Some(tool), _) => {
                let notes = self.notes(plan);
                self.zones(plan).await.iter().fold(String::new(), |out, (zone, changes)| {
                    let gap = if out.is_empty() { "" } else { "\n" };
                    out + gap + &output::write(language(tool), zone, changes, &notes, self.texts)
                })
            }
            (None, Format::Terminal) => self.plan(plan),
            (None, Format::Json) => {
                serde_json::to_string_pretty(&json::report(self.report, self.texts)).unwrap_or_default() + "\n"
            }
            (None, Format::Jsonl) => to_json(&json::report(self.report, self.texts)) + "\n",
        };
        Ok(text.into_bytes())
    }

    /// The plan for people.
    fn plan(&self, plan: &Plan) -> String {
        let (width, detail) = (self.run.width, self.run.output.detail);
        let before = terminal::verdict_line(self.report, self.texts, width);
        if detail == Detail::Quiet {
            let after = plan.after.as_deref().map(|after| terminal::verdict_line(after, self.texts, width));
            return after.unwrap_or(before);
        }
        format!("{before}\n{}", terminal::fixes::whole(plan, self.report, self.texts, width))
    }

    /// What stands on top of a file for a tool: what is done, what to make sure of, and what it comes to.
    fn notes(&self, plan: &Plan) -> Vec<String> {
        let proved = match (plan.fixes.is_empty(), plan.proved) {
            (true, _) => "none",
            (false, true) => "yes",
            (false, false) => "no",
        };
        let mut notes = vec![self.texts.text(
            "fix-note",
            values! {
                "domain": self.report.facts.subject.domain.as_str(),
                "count": plan.fixes.len(),
                "proved": proved
            },
        )];
        for one in plan.fixes.iter().flat_map(|fix| &fix.parts) {
            let (what, review) = part(one, self.texts);
            notes.push(format!("- {what}"));
            notes.extend(
                review.map(|review| format!("  {}", self.texts.text("fix-review", values! {"review": review}))),
            );
        }
        notes
    }

    /// The changes by the zone that holds them: that of a zone file, else the nearest name with an SOA record.
    async fn zones(&self, plan: &Plan) -> BTreeMap<DomainName, Vec<Change>> {
        let mut zones: BTreeMap<DomainName, Vec<Change>> = BTreeMap::new();
        for change in plan.fixes.iter().flat_map(|fix| &fix.changes) {
            let zone = match self.zone_file(change) {
                Some((zone, _)) => zone.origin.clone(),
                None => apex(&change.name, self.sources.source()).await,
            };
            zones.entry(zone).or_default().push(change.clone());
        }
        if zones.is_empty() {
            zones.insert(apex(&self.report.facts.subject.domain, self.sources.source()).await, Vec::new());
        }
        zones
    }

    /// The zone file that holds a change, the deepest apex first.
    fn zone_file(&self, change: &Change) -> Option<(&Zone, &Path)> {
        let files = self.sources.zones.iter().zip(&self.args.dns.zone);
        let holding = files.filter(|(zone, _)| change.name.is_within(&zone.origin));
        let deepest = holding.max_by_key(|(zone, _)| zone.origin.label_count());
        deepest.map(|(zone, path)| (zone.as_ref(), path.as_path()))
    }

    /// The zone files as they are and as they are to be.
    fn patched(&self, plan: &Plan) -> Result<Vec<Edited<'_>>, Problem> {
        let mut edited = Vec::new();
        for (zone, path) in self.sources.zones.iter().zip(&self.args.dns.zone) {
            let holds = |change: &&Change| self.zone_file(change).is_some_and(|(held, _)| held.origin == zone.origin);
            let changes: Vec<_> = plan.fixes.iter().flat_map(|fix| &fix.changes).filter(holds).cloned().collect();
            let shown = path.display().to_string();
            let problem = |key: &'static str| Problem::new(key).with("file", &shown);
            let before = read_bounded(path).map_err(|error| problem("problem-zone").because(&error))?;
            let root = path.parent().unwrap_or(Path::new("")).to_path_buf();
            let files = Folder { root, includes: Includes::InFolder };
            let text = ZoneText { file: &shown, bytes: &before, origin: Some(&zone.origin), files: &files };
            let after = zone_patch::patch(&text, &changes, self.serial());
            let after = after.map_err(|error| problem("problem-patch").because(&error))?;
            // What still cannot be read may be the very record that the change breaks.
            if self.args.write && !after.is_whole {
                return Err(problem("problem-fix-unread"));
            }
            edited.push(Edited { path, before, after });
        }
        Ok(edited)
    }

    fn serial(&self) -> Serial {
        match self.args.serial {
            Some(SerialArg::Bump) => Serial::Bump { today: self.report.today() },
            Some(SerialArg::Keep) | None => Serial::Keep,
        }
    }

    fn diff(&self, plan: &Plan) -> Result<Vec<u8>, Problem> {
        let unified =
            |one: &Edited<'_>| zone_patch::unified(&one.path.display().to_string(), &one.before, &one.after.bytes);
        Ok(self.patched(plan)?.iter().flat_map(unified).collect())
    }

    /// Edits the zone files in place, where that was asked for: all of them can be edited, or none is.
    fn write(&self) -> Result<(), Problem> {
        let Some(plan) = self.report.plan.as_ref().filter(|_| self.args.write) else { return Ok(()) };
        if !plan.proved {
            return Err(Problem::new("problem-fix-unproved"));
        }
        for one in self.patched(plan)? {
            if one.before == one.after.bytes {
                continue;
            }
            let problem = |error: &in_place::WriteError| {
                Problem::new("problem-output").with("file", one.path.display()).because(error)
            };
            in_place::write(one.path, &one.before, &one.after.bytes).map_err(|error| problem(&error))?;
            let done = Problem::new("fix-written").with("file", one.path.display());
            complain(&done.text(self.texts));
        }
        Ok(())
    }
}

/// One zone file with its changes.
struct Edited<'a> {
    path: &'a Path,
    before: Vec<u8>,
    after: Patched,
}

fn language(tool: Tool) -> Language {
    match tool {
        Tool::Diff | Tool::Bind => Language::Bind,
        Tool::Nsupdate => Language::Nsupdate,
        Tool::Octodns => Language::OctoDns,
        Tool::Dnscontrol => Language::DnsControl,
        Tool::TerraformCloudflare => Language::Cloudflare,
        Tool::TerraformRoute53 => Language::Route53,
        Tool::TerraformOvh => Language::Ovh,
    }
}

/// The zone that a name stands in: the nearest name at or above it with an SOA record, else its registrable domain.
async fn apex(name: &DomainName, source: &dyn Source) -> DomainName {
    let held = registrable_domain(name).unwrap_or_else(|| name.clone());
    for at in std::iter::successors(Some(name.clone()), DomainName::parent).take_while(|at| at.is_within(&held)) {
        let answer = source.ask(&Question::new(at.clone(), RecordType::Soa)).await;
        if matches!(&answer, Answer::Records(set) if set.chain.is_empty()) {
            return at;
        }
    }
    held
}
