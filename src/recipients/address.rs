//! One line of a list: an address (RFC 5321 section 4.1.2, with the letters of RFC 6531 section 3.3), a
//! domain, a name with an address in angle brackets, several of these, or a row of a table.
//!
//! The part before the `@` is checked and not kept.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::name::DomainName;

/// Octets that the part before the `@` may have (RFC 5321 section 4.5.3.1.1).
const LOCAL_OCTETS: usize = 64;

/// What a line holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A recipient.
    To(Destination),
    /// Neither an address nor a domain.
    Broken,
}

/// Where the mail of a recipient goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To a domain.
    Domain(DomainName),
    /// To an address literal (RFC 5321 section 4.1.3).
    Literal,
}

/// Reads a line that is not empty: addresses with commas, semicolons or tabs between them or, where not every
/// column has an `@`, the first one that has and else the first.
pub fn read(line: &str) -> Vec<Entry> {
    let columns: Vec<_> = columns(line.trim()).into_iter().filter(|column| !column.is_empty()).collect();
    let has_at = |column: &&&str| column.contains('@');
    if columns.iter().all(|column| column.contains('@')) {
        return columns.into_iter().map(entry).collect();
    }
    columns.iter().find(has_at).or(columns.first()).map(|column| vec![entry(column)]).unwrap_or_default()
}

fn entry(column: &str) -> Entry {
    let column = unquoted(column);
    let text = in_brackets(&column).unwrap_or(&column).trim();
    let destination = match text.rsplit_once('@') {
        Some((local, domain)) if is_local(local) => destination(domain),
        Some(_) => None,
        None => domain(text).filter(|domain| domain.label_count() > 1).map(Destination::Domain),
    };
    destination.map_or(Entry::Broken, Entry::To)
}

/// True for a line that may be the heading of a table: words alone.
pub fn may_be_heading(line: &str) -> bool {
    !line.contains('@')
}

/// What stands between commas, semicolons and tabs outside quotes and brackets.
fn columns(line: &str) -> Vec<&str> {
    let (mut quoted, mut escaped, mut inside) = (false, false, false);
    let (mut columns, mut start) = (Vec::new(), 0);
    for (at, c) in line.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '<' | '[' if !quoted => inside = true,
            '>' | ']' if !quoted => inside = false,
            ',' | ';' | '\t' if !quoted && !inside => {
                columns.extend(line.get(start..at).map(str::trim));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    columns.extend(line.get(start..).map(str::trim));
    columns
}

/// A column without the quotes that a table puts around it, in which a quote is written twice.
fn unquoted(column: &str) -> String {
    let inner = column.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    // A quoted local part ends before the `@`.
    inner.map_or_else(|| column.to_owned(), |inner| inner.replace("\"\"", "\""))
}

/// The address behind a name.
fn in_brackets(column: &str) -> Option<&str> {
    let (_, address) = column.strip_suffix('>')?.rsplit_once('<')?;
    Some(address)
}

/// Whether a text may stand before the `@`: atoms with dots between them, or a quoted string.
fn is_local(text: &str) -> bool {
    if text.len() > LOCAL_OCTETS {
        return false;
    }
    match text.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').is_some_and(is_quoted_content),
        None => text.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_character)),
    }
}

fn is_atom_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || is_international(c)
}

/// What stands between the quotes: printable characters, `"` and `\` behind a backslash only.
fn is_quoted_content(text: &str) -> bool {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let is_fine = match c {
            '\\' => chars.next().is_some_and(|next| matches!(next, ' '..='~')),
            '"' => false,
            c => matches!(c, ' '..='~') || is_international(c),
        };
        if !is_fine {
            return false;
        }
    }
    true
}

/// Letters beyond ASCII; what came of octets that are no text is none.
fn is_international(c: char) -> bool {
    !c.is_ascii() && !c.is_control() && !c.is_whitespace() && c != char::REPLACEMENT_CHARACTER
}

fn destination(text: &str) -> Option<Destination> {
    match text.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').filter(|literal| is_literal(literal)).map(|_| Destination::Literal),
        None => domain(text).map(Destination::Domain),
    }
}

