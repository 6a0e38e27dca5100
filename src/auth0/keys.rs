//! What becomes of the keys in a key set.

use crate::json::{Kind, Value};
use crate::metadata::jwk::{is_for_encryption, is_secret};
use crate::metadata::thumbprint;
use crate::profile::contains;
use crate::subject::KeySet;

use super::profile;

/// A public key of a key set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its `kid`, else its thumbprint (documented); that this is the one of RFC 7638 is inferred. `None` for
    /// what has neither.
    pub kid: Option<String>,
    /// Its thumbprint; `None` where it lacks members, or has a type without one.
    pub thumbprint: Option<String>,
    /// The algorithm under which Auth0 would store it, or why it would not.
    pub algorithm: Result<String, String>,
}

impl Key {
    fn read(key: Value<'_>) -> Key {
        let thumbprint = thumbprint::sha256(key);
        let kid = key.get("kid").and_then(|kid| kid.as_str()).filter(|kid| !kid.is_empty());
        Key {
            kid: kid.map(String::from).or_else(|| thumbprint.clone()),
            algorithm: algorithm(key, thumbprint.is_some()),
            thumbprint,
        }
    }
}

/// The algorithms are documented for credentials entered by hand; that keys for others, and keys for
/// encryption, are passed over is inferred.
fn algorithm(key: Value<'_>, is_whole: bool) -> Result<String, String> {
    let kty = key.get("kty").and_then(|kty| kty.as_str()).ok_or("it has no kty")?;
    let keys = &profile().keys;
    if !keys.types.as_deref().is_none_or(|types| contains(types, kty)) {
        return Err(format!("its type {kty} is not supported"));
    }
    if !is_whole {
        return Err("it lacks members".to_owned());
    }
    if is_for_encryption(key) {
        return Err("it is for encryption".to_owned());
    }
    let supported = keys.algorithms.as_deref().unwrap_or_default();
    match key.get("alg").and_then(|alg| alg.as_str()) {
        // The default of credentials entered by hand is documented; that it holds for imported ones is inferred.
        None => Ok(keys.absent_alg.as_deref().unwrap_or_default().to_owned()),
        Some(alg) if contains(supported, alg) => Ok(alg.to_owned()),
        Some(alg) => Err(format!("its algorithm {alg} is not supported")),
    }
}

/// The keys of a key set in their order. `None` where the set is refused as a whole: it was not served, is
/// too large or no key set, or publishes a secret (documented).
pub fn read(key_set: &KeySet) -> Option<Vec<Key>> {
    let body = &key_set.body;
    let fits = profile().limits.key_set_bytes.is_none_or(|most| body.size <= most);
    if key_set.retrieval.status != 200 || body.cut || !fits || !body.tree.is_json() {
        return None;
    }
    let keys = body.tree.root()?.get("keys").filter(|keys| keys.kind() == Kind::Array)?;
    let is_fine = |key: Value<'_>| key.kind() == Kind::Object && !is_secret(key);
    (keys.elements().next().is_some() && keys.elements().all(is_fine))
        .then(|| keys.elements().map(Key::read).collect())
}
