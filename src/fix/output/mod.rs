//! A plan in the words of the tool that publishes it.
//!
//! [`write`] prints whole RRsets for a name server or a DNS tool; [`zone_patch`] edits the text of a
//! zone file. All of them get the same [`Change`]s. What a tool has no form for is left to a comment,
//! never dropped in silence.

mod bind;
mod dnscontrol;
#[cfg(feature = "cli")]
pub mod in_place;
mod nsupdate;
mod octodns;
mod page;
mod terraform;
pub mod zone_patch;

use page::Page;

use super::Change;
use crate::i18n::Texts;
use crate::name::DomainName;

/// A tool whose input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Records in master file format (RFC 1035 section 5).
    Bind,
    /// A script for `nsupdate`, which speaks dynamic update (RFC 2136).
    Nsupdate,
    /// YAML for octoDNS.
    OctoDns,
    /// JavaScript for dnscontrol.
    DnsControl,
    /// Terraform, for zones at Cloudflare.
    Cloudflare,
    /// Terraform, for zones at Amazon Route 53.
    Route53,
    /// Terraform, for zones at OVHcloud.
    Ovh,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Bind, Self::Nsupdate, Self::OctoDns, Self::DnsControl, Self::Cloudflare, Self::Route53, Self::Ovh];

    /// The word of the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bind => "bind",
            Self::Nsupdate => "nsupdate",
            Self::OctoDns => "octodns",
            Self::DnsControl => "dnscontrol",
            Self::Cloudflare => "terraform-cloudflare",
            Self::Route53 => "terraform-route53",
            Self::Ovh => "terraform-ovh",
        }
    }

    /// What a comment line starts with.
    fn comment(self) -> &'static str {
        match self {
            Self::Bind | Self::Nsupdate => ";",
            Self::DnsControl => "//",
            Self::OctoDns | Self::Cloudflare | Self::Route53 | Self::Ovh => "#",
        }
    }
}

/// Writes changes to the zone `zone` for one tool, with `notes` as comments on top.
///
/// The comments of the format itself are in the language of `texts`. Without changes there is
/// nothing but the notes.
pub fn write(language: Language, zone: &DomainName, changes: &[Change], notes: &[String], texts: &Texts) -> String {
    let mut page = Page::new(language.comment(), zone, changes, texts);
    for note in notes {
        page.comment(note);
    }
    if !changes.is_empty() {
        match language {
            Language::Bind => bind::write(&mut page),
            Language::Nsupdate => nsupdate::write(&mut page),
            Language::OctoDns => octodns::write(&mut page),
            Language::DnsControl => dnscontrol::write(&mut page),
            Language::Cloudflare => terraform::write(&mut page, terraform::Provider::Cloudflare),
            Language::Route53 => terraform::write(&mut page, terraform::Provider::Route53),
            Language::Ovh => terraform::write(&mut page, terraform::Provider::Ovh),
        }
    }
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::{RecordData, RecordType};
    use crate::i18n::Lang;

    /// A change from texts in presentation format.
    pub(super) fn change(name: &str, kind: RecordType, old: &[&str], new: &[&str]) -> Change {
        let read = |texts: &[&str]| texts.iter().map(|text| RecordData::parse(kind, text).unwrap()).collect();
        Change {
            name: DomainName::parse(name).unwrap(),
            kind,
            ttl: 300,
            old_ttl: (!old.is_empty()).then_some(300),
            old: read(old),
            new: read(new),
        }
    }

    /// The output for `example.fr`, comments in English.
    pub(super) fn written(language: Language, changes: &[Change]) -> String {
        let zone = DomainName::parse("example.fr").unwrap();
        write(language, &zone, changes, &["Why.".to_owned()], Texts::of(Lang::En))
    }

    #[test]
    fn words_are_unique() {
        let words: std::collections::BTreeSet<_> = Language::ALL.iter().map(|language| language.as_str()).collect();
        assert_eq!(words.len(), Language::ALL.len());
    }

    #[test]
    fn without_changes_only_the_notes() {
        for language in Language::ALL {
            assert_eq!(written(language, &[]), format!("{} Why.\n", language.comment()), "{language:?}");
        }
    }

    #[test]
    fn a_note_stays_a_comment() {
        let zone = DomainName::parse("example.fr").unwrap();
        for language in Language::ALL {
            let note = "a\u{2028}b\u{2029}c\u{85}d".to_owned();
            let text = write(language, &zone, &[], &[note], Texts::of(Lang::En));
            assert_eq!(text, format!("{} a b c d\n", language.comment()), "{language:?}");
        }
    }
}
