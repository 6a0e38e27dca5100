//! The path of the client identifier URL.

use super::super::faults::Faults;
use super::super::view::{ClientIdUrlView, HostedUrl};
use crate::finding::{Fault, Words, quoted};
use crate::metadata::uri::{self, DotSegment};
use crate::rule::Rule;

/// `client-id-url-no-path`: the path is empty.
fn client_id_url_no_path<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    url.uri.path.is_empty().then(|| Fault::at(url.part(url.uri.raw)))
}

fn client_id_url_no_path_words(url: &HostedUrl<'_>, _: &()) -> Words {
    Words::new(
        format!("the client identifier URL {} has no path", quoted(url.uri.raw)),
        "publish the document at a path of its own, such as `/client.json`, and write the whole URL",
    )
}

/// `client-id-url-root-path`: the path is only `/`.
fn client_id_url_root_path<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    (url.uri.path == "/").then(|| Fault::at(url.part(url.uri.path)))
}

fn client_id_url_root_path_words(url: &HostedUrl<'_>, _: &()) -> Words {
    Words::new(
        format!("the path of the client identifier URL {} is only `/`", quoted(url.uri.raw)),
        "publish the document at a path of its own, such as `/client.json`",
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
    let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
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

include!(concat!(env!("OUT_DIR"), "/client_id_url_path.rs"));
