//! SPF records: what mail-auth and decon-spf judge otherwise than RFC 7208.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_auth::common::parse::TxtRecordParser;

use super::{Aspect, Cause, Heard, Reader};
use crate::spf::record::{MECHANISMS, Record};

/// Each way in which one of them differs; sections are those of RFC 7208.
pub(super) static CAUSES: [Cause; 29] = [
    // An unknown word passes for an unknown modifier (section 4.6.1).
    Cause { reader: Reader::MailAuth, code: "unknown-word", changes: &[Aspect::TooLax], holds: has_unknown_word },
    // A modifier may bear a qualifier (section 4.6.1).
    Cause {
        reader: Reader::MailAuth,
        code: "qualified-modifier",
        changes: &[Aspect::TooLax],
        holds: has_qualified_modifier,
    },
    // Octets outside US-ASCII are taken (section 3.1).
    Cause {
        reader: Reader::MailAuth,
        code: "not-ascii",
        changes: &[Aspect::TooLax],
        holds: |record| !record.is_ascii(),
    },
    // White space other than SP separates terms (section 12).
    Cause {
        reader: Reader::MailAuth,
        code: "white-space",
        changes: &[Aspect::TooLax],
        holds: |record| record.contains(['\t', '\n', '\r', '\u{c}']),
    },
    // White space may stand before the version (section 4.5).
    Cause {
        reader: Reader::MailAuth,
        code: "leading-space",
        changes: &[Aspect::TooLax],
        holds: |record| record.starts_with(' '),
    },
    // The last label of a domain is not checked (section 7.1).
    Cause { reader: Reader::MailAuth, code: "top-label", changes: &[Aspect::TooLax], holds: has_bad_domain_end },
    // A qualifier may stand alone (section 4.6.1).
    Cause { reader: Reader::MailAuth, code: "lone-qualifier", changes: &[Aspect::TooLax], holds: has_lone_qualifier },
    // An IPv6 address may lack groups (section 5.6).
    Cause { reader: Reader::MailAuth, code: "short-ip6", changes: &[Aspect::TooLax], holds: has_short_ip6 },
    // A slash inside a domain is refused (section 7.1, macro-literal).
    Cause {
        reader: Reader::MailAuth,
        code: "slash-in-domain",
        changes: &[Aspect::TooStrict],
        holds: |record| arguments(record, &["include", "exists"]).any(|domain| domain.contains('/')),
    },
    // A modifier with the name of a mechanism is refused (section 6, unknown-modifier).
    Cause {
        reader: Reader::MailAuth,
        code: "mechanism-as-modifier",
        changes: &[Aspect::TooStrict],
        holds: has_mechanism_as_modifier,
    },
    // A prefix length out of range is made to fit (section 5.6).
    Cause { reader: Reader::MailAuth, code: "prefix", changes: &[Aspect::TooLax], holds: has_bad_prefix },
    // An octet of an IPv4 address may be out of range or have a leading zero (section 5.6).
    Cause { reader: Reader::MailAuth, code: "ip4-octet", changes: &[Aspect::TooLax], holds: has_bad_octet },
    // A macro of zero parts, or one that does not end, is taken (section 7.3).
    Cause { reader: Reader::MailAuth, code: "macro", changes: &[Aspect::TooLax], holds: has_bad_macro },
    // A modifier may have any name (section 6).
    Cause { reader: Reader::MailAuth, code: "modifier-name", changes: &[Aspect::TooLax], holds: has_bad_modifier_name },
    // An unknown modifier without a value is refused (section 6, macro-string).
    Cause {
        reader: Reader::MailAuth,
        code: "empty-modifier",
        changes: &[Aspect::TooStrict],
        holds: |record| terms(record).any(|term| delimiter(term) == Some('=') && term.ends_with('=')),
    },
    // More than 512 characters are refused (section 3.4 only advises).
    Cause {
        reader: Reader::DeconSpf,
        code: "length",
        changes: &[Aspect::TooStrict],
        holds: |record| record.len() > 512,
    },
    // Capitals in the version or in a name are refused (section 4.6.1, ABNF).
    Cause { reader: Reader::DeconSpf, code: "capitals", changes: &[Aspect::TooStrict], holds: has_capitals },
    // Unknown modifiers and exp are refused (section 6).
    Cause {
        reader: Reader::DeconSpf,
        code: "unknown-modifier",
        changes: &[Aspect::TooStrict],
        holds: |record| terms(record).any(|term| delimiter(term) == Some('=') && name(term) != "redirect"),
    },
    // A domain of a, mx or ptr with an underscore in front or a hyphen is refused (section 7.1).
    Cause {
        reader: Reader::DeconSpf,
        code: "domain-characters",
        changes: &[Aspect::TooStrict],
        holds: |record| {
            arguments(record, &["a", "mx"]).any(|domain| domain.starts_with('_'))
                || arguments(record, &["ptr"]).any(|domain| domain.contains('-'))
        },
    },
    // No space is asked for behind the version (section 4.5).
    Cause {
        reader: Reader::DeconSpf,
        code: "version-glued",
        changes: &[Aspect::TooLax],
        holds: |record| record.strip_prefix("v=spf1").is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' ')),
    },
    // Any Unicode white space separates terms (section 12).
    Cause {
        reader: Reader::DeconSpf,
        code: "unicode-space",
        changes: &[Aspect::TooLax],
        holds: |record| record.contains(|c: char| c != ' ' && c.is_whitespace()),
    },
    // The last label of a domain is not checked (section 7.1).
    Cause { reader: Reader::DeconSpf, code: "decon-top-label", changes: &[Aspect::TooLax], holds: has_bad_domain_end },
    // A mechanism is found in the middle of a word (section 4.6.1).
    Cause {
        reader: Reader::DeconSpf,
        code: "mechanism-in-word",
        changes: &[Aspect::TooLax],
        holds: |record| {
            let starts =
                |term: &str| ["include:", "ip4:", "ip6:"].iter().any(|start| unqualified(term).find(start) > Some(0));
            terms(record).any(starts)
        },
    },
    // A word that holds a second version is skipped (section 4.6.1).
    Cause {
        reader: Reader::DeconSpf,
        code: "second-version",
        changes: &[Aspect::TooLax],
        holds: |record| terms(record).any(|term| term.contains("v=spf1")),
    },
    // A prefix length of a host is not checked (section 5.6).
    Cause { reader: Reader::DeconSpf, code: "decon-prefix", changes: &[Aspect::TooLax], holds: has_bad_prefix },
    // Macros are not read (section 7).
    Cause { reader: Reader::DeconSpf, code: "macro-unread", changes: &[Aspect::TooLax], holds: has_bad_macro },
    // Redirect may bear a qualifier, and a mechanism an equals sign (section 4.6.1).
    Cause {
        reader: Reader::DeconSpf,
        code: "decon-qualified-modifier",
        changes: &[Aspect::TooLax],
        holds: has_qualified_modifier,
    },
    // A word that only begins like a, mx or ptr is taken (section 4.6.1).
    Cause {
        reader: Reader::DeconSpf,
        code: "word-beginning",
        changes: &[Aspect::TooLax],
        holds: |record| {
            let begins =
                |term: &str| ["a", "mx", "ptr"].iter().any(|start| name(term).to_ascii_lowercase().starts_with(start));
            terms(record).any(|term| begins(term) && !is_mechanism(name(term)) && delimiter(term) != Some('='))
        },
    },
    // An IPv6 prefix length alone is refused (section 5.3).
    Cause {
        reader: Reader::DeconSpf,
        code: "ip6-prefix-alone",
        changes: &[Aspect::TooStrict],
        holds: |record| terms(record).any(|term| ["a", "mx"].contains(&name(term)) && unqualified(term).contains("//")),
    },
];

/// The longest record that decon-spf reads; it refuses a longer one unread.
const DECON_OCTETS: usize = 512;

/// Asks one of them.
pub(super) fn hear(reader: Reader, text: &[u8]) -> Heard {
    let accepts = match reader {
        Reader::MailAuth => mail_auth::spf::Spf::parse(text).is_ok(),
        Reader::DeconSpf => decon_accepts(text),
    };
    Heard::of(accepts, Record::parse(text).errors.is_empty())
}

/// Only its parser is asked: `all()` and `redirect()` answer wrongly or panic.
fn decon_accepts(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    // It works with regular expressions and slices, and other parts of it do panic: a panic on a record
    // that somebody else wrote must cost the opinion, not the run. Nothing is shared with it.
    text.len() <= DECON_OCTETS
        && catch_unwind(AssertUnwindSafe(|| text.parse::<decon_spf::Spf<String>>().is_ok())).unwrap_or(false)
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
