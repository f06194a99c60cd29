//! SPF records that break the grammar, with every fault corrected at once (RFC 7208 sections 4.6 and 12).

use super::{Kind, proposed};

/// Writes the record that was meant.
pub(super) static KIND: Kind = Kind {
    slug: "spf-repair",
    rules: &[
        "SPF003", "SPF004", "SPF005", "SPF007", "SPF024", "SPF030", "SPF033", "SPF034", "SPF041", "SPF047", "SPF048",
        "SPF049",
    ],
    propose: |case| proposed::drafts(case, &KIND),
};
