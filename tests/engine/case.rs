//! A case: what is linted, in a form that can be changed and read as often as a test needs it.

use cimd::subject::Response;
use cimd::{Body, KeySet, Subject};
use serde_json::{Value, json};

/// The client identifier URL of clean cases.
pub const CLIENT_ID: &str = "https://app.example.net/oauth/client.json";
/// The URL of their key sets.
pub const KEY_SET: &str = "https://app.example.net/oauth/jwks.json";

/// What is linted.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    pub published: Option<String>,
    pub retrieval: Option<Response>,
    pub document: Document,
    pub key_set: Option<(Response, Vec<u8>)>,
}

/// The document of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    Absent,
    Json(Value),
    Bytes(Vec<u8>),
    /// A file of resources instead: the kind of the block in a page, and its text.
    Resources(String, String),
}

impl Case {
    /// A document, not known to be published anywhere.
    pub fn of(document: Value) -> Case {
        Case { published: None, retrieval: None, document: Document::Json(document), key_set: None }
    }

    /// In one line, for messages.
    pub fn name(&self) -> String {
        let text = match &self.document {
            Document::Absent => "no document".to_owned(),
            Document::Json(document) => document.to_string(),
            Document::Bytes(bytes) => String::from_utf8_lossy(bytes).trim_end().to_owned(),
            Document::Resources(kind, text) => format!("{kind}: {text}"),
        };
        format!("{:?} {text}", self.published)
    }

    /// The same, published at the client identifier URL of clean cases.
    pub fn published(mut self) -> Case {
        self.published = Some(CLIENT_ID.to_owned());
        self
    }

    /// The same, and its key set was fetched.
    fn with_key_set(mut self) -> Case {
        let response = Response {
            url: KEY_SET.to_owned(),
            status: 200,
            headers: vec![("content-type".to_owned(), "application/jwk-set+json".to_owned())],
        };
        let keys = json!({ "keys": [public_key()] }).to_string().into_bytes();
        self.key_set = Some((response, keys));
        self
    }

    /// Gives a member another value.
    pub fn set(&mut self, member: &str, value: impl Into<Value>) {
        let Document::Json(document) = &mut self.document else { panic!("the document is not JSON") };
        document[member] = value.into();
    }

    /// Removes a member.
    pub fn remove(&mut self, member: &str) {
        let Document::Json(document) = &mut self.document else { panic!("the document is not JSON") };
        document.as_object_mut().expect("it is an object").remove(member);
    }

    /// Changes the text of the document.
    pub fn rewrite(&mut self, change: impl FnOnce(String) -> String) {
        let text = match &self.document {
            Document::Json(document) => document.to_string(),
            Document::Bytes(bytes) => String::from_utf8(bytes.clone()).expect("it is UTF-8"),
            Document::Absent | Document::Resources(..) => panic!("there is no document"),
        };
        self.document = Document::Bytes(change(text).into_bytes());
    }

    /// Reads the case.
    pub fn subject(&self) -> Subject {
        let subject = match &self.document {
            Document::Absent => Subject::without_document("case.json"),
            Document::Json(document) => Subject::from_bytes("case.json", document.to_string().into_bytes()),
            Document::Bytes(bytes) => Subject::from_bytes("case.json", bytes.clone()),
            #[cfg(feature = "cli")]
            Document::Resources(kind, text) => {
                crate::resource_text::resources_of(kind, text).expect("the kind is known")
            }
            #[cfg(not(feature = "cli"))]
            Document::Resources(..) => panic!("resources are read with the feature `cli`"),
        };
        Subject {
            published: self.published.clone(),
            retrieval: self.retrieval.clone().map(Box::new),
            key_set: self.key_set.clone().map(|(retrieval, bytes)| {
                Box::new(KeySet {
                    origin: cimd::finding::Input::url(retrieval.url.clone()),
                    retrieval,
                    body: Body::whole(bytes),
                })
            }),
            ..subject
        }
    }
}

/// An RSA key of 2,048 bits.
fn public_key() -> Value {
    // Of a key that was made for this.
    let modulus = "kb3LL8IQUt3ovQTYNhqX9AVrPvlZrNNDNyVRM_8dXOhyO3ntXvd7Ak0hCzs-zy7SmcnamOI-xTIb3SuArv9kkMdM5yT60p0Bg_7y9bryOYxj7OvpECrrHLpr1nwmzD7ZX10WTfvcyXfqBCjDIsHsiMTUO2OWbX7VnA47bHMkhBkgt7tFV7sioDVVlA5Xf7aiXWCgkaONDWSAwcF-P-zJeRqgLLO4VPnxaKrc783oyl-bBwE7pYsK45CKK06IMDkC0ThqRYRv-t0CyYdvxXQxgT9yl_z0MKw2JXz6omyVjeWIz78Uey0GbNklU7Nc07_lBXSXORuw7okvJTqXEfEMGQ";
    json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "key-2026-01", "n": modulus, "e": "AQAB" })
}

/// A client on a web server.
pub fn web() -> Case {
    Case::of(json!({
        "client_id": CLIENT_ID,
        "client_name": "Example",
        "client_uri": "https://app.example.net/about",
        "redirect_uris": ["https://app.example.net/callback"],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "application_type": "web",
        "token_endpoint_auth_method": "none",
    }))
}

/// The same with a logo.
pub fn with_logo() -> Case {
    let mut case = web();
    case.set("logo_uri", "https://app.example.net/logo.png");
    case
}

/// The same without response types.
pub fn without_response_types() -> Case {
    let mut case = web();
    case.remove("response_types");
    case
}

/// An application on the user's own machine.
pub fn native() -> Case {
    let mut case = web();
    case.set("redirect_uris", json!(["http://127.0.0.1:33418/callback"]));
    case.set("application_type", "native");
    case
}

/// A client of the AT Protocol.
pub fn atproto() -> Case {
    let mut case = web();
    case.set("client_uri", "https://app.example.net");
    case.set("scope", "atproto transition:generic");
    case.set("dpop_bound_access_tokens", true);
    case
}

/// A client that signs with its key.
pub fn confidential() -> Case {
    let mut case = web().with_key_set();
    case.set("token_endpoint_auth_method", "private_key_jwt");
    case.set("jwks_uri", KEY_SET);
    case
}

/// A client that has a key, and does not sign with it.
pub fn mutual_tls() -> Case {
    let mut case = confidential();
    case.set("token_endpoint_auth_method", "self_signed_tls_client_auth");
    case
}

/// A public key for a document.
pub fn embedded_key() -> Value {
    public_key()
}
