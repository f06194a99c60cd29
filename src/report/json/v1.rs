//! The published JSON shape, version 1: frozen, with types of its own.
//!
//! Fields may be added; none is renamed or removed before a version 2. Enums are lower case, names
//! are A-labels without final dot, texts are in the language of the run. `preflight schema` prints
//! the JSON Schema of these types, and `docs/output.md` explains them.

use schemars::JsonSchema;
use serde::Serialize;

/// The report of one domain.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// The version of this shape: 1.
    pub schema: u8,
    /// The version of preflight.
    pub preflight: &'static str,
    /// The day of the rule set.
    pub ruleset: &'static str,
    /// The moment the report speaks of, UTC.
    pub as_of: String,
    /// The language of its texts.
    pub lang: &'static str,
    /// The domain.
    pub domain: String,
    /// `rejected`, `at_risk`, `clear`, `undetermined` or `not_sending`.
    pub verdict: &'static str,
    /// SPF.
    pub spf: Spf,
    /// DKIM.
    pub dkim: Dkim,
    /// DMARC, in both generations.
    pub dmarc: Dmarc,
    /// The mail exchanges.
    pub mx: Vec<Mx>,
    /// How the MX records as a whole read.
    pub mx_state: &'static str,
    /// The addresses that mail may come from, with their reverse DNS and listings.
    pub addresses: Vec<Address>,
    /// The blocklists of the run.
    pub blocklists: Vec<Blocklist>,
    /// Transport security: the TXT records of MTA-STS and TLS-RPT.
    pub transport: Transport,
    /// The ways of sending that were judged.
    pub streams: Vec<Stream>,
    /// Broken rules, and rules that could not be decided.
    pub findings: Vec<Finding>,
    /// What each receiver would answer to each stream.
    pub predictions: Vec<Prediction>,
    /// What to change in DNS, in order.
    pub fixes: Vec<Fix>,
    /// What the fixes come to as a whole; left out when none were planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// What the records laid over DNS change; left out when none were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_if: Option<WhatIf>,
    /// Every question that got no answer.
    pub undetermined: Vec<Undetermined>,
    /// The rules that found nothing.
    pub rules: Rules,
    /// Every answer used.
    pub dns: Vec<DnsAnswer>,
    /// What the list of `--to` comes to; left out without one. With `jsonl` the first line has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Recipients>,
}

/// What `--format json` prints: one report, or several in one document.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Output {
    /// For one domain; also each line of `--format jsonl`.
    One(Box<Report>),
    /// For several domains, or with `--input`.
    Many(Reports),
}

/// Several reports in one document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reports {
    /// The version of this shape: 1.
    pub schema: u8,
    /// One report a domain, in the order given.
    pub reports: Vec<Report>,
    /// What the list of `--to` comes to; left out without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Recipients>,
}

/// What a list of recipients comes to. No address of it stands here.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Recipients {
    /// Recipients in the list.
    pub total: u64,
    /// Where they go, the largest first; `other` stands for all receivers that preflight does not know.
    pub receivers: Vec<RecipientShare>,
    /// Those that would be refused, by line; at most 1,000.
    pub refused: Vec<RefusedRecipient>,
    /// How many would be refused.
    pub refused_total: u64,
    /// Domains of which nothing is known; at most 100.
    pub undetermined: Vec<UndeterminedRecipients>,
    /// How many recipients such domains have.
    pub undetermined_total: u64,
    /// Recipients whose domain was not looked at: the list has too many different ones.
    pub left_out: u64,
}

/// What one receiver has of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecipientShare {
    /// The id of the receiver, or `other`.
    pub receiver: String,
    /// How many recipients.
    pub count: u64,
}

/// A recipient that would be refused, whoever sends.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RefusedRecipient {
    /// The line of the list, from 1.
    pub line: usize,
    /// Its domain; null when the line is no recipient.
    pub domain: Option<String>,
    /// `syntax`, `no_such_domain`, `no_mail_host` or `null_mx`.
    pub reason: &'static str,
    /// The reply with which it would be refused; its text is up to the server.
    pub reply: Reply,
    /// The domain that was probably meant.
    pub suggestion: Option<&'static str>,
}

