//! Predictions: the grammar of receiver rules, the rules themselves, and what may be called certain.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use preflight::dmarc::Generation;
use preflight::predict::condition::{Points, World};
use preflight::predict::logic::{Possible, Truth};
use preflight::predict::receivers::Receivers;
use preflight::predict::rules::{Action, Receiver, Stage};
use preflight::predict::vocabulary::{
    DkimAligned, DkimVerdict, DmarcPolicy, DmarcRecord, DmarcVerdict, Fact, FactValue, FromMx, HeloAddress, HeloForm,
    HeloMatches, IpFamily, MailFromMx, PtrConfirmed, PtrGeneric, PtrRecord, SpfAligned, SpfPermissive, SpfRecord,
    SpfVerdict, Value,
};
use preflight::predict::written::RuleError;
use preflight::predict::{Ask, BranchAnswer, Certainty, Outcome, Prediction, Situation, predict};
use proptest::prelude::*;

static KNOWN: LazyLock<Vec<Receiver>> = LazyLock::new(|| Receivers::default().all());

const TODAY: Date = date(2026, 11, 21);

fn only<T: FactValue>(situation: &mut Situation, value: T) {
    situation.set(&Possible::only(value));
}

/// A stream with everything in order.
fn healthy() -> Situation {
    let mut situation = of_unknown_volume();
    situation.set_volume(0);
    situation
}

/// The same, where nobody said how much it sends.
fn of_unknown_volume() -> Situation {
    let mut situation = Situation::new();
    only(&mut situation, SpfRecord::Found);
    only(&mut situation, SpfVerdict::Pass);
    only(&mut situation, SpfAligned::Yes);
    only(&mut situation, DkimVerdict::Pass);
    only(&mut situation, DkimAligned::Yes);
    only(&mut situation, DmarcRecord::Valid);
    only(&mut situation, DmarcPolicy::Reject);
    only(&mut situation, SpfPermissive::No);
    only(&mut situation, MailFromMx::Exists);
    only(&mut situation, FromMx::Exists);
    only(&mut situation, IpFamily::Ipv4);
    only(&mut situation, PtrRecord::Present);
    only(&mut situation, PtrConfirmed::Yes);
    only(&mut situation, PtrGeneric::No);
    only(&mut situation, HeloForm::Fqdn);
    only(&mut situation, HeloAddress::Exists);
    only(&mut situation, HeloMatches::Yes);
    for fact in Fact::ALL {
        // What nobody looked up predicts nothing.
        if let Some(unasked) = fact.value("unasked") {
            for generation in Generation::ALL {
                situation.set_values_under(generation, Possible::only(unasked));
            }
        }
    }
    situation
}

fn with(change: impl FnOnce(&mut Situation)) -> Situation {
    let mut situation = healthy();
    change(&mut situation);
    situation
}

/// One fact as a condition sees it.
struct One(Possible<Value>);

impl World for One {
    fn fact(&self, fact: Fact) -> Possible<Value> {
        assert_eq!(fact, self.0.kind());
        self.0
    }

    fn scores(&self, _: Points) -> Truth {
        Truth::Unknown
    }
}

/// Facts as a condition sees them; those that are not named may be anything.
struct Several(Vec<Possible<Value>>);

impl World for Several {
    fn fact(&self, fact: Fact) -> Possible<Value> {
        self.0.iter().find(|known| known.kind() == fact).copied().unwrap_or_else(|| fact.unknown())
    }

    fn scores(&self, _: Points) -> Truth {
        Truth::Unknown
    }
}

/// A receiver with the rules that a test is about.
fn receiver(generation: &str, rules: &str) -> Receiver {
    let text =
        format!("[receiver]\nid = \"r\"\nname = \"R\"\nkind = \"mailbox\"\nmx = []\ndmarc = \"{generation}\"\n{rules}");
    Receiver::parse("r.toml", &text).unwrap_or_else(|error| panic!("{error}"))
}

fn rule(id: &str, when: &str, action: &str, stage: &str) -> String {
    format!(
        "[[rule]]\nid = \"r-{id}\"\nwhen = {when}\naction = \"{action}\"\nstage = \"{stage}\"\n\
         confidence = \"documented\"\nsource = \"test\"\nchecked = 2026-11-21\n"
    )
}

