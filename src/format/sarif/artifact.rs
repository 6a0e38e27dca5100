//! What an input is called where only a file of the checkout may be named.
//!
//! GitHub refuses a whole file in which one artifact has a URI with a scheme, and `host:port/path` reads as
//! one. So everything becomes a relative reference (RFC 3986, section 4.2), whatever it was: `https://h/p`
//! becomes `h/p`, and the URL itself stands in the result's message and properties.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::message::MAX_CHARACTERS;
use crate::finding::{Input, InputKind, truncated};
use crate::format::Checkout;
use crate::format::place::without_scheme;

/// What is encoded in a segment: all but the characters of RFC 3986's `pchar`, and the colon, which would
/// make a scheme of what stands before it.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// The relative reference for an input or a URL that was fetched; never empty, never with a scheme, never
/// beginning with a slash.
pub fn uri(input: &Input, checkout: &Checkout) -> String {
    match input.kind() {
        InputKind::StandardInput => "stdin".to_owned(),
        InputKind::Url => reference(&url_segments(input.name())),
        InputKind::File | InputKind::Named => file_uri(input.name(), checkout),
    }
}

/// The same for a file.
pub fn file_uri(path: &str, checkout: &Checkout) -> String {
    reference(&checkout.names(path))
}

fn reference(segments: &[String]) -> String {
    let encoded: Vec<String> =
        segments.iter().map(|segment| utf8_percent_encode(segment, ENCODED).to_string()).collect();
    let reference = encoded.join("/");
    if reference.is_empty() { ".".to_owned() } else { reference }
}

/// Host and path of a URL, as it was written. Credentials are left out. A document can name a URL
/// as long as itself: that one is cut.
fn url_segments(url: &str) -> Vec<String> {
    let rest = truncated(without_scheme(url), MAX_CHARACTERS, "");
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default().replace(':', "_");
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.split('/').map(|segment| match segment {
        // Readers would resolve these, and leave the folder of the host.
        "." => "_".to_owned(),
        ".." => "__".to_owned(),
        _ => segment.to_owned(),
    });
    std::iter::once(host).chain(path).skip_while(String::is_empty).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkout() -> Checkout {
        Checkout::new("/home/me/project", "/home/me/project")
    }

    #[cfg(unix)]
    fn file(path: &str) -> String {
        uri(&Input::file(path), &checkout())
    }

    fn url(url: &str) -> String {
        uri(&Input::url(url), &checkout())
    }

    #[cfg(unix)]
    #[test]
    fn files_are_named_from_the_top_and_never_by_nothing() {
        assert_eq!(file("clients/a.json"), "clients/a.json");
        assert_eq!(file("./clients/../b.json"), "b.json");
        assert_eq!(file("../other/c.json"), "../other/c.json");
        assert_eq!(uri(&Input::standard_input(), &checkout()), "stdin");
        assert_eq!(file("./-"), "-");
        assert_eq!(file("."), ".");
        assert_eq!(file("/home/me/project"), ".");
    }

    #[cfg(unix)]
    #[test]
    fn what_no_uri_may_hold_is_encoded() {
        assert_eq!(file("my client.json"), "my%20client.json");
        assert_eq!(file("a:b/100%.json"), "a%3Ab/100%25.json");
        assert_eq!(file("C:\\clients\\a.json"), "C%3A%5Cclients%5Ca.json");
        assert_eq!(file("caf\u{e9}\u{202e}\u{1b}.json"), "caf%C3%A9%E2%80%AE%1B.json");
        assert_eq!(file("#?[].json"), "%23%3F%5B%5D.json");
        assert_eq!(file("@acme/client.json"), "@acme/client.json");
    }

    #[test]
    fn urls_lose_their_scheme() {
        assert_eq!(url("https://app.example.net/client.json"), "app.example.net/client.json");
        assert_eq!(url("https://app.example.net:8443/client.json"), "app.example.net_8443/client.json");
        assert_eq!(url("https://me:secret@app.example.net/c.json"), "app.example.net/c.json");
        assert_eq!(url("https://[::1]:1/c"), "%5B__1%5D_1/c");
        assert_eq!(url("https://h.example/a/../b//c/?q=1#f"), "h.example/a/__/b//c/%3Fq=1%23f");
        assert_eq!(url("https://h.example?q"), "h.example/%3Fq");
        assert_eq!(url("https://h.example"), "h.example/");
        assert_eq!(url("https:///x"), "x");
        assert_eq!(url("https://"), ".");
        assert_eq!(url("https:////x"), "x");
    }
}
