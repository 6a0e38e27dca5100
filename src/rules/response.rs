//! How the document was served.

use super::faults::Faults;
use super::view::{AnyResponse, ResponseView, ServedDocument};
use crate::finding::{Fault, Place, Words, quoted};
use crate::metadata::uri::Uri;
use crate::rule::Rule;
use crate::subject::is_json_type;

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

/// `http-status-not-200`: the URL answers with another status than 200.
fn http_status_not_200<'c>(any: &AnyResponse<'c>) -> Option<Fault<'c>> {
    (any.response.status != 200).then(|| Fault::at(Place::Outside))
}

fn http_status_not_200_words(any: &AnyResponse<'_>, _: &()) -> Words {
    let status = any.response.status;
    let help = match status {
        401 | 403 | 429 | 503 => {
            "bot filters and firewalls often refuse servers while a browser is let in: let requests for this one path through, without a challenge"
        }
        404 | 410 => {
            "check that the file is deployed, that its name and letter case are right, and that it lies in the folder that is served"
        }
        304 => "the request asked without conditions: a cache or proxy in between answers wrongly",
        200..300 => "answer with status 200 and the document as the body",
        500..600 => "check the server's log",
        _ => "serve the document at this URL with status 200",
    };
    Words::new(format!("the URL answers with status {status}; a document comes only with status 200"), help)
}

/// `http-content-type-missing`: the response has no Content-Type.
fn http_content_type_missing<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c>> {
    served
        .response
        .media_type()
        .is_none_or(|media_type| media_type.is_empty())
        .then(|| Fault::at(Place::Outside))
}

fn http_content_type_missing_words(_: &ServedDocument<'_>, _: &()) -> Words {
    Words::new(
        "the response does not say what it is: it has no Content-Type",
        "serve it as `application/json`",
    )
}

/// `http-content-type`: the document is not served as JSON.
fn http_content_type<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c, String>> {
    let media_type = served.response.media_type().filter(|media_type| !media_type.is_empty())?;
    (!is_json_type(&media_type)).then(|| Fault::at(Place::Outside).with(media_type))
}

fn http_content_type_words(served: &ServedDocument<'_>, media_type: &String) -> Words {
    Words::new(
        format!("the document is served as {}, and some servers take only JSON types", quoted(media_type)),
        hosting(&served.response.url, media_type),
    )
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

/// `http-charset`: the document is served with another charset than UTF-8.
fn http_charset<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c, &'c str>> {
    let charset = served.response.media_type_parameter("charset")?;
    let is_utf8 = charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8");
    (!is_utf8).then(|| Fault::at(Place::Outside).with(charset))
}

fn http_charset_words(_: &ServedDocument<'_>, charset: &&str) -> Words {
    Words::new(
        format!("the document is served with the charset {}; JSON is UTF-8", quoted(charset)),
        "leave the charset out, and save the document as UTF-8",
    )
}

/// `http-content-encoding`: the document is encoded although the request accepts no encoding.
fn http_content_encoding<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c, &'c str>> {
    let encoding = served.response.header("content-encoding").filter(|encoding| *encoding != "identity")?;
    Some(Fault::at(Place::Outside).with(encoding))
}

fn http_content_encoding_words(_: &ServedDocument<'_>, encoding: &&str) -> Words {
    Words::new(
        format!(
            "the document is sent in the content encoding {}, though the request accepts none",
            quoted(encoding)
        ),
        "send it uncompressed to those who do not ask for compression",
    )
}

/// The directive that keeps caches from using the response again.
fn prevents(served: &ServedDocument<'_>) -> Option<String> {
    let mut directives = served.response.cache_directives();
    let found = directives.find(|(name, _)| matches!(name.as_str(), "no-store" | "no-cache" | "private"));
    found.map(|(name, _)| name).or_else(|| (max_age(served) == Some(0)).then(|| "max-age=0".to_owned()))
}

/// How long the response is fresh, in seconds.
fn max_age(served: &ServedDocument<'_>) -> Option<u64> {
    let mut directives = served.response.cache_directives();
    directives.find(|(name, _)| name == "max-age")?.1?.parse().ok()
}

/// `http-cache-no-store`: caches may not use the response again.
fn http_cache_no_store<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c, String>> {
    prevents(served).map(|directive| Fault::at(Place::Outside).with(directive))
}

fn http_cache_no_store_words(_: &ServedDocument<'_>, directive: &String) -> Words {
    Words::new(
        format!(
            "the response says {}: servers that fetch at login fetch the document at every login",
            quoted(&format!("Cache-Control: {directive}"))
        ),
        "let it be cached for some minutes: `Cache-Control: max-age=300`",
    )
}

/// `http-cache-long`: the response is fresh for longer than the profile's limit.
fn http_cache_long<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c, [u64; 2]>> {
    let limit = served.profile.limits.cache_seconds?;
    let seconds = max_age(served).filter(|&seconds| seconds > limit && prevents(served).is_none())?;
    Some(Fault::at(Place::Outside).with([seconds, limit]))
}

fn http_cache_long_words(_: &ServedDocument<'_>, [seconds, limit]: &[u64; 2]) -> Words {
    Words::new(
        format!(
            "the response may be cached for {seconds} seconds: a change of redirect URIs or keys reaches servers that late"
        ),
        format!("let it be cached for {limit} seconds at most"),
    )
}

/// `http-cache-missing`: the response does not say how long it may be cached.
fn http_cache_missing<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c>> {
    let says =
        served.response.cache_directives().next().is_some() || served.response.header("expires").is_some();
    (!says).then(|| Fault::at(Place::Outside))
}

fn http_cache_missing_words(_: &ServedDocument<'_>, _: &()) -> Words {
    Words::new(
        "the response does not say how long it may be cached: each server guesses",
        "say it: `Cache-Control: max-age=300`",
    )
}

/// Request header fields by which a document must not differ: servers send none or their own.
const VARYING: [&str; 4] = ["*", "cookie", "user-agent", "accept-language"];

/// `http-vary`: the response differs by header fields that each server sets differently.
fn http_vary<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c, &'c str>> {
    let mut fields = served.response.header("vary")?.split(',').map(str::trim);
    let field = fields.find(|field| VARYING.iter().any(|name| name.eq_ignore_ascii_case(field)))?;
    Some(Fault::at(Place::Outside).with(field))
}

fn http_vary_words(_: &ServedDocument<'_>, field: &&str) -> Words {
    Words::new(
        format!("the response varies by {}: servers may get another document than you", quoted(field)),
        "serve the same document to every client",
    )
}

include!(concat!(env!("OUT_DIR"), "/response.rs"));