fn one(situation: &Situation, receiver: &Receiver) -> Prediction {
    let mut predictions = predict(situation, [receiver], TODAY);
    assert_eq!(predictions.len(), 1);
    predictions.remove(0)
}

fn by(id: &str, situation: &Situation) -> Prediction {
    one(situation, KNOWN.iter().find(|receiver| receiver.id == id).unwrap_or_else(|| panic!("no receiver {id}")))
}

fn rule_of(prediction: &Prediction) -> &str {
    prediction.rule.as_ref().map_or("", |rule| rule.id.as_str())
}

// The grammar.

#[test]
fn every_atom_is_true_false_or_unknown() {
    for fact in Fact::ALL.iter().copied() {
        assert_eq!(Fact::parse(fact.as_str()), Some(fact));
        for value in fact.values().iter().copied() {
            assert_eq!((value.fact(), fact.value(value.as_str())), (fact, Some(value)));
            let rules = rule("is", &format!("\"{fact} == {value}\""), "reject", "end_of_data")
                + &rule("not", &format!("\"{fact} != {value}\""), "reject", "end_of_data");
            let parsed = receiver("rfc7489", &rules);
            let truths = |possible| [0, 1].map(|at| parsed.rules[at].when.truth(&One(possible)));
            assert_eq!(truths(Possible::only(value)), [Truth::True, Truth::False], "{fact} {value}");
            assert_eq!(truths(fact.unknown()), [Truth::Unknown; 2], "{fact} {value}");
            let others = Possible::any_of(fact.values().iter().copied().filter(|other| *other != value)).unwrap();
            assert_eq!(truths(others), [Truth::False, Truth::True], "{fact} {value}");
        }
    }
}

#[test]
fn all_and_any_nest() {
    let when = r#"{ any = ["spf.verdict == pass", { all = ["dkim.verdict == pass", "dkim.aligned == yes"] }] }"#;
    let parsed = receiver("rfc7489", &rule("nested", when, "junk", "post_accept"));
    assert_eq!(parsed.rules[0].when.facts(), BTreeSet::from([Fact::SpfVerdict, Fact::DkimVerdict, Fact::DkimAligned]));
    let outcome = |spf, dkim, aligned| {
        let situation = with(|s| {
            only(s, spf);
            only(s, dkim);
            only(s, aligned);
        });
        one(&situation, &parsed).outcome
    };
    assert_eq!(outcome(SpfVerdict::Pass, DkimVerdict::Fail, DkimAligned::No), Outcome::Junk);
    assert_eq!(outcome(SpfVerdict::Fail, DkimVerdict::Pass, DkimAligned::Yes), Outcome::Junk);
    assert_eq!(outcome(SpfVerdict::Fail, DkimVerdict::Pass, DkimAligned::No), Outcome::None);
}

#[test]
fn a_settled_part_keeps_nothing_open() {
    let when = r#"{ all = ["spf.verdict == pass", { any = ["mail_from.mx == exists", "dkim.verdict == pass"] }] }"#;
    let parsed = receiver("rfc7489", &rule("open", when, "reject", "end_of_data"));
    let fact = Several(vec![Possible::only(MailFromMx::Exists.into())]);
    assert_eq!(parsed.rules[0].when.facts_with(Truth::Unknown, &fact), BTreeSet::from([Fact::SpfVerdict]));
    assert_eq!(parsed.rules[0].when.facts_with(Truth::True, &fact), BTreeSet::from([Fact::MailFromMx]));
}

