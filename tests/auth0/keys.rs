//! Clients with keys, and the credentials these become.

use cimd::auth0::{Endpoint, MappedFields, Preview};
use cimd::finding::{Failure, FailureKind, Input};
use cimd::{Body, KeySet, Subject};
use serde_json::{Value, json};

use super::{document, key_set, response, testdata};

fn with_keys(name: &str) -> Subject {
    Subject {
        key_set: Some(Box::new(key_set(testdata(&format!("key-sets/{name}"))))),
        ..document("confidential.json")
    }
}

fn with_text(keys: &str) -> Subject {
    Subject { key_set: Some(Box::new(key_set(keys.into()))), ..document("confidential.json") }
}

fn credentials(subject: &Subject) -> Value {
    serde_json::to_value(MappedFields::of(subject)).expect("JSON")["client_authentication_methods"].clone()
}

#[test]
fn usable_keys_become_credentials_under_their_kid_or_thumbprint() {
    let subject = with_keys("backend-2026-07.json");
    assert_eq!(
        credentials(&subject),
        json!({ "private_key_jwt": { "credentials": [
            { "credential_type": "public_key", "kid": "backend-2026-01", "alg": "RS256" },
            { "credential_type": "public_key", "kid": "pUtMrDmxxXqey5vq2gTzGjNlV4Jom6wefuJfd9uzjvQ", "alg": "PS256" },
        ] } })
    );
    let preview = Preview::of(subject);
    assert!(preview.is_valid() && !preview.keys_are_unknown);
    let notes: Vec<&str> = preview
        .translation
        .iter()
        .filter(|row| row.property == "(key)")
        .map(|row| row.note.as_str())
        .collect();
    assert_eq!(
        notes,
        [
            "RS256",
            "PS256, named by its thumbprint",
            "left out: its type EC is not supported",
            "left out: it is for encryption"
        ]
    );
}

#[test]
fn an_rsa_key_without_algorithm_is_for_rs256() {
    let keys = r#"{"keys": [{"kty": "RSA", "kid": "k", "n": "AQAB", "e": "AQAB"}]}"#;
    assert_eq!(credentials(&with_text(keys))["private_key_jwt"]["credentials"][0]["alg"], "RS256");
}

#[test]
fn a_key_set_that_is_not_known_leaves_the_credentials_out() {
    let preview = Preview::of(document("confidential.json"));
    assert!(preview.keys_are_unknown && preview.is_valid());
    assert_eq!(preview.mapped_fields.client_authentication_methods, None);
    assert_eq!(preview.mapped_fields.token_endpoint_auth_method, Some("private_key_jwt"));
    assert!(preview.mapped_fields.jwks_uri.is_some());
}

#[test]
fn a_key_set_that_publishes_a_secret_is_refused_as_a_whole() {
    for keys in [
        r#"{"keys": [{"kty": "RSA", "kid": "a", "n": "AQAB", "e": "AQAB"}, {"kty": "RSA", "kid": "b", "n": "AQAB", "e": "AQAB", "d": "AQAB"}]}"#,
        r#"{"keys": [{"kty": "oct", "kid": "a", "k": "AQAB"}]}"#,
        r#"{"keys": []}"#,
        r#"{"keys": [1]}"#,
        r#"{"keys": {}}"#,
        "[]",
        "{",
        "",
    ] {
        let subject = with_text(keys);
        assert_eq!(credentials(&subject), Value::Null, "{keys}");
        let preview = Preview::of(subject);
        assert!(!preview.is_valid(), "{keys}");
        let answer = serde_json::to_value(preview.answer(Endpoint::Preview, None)).expect("JSON");
        assert_eq!(answer["validation"]["violations"].as_array().map(Vec::len), Some(1), "{keys}: {answer}");
    }
}

#[test]
fn a_key_set_that_is_not_served_or_too_large_is_refused() {
    let bytes = testdata("key-sets/backend-2026-01.json");
    let redirect = KeySet {
        origin: Input::url("https://backend.example.net/oauth/jwks.json"),
        retrieval: response(302, "https://backend.example.net/oauth/jwks.json"),
        body: Body::whole(Vec::new()),
    };
    let mut padded = bytes;
    padded.extend([b' '; 12_288]);
    for key_set in [redirect, key_set(padded)] {
        let subject = Subject { key_set: Some(Box::new(key_set)), ..document("confidential.json") };
        assert_eq!(credentials(&subject), Value::Null);
        assert!(!Preview::of(subject).is_valid());
    }
}

/// The document was read, so that there is a validation; that this is its violation is inferred.
#[test]
fn a_key_set_that_cannot_be_fetched_is_a_violation() {
    let failure = Failure::new(FailureKind::Dns, "the host name was not found");
    let preview = Preview::of(Subject { failure: Some(Box::new(failure)), ..document("confidential.json") });
    let answer = serde_json::to_value(preview.answer(Endpoint::Preview, None)).expect("JSON");
    assert_eq!(
        answer["validation"],
        json!({ "valid": false, "violations": ["the host name was not found"], "warnings": [] })
    );
}

#[test]
fn keys_of_a_client_that_does_not_use_them_are_not_stored() {
    let subject = super::changed("confidential.json", &[("\"private_key_jwt\"", "\"none\"")]);
    let fields = MappedFields::of(&subject);
    assert_eq!((fields.token_endpoint_auth_method, fields.jwks_uri), (Some("none"), None));
}
