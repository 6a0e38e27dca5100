//! For how long, and for whom, the response may be used again.

use super::super::faults::Faults;
use super::super::view::{ResponseView, ServedDocument};
use crate::finding::{Fault, Place, Words, quoted};
use crate::rule::Rule;

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

/// `http-set-cookie`: the response sets a cookie.
fn http_set_cookie<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c>> {
    served.response.header("set-cookie").map(|_| Fault::at(Place::Outside))
}

fn http_set_cookie_words(_: &ServedDocument<'_>, _: &()) -> Words {
    Words::new(
        "the response sets a cookie, which servers do not keep, and for which some caches do not store the document",
        "serve the document without `Set-Cookie`",
    )
}

include!(concat!(env!("OUT_DIR"), "/response_cache.rs"));
