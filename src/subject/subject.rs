//! One thing to lint.

use crate::finding::{Failure, Input};
use crate::json::{ProblemKind, Tree, Value};
use crate::metadata::authentication::PRIVATE_KEY_JWT;
use crate::metadata::other_kinds::of_text;
use crate::metadata::uri::can_be_fetched;
use crate::resource::ResourceFile;
use crate::subject::Response;

/// One thing to lint: what the user named, where it is published, the response, the document and its keys.
#[derive(Debug)]
pub struct Subject {
    /// What the user named; findings are reported under its name.
    pub input: Input,
    /// The URL the document is (to be) published at, exactly as given. `None` where it was not given: then
    /// the document's own `client_id` is taken for it.
    pub published: Option<String>,
    /// The response, where the document was fetched.
    pub retrieval: Option<Box<Response>>,
    /// The document; `None` where fetching gave none.
    pub document: Option<Box<Body>>,
    /// The beginning of what came with another status in the place of the document.
    pub error_page: Option<Box<Body>>,
    /// The key set behind `jwks_uri`, where it was fetched.
    pub key_set: Option<Box<KeySet>>,
    /// ClientCimd resources, where these are linted and no document.
    pub resources: Option<Box<ResourceFile>>,
    /// Why the document or its key set could not be fetched.
    pub failure: Option<Box<Failure>>,
    /// When it was read, in seconds since 1970; without it, nothing that ends at some time is judged.
    pub read_at: Option<u64>,
}

/// Bytes that were read, and the tree made of them.
#[derive(Debug)]
pub struct Body {
    /// The text as a tree with spans; it holds the bytes.
    pub tree: Tree,
    /// How many bytes there are where it is stored or served, as far as that is known.
    pub size: usize,
    /// Whether reading stopped at a bound before the end: then the tree holds only the beginning.
    pub cut: bool,
}

impl Body {
    /// Whether it is a page in HTML, in the place of JSON.
    pub fn is_html(&self) -> bool {
        self.tree.problems().iter().any(|problem| matches!(problem.kind, ProblemKind::Html))
    }

    /// Whether it is something else in the place of JSON: a page, an image, a file that was compressed.
    pub fn is_other(&self) -> bool {
        self.is_html() || !self.tree.is_json() && of_text(self.tree.source()).is_some()
    }

    /// A text that was read to its end.
    pub fn whole(bytes: Vec<u8>) -> Body {
        Body { size: bytes.len(), cut: false, tree: Tree::parse(bytes) }
    }
}

/// A fetched key set.
#[derive(Debug)]
pub struct KeySet {
    /// Where it comes from: a URL, or a file that stands for it.
    pub origin: Input,
    /// The response to the request for `jwks_uri`; for a file, as if it had been served without a fault.
    pub retrieval: Response,
    /// Its body.
    pub body: Body,
}

impl Subject {
    /// A document whose bytes are all there, and nothing else is known. A string names a file.
    pub fn from_bytes(input: impl Into<Input>, bytes: Vec<u8>) -> Subject {
        Subject { document: Some(Box::new(Body::whole(bytes))), ..Subject::without_document(input) }
    }

    /// A file of resources.
    pub fn of_resources(input: impl Into<Input>, file: ResourceFile) -> Subject {
        Subject { resources: Some(Box::new(file)), ..Subject::without_document(input) }
    }

    /// An input that gave no document.
    pub fn without_document(input: impl Into<Input>) -> Subject {
        Subject {
            input: input.into(),
            published: None,
            retrieval: None,
            document: None,
            error_page: None,
            key_set: None,
            resources: None,
            failure: None,
            read_at: None,
        }
    }

    /// The same, (to be) published at that URL.
    pub fn published_at(mut self, url: impl Into<String>) -> Subject {
        self.published = Some(url.into());
        self
    }

    /// The same, read at that time, in seconds since 1970.
    pub fn read_at(mut self, seconds: u64) -> Subject {
        self.read_at = Some(seconds);
        self
    }

    /// The outermost value of the document.
    pub fn root(&self) -> Option<Value<'_>> {
        self.document.as_ref()?.tree.root()
    }

    /// The last member of that name in the document.
    pub fn member(&self, name: &str) -> Option<Value<'_>> {
        self.root()?.get(name)
    }

    /// The document's own `client_id`, if it is a string.
    pub fn client_id(&self) -> Option<&str> {
        self.member("client_id")?.as_str()
    }

    /// The client identifier URL: where the document is published, else what it says of itself.
    pub fn client_id_url(&self) -> Option<&str> {
        match &self.published {
            Some(url) => Some(url),
            None => self.client_id().filter(|client_id| !client_id.is_empty()),
        }
    }

    /// The URL of the key set that a server would fetch: the client authenticates with its key, and its
    /// `jwks_uri` can be fetched.
    pub fn key_set_url(&self) -> Option<&str> {
        let method = self.member("token_endpoint_auth_method")?.as_str()?;
        let url = self.member("jwks_uri")?.as_str()?;
        (method == PRIVATE_KEY_JWT && can_be_fetched(url)).then_some(url)
    }
}
