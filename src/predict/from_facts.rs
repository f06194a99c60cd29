//! From what is known of a stream to the situation a receiver looks at.
//!
//! What DNS cannot show leaves several values possible; what hangs on a question of ours that got
//! no answer is marked, so that a prediction never passes our own trouble off as the domain's.

use super::logic::Possible;
use super::vocabulary::{
    DkimAligned, DkimVerdict, DmarcPolicy, DmarcRecord, Fact, FromMx, MailFromMx, SpfAligned, SpfPermissive, SpfRecord,
    SpfVerdict,
};
use super::{Situation, from_address, from_lists};
use crate::dmarc::align::Aligned;
use crate::dmarc::discover::{Discovered, NoPolicy};
use crate::dmarc::record::Entry;
use crate::dmarc::tags::Policy;
use crate::dmarc::{Both, Generation};
use crate::facts::mx::{MxFacts, Reach};
use crate::facts::stream::{Open, SpfRecordState, StreamFacts, verifies};
use crate::facts::{self, Facts};
use crate::mx::NullMx;
use crate::spf::outcome::SpfResult;
use crate::stream::{MailFrom, Signature};

/// The situation of one stream.
pub fn situation(facts: &Facts, stream: &StreamFacts) -> Situation {
    let mut situation = Situation::new();
    set_spf(&mut situation, facts, stream);
    set_dkim(&mut situation, facts, stream);
    set_mail_from(&mut situation, stream);
    set_from(&mut situation, facts, stream);
    from_address::set(&mut situation, facts, stream);
    from_lists::set(&mut situation, facts, stream);
    for generation in Generation::ALL {
        set_dmarc(&mut situation, generation, facts, stream);
    }
    if let Some(volume) = stream.stream.volume {
        situation.set_volume(volume);
    }
    situation
}

fn set_spf(situation: &mut Situation, facts: &Facts, stream: &StreamFacts) {
    let record = stream.mail_from.as_ref().map(|known| &known.record);
    match record {
        Some(SpfRecordState::Missing) => situation.set(&Possible::only(SpfRecord::Missing)),
        Some(SpfRecordState::Found) => situation.set(&Possible::only(SpfRecord::Found)),
        Some(SpfRecordState::DeniesAll) => situation.set(&Possible::only(SpfRecord::DeniesAll)),
        Some(SpfRecordState::Several) => situation.set(&Possible::only(SpfRecord::Several)),
        Some(SpfRecordState::Unknown(_)) => situation.hangs(Fact::SpfRecord),
        None if has_own_return_path(stream) => situation.set(&Possible::only(SpfRecord::Found)),
        None => {}
    }
    match stream.mail_from.as_ref().map(|known| facts::stream::permits_all(&known.census)) {
        Some(Some(true)) => situation.set(&Possible::only(SpfPermissive::Yes)),
        Some(Some(false)) => situation.set(&Possible::only(SpfPermissive::No)),
        Some(None) => situation.hangs(Fact::SpfPermissive),
        None if has_own_return_path(stream) => situation.set(&Possible::only(SpfPermissive::No)),
        None => {}
    }
    if let Some(assumed) = stream.assumed_for_spf(facts) {
        situation.assume(Fact::SpfVerdict, assumed);
    }
    let Open { values, hanging } = stream.spf(facts);
    let verdicts = values.into_iter().map(|result| match result {
        SpfResult::None => SpfVerdict::None,
        SpfResult::Neutral => SpfVerdict::Neutral,
        SpfResult::Pass => SpfVerdict::Pass,
        SpfResult::Fail => SpfVerdict::Fail,
        SpfResult::Softfail => SpfVerdict::Softfail,
        SpfResult::Temperror => SpfVerdict::Temperror,
        SpfResult::Permerror => SpfVerdict::Permerror,
    });
    if let Some(verdicts) = Possible::any_of(verdicts) {
        situation.set(&verdicts);
    }
    if hanging.is_some() {
        situation.hangs(Fact::SpfVerdict);
    }
}

