//! Documents as real clients publish them, and the answer in the shape of Auth0's resource.

use cimd::auth0::Validation;
use serde_json::{Value, json};

use crate::table::{URL, lint, with};

/// The text that Auth0 sends for properties it ignores, as recorded.
fn ignoring(names: &str) -> String {
    format!(
        "Ignoring unsupported properties: {names}. These properties are not validated or mapped to the Auth0 client configuration."
    )
}

/// Auth0's answer to a document.
fn validation(document: &str, published: &str) -> Validation {
    Validation::of(&lint(document.as_bytes().to_vec(), Some(published))).expect("it was read")
}

/// Auth0's answer to a document published at the URL of the tables.
fn answer(document: &Value) -> Validation {
    validation(&document.to_string(), URL)
}

/// The client of the tables, without an application type.
fn client() -> Value {
    json!({
        "client_id": URL,
        "client_name": "Example",
        "redirect_uris": ["https://app.example.net/callback"],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
    })
}

#[test]
fn the_recorded_answer() {
    let document = r#"{"client_id":"https://tinywiki.xyz/client.json","client_name":"TinyWiki","client_uri":"https://tinywiki.xyz/","logo_uri":"https://tinywiki.xyz/logo.png","redirect_uris":["https://tinywiki.xyz/"],"grant_types":["authorization_code"],"application_type":"native","token_endpoint_auth_method":"none"}"#;
    let recorded = r#"{"valid":true,"violations":[],"warnings":["Ignoring unsupported properties: client_uri. These properties are not validated or mapped to the Auth0 client configuration."]}"#;

    let validation = validation(document, "https://tinywiki.xyz/client.json");
    assert_eq!(serde_json::to_string(&validation).expect("it is JSON"), recorded);
}

#[test]
fn a_website_without_an_application_type() {
    let document = json!({
        "client_id": URL,
        "client_name": "app.example.net",
        "client_uri": "https://app.example.net",
        "redirect_uris": ["https://app.example.net/oauth/callback"],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
    });
    let answer = answer(&document);
    assert!(answer.valid);
    assert!(answer.violations.is_empty(), "{:?}", answer.violations);
    assert_eq!(answer.warnings, [ignoring("client_uri")]);
}

#[test]
fn a_document_of_supported_properties_alone() {
    let mut document = client();
    document["application_type"] = json!("web");
    document["description"] = json!("An example");
    document["logo_uri"] = json!("https://app.example.net/logo.png");
    assert_eq!(answer(&document), Validation { valid: true, violations: Vec::new(), warnings: Vec::new() });
}

#[test]
fn several_ignored_members_are_one_warning_in_the_order_of_the_document() {
    let document = r#"{
        "tos_uri": "https://app.example.net/tos",
        "client_id": "https://app.example.net/client.json",
        "client_name": "Example",
        "client_uri": "https://app.example.net",
        "redirect_uris": ["https://app.example.net/callback"],
        "grant_types": ["authorization_code"],
        "token_endpoint_auth_method": "none",
        "a/b~c": 1
    }"#;
    let answer = validation(document, URL);
    assert!(answer.valid);
    assert_eq!(answer.warnings, [ignoring("tos_uri, client_uri, a/b~c")]);
}

#[test]
fn the_one_warning_names_all_ignored_members_however_many() {
    let names: Vec<String> = (0..150).map(|number| format!("x{number}")).collect();
    let members: String = names.iter().map(|name| format!("\"{name}\":1,")).collect();
    let document = client().to_string().replacen('{', &format!("{{{members}"), 1);
    assert!(document.len() < 5000, "the document is small enough");
    assert_eq!(validation(&document, URL).warnings, [ignoring(&names.join(", "))]);
}

#[test]
fn an_editor_with_the_device_grant() {
    let mut document = client();
    document["client_uri"] = json!("https://app.example.net");
    document["application_type"] = json!("native");
    document["grant_types"] =
        json!(["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"]);
    document["redirect_uris"] = json!(["https://app.example.net/redirect", "http://127.0.0.1:33418/"]);

    let answer = answer(&document);
    assert!(answer.valid);
    assert!(answer.violations.is_empty(), "{:?}", answer.violations);
    assert_eq!(answer.warnings.len(), 2, "{:?}", answer.warnings);
    assert!(answer.warnings[0].contains("device_code"), "{:?}", answer.warnings);
    assert_eq!(answer.warnings[1], ignoring("client_uri"));
}

#[test]
fn a_command_line_that_leaves_out_its_type() {
    let mut document = client();
    document["client_uri"] = json!("https://app.example.net");
    document["redirect_uris"] = json!(["http://localhost/callback", "http://127.0.0.1/callback"]);

    let answer = answer(&document);
    assert!(!answer.valid);
    assert_eq!(answer.violations.len(), 1, "one cause, one violation: {:?}", answer.violations);
    assert!(answer.violations[0].contains("application_type"), "{:?}", answer.violations);
    assert_eq!(answer.warnings, [ignoring("client_uri")]);
}

#[test]
fn a_website_with_the_jwt_grant() {
    let document = with(
        client(),
        "grant_types",
        json!(["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:jwt-bearer"]),
    );
    let answer = answer(&document);
    assert!(answer.valid);
    assert_eq!(answer.warnings.len(), 1, "{:?}", answer.warnings);
    assert!(answer.warnings[0].contains("jwt-bearer"), "{:?}", answer.warnings);
}

#[test]
fn a_native_client_that_names_several_methods() {
    let document = r#"{
        "client_id": "https://app.example.net/client.json",
        "client_name": "Example",
        "client_uri": "https://app.example.net",
        "redirect_uris": ["http://127.0.0.1/callback"],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
        "token_endpoint_auth_methods_supported": ["none"],
        "application_type": "native"
    }"#;
    let answer = validation(document, URL);
    assert!(answer.valid);
    assert_eq!(answer.warnings, [ignoring("client_uri, token_endpoint_auth_methods_supported")]);
}

#[test]
fn a_minimal_example_without_grant_types() {
    let document = json!({
        "client_id": URL,
        "client_name": "Example",
        "redirect_uris": ["https://app.example.net/callback"],
        "token_endpoint_auth_method": "none",
    });
    let answer = answer(&document);
    assert!(!answer.valid);
    assert_eq!(answer.violations.len(), 1, "{:?}", answer.violations);
    assert!(answer.violations[0].contains("grant_types"), "{:?}", answer.violations);
    assert!(answer.warnings.is_empty(), "{:?}", answer.warnings);
}

#[test]
fn a_refused_url_and_a_large_or_broken_document_are_violations() {
    let document = client().to_string();
    for (what, document, published) in [
        (
            "a query",
            document.replace("client.json", "client.json?v=1"),
            "https://app.example.net/client.json?v=1",
        ),
        ("too large", format!("{document:6000}"), URL),
        ("broken", document.replace("\"}", "\""), URL),
        ("an array", format!("[{document}]"), URL),
    ] {
        let answer = validation(&document, published);
        assert!(!answer.valid, "{what}");
        assert_eq!(answer.violations.len(), 1, "{what}: {:?}", answer.violations);
        assert!(answer.warnings.is_empty(), "{what}: {:?}", answer.warnings);
    }
}
