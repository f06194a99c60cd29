//! Fixes: the changes to DNS that clear findings and refusals, each proven on the same DNS.
//!
//! ```text
//!  Report ─► kinds ─► Draft ─► trial ─► guard ─► taken │ refused
//!               ▲                                 │
//!               └──── the report with it ◄────────┘      until nothing helps any more
//!
//!  taken ─► one fix for each RRset ─► order ─► proof ─► Plan ─► output (zone patch, BIND, nsupdate, …)
//! ```
//!
//! A [`kinds::Kind`] reads a report and proposes; it decides nothing. [`Planning`] tries each proposal on the answers
//! of the check, and keeps what clears something and harms nothing.

mod change;
mod draft;
mod guard;
pub mod kinds;
mod ledger;
pub mod output;
mod plan;
mod remaining;
mod rollout;
mod trial;
pub mod wait;

pub use change::{Change, Op};
pub use draft::{Disposition, Draft, Gone, SetEdit};
pub use guard::Refusal;
pub use ledger::{Blocked, NEW_TTL};
pub use plan::{Fix, Part, Plan, Planning, Refused, Remaining, Scope, Who};
pub use rollout::{Condition, Stage};
