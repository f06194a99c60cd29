//! MTA-STS records that announce no policy.

use super::{Case, Kind, proposed};
use crate::fix::Draft;

/// Writes the record that was meant (RFC 8461 section 3.1). It puts a policy in force that senders passed over
/// until now and that nobody looked at here, so somebody must.
pub(super) static KIND: Kind = Kind { slug: "mta-sts", rules: &["STS002"], propose };

fn propose(case: &Case<'_>) -> Vec<Draft> {
    let domain = case.domain().as_str();
    proposed::drafts(case, &KIND).into_iter().map(|draft| draft.to_review().text("domain", domain)).collect()
}
