//! The documents and key sets that cases are made of: right ones, to be changed in one thing.

use serde_json::{Map, Value, json};

/// A document under construction.
#[derive(Debug, Clone)]
pub struct Document {
    members: Map<String, Value>,
}

/// A key pair of the curve P-256 that is in no use: the example of RFC 7515, appendix A.3.
pub const EXAMPLE_KEY: [(&str, &str); 3] = [
    ("x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
    ("y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
    ("d", "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"),
];

impl Document {
    /// A right document of a public client at this URL.
    pub fn at(url: &str, callback: &str) -> Document {
        let document = Document { members: Map::new() };
        document
            .with("client_id", url)
            .with("client_name", "A client of cimd serve-cases")
            .with("redirect_uris", json!([callback]))
            .with("grant_types", json!(["authorization_code", "refresh_token"]))
            .with("response_types", json!(["code"]))
            .with("token_endpoint_auth_method", "none")
    }

    /// The same with this member, in place of what it had of that name.
    pub fn with(mut self, member: &str, value: impl Into<Value>) -> Document {
        self.members.insert(member.to_owned(), value.into());
        self
    }

    /// The same without a member.
    pub fn without(mut self, member: &str) -> Document {
        self.members.remove(member);
        self
    }

    /// The same for a client that authenticates with a key.
    pub fn keyed(self) -> Document {
        self.with("token_endpoint_auth_method", "private_key_jwt")
            .with("token_endpoint_auth_signing_alg", "ES256")
    }

    /// Its text.
    pub fn text(&self) -> String {
        format!("{:#}\n", Value::Object(self.members.clone()))
    }

    /// Its text with one more member at the beginning, whatever the others are called.
    pub fn text_after(&self, name: &str, value: &Value) -> String {
        let rest = self.text();
        let rest = rest.strip_prefix('{').unwrap_or(&rest);
        format!("{{\n  {}: {value},{rest}", Value::from(name))
    }

    /// Its text, padded inside to this many bytes.
    pub fn text_of(&self, bytes: usize) -> String {
        let padded = |count: usize| self.clone().with("x_padding", "x".repeat(count)).text();
        padded(bytes.saturating_sub(padded(0).len()))
    }
}

/// A key set with one public key.
pub fn key_set() -> Value {
    json!({ "keys": [public_key()] })
}

/// A public key.
pub fn public_key() -> Value {
    key(&EXAMPLE_KEY[..2])
}

/// The same with its private part.
pub fn private_key() -> Value {
    key(&EXAMPLE_KEY)
}

fn key(coordinates: &[(&str, &str)]) -> Value {
    let mut key = json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "serve-cases" });
    for (name, value) in coordinates {
        key[name] = Value::from(*value);
    }
    key
}
