//! How the document was served.

use crate::finding::quoted;
use crate::json::ProblemKind;
use crate::metadata::uri::Uri;
use crate::profile::Profile;
use crate::rule::Rule;
use crate::subject::Body;
use crate::subject::{Response, is_json_type};

use super::{Complaint, Findings, Place};

/// One day, in seconds: MCP's proposal recommends that servers cache no longer.
const LONG_SECONDS: u64 = 24 * 60 * 60;

/// Request header fields by which a document must not differ: servers send none or their own.
const VARYING: [&str; 4] = ["*", "cookie", "user-agent", "accept-language"];

/// Checks status, media type and caching.
pub fn check(retrieval: &Response, body: Option<&Body>, profile: &Profile, findings: &mut Findings<'_>) {
    if retrieval.is_redirect() {
        return redirect(retrieval, profile, findings);
    }
    if retrieval.status != 200 {
        return status(retrieval, profile, findings);
    }
    // A page in place of the document is one fault, and the document's own finding names it.
    let is_page = body.is_some_and(|body| {
        body.tree.problems().iter().any(|problem| matches!(problem.kind, ProblemKind::Html))
    });
    if is_page {
        return;
    }
    media_type(retrieval, findings);
    if let Some(encoding) = retrieval.header("content-encoding").filter(|encoding| *encoding != "identity") {
        findings.raise(Rule::HttpContentEncoding, || {
            Complaint::new(
                Place::Outside,
                format!(
                    "the document is sent in the content encoding {}, though the request accepts none",
                    quoted(encoding)
                ),
                "send it uncompressed to those who do not ask for compression",
            )
        });
    }
    caching(retrieval, findings);
}

fn redirect(retrieval: &Response, profile: &Profile, findings: &mut Findings<'_>) {
    findings.raise(Rule::HttpRedirect, || {
        let status = retrieval.status;
        let Some(location) = retrieval.header("location") else {
            return Complaint::new(
                Place::Outside,
                format!(
                    "the URL answers with status {status}, a redirect, and {} does not follow redirects",
                    profile.title
                ),
                "serve the document itself at this URL",
            );
        };
        let (cause, help) = cause(&retrieval.url, location);
        Complaint::new(
            Place::Outside,
            format!(
                "the URL answers with status {status}, a redirect to {}{cause}; {} does not follow redirects",
                quoted(location),
                profile.title
            ),
            help,
        )
    });
}

/// The usual cause of a redirect, and its cure.
fn cause(url: &str, location: &str) -> (&'static str, &'static str) {
    const USE_TARGET: &str =
        "serve the document at this URL without a redirect, or use the URL it leads to as client_id";
    // A location is relative to the URL; what cannot be resolved has no usual cause.
    let target =
        url::Url::parse(url).and_then(|base| base.join(location)).map(String::from).unwrap_or_default();
    let (from, to) = (Uri::split(url), Uri::split(&target));
    let words = target.to_ascii_lowercase();
    if ["login", "signin", "sign-in", "/auth", "sso", "oauth2/"].iter().any(|word| words.contains(word)) {
        (
            "",
            "the document must be readable without logging in: take this path out of what the login protects",
        )
    } else if from.host() == to.host() && to.path == format!("{}/", from.path) {
        (" (a trailing slash is added)", USE_TARGET)
    } else if from.host() == to.host() && from.path == format!("{}/", to.path) {
        (" (the trailing slash is removed)", USE_TARGET)
    } else if from.host() == to.host() && to.has_scheme("http") {
        (" (from https to http)", "serve the document over https")
    } else if to.host().strip_prefix("www.") == Some(from.host()) {
        (" (from the bare domain to www)", USE_TARGET)
    } else if from.host().strip_prefix("www.") == Some(to.host()) {
        (" (from www to the bare domain)", USE_TARGET)
    } else if from.host() != to.host() {
        (" (on another host)", USE_TARGET)
    } else {
        ("", USE_TARGET)
    }
}

fn status(retrieval: &Response, profile: &Profile, findings: &mut Findings<'_>) {
    findings.raise(Rule::HttpStatusNot200, || {
        let status = retrieval.status;
        let help = match status {
            401 | 403 | 429 | 503 => {
                "bot filters and firewalls often refuse servers while a browser is let in: let requests for this one path through, without a challenge"
            }
            404 | 410 => "check that the file is deployed, that its name and letter case are right, and that it lies in the folder that is served",
            304 => "the request asked without conditions: a cache or proxy in between answers wrongly",
            200..300 => "answer with status 200 and the document as the body",
            500..600 => "check the server's log",
            _ => "serve the document at this URL with status 200",
        };
        Complaint::new(
            Place::Outside,
            format!("the URL answers with status {status}; {} takes a document only with status 200", profile.title),
            help,
        )
    });
}

