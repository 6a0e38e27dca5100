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

/// Domains under which everybody can publish pages, each under a name of their own.
const SHARED: [&str; 18] = [
    "azurestaticapps.net",
    "bitbucket.io",
    "deno.dev",
    "firebaseapp.com",
    "fly.dev",
    "github.io",
    "gitlab.io",
    "glitch.me",
    "herokuapp.com",
    "netlify.app",
    "onrender.com",
    "pages.dev",
    "railway.app",
    "surge.sh",
    "vercel.app",
    "web.app",
    "workers.dev",
    "wixsite.com",
];

/// The domain of a service under whose names everybody can publish, if the host is one of these names.
pub fn shared_domain(host: &str) -> Option<&'static str> {
    let host = host.trim_end_matches('.');
    SHARED.iter().copied().find(|domain| !host.eq_ignore_ascii_case(domain) && is_under(host, domain))
}

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

/// The segment of a path that changes with every release: a version, or the hash of a commit.
pub fn released_segment(path: &str) -> Option<&str> {
    path.split('/').find(|segment| is_version(segment) || is_commit(segment))
}

/// Whether a segment is a version such as `v1.2.3`, which a file extension may follow.
fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix('v').unwrap_or(segment);
    let mut parts = digits.split('.');
    let mut is_number = || {
        parts.next().is_some_and(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    is_number() && is_number() && is_number()
}

/// Whether a segment is the hash of a commit.
fn is_commit(segment: &str) -> bool {
    segment.len() == 40 && segment.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Hosts that serve the bytes of files in repositories, all as `text/plain`.
const RAW: [&str; 2] = ["raw.githubusercontent.com", "gist.githubusercontent.com"];

/// What a host of repositories answers with, where it is asked for one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostedFile {
    /// The bytes of the file, as `text/plain`.
    Raw,
    /// A page that shows the file.
    Page,
    /// A redirect to the bytes of the file.
    Redirect,
}

/// Hosts of repositories, by a directory in the paths of their files.
const REPOSITORIES: [(&str, &str, HostedFile); 5] = [
    ("github.com", "/blob/", HostedFile::Page),
    ("github.com", "/raw/", HostedFile::Redirect),
    ("gist.github.com", "/", HostedFile::Page),
    ("gitlab.com", "/-/blob/", HostedFile::Page),
    ("gitlab.com", "/-/raw/", HostedFile::Raw),
];

/// Whether a URL is that of a file in a repository, and what is served there.
pub fn hosted_file(host: &str, path: &str) -> Option<HostedFile> {
    let host = host.trim_end_matches('.');
    if RAW.iter().any(|raw| is_under(host, raw)) {
        return Some(HostedFile::Raw);
    }
    let fits =
        |(name, part, _): &&(&str, &str, HostedFile)| host.eq_ignore_ascii_case(name) && path.contains(part);
    REPOSITORIES.iter().find(fits).map(|&(_, _, file)| file)
}

/// Whether a host is a domain, or a name under it.
fn is_under(host: &str, domain: &str) -> bool {
    let (host, domain) = (host.as_bytes(), domain.as_bytes());
    let Some(start) = host.len().checked_sub(domain.len()) else { return false };
    (start == 0 || host[start - 1] == b'.') && host[start..].eq_ignore_ascii_case(domain)
}
