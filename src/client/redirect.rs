//! Whether the redirect URI of a request matches one that is registered, as servers compare.

use url::Url;

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
    fn hold(self, host: &str) -> bool {
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

/// Scheme, authority and path of a URI as they are written.
fn parts(uri: &str) -> Option<(&str, &str, &str)> {
    let (scheme, rest) = uri.split_once(':')?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    let end = rest.find('/').unwrap_or(rest.len());
    Some((scheme, &rest[..end], &rest[end..]))
}

fn host_and_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rfind(':') {
        Some(at) if !authority[at..].contains(']') => (&authority[..at], Some(&authority[at + 1..])),
        _ => (authority, None),
    }
}

fn fits_pattern(pattern: &str, requested: &str) -> bool {
    let (Some(pattern), Some(asked)) = (parts(pattern), parts(requested)) else { return false };
    let (host, port) = host_and_port(pattern.1);
    let (asked_host, asked_port) = host_and_port(asked.1);
    let is_loopback =
        host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || host.starts_with("127.");
    let default = if asked.0.eq_ignore_ascii_case("https") { "443" } else { "80" };
    let host_fits = match host.strip_prefix('*') {
        Some(suffix) => {
            asked_host.len() > suffix.len()
                && asked_host.to_ascii_lowercase().ends_with(&suffix.to_ascii_lowercase())
        }
        None => host.eq_ignore_ascii_case(asked_host),
    };
    let port_fits = match port {
        Some("*") => true,
        None if is_loopback => true,
        _ => port.unwrap_or(default) == asked_port.unwrap_or(default),
    };
    let path_fits =
        matches!(pattern.2, "" | "/") || glob(pattern.2, if asked.2.is_empty() { "/" } else { asked.2 });
    !asked.1.contains('@') && pattern.0.eq_ignore_ascii_case(asked.0) && host_fits && port_fits && path_fits
}

/// Whether a text fits a pattern in which `*` stands for any characters.
fn glob(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

/// In how many parts two URIs differ.
fn distance(entry: &str, requested: &str) -> usize {
    let (Some(entry), Some(asked)) = (parts(entry), parts(requested)) else { return 9 };
    let (host, port) = host_and_port(entry.1);
    let (asked_host, asked_port) = host_and_port(asked.1);
    4 * usize::from(entry.0 != asked.0)
        + 3 * usize::from(host != asked_host)
        + 2 * usize::from(entry.2 != asked.2)
        + usize::from(port != asked_port)
}

/// What differs, in words.
fn difference(entry: &str, requested: &str) -> &'static str {
    let (Some(one), Some(other)) = (parts(entry), parts(requested)) else { return "it is not a URI" };
    let (host, port) = host_and_port(one.1);
    let (asked_host, asked_port) = host_and_port(other.1);
    let loopback = |host: &str| host == "localhost" || host.starts_with("127.") || host == "[::1]";
    if one.0 != other.0 {
        "the scheme differs"
    } else if host != asked_host && loopback(host) && loopback(asked_host) {
        "the loopback host differs: localhost, 127.0.0.1 and [::1] are three hosts"
    } else if host != asked_host {
        "the host differs"
    } else if one.2.trim_end_matches('/') == other.2.trim_end_matches('/') && one.2 != other.2 {
        "the slash at the end differs"
    } else if one.2 != other.2 {
        "the path differs"
    } else if port != asked_port {
        "the port differs, and is compared"
    } else {
        "the query or the fragment differs"
    }
}
