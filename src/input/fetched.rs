//! Documents and key sets that were fetched.

pub use crate::fetch::Fetcher;
use crate::finding::{Failure, Input, MAX_QUOTED, truncated};
use crate::subject::Subject;

/// Fetches the document at a URL.
pub fn document(url: &str, fetcher: &Fetcher) -> Subject {
    match fetcher.get(url) {
        Ok(fetched) => fetched.into_subject(url),
        Err(error) => Subject {
            failure: Some(Box::new(error.into())),
            ..Subject::without_document(Input::url(url)).published_at(url)
        },
    }
}

/// Fetches the key set that the document names, if a server would.
pub fn attach_key_set(subject: &mut Subject, fetcher: &Fetcher) {
    // What a broken document seems to name is not followed.
    if !subject.document.as_ref().is_some_and(|body| body.tree.is_json() && !body.cut) {
        return;
    }
    let Some(url) = subject.key_set_url().map(String::from) else { return };
    match fetcher.get(&url) {
        Ok(fetched) => subject.key_set = Some(Box::new(fetched.into_key_set())),
        Err(error) => {
            let shown = truncated(&url, MAX_QUOTED, "…");
            let message = format!("the key set at {shown} was not fetched: {error}");
            subject.failure = Some(Box::new(Failure { message, ..error.into() }));
        }
    }
}
