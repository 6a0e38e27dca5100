//! What stands for fetching in a build without the feature `fetch`: a failure that says so.

use crate::finding::{Failure, FailureKind, Input, MAX_QUOTED, truncated};
use crate::subject::Subject;

/// What a message says of it.
pub const NO_NETWORK: &str = "this build of cimd has no network support";

/// What to do about it.
pub const NO_NETWORK_HELP: &str =
    "use a released cimd, or build it with its default features; files and standard input need no network";

/// Fetches nothing.
pub struct Fetcher;

impl Fetcher {
    /// Nothing is fetched through a proxy either.
    pub fn delegates_guard(&self) -> bool {
        false
    }
}

/// The document at a URL, which is not fetched.
pub fn document(url: &str, _: &Fetcher) -> Subject {
    let failure = Some(Box::new(failure(url)));
    Subject { failure, ..Subject::without_document(Input::url(url)).published_at(url) }
}

/// The key set that the document names, which is not fetched.
pub fn attach_key_set(subject: &mut Subject, _: &Fetcher) {
    if subject.failure.is_none()
        && let Some(url) = subject.key_set_url()
    {
        subject.failure = Some(Box::new(failure(&format!("the key set at {url}"))));
    }
}

fn failure(what: &str) -> Failure {
    let shown = truncated(what, MAX_QUOTED, "…");
    Failure::new(FailureKind::NoNetwork, format!("{shown} cannot be fetched: {NO_NETWORK}"))
        .with_help(NO_NETWORK_HELP)
}
