//! Whether the redirect URI of a request matches one that is registered, as servers compare.

use url::Url;

use crate::metadata::glob;
use crate::metadata::uri::Uri;

/// How a server compares.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Comparison {
    /// Character by character (RFC 9700, section 2.1).
    Exact,
    /// The same, but for the port of a loopback redirect URI (RFC 8252, section 7.3).
    AnyPort {
        /// Which hosts count.
        hosts: LoopbackHosts,
        /// Whether only clients of the type native have this.
        native_only: bool,
        /// Of which entries the port is free.
        entries: Entries,
    },
    /// Entries are patterns: `*` stands for a port, for labels of a host or for a part of a path; the port of a loopback entry
    /// without one is free, and an entry without a path takes any.
    Patterns,
    /// By a rule of its own: whether a request fits an entry that is not the same text.
    Own(fn(entry: &str, requested: &str) -> bool),
    /// The same text fits; of anything else nothing is published.
    Unpublished,
}

/// Of which entries at loopback hosts the port is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Entries {
    /// All of them.
    All,
    /// Those without a port; another port is compared.
    WithoutPort,
    /// Those with a port; one without a port takes only a request without one.
    WithPort,
}

/// Which hosts of an `http` redirect URI are loopback ones, to a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoopbackHosts {
    /// 127.0.0.1 and `[::1]`.
    Literals,
    /// 127.0.0.0/8 and `[::1]`.
    Range,
    /// 127.0.0.1, `[::1]` and the name localhost.
    LocalhostToo,
    /// 127.0.0.0/8, `[::1]` and the name localhost.
    RangeAndLocalhost,
}

impl LoopbackHosts {
    /// Whether a host is one of them; an IPv6 literal with its brackets.
    pub fn hold(self, host: &str) -> bool {
        match self {
            LoopbackHosts::Literals => matches!(host, "127.0.0.1" | "[::1]"),
            LoopbackHosts::LocalhostToo => matches!(host, "127.0.0.1" | "[::1]" | "localhost"),
            LoopbackHosts::Range => host.starts_with("127.") || host == "[::1]",
            LoopbackHosts::RangeAndLocalhost => {
                host.starts_with("127.") || matches!(host, "[::1]" | "localhost")
            }
        }
    }
}

/// The outcome of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Match {
    /// It matches that entry.
    Entry {
        /// The entry.
        entry: String,
        /// Whether it is the same text.
        is_same: bool,
        /// Whether it matches but for its port.
        but_for_port: bool,
    },
    /// It matches none; this is what differs from the nearest one.
    None {
        /// The entry that is nearest, if there is any.
        nearest: Option<String>,
        /// What differs from it, in words.
        difference: &'static str,
    },
}

/// Compares the redirect URI of a request with the registered ones.
pub fn compare(comparison: Comparison, registered: &[String], requested: &str, is_native: bool) -> Match {
    if let Some(entry) = registered.iter().find(|entry| *entry == requested) {
        return Match::Entry { entry: entry.clone(), is_same: true, but_for_port: false };
    }
    let matched = registered.iter().find(|entry| match comparison {
        Comparison::Exact | Comparison::Unpublished => false,
        Comparison::AnyPort { native_only: true, .. } if !is_native => false,
        Comparison::AnyPort { hosts, entries, .. } => differs_in_port_only(entry, requested, hosts, entries),
        Comparison::Patterns => fits_pattern(entry, requested),
        Comparison::Own(fits) => fits(entry, requested),
    });
    if let Some(entry) = matched {
        let but_for_port = !matches!(comparison, Comparison::Own(_));
        return Match::Entry { entry: entry.clone(), is_same: false, but_for_port };
    }
    let nearest = registered.iter().min_by_key(|entry| distance(entry, requested));
    let difference = nearest.map_or("no redirect URI is registered", |entry| difference(entry, requested));
    Match::None { nearest: nearest.cloned(), difference }
}

/// A request whose port is not known yet: `http://127.0.0.1:*/callback`. A port from the range for ephemeral ones stands for it.
pub fn with_ephemeral_port(requested: &str) -> String {
    /// In the range of RFC 6335 section 6, and in no list that people write.
    const EPHEMERAL: &str = ":53682";
    let end = requested.find("://").map_or(0, |at| at + 3);
    let authority_end = requested[end..].find(['/', '?', '#']).map_or(requested.len(), |at| end + at);
    match requested[end..authority_end].strip_suffix(":*") {
        Some(host) => format!("{}{host}{EPHEMERAL}{}", &requested[..end], &requested[authority_end..]),
        None => requested.to_owned(),
    }
}