/// The recipients of one domain of which nothing is known.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UndeterminedRecipients {
    /// The domain.
    pub domain: String,
    /// How many recipients it has.
    pub count: u64,
    /// Why.
    pub why: String,
}

/// SPF at the domain.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Spf {
    /// `found`, `none`, `multiple` or `undetermined`.
    pub state: &'static str,
    /// The record, when there is exactly one.
    pub record: Option<String>,
    /// DNS lookups when no term matches (RFC 7208 section 4.6.4); the limit is 10.
    pub lookups: Option<u32>,
    /// Lookups that find nothing, by the family of the client; the limit is 2.
    pub void_lookups: Option<VoidLookups>,
    /// Every term with its price.
    pub tree: Vec<SpfTerm>,
}

/// Void lookups by address family.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VoidLookups {
    /// For an IPv4 client.
    pub ipv4: u32,
    /// For an IPv6 client.
    pub ipv6: u32,
}

/// One term of the SPF tree.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SpfTerm {
    /// The term as written.
    pub term: String,
    /// The domain whose record it stands in.
    pub domain: String,
    /// Lookups of this term and everything below it.
    pub lookups: u32,
    /// Lookups spent when the term has been evaluated without a match.
    pub cumulative: u32,
    /// The terms of the record it points at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<SpfTerm>,
}

/// DKIM keys.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dkim {
    /// The keys that were found, and the named ones that were not.
    pub keys: Vec<DkimKey>,
    /// How many selectors were probed; selectors cannot be listed, so none found is no proof.
    pub probed: usize,
    /// Whether a wildcard answers for any selector, which makes probing meaningless.
    pub wildcard: bool,
}

/// One key.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DkimKey {
    /// The signing domain.
    pub domain: String,
    /// The selector.
    pub selector: String,
    /// `valid`, `revoked`, `invalid`, `missing` or `undetermined`.
    pub state: &'static str,
    /// `rsa`, `ed25519`, or what the record says.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Size of the RSA modulus, or 256.
    pub bits: Option<u32>,
    /// The CNAME targets that were followed.
    pub cname: Vec<String>,
    /// How the selector was found: `named`, `stream`, `seen`, `provider` or `probe`.
    pub found_by: &'static str,
}

/// DMARC for the domain as Author Domain.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dmarc {
    /// By RFC 9989 (tree walk).
    pub rfc9989: Dmarc9989,
    /// By RFC 7489 (Public Suffix List).
    pub rfc7489: Dmarc7489,
}

/// DMARC by RFC 9989.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dmarc9989 {
    /// `found`, `none` or `undetermined`.
    pub state: &'static str,
    /// Where the record was found.
    pub record_at: Option<String>,
    /// The organizational domain.
    pub organizational_domain: Option<String>,
    /// The policy that applies: `none`, `quarantine` or `reject`, test mode not yet applied.
    pub policy: Option<&'static str>,
    /// Test mode (`t=y`): the policy applies one level lower.
    pub testing: bool,
}

/// DMARC by RFC 7489.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dmarc7489 {
    /// `found`, `none` or `undetermined`.
    pub state: &'static str,
    /// Where the record was found.
    pub record_at: Option<String>,
    /// The organizational domain.
    pub organizational_domain: Option<String>,
    /// The policy that applies.
    pub policy: Option<&'static str>,
    /// To how many messages in a hundred.
    pub pct: Option<u8>,
}

/// One mail exchange.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Mx {
    /// Lower is tried first.
    pub preference: u16,
    /// The host; `.` for a null MX.
    pub exchange: String,
    /// Its addresses.
    pub addresses: Vec<String>,
    /// `ok`, `null`, `no_address`, `nxdomain`, `address_literal` or `undetermined`.
    pub state: &'static str,
    /// The CNAME targets that were followed.
    pub cname: Vec<String>,
}

/// One sending address.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Address {
    /// The address.
    pub ip: String,
    /// How it came to be looked at: `stream:` with the name of a stream, `mx`, `spf`.
    pub roles: Vec<String>,
    /// The large networks of streams of which it is a sample.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sample_of: Vec<String>,
    /// Its PTR name; of several the first that leads back, or the first.
    pub ptr: Option<String>,
    /// Whether a PTR name leads back; null when it is not known.
    pub fcrdns: Option<bool>,
    /// All its PTR names; null when they are not known.
    pub names: Option<Vec<AddressName>>,
    /// The blocklists that list it.
    pub listed: Vec<Listing>,
}

