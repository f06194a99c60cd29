//! The rules: one file each, one list of them all.
//!
//! A [`Rule`] is data with one function: it reads [`Facts`] and reports [`Outcomes`]. Adding one
//! is a file, a line in [`CATALOGUE`], two fixtures and its sentences (`docs/contributing.md`);
//! the tests walk the list and refuse what is incomplete.

pub mod aln;
pub mod dkim;
pub mod dmarc;
pub mod dnsbl;
pub mod mx;
mod paths;
pub mod prelude;
pub mod rdns;
pub mod spf;
pub mod transport;

use jiff::civil::Date;

use crate::dns::Unanswered;
use crate::facts::Facts;
use crate::finding::{Evidence, Finding, Place, Severity, State};
use crate::limits;

/// Every rule, in the order of ids.
#[rustfmt::skip]
pub static CATALOGUE: &[&Rule] = &[
    // SPF
    &spf::spf001_missing::RULE,
    &spf::spf002_multiple_records::RULE,
    &spf::spf003_syntax_error::RULE,
    &spf::spf004_unknown_mechanism::RULE,
    &spf::spf005_mechanism_as_modifier::RULE,
    &spf::spf007_duplicate_modifier::RULE,
    &spf::spf008_plus_all::RULE,
    &spf::spf009_neutral_all::RULE,
    &spf::spf010_no_terminator::RULE,
    &spf::spf016_lookups_exceeded::RULE,
    &spf::spf019_void_lookups::RULE,
    &spf::spf021_mx_too_many::RULE,
    &spf::spf022_target_unresolvable::RULE,
    &spf::spf023_include_no_record::RULE,
    &spf::spf024_include_permerror::RULE,
    &spf::spf025_redirect_no_record::RULE,
    &spf::spf026_include_loop::RULE,
    &spf::spf027_include_target_unregistered::RULE,
    &spf::spf028_ptr_mechanism::RULE,
    &spf::spf030_macro_syntax::RULE,
    &spf::spf033_cidr_invalid::RULE,
    &spf::spf034_ip_literal_in_domain::RULE,
    &spf::spf035_duplicate_term::RULE,
    &spf::spf037_broad_network::RULE,
    &spf::spf039_nested_pass_all::RULE,
    &spf::spf041_string_split_damage::RULE,
    &spf::spf042_string_too_long::RULE,
    &spf::spf043_record_size::RULE,
    &spf::spf045_type99::RULE,
    &spf::spf047_version_malformed::RULE,
    &spf::spf048_non_ascii::RULE,
    &spf::spf049_whitespace::RULE,
    &spf::spf052_wrong_name::RULE,
    &spf::spf057_sender_ip_not_covered::RULE,
    &spf::spf064_cname_conflict::RULE,
    // DKIM
    &dkim::dkim001_none_found::RULE,
    &dkim::dkim002_selector_missing::RULE,
    &dkim::dkim003_key_revoked::RULE,
    &dkim::dkim004_p_missing::RULE,
    &dkim::dkim005_p_bad_base64::RULE,
    &dkim::dkim006_p_not_a_key::RULE,
    &dkim::dkim007_rsa_too_short::RULE,
    &dkim::dkim010_rsa_exponent::RULE,
    &dkim::dkim011_rsa_weak_modulus::RULE,
    &dkim::dkim012_ed25519_length::RULE,
    &dkim::dkim014_k_mismatch::RULE,
    &dkim::dkim015_v_invalid::RULE,
    &dkim::dkim016_v_not_first::RULE,
    &dkim::dkim018_h_sha1_only::RULE,
    &dkim::dkim020_s_service::RULE,
    &dkim::dkim025_duplicate_tag::RULE,
    &dkim::dkim026_multiple_records::RULE,
    &dkim::dkim027_split_key::RULE,
    &dkim::dkim028_quoting_damage::RULE,
    &dkim::dkim029_truncated::RULE,
    &dkim::dkim030_cname_dangling::RULE,
    &dkim::dkim031_cname_and_data::RULE,
    &dkim::dkim032_cname_target_suspect::RULE,
    &dkim::dkim033_name_doubled::RULE,
    &dkim::dkim034_wildcard::RULE,
    &dkim::dkim035_domainkey_delegated::RULE,
    &dkim::dkim039_known_private_key::RULE,
    &dkim::dkim043_subdomain_signing::RULE,
    &dkim::dkim046_syntax_error::RULE,
    // DMARC
    &dmarc::dmarc001_missing::RULE,
    &dmarc::dmarc002_wrong_name::RULE,
    &dmarc::dmarc003_multiple::RULE,
    &dmarc::dmarc004_not_version_first::RULE,
    &dmarc::dmarc006_separator::RULE,
    &dmarc::dmarc007_p_missing::RULE,
    &dmarc::dmarc008_p_invalid::RULE,
    &dmarc::dmarc011_duplicate_tag::RULE,
    &dmarc::dmarc012_sp_np_invalid::RULE,
    &dmarc::dmarc020_pct::RULE,
    &dmarc::dmarc023_psd::RULE,
    &dmarc::dmarc024_reject_spf_only::RULE,
    &dmarc::dmarc027_rua_syntax::RULE,
    &dmarc::dmarc029_external_unauthorised::RULE,
    &dmarc::dmarc036_string_split::RULE,
    &dmarc::dmarc037_cname::RULE,
    &dmarc::dmarc041_generations_alignment_diff::RULE,
    // MX
    &mx::mx001_missing_implicit::RULE,
    &mx::mx002_missing_unreachable::RULE,
    &mx::mx004_null_mixed::RULE,
    &mx::mx005_null_sender::RULE,
    &mx::mx006_cname_target::RULE,
    &mx::mx007_ip_literal::RULE,
    &mx::mx008_private_address::RULE,
    &mx::mx009_unresolvable::RULE,
    &mx::mx010_dangling::RULE,
    &mx::mx011_name_doubled::RULE,
    &mx::mx015_localhost::RULE,
    // Alignment and streams
    &aln::aln001_no_aligned_path::RULE,
    &aln::aln002_single_path::RULE,
    &aln::aln004_esp_shared_bounce::RULE,
    &aln::aln005_esp_default_dkim_domain::RULE,
    &aln::aln006_from_domain_is_freemail::RULE,
    &aln::aln008_sender_domain_nonexistent::RULE,
    &aln::aln009_sender_null_mx::RULE,
    // Reverse DNS and HELO
    &rdns::rdns001_ptr_missing::RULE,
    &rdns::rdns002_fcrdns_mismatch::RULE,
    &rdns::rdns003_ptr_multiple::RULE,
    &rdns::rdns004_ptr_generic::RULE,
    &rdns::rdns005_ptr_invalid_name::RULE,
    &rdns::rdns006_helo_not_fqdn::RULE,
    &rdns::rdns007_helo_mismatch::RULE,
    &rdns::rdns008_helo_ptr_differ::RULE,
    &rdns::rdns009_ipv6_no_ptr::RULE,
    &rdns::rdns010_ipv6_prefix_shared::RULE,
    &rdns::rdns011_ptr_domain_unrelated::RULE,
    // Blocklists
    &dnsbl::bl001_ip_listed_major::RULE,
    &dnsbl::bl002_ip_listed_minor::RULE,
    &dnsbl::bl003_domain_listed::RULE,
    &dnsbl::bl004_domain_abused::RULE,
    &dnsbl::bl005_query_refused::RULE,
    &dnsbl::bl007_shared_address::RULE,
    &dnsbl::bl008_infrastructure_listed::RULE,
    &dnsbl::bl009_recently_registered::RULE,
    &dnsbl::bl010_ipv6_listed::RULE,
    &dnsbl::bl011_allowlisted::RULE,
    // Transport
    &transport::rpt002_invalid::RULE,
    &transport::rpt003_wrong_name::RULE,
    &transport::sts002_txt_invalid::RULE,
];

