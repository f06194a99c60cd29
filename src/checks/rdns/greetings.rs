//! The HELO names of the streams, for the rules that judge them one by one.

use ipnet::IpNet;

use crate::checks::prelude::*;
use crate::facts::helo::HeloFacts;

/// The addresses and networks that the stream of a HELO name sends from.
pub(super) fn networks<'a>(facts: &'a Facts, helo: &HeloFacts) -> &'a [IpNet] {
    let stream = facts.streams.iter().find(|stream| stream.stream.name == helo.stream);
    stream.map(|stream| stream.stream.ips.as_slice()).unwrap_or_default()
}

/// Evidence about the HELO name of a stream. An error is one only for a stream that was declared.
pub(super) fn evidence(helo: &HeloFacts) -> Evidence {
    let evidence = Evidence::at(&helo.name, RecordType::A).stream(&helo.stream).name("helo", &helo.name);
    if helo.declared { evidence } else { evidence.only(Severity::Warning) }
}
