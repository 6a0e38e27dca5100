//! JWK thumbprints, RFC 7638: a name for a key that anyone can calculate from it.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::json::Value;

/// The SHA-256 thumbprint of a public key in base64url without padding. `None` for a key that lacks a member,
/// for other key types, and for secrets: a thumbprint of those is not to be published either.
pub fn sha256(key: Value<'_>) -> Option<String> {
    let kty = key.get("kty")?.as_str()?;
    let members: BTreeMap<&str, &str> = hashed_members(kty)
        .iter()
        .map(|&name| Some((name, key.get(name)?.as_str()?)))
        .collect::<Option<_>>()
        .filter(|members: &BTreeMap<_, _>| !members.is_empty())?;
    // A map that is sorted, written without white space, is just what section 3 hashes.
    let canonical = serde_json::to_vec(&members).ok()?;
    Some(URL_SAFE_NO_PAD.encode(Sha256::digest(canonical)))
}

/// The members that are hashed: RFC 7638 section 3.2 for RSA and EC, RFC 8037 section 2 for OKP.
fn hashed_members(kty: &str) -> &'static [&'static str] {
    match kty {
        "RSA" => &["e", "kty", "n"],
        "EC" => &["crv", "kty", "x", "y"],
        "OKP" => &["crv", "kty", "x"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use crate::json::Tree;

    fn thumbprint(key: &str) -> Option<String> {
        super::sha256(Tree::parse(key.into()).root()?)
    }

    #[test]
    fn rfc_7638_section_3_1() {
        let key = r#"{
            "kty": "RSA",
            "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
            "e": "AQAB",
            "alg": "RS256",
            "kid": "2011-04-29"
        }"#;
        assert_eq!(thumbprint(key).as_deref(), Some("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
    }

    #[test]
    fn rfc_8037_appendix_a_3() {
        let key = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
        assert_eq!(thumbprint(key).as_deref(), Some("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
    }

    #[test]
    fn what_is_no_public_key_has_none() {
        for key in [r#"{"kty":"RSA","n":"AQAB"}"#, r#"{"kty":"oct","k":"AQAB"}"#, r#"{"n":"AQAB"}"#, "[]"] {
            assert_eq!(thumbprint(key), None, "{key}");
        }
    }
}
