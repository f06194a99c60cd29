//! Bounces explained: how often the cause is right, by source, and what must never be confused.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Read};
use std::process::{Command, Stdio};

use preflight::explain::cause::{self, Cause, Family, Reason, Side};
use preflight::explain::codes::{Codes, Kind, Status};
use preflight::explain::lines::Bounces;
use preflight::explain::normal::normal;
use preflight::explain::patterns::{self, File};
use preflight::explain::reply::Reply;
use preflight::explain::words::{self, Words};
use preflight::explain::{Explanation, KnownBy, Outcome, explain};
use preflight::i18n::{Lang, Texts};
use preflight::limits;
use preflight::pattern;
use preflight::predict::receivers::Receivers;
use preflight::predict::rules::Stage;
use serde::Deserialize;

use crate::support::suites;

/// One line of the collection of bounces.
#[derive(Deserialize)]
struct Line {
    text: String,
    reason: String,
    source: String,
    /// How the line was made, when nobody received it as it stands.
    #[serde(default)]
    derived: Option<String>,
}

impl Line {
    /// About a third of the lines, chosen by their text (FNV-1a), which nobody looked at while the
    /// patterns were written.
    fn is_held_out(&self) -> bool {
        let hash = self
            .text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        hash.is_multiple_of(3)
    }

    /// Where it comes from, in a few words.
    fn origin(&self) -> &'static str {
        const ORIGINS: [(&str, &str); 13] = [
            ("Google Workspace help", "Google's table"),
            ("kumomta", "KumoMTA"),
            ("zone-mta", "zone-mta"),
            ("smtp-field-manual", "smtp-field-manual"),
            ("set-of-emails", "set-of-emails"),
            ("Exchange Online NDR", "Microsoft's tables"),
            ("Microsoft Outlook.com", "Microsoft's tables"),
            ("go-sisimai", "sisimai"),
            ("public paste", "public reports"),
            ("NetEase", "NetEase's table"),
            ("vdukhovni/postfix", "Postfix, rspamd"),
            ("rspamd", "Postfix, rspamd"),
            ("seed", "articles"),
        ];
        ORIGINS.iter().find(|(mark, _)| self.source.contains(mark)).map_or("others", |(_, origin)| origin)
    }
}

/// The collection; `None` (and a line on standard error) without the folder.
fn lines() -> Option<Vec<Line>> {
    let text = suites::read("../reference/bounces.jsonl")?;
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// How many of some lines are right.
#[derive(Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn count(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    fn share(&self) -> f64 {
        self.right as f64 * 100.0 / self.all.max(1) as f64
    }
}

/// `cargo test explain -- --nocapture` prints what `docs/explain-accuracy.md` records. The floors keep what was
/// reached: a change of patterns that costs more than a line or two fails here.
#[test]
fn reasons_are_right_by_source() {
    let Some(lines) = lines() else { return };
    let mut scores: BTreeMap<(String, bool), Score> = BTreeMap::new();
    let mut confusion: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in &lines {
        let found = explain(&line.text).reason().map_or("none", Reason::as_str);
        let derived = if line.derived.is_some() { ", derived" } else { "" };
        let is_right = found == line.reason;
        scores.entry((format!("{}{derived}", line.origin()), line.is_held_out())).or_default().count(is_right);
        if !is_right && line.derived.is_none() {
            *confusion.entry((line.reason.clone(), found.to_owned())).or_default() += 1;
        }
    }
    for ((origin, held_out), score) in &scores {
        let which = if *held_out { "held out" } else { "seen" };
        println!("{origin:<30} {which:<9} {:>4} of {:>4} {:>6.1} %", score.right, score.all, score.share());
    }
    for (held_out, floor) in [(false, 93.3), (true, 78.0)] {
        let total = scores.iter().filter(|((origin, held), _)| *held == held_out && !origin.ends_with("derived"));
        let total = total
            .fold(Score::default(), |sum, (_, one)| Score { right: sum.right + one.right, all: sum.all + one.all });
        println!("all, held out {held_out}: {} of {}, {:.1} %", total.right, total.all, total.share());
        assert!(total.share() >= floor, "held out {held_out}: {:.1} %, once {floor} %", total.share());
    }
    for ((wanted, found), count) in confusion {
        println!("{wanted} taken for {found}: {count}");
    }
}

/// Mail that is refused for want of trust must not get addresses struck off that are good.
#[test]
fn distrust_is_never_taken_for_a_fault_of_the_mailbox() {
    let Some(lines) = lines() else { return };
    let reasons: BTreeMap<&str, Reason> = Reason::ALL.into_iter().map(|reason| (reason.as_str(), reason)).collect();
    let wrong = lines.iter().filter(|line| reasons[line.reason.as_str()].is_about_trust()).filter(|line| {
        let found = explain(&line.text).reason();
        found.is_some_and(Reason::is_about_mailbox)
    });
    // Held-out lines stay unread: their number is enough.
    let (held_out, seen): (Vec<_>, Vec<_>) = wrong.partition(|line| line.is_held_out());
    let seen: Vec<_> = seen.into_iter().map(|line| &line.text).collect();
    assert!(seen.is_empty() && held_out.is_empty(), "{seen:?} and {} held out", held_out.len());
}

/// Patterns that match one line of the collection only: each may be a line learned by heart.
#[test]
fn patterns_that_match_one_line_only_are_counted() {
    let Some(lines) = lines() else { return };
    let mut matched: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let place = |file: &File, pattern: *const _| {
        let file_at = patterns::files().iter().position(|one| std::ptr::eq(one, file)).unwrap();
        (file_at, file.patterns.iter().position(|one| std::ptr::eq(one, pattern)).unwrap())
    };
    for line in &lines {
        let reply = Reply::read(&line.text);
        for found in patterns::seen(&reply.text, reply.status).matches {
            *matched.entry(place(found.file, found.pattern)).or_default() += 1;
        }
    }
    let all: usize = patterns::files().iter().map(|file| file.patterns.len()).sum();
    let once: Vec<_> = matched.iter().filter(|(_, count)| **count == 1).map(|(place, _)| place).collect();
    for (file, at) in &once {
        let file = &patterns::files()[*file];
        println!("one line only: {} {}", file.receiver.unwrap_or("general"), file.patterns[*at].cause.id);
    }
    println!("{all} patterns: {} match one line only, {} none", once.len(), all - matched.len());
    assert!(once.len() * 3 < all, "{} of {all} patterns match one line only", once.len());
}

