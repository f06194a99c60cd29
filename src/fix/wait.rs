//! How long the old answer may still be met after a change.
//!
//! A resolver keeps a record for its TTL and an absence for the negative TTL of the zone (RFC 2308 section 5),
//! and not a second longer. The 24 to 48 hours that are often named are the TTL of delegations in some top-level
//! domains, which none of these changes touches. What a resolver reports is what is left of the TTL in its
//! cache; only a zone file shows the whole.

/// A time in seconds.
pub type Seconds = u32;

/// The time in the form of ISO 8601 (`PT1H30M`).
pub fn iso(seconds: Seconds) -> String {
    if seconds == 0 {
        return "PT0S".to_owned();
    }
    let parts = [(seconds / 3_600, 'H'), (seconds / 60 % 60, 'M'), (seconds % 60, 'S')];
    let parts: String = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n}{unit}")).collect();
    format!("PT{parts}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_durations() {
        for (seconds, text) in [(0, "PT0S"), (59, "PT59S"), (3_600, "PT1H"), (5_400, "PT1H30M"), (90_061, "PT25H1M1S")]
        {
            assert_eq!(iso(seconds), text);
        }
    }
}
