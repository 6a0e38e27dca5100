//! The token endpoint (RFC 6749, section 4.1.3).

use std::time::SystemTime;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cimd::resolver::CLIENT_ASSERTION_TYPE;
use ring::digest::{SHA256, digest};
use serde::Deserialize;
use serde_json::json;

use crate::authorize::is_supported;
use crate::state::{Granted, Shared, State as Server, TOKEN_LIFETIME};

/// The parameters of a token request.
#[derive(Debug, Deserialize)]
pub struct Request {
    grant_type: Option<String>,
    code: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
    client_id: Option<String>,
    client_assertion: Option<String>,
    client_assertion_type: Option<String>,
}

/// Why no token is given (RFC 6749, section 5.2).
struct Refused(&'static str, String);

/// Gives a token for a code.
pub async fn token(State(server): Shared, Form(request): Form<Request>) -> Response {
    let (status, body) = match granted(&server, request).await {
        Ok(token) => {
            let expires_in = TOKEN_LIFETIME.as_secs();
            (StatusCode::OK, json!({"access_token": token, "token_type": "Bearer", "expires_in": expires_in}))
        }
        Err(Refused(error, why)) => {
            let status =
                if error == "invalid_client" { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
            (status, json!({"error": error, "error_description": why}))
        }
    };
    (status, [(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

async fn granted(server: &Server, request: Request) -> Result<String, Refused> {
    let refuse = |error, why: &str| Refused(error, why.to_owned());
    if request.grant_type.as_deref() != Some("authorization_code") {
        return Err(refuse("unsupported_grant_type", "only authorization_code is supported"));
    }
    let client_id = authenticated(server, &request).await?;
    let code = request.code.unwrap_or_default();
    let pending = server
        .codes
        .take(&code)
        .ok_or_else(|| refuse("invalid_grant", "the code is not one, or was used"))?;
    if pending.client_id != client_id {
        return Err(refuse("invalid_grant", "the code was given to another client"));
    }
    if request.redirect_uri.as_ref() != Some(&pending.redirect_uri) {
        return Err(refuse("invalid_grant", "redirect_uri is not that of the authorization request"));
    }
    let verifier = request.code_verifier.unwrap_or_default();
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
    // Nothing to be timed: the challenge stood in the address bar, and the code is gone.
    if challenge != pending.challenge {
        return Err(refuse("invalid_grant", "code_verifier is not that of the challenge"));
    }
    let token = server.tokens.put(Granted { client_id });
    token.ok_or_else(|| refuse("temporarily_unavailable", "too many tokens are in use"))
}

/// The client that sends the request, by the method that its document offers first.
async fn authenticated(server: &Server, request: &Request) -> Result<String, Refused> {
    let invalid = |why: String| Refused("invalid_client", why);
    let client_id = request.client_id.clone().unwrap_or_default();
    let client = server.resolver.resolve(&client_id).await.map_err(|error| invalid(error.for_end_user()))?;
    match client.authentication_method(is_supported) {
        Some("private_key_jwt") => {}
        Some(_) => return Ok(client_id),
        None => return Err(Refused("unauthorized_client", "no authentication method in common".to_owned())),
    }
    if request.client_assertion_type.as_deref() != Some(CLIENT_ASSERTION_TYPE) {
        return Err(invalid(
            "the client authenticates with private_key_jwt, and there is no assertion".to_owned(),
        ));
    }
    let assertion = request.client_assertion.as_deref().unwrap_or_default();
    let (client, verified) = server
        .resolver
        .authenticate(&client_id, assertion, &server.assertions)
        .await
        .map_err(|error| invalid(error.to_string()))?;
    if !server.replays.is_first(client.id(), &verified, SystemTime::now()).await {
        return Err(invalid("the assertion was used before".to_owned()));
    }
    Ok(client_id)
}
