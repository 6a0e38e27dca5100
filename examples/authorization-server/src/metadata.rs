//! What the server says of itself.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::state::Shared;

/// Metadata of the authorization server (RFC 8414). `none` must be among the methods: clients that have no key do not even
/// try otherwise.
pub async fn server(State(server): Shared) -> Json<Value> {
    let issuer = server.settings.issuer();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none", "private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES256", "ES384", "EdDSA", "RS256", "PS256"],
        "authorization_response_iss_parameter_supported": true,
        "client_id_metadata_document_supported": true,
    }))
}

/// Metadata of the protected resource (RFC 9728).
pub async fn resource(State(server): Shared) -> Json<Value> {
    Json(json!({
        "resource": server.settings.resource(),
        "authorization_servers": [server.settings.issuer()],
        "bearer_methods_supported": ["header"],
    }))
}
