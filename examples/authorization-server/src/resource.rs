//! What tokens are for: an MCP server that has no tools. It is here so that a client of MCP has something to reach.

use axum::Json;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::state::Shared;

/// Answers whoever has a token.
pub async fn mcp(State(server): Shared, headers: HeaderMap, Json(message): Json<Value>) -> Response {
    let token = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let Some(granted) = token.and_then(|token| server.tokens.get(token)) else {
        let metadata = format!("{}/.well-known/oauth-protected-resource/mcp", server.settings.issuer());
        let challenge = format!("Bearer resource_metadata=\"{metadata}\"");
        return (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, challenge)]).into_response();
    };
    let Some(id) = message.get("id") else { return StatusCode::ACCEPTED.into_response() };
    let result = match message["method"].as_str() {
        Some("initialize") => json!({
            "protocolVersion": message["params"]["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "cimd example", "version": "0"},
            "instructions": format!("You are {}.", granted.client_id),
        }),
        Some("tools/list") => json!({"tools": []}),
        Some("ping") => json!({}),
        _ => {
            let error = json!({"code": -32601, "message": "there is no such method"});
            return Json(json!({"jsonrpc": "2.0", "id": id, "error": error})).into_response();
        }
    };
    Json(json!({"jsonrpc": "2.0", "id": id, "result": result})).into_response()
}
