//! Rules by which these servers compare the redirect URI of a request with an entry.

use crate::client::redirect::{Comparison, Entries, LoopbackHosts};
use crate::metadata::glob;
use crate::metadata::uri::Uri;

/// The port is free for http at localhost, 127.0.0.1 and [::1].
pub(super) const LOOPBACK: Comparison =
    Comparison::AnyPort { hosts: LoopbackHosts::LocalhostToo, native_only: false, entries: Entries::All };

/// The same at 127.0.0.1 and [::1] only.
pub(super) const LITERALS: Comparison =
    Comparison::AnyPort { hosts: LoopbackHosts::Literals, native_only: false, entries: Entries::All };

fn is_loopback(host: &str) -> bool {
    LoopbackHosts::LocalhostToo.hold(host)
}

/// Components are equal, of which scheme and host in any letter case and a default port; an http entry at a loopback host
/// without a port fits any; one that ends in `*` fits what begins like it.
pub(super) fn keycloak(entry: &str, requested: &str) -> bool {
    if let Some(head) = entry.strip_suffix('*') {
        return requested.starts_with(head);
    }
    let (one, other) = (Uri::split(entry), Uri::split(requested));
    let scheme = |uri: &Uri<'_>| uri.scheme.unwrap_or_default().to_ascii_lowercase();
    let port = |uri: &Uri<'_>| {
        let default = match &*scheme(uri) {
            "http" => "80",
            "https" => "443",
            _ => "",
        };
        let port = uri.authority.and_then(|authority| authority.port).filter(|port| !port.is_empty());
        port.unwrap_or(default).to_owned()
    };
    let port_is_free = scheme(&one) == "http" && is_loopback(one.host()) && port(&one) == "80";
    scheme(&one) == scheme(&other)
        && one.host().eq_ignore_ascii_case(other.host())
        && one.userinfo() == other.userinfo()
        && one.path == other.path
        && one.query == other.query
        && one.fragment == other.fragment
        && (port_is_free || port(&one) == port(&other))
}

/// Same text up to `?`, with equal parameters in any order; the port is free for http at 127.0.0.1 and [::1].
pub(super) fn janssen(entry: &str, requested: &str) -> bool {
    let (one, other) = (Uri::split(entry), Uri::split(requested));
    let sorted = |uri: &Uri<'_>| {
        let mut parameters: Vec<String> =
            uri.query.unwrap_or_default().split('&').map(str::to_owned).collect();
        parameters.sort_unstable();
        parameters
    };
    let is_literal =
        |uri: &Uri<'_>| uri.scheme == Some("http") && matches!(uri.host(), "127.0.0.1" | "[::1]");
    let head = |text: &str| text.split('?').next().unwrap_or_default().to_owned();
    let same_head = head(entry) == head(requested)
        || is_literal(&one)
            && is_literal(&other)
            && one.host() == other.host()
            && one.path == other.path
            && one.fragment == other.fragment;
    same_head && sorted(&one) == sorted(&other)
}

/// A host or a path with `*`; http at a loopback host with any port.
pub(super) fn logto(entry: &str, requested: &str) -> bool {
    if entry.contains('*') {
        return !requested.contains('*') && fits_wildcards(entry, requested);
    }
    let (one, other) = (Uri::split(entry), Uri::split(requested));
    let rest = |uri: &Uri<'_>| (uri.userinfo().is_some(), uri.query.is_some(), uri.fragment.is_some());
    one.scheme == Some("http")
        && other.scheme == Some("http")
        && is_loopback(one.host())
        && one.host() == other.host()
        && one.path == other.path
        && one.query == other.query
        && one.fragment == other.fragment
        && rest(&one) == rest(&other)
}

/// Whether host and path fit, each with its own `*`; other parts are the same text.
fn fits_wildcards(entry: &str, requested: &str) -> bool {
    let (one, other) = (Uri::split(entry), Uri::split(requested));
    let port = |uri: &Uri<'_>| uri.authority.and_then(|authority| authority.port).map(str::to_owned);
    one.scheme == other.scheme
        && port(&one) == port(&other)
        && glob::fits(one.host(), other.host())
        && glob::fits(one.path, other.path)
        && one.query == other.query
        && one.fragment == other.fragment
}

