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

/// How a service shows the files of repositories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileHost {
    /// As text/plain, whatever they are.
    Raw,
    /// In a page with the lines of the file.
    Page,
}

/// Hosts that serve the raw files of repositories and snippets, as text/plain.
const RAW_HOSTS: [&str; 2] = ["raw.githubusercontent.com", "gist.githubusercontent.com"];

/// Services for repositories: a segment of a path there that leads to the page of a file, and one to the raw file.
const REPOSITORIES: [(&str, &str, &str); 4] = [
    ("github.com", "blob", "raw"),
    ("gitlab.com", "blob", "raw"),
    ("bitbucket.org", "src", "raw"),
    ("codeberg.org", "src", "raw"),
];

/// How a host shows the file at a path, if it is a service for repositories.
pub fn file_host(host: &str, path: &str) -> Option<FileHost> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if RAW_HOSTS.iter().any(|raw| is_under(&host, raw)) {
        return Some(FileHost::Raw);
    }
    if host == "gist.github.com" {
        return Some(FileHost::Page);
    }
    let (_, page, raw) = REPOSITORIES.iter().find(|(known, _, _)| *known == host)?;
    // The first two segments are an owner and a repository.
    let kind = path.split('/').skip(3).find(|segment| segment == page || segment == raw)?;
    Some(if kind == *raw { FileHost::Raw } else { FileHost::Page })
}

/// Whether a host is a domain, or a name under it.
fn is_under(host: &str, domain: &str) -> bool {
    let (host, domain) = (host.as_bytes(), domain.as_bytes());
    let Some(start) = host.len().checked_sub(domain.len()) else { return false };
    (start == 0 || host[start - 1] == b'.') && host[start..].eq_ignore_ascii_case(domain)
}
