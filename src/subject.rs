//! One thing to lint.

use std::borrow::Cow;

use crate::json::{Tree, Value};

/// One thing to lint: what the user named, where it is published, and the document.
#[derive(Debug)]
pub struct Subject {
    /// The input as the user named it; findings are reported under this name.
    pub input: String,
    /// The URL the document is (to be) published at, exactly as given. `None` where nobody said: then
    /// the document's own `client_id` is taken for it.
    pub published: Option<String>,
    /// The document.
    pub document: Tree,
    /// How many bytes the document has where it is stored, as far as that is known.
    pub document_bytes: usize,
    /// Whether reading stopped at a bound before the end: then the tree holds only the beginning.
    pub cut: bool,
}

impl Subject {
    /// A document whose bytes are all there, and nothing else is known.
    pub fn from_bytes(input: impl Into<String>, bytes: Vec<u8>) -> Subject {
        Subject {
            input: input.into(),
            published: None,
            document_bytes: bytes.len(),
            document: Tree::parse(bytes),
            cut: false,
        }
    }

    /// The same, (to be) published at that URL.
    pub fn published_at(mut self, url: impl Into<String>) -> Subject {
        self.published = Some(url.into());
        self
    }

    /// The last member of that name in the document.
    pub fn property(&self, name: &str) -> Option<Value<'_>> {
        self.document.root()?.get(name)
    }

    /// The document's own `client_id`, if it is a string.
    pub fn client_id(&self) -> Option<Cow<'_, str>> {
        self.property("client_id")?.as_str()
    }

    /// The client identifier URL: where the document is published, else what it says of itself.
    pub fn client_id_url(&self) -> Option<Cow<'_, str>> {
        match &self.published {
            Some(url) => Some(Cow::Borrowed(url)),
            None => self.client_id().filter(|client_id| !client_id.is_empty()),
        }
    }
}
