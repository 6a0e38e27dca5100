//! Mutations of documents.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::case::{self, Case, Document};
use crate::profiles::Variant;

/// A change of a clean case that is one fault.
#[derive(Debug, Clone, Copy)]
pub struct DocumentMutation {
    /// The rule that finds it.
    pub rule: &'static str,
    pub variant: Variant,
    pub clean: fn() -> Case,
    pub change: fn(&mut Case),
}

const fn on(rule: &'static str, clean: fn() -> Case, change: fn(&mut Case)) -> DocumentMutation {
    DocumentMutation { rule, variant: Variant::Everything, clean, change }
}

/// The same under the specification, which reads every member.
const fn ietf(rule: &'static str, clean: fn() -> Case, change: fn(&mut Case)) -> DocumentMutation {
    DocumentMutation { rule, variant: Variant::Ietf, clean, change }
}

/// The same under another profile.
const fn under(
    variant: Variant,
    rule: &'static str,
    clean: fn() -> Case,
    change: fn(&mut Case),
) -> DocumentMutation {
    DocumentMutation { rule, variant, clean, change }
}

/// A software statement of these claims.
fn statement(header: &str, claims: &str, signature: &str) -> String {
    let encoded = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.{signature}", encoded(header), encoded(claims))
}

/// A web client whose document is published.
fn published() -> Case {
    case::web().published()
}

/// A client that signs, whose key set was not fetched.
fn not_fetched() -> Case {
    Case { key_set: None, ..case::web() }
}

fn pad(case: &mut Case, size: usize) {
    case.rewrite(|text| text.clone() + &" ".repeat(size - text.len()));
}

