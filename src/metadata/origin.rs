//! The origin of a URL: scheme, host and port, RFC 6454 section 4.

use url::{Origin, Url};

/// The origin of an http or https URL; `None` for anything else.
pub fn origin(url: &str) -> Option<Origin> {
    let origin = Url::parse(url).ok()?.origin();
    origin.is_tuple().then_some(origin)
}
