//! The origin of a URL: scheme, host and port, RFC 6454 section 4.

use url::{Origin, Url};

use super::ordinary::Ordinary;

/// Whether two URLs are certainly of one origin, told from their characters alone; false says nothing.
pub fn is_plainly_same(one: &str, other: &str) -> bool {
    let origin = |url| Ordinary::recognise(url).map(|ordinary| ordinary.origin);
    origin(one).is_some_and(|found| origin(other) == Some(found))
}

/// The origin of an http or https URL; `None` for anything else.
pub fn origin(url: &str) -> Option<Origin> {
    let origin = Url::parse(url).ok()?.origin();
    origin.is_tuple().then_some(origin)
}