fn set_dkim(situation: &mut Situation, facts: &Facts, stream: &StreamFacts) {
    let Open { values, hanging } = stream.dkim(facts);
    // A signature that nobody named may be missing as well as broken.
    let failing: &[DkimVerdict] = match stream.stream.dkim.is_empty() && !stream.stream.provider_signs {
        true => &[DkimVerdict::Fail, DkimVerdict::None],
        false => &[DkimVerdict::Fail],
    };
    let verdicts = values.into_iter().flat_map(|passes| if passes { &[DkimVerdict::Pass] } else { failing }).copied();
    if let Some(verdicts) = Possible::any_of(verdicts) {
        situation.set(&verdicts);
    }
    if hanging.is_some() {
        situation.hangs(Fact::DkimVerdict);
    }
    for assumed in stream.assumed_for_dkim(facts) {
        situation.assume(Fact::DkimVerdict, assumed);
    }
}

fn set_mail_from(situation: &mut Situation, stream: &StreamFacts) {
    let known = stream.mail_from.as_ref().map(|known| &known.mx);
    match known.map(standing) {
        Some(Standing::Receives) => situation.set(&Possible::only(MailFromMx::Exists)),
        Some(Standing::SaysNo) => situation.set(&Possible::only(MailFromMx::Null)),
        Some(Standing::Unreachable) => situation.set(&Possible::only(MailFromMx::Unreachable)),
        Some(Standing::Nowhere) => situation.set(&Possible::only(MailFromMx::Missing)),
        Some(Standing::Nonexistent) => situation.set(&Possible::only(MailFromMx::Nonexistent)),
        Some(Standing::Hangs) => situation.hangs(Fact::MailFromMx),
        None if has_own_return_path(stream) => situation.set(&Possible::only(MailFromMx::Exists)),
        None => {}
    }
}

fn set_from(situation: &mut Situation, facts: &Facts, stream: &StreamFacts) {
    let from = &stream.stream.from;
    let others = facts.senders.iter().map(|sender| &sender.mx);
    let Some(known) = std::iter::once(&facts.mx).chain(others).find(|known| known.domain == *from) else { return };
    match standing(known) {
        Standing::Receives => situation.set(&Possible::only(FromMx::Exists)),
        Standing::SaysNo => situation.set(&Possible::only(FromMx::Null)),
        Standing::Unreachable => situation.set(&Possible::only(FromMx::Unreachable)),
        Standing::Nowhere => situation.set(&Possible::only(FromMx::Missing)),
        Standing::Nonexistent => situation.set(&Possible::only(FromMx::Nonexistent)),
        Standing::Hangs => situation.hangs(Fact::FromMx),
    }
}

/// What becomes of mail to a domain.
enum Standing {
    /// There is an exchange, or an address.
    Receives,
    /// It says that it takes none (RFC 7505).
    SaysNo,
    /// There are exchanges, none of which has an address.
    Unreachable,
    /// There is neither an exchange nor an address.
    Nowhere,
    /// There is no such name.
    Nonexistent,
    /// A question hangs.
    Hangs,
}

fn standing(known: &MxFacts) -> Standing {
    if known.exists.is_absent() {
        return Standing::Nonexistent;
    }
    if known.records.known().is_some_and(|set| set.null == NullMx::Yes) {
        return Standing::SaysNo;
    }
    match known.reach() {
        Reach::Reached => Standing::Receives,
        Reach::Unreachable if known.records.is_absent() => Standing::Nowhere,
        Reach::Unreachable => Standing::Unreachable,
        Reach::Undetermined(_) => Standing::Hangs,
    }
}

/// Whether bounces go to the provider's own domain, which is taken to be in order.
fn has_own_return_path(stream: &StreamFacts) -> bool {
    match &stream.stream.mail_from {
        MailFrom::Below(_) => true,
        MailFrom::Mailbox { .. } | MailFrom::Null | MailFrom::Unknown => false,
    }
}