/// An IPv4 address, or an IPv6 address behind its tag; no other tag was ever registered.
fn is_literal(text: &str) -> bool {
    match text.split_once(':') {
        Some((tag, address)) => tag.eq_ignore_ascii_case("IPv6") && address.parse::<Ipv6Addr>().is_ok(),
        None => text.parse::<Ipv4Addr>().is_ok(),
    }
}

/// A host name: letters, digits and hyphens, none at the ends of a label; other letters become
/// A-labels.
fn domain(text: &str) -> Option<DomainName> {
    let is_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.' || is_international(c);
    if text.ends_with('.') || !text.chars().all(is_host) {
        return None;
    }
    let name = DomainName::parse(text).ok()?;
    let is_number = |label: &str| label.bytes().all(|octet| octet.is_ascii_digit());
    let is_whole = name.labels().all(|label| !label.starts_with('-') && !label.ends_with('-'));
    // A top level of digits is an address without its brackets.
    (is_whole && !name.labels().next_back().is_none_or(is_number)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain_of(line: &str) -> Option<String> {
        match read(line).as_slice() {
            [Entry::To(Destination::Domain(domain))] => Some(domain.to_string()),
            [Entry::To(Destination::Literal)] => Some("literal".to_owned()),
            [] | [Entry::Broken] | [_, _, ..] => None,
        }
    }

    #[test]
    fn recipients() {
        for (line, domain) in [
            ("ann@example.fr", "example.fr"),
            ("  Ann.Lee+news@Example.FR  ", "example.fr"),
            ("example.fr", "example.fr"),
            ("Ann <ann@example.fr>", "example.fr"),
            ("\"Lee, Ann\" <ann@example.fr>", "example.fr"),
            ("<ann@example.fr>", "example.fr"),
            ("ann@example.fr,Ann,Paris", "example.fr"),
            ("ann@example.fr;Ann", "example.fr"),
            ("Lee;Ann;ann@example.fr;Paris", "example.fr"),
            ("ann@example.fr;;", "example.fr"),
            ("ann@example.fr\tAnn", "example.fr"),
            ("\"ann@example.fr\",\"Ann\"", "example.fr"),
            ("\"\"\"ann lee\"\"@example.fr\",Ann", "example.fr"),
            ("\"ann lee\"@example.fr", "example.fr"),
            ("\"a@b,c;\\\"\"@example.fr", "example.fr"),
            ("zoë@example.fr", "example.fr"),
            ("ann@bücher.example", "xn--bcher-kva.example"),
            ("ann@xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("ann@localhost", "localhost"),
            ("ann@[192.0.2.1]", "literal"),
            ("ann@[IPv6:2001:db8::1]", "literal"),
        ] {
            assert_eq!(domain_of(line).as_deref(), Some(domain), "{line}");
        }
    }

    #[test]
    fn several_in_a_line() {
        assert_eq!(read("ann@example.fr; Bob <bob@example.com>").len(), 2);
        // A table with two addresses in a row: the first is taken for the recipient.
        assert_eq!(read("Ann,ann@example.fr,boss@example.com").len(), 1);
    }

    #[test]
    fn no_recipients() {
        let long = format!("{}@example.fr", "a".repeat(65));
        for line in [
            "ann",
            "ann@",
            "@example.fr",
            "ann@@example.fr",
            "ann lee@example.fr",
            ".ann@example.fr",
            "ann.@example.fr",
            "a..n@example.fr",
            "ann@example..fr",
            "ann@-example.fr",
            "ann@example_1.fr",
            "ann@example.fr.",
            "ann@192.0.2.1",
            "ann@[192.0.2.300]",
            "ann@[2001:db8::1]",
            "ann@[x:y]",
            "ann\"lee\"@example.fr",
            "\"ann\"lee\"@example.fr",
            "ann@exam ple.fr",
            "Ann <ann@example.fr",
            "\u{fffd}nn@example.fr",
            &long,
        ] {
            assert_eq!(read(line), [Entry::Broken], "{line}");
        }
    }
}
