//! A case: what is linted, in a form that can be changed and read as often as a test needs it.

use cimd::subject::Response;
use cimd::{Body, KeySet, Subject};
use serde_json::{Value, json};

/// The client identifier URL of clean cases.
pub const CLIENT_ID: &str = "https://app.example.net/oauth/client.json";
/// The URL of their key sets.
pub const KEY_SET: &str = "https://app.example.net/oauth/jwks.json";

/// When everything is read: 2026-11-21.
const READ_AT: u64 = 1_795_219_200;

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
            Document::Resources(kind, text) => {
                crate::resource_text::resources_of(kind, text).expect("the kind is known")
            }
        };
        Subject {
            published: self.published.clone(),
            read_at: Some(READ_AT),
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
    let modulus = "xzl_VHr8S0BgO4VWlc_Qgrn7BCXL8xL6dmNU2QLmrc4sL5H3L6J1fIMn-O2MIwgjL4PEAS2xQB0idm2dK3ByhDIXSFzWcX4PbHqGDYktE4lJc3I-Nhpg118T2QA9qw2LrIY4Zg0sPp8Fsvzd2CE5dTYaIonPTjvm-KHRg0CgvYvXUp8xVSNjr0RnvOF0xMb8V1cvMhlCn5m7pEG3lgLVNlWtoJ-A5cM3tWlTgAwofDTvRWOvXbGop5tW6u_U8jltKvSXSThglodZ7iNEDaiu_d0OVoRuP08Aoqgyhr5zAqCNTewcNxvU-T9WA9Kt9zW4rhAEjZckGh3iT5bG4bIVDw";
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

/// A native client that binds its tokens to a key: one to which nothing is to be advised.
pub fn bound() -> Case {
    let mut case = native();
    case.set("client_uri", "https://app.example.net/");
    case.set("grant_types", json!(["authorization_code", "refresh_token"]));
    case.set("dpop_bound_access_tokens", true);
    case.set("redirect_uris", json!(["http://127.0.0.1:33418/callback", "http://[::1]:33418/callback"]));
    case
}

/// A client that refreshes its tokens.
pub fn refreshing() -> Case {
    let mut case = web();
    case.set("grant_types", json!(["authorization_code", "refresh_token"]));
    case
}

/// A client that says with which algorithm it signs.
pub fn signing() -> Case {
    let mut case = confidential();
    case.set("token_endpoint_auth_signing_alg", "RS256");
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

/// The certificate of that key, until 2125.
const CERTIFICATE: &str = "MIICrzCCAZegAwIBAgIBATANBgkqhkiG9w0BAQsFADAaMRgwFgYDVQQDDA9hcHAuZXhhbXBsZS5uZXQwIBcNMjUwMTAxMDAwMDAwWhgPMjEyNTAxMDEwMDAwMDBaMBoxGDAWBgNVBAMMD2FwcC5leGFtcGxlLm5ldDCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAMc5f1R6/EtAYDuFVpXP0IK5+wQly/MS+nZjVNkC5q3OLC+R9y+idXyDJ/jtjCMIIy+DxAEtsUAdInZtnStwcoQyF0hc1nF+D2x6hg2JLROJSXNyPjYaYNdfE9kAPasNi6yGOGYNLD6fBbL83dghOXU2GiKJz0475vih0YNAoL2L11KfMVUjY69EZ7zhdMTG/FdXLzIZQp+Zu6RBt5YC1TZVraCfgOXDN7VpU4AMKHw070Vjr12xqKebVurv1PI5bSr0l0k4YJaHWe4jRA2orv3dDlaEbj9PAKKoMoa+cwKgjU3sHDcb1Pk/VgPSrfc1uK4QBI2XJBod4k+WxuGyFQ8CAwEAATANBgkqhkiG9w0BAQsFAAOCAQEAMT6oFQIWM5Bwk6InBVrzX1dy/y2VGt/Lp04biqnK6qm3g5TQQubc4OmiVrCfsFdk7m77egn6ITSqT1kQYBMekACLOZA52HltrxNJ1xlgii5KxZ6wXLQA14IQySCxIIQYGB2d4d1aNiVHlVNGd83iJUNuaMLtewawK+0YU4pHb0c0PHeOR0evZhacwZFeHF41uO9Jng5Lzj7DsgmphnqkU2K62Lyr8Yi7fWUyC+ZQn4c/I4doVedINA/FvsWJh9iGg9sMvE3uMRM4P+hHnw1TCrkINQv/0QVqjQS5yBADN3TrgMv59fWUdMkUYISpYLOnpUPbfktTC3m6Ts0PfVP2jA==";

/// A client that has a key, and does not sign with it.
pub fn mutual_tls() -> Case {
    let mut key = public_key();
    key["x5c"] = json!([CERTIFICATE]);
    let mut case = confidential();
    let (response, _) = case.key_set.expect("there is one");
    case.key_set = Some((response, json!({ "keys": [key] }).to_string().into_bytes()));
    case.set("token_endpoint_auth_method", "self_signed_tls_client_auth");
    case
}

/// A public key for a document.
pub fn embedded_key() -> Value {
    public_key()
}
