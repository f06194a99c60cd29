//! Rules about dkim.