#[test]
fn errors_name_file_and_line() {
    let head = "[receiver]\nid = \"r\"\nname = \"R\"\nkind = \"mailbox\"\nmx = []\ndmarc = \"rfc7489\"\n\n";
    let good = rule("a", "\"spf.verdict == fail\"", "reject", "end_of_data");
    for (text, line, message) in [
        (head.replace("mx = []", "mx = []\nMX = 1") + &good, 6, "unknown field"),
        (head.replace("rfc7489", "rfc822"), 6, "unknown variant"),
        (format!("{head}{good}colour = 1\n"), 16, "unknown field"),
        (format!("{head}{}", good.replace("spf.verdict", "spf.result")), 10, "unknown fact `spf.result`"),
        (format!("{head}{}", good.replace("== fail", "== failed")), 10, "never `failed`"),
        (format!("{head}{}", good.replace("== fail", "= fail")), 10, "`=` compares nothing"),
        (format!("{head}{}", good.replace("== fail", "fail")), 10, "not of the form"),
        (format!("{head}{}", good.replace("\"spf.verdict == fail\"", "{ none = [] }")), 10, "unknown field"),
        (format!("{head}{}", good.replace("\"spf.verdict == fail\"", "{ all = [] }")), 10, "no conditions"),
        (format!("{head}{}", good.replace("\"reject\"", "\"bounce\"")), 11, "unknown variant"),
        (format!("{head}{}", good.replace("2026-11-21", "2026-11-21T10:00:00")), 15, "not a day"),
        (format!("{head}{good}{good}"), 17, "two rules `r-a`"),
        (format!("{head}{}", good.replace("r-a", "q-a")), 9, "does not start with"),
        (format!("{head}{good}reply = {{ code = 450 }}\n"), 9, "does not fit the action"),
        (format!("{head}{good}reply = {{ status = \"4.7.1\" }}\n"), 9, "does not fit the action"),
        (format!("{head}{good}reply = {{ text = \"{{who}}\" }}\n"), 9, "another placeholder"),
        (format!("{head}{good}scope = {{ above = \"much\" }}\n"), 16, "unpublished"),
        (format!("{head}{good}scope = {{ below = 1 }}\n"), 16, "unknown field"),
        (format!("{head}{}reply = {{ code = 550 }}\n", good.replace("reject", "junk")), 9, "no reply"),
        (head.replace("id = \"r\"", "id = \"r"), 2, ""),
    ] {
        let error: RuleError = Receiver::parse("r.toml", &text).expect_err(&text);
        assert!(error.message.contains(message), "{error}\nin\n{text}");
        assert_eq!((error.file.as_str(), error.line), ("r.toml", line), "{error}\nin\n{text}");
    }
}

// The rules that ship.

#[test]
fn a_stream_in_order_is_refused_by_nobody() {
    for receiver in KNOWN.iter() {
        let prediction = one(&healthy(), receiver);
        let expected = if receiver.rules.is_empty() { Outcome::NoPublishedRule } else { Outcome::None };
        assert_eq!((prediction.outcome, prediction.certainty), (expected, Certainty::Certain), "{}", receiver.id);
        assert!(prediction.rule.is_none() && prediction.needs.is_empty() && prediction.earlier.is_empty());
    }
}

#[test]
fn replies_are_those_of_the_source() {
    let reply = |id: &str, situation: &Situation| by(id, situation).rule.unwrap().reply;
    let unsigned = with(|s| {
        only(s, SpfVerdict::None);
        only(s, DkimVerdict::Fail);
    });
    let gmail = reply("gmail", &unsigned).unwrap();
    assert_eq!((gmail.code, gmail.status.as_deref()), (Some(550), Some("5.7.26")));
    let text = gmail.filled(|name| (name == "{ip}").then_some("192.0.2.1")).unwrap();
    assert!(text.contains("[192.0.2.1]") && text.contains("[{mailfrom_domain}]"), "{text}");
    // Orange publishes that it may refuse, and no reply.
    assert_eq!(reply("orange", &with(|s| only(s, DkimVerdict::Fail))), None);
    let quarantine = with(|s| {
        only(s, SpfAligned::No);
        only(s, DkimAligned::No);
        only(s, DmarcPolicy::Quarantine);
    });
    assert_eq!(reply("outlook", &quarantine).unwrap().text, None);
}

#[test]
fn a_rule_is_silent_before_its_day() {
    let situation = with(|s| {
        only(s, SpfVerdict::None);
        only(s, DkimVerdict::Fail);
    });
    let gmail = KNOWN.iter().find(|receiver| receiver.id == "gmail").unwrap();
    let on = |day| rule_of(&predict(&situation, [gmail], day)[0]).to_owned();
    assert_eq!(on(date(2024, 2, 1)), "gmail-unauthenticated");
    assert_ne!(on(date(2024, 1, 31)), "gmail-unauthenticated");
}

// What a prediction says.