/// What one blocklist says of an address.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Listing {
    /// The list, by its zone.
    pub list: String,
    /// Its answers, addresses of 127.0.0.0/8.
    pub codes: Vec<String>,
    /// What they mean, in the language of the run.
    pub meaning: String,
    /// The page where a removal is asked for.
    pub removal: Option<String>,
}

/// One blocklist and whether it works.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Blocklist {
    /// The list, by its zone.
    pub list: String,
    /// What it was asked about: `ip4`, `ip6` or `domain`.
    pub kind: &'static str,
    /// `usable`, `refused`, `unusable` or `not_asked`.
    pub state: &'static str,
    /// Why it is not usable, in the language of the run.
    pub why: Option<String>,
}

/// One PTR name of an address.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AddressName {
    /// The name.
    pub name: String,
    /// Whether it leads back; null when it is not known.
    pub fcrdns: Option<bool>,
    /// Whether it is the default name of a network.
    pub generic: bool,
    /// Whether it belongs to the organization of the domain.
    pub own: bool,
}

/// Transport security.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Transport {
    /// Whether policies over HTTPS and DANE were looked at; not in this version.
    pub checked: bool,
    /// The record of MTA-STS.
    pub mta_sts: TransportRecord,
    /// The record of TLS-RPT.
    pub tls_rpt: TransportRecord,
}

/// The TXT record of one protocol.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TransportRecord {
    /// `found`, `none`, `invalid` (senders take it for none) or `undetermined`.
    pub state: &'static str,
    /// The record, when there is exactly one.
    pub record: Option<String>,
}

/// One way of sending.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Stream {
    /// Its name.
    pub name: String,
    /// Declared, or inferred.
    pub declared: bool,
    /// From what it was inferred.
    pub evidence: Option<String>,
    /// The Author Domain.
    pub from: String,
    /// The MAIL FROM; empty for the null reverse-path, absent when unknown. With `mail_from:` among the
    /// assumptions it is a name at or below this one.
    pub mail_from: Option<String>,
    /// The EHLO name.
    pub helo: Option<String>,
    /// The sending addresses; none when they are not known, or are the provider's.
    pub ips: Vec<String>,
    /// The provider, by its id.
    pub provider: Option<String>,
    /// Messages a day to one receiver.
    pub volume: Option<u64>,
    /// What is taken for granted: `dkim:s1`, the sender signs correctly with this selector;
    /// `include:spf.example`, the provider sends from the addresses of this include;
    /// `signs:keys.example`, the provider signs with this domain of its own;
    /// `mail_from:bounce.example`, bounces go to the provider's own domain.
    pub assumes: Vec<String>,
    /// SPF for this stream.
    pub spf: StreamSpf,
    /// Its signatures.
    pub dkim: Vec<StreamDkim>,
    /// DMARC for this stream.
    pub dmarc: StreamDmarc,
}

/// SPF of a stream.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StreamSpf {
    /// The SPF result, or `undetermined`.
    pub result: String,
    /// Whether the MAIL FROM is aligned with the Author Domain.
    pub aligned: Aligned,
}

/// Alignment in both generations; absent when undetermined.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Aligned {
    /// By RFC 9989.
    pub rfc9989: Option<bool>,
    /// By RFC 7489.
    pub rfc7489: Option<bool>,
}

/// One signature of a stream.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StreamDkim {
    /// The signing domain.
    pub domain: String,
    /// The selector.
    pub selector: String,
    /// The state of its key.
    pub state: &'static str,
    /// Whether the signing domain is aligned with the Author Domain.
    pub aligned: Aligned,
}

/// DMARC of a stream: `pass`, `fail`, `none` or `undetermined`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StreamDmarc {
    /// By RFC 9989.
    pub rfc9989: &'static str,
    /// By RFC 7489.
    pub rfc7489: &'static str,
}

