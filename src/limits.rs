//! Every bound on untrusted input, in one place.
//!
//! DNS answers, zone files, messages and lists of domains come from people we do not know. Each
//! number here says how much of them is read before preflight stops and says so.

use std::time::Duration;

/// Questions that one domain may cost, over all protocols. A crafted include tree cannot ask more.
pub const QUESTIONS_PER_DOMAIN: usize = 1_500;

/// Names a CNAME chain may have before it counts as a loop.
pub const CNAME_CHAIN: usize = 16;

/// Include and redirect levels the SPF census follows; a receiver gives up far earlier.
pub const SPF_DEPTH: usize = 24;

/// SPF records the census reads for one domain, whatever the shape of the tree.
pub const SPF_RECORDS: usize = 1_100;

/// Octets of one TXT record that are parsed; RFC 1035 section 2.3.4 and UDP keep real ones far below.
pub const RECORD_OCTETS: usize = 65_535;

/// Strings that a DMARC record may have for its joints to be tried one by one.
pub const DMARC_STRINGS: usize = 64;

/// Networks of a domain's own that its SPF record names and that are looked at as its senders; a record
/// that spells out its providers' addresses may hold hundreds.
pub const OWN_NETWORKS: usize = 32;

/// DKIM selectors probed on one domain that names none (the budget of queries for discovery).
pub const SELECTOR_PROBES: usize = 120;

/// Addresses of one domain whose reverse DNS is looked at.
pub const SENDERS: usize = 64;

/// PTR names of one address that are followed; receivers stop there too (RFC 7208 section 4.6.4).
pub const PTR_NAMES: usize = 10;

/// Bits of an RSA modulus that is searched for small factors; verifiers stop at 4096 (RFC 8301 section 3.2).
pub const RSA_BITS: usize = 16_384;

/// Addresses of one domain that each blocklist is asked about.
pub const BLOCKLIST_ADDRESSES: usize = 16;

/// Domains of one domain's streams, exchanges and name servers that each blocklist is asked about.
pub const BLOCKLIST_DOMAINS: usize = 16;

/// Domains of one run up to which the usual blocklists are asked: they serve their visitors for free.
pub const BLOCKLIST_RUN: usize = 5;

/// Questions in flight at once towards one blocklist.
pub const BLOCKLIST_IN_FLIGHT: usize = 4;

/// Times that the whole check is repeated to find and prove the fixes of one domain.
pub const FIX_TRIALS: usize = 48;

/// Octets of a zone file, of a recorded world or of a configuration file.
pub const FILE_OCTETS: u64 = 64 * 1024 * 1024;

/// Octets of a receiver file.
pub const RECEIVER_FILE_OCTETS: u64 = 1024 * 1024;

/// Files that `$INCLUDE` may reach from one zone file.
pub const ZONE_INCLUDES: usize = 64;

/// Records that `$GENERATE` may make in one zone.
pub const ZONE_GENERATED: usize = 65_536;

/// Syntax errors kept per zone file; the rest are counted.
pub const ZONE_ERRORS: usize = 1_000;

/// Octets of one line in a list of domains.
pub const LIST_LINE_OCTETS: usize = 4_096;

/// Different domains that are looked up in a list of recipients; those of further ones are counted.
pub const RECIPIENT_DOMAINS: usize = 100_000;

/// Lines that are remembered of each domain in a list of recipients, to name them if they would be refused.
pub const LINES_PER_DOMAIN: usize = 20;

/// Recipients that would be refused and are named; the rest are counted.
pub const REFUSED_RECIPIENTS: usize = 1_000;

/// Domains of recipients of which nothing is known and that are named; the recipients of the rest are counted.
pub const UNDETERMINED_RECIPIENTS: usize = 100;

/// Octets of one line that is explained as a bounce; a longer one is passed over, and that is said.
pub const BOUNCE_LINE_OCTETS: usize = 16 * 1024;

/// Lines that are joined to one reply.
pub const REPLY_LINES: usize = 100;

/// Octets of a message that are read: what a notification says stands before the message it returns.
pub const MESSAGE_OCTETS: usize = 4 * 1024 * 1024;

/// Octets of the header of a message that are read.
pub const MESSAGE_HEADER_OCTETS: usize = 256 * 1024;

/// Parts of a message, nested ones included; it is cut before the next.
pub const MESSAGE_PARTS: usize = 250;

/// Recipients of one notification that are told apart.
pub const NOTIFIED_RECIPIENTS: usize = 1_000;

/// Paragraphs of a notification in plain words that are compared with wordings.
pub const NOTIFICATION_PARAGRAPHS: usize = 200;

/// Lines or recipients that are named below a cause they share; of the rest the number is told.
pub const PLACES_SHOWN: usize = 12;

/// Octets that may stand where a wording of a bounce leaves room: a name, an address, a list of either.
pub const WORDING_GAP: usize = 120;

/// Findings that one rule reports on one domain: a record may hold a mistake in every other octet.
pub const FINDINGS_PER_RULE: usize = 100;

/// Questions in flight at once towards one resolver: all the guesses of one domain, and what its other
/// protocols ask meanwhile, so that the next link of a chain does not queue behind guesses.
pub const IN_FLIGHT: usize = SELECTOR_PROBES + 40;

/// Questions in flight at once on one encrypted connection. The library's multiplexer reads a hundred
/// replies in one go and then does not look again; more would be left without an answer.
pub const ENCRYPTED_IN_FLIGHT: usize = 96;

/// Answers kept for other domains of the same run; those that nobody asks for make room.
pub const CACHED_ANSWERS: usize = 10_000;

/// Servers of one resolver that are tried in turn (as many as `resolv.conf` may name).
pub const SERVERS: usize = 3;

/// How long one question may take, tries included, when nothing else is said.
pub const TIMEOUT: Duration = Duration::from_secs(5);

/// How long one domain may take when nothing else is said; then a partial report comes out.
pub const DEADLINE: Duration = Duration::from_secs(20);
