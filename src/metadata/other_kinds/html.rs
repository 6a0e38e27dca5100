//! Pages that a server sends in the place of a document.

use super::OtherKind;

/// How much of a page is looked at, in bytes.
const MOST: usize = 16 * 1024;

/// Kinds of pages, by what one of them has somewhere; all in lower case. The first that fits is meant.
const MARKS: [(&str, &str, &[&str]); 4] = [
    (
        "the page of a bot protection (HTML)",
        "let servers fetch the URL without a challenge: they have neither a browser nor a person",
        &[
            "cf-chl",
            "challenge-platform",
            "just a moment...",
            "_incapsula_",
            "captcha",
            "px-captcha",
            "ddos-guard",
        ],
    ),
    (
        "a login page (HTML)",
        "publish the document without a login: servers fetch it anonymously; for a preview deployment, turn its protection off, or publish elsewhere",
        &[
            "type=\"password\"",
            "type=password",
            "type='password'",
            "authentication required",
            "<title>log in",
            "<title>login",
            "<title>sign in",
        ],
    ),
    (
        "a directory listing (HTML)",
        "name the document in the directory",
        &["<title>index of /", "<title>directory listing", "<h1>index of /"],
    ),
    (
        "the page of a single-page application (HTML)",
        "publish the document as a file, or exempt its path from what answers every path with the application",
        &["<div id=\"root\"", "<div id=root", "<div id=\"app\"", "<div id=app", "id=\"__next\"", "<app-root"],
    ),
];

/// What page it is.
pub fn of_page(bytes: &[u8]) -> OtherKind<'static> {
    let page = String::from_utf8_lossy(&bytes[..bytes.len().min(MOST)]).to_lowercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| page.contains(mark));
    match MARKS.iter().find(|(_, _, marks)| has(marks)) {
        Some((what, help, _)) => OtherKind::new(what, help),
        None => OtherKind::new(
            "an HTML page",
            "check the address: the server may be showing an error or login page, or the page of an app that answers every path",
        ),
    }
}
