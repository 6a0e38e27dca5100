//! A response as it is stored, and whether it may be used again (RFC 9111).

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue, Request, Response as HttpResponse};
use http_cache_semantics::{AfterResponse, BeforeRequest, CacheOptions, CachePolicy};
use serde::{Deserialize, Serialize};

use super::bounds::Bounds;
use super::transport::request_headers;
use crate::retrieval::Fetched;
use crate::subject::Response;

/// A response of status 200 that was read to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// The URL that was requested.
    pub url: String,
    /// The header fields in the order they came, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body after content decoding.
    #[serde(with = "base64_bytes")]
    pub body: Vec<u8>,
    /// When it came, or was last found to be the same, in milliseconds since 1970.
    pub received: u64,
}

/// What to do with a stored response.
pub enum Use {
    /// Use it as it is.
    Fresh,
    /// Ask whether it is still the same, with these header fields.
    Stale(HeaderMap),
}

/// What a later response makes of a stored one.
pub enum Update {
    /// It is still the same; this is to be stored in its place.
    Same(Stored),
    /// It is another one, or an error.
    Other,
    /// The server says that it is the same, and does not mean the one that is stored.
    Mistaken,
}

impl Stored {
    /// A response to be stored; `None` where there is nothing to store: an error, or a body that goes on.
    pub fn new(fetched: &Fetched, now: SystemTime) -> Option<Stored> {
        let is_whole = fetched.retrieval.status == 200 && !fetched.cut;
        is_whole.then(|| Stored {
            url: fetched.retrieval.url.clone(),
            headers: fetched.retrieval.headers.clone(),
            body: fetched.body.clone(),
            received: millis(now),
        })
    }

    /// What was fetched, as it was.
    pub fn fetched(&self) -> Fetched {
        let retrieval = Response { url: self.url.clone(), status: 200, headers: self.headers.clone() };
        Fetched::new(retrieval, self.body.clone(), false)
    }

    /// When it came, or was last found to be the same.
    pub fn received(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_millis(self.received)
    }

    /// Whether it may be stored at all.
    pub fn is_storable(&self) -> bool {
        self.policy().is_storable()
    }

    /// Whether it may be used now, or what to ask first.
    pub fn use_at(&self, now: SystemTime, bounds: &Bounds) -> Use {
        // All requests have the same header fields, so whatever else a response varies with fits the next one.
        if now < self.fresh_until(bounds) && !self.varies() {
            Use::Fresh
        } else {
            Use::Stale(self.conditional())
        }
    }

    /// The header fields that ask whether it is still the same.
    pub fn conditional(&self) -> HeaderMap {
        // By far later than it can be fresh.
        let late = self.received() + Duration::from_secs(1 << 33);
        match self.policy().before_request(&request(&self.url, request_headers()), late) {
            BeforeRequest::Stale { request, .. } => request.headers,
            BeforeRequest::Fresh(_) => request_headers(),
        }
    }

    /// Until when it is fresh, within the bounds.
    pub fn fresh_until(&self, bounds: &Bounds) -> SystemTime {
        let policy = self.policy();
        // What was on its way for long has less time left.
        let left = policy.time_to_live(self.received());
        let least = if self.forbids_stale() { Duration::ZERO } else { bounds.fresh_at_least };
        self.received() + left.clamp(least.min(bounds.fresh_at_most), bounds.fresh_at_most)
    }

    /// Until when it may be used while its host is in trouble (RFC 9111, section 4.2.4).
    pub fn usable_until(&self, bounds: &Bounds) -> SystemTime {
        let grace = if self.forbids_stale() { Duration::ZERO } else { bounds.stale_if_error };
        self.fresh_until(bounds) + grace
    }

