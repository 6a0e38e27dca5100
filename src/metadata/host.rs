//! What a host is: a name, or an address in one of its many spellings.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::address::special_use;

/// A host as the WHATWG URL standard reads it in an http or https URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host<'h> {
    /// A domain name, in ASCII and lower case; borrowed where it is plain, and owned where a parser has read it.
    Name(Cow<'h, str>),
    /// An address; also `127.1`, `0x7f.0.0.1`, `2130706433` are addresses.
    Address(IpAddr),
    /// Nothing that a URL parser takes.
    Unparsable(url::ParseError),
}

impl Host<'_> {
    /// Reads a host as it stands in a URL, an IPv6 literal with its brackets.
    pub fn read(raw: &str) -> Host<'_> {
        // Most hosts are plain names, which a parser leaves as they are.
        if is_plain_name(raw) {
            return Host::Name(Cow::Borrowed(raw));
        }
        match url::Host::parse(raw) {
            Ok(url::Host::Domain(name)) => Host::Name(Cow::Owned(name)),
            Ok(url::Host::Ipv4(address)) => Host::Address(address.into()),
            Ok(url::Host::Ipv6(address)) => Host::Address(address.into()),
            Err(error) => Host::Unparsable(error),
        }
    }

    /// Whether it is a name so plain that a parser leaves it as it is written.
    pub fn is_plain_name(&self) -> bool {
        matches!(self, Host::Name(Cow::Borrowed(_)))
    }
}

/// Whether a host is a name of lower-case letters, digits, dots and single hyphens, which does not end in a number.
fn is_plain_name(raw: &str) -> bool {
    let is_plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-');
    let last = raw.rsplit_once('.').map_or(raw, |(_, last)| last);
    last.starts_with(|first: char| first.is_ascii_lowercase())
        && raw.bytes().all(is_plain)
        && !raw.contains("--")
}

/// Whether a host has a label in the ASCII form of internationalised names.
pub fn has_punycode(host: &str) -> bool {
    host.split('.').any(|label| label.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("xn--")))
}

/// The hosts that stand for the user's own machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loopback {
    /// The name `localhost`, however it is written, with or without the root dot.
    Localhost,
    /// 127.0.0.1 or ::1, in any spelling.
    Address(IpAddr),
    /// Another address of 127.0.0.0/8, or one of them inside an IPv6 address.
    Other(IpAddr),
}

/// Whether a host stands for the user's own machine.
pub fn loopback(raw: &str) -> Option<Loopback> {
    loopback_host(&Host::read(raw))
}

/// The same for a host that has been read.
pub fn loopback_host(host: &Host<'_>) -> Option<Loopback> {
    let address = match host {
        Host::Name(name) => return is_localhost(name).then_some(Loopback::Localhost),
        Host::Address(address) => *address,
        Host::Unparsable(_) => return None,
    };
    let unwrapped = match address {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    };
    if unwrapped == IpAddr::V4(Ipv4Addr::LOCALHOST) || unwrapped == IpAddr::V6(Ipv6Addr::LOCALHOST) {
        Some(Loopback::Address(unwrapped))
    } else {
        unwrapped.is_loopback().then_some(Loopback::Other(unwrapped))
    }
}

fn is_localhost(name: &str) -> bool {
    name.strip_suffix('.').unwrap_or(name) == "localhost"
}

/// Whether a host is the address of no machine, 0.0.0.0 or `::`, in any spelling: programs listen there, on every interface.
pub fn is_unspecified(host: &Host<'_>) -> bool {
    match host {
        Host::Address(address) => address.to_canonical().is_unspecified(),
        Host::Name(_) | Host::Unparsable(_) => false,
    }
}

/// Why others reach nothing at a host: it is the machine itself, or a special-use address.
pub fn unreachable(raw: &str) -> Option<String> {
    match Host::read(raw) {
        host if loopback_host(&host).is_some() => Some("the host is the machine itself".to_owned()),
        Host::Address(address) => {
            Some(format!("the host is a special-use address ({})", special_use(address)?))
        }
        Host::Name(_) | Host::Unparsable(_) => None,
    }
}