/// A broken rule, or one that could not be decided.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// The id.
    pub rule: &'static str,
    /// The slug.
    pub slug: &'static str,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// `fail` or `undetermined`.
    pub state: &'static str,
    /// The owner name.
    pub name: String,
    /// The record type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The selector.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<String>,
    /// The stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<String>,
    /// The place in a zone file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// What.
    pub title: String,
    /// So what.
    pub why: String,
    /// Do what.
    pub advice: String,
    /// The sources of the rule.
    pub reference: String,
    /// The record at fault, with the bytes to underline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
    /// Records to publish.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publish: Vec<Publish>,
    /// Fixes that clear it.
    pub fixes: Vec<String>,
}

/// A place in a file, from 1.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Location {
    /// The file.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The byte column.
    pub column: u32,
}

/// A record with the part at fault; unsafe octets are shown as `\DDD`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Excerpt {
    /// The record.
    pub text: String,
    /// First byte of the part.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
}

/// A record to publish.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Publish {
    /// Its owner.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its data in zone-file syntax.
    pub data: String,
}

/// What one receiver would answer to one stream.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Prediction {
    /// The receiver.
    pub receiver: String,
    /// The stream.
    pub stream: String,
    /// `reject`, `defer`, `junk`, `score`, `none`, `no_published_rule` or `undetermined`.
    pub outcome: &'static str,
    /// `certain` or `possible`.
    pub certainty: &'static str,
    /// The SMTP stage.
    pub stage: Option<String>,
    /// The reply, as far as the source has one.
    pub reply: Option<Reply>,
    /// The receiver's rule.
    pub rule: Option<String>,
    /// Ids of our rules behind it.
    pub because: Vec<String>,
    /// What it takes for granted.
    pub assumes: Vec<String>,
    /// What would settle it, and what each answer would mean.
    pub needs: Vec<Need>,
    /// The setting of the receiver under which alone the rule applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// Possible refusals that may come first.
    pub earlier: Vec<String>,
    /// Refusals that follow once this one is mended.
    pub then: Vec<String>,
    /// `documented`, `observed` or `inferred`.
    pub confidence: Option<&'static str>,
    /// Where the rule was read.
    pub source: Option<String>,
    /// On which day.
    pub checked: Option<String>,
}

/// An SMTP reply.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reply {
    /// The reply code.
    pub code: Option<u16>,
    /// The enhanced status code.
    pub status: Option<String>,
    /// The text, where the source has one.
    pub text: Option<String>,
}

/// What would settle a possible outcome.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Need {
    /// The flag that says it.
    pub ask: String,
    /// What each answer would mean.
    #[serde(rename = "if")]
    pub branches: Vec<Branch>,
}

/// One answer and its outcome.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Branch {
    /// The fact.
    pub fact: String,
    /// Its value.
    pub value: String,
    /// The outcome then.
    pub outcome: &'static str,
    /// The enhanced status code then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Changes to DNS that belong together.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fix {
    /// `fix-1`, `fix-2`, … in the order in which they are to be made.
    pub id: String,
    /// What is done.
    pub title: String,
    /// The same, thing by thing.
    pub parts: Vec<Part>,
    /// Whole RRsets, before and after.
    pub changes: Vec<Change>,
    /// The rules that hold with it and did not before.
    pub clears: Vec<&'static str>,
    /// Rules about addresses that nothing named before: broken already, and not of its making.
    pub reveals: Vec<&'static str>,
    /// Receivers whose refusal ends with it, and with the fixes before it.
    pub accepts: Vec<String>,
    /// `safe`, or `review` when somebody must decide first.
    pub disposition: &'static str,
    /// Everything was judged again with it: what it was made for is cleared, and nothing new fails.
    pub proved: bool,
    /// How long resolvers may keep the old answer (ISO 8601); null when the zone does not say.
    pub wait: Option<String>,
}

/// One thing that a fix does.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Part {
    /// The kind of fix.
    pub kind: &'static str,
    /// What is done.
    pub title: String,
    /// What to make sure of first; null when there is nothing to decide.
    pub review: Option<String>,
}

/// One RRset, as it is and as it is to be.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Change {
    /// `add`, `remove` or `replace`.
    pub op: &'static str,
    /// The owner.
    pub name: String,
    /// The type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The TTL of the records to be, in seconds.
    pub ttl: u32,
    /// The data of the records that are, in zone-file syntax.
    pub old: Vec<String>,
    /// The data of the records to be.
    pub new: Vec<String>,
}

