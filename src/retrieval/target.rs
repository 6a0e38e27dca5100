//! The URL as it goes over the wire.

use url::Url;

use super::error::FetchError;
use crate::finding::{FailureKind, MAX_QUOTED, truncated};

/// The URL as it goes over the wire: canonical, without credentials and fragment.
///
/// # Errors
///
/// It is not an https URL.
pub fn target(url: &str) -> Result<Url, FetchError> {
    let shown = truncated(url, MAX_QUOTED, "…");
    let mut target = Url::parse(url).map_err(|error| {
        FetchError::new(FailureKind::UrlNotFetchable, format!("{shown} is not a URL: {error}"))
    })?;
    if target.scheme() != "https" {
        return Err(FetchError::new(
            FailureKind::UrlNotFetchable,
            format!("{shown} is not https, and nothing else is fetched"),
        ));
    }
    // An https URL has a host, so its credentials can be removed.
    let _ = target.set_username("");
    let _ = target.set_password(None);
    target.set_fragment(None);
    Ok(target)
}
