//! mail-auth and decon-spf read the records of real domains beside us. Where one of them judges
//! differently, a cause says why; each cause is a predicate on the record, shown to hold on a small
//! example on which the other really does judge differently.
//!
//! Of decon-spf only `parse` is used: its `all()` and `redirect()` answer wrongly or panic.

use std::collections::BTreeMap;

use mail_auth::common::parse::TxtRecordParser;
use preflight::spf::record::{MECHANISMS, Record};

use super::records::lines;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Peer {
    MailAuth,
    DeconSpf,
}

impl Peer {
    fn accepts(self, record: &str) -> bool {
        match self {
            Self::MailAuth => mail_auth::spf::Spf::parse(record.as_bytes()).is_ok(),
            Self::DeconSpf => record.parse::<decon_spf::Spf<String>>().is_ok(),
        }
    }
}

/// Why a peer judges differently.
struct Cause {
    peer: Peer,
    /// Whether it refuses what the RFC allows, or accepts what the RFC refuses.
    is_too_strict: bool,
    what: &'static str,
    holds: fn(&str) -> bool,
    /// A record on which it holds and the peer is wrong.
    example: &'static str,
    /// A record on which it does not hold and all agree.
    counterexample: &'static str,
}

const CAUSES: [Cause; 19] = [
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "an unknown word passes for an unknown modifier (4.6.1)",
        holds: has_unknown_word,
        example: "v=spf1 ipv4:192.0.2.1 -all",
        counterexample: "v=spf1 ip4:192.0.2.1 x=y -all",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "a modifier may bear a qualifier (4.6.1)",
        holds: has_qualified_modifier,
        example: "v=spf1 ~allMS=ms1",
        counterexample: "v=spf1 ~all MS=ms1",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "octets outside US-ASCII are taken (3.1)",
        holds: |record| !record.is_ascii(),
        example: "v=spf1 include:example.com\u{a0}-all",
        counterexample: "v=spf1 include:example.com -all",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "white space other than SP separates terms (12)",
        holds: |record| record.contains(['\t', '\n', '\r', '\u{c}']),
        example: "v=spf1\ta -all",
        counterexample: "v=spf1 a  -all ",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "white space may stand before the version (4.5)",
        holds: |record| record.starts_with(' '),
        example: " v=spf1 -all",
        counterexample: "v=spf1 -all",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "the last label of a domain is not checked (7.1)",
        holds: has_bad_domain_end,
        example: "v=spf1 a:192.0.2.1 -all",
        counterexample: "v=spf1 a:example.com/24 include:%{d} -all",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "a qualifier may stand alone (4.6.1)",
        holds: has_lone_qualifier,
        example: "v=spf1 + -all",
        counterexample: "v=spf1 +a -all",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "an IPv6 address may lack groups (5.6)",
        holds: has_short_ip6,
        example: "v=spf1 ip6:2001:db8:1:2:215:5dff:fea3 -all",
        counterexample: "v=spf1 ip6:2001:db8::1/64 ip6:1:2:3:4:5:6:7:8 -all",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: true,
        what: "a slash inside a domain is refused (7.1, macro-literal)",
        holds: |record| arguments(record, &["include", "exists"]).any(|domain| domain.contains('/')),
        example: "v=spf1 include:://example.com ~all",
        counterexample: "v=spf1 include:example.com ~all",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: true,
        what: "a modifier with the name of a mechanism is refused (6, unknown-modifier)",
        holds: has_mechanism_as_modifier,
        example: "v=spf1 ip4=192.0.2.1 ~all",
        counterexample: "v=spf1 ip4:192.0.2.1 ~all",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: true,
        what: "more than 512 characters are refused (3.4 only advises)",
        holds: |record| record.len() > 512,
        example: concat!(
            "v=spf1 include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com ",
            "include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com ",
            "include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com ",
            "include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com ",
            "include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com ",
            "include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com -all"
        ),
        counterexample: "v=spf1 include:example.com -all",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: true,
        what: "capitals in the version or in a name are refused (4.6.1, ABNF)",
        holds: has_capitals,
        example: "v=spf1 Include:example.com -all",
        counterexample: "v=spf1 include:EXAMPLE.com -all",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: true,
        what: "unknown modifiers and exp are refused (6)",
        holds: |record| terms(record).any(|term| delimiter(term) == Some('=') && name(term) != "redirect"),
        example: "v=spf1 ~all google-site-verification=x",
        counterexample: "v=spf1 redirect=example.com",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: true,
        what: "a domain of a, mx or ptr with an underscore in front or a hyphen is refused (7.1)",
        holds: |record| {
            arguments(record, &["a", "mx"]).any(|domain| domain.starts_with('_'))
                || arguments(record, &["ptr"]).any(|domain| domain.contains('-'))
        },
        example: "v=spf1 a:_spf.example.com ptr:mail-out.example.net -all",
        counterexample: "v=spf1 a:spf.example.com ptr:mail.example.net -all",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: false,
        what: "no space is asked for behind the version (4.5)",
        holds: |record| record.strip_prefix("v=spf1").is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' ')),
        example: "v=spf1include:example.com -all",
        counterexample: "v=spf1 include:example.com -all",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: false,
        what: "any Unicode white space separates terms (12)",
        holds: |record| record.contains(|c: char| c != ' ' && c.is_whitespace()),
        example: "v=spf1 a\u{a0}-all",
        counterexample: "v=spf1 a -all",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: false,
        what: "the last label of a domain is not checked (7.1)",
        holds: has_bad_domain_end,
        example: "v=spf1 include:192.0.2.1 -all",
        counterexample: "v=spf1 include:example.com -all",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: false,
        what: "a mechanism is found in the middle of a word (4.6.1)",
        holds: |record| {
            let starts =
                |term: &str| ["include:", "ip4:", "ip6:"].iter().any(|start| unqualified(term).find(start) > Some(0));
            terms(record).any(starts)
        },
        example: "v=spf1 ~all+ip4:192.0.2.1",
        counterexample: "v=spf1 ~include:example.com +ip4:192.0.2.1",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: false,
        what: "a word that holds a second version is skipped (4.6.1)",
        holds: |record| terms(record).any(|term| term.contains("v=spf1")),
        example: "v=spf1 ~allv=spf1 ~all",
        counterexample: "v=spf1 ~all",
    },
];