/// What a plan comes to as a whole.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Plan {
    /// Every fix is proven, and nothing fails with all of them that did not fail without; null when there are none.
    pub proved: Option<bool>,
    /// The verdict with every fix in place.
    pub verdict: &'static str,
    /// What the plan does not mend.
    pub remaining: Vec<Remaining>,
    /// Corrections that are not proposed.
    pub refused: Vec<RefusedFix>,
    /// How DMARC is tightened later on.
    pub rollout: Vec<Stage>,
}

/// A broken rule and its place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place {
    /// The id of the rule.
    pub rule: &'static str,
    /// The owner.
    pub name: String,
    /// The type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The stream, when it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<String>,
}

/// A broken rule that a plan does not mend.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Remaining {
    /// The rule and its place.
    #[serde(flatten)]
    pub finding: Place,
    /// What is broken: it tells apart what one rule finds twice at one name.
    pub title: String,
    /// Who can mend it: `holder`, `other_domain`, `signer`, `provider`, `address_owner`, `mail_server` or
    /// `list_operator`.
    pub who: &'static str,
    /// What to ask of whom.
    pub advice: String,
    /// The records that they would publish.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publish: Vec<Publish>,
}

/// A correction that is not proposed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RefusedFix {
    /// The kind of fix.
    pub kind: &'static str,
    /// The rules it was made for.
    pub rules: Vec<&'static str>,
    /// Why: `unread`, `alias`, `occupied`, `gone`, `second-spf`, `drops-sender`, `raises-policy`, `removes-key`,
    /// `flattens`, `breaks`, `worsens`, `idle` or `untried`.
    pub why: &'static str,
    /// The rules or receivers that the reason is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub of: String,
}

/// One step of the way to a stronger DMARC policy.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Stage {
    /// Where the record stands.
    pub name: String,
    /// Its data.
    pub data: String,
    /// `reports_clean`, `nothing_lost` or `not_sending`.
    pub condition: &'static str,
    /// How long the step before it stays at the least (ISO 8601).
    pub wait: String,
}

/// What the records laid over DNS with `--set`, `--unset` and `--zone` change.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhatIf {
    /// The verdict without them.
    pub verdict: &'static str,
    /// Broken rules that hold with them.
    pub cleared: Vec<Place>,
    /// Rules that are broken only with them.
    pub new: Vec<Place>,
    /// The predictions that are not the same.
    pub predictions: Vec<Shift>,
}

/// One receiver's answer to one stream, before and after.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Shift {
    /// The receiver.
    pub receiver: String,
    /// The stream.
    pub stream: String,
    /// Without the records; null when there is no such stream then.
    pub before: Option<ShiftAnswer>,
    /// With them.
    pub after: Option<ShiftAnswer>,
    /// Mail fares worse with them.
    pub worse: bool,
}

/// One answer of a comparison.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShiftAnswer {
    /// As in `predictions[]`.
    pub outcome: &'static str,
    /// As in `predictions[]`.
    pub certainty: &'static str,
    /// The reply code.
    pub code: Option<u16>,
    /// The enhanced status code.
    pub status: Option<String>,
}

/// A question that got no answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Undetermined {
    /// The question.
    pub what: String,
    /// Why.
    pub why: String,
}

/// The rules that found nothing, by what they came to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Rules {
    /// They hold.
    pub pass: Vec<&'static str>,
    /// There was nothing to judge.
    pub not_applicable: Vec<&'static str>,
}

/// One answer of DNS.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DnsAnswer {
    /// The name asked for.
    pub name: String,
    /// The type asked for.
    #[serde(rename = "type")]
    pub kind: String,
    /// `records`, `nodata`, `nxdomain`, `failed` or `out_of_zone`.
    pub status: &'static str,
    /// How it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// Its TTL in seconds.
    pub ttl: Option<u32>,
    /// `live`, `zone`, `replay`, `set` or `fix`; absent for a failure.
    pub from: Option<crate::dns::From>,
    /// The server or file that said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// The CNAME targets that were followed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cname: Vec<String>,
    /// The records in zone-file syntax.
    pub data: Vec<String>,
}
