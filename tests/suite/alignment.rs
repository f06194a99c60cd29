//! The twelve rows of the alignment table: whole worlds, one declared stream each, and what DMARC comes
//! to under both generations. The cases of `fixtures/dmarc/alignment.yaml` try alignment by itself;
//! here SPF is evaluated and keys are read on the way there.

use std::time::Duration;

use preflight::cli::args::StreamArgs;
use preflight::cli::settings::Declared;
use preflight::dmarc::Generation;
use preflight::dmarc::align::{Path, Verdict, verdict};
use preflight::dmarc::discover::Discovered;
use preflight::facts::stream::{StreamFacts, verifies};
use preflight::facts::{Facts, Subject};
use preflight::name::DomainName;
use preflight::spf::outcome::SpfResult;

use crate::support::world::World;

const ADDRESS: &str = "192.0.2.1";
const KEY: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

/// What is declared, and what stands in DNS beside the policies.
#[derive(Default)]
struct Row {
    from: &'static str,
    mail_from: Option<&'static str>,
    helo: Option<&'static str>,
    /// The domain whose SPF passes the address.
    spf: &'static str,
    /// The signing domain, with a key.
    dkim: Option<&'static str>,
    policies: &'static [(&'static str, &'static str)],
}

const COMMON: &[(&str, &str)] = &[("_dmarc.example.com", "v=DMARC1; p=reject")];

impl Row {
    fn facts(&self) -> Facts {
        self.facts_of(&format!("v=spf1 ip4:{ADDRESS} -all"), KEY)
    }