fn set_dmarc(situation: &mut Situation, generation: Generation, facts: &Facts, stream: &StreamFacts) {
    let alignments = facts.dmarc.streams.iter().find(|alignments| alignments.stream == stream.stream.name);
    if let Some(alignments) = alignments {
        match alignments.spf.as_ref().map(|(_, aligned)| aligned.get(generation)) {
            Some(Aligned::Yes) => situation.set_under(generation, &Possible::only(SpfAligned::Yes)),
            Some(Aligned::No) => situation.set_under(generation, &Possible::only(SpfAligned::No)),
            Some(Aligned::Unknown(_)) => situation.hangs(Fact::SpfAligned),
            None => {}
        }
        match alignments.dkim.as_slice() {
            // The provider signs, with a domain that is not the sender's.
            [] if stream.stream.provider_signs => {
                situation.set_under(generation, &Possible::only(DkimAligned::No));
            }
            signatures => set_dkim_alignment(situation, generation, facts, signatures),
        }
    }
    let Some(author) = facts.dmarc.authors.get(&stream.stream.from) else { return };
    match author.policy.get(generation) {
        Discovered::Unknown(_) => {
            situation.hangs(Fact::DmarcRecord);
            situation.hangs(Fact::DmarcPolicy);
        }
        Discovered::Nothing(why) => {
            let record = match why {
                NoPolicy::NoRecord | NoPolicy::Several(_) => DmarcRecord::Missing,
                NoPolicy::Unusable(_) => DmarcRecord::Unusable,
            };
            situation.set_under(generation, &Possible::only(record));
            situation.set_under(generation, &Possible::only(DmarcPolicy::Absent));
        }
        Discovered::Applies(applied) => {
            let records = match applied.record.p {
                Entry::Valid(_) => vec![DmarcRecord::Valid],
                Entry::Absent => vec![DmarcRecord::NoPolicy],
                // Whether a receiver calls a misspelt policy "no policy" is published nowhere.
                Entry::Invalid => vec![DmarcRecord::NoPolicy, DmarcRecord::Valid],
            };
            if let Some(records) = Possible::any_of(records) {
                situation.set_under(generation, &records);
            }
            // With `pct` below 100 a receiver of RFC 7489 draws lots between two policies.
            let (weakest, strongest) = applied.treatment();
            if let Some(policies) = Possible::any_of([weakest, strongest].map(policy)) {
                situation.set_under(generation, &policies);
            }
        }
    }
}

/// A signature counts when it verifies and is aligned: one whose key is broken cannot.
fn set_dkim_alignment(
    situation: &mut Situation,
    generation: Generation,
    facts: &Facts,
    signatures: &[(Signature, Both<Aligned>)],
) {
    if signatures.is_empty() {
        return;
    }
    let (mut certainly, mut possibly, mut hangs) = (false, false, false);
    for (signature, aligned) in signatures {
        let verified = verifies(signature, &facts.dkim);
        match aligned.get(generation) {
            Aligned::No => {}
            Aligned::Yes => {
                certainly |= verified.one() == Some(&true);
                possibly |= verified.values.contains(&true);
            }
            Aligned::Unknown(_) => {
                possibly |= verified.values.contains(&true);
                hangs = true;
            }
        }
    }
    match (certainly, possibly) {
        (true, _) => situation.set_under(generation, &Possible::only(DkimAligned::Yes)),
        (false, false) => situation.set_under(generation, &Possible::only(DkimAligned::No)),
        (false, true) if hangs => situation.hangs(Fact::DkimAligned),
        (false, true) => {}
    }
}

fn policy(policy: Policy) -> DmarcPolicy {
    match policy {
        Policy::None => DmarcPolicy::None,
        Policy::Quarantine => DmarcPolicy::Quarantine,
        Policy::Reject => DmarcPolicy::Reject,
    }
}
