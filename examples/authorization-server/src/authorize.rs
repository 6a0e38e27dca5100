//! The authorization endpoint (RFC 6749, section 4.1.1), and what people decide there.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use cimd::client::redirect::Match;
use cimd::resolver::{Client, Fault};
use serde::Deserialize;
use url::Url;

use crate::page;
use crate::state::{Pending, Shared};

/// The parameters of an authorization request.
#[derive(Debug, Deserialize)]
pub struct Request {
    client_id: Option<String>,
    redirect_uri: Option<String>,
    response_type: Option<String>,
    state: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
    resource: Option<String>,
}

/// Resolves the client, checks the request, and asks for consent.
pub async fn authorize(State(server): Shared, Query(request): Query<Request>) -> Response {
    let client_id = request.client_id.clone().unwrap_or_default();
    let client = match server.resolver.resolve(&client_id).await {
        Ok(client) => client,
        Err(error) => {
            let status = match error.fault() {
                Fault::Document => StatusCode::BAD_REQUEST,
                Fault::Host => StatusCode::BAD_GATEWAY,
                _ => StatusCode::SERVICE_UNAVAILABLE,
            };
            return page::failure(status, &error.for_end_user());
        }
    };
    // Until it is known that the redirect URI is the client's, nothing is sent there.
    let redirect_uri = match checked_redirect(&client, request.redirect_uri.as_deref()) {
        Ok(redirect_uri) => redirect_uri,
        Err(why) => return page::failure(StatusCode::BAD_REQUEST, &why),
    };
    let refuse = |error: &str| {
        answer(&redirect_uri, &[("error", error)], request.state.as_deref(), &server.settings.issuer())
    };
    if request.response_type.as_deref() != Some("code") {
        return refuse("unsupported_response_type");
    }
    if client.authentication_method(is_supported).is_none() {
        return refuse("unauthorized_client");
    }
    if request.resource.as_ref().is_some_and(|resource| *resource != server.settings.resource()) {
        return refuse("invalid_target");
    }
    let challenge = match (request.code_challenge, request.code_challenge_method.as_deref()) {
        (Some(challenge), Some("S256")) if challenge.len() == 43 => challenge,
        _ => return refuse("invalid_request"),
    };
    let pending =
        Pending { client_id, redirect_uri: redirect_uri.clone(), state: request.state.clone(), challenge };
    match server.pending.put(pending) {
        Some(name) => page::consent(&client.consent(), &name),
        None => refuse("temporarily_unavailable"),
    }
}

/// Which authentication methods the token endpoint takes.
pub fn is_supported(method: &str) -> bool {
    matches!(method, "none" | "private_key_jwt")
}

fn checked_redirect(client: &Client, requested: Option<&str>) -> Result<String, String> {
    let requested = requested.ok_or("The request does not say where its answer shall go.")?;
    match client.redirect(requested) {
        Match::Entry { .. } => Ok(requested.to_owned()),
        Match::None { difference, .. } => Err(format!(
            "The application at {} wants its answer at an address that it does not publish: {difference}.",
            client.id().host()
        )),
        _ => Err("The address for the answer cannot be compared.".to_owned()),
    }
}

/// What was decided.
#[derive(Debug, Deserialize)]
pub struct Decision {
    pending: String,
    decision: String,
}

/// Answers the client as the person has decided.
pub async fn decide(State(server): Shared, headers: HeaderMap, Form(decision): Form<Decision>) -> Response {
    let cookies = headers.get(COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let own = format!("{}={}", page::COOKIE, decision.pending);
    let pending = if cookies.split("; ").any(|cookie| cookie == own) {
        server.pending.take(&decision.pending)
    } else {
        None
    };
    let Some(pending) = pending else {
        return page::failure(
            StatusCode::BAD_REQUEST,
            "This page is too old. Go back to the application and begin anew.",
        );
    };
    let (redirect_uri, state) = (pending.redirect_uri.clone(), pending.state.clone());
    let issuer = server.settings.issuer();
    let answer = |name: &str, value: &str| answer(&redirect_uri, &[(name, value)], state.as_deref(), &issuer);
    if decision.decision != "allow" {
        return answer("error", "access_denied");
    }
    match server.codes.put(pending) {
        Some(code) => answer("code", &code),
        None => answer("error", "temporarily_unavailable"),
    }
}

/// Sends the browser to the client (RFC 6749, section 4.1.2), with the issuer (RFC 9207).
fn answer(redirect_uri: &str, parameters: &[(&str, &str)], state: Option<&str>, issuer: &str) -> Response {
    // What matched a registered redirect URI is one.
    let Ok(mut target) = Url::parse(redirect_uri) else {
        return page::failure(StatusCode::BAD_REQUEST, "The address for the answer is not one.");
    };
    {
        let mut query = target.query_pairs_mut();
        query.extend_pairs(parameters).append_pair("iss", issuer);
        if let Some(state) = state {
            query.append_pair("state", state);
        }
    }
    Redirect::to(target.as_str()).into_response()
}
