//! Live DNS, against a server in this process.