pub const DOCUMENT: &[DocumentMutation] = &[
    // client_id
    on("client-id-mismatch", published, |case| {
        case.published = Some("https://app.example.net/a.json".to_owned())
    }),
    on("client-id-missing", case::web, |case| case.remove("client_id")),
    on("client-id-missing", published, |case| case.remove("client_id")),
    on("client-id-not-string", case::web, |case| case.set("client_id", 1)),
    on("client-id-not-string", published, |case| case.set("client_id", "")),
    on("client-id-url-invalid", case::web, |case| case.set("client_id", "client.json")),
    on("client-id-url-invalid", case::web, |case| case.set("client_id", " ")),
    on("placeholder", case::web, |case| case.set("client_id", "https://your-domain.com/client.json")),
    on("placeholder", case::web, |case| case.set("client_name", "undefined")),
    on("client-id-url-documentation-name", case::web, |case| {
        case.set("client_id", "https://app.example.org/oauth/client.json");
    }),
    on("uris-in-one-string", case::with_logo, |case| {
        case.set("logo_uri", "https://app.example.net/1.png,https://app.example.net/2.png");
    }),
    on("uris-in-one-string", case::web, |case| {
        case.set("redirect_uris", json!(["https://app.example.net/a;https://app.example.net/b"]));
    }),
    on("auth-method-restricted", case::web, |case| {
        case.set("token_endpoint_auth_method", "attest_jwt_client_auth")
    }),
    on("scope-refused", case::web, |case| case.set("scope", "read openid")),
    on("auth-methods-shared-secret", case::web, |case| {
        case.set("token_endpoint_auth_methods_supported", json!(["none", "client_secret_jwt"]));
    }),
    DocumentMutation {
        rule: "scope-required-missing",
        variant: Variant::Atproto,
        clean: case::atproto,
        change: |case| case.set("scope", "transition:generic"),
    },
    DocumentMutation {
        rule: "property-not-true",
        variant: Variant::Atproto,
        clean: case::atproto,
        change: |case| case.set("dpop_bound_access_tokens", false),
    },
    // Methods, algorithms and what is asked for, which the specification reads and few servers do
    ietf("auth-method-only-plural", case::web, |case| {
        case.remove("token_endpoint_auth_method");
        case.set("token_endpoint_auth_methods_supported", json!(["none"]));
    }),
    ietf("auth-method-not-in-plural", case::web, |case| {
        case.set("token_endpoint_auth_methods_supported", json!(["private_key_jwt"]));
    }),
    ietf("auth-method-unknown", case::web, |case| case.set("token_endpoint_auth_method", "public")),
    ietf("auth-signing-alg-none", case::confidential, |case| {
        case.set("token_endpoint_auth_signing_alg", "none")
    }),
    ietf("auth-signing-alg-hmac", case::confidential, |case| {
        case.set("token_endpoint_auth_signing_alg", "HS256")
    }),
    ietf("auth-signing-alg-unknown", case::confidential, |case| {
        case.set("token_endpoint_auth_signing_alg", "rs256")
    }),
    ietf("auth-signing-alg-with-none", case::web, |case| {
        case.set("token_endpoint_auth_signing_alg", "RS256")
    }),
    ietf("auth-tls-subject", case::web, |case| case.set("token_endpoint_auth_method", "tls_client_auth")),
    ietf("auth-native-confidential", case::signing, |case| {
        case.set("application_type", "native");
        case.set("redirect_uris", json!(["com.example.app:/callback"]));
    }),
    ietf("jwks-both", case::signing, |case| case.set("jwks", json!({ "keys": [case::embedded_key()] }))),
    ietf("alg-symmetric", case::web, |case| case.set("id_token_signed_response_alg", "HS256")),
    ietf("alg-rsa1-5", case::web, |case| case.set("id_token_encrypted_response_alg", "RSA1_5")),
    ietf("alg-none-signed", case::web, |case| case.set("id_token_signed_response_alg", "none")),
    ietf("enc-without-alg", case::web, |case| case.set("id_token_encrypted_response_enc", "A256GCM")),
    ietf("alg-not-in-list", case::web, |case| {
        case.set("id_token_signed_response_alg", "RS256");
        case.set("id_token_signing_alg_values_supported", json!(["ES256"]));
    }),
    ietf("subject-type-value", case::web, |case| case.set("subject_type", "private")),
    ietf("default-max-age-value", case::web, |case| case.set("default_max_age", -1)),
    ietf("grant-unknown", case::web, |case| {
        case.set("grant_types", json!(["authorization_code", "magic_link"]));
    }),
    ietf("grant-typo", case::web, |case| {
        case.set("grant_types", json!(["authorization_code", "device_code"]));
    }),
    ietf("grant-implicit", case::web, |case| {
        case.set("grant_types", json!(["authorization_code", "implicit"]));
    }),
    ietf("grant-password", case::web, |case| {
        case.set("grant_types", json!(["authorization_code", "password"]));
    }),
    ietf("grant-client-credentials-public", case::web, |case| {
        case.set("grant_types", json!(["authorization_code", "client_credentials"]));
    }),
    ietf("response-type-unknown", case::web, |case| case.set("response_types", json!(["code", "tokens"]))),
    ietf("scope-syntax", case::web, |case| case.set("scope", "read  write")),
    ietf("scope-duplicate", case::web, |case| case.set("scope", "read read")),
    ietf("grant-exchange-public", case::web, |case| {
        case.set(
            "grant_types",
            json!(["authorization_code", "urn:ietf:params:oauth:grant-type:token-exchange"]),
        );
    }),
    ietf("grant-refresh-alone", case::without_response_types, |case| {
        case.set("grant_types", json!(["refresh_token"]));
    }),
    under(Variant::Mcp, "grant-refresh-missing", case::refreshing, |case| {
        case.set("grant_types", json!(["authorization_code"]));
    }),
    under(Variant::Strict, "auth-none-capable", case::bound, |case| {
        case.set("application_type", "web");
        case.set("redirect_uris", json!(["https://app.example.net/callback"]));
    }),
    under(Variant::Strict, "dpop-recommended", case::bound, |case| {
        case.set("dpop_bound_access_tokens", false);
    }),
    ietf("auth-methods-differ", case::web, |case| {
        case.set("token_endpoint_auth_methods_supported", json!(["none", "private_key_jwt"]));
    }),
    ietf("auth-signing-alg-missing", case::signing, |case| case.remove("token_endpoint_auth_signing_alg")),
    ietf("auth-signing-alg-no-key", case::signing, |case| {
        case.set("token_endpoint_auth_signing_alg", "ES256");
    }),
    ietf("auth-self-signed-no-cert", case::web, |case| {
        case.set("token_endpoint_auth_method", "self_signed_tls_client_auth");
    }),
    ietf("jar-without-key", case::web, |case| case.set("require_signed_request_object", true)),
    under(Variant::Oidc, "enc-without-key", case::web, |case| {
        case.set("id_token_encrypted_response_alg", "RSA-OAEP-256");
    }),
    // Software statements
    ietf("software-statement-form", case::web, |case| case.set("software_statement", "a.b")),
    ietf("software-statement-unsigned", case::web, |case| {
        let text = statement(r#"{"alg":"none"}"#, r#"{"iss":"https://issuer.example.net"}"#, "");
        case.set("software_statement", text);
    }),
    ietf("software-statement-issuer", case::web, |case| {
        case.set("software_statement", statement(r#"{"alg":"ES256"}"#, "{}", "AA"));
    }),
    ietf("secret-software-statement", case::web, |case| {
        let claims = r#"{"iss":"https://issuer.example.net","keys":[{"kty":"EC","d":"AA"}]}"#;
        case.set("software_statement", statement(r#"{"alg":"ES256"}"#, claims, "AA"));
    }),
    // Names and values of members
    ietf("property-null", case::web, |case| case.set("logo_uri", json!(null))),
    ietf("property-empty", case::web, |case| case.set("contacts", json!([]))),
    ietf("property-empty", case::web, |case| case.set("scope", "")),
    ietf("property-unknown", case::web, |case| case.set("foo", 1)),
    ietf("property-typo", case::web, |case| case.set("logo_url", "https://app.example.net/logo.png")),
    ietf("property-typo", case::web, |case| case.set("Client_Name", "Example")),
    ietf("property-as-metadata", case::web, |case| {
        case.set("authorization_endpoint", "https://as.example.net/authorize");
    }),
    ietf("property-jsonld", case::web, |case| case.set("@context", "https://a.example.net/context")),
    ietf("property-response-only", case::web, |case| case.set("client_id_issued_at", 1)),
    ietf("property-expiry-tbd", case::web, |case| case.set("client_id_expires_at", 1)),
    ietf("i18n-tag-invalid", case::web, |case| case.set("client_name#a b", "Example")),
    ietf("i18n-not-human-readable", case::web, |case| case.set("scope#fr", "read")),
    ietf("i18n-untagged-missing", case::web, |case| {
        case.set("tos_uri#fr", "https://app.example.net/fr/tos");
        case.set("tos_uri#de", "https://app.example.net/de/tos");
    }),
    // Where redirect URIs lead, and how they go together
    ietf("client-id-url-query-dynamic", case::web, |case| {
        case.set("client_id", "https://app.example.net/oauth/client.json?scope=a");
    }),
    on("redirect-uri-special-ip", case::web, |case| {
        case.set("redirect_uris", json!(["https://10.1.2.3/callback"]));
    }),
    on("redirect-uri-open-redirect-hint", case::web, |case| {
        case.set("redirect_uris", json!(["https://app.example.net/callback?a=b&Next=/"]));
    }),
    ietf("redirect-uri-private-scheme-no-dot", case::native, |case| {
        case.set("redirect_uris", json!(["exampleapp:/callback"]));
    }),
    ietf("redirect-uri-private-scheme-slashes", case::native, |case| {
        case.set("redirect_uris", json!(["net.example.app://callback"]));
    }),
    under(Variant::Strict, "redirect-uri-private-scheme-unrelated", case::bound, |case| {
        case.set("redirect_uris", json!(["org.other.app:/callback"]));
    }),
    under(Variant::Atproto, "redirect-uri-private-scheme-not-host", case::atproto, |case| {
        case.set("application_type", "native");
        case.set("redirect_uris", json!(["net.example:/callback"]));
    }),
    ietf("redirect-uri-cross-origin", case::web, |case| {
        case.set("redirect_uris", json!(["https://a.example.net/a", "https://b.example.net/b"]));
    }),
    under(Variant::Strict, "redirect-uri-many", case::bound, |case| {
        let uris: Vec<String> = (0..11).map(|index| format!("net.example.app:/{index}")).collect();
        case.set("redirect_uris", json!(uris));
    }),
    ietf("redirect-uri-ports", case::native, |case| {
        let uris = [33418, 33419, 33420].map(|port| format!("http://127.0.0.1:{port}/callback"));
        case.set("redirect_uris", json!(uris));
    }),
    under(Variant::Oidc, "redirect-uri-mixed-types", case::bound, |case| {
        case.set("redirect_uris", json!(["net.example.app:/callback", "https://app.example.net/callback"]));
    }),
    under(Variant::Mcp, "redirect-uri-loopback-only", case::refreshing, |case| {
        case.set("application_type", "native");
        case.set("redirect_uris", json!(["http://127.0.0.1:33418/callback"]));
    }),
    under(Variant::Strict, "redirect-uri-loopback-ipv4-only", case::bound, |case| {
        case.set("redirect_uris", json!(["http://127.0.0.1:33418/callback"]));
    }),
    // Who stands behind the client
    ietf("client-uri-cross-origin", case::web, |case| case.set("client_uri", "https://www.example.net/")),
    under(Variant::Atproto, "client-uri-not-parent", case::atproto, |case| {
        case.set("client_uri", "https://app.example.net/about");
    }),
    under(Variant::Oidc, "uri-cross-origin-redirect", case::bound, |case| {
        case.set("redirect_uris", json!(["https://app.example.net/callback"]));
        case.set("tos_uri", "https://www.example.net/tos");
    }),
    ietf("contacts-format", case::web, |case| case.set("contacts", json!(["the team"]))),
    under(Variant::Oidc, "contacts-not-email", case::web, |case| {
        case.set("contacts", json!(["https://app.example.net/contact"]));
    }),
    ietf("software-id-form", case::web, |case| case.set("software_version", "1.0")),
    ietf("client-name-names-host", case::web, |case| case.set("client_name", "Example (other.com)")),
    // URLs for logins and logouts
    ietf("uri-special-ip", case::web, |case| case.set("tos_uri", "https://10.0.0.1/tos")),
    ietf("uri-special-ip", case::web, |case| case.set("backchannel_logout_uri", "https://localhost/")),
    under(Variant::Strict, "logo-svg", case::bound, |case| {
        case.set("logo_uri", "https://app.example.net/logo.SVG");
    }),
    under(Variant::Oidc, "sector-uri", case::web, |case| {
        case.set("sector_identifier_uri", "http://app.example.net/redirects.json");
    }),
    under(Variant::Oidc, "initiate-login-https", case::web, |case| {
        case.set("initiate_login_uri", "http://app.example.net/login");
    }),
    under(Variant::Oidc, "backchannel-logout-fragment", case::web, |case| {
        case.set("backchannel_logout_uri", "https://app.example.net/logout#");
    }),
    under(Variant::Oidc, "frontchannel-logout-origin", case::web, |case| {
        case.set("frontchannel_logout_uri", "https://app.example.net:8443/logout");
    }),
    under(Variant::Oidc, "post-logout-redirect", case::web, |case| {
        case.set("post_logout_redirect_uris", json!(["http://app.example.net/bye"]));
    }),
    under(Variant::Oidc, "request-uris", case::web, |case| {
        case.set("request_uris", json!(["http://app.example.net/request.jwt"]));
    }),
    under(Variant::Oidc, "pairwise-sector", case::web, |case| {
        case.set("redirect_uris", json!(["https://app.example.net/a", "https://shop.example.net/a"]));
        case.set("subject_type", "pairwise");
    }),
    under(Variant::Atproto, "scope-permission", case::atproto, |case| {
        case.set("scope", "atproto repo:com.example.*");
    }),
    // Names and descriptions
    on("client-name-missing", case::web, |case| case.remove("client_name")),
    on("client-name-missing", case::web, |case| case.set("client_name", "")),
    on("client-name-blank", case::web, |case| case.set("client_name", "  ")),
    on("client-name-angle-brackets", case::web, |case| case.set("client_name", "<b>Example</b>")),
    on("client-name-unsafe", case::web, |case| case.set("client_name", "Exam\u{200b}ple")),
    on("description-too-long", case::web, |case| case.set("description", "a".repeat(141))),
    on("description-too-long", case::web, |case| case.set("description", "😀".repeat(141))),
    on("description-length-unit", case::web, |case| case.set("description", "😀".repeat(71))),
    // Grants and response types
    on("grant-types-missing", case::web, |case| case.remove("grant_types")),
    on("grant-types-missing", case::web, |case| case.set("grant_types", json!([]))),
    on("grant-types-unsupported", case::without_response_types, |case| {
        case.set("grant_types", json!(["client_credentials"]));
    }),
    on("grant-unsupported", case::web, |case| {
        case.set("grant_types", json!(["authorization_code", "client_credentials"]));
    }),
    on("grant-response-mismatch", case::web, |case| case.set("grant_types", json!(["refresh_token"]))),
    on("response-type-code-missing", case::web, |case| case.set("response_types", json!(["none"]))),
    on("response-type-code-missing", case::web, |case| case.set("response_types", json!([]))),
    on("response-type-token", case::web, |case| case.set("response_types", json!(["code", "token"]))),
    // Authentication and keys
    on("auth-method-absent", case::web, |case| case.remove("token_endpoint_auth_method")),
    on("auth-method-shared-secret", case::web, |case| {
        case.set("token_endpoint_auth_method", "client_secret_basic");
    }),
    on("auth-method-unsupported", case::web, |case| {
        case.set("token_endpoint_auth_method", "tls_client_auth")
    }),
    on("auth-key-missing", case::web, |case| case.set("token_endpoint_auth_method", "private_key_jwt")),
    on("auth-keys-unused", case::web, |case| case.set("jwks_uri", case::KEY_SET)),
    on("doc-other-kind", case::web, |case| {
        case.document = Document::Json(json!({
            "resource": "https://api.example.net",
            "authorization_servers": ["https://as.example.net"],
        }));
    }),
    on("auth-signing-alg-unsupported", case::confidential, |case| {
        case.set("token_endpoint_auth_signing_alg", "HS256")
    }),
    on("jwks-embedded", case::web, |case| case.set("jwks", json!({ "keys": [case::embedded_key()] }))),
    on("jwks-not-fetched", not_fetched, |case| {
        case.set("token_endpoint_auth_method", "private_key_jwt");
        case.set("jwks_uri", case::KEY_SET);
    }),
    on("jwks-private-material", case::web, |case| {
        let mut key = case::embedded_key();
        key["d"] = "AAAA".into();
        case.set("x_example", json!([key]));
    }),
    // Redirect URIs as a list, and the application type
    on("redirect-uris-missing", case::web, |case| case.remove("redirect_uris")),
    on("redirect-uris-missing", case::web, |case| case.set("redirect_uris", json!([]))),
    on("redirect-uris-shape", case::web, |case| {
        case.set("redirect_uris", "https://app.example.net/callback")
    }),
    on("redirect-uri-type", case::web, |case| {
        case.set("redirect_uris", json!(["https://app.example.net/callback", 1]));
    }),
    on("redirect-uri-duplicate", case::web, |case| {
        case.set(
            "redirect_uris",
            json!(["https://app.example.net/callback", "https://app.example.net/callback"]),
        );
    }),
    on("redirect-uri-not-absolute", case::web, |case| case.set("redirect_uris", json!([""]))),
    on("application-type-value", case::web, |case| case.set("application_type", "spa")),
    on("application-type-missing-loopback", case::native, |case| case.remove("application_type")),
    on("application-type-web-local", case::native, |case| case.set("application_type", "web")),
    DocumentMutation {
        rule: "application-type-native-https",
        variant: Variant::NativeWithoutHttps,
        clean: case::native,
        change: |case| {
            let list = json!(["http://127.0.0.1:33418/callback", "https://app.example.net/callback"]);
            case.set("redirect_uris", list);
        },
    },
    DocumentMutation {
        rule: "redirect-uri-loopback-no-port",
        variant: Variant::ExactPort,
        clean: case::native,
        change: |case| {
            let list = json!([
                "http://127.0.0.1/callback",
                "http://127.0.0.1:33418/callback",
                "http://[::1]/callback"
            ]);
            case.set("redirect_uris", list);
        },
    },
    DocumentMutation {
        rule: "redirect-uri-loopback-port",
        variant: Variant::ExactPort,
        clean: case::native,
        change: |case| {
            let list = json!(["http://127.0.0.1:33418/callback", "http://localhost:33418/callback"]);
            case.set("redirect_uris", list);
        },
    },
    on("redirect-uri-loopback-port", case::native, |case| {
        let list = json!(["http://127.0.0.1:33418/callback", "http://127.0.0.1/callback"]);
        case.set("redirect_uris", list);
    }),
    on("redirect-uri-localhost", case::native, |case| {
        let list = json!(["http://127.0.0.1:33418/callback", "http://localhost:33418/callback"]);
        case.set("redirect_uris", list);
    }),
    on("redirect-uri-not-callback", case::web, |case| {
        case.set("redirect_uris", json!(["https://login.example.net/.well-known/openid-configuration"]));
    }),
    on("redirect-uri-not-callback", case::confidential, |case| {
        case.set("redirect_uris", json!([case::KEY_SET]));
    }),
    // Members
    on("property-unsupported", case::web, |case| case.set("contact", "a@example.net")),
    on("property-forbidden", case::web, |case| {
        case.set("request_uris", json!(["https://app.example.net/r"]))
    }),
    on("property-missing", case::web, |case| case.remove("client_uri")),
    on("property-type", case::web, |case| case.set("client_uri", 1)),
    on("property-null", case::web, |case| case.set("client_name", json!(null))),
    on("property-type", case::web, |case| case.set("grant_types", "authorization_code")),
    on("property-type", case::web, |case| case.set("application_type", json!([]))),
    on("property-duplicate-items", case::web, |case| {
        case.set("grant_types", json!(["authorization_code", "authorization_code"]));
    }),
    on("property-duplicate-items", case::web, |case| case.set("response_types", json!(["code", "code"]))),
    // Secrets
    on("secret-client-secret", case::web, |case| case.set("client_secret", "abc")),
    on("secret-client-secret-expires-at", case::web, |case| case.set("client_secret_expires_at", 0)),
    on("secret-registration-token", case::web, |case| case.set("registration_access_token", "abc")),
    on("secret-url-password", case::web, |case| {
        case.set("x_example", json!([{ "url": "amqp://user:abc@mq.example.net" }]));
    }),
    on("auth-signing-alg-unsupported", case::confidential, |case| {
        case.set("token_endpoint_auth_signing_alg", "ES256");
    }),
    on("secret-suspicious", case::web, |case| case.set("x_example", json!({ "api_key": "abc" }))),
    on("secret-suspicious", case::web, |case| case.set("x_example", format!("ghp_{}", "a".repeat(36)))),
    // URLs that are empty
    on("uri-not-absolute", case::web, |case| case.set("client_uri", "")),
    on("jwks-uri-invalid", case::mutual_tls, |case| case.set("jwks_uri", "")),
    // The text
    on("doc-duplicate-key", case::web, |case| {
        case.rewrite(|text| text.replacen('{', r#"{"client_name":"Example","#, 1));
    }),
    on("doc-not-object", published, |case| case.document = Document::Json(json!([]))),
    on("http-body-near-limit", case::web, |case| pad(case, 4_500)),
    on("http-body-too-large", case::web, |case| pad(case, 5_121)),
];

/// Two faults in the value of one member.
pub const TWO_IN_ONE_VALUE: &[([&str; 2], DocumentMutation)] = &[
    (
        ["uris-in-one-string", "client-id-url-invalid"],
        on("", case::web, |case| case.set("client_id", "https://a.example.net/a https://a.example.net/b")),
    ),
    (
        ["uris-in-one-string", "redirect-uri-invalid"],
        on("", case::web, |case| {
            case.set("redirect_uris", json!(["https://app.example.net/a\nhttps://app.example.net/b"]));
        }),
    ),
    (
        ["uris-in-one-string", "uri-not-absolute"],
        on("", case::with_logo, |case| case.set("logo_uri", "\"https://app.example.net/logo.png\"")),
    ),
    // What was not filled in, and what is wrong because of it
    (
        ["placeholder", "redirect-uri-custom-scheme"],
        on("", case::native, |case| case.set("redirect_uris", json!(["your-app:/callback"]))),
    ),
    (
        ["placeholder", "client-id-url-documentation-name"],
        on("", case::web, |case| case.set("client_id", "https://your-app.example.org/client.json")),
    ),
    (
        ["placeholder", "client-id-mismatch"],
        on("", published, |case| case.set("client_id", "https://your-domain.com/client.json")),
    ),
    (
        ["placeholder", "client-id-url-bad-port"],
        on("", case::web, |case| case.set("client_id", "https://app.example.net:undefined/client.json")),
    ),
    (
        ["placeholder", "client-id-url-fragment"],
        on("", case::web, |case| case.set("client_id", "https://app.example.net/a/##ENV##/client.json")),
    ),
    (
        ["placeholder", "client-id-url-unstable"],
        on("", case::web, |case| case.set("client_id", "https://your-app.ngrok.app/client.json")),
    ),
    (
        ["placeholder", "client-id-url-userinfo"],
        on("", case::web, |case| case.set("client_id", "https://app.@@ENV@@example.net/client.json")),
    ),
    (
        ["placeholder", "client-name-angle-brackets"],
        on("", case::web, |case| case.set("client_name", "<App Name>")),
    ),
    (
        ["placeholder", "jwks-uri-cross-origin"],
        on("", case::confidential, |case| case.set("jwks_uri", "https://your-domain.com/jwks.json")),
    ),
    (
        ["placeholder", "jwks-uri-invalid"],
        on("", case::mutual_tls, |case| case.set("jwks_uri", "https://{{HOST}}/jwks.json")),
    ),
    (
        ["placeholder", "redirect-uri-fragment"],
        on("", case::web, |case| case.set("redirect_uris", json!(["https://app.example.net/##ENV##/cb"]))),
    ),
    (
        ["placeholder", "redirect-uri-not-absolute"],
        on("", case::web, |case| case.set("redirect_uris", json!(["YOUR_DOMAIN/cb"]))),
    ),
    (
        ["placeholder", "redirect-uri-not-callback"],
        on("", case::web, |case| case.set("redirect_uris", json!(["https://your-domain.com/client.json"]))),
    ),
    (
        ["redirect-uri-http", "redirect-uri-listen-address"],
        on("", case::native, |case| case.set("redirect_uris", json!(["http://0.0.0.0:8080/callback"]))),
    ),
    (
        ["redirect-uri-listen-address", "redirect-uri-not-canonical"],
        on("", case::web, |case| case.set("redirect_uris", json!(["https://0/callback"]))),
    ),
    (
        ["placeholder", "uri-userinfo"],
        on("", case::with_logo, |case| case.set("logo_uri", "https://app.@@ENV@@example.net/logo.png")),
    ),
    (
        ["placeholder", "redirect-uri-userinfo"],
        on("", case::web, |case| case.set("redirect_uris", json!(["https://app.@@ENV@@example.net/cb"]))),
    ),
    (
        ["contacts-format", "contacts-not-email"],
        under(Variant::Oidc, "", case::web, |case| case.set("contacts", json!(["the team"]))),
    ),
    (
        ["uri-special-ip", "client-uri-cross-origin"],
        ietf("", case::web, |case| case.set("client_uri", "https://10.0.0.1/")),
    ),
    (
        ["uri-special-ip", "uri-not-https"],
        ietf("", case::with_logo, |case| case.set("logo_uri", "http://10.0.0.1/logo.png")),
    ),
    (
        ["uri-special-ip", "uri-cross-origin-redirect"],
        under(Variant::Oidc, "", case::bound, |case| {
            case.set("redirect_uris", json!(["https://app.example.net/callback"]));
            case.set("logo_uri", "https://10.0.0.1/logo.png");
        }),
    ),
    (
        ["placeholder", "uri-bad-escape"],
        on("", case::with_logo, |case| case.set("logo_uri", "https://app.example.net/%BASE%/logo.png")),
    ),
    (
        ["placeholder", "uri-not-absolute"],
        on("", case::with_logo, |case| case.set("logo_uri", "$BASE_URL/logo.png")),
    ),
    (
        ["client-name-angle-brackets", "client-name-unsafe"],
        on("", case::web, |case| case.set("client_name", "<b>Exam\u{200b}ple</b>")),
    ),
    (
        ["client-name-blank", "client-name-unsafe"],
        on("", case::web, |case| case.set("client_name", " \u{2028}")),
    ),
    (
        ["description-too-long", "description-length-unit"],
        on("", case::web, |case| case.set("description", "😀".repeat(141))),
    ),
    (
        ["grant-unsupported", "property-duplicate-items"],
        on("", case::web, |case| {
            case.set("grant_types", json!(["authorization_code", "password", "password"]));
        }),
    ),
    (
        ["grant-types-unsupported", "property-duplicate-items"],
        on("", case::without_response_types, |case| case.set("grant_types", json!(["password", "password"]))),
    ),
    (
        ["grant-unsupported", "grant-response-mismatch"],
        on("", case::web, |case| case.set("grant_types", json!(["refresh_token", "password"]))),
    ),
    (
        ["grant-types-unsupported", "grant-response-mismatch"],
        on("", case::web, |case| case.set("grant_types", json!(["password"]))),
    ),
    (
        ["property-duplicate-items", "grant-response-mismatch"],
        on("", case::web, |case| case.set("grant_types", json!(["refresh_token", "refresh_token"]))),
    ),
    (
        ["response-type-token", "response-type-code-missing"],
        on("", case::web, |case| case.set("response_types", json!(["token"]))),
    ),
    (
        ["response-type-token", "property-duplicate-items"],
        on("", case::web, |case| case.set("response_types", json!(["code", "token", "token"]))),
    ),
    (
        ["property-type", "property-duplicate-items"],
        on("", case::web, |case| {
            case.set("grant_types", json!(["authorization_code", "authorization_code", 1]));
        }),
    ),
    (
        ["auth-method-shared-secret", "auth-method-unsupported"],
        on("", case::web, |case| case.set("token_endpoint_auth_method", "client_secret_post")),
    ),
    (
        ["redirect-uri-duplicate", "redirect-uri-http"],
        on("", case::web, |case| {
            case.set("redirect_uris", json!(["http://app.example.net/cb", "http://app.example.net/cb"]));
        }),
    ),
    (
        ["redirect-uri-duplicate", "redirect-uri-not-absolute"],
        on("", case::web, |case| case.set("redirect_uris", json!(["/callback", "/callback"]))),
    ),
    (
        ["redirect-uri-duplicate", "redirect-uri-type"],
        on("", case::web, |case| {
            let callback = "https://app.example.net/callback";
            case.set("redirect_uris", json!([callback, callback, 1]));
        }),
    ),
    (
        ["application-type-web-local", "redirect-uri-loopback-alias"],
        on("", case::native, |case| {
            case.set("application_type", "web");
            case.set("redirect_uris", json!(["http://127.1:33418/callback"]));
        }),
    ),
    (
        ["application-type-missing-loopback", "redirect-uri-fragment"],
        on("", case::native, |case| {
            case.remove("application_type");
            case.set("redirect_uris", json!(["http://127.0.0.1:33418/callback#a"]));
        }),
    ),
    (
        ["jwks-embedded", "jwks-private-material"],
        on("", case::web, |case| {
            let mut key = case::embedded_key();
            key["d"] = "AAAA".into();
            case.set("jwks", json!({ "keys": [key] }));
        }),
    ),
    (
        ["jwks-uri-cross-origin", "jwks-uri-special-ip"],
        on("", case::confidential, |case| case.set("jwks_uri", "https://10.0.0.1/jwks.json")),
    ),
    (
        ["auth-keys-unused", "jwks-uri-special-ip"],
        on("", case::web, |case| case.set("jwks_uri", "https://10.0.0.1/jwks.json")),
    ),
    (
        ["auth-keys-unused", "jwks-uri-invalid"],
        on("", case::web, |case| case.set("jwks_uri", "http://app.example.net/jwks.json")),
    ),
    (
        ["secret-client-secret", "property-unsupported"],
        on("", case::web, |case| case.set("client_secret", "abc")),
    ),
    (
        ["secret-url-password", "redirect-uri-userinfo"],
        on("", case::web, |case| {
            case.set("redirect_uris", json!(["https://user:abc@app.example.net/callback"]));
        }),
    ),
    (
        ["secret-url-password", "uri-userinfo"],
        on("", case::web, |case| case.set("client_uri", "https://user:abc@app.example.net/about")),
    ),
    (
        ["secret-url-password", "jwks-uri-userinfo"],
        on("", case::confidential, |case| {
            case.set("jwks_uri", "https://user:abc@app.example.net/oauth/jwks.json");
        }),
    ),
    (
        ["redirect-uri-duplicate", "redirect-uri-not-canonical"],
        on("", case::web, |case| {
            let callback = "https://App.example.net/callback";
            case.set("redirect_uris", json!([callback, callback]));
        }),
    ),
    (["secret-suspicious", "property-unsupported"], on("", case::web, |case| case.set("api_key", "abc"))),
    (
        ["secret-suspicious", "client-name-angle-brackets"],
        on("", case::web, |case| case.set("client_name", format!("ghp_{}<", "a".repeat(36)))),
    ),
    (
        ["client-id-mismatch", "client-id-url-fragment"],
        on("", published, |case| {
            case.published = Some(format!("{}#a", case::CLIENT_ID));
        }),
    ),
    (
        ["doc-duplicate-key", "client-name-blank"],
        on("", case::web, |case| {
            case.set("client_name", " ");
            case.rewrite(|text| text.replacen('{', r#"{"client_name":"Example","#, 1));
        }),
    ),
    (
        ["http-body-near-limit", "doc-duplicate-key"],
        on("", case::web, |case| {
            case.rewrite(|text| text.replacen('{', r#"{"client_name":"Example","#, 1));
            pad(case, 4_500);
        }),
    ),
];