#[test]
fn every_cause_holds_where_the_peer_is_wrong_and_only_there() {
    for cause in &CAUSES {
        let Cause { peer, is_too_strict, what, holds, example, counterexample } = cause;
        let ours = Record::parse(example.as_bytes()).errors.is_empty();
        assert!(holds(example), "{what}: {example}");
        assert_eq!((ours, peer.accepts(example)), (*is_too_strict, !is_too_strict), "{what}: {example}");
        assert!(!holds(counterexample), "{what}: {counterexample}");
        assert!(Record::parse(counterexample.as_bytes()).errors.is_empty(), "{counterexample}");
        assert!(peer.accepts(counterexample), "{counterexample}");
    }
}

#[test]
fn every_disagreement_over_real_records_has_a_cause() {
    let lines = lines("records-wild/spf.jsonl");
    let mut counts: BTreeMap<(Peer, &str), usize> = BTreeMap::new();
    let mut unexplained = Vec::new();
    for line in &lines {
        let errors = Record::parse(line.record.as_bytes()).errors;
        for peer in [Peer::MailAuth, Peer::DeconSpf] {
            if peer.accepts(&line.record) == errors.is_empty() {
                continue;
            }
            let mut causes = CAUSES
                .iter()
                .filter(|cause| {
                    cause.peer == peer && cause.is_too_strict == errors.is_empty() && (cause.holds)(&line.record)
                })
                .peekable();
            if causes.peek().is_none() {
                unexplained.push(format!("{peer:?} on {}: {:?}: {errors:?}", line.id, line.record));
            }
            for cause in causes {
                *counts.entry((peer, cause.what)).or_default() += 1;
            }
        }
    }
    println!("{} records of real domains", lines.len());
    for ((peer, what), count) in counts {
        println!("{count:4} {peer:?}: {what}");
    }
    println!("{:4} without a cause", unexplained.len());
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
}

/// The words behind the version.
fn terms(record: &str) -> impl Iterator<Item = &str> {
    record.split_whitespace().skip(1)
}

fn unqualified(term: &str) -> &str {
    term.strip_prefix(['+', '-', '~', '?']).unwrap_or(term)
}

/// The name of a term, as written.
fn name(term: &str) -> &str {
    let term = unqualified(term);
    term.split([':', '/', '=']).next().unwrap_or(term)
}

/// What ends the name.
fn delimiter(term: &str) -> Option<char> {
    unqualified(term).chars().find(|c| matches!(c, ':' | '/' | '='))
}

fn is_mechanism(name: &str) -> bool {
    MECHANISMS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// What stands behind `:` in the mechanisms with these names.
fn arguments<'a>(record: &'a str, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
    terms(record).filter_map(move |term| {
        let has_name = names.iter().any(|known| known.eq_ignore_ascii_case(name(term)));
        let argument = unqualified(term).get(name(term).len()..)?.strip_prefix(':')?;
        has_name.then_some(argument)
    })
}

fn has_unknown_word(record: &str) -> bool {
    terms(record).any(|term| !name(term).is_empty() && !is_mechanism(name(term)) && delimiter(term) != Some('='))
}

fn has_qualified_modifier(record: &str) -> bool {
    terms(record).any(|term| unqualified(term) != term && delimiter(term) == Some('='))
}

fn has_lone_qualifier(record: &str) -> bool {
    terms(record).any(|term| matches!(term, "+" | "-" | "~" | "?"))
}

fn has_mechanism_as_modifier(record: &str) -> bool {
    terms(record).any(|term| is_mechanism(name(term)) && delimiter(term) == Some('='))
}

fn has_short_ip6(record: &str) -> bool {
    arguments(record, &["ip6"]).any(|argument| {
        let address = argument.split('/').next().unwrap_or(argument);
        !address.contains("::") && address.split(':').count() < 8
    })
}

fn has_capitals(record: &str) -> bool {
    let has = |text: &str| text.contains(|c: char| c.is_ascii_uppercase());
    record.split_whitespace().next().is_some_and(has) || terms(record).any(|term| has(name(term)))
}

/// A domain that ends neither in a macro nor in a dot and a possible top-level label.
fn has_bad_domain_end(record: &str) -> bool {
    let redirects = terms(record).filter_map(|term| term.strip_prefix("redirect="));
    arguments(record, &["include", "a", "mx", "exists", "ptr"]).chain(redirects).any(|domain| {
        let domain = domain.split('/').next().unwrap_or(domain);
        if domain.ends_with('}') {
            return false;
        }
        let domain = domain.strip_suffix('.').unwrap_or(domain);
        let Some((_, label)) = domain.rsplit_once('.') else { return true };
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !label.chars().all(inner)
            || label.chars().all(|c| c.is_ascii_digit())
            || label.starts_with('-')
            || label.ends_with('-')
    })
}
