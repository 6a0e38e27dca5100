//! The keys that a client may sign with.

use std::fmt;
use std::str::FromStr as _;

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey};

use crate::json::{Tree, Value};
use crate::metadata::jwk;

/// The public keys of a client, as far as they can verify a signature here.
///
/// RSA, P-256, P-384 and Ed25519; a key of another kind, one for encryption, and one that holds anything private or
/// symmetric is left out, and does not keep the others from being used.
#[derive(Clone, Default)]
pub struct Keys {
    keys: Vec<Key>,
}

/// A key that verifies.
#[derive(Clone)]
pub(super) struct Key {
    /// Its `kid`.
    pub id: Option<String>,
    /// The algorithms that it verifies, of which its own `alg` leaves one.
    pub algorithms: Vec<Algorithm>,
    /// The key itself.
    pub decoding: DecodingKey,
}

impl Keys {
    /// Reads the keys of a key set as JSON, no more than that many.
    pub(super) fn read(key_set: &[u8], most: usize) -> Keys {
        let tree = Tree::parse(key_set.to_vec());
        let Some(list) = tree.root().filter(|_| tree.is_json()).and_then(|root| root.get("keys")) else {
            return Keys::default();
        };
        Keys { keys: list.elements().take(most).filter_map(read).collect() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Their ids, where they have any.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().filter_map(|key| key.id.as_deref())
    }

    /// Those that a signature may have been made with: of that `kid`, if it names one.
    pub(super) fn named(&self, kid: Option<&str>) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(move |key| kid.is_none() || key.id.as_deref() == kid)
    }
}

fn read(value: Value<'_>) -> Option<Key> {
    if jwk::is_secret(value) || jwk::is_for_encryption(value) {
        return None;
    }
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let mut algorithms = algorithms(text("kty")?, text("crv"));
    if let Some(own) = text("alg") {
        // RFC 9864 calls EdDSA by its curve.
        let own = Algorithm::from_str(if own == "Ed25519" { "EdDSA" } else { own }).ok()?;
        algorithms.retain(|algorithm| *algorithm == own);
    }
    if algorithms.is_empty() {
        return None;
    }
    // Only what makes the key: other members, of whatever type, say nothing of it.
    let members = ["kty", "crv", "x", "y", "n", "e"];
    let made: serde_json::Map<String, serde_json::Value> =
        members.iter().filter_map(|&name| Some((name.to_owned(), text(name)?.into()))).collect();
    let key: Jwk = serde_json::from_value(made.into()).ok()?;
    let decoding = DecodingKey::from_jwk(&key).ok()?;
    Some(Key { id: text("kid").map(str::to_owned), algorithms, decoding })
}

/// The algorithms that a key of that type verifies.
fn algorithms(kty: &str, curve: Option<&str>) -> Vec<Algorithm> {
    match (kty, curve) {
        ("RSA", _) => vec![
            Algorithm::RS256,
            Algorithm::RS384,
            Algorithm::RS512,
            Algorithm::PS256,
            Algorithm::PS384,
            Algorithm::PS512,
        ],
        ("EC", Some("P-256")) => vec![Algorithm::ES256],
        ("EC", Some("P-384")) => vec![Algorithm::ES384],
        ("OKP", Some("Ed25519")) => vec![Algorithm::EdDSA],
        _ => Vec::new(),
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("ids", &self.ids().collect::<Vec<_>>()).finish_non_exhaustive()
    }
}
