//! Addresses that are no place on the Internet (the IANA special-purpose registries, RFC 6890).
//!
//! Documentation addresses are kept apart: in a sample domain they are expected.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// True for addresses that no host on the Internet has: private, loopback, link-local, shared,
/// unspecified, benchmarking, multicast and reserved ones. Documentation addresses are not among them.
pub fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => is_private_v6(address),
    }
}

/// True for addresses that exist for examples only (RFC 5737, RFC 3849, RFC 9637).
pub fn is_documentation(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => address.is_documentation(),
        IpAddr::V6(address) => {
            let [first, second, ..] = address.segments();
            (first == 0x2001 && second == 0x0db8) || (first == 0x3fff && second < 0x1000)
        }
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    address.is_private() // RFC 1918
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || first == 0 // "this network", RFC 791 section 3.2
        || first >= 240 // reserved, RFC 1112 section 4, and broadcast
        || (first == 100 && second & 0xc0 == 64) // shared between a provider and its customers, RFC 6598
        || (first == 198 && second & 0xfe == 18) // benchmarking, RFC 2544
        || (first == 192 && second == 0 && third == 0) // protocol assignments, RFC 6890
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let [first, ..] = address.segments();
    address.is_unspecified()
        || address.is_loopback()
        || address.is_multicast()
        || address.is_unique_local() // RFC 4193
        || address.is_unicast_link_local()
        || first & 0xffc0 == 0xfec0 // site-local, RFC 3879
        || first == 0x0100 // discard-only, RFC 6666
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_addresses() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        for text in [
            "10.1.2.3",
            "172.31.0.1",
            "192.168.0.1",
            "127.0.0.1",
            "169.254.1.1",
            "0.0.0.0",
            "100.64.0.1",
            "100.127.255.255",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fd00::1",
            "fe80::1",
            "ff02::1",
            "fec0::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(is_private(address(text)) && !is_documentation(address(text)), "{text}");
        }
        for text in ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff:fff::1", "::ffff:192.0.2.1"] {
            assert!(is_documentation(address(text)) && !is_private(address(text)), "{text}");
        }
        for text in ["8.8.8.8", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2001:db9::1", "3fff:1000::1", "2a00::1"] {
            assert!(!is_documentation(address(text)) && !is_private(address(text)), "{text}");
        }
    }
}
