//! A response, and what is linted of it.

use crate::finding::Input;
use crate::json::Tree;
use crate::subject::{Body, KeySet, Response, Subject};

/// What a GET gave: the facts of the response and its decoded body.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Fetched {
    /// Status and header fields.
    pub retrieval: Response,
    /// The body after content decoding, at most [`MAX_BODY_BYTES`](super::MAX_BODY_BYTES); of an error, the beginning
    /// of its page.
    pub body: Vec<u8>,
    /// Whether the body goes on where reading stopped.
    pub cut: bool,
}

impl Fetched {
    /// What a GET gave.
    pub(crate) fn new(retrieval: Response, body: Vec<u8>, cut: bool) -> Fetched {
        Fetched { retrieval, body, cut }
    }

    /// The document that was published at that URL, or what came in its place.
    pub fn into_subject(self, url: &str) -> Subject {
        // What comes with another status is a page about it, and no document.
        let is_document = self.retrieval.status == 200;
        let body = Some(Box::new(body(self.body, self.cut)));
        let (document, error_page) = if is_document { (body, None) } else { (None, body) };
        Subject {
            document,
            error_page,
            retrieval: Some(Box::new(self.retrieval)),
            ..Subject::without_document(Input::url(url)).published_at(url)
        }
    }

    /// The key set of a document.
    pub fn into_key_set(self) -> KeySet {
        KeySet {
            origin: Input::url(self.retrieval.url.clone()),
            body: body(self.body, self.cut),
            retrieval: self.retrieval,
        }
    }
}

fn body(bytes: Vec<u8>, cut: bool) -> Body {
    // One byte more than was read is known to be there. What is too large for every server is not looked into.
    let size = bytes.len() + usize::from(cut);
    Body { size, cut, tree: Tree::parse(if cut { Vec::new() } else { bytes }) }
}