#[test]
fn volume_decides_for_bulk_rules() {
    let mut situation = with(|s| only(s, DkimVerdict::Fail));
    assert_eq!(by("outlook", &situation).outcome, Outcome::None);
    situation.set_volume(5_000);
    let bulk = by("outlook", &situation);
    assert_eq!((bulk.outcome, bulk.certainty), (Outcome::Reject, Certainty::Certain));
    assert!(bulk.needs.is_empty());

    let mut open = of_unknown_volume();
    only(&mut open, DkimVerdict::Fail);
    let unknown = by("outlook", &open);
    assert_eq!((unknown.outcome, unknown.certainty), (Outcome::Reject, Certainty::Possible));
    let [need] = unknown.needs.as_slice() else { panic!("{:?}", unknown.needs) };
    assert_eq!((need.ask, need.ask.as_str()), (Ask::Volume, "--volume"));
    let branches: Vec<_> = need.branches.iter().map(|b| (b.answer.clone(), b.outcome, b.certainty)).collect();
    assert_eq!(
        branches,
        [
            (BranchAnswer::Volume(0), Outcome::None, Certainty::Certain),
            (BranchAnswer::Volume(5_000), Outcome::Reject, Certainty::Certain),
        ]
    );
}

#[test]
fn an_unknown_signature_shows_both_branches() {
    let situation = with(|s| {
        only(s, SpfVerdict::None);
        only(s, SpfRecord::Missing);
        s.set(&Possible::any_of([DkimVerdict::Pass, DkimVerdict::Fail]).unwrap());
        // Nor is it known who would sign; a selector that is named is one of the Author Domain.
        s.set(&Possible::any_of([DkimAligned::Yes, DkimAligned::No]).unwrap());
    });
    let gmail = by("gmail", &situation);
    assert_eq!((gmail.outcome, gmail.certainty), (Outcome::Reject, Certainty::Possible));
    assert_eq!(gmail.because, BTreeSet::from([Fact::SpfVerdict]));
    let [need] = gmail.needs.as_slice() else { panic!("{:?}", gmail.needs) };
    assert_eq!(need.ask, Ask::Selector);
    let branches: Vec<_> = need.branches.iter().map(|b| (b.answer.clone(), b.outcome, b.rule.as_deref())).collect();
    assert_eq!(
        branches,
        [
            (BranchAnswer::Values(vec![DkimVerdict::Pass.into()]), Outcome::None, None),
            (BranchAnswer::Values(vec![DkimVerdict::Fail.into()]), Outcome::Reject, Some("gmail-unauthenticated")),
        ]
    );
    let status = need.branches[1].reply.as_ref().and_then(|reply| reply.status.as_deref());
    assert_eq!(status, Some("5.7.26"));
}

#[test]
fn an_unknown_address_asks_for_one() {
    let situation = with(|s| {
        only(s, DkimVerdict::Fail);
        s.set(&Possible::any_of([SpfVerdict::Pass, SpfVerdict::Softfail, SpfVerdict::Neutral]).unwrap());
    });
    let gmail = by("gmail", &situation);
    let [need] = gmail.needs.as_slice() else { panic!("{:?}", gmail.needs) };
    assert_eq!((need.ask, need.branches.len()), (Ask::Ip, 2));
    let refused = need.branches.iter().find(|branch| branch.outcome == Outcome::Reject).unwrap();
    let values = vec![SpfVerdict::Neutral.into(), SpfVerdict::Softfail.into()];
    assert_eq!((&refused.answer, refused.certainty), (&BranchAnswer::Values(values), Certainty::Certain));
}

#[test]
fn an_unknown_reverse_path_asks_for_one() {
    let situation = with(|s| {
        only(s, DkimVerdict::Fail);
        s.set(&Possible::any_of([SpfAligned::Yes, SpfAligned::No]).unwrap());
    });
    let needs: Vec<_> = by("gmail", &situation).needs.iter().map(|need| need.ask).collect();
    assert_eq!(needs, [Ask::MailFrom]);
}

#[test]
fn the_earliest_certain_refusal_answers() {
    let rules = rule("late", "\"spf.verdict != pass\"", "reject", "end_of_data")
        + &rule("early", "\"spf.record == missing\"", "reject", "mail_from")
        + &rule("perhaps", "\"dkim.verdict != pass\"", "reject", "connect")
        + &rule("slow", "\"spf.verdict != pass\"", "defer", "connect")
        + &rule("junk", "\"spf.verdict != pass\"", "junk", "post_accept")
        + &rule("never", "\"spf.verdict == pass\"", "reject", "connect");
    let parsed = receiver("rfc7489", &rules);
    let situation = with(|s| {
        only(s, SpfRecord::Missing);
        only(s, SpfVerdict::None);
        s.set(&Possible::any_of([DkimVerdict::Pass, DkimVerdict::Fail]).unwrap());
    });
    let prediction = one(&situation, &parsed);
    assert_eq!((prediction.outcome, prediction.certainty), (Outcome::Reject, Certainty::Certain));
    assert_eq!(rule_of(&prediction), "r-early");
    assert_eq!(prediction.earlier, ["r-perhaps", "r-slow"]);
    assert_eq!(prediction.then, ["r-late", "r-junk"]);
    assert_eq!(prediction.rule.map(|rule| rule.stage), Some(Stage::MailFrom));
}

