//! Redirects, which servers do not follow.

use super::super::faults::Faults;
use super::super::view::{AnyResponse, ResponseView};
use super::status::PROTECTED;
use crate::finding::{Fault, Place, Words, quoted, quoted_whole};
use crate::metadata::uri::{Uri, can_be_fetched};
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

/// Hosts to which services send those who have to log in.
const LOGIN_HOSTS: [&str; 5] =
    ["accounts.google.com", "cloudflareaccess.com", "login.microsoftonline.com", "okta.com", "vercel.com"];

/// Segments of paths, and labels of hosts, that stand for a login.
const LOGIN_WORDS: [&str; 14] = [
    "auth",
    "authenticate",
    "authorize",
    "cas",
    "log-in",
    "login",
    "oauth",
    "oauth2",
    "saml",
    "sign-in",
    "signin",
    "sso",
    "sso-api",
    "sign_in",
];

/// The usual cause of a redirect, and its cure.
fn cause(url: &str, location: &str) -> (&'static str, String) {
    // A location is relative to the URL; what cannot be resolved has no usual cause.
    let target =
        url::Url::parse(url).and_then(|base| base.join(location)).map(String::from).unwrap_or_default();
    let (from, to) = (Uri::split(url), Uri::split(&target));
    let kept = |setting: &str| {
        let moved = quoted_whole(&target).filter(|_| can_be_fetched(&target) && to.query.is_none());
        match moved {
            Some(moved) => {
                format!("{setting}, or use {moved} as `client_id`")
            }
            None => setting.to_owned(),
        }
    };
    if leads_to_login(&from, &to) {
        return ("", PROTECTED.to_owned());
    }
    let is_same_host = from.host() == to.host();
    if is_same_host && to.path == format!("{}/", from.path) {
        (" (a trailing slash is added)", kept("switch off what adds a slash at the end of paths"))
    } else if is_same_host && from.path == format!("{}/", to.path) {
        (" (the trailing slash is removed)", kept("switch off what removes the slash at the end of paths"))
    } else if is_same_host && to.has_scheme("http") {
        (" (from https to http)", "serve the document over https".to_owned())
    } else if is_same_host && from.path.eq_ignore_ascii_case(to.path) && from.path != to.path {
        (" (letter case)", kept("serve the path as it is written here"))
    } else if to.host().strip_prefix("www.") == Some(from.host()) {
        (" (from the bare domain to www)", kept("serve this path at the bare domain as well"))
    } else if from.host().strip_prefix("www.") == Some(to.host()) {
        (" (from www to the bare domain)", kept("serve this path at www as well"))
    } else if !is_same_host {
        (" (on another host)", kept("serve the document at this URL without a redirect"))
    } else {
        ("", kept("serve the document at this URL without a redirect"))
    }
}

/// Whether a redirect leads to a login, and not to the same file elsewhere.
fn leads_to_login(from: &Uri<'_>, to: &Uri<'_>) -> bool {
    let file = |uri: &Uri<'_>| uri.path.rsplit('/').next().unwrap_or_default().to_owned();
    let is_same_file = !file(from).is_empty() && file(from) == file(to);
    let is_login = |word: &str| LOGIN_WORDS.iter().any(|login| word.eq_ignore_ascii_case(login));
    let host = to.host();
    let is_under =
        |login: &str| host.strip_suffix(login).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    !is_same_file
        && (LOGIN_HOSTS.iter().any(|login| is_under(login))
            || from.host() != host && host.split('.').next().is_some_and(is_login)
            || to.segments().any(is_login))
}

include!(concat!(env!("OUT_DIR"), "/response_redirect.rs"));
