//! The reply inside a line: what the receiving server said, without what a log or a notification put
//! around it.
//!
//! Postfix writes `host X[ip] said: 550 5.1.1 … (in reply to RCPT TO command)`, Exim `SMTP error from
//! remote mail server after RCPT TO:<…>: host X [ip]: 550 …`, qmail `Remote host said: 550 …`, Exchange
//! `Remote Server returned '550 5.1.1 …'`; a notification has `smtp; 550 …`. Replies of several lines
//! repeat their code on each (RFC 5321 section 4.2.1), and logs join them with spaces.

use super::codes::Status;
use super::normal::normal;
use crate::predict::rules::Stage;

/// What was found in a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The basic code.
    pub code: Option<u16>,
    /// The enhanced status code.
    pub status: Option<Status>,
    /// What the server said, as [`normal`] writes it, without codes.
    pub text: String,
    /// The whole line, as [`normal`] writes it: what the sending side said itself stands outside the reply.
    pub line: String,
    /// The server that said it.
    pub host: Option<String>,
    /// To which command.
    pub stage: Option<Stage>,
    /// What a log says became of the mail; where it says nothing, the reply does.
    pub fate: Option<Fate>,
}

/// What the sending server did with the mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It keeps it and tries again.
    Waits,
    /// It tried until its time was over.
    GivenUp,
    /// It sent it back.
    CameBack,
}

impl Reply {
    /// Reads a line, or the lines of one reply.
    pub fn read(text: &str) -> Self {
        let line = normal(text);
        let found = code(&line);
        let after = found.map_or(0, |(_, end)| end);
        let behind = line.get(after..).unwrap_or_default();
        let status = leading_status(behind)
            .map(|(status, _)| status)
            .or_else(|| statuses(behind).next())
            .or_else(|| statuses(&line).next());
        let (before, behind) = line.split_at_checked(after).unwrap_or(("", &line));
        // Without a code, or with one behind everything else, the whole line is what was said.
        let said = if found.is_some() && !behind.trim().is_empty() { behind } else { &line };
        Self {
            code: found.map(|(code, _)| code),
            status,
            text: without_codes(
                said.split_once("(in reply to").map_or(said, |(reply, _)| reply),
                found.map(|(code, _)| code),
            ),
            host: host(if before.is_empty() { &line } else { before }),
            stage: stage(&line),
            fate: fate(&line, before),
            line,
        }
    }
}

/// The basic code and where it ends: the first at a place where a reply may begin, failures before the
/// rest of a dialogue, and one with a status of its class behind it before others.
fn code(line: &str) -> Option<(u16, usize)> {
    let bytes = line.as_bytes();
    let mut best: Option<((bool, bool), u16, usize)> = None;
    for at in 0..bytes.len().saturating_sub(2) {
        let Some(code) = three_digits(bytes, at) else { continue };
        let end = at + 3;
        let status = leading_status(line.get(end..).unwrap_or_default());
        let agrees = status.is_some_and(|(status, _)| u16::from(status.class) == code / 100);
        let is_word = at == 0 || bytes.get(at - 1).is_some_and(|before| *before == b' ');
        let range = if at == 0 { 100..700 } else { 200..600 };
        if !range.contains(&code) || !(may_begin(line, at) || (agrees && is_word)) {
            continue;
        }
        let rank = (!(200..400).contains(&code), status.is_some());
        if best.is_none_or(|(known, ..)| rank > known) {
            best = Some((rank, code, end));
        }
        if rank == (true, true) {
            break;
        }
    }
    best.map(|(_, code, end)| (code, end))
}

/// Three digits that are a number of their own.
fn three_digits(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 3)?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let ends = bytes
        .get(at + 3)
        .is_none_or(|next| matches!(next, b' ' | b'-' | b'#' | b'\'' | b'"' | b':' | b',' | b';' | b')' | b'>'));
    ends.then(|| digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0')))
}

/// Whether a reply may begin here: at the start, or behind what announces one.
fn may_begin(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let trimmed = before.trim_end();
    trimmed.is_empty()
        || trimmed.ends_with([':', ';', '\'', '"', '(', '<', '>', '[', '|'])
        || ["said", "returned", "<<<", "response", "reply", "error", "code", "smtp", "status", "message", "led="]
            .iter()
            .any(|word| trimmed.ends_with(word))
}

/// A status at the very start, perhaps behind `-`, `#` or a bracket, and where it ends.
fn leading_status(text: &str) -> Option<(Status, usize)> {
    let start = text.len() - text.trim_start_matches([' ', '-', '#', '(', '[', '<', ':']).len();
    let (status, length) = status_at(text.get(start..)?)?;
    Some((status, start + length))
}

