//! A catalogue of documents, right and wrong, published at the URL of the good document.

use serde_json::{Value, json};

use crate::table::{
    Case, Document, Refused, Taken, URL, Verdict, check_catalogue, good, native, with, with_key, without,
};

/// A document published at the good document's URL, whether Auth0 takes it, and what speaks.
fn case(name: &str, document: impl Document, verdict: Verdict, speaks: &[&'static str]) -> Case {
    Case {
        name: name.to_owned(),
        bytes: document.bytes(),
        published: Some(URL.to_owned()),
        verdict,
        speaks: speaks.to_vec(),
    }
}

/// The good document with one member set.
fn set(name: &str, value: Value) -> Value {
    with(good(), name, value)
}

#[test]
fn identity_and_text() {
    let mismatch: &[&str] = &["client-id-mismatch"];
    let own = |client_id: &str| set("client_id", json!(client_id));
    let text = good().to_string();
    let minimal = json!({
        "client_id": URL,
        "client_name": "Example",
        "redirect_uris": ["https://app.example.net/callback"],
        "token_endpoint_auth_method": "none",
    });
    check_catalogue([
        case("a good document", good(), Taken, &[]),
        case("one that relies on the default grant", minimal, Refused, &["grant-types-missing"]),
        case("client_id absent", without(good(), "client_id"), Refused, &["client-id-missing"]),
        case("client_id with a slash added", own("https://app.example.net/client.json/"), Refused, mismatch),
        case(
            "client_id with an upper-case host",
            own("https://APP.example.net/client.json"),
            Refused,
            mismatch,
        ),
        case(
            "client_id with the default port",
            own("https://app.example.net:443/client.json"),
            Refused,
            mismatch,
        ),
        case("client_id with http", own("http://app.example.net/client.json"), Refused, mismatch),
        case("client_id with escaped slashes", text.replace('/', "\\/").as_str(), Taken, &[]),
        case(
            "client_id with an escape more",
            own("https://app.example.net/client%2Ejson"),
            Refused,
            mismatch,
        ),
        Case {
            published: Some("https://www.example.net/client.json".to_owned()),
            ..case("the same document at a second URL", good(), Refused, mismatch)
        },
        case("an array with the document", json!([good()]), Refused, &["doc-not-object"]),
        case(
            "an empty object",
            json!({}),
            Refused,
            &["client-id-missing", "client-name-missing", "grant-types-missing"],
        ),
        case("a byte order mark", [b"\xef\xbb\xbf", text.as_bytes()].concat(), Taken, &["doc-bom"]),
        case(
            "two redirect_uris",
            text.replacen('{', "{\"redirect_uris\":[],", 1).as_str(),
            Taken,
            &["doc-duplicate-key"],
        ),
        case("a comma at the end", text.replace("\"}", "\",}").as_str(), Refused, &["doc-not-json"]),
        case(
            "ISO-8859-1",
            text.replace("Example", "Caf\u{e9}").chars().map(|c| c as u8).collect::<Vec<u8>>(),
            Refused,
            &["doc-not-utf8"],
        ),
        case("6000 bytes", format!("{text:6000}").as_str(), Refused, &["http-body-too-large"]),
    ]);
}

#[test]
fn secrets_methods_and_keys() {
    let ignored: &[&str] = &["property-unsupported"];
    let method = |method: &str| set("token_endpoint_auth_method", json!(method));
    let plural = |document: Value, methods: &[&str]| {
        with(document, "token_endpoint_auth_methods_supported", json!(methods))
    };
    let without_method = || without(good(), "token_endpoint_auth_method");
    let key = json!({"kty": "RSA", "n": "AQAB", "e": "AQAB"});
    let private = with(key.clone(), "d", json!("AQAB"));
    let keys = |document: Value, keys: Value| with(document, "jwks", json!({"keys": keys}));
    check_catalogue([
        case(
            "an empty client_secret",
            set("client_secret", json!("")),
            Taken,
            &["property-unsupported", "secret-client-secret"],
        ),
        case(
            "client_secret_expires_at",
            set("client_secret_expires_at", json!(0)),
            Taken,
            &["property-unsupported", "secret-client-secret-expires-at"],
        ),
        case(
            "registration_access_token",
            set("registration_access_token", json!("abc")),
            Taken,
            &["property-unsupported", "secret-registration-token"],
        ),
        case("client_secret_basic", method("client_secret_basic"), Refused, &["auth-method-shared-secret"]),
        case("no method", without_method(), Taken, &["auth-method-absent"]),
        case(
            "only the plural of the method",
            plural(without_method(), &["none"]),
            Taken,
            &["auth-method-absent", "property-unsupported"],
        ),
        case("a method that is not in the plural", plural(with_key(), &["none"]), Taken, ignored),
        case(
            "none, though the plural has keys",
            plural(set("jwks_uri", json!("https://app.example.net/jwks.json")), &["none", "private_key_jwt"]),
            Taken,
            &["auth-keys-unused", "property-unsupported"],
        ),
        case(
            "private_key_jwt, which is in the plural",
            with(
                plural(with_key(), &["none", "private_key_jwt"]),
                "token_endpoint_auth_signing_alg",
                json!("RS256"),
            ),
            Taken,
            &["property-unsupported", "jwks-not-fetched"],
        ),
        case("private_key_jwt without keys", method("private_key_jwt"), Refused, &["auth-key-missing"]),
        case(
            "a secret method in the plural",
            plural(good(), &["none", "client_secret_basic"]),
            Taken,
            ignored,
        ),
        case(
            "a list for the method",
            set("token_endpoint_auth_method", json!(["none"])),
            Refused,
            &["property-type"],
        ),
        case("tls_client_auth", method("tls_client_auth"), Refused, &["auth-method-unsupported"]),
        case(
            "a method that is a URL",
            method("https://example.org/my-auth"),
            Refused,
            &["auth-method-unsupported"],
        ),
        case("jwks and jwks_uri", keys(with_key(), json!([key])), Refused, &["jwks-embedded"]),
        case(
            "jwks with a private key",
            keys(method("private_key_jwt"), json!([private])),
            Refused,
            &["jwks-embedded", "jwks-private-material"],
        ),
        case(
            "jwks with a symmetric key",
            keys(method("private_key_jwt"), json!([{"kty": "oct", "k": "c2VjcmV0"}])),
            Refused,
            &["jwks-embedded", "jwks-private-material"],
        ),
        case("jwks without keys", keys(good(), json!([])), Refused, &["jwks-embedded"]),
        case(
            "jwks_uri over http",
            with(with_key(), "jwks_uri", json!("http://app.example.net/jwks.json")),
            Refused,
            &["jwks-uri-invalid"],
        ),
        case("HS256", set("token_endpoint_auth_signing_alg", json!("HS256")), Taken, ignored),
        case("the algorithm none", set("token_endpoint_auth_signing_alg", json!("none")), Taken, ignored),
    ]);
}

#[test]
fn redirects_grants_and_types() {
    let unsupported: &[&str] = &["grant-types-unsupported"];
    let grants = |grant_types: Value| set("grant_types", grant_types);
    let bare = without(good(), "redirect_uris");
    check_catalogue([
        case(
            "no redirect_uris, and the default grant",
            without(bare.clone(), "grant_types"),
            Refused,
            &["grant-types-missing"],
        ),
        case(
            "no redirect_uris, and only client credentials",
            with(without(with_key(), "redirect_uris"), "grant_types", json!(["client_credentials"])),
            Refused,
            unsupported,
        ),
        case(
            "redirect_uris is a string",
            set("redirect_uris", json!("https://app.example.net/callback")),
            Refused,
            &["redirect-uris-shape"],
        ),
        case("redirect_uris is empty", set("redirect_uris", json!([])), Refused, &["redirect-uris-missing"]),
        case(
            "redirect_uri for redirect_uris",
            with(bare, "redirect_uri", json!("https://app.example.net/callback")),
            Refused,
            &["redirect-uris-missing", "property-unsupported"],
        ),
        case("jwks_uri is null", set("jwks_uri", json!(null)), Refused, &["property-null"]),
        case("jwks_uri is empty", set("jwks_uri", json!("")), Refused, &["jwks-uri-invalid"]),
        case("redirect_uris is null", set("redirect_uris", json!(null)), Refused, &["redirect-uris-shape"]),
        case(
            "the device grant as well",
            grants(json!(["authorization_code", "urn:ietf:params:oauth:grant-type:device_code"])),
            Taken,
            &["grant-unsupported"],
        ),
        case("a misspelt grant", grants(json!(["device_code"])), Refused, unsupported),
        case(
            "the implicit grant",
            with(grants(json!(["implicit"])), "response_types", json!(["token"])),
            Refused,
            unsupported,
        ),
        case("the password grant", grants(json!(["password"])), Refused, unsupported),
        case(
            "the implicit grant with an ID token",
            with(grants(json!(["implicit"])), "response_types", json!(["token id_token"])),
            Refused,
            unsupported,
        ),
        case(
            "client credentials that answer with code",
            with(grants(json!(["client_credentials"])), "response_types", json!(["code"])),
            Refused,
            &["grant-types-unsupported", "grant-response-mismatch"],
        ),
        case(
            "no application_type, and a loopback redirect",
            with(without(good(), "application_type"), "redirect_uris", json!(["http://127.0.0.1/cb"])),
            Refused,
            &["application-type-missing-loopback"],
        ),
        case("native with https only", native(), Taken, &[]),
        case(
            "application_type spa",
            set("application_type", json!("spa")),
            Refused,
            &["application-type-value"],
        ),
    ]);
}

#[test]
fn what_people_see_and_what_is_ignored() {
    let ignored: &[&str] = &["property-unsupported"];
    let nameless = without(good(), "client_name");
    check_catalogue([
        case("no client_name", nameless.clone(), Refused, &["client-name-missing"]),
        case(
            "client_name in Japanese only",
            with(nameless, "client_name#ja", json!("例")),
            Refused,
            &["client-name-missing", "property-unsupported"],
        ),
        case("a tag that is not a language", set("client_name#not a tag", json!("x")), Taken, ignored),
        case(
            "redirect_uris with a language",
            set("redirect_uris#de", json!(["https://app.example.net/"])),
            Taken,
            ignored,
        ),
        case(
            "the logo itself",
            set("logo_uri", json!("data:image/svg+xml;base64,PHN2Zy8+")),
            Refused,
            &["logo-data-uri"],
        ),
        case("a logo's path", set("logo_uri", json!("/logo.png")), Refused, &["uri-not-absolute"]),
        case("a script as client_uri", set("client_uri", json!("javascript:alert(1)")), Taken, ignored),
        case("terms over http", set("tos_uri", json!("http://example.net/tos")), Taken, ignored),
        case("a policy on a private address", set("policy_uri", json!("https://10.0.0.1/p")), Taken, ignored),
        case("a list for the scope", set("scope", json!(["a", "b"])), Taken, ignored),
        case("two spaces in the scope", set("scope", json!("a  b")), Taken, ignored),
        case("a text for true", set("dpop_bound_access_tokens", json!("true")), Taken, ignored),
        case("a text for the contacts", set("contacts", json!("a@example.net")), Taken, ignored),
        case("an unknown member", set("foo", json!(1)), Taken, ignored),
        case("a name in another case", set("Client_Name", json!("Example")), Taken, ignored),
        case(
            "a server's metadata",
            with(
                set("issuer", json!("https://app.example.net")),
                "authorization_endpoint",
                json!("https://app.example.net/authorize"),
            ),
            Taken,
            ignored,
        ),
        case("when the client expires", set("client_id_expires_at", json!(1_790_000_000)), Taken, ignored),
        case("when the client was made", set("client_id_issued_at", json!(1_790_000_000)), Taken, ignored),
        case("a software statement that is none", set("software_statement", json!("abc")), Taken, ignored),
        case("a context", set("@context", json!("https://example.org/context")), Taken, ignored),
    ]);
}
