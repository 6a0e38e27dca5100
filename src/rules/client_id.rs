//! The document's own `client_id`, and whether it is the URL the document is published at.

use crate::finding::{Comparison, quoted};
use crate::json::Value;
use crate::metadata::uri::Uri;
use crate::profile::Profile;
use crate::rule::Rule;
use crate::subject::Subject;

use super::{Complaint, Findings, Place, misspelt, url};

/// The value of `client_id`, if it is the very URL: then the URL's faults can be shown in it.
pub fn place_of<'s>(published: &str, subject: &'s Subject) -> Option<Value<'s>> {
    subject.property("client_id").filter(|value| value.as_str().is_some_and(|own| own == published))
}

/// Checks `client_id`. Where nobody said at which URL the document is published, it is taken for that URL.
pub fn check(subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(value) = subject.property("client_id") else {
        findings.raise_missing(Rule::ClientIdMissing, || {
            let add = || match &subject.published {
                Some(url) => format!("add `\"client_id\": \"{url}\"`"),
                None => {
                    "add `\"client_id\"` with the https URL at which the document is published".to_owned()
                }
            };
            let help = misspelt("client_id", subject).unwrap_or_else(add);
            Complaint::new(
                subject.root().map_or(Place::Outside, Place::Value),
                "`client_id` is missing",
                help,
            )
        });
        return;
    };
    let Some(own) = value.as_str().filter(|own| !own.is_empty()) else {
        findings.raise(Rule::ClientIdNotString, || {
            let what = match value.as_str() {
                Some(_) => "empty".to_owned(),
                None => format!("{}, not a string", value.kind().with_article()),
            };
            Complaint::new(
                Place::Value(value),
                format!("`client_id` is {what}"),
                "write the https URL at which the document is published, in double quotes",
            )
        });
        return;
    };
    match &subject.published {
        None => url::check(&own, Some(value), profile, findings),
        Some(published) if *published != own => mismatch(value, &own, published, findings),
        Some(_) => {}
    }
}

fn mismatch(value: Value<'_>, own: &str, published: &str, findings: &mut Findings<'_>) {
    findings.raise(Rule::ClientIdMismatch, || {
        let kind = difference(own, published);
        let at = own.chars().zip(published.chars()).take_while(|(a, b)| a == b).count();
        Complaint::new(
            Place::Value(value),
            format!(
                "client_id is {}, but the document is published at {}: they differ from character {} on ({kind})",
                quoted(own),
                quoted(published),
                at + 1
            ),
            "servers compare the two character by character; write client_id exactly as the URL is requested",
        )
        .comparing(Comparison {
            headline: "client_id is not the URL that this document is published at",
            left: ("client_id", own.to_owned()),
            right: ("published", published.to_owned()),
            at,
            kind,
        })
    });
}

/// Names the way in which two URLs differ: the first of these that, taken away, leaves no difference.
fn difference(own: &str, published: &str) -> &'static str {
    let (a, b) = (Uri::split(own), Uri::split(published));
    let host_and_after = |uri: &Uri<'_>| uri.raw[uri.offset_of(uri.host())..].to_owned();
    let same_scheme = a.has_scheme(b.scheme.unwrap_or_default()) || a.scheme == b.scheme;

    if own.trim() == published.trim() {
        "white space"
    } else if own.eq_ignore_ascii_case(published) {
        "letter case"
    } else if !same_scheme && host_and_after(&a) == host_and_after(&b) {
        "scheme"
    } else if without_port(&a) == without_port(&b) {
        "port"
    } else if own.trim_end_matches('/') == published.trim_end_matches('/') {
        "trailing slash"
    } else if own.replacen("://www.", "://", 1) == published.replacen("://www.", "://", 1) {
        "www"
    } else if unescaped(own) == unescaped(published) {
        "percent-encoding"
    } else if a.host() != b.host() {
        "host"
    } else if a.path != b.path {
        "path"
    } else if a.query != b.query {
        "query"
    } else if a.fragment != b.fragment {
        "fragment"
    } else {
        "spelling"
    }
}

fn without_port(uri: &Uri<'_>) -> String {
    match uri.authority.and_then(|authority| authority.port) {
        // The colon goes with the port.
        Some(port) => {
            let start = uri.offset_of(port);
            format!("{}{}", &uri.raw[..start - 1], &uri.raw[start + port.len()..])
        }
        None => uri.raw.to_owned(),
    }
}

fn unescaped(url: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(url.len());
    let mut copied = 0;
    for (at, byte) in crate::metadata::uri::escapes(url) {
        // `%2541` has an escape inside what an escape becomes; only the first is one.
        if at >= copied {
            bytes.extend_from_slice(&url.as_bytes()[copied..at]);
            bytes.push(byte);
            copied = at + 3;
        }
    }
    bytes.extend_from_slice(&url.as_bytes()[copied..]);
    bytes
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn each_kind_of_difference_is_named() {
        let url = "https://app.example.com/oauth/client.json";
        for (own, kind) in [
            ("https://App.example.com/oauth/client.json", "letter case"),
            ("https://app.example.com/OAuth/client.json", "letter case"),
            ("https://app.example.com:443/oauth/client.json", "port"),
            ("https://app.example.com/oauth/client.json/", "trailing slash"),
            ("http://app.example.com/oauth/client.json", "scheme"),
            ("https://www.app.example.com/oauth/client.json", "www"),
            ("https://app.example.com/oauth/client%2Ejson", "percent-encoding"),
            ("https://staging.example.com/oauth/client.json", "host"),
            ("https://app.example.com/client.json", "path"),
            ("https://app.example.com/oauth/client.json?v=2", "query"),
            (" https://app.example.com/oauth/client.json", "white space"),
        ] {
            assert_eq!(difference(own, url), kind, "{own}");
        }
    }
}
