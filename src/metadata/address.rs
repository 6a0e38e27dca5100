//! Special-use addresses: where a server must not be sent.
//!
//! The blocks are those of the IANA special-purpose address registries (RFC 6890, RFC 8190, as of
//! 2025-10-09) and multicast. An IPv4 address inside an IPv6 one is unwrapped and judged as well.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

/// A block of addresses and what it is for.
type Block<Net> = (Net, &'static str);

const fn v4(a: u8, b: u8, c: u8, d: u8, prefix: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix)
}

const fn v6(segments: [u16; 8], prefix: u8) -> Ipv6Net {
    let [a, b, c, d, e, f, g, h] = segments;
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, d, e, f, g, h), prefix)
}

/// The more specific block stands first.
const V4: [Block<Ipv4Net>; 17] = [
    (v4(169, 254, 169, 254, 32), "the metadata service of cloud providers"),
    (v4(255, 255, 255, 255, 32), "broadcast"),
    (v4(0, 0, 0, 0, 8), "\"this network\""),
    (v4(10, 0, 0, 0, 8), "private"),
    (v4(100, 64, 0, 0, 10), "shared address space of carriers"),
    (v4(127, 0, 0, 0, 8), "loopback"),
    (v4(169, 254, 0, 0, 16), "link-local"),
    (v4(172, 16, 0, 0, 12), "private"),
    (v4(192, 0, 0, 0, 24), "protocol assignments"),
    (v4(192, 0, 2, 0, 24), "documentation"),
    (v4(192, 88, 99, 0, 24), "6to4 relay, deprecated"),
    (v4(192, 168, 0, 0, 16), "private"),
    (v4(198, 18, 0, 0, 15), "benchmarking"),
    (v4(198, 51, 100, 0, 24), "documentation"),
    (v4(203, 0, 113, 0, 24), "documentation"),
    (v4(224, 0, 0, 0, 4), "multicast"),
    (v4(240, 0, 0, 0, 4), "reserved"),
];

/// Globally reachable rows inside a block of the table above.
const V4_GLOBAL: [Ipv4Net; 2] = [v4(192, 0, 0, 9, 32), v4(192, 0, 0, 10, 32)];

const V6: [Block<Ipv6Net>; 19] = [
    (v6([0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x0254], 128), "the metadata service of a cloud provider"),
    (v6([0; 8], 128), "unspecified"),
    (v6([0, 0, 0, 0, 0, 0, 0, 1], 128), "loopback"),
    (v6([0; 8], 96), "IPv4-compatible, deprecated"),
    (v6([0, 0, 0, 0, 0, 0xffff, 0, 0], 96), "IPv4-mapped"),
    (v6([0, 0, 0, 0, 0xffff, 0, 0, 0], 96), "IPv4-translated"),
    (v6([0x64, 0xff9b, 1, 0, 0, 0, 0, 0], 48), "local IPv4/IPv6 translation"),
    (v6([0x100, 0, 0, 0, 0, 0, 0, 0], 64), "discard-only"),
    (v6([0x100, 0, 0, 1, 0, 0, 0, 0], 64), "dummy prefix"),
    (v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 23), "protocol assignments"),
    (v6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32), "documentation"),
    (v6([0x2002, 0, 0, 0, 0, 0, 0, 0], 16), "6to4"),
    (v6([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20), "documentation"),
    (v6([0x5f00, 0, 0, 0, 0, 0, 0, 0], 16), "segment routing"),
    (v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7), "unique local, private"),
    (v6([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10), "link-local"),
    (v6([0xfec0, 0, 0, 0, 0, 0, 0, 0], 10), "site-local, deprecated"),
    (v6([0xff00, 0, 0, 0, 0, 0, 0, 0], 8), "multicast"),
    (v6([0x2001, 0x10, 0, 0, 0, 0, 0, 0], 28), "ORCHID, deprecated"),
];

