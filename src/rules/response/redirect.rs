//! Redirects in the place of the document.

use super::super::answer;
use super::super::faults::Faults;
use super::super::view::{AnyResponse, ResponseView};
use crate::finding::{Fault, Place, Words, quoted};
use crate::metadata::barrier::is_login;
use crate::metadata::uri::Uri;
use crate::rule::Rule;

/// `http-redirect`: the URL answers with a redirect.
fn http_redirect<'c>(any: &AnyResponse<'c>) -> Option<Fault<'c>> {
    any.response.is_redirect().then(|| Fault::at(Place::Outside))
}

fn http_redirect_words(any: &AnyResponse<'_>, _: &()) -> Words {
    let status = any.response.status;
    match any.response.header("location") {
        None => Words::new(
            format!(
                "the URL answers with status {status}, a redirect, and servers do not follow redirects here"
            ),
            "serve the document itself at this URL",
        ),
        Some(location) => {
            let (cause, help) = cause(&any.response.url, location);
            Words::new(
                format!(
                    "the URL answers with status {status}, a redirect to {}{cause}; servers do not follow redirects here",
                    quoted(location)
                ),
                help,
            )
        }
    }
}

/// The usual cause of a redirect, and its cure.
fn cause(url: &str, location: &str) -> (&'static str, String) {
    // A location is relative to the URL; what cannot be resolved has no usual cause.
    let target =
        url::Url::parse(url).and_then(|base| base.join(location)).map(String::from).unwrap_or_default();
    let (from, to) = (Uri::split(url), Uri::split(&target));
    let is_same_host = from.host() == to.host();
    let or_use = |here: &str| {
        if to.has_scheme("https") && to.fragment.is_none() && to.query.is_none() {
            format!("{here}, or use {} as client_id, if that serves the document", quoted(&target))
        } else {
            here.to_owned()
        }
    };
    let here = "serve the document at this URL without a redirect";
    if target == url {
        let help = format!("{here}: it leads back to itself, as what sets a cookie first does");
        (" (to itself)", help)
    } else if is_login(from.path, to.host(), to.path) {
        (" (a login)", answer::LOGIN.replacen("{}", "the document", 1))
    } else if is_same_host && to.path == format!("{}/", from.path) {
        (" (a trailing slash is added)", or_use(&format!("{here}: turn off what adds the slash")))
    } else if is_same_host && from.path == format!("{}/", to.path) {
        (" (the trailing slash is removed)", or_use(&format!("{here}: turn off what removes the slash")))
    } else if is_same_host && to.has_scheme("http") {
        let help = "serve the document over https: behind a proxy that ends TLS, tell the application that the request came over https";
        (" (from https to http)", help.to_owned())
    } else if to.host().strip_prefix("www.") == Some(from.host()) {
        (
            " (from the bare domain to www)",
            or_use(&format!("{here}: exempt its path from the redirect to www")),
        )
    } else if from.host().strip_prefix("www.") == Some(to.host()) {
        let here = format!("{here}: exempt its path from the redirect to the bare domain");
        (" (from www to the bare domain)", or_use(&here))
    } else if is_absent(to.path) {
        let help = "check that the file is deployed at this path: what a server does not find it may send to such a page";
        (" (a page for people)", help.to_owned())
    } else if !is_same_host {
        (" (on another host)", or_use(here))
    } else {
        ("", or_use(here))
    }
}

/// Whether a path is one to which servers send those who ask for what is not there.
fn is_absent(path: &str) -> bool {
    let name = path.trim_matches('/');
    name.is_empty() || matches!(name, "404" | "404.html" | "not-found" | "error" | "index.html")
}

include!(concat!(env!("OUT_DIR"), "/response_redirect.rs"));
