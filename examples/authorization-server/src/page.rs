//! Pages for people.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, SET_COOKIE, X_FRAME_OPTIONS};
use axum::response::{Html, IntoResponse, Response};
use cimd::client::Consent;

/// The cookie that ties a consent to the browser that was asked for it.
pub const COOKIE: &str = "__Host-pending";

/// Asks for consent: the host first, since it alone is vouched for.
pub fn consent(consent: &Consent, pending: &str) -> Response {
    let host = escaped(&consent.host);
    let mut text = format!("<h1><code>{host}</code> wants to act for you</h1>");
    match (&consent.name, &consent.named_host) {
        (Some(name), None) => text += &format!("<p>It calls itself {}.</p>", escaped(name)),
        // A name that names another site is left out.
        (_, Some(_)) | (None, _) => {}
    }
    let to: Vec<String> =
        consent.redirect_hosts.iter().map(|host| format!("<code>{}</code>", escaped(host))).collect();
    text += &format!("<p>You will be sent to {}.</p>", to.join(" or "));
    if consent.is_loopback_only {
        text += "<p><strong>It runs on your own machine. Any program there can pretend to be it: go on only if you have \
                 just started it yourself.</strong></p>";
    }
    text += &format!(
        "<form method=post action=/decision><input type=hidden name=pending value=\"{pending}\">\
         <button name=decision value=allow>Allow</button> <button name=decision value=deny>Deny</button></form>"
    );
    let cookie = format!("{COOKIE}={pending}; Path=/; Secure; HttpOnly; SameSite=Lax");
    ([(SET_COOKIE, cookie)], page(StatusCode::OK, &text)).into_response()
}

/// Tells why nothing can be done.
pub fn failure(status: StatusCode, text: &str) -> Response {
    page(status, &format!("<h1>This did not work</h1><p>{}</p>", escaped(text)))
}

fn page(status: StatusCode, text: &str) -> Response {
    let headers = [
        (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (X_FRAME_OPTIONS, "DENY"),
        (CACHE_CONTROL, "no-store"),
    ];
    let html =
        format!("<!doctype html><html lang=en><meta charset=utf-8><title>Authorization</title>{text}</html>");
    (status, headers, Html(html)).into_response()
}

/// The text as it stands in HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            _ => escaped.push(character),
        }
    }
    escaped
}
