//! Delivery status notifications: what a returned message says of each recipient.
//!
//! The machine-readable part (RFC 3464, for international addresses RFC 6533) tells of each recipient an
//! action, a status and what the remote server said. Programs that write no such part say it in plain
//! words: then the paragraph that says most is explained. MIME is read by mail-parser, from a message
//! that was cut to bounds before.
//!
//! Recipients are counted, never named: nothing of the message leaves this module but its codes.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use mail_parser::{MessageParser, MimeHeaders, PartType};

use super::codes::Status;
use super::normal::normal;
use super::reply::{Fate, Reply};
use super::sender::Sender;
use super::{Explanation, KnownBy, Outcome};
use crate::limits;

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// What happened, for each recipient in order.
    pub reports: Vec<Explanation>,
    /// Who sent the message that came back.
    pub sender: Sender,
    /// Whether it was cut, or had more recipients than are told apart.
    pub is_cut: bool,
}

/// Whether a text begins as a message does: with a field of its header, or the line that separates messages
/// in a mailbox.
pub fn is_message(text: &[u8]) -> bool {
    const FIELDS: [&[u8]; 20] = [
        b"return-path",
        b"received",
        b"from",
        b"to",
        b"subject",
        b"date",
        b"message-id",
        b"mime-version",
        b"content-type",
        b"delivered-to",
        b"x-",
        b"reply-to",
        b"sender",
        b"dkim-signature",
        b"arc-",
        b"auto-submitted",
        b"authentication-results",
        b"received-spf",
        b"content-transfer-encoding",
        b"envelope-to",
    ];
    let text = beginning(text);
    if text.starts_with(b"From ") {
        return true;
    }
    let line = text.split(|octet| *octet == b'\n').next().unwrap_or_default();
    let Some(colon) = line.iter().position(|octet| *octet == b':') else { return false };
    let name = line.get(..colon).unwrap_or_default().to_ascii_lowercase();
    let is_field = FIELDS.iter().any(|field| match field.last() {
        Some(b'-') => name.starts_with(field),
        _ => name == *field,
    });
    // One field alone may be the start of a log line; a header has more.
    let second = text.split(|octet| *octet == b'\n').nth(1).unwrap_or_default();
    is_field && (second.contains(&b':') || second.starts_with(b" ") || second.starts_with(b"\t"))
}

/// A message from its first line on: some programs put a byte order mark or empty lines before it.
pub fn beginning(message: &[u8]) -> &[u8] {
    message.strip_prefix("\u{feff}".as_bytes()).unwrap_or(message).trim_ascii_start()
}

/// Whether a line parts the messages of an mbox: it begins with `From ` and holds the time of day and the year
/// (RFC 4155 section 2). Programs that do not quote leave sentences in messages that begin with `From `, too.
pub fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let mut words = rest.split(u8::is_ascii_whitespace);
    let is_time =
        |word: &[u8]| word.contains(&b':') && word.iter().all(|octet| octet.is_ascii_digit() || *octet == b':');
    let is_year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    words.any(is_time) && rest.split(u8::is_ascii_whitespace).any(is_year)
}

