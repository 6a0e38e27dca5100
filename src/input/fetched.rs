//! Documents and key sets that were fetched.

use crate::fetch::Fetched;
pub use crate::fetch::Fetcher;
use crate::finding::{Failure, Input, MAX_QUOTED, truncated};
use crate::json::Tree;
use crate::subject::{Body, KeySet, Subject};

/// Fetches the document at a URL.
pub fn document(url: &str, fetcher: &Fetcher) -> Subject {
    let subject = Subject::without_document(Input::url(url)).published_at(url);
    match fetcher.get(url) {
        Ok(fetched) => {
            // What comes with another status is a page about it, and no document.
            let is_document = fetched.retrieval.status == 200;
            let body = Box::new(body(fetched.body, fetched.cut));
            let (document, error_page) = if is_document { (Some(body), None) } else { (None, Some(body)) };
            Subject { document, error_page, retrieval: Some(Box::new(fetched.retrieval)), ..subject }
        }
        Err(error) => Subject { failure: Some(Box::new(error.into())), ..subject },
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
        Ok(Fetched { retrieval, body: bytes, cut }) => {
            subject.key_set = Some(Box::new(KeySet {
                origin: Input::url(retrieval.url.clone()),
                retrieval,
                body: body(bytes, cut),
            }));
        }
        Err(error) => {
            let shown = truncated(&url, MAX_QUOTED, "…");
            let message = format!("the key set at {shown} was not fetched: {error}");
            subject.failure = Some(Box::new(Failure { message, ..error.into() }));
        }
    }
}

fn body(bytes: Vec<u8>, cut: bool) -> Body {
    // One byte more than was read is known to be there. What is too large for every server is not looked into.
    let size = bytes.len() + usize::from(cut);
    Body { size, cut, tree: Tree::parse(if cut { Vec::new() } else { bytes }) }
}
