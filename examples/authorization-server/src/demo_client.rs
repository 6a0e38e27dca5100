//! The site of the demonstration client: two documents and a key set, as any web server could publish them.

use std::io;
use std::path::Path;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rcgen::{KeyPair, PublicKeyData as _};
use serde_json::{Value, json};

use crate::development::CLIENT_HOST;

/// The site: `/public.json`, `/confidential.json` and `/keys.json`. The private key of the confidential client is written
/// to that file.
pub fn site(port: u16, key_file: Option<&Path>) -> io::Result<Router> {
    let key = KeyPair::generate().map_err(io::Error::other)?;
    if let Some(file) = key_file {
        std::fs::write(file, key.serialize_pem())?;
    }
    let base = format!("https://{CLIENT_HOST}:{port}");
    let public = document(&base, "/public.json", json!({"token_endpoint_auth_method": "none"}));
    let confidential = document(
        &base,
        "/confidential.json",
        json!({
            "token_endpoint_auth_method": "private_key_jwt",
            "token_endpoint_auth_signing_alg": "ES256",
            "jwks_uri": format!("{base}/keys.json"),
        }),
    );
    Ok(Router::new()
        .route("/public.json", published(public))
        .route("/confidential.json", published(confidential))
        .route("/keys.json", published(json!({"keys": [public_key(&key)]}))))
}

fn document(base: &str, path: &str, more: Value) -> Value {
    let mut document = json!({
        "client_id": format!("{base}{path}"),
        "client_name": "Demonstration",
        "client_uri": format!("{base}/"),
        "application_type": "native",
        "redirect_uris": ["http://127.0.0.1/callback"],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
    });
    if let (Some(document), Value::Object(more)) = (document.as_object_mut(), more) {
        document.extend(more);
    }
    document
}

/// A resource that is always the same.
fn published(body: Value) -> axum::routing::MethodRouter {
    let text = body.to_string();
    get(|| async { ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "max-age=300")], text) })
}

fn public_key(key: &KeyPair) -> Value {
    // 04, and the two coordinates.
    let point = key.der_bytes();
    let coordinate = |range| URL_SAFE_NO_PAD.encode(&point[range]);
    json!({"kty": "EC", "crv": "P-256", "x": coordinate(1..33), "y": coordinate(33..65), "kid": "demo", "use": "sig", "alg": "ES256"})
}