    /// What a response to [`conditional`](Stored::conditional) makes of it.
    pub fn update(&self, fetched: &Fetched, now: SystemTime) -> Update {
        if fetched.retrieval.status != 304 {
            return Update::Other;
        }
        let answer = response(304, &fetched.retrieval.headers);
        match self.policy().after_response(&request(&self.url, self.conditional()), &answer, now) {
            AfterResponse::NotModified(_, parts) => {
                let headers = parts.headers.iter().map(|(name, value)| {
                    (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
                });
                Update::Same(Stored { headers: headers.collect(), received: millis(now), ..self.clone() })
            }
            AfterResponse::Modified(..) => Update::Mistaken,
        }
    }

    /// Roughly how much memory it takes, in bytes.
    pub fn size(&self) -> usize {
        let headers: usize = self.headers.iter().map(|(name, value)| name.len() + value.len() + 48).sum();
        size_of::<Stored>() + self.url.len() + self.body.len() + headers
    }

    /// Whether each request may get another body, so that this one fits no other.
    fn varies(&self) -> bool {
        self.headers
            .iter()
            .any(|(name, value)| name == "vary" && value.split(',').any(|field| field.trim() == "*"))
    }

    fn forbids_stale(&self) -> bool {
        const FORBIDDING: [&str; 6] =
            ["must-revalidate", "no-cache", "no-store", "private", "proxy-revalidate", "s-maxage"];
        let response = Response { url: String::new(), status: 200, headers: self.headers.clone() };
        response.cache_directives().any(|(name, _)| FORBIDDING.contains(&name.as_str()))
    }

    fn policy(&self) -> CachePolicy {
        CachePolicy::new_options(
            &request(&self.url, request_headers()),
            &response(200, &self.headers),
            self.received(),
            // One for all users of the server.
            CacheOptions { shared: true, ..CacheOptions::default() },
        )
    }
}

fn millis(time: SystemTime) -> u64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

fn request(url: &str, headers: HeaderMap) -> Request<()> {
    let mut request = Request::new(());
    // What is stored has been requested, so it is a URI; the default stands for what is not, and fits only itself.
    *request.uri_mut() = url.parse().unwrap_or_default();
    *request.headers_mut() = headers;
    request
}

/// Later than this nobody asks; larger numbers count as this one (RFC 9111, section 1.2.2).
const MAX_SECONDS: u64 = 1 << 31;

/// The response as the crate for HTTP caching reads it: directives in lower case, and no age that would overflow.
fn response(status: u16, headers: &[(String, String)]) -> HttpResponse<()> {
    let mut response = HttpResponse::new(());
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
    for (name, value) in headers {
        let value = match name.as_str() {
            "cache-control" => value.to_ascii_lowercase(),
            "age" => match value.trim().parse::<u64>() {
                Ok(age) => age.min(MAX_SECONDS).to_string(),
                // More digits than fit are a large number, and anything else says nothing.
                Err(_) if !value.is_empty() && value.trim().bytes().all(|byte| byte.is_ascii_digit()) => {
                    MAX_SECONDS.to_string()
                }
                Err(_) => continue,
            },
            _ => value.clone(),
        };
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// Bytes as a string of base64.
mod base64_bytes {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://app.example.net/client.json";

    fn stored(headers: &[(&str, &str)]) -> Stored {
        let headers = headers.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        Stored { url: URL.to_owned(), headers, body: b"{}".to_vec(), received: 1_800_000_000_000 }
    }

    /// For how many seconds it is fresh, and usable beyond that, in the default bounds.
    fn times(headers: &[(&str, &str)]) -> (u64, u64) {
        let (stored, bounds) = (stored(headers), Bounds::default());
        let fresh = stored.fresh_until(&bounds).duration_since(stored.received()).expect("not before");
        let usable =
            stored.usable_until(&bounds).duration_since(stored.fresh_until(&bounds)).expect("not before");
        (fresh.as_secs(), usable.as_secs())
    }

    #[test]
    fn freshness_is_what_http_says_within_the_bounds() {
        for (headers, expected) in [
            (&[("cache-control", "max-age=300")][..], (300, 3600)),
            (&[("cache-control", "MAX-AGE=300")], (300, 3600)),
            (&[("cache-control", "max-age=300"), ("age", "100")], (200, 3600)),
            (&[("cache-control", "max-age=99999999999999999999")], (0, 3600)),
            (&[("cache-control", "max-age=604800")], (86_400, 3600)),
            (&[("cache-control", "max-age=300"), ("age", "18446744073709551615")], (0, 3600)),
            (&[("cache-control", "max-age=300"), ("age", "99999999999999999999999")], (0, 3600)),
            (&[("cache-control", "max-age=300, must-revalidate")], (300, 0)),
            (&[("cache-control", "max-age=300, s-maxage=60")], (60, 0)),
            (&[("cache-control", "no-cache")], (0, 0)),
            (&[("cache-control", "no-store")], (0, 0)),
            (&[("vary", "*"), ("cache-control", "max-age=300")], (0, 3600)),
            (&[], (0, 3600)),
        ] {
            assert_eq!(times(headers), expected, "{headers:?}");
        }
        assert!(!stored(&[("cache-control", "No-Store")]).is_storable());
        assert!(!stored(&[("cache-control", "private, max-age=300")]).is_storable());
        assert!(stored(&[]).is_storable());
    }

    #[test]
    fn a_lower_bound_does_not_overrule_what_is_forbidden() {
        let bounds = Bounds { fresh_at_least: Duration::from_secs(60), ..Bounds::default() };
        let is_fresh = |headers: &[(&str, &str)]| {
            let stored = stored(headers);
            matches!(stored.use_at(stored.received() + Duration::from_secs(30), &bounds), Use::Fresh)
        };
        assert!(is_fresh(&[]));
        assert!(is_fresh(&[("cache-control", "max-age=1")]));
        assert!(!is_fresh(&[("cache-control", "no-cache")]));
        assert!(!is_fresh(&[("vary", "*")]));
        assert!(is_fresh(&[("cache-control", "max-age=60"), ("vary", "Accept, Accept-Encoding")]));
    }

    #[test]
    fn what_is_stale_is_asked_for_with_its_validators() {
        let stored = stored(&[("etag", "\"a\""), ("last-modified", "Mon, 01 Jan 2024 00:00:00 GMT")]);
        let Use::Stale(headers) =
            stored.use_at(stored.received() + Duration::from_secs(1 << 30), &Bounds::default())
        else {
            panic!("it is stale")
        };
        assert_eq!(headers.get("if-none-match").and_then(|value| value.to_str().ok()), Some("\"a\""));
        assert!(headers.contains_key("if-modified-since") && headers.contains_key("accept"));
    }

    #[test]
    fn a_304_renews_what_it_is_about_and_nothing_else() {
        let old = stored(&[("etag", "\"a\""), ("cache-control", "max-age=1")]);
        let answer = |etag: &str| {
            let headers = vec![
                ("etag".to_owned(), etag.to_owned()),
                ("cache-control".to_owned(), "max-age=9".to_owned()),
            ];
            Fetched::new(Response { url: URL.to_owned(), status: 304, headers }, Vec::new(), false)
        };
        let later = old.received() + Duration::from_secs(100);
        let Update::Same(renewed) = old.update(&answer("\"a\""), later) else { panic!("it is the same") };
        assert_eq!(renewed.fresh_until(&Bounds::default()), later + Duration::from_secs(9));
        assert_eq!(renewed.body, old.body);
        assert!(matches!(old.update(&answer("\"b\""), later), Update::Mistaken));
    }

    #[test]
    fn it_survives_being_written_down() {
        let stored = stored(&[("etag", "\"a\"")]);
        let text = serde_json::to_string(&stored).expect("it can be written");
        assert_eq!(serde_json::from_str::<Stored>(&text).expect("it can be read"), stored);
    }
}
