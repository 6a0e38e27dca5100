//! Client authentication methods at the token endpoint.

/// Public clients: no authentication, RFC 7591 section 2.
pub const NONE: &str = "none";
/// An assertion signed with the client's key, OpenID Connect Core section 9.
pub const PRIVATE_KEY_JWT: &str = "private_key_jwt";

/// Methods that rest on a secret both sides know. A published document cannot carry one.
pub const SHARED_SECRET: [&str; 3] = ["client_secret_basic", "client_secret_post", "client_secret_jwt"];

/// What a misspelt method most likely means.
pub fn meant(value: &str) -> Option<&'static str> {
    match value {
        "public" | "null" | "no" | "" => Some(NONE),
        "private_jwt_key" | "jwt" | "private_key" => Some(PRIVATE_KEY_JWT),
        _ => super::nearest(value, [NONE, PRIVATE_KEY_JWT]).filter(|&meant| meant != value),
    }
}