/// What keeps a name from existing in the DNS, RFC 1035 section 2.3.4 and RFC 1123 section 2.1.
pub fn name_fault(raw: &str) -> Option<&'static str> {
    let name = raw.strip_suffix('.').unwrap_or(raw);
    let (mut label, mut longest, mut has_empty) = (0, 0, name.is_empty());
    for byte in name.bytes() {
        match byte {
            b'*' => {
                return Some("`*` is not a letter of a host name, and a client identifier is not a pattern");
            }
            b'.' => {
                has_empty |= label == 0;
                label = 0;
            }
            _ => label += 1,
        }
        longest = longest.max(label);
    }
    if name.len() > 253 {
        Some("a host name has at most 253 characters")
    } else if has_empty || label == 0 {
        Some("there is nothing between two of its dots, or before the first")
    } else if longest > 63 {
        Some("a label, the part between two dots, has at most 63 characters")
    } else {
        None
    }
}

/// Top-level names that are not of the public DNS, and why: the registry of special-use domain names.
const SPECIAL: [(&str, &str); 8] = [
    ("localhost", "names under `.localhost` are the machine's own (RFC 6761)"),
    ("local", "names under `.local` are known on one link only (RFC 6762)"),
    ("test", RESERVED),
    ("invalid", RESERVED),
    ("example", RESERVED),
    ("onion", "names under `.onion` are reached through Tor only (RFC 7686)"),
    ("internal", "names under `.internal` are private to one network"),
    ("alt", "names under `.alt` are not in the DNS (RFC 9476)"),
];

const RESERVED: &str = "that top-level name is reserved and never in the DNS (RFC 6761)";

/// Why a name does not belong to the public DNS, if so.
pub fn special_name(raw: &str) -> Option<&'static str> {
    let name = raw.strip_suffix('.').unwrap_or(raw).as_bytes();
    let Some(dot) = name.iter().rposition(|&byte| byte == b'.') else {
        // The root alone is not a name.
        return (!name.is_empty()).then_some("a name without a dot is only known inside one network");
    };
    let top = &name[dot + 1..];
    if let Some((_, why)) = SPECIAL.iter().find(|(special, _)| top.eq_ignore_ascii_case(special.as_bytes())) {
        return Some(why);
    }
    let tail = name.len().checked_sub(".home.arpa".len()).map(|start| &name[start..]);
    let is_home = tail.is_some_and(|tail| tail.eq_ignore_ascii_case(b".home.arpa"));
    is_home.then_some("names under `.home.arpa` are private to one home (RFC 8375)")
}

/// Whether a name is one that people copy from documentation: `example.com`, `example.org`, or under one of them.
pub fn is_documentation_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    ["example.com", "example.org"].iter().any(|reserved| {
        name.strip_suffix(reserved).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// Whether a host is another one, or below it.
pub fn is_under(host: &str, other: &str) -> bool {
    let start = host.len().checked_sub(other.len()).filter(|start| host.is_char_boundary(*start));
    start.is_some_and(|start| {
        host[start..].eq_ignore_ascii_case(other) && (start == 0 || host[..start].ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_loopback_is_seen() {
        for host in ["localhost", "LOCALHOST", "localhost.", "local%68ost", "ｌocalhost"] {
            assert_eq!(loopback(host), Some(Loopback::Localhost), "{host}");
        }
        for host in
            ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::ffff:127.0.0.1]", "１２７.0.0.1"]
        {
            assert_eq!(loopback(host), Some(Loopback::Address(Ipv4Addr::LOCALHOST.into())), "{host}");
        }
        for host in ["[::1]", "[0:0:0:0:0:0:0:1]"] {
            assert_eq!(loopback(host), Some(Loopback::Address(Ipv6Addr::LOCALHOST.into())), "{host}");
        }
        assert!(matches!(loopback("127.0.0.2"), Some(Loopback::Other(_))));
        for host in ["example.com", "sub.localhost", "10.0.0.1", "0.0.0.0"] {
            assert_eq!(loopback(host), None, "{host}");
        }
    }

    #[test]
    fn every_spelling_of_the_unspecified_address_is_seen() {
        for host in ["0.0.0.0", "0", "0x0", "00.0", "[::]", "[0:0:0:0:0:0:0:0]", "[::ffff:0.0.0.0]"] {
            assert!(is_unspecified(&Host::read(host)), "{host}");
        }
        for host in ["0.0.0.1", "127.0.0.1", "[::1]", "0.example", "localhost"] {
            assert!(!is_unspecified(&Host::read(host)), "{host}");
        }
    }

    #[test]
    fn names_that_cannot_be_are_told() {
        assert!(name_fault("example..com").is_some());
        assert!(name_fault(".example.com").is_some());
        assert!(name_fault("*.example.com").is_some());
        assert!(name_fault(&format!("{}.com", "a".repeat(64))).is_some());
        assert!(name_fault("example.com.").is_none());
    }
}
