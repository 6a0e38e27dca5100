//! The path of the client identifier URL.

use super::super::faults::Faults;
use super::super::view::{ClientIdUrlView, HostedUrl};
use crate::finding::{Fault, Words, quoted};
use crate::metadata::hosting;
use crate::metadata::uri::{self, DotSegment};
use crate::rule::Rule;

/// `client-id-url-no-path`: the path is empty.
fn client_id_url_no_path<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    url.uri.path.is_empty().then(|| Fault::at(url.part(url.uri.raw)))
}

fn client_id_url_no_path_words(url: &HostedUrl<'_>, _: &()) -> Words {
    Words::new(
        format!("the client identifier URL {} has no path", quoted(url.uri.raw)),
        "write the URL of the document, not of the site: one with a path, such as `/client.json`",
    )
}

/// `client-id-url-root-path`: the path is only `/`.
fn client_id_url_root_path<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    (url.uri.path == "/").then(|| Fault::at(url.part(url.uri.path)))
}

fn client_id_url_root_path_words(url: &HostedUrl<'_>, _: &()) -> Words {
    Words::new(
        format!("the path of the client identifier URL {} is only `/`", quoted(url.uri.raw)),
        "write the URL of the document, not of the site, such as `/client.json`",
    )
}

/// `client-id-url-dot-segment`: a segment of the path is `.` or `..`.
fn client_id_url_dot_segment<'c>(url: &HostedUrl<'c>) -> Vec<Fault<'c, &'c str>> {
    dot_segments(url, DotSegment::Plain)
}

fn client_id_url_dot_segment_words(url: &HostedUrl<'_>, segment: &&str) -> Words {
    dot_segment_words(url, segment)
}

/// `client-id-url-encoded-dot-segment`: a segment of the path is `.` or `..` with its dots written as `%2e`.
fn client_id_url_encoded_dot_segment<'c>(url: &HostedUrl<'c>) -> Vec<Fault<'c, &'c str>> {
    dot_segments(url, DotSegment::Encoded)
}

fn client_id_url_encoded_dot_segment_words(url: &HostedUrl<'_>, segment: &&str) -> Words {
    dot_segment_words(url, segment)
}

fn dot_segments<'c>(url: &HostedUrl<'c>, wanted: DotSegment) -> Vec<Fault<'c, &'c str>> {
    let segments = url.uri.segments().filter(|segment| uri::dot_segment(segment) == Some(wanted));
    segments.map(|segment| Fault::at(url.part(segment)).with(segment)).collect()
}

fn dot_segment_words(url: &HostedUrl<'_>, segment: &str) -> Words {
    Words::new(
        format!(
            "the path of the client identifier URL {} has the dot segment {}",
            quoted(url.uri.raw),
            quoted(segment)
        ),
        "write the path without it, as a browser shows it",
    )
}

/// `client-id-url-encoded-slash`: the path has an escaped slash or backslash.
fn client_id_url_encoded_slash<'c>(url: &HostedUrl<'c>) -> Vec<Fault<'c, &'c str>> {
    escapes(url, |byte| matches!(byte, b'/' | b'\\')).map(|(fault, escape, _)| fault.with(escape)).collect()
}

fn client_id_url_encoded_slash_words(_: &HostedUrl<'_>, escape: &&str) -> Words {
    Words::new(
        format!(
            "the path contains `{escape}`, an escaped slash: servers and proxies disagree whether it separates"
        ),
        "choose a path without it",
    )
}

/// `client-id-url-encoded-unreserved`: the path escapes a character that needs no escape (RFC 3986, section 2.3).
fn client_id_url_encoded_unreserved<'c>(url: &HostedUrl<'c>) -> Vec<Fault<'c, (&'c str, char)>> {
    escapes(url, is_unreserved).map(|(fault, escape, byte)| fault.with((escape, char::from(byte)))).collect()
}

fn client_id_url_encoded_unreserved_words(_: &HostedUrl<'_>, (escape, plain): &(&str, char)) -> Words {
    Words::new(
        format!(
            "`{escape}` stands for `{plain}`, which needs no escape: the two spellings are two different identifiers"
        ),
        format!("write `{plain}`"),
    )
}