#[test]
fn the_reasons_are_those_of_the_collection() {
    let Some(lines) = lines() else { return };
    let used: BTreeSet<_> = lines.iter().map(|line| line.reason.as_str()).collect();
    let known: BTreeSet<_> = Reason::ALL.into_iter().map(Reason::as_str).collect();
    assert_eq!(used, known);
}

/// Every code of the reference is in the registry that ships, with its basic codes.
#[test]
fn every_code_of_the_reference_is_known() {
    let Some(text) = suites::read("../reference/smtp-codes.md") else { return };
    let rows = text
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    let (mut basic, mut status) = (0, 0);
    for row in rows {
        let code = row[0].trim_matches('*');
        if let Some(code) = code.strip_prefix("X.") {
            let found = Codes::get().status.iter().find(|known| known.code == code);
            let found = found.unwrap_or_else(|| panic!("X.{code} is not there"));
            for basic in row[2]
                .split([',', ' '])
                .filter_map(|word| word.parse::<u16>().ok())
                .filter(|code| (200..600).contains(code))
            {
                assert!(found.basic.contains(&basic), "X.{code} beside {basic}");
            }
            status += 1;
        } else if let (Ok(code), true) = (code.parse::<u16>(), row.len() >= 4 && row[2].contains("RFC")) {
            let known = Codes::get().basic(code).unwrap_or_else(|| panic!("{code} is not there"));
            assert_ne!(known.kind, Kind::Stray, "{code}");
            basic += 1;
        }
    }
    let strays = text.lines().find(|line| line.starts_with("Seen in the wild")).expect("the list of strays");
    for code in strays.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 3) {
        let known = Codes::get().basic(code.parse().unwrap()).unwrap_or_else(|| panic!("{code} is not there"));
        assert_eq!(known.kind, Kind::Stray, "{code}");
    }
    assert!(basic > 40 && status > 70, "{basic} basic codes and {status} statuses compared");
}

/// Each bounce that the reference quotes gets an answer that could be forwarded, in both languages.
#[test]
fn every_bounce_that_the_reference_quotes_gets_an_answer() {
    let Some(text) = suites::read("../reference/smtp-codes.md") else { return };
    let quoted = text.lines().skip_while(|line| !line.starts_with("## 5.")).filter(|line| line.starts_with("| "));
    let mut answered = 0;
    for line in quoted {
        let cell = line.trim_start_matches("| ").split(" | ").next().unwrap().replace("**", "");
        let explanation = explain(&cell);
        if explanation.code.is_none() && explanation.status.is_none() {
            continue;
        }
        answered += 1;
        for lang in Lang::ALL {
            let words = Words::of(&explanation, Texts::of(lang));
            let is_failure = !matches!(explanation.outcome, Outcome::Accepted | Outcome::Continues);
            assert!(words.meaning.len() > 15 && (words.actions.len() > 1) == is_failure, "{cell}: {words:?}");
            assert!(!words.codes.is_empty() || explanation.known_by != KnownBy::Nothing, "{cell}");
        }
    }
    assert!(answered > 60, "{answered} bounces");
}

fn told(text: &str) -> (&'static str, &'static str) {
    let explanation = explain(text);
    (explanation.outcome.as_str(), explanation.cause.map_or("none", |cause| cause.id))
}

/// What articles get wrong, as `docs/smtp-codes.md` has it.
#[test]
fn corrections() {
    for (text, outcome, cause) in [
        // A 4yz is temporary, whatever class the status has; 3yz and 2yz are no errors.
        ("450 5.1.1 User unknown", "temporary", "mailbox-unknown"),
        (
            "421 5.7.32 Your email was blocked because the From: header (RFC5322) in this message isn't aligned with either the authenticated SPF or DKIM organizational domain.",
            "temporary",
            "dmarc-unaligned",
        ),
        ("354", "continues", "none"),
        ("221", "accepted", "none"),
        // 5.7.15 is a priority by the registry, and a misprint of 5.7.515 in articles.
        ("550 5.7.15", "permanent", "priority"),
        ("550 5.7.515", "permanent", "authentication-level"),
        (
            "550 5.7.15 Access denied, sending domain example.fr does not meet the required authentication level.",
            "permanent",
            "authentication-level",
        ),
        // 5.7.26 is about authentication, not a DNS error.
        ("Erreur DNS 5.7.26", "permanent", "unauthenticated"),
        // There are no replies below 200; 504 is no timeout, 551 no unknown user, 503 no missing right.
        ("111", "unknown", "network"),
        ("120", "unknown", "other"),
        ("130", "unknown", "other"),
        ("504", "permanent", "command"),
        // A login or STARTTLS is wanted, and X.7.0 beside it says no more.
        ("530 5.7.0", "permanent", "log-in"),
        // The registry has one code for a record that is wrong and one that could not be read.
        ("451 4.7.24", "temporary", "spf-temporary"),
        ("550 5.7.24", "permanent", "spf-error"),
        ("551", "permanent", "mailbox-moved"),
        ("503", "permanent", "command"),
        // Codes that no standard of SMTP has.
        ("422", "temporary", "log-in-failed"),
        ("432", "temporary", "log-in-failed"),
        ("442", "temporary", "network"),
        ("512", "permanent", "recipient-domain"),
        // A code of its own for each: a full mailbox, a policy, an address list.
        ("550 5.2.2 user quota exceeded", "permanent", "mailbox-full"),
        ("550 Relay not permitted", "permanent", "relay-denied"),
        ("553 Mail rejected because your IP is in DUL", "permanent", "blocklist-dynamic"),
        ("550 SPF check failed", "permanent", "spf-fail"),
        ("550 Reject due to policy restrictions", "permanent", "policy"),
        ("552 message size exceeds my databytes limit", "permanent", "message-too-large"),
        // What a log says became of the mail goes before the first digit of the reply.
        (
            "postfix/smtp[1]: 4F2A: to=<ann@example.com>, relay=none, dsn=4.0.0, status=deferred (host mx.example.com[192.0.2.1] refused to talk to me: 554 Bad DNS PTR resource record)",
            "temporary",
            "ptr-missing",
        ),
        (
            "1abc-0000-00 == ann@example.com R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host for 'example.com'",
            "temporary",
            "network",
        ),
        (
            "1abc-0000-00 ** ann@example.com R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<ann@example.com>: 451 4.7.1 Greylisted: retry timeout exceeded",
            "given_up",
            "greylist",
        ),
        (
            "delivery 7: deferral: 192.0.2.1_failed_after_I_sent_the_message./Remote_host_said:_554_later/",
            "temporary",
            "system",
        ),
        (
            "Delivery to the following recipient has been delayed: Technical details of temporary failure: The recipient server did not accept our requests to connect.",
            "temporary",
            "network",
        ),
        (
            "** Address not found ** Your message wasn’t delivered to ann@example.com because the address couldn’t be found.",
            "permanent",
            "mailbox-unknown",
        ),
        // Stars and signs in a reply are no marks of a log.
        ("451 4.7.1 Greylisted ** failure: == try later", "temporary", "greylist"),
    ] {
        assert_eq!(told(text), (outcome, cause), "{text}");
    }
}

