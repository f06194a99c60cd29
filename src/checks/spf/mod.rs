//! Rules about spf.
