//! The documents and key sets that the servers publish.

use crate::runner::GOOD;

/// A document without any finding, for the URL at which it is published.
pub fn document(url: &str) -> String {
    GOOD.replace("https://app.example.net/client.json", url)
}

/// A document whose client authenticates with a key.
pub fn document_with_keys(url: &str, key_set: &str) -> String {
    let method = format!("\"private_key_jwt\",\n  \"jwks_uri\": \"{key_set}\"");
    document(url).replace("\"none\"", &method)
}

/// A key set without any finding.
pub fn key_set() -> String {
    format!("{{\n  \"keys\": [\n    {}\n  ]\n}}\n", rsa_key(""))
}

/// An RSA key of 2048 bits, with more members.
pub fn rsa_key(more: &str) -> String {
    let modulus = "w".repeat(342);
    format!(
        r#"{{"kty": "RSA", "kid": "key-2026-11-20", "use": "sig", "alg": "RS256", "n": "{modulus}", "e": "AQAB"{more}}}"#
    )
}
