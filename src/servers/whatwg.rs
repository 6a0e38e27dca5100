//! URLs as a WHATWG parser reads them: JavaScript's `URL` and the crate url.

use std::net::IpAddr;

use url::{Host, Url};

/// The URL, if the parser takes it.
pub(super) fn parse(text: &str) -> Option<Url> {
    Url::parse(text).ok()
}

/// Whether the parser takes it with that scheme.
pub(super) fn has_scheme(text: &str, schemes: &[&str]) -> bool {
    parse(text).is_some_and(|url| schemes.contains(&url.scheme()))
}

/// Whether a text begins with that, in any letter case of ASCII.
pub(super) fn begins(text: &str, head: &str) -> bool {
    text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head))
}

/// Whether a URL has a user name or a password.
pub(super) fn has_userinfo(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some_and(|password| !password.is_empty())
}

/// The address that a URL's host is.
pub(super) fn address(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(address.into()),
        Host::Ipv6(address) => Some(address.into()),
        Host::Domain(_) => None,
    }
}

/// Whether a segment of a path is `.` or `..`, where `%2e` is read as a dot.
pub(super) fn is_dot_segment(segment: &str) -> bool {
    let plain = segment.replace("%2e", ".").replace("%2E", ".");
    plain == "." || plain == ".."
}

/// Scheme, authority and path as they are written, by RFC 3986; nothing is resolved.
pub(super) fn raw_parts(text: &str) -> (&str, &str) {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    (authority, &rest[..end])
}