/// The status that a text begins with, and its length.
fn status_at(text: &str) -> Option<(Status, usize)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let number = text.get(..end)?.trim_end_matches('.');
    Status::parse(number).map(|status| (status, number.len()))
}

/// Every status in a text that stands by itself.
fn statuses(text: &str) -> impl Iterator<Item = Status> {
    let mut rest = text;
    let mut before = ' ';
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(|c: char| c.is_ascii_digit())?;
            let left = rest.get(..at).and_then(|text| text.chars().next_back()).unwrap_or(before);
            let run = rest.get(at..)?;
            let end = run.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(run.len());
            let found = status_at(run);
            before = '0';
            rest = run.get(end.max(1)..)?;
            let stands_alone = !left.is_alphanumeric() && !matches!(left, '.' | '-' | '/' | '_');
            if let Some((status, _)) = found.filter(|_| stands_alone) {
                return Some(status);
            }
        }
    })
}

/// A reply without its codes, however often they are repeated.
fn without_codes(said: &str, code: Option<u16>) -> String {
    let again = code.map(|code| code.to_string());
    let mut words: Vec<&str> = Vec::new();
    for word in said.split(' ') {
        let bare = word.trim_start_matches(['#', '(', '[', '-']).trim_end_matches([')', ']', ':', ',']);
        let is_status = Status::parse(bare).is_some();
        // `550-5.7.26`, and `550-` before a line of a reply without a status.
        let is_repeated = bare.split_once('-').is_some_and(|(code, status)| {
            three_digits(code.as_bytes(), 0).is_some()
                && code.len() == 3
                && (status.is_empty() || Status::parse(status).is_some())
        });
        if let Some((_, line)) = bare.split_once('-').filter(|(code, line)| {
            !is_repeated
                && code.len() == 3
                && three_digits(code.as_bytes(), 0).is_some_and(|code| code >= 400)
                && !line.is_empty()
        }) {
            words.push(line);
        } else if !is_status && !is_repeated && again.as_deref() != Some(word) {
            words.push(word);
        }
    }
    words.join(" ").trim().trim_start_matches(['-', ' ']).to_owned()
}

/// The server that a wrapper names: `host X[ip]`, `relay=X[ip]`, `(X [ip])`, `server X returned`.
fn host(text: &str) -> Option<String> {
    [
        "host ",
        "relay=",
        "server at ",
        "server ",
        "dns; ",
        "dns;",
        "mta: ",
        "while talking to ",
        "by ",
        "connect to ",
        "to mx ",
    ]
    .iter()
    .find_map(|mark| {
        text.match_indices(mark).find_map(|(at, _)| {
            let behind = text.get(at + mark.len()..)?;
            let end = behind.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_'));
            let name = behind.get(..end.unwrap_or(behind.len()))?.trim_end_matches('.');
            let is_name = name.contains('.') && name.len() < 254 && name.bytes().any(|byte| byte.is_ascii_alphabetic());
            is_name.then(|| name.to_owned())
        })
    })
}