#[test]
fn graver_outcomes_that_are_open_make_lighter_ones_possible() {
    let rules = rule("junk", "\"spf.verdict != pass\"", "junk", "post_accept")
        + &rule("slow", "\"dkim.verdict != pass\"", "defer", "end_of_data")
        + &rule("score", "\"spf.record == missing\"", "score", "post_accept");
    let parsed = receiver("rfc7489", &rules);
    let open = |dkim: &[DkimVerdict]| {
        let situation = with(|s| {
            only(s, SpfVerdict::None);
            only(s, SpfRecord::Missing);
            s.set(&Possible::any_of(dkim.iter().copied()).unwrap());
        });
        let prediction = one(&situation, &parsed);
        (prediction.outcome, prediction.certainty)
    };
    assert_eq!(open(&[DkimVerdict::Pass]), (Outcome::Junk, Certainty::Certain));
    assert_eq!(open(&[DkimVerdict::Pass, DkimVerdict::Fail]), (Outcome::Junk, Certainty::Possible));
    assert_eq!(open(&[DkimVerdict::Fail]), (Outcome::Defer, Certainty::Certain));
    let scored = with(|s| only(s, SpfRecord::Missing));
    assert_eq!(one(&scored, &parsed).outcome, Outcome::Score);
}

#[test]
fn an_unpublished_threshold_is_never_certain() {
    let rules =
        rule("bulk", "\"spf.verdict != pass\"", "reject", "end_of_data") + "scope = { above = \"unpublished\" }\n";
    let parsed = receiver("rfc7489", &rules);
    let mut situation = with(|s| only(s, SpfVerdict::Fail));
    situation.set_volume(1_000_000);
    let prediction = one(&situation, &parsed);
    assert_eq!((prediction.outcome, prediction.certainty), (Outcome::Reject, Certainty::Possible));
}

#[test]
fn the_generation_of_the_receiver_counts() {
    let when = r#"{ all = ["dmarc.verdict == fail", "dmarc.policy == reject"] }"#;
    let rules = rule("dmarc", when, "reject", "end_of_data");
    // Aligned for RFC 7489 alone.
    let situation = with(|s| {
        only(s, SpfVerdict::Fail);
        s.set_under(Generation::Rfc9989, &Possible::only(DkimAligned::No));
    });
    let by_generation = |generation| {
        let prediction = one(&situation, &receiver(generation, &rules));
        (prediction.outcome, prediction.certainty)
    };
    assert_eq!(by_generation("rfc7489"), (Outcome::None, Certainty::Certain));
    assert_eq!(by_generation("rfc9989"), (Outcome::Reject, Certainty::Certain));
    assert_eq!(by_generation("unknown"), (Outcome::Reject, Certainty::Possible));
}

#[test]
fn no_rules_are_no_acceptance() {
    let prediction = one(&Situation::new(), &receiver("unknown", ""));
    assert_eq!((prediction.outcome.as_str(), prediction.needs.len()), ("no_published_rule", 0));
}

#[test]
fn a_question_without_an_answer_is_undetermined() {
    let situation = with(|s| {
        only(s, DkimVerdict::Fail);
        s.set(&Possible::any_of(SpfVerdict::ALL.iter().copied()).unwrap());
        s.hangs(Fact::SpfVerdict);
    });
    let gmail = by("gmail", &situation);
    assert_eq!(gmail.outcome, Outcome::Undetermined);
    assert_eq!(gmail.undetermined, BTreeSet::from([Fact::SpfVerdict]));
    assert!(gmail.needs.is_empty(), "{:?}", gmail.needs);

    // What does not hang on it stays certain.
    let orange = by(
        "orange",
        &with(|s| {
            only(s, MailFromMx::Missing);
            s.set(&Possible::any_of(SpfVerdict::ALL.iter().copied()).unwrap());
            s.hangs(Fact::SpfVerdict);
        }),
    );
    assert_eq!((orange.outcome, orange.certainty), (Outcome::Reject, Certainty::Certain));
    assert!(orange.undetermined.is_empty());
}