/// What stands before the first `*` of an entry is the beginning of the request; entries are split at commas.
pub(super) fn rauthy(entry: &str, requested: &str) -> bool {
    entry.split(',').any(|entry| {
        let head = entry.split('*').next().unwrap_or_default();
        entry == requested || entry.ends_with('*') && requested.starts_with(head)
    })
}

/// An entry that ends in `/*`, which the model adds for the identifier, stands for its whole origin; the port is free for http at
/// localhost, 127.0.0.1 and [::1], but not 0.
pub(super) fn home_assistant(entry: &str, requested: &str) -> bool {
    let (one, other) = (Uri::split(entry), Uri::split(requested));
    let port = |uri: &Uri<'_>| uri.authority.and_then(|authority| authority.port).map(str::to_owned);
    let same_host = one.scheme == other.scheme && one.host().eq_ignore_ascii_case(other.host());
    if one.path == "/*" {
        return same_host && port(&one) == port(&other);
    }
    same_host
        && one.scheme == Some("http")
        && is_loopback(one.host())
        && one.path == other.path
        && one.query == other.query
        && port(&other).as_deref() != Some("0")
        && one.userinfo() == other.userinfo()
}

/// Loopback hosts stand for each other, and the port is free.
pub(super) fn zeroid(entry: &str, requested: &str) -> bool {
    let (one, other) = (Uri::split(entry), Uri::split(requested));
    is_loopback(one.host())
        && is_loopback(other.host())
        && one.scheme == other.scheme
        && one.path == other.path
        && one.query == other.query
        && one.fragment == other.fragment
}

/// At localhost and 127.0.0.1 scheme, host and path are compared only.
pub(super) fn pomerium(entry: &str, requested: &str) -> bool {
    let (one, other) = (Uri::split(entry), Uri::split(requested));
    matches!(one.host(), "localhost" | "127.0.0.1")
        && one.host() == other.host()
        && one.scheme == other.scheme
        && one.path == other.path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_fit_or_do_not() {
        for (fits, entry, requested, expected) in [
            (keycloak as fn(&str, &str) -> bool, "http://localhost/cb", "http://localhost:5/cb", true),
            (keycloak, "http://localhost:80/cb", "http://localhost:5/cb", true),
            (keycloak, "http://localhost:7/cb", "http://localhost:5/cb", false),
            (keycloak, "https://c.example/cb", "HTTPS://C.example:443/cb", true),
            (keycloak, "https://c.example/*", "https://c.example/any", true),
            (janssen, "http://localhost/cb", "http://localhost:5/cb", false),
            (janssen, "http://127.0.0.1/cb", "http://127.0.0.1:5/cb", true),
            (janssen, "https://c.example/cb?a=1&b=2", "https://c.example/cb?b=2&a=1", true),
            (logto, "https://*.example.com/cb", "https://a.example.com/cb", true),
            (logto, "https://*.example.com/cb", "https://a.example.org/cb", false),
            (rauthy, "http://127.0.0.1:*", "http://127.0.0.1:5000/cb", true),
            (rauthy, "http://127.0.0.1/cb", "http://127.0.0.1:5000/cb", false),
            (rauthy, "*", "x:y", true),
            (home_assistant, "https://c.example/*", "https://c.example/any", true),
            (home_assistant, "https://c.example/*", "https://c.example:443/any", false),
            (home_assistant, "http://[::1]/cb", "http://[::1]:0/cb", false),
            (zeroid, "http://127.0.0.1/cb", "http://localhost:5/cb", true),
            (pomerium, "http://[::1]:1/cb", "http://[::1]:2/cb", false),
            (pomerium, "http://localhost:1/cb", "http://localhost:2/cb?a", true),
        ] {
            assert_eq!(fits(entry, requested), expected, "{entry} {requested}");
        }
    }
}