/// Ids that were used once and never come back.
pub static RETIRED: &[&str] = &[];

/// Slugs that were renamed: the old one, and what it is called now.
pub static RENAMED: &[(&str, &str)] = &[];

/// One rule of the catalogue.
pub struct Rule {
    /// The id: never reused, never re-meant.
    pub id: &'static str,
    /// The name of what is wrong; reads well after "allow".
    pub slug: &'static str,
    /// The highest severity a finding of it has.
    pub severity: Severity,
    /// On whose authority.
    pub basis: Basis,
    /// The day from which it holds; `None` for always.
    pub since: Option<Date>,
    /// The check.
    pub check: fn(&Facts, &mut Outcomes),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.id, self.slug)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// On whose authority a rule stands, strongest first. Without a citation there is no error.
#[derive(Debug, Clone, Copy)]
pub enum Basis {
    /// A MUST of a standard, or a syntax it defines.
    Must(&'static [Citation]),
    /// A documented refusal by receivers.
    Receivers(&'static [Citation]),
    /// A SHOULD of a standard.
    Should(&'static [Citation]),
    /// Good practice.
    Advice(&'static [Citation]),
}

impl Basis {
    /// The sources.
    pub fn citations(&self) -> &'static [Citation] {
        match self {
            Self::Must(sources) | Self::Receivers(sources) | Self::Should(sources) | Self::Advice(sources) => sources,
        }
    }
}

/// A source that can be looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Citation {
    /// A section of an RFC.
    Rfc {
        /// Its number.
        number: u16,
        /// The section, as the RFC numbers it.
        section: &'static str,
    },
    /// A page.
    Page {
        /// Its title.
        title: &'static str,
        /// Its address.
        url: &'static str,
    },
}

/// Cites a section of an RFC.
pub const fn rfc(number: u16, section: &'static str) -> Citation {
    Citation::Rfc { number, section }
}

/// Cites a page.
pub const fn page(title: &'static str, url: &'static str) -> Citation {
    Citation::Page { title, url }
}

impl std::fmt::Display for Citation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rfc { number, section } => write!(f, "RFC {number} section {section}"),
            Self::Page { title, url } => write!(f, "{title}, {url}"),
        }
    }
}