/// What the logs of Postfix, Exim and qmail and the notices of Gmail say became of the mail: before the reply, and not
/// in it. That it gave up Exim tells behind the reply.
fn fate(line: &str, before: &str) -> Option<Fate> {
    let log = if before.is_empty() { line } else { before };
    let says = |marks: &[&str]| marks.iter().any(|mark| log.contains(mark) || log.starts_with(mark.trim_start()));
    let of_qmail = |result: &str| {
        let number = log.split_once(result).and_then(|(delivery, _)| delivery.rsplit_once("delivery "));
        number.is_some_and(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if says(&["status=expired"]) || line.contains("retry timeout exceeded") {
        Some(Fate::GivenUp)
    } else if says(&["status=bounced", " ** @", " failed permanently", " wasn't delivered to "])
        || of_qmail(": failure: ")
    {
        Some(Fate::CameBack)
    } else {
        let waits = says(&["status=deferred", " == @", " temporarily rejected ", " has been delayed"])
            || of_qmail(": deferral: ");
        waits.then_some(Fate::Waits)
    }
}

/// To which command the reply came, as wrappers have it.
fn stage(line: &str) -> Option<Stage> {
    const MARKS: [(&str, Stage); 24] = [
        ("in reply to rcpt to", Stage::RcptTo),
        ("in reply to mail from", Stage::MailFrom),
        ("in reply to end of data", Stage::EndOfData),
        ("in reply to data", Stage::EndOfData),
        ("in reply to ehlo", Stage::Helo),
        ("in reply to helo", Stage::Helo),
        ("refused to talk to me", Stage::Connect),
        ("after rcpt to", Stage::RcptTo),
        ("after pipelined rcpt to", Stage::RcptTo),
        ("after mail from", Stage::MailFrom),
        ("after pipelined mail from", Stage::MailFrom),
        ("after end of data", Stage::EndOfData),
        ("after pipelined end of data", Stage::EndOfData),
        ("after initial connection", Stage::Connect),
        ("after ehlo", Stage::Helo),
        ("after helo", Stage::Helo),
        ("failed after i sent the message", Stage::EndOfData),
        ("does not like recipient", Stage::RcptTo),
        ("but sender was rejected", Stage::MailFrom),
        ("but greeting failed", Stage::Connect),
        ("rcpt to:", Stage::RcptTo),
        ("mail from:", Stage::MailFrom),
        ("during rcpt to", Stage::RcptTo),
        ("during mail from", Stage::MailFrom),
    ];
    MARKS.iter().find(|(mark, _)| line.contains(mark)).map(|(_, stage)| *stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code, status, host, stage and text of a line.
    fn read(line: &str) -> (u16, String, String, &'static str, String) {
        let reply = Reply::read(line);
        (
            reply.code.unwrap_or_default(),
            reply.status.map(|status| status.to_string()).unwrap_or_default(),
            reply.host.unwrap_or_default(),
            reply.stage.map(Stage::as_str).unwrap_or_default(),
            reply.text,
        )
    }

    fn found(
        code: u16,
        status: &str,
        host: &str,
        stage: &'static str,
        text: &str,
    ) -> (u16, String, String, &'static str, String) {
        (code, status.to_owned(), host.to_owned(), stage, text.to_owned())
    }

    #[test]
    fn bare_replies() {
        assert_eq!(read("550"), found(550, "", "", "", ""));
        assert_eq!(read("5.7.26"), found(0, "5.7.26", "", "", ""));
        assert_eq!(read("550 5.1.1 User unknown"), found(550, "5.1.1", "", "", "user unknown"));
        assert_eq!(read("550 #5.1.0 Address rejected."), found(550, "5.1.0", "", "", "address rejected."));
        assert_eq!(read("111"), found(111, "", "", "", ""));
        assert_eq!(read(""), found(0, "", "", "", ""));
    }

    #[test]
    fn several_lines_are_one_reply() {
        let text = "550-5.7.26 This mail has been blocked because\r\n550-5.7.26 the sender is unauthenticated.\r\n550 5.7.26 See the page";
        let expected = found(
            550,
            "5.7.26",
            "",
            "",
            "this mail has been blocked because the sender is unauthenticated. see the page",
        );
        assert_eq!(read(text), expected);
        assert_eq!(read(&text.replace("\r\n", " ")), expected);
        assert_eq!(
            read("554-No SMTP service\n554 IP address is block listed").4,
            "no smtp service ip address is block listed"
        );
    }

    #[test]
    fn wrappers() {
        assert_eq!(
            read(
                "Nov 1 10:00:00 mail postfix/smtp[1234]: 4F2A: to=<ann@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 <ann@example.com>: User unknown (in reply to RCPT TO command))"
            ),
            found(550, "5.1.1", "mx.example.com", "rcpt_to", "<@>: user unknown")
        );
        assert_eq!(
            read(
                "SMTP error from remote mail server after RCPT TO:<ann@example.com>: host mx.example.com [192.0.2.1]: 550 No such user here"
            ),
            found(550, "", "mx.example.com", "rcpt_to", "no such user here")
        );
        assert_eq!(
            read(
                "192.0.2.1 does not like recipient. Remote host said: 553 sorry, no mailbox here by that name (#5.7.1) Giving up on 192.0.2.1."
            ),
            found(553, "5.7.1", "", "rcpt_to", "sorry, no mailbox here by that name giving up on 192.0.2.1.")
        );
        assert_eq!(
            read("Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'"),
            found(550, "5.1.10", "", "", "resolver.adr.recipientnotfound; not found'")
        );
        assert_eq!(read("smtp;550 5.1.1 unknown"), found(550, "5.1.1", "", "", "unknown"));
    }

    #[test]
    fn numbers_that_are_no_codes() {
        assert_eq!(read("connect to mx.example.com[192.0.2.1]:25: Connection timed out").0, 0);
        assert_eq!(read("retry in 300 seconds").0, 0);
        assert_eq!(Reply::read("see 5.1.1.2 for more").status, None);
        assert_eq!(Reply::read("version-4.2.1 or v4.2.1").status, None);
    }

    #[test]
    fn addresses_do_not_take_part() {
        assert_eq!(normal("<Spam.Blocked@Example.fr>:  User\tunknown"), "<@>: user unknown");
        assert_eq!(normal("é@b d’accord @"), "@ d'accord @");
        assert_eq!(normal("Boîte DÉSACTIVÉE"), "boite desactivee");
    }
}
