//! Grant types, response types and what people write for them.

/// The authorization code grant, RFC 6749 section 4.1.
pub const AUTHORIZATION_CODE: &str = "authorization_code";
/// The implicit grant, RFC 6749 section 4.2.
pub const IMPLICIT: &str = "implicit";

/// The grant types that are defined somewhere.
pub const KNOWN: [&str; 12] = [
    AUTHORIZATION_CODE,
    IMPLICIT,
    "refresh_token",
    "password",
    "client_credentials",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
    "urn:ietf:params:oauth:grant-type:saml2-bearer",
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:ietf:params:oauth:grant-type:token-exchange",
    "urn:ietf:params:oauth:grant-type:uma-ticket",
    "urn:ietf:params:oauth:grant-type:pre-authorized_code",
    "urn:openid:params:grant-type:ciba",
];

/// The response types that are registered, with their words in alphabetical order.
pub const RESPONSE_TYPES: [&str; 10] = [
    "code",
    "code id_token",
    "code id_token token",
    "code token",
    "id_token",
    "id_token token",
    "none",
    "token",
    "vp_token",
    "id_token vp_token",
];

/// Grants in which the client hands in a token or an assertion for another token (RFC 7522, RFC 7523, RFC 8693).
pub const EXCHANGES: [&str; 3] = [
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
    "urn:ietf:params:oauth:grant-type:saml2-bearer",
    "urn:ietf:params:oauth:grant-type:token-exchange",
];

/// Whether a grant type is defined somewhere.
pub fn is_known(value: &str) -> bool {
    KNOWN.contains(&value)
}

/// What a misspelt or abbreviated grant type most likely means; `None` for a grant type that exists.
pub fn meant(value: &str) -> Option<&'static str> {
    if KNOWN.contains(&value) {
        return None;
    }
    match value {
        "code" | "authorization" | "auth_code" => Some(AUTHORIZATION_CODE),
        "refresh" | "refresh_tokens" | "offline_access" => Some("refresh_token"),
        "device_code" | "device" => Some("urn:ietf:params:oauth:grant-type:device_code"),
        _ => super::nearest(value, KNOWN),
    }
}
