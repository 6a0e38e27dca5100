//! Hosts that are known for what they do: services under whose names others publish.

/// Hosts that answer with a redirect to somewhere else.
const SHORTENERS: [&str; 12] = [
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "short.io",
    "t.co",
    "t.ly",
    "tinyurl.com",
];

/// Domains of tunnels and previews: a name under one of them lives as long as a session or a branch.
const UNSTABLE: [&str; 14] = [
    "ngrok.io",
    "ngrok.app",
    "ngrok.dev",
    "ngrok-free.app",
    "ngrok-free.dev",
    "trycloudflare.com",
    "loca.lt",
    "localtunnel.me",
    "serveo.net",
    "lhr.life",
    "devtunnels.ms",
    "tunnelmole.net",
    "gitpod.io",
    "app.github.dev",
];

/// Whether a host is a URL shortener.
pub fn is_shortener(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    SHORTENERS.iter().any(|shortener| host.eq_ignore_ascii_case(shortener))
}

/// Whether a host belongs to a tunnel or a preview.
pub fn is_unstable(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    UNSTABLE.iter().any(|domain| is_under(host, domain))
}

/// Whether a host is a domain, or a name under it.
fn is_under(host: &str, domain: &str) -> bool {
    let (host, domain) = (host.as_bytes(), domain.as_bytes());
    let Some(start) = host.len().checked_sub(domain.len()) else { return false };
    (start == 0 || host[start - 1] == b'.') && host[start..].eq_ignore_ascii_case(domain)
}
