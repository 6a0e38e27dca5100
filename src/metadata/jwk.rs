//! JSON Web Keys, RFC 7517: what must never be published.

use crate::json::{Kind, Value};

/// Members that hold private or secret material, by the IANA "JSON Web Key Parameters" registry. They are
/// looked for by name, whatever `kty` says: in no key type does one of them hold anything public.
pub const PRIVATE_MEMBERS: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "priv", "k"];

/// Whether a value is a JSON Web Key: an object that has `kty`, or that stands in the `keys` of a key set.
pub fn is_jwk(value: Value<'_>) -> bool {
    value.kind() == Kind::Object && (value.get("kty").is_some() || is_in_key_set(value))
}

fn is_in_key_set(value: Value<'_>) -> bool {
    value.parent().is_some_and(|array| {
        array.kind() == Kind::Array
            && array.parent().and_then(|set| set.get("keys")).is_some_and(|keys| keys.span() == array.span())
    })
}

/// Whether a key is symmetric: `kty` is `oct`, or it has the member `k`.
pub fn is_symmetric(key: Value<'_>) -> bool {
    key.get("k").is_some() || key.get("kty").and_then(|kty| kty.as_str()).is_some_and(|kty| kty == "oct")
}
