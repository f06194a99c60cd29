//! The serial of the SOA: raised as its owner would raise it.

use jiff::civil::Date;

use super::PatchError;
use super::walk::Edit;
use crate::dns::{Question, RecordData, RecordType};
use crate::zone::Zone;
use crate::zone::layout::{Layout, What};
use crate::zone::records::ZoneRecord;

/// What happens to the serial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serial {
    /// It stays.
    Keep,
    /// It is raised when there is an edit.
    Bump {
        /// The day, for serials that are dates.
        today: Date,
    },
}

/// The edit that raises the serial, and the serial before and after.
pub(super) fn edit(bytes: &[u8], zone: &Zone, layout: &Layout, today: Date) -> Result<(Edit, (u32, u32)), PatchError> {
    let is_soa = |record: &&ZoneRecord| matches!(record.data, RecordData::Soa { .. });
    let soa = zone.records.iter().find(is_soa).ok_or(PatchError::NoSoa)?;
    let own = layout.entries.iter().find_map(|placed| match placed.what {
        What::Record(index) => zone.records.get(index).filter(|record| std::ptr::eq(*record, soa)),
        What::Lost(_) | What::Directive => None,
    });
    let question = || Question::new(soa.owner.clone(), RecordType::Soa);
    if own.is_none() {
        return Err(PatchError::Included { question: question(), file: soa.location.file.clone() });
    }
    // Data in the generic form of RFC 3597 has no word for the serial.
    let (RecordData::Soa { numbers: [old, ..], .. }, [_, _, serial, _, _, _, _]) = (&soa.data, soa.data_tokens())
    else {
        return Err(PatchError::Unfaithful { question: question() });
    };
    let new = next(*old, today);
    debug_assert!(bytes.get(serial.start..serial.end).is_some(), "the tokens are those of this text");
    Ok((Edit { range: serial.start..serial.end, text: new.to_string().into_bytes() }, (*old, new)))
}

/// The serial that follows in the arithmetic of RFC 1982 section 3.1.
///
/// One that looks like a date and a number of two digits (RFC 1912 section 2.2) stays one. Zero is left out, since
/// some software takes it for no serial at all.
fn next(old: u32, today: Date) -> u32 {
    let first_of_today = u32::try_from(today.year())
        .ok()
        .and_then(|year| year.checked_mul(1_000_000))
        .and_then(|year| year.checked_add(day_of_year(today)));
    match first_of_today {
        Some(first) if is_date(old) && old < first => first,
        _ => old.wrapping_add(1).max(1),
    }
}

/// Month and day in the places they have in such a serial.
fn day_of_year(date: Date) -> u32 {
    let part = |number: i8| u32::try_from(number).unwrap_or_default();
    part(date.month()) * 10_000 + part(date.day()) * 100
}

/// Whether a serial is `YYYYMMDDnn` with a day from 1980 to 2199.
fn is_date(serial: u32) -> bool {
    let (year, month, day) = (serial / 1_000_000, serial / 10_000 % 100, serial / 100 % 100);
    let date = || Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok();
    (1980..2200).contains(&year) && date().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stay_dates_and_numbers_numbers() {
        let today = Date::constant(2026, 11, 22);
        for (old, new) in [
            (2_026_112_100, 2_026_112_200),
            (2_026_112_199, 2_026_112_200),
            (2_026_112_200, 2_026_112_201),
            (2_026_112_299, 2_026_112_300),
            (2_027_010_101, 2_027_010_102),
            (1_999_123_199, 2_026_112_200),
            (2_026_130_100, 2_026_130_101), // month 13: a number
            (1, 2),
            (u32::MAX, 1),
            (0, 1),
            (1_763_800_000, 1_763_800_001), // seconds since 1970
        ] {
            assert_eq!(next(old, today), new, "{old}");
            let ahead = new.wrapping_sub(old);
            assert!(ahead > 0 && ahead < 1 << 31, "{old} (RFC 1982 section 3.2)");
        }
    }
}