/// Stock texts as the sources of mail programs have them, in their own spelling.
#[test]
fn words_within_other_words_and_accents_do_not_mislead() {
    for (text, cause) in [
        // "Listed in" speaks of blocklists, but not as a part of this.
        ("550 5.7.1 User not listed in Domino Directory", "mailbox-unknown"),
        ("550 User not listed in directory; host is listed in zen.spamhaus.org", "blocklist-ip"),
        ("550 Boîte aux lettres désactivée", "mailbox-disabled"),
        ("550 BOITE AUX LETTRES DESACTIVEE", "mailbox-disabled"),
        ("452 max rcpt limit exceeded", "too-many-recipients"),
        ("550 bogus HELO name used: localhost", "helo"),
        // Words that mean another thing in company.
        (
            "550-The mail server could not deliver mail to ann@example.com. The account or domain may not exist, they may be blacklisted, or missing the proper dns entries.",
            "recipient-domain",
        ),
        ("550 5.2.2 Submission quota exceeded", "sending-quota"),
        ("450 4.7.1 <ann@example.com>: Recipient address rejected: Policy Rejection- Quota Exceeded.", "rate-limit"),
        (
            "Domain example.fr has exceeded the max emails per hour (200/200 (100%)) allowed. Message discarded.",
            "sending-quota",
        ),
        (
            "421 RP-001 (COL004) Unfortunately, some messages from 192.0.2.1 weren't sent. Please try again. We have limits for how many messages can be sent per hour and per day.",
            "rate-limit",
        ),
        ("451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (AS761)", "busy-or-restricted"),
        ("451 4.7.550 Access denied, please try again later AS(3110)", "rate-limit"),
        ("554 mx.example.com ESMTP not accepting messages", "not-accepting"),
        ("550 5.7.1 Command rejected", "policy"),
        ("501 5.5.2 Helo command rejected: invalid ip address", "helo"),
        ("451 4.7.1 Service unavailable - try again later", "system"),
        ("511 sorry, can't find a valid MX for sender domain (#5.1.1 - chkuser)", "sender-domain"),
        ("550 5.7.1 <ann@example.com>... Relaying denied. IP name lookup failed [192.0.2.1]", "relay-denied"),
        ("550 5.7.24 The SPF record is malformed", "spf-error"),
        ("550 5.7.1 Blocked by policy: SPF hard fail", "spf-fail"),
        ("TLS is required, but was not offered by host mx.example.com[192.0.2.1]", "tls-not-offered"),
        (
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
            "smtp-auth-disabled",
        ),
        (
            "550 Domain may not exist or DNS check failed [x]. https://service.mail.qq.com/detail/122/72",
            "sender-domain",
        ),
        ("550 Mail is rejected by recipients [x]. https://service.mail.qq.com/detail/0/92", "recipient-rule"),
    ] {
        assert_eq!(told(text).1, cause, "{text}");
    }
}

