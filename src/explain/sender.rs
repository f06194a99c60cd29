//! Who sent the mail, where a bounce says it: the domain whose DNS would tell why.
//!
//! Logs name the envelope sender, some receivers the domain or the address that they judged, and a
//! notification brings the header of the message back. The texts around them are data
//! (`patterns/*.toml`). Of an address of a person nothing is kept but its domain.

use std::net::IpAddr;

use super::patterns;
use crate::name::DomainName;

/// What a bounce says of the sender.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sender {
    /// The domain: that of the From field, of the envelope sender, or the one that the receiver names.
    pub domain: Option<DomainName>,
    /// The address that the mail came from, as the receiver names it.
    pub address: Option<IpAddr>,
}

/// The longest address there is (RFC 5321 section 4.5.3.1).
const LONGEST: usize = 320;

impl Sender {
    /// What a line or a reply says of the sender.
    pub fn of_text(text: &str) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        let files = patterns::files();
        let named = |forms: &[&str]| forms.iter().filter_map(|form| between(&text, form)).next().map(str::to_owned);
        Self {
            domain: files.iter().filter_map(|file| named(file.sender)).find_map(|name| domain(&name)),
            address: files.iter().filter_map(|file| named(file.client)).find_map(|name| name.parse().ok()),
        }
    }

    /// What the header of a returned message says: the domain of its From field.
    pub fn of_header(header: &str) -> Self {
        let mut from: Option<String> = None;
        for line in header.lines().take_while(|line| !line.trim().is_empty()) {
            match (&mut from, line.starts_with([' ', '\t'])) {
                (Some(from), true) => from.push_str(line.trim_end()),
                (Some(_), false) => break,
                (None, _) => from = field(line, "from:").map(str::to_owned),
            }
        }
        let domain = from.as_deref().and_then(|from| {
            let at = from.rfind('@')?;
            let behind = from.get(at + 1..)?;
            let end = behind.find(|c: char| c.is_whitespace() || matches!(c, '>' | ')' | '"' | ',' | ';'));
            domain(behind.get(..end.unwrap_or(behind.len()))?)
        });
        Self { domain, address: None }
    }

    /// This, and from `other` what is missing here.
    pub fn or(self, other: Self) -> Self {
        Self { domain: self.domain.or(other.domain), address: self.address.or(other.address) }
    }
}

/// The value of a field of a header, when the line is one of this name.
fn field<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let (start, value) = line.split_at_checked(name.len())?;
    start.eq_ignore_ascii_case(name).then_some(value)
}

/// What stands in a text where a form has its `*`.
fn between<'t>(text: &'t str, form: &str) -> Option<&'t str> {
    let (before, after) = form.split_once('*')?;
    text.match_indices(before).find_map(|(at, _)| {
        let goes_on = text.get(..at)?.ends_with(char::is_alphanumeric) && before.starts_with(char::is_alphanumeric);
        let value = text.get(at + before.len()..)?;
        let end = value.find(|c: char| !(c.is_alphanumeric() || ".-_@%:+=~/".contains(c)))?;
        let (named, rest) = value.split_at_checked(end)?;
        (!goes_on && rest.starts_with(after) && (1..=LONGEST).contains(&named.len())).then_some(named)
    })
}

/// The domain of an address, or one that stands alone; none of a single label.
fn domain(named: &str) -> Option<DomainName> {
    let domain = named.rsplit('@').next()?;
    let domain = domain.rsplit("%40").next()?.trim_end_matches('.');
    let is_host = domain.parse::<IpAddr>().is_err();
    DomainName::parse(domain).ok().filter(|name| name.label_count() > 1 && is_host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Option<String>, Option<String>) {
        let sender = Sender::of_text(text);
        (sender.domain.map(|name| name.to_string()), sender.address.map(|address| address.to_string()))
    }

    #[test]
    fn what_lines_name() {
        for (text, domain, address) in [
            (
                "550-5.7.26 This email has been blocked because the sender is unauthenticated. Authentication results:\n550-5.7.26 DKIM = did not pass\n550-5.7.26 SPF [example.fr] with ip: [203.0.113.9] = did not pass",
                Some("example.fr"),
                Some("203.0.113.9"),
            ),
            (
                "550 5.7.515 Access denied, sending domain [news.example.fr] does not meet the required authentication level.",
                Some("news.example.fr"),
                None,
            ),
            (
                "550 5.7.1 Unauthenticated email from example.com is not accepted due to domain's DMARC policy.",
                Some("example.com"),
                None,
            ),
            (
                "Nov 2 10:00:00 mx postfix/smtp[1]: 4F1: from=<bob@example.fr>, status=bounced (550 no)",
                Some("example.fr"),
                None,
            ),
            (
                "550 5.7.23 Message rejected due to: SPF fail. Please see http://www.openspf.net/Why?s=mfrom;id=bob%40example.fr;ip=2001:db8::9;r=ann@example.com",
                Some("example.fr"),
                Some("2001:db8::9"),
            ),
            // Whom it went to is not who sent it, and the null reverse-path names nobody.
            ("550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown", None, None),
            ("from=<>, to=<ann@example.com>", None, None),
            ("from=<root@localhost>, to=<ann@example.com>", None, None),
            ("", None, None),
        ] {
            let (found, ip) = told(text);
            assert_eq!((found.as_deref(), ip.as_deref()), (domain, address), "{text}");
        }
    }

    #[test]
    fn what_headers_name() {
        let domain = |header: &str| Sender::of_header(header).domain.map(|name| name.to_string());
        assert_eq!(domain("Subject: x\nFrom: Bob <bob@example.fr>\n\n"), Some("example.fr".into()));
        assert_eq!(
            domain("From:\n  \"Bob, of x@y\"\n  <bob@Example.FR>\nTo: a@example.com\n"),
            Some("example.fr".into())
        );
        assert_eq!(domain("Subject: From: a@example.com\n\nFrom: b@example.com\n"), None);
        assert_eq!(domain("From: bob"), None);
    }
}
