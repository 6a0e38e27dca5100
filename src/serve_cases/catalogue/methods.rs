//! How a client authenticates, and secrets that nobody may publish.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::place::Place;
use crate::serve_cases::case::{Case, Revision, Verdict};
use crate::serve_cases::document::Document;
use crate::serve_cases::source;

const SHARED: &str = "There is no shared secret: the document is public.";
const NEXT: &str = "Draft 03 says what follows from the document; before, it is left to the server.";

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let method = |id: &'static str, title: &'static str, method: &'static str| {
        place
            .changed(id, title, |document| document.with("token_endpoint_auth_method", method))
            .refuse()
            .because(SHARED, source::SECRETS)
    };
    let singular_absent = |document: Document| document.without("token_endpoint_auth_method");
    vec![
        method("method-secret-basic", "the method client_secret_basic", "client_secret_basic"),
        method("method-secret-post", "the method client_secret_post", "client_secret_post"),
        method("method-secret-jwt", "the method client_secret_jwt", "client_secret_jwt"),
        place
            .changed("secret", "a client_secret in the document", |document| {
                document.with("client_secret", "not-a-secret-any-more-0123456789")
            })
            .refuse()
            .because(SHARED, source::SECRETS),
        place
            .changed("secret-expires-at", "client_secret_expires_at in the document", |document| {
                document.with("client_secret_expires_at", 0)
            })
            .refuse()
            .because(SHARED, source::SECRETS),
        place
            .changed("secret-in-statement", "a client_secret in the claims of a software statement", |document| {
                document.with("software_statement", statement())
            })
            .refuse_from(Revision::R03)
            .because("The restrictions hold for the claims of a software statement too.", source::STATEMENT),
        place
            .changed("method-absent", "no token_endpoint_auth_method", singular_absent)
            .expect_from(Revision::R03, &[Verdict::Accept])
            .because(
                "Draft 03: the default of RFC 7591 is ignored, and the client authenticates with `none`. Before, it is left to the server.",
                source::METHOD,
            ),
        place
            .changed("method-plural-secret", "client_secret_basic among the methods of the plural member", |document| {
                document.with("token_endpoint_auth_methods_supported", json!(["none", "client_secret_basic"]))
            })
            .refuse_from(Revision::R03)
            .because(NEXT, source::SECRETS),
        place
            .changed("method-contradiction", "a method that is not among those of the plural member", |document| {
                document.with("token_endpoint_auth_methods_supported", json!(["private_key_jwt"]))
            })
            .refuse_from(Revision::R03)
            .because("Draft 03: the one method must be a member of the list.", source::METHOD),
    ]
}

/// A software statement that is well-formed, with a signature of nobody.
fn statement() -> String {
    let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string().as_bytes());
    let header = part(json!({ "alg": "ES256", "typ": "JWT" }));
    let claims =
        part(json!({ "iss": "https://issuer.example.com", "client_secret": "not-a-secret-any-more" }));
    format!("{header}.{claims}.{}", URL_SAFE_NO_PAD.encode([7; 64]))
}