fn media_type(retrieval: &Response, findings: &mut Findings<'_>) {
    let Some(media_type) = retrieval.media_type().filter(|media_type| !media_type.is_empty()) else {
        findings.raise(Rule::HttpContentTypeMissing, || {
            Complaint::new(
                Place::Outside,
                "the response does not say what it is: it has no Content-Type",
                "serve it as `application/json`",
            )
        });
        return;
    };
    if !is_json_type(&media_type) {
        findings.raise(Rule::HttpContentType, || {
            Complaint::new(
                Place::Outside,
                format!(
                    "the document is served as {}, and some servers take only JSON types",
                    quoted(&media_type)
                ),
                hosting(&retrieval.url, &media_type),
            )
        });
    }
    if let Some(charset) = retrieval.media_type_parameter("charset").filter(|charset| !is_utf8(charset)) {
        findings.raise(Rule::HttpCharset, || {
            Complaint::new(
                Place::Outside,
                format!("the document is served with the charset {}; JSON is UTF-8", quoted(charset)),
                "leave the charset out, and save the document as UTF-8",
            )
        });
    }
}

fn is_utf8(charset: &str) -> bool {
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

/// What hosting services that are known for a media type can be told.
fn hosting(url: &str, media_type: &str) -> &'static str {
    let uri = Uri::split(url);
    let host = uri.host();
    let has_extension = uri.path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    match media_type {
        "text/plain" if host.ends_with("githubusercontent.com") => {
            "raw file hosts serve everything as text/plain: publish the file with GitHub Pages or another web host"
        }
        "application/octet-stream" if !has_extension => {
            "static hosts go by the name's ending: name the file `client.json`, or set its type in the host's configuration"
        }
        "text/html" => {
            "single-page hosts answer unknown paths with a page: deploy the file itself, and serve it as `application/json`"
        }
        _ => "serve it as `application/json`",
    }
}

fn caching(retrieval: &Response, findings: &mut Findings<'_>) {
    let directives: Vec<_> = retrieval.cache_directives().collect();
    let max_age = directives
        .iter()
        .find(|(name, _)| name == "max-age")
        .and_then(|(_, age)| age.as_deref()?.parse::<u64>().ok());
    let prevents =
        directives.iter().find(|(name, _)| matches!(name.as_str(), "no-store" | "no-cache" | "private"));
    if prevents.is_some() || max_age == Some(0) {
        findings.raise(Rule::HttpCacheNoStore, || {
            let what = prevents.map_or("max-age=0", |(name, _)| name);
            Complaint::new(
                Place::Outside,
                format!(
                    "the response says {}: servers that fetch at login fetch the document at every login",
                    quoted(&format!("Cache-Control: {what}"))
                ),
                "let it be cached for some minutes: `Cache-Control: max-age=300`",
            )
        });
    } else if let Some(seconds) = max_age.filter(|&seconds| seconds > LONG_SECONDS) {
        findings.raise(Rule::HttpCacheLong, || {
            Complaint::new(
                Place::Outside,
                format!("the response may be cached for {seconds} seconds: a change of redirect URIs or keys reaches servers that late"),
                "let it be cached for a day at most",
            )
        });
    } else if directives.is_empty() && retrieval.header("expires").is_none() {
        findings.raise(Rule::HttpCacheMissing, || {
            Complaint::new(
                Place::Outside,
                "the response does not say how long it may be cached: each server guesses",
                "say it: `Cache-Control: max-age=300`",
            )
        });
    }
    let varying = retrieval.header("vary").and_then(|vary| {
        vary.split(',')
            .map(str::trim)
            .find(|field| VARYING.iter().any(|name| name.eq_ignore_ascii_case(field)))
    });
    if let Some(field) = varying {
        findings.raise(Rule::HttpVary, || {
            Complaint::new(
                Place::Outside,
                format!(
                    "the response varies by {}: servers may get another document than you",
                    quoted(field)
                ),
                "serve everybody the same document",
            )
        });
    }
}
