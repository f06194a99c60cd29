//! Checks e-mail authentication before mail leaves.
//!
//! ```text
//!  Question ─► Source (live | zone | layered | recorded) ──► Answer
//!      ▲                                                         │
//!      └──── Need ──── gather ◄──── Answers ◄────────────────────┘   until nothing is needed
//!                         │
//!                         ▼
//!  Facts ─► Checks ─► Findings ─► Predictions ─► Report ─► terminal, json, jsonl
//!  └──────────── pure: no async, no clock, no network, no environment ────────────┘
//! ```
//!
//! There is one door to the outside, [`dns::Source::ask`], one async loop, [`dns::drive`], and a
//! pure middle. The same middle serves a live domain, a zone file laid over live DNS, and a
//! recorded world in a test.

pub mod address;
pub mod check;
pub mod checks;
#[cfg(feature = "cli")]
pub mod cli;
pub mod dane;
pub mod dkim;
pub mod dmarc;
pub mod dns;
pub mod dnsbl;
pub mod explain;
pub mod facts;
mod fields;
pub mod finding;
pub mod fix;
pub mod i18n;
pub mod limits;
pub mod lines;
pub mod mailboxes;
pub mod mtasts;
pub mod mx;
pub mod name;
pub mod pattern;
pub mod predict;
pub mod rdns;
pub mod recipients;
#[cfg(feature = "cli")]
pub mod record;
pub mod report;
pub mod review;
pub mod spf;
pub mod stream;
pub mod taglist;
pub mod text;
pub mod tlsrpt;
pub mod zone;
