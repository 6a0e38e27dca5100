//! The path of the client identifier URL.

use crate::finding::quoted;
use crate::metadata::uri::{self, DotSegment};
use crate::rule::Rule;

use super::super::{Complaint, Findings};
use super::ClientIdUrl;

/// Checks that there is a path, its segments, and their escapes.
pub fn check(url: &ClientIdUrl<'_, '_>, findings: &mut Findings<'_>) {
    let uri = &url.uri;
    let host = uri.host();
    // Where a backslash stands for a slash, the host goes on to the end.
    if host.is_empty() || host.contains('\\') {
        return;
    }
    match uri.path {
        "" => findings.raise(Rule::ClientIdUrlNoPath, || {
            Complaint::new(
                url.part(uri.raw),
                format!("the client identifier URL {} has no path", quoted(uri.raw)),
                "publish the document at a path of its own, such as `/client.json`, and write the whole URL",
            )
        }),
        "/" => findings.raise(Rule::ClientIdUrlRootPath, || {
            Complaint::new(
                url.part(uri.path),
                format!("the path of the client identifier URL {} is only `/`", quoted(uri.raw)),
                "publish the document at a path of its own, such as `/client.json`",
            )
        }),
        _ => {}
    }
    for segment in uri.segments() {
        let rule = match uri::dot_segment(segment) {
            None => {
                escapes(url, segment, findings);
                continue;
            }
            Some(DotSegment::Plain) => Rule::ClientIdUrlDotSegment,
            Some(DotSegment::Encoded) => Rule::ClientIdUrlEncodedDotSegment,
        };
        findings.raise(rule, || {
            Complaint::new(
                url.part(segment),
                format!(
                    "the path of the client identifier URL {} has the dot segment {}",
                    quoted(uri.raw),
                    quoted(segment)
                ),
                "write the path without it, as a browser shows it",
            )
        });
    }
}

fn escapes(url: &ClientIdUrl<'_, '_>, segment: &str, findings: &mut Findings<'_>) {
    for (at, byte) in uri::escapes(segment) {
        let escape = &segment[at..at + 3];
        if matches!(byte, b'/' | b'\\') {
            findings.raise(Rule::ClientIdUrlEncodedSlash, || {
                Complaint::new(
                    url.part(escape),
                    format!("the path contains `{escape}`, an escaped slash: servers and proxies disagree whether it separates"),
                    "choose a path without it",
                )
            });
        } else if is_unreserved(byte) {
            findings.raise(Rule::ClientIdUrlEncodedUnreserved, || {
                let plain = char::from(byte);
                Complaint::new(
                    url.part(escape),
                    format!("`{escape}` stands for `{plain}`, which needs no escape: the two spellings are two different identifiers"),
                    format!("write `{plain}`"),
                )
            });
        }
    }
}

/// Unreserved characters, RFC 3986 section 2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}
