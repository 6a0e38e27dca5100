//! What people write where they mean the URL of a document, or the path of a file.

use std::net::IpAddr;
use std::path::PathBuf;

use url::Url;

use crate::finding::{Failure, FailureKind};

/// The https URL that a name stands for which is not the path of a file: `app.example.net/client.json`,
/// `localhost:3000/client.json`, `https:/app.example.net/client.json`.
pub fn meant(name: &str) -> Option<String> {
    let of_scheme = ["https:", "http:"].iter().find_map(|scheme| {
        let start = name.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| name[scheme.len()..].trim_start_matches('/'))
    });
    let rest = of_scheme.unwrap_or(name.strip_prefix("//").unwrap_or(name));
    let (authority, path) = rest.split_once('/')?;
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let is_meant = of_scheme.is_some() && !authority.is_empty() || is_host(host);
    let url = format!("https://{authority}/{path}");
    (is_meant && Url::parse(&url).is_ok()).then_some(url)
}

/// Whether a folder would hardly be called so: a name in the DNS, `localhost`, or an address.
fn is_host(name: &str) -> bool {
    let is_domain = |(labels, last): (&str, &str)| {
        last.len() >= 2
            && last.bytes().all(|byte| byte.is_ascii_alphabetic())
            && labels.split('.').all(|label| !label.is_empty())
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok()
        || name.rsplit_once('.').is_some_and(is_domain)
}

/// That a `file:` URL is given where a path is wanted, with that path.
pub fn of_file(url: &str) -> Option<(PathBuf, Failure)> {
    let start = url.get(.."file:".len())?;
    if !start.eq_ignore_ascii_case("file:") {
        return None;
    }
    let path = Url::parse(url).ok().and_then(|url| url.to_file_path().ok());
    let help = match &path {
        Some(path) => format!("name the path: {}", path.display()),
        None => "name the path of the file".to_owned(),
    };
    let message = format!("{url} is the URL of a file on this machine, which no server can fetch");
    let failure = Failure::new(FailureKind::UrlNotFetchable, message).with_help(help);
    Some((path.unwrap_or_else(|| PathBuf::from(url)), failure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_nearly_urls() {
        for (name, url) in [
            ("example.net/client.json", "https://example.net/client.json"),
            ("localhost:3000/client.json", "https://localhost:3000/client.json"),
            ("192.0.2.1/c", "https://192.0.2.1/c"),
            ("https:/h/c", "https://h/c"),
            ("HTTP:example.net/c", "https://example.net/c"),
            ("https:///example.net/c", "https://example.net/c"),
            ("//example.net/c", "https://example.net/c"),
        ] {
            assert_eq!(meant(name).as_deref(), Some(url), "{name}");
        }
        for name in
            ["client.json", "./client.json", "../a.b/c", "v1.0/client.json", "src/a.json", "a..b/c", "/etc/x"]
        {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn the_url_of_a_file_has_a_path() {
        let path = |url: &str| of_file(url).map(|(path, _)| path);
        assert_eq!(path("https://example.net/c"), None);
        if cfg!(unix) {
            assert_eq!(path("file:///tmp/a%20b.json"), Some(PathBuf::from("/tmp/a b.json")));
            assert_eq!(path("FILE:///x.json"), Some(PathBuf::from("/x.json")));
        }
    }
}