/// Reads a message; `None` when it is no notification.
pub fn read(message: &[u8]) -> Option<Notification> {
    let (message, mut is_cut) = bounded(beginning(message));
    let parsed = MessageParser::new().with_mime_headers().with_message_ids().default_header_text().parse(&message)?;
    let mut reports = Vec::new();
    let (mut named, mut returned) = (Sender::default(), Sender::default());
    for part in &parsed.parts {
        let Some(kind) = part.content_type() else { continue };
        let kind = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_ascii_lowercase();
        match kind.as_str() {
            "message/delivery-status" | "message/global-delivery-status" => {
                let text = String::from_utf8_lossy(part.contents());
                reports.extend(recipients(&text));
                named = named.or(Sender::of_text(cut(&text)));
            }
            "message/rfc822" | "message/global" | "text/rfc822-headers" | "message/global-headers" => {
                returned = returned.or(Sender::of_header(&String::from_utf8_lossy(part.contents())));
            }
            _ => {}
        }
    }
    if reports.is_empty() && !comes_from_a_server(&parsed) {
        return None;
    }
    if reports.len() > limits::NOTIFIED_RECIPIENTS {
        reports.truncate(limits::NOTIFIED_RECIPIENTS);
        is_cut = true;
    }
    let says_nothing = |report: &Explanation| report.known_by == KnownBy::Nothing || report.code.is_none();
    if reports.iter().all(says_nothing) {
        let words = parsed.parts.iter().find_map(|part| match &part.body {
            PartType::Text(text) => Some(text.to_string()),
            PartType::Html(text) => Some(mail_parser::decoders::html::html_to_text(text)),
            PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Message(_) | PartType::Multipart(_) => None,
        });
        named = named.or(words.as_deref().map(|words| Sender::of_text(cut(words))).unwrap_or_default());
        let told = words.as_deref().map(plain).unwrap_or_default();
        match (reports.as_mut_slice(), told.as_slice()) {
            ([], _) => reports = told,
            ([only], [told]) if told.known_by < only.known_by => *only = told.clone().with_code_of(only),
            ([..], _) => {}
        }
        if reports.len() > limits::NOTIFIED_RECIPIENTS {
            reports.truncate(limits::NOTIFIED_RECIPIENTS);
            is_cut = true;
        }
        // A server wrote it, in words that nobody knows.
        if reports.is_empty() && words.is_some_and(|words| !words.trim().is_empty()) {
            reports.push(super::explain(""));
        }
    }
    // A warning that the message still waits says so in its subject alone.
    if is_warning(&parsed) {
        reports.iter_mut().filter(|report| report.outcome == Outcome::Unknown).for_each(|report| {
            report.outcome = Outcome::Temporary;
        });
    }
    (!reports.is_empty()).then_some(Notification { reports, sender: named.or(returned), is_cut })
}

/// The beginning of a text, as much as is read of a line.
fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(limits::BOUNCE_LINE_OCTETS)).unwrap_or(text)
}

impl Explanation {
    /// With the status that a notification gives where the words have none.
    fn with_code_of(self, other: &Self) -> Self {
        let outcome = match (self.outcome, other.outcome) {
            (Outcome::Unknown, outcome) | (Outcome::Temporary, outcome @ Outcome::GivenUp) => outcome,
            (outcome, _) => outcome,
        };
        Self { status: self.status.or(other.status), code: self.code.or(other.code), outcome, ..self }
    }
}

/// A message without what is beyond the bounds, and whether anything was.
fn bounded(message: &[u8]) -> (Vec<u8>, bool) {
    static PART: LazyLock<AhoCorasick> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(["content-type"])
            .expect("one word makes an automaton")
    });
    let start = if message.starts_with(b"From ") { line_end(message, 0) } else { 0 };
    let all = message.get(start..).unwrap_or_default();
    let mut kept = all.get(..limits::MESSAGE_OCTETS).unwrap_or(all);
    // Every part that is nested or read in its own way has this field.
    if let Some(next) = PART.find_iter(kept).nth(limits::MESSAGE_PARTS) {
        kept = kept.get(..next.start()).unwrap_or_default();
    }
    let header = header_end(kept);
    if header <= limits::MESSAGE_HEADER_OCTETS {
        return (kept.to_vec(), kept.len() < all.len());
    }
    let mut end = 0;
    while line_end(kept, end) <= limits::MESSAGE_HEADER_OCTETS {
        end = line_end(kept, end);
    }
    let (header_kept, rest) = (kept.get(..end).unwrap_or_default(), kept.get(header..).unwrap_or_default());
    ([header_kept, b"\r\n", rest].concat(), true)
}