    fn facts_of(&self, record: &str, key: &str) -> Facts {
        let mut world = World::default();
        if !self.spf.is_empty() {
            world = world.txt(self.spf, record);
        }
        if let Some(domain) = self.dkim {
            world = world.txt(&format!("s1._domainkey.{domain}"), key);
        }
        world = self.policies.iter().fold(world, |world, (name, text)| world.txt(name, text));
        let from = DomainName::parse(self.from).unwrap();
        let args = StreamArgs {
            ip: vec![ADDRESS.to_owned()],
            mail_from: self.mail_from.map(str::to_owned),
            helo: self.helo.map(str::to_owned),
            dkim: self.dkim.iter().map(|domain| format!("d={domain},s=s1")).collect(),
            ..StreamArgs::default()
        };
        let subject = Subject {
            declared: Declared::of(&args).unwrap().stream(&from).into_iter().collect(),
            selectors: Vec::new(),
            blocklists: [].into(),
            zones: Vec::new(),
            as_of: crate::support::worlds::AS_OF.parse().unwrap(),
            domain: from,
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(preflight::check::gather(&world, subject, Duration::from_secs(60))).0
    }

    /// The verdicts: RFC 7489 first, as the table has them.
    fn comes_to(&self) -> (Verdict, Verdict) {
        both(&self.facts())
    }
}

fn both(facts: &Facts) -> (Verdict, Verdict) {
    (dmarc(facts, Generation::Rfc7489), dmarc(facts, Generation::Rfc9989))
}

/// The DMARC result of the only stream.
fn dmarc(facts: &Facts, generation: Generation) -> Verdict {
    let [stream] = facts.streams.as_slice() else { panic!("one stream is declared") };
    let alignments = &facts.dmarc.streams[0];
    let spf = alignments
        .spf
        .iter()
        .map(|(_, aligned)| Path { passes: passes(stream, facts), aligned: aligned.get(generation).clone() });
    let dkim = alignments.dkim.iter().map(|(signature, aligned)| Path {
        passes: verifies(signature, &facts.dkim).one().copied(),
        aligned: aligned.get(generation).clone(),
    });
    let paths: Vec<_> = spf.chain(dkim).collect();
    verdict(facts.dmarc.authors[&alignments.from].policy.get(generation), &paths)
}

fn passes(stream: &StreamFacts, facts: &Facts) -> Option<bool> {
    stream.spf(facts).one().map(|result| *result == SpfResult::Pass)
}

const PASS: Verdict = Verdict::Pass;
const FAIL: Verdict = Verdict::Fail;

#[test]
fn row_01_the_domain_itself() {
    let row = Row { from: "example.com", spf: "example.com", policies: COMMON, ..Row::default() };
    assert_eq!(row.comes_to(), (PASS, PASS));
}

#[test]
fn row_02_a_child_relaxed() {
    let child = "child.example.com";
    let row = Row { from: "example.com", mail_from: Some(child), spf: child, policies: COMMON, ..Row::default() };
    assert_eq!(row.comes_to(), (PASS, PASS));
}

#[test]
fn row_03_a_child_strict() {
    let child = "child.example.com";
    let policies = &[("_dmarc.example.com", "v=DMARC1; p=reject; aspf=s")];
    let row = Row { from: "example.com", mail_from: Some(child), spf: child, policies, ..Row::default() };
    assert_eq!(row.comes_to(), (FAIL, FAIL));
}

#[test]
fn row_04_another_domain() {
    let other = "example.net";
    let row = Row { from: "child.example.com", mail_from: Some(other), spf: other, policies: COMMON, ..Row::default() };
    assert_eq!(row.comes_to(), (FAIL, FAIL));
}

#[test]
fn row_05_the_domain_above_signs() {
    let row = Row { from: "child.example.com", dkim: Some("example.com"), policies: COMMON, ..Row::default() };
    assert_eq!(row.comes_to(), (PASS, PASS));
}

#[test]
fn row_06_only_the_subdomain_has_a_record() {
    let row = Row {
        from: "news.example.com",
        mail_from: Some("bounce.esp.example.net"),
        spf: "bounce.esp.example.net",
        dkim: Some("example.com"),
        policies: &[("_dmarc.news.example.com", "v=DMARC1; p=reject")],
        ..Row::default()
    };
    assert_eq!(row.comes_to(), (PASS, FAIL));
}

#[test]
fn row_07_two_subdomains() {
    let row = Row {
        from: "shop.example.fr",
        mail_from: Some("em.example.fr"),
        spf: "em.example.fr",
        policies: &[("_dmarc.example.fr", "v=DMARC1; p=reject")],
        ..Row::default()
    };
    assert_eq!(row.comes_to(), (PASS, PASS));
}

#[test]
fn row_08_a_subdomain_that_cut_itself_off() {
    let row = Row {
        from: "shop.example.fr",
        mail_from: Some("em.example.fr"),
        spf: "em.example.fr",
        policies: &[
            ("_dmarc.shop.example.fr", "v=DMARC1; p=reject; psd=n"),
            ("_dmarc.example.fr", "v=DMARC1; p=reject"),
        ],
        ..Row::default()
    };
    assert_eq!(row.comes_to(), (PASS, FAIL));
}

#[test]
fn row_09_customers_of_a_private_suffix() {
    let other = "bar.github.io";
    let row = Row { from: "foo.github.io", mail_from: Some(other), spf: other, ..Row::default() };
    assert_eq!(row.comes_to(), (Verdict::None, Verdict::None));
}

#[test]
fn row_10_a_name_that_does_not_exist() {
    let row = Row {
        from: "a.b.example.com",
        policies: &[("_dmarc.example.com", "v=DMARC1; p=none; sp=quarantine; np=reject")],
        ..Row::default()
    };
    let facts = row.facts();
    let policy = |generation| match facts.dmarc.authors[&facts.subject.domain].policy.get(generation) {
        Discovered::Applies(applied) => applied.policy.as_str(),
        other => panic!("{other:?}"),
    };
    assert_eq!((policy(Generation::Rfc7489), policy(Generation::Rfc9989)), ("quarantine", "reject"));
    assert_eq!(both(&facts), (FAIL, FAIL));
}

#[test]
fn row_11_the_helo_name_stands_in_for_a_null_reverse_path_alone() {
    let helo = "mail.example.com";
    let row = Row {
        from: "example.com",
        mail_from: Some("<>"),
        helo: Some(helo),
        spf: helo,
        policies: COMMON,
        ..Row::default()
    };
    assert_eq!(row.comes_to(), (PASS, PASS));
    let row = Row { mail_from: Some("bounce.example.net"), ..row };
    assert_eq!(row.comes_to(), (FAIL, FAIL));
}

#[test]
fn row_12_a_key_in_test_mode_counts() {
    let row =
        Row { from: "example.com", spf: "example.com", dkim: Some("example.com"), policies: COMMON, ..Row::default() };
    let facts = row.facts_of("v=spf1 ~all", &format!("{KEY}; t=y"));
    assert_eq!(passes(&facts.streams[0], &facts), Some(false), "a softfail is no pass");
    assert_eq!(both(&facts), (PASS, PASS));
}

/// A row with nothing that authenticates fails, so that a pass above means something.
#[test]
fn nothing_passes_without_a_record() {
    let row = Row { from: "example.com", policies: COMMON, ..Row::default() };
    assert_eq!(row.comes_to(), (FAIL, FAIL));
    let revoked = Row { from: "example.com", dkim: Some("example.com"), policies: COMMON, ..Row::default() };
    assert_eq!(both(&revoked.facts_of("", "v=DKIM1; p=")), (FAIL, FAIL));
}
