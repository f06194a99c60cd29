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

const CAUSES: [Cause; 29] = [
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
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "a prefix length out of range is made to fit (5.6)",
        holds: has_bad_prefix,
        example: "v=spf1 ip4:192.0.2.1/33 -all",
        counterexample: "v=spf1 ip4:192.0.2.1/32 a/24 -all",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "an octet of an IPv4 address may be out of range or have a leading zero (5.6)",
        holds: has_bad_octet,
        example: "v=spf1 ip4:192.0.2.256 -all",
        counterexample: "v=spf1 ip4:192.0.2.255/24 -all",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "a macro of zero parts, or one that does not end, is taken (7.3)",
        holds: has_bad_macro,
        example: "v=spf1 exists:%{s0} -all",
        counterexample: "v=spf1 exists:%{s1r-}.example.com -all",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: false,
        what: "a modifier may have any name (6)",
        holds: has_bad_modifier_name,
        example: "v=spf1 1up=foo",
        counterexample: "v=spf1 up1=foo",
    },
    Cause {
        peer: Peer::MailAuth,
        is_too_strict: true,
        what: "an unknown modifier without a value is refused (6, macro-string)",
        holds: |record| terms(record).any(|term| delimiter(term) == Some('=') && term.ends_with('=')),
        example: "v=spf1 -all x=",
        counterexample: "v=spf1 -all x=y",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: false,
        what: "a prefix length of a host is not checked (5.6)",
        holds: has_bad_prefix,
        example: "v=spf1 a:example.com//129 -all",
        counterexample: "v=spf1 a:example.com/24 -all",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: false,
        what: "macros are not read (7)",
        holds: has_bad_macro,
        example: "v=spf1 exists:%{x} -all",
        counterexample: "v=spf1 exists:%{i}.example.com -all",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: false,
        what: "redirect may bear a qualifier, and a mechanism an equals sign (4.6.1)",
        holds: has_qualified_modifier,
        example: "v=spf1 ?redirect=example.com",
        counterexample: "v=spf1 redirect=example.com",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: false,
        what: "a word that only begins like a, mx or ptr is taken (4.6.1)",
        holds: |record| {
            let begins =
                |term: &str| ["a", "mx", "ptr"].iter().any(|start| name(term).to_ascii_lowercase().starts_with(start));
            terms(record).any(|term| begins(term) && !is_mechanism(name(term)) && delimiter(term) != Some('='))
        },
        example: "v=spf1 mx-out.example.com -all",
        counterexample: "v=spf1 mx:mx1.example.com -all",
    },
    Cause {
        peer: Peer::DeconSpf,
        is_too_strict: true,
        what: "an IPv6 prefix length alone is refused (5.3)",
        holds: |record| terms(record).any(|term| ["a", "mx"].contains(&name(term)) && unqualified(term).contains("//")),
        example: "v=spf1 a//96 -all",
        counterexample: "v=spf1 a/24 -all",
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
    let files = ["records-wild/spf.jsonl", "records-from-tests/spf.jsonl", "record-vectors/spf.jsonl"];
    let lines: Vec<_> = files.into_iter().flat_map(lines).collect();
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
    println!("{} records of real domains and of other projects", lines.len());
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
    let modifiers = ["redirect=", "exp="];
    let of_modifiers = terms(record).filter_map(|term| modifiers.iter().find_map(|start| term.strip_prefix(start)));
    arguments(record, &["include", "a", "mx", "exists", "ptr"]).chain(of_modifiers).any(|domain| {
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

/// A prefix length that is missing, too large for its family, or written with a leading zero.
fn has_bad_prefix(record: &str) -> bool {
    terms(record).any(|term| {
        let Some((_, prefix)) = term.split_once('/') else { return false };
        let most = if name(term).eq_ignore_ascii_case("ip6") { 128 } else { 32 };
        let is_bad = |digits: &str, most: u32| {
            digits.is_empty()
                || (digits.len() > 1 && digits.starts_with('0'))
                || digits.parse().is_ok_and(|value: u32| value > most)
        };
        match prefix.split_once('/') {
            Some((four, six)) => (!four.is_empty() && is_bad(four, most)) || is_bad(six, 128),
            None => is_bad(prefix, most),
        }
    })
}

fn has_bad_octet(record: &str) -> bool {
    arguments(record, &["ip4"]).any(|argument| {
        let address = argument.split('/').next().unwrap_or(argument);
        address.split('.').any(|octet| octet.parse::<u8>().is_err() || (octet.len() > 1 && octet.starts_with('0')))
    })
}

/// A `%` that begins nothing, a macro that does not end, has no such letter, or asks for no parts.
fn has_bad_macro(record: &str) -> bool {
    record.split('%').skip(1).any(|rest| match rest.split_once('}') {
        Some((body, _)) if body.starts_with('{') => {
            let letter = body.chars().nth(1);
            let digits: String = body.chars().skip(2).take_while(char::is_ascii_digit).collect();
            let is_zero = !digits.is_empty() && digits.chars().all(|digit| digit == '0');
            is_zero || !letter.is_some_and(|letter| "slodipvh".contains(letter.to_ascii_lowercase()))
        }
        Some(_) | None => !rest.is_empty() && !rest.starts_with(['_', '-']),
    })
}

fn has_bad_modifier_name(record: &str) -> bool {
    terms(record).any(|term| {
        let is_name = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_alphabetic())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        };
        delimiter(term) == Some('=') && !is_name(name(term))
    })
}