fn differs_in_port_only(entry: &str, requested: &str, hosts: LoopbackHosts, entries: Entries) -> bool {
    let (Some(entry_url), Some(asked)) = (Url::parse(entry).ok(), Url::parse(requested).ok()) else {
        return false;
    };
    let host = |url: &Url| url.host_str().unwrap_or_default().to_owned();
    let port_is_free = match entries {
        Entries::All => true,
        Entries::WithoutPort => entry_url.port().is_none(),
        Entries::WithPort => entry_url.port().is_some() && asked.port().is_some(),
    };
    entry_url.scheme() == "http"
        && asked.scheme() == "http"
        && hosts.hold(&host(&entry_url))
        && host(&entry_url) == host(&asked)
        && port_is_free
        && entry_url.path() == asked.path()
        && entry_url.query() == asked.query()
        && asked.fragment().is_none()
        && asked.username().is_empty()
}

/// What of a URI is compared.
struct Parts<'a> {
    scheme: &'a str,
    host: &'a str,
    port: Option<&'a str>,
    path: &'a str,
    has_userinfo: bool,
}

/// The URI taken apart; `None` for what has no scheme. Without `//`, what stands in front of the path is called the host: such an
/// entry is often one whose scheme was forgotten, `localhost:3000/callback`.
fn parts(uri: &str) -> Option<Parts<'_>> {
    let uri = Uri::split(uri);
    let (host, path) = match uri.authority {
        Some(authority) => (authority.host, uri.path),
        None => uri.path.split_at(uri.path.find('/').unwrap_or(uri.path.len())),
    };
    Some(Parts {
        scheme: uri.scheme?,
        host,
        port: uri.authority.and_then(|authority| authority.port),
        path,
        has_userinfo: uri.userinfo().is_some(),
    })
}

fn fits_pattern(pattern: &str, requested: &str) -> bool {
    let (Some(pattern), Some(asked)) = (parts(pattern), parts(requested)) else { return false };
    let is_loopback =
        LoopbackHosts::RangeAndLocalhost.hold(pattern.host) || pattern.host.ends_with(".localhost");
    let default = if asked.scheme.eq_ignore_ascii_case("https") { "443" } else { "80" };
    let host_fits = match pattern.host.strip_prefix('*') {
        Some(suffix) => {
            asked.host.len() > suffix.len()
                && asked.host.to_ascii_lowercase().ends_with(&suffix.to_ascii_lowercase())
        }
        None => pattern.host.eq_ignore_ascii_case(asked.host),
    };
    let port_fits = match pattern.port {
        Some("*") => true,
        None if is_loopback => true,
        port => port.unwrap_or(default) == asked.port.unwrap_or(default),
    };
    let asked_path = if asked.path.is_empty() { "/" } else { asked.path };
    let path_fits = matches!(pattern.path, "" | "/") || glob::fits(pattern.path, asked_path);
    !asked.has_userinfo
        && pattern.scheme.eq_ignore_ascii_case(asked.scheme)
        && host_fits
        && port_fits
        && path_fits
}

/// In how many parts two URIs differ.
fn distance(entry: &str, requested: &str) -> usize {
    let (Some(entry), Some(asked)) = (parts(entry), parts(requested)) else { return 9 };
    4 * usize::from(entry.scheme != asked.scheme)
        + 3 * usize::from(entry.host != asked.host)
        + 2 * usize::from(entry.path != asked.path)
        + usize::from(entry.port != asked.port)
}

/// What differs, in words.
fn difference(entry: &str, requested: &str) -> &'static str {
    let (Some(one), Some(other)) = (parts(entry), parts(requested)) else { return "it is not a URI" };
    let is_loopback = |host: &str| LoopbackHosts::RangeAndLocalhost.hold(host);
    if one.scheme != other.scheme {
        "the scheme differs"
    } else if one.host != other.host && is_loopback(one.host) && is_loopback(other.host) {
        "the loopback host differs: localhost, 127.0.0.1 and [::1] are three hosts"
    } else if one.host != other.host {
        "the host differs"
    } else if one.path.trim_end_matches('/') == other.path.trim_end_matches('/') && one.path != other.path {
        "the slash at the end differs"
    } else if one.path != other.path {
        "the path differs"
    } else if one.port != other.port {
        "the port differs, and is compared"
    } else {
        "the query or the fragment differs"
    }
}
