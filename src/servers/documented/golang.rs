//! URLs as Go's `url.Parse` takes them apart, and members of a struct as Go's reader of JSON fills them.

use percent_encoding::percent_decode_str;

use crate::metadata::uri::Uri;
use crate::rule::Rule;
use crate::servers::answer::Answer;
use crate::servers::shape::{Document, Shape};

/// A URL that was taken apart.
pub(super) struct GoUrl<'a> {
    /// In lower case.
    pub(super) scheme: String,
    /// Without port; an IPv6 literal without its brackets.
    pub(super) hostname: &'a str,
    /// With port.
    pub(super) host: &'a str,
    pub(super) has_userinfo: bool,
    /// As it is written.
    pub(super) raw_path: &'a str,
    /// Decoded.
    pub(super) path: String,
    pub(super) query: Option<&'a str>,
    pub(super) fragment: Option<&'a str>,
}

/// The URL, if the parser takes it.
pub(super) fn parse(text: &str) -> Option<GoUrl<'_>> {
    let uri = Uri::split(text);
    let port = uri.authority.and_then(|authority| authority.port).unwrap_or_default();
    let host = uri.host();
    let is_taken = !text.bytes().any(|byte| byte < b' ' || byte == 0x7f)
        && Uri::split(uri.path).bad_escape().is_none()
        && uri.fragment.is_none_or(|fragment| Uri::split(fragment).bad_escape().is_none())
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && !host.contains([' ', '<', '>', '"', '\\', '^', '`', '{', '|', '}'])
        && host.starts_with('[') == host.ends_with(']');
    let with_port = match uri.authority {
        Some(authority) => {
            let start = uri.offset_of(authority.host);
            let end = authority.port.map_or(start + host.len(), |port| uri.offset_of(port) + port.len());
            &text[start..end]
        }
        None => "",
    };
    is_taken.then(|| GoUrl {
        scheme: uri.scheme.unwrap_or_default().to_ascii_lowercase(),
        hostname: host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host),
        host: with_port,
        has_userinfo: uri.userinfo().is_some(),
        raw_path: uri.path,
        path: percent_decode_str(uri.path).decode_utf8_lossy().into_owned(),
        query: uri.query,
        fragment: uri.fragment,
    })
}

impl GoUrl<'_> {
    /// Whether a segment of the decoded path is `.` or `..`.
    pub(super) fn has_dot_segment(&self) -> bool {
        self.path.split('/').any(|segment| segment == "." || segment == "..")
    }

    /// Whether it is http at `localhost`, 127.0.0.1 or [::1].
    pub(super) fn is_http_loopback(&self) -> bool {
        self.scheme == "http" && matches!(self.hostname, "localhost" | "127.0.0.1" | "::1")
    }
}

/// Refuses members of a wrong type; the others are read in any letter case, and null counts as absent.
pub(super) fn members<'t>(
    document: Document<'t>,
    texts: &[&str],
    lists: &[&str],
    answer: &mut Answer,
) -> Document<'t> {
    let document = document.as_go();
    answer.shapes(document, Shape::String, texts);
    answer.shapes(document, Shape::Strings, lists);
    document
}

/// Refuses an identifier for one of the parts that several of these servers refuse.
pub(super) fn refuse_parts(url: &GoUrl<'_>, answer: &mut Answer) {
    if url.has_userinfo {
        answer.refuse(Rule::ClientIdUrlUserinfo, "the URL has user information");
    }
    if url.has_dot_segment() {
        answer.refuse(Rule::ClientIdUrlDotSegment, "the path has a segment `.` or `..`");
    }
}