/// Globally reachable rows inside 2001::/23.
const V6_GLOBAL: [Ipv6Net; 7] = [
    v6([0x2001, 1, 0, 0, 0, 0, 0, 1], 128),
    v6([0x2001, 1, 0, 0, 0, 0, 0, 2], 128),
    v6([0x2001, 1, 0, 0, 0, 0, 0, 3], 128),
    v6([0x2001, 3, 0, 0, 0, 0, 0, 0], 32),
    v6([0x2001, 4, 0x112, 0, 0, 0, 0, 0], 48),
    v6([0x2001, 0x20, 0, 0, 0, 0, 0, 0], 28),
    v6([0x2001, 0x30, 0, 0, 0, 0, 0, 0], 28),
];

/// What an address is set aside for, if it is not globally reachable; `None` for ordinary addresses.
pub fn special_use(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => special_v4(address),
        IpAddr::V6(address) => special_v6(address),
    }
}

fn special_v4(address: Ipv4Addr) -> Option<&'static str> {
    if V4_GLOBAL.iter().any(|net| net.contains(&address)) {
        return None;
    }
    V4.iter().find(|(net, _)| net.contains(&address)).map(|&(_, use_)| use_)
}

fn special_v6(address: Ipv6Addr) -> Option<&'static str> {
    if V6_GLOBAL.iter().any(|net| net.contains(&address)) {
        return None;
    }
    // What the embedded address is for says more than that it is embedded.
    if let Some(use_) = embedded_v4(address).and_then(special_v4) {
        return Some(use_);
    }
    V6.iter().find(|(net, _)| net.contains(&address)).map(|&(_, use_)| use_)
}

/// The IPv4 address inside an IPv6 address: mapped, compatible, translated (RFC 6145), NAT64 (RFC 6052),
/// 6to4 (RFC 3056), Teredo (RFC 4380, its client) or ISATAP (RFC 5214).
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let octets = address.octets();
    let at =
        |start: usize| Ipv4Addr::new(octets[start], octets[start + 1], octets[start + 2], octets[start + 3]);
    match address.segments() {
        // :: and ::1 are addresses of their own.
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => None,
        [0, 0, 0, 0, 0, 0 | 0xffff, _, _] => Some(at(12)),
        [0, 0, 0, 0, 0xffff, 0, _, _] => Some(at(12)),
        [0x64, 0xff9b, 0, 0, 0, 0, _, _] => Some(at(12)),
        [0x2002, ..] => Some(at(2)),
        [0x2001, 0, ..] => Some(Ipv4Addr::from_bits(!at(12).to_bits())),
        [_, _, _, _, 0 | 0x200, 0x5efe, _, _] => Some(at(12)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_special(address: &str) -> bool {
        special_use(address.parse().expect("an address")).is_some()
    }

    #[test]
    fn every_row_of_the_registries_is_known() {
        for address in [
            "0.0.0.0",
            "10.0.0.5",
            "100.64.1.1",
            "127.0.0.1",
            "127.0.0.2",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.0.8",
            "192.0.0.170",
            "192.0.2.1",
            "192.88.99.2",
            "192.168.1.10",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "64:ff9b:1::1",
            "100::1",
            "100:0:0:1::1",
            "2001::1",
            "2001:2::1",
            "2001:10::1",
            "2001:db8::1",
            "2002:c000:204::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "::8.8.8.8",
            "::ffff:8.8.8.8",
        ] {
            assert!(is_special(address), "{address}");
        }
    }

    #[test]
    fn embedded_addresses_are_unwrapped() {
        for address in [
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "::ffff:0:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:a00:1::",
            "2001:0:1:2:3:4:f5ff:fffe",
            "2606:4700::5efe:10.0.0.1",
            "2606:4700::200:5efe:10.0.0.1",
        ] {
            assert!(is_special(address), "{address}");
        }
        assert!(!is_special("64:ff9b::8.8.8.8"));
    }

    #[test]
    fn ordinary_addresses_are_left_alone() {
        for address in [
            "8.8.8.8",
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.0.9",
            "192.0.0.10",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "2001:20::1",
        ] {
            assert!(!is_special(address), "{address}");
        }
    }
}
