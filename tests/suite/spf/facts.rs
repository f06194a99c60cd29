//! The facts of SPF for a whole domain.

use preflight::dns::answers::join;
use preflight::dns::{Answers, FailureKind, Need, RecordType};
use preflight::facts::spf::{Identity, SpfFacts, SpfState, gather_policy, gather_verdicts};
use preflight::facts::{Fact, Subject};
use preflight::name::DomainName;
use preflight::spf::macros::Letter;
use preflight::spf::outcome::SpfResult;
use preflight::stream::{MailFrom, Stream};

use crate::support::world::World;

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

fn subject(streams: Vec<Stream>) -> Subject {
    Subject {
        domain: name("example.com"),
        selectors: Vec::new(),
        declared: streams,
        zones: Vec::new(),
        blocklists: [].into(),
        as_of: "2026-11-21T09:00:00Z".parse().unwrap(),
    }
}

fn stream(mail_from: MailFrom, helo: Option<&str>, ips: &[&str]) -> Stream {
    Stream {
        name: "news".to_owned(),
        declared: true,
        mail_from,
        helo: helo.map(name),
        ips: ips.iter().map(|ip| ip.parse().unwrap()).collect(),
        ..Stream::inferred(&name("example.com"))
    }
}

/// What is published, and what receivers conclude for the declared streams.
fn gather(subject: &Subject, answers: &Answers) -> Result<SpfFacts, Need> {
    let verdicts = gather_verdicts(subject, &subject.declared, answers);
    let (policy, verdicts) = join((gather_policy(subject, answers), verdicts))?;
    Ok(SpfFacts { policy, verdicts })
}

fn mailbox(domain: &str) -> MailFrom {
    MailFrom::Mailbox { local: None, domain: name(domain) }
}

#[test]
fn a_domain_with_a_record() {
    let world = World::default()
        .txt("example.com", "v=spf1 ip4:192.0.2.0/24 include:spf.gone.example.net a:host.example.com exp=why.%{d} -all")
        .txt("why.example.com", "See %{d}.")
        .with("example.com", RecordType::Spf, "\"v=spf1 -all\"")
        .with("mail.example.com", RecordType::A, "192.0.2.1");
    let streams = vec![stream(mailbox("example.com"), Some("mail.example.com"), &["192.0.2.9/32", "198.51.100.0/24"])];
    let (facts, _) = world.solve(|answers| gather(&subject(streams.clone()), answers));
    assert_eq!(facts.policy.state, SpfState::Found);
    assert_eq!(facts.policy.census.known().unwrap().lookups, 2);
    assert_eq!(facts.policy.type99.known().unwrap().len(), 1);
    let explanation = facts.policy.explanation.unwrap();
    assert_eq!((explanation.name, explanation.texts.known().map(Vec::len)), (Some(name("why.example.com")), Some(1)));
    assert_eq!((facts.policy.texts.len(), facts.policy.chain.as_slice()), (1, &[][..]));
    let parent = &facts.policy.parents[&name("example.net")];
    assert_eq!((parent.names.as_slice(), &parent.exists), (&[name("spf.gone.example.net")][..], &Fact::Absent));
    assert_eq!(facts.policy.parents.len(), 1, "the domain's own parent exists");
    let results: Vec<_> = facts
        .verdicts
        .iter()
        .map(|verdict| (verdict.identity, verdict.network.to_string(), verdict.evaluation.result))
        .collect();
    assert_eq!(
        results,
        [
            (Identity::MailFrom, "192.0.2.9/32".to_owned(), SpfResult::Pass),
            (Identity::Helo, "192.0.2.9/32".to_owned(), SpfResult::None),
            (Identity::MailFrom, "198.51.100.0/24".to_owned(), SpfResult::Permerror),
            (Identity::Helo, "198.51.100.0/24".to_owned(), SpfResult::None),
        ]
    );
}

#[test]
fn a_record_at_the_wrong_name() {
    let world = World::default().txt("example.com", "v=spf1; -all").txt("example.com.example.com", "v=spf1 -all").fail(
        "_spf.example.com",
        RecordType::Txt,
        FailureKind::Servfail,
    );
    let (facts, _) = world.solve(|answers| gather(&subject(Vec::new()), answers));
    assert_eq!(facts.policy.state, SpfState::None);
    assert!(facts.policy.census.is_absent());
    assert_eq!(facts.policy.published.unwrap().near_misses.len(), 1);
    let found: Vec<_> = facts.policy.misplaced.iter().map(|(name, fact)| (name.as_str(), fact)).collect();
    assert!(matches!(found[0], ("_spf.example.com", Fact::Unknown(_))), "not looked is not absent");
    assert!(matches!(found[1], ("spf.example.com", Fact::Absent)));
    assert!(matches!(found[3], ("example.com.example.com", Fact::Known(_))));
}

#[test]
fn a_question_without_an_answer_is_undetermined() {
    let world = World::default().fail("example.com", RecordType::Txt, FailureKind::Timeout);
    let streams =
        vec![stream(mailbox("example.com"), None, &["192.0.2.9/32"]), stream(MailFrom::Null, None, &["192.0.2.9/32"])];
    let (facts, _) = world.solve(|answers| gather(&subject(streams.clone()), answers));
    assert!(matches!(facts.policy.state, SpfState::Undetermined(_)));
    assert!(matches!(facts.policy.census, Fact::Unknown(_)));
    assert_eq!(facts.verdicts.len(), 1, "a null MAIL FROM without HELO has no identity");
    let evaluation = &facts.verdicts[0].evaluation;
    assert_eq!(evaluation.result, SpfResult::Temperror);
    assert!(evaluation.known().is_err());
}

#[test]
fn what_the_stream_leaves_open_is_said() {
    let world = World::default().txt("example.com", "v=spf1 exists:%{l}.%{d} exists:%{h}.%{d} -all");
    let streams = vec![stream(mailbox("example.com"), None, &["192.0.2.9/32"])];
    let (facts, _) = world.solve(|answers| gather(&subject(streams.clone()), answers));
    assert_eq!(facts.verdicts[0].assumed, [Letter::LocalPart, Letter::Helo]);
    let local = MailFrom::Mailbox { local: Some("news".to_owned()), domain: name("example.com") };
    let streams = vec![stream(local, Some("mail.example.com"), &["192.0.2.9/32"])];
    let (facts, _) = world.solve(|answers| gather(&subject(streams.clone()), answers));
    assert_eq!(facts.verdicts[0].assumed, []);
}
