//! The public key as a JWK.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::json::Tree;
use crate::metadata::thumbprint;
use crate::template::SigningAlgorithm;

/// The members that make a public key, RFC 7518, sections 6.2 and 6.3.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kty")]
pub(super) enum PublicKey {
    /// An RSA key.
    #[serde(rename = "RSA")]
    Rsa {
        /// The modulus, base64url.
        n: String,
        /// The exponent, base64url.
        e: String,
    },
    /// A point on a curve.
    #[serde(rename = "EC")]
    Ec {
        /// The curve.
        crv: &'static str,
        /// A coordinate, base64url.
        x: String,
        /// The other one.
        y: String,
    },
}

/// A public key with what says how it is used.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PublicJwk {
    #[serde(flatten)]
    key: PublicKey,
    r#use: &'static str,
    alg: &'static str,
    kid: String,
}

#[derive(Serialize)]
struct KeySet<'k> {
    keys: [&'k PublicJwk; 1],
}

impl PublicJwk {
    /// The key for signatures with that algorithm. `None` where it has no thumbprint.
    pub fn new(key: PublicKey, algorithm: SigningAlgorithm) -> Option<PublicJwk> {
        let tree = Tree::parse(serde_json::to_vec(&key).ok()?);
        let kid = thumbprint::sha256(tree.root()?)?;
        Some(PublicJwk { key, r#use: "sig", alg: algorithm.name(), kid })
    }

    /// The name of the key.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The key set of this one key.
    pub fn key_set(&self) -> String {
        let text = serde_json::to_string_pretty(&KeySet { keys: [self] });
        // Strings alone can always be written.
        text.unwrap_or_default() + "\n"
    }
}

/// Bytes in base64url without padding.
pub(super) fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