/// Whether a byte is a character that stands for itself everywhere in a URI (RFC 3986, section 2.3).
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// The escapes of the path that stand for certain bytes. Dot segments are not looked into.
fn escapes<'c>(
    url: &HostedUrl<'c>,
    is_wanted: impl Fn(u8) -> bool,
) -> impl Iterator<Item = (Fault<'c>, &'c str, u8)> {
    let segments = url.uri.segments().filter(|segment| uri::dot_segment(segment).is_none());
    segments
        .flat_map(|segment| uri::escapes(segment).map(move |(at, byte)| (&segment[at..at + 3], byte)))
        .filter(move |&(_, byte)| is_wanted(byte))
        .map(|(escape, byte)| (Fault::at(url.part(escape)), escape, byte))
}

/// `client-id-url-released`: the path has a version or the hash of a commit in it.
fn client_id_url_released<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c, &'c str>> {
    let segment = hosting::released_segment(url.uri.path)?;
    Some(Fault::at(url.part(segment)).with(segment))
}

fn client_id_url_released_words(_: &HostedUrl<'_>, segment: &&str) -> Words {
    Words::new(
        format!("{} changes with a release, and the client's identity with it", quoted(segment)),
        "publish the document at a URL that stays, without a version or the hash of a commit",
    )
}

/// `client-id-url-trailing-slash`: a path that is more than `/` ends with one.
fn client_id_url_trailing_slash<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    let path = url.uri.path;
    let is_end = url.uri.query.is_none() && url.uri.fragment.is_none();
    (is_end && path.len() > 1 && path.ends_with('/')).then(|| Fault::at(url.part(&path[path.len() - 1..])))
}

fn client_id_url_trailing_slash_words(_: &HostedUrl<'_>, _: &()) -> Words {
    Words::new(
        "the path ends with a slash: hosts often redirect to the form without it, and some servers refuse it",
        "publish the document at a path without the slash at its end",
    )
}

/// `client-id-url-double-slash`: there is nothing between two slashes of the path.
fn client_id_url_double_slash<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    // Where characters stand that no URL has, it may be another URL that begins there.
    let at = url.uri.path.find("//").filter(|_| !url.uri.characters.have_illegal())?;
    Some(Fault::at(url.part(&url.uri.path[at..at + 2])))
}

fn client_id_url_double_slash_words(_: &HostedUrl<'_>, _: &()) -> Words {
    Words::new("the path has two slashes in a row: some proxies make one of them", "write one slash")
}

/// `client-id-url-path-params`: a segment of the path has a parameter.
fn client_id_url_path_params<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c, &'c str>> {
    let segment = url.uri.segments().find(|segment| segment.contains(';'))?;
    let parameter = &segment[segment.find(';')?..];
    Some(Fault::at(url.part(parameter)).with(parameter))
}

fn client_id_url_path_params_words(_: &HostedUrl<'_>, parameter: &&str) -> Words {
    Words::new(
        format!(
            "the path has the parameter {}: such parameters often change with the session",
            quoted(parameter)
        ),
        "publish the document at a path without `;`",
    )
}

/// `client-id-url-percent-case`: an escape of the path has lower-case letters (RFC 3986, section 6.2.2.1).
fn client_id_url_percent_case<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c, &'c str>> {
    let is_lower = |text: &str| text.bytes().any(|byte| byte.is_ascii_lowercase());
    // What needs no escape is to be written without one.
    let mut found = escapes(url, |byte| !is_unreserved(byte));
    found.find(|(_, escape, _)| is_lower(escape)).map(|(fault, escape, _)| fault.with(escape))
}

fn client_id_url_percent_case_words(_: &HostedUrl<'_>, escape: &&str) -> Words {
    Words::new(
        format!(
            "{} is written in lower case: some libraries write it in upper case, and that is another identifier",
            quoted(escape)
        ),
        "write the letters of all escapes in upper case",
    )
}

/// Members of client metadata that some take from the query of a document's own URL.
const FROM_QUERY: [&str; 9] = [
    "client_id",
    "client_name",
    "client_uri",
    "grant_types",
    "jwks_uri",
    "logo_uri",
    "redirect_uri",
    "redirect_uris",
    "scope",
];

/// `client-id-url-query-dynamic`: the query has parameters with the names of members.
fn client_id_url_query_dynamic<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c, &'c str>> {
    let names = url.uri.query?.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    let name = names.into_iter().find(|name| FROM_QUERY.contains(name))?;
    Some(Fault::at(url.part(name)).with(name))
}

fn client_id_url_query_dynamic_words(_: &HostedUrl<'_>, name: &&str) -> Words {
    Words::new(
        format!(
            "the query has {}: if the document is made of it, whoever makes a URL makes a client with your domain",
            quoted(name)
        ),
        "publish one document with fixed content, at a URL without `?`",
    )
}

include!(concat!(env!("OUT_DIR"), "/client_id_url_path.rs"));
