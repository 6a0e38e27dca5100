//! Client authentication methods at the token endpoint.

/// Public clients: no authentication, RFC 7591 section 2.
pub const NONE: &str = "none";
/// An assertion signed with the client's key, OpenID Connect Core section 9.
pub const PRIVATE_KEY_JWT: &str = "private_key_jwt";

/// Methods that rest on a secret both sides know. A published document cannot carry one.
pub const SHARED_SECRET: [&str; 3] = ["client_secret_basic", "client_secret_post", "client_secret_jwt"];

/// The methods that are registered (IANA, OAuth Token Endpoint Authentication Methods), and those of drafts that are in
/// use: attestation-based client authentication and SPIFFE.
pub const REGISTERED: [&str; 10] = [
    NONE,
    "client_secret_post",
    "client_secret_basic",
    "client_secret_jwt",
    PRIVATE_KEY_JWT,
    "tls_client_auth",
    "self_signed_tls_client_auth",
    "attest_jwt_client_auth",
    "spiffe_jwt",
    "spiffe_x509",
];

/// What a misspelt method most likely means.
pub fn meant(value: &str) -> Option<&'static str> {
    match value {
        "public" | "null" | "no" | "" => Some(NONE),
        "private_jwt_key" | "jwt" | "private_key" => Some(PRIVATE_KEY_JWT),
        _ => super::nearest(value, [NONE, PRIVATE_KEY_JWT]).filter(|&meant| meant != value),
    }
}
