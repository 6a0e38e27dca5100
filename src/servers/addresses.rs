//! Addresses that servers do not connect to, each by its own list.

use std::net::IpAddr;
use std::sync::LazyLock;

use ipnet::IpNet;

use url::Url;

use super::whatwg;
use crate::metadata::host::Host;

/// A list of blocks.
pub(super) struct Blocks(LazyLock<Vec<IpNet>>);

impl Blocks {
    /// A list from a function that writes it down.
    pub(super) const fn new(list: fn() -> Vec<IpNet>) -> Blocks {
        Blocks(LazyLock::new(list))
    }

    /// Whether an address is in one of the blocks; for an IPv6 address that maps an IPv4 one, this one too.
    pub(super) fn hold(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address))
    }
}

/// Blocks as they are written.
pub(super) fn blocks(list: &[&str]) -> Vec<IpNet> {
    list.iter().filter_map(|block| block.parse().ok()).collect()
}

/// The address that a host is, as a WHATWG parser reads it.
pub(super) fn literal(host: &str) -> Option<IpAddr> {
    match Host::read(host) {
        Host::Address(address) => Some(address),
        Host::Name(_) | Host::Unparsable(_) => None,
    }
}

/// Whether a mapped, 6to4, Teredo or NAT64 address has an address inside, and which.
pub(super) fn mapped(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// What a name resolves to, as far as it can be known without asking.
pub(super) enum Resolved {
    /// An address; for names of the machine itself, 127.0.0.1.
    Address(IpAddr),
    /// A well-formed domain name is taken for one of a public host.
    Public,
    /// Nothing: no name of a host has this form.
    Nothing,
}

/// What a host of a URL resolves to; an IPv6 literal without its brackets.
pub(super) fn resolved(host: &str) -> Resolved {
    let lower = host.to_ascii_lowercase();
    let name = lower.strip_suffix('.').unwrap_or(&lower);
    if name == "localhost" || name.ends_with(".localhost") {
        return Resolved::Address(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST));
    }
    if let Ok(address) = host.parse::<std::net::Ipv6Addr>() {
        return Resolved::Address(address.into());
    }
    if let Some(address) = literal(name).filter(|_| name.is_ascii()) {
        return Resolved::Address(address);
    }
    let is_label = |label: &str| {
        (1..64).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    let is_name = name.contains('.') && name.len() < 254 && name.split('.').all(is_label);
    if is_name { Resolved::Public } else { Resolved::Nothing }
}

/// What the host of a URL resolves to.
pub(super) fn resolved_of(url: &Url) -> Resolved {
    match (whatwg::address(url), url.host_str()) {
        (Some(address), _) => Resolved::Address(address),
        (None, Some(host)) => resolved(host),
        (None, None) => Resolved::Nothing,
    }
}

/// What Python 3.11's `ipaddress` takes for private, or shared.
static NOT_GLOBAL: Blocks = Blocks::new(|| {
    blocks(&[
        "0.0.0.0/8",
        "10.0.0.0/8",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/29",
        "192.0.0.170/31",
        "192.0.2.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "240.0.0.0/4",
        "255.255.255.255/32",
        "100.64.0.0/10",
        "::1/128",
        "::/128",
        "::ffff:0:0/96",
        "100::/64",
        "2001::/23",
        "2001:2::/48",
        "2001:db8::/32",
        "2001:10::/28",
        "fc00::/7",
        "fe80::/10",
    ])
});

/// Python's `is_global`.
pub(super) fn is_python_global(address: IpAddr) -> bool {
    !NOT_GLOBAL.hold(address)
}

/// The IPv4 addresses inside an IPv6 one: mapped, 6to4, Teredo (server and client), NAT64.
pub(super) fn embedded(address: IpAddr) -> Vec<IpAddr> {
    let IpAddr::V6(six) = address else { return Vec::new() };
    let octets = six.octets();
    let four = |at: usize| IpAddr::from([octets[at], octets[at + 1], octets[at + 2], octets[at + 3]]);
    let [first, second, ..] = six.segments();
    match (first, second) {
        _ if six.to_ipv4_mapped().is_some() => vec![four(12)],
        (0x2002, _) => vec![four(2)],
        (0x2001, 0) => vec![four(4), IpAddr::from([!octets[12], !octets[13], !octets[14], !octets[15]])],
        (0x64, 0xff9b) if octets[4..12] == [0; 8] => vec![four(12)],
        _ => Vec::new(),
    }
}