#[test]
fn assumptions_that_matter_are_named() {
    let mut situation = healthy();
    situation.assume(Fact::DkimVerdict, "dkim:s1");
    situation.assume(Fact::SpfRecord, "spf:found");
    assert!(by("gmail", &situation).assumes.is_empty(), "SPF passes and is aligned: the signature does not matter");
    only(&mut situation, SpfVerdict::None);
    assert_eq!(by("gmail", &situation).assumes, BTreeSet::from(["dkim:s1".to_owned()]));
}

#[test]
fn a_dmarc_result_follows_from_the_rest() {
    let verdict =
        |situation: &Situation| situation.possible(Generation::Rfc9989, Fact::DmarcVerdict).iter().collect::<Vec<_>>();
    assert_eq!(verdict(&healthy()), [DmarcVerdict::Pass.into()]);
    let neither = with(|s| {
        only(s, SpfVerdict::Fail);
        only(s, DkimAligned::No);
    });
    assert_eq!(verdict(&neither), [DmarcVerdict::Fail.into()]);
    let no_record = with(|s| {
        only(s, DmarcRecord::Unusable);
        s.set(&Possible::any_of(DmarcPolicy::ALL.iter().copied()).unwrap());
    });
    assert_eq!(verdict(&no_record), [DmarcVerdict::None.into()]);
    let no_policy = with(|s| {
        only(s, DmarcRecord::NoPolicy);
        s.set(&Possible::any_of(DmarcPolicy::ALL.iter().copied()).unwrap());
    });
    assert_eq!(no_policy.possible(Generation::Rfc7489, Fact::DmarcPolicy).known(), Some(DmarcPolicy::None.into()));
    assert_eq!(verdict(&Situation::new()).len(), 3);
}

// Soundness.

/// Some of the values of every fact, under each generation on its own where they may differ.
fn situations() -> impl Strategy<Value = Situation> {
    let facts: Vec<_> = Fact::ALL
        .iter()
        .map(|fact| {
            let values = fact.values().to_vec();
            let some = proptest::sample::subsequence(values.clone(), 1..=values.len());
            // These follow from the rest.
            let follows = matches!(fact, Fact::DmarcPolicy | Fact::DmarcVerdict);
            let some = if follows { Just(values).boxed() } else { some.boxed() };
            (some.clone(), some, proptest::bool::weighted(0.5))
        })
        .collect();
    let volume = proptest::option::of(prop_oneof![Just(0u64), Just(5_000), Just(50_000)]);
    let hanging = proptest::sample::subsequence(Fact::ALL.to_vec(), 0..3);
    (facts, volume, hanging).prop_map(|(facts, volume, hanging)| {
        let mut situation = Situation::new();
        for (fact, (new, old, same)) in Fact::ALL.iter().zip(facts) {
            let differs = matches!(fact, Fact::SpfAligned | Fact::DkimAligned | Fact::DmarcRecord);
            let old = if same || !differs { new.clone() } else { old };
            for (generation, values) in [(Generation::Rfc9989, new), (Generation::Rfc7489, old)] {
                let possible = Possible::any_of(values).expect("at least one");
                situation.set_values_under(generation, possible);
            }
        }
        // What has no name has no name that could be confirmed, or look like a pool.
        if situation.possible(Generation::Rfc9989, Fact::PtrRecord).known() == Some(PtrRecord::Missing.into()) {
            only(&mut situation, PtrConfirmed::No);
            only(&mut situation, PtrGeneric::No);
        }
        if let Some(volume) = volume {
            situation.set_volume(volume);
        }
        hanging.into_iter().for_each(|fact| situation.hangs(fact));
        situation
    })
}

/// Picks one of the values that every fact may still have, as the facts picked before leave it.
fn completed(situation: &Situation, picks: &[usize]) -> Situation {
    let mut picks = picks.iter().cycle();
    let mut pick = |of: usize| picks.next().map_or(0, |pick| pick % of);
    let mut done = situation.clone();
    for fact in Fact::ALL.iter().copied() {
        let first = pick(840);
        for generation in Generation::ALL {
            let open: Vec<_> = done.possible(generation, fact).iter().collect();
            // One fact that does not hang on the generation has one value.
            let at = if situation.possible(Generation::Rfc9989, fact) == situation.possible(Generation::Rfc7489, fact) {
                first
            } else {
                pick(840)
            };
            done.set_values_under(generation, Possible::only(open[at % open.len()]));
        }
    }
    if done.volume().is_none() {
        done.set_volume([0, 5_000, 50_000][pick(3)]);
    }
    done
}