/// What one rule came to: any number of findings, else one word.
#[derive(Debug, Default)]
pub struct Outcomes {
    found: Vec<(State, Evidence)>,
    quiet: Option<Quiet>,
}

/// The outcome of a rule that found nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quiet {
    /// The rule holds.
    Pass,
    /// There is nothing it could judge.
    NotApplicable,
    /// It does not hold yet at the moment of the run.
    NotEffective,
}

impl Outcomes {
    /// The rule is broken; what comes after [`limits::FINDINGS_PER_RULE`] findings adds nothing.
    pub fn found(&mut self, evidence: Evidence) {
        if self.found.len() < limits::FINDINGS_PER_RULE {
            self.found.push((State::Fail, evidence));
        }
    }

    /// The rule cannot be decided: a question hangs.
    pub fn undetermined(&mut self, why: &Unanswered) {
        let place = Evidence::at(&why.question.name, why.question.kind);
        self.undetermined_at(place, why);
    }

    /// The rule cannot be decided for this place.
    pub fn undetermined_at(&mut self, evidence: Evidence, why: &Unanswered) {
        let already = |(state, known): &(State, Evidence)| *state != State::Fail && known.place == evidence.place;
        if !self.found.iter().any(already) {
            self.found.push((State::Undetermined(why.clone()), evidence));
        }
    }

    /// The rule holds, unless something was found.
    pub fn pass(&mut self) {
        self.quiet = Some(Quiet::Pass);
    }

    /// There is nothing the rule could judge, unless something was found.
    pub fn not_applicable(&mut self) {
        self.quiet.get_or_insert(Quiet::NotApplicable);
    }

    /// The places it found broken.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.found.iter().map(|(_, evidence)| &evidence.place)
    }
}

/// One rule with all it came to.
#[derive(Debug)]
pub struct Checked {
    /// The rule.
    pub rule: &'static Rule,
    /// Its findings; none when it is quiet.
    pub findings: Vec<Finding>,
    /// The word for a rule without findings.
    pub quiet: Option<Quiet>,
}

/// Runs one rule.
pub fn run(rule: &'static Rule, facts: &Facts) -> Checked {
    let today = facts.subject.as_of.to_zoned(jiff::tz::TimeZone::UTC).date();
    if rule.since.is_some_and(|since| today < since) {
        return Checked { rule, findings: Vec::new(), quiet: Some(Quiet::NotEffective) };
    }
    let mut outcomes = Outcomes::default();
    (rule.check)(facts, &mut outcomes);
    let findings: Vec<_> =
        outcomes.found.into_iter().map(|(state, evidence)| Finding { rule, state, evidence, level: None }).collect();
    let quiet = findings.is_empty().then(|| outcomes.quiet.unwrap_or(Quiet::NotApplicable));
    Checked { rule, findings, quiet }
}

/// Runs the whole catalogue.
pub fn run_all(facts: &Facts) -> Vec<Checked> {
    CATALOGUE.iter().map(|rule| run(rule, facts)).collect()
}

/// The rule with this id or slug, in any case; renamed slugs are understood.
pub fn find(id_or_slug: &str) -> Option<&'static Rule> {
    let slug = RENAMED.iter().find(|(old, _)| old.eq_ignore_ascii_case(id_or_slug)).map_or(id_or_slug, |(_, now)| now);
    CATALOGUE.iter().find(|rule| rule.id.eq_ignore_ascii_case(slug) || rule.slug.eq_ignore_ascii_case(slug)).copied()
}