/// Where the line that begins here ends, its end included.
fn line_end(text: &[u8], start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    rest.iter().position(|octet| *octet == b'\n').map_or(text.len().max(start + 1), |at| start + at + 1)
}

/// Where the header ends: behind the first empty line.
fn header_end(text: &[u8]) -> usize {
    let mut at = 0;
    while at < text.len() {
        let end = line_end(text, at);
        let line = text.get(at..end).unwrap_or_default();
        at = end;
        if line.trim_ascii().is_empty() {
            break;
        }
    }
    at
}

/// What the machine-readable part says of each recipient: groups of fields behind the first, which is of the
/// message (RFC 3464 section 2.1).
fn recipients(text: &str) -> Vec<Explanation> {
    let text = text.replace("\r\n", "\n");
    let groups = text.split("\n\n").map(Fields::read).filter(|group| !group.0.is_empty());
    groups
        .filter(|group| group.get("action").is_some() || group.get("status").is_some())
        .map(|group| group.explain())
        .collect()
}

/// Fields of one group: name in lower case, value unfolded.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn read(group: &str) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in group.lines() {
            match line.split_once(':') {
                _ if line.starts_with([' ', '\t']) => {
                    if let Some((_, value)) =
                        fields.last_mut().filter(|(_, value)| value.len() < limits::BOUNCE_LINE_OCTETS)
                    {
                        value.push(' ');
                        value.push_str(line.trim());
                    }
                }
                Some((name, value)) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
                None => {}
            }
        }
        Self(fields)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The value behind its type, as in `smtp; 550 …` and `dns; mx.example.com`.
    fn typed(&self, name: &str) -> Option<&str> {
        self.get(name).map(|value| value.split_once(';').map_or(value, |(_, value)| value).trim())
    }

    fn explain(&self) -> Explanation {
        let said = self.typed("diagnostic-code").unwrap_or_default();
        let mut reply = Reply::read(cut(said));
        let status = self.get("status").and_then(|value| Status::parse(value.split([' ', '(']).next()?));
        reply.status = reply.status.or(status);
        if let Some(host) = self.typed("remote-mta").map(normal) {
            reply.host = Some(host);
        }
        let mut report = super::reply(&reply);
        // RFC 3464 section 2.3.3.
        match self.get("action").map(str::to_ascii_lowercase).as_deref() {
            Some("delivered" | "relayed" | "expanded") => {
                report.outcome = Outcome::Accepted;
                report.cause = None;
            }
            Some("delayed") => report.outcome = report.outcome.with_fate(Fate::Waits),
            Some("failed") => report.outcome = report.outcome.with_fate(Fate::CameBack),
            Some(_) | None => {}
        }
        report
    }
}

/// Whether a server wrote the message: the null reverse-path (RFC 3464 section 2), the usual names of mail
/// systems, the usual subjects.
fn comes_from_a_server(message: &mail_parser::Message<'_>) -> bool {
    const SENDERS: [&str; 4] = ["mailer-daemon", "postmaster", "mail delivery", "mailerdaemon"];
    const SUBJECTS: [&str; 14] = [
        "undeliver",
        "returned mail",
        "failure notice",
        "delivery status",
        "delivery fail",
        "delivery notification",
        "mail delivery",
        "could not be delivered",
        "returned to sender",
        "non remis",
        "non delivr",
        "echec",
        "échec",
        "delivery has failed",
    ];
    let holds = |value: Option<&str>, words: &[&str]| {
        let value = value.unwrap_or_default().to_lowercase();
        words.iter().any(|word| value.contains(word))
    };
    holds(message.header_raw("From"), &SENDERS)
        || holds(message.header_raw("Subject"), &SUBJECTS)
        || message.header_raw("Return-Path").is_some_and(|path| path.trim() == "<>")
        || message.header_raw("X-Failed-Recipients").is_some()
}