/// A receiver that does a little of everything, with neither volume nor generation settled.
static MIXED: LazyLock<Receiver> = LazyLock::new(|| {
    let rules = rule("junk", "\"spf.verdict != pass\"", "junk", "post_accept")
        + &rule("slow", "\"dkim.verdict != pass\"", "defer", "end_of_data")
        + &rule("score", "\"mail_from.mx == null\"", "score", "post_accept")
        + &rule("dmarc", r#"{ all = ["dmarc.verdict == fail", "dmarc.policy != none"] }"#, "reject", "end_of_data")
        + &rule("bulk", "\"spf.record == several\"", "reject", "mail_from")
        + "scope = { above = 5000 }\n";
    receiver("unknown", &rules)
});

/// A receiver that counts, with values that exclude each other, rules over several facts, and bonuses.
static COUNTING: LazyLock<Receiver> = LazyLock::new(|| {
    let counted =
        |id: &str, when: &str, points: &str| rule(id, when, "score", "end_of_data") + &format!("points = {points}\n");
    let rules = counted("fail", "\"spf.verdict == fail\"", "4.0")
        + &counted("softfail", "\"spf.verdict == softfail\"", "2.5")
        + &counted("not-pass", "\"spf.verdict != pass\"", "1.0")
        + &counted("signed", "\"dkim.verdict == pass\"", "-1.5")
        + &counted("dmarc", r#"{ all = ["dmarc.verdict == fail", "dmarc.policy == reject"] }"#, "3")
        + &counted("helo", "\"helo.form != fqdn\"", "2")
        + "may = true\n"
        + &rule("much", "\"score >= 6\"", "reject", "end_of_data")
        + &rule("some", "\"score >= 2.5\"", "junk", "post_accept");
    receiver("rfc7489", &rules)
});

/// Some of the receivers, and those of the test.
fn some_receivers() -> impl Strategy<Value = Vec<&'static Receiver>> {
    let known: Vec<_> = KNOWN.iter().collect();
    proptest::sample::subsequence(known, 5).prop_map(|mut some| {
        some.extend([&*MIXED, &*COUNTING]);
        some
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// What is certain with facts open is what comes out however they are filled, and a rule that
    /// makes a refusal certain still applies.
    #[test]
    fn what_is_certain_holds_for_every_completion(
        situation in situations(),
        receivers in some_receivers(),
        completions in proptest::collection::vec(proptest::collection::vec(0usize..840, 80), 6),
    ) {
        for receiver in receivers {
            let open = one(&situation, receiver);
            for picks in &completions {
                holds(&open, &completed(&situation, picks), receiver)?;
            }
        }
    }

    /// The same with up to three facts open, and every completion of them: where two differ, the open
    /// prediction says that it is possible, and where all agree on a refusal, one of them is told.
    #[test]
    fn every_completion_of_a_few_open_facts(
        situation in situations(),
        receivers in some_receivers(),
        picks in proptest::collection::vec(0usize..840, 80),
        at in proptest::collection::btree_set(0usize..100, 1..4),
        volume_is_open in proptest::bool::ANY,
    ) {
        let full = completed(&situation, &picks);
        for receiver in receivers {
            let facts: Vec<Fact> =
                receiver.rules.iter().flat_map(|rule| rule.when.facts()).collect::<BTreeSet<_>>().into_iter().collect();
            if facts.is_empty() {
                continue;
            }
            let chosen: BTreeSet<_> = at.iter().map(|at| facts[at % facts.len()]).collect();
            let completions = enumerated(&full, &chosen, volume_is_open);
            let open = one(&opened(&full, &chosen, volume_is_open), receiver);
            let mut outcomes = BTreeSet::new();
            for completion in &completions {
                holds(&open, completion, receiver)?;
                let closed = one(completion, receiver);
                outcomes.insert((closed.outcome, closed.certainty));
            }
            if outcomes.iter().map(|(outcome, _)| outcome).collect::<BTreeSet<_>>().len() > 1 {
                prop_assert_eq!(open.certainty, Certainty::Possible, "{} of {:?}", receiver.id, outcomes);
            }
            if outcomes.iter().any(|(outcome, _)| *outcome == Outcome::Reject) {
                prop_assert_eq!(open.outcome, Outcome::Reject, "{} of {:?}", receiver.id, outcomes);
            }
        }
    }

    /// Every branch of a question is what a run with that answer says.
    #[test]
    fn branches_are_what_the_answer_gives(situation in situations(), receivers in some_receivers()) {
        for receiver in receivers {
            for need in one(&situation, receiver).needs {
                prop_assert!(need.branches.len() >= 2);
                for branch in need.branches {
                    let BranchAnswer::Volume(messages) = branch.answer else { continue };
                    let mut answered = situation.clone();
                    answered.set_volume(messages);
                    let then = one(&answered, receiver);
                    prop_assert_eq!((then.outcome, then.certainty), (branch.outcome, branch.certainty));
                }
            }
        }
    }
}

/// What an open prediction says of a situation in which nothing is open any more.
fn holds(open: &Prediction, full: &Situation, receiver: &Receiver) -> Result<(), TestCaseError> {
    let closed = one(full, receiver);
    if open.certainty == Certainty::Certain {
        prop_assert_eq!(open.outcome, closed.outcome, "{} in {:?}", receiver.id, full);
        if open.outcome == Outcome::Reject {
            prop_assert_eq!(closed.certainty, Certainty::Certain);
            let still = |id: &str| rule_of(&closed) == id || closed.then.iter().any(|then| then == id);
            prop_assert!(still(rule_of(open)), "{} is gone in {:?}", rule_of(open), closed);
        }
    }
    // Nothing comes out of a completion that the open prediction did not leave room for.
    if open.outcome == Outcome::None {
        prop_assert_eq!(closed.outcome, Outcome::None);
    }
    prop_assert!(closed.undetermined.is_empty(), "{:?}", closed);
    Ok(())
}

/// The same with these facts, and what follows from them, open.
fn opened(full: &Situation, facts: &BTreeSet<Fact>, volume: bool) -> Situation {
    let mut open = Situation::new();
    if let Some(messages) = full.volume().filter(|_| !volume) {
        open.set_volume(messages);
    }
    for fact in Fact::ALL.iter().copied() {
        for generation in Generation::ALL {
            let follows = matches!(fact, Fact::DmarcPolicy | Fact::DmarcVerdict);
            let possible = full.possible(generation, fact);
            let is_open = follows || facts.contains(&fact);
            open.set_values_under(generation, if is_open { fact.unknown() } else { possible });
        }
    }
    open
}

/// Every way to fill what [`opened`] opens.
fn enumerated(full: &Situation, facts: &BTreeSet<Fact>, volume: bool) -> Vec<Situation> {
    let mut ways = vec![opened(full, facts, volume)];
    for fact in Fact::ALL.iter().copied() {
        for generation in Generation::ALL {
            ways = ways
                .iter()
                .flat_map(|way| {
                    way.possible(generation, fact).iter().map(|value| {
                        let mut filled = way.clone();
                        filled.set_values_under(generation, Possible::only(value));
                        filled
                    })
                })
                // A fact that is not about alignment or policy is the same for both generations.
                .filter(|way| {
                    let value = |generation| way.possible(generation, fact).known();
                    let differs = matches!(
                        fact,
                        Fact::SpfAligned
                            | Fact::DkimAligned
                            | Fact::DmarcRecord
                            | Fact::DmarcPolicy
                            | Fact::DmarcVerdict
                    );
                    let [new, old] = [value(Generation::Rfc9989), value(Generation::Rfc7489)];
                    differs || new.is_none() || old.is_none() || new == old
                })
                .collect();
        }
    }
    let volumes: &[Option<u64>] = if volume { &[Some(0), Some(5_000), Some(50_000)] } else { &[None] };
    let ways = ways.into_iter().flat_map(|way| {
        volumes.iter().map(move |messages| {
            let mut sent = way.clone();
            messages.iter().for_each(|messages| sent.set_volume(*messages));
            sent
        })
    });
    ways.take(4_000).collect()
}

#[test]
fn actions_are_ordered_by_weight() {
    assert!(Action::Reject > Action::Defer && Action::Defer > Action::Junk && Action::Junk > Action::Score);
}
