//! `preflight spf`: one check_host() with its trace.