/// Whether a message tells that another one is late, and not that it came back.
fn is_warning(message: &mail_parser::Message<'_>) -> bool {
    let subject = message.header_raw("Subject").unwrap_or_default().to_lowercase();
    ["delayed", "warning", "retardé"].iter().any(|word| subject.contains(word))
}

/// What a notification in plain words says: the replies in it, one for each recipient, or the paragraph that
/// says most.
fn plain(text: &str) -> Vec<Explanation> {
    const COPIES: [&str; 8] = [
        "copy of the message",
        "copy of your message",
        "original message",
        "message follows",
        "message headers",
        "message header follows",
        "returned message",
        "--- undelivered message",
    ];
    // Exchange puts these before the header of the message that came back.
    const HEADINGS: [&str; 2] = ["original message headers:", "en-tetes de message d'origine :"];
    // Sendmail lists the recipients with their replies, and shows the session again behind them; older versions list
    // the addresses alone.
    const TRANSCRIPT: &str = "----- Transcript of session follows -----";
    let says_much = |told: &Explanation| told.code.is_some() || told.status.is_some();
    if let Some((listed, _)) = text.split_once(TRANSCRIPT) {
        let told = plain(listed);
        if told.iter().any(says_much) {
            return told;
        }
    }
    let text = text.replace("\r\n", "\n");
    let told = text
        .split("\n\n")
        .take_while(|paragraph| {
            let start = normal(paragraph.lines().next().unwrap_or_default());
            let is_copy = start.starts_with('-') && COPIES.iter().any(|mark| start.contains(mark));
            !is_copy && !HEADINGS.contains(&start.as_str())
        })
        .take(limits::NOTIFICATION_PARAGRAPHS)
        .flat_map(by_recipient)
        .map(|part| super::explain(cut(&part)))
        .filter(|told| told.known_by != KnownBy::Nothing && told.cause.is_some());
    let (replies, others): (Vec<_>, Vec<_>) = told.partition(says_much);
    if replies.is_empty() {
        // The receiver's own words before others'; then the first.
        return others.into_iter().min_by_key(|told| told.known_by).into_iter().collect();
    }
    replies
}

