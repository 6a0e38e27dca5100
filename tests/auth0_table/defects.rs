//! Ten good clients and the defects of one, as a comparison of several checkers knows them. What only shows
//! in an HTTP response is left out.

use serde_json::{Value, json};

use crate::table::{Case, Document, Refused, Taken, Verdict, check_catalogue, with, without};

const PUBLISHED: &str = "https://client.example.net/oauth/client.json";

/// The client that all others differ from in one thing.
fn client() -> Value {
    json!({
        "client_id": PUBLISHED,
        "client_name": "Example",
        "client_uri": "https://client.example.net",
        "redirect_uris": ["https://client.example.net/callback"],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
    })
}

/// The client with one member set.
fn set(name: &str, value: Value) -> Value {
    with(client(), name, value)
}

/// The client that signs, with its keys in the document if some are given.
fn signing(keys: Option<Value>) -> Value {
    let document = set("token_endpoint_auth_method", json!("private_key_jwt"));
    let document = with(document, "token_endpoint_auth_signing_alg", json!("ES256"));
    match keys {
        Some(key) => with(document, "jwks", json!({"keys": [key]})),
        None => document,
    }
}

/// The public key that RFC 7515 publishes.
fn public_key() -> Value {
    json!({
        "kty": "EC", "crv": "P-256", "kid": "k1", "use": "sig", "alg": "ES256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    })
}

fn case(name: &str, document: impl Document, verdict: Verdict, speaks: &[&'static str]) -> Case {
    Case {
        name: name.to_owned(),
        bytes: document.bytes(),
        published: Some(PUBLISHED.to_owned()),
        verdict,
        speaks: speaks.to_vec(),
    }
}

#[test]
fn good_clients() {
    let native = |redirects: &[&str]| {
        with(set("application_type", json!("native")), "redirect_uris", json!(redirects))
    };
    let minimal = json!({
        "client_id": PUBLISHED,
        "client_name": "Example",
        "redirect_uris": ["https://client.example.net/callback"],
    });
    let by_uri = json!({
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_methods_supported": ["none", "private_key_jwt"],
        "token_endpoint_auth_signing_alg": "RS256",
        "jwks_uri": "https://client.example.net/jwks.json",
    });
    let by_uri = by_uri
        .as_object()
        .expect("it is an object")
        .iter()
        .fold(client(), |document, (name, value)| with(document, name, value.clone()));
    let extended = with(with(client(), "software_id", json!("x")), "x_vendor", json!({"a": 1}));
    let extended = with(
        extended,
        "grant_types",
        json!(["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:jwt-bearer"]),
    );
    let elsewhere = with(
        set("client_uri", json!("https://www.example.net")),
        "logo_uri",
        json!("https://cdn.example.net/logo.png"),
    );
    check_catalogue([
        case("a public client", client(), Taken, &["property-unsupported"]),
        case("a key in the document", signing(Some(public_key())), Refused, &["jwks-embedded"]),
        case("as little as possible", minimal, Refused, &["grant-types-missing"]),
        case(
            "a native client with a scheme of its own",
            native(&["com.example.client:/callback"]),
            Refused,
            &["redirect-uri-custom-scheme"],
        ),
        case("a key set with an address", by_uri, Taken, &["property-unsupported", "jwks-not-fetched"]),
        case(
            "loopback redirects without a port",
            native(&["http://localhost/callback", "http://127.0.0.1/callback"]),
            Taken,
            &["redirect-uri-loopback-no-port"],
        ),
        case(
            "another grant and other members",
            extended,
            Taken,
            &["grant-unsupported", "property-unsupported"],
        ),
        case("a website and a logo elsewhere", elsewhere, Taken, &["property-unsupported"]),
        case(
            "an IPv6 loopback redirect",
            native(&["http://[::1]:8123/cb"]),
            Taken,
            &["property-unsupported"],
        ),
    ]);
}

#[test]
fn defects_of_the_url() {
    let long = format!("https://client.example.net/oauth/{}/client.json", "a".repeat(110));
    let at = |name: &str, url: &str, rule: &'static str| Case {
        published: Some(url.to_owned()),
        ..case(name, set("client_id", json!(url)), Refused, &[rule])
    };
    check_catalogue([
        at("http", "http://client.example.net/oauth/client.json", "client-id-url-not-https"),
        at("no path", "https://client.example.net", "client-id-url-no-path"),
        at("the root path", "https://client.example.net/", "client-id-url-root-path"),
        at("a fragment", "https://client.example.net/oauth/client.json#v1", "client-id-url-fragment"),
        at("a user name", "https://user:pw@client.example.net/oauth/client.json", "client-id-url-userinfo"),
        at("a dot segment", "https://client.example.net/a/../oauth/client.json", "client-id-url-dot-segment"),
        at(
            "an escaped dot segment",
            "https://client.example.net/a/%2e%2e/oauth/client.json",
            "client-id-url-encoded-dot-segment",
        ),
        at("a query", "https://client.example.net/oauth/client.json?v=1", "client-id-url-query"),
        at("the machine itself", "https://127.0.0.1/oauth/client.json", "client-id-url-loopback"),
        at("too long", &long, "client-id-url-too-long"),
    ]);
}

#[test]
fn defects_of_the_text_and_the_identity() {
    let text = client().to_string();
    let own = |client_id: &str| set("client_id", json!(client_id));
    let mismatch: &[&str] = &["client-id-mismatch"];
    check_catalogue([
        case("client_id missing", without(client(), "client_id"), Refused, &["client-id-missing"]),
        case(
            "client_id with a slash added",
            own("https://client.example.net/oauth/client.json/"),
            Refused,
            mismatch,
        ),
        case(
            "client_id on another host",
            own("https://www.client.example.net/oauth/client.json"),
            Refused,
            mismatch,
        ),
        case(
            "client_id in another case",
            own("https://Client.Example.net/oauth/client.json"),
            Refused,
            mismatch,
        ),
        case("a comma at the end", text.replace("\"}", "\",}").as_str(), Refused, &["doc-not-json"]),
        case("an array", json!([client()]), Refused, &["doc-not-object"]),
        case(
            "client_id twice",
            text.replacen('{', "{\"client_id\":\"https://evil.example/x\",", 1).as_str(),
            Taken,
            &["doc-duplicate-key"],
        ),
        case("a byte order mark", [b"\xef\xbb\xbf", text.as_bytes()].concat(), Taken, &["doc-bom"]),
        case(
            "more than 5 KB",
            set("software_statement", json!("x".repeat(6000))),
            Refused,
            &["http-body-too-large"],
        ),
    ]);
}

#[test]
fn defects_of_the_redirects() {
    let redirect = |uri: &str| set("redirect_uris", json!([uri]));
    check_catalogue([
        case("missing", without(client(), "redirect_uris"), Refused, &["redirect-uris-missing"]),
        case("empty", set("redirect_uris", json!([])), Refused, &["redirect-uris-missing"]),
        case(
            "a string",
            set("redirect_uris", json!("https://client.example.net/callback")),
            Refused,
            &["redirect-uris-shape"],
        ),
        case(
            "a fragment",
            redirect("https://client.example.net/callback#done"),
            Refused,
            &["redirect-uri-fragment"],
        ),
        case("http", redirect("http://client.example.net/callback"), Refused, &["redirect-uri-http"]),
        case(
            "a wildcard",
            redirect("https://*.client.example.net/callback"),
            Refused,
            &["redirect-uri-wildcard"],
        ),
        case("a script", redirect("javascript:alert(1)"), Refused, &["redirect-uri-dangerous-scheme"]),
        case("a path alone", redirect("/callback"), Refused, &["redirect-uri-not-absolute"]),
    ]);
}

#[test]
fn defects_of_authentication_and_the_rest() {
    let private = with(public_key(), "d", json!("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"));
    let symmetric = json!({
        "kty": "oct",
        "kid": "s",
        "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
    });
    let jwks_uri = |document: Value, uri: &str| with(document, "jwks_uri", json!(uri));
    check_catalogue([
        case(
            "client_secret_basic",
            set("token_endpoint_auth_method", json!("client_secret_basic")),
            Refused,
            &["auth-method-shared-secret"],
        ),
        case(
            "a client secret",
            set("client_secret", json!("s3cr3t")),
            Taken,
            &["property-unsupported", "secret-client-secret"],
        ),
        case("no key to sign with", signing(None), Refused, &["auth-key-missing"]),
        case("a private key", signing(Some(private)), Refused, &["jwks-embedded", "jwks-private-material"]),
        case(
            "a symmetric key",
            signing(Some(symmetric)),
            Refused,
            &["jwks-embedded", "jwks-private-material"],
        ),
        case(
            "jwks and jwks_uri",
            jwks_uri(signing(Some(public_key())), "https://client.example.net/jwks.json"),
            Refused,
            &["jwks-embedded"],
        ),
        case(
            "jwks_uri over http",
            jwks_uri(signing(None), "http://client.example.net/jwks.json"),
            Refused,
            &["jwks-uri-invalid"],
        ),
        case(
            "code without its grant",
            set("grant_types", json!(["client_credentials"])),
            Refused,
            &["grant-types-unsupported", "grant-response-mismatch"],
        ),
        case("client_name missing", without(client(), "client_name"), Refused, &["client-name-missing"]),
        case(
            "a logo over http",
            set("logo_uri", json!("http://client.example.net/logo.png")),
            Taken,
            &["uri-not-https"],
        ),
    ]);
}
