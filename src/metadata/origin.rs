//! The origin of a URL: scheme, host and port, RFC 6454 section 4.

use url::{Origin, Url};

use super::uri::Ordinary;

/// Whether two URLs are certainly of one origin, told from their characters alone; false says nothing.
pub fn is_plainly_same(one: &str, other: &str) -> bool {
    let origin = |url| Ordinary::recognise(url).and_then(|_| end_of_authority(url));
    match (origin(one), origin(other)) {
        (Some(end), Some(other_end)) => one[..end] == other[..other_end],
        _ => false,
    }
}

/// Where the path of an ordinary URL begins.
fn end_of_authority(url: &str) -> Option<usize> {
    url.bytes().enumerate().filter(|&(_, byte)| byte == b'/').map(|(at, _)| at).nth(2)
}

/// The origin of an http or https URL; `None` for anything else.
pub fn origin(url: &str) -> Option<Origin> {
    let origin = Url::parse(url).ok()?.origin();
    origin.is_tuple().then_some(origin)
}