/// The parts of a paragraph, each from a line that is an address alone to the next: Exim lists recipients so.
fn by_recipient(paragraph: &str) -> Vec<String> {
    let is_address = |line: &str| {
        let line = line.trim().trim_end_matches(':');
        line.contains('@') && !line.contains(char::is_whitespace)
    };
    let mut parts = vec![String::new()];
    for line in paragraph.lines() {
        if is_address(line) && parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(line);
            part.push('\n');
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(diagnostic: &str, action: &str) -> String {
        format!(
            "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.net\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nThis is the mail system. Sorry.\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\nArrival-Date: Mon, 2 Nov 2026 10:00:00 +0000\r\n\r\nFinal-Recipient: rfc822; ann.secret@example.com\r\nAction: {action}\r\nStatus: 5.1.1\r\nRemote-MTA: dns; mx.example.com\r\n{diagnostic}\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: private\r\n\r\n550 5.7.26 body\r\n--b--\r\n"
        )
    }

    fn causes(notification: &Notification) -> Vec<&str> {
        notification.reports.iter().map(|report| report.cause.map_or("none", |cause| cause.id)).collect()
    }

    #[test]
    fn machine_readable_parts() {
        let text = message(
            "Diagnostic-Code: smtp; 550 5.1.1 <ann.secret@example.com>:\r\n    Recipient address rejected: User unknown",
            "failed",
        );
        let read = read(text.as_bytes()).unwrap();
        assert_eq!((causes(&read), read.is_cut), (vec!["mailbox-unknown"], false));
        let [report] = read.reports.as_slice() else { panic!("one recipient") };
        assert_eq!((report.code, report.outcome), (Some(550), Outcome::Permanent));
        assert!(!format!("{report:?}").contains("secret"));
    }

    #[test]
    fn the_sender_of_the_message_that_came_back() {
        let sender = |text: &str| read(text.as_bytes()).unwrap().sender.domain.map(|name| name.to_string());
        let text = message("Diagnostic-Code: smtp; 550 5.1.1 unknown", "failed");
        assert_eq!(sender(&text), None);
        let headed = text.replace("Subject: private", "From: Bob <bob@example.fr>\r\nSubject: private");
        assert_eq!(sender(&headed).as_deref(), Some("example.fr"));
        assert_eq!(sender(&headed.replace("message/rfc822", "text/rfc822-headers")).as_deref(), Some("example.fr"));
        // What the receiver judged goes before what the header says.
        let judged =
            headed.replace("5.1.1 unknown", "5.7.1 Unauthenticated email from news.example.fr is not accepted");
        assert_eq!(sender(&judged).as_deref(), Some("news.example.fr"));
    }

    #[test]
    fn actions() {
        let delayed = read(message("Diagnostic-Code: smtp; 451 4.7.1 Greylisted", "delayed").as_bytes()).unwrap();
        assert_eq!((causes(&delayed), delayed.reports[0].outcome), (vec!["greylist"], Outcome::Temporary));
        // RFC 3464 section 2.3.3: with "failed" the server has given up, whatever the last reply was.
        let failed = read(message("Diagnostic-Code: smtp; 451 4.7.1 Greylisted", "failed").as_bytes()).unwrap();
        assert_eq!((causes(&failed), failed.reports[0].outcome), (vec!["greylist"], Outcome::GivenUp));
        let waits = read(message("Diagnostic-Code: smtp; 554 5.7.1 Greylisted", "delayed").as_bytes()).unwrap();
        assert_eq!(waits.reports[0].outcome, Outcome::Temporary);
        let done = read(message("Diagnostic-Code: smtp; 250 2.0.0 Ok", "delivered").as_bytes()).unwrap();
        assert_eq!((causes(&done), done.reports[0].outcome), (vec!["none"], Outcome::Accepted));
    }

    #[test]
    fn a_status_alone() {
        let read = read(message("X-Note: nothing more", "failed").as_bytes()).unwrap();
        assert_eq!(causes(&read), ["mailbox-unknown"]);
    }

    #[test]
    fn international_notifications() {
        let text = message("Diagnostic-Code: smtp; 550 5.7.1 rejected by DMARC policy for example.com", "failed")
            .replace("message/delivery-status", "message/global-delivery-status")
            .replace("rfc822; ann.secret", "utf-8; änn");
        assert_eq!(causes(&read(text.as_bytes()).unwrap()), ["dmarc-policy"]);
    }

    #[test]
    fn plain_words() {
        let qmail = "Return-Path: <>\nFrom: MAILER-DAEMON@example.net\nSubject: failure notice\n\nHi. This is the qmail-send program at example.net.\n\n<ann@example.com>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 User unknown\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <bob@example.net>\n\n554 5.7.1 Spam\n";
        assert_eq!(causes(&read(qmail.as_bytes()).unwrap()), ["mailbox-unknown"]);
        let exim = "Return-Path: <>\nFrom: Mail Delivery System <Mailer-Daemon@example.net>\nSubject: Mail delivery failed: returning message to sender\n\nThis message was created automatically by mail delivery software.\n\n  ann@example.com\n    host mx.example.com [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<ann@example.com>:\n    550 5.1.1 User unknown\n  kate@example.org\n    host mx.example.org [192.0.2.2]\n    SMTP error from remote mail server after end of data:\n    552 5.3.4 Message too big\n";
        assert_eq!(causes(&read(exim.as_bytes()).unwrap()), ["mailbox-unknown", "message-too-large"]);
        let late = "Return-Path: <>\nFrom: Mail Delivery System <Mailer-Daemon@example.net>\nSubject: Warning: message 1abc delayed 24 hours\n\nThe message has not yet been delivered to:\n\n  ann@example.com\n    Delay reason: Connection timed out\n";
        let late = read(late.as_bytes()).unwrap();
        assert_eq!((causes(&late), late.reports[0].outcome), (vec!["network"], Outcome::Temporary));
        let exchange = "Return-Path: <>\nFrom: postmaster@example.net\nSubject: Undeliverable\n\nmx.example.com rejected your message:\n550 5.1.1 User unknown\n\nOriginal message headers:\n\nSubject: Re: 550 5.7.1 Spam\n";
        assert_eq!(causes(&read(exchange.as_bytes()).unwrap()), ["mailbox-unknown"]);
        let french = exchange.replace("Original message headers:", "En-têtes de message d’origine\u{a0}:");
        assert_eq!(causes(&read(french.as_bytes()).unwrap()), ["mailbox-unknown"]);
        let session = "   ----- Transcript of session follows -----\n... while talking to mx.example.com.:\n>>> RCPT To:<ann@example.com>\n<<< 550 5.1.1 User unknown\n";
        for reason in ["    (reason: 550 5.1.1 User unknown)\n", ""] {
            let sendmail = format!(
                "Return-Path: <>\nFrom: MAILER-DAEMON@example.net\nSubject: Returned mail\n\n   ----- The following addresses had permanent fatal errors -----\n<ann@example.com>\n{reason}\n{session}"
            );
            assert_eq!(causes(&read(sendmail.as_bytes()).unwrap()), ["mailbox-unknown"], "{reason}");
        }
        let foreign = "Return-Path: <>\nFrom: postmaster@example.net\nSubject: Undeliverable\n\nXyzzy.\n";
        assert_eq!(causes(&read(foreign.as_bytes()).unwrap()), ["other"]);
        assert_eq!(read(b"From: bob@example.net\nSubject: lunch\n\n550 5.1.1 User unknown\n"), None);
    }

    #[test]
    fn what_is_a_message() {
        assert!(is_message(b"From: a@example.com\nSubject: x\n\ny"));
        assert!(is_message(b"From a@example.com Mon Nov  2 10:00:00 2026\nX: y\n"));
        assert!(!is_message(b"550 5.1.1 User unknown"));
        assert!(!is_message(b"host mx.example.com said: 550 no"));
        assert!(!is_message(b""));
    }

    #[test]
    fn hostile_messages_are_cut() {
        let deep = "Content-Type: message/rfc822\r\n\r\n".repeat(200_000);
        let unread = format!("Return-Path: <>\r\n{deep}");
        read(unread.as_bytes());
        let boundaries = "--a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".repeat(100_000);
        read(format!("Return-Path: <>\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n{boundaries}").as_bytes());
        let fields = "X-Field: value\r\n".repeat(100_000);
        let read = read(format!("Return-Path: <>\r\n{fields}\r\n550 5.1.1 User unknown\r\n").as_bytes()).unwrap();
        assert!(read.is_cut);
        assert_eq!(causes(&read), ["mailbox-unknown"]);
        let large =
            format!("{}{}", message("Diagnostic-Code: smtp; 550 5.1.1 unknown", "failed"), "x\r\n".repeat(4_000_000));
        assert!(super::read(large.as_bytes()).unwrap().is_cut);
    }

    /// Every start of a message and every octet changed: nothing panics.
    #[test]
    fn broken_messages() {
        let text = message("Diagnostic-Code: smtp; 550 5.1.1 <ann@example.com>: User unknown", "failed");
        for end in 0..text.len() {
            read(&text.as_bytes()[..end]);
        }
        for at in 0..text.len() {
            for octet in [0, b'\n', b'-', 255] {
                let mut changed = text.clone().into_bytes();
                changed[at] = octet;
                read(&changed);
            }
        }
        read(b"\0\0\0");
        read(&[255; 1000]);
    }
}