/// Who is to blame: the sender, the recipient, or the way in between.
#[test]
fn faults_are_told_of_whom_they_are() {
    let mut wrong = Vec::new();
    for (text, outcome, cause) in [
        ("550 5.4.1 Recipient address rejected: Access denied. AS(201806281)", "permanent", "mailbox-unknown"),
        (
            "450-Requested mail action not taken: mailbox unavailable\n450-Mail send limit exceeded.\n450 For explanation visit https://postmaster.gmx.net/",
            "temporary",
            "rate-limit",
        ),
        (
            "554-gmx.net (mxgmx101) Nemesis ESMTP Service not available\n554-No SMTP service\n554-IP address is black listed.",
            "permanent",
            "blocklist-ip",
        ),
        ("550 Outgoing mail from \"bob@example.com\" has been suspended.", "permanent", "sender-account-blocked"),
        ("550-Your account has been suspended for sending spam", "permanent", "sender-account-blocked"),
        ("553 sorry, your domain has exceeded its outgoing quota", "permanent", "sending-quota"),
        ("550 5.7.1 Quota of spam complaints exceeded", "permanent", "reputation"),
        (
            "450 4.1.1 <ann@example.com>: Recipient address rejected: unverified address: connect to mx.example.com[192.0.2.1]:25: Connection refused",
            "temporary",
            "system",
        ),
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/192.0.2.53",
            "permanent",
            "misconfigured",
        ),
        ("552 Nachricht zu groß", "permanent", "message-too-large"),
        ("552 Message trop volumineux", "permanent", "message-too-large"),
        (
            "550-Verification failed for <bob@example.fr>\n550-No Such User Here\n550 Sender verify failed",
            "permanent",
            "sender-address",
        ),
        ("553 5.7.1 <bob@example.fr>: Sender address rejected: not owned by user ann", "permanent", "sender-forbidden"),
        ("553 5.7.1 <bob@example.fr>: Sender address rejected: not logged in", "permanent", "log-in"),
        ("550 5.7.23 <bob@example.fr>: Sender address rejected: SPF check failed: hardfail", "permanent", "spf-fail"),
        ("550 5.7.1 Mailbox unavailable: sender authentication failed SPF", "permanent", "spf-fail"),
        ("554 5.7.1 Client host [192.0.2.1] blocked using pbl.spamhaus.org", "permanent", "blocklist-dynamic"),
        ("554 Connection refused - 192.0.2.1 is listed by DNSBL", "permanent", "blocklist-ip"),
        (
            "556 5.1.10 <ann@example.com>: Recipient address rejected: Domain example.com does not accept mail (nullMX)",
            "permanent",
            "recipient-null-mx",
        ),
        (
            "dsn=4.4.3, status=deferred (Host or domain name not found. Name service error for name=example.com type=MX: Host not found, try again)",
            "temporary",
            "network",
        ),
        ("dsn=5.4.6, status=bounced (mail for example.com loops back to myself)", "permanent", "loop"),
        ("from=<bob@example.fr>, status=expired, returned to sender", "given_up", "expired"),
        ("550 file type .js in attachment invoice.zip is forbidden", "permanent", "attachment"),
        ("550 invoice.zip is not allowed", "permanent", "attachment"),
        ("550 5.7.20 DKIM signature required but none found", "permanent", "dkim-missing"),
        ("550 virus Win.Test.EICAR_HDB-1 detected by ClamAV", "permanent", "virus"),
        ("500 maximum allowed line length is 998 octets, got 2000", "permanent", "message-format"),
        ("530 Authentification requise", "permanent", "log-in"),
        ("550 Empfänger unbekannt", "permanent", "mailbox-unknown"),
        ("550 5.7.26 not authenticated", "permanent", "unauthenticated"),
        (
            "status=deferred (delivery temporarily suspended: lost connection with mx.example.com[192.0.2.1])",
            "temporary",
            "network",
        ),
        ("541 recipient rejected, spam filter", "permanent", "content-spam"),
        ("550 Virus Detected; Content Rejected", "permanent", "virus"),
        ("554 5.7.1 <ann@example.com>: Recipient address rejected: BLOCK-RCPT", "permanent", "policy"),
        ("554 5.7.1 Sender refused by the DNSBL", "permanent", "blocklist-ip"),
        ("450 Requested mail action not taken: mailbox unavailable", "temporary", "mailbox-unavailable"),
        ("550 5.2.1 This mailbox was blocked due to inactivity", "permanent", "mailbox-disabled"),
        ("552 5.2.2 storage limit exceeded", "permanent", "mailbox-full"),
        ("450 4.2.1 The recipient has exceeded message rate limit. Try again later.", "temporary", "recipient-rate"),
        ("451 4.7.24 SPF Temporary Error: DNS Timeout", "temporary", "spf-temporary"),
        ("451 4.7.1 DMARC temperror: could not retrieve policy", "temporary", "dns-temporary"),
        (
            "dsn=5.1.0, status=bounced (Domain example.org does not accept mail (nullMX))",
            "permanent",
            "recipient-null-mx",
        ),
        ("538 5.7.11 Encryption required for requested authentication mechanism", "permanent", "tls-required"),
        ("454 TLS not available due to temporary reason", "temporary", "tls-broken"),
        ("454 4.7.0 Temporary authentication failure", "temporary", "system"),
        ("450 4.1.2 <ann@example.com>: Recipient address rejected: Domain not found", "temporary", "recipient-domain"),
        ("501 5.5.4 Invalid domain name", "permanent", "helo"),
        (
            "550 5.7.520 Access denied, your organization does not allow external forwarding",
            "permanent",
            "forwarding-blocked",
        ),
        (
            "450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]",
            "temporary",
            "tls-required",
        ),
        ("{LED=550-5.7.26 Unauthenticated email from example.fr is not accepted}", "permanent", "unauthenticated"),
        ("ann@example.com: retry timeout exceeded", "given_up", "expired"),
        ("421 Max message per connection reached, closing transmission channel", "temporary", "connections"),
        ("550 Empfaenger unbekannt", "permanent", "mailbox-unknown"),
        ("550 Postfach gesperrt", "permanent", "mailbox-disabled"),
        ("554 Votre adresse IP est sur liste noire", "permanent", "blocklist-ip"),
        ("550 Relais interdit", "permanent", "relay-denied"),
        ("451 Liste grise, réessayez plus tard", "temporary", "greylist"),
        (
            "2026-11-02 10:00:00 1abc-00 ** ann@example.com R=dnslookup T=remote_smtp: Unrouteable address",
            "permanent",
            "mailbox-unknown",
        ),
        (
            "2026-11-02 10:00:00 1abc-00 == ann@example.com R=dnslookup T=remote_smtp defer (110): Connection timed out",
            "temporary",
            "network",
        ),
    ] {
        let found = told(text);
        if found != (outcome, cause) {
            wrong.push(format!("{text}: {found:?}, not {outcome} {cause}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The same number means another thing elsewhere: the receiver decides, then the registry.
#[test]
fn codes_belong_to_their_receiver() {
    let at = |host: &str, status: &str| {
        told(&format!("host {host}[192.0.2.1] said: 550 {status} no (in reply to end of DATA command)")).1
    };
    let (google, microsoft, other) =
        ("gmail-smtp-in.l.google.com", "example-com.mail.protection.outlook.com", "mx.example.com");
    assert_eq!([at(google, "5.7.27"), at(other, "5.7.27")], ["spf-required", "sender-null-mx"]);
    assert_eq!([at(google, "5.7.30"), at(other, "5.7.30")], ["dkim-invalid", "tls-required"]);
    assert_eq!([at(google, "5.7.29"), at(other, "5.7.29")], ["tls-required", "arc"]);
    assert_eq!([at(google, "5.7.24"), at(other, "5.7.24")], ["spf-suspicious", "spf-error"]);
    assert_eq!(
        [at(google, "4.7.23"), at(microsoft, "5.7.23"), at(other, "5.7.23")],
        ["ptr-missing", "spf-fail", "spf-fail"]
    );
    assert_eq!([at("mta7.am0.yahoodns.net", "5.7.9"), at(other, "5.7.509")], ["dmarc-policy", "dmarc-policy"]);
    assert_eq!([at(google, "5.7.40"), at(google, "5.7.32")], ["dmarc-missing", "dmarc-unaligned"]);
    assert_eq!(told("550 5.7.613 no").1, "blocklist-own", "nobody but Microsoft has these");
    // The wording decides before the number does.
    assert_eq!(told("504 5.7.40 Unrecognized authentication type. gsmtp").1, "log-in-failed");
    assert_eq!(
        told(
            "421-4.7.31 Your email has been rate limited because the sending domain doesn't have a DMARC record. gsmtp"
        )
        .1,
        "dmarc-missing"
    );
}

/// What Microsoft writes of its codes in its list of notifications (Exchange Online).
#[test]
fn codes_of_microsoft() {
    for (status, cause) in [
        ("5.1.8", "sender-account-blocked"),
        ("5.1.10", "mailbox-unknown"),
        ("5.1.90", "sending-quota"),
        ("5.4.300", "expired"),
        ("5.4.310", "recipient-domain"),
        ("5.4.312", "network"),
        ("5.7.501", "sender-account-blocked"),
        ("5.7.503", "sender-account-blocked"),
        ("5.7.504", "mailbox-unknown"),
        ("5.7.507", "recipient-rule"),
        ("5.7.508", "rate-limit"),
        ("5.7.510", "ipv4-only"),
        ("5.7.511", "blocklist-own"),
        ("5.7.700", "sender-account-blocked"),
        ("5.7.703", "recipient-blocked-by-sender"),
        ("5.7.705", "sender-account-blocked"),
        ("5.7.750", "relay-account"),
        ("4.7.850", "rate-limit"),
    ] {
        let line = format!(
            "host a.mail.protection.outlook.com[192.0.2.1] said: 550 {status} zzz (in reply to RCPT TO command)"
        );
        assert_eq!(told(&line).1, cause, "{status}");
    }
}

/// No code stands behind another that covers it: it would never be found.
#[test]
fn every_code_of_a_receiver_is_found() {
    for file in patterns::files() {
        let Some(receiver) = file.receiver else { continue };
        for code in file.codes {
            let first = code.code.split_once('-').map_or(code.code, |(first, _)| first);
            let status = Status::parse(&format!("5.{first}")).unwrap();
            let found = patterns::code(receiver, status).map(|(_, found)| found.code);
            assert_eq!(found, Some(code.code), "{receiver}");
        }
    }
}

/// What cannot be known is called so.
#[test]
fn unknown_texts_are_called_unknown() {
    for text in [
        "",
        "   ",
        "\0\0",
        "hello",
        "colourless green ideas",
        "\u{202e}\u{feff}",
        "....",
        "999",
        "7.7.7",
        "550",
        "550 zzz",
    ] {
        let found = explain(text);
        assert_eq!(found.reason(), Some(Reason::Other), "{text:?}");
        assert_eq!(found.fixable_in_dns(), None, "{text:?}");
    }
    assert_eq!(explain("hello").known_by, KnownBy::Nothing);
    assert_eq!(explain("550 zzz").known_by, KnownBy::Code);
}

/// The data is whole: causes are there and used, wordings find what they are written for.
#[test]
fn the_data_is_whole() {
    let ids: BTreeSet<&str> = cause::all().iter().map(|cause| cause.id).collect();
    assert_eq!(ids.len(), cause::all().len(), "an id stands twice");
    let mut used: BTreeSet<&str> = BTreeSet::from([cause::UNKNOWN]);
    let codes = Codes::get();
    used.extend(codes.basic.iter().filter_map(|basic| basic.cause.map(|cause| cause.id)));
    used.extend(codes.status.iter().filter_map(|status| status.cause.map(|cause| cause.id)));
    for file in patterns::files() {
        let name = file.receiver.unwrap_or("general");
        assert!(file.source.len() > 10 && file.receiver.is_some() == file.name.is_some(), "{name}");
        used.extend(file.codes.iter().map(|code| code.cause.id));
        used.extend(file.patterns.iter().map(|pattern| pattern.cause.id));
        let mut seen = BTreeSet::new();
        for pattern in file.patterns {
            for wording in pattern.wordings {
                assert!(seen.insert((normal(wording), &pattern.with)), "{name}: {wording:?} stands twice");
                let fixed = wording.split(['*', '{']).map(|part| normal(part).len()).max().unwrap();
                assert!(fixed >= 3, "{name}: {wording:?} says too little");
                let (before, choices) = wording.split_once('{').unwrap_or((wording, ""));
                if !choices.is_empty() {
                    continue;
                }
                let text = normal(&before.replace('*', " of example "));
                let status = pattern.with.first().map(|(subject, detail)| Status {
                    class: 5,
                    subject: *subject,
                    detail: *detail,
                });
                let found = patterns::seen(&text, status).matches;
                assert!(
                    found.iter().any(|one| std::ptr::eq(one.pattern, pattern)),
                    "{name}: {wording:?} finds nothing"
                );
            }
        }
    }
    assert_eq!(used, ids, "used and defined");
}

/// Every host that answers for a receiver in its receiver file is known here, too.
#[test]
fn receivers_are_known_by_their_hosts() {
    for receiver in Receivers::default().all() {
        let Some(file) = patterns::of_receiver(&receiver.id) else { continue };
        for form in &receiver.mx {
            let host = form.replace("*", "mx1");
            let name = preflight::name::DomainName::parse(&host).unwrap();
            assert!(file.hosts.iter().any(|form| pattern::matches(form, &name)), "{}: {host}", receiver.id);
        }
    }
    // The hosts of Outlook.com have names below those of Microsoft 365.
    assert_eq!(patterns::of_host("hotmail-com.olc.protection.outlook.com"), Some("outlook"));
    assert_eq!(patterns::of_host("example-com.mail.protection.outlook.com"), Some("m365"));
    // Two receivers say the same; a mark of one of them tells.
    let said = explain("504 5.7.4 Unrecognized authentication type [AB1.EURPRD01.PROD.OUTLOOK.COM]");
    assert_eq!(said.receiver, Some("m365"));
}

#[test]
fn both_languages_say_everything() {
    for lang in Lang::ALL {
        let texts = Texts::of(lang);
        let has = |key: String| assert!(texts.has(&key), "{key} is missing in {}", lang.as_str());
        for cause in cause::all() {
            has(format!("explain-cause-{}", cause.id));
            has(format!("explain-means-{}", cause.id));
            cause.actions.iter().for_each(|action| has(format!("explain-do-{action}")));
            assert!(cause.actions.len() > 1, "{} has one step only", cause.id);
            assert!(!cause.dns || !cause.rules.is_empty(), "{} has no rule that shows it", cause.id);
        }
        Reason::ALL.iter().for_each(|reason| has(format!("explain-reason-{}", reason.as_str().replace('_', "-"))));
        Codes::get().basic.iter().for_each(|basic| has(format!("explain-code-{}", basic.code)));
        Codes::get().status.iter().for_each(|status| has(status.key()));
    }
}

/// Mail that is held back is tried again by the sending server, refused mail is not: no text says the other.
#[test]
fn retries_are_spoken_of_where_there_are_any() {
    let never = |lang: Lang, outcome: Outcome| match (lang, outcome) {
        (Lang::En, Outcome::Permanent) => ["try again", "tries again", "retries", "held back is"].as_slice(),
        (Lang::Fr, Outcome::Permanent) => &["d’envoi réessa", "serveur réessa", "essayer", "différé est réessayé"],
        (Lang::En, Outcome::GivenUp) => &["try again", "tries again", "would be refused", "refused message"],
        (Lang::Fr, Outcome::GivenUp) => &["d’envoi réessa", "serveur réessa", "différé est réessayé", "message refusé"],
        (Lang::En, _) => &["would be refused", "refused message", "after a refusal"],
        (Lang::Fr, _) => &["serait aussi refusé", "message refusé", "après un refus"],
    };
    for lang in Lang::ALL {
        for outcome in [Outcome::Temporary, Outcome::GivenUp, Outcome::Permanent] {
            for cause in cause::all() {
                let mut said = words::actions(cause, Texts::of(lang), outcome);
                said.push(words::means(cause, Texts::of(lang), outcome));
                for text in said {
                    let wrong = never(lang, outcome).iter().find(|one| text.contains(**one));
                    assert!(wrong.is_none(), "{}, {}: {text}", cause.id, outcome.as_str());
                }
            }
        }
    }
}

/// Time helps mail that waits alone.
#[test]
fn somebody_has_to_act_where_nobody_tries_again() {
    for (text, side) in [
        ("451 4.7.1 Greylisted", Side::Wait),
        ("550 5.7.1 Greylisted", Side::Sender),
        ("1abc-0000-00 ** ann@example.com R=dnslookup T=remote_smtp: 451 4.7.1 Greylisted", Side::Sender),
        ("550 5.1.1 User unknown", Side::Recipient),
    ] {
        assert_eq!(explain(text).side(), Some(side), "{text}");
    }
}

/// A log that has no reply tells of mail for which nobody was asked.
#[test]
fn nobody_speaks_in_a_log_without_a_reply() {
    for (text, stage) in [
        ("1abc-0000-00 ** ann@example.com: Unrouteable address", None),
        ("550 Unrouteable address", Some("rcpt_to")),
        ("1abc-0000-00 ** ann@example.com R=dnslookup T=remote_smtp: 550 Unrouteable address", Some("rcpt_to")),
    ] {
        assert_eq!(explain(text).stage.map(Stage::as_str), stage, "{text}");
    }
}

/// Each step stands by itself: the first continues nothing, and none points to another.
#[test]
fn steps_follow_one_another() {
    for outcome in [Outcome::Temporary, Outcome::GivenUp, Outcome::Permanent, Outcome::Unknown] {
        for cause in cause::all() {
            for (lang, or, next) in [(Lang::En, "Or ", "next step"), (Lang::Fr, "Ou ", "étape suivante")] {
                let steps = words::actions(cause, Texts::of(lang), outcome);
                assert!(!steps.first().unwrap().starts_with(or), "{}: {steps:?}", cause.id);
                assert!(steps.iter().all(|step| !step.contains(next)), "{}: {steps:?}", cause.id);
            }
        }
    }
}

/// Where a step is about DNS records, nothing says that DNS cannot help.
#[test]
fn causes_with_steps_in_dns_say_so() {
    let puts_in_order = |cause: &&Cause| cause.actions.contains(&"authenticate-all");
    let said: Vec<_> = cause::all().iter().filter(puts_in_order).map(|cause| (&cause.id, cause.dns_word())).collect();
    assert!(said.len() > 2 && said.iter().all(|(_, word)| matches!(*word, "yes" | "partly")), "{said:?}");
    assert_eq!(cause::named(cause::UNKNOWN).map(Cause::dns_word), Some("unknown"));
}

/// A bare code that receivers use each in their own way says so; one that a single receiver has made up is its own.
#[test]
fn a_bare_code_tells_who_uses_it_otherwise() {
    let named = |text: &str| -> Vec<_> {
        let words = Words::of(&explain(text), Texts::of(Lang::En));
        words.elsewhere.iter().map(|other| (other.receiver, other.cause.id)).collect()
    };
    assert_eq!(named("421 4.7.30"), [("gmail", "dkim-invalid")]);
    assert_eq!(named("550 5.7.27"), [("gmail", "spf-required")]);
    assert_eq!(named("550 5.7.1"), []);
    assert_eq!(named("550 5.7.27 Sender address has null MX"), []);
    let owned = explain("421 4.7.32");
    assert_eq!((owned.receiver, told("421 4.7.32").1), (Some("gmail"), "dmarc-unaligned"));
    // A number that no standard has is not told by the registry.
    let stray = Words::of(&explain("606"), Texts::of(Lang::En)).meaning;
    assert!(!stray.contains("registry"), "{stray}");
    // The usual causes of a bare code may lie in DNS.
    assert_eq!((explain("451").dns_word(), explain("552").dns_word()), ("partly", "no"));
}

/// What the registry says of a code never contradicts the title in silence.
#[test]
fn other_meanings_of_a_code_are_called_so() {
    let last = |text: &str| Words::of(&explain(text), Texts::of(Lang::En)).codes.pop().unwrap().1;
    let microsoft =
        last("host a.mail.protection.outlook.com[192.0.2.1] said: 550 5.1.10 no (in reply to RCPT TO command)");
    assert!(microsoft.ends_with("by the registry; Microsoft 365 uses it otherwise"), "{microsoft}");
    let listed = last("550 5.1.1 Your address is listed in zen.spamhaus.org");
    assert!(listed.ends_with("by the registry; the text of the reply says otherwise"), "{listed}");
    assert_eq!(last("550 5.1.1 User unknown"), "The mailbox does not exist");
    for file in patterns::files() {
        let Some(name) = file.name else { continue };
        for code in file.codes {
            let registered = Codes::get().status.iter().find(|one| one.code == code.code);
            let Some(meant) = registered.and_then(|one| one.cause).filter(|meant| *meant != code.cause) else {
                continue;
            };
            let explanation = Explanation {
                receiver: file.receiver,
                cause: Some(code.cause),
                known_by: KnownBy::ReceiverCode,
                ..explain(&format!("550 5.{} zzz", code.code))
            };
            let said = Words::of(&explanation, Texts::of(Lang::En)).codes.pop().unwrap().1;
            assert!(said.contains(&format!("{name} uses it otherwise")), "{name} {} {}: {said}", code.code, meant.id);
        }
    }
}

/// Sources are names: they stay as they are, without English words between them, and French sets its semicolons.
#[test]
fn sources_can_be_shown_in_french() {
    let codes = Codes::get();
    let named = codes.basic.iter().filter_map(|basic| basic.reference);
    let named = named.chain(codes.status.iter().map(|status| status.reference)).chain([codes.source]);
    for name in named {
        let shown = words::sources(name, Texts::of(Lang::Fr));
        assert!(!shown.contains("registry") && !shown.contains("page of"), "{shown}");
        assert_eq!(shown.matches(';').count(), shown.matches("\u{a0};").count(), "{shown}");
        assert_eq!(words::sources(name, Texts::of(Lang::En)), name);
    }
}

/// Many bounces end with the steps of each cause, told once; a quiet run leaves them out.
#[test]
fn many_bounces_share_their_steps() {
    let lines = "550 5.1.1 User unknown\n451 4.7.1 Greylisted\n".repeat(200);
    let (out, ..) = run(&["explain", "-"], &mut lines.as_bytes());
    assert_eq!(out.matches("\nline ").count(), 399, "the first stands at the start");
    assert_eq!(out.matches("Check the address letter by letter").count(), 1, "{out}");
    assert!(out.contains("(lines 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21,"), "{out}");
    assert!(out.contains("and 188 more") && out.contains("tries again by itself"), "{out}");
    let (out, ..) = run(&["explain", "-", "-q"], &mut lines.as_bytes());
    assert!(!out.contains("What to do") && out.lines().count() >= 400, "{out}");
}

#[test]
fn families_are_those_of_the_catalogue() {
    let known: BTreeSet<String> = preflight::checks::CATALOGUE
        .iter()
        .map(|rule| rule.id.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned())
        .collect();
    for family in [Family::Spf, Family::Dkim, Family::Dmarc, Family::Aln, Family::Mx, Family::Rdns, Family::Bl] {
        assert!(known.contains(family.letters()), "{}", family.letters());
    }
}

/// A million lines are read one after the other; what is kept of them is one reply.
#[test]
fn a_million_lines_are_read_one_by_one() {
    let line = b"550 5.1.1 User unknown\n".as_slice();
    let many = std::io::repeat(0).take(1_000_000).map_lines(line);
    assert_eq!(Bounces::new(BufReader::new(many)).map_while(Result::ok).count(), 1_000_000);
}

/// The same line for every octet of a reader.
struct Repeated<R> {
    times: R,
    line: &'static [u8],
    at: usize,
}

trait MapLines: Read + Sized {
    fn map_lines(self, line: &'static [u8]) -> Repeated<Self> {
        Repeated { times: self, line, at: line.len() }
    }
}

impl<R: Read> MapLines for R {}

impl<R: Read> Read for Repeated<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.line.len() {
            if self.times.read(&mut [0])? == 0 {
                return Ok(0);
            }
            self.at = 0;
        }
        let count = buffer.len().min(self.line.len() - self.at);
        buffer[..count].copy_from_slice(&self.line[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// What the program prints, and its exit code. It may stop reading before everything is written.
fn run(args: &[&str], input: &mut dyn Read) -> (String, String, Option<i32>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_preflight"))
        .args(args)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let copied = std::io::copy(input, &mut pipe);
    assert!(copied.is_ok() || copied.is_err_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe));
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    let text = |octets| String::from_utf8(octets).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn bad_input_has_a_clear_end() {
    let header =
        "Return-Path: <>\nFrom: MAILER-DAEMON@example.net\nSubject: failure notice\n\n550 5.1.1 User unknown\n\n";
    // A hundred megabytes: four are read.
    let mut large = header.as_bytes().chain(std::io::repeat(b'x').take(100 * 1024 * 1024));
    let (out, err, code) = run(&["explain", "-"], &mut large);
    assert!(out.contains("The mailbox does not exist") && err.contains("not looked at"), "{out}{err}");
    assert_eq!(code, Some(0));

    let fields = "X-Field: value\n".repeat(10_000);
    let (out, ..) = run(&["explain", "-"], &mut format!("Return-Path: <>\n{fields}{header}").as_bytes());
    assert!(out.contains("The mailbox does not exist"), "{out}");

    let deep = "Content-Type: multipart/mixed; boundary=a\n\n--a\n".repeat(10_000);
    let (_, err, code) = run(&["explain", "-"], &mut format!("Return-Path: <>\n{deep}").as_bytes());
    assert_eq!((err.contains("no notification"), code), (true, Some(2)), "{err}");

    for (input, expected) in [
        (b"".as_slice(), "holds no bounce"),
        (b"\n\n  \n", "holds no bounce"),
        (&[b'x'; limits::BOUNCE_LINE_OCTETS * 3], "line 1"),
    ] {
        let (_, err, code) = run(&["explain", "-"], &mut &*input);
        assert_eq!((err.contains(expected), code), (true, Some(2)), "{err}");
    }
    for input in [b"\0\0\0\x1b[31m\xff".as_slice(), &(0..=255).collect::<Vec<u8>>()] {
        let (out, err, code) = run(&["explain", "-"], &mut &*input);
        assert!(!out.contains('\x1b') && out.contains("does not say why"), "{out}{err}");
        assert_eq!(code, Some(0));
    }
    let (out, _, code) = run(&["explain", "-", "--format", "jsonl"], &mut "550 5.1.1 no\n".repeat(2_000).as_bytes());
    assert_eq!((out.lines().count(), code), (2_000, Some(0)));
}

/// Nothing of a message is printed: no address, no subject, no body.
#[test]
fn nothing_of_a_message_leaks() {
    let message = "From sender Mon Nov  2 10:00:00 2026\nReturn-Path: <>\nFrom: Daemon-Secret <MAILER-DAEMON@hidden.example>\nTo: ann.secret@hidden.example\nSubject: failure notice secret\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nDear Secret, your message to bob.secret@hidden.example failed.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; hidden.example\n\nFinal-Recipient: rfc822; bob.secret@hidden.example\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.hidden.example\nDiagnostic-Code: smtp; 550 5.1.1 <bob.secret@hidden.example>: secret user unknown\n\n--b\nContent-Type: message/rfc822\n\nSubject: secret plans\n\nsecret body\n--b--\n";
    let folder = tempfile::tempdir().unwrap();
    let mbox = folder.path().join("mbox");
    std::fs::write(&mbox, message.repeat(2)).unwrap();
    for lang in ["en", "fr"] {
        for format in ["terminal", "json", "jsonl"] {
            for verbose in [&[][..], &["-v"]] {
                let mut args = vec!["explain", "--lang", lang, "--format", format];
                args.extend(verbose);
                let mbox = mbox.to_str().unwrap();
                let alone = run(&[&args[..], &["-"]].concat(), &mut message.as_bytes());
                let all = run(&[&args[..], &["--mailbox", mbox]].concat(), &mut std::io::empty());
                for (out, err, code) in [alone, all] {
                    assert_eq!(code, Some(0), "{err}");
                    let shown = (out + &err).to_lowercase();
                    assert!(!shown.contains("secret") && !shown.contains("hidden"), "{shown}");
                }
            }
        }
    }
}

/// mbox, Maildir and a folder of files come to the same summary.
#[test]
fn mailboxes_of_every_kind_are_summed_up() {
    let bounce = |text: &str| {
        format!(
            "Return-Path: <>\nFrom: MAILER-DAEMON@example.net\nSubject: failure notice\n\nRemote host said: {text}\n"
        )
    };
    let messages = [
        bounce("550 5.1.1 User unknown"),
        bounce("550 5.1.1 No such user"),
        bounce("550-5.7.26 This mail has been blocked because the sender is unauthenticated. gsmtp"),
        "From: ann@example.com\nSubject: lunch\n\nat noon\n".to_owned(),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for sub in ["maildir/cur", "maildir/new", "maildir/tmp", "eml"] {
        std::fs::create_dir_all(path(sub)).unwrap();
    }
    let mut mbox = String::new();
    for (number, message) in messages.iter().enumerate() {
        mbox.push_str(&format!("From x Mon Nov  2 10:00:00 2026\n{message}\n"));
        let sub = if number == 0 { "new" } else { "cur" };
        std::fs::write(path(&format!("maildir/{sub}/{number}.host")), message).unwrap();
        std::fs::write(path(&format!("eml/{number}.eml")), message).unwrap();
    }
    std::fs::write(path("eml/notes.txt"), "no message").unwrap();
    std::fs::write(path("mbox"), mbox).unwrap();
    let summed = |name: &str| {
        let args = ["explain", "--format", "json", "--mailbox", path(name).to_str().unwrap()].map(str::to_owned);
        let (out, err, code) = run(&args.each_ref().map(String::as_str), &mut std::io::empty());
        assert_eq!(code, Some(0), "{err}");
        out
    };
    let json: serde_json::Value = serde_json::from_str(&summed("mbox")).unwrap();
    assert_eq!(
        (&json["messages"], &json["bounces"], &json["fixable_in_dns"], &json["others"]),
        (&4.into(), &3.into(), &1.into(), &1.into())
    );
    assert_eq!(
        (&json["causes"][0]["cause"], &json["causes"][0]["receivers"][0]["receiver"]),
        (&"unauthenticated".into(), &"gmail".into())
    );
    assert_eq!((&json["causes"][1]["cause"], &json["causes"][1]["count"]), (&"mailbox-unknown".into(), &2.into()));
    assert_eq!(summed("mbox"), summed("maildir"));
    assert_eq!(summed("mbox"), summed("eml"));
    let (_, err, code) = run(&["explain", "--mailbox", path("maildir/tmp").to_str().unwrap()], &mut std::io::empty());
    assert_eq!((err.contains("holds no message"), code), (true, Some(2)), "{err}");
}

/// Random octets, and starts of real lines: nothing panics, and what comes out is one of the closed lists.
/// A notification as programs save it: behind a byte order mark or empty lines, through a pipe, several in one file.
#[test]
fn notifications_are_read_however_they_were_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bounce").display().to_string();
    let bounce = "Return-Path: <>\nFrom: MAILER-DAEMON@example.net\n\nRemote host said: 552 5.2.2 Mailbox full\n";
    for before in ["", "\u{feff}", "\n\r\n"] {
        std::fs::write(&path, format!("{before}{bounce}")).unwrap();
        let (out, err, code) = run(&["explain", "-q", "--input", &path], &mut std::io::empty());
        assert!(code == Some(0) && out.contains("The mailbox is full"), "{before:?}: {out}{err}");
        let mut bytes = std::fs::read(&path).unwrap();
        for place in [path.as_str(), "/dev/stdin"] {
            let (out, err, _) = run(&["explain", "--mailbox", place], &mut bytes.as_slice());
            assert!(out.contains("1 recipient not reached in 1 message"), "{before:?} {place}: {out}{err}");
        }
        bytes.clear();
        std::fs::write(&path, &bytes).unwrap();
        let (_, err, code) = run(&["explain", "--mailbox", &path], &mut std::io::empty());
        assert!(code == Some(2) && err.contains("holds no message"), "{err}");
    }
    let separator = "From x Mon Nov  2 10:00:00 2026\n";
    std::fs::write(&path, format!("{separator}{bounce}\n{separator}{bounce}\n")).unwrap();
    let (_, err, code) = run(&["explain", "--input", &path], &mut std::io::empty());
    assert!(code == Some(2) && err.contains("holds several messages"), "{err}");
}

/// What is read is never written over, and nobody is written to who has gone away.
#[test]
fn the_output_is_no_input_and_ends_when_nobody_reads() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("same").display().to_string();
    std::fs::write(&path, "550 5.1.1 x\n550 5.1.1 y\n").unwrap();
    for flag in ["--input", "--mailbox"] {
        let (_, err, code) = run(&["explain", flag, &path, "--output", &path], &mut std::io::empty());
        assert!(code == Some(2) && err.contains("would be overwritten"), "{err}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "550 5.1.1 x\n550 5.1.1 y\n");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_preflight"))
        .args(["explain", "-", "--format", "jsonl"])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    // The other side closes its input when it stops; were it to go on, this would never end.
    while std::io::Write::write_all(&mut input, &b"550 5.1.1 User unknown\n".repeat(1000)).is_ok() {}
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn flags_without_effect_are_told() {
    let (out, err, code) = run(&["explain", "--ip", "192.0.2.1", "552 5.2.2 Mailbox full"], &mut std::io::empty());
    assert!(code == Some(2) && out.contains("The mailbox is full") && err.contains("had no effect"), "{out}{err}");
}

#[test]
fn nothing_panics() {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let words = [
        "550",
        "-",
        "5.7.1",
        "@",
        "<",
        ">",
        "é",
        "\u{1F4A9}",
        "host ",
        "said:",
        "*",
        "{",
        "#",
        "smtp;",
        "\0",
        "4",
        ".",
        "İ",
        "spf",
        " ",
    ];
    for _ in 0..5_000 {
        let text: String = (0..next() % 12).map(|_| words[next() % words.len()]).collect();
        let Explanation { cause, .. } = explain(&text);
        assert!(cause.is_none_or(|cause| cause::named(cause.id).is_some()), "{text:?}");
    }
    for line in lines().unwrap_or_default() {
        for (end, _) in line.text.char_indices().step_by(29) {
            explain(&line.text[..end]);
        }
    }
}
